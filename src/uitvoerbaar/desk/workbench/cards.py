"""A household as a card: who it is in a few words, what it has before and after, and how many of the country it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.language import both, tr, trn
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.workbench.shown import exact, said, spoken


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a household; amounts in words."""

    number: int
    who: str
    facts: tuple[str, ...]
    before: str
    after: str
    change: str
    less: bool
    more: bool
    stands_for: str


def card_of(row: Mapping[str, Any]) -> Card:
    """The card of a household in the active language."""
    change = row["change"]
    return Card(
        row["number"],
        who_of(row),
        tuple(_facts(row)),
        exact(row["before"]),
        exact(row["after"]),
        exact(change) if change <= 0 else f"+{exact(change)}",
        change < 0,
        change > 0,
        spoken(numeral(max(1, round(row["stands_for"])))),
    )


def who_of(row: Mapping[str, Any]) -> str:
    """Who lives there: kind of household and ages."""
    parts = [said(row["type"]) if row["type"] else tr("Huishouden")]
    parts.append(tr("{ages} jaar", ages=_listed(row["ages"])))
    if row["children"]:
        ages = _listed(row["children"])
        parts.append(trn(len(row["children"]), "{n} kind van {ages}", "{n} kinderen van {ages}", ages=ages))
    if row["housemates"]:
        many = len(row["housemates"])
        ages = _listed(row["housemates"])
        parts.append(trn(many, "{n} huisgenoot van {ages}", "{n} huisgenoten van {ages}", ages=ages))
    return ", ".join(parts)


def _facts(row: Mapping[str, Any]) -> list[str]:
    """Income, home and province, a line each."""
    told = [tr("inkomen {amount} per jaar, zonder AOW, bijstand en toeslagen", amount=exact(row["income"]))]
    if row["rent"] is not None:
        told.append(tr("huurt voor {amount} per maand", amount=exact(row["rent"])))
    elif row["owns"]:
        told.append(tr("eigen woning"))
    if row["province"]:
        told.append(said(row["province"]))
    return told


def _listed(ages: Sequence[int | None]) -> str:
    """Ages in a sentence; of who has none it says so."""
    told = ["?" if age is None else str(age) for age in ages]
    return told[0] if len(told) == 1 else tr("{first} en {last}", first=", ".join(told[:-1]), last=told[-1])


def story_of(row: Mapping[str, Any]) -> Text:
    """Who lives there, in both languages, as the story of a persona."""
    return both(_Spoken(row))


class _Spoken:
    """A card that speaks the active language."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.row = row

    def __str__(self) -> str:
        return f"{who_of(self.row)}; {', '.join(_facts(self.row))}."
