"""The common changes of a rule as forms for a page: what each asks, what fits an article, and the article after it.

Amounts are typed in euros, shares in percent, as Dutch writes numbers; what cannot be meant is refused with words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.face.article_text import LawText
from uitvoerbaar.law.read.expressions import COMPARISONS, ROUNDING
from uitvoerbaar.law.read.law_file import parse_text
from uitvoerbaar.proposal.amend.forms.change_rule import (
    compared_otherwise,
    in_proportion,
    rounded_otherwise,
    tapered,
    with_condition,
    with_step,
)
from uitvoerbaar.proposal.amend.forms.offers import Offers, Part, offers

__all__ = ["COMPARED", "FORMS", "ROUNDED", "Offers", "Part", "changed_by", "offers_of"]

CONDITION, STEP, SHARE, TAPER, COMPARISON, ROUNDED_SO = (
    "voorwaarde", "trede", "evenredig", "helling", "vergelijking", "afronding",
)  # fmt: skip
FORMS: Mapping[str, str] = {
    CONDITION: mark("Een voorwaarde erbij"),
    STEP: mark("Een trede erbij"),
    SHARE: mark("Van alles of niets naar evenredig"),
    TAPER: mark("Van een klif naar een helling"),
    COMPARISON: mark("Een andere vergelijking"),
    ROUNDED_SO: mark("Een andere afronding"),
}
"""The forms by the name that a page sends, and what they are called."""
TRUE = "WAAR"
"""In place of a comparison: the name itself must be true."""
COMPARED: Mapping[str, str] = {
    "GREATER_THAN_OR_EQUAL": mark("is ten minste"), "GREATER_THAN": mark("is meer dan"),
    "LESS_THAN_OR_EQUAL": mark("is ten hoogste"), "LESS_THAN": mark("is minder dan"),
    "EQUALS": mark("is gelijk aan"), "NOT_EQUALS": mark("is niet gelijk aan"),
}  # fmt: skip
ROUNDED: Mapping[str, str] = {
    "ROUND": mark("rekenkundig"), "FLOOR": mark("naar beneden"), "CEIL": mark("naar boven"),
}  # fmt: skip
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d{1,12})(?:,\d{1,8})?")
_NAME = re.compile(r"\$?[A-Za-z_]\w{0,99}")
_MOST = 100
_CENTS = 100


def offers_of(law: LawText, article: str) -> Offers:
    """What the forms can be filled with; nothing for a text that is no law."""
    try:
        parse_text(law.text, law.file)
    except LawFileError:
        return Offers()
    return offers(law, article)


def changed_by(form: str, law: LawText, article: str, given: Mapping[str, str]) -> LawText:
    """The law after a form. `given` are the words of its fields, by name.

    Raises UserError for a form, name or number that is none, and for a text that is no law yet.
    """
    try:
        parse_text(law.text, law.file)
    except LawFileError as error:
        told = tr("los eerst op wat er mis is met de regel; dan kan een vorm erop verder")
        raise UserError(told, hint=str(error.problems[0].message)) from None
    known = offers(law, article)
    output, path = _word(given, "uitvoer"), _word(given, "plek")
    if form in (CONDITION, STEP, SHARE, TAPER):
        _one_of(output, known.outputs, tr("wat de regel bepaalt"))
    match form:
        case "voorwaarde":
            return _condition(law, article, output, known, given)
        case "trede":
            return _step(law, article, output, known, given)
        case "evenredig":
            return in_proportion(law, article, output)
        case "helling":
            return tapered(law, article, output, Decimal(_number(_word(given, "deel"), "ratio")))
        case "vergelijking":
            _one_of(path, [part.path for part in known.comparisons], tr("een vergelijking in de regel"))
            return compared_otherwise(law, article, path, _comparison(given))
        case "afronding":
            _one_of(path, [part.path for part in known.rounded], tr("een afronding in de regel"))
            return _rounded(law, article, path, given)
    raise UserError(tr("de vorm {form} is er niet", form=describe(form[:_MOST])), hint=", ".join(FORMS))


def _condition(law: LawText, article: str, output: str, known: Offers, given: Mapping[str, str]) -> LawText:
    subject = _subject(known, given)
    if _word(given, "vergelijking") == TRUE:
        return with_condition(law, article, output, subject)
    return with_condition(law, article, output, subject, _comparison(given), _value(known, subject, given, "waarde"))


def _step(law: LawText, article: str, output: str, known: Offers, given: Mapping[str, str]) -> LawText:
    subject = _subject(known, given)
    value, outcome = _value(known, subject, given, "waarde"), _value(known, output, given, "uitkomst")
    return with_step(law, article, output, subject, _comparison(given), value, outcome)


def _rounded(law: LawText, article: str, path: str, given: Mapping[str, str]) -> LawText:
    rounding = _one_of(_word(given, "afronding"), list(ROUNDING), tr("een afronding"))
    typed = _word(given, "op")
    precision = None if not typed else {"euro": -2, "cent": 0}.get(typed)
    if typed and precision is None:
        raise UserError(tr("{typed}: kies hele euro's of hele centen", typed=describe(typed)))
    return rounded_otherwise(law, article, path, rounding, precision)


def _subject(known: Offers, given: Mapping[str, str]) -> str:
    return _one_of(_word(given, "gegeven"), known.names, tr("een gegeven van het artikel"))


def _comparison(given: Mapping[str, str]) -> str:
    return _one_of(_word(given, "vergelijking"), list(COMPARISONS), tr("een vergelijking"))


def _word(given: Mapping[str, str], name: str) -> str:
    return given.get(name, "").strip()[:_MOST]


def _one_of(word: str, known: Any, what: str) -> str:
    if word not in known:
        raise UserError(tr("{word}: kies {what}", word=describe(word), what=what))
    return word


def _value(known: Offers, name: str, given: Mapping[str, str], field: str) -> Any:
    """What was typed to be compared with `name` or put in its place: a number in its unit, a truth, or another name."""
    typed = _word(given, field)
    truth = {"ja": True, "waar": True, "nee": False, "onwaar": False}.get(typed.casefold())
    if truth is not None:
        return truth
    if _NAME.fullmatch(typed) and typed.removeprefix("$") in known.names:
        return f"${typed.removeprefix('$')}"
    return _number(typed, dict(known.units).get(name, ""))


def _number(typed: str, unit: str) -> int | Decimal:
    """A number as Dutch writes it, in the unit of the rule: euros become eurocents, percents parts of one."""
    plain = typed.replace("€", "").replace("\u00a0", " ").strip()
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").strip()
    if not _NUMBER.fullmatch(plain):
        expected = tr("zoals 1.250, 12,5, 25% of ja")
        raise UserError(tr("{typed} is geen getal ({like})", typed=describe(typed), like=expected), expected=expected)
    value = Decimal(plain.replace(".", "").replace(",", "."))
    if unit == "eurocent":
        value *= _CENTS
        if value != value.to_integral_value():
            raise UserError(tr("{typed} is geen heel aantal centen", typed=describe(typed)))
    elif percent or unit == "ratio":
        if not percent and value > 1:
            raise UserError(tr("{typed}: schrijf een percentage, zoals 25%", typed=describe(typed)))
        value = value / _CENTS if percent else value
    return int(value) if value == value.to_integral_value() else value
