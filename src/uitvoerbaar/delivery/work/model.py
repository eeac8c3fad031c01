"""Processes as records: where cases come from, which part a person does, how long that takes, by whom, within which term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Confidence, Fact

CHANNELS: Mapping[str, Text] = {
    "portaal": Text("portaal", "portal"),
    "brief": Text("brief", "letter"),
    "telefoon": Text("telefoon", "telephone"),
    "balie": Text("balie", "counter"),
    "rechtbank": Text("rechtbank", "court"),
    "dossier": Text("dossier", "file"),
}
SpreadKind = Literal["kalender", "sinds_ingang"]


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that a test counts in a run; `once` when it is counted at the change itself and not every year."""

    id: str
    name: Text
    once: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """How the cases of a year lie over twelve months, parts that add to 1: by calendar, or since the law came into force."""

    id: str
    kind: SpreadKind
    parts: tuple[float, ...]
    source: str


@dataclass(frozen=True, slots=True)
class StaffKind:
    """A kind of staff and its rate (euros an hour, all in)."""

    id: str
    name: Text
    rate: Fact


@dataclass(frozen=True, slots=True)
class Term:
    """The legal term of a decision: weeks, by how many it can be extended, and how many after the count it begins."""

    weeks: int
    extension: int
    after: int
    law: str
    article: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Origin:
    """Cases of a process: this share of a count of the run or of the cases of another process.

    `lag` is how many months after the law came into force its first cases under the new rule come.
    """

    of: str
    share: Fact
    spread: Spread
    lag: int


@dataclass(frozen=True, slots=True)
class Handling:
    """How a case is handled: the share that asks a person, minutes (mean), their spread (deviation over mean), rework."""

    by_hand: Fact
    minutes: Fact
    variation: Fact
    rework: Fact

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every figure."""
        return self.by_hand, self.minutes, self.variation, self.rework


@dataclass(frozen=True)
class Process:
    """A kind of case. `patience` and `redial` are of a telephone: minutes until half hang up, and who of them calls again."""

    id: str
    name: Text
    channel: str
    staff: StaffKind
    origins: tuple[Origin, ...]
    handling: Handling
    note: Text
    term: Term | None = None
    patience: Fact | None = None
    redial: Fact | None = None
    at: Mapping[str, Mapping[str, Fact]] = field(default_factory=dict)
    """Per organisation the figures that are others there: by `MEASURES`, 'tarief' or 'deel.COUNT'."""

    def of(self, organisation: str, layer: str | None = None) -> Process:
        """The process as it is at an organisation: its own figures, else those of the layer that it is one of."""
        given = {**self.at.get(EVERYWHERE, {}), **self.at.get(layer or "", {}), **self.at.get(organisation, {})}
        if not given:
            return self
        handling = Handling(
            given.get("handmatig", self.handling.by_hand),
            given.get("minuten", self.handling.minutes),
            given.get("variatie", self.handling.variation),
            given.get("herwerk", self.handling.rework),
        )
        return replace(
            self,
            handling=handling,
            staff=replace(self.staff, rate=given.get("tarief", self.staff.rate)),
            origins=tuple(replace(o, share=given.get(f"{SHARE_OF}{o.of}", o.share)) for o in self.origins),
            patience=given.get("geduld", self.patience),
            redial=given.get("terugbellen", self.redial),
        )

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every figure that hours and euros rest on."""
        more = [fact for fact in (self.patience, self.redial) if fact is not None]
        return (*(o.share for o in self.origins), *self.handling.facts, self.staff.rate, *more)


EVERYWHERE = "*"
"""The organisation of a figure that holds for all of them."""
SHARE_OF = "deel."
MEASURES: Mapping[str, str] = {
    "handmatig": "aandeel",
    "minuten": "minuten",
    "variatie": "variatiecoefficient",
    "herwerk": "aandeel",
    "geduld": "minuten",
    "terugbellen": "aandeel",
    "tarief": "euro_per_uur",
}
"""The figures of a process and their units; `deel.COUNT` is a share too, or how often when it can be above 1."""


@dataclass(frozen=True)
class Processes:
    """All processes in order: one that comes from another stands below it."""

    processes: tuple[Process, ...]
    counted: Mapping[str, Counted]

    def of(self, organisation: str, layer: str | None = None) -> tuple[Process, ...]:
        """Every process as it is at an organisation."""
        return tuple(process.of(organisation, layer) for process in self.processes)
