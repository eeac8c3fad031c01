"""Exact numbers in kernels: whole numerators over a denominator.

A number is num / (scale * den): `num` is an integer register, `scale` a constant, `den` a positive register or absent.

**Divisions.** The reference rounds a DIVIDE to 28 digits. `state` follows what that means for the exact quotient:

- exact: the reference holds this very number;
- fresh: one rounded quotient, RN28(num / den). RN28 is monotone and leaves terminating decimals alone, and unequal
  numbers here differ by more than 1e-19 of their size, so comparing and rounding the exact quotient gives the same
  answer as comparing and rounding the rounded one;
- stale: further arithmetic on a rounded quotient. `error` bounds how far the reference is off; while that is less
  than the distance of a number to the nearest boundary of a rounding or comparison (1 / denominator), it matters only
  where the exact value lies on the boundary, as in FLOOR(x / 3 * 3). A row that lies on it, or any row when the
  error may be larger, is flagged when its quotient did not terminate (`inexact`).
"""

from __future__ import annotations

from math import gcd
from typing import Literal, NamedTuple

from uitvoerbaar.engine.batch.lower.integers import Int, Integers
from uitvoerbaar.engine.batch.lower.program import FALSE, TRUE

State = Literal["exact", "fresh", "stale"]
HALF_DIGIT = 1e-27
"""Relative error of one operation of 28 digits, with room to spare."""


class Num(NamedTuple):
    """num / (scale * den)."""

    num: Int
    scale: int = 1
    den: Int | None = None
    state: State = "exact"
    inexact: int = FALSE
    error: float = 0.0
    """How far the reference can be from this number, absolutely."""

    @property
    def largest(self) -> float:
        """The largest absolute value."""
        return self.num.size / self.scale

    @property
    def step(self) -> float:
        """The least distance of two different values."""
        return 1 / (self.scale * (1 if self.den is None else self.den.hi))


def without_2_and_5(scale: int) -> tuple[int, int]:
    """The factor of `scale` that no power of ten has, and the decimals that the rest needs."""
    twos = fives = 0
    while scale % 2 == 0:
        scale, twos = scale // 2, twos + 1
    while scale % 5 == 0:
        scale, fives = scale // 5, fives + 1
    return scale, max(twos, fives)


