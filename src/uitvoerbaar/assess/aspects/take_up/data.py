"""Published non-take-up and the scenarios for better reach: data/assess/bereik.yaml."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.data_file import read_data, text
from uitvoerbaar.findings import Text


@dataclass(frozen=True, slots=True)
class Published:
    """A published share of who is entitled and does not apply. `put_in`: the population was made with it."""

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
    raw = read_data("bereik.yaml")
    amount = raw["gepubliceerd_bedrag"]
    return ReachData(
        tuple(
            Published(
                text(item["naam"]), str(item["regeling"]), item.get("groep"), float(item["waarde"]), int(item["jaar"]),
                bool(item["ingevoerd"]), text(item["bron"]),
            )
            for item in raw["gepubliceerd"]
        ),
        PublishedAmount(
            tuple(str(scheme) for scheme in amount["regelingen"]), int(amount["eurocent"]), int(amount["jaar"]),
            text(amount["bron"]),
        ),
        tuple(
            Scenario(str(item["id"]), text(item["naam"]), float(item["deel"]), text(item["bron"])) for item in raw["scenarios"]
        ),
    )  # fmt: skip
