"""The report for parliament, on two pages: the verdict, what changes, the people behind the findings, who gains and
loses, what was not tested and where the facts are.
"""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.findings import Assessment, Cell, Figure, Text
from uitvoerbaar.report.tables import as_text


@dataclass(frozen=True, slots=True)
class Room:
    """How much the pages hold: so many changed articles and limits, so many findings told in full (of the others the title,
    for whom and how many), and whether the table stands below the drawing. The page says how many changes and limits more
    the full report holds."""

    changes: int
    limits: int
    told: int
    table: bool


ROOMS = (
    Room(changes=6, limits=4, told=5, table=True),
    Room(changes=6, limits=4, told=5, table=False),
    Room(changes=4, limits=2, told=3, table=False),
    Room(changes=2, limits=1, told=1, table=False),
)
"""From what a screen shows to what fits on two sheets whatever the length of the texts: the drawing says what the table
says, and the least that is dropped comes first."""


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
    return None if figure is None else spread_in(figure)


def spread_in(figure: Figure) -> Spread:
    """The shares of a diverging figure added up per group."""
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
