"""What is assumed of a team of which nothing is known, and which stocks of work have a norm: data/queues/aannamen.yaml.

How much waits is a figure of the organisation (data/organisations/cijfers.csv, or the user's own file), by its measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.queues.data import folder
from uitvoerbaar.delivery.read_fact import read_facts


@dataclass(frozen=True, slots=True)
class Stock:
    """Cases that wait at an organisation, by the measure that says how many, beside its own norm for them, and the laws that
    the work is of.
    """

    organisation: str
    process: str
    name: Text
    laws: tuple[str, ...]
    measure: str
    norm: float

    def full(self, waiting: Fact | None) -> bool:
        """Whether more waits than the organisation itself says may wait: new work of this kind has no room."""
        return waiting is not None and waiting.value > self.norm


@dataclass(frozen=True, slots=True)
class Assumed:
    """The assumed figures by name, the processes with a penalty when late, and the published stocks."""

    facts: Mapping[str, Fact]
    penalised: tuple[str, ...]
    stocks: tuple[Stock, ...]

    def of(self, name: str) -> float:
        """The value of a figure. Raises KeyError for a name that data/queues/aannamen.yaml lacks."""
        return self.facts[name].value

    def stocks_of(self, organisation: str, law: str) -> tuple[Stock, ...]:
        """The stocks of work of a law at an organisation; none when nothing is known."""
        return tuple(stock for stock in self.stocks if stock.organisation == organisation and law in stock.laws)


def load_assumed() -> Assumed:
    """The assumptions. Raises LawFileError for a malformed file."""
    file = read_entries(folder() / "aannamen.yaml")
    facts = read_facts(file.object("cijfers"))
    found = Assumed(facts, file.words("dwangsom_processen"), tuple(map(_stock, file.objects("voorraden"))))
    file.check()
    return found


def _stock(entry: Entries) -> Stock:
    return Stock(
        entry.word("organisatie"),
        entry.word("proces"),
        entry.text("naam"),
        entry.words("wetten"),
        entry.word("maat"),
        entry.decimal("norm"),
    )
