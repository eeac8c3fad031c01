"""What keeps a report from being drawn whatever it says: too many rows, texts too long, letters that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import REPORT_CHARACTERS, REPORT_ITEMS, REPORT_ROWS, REPORT_TEXT, Limit

_HALF = re.compile("[\ud800-\udfff]")
"""Halves of a letter: JSON can write them, no file or page can."""


def oversize(data: Mapping[str, Any]) -> Iterator[str]:
    """One sentence for each part of a report that is too large or cannot be written; looked at before anything else."""
    rows = sum(len(figure["rows"]) for figure in _figures(data))
    if rows > REPORT_ROWS.most:
        yield _told("figures", REPORT_ROWS, rows)
        return
    items, told, characters = 0, 0, 0
    waiting: list[tuple[str, Any]] = [("", data)]
    while waiting and told < _MOST:
        place, value = waiting.pop()
        items += 1
        for sentence in _wrong(place, value):
            told += 1
            yield sentence
        characters += len(value) if isinstance(value, str) else 0
        if isinstance(value, Mapping):
            waiting += [(f"{place}.{key}" if place else str(key)[:_MOST], inner) for key, inner in value.items()]
            waiting += [(place, str(key)) for key in value]
        elif isinstance(value, list):
            waiting += [(f"{place}[{at}]", inner) for at, inner in enumerate(value)]
        if items > REPORT_ITEMS.most:
            yield tr("{told} ({hint})", told=REPORT_ITEMS.told(), hint=REPORT_ITEMS.hint)
            return
    if characters > REPORT_CHARACTERS.most:
        yield tr("{told} ({hint})", told=REPORT_CHARACTERS.told(characters), hint=REPORT_CHARACTERS.hint)


_MOST = 20
"""Problems that are told."""


def _figures(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    figures = data.get("figures")
    for figure in figures if isinstance(figures, list) else ():
        if isinstance(figure, Mapping) and isinstance(figure.get("rows"), list):
            yield figure


def _wrong(place: str, value: Any) -> Iterator[str]:
    if not isinstance(value, str):
        return
    if len(value) > REPORT_TEXT.most:
        yield _told(place, REPORT_TEXT, len(value))
    if _HALF.search(value):
        yield tr("{place}: de tekst heeft een half teken (U+D800 tot en met U+DFFF)", place=place[:_SHOWN])


_SHOWN = 100


def _told(place: str, limit: Limit, found: int) -> str:
    return tr("{place}: {told} ({hint})", place=place[:_SHOWN], told=limit.told(found), hint=limit.hint)
