"""A table of a rule as a drawing beside its fields: what each bracket gives, with handles that a hand can take.

A table whose limits or values stand elsewhere in the law has no drawing: nobody can tell here where its line runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise
from typing import Literal

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.numbers import capital, decimal
from uitvoerbaar.desk.workbench.shown import spoken
from uitvoerbaar.face.rule_tables import TableField, TableOfRule, TableRow
from uitvoerbaar.face.words import name_words

TABLE = "tabel"
"""What the button of a table sends, with the number of the table behind it: tabel.0."""
WAS = "was"
"""Before the name of a field: what stood in it when the page was made."""
WIDE, HIGH = 640, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 624, 14, 206
_BEYOND, _TWICE = Decimal("1.05"), Decimal(2)
"""How far a drawing goes beyond the last limit, and beyond one that stands alone."""
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Handle:
    """A number that can be dragged: the field that it fills, along which axis, and where it is drawn."""

    field: str
    axis: Literal["x", "y"]
    x1: float
    y1: float
    x2: float
    y2: float
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis: the number at both its ends (with a point, for the script), how these are written, and the step of a hand."""

    lo: str
    hi: str
    first: str
    last: str
    step: str


@dataclass(frozen=True, slots=True)
class TableDrawing:
    """Places in a picture of WIDE by HIGH."""

    line: str
    across: Scale
    up: Scale
    handles: tuple[Handle, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table on the page: its title, the names of its columns, its rows with what was typed, and its drawing."""

    id: str
    title: str
    subject: str
    limit: str
    gives: str
    rate: str
    rows: tuple[TableRow, ...]
    typed: Mapping[str, str]
    drawing: TableDrawing | None
    open: bool

    @property
    def button(self) -> str:
        """What its button sends."""
        return f"{TABLE}.{self.id}"

    def said(self, field: TableField) -> str:
        """What stands in a field: what was typed, else the number of the rule."""
        return self.typed.get(f"{self.button}.{field.name}", field.shown)

    @property
    def from_words(self) -> str:
        """The name of the first column."""
        return tr("van")


def shown_tables(tables: tuple[TableOfRule, ...], typed: Mapping[str, str], busy: str) -> list[ShownTable]:
    """The tables of an article as its page shows them; `typed` and `busy` as for the forms."""
    return [_shown(table, typed, busy) for table in tables]


def _shown(table: TableOfRule, typed: Mapping[str, str], busy: str) -> ShownTable:
    subject = name_words(table.subject)
    title = capital(tr("{output} naar {subject}", output=name_words(table.output), subject=subject))
    limit = tr("tot en met") if table.closed else tr("tot")
    has = {name: any(getattr(row, name) is not None for row in table.rows) for name in ("value", "rate")}
    return ShownTable(
        table.id,
        title,
        subject,
        limit,
        tr("uitkomst") if has["value"] else "",
        (tr("deel van wat in de schijf valt") if table.form == "brackets" else tr("deel van het meerdere"))
        if has["rate"]
        else "",
        table.rows,
        typed,
        drawing_of(table),
        busy == f"{TABLE}.{table.id}",
    )


def drawing_of(table: TableOfRule) -> TableDrawing | None:
    """The drawing of a table; None when a number of it stands elsewhere, or its brackets have no end."""
    parts = [one for row in table.rows for one in (row.low, row.high, row.value, row.rate) if one is not None]
    limits = [row.high for row in table.rows if row.high is not None]
    if not limits or any(one.value is None for one in parts):
        return None
    return _Drawn(table).drawing()


class _Drawn:
    """The places of a table of which every number is known."""

    def __init__(self, table: TableOfRule) -> None:
        self.table = table
        ends = [_number(row.high) for row in table.rows if row.high is not None]
        beyond = _BEYOND if len(ends) > 1 else _TWICE
        self.lo, self.hi = min(Decimal(0), ends[0]), max(_round_up(ends[-1] * beyond), Decimal(1))
        self.pieces = list(self._pieces())
        heights = [height for piece in self.pieces for height in piece[2:]]
        self.bottom, self.top = min([Decimal(0), *heights]), _round_up(max(*heights, Decimal(0))) or Decimal(1)

    def _pieces(self) -> Iterator[tuple[Decimal, Decimal, Decimal, Decimal]]:
        """Each bracket from where to where, and how high it is at both ends; of a tariff the rate, else what it gives."""
        edges = [self.lo, *(_number(row.high) for row in self.table.rows if row.high is not None), self.hi]
        for row, (low, high) in zip(self.table.rows, pairwise(edges), strict=False):
            if self.table.form != "lines":
                level = _number(row.rate if row.value is None else row.value)
                yield low, high, level, level
                continue
            per = Decimal(1) / (100 if row.rate is not None and row.rate.unit == "%" else 1)
            slope = Decimal(0) if row.rate is None else _number(row.rate) * per
            begin = slope * low if row.value is None else _number(row.value)
            yield low, high, begin, begin + slope * (high - low)

    def drawing(self) -> TableDrawing:
        """The line, its axes and its handles."""
        points = [
            (self.x(place), self.y(height))
            for low, high, one, two in self.pieces
            for place, height in ((low, one), (high, two))
        ]
        first = self.table.rows[0]
        up = next(field for field in (first.value, first.rate) if field is not None)
        across = next(row.high for row in self.table.rows if row.high is not None)
        return TableDrawing(
            " ".join(f"{x},{y}" for x, y in points),
            _scale(self.lo, self.hi, across.unit),
            _scale(
                self.bottom, self.top, up.unit if self.table.form != "lines" or first.value is not None else across.unit
            ),
            tuple(self._handles()),
        )

    def _handles(self) -> Iterator[Handle]:
        for row, (low, high, one, _two) in zip(self.table.rows, self.pieces, strict=False):
            if row.high is not None:
                x = self.x(high)
                words = tr("grens {value}", value=_written(row.high))
                yield Handle(row.high.name, "x", x, _TOP, x, _BOTTOM, words)
            level = row.value if row.value is not None else row.rate if self.table.form == "brackets" else None
            if level is None:
                continue
            y, end = self.y(one), self.x(high) if self.table.form != "lines" else self.x(low) + 14
            words = tr("uitkomst {value}", value=_written(level))
            yield Handle(level.name, "y", self.x(low), y, end, y, words)

    def x(self, value: Decimal) -> float:
        """A place along."""
        return round(_LEFT + float((value - self.lo) / (self.hi - self.lo)) * (_RIGHT - _LEFT), 1)

    def y(self, value: Decimal) -> float:
        """A place up."""
        return round(_BOTTOM - float((value - self.bottom) / (self.top - self.bottom)) * (_BOTTOM - _TOP), 1)


def _round_up(value: Decimal) -> Decimal:
    """The next number of two figures: 181.435 becomes 190.000."""
    if value <= 0:
        return Decimal(0)
    step = Decimal(1).scaleb(value.adjusted() - 1)
    return (value / step).to_integral_value(rounding=ROUND_CEILING) * step


def _number(field: TableField | None) -> Decimal:
    assert field is not None
    assert field.value is not None
    return field.value


def _written(field: TableField) -> str:
    if field.unit == "€":
        return f"€\u00a0{field.shown}"
    return field.shown + ("%" if field.unit == "%" else f" {field.unit}" if field.unit else "")


def _scale(lo: Decimal, hi: Decimal, unit: str) -> Scale:
    step = Decimal(1)
    while step > (hi - lo) / _STEPS:
        step /= 10
    while step * 10 <= (hi - lo) / _STEPS:
        step *= 10
    if unit not in ("€", "%"):  # so many months, persons, hours: no part of one
        step = max(step, Decimal(1))
    return Scale(f"{lo:f}", f"{hi:f}", _end(lo, step, unit), _end(hi, step, unit), f"{step:f}")


def _end(value: Decimal, step: Decimal, unit: str) -> str:
    said = spoken(decimal(round(float(value), 1 if step < 1 else 0)))
    return f"€\u00a0{said}" if unit == "€" else f"{said}{unit if unit == '%' else ''}"
