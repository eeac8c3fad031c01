"""What is asked of a number of the law: a figure and the most that it may be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import describe, suggest

COST, LOSERS, LOSS = "kosten", "verliezers", "achteruit"
KINDS: Mapping[str, str] = {
    COST: mark("Alle regelingen samen kosten ten hoogste zoveel euro per jaar meer (0: het kost niets)"),
    LOSERS: mark("Ten hoogste zoveel huishoudens gaan erop achteruit"),
    LOSS: mark("Niemand gaat er meer dan zoveel procent op achteruit"),
}
"""The figures that can be asked for, and what they mean."""
_SHAPE = re.compile(
    r"(-?)\s*(€|euro|eur)?\s*(-?)\s*(\d[\d.,\s]*?)\s*(miljoen|million|miljard|billion)?"
    r"\s*(€|euro|eur|%|procent|percent|huishoudens?|households?)?\Z",
    re.ASCII | re.IGNORECASE,
)
"""A number with what may stand around it: its sign, a word for a large one, and its unit before or behind."""
_AMOUNT = re.compile(r"(\d{1,15}|[1-9]\d{0,2}(?:\.\d{3}){1,4}|[1-9]\d{0,2}(?:\s\d{3}){1,4})(?:,(\d{1,4}))?\Z", re.ASCII)
_TWOFOLD = re.compile(r"[1-9]\d{0,2},\d{3}\Z", re.ASCII)
"""A comma with three digits behind it: thousands to who writes English, thousandths to who writes Dutch."""
_SPACES = re.compile("[\u00a0\u2007\u2009\u202f]")
_MINUS = re.compile("[\u2010\u2011\u2012\u2013\u2212]")
_LARGE: Mapping[str, int] = {"miljoen": 10**6, "million": 10**6, "miljard": 10**9, "billion": 10**9}
_EURO, _PERCENT, _HOUSEHOLDS = mark("euro"), mark("procent"), mark("huishoudens")
_UNITS: Mapping[str, str] = {COST: _EURO, LOSERS: _HOUSEHOLDS, LOSS: _PERCENT}
"""What each figure is counted in."""
_SAID: Mapping[str, str] = {"€": _EURO, "eur": _EURO, "%": _PERCENT, "hui": _HOUSEHOLDS, "hou": _HOUSEHOLDS}
_PERCENTS = ("procent", "percent")
_LONGEST = 40
_CENTS, _HUNDRED, _DECIMALS = 100, 100, 4


@dataclass(frozen=True, slots=True)
class Target:
    """`kind` is one of `KINDS`; `most` is in eurocent a year, households, or a share of one."""

    kind: str
    most: Decimal

    @property
    def typed(self) -> str:
        """The most as it is typed: in euros, households or percent."""
        shown = self.most / _CENTS if self.kind == COST else self.most * _HUNDRED if self.kind == LOSS else self.most
        return f"{shown.normalize() if shown else Decimal(0):f}".replace(".", ",")

    @property
    def words(self) -> str:
        """As the command line and the address have it."""
        return f"{self.kind}={self.typed}"


def target_of(kind: str, typed: str) -> Target:
    """A target from its kind and what somebody typed as the most, in euros, households or percent.

    Raises UserError for another kind, what is no number, and a number that cannot be meant.
    """
    if kind not in KINDS:
        hint = suggest(kind, KINDS)
        told = hint or tr("kies uit: {kinds}", kinds=", ".join(KINDS))
        raise UserError(tr("'{kind}' kan niet gevraagd worden ({told})", kind=describe(kind), told=told), hint=hint)
    value = _number(kind, typed)
    if kind == COST:
        if value * _CENTS != int(value * _CENTS):
            raise UserError(
                tr("{typed}: een bedrag heeft ten hoogste twee cijfers achter de komma", typed=describe(typed))
            )
        return Target(kind, value * _CENTS)
    if value < 0:
        raise UserError(tr("{typed}: geef een getal van 0 of meer", typed=describe(typed)))
    if kind == LOSERS:
        if value != int(value):
            raise UserError(tr("{typed}: geef een heel aantal huishoudens", typed=describe(typed)))
        return Target(kind, value)
    if value > _HUNDRED:
        raise UserError(tr("{typed}: geef ten hoogste 100 procent", typed=describe(typed)))
    return Target(kind, value / _HUNDRED)


def read_target(words: str) -> Target:
    """A target as the command line has it: kosten=0, verliezers=1000, achteruit=1%. Raises UserError."""
    kind, equals, typed = words.partition("=")
    if not equals or not typed.strip():
        raise UserError(tr("--for {words}: verwacht: kosten=EURO, verliezers=AANTAL of achteruit=PROCENT", words=words))
    return target_of(kind.strip(), typed)


def _number(kind: str, typed: str) -> Decimal:
    """The number that was typed for a figure. Raises UserError for what is none, and for one that is counted in something else."""
    plain = _SPACES.sub(" ", _MINUS.sub("-", typed)).strip()
    found = _SHAPE.match(plain) if len(typed) <= _LONGEST else None
    parts = found and _AMOUNT.match(found[4])
    if found and _TWOFOLD.match(found[4]) and kind != LOSS:
        large, small = found[4].replace(",", ""), found[4].rstrip("0").rstrip(",")
        told = tr(
            "{typed} is op twee manieren te lezen (schrijf {large} of {small})",
            typed=describe(typed),
            large=large,
            small=small,
        )
        raise UserError(told)
    if found is None or parts is None or (found[1] and found[3]) or (found[2] and found[6]):
        told = tr("{typed} is geen getal. Schrijf een getal, zoals 1000, 1.000.000 of 2,5.", typed=describe(typed))
        raise UserError(told)
    said = (found[2] or found[6] or "").casefold()
    unit = _PERCENT if said in _PERCENTS else _SAID.get(said[:3], "")
    if unit and unit != _UNITS[kind]:
        told = tr(
            "{typed} is in {unit}, gevraagd is {other}", typed=describe(typed), unit=tr(unit), other=tr(_UNITS[kind])
        )
        raise UserError(told)
    whole, rest = parts.groups()
    value = Decimal("".join(c for c in whole if c.isdigit()) + (f".{rest}" if rest else ""))
    value *= _LARGE.get((found[5] or "").casefold(), 1)
    return -value if found[1] or found[3] else value
