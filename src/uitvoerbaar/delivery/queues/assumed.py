"""What is assumed of a team of which nothing is known, and the stocks that an organisation published: "
"data/queues/aannamen.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.queues.data import confidence, folder


@dataclass(frozen=True, slots=True)
class Stock:
    """Cases that wait at an organisation beside its own norm for them, and the laws that the work is of."""

    organisation: str
    process: str
    name: Text
    laws: tuple[str, ...]
    waiting: Fact
    norm: float

    @property
    def full(self) -> bool:
        """Whether more waits than the organisation itself says may wait: new work of this kind has no room."""
        return self.waiting.value > self.norm


@dataclass(frozen=True, slots=True)
class Assumed:
    """The assumed figures by name, the processes with a penalty when late, and the published stocks."""

    facts: Mapping[str, Fact]
    penalised: tuple[str, ...]
    stocks: tuple[Stock, ...]

    def of(self, name: str) -> float:
        """The value of a figure. Raises KeyError for a name that data/queues/aannamen.yaml lacks."""
        return self.facts[name].value

    def full(self, organisation: str, law: str, cases: float) -> Stock | None:
        """The stock that leaves no room for so many more cases a year of a law at an organisation; None when there is room,
        when nothing comes on top, or when nothing is known."""
        if cases <= 0:
            return None
        here = (stock for stock in self.stocks if stock.organisation == organisation and law in stock.laws)
        return next((stock for stock in here if stock.full), None)


def load_assumed() -> Assumed:
    """The assumptions. Raises LawFileError for a malformed file."""
    file = read_entries(folder() / "aannamen.yaml")
    entries = file.object("cijfers")
    facts = {name: _fact(entries.object(name)) for name in entries.names()}
    found = Assumed(facts, file.words("dwangsom_processen"), tuple(map(_stock, file.objects("voorraden"))))
    file.check()
    return found


def _fact(entry: Entries) -> Fact:
    value, unit, year = entry.decimal("waarde"), entry.word("eenheid"), entry.number("jaar")
    return Fact(value, unit, year, entry.word("bron"), confidence(entry))


def _stock(entry: Entries) -> Stock:
    waiting = Fact(entry.decimal("voorraad"), "zaken", entry.number("jaar"), entry.word("bron"), confidence(entry))
    return Stock(
        entry.word("organisatie"),
        entry.word("proces"),
        entry.text("naam"),
        entry.words("wetten"),
        waiting,
        entry.decimal("norm"),
    )
