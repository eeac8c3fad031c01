"""What somebody writes as a new number, in the unit of the rule: euro or cent, procent or part of one is never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.law.text.controls import Control
from uitvoerbaar.law.text.matching import per_text
from uitvoerbaar.law.text.numerals import numerals
from uitvoerbaar.law.text.units import FACTOR, MONEY

Number = int | Decimal
_ALIASES = {
    "eurocent": "cent", "cent": "cent", "euro": "euro", "percent": "percent", "procent": "percent", "percentage": "percent",
    "promille": "promille", "ratio": "ratio", "years": "years", "months": "months", "weeks": "weeks", "days": "days",
    "hours": "hours", "quarters": "quarters", "times": "times", "year": "year", "month": "month", "day": "day",
}  # fmt: skip
"""Units that a caller may name, as this module calls them."""
_SAID = {
    "cent": mark("cent"), "euro": mark("euro"), "percent": mark("procent"), "promille": mark("promille"),
    "ratio": mark("deel van 1"), "years": mark("jaar"), "months": mark("maanden"), "weeks": mark("weken"),
    "days": mark("dagen"), "hours": mark("uren"), "quarters": mark("kwartalen"), "times": mark("keer"),
    "year": mark("jaartal"), "month": mark("maand van het jaar"), "day": mark("dag van de maand"),
}  # fmt: skip
_MOST = {
    "amount": Decimal(10) ** 15, "age": Decimal(130), "count": Decimal(10) ** 9, "factor": Decimal(10) ** 6,
    "percentage": Decimal(1),
}  # fmt: skip
"""The largest number of a kind, in the unit of the rule; shares are of 1, and more when the old one already was."""
_DATES = {"year": (1800, 2300), "month": (1, 12), "day": (1, 31)}
_SHARES_ABOVE_ONE = 10
_CENTS = 2
_GROUPED = re.compile(r"(?<![\d.,])([1-9]\d{0,2}),(\d{3})(?![\d.,])")
"""A thousand times as much for who writes 100,000 with a comma for thousands; an amount has two decimals."""
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2007\u2009\u202f]\d{3})+(?![\d.])")
"""Thousands with spaces between them, as spreadsheets and other languages write them: 100 000."""
_KINDS = {
    "amount": mark("een bedrag"), "percentage": mark("een percentage"), "age": mark("een leeftijd"),
    "count": mark("een aantal"), "factor": mark("een factor"), "date": mark("een deel van een datum"),
}  # fmt: skip


class AmendError(UserError):
    """A change that cannot be made; nothing was changed."""


class OutOfRangeError(AmendError):
    """A number that was understood, and that this number of the law cannot be."""


@dataclass(frozen=True, slots=True)
class Given:
    """A new number as it was given and as it was understood: `value` in the unit of the rule, `said` in `unit`."""

    value: Number
    said: Decimal
    unit: str

    @property
    def understood(self) -> str:
        """What was understood, in words."""
        unit = tr(_SAID[self.unit]) if self.unit in _SAID else ""
        whole = self.said == self.said.to_integral_value()
        said = dutch(self.said, _CENTS if self.unit == "euro" and not whole else 0)
        return f"{said} {unit}".strip()


def read_value(control: Control, given: str | Number, unit: str | None = None) -> Given:
    """The new number of a control. `given` is what somebody wrote ('€ 1.900', '96%', 'negentien') or a number with its `unit`.

    Raises AmendError for what is no number, a number without a unit where it could be in two, one in a unit that this
    number cannot be in, and one out of the sensible range.
    """
    said, named = _said(control, given)
    asked = _ALIASES.get(unit) if unit is not None else None
    if unit is not None and asked is None:
        raise _refused(control, tr("de eenheid '{unit}' is onbekend", unit=unit), expected=", ".join(_ALIASES))
    if named and asked and named != asked:
        message = tr(
            "'{given}' is in {one}, gevraagd is {other}", given=given, one=tr(_SAID[named]), other=tr(_SAID[asked])
        )
        raise _refused(control, message)
    chosen = named or asked or _own(control, given, said)
    value = _converted(control, said, chosen, given)
    made = Given(value, said, chosen)
    _in_range(control, made)
    return made


def _said(control: Control, given: str | Number) -> tuple[Decimal, str]:
    """The number that was given, and the unit that stands with it."""
    if isinstance(given, bool) or not isinstance(given, str | int | Decimal):
        raise _refused(control, tr("{given} is geen getal", given=repr(given)))
    if not isinstance(given, str):
        number = Decimal(given)
        if not number.is_finite():
            raise _refused(control, tr("{given} is geen getal", given=given))
        return number, ""
    text = _SPACED.sub(lambda found: re.sub(r"\s", ".", found[0]), given.strip())
    minus = text[:1] in ("-", "−")
    text = text.lstrip("-− ").strip()
    if control.kind == "amount" and (grouped := _GROUPED.search(text)):
        whole, part = grouped.groups()
        raise _refused(
            control,
            tr("'{given}' is op twee manieren te lezen", given=given),
            hint=tr("schrijf {large} of {small}", large=whole + part, small=f"{whole},{part[:_CENTS]}"),
        )
    found = numerals(text) if all(c.isascii() or not c.isdecimal() for c in text) else ()
    if len(found) != 1 or found[0].phrase != (0, len(text)) or found[0].role == "reference":
        return _not_read(control, given, text)
    numeral = found[0]
    value = -numeral.value if minus else numeral.value
    unit = "" if numeral.role == "date" and control.kind != "date" else numeral.unit
    return value, unit


def _not_read(control: Control, given: str, text: str) -> tuple[Decimal, str]:
    """What cannot be read as one number: refused, with what to do about it."""
    pointed = text.lstrip("€ ").rstrip("% ")
    if pointed.count(".") == 1 and pointed.replace(".", "").isdigit():
        message = tr("'{given}': een punt is hier het teken voor duizendtallen", given=given)
        raise _refused(control, message, hint=tr("schrijf een decimale komma: {comma}", comma=given.replace(".", ",")))
    raise _refused(control, tr("'{given}' is geen getal", given=given), hint=tr("zoals {like}", like=_like(control)))


def _own(control: Control, given: str | Number, said: Decimal) -> str:
    """The unit of a number that came without one: only where it can be in one alone."""
    if control.kind == "amount":
        message = tr("'{given}' kan euro of cent zijn; dat wordt niet geraden", given=given)
        raise _refused(
            control, message, hint=tr("schrijf € {said} of {said} cent", said=dutch(said)), expected="euro, cent"
        )
    if control.kind == "percentage" and control.unit != "as_is" and said:
        message = tr("'{given}' kan procent of een deel van 1 zijn; dat wordt niet geraden", given=given)
        hint = tr("schrijf {said} procent, of {share} procent", said=dutch(said), share=dutch(said * 100))
        raise _refused(control, message, hint=hint, expected="percent, ratio")
    constant = control.constants[0]
    if control.unit in ("", "as_is") or constant.unit in (FACTOR, "ratio", "percentage"):
        return "times" if control.unit != "as_is" else "percent"
    return control.unit


def _converted(control: Control, said: Decimal, unit: str, given: str | Number) -> Number:
    constant = control.constants[0]
    if control.unit == "as_is":
        per = {"percent": Decimal(1), "ratio": Decimal(100)}.get(unit)
    elif unit == "ratio":
        per = {"percentage": Decimal(100), "ratio": Decimal(1), FACTOR: Decimal(1), None: Decimal(1)}.get(constant.unit)
    else:
        per = per_text(constant, unit)
    plain = unit == "times" and constant.unit not in (*MONEY, "percentage")
    if per is None and plain:
        per = Decimal(1)
    if per is None:
        message = tr(
            "'{given}' is in {unit}; dit getal is {kind}",
            given=given,
            unit=tr(_SAID[unit]),
            kind=tr(_KINDS[control.kind]),
        )
        raise _refused(control, message, hint=tr("zoals {like}", like=_like(control)))
    exact = said * per
    if constant.value < 0:  # the text says it without its sign: 'verminderd met 48,15 euro'
        exact = -abs(exact)
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()


def _in_range(control: Control, given: Given) -> None:
    """Refuse what no law can mean: part of a cent, a share above one, an age of 200, another sign than the old number."""
    constant, value = control.constants[0], Decimal(given.value)
    whole = value == value.to_integral_value()
    if control.kind == "date":
        first, last = _DATES[constant.unit or "year"]
        if not whole or not first <= value <= last:
            raise _out(control, given, first, last)
        return
    if constant.unit == "eurocent" and not whole:
        raise _refused(control, tr("{given} is geen heel aantal centen", given=given.understood))
    if control.kind == "age" and not whole:
        raise _refused(control, tr("{given}: een leeftijd is een heel aantal jaren", given=given.understood))
    old = Decimal(constant.value)
    most = _MOST[control.kind]
    if control.kind == "percentage":
        hundred = constant.unit == "percentage" or control.unit == "as_is"
        most = Decimal(100) if hundred else most
        most = most * _SHARES_ABOVE_ONE if abs(old) > most else most
    low, high = (-most, Decimal(0)) if old < 0 else (Decimal(0), most)
    if not low <= value <= high:
        raise _out(control, given, low, high)


def _out(control: Control, given: Given, low: Number, high: Number) -> AmendError:
    message = tr("{given} ligt buiten wat dit getal kan zijn", given=given.understood)
    place = control.constants[0].place
    expected = tr("van {low} tot en met {high}", low=low, high=f"{Decimal(high):f}")
    return OutOfRangeError(message, line=place.line, article=control.article, expected=expected)


def _refused(control: Control, message: str, *, hint: str | None = None, expected: str | None = None) -> AmendError:
    place = control.constants[0].place
    told = message + (f" ({hint})" if hint else "")
    return AmendError(told, line=place.line, article=control.article, hint=hint, expected=expected)


def _like(control: Control) -> str:
    """An example of how a number of this kind is written."""
    return {"amount": "€ 1.900", "percentage": "7,5 procent", "age": "21", "factor": "1,5"}.get(control.kind, "12")


def dutch(value: Decimal, decimals: int = 0) -> str:
    """A number as Dutch writes it, with at least so many decimals."""
    whole, _, rest = f"{value.normalize():f}".partition(".")
    rest = rest.ljust(decimals, "0")
    minus = "-" if value < 0 else ""
    return minus + f"{abs(int(whole)):,}".replace(",", ".") + (f",{rest}" if rest else "")
