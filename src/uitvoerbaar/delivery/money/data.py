"""data/money/geld.yaml as records: rates, hours, who pays, and what delivery of a whole scheme costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast, get_args

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.read_fact import read_fact
from uitvoerbaar.findings.cost_terms import Lasting, Payer

_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class Building:
    """Work on systems by changed articles: `share` of these asks it, for so many hours, at a rate."""

    id: str
    name: Text
    lasting: Lasting
    rate: str
    share: Fact
    hours: Fact


@dataclass(frozen=True, slots=True)
class Pays:
    """Who pays a scheme and who its delivery, with the source."""

    programme: Payer
    delivery: Payer
    source: str


@dataclass(frozen=True, slots=True)
class MoneyData:
    """The whole file."""

    productive_hours: Fact
    rates: Mapping[str, Fact]
    building: tuple[Building, ...]
    price_growth: Fact
    use: Fact
    delay: Fact
    payers: Mapping[str, Pays]
    cost_per_recipient: Mapping[str, Fact]

    def pays(self, scheme: str) -> Pays:
        """Who pays a scheme; the State where the file says nothing."""
        return self.payers.get(scheme, Pays("rijk", "rijk", ""))


def load_money() -> MoneyData:
    """The data of data/money/geld.yaml. Raises LawFileError for a malformed file, with every problem and its line."""
    file = read_entries(data_dir() / "money" / "geld.yaml")
    rates = file.object("tarieven")
    found = MoneyData(
        read_fact(file.object("productieve_uren")),
        {name: read_fact(rates.object(name)) for name in rates.names()},
        tuple(_building(e, rates.names()) for e in file.objects("bouw")),
        read_fact(file.object("prijsontwikkeling")),
        read_fact(file.object("gebruik")),
        read_fact(file.object("uitstel")),
        {
            e.word("regeling"): Pays(_payer(e, "programma"), _payer(e, "uitvoering"), e.word("bron"))
            for e in file.objects("betalers")
        },
        {e.word("regeling"): read_fact(e.object("kosten")) for e in file.objects("kosten_per_ontvanger")},
    )
    if found.productive_hours.value <= 0:
        file.problems.append(
            Problem(
                file.file, file.raw.line_of("productieve_uren"), tr("'productieve_uren' is nul; verwacht: uren per fte")
            )
        )
    file.check()
    return found


def _payer(e: Entries, key: str) -> Payer:
    return cast(Payer, e.choice(key, get_args(Payer)))


def _building(e: Entries, rates: tuple[str, ...]) -> Building:
    return Building(
        e.word("id"),
        e.text("naam"),
        cast(Lasting, e.choice("soort", get_args(Lasting))),
        e.choice("tarief", rates),
        read_fact(e.object("deel")),
        read_fact(e.object("uren")),
    )
