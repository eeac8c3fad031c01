"""Calendar arithmetic on day codes (year*512 + month*32 + day) without branches, as `law.dates` defines it.

A code keeps the order of days, and the difference of two codes divided by 512, rounded down, is the number of complete
years. Civil day numbers follow the usual 400-year eras that start on 1 March.
"""

from __future__ import annotations

from uitvoerbaar.engine.batch.lower.integers import Int
from uitvoerbaar.engine.batch.lower.scaled import Arithmetic
from uitvoerbaar.engine.batch.people import date_code

FIRST, LAST = date_code(1, 1, 1), date_code(9999, 12, 31)


class Calendar:
    """Emits date operations; integers are small, so everything stays in float64."""

    def __init__(self, arithmetic: Arithmetic) -> None:
        self.a = arithmetic

    def _c(self, value: int) -> Int:
        return self.a.constant(value)

    def _add(self, x: Int, y: Int | int) -> Int:
        return self.a.int_op("add", x, self._c(y) if isinstance(y, int) else y)

    def _sub(self, x: Int, y: Int | int) -> Int:
        return self.a.int_op("sub", x, self._c(y) if isinstance(y, int) else y)

    def _mul(self, x: Int, y: int) -> Int:
        return self.a.int_op("mul", x, self._c(y))

    def _div(self, x: Int, y: int) -> Int:
        return self.a.int_op("div", x, self._c(y))

    def _mod(self, x: Int, y: int) -> Int:
        made = self._sub(x, self._mul(self._div(x, y), y))
        return self._bound(made, 0, y - 1)

    def _bound(self, x: Int, lo: int, hi: int) -> Int:
        """The same register with bounds that the interval arithmetic cannot see."""
        if x.constant:
            return x
        lo, hi = max(lo, x.lo), min(hi, x.hi)
        return self._c(lo) if lo == hi else Int(x.reg, lo, hi, max(lo, min(x.tlo, hi)), min(hi, max(x.thi, lo)))

    def _flag(self, condition: int) -> Int:
        return self.a.int_select(condition, self._c(1), self._c(0))

    def parts(self, code: Int) -> tuple[Int, Int, Int]:
        """Year, month and day."""
        year = self._div(code, 512)
        rest = self._mod(code, 512)
        month = self._div(rest, 32)
        return year, self._bound(month, 1, 12), self._bound(self._mod(rest, 32), 1, 31)

    def part(self, code: Int, unit: str) -> Int:
        """The year, month or day of a day."""
        return self.parts(code)[("year", "month", "day").index(unit)]

    def start(self, code: Int, unit: str) -> Int:
        """The first day of the year or the month of a day."""
        year, month, _ = self.parts(code)
        return self.code(year, self._c(1) if unit == "year" else month, self._c(1))

    def code(self, year: Int, month: Int, day: Int) -> Int:
        """The code of a day."""
        return self._bound(self._add(self._add(self._mul(year, 512), self._mul(month, 32)), day), FIRST, LAST)

    def leap(self, year: Int) -> int:
        """True in leap years."""
        zero = self._c(0)
        four, hundred, all_ = (self.a.int_compare("eq", self._mod(year, n), zero) for n in (4, 100, 400))
        p = self.a.p
        return p.or_(p.and_(four, p.not_(hundred)), all_)

    def month_length(self, year: Int, month: Int) -> Int:
        """Days in a month."""
        odd = self._mod(self._add(month, self._div(month, 8)), 2)
        february = self.a.int_compare("eq", month, self._c(2))
        short = self.a.int_select(self.leap(year), self._c(29), self._c(28))
        return self.a.int_select(february, short, self._add(odd, 30))

    def age(self, birth: Int, on: Int) -> Int:
        """Complete years: the order of codes is that of month and day, so 29 February is reached on 1 March."""
        return self._div(self._sub(on, birth), 512)

    def months(self, start: Int, end: Int) -> Int:
        """Complete months, clamped at the end of the month; negative when reversed."""
        reverse = self.a.int_compare("lt", end, start)
        first, last = self.a.int_select(reverse, end, start), self.a.int_select(reverse, start, end)
        (y0, m0, d0), (y1, m1, d1) = self.parts(first), self.parts(last)
        months = self._add(self._mul(self._sub(y1, y0), 12), self._sub(m1, m0))
        length = self.month_length(y1, m1)
        reached = self.a.int_select(self.a.int_compare("lt", d0, length), d0, length)
        months = self._sub(months, self._flag(self.a.int_compare("lt", d1, reached)))
        return self.a.int_select(reverse, self.a.negative(months), months)

    def years(self, start: Int, end: Int) -> Int:
        """Complete years from the complete months, towards zero."""
        months = self.months(start, end)
        below = self.a.int_compare("lt", months, self._c(0))
        size = self._div(self.a.absolute(months), 12)
        return self.a.int_select(below, self.a.negative(size), size)

    def days(self, code: Int) -> Int:
        """Days since 1970-01-01."""
        year, month, day = self.parts(code)
        year = self._sub(year, self._flag(self.a.int_compare("le", month, self._c(2))))
        era = self._div(year, 400)
        of_era = self._mod(year, 400)
        of_year = self._add(
            self._div(self._add(self._mul(self._mod(self._add(month, 9), 12), 153), 2), 5), self._sub(day, 1)
        )
        leaps = self._sub(self._div(of_era, 4), self._div(of_era, 100))
        of_era_days = self._add(self._add(self._mul(of_era, 365), leaps), of_year)
        return self._sub(self._add(self._mul(era, 146_097), of_era_days), 719_468)

    def weekday(self, code: Int) -> Int:
        """Monday is 0."""
        return self._mod(self._add(self.days(code), 3), 7)

    def from_days(self, days: Int) -> Int:
        """The code of a day number; flags rows outside the years 1 to 9999."""
        self._inside(days, self.days(self._c(FIRST)).lo, self.days(self._c(LAST)).lo)
        shifted = self._add(days, 719_468)
        era = self._div(shifted, 146_097)
        doe = self._mod(shifted, 146_097)
        part = self._sub(
            self._add(self._sub(doe, self._div(doe, 1460)), self._div(doe, 36_524)), self._div(doe, 146_096)
        )
        yoe = self._div(part, 365)
        doy = self._sub(doe, self._sub(self._add(self._mul(yoe, 365), self._div(yoe, 4)), self._div(yoe, 100)))
        moved = self._div(self._add(self._mul(doy, 5), 2), 153)
        day = self._add(self._sub(doy, self._div(self._add(self._mul(moved, 153), 2), 5)), 1)
        early = self.a.int_compare("lt", moved, self._c(10))
        month = self.a.int_select(early, self._add(moved, 3), self._sub(moved, 9))
        year = self._add(self._add(yoe, self._mul(era, 400)), self._flag(self.a.int_compare("le", month, self._c(2))))
        return self.code(year, month, day)

    def _inside(self, x: Int, lo: int, hi: int) -> None:
        inside = self.a.p.and_(self.a.int_compare("le", self._c(lo), x), self.a.int_compare("le", x, self._c(hi)))
        self.a.flag(self.a.p.not_(inside))

    def add(self, start: Int, years: Int, months: Int, weeks: Int, days: Int) -> Int:
        """Years, then months (each clamped to the end of the month), then weeks and days."""
        for amount in (self._mul(years, 12), months):
            if amount.constant and amount.lo == 0:
                continue
            year, month, day = self.parts(start)
            index = self._add(self._add(self._mul(year, 12), self._sub(month, 1)), amount)
            year, month = self._div(index, 12), self._add(self._mod(index, 12), 1)
            self._inside(year, 1, 9999)
            length = self.month_length(year, month)
            start = self.code(year, month, self.a.int_select(self.a.int_compare("lt", day, length), day, length))
        moved = self._add(self._mul(weeks, 7), days)
        if moved.constant and moved.lo == 0:
            return start
        return self.from_days(self._add(self.days(start), moved))

    def make(self, year: Int, month: Int, day: Int) -> Int:
        """DATE: flags rows that name no day."""
        self._inside(year, 1, 9999)
        self._inside(month, 1, 12)
        self._inside(day, 1, 31)
        self.a.flag(self.a.int_compare("lt", self.month_length(year, month), day))
        return self.code(year, month, day)
