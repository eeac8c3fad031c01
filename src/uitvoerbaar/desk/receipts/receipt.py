"""A receipt as a link says it, and what it says beside what is computed here: nothing of the link is taken for true.

`op` and `w` are the change. `diepte` and `huishoudens` say on whom, `programma`, `bevolking` and `wet=LAW~HASH` what the outcome
followed from, `t=FIGURE~NUMBER` the totals (eurocent a year, households), and `som` is a sum over all of that, by which a link
that was cut off or mistyped is known. Who changes a total can make the sum anew: so a total holds only when it is computed again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from uitvoerbaar.base.language import said, tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.variants.table import BUDGET, LOSERS, WINNERS, Figures, measure, whole
from uitvoerbaar.desk.workbench.changes import CHANGE, LONGEST, MOST

HERE = "/werkbank/bewijs"
DEPTH, HOUSEHOLDS, PROGRAM, DATA, LAW, TOTAL, SUM = (
    "diepte", "huishoudens", "programma", "bevolking", "wet", "t", "som",
)  # fmt: skip
_BETWEEN = "~"
_HASH, _SUM_LENGTH, _DIGITS = 16, 12, 18
"""Hexadecimal digits of a hash and of the sum, and decimal digits of a total, in a link."""
_MOST_TOTALS = 60


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a link says. `totals` has None for one that is no number; `damaged`: the sum is not that of the link."""

    day: str
    words: tuple[str, ...]
    depth: str = ""
    households: str = ""
    program: str = ""
    data: str = ""
    laws: Mapping[str, str] = field(default_factory=dict)
    totals: Mapping[str, int | None] = field(default_factory=dict)
    damaged: bool = False

    def pairs(self) -> list[tuple[str, str]]:
        """The query of the link, without its sum."""
        return [
            ("op", self.day),
            *((CHANGE, word) for word in self.words),
            (DEPTH, self.depth),
            (HOUSEHOLDS, self.households),
            (PROGRAM, self.program),
            (DATA, self.data),
            *((LAW, f"{law}{_BETWEEN}{sum_}") for law, sum_ in self.laws.items()),
            *((TOTAL, f"{name}{_BETWEEN}{value}") for name, value in self.totals.items()),
        ]

    @property
    def address(self) -> str:
        """The link."""
        pairs = self.pairs()
        return f"{HERE}?{urlencode([*pairs, (SUM, _sum(pairs))])}"


def _sum(pairs: list[tuple[str, str]]) -> str:
    return hashlib.sha256(urlencode(pairs).encode()).hexdigest()[:_SUM_LENGTH]


def receipt_of(day: str, words: tuple[str, ...], part: Figures) -> Receipt:
    """The receipt of an outcome: its budget, every scheme that moves, losers and winners."""
    basis = part["basis"]
    totals = {row["id"]: whole(row) for row in part["measures"] if row["value"] is not None and _told(row)}
    return Receipt(
        day,
        words,
        part["depth"],
        str(part["households"]),
        basis["program"][:_HASH],
        basis["data"][:_HASH],
        {law: sum_[:_HASH] for law, sum_ in basis["laws"].items()},
        totals,
    )


def _told(row: Mapping[str, Any]) -> bool:
    """Whether a figure goes into a receipt."""
    name = row["id"]
    return name in (BUDGET, LOSERS, WINNERS) or (name.startswith(f"{BUDGET}-") and whole(row) != 0)


def read(query: QueryDict, day: str) -> Receipt | None:
    """The receipt in an address; None for an address that only holds a change."""
    if not any(name in query for name in (TOTAL, SUM, PROGRAM, DATA, LAW, DEPTH)):
        return None
    laws = dict(_pair(said_) for said_ in query.getlist(LAW)[:MOST])
    totals = {name: _whole(value) for name, value in map(_pair, query.getlist(TOTAL)[:_MOST_TOTALS])}
    given = [(name, value) for name, values in query.lists() for value in values]
    order = ["op", CHANGE, DEPTH, HOUSEHOLDS, PROGRAM, DATA, LAW, TOTAL]
    kept = sorted((pair for pair in given if pair[0] in order), key=lambda pair: order.index(pair[0]))
    depth, households, program, data = (query.get(name, "")[:LONGEST] for name in (DEPTH, HOUSEHOLDS, PROGRAM, DATA))
    return Receipt(
        day,
        tuple(query.getlist(CHANGE))[:MOST],
        depth,
        households,
        program,
        data,
        laws,
        totals,
        query.get(SUM, "") != _sum([(name, str(value)) for name, value in kept]),
    )


def _pair(word: str) -> tuple[str, str]:
    name, _, value = word[:LONGEST].partition(_BETWEEN)
    return name, value


def _whole(value: str) -> int | None:
    """A whole number as a link writes it; None for anything else."""
    digits = value.removeprefix("-")
    return int(value) if digits.isascii() and digits.isdecimal() and len(digits) <= _DIGITS else None


@dataclass(frozen=True, slots=True)
class Total:
    """One total: what the link says, what is computed now, and whether these are the same number."""

    id: str
    title: str
    unit: str
    said: int | None
    now: int | None

    @property
    def holds(self) -> bool:
        """Equal, to the cent or the household."""
        return self.said is not None and self.said == self.now


def totals_of(receipt: Receipt, part: Figures | None) -> list[Total]:
    """Every total of the link and of now; of now None while it is not computed, of the link None where it says nothing readable."""
    now = {} if part is None else dict(receipt_of(receipt.day, receipt.words, part).totals)
    made = []
    for name in dict.fromkeys([*receipt.totals, *now]):
        found = measure(part, name)
        computed = None if found is None else whole(found)
        title = said(_text(found["title"])) if found else _title(name)
        unit = str(found["unit"]) if found else _unit(name)
        made.append(Total(name, title, unit, receipt.totals.get(name), computed))
    return made


def _text(words: Mapping[str, str]) -> Text:
    return Text(words["nl"], words["en"])


def _title(name: str) -> str:
    """A total that is only in the link, by its own name: nobody but the link says what it is."""
    known = {
        BUDGET: tr("Kosten voor het Rijk, alle regelingen samen"),
        LOSERS: tr("Huishoudens die er een half procent of meer op achteruitgaan"),
        WINNERS: tr("Huishoudens die er een half procent of meer op vooruitgaan"),
    }
    return known.get(name, name)


def _unit(name: str) -> str:
    return "huishoudens" if name in (LOSERS, WINNERS) else "eurocent_per_jaar"


@dataclass(frozen=True, slots=True)
class Moved:
    """Something that the outcome follows from and that is another now: 'law' with its id, 'data', 'program' or 'people'."""

    what: str
    law: str = ""
    said: str = ""
    now: str = ""


def moved_since(receipt: Receipt, part: Figures) -> list[Moved]:
    """What is other than the link says it was."""
    now = receipt_of(receipt.day, receipt.words, part)
    made = [
        Moved("law", law, receipt.laws.get(law, ""), now.laws.get(law, ""))
        for law in sorted({*receipt.laws, *now.laws})
        if receipt.laws.get(law) != now.laws.get(law)
    ]
    if receipt.data != now.data:
        made.append(Moved("data", "", receipt.data, now.data))
    if (receipt.depth, receipt.households) != (now.depth, now.households):
        made.append(
            Moved("people", "", f"{receipt.depth} {receipt.households}".strip(), f"{now.depth} {now.households}")
        )
    if receipt.program != now.program:
        made.append(Moved("program", "", receipt.program, now.program))
    return made
