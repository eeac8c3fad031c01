"""The proposed verdict and the eleven rows of the kader.

Source of the kader: uitvoeringstoets of Belastingdienst, Dienst Toeslagen and Douane, table "Kader".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from uitvoerbaar.base.text import OMITTED, Text, Unit
from uitvoerbaar.findings.person import PersonValue

VerdictValue = Literal["uitvoerbaar", "uitvoerbaar_mits", "niet_uitvoerbaar", "geen_oordeel"]
KaderStatus = Literal["beoordeeld", "gedeeltelijk", "niet_beoordeeld"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict that the machine proposes; it counts for nothing until a person signs it (``signed_by``).

    ``geen_oordeel`` is no verdict: the proposal changes nothing that is computed, or cannot be computed; the explanation
    says which.

    ``reasons`` holds ids of findings, ``conditions`` what must be met first.
    """

    value: VerdictValue
    explanation: Text
    conditions: tuple[Text, ...] = ()
    reasons: tuple[str, ...] = ()
    proposed: bool = True
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class KaderAmount:
    """One printed amount in the kader rows on cost and staff: incidenteel or structureel, for one part."""

    kind: Literal["incidenteel", "structureel"]
    part: Text
    value: int | float
    unit: Unit


@dataclass(frozen=True, slots=True)
class KaderRow:
    """One of the eleven rows of the kader. ``value`` is null when the row was not assessed, else one of the words
    of ``KADER[id]``.

    For rows without fixed words (costs, staff, date, portfolio) ``value`` is the printed answer, ``words`` that in both languages.
    ``person`` is what a person answers, beside the proposal of the machine: neither takes the place of the other.
    """

    id: str
    status: KaderStatus
    value: str | None
    explanation: Text
    amounts: tuple[KaderAmount, ...] = ()
    findings: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    person: PersonValue | None = field(default=None, metadata=OMITTED)
    words: Text | None = field(default=None, metadata=OMITTED)

    @property
    def differs(self) -> bool:
        """Whether a person and the machine both answer, and not the same."""
        if self.person is None or self.value is None:
            return False
        return _plain(self.person.value) != _plain(self.value)


def _plain(answer: str) -> str:
    """An answer without what makes no difference: capitals and kinds of spaces."""
    return " ".join(answer.casefold().split())


@dataclass(frozen=True, slots=True)
class KaderCounts:
    """How the rows of the kader were answered; every row is counted once, and under `person` when a person answered it."""

    whole: int
    part: int
    person: int
    open: int
    differ: int = 0
    """Rows among `person` where the machine says something else."""

    @property
    def total(self) -> int:
        """All rows."""
        return self.whole + self.part + self.person + self.open


def counts(rows: Iterable[KaderRow]) -> KaderCounts:
    """How many rows the machine answered wholly or in part, a person answered, or nobody did."""
    known = list(rows)
    alone = [row for row in known if row.person is None]

    def of(status: KaderStatus) -> int:
        return sum(row.status == status for row in alone)

    return KaderCounts(
        whole=of("beoordeeld"),
        part=of("gedeeltelijk"),
        person=len(known) - len(alone),
        open=of("niet_beoordeeld"),
        differ=sum(row.differs for row in known),
    )


NO_OBJECTION = "geen_bezwaar"
"""What a verdict of 'uitvoerbaar' is called while a part of the kader was not assessed, or only in part."""


def verdict_said(verdict: str, rows: Iterable[KaderRow]) -> str:
    """By which word a verdict is shown: that it can be carried out is said of what was assessed wholly, by machine or person."""
    how = counts(rows)
    return NO_OBJECTION if verdict == "uitvoerbaar" and how.part + how.open else verdict


@dataclass(frozen=True, slots=True)
class KaderLine:
    """The printed name of a row of the kader and the words it may hold; no words means free."""

    title: Text
    values: tuple[str, ...] = ()


_IMPACT = ("ingrijpend", "middelgroot", "beperkt")

KADER: Mapping[str, KaderLine] = {
    "interactie": KaderLine(Text("Interactie burgers/bedrijven", "Interaction with citizens and businesses"), _IMPACT),
    "maakbaarheid": KaderLine(Text("Maakbaarheid systemen", "Buildability of systems"), _IMPACT),
    "handhaafbaarheid": KaderLine(Text("Handhaafbaarheid", "Enforceability"), _IMPACT),
    "fraudebestendigheid": KaderLine(Text("Fraudebestendigheid", "Resistance to fraud"), _IMPACT),
    "complexiteit": KaderLine(
        Text("Complexiteitsgevolgen", "Effect on complexity"), ("toename", "afname", "neutraal", "nvt")
    ),
    "procesverstoringen": KaderLine(
        Text("Risico procesverstoringen", "Risk of disruption"), ("groot", "gemiddeld", "klein")
    ),
    "uitvoeringskosten": KaderLine(Text("Uitvoeringskosten", "Cost of delivery")),
    "personeel": KaderLine(Text("Personele gevolgen", "Effect on staff")),
    "invoering": KaderLine(Text("Invoering mogelijk per", "Introduction possible from")),
    "portfolio": KaderLine(Text("Beslag portfolio", "Claim on the portfolio")),
    "eindoordeel": KaderLine(
        Text("Eindoordeel", "Final verdict"), ("uitvoerbaar", "uitvoerbaar_mits", "niet_uitvoerbaar", "geen_oordeel")
    ),
}
"""The eleven rows in printed order, with the printed words (source: Belastingdienst, kader of the uitvoeringstoets)."""
