"""Numbers of one finding that contradict each other: a title with another share than the count, a part above the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_SHARE = re.compile(r"(?P<less>Minder dan )?(?P<percent>\d[\d.]*(?:,\d+)?) procent van ")
_OFF = 0.06
"""Percentage points that a title may be off by rounding: half of its last digit, and what rounding the counts adds."""
_WHOLE = 0.6
"""Percentage points that a title in whole percents may be off."""
_ROUNDED = 1
"""Households that a rounded count may be off."""


def contradictions(findings: list[Mapping[str, Any]]) -> Iterator[str]:
    """What the numbers of each finding say against one another, one sentence each, starting with its place."""
    for index, finding in enumerate(findings):
        where = f"findings[{index}]"
        counted = finding["households"]
        if counted is not None:
            yield from _counts(f"{where}.households", counted)
            yield from _title(where, finding, counted)


def _counts(where: str, counted: Mapping[str, Any]) -> Iterator[str]:
    of = counted.get("of")
    about = counted.get("rounded_to") or _ROUNDED
    if of == 0 and counted["value"] > 0:
        yield f"{where}: {counted['value']} van 0 huishoudens kan niet"
    elif of is not None and counted["value"] > of + about:
        yield f"{where}: {counted['value']} van {of} huishoudens is meer dan het geheel"


def _title(where: str, finding: Mapping[str, Any], counted: Mapping[str, Any]) -> Iterator[str]:
    found = _SHARE.match(str(finding["title"]["nl"]))
    of = counted.get("of")
    if found is None:
        return
    said = float(found["percent"].replace(".", "").replace(",", "."))
    if not of:
        yield f"{where}.title: noemt {found['percent']} procent, maar 'households' zegt niet van hoeveel ('of')"
        return
    real = 100 * counted["value"] / of
    step = counted.get("rounded_to")
    # Counts of own microdata are rounded, and so are the percents of a title about them.
    slack = _WHOLE + 100 * step / of if step else _OFF + 100 * _ROUNDED / of
    wrong = real > said + slack if found["less"] else abs(real - said) > slack
    if wrong:
        yield (
            f"{where}.title: noemt {found['percent']} procent, maar 'households' telt {counted['value']} van {of}, dat is "
            f"{real:.1f} procent"
        )
