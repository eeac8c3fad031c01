"""Two languages in one file: the page of a report in each, of which one is shown.

Which one is shown follows from the address alone: a link to a place in a half shows that half, in a browser without script as
well. So the half that the file opens with keeps the ids that it has on its own, and those of the other begin with its
language. Drawings that are the same in both stand once.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from uitvoerbaar.report.words import LANGS, Lang

_POINTS = re.compile(r' (id|href|aria-labelledby|name)="(#?)([^"]*)"')
"""Names of places and what points to them. Words of a report cannot look like one: their quotation marks are escaped."""
_GROUND = re.compile(r'(<svg class="chart[^>]*>)(<g.*?</g>)(<g font-size=)', re.DOTALL)
"""A drawing: how it opens, its shapes, and the start of its words."""
_USE = '<use href="#{}"/>'


def other_than(lang: Lang) -> Lang:
    """The language beside this one."""
    return next(other for other in LANGS if other != lang)


def shown_in(lang: Lang, *, both: bool) -> tuple[Lang, ...]:
    """The languages of a page that opens in `lang`."""
    return (lang, other_than(lang)) if both else (lang,)


def renamed(half: str, lang: Lang) -> str:
    """A half with other names for its places, and links that go to them. The names of the halves themselves stay."""

    def name(found: re.Match[str]) -> str:
        kind, sharp, places = found.groups()
        if (kind == "href" and not sharp) or places in LANGS:
            return found[0]
        told = " ".join(f"{lang}-{place}" for place in places.split(" "))
        return f' {kind}="{sharp}{told}"'

    return _POINTS.sub(name, half)


def drawn_once(*halves: str) -> tuple[str, ...]:
    """The halves with the shapes of a drawing where they first stand, and a reference to them where they stand again."""
    many: dict[str, int] = {}
    for half in halves:
        for _, shapes, _ in _GROUND.findall(half):
            many[shapes] = many.get(shapes, 0) + 1
    again = {shapes for shapes, count in many.items() if count > 1}
    names: dict[str, str] = {}
    return tuple(_GROUND.sub(_once(again, names), half) for half in halves)


def _once(again: set[str], names: dict[str, str]) -> Callable[[re.Match[str]], str]:
    def drawing(found: re.Match[str]) -> str:
        opening, shapes, words = found.groups()
        if shapes not in again:
            return found[0]
        if shapes in names:
            return f"{opening}{_USE.format(names[shapes])}{words}"
        names[shapes] = f"drawing-{len(names) + 1}"
        return f'{opening}<g id="{names[shapes]}">{shapes}</g>{words}'

    return drawing
