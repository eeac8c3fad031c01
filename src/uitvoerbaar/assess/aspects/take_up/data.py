"""Published non-take-up and the scenarios for better reach: data/assess/bereik.yaml."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.entries import read_assess
from uitvoerbaar.base.entries import Entries
from uitvoerbaar.findings import Text


@dataclass(frozen=True, slots=True)
class Published:
    """A published share of who is entitled and does not apply. `put_in`: the population was made with it."""

    id: str
    name: Text
    scheme: str
    group: str | None
    value: float
    year: int
    put_in: bool
    source: Text


@dataclass(frozen=True, slots=True)
class PublishedAmount:
    """A published total that is left, eurocent a year, for some schemes together."""

    schemes: tuple[str, ...]
    cents: int
    year: int
    source: Text


@dataclass(frozen=True, slots=True)
class Scenario:
    """A better reach: which part of those who miss a scheme now gets it."""

    id: str
    name: Text
    part: float
    source: Text


@dataclass(frozen=True, slots=True)
class ReachData:
    """Everything in bereik.yaml."""

    published: tuple[Published, ...]
    amount: PublishedAmount
    scenarios: tuple[Scenario, ...]


def load_reach_data() -> ReachData:
    """What was published and which scenarios are run. Raises LawFileError for a malformed file."""
    file = read_assess("bereik.yaml")
    amount = file.object("gepubliceerd_bedrag")
    read = ReachData(
        tuple(_published(e) for e in file.objects("gepubliceerd")),
        PublishedAmount(
            amount.words("regelingen"), amount.number("eurocent"), amount.number("jaar"), amount.text("bron")
        ),
        tuple(
            Scenario(e.word("id"), e.text("naam"), e.decimal("deel"), e.text("bron")) for e in file.objects("scenarios")
        ),
    )
    file.check()
    return read


def _published(e: Entries) -> Published:
    return Published(
        e.word("id"),
        e.text("naam"),
        e.word("regeling"),
        e.word("groep") if "groep" in e else None,
        e.decimal("waarde"),
        e.number("jaar"),
        e.truth("ingevoerd"),
        e.text("bron"),
    )