class Arithmetic(Integers):
    """Emits exact arithmetic on numbers."""

    def _times(self, x: Int, factor: int) -> Int:
        return x if factor == 1 else self.int_op("mul", x, self.constant(factor))

    def inexact(self, v: Num) -> int:
        """True where the reference holds a rounded quotient instead of this number."""
        if v.state != "fresh":
            return v.inexact
        rest, _ = without_2_and_5(v.scale)
        if not self._short(v.num, v.scale):
            rest = v.scale
        divisor = self.constant(rest) if v.den is None else self._times(v.den, rest)
        if divisor.constant and divisor.lo == 1:
            return FALSE
        quotient = self.int_op("div", v.num, divisor)
        remainder = self.int_op("sub", v.num, self.int_op("mul", quotient, divisor))
        return self.p.not_(self.int_compare("eq", remainder, self.constant(0)))

    @staticmethod
    def _short(num: Int, scale: int) -> bool:
        """Whether every num / scale that terminates has at most 28 digits."""
        _, decimals = without_2_and_5(scale)
        fits: bool = num.size * 10**decimals < scale * 10**27
        return fits

    def _made(self, num: Int, scale: int, den: Int | None, error: float, *parts: Num) -> Num:
        """The result of arithmetic on `parts`, whose errors make up `error`."""
        error += HALF_DIGIT * num.size / scale
        if all(v.state == "exact" for v in parts) and den is None:
            if without_2_and_5(scale)[0] == 1 and self._short(num, scale):
                return Num(num, scale)
            return Num(num, scale, None, "stale", TRUE, error)
        return Num(num, scale, den, "stale", self.p.or_(*(self.inexact(v) for v in parts)), error)

    def common(self, x: Num, y: Num) -> tuple[Int, Int, int, Int | None]:
        """Both numerators over one scale and denominator."""
        scale = x.scale * y.scale // gcd(x.scale, y.scale)
        a, b = self._times(x.num, scale // x.scale), self._times(y.num, scale // y.scale)
        if x.den == y.den:
            return a, b, scale, x.den
        if y.den is not None:
            a = self.int_op("mul", a, y.den)
        if x.den is not None:
            b = self.int_op("mul", b, x.den)
        if x.den is None or y.den is None:
            return a, b, scale, x.den or y.den
        return a, b, scale, self.int_op("mul", x.den, y.den)

    def add(self, name: str, x: Num, y: Num) -> Num:
        """ADD or SUBTRACT of two (name add or sub)."""
        a, b, scale, den = self.common(x, y)
        return self._made(self.int_op(name, a, b), scale, den, x.error + y.error, x, y)

    def multiply(self, x: Num, y: Num) -> Num:
        """MULTIPLY of two."""
        if x.num.constant and not y.num.constant:
            x, y = y, x
        first, second, scale = x.num, y.num, x.scale * y.scale
        if second.constant and second.lo:
            common = gcd(second.lo, scale)
            second, scale = self.constant(second.lo // common), scale // common
        den = x.den if y.den is None else y.den if x.den is None else self.int_op("mul", x.den, y.den)
        error = x.error * y.largest + y.error * x.largest + x.error * y.error
        return self._made(self.int_op("mul", first, second), scale, den, error, x, y)

    def divide(self, x: Num, y: Num) -> Num:
        """DIVIDE of two; a zero divisor flags the row."""
        both_exact = x.state == "exact" and y.state == "exact"
        inexact = FALSE if both_exact else self.p.or_(self.inexact(x), self.inexact(y))
        top, bottom, scale = x.num, y.num, x.scale
        if bottom.constant and bottom.lo and y.den is None:
            factor, divisor = y.scale, abs(bottom.lo)
            common = gcd(factor, divisor)
            factor, divisor = factor // common, divisor // common
            shared = gcd(factor, scale)
            factor, scale = factor // shared, scale // shared * divisor
            num, den = self._times(top, factor if bottom.lo > 0 else -factor), x.den
        else:
            if y.error >= y.step:
                self.flag(self.inexact(y))  # the reference may divide by zero where this does not
            shared = gcd(y.scale, scale)
            num, scale = self._times(top, y.scale // shared), scale // shared
            if y.den is not None:
                num = self.int_op("mul", num, y.den)
            zero = self.int_compare("eq", bottom, self.constant(0))
            if y.state == "exact":
                self.fail(zero)
            else:
                self.flag(zero)
            below = self.int_compare("lt", bottom, self.constant(0))
            num = self.int_select(below, self.negative(num), num) if below != FALSE else num
            den = self.int_select(zero, self.constant(1), self.absolute(bottom))
            den = den._replace(lo=max(den.lo, 1), hi=max(den.hi, 1), tlo=max(den.tlo, 1), thi=max(den.thi, 1))
            if x.den is not None:
                den = self.int_op("mul", den, x.den)
        own = HALF_DIGIT * num.size / scale
        if not both_exact:
            inexact = self.p.or_(inexact, self.inexact(Num(num, scale, den, "fresh")))
            error = float("inf") if y.error else x.error / y.step + own
            return Num(num, scale, den, "stale", inexact, error)
        if den is None and without_2_and_5(scale)[0] == 1 and self._short(num, scale):
            return Num(num, scale)
        return Num(num, scale, den, "fresh", FALSE, own)

    def _boundary(self, tie: int, error: float, distance: float, *parts: Num) -> None:
        """Flag rows that the reference may decide otherwise: those on a boundary, or all when the error is too large."""
        unsure = tie if error < distance / 2 else TRUE
        self.flag(self.p.and_(unsure, self.p.or_(*(self.inexact(v) for v in parts))))

    def compare(self, name: str, x: Num, y: Num) -> int:
        """lt, le or eq of two; a tie that the reference may break the other way flags the row."""
        a, b, scale, den = self.common(x, y)
        if "stale" in (x.state, y.state):
            step = Num(a, scale, den).step
            self._boundary(self.int_compare("eq", a, b), x.error + y.error, step, x, y)
        return self.int_compare(name, a, b)

    def truth(self, x: Num) -> int:
        """True where x is not zero."""
        zero = self.int_compare("eq", x.num, self.constant(0))
        if x.state == "stale":
            self._boundary(zero, x.error, x.step, x)
        return self.p.not_(zero)

    def select(self, when: int, x: Num, y: Num) -> Num:
        """x where `when`, else y."""
        if when in (FALSE, TRUE):
            return x if when == TRUE else y
        a, b, scale, den = self.common(x, y)
        num = self.int_select(when, a, b)
        if "stale" in (x.state, y.state):
            inexact = self.p.select(when, self.inexact(x), self.inexact(y))
            return Num(num, scale, den, "stale", inexact, max(x.error, y.error))
        return Num(num, scale, den, "exact" if x.state == y.state == "exact" else "fresh", FALSE, max(x.error, y.error))

    def extreme(self, largest: bool, x: Num, y: Num) -> Num:
        """MAX or MIN of two; of equals it does not matter which."""
        a, b, scale, den = self.common(x, y)
        less = self.int_compare("lt", a, b)
        num = self.int_select(less, b, a) if largest else self.int_select(less, a, b)
        pick = max if largest else min
        num = num._replace(lo=pick(a.lo, b.lo), hi=pick(a.hi, b.hi), tlo=pick(a.tlo, b.tlo), thi=pick(a.thi, b.thi))
        if "stale" in (x.state, y.state):
            return Num(num, scale, den, "stale", self.p.or_(self.inexact(x), self.inexact(y)), x.error + y.error)
        return Num(num, scale, den, "exact" if x.state == y.state == "exact" else "fresh", FALSE, x.error + y.error)

    def rounded(self, op: str, v: Num, precision: int) -> Num:
        """ROUND (half away from zero), FLOOR or CEIL to `precision` decimals."""
        ten = 10 ** abs(precision)
        shared = gcd(ten, v.scale) if precision > 0 else 1
        top = self._times(v.num, ten // shared if precision > 0 else 1)
        scale = v.scale // shared if precision > 0 else v.scale * ten
        divisor = self.constant(scale) if v.den is None else self._times(v.den, scale)
        negative = FALSE
        if op == "ROUND":
            negative = self.int_compare("lt", top, self.constant(0))
            half = self.constant(divisor.lo // 2) if divisor.constant else self.int_op("div", divisor, self.constant(2))
            top = self.int_op("add", self.absolute(top), half)
        elif op == "CEIL":
            top = self.negative(top)
        quotient = self.int_op("div", top, divisor)
        if v.state == "stale":
            tie = self.int_compare(
                "eq", self.int_op("sub", top, self.int_op("mul", quotient, divisor)), self.constant(0)
            )
            self._boundary(tie, v.error, 10.0**-precision / float(divisor.hi), v)
        if op == "CEIL":
            quotient = self.negative(quotient)
        elif op == "ROUND" and negative != FALSE:
            quotient = self.int_select(negative, self.negative(quotient), quotient)
        return Num(quotient, ten) if precision > 0 else Num(self._times(quotient, ten if precision < 0 else 1))

    def truncated(self, v: Num) -> Int:
        """The whole part, towards zero."""
        if v.scale == 1 and v.den is None:
            return v.num
        self.flag(self.inexact(v))
        negative = self.int_compare("lt", v.num, self.constant(0))
        below = self.rounded("FLOOR", v._replace(state="exact"), 0).num
        above = self.rounded("CEIL", v._replace(state="exact"), 0).num
        return self.int_select(negative, above, below)
