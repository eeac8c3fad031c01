"""Whole numbers in kernels: in float64 while they stay below 2^53, in int64 below 2^63, with proven or checked size.

The interval from the register ranges proves that a result fits, or, where ordinary amounts fit and only extreme ones do
not, a check flags the row for the reference walk: a float64 result below 2^53 of two integers is exact, because
rounding is monotone.
"""

from __future__ import annotations

from typing import NamedTuple

from uitvoerbaar.engine.batch.lower.program import FALSE, TRUE, Program

F_MAX = 2**53 - 1
I_MAX = 92 * 10**17
"""Below 2^63 by more than the error of a float64 product, which is what checks it."""


class Int(NamedTuple):
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


def _corners(x: tuple[int, int], y: tuple[int, int], name: str) -> tuple[int, int]:
    if name == "add":
        return x[0] + y[0], x[1] + y[1]
    if name == "sub":
        return x[0] - y[1], x[1] - y[0]
    found = [a * b if name == "mul" else a // b for a in x for b in y]
    return min(found), max(found)


class Integers:
    """Emits exact whole arithmetic; `take` gives the flag of all checks since the last call."""

    def __init__(self, program: Program) -> None:
        self.p = program
        self._flags = self._failed = FALSE

    def take(self) -> int:
        """The register that is true where a check failed."""
        return self.take_both()[0]

    def take_both(self) -> tuple[int, int]:
        """The register that is true where a check failed, and the one where the law itself fails there, if its operands do not."""
        flags, failed = self._flags, self._failed
        self._flags = self._failed = FALSE
        return flags, failed

    def flag(self, reg: int) -> None:
        """Send rows where `reg` is true to the reference."""
        self._flags = self.p.or_(self._flags, reg)

    def fail(self, reg: int) -> None:
        """The law fails where `reg` is true, unless an earlier check leaves the row to the reference already."""
        self._failed = self.p.or_(self._failed, self.p.and_(reg, self.p.not_(self._flags)))
        self.flag(reg)

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
        return self._clip(x._replace(reg=reg), F_MAX)

    @staticmethod
    def _clip(x: Int, bound: int) -> Int:
        lo, hi = max(x.lo, -bound), min(x.hi, bound)
        lo, hi = min(lo, bound), max(hi, -bound)
        return x._replace(lo=lo, hi=hi, tlo=min(max(x.tlo, lo), hi), thi=max(min(x.thi, hi), lo))

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
                return made._replace(reg=self._floor_quotient(x, y))
            made = made._replace(reg=self.p.op(name, x.reg, y.reg))
            if made.size > F_MAX:
                self.flag(self.p.not_(self.within(made.reg, 2.0**53)))
                made = self._clip(made, F_MAX)
            return made
        made = made._replace(reg=self.p.op("fdiv" if name == "div" else name, self.as_i(x), self.as_i(y)))
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
