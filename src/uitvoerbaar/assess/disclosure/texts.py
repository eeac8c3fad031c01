"""Numbers inside sentences about own microdata."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from uitvoerbaar.assess.disclosure.rule import Rule
from uitvoerbaar.base.numbers import decimal_nl
from uitvoerbaar.findings import Text

_NL = re.compile(
    r"(?<!\d op de )(?<![\d.,])(?P<against>(?:ten (?:minste|hoogste)|(?:[Mm]eer|[Mm]inder) dan|boven|onder|tot|vanaf) )?"
    r"(?P<sign>[-+−]?)(?P<number>\d[\d.]*(?:,\d+)?)(?= (?:procent|huishoudens?)\b| naar \d)(?P<unit> \w+)?"
    r"(?P<or> of (?:meer|minder)\b)?"
)
_EN = re.compile(
    r"(?<!\d in )(?<![\d.,])(?P<against>(?:at (?:least|most)|(?:[Mm]ore|[Ll]ess) than|above|below|under|up to|from) )?"
    r"(?P<sign>[-+−]?)(?P<number>\d[\d,]*(?:\.\d+)?)(?= (?:percent|households?)\b| to \d)(?P<unit> \w+)?"
    r"(?P<or> or (?:more|less)\b)?"
)
_COMPARES = re.compile(
    r"(?:ten (?:minste|hoogste)|(?:meer|minder) dan|at (?:least|most)|(?:more|less) than) ", re.IGNORECASE
)
"""What goes before a number, and goes with it when the number is told as a bound, which compares itself."""
_UPPER = re.compile(r"(?:ten hoogste|minder dan|at most|less than) ", re.IGNORECASE)
_LESS, _MORE = {"nl": "minder dan", "en": "less than"}, {"nl": "meer dan", "en": "more than"}
_ONE = re.compile(r"(huishouden|household)\b")
_PERCENT = re.compile(r"procent|percent")


def softened(text: Text, rule: Rule) -> Text:
    """The sentence with shares in whole percents, and counts and shares of small groups told as a bound only.

    A share that is a bound of the assessment, and stands there as one (`meer dan 5 procent`), stays.
    """
    nl = _NL.sub(lambda m: _said(m, text.nl, rule, "nl"), text.nl)
    if text.en is None:
        return replace(text, nl=nl)
    return replace(text, nl=nl, en=_EN.sub(lambda m: _said(m, text.english, rule, "en"), text.english))


def _said(found: re.Match[str], sentence: str, rule: Rule, lang: str) -> str:
    raw, before, after = found.group("number"), found.group("against") or "", found.group("or") or ""
    plain = raw.replace(".", "").replace(",", ".") if lang == "nl" else raw.replace(",", "")
    value, unit = float(plain.rstrip(".")), found.group("unit") or ""
    # A number before `naar` has the unit of the one after it: percent when the sentence speaks of percents.
    share = _PERCENT.search(unit) or (unit.strip() in ("naar", "to") and _PERCENT.search(sentence))
    if share and (before or after) and round(value / 100, 6) in rule.bounds:
        return found.group(0)
    count = rule.whole * value / 100 if share else value
    edge = math.ceil(100 * rule.least / max(rule.whole, 1)) if share else rule.least
    sign = found.group("sign")
    if value == 0:
        said = f"{before}0"
    elif rule.small(count) or (share and rule.small(rule.whole - count)):
        words = _LESS if rule.small(count) else _MORE
        size = edge if not share else min(edge, 100) if rule.small(count) else max(100 - edge, 0)
        said = f"{'' if _COMPARES.fullmatch(before) else before}{words[lang]} {_digits(size, lang)}"
        after = ""
    else:
        # A count that is rounded is no upper end any more.
        said = (
            ("" if _UPPER.fullmatch(before) else before)
            + sign
            + _digits(round(value) if share else rule.rounded(value), lang)
        )
    said = said[:1].upper() + said[1:] if found.start() == 0 else said
    return said + _ONE.sub(r"\1s", unit) + after


def _digits(number: int, lang: str) -> str:
    return decimal_nl(number) if lang == "nl" else f"{number:,}"
