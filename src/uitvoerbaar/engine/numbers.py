"""Exact numbers in kernels: whole numerators over a denominator, with proven or checked size.

A number is num / (scale * den): `num` is an integer register, `scale` a constant, `den` a positive register or absent.
Integers live in float64 while they stay below 2^53, in int64 below 2^63. The interval from the register ranges proves
this, or, where ordinary amounts fit and only extreme ones do not, a check flags the row for the reference walk: a
float64 result below 2^53 of two integers is exact, because rounding is monotone.

**Divisions.** The reference rounds a DIVIDE to 28 digits. `state` follows what that means for the exact quotient:

- exact: the reference holds this very number;
- fresh: one rounded quotient, RN28(num / den). RN28 is monotone and leaves terminating decimals alone, and unequal
  numbers here differ by more than 1e-19 of their size, so comparing and rounding the exact quotient gives the same
  answer as comparing and rounding the rounded one;
- stale: further arithmetic on a rounded quotient. The reference is then off by a few times 1e-28, which matters only
  where the exact value lies on the boundary of a rounding or comparison, as in FLOOR(x / 3 * 3). A row that lies on
  it is flagged when its quotient did not terminate (`inexact`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import gcd
from typing import Literal

from uitvoerbaar.engine.program import FALSE, TRUE, Program

F_MAX = 2**53 - 1
I_MAX = 92 * 10**17
"""Below 2^63 by more than the error of a float64 product, which is what checks it."""
State = Literal["exact", "fresh", "stale"]


@dataclass(frozen=True, slots=True)
class Int:
    """An integer register: certain bounds, and bounds for ordinary cases."""

    reg: int
    lo: int
    hi: int
    tlo: int
    thi: int

    @property
    def constant(self) -> bool:
        return self.lo == self.hi

    @property
    def size(self) -> int:
        return max(abs(self.lo), abs(self.hi))

    @property
    def typical(self) -> int:
        return max(abs(self.tlo), abs(self.thi))


@dataclass(frozen=True, slots=True)
class Num:
    """num / (scale * den)."""

    num: Int
    scale: int = 1
    den: Int | None = None
    state: State = "exact"
    inexact: int = FALSE


def _corners(x: tuple[int, int], y: tuple[int, int], name: str) -> tuple[int, int]:
    if name == "add":
        return x[0] + y[0], x[1] + y[1]
    if name == "sub":
        return x[0] - y[1], x[1] - y[0]
    found = [a * b if name == "mul" else a // b for a in x for b in y]
    return min(found), max(found)


def without_2_and_5(scale: int) -> tuple[int, int]:
    """The factor of `scale` that no power of ten has, and the decimals that the rest needs."""
    twos = fives = 0
    while scale % 2 == 0:
        scale, twos = scale // 2, twos + 1
    while scale % 5 == 0:
        scale, fives = scale // 5, fives + 1
    return scale, max(twos, fives)


class Arithmetic:
    """Emits exact arithmetic; `take` gives the flag of all checks since the last call."""

    def __init__(self, program: Program) -> None:
        self.p = program
        self._flags = FALSE

    def take(self) -> int:
        """The register that is true where a check failed."""
        flags, self._flags = self._flags, FALSE
        return flags

    def flag(self, reg: int) -> None:
        """Send rows where `reg` is true to the reference."""
        self._flags = self.p.or_(self._flags, reg)

    # --- integers -----------------------------------------------------------------------------------------------

    def constant(self, value: int) -> Int:
        """A constant integer; beyond 64 bits it only serves rows that are flagged."""
        if abs(value) > I_MAX:
            self.flag(TRUE)
            value = I_MAX if value > 0 else -I_MAX
        return Int(self.p.const(value, "f" if abs(value) <= F_MAX else "i"), value, value, value, value)

    def as_f(self, x: Int) -> int:
        """The register as float64; exact below 2^53."""
        return self.p.tof(x.reg)

    def as_i(self, x: Int) -> int:
        """The register as int64."""
        return self.p.toi(x.reg)

    def within(self, reg: int, bound: float) -> int:
        """True where |reg| (f) is below `bound`; false for not-a-number."""
        return self.p.compare("lt", self.p.op("abs", reg), self.p.const(bound, "f"))

    def narrow(self, x: Int) -> Int:
        """An int64 result back in float64 where that is exact."""
        if self.p.type(x.reg) == "f" or (x.size > F_MAX and x.typical > F_MAX):
            return x
        reg = self.p.tof(x.reg)
        if x.size > F_MAX:
            self.flag(self.p.not_(self.within(reg, 2.0**53)))
        return self._clip(replace(x, reg=reg), F_MAX)

    @staticmethod
    def _clip(x: Int, bound: int) -> Int:
        lo, hi = max(x.lo, -bound), min(x.hi, bound)
        lo, hi = min(lo, bound), max(hi, -bound)
        return replace(x, lo=lo, hi=hi, tlo=min(max(x.tlo, lo), hi), thi=max(min(x.thi, hi), lo))

    def int_op(self, name: str, x: Int, y: Int) -> Int:
        """add, sub, mul, or div (floor, y > 0)."""
        lo, hi = _corners((x.lo, x.hi), (y.lo, y.hi), name)
        tlo, thi = _corners((x.tlo, x.thi), (y.tlo, y.thi), name)
        if lo == hi:
            return self.constant(lo)
        if name == "mul":
            for one, other in ((x, y), (y, x)):
                if one.constant and one.lo == 1:
                    return other
        if name in ("add", "sub") and y.constant and y.lo == 0:
            return x
        if name == "div" and y.constant and y.lo == 1:
            return x
        made = Int(-1, lo, hi, tlo, thi)
        if self.p.type(x.reg) == "f" and self.p.type(y.reg) == "f" and (made.typical <= F_MAX or name == "div"):
            if name == "div":
                return replace(made, reg=self._floor_quotient(x, y))
            made = replace(made, reg=self.p.op(name, x.reg, y.reg))
            if made.size > F_MAX:
                self.flag(self.p.not_(self.within(made.reg, 2.0**53)))
                made = self._clip(made, F_MAX)
            return made
        made = replace(made, reg=self.p.op("fdiv" if name == "div" else name, self.as_i(x), self.as_i(y)))
        if made.size > I_MAX:
            near = self.p.op(name, self.as_f(x), self.as_f(y))
            self.flag(self.p.not_(self.within(near, float(I_MAX))))
            made = self._clip(made, I_MAX)
        return self.narrow(made)

    def _floor_quotient(self, x: Int, y: Int) -> int:
        """floor(x / y) in float64.

        The quotient of two integers below 2^53 is rounded correctly, and one that is not whole is at least 1/y from a
        whole number, more than half a unit in its last place: rounding never crosses an integer. By a constant it is
        cheaper to multiply: (2x + 1) / 2y is at least 1/2y from every integer, and (x + 1/2) * RN(1/y) errs by less than
        that while |x| < 2^51.
        """
        if not y.constant or x.size >= 2**51:
            return self.p.op("floor", self.p.op("div", x.reg, y.reg))
        inverse = self.p.const(1.0 / y.lo, "f")
        if y.lo & (y.lo - 1) == 0:
            return self.p.op("floor", self.p.op("mul", x.reg, inverse))
        middle = self.p.op("add", x.reg, self.p.const(0.5, "f"))
        return self.p.op("floor", self.p.op("mul", middle, inverse))

    def int_select(self, when: int, x: Int, y: Int) -> Int:
        """x where `when`, else y."""
        if when in (FALSE, TRUE):
            return x if when == TRUE else y
        a, b = self._same_type(x, y)
        return Int(self.p.select(when, a, b), min(x.lo, y.lo), max(x.hi, y.hi), min(x.tlo, y.tlo), max(x.thi, y.thi))

    def _same_type(self, x: Int, y: Int) -> tuple[int, int]:
        if self.p.type(x.reg) == self.p.type(y.reg):
            return x.reg, y.reg
        return self.as_i(x), self.as_i(y)

    def int_compare(self, name: str, x: Int, y: Int) -> int:
        """lt, le or eq; decided by the bounds where they allow it."""
        if name == "eq":
            if x.lo > y.hi or x.hi < y.lo:
                return FALSE
            if x.constant and y.constant:
                return TRUE
        elif (x.hi < y.lo) or (name == "le" and x.hi <= y.lo):
            return TRUE
        elif x.lo > y.hi or (name == "lt" and x.lo >= y.hi):
            return FALSE
        return self.p.compare(name, *self._same_type(x, y))

    def negative(self, x: Int) -> Int:
        """-x."""
        return self.int_op("sub", self.constant(0), x)

    def absolute(self, x: Int) -> Int:
        """|x|."""
        if x.lo >= 0:
            return x
        if x.hi <= 0:
            return self.negative(x)
        tlo = 0 if x.tlo <= 0 <= x.thi else min(abs(x.tlo), abs(x.thi))
        return Int(self.p.op("abs", x.reg), 0, x.size, tlo, x.typical)

    # --- numbers ------------------------------------------------------------------------------------------------

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

    def _made(self, num: Int, scale: int, den: Int | None, *parts: Num) -> Num:
        """The result of arithmetic on `parts`."""
        if all(v.state == "exact" for v in parts) and den is None:
            if without_2_and_5(scale)[0] == 1 and self._short(num, scale):
                return Num(num, scale)
            return Num(num, scale, None, "stale", TRUE)
        return Num(num, scale, den, "stale", self.p.or_(*(self.inexact(v) for v in parts)))

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
        return self._made(self.int_op(name, a, b), scale, den, x, y)

    def multiply(self, x: Num, y: Num) -> Num:
        """MULTIPLY of two."""
        if x.num.constant and not y.num.constant:
            x, y = y, x
        first, second, scale = x.num, y.num, x.scale * y.scale
        if second.constant and second.lo:
            common = gcd(second.lo, scale)
            second, scale = self.constant(second.lo // common), scale // common
        den = x.den if y.den is None else y.den if x.den is None else self.int_op("mul", x.den, y.den)
        return self._made(self.int_op("mul", first, second), scale, den, x, y)

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
            if y.state == "stale":
                zero = self.int_compare("eq", bottom, self.constant(0))
                self.flag(self.p.and_(zero, self.inexact(y)))
            shared = gcd(y.scale, scale)
            num, scale = self._times(top, y.scale // shared), scale // shared
            if y.den is not None:
                num = self.int_op("mul", num, y.den)
            zero = self.int_compare("eq", bottom, self.constant(0))
            self.flag(zero)
            below = self.int_compare("lt", bottom, self.constant(0))
            num = self.int_select(below, self.negative(num), num) if below != FALSE else num
            den = self.int_select(zero, self.constant(1), self.absolute(bottom))
            den = replace(den, lo=max(den.lo, 1), hi=max(den.hi, 1), tlo=max(den.tlo, 1), thi=max(den.thi, 1))
            if x.den is not None:
                den = self.int_op("mul", den, x.den)
        if not both_exact:
            return Num(num, scale, den, "stale", self.p.or_(inexact, self.inexact(Num(num, scale, den, "fresh"))))
        if den is None and without_2_and_5(scale)[0] == 1 and self._short(num, scale):
            return Num(num, scale)
        return Num(num, scale, den, "fresh")

    def compare(self, name: str, x: Num, y: Num) -> int:
        """lt, le or eq of two; a tie that the reference may break the other way flags the row."""
        a, b, _, _ = self.common(x, y)
        stale = x.state == "stale" or y.state == "stale"
        if stale:
            self.flag(self.p.and_(self.int_compare("eq", a, b), self.p.or_(self.inexact(x), self.inexact(y))))
        return self.int_compare(name, a, b)

    def truth(self, x: Num) -> int:
        """True where x is not zero."""
        zero = self.int_compare("eq", x.num, self.constant(0))
        if x.state == "stale":
            self.flag(self.p.and_(zero, self.inexact(x)))
        return self.p.not_(zero)

    def select(self, when: int, x: Num, y: Num) -> Num:
        """x where `when`, else y."""
        if when in (FALSE, TRUE):
            return x if when == TRUE else y
        a, b, scale, den = self.common(x, y)
        num = self.int_select(when, a, b)
        if "stale" in (x.state, y.state):
            inexact = self.p.select(when, self.inexact(x), self.inexact(y))
            return Num(num, scale, den, "stale", inexact)
        return Num(num, scale, den, "exact" if x.state == y.state == "exact" else "fresh")

    def extreme(self, largest: bool, x: Num, y: Num) -> Num:
        """MAX or MIN of two; of equals it does not matter which."""
        a, b, scale, den = self.common(x, y)
        less = self.int_compare("lt", a, b)
        num = self.int_select(less, b, a) if largest else self.int_select(less, a, b)
        pick = max if largest else min
        num = replace(num, lo=pick(a.lo, b.lo), hi=pick(a.hi, b.hi), tlo=pick(a.tlo, b.tlo), thi=pick(a.thi, b.thi))
        if "stale" in (x.state, y.state):
            return Num(num, scale, den, "stale", self.p.or_(self.inexact(x), self.inexact(y)))
        return Num(num, scale, den, "exact" if x.state == y.state == "exact" else "fresh")

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
            self.flag(self.p.and_(tie, self.inexact(v)))
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
        below = self.rounded("FLOOR", replace(v, state="exact"), 0).num
        above = self.rounded("CEIL", replace(v, state="exact"), 0).num
        return self.int_select(negative, above, below)
