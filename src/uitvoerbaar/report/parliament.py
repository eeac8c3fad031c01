"""The report for parliament, on two pages: the verdict, what changes, the people behind the findings, who gains and
loses, what was not tested and where the facts are.
"""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.findings import Assessment, Cell, Figure, Text
from uitvoerbaar.report.tables import as_text

MOST_CHANGES = 6
MOST_LIMITS = 4
"""So many changed articles and limits have room on two pages; the page says how many more the full report holds."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people and its shares that lose, stay the same and gain."""

    label: Text
    parts: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Spread:
    """Who gains and who loses, from one figure of the report; ``heading`` says what the groups are."""

    figure: Figure
    heading: Text
    groups: tuple[Group, ...]


def spread_of(a: Assessment) -> Spread | None:
    """The first figure that sets losses against gains, added up per group; None when there is no such figure."""
    figure = next((figure for figure in a.figures if figure.chart == "diverging"), None)
    if figure is None:
        return None
    encoding = figure.encoding
    groups: dict[Cell, list[float]] = {}
    for row in figure.rows:
        value, sign = row[encoding.value or ""], row[encoding.sign or ""]
        if isinstance(value, int | float) and isinstance(sign, int):
            groups.setdefault(row[encoding.category or ""], [0.0, 0.0, 0.0])[sign + 1] += value
    heading = next(column.label for column in figure.columns if column.key == encoding.category)
    return Spread(
        figure, heading, tuple(Group(as_text(label), (parts[0], parts[1], parts[2])) for label, parts in groups.items())
    )
