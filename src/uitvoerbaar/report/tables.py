"""The table behind a figure. Where two columns name a cell and one holds it, the second spreads out as headings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from uitvoerbaar.findings import Cell, Column, Figure, Text


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its lower and upper end."""

    value: Cell
    low: Cell
    high: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and, per row, a cell for each of them. ``spread`` names what the cells and the headings are, if spread."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | Interval, ...], ...]
    spread: tuple[Text, Text] | None = None

    def top(self, rows: int) -> Table:
        """The same headings over the first so many rows."""
        return replace(self, rows=self.rows[:rows])

    def after(self, rows: int) -> Table:
        """The same headings over the rows that `top` leaves out."""
        return replace(self, rows=self.rows[rows:])


def table_of(figure: Figure) -> Table:
    """The rows of a figure as they stand, or spread by series when there is nothing else in them.

    The column that only tells a chart which side a bar is on is left out.
    """
    encoding = figure.encoding
    columns = tuple(column for column in figure.columns if column.key != encoding.sign)
    drawn = {encoding.category, encoding.series, encoding.value, encoding.low, encoding.high} - {None}
    if encoding.series and {column.key for column in columns} == drawn:
        return _spread(figure, encoding.category or "", encoding.series, encoding.value or "")
    return Table(columns, tuple(tuple(row[column.key] for column in columns) for row in figure.rows))


def _spread(figure: Figure, category: str, series: str, value: str) -> Table:
    by_key = {column.key: column for column in figure.columns}
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
