"""The proposed verdict and the eleven rows of the kader.

Source of the kader: uitvoeringstoets of Belastingdienst, Dienst Toeslagen and Douane, table "Kader".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from uitvoerbaar.base.text import Text, Unit

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

    For rows without fixed words (costs, staff, date, portfolio) ``value`` is the printed answer.
    """

    id: str
    status: KaderStatus
    value: str | None
    explanation: Text
    amounts: tuple[KaderAmount, ...] = ()
    findings: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


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
