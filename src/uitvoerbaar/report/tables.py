"""The table behind a figure. Where two columns name a cell and one holds it, the second spreads out as headings."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.model import Cell, Column, Figure, Text


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and, per row, a cell for each of them. ``spread`` names what the cells and the headings are, if spread."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    spread: tuple[Text, Text] | None = None


def table_of(figure: Figure) -> Table:
    """The rows of a figure as they stand, or spread by series when there is nothing else in them."""
    encoding = figure.encoding
    keys = {column.key for column in figure.columns}
    if encoding.series and keys == {encoding.category, encoding.series, encoding.value}:
        return _spread(figure, encoding.category or "", encoding.series, encoding.value or "")
    rows = (tuple(row[column.key] for column in figure.columns) for row in figure.rows)
    return Table(figure.columns, tuple(rows))


def _spread(figure: Figure, category: str, series: str, value: str) -> Table:
    by_key = {column.key: column for column in figure.columns}
    names = list(dict.fromkeys(row[series] for row in figure.rows))
    cells: dict[Cell, dict[Cell, Cell]] = {}
    for row in figure.rows:
        cells.setdefault(row[category], {})[row[series]] = row[value]
    headings = (Column(str(at), as_text(name), by_key[value].unit) for at, name in enumerate(names))
    return Table(
        (by_key[category], *headings),
        tuple((name, *(line.get(each) for each in names)) for name, line in cells.items()),
        (by_key[value].label, by_key[series].label),
    )


def as_text(cell: Cell) -> Text:
    """A cell as the words it holds, or as words that need no translation."""
    return cell if isinstance(cell, Text) else Text(str(cell), str(cell))
