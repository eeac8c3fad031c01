"""Numbers inside sentences about own microdata."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from uitvoerbaar.assess.disclosure.rule import Rule
from uitvoerbaar.base.numbers import decimal_nl
from uitvoerbaar.findings import Text

_NL = re.compile(
    r"(?<!\d op de )(?<![\d.,])(?:(?:ten hoogste|[Mm]inder dan) )?"
    r"(\d[\d.]*(?:,\d+)?)(?= (?:procent|huishoudens?)\b| naar \d)(?P<unit> \w+)?"
)
_EN = re.compile(
    r"(?<!\d in )(?<![\d.,])(?:(?:at most|[Ll]ess than) )?"
    r"(\d[\d,]*(?:\.\d+)?)(?= (?:percent|households?)\b| to \d)(?P<unit> \w+)?"
)
_ONE = re.compile(r"(huishouden|household)\b")
_PERCENT = re.compile(r"procent|percent")


def softened(text: Text, rule: Rule) -> Text:
    """The sentence with shares in whole percents, and counts and shares of small groups told as a bound only."""
    nl = _NL.sub(lambda m: _said(m, text.nl, rule, "nl"), text.nl)
    if text.en is None:
        return replace(text, nl=nl)
    return replace(text, nl=nl, en=_EN.sub(lambda m: _said(m, text.english, rule, "en"), text.english))


def _said(found: re.Match[str], sentence: str, rule: Rule, lang: str) -> str:
    raw = found.group(1)
    plain = raw.replace(".", "").replace(",", ".") if lang == "nl" else raw.replace(",", "")
    value, unit = float(plain.rstrip(".")), found.group("unit") or ""
    # A number before `naar` has the unit of the one after it: percent when the sentence speaks of percents.
    share = _PERCENT.search(unit) or (unit.strip() in ("naar", "to") and _PERCENT.search(sentence))
    count = rule.whole * value / 100 if share else value
    edge = math.ceil(100 * rule.least / max(rule.whole, 1)) if share else rule.least
    if value == 0:
        said = "0"
    elif rule.small(count):
        said = f"{'minder dan' if lang == 'nl' else 'less than'} {_digits(min(edge, 100) if share else edge, lang)}"
    elif share and rule.small(rule.whole - count):
        said = f"{'meer dan' if lang == 'nl' else 'more than'} {_digits(max(100 - edge, 0), lang)}"
    else:
        said = _digits(round(value) if share else rule.rounded(value), lang)
    said = said[:1].upper() + said[1:] if found.start() == 0 else said
    return said + _ONE.sub(r"\1s", unit)


def _digits(number: int, lang: str) -> str:
    return decimal_nl(number) if lang == "nl" else f"{number:,}"
