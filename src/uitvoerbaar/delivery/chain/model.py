"""The chain as data: links (registers, facilities, suppliers), what each leans on, and which work of a provider needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Confidence, Fact

LinkKind = Literal["registratie", "voorziening", "leverancier"]
Work = Literal["aanvragen", "toekennen", "betalen", "berichten"]
WORKS: tuple[Work, ...] = ("aanvragen", "toekennen", "betalen", "berichten")
UNKNOWN = "onbekend"
"""What stands for a holder or a country that the sources do not name."""
HOME = "NL"

KIND_NAMES: Mapping[LinkKind, Text] = {
    "registratie": Text("registratie", "register"),
    "voorziening": Text("gedeelde voorziening", "shared facility"),
    "leverancier": Text("leverancier of rekencentrum", "supplier or data centre"),
}
WORK_NAMES: Mapping[Work, Text] = {
    "aanvragen": Text("aanvragen en melden", "applying and reporting"),
    "toekennen": Text("beslissen", "deciding"),
    "betalen": Text("betalen", "paying"),
    "berichten": Text("berichten sturen", "sending messages"),
}


@dataclass(frozen=True, slots=True)
class Tie:
    """That something leans on the link `on`, and can do without it for `slack` days."""

    on: str
    slack: float


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the chain. `country` is that of who decides about it (ISO code), or UNKNOWN.

    `buyer` is the country of a party to which it was said to be sold, with the source in `buyer_source`.
    """

    id: str
    name: Text
    kind: LinkKind
    holder: str
    country: str
    ties: tuple[Tie, ...]
    source: str
    year: int
    confidence: Confidence
    buyer: str | None = None
    buyer_source: str | None = None

    @property
    def foreign(self) -> bool:
        """Whether it, or who is to buy it, is known to answer to another country."""
        return self.country not in (HOME, UNKNOWN) or self.buyer not in (None, HOME, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Provider:
    """On which links the work of a provider leans, beside the registers that the law asks."""

    name: str
    needs: Mapping[Work, tuple[Tie, ...]]
    source: str
    year: int
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Of a scheme, per recipient and year: decisions, payments, and the part of the recipients that is new."""

    decisions: Fact
    payments: Fact
    new: Fact


@dataclass(frozen=True)
class Chain:
    """All links by id, where fields and outcomes of law come from, the work of providers and the rhythm of schemes.

    `fields` is by (register, supplier) of the register catalogue, `outcomes` by (law, output).
    """

    links: Mapping[str, Link]
    fields: Mapping[tuple[str, str], tuple[Tie, ...]]
    outcomes: Mapping[tuple[str, str], Tie]
    providers: Mapping[str, Provider]
    rhythms: Mapping[str, Rhythm]
    without_income: Fact
    much_income: Fact
    single_point: Fact
