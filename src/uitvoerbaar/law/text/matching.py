"""Whether a number in the text of an article says the same as a number in its rules, across their units.

A text says € 1.823 where the rule says 182300 eurocent, 96 procent for 0.96, de achttiende verjaardag for an AGE of 18.
"""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum

from uitvoerbaar.law.text.constants import Constant
from uitvoerbaar.law.text.numerals import Numeral
from uitvoerbaar.law.text.units import FACTOR

CENTS = Decimal(100)
PER = {"percent": Decimal(100), "promille": Decimal(1000)}
"""How many of a unit make one whole."""
_TERMS = ("years", "months", "weeks", "days")
_DATES = ("year", "month", "day")


class Fit(IntEnum):
    """How well a number of the text fits one of the rules."""

    NONE = 0
    BARE = 1
    """The numbers are equal and nothing contradicts it; one of both does not say its unit."""
    UNIT = 2
    """The numbers are equal in the unit that both say."""


def per_text(constant: Constant, unit: str) -> Decimal | None:
    """How many of the rule's unit one of the text's unit is; None when the two cannot say the same.

    Money is in euro or cent, shares in procent, promille or a part of one, everything else counts one for one.
    """
    rule = constant.unit
    match unit:
        case "euro":
            return {"eurocent": CENTS, "euro": Decimal(1)}.get(rule or "")
        case "cent":
            return {"eurocent": Decimal(1), "euro": 1 / CENTS}.get(rule or "")
        case "percent" | "promille":
            if rule == "percentage":
                return CENTS / PER[unit]
            return 1 / PER[unit] if rule in ("ratio", FACTOR, None) else None
        case _ if unit in _DATES:
            return Decimal(1) if rule in (unit, None) else None
        case _ if unit in _TERMS:
            return Decimal(1) if rule in (unit, None) else None
        case "times":
            return Decimal(1) if rule in ("ratio", FACTOR, None) else None
        case "hours" | "quarters":
            return Decimal(1) if rule in (FACTOR, None) else None
    return Decimal(1) if rule in ("ratio", FACTOR, None, *_TERMS) else None


def fit(constant: Constant, numeral: Numeral) -> tuple[Fit, str]:
    """How a number of the text fits one of the rules, and the unit in which the text counts it.

    A rule whose unit is not known takes procent as a part of one, or as it stands when that is what is equal.
    """
    said, meant = numeral.value, Decimal(str(constant.value))
    if numeral.role not in ("number", "date") or not meant:
        return Fit.NONE, ""
    per = per_text(constant, numeral.unit)
    if per is not None and said * per == meant:
        return _how_well(constant, numeral), numeral.unit
    if numeral.unit in PER and constant.unit is None and said == meant:
        return Fit.BARE, "as_is"
    return Fit.NONE, ""


def _how_well(constant: Constant, numeral: Numeral) -> Fit:
    if numeral.role == "date":
        # A day of a date beside a bare number says nothing; beside a part of a date it is that part.
        return Fit.UNIT if constant.unit == numeral.unit else Fit.NONE
    same = constant.unit in (numeral.unit, {"euro": "eurocent", "cent": "eurocent"}.get(numeral.unit))
    share = numeral.unit in PER and (constant.unit in ("ratio", "percentage", FACTOR) or constant.kind == "percentage")
    times = numeral.unit == "times" and constant.unit in (FACTOR, "ratio")
    if same and numeral.unit:
        return Fit.UNIT
    return Fit.UNIT if share or times else Fit.BARE
