"""The tables in the rule of an article as a page shows and changes them: brackets as rows, limits and values as fields.

A limit is shown once, at the end of the bracket below it. What is no number of the article (an input, the higher of two) stands
in the table by name and is changed where it is determined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.face.article_text import LawText
from uitvoerbaar.face.live import ArticleDial, dial_of, display, typed_value
from uitvoerbaar.face.units import unit_word
from uitvoerbaar.law.read.law_file import parse_text
from uitvoerbaar.law.text.grids import Cell, Form, Grid, grids_of
from uitvoerbaar.proposal.amend.cells import amend_cells, control_of

__all__ = ["TableField", "TableOfRule", "TableRow", "changed_table", "tables_of"]

LIMIT, VALUE, RATE = "grens", "waarde", "deel"
"""The columns that can be changed: the upper limit of a bracket, what it gives, and the rate of what lies in it."""
MOST_ROWS = 120
"""Brackets of a table that is offered; a longer one is changed in the text."""


@dataclass(frozen=True, slots=True)
class TableField:
    """A place in a table: `name` in a form, what stands there, and its `unit`.

    `value` is its number in the unit that is shown; None when it is no number of the article and cannot be changed here.
    """

    name: str
    shown: str
    unit: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A bracket: where it begins (as it is shown), where it ends, and what it gives; None for what it does not have."""

    low: TableField | None
    high: TableField | None
    value: TableField | None
    rate: TableField | None


@dataclass(frozen=True, slots=True)
class TableOfRule:
    """A table of an article: what `output` is for each bracket of `subject`."""

    id: str
    output: str
    subject: str
    form: Form
    closed: bool
    rows: tuple[TableRow, ...]


def tables_of(law: LawText, article: str) -> tuple[TableOfRule, ...]:
    """The tables of an article in the order of the file; none of a text that is no law."""
    return tuple(_Shown(law, grid, f"{at}").table() for at, grid in _grids(law, article))


def changed_table(law: LawText, article: str, table: str, given: Mapping[str, str]) -> LawText:
    """The law with other numbers in a table. `given` has what was typed by the name of a field; what it leaves out stays.

    Raises UserError for a table that is not there, something typed that is no number of its kind, limits that do not rise, and
    nothing changed.
    """
    try:
        parse_text(law.text, law.file)
    except LawFileError as error:
        told = tr("los eerst op wat er mis is met de regel; dan kan een vorm erop verder")
        raise UserError(told, hint=str(error.problems[0].message)) from None
    grid = {f"{at}": found for at, found in _grids(law, article)}.get(table)
    if grid is None:
        raise UserError(tr("de tabel {table} is er niet in dit artikel", table=describe(table)))
    shown = _Shown(law, grid, table)
    wanted = []
    for name, cell in shown.cells.items():
        if name not in given or cell.constant is None:
            continue
        dial = shown.dial(cell)
        value = typed_value(dial, given[name].strip())
        if value != dial.value:
            wanted.append((cell, _whole(value), dial.rule_unit))
    if not wanted:
        raise UserError(tr("in de tabel is geen getal veranderd"))
    return amend_cells(law, grid, wanted).after


def _grids(law: LawText, article: str) -> Iterator[tuple[int, Grid]]:
    try:
        parse_text(law.text, law.file)
    except LawFileError:
        return
    for at, grid in enumerate(grids_of(law, article)):
        if len(grid.rows) <= MOST_ROWS and grid.constants:
            yield at, grid


def _whole(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value


class _Shown:
    """A table with the names of its fields."""

    def __init__(self, law: LawText, grid: Grid, table: str) -> None:
        self.law, self.grid, self.id = law, grid, table
        self.cells = dict(self._named())

    def _named(self) -> Iterator[tuple[str, Cell]]:
        for at, row in enumerate(self.grid.rows):
            for column, cell in ((LIMIT, row.high), (VALUE, row.value), (RATE, row.rate)):
                if cell is not None:
                    yield f"{at}.{column}", cell

    def dial(self, cell: Cell) -> ArticleDial:
        """How the number of a cell is shown and typed."""
        assert cell.constant is not None
        return dial_of(control_of(self.law, cell.constant))

    def table(self) -> TableOfRule:
        """What a page shows."""
        grid = self.grid
        rows = tuple(
            TableRow(
                None if row.low is None else self._field("", row.low),
                None if row.high is None else self._field(f"{at}.{LIMIT}", row.high),
                None if row.value is None else self._field(f"{at}.{VALUE}", row.value),
                None if row.rate is None else self._field(f"{at}.{RATE}", row.rate),
            )
            for at, row in enumerate(grid.rows)
        )
        return TableOfRule(self.id, grid.output, grid.subject, grid.form, grid.closed, rows)

    def _field(self, name: str, cell: Cell) -> TableField:
        if cell.constant is None:
            return TableField(name, cell.words, "", None)
        dial = self.dial(cell)
        return TableField(name, display(dial, dial.value), unit_word(dial.unit), dial.value / dial.per)
