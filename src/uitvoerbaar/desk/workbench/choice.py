"""Which households an address asks: a group of a figure, a class of who gains or loses, and an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.desk.mistakes import Mistake

CLASSES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "": (mark("iedereen"), ()),
    "achteruit": (mark("wie erop achteruitgaat"), ("veel_minder", "minder")),
    "vooruit": (mark("wie erop vooruitgaat"), ("meer", "veel_meer")),
    "veel_minder": (mark("wie er veel op achteruitgaat"), ("veel_minder",)),
    "minder": (mark("wie er iets op achteruitgaat"), ("minder",)),
    "gelijk": (mark("wie gelijk blijft"), ("gelijk",)),
    "meer": (mark("wie er iets op vooruitgaat"), ("meer",)),
    "veel_meer": (mark("wie er veel op vooruitgaat"), ("veel_meer",)),
}
ORDERS: Mapping[str, str] = {
    "verlies": mark("grootste verlies eerst"),
    "winst": mark("grootste winst eerst"),
    "doorsnee": mark("het middelste huishouden eerst"),
}
_MOST = 80


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an address asks, in the words of the address."""

    group: str
    klass: str
    order: str

    @property
    def arguments(self) -> dict[str, Any]:
        """The same for the compute process."""
        grouping, _, number = self.group.rpartition(":")
        return {
            "grouping": grouping,
            "group": int(number or 0),
            "classes": list(CLASSES[self.klass][1]),
            "order": self.order,
        }

    @property
    def klass_words(self) -> str:
        """Who of the group, in words."""
        return tr(CLASSES[self.klass][0])

    @property
    def order_words(self) -> str:
        """In which order, in words."""
        return tr(ORDERS[self.order])

    def but(self, **other: str) -> str:
        """The words of an address with some of them another."""
        words = {"groep": self.group, "klas": self.klass, "orde": self.order, **other}
        return urlencode({name: word for name, word in words.items() if word})

    def orders(self) -> list[tuple[str, str, bool]]:
        """Every order: its words of an address, what it is called, and whether it is this one."""
        return [(self.but(orde=name), tr(words), name == self.order) for name, words in ORDERS.items()]


def chosen_of(query: Mapping[str, str]) -> Chosen:
    """What an address asks: the households that lose most when it says nothing. Raises Mistake (404) for what there is not."""
    group, klass = query.get("groep", ""), query.get("klas", "")
    grouping, _, number = group.rpartition(":")
    fine = number.isascii() and number.isdecimal() and len(number) < 4 and 0 < len(grouping) <= _MOST
    if group and not fine:
        raise Mistake(404, tr("Deze groep is er niet. Ga terug naar de werkbank en kies een balk."))
    if klass not in CLASSES:
        raise Mistake(404, tr("Deze klas is er niet; kies uit {known}.", known=", ".join(filter(None, CLASSES))))
    order = query.get("orde", "") or ("winst" if klass in ("vooruit", "meer", "veel_meer") else "verlies")
    if klass == "gelijk" and not query.get("orde"):
        order = "doorsnee"
    if order not in ORDERS:
        raise Mistake(404, tr("Deze volgorde is er niet; kies uit {known}.", known=", ".join(ORDERS)))
    return Chosen(group, klass, order)
