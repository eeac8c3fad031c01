"""The fictional persons of a report: three cards (who loses most, the middle, who gains most) and everybody to pick from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from uitvoerbaar.findings import Cell, Figure, Text
from uitvoerbaar.report.charts.rows import Lane, Row, Segment, draw_rows
from uitvoerbaar.report.charts.theme import AFTER, BEFORE, SIZES
from uitvoerbaar.report.tables import as_text
from uitvoerbaar.report.words import Lang, plain, show

EFFECT, STORIES, SCHEMES = "personas-gevolg", "personas-verhalen", "personas-regelingen"
"""The tables that hold what the proposal does to each person, the story of each, and each scheme of each."""
YEARLY = "eurocent_per_jaar"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of a person that the proposal changes, in eurocents a year."""

    name: Text
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class Person:
    """A person with what the household has without and with the proposal (eurocents a year); ``story`` tells why."""

    name: Text
    story: Text
    before: float
    after: float
    labels: tuple[Text, Text]
    schemes: tuple[Scheme, ...] = ()

    @property
    def change(self) -> float:
        """What the proposal adds, or takes away where it is below zero."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class People:
    """``cards`` are at most three persons with the word that says why; ``everybody`` has who loses most first, and last those for
    whom nothing changes."""

    cards: tuple[tuple[str, Person], ...]
    everybody: tuple[Person, ...]

    @property
    def told(self) -> str:
        """The id of the table of stories, which everybody's story says already."""
        return STORIES


def people_of(figures: Mapping[str, Figure]) -> People | None:
    """The persons of a report; None where it has no table of them."""
    effect = figures.get(EFFECT)
    if effect is None or not {"persona", "voor", "na"} <= {column.key for column in effect.columns}:
        return None
    stories = {str(row["persona"]): row["verhaal"] for row in _rows(figures, STORIES)}
    labels = {column.key: column.label for column in effect.columns}
    everybody = tuple(
        Person(
            as_text(row["persona"]),
            as_text(stories.get(str(row["persona"]), row.get("wie"))),
            float(str(row["voor"])),
            float(str(row["na"])),
            (labels["voor"], labels["na"]),
            _schemes(figures, row["persona"]),
        )
        for row in effect.rows
        if isinstance(row["voor"], int | float) and isinstance(row["na"], int | float)
    )
    return People(_cards(everybody), tuple(sorted(everybody, key=lambda person: (not person.change, person.change))))


def _rows(figures: Mapping[str, Figure], name: str) -> tuple[Mapping[str, Cell], ...]:
    return figures[name].rows if name in figures else ()


def _schemes(figures: Mapping[str, Figure], person: Cell) -> tuple[Scheme, ...]:
    rows = (row for row in _rows(figures, SCHEMES) if row["persona"] == person and row["voor"] != row["na"])
    return tuple(Scheme(as_text(row["regeling"]), row["voor"], row["na"]) for row in rows)


def _cards(everybody: tuple[Person, ...]) -> tuple[tuple[str, Person], ...]:
    """Who loses most, the middle one of those whom it touches, and who gains most; nobody twice."""
    touched = sorted((person for person in everybody if person.change), key=lambda person: person.change)
    if not touched:
        return ()
    found = {"loses_most": touched[0]} if touched[0].change < 0 else {}
    if len(touched) > len(("first", "last")):
        found["middle"] = touched[len(touched) // 2]
    if touched[-1].change > 0:
        found["gains_most"] = touched[-1]
    return tuple(found.items())


def draw_person(person: Person, lang: Lang) -> tuple[str, ...]:
    """What the household has without and with the proposal as two bars, at every size."""
    sides = ((person.labels[0], person.before, BEFORE), (person.labels[1], person.after, AFTER))
    rows = [
        Row(plain(label, lang), (Lane((Segment(0.0, value, fill),), right=show(value, YEARLY, lang)),))
        for label, value, fill in sides
    ]
    told = "; ".join(f"{plain(label, lang)}: {show(value, YEARLY, lang)}" for label, value, _ in sides)
    return tuple(draw_rows(rows, size, f"{plain(person.name, lang)}. {told}.") for size in SIZES)
