"""data/assess/levensgebeurtenissen.yaml and kalender.yaml: what changes with a life event, and what to do in which month."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.entries import read_assess
from uitvoerbaar.assess.reading.data import ADVANCE
from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.base.entries import Entries
from uitvoerbaar.base.text import Text


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """A life event and the register fields (table, name) that can change with it."""

    id: str
    name: Text
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HouseholdKind:
    """A kind of household with a calendar: the schemes that it has, and those by which its number is counted."""

    id: str
    name: Text
    schemes: tuple[str, ...]
    counted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What can be to do in a month (1 to 12): for a scheme paid in advance, for one scheme, for one that asks a field."""

    month: int
    words: Text
    in_advance: bool
    scheme: str | None
    fields: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Everything in kalender.yaml."""

    kinds: tuple[HouseholdKind, ...]
    tasks: tuple[Task, ...]


def load_events() -> tuple[LifeEvent, ...]:
    """The life events. Raises LawFileError for a malformed file."""
    file = read_assess("levensgebeurtenissen.yaml")
    events = tuple(LifeEvent(e.word("id"), e.text("naam"), _fields(e)) for e in file.objects("gebeurtenissen"))
    file.check()
    return events


def load_calendar() -> Calendar:
    """The calendar. Raises LawFileError for a malformed file."""
    file = read_assess("kalender.yaml")
    read = Calendar(
        tuple(
            HouseholdKind(e.word("id"), e.text("naam"), e.words("regelingen"), e.words("telt"))
            for e in file.objects("soorten")
        ),
        tuple(_task(e) for e in file.objects("taken")),
    )
    file.check()
    return read


def _fields(e: Entries) -> tuple[tuple[str, str], ...]:
    parts = (name.partition(".") for name in e.words("velden"))
    return tuple((table, field) for table, _, field in parts)


def _task(e: Entries) -> Task:
    return Task(
        e.number("maand", within=range(1, MONTHS + 1)),
        e.both(),
        "voor" in e and e.choice("voor", (ADVANCE,)) == ADVANCE,
        e.word("regeling") if "regeling" in e else None,
        e.words("velden") if "velden" in e else None,
    )
