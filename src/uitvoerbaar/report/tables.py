"""The table behind a figure, as it is read.

Where two columns name a cell and one holds it, the second spreads out as headings. The ends of an interval stand below their
value, and what is the same in every row is said once above the table. A row before and one after that say the same are one, and
a column that is empty in every row is left out, and named; the CSV has them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from uitvoerbaar.findings import Cell, Column, Figure, Text

LOW, HIGH = "laag", "hoog"
"""Keys of the ends of an interval in a figure whose encoding does not name them; they stand right behind their value."""
BEFORE, AFTER, BOTH = Text("Voor", "Before"), Text("Na", "After"), Text("Voor en na", "Before and after")
"""The sides in a column of words, and what a row says that holds for both."""
_ROUNDED = 0.01
"""So large a part of an end can be lost by rounding."""
FEWEST_COLUMNS = 3
"""A table keeps at least so many columns less one: what is the same everywhere is lifted out of wider ones only."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its lower and upper end."""

    value: Cell
    low: Cell
    high: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and, per row, a cell for each of them. ``spread`` names what the cells and the headings are, if spread.

    ``same`` are the columns of words that say the same in every row, with what they say, and ``empty`` those that hold nothing in
    any row, such as what own microdata withhold; they are no columns of the rows.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | Interval, ...], ...]
    spread: tuple[Text, Text] | None = None
    same: tuple[tuple[Column, Cell | Interval], ...] = ()
    empty: tuple[Column, ...] = ()

    def top(self, rows: int) -> Table:
        """The same headings over the first so many rows."""
        return replace(self, rows=self.rows[:rows])

    def after(self, rows: int) -> Table:
        """The same headings over the rows that `top` leaves out; what is said above the first is not said again."""
        return replace(self, rows=self.rows[rows:], same=(), empty=(), spread=None)


def table_of(figure: Figure) -> Table:
    """The rows of a figure as they stand, or spread by series when there is nothing else in them.

    The column that only tells a chart which side a bar is on is left out.
    """
    encoding = figure.encoding
    columns = tuple(column for column in figure.columns if column.key != encoding.sign)
    drawn = {encoding.category, encoding.series, encoding.value, encoding.low, encoding.high} - {None}
    if encoding.series and {column.key for column in columns} == drawn:
        return _spread(figure, encoding.category or "", encoding.series, encoding.value or "")
    value, low, high = ends_of(figure, columns)
    kept = tuple(column for column in columns if column.key not in (low, high))
    rows = tuple(
        tuple(
            Interval(row[value], row[low], row[high])
            if column.key == value and (row[low], row[high]) != (None, None)
            else row[column.key]
            for column in kept
        )
        for row in figure.rows
    )
    table = _without_empty(Table(kept, rows))
    return _lifted(table if figure.chart == "line" else _met(table))


def ends_of(figure: Figure, columns: tuple[Column, ...]) -> tuple[str, str, str]:
    """The keys of the value that has an interval and of its two ends; three empty ones where there is none."""
    encoding = figure.encoding
    if encoding.value and encoding.low and encoding.high:
        return encoding.value, encoding.low, encoding.high
    keys = [column.key for column in columns]
    if LOW not in keys or HIGH not in keys:
        return "", "", ""
    before = columns[keys.index(LOW) - 1]
    follows = keys.index(LOW) > 0 and keys.index(HIGH) == keys.index(LOW) + 1
    same_unit = {before.unit} == {column.unit for column in columns if column.key in (LOW, HIGH)}
    between = follows and same_unit and all(_between(row[before.key], row[LOW], row[HIGH]) for row in figure.rows)
    return (before.key, LOW, HIGH) if between else ("", "", "")


def _between(value: Cell, low: Cell, high: Cell) -> bool:
    """Whether a cell can be the value that two ends are of: ends of something else keep columns of their own."""
    if low is None and high is None:
        return True
    if not all(isinstance(each, int | float) for each in (value, low, high)):
        return False
    least, number, most = (float(each) for each in (low, value, high))  # type: ignore[arg-type]
    slack = _ROUNDED * max(abs(least), abs(most))
    return least - slack <= number <= most + slack


def _without_empty(table: Table) -> Table:
    """The table without columns that hold nothing in any row."""
    kept = [at for at in range(len(table.columns)) if any(row[at] is not None for row in table.rows)]
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    empty = tuple(column for at, column in enumerate(table.columns) if at not in kept)
    found = replace(table, columns=tuple(table.columns[at] for at in kept), rows=rows, empty=empty)
    return found if table.rows else table


def _met(table: Table) -> Table:
    """The table with one row where a row before and the next one after say the same."""
    for at in range(len(table.columns)):
        if {row[at] for row in table.rows if isinstance(row[at], Text)} == {BEFORE, AFTER}:
            rows: list[tuple[Cell | Interval, ...]] = []
            for row in table.rows:
                last = rows[-1] if rows else ()
                twin = last and (last[at], row[at]) == (BEFORE, AFTER)
                if twin and (*last[:at], *last[at + 1 :]) == (*row[:at], *row[at + 1 :]):
                    rows[-1] = (*row[:at], BOTH, *row[at + 1 :])
                else:
                    rows.append(row)
            return replace(table, rows=tuple(rows))
    return table


def _lifted(table: Table) -> Table:
    """The table without columns of words that say the same in all of at least two rows; two columns stay at least."""
    if len(table.rows) <= 1:
        return table
    same = [
        at
        for at, column in enumerate(table.columns)
        if column.unit == "tekst" and all(row[at] == table.rows[0][at] for row in table.rows)
    ][: max(0, len(table.columns) - FEWEST_COLUMNS + 1)]
    kept = [at for at in range(len(table.columns)) if at not in same]
    said = tuple((table.columns[at], table.rows[0][at]) for at in same)
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[at] for at in kept), rows=rows, same=said)


def _spread(figure: Figure, category: str, series: str, value: str) -> Table:
    by_key: Mapping[str, Column] = {column.key: column for column in figure.columns}
    low, high = figure.encoding.low, figure.encoding.high
    names = list(dict.fromkeys(row[series] for row in figure.rows))
    cells: dict[Cell, dict[Cell, Cell | Interval]] = {}
    for row in figure.rows:
        cell = Interval(row[value], row[low], row[high]) if low and high else row[value]
        cells.setdefault(row[category], {})[row[series]] = cell
    headings = (Column(str(at), as_text(name), by_key[value].unit) for at, name in enumerate(names))
    return Table(
        (by_key[category], *headings),
        tuple((name, *(line.get(each) for each in names)) for name, line in cells.items()),
        (by_key[value].label, by_key[series].label),
    )


def as_text(cell: Cell) -> Text:
    """A cell as the words it holds, or as words that need no translation."""
    return cell if isinstance(cell, Text) else Text(str(cell), str(cell))
