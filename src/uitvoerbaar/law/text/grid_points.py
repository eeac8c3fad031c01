"""A table as the points of a line: flat steps, or straight pieces, to draw and to take hold of."""

from __future__ import annotations

from decimal import Decimal

from uitvoerbaar.law.text.grids import Grid, Row

Point = tuple[Decimal, Decimal]
"""A value of the subject and what the table gives there, both in the units of the rule."""
_BEYOND = Decimal("1.25")


def points(grid: Grid, upto: Decimal | None = None) -> tuple[Point, ...] | None:
    """The corners of the line from 0 to `upto` (a quarter beyond the last limit when None), from left to right.

    At a step two points share their place: the value below it and that above. None when a limit, value or rate is no number
    of the article.
    """
    if any(cell.value is None for row in grid.rows for cell in row.cells):
        return None
    limits = [row.high.value for row in grid.rows if row.high is not None and row.high.value is not None]
    last = upto if upto is not None else (limits[-1] * _BEYOND if limits else Decimal(1))
    made: list[Point] = []
    below = Decimal(0)
    for row in grid.rows:
        low, high = _edge(row, "low", Decimal(0)), _edge(row, "high", last)
        if low > last:
            break
        start, slope = _start(grid, row, low, below)
        end = start + slope * (min(high, last) - low)
        for point in ((low, start), (min(high, last), end)):
            if not made or made[-1] != point:
                made.append(point)
        below = start + slope * (high - low)
    return tuple(made)


def _edge(row: Row, side: str, other: Decimal) -> Decimal:
    cell = row.low if side == "low" else row.high
    return other if cell is None or cell.value is None else cell.value


def _start(grid: Grid, row: Row, low: Decimal, below: Decimal) -> tuple[Decimal, Decimal]:
    """What a bracket gives at its lower limit, and by how much it grows."""
    rate = row.rate.value if row.rate is not None and row.rate.value is not None else None
    if grid.form == "brackets":
        return below, Decimal(1) if rate is None else rate
    if row.value is None or row.value.value is None:  # a rate of the whole subject
        return (rate or Decimal(0)) * low, rate or Decimal(0)
    return row.value.value, rate or Decimal(0)
