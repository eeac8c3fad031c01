"""The addresses of laws and articles, and their names for readers."""

from __future__ import annotations

from urllib.parse import quote

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.numbers import capital
from uitvoerbaar.face.law_graph import ARTICLE, FIELD, LawGraph, Place
from uitvoerbaar.face.words import law_short, law_words, name_words, scheme_words


def law_address(law: str, day: str) -> str:
    """The page of a law on a day."""
    return f"/wetten/{quote(law, safe='')}?op={quote(day)}"


def article_address(law: str, number: str, day: str) -> str:
    """The page of an article on a day."""
    return f"/wetten/{quote(law, safe='')}/artikel/{quote(number, safe='')}?op={quote(day)}"


def rule_address(law: str, number: str, day: str) -> str:
    """The page on which the rule of an article can be rewritten."""
    return f"/werkbank/{quote(law, safe='')}/artikel/{quote(number, safe='')}/regel?op={quote(day)}"


def years_address(law: str, number: str, day: str) -> str:
    """The page of the numbers of an article through the versions of its law."""
    return f"/werkbank/{quote(law, safe='')}/artikel/{quote(number, safe='')}/jaren?op={quote(day)}"


def bench_address(law: str, number: str, day: str) -> str:
    """The page of the workbench where the numbers of an article can be moved."""
    return article_address(law, number, day).replace("/wetten/", "/werkbank/", 1)


def place_address(place: Place, day: str) -> str:
    """The page of a place of the graph: of an article itself, of a field or payment what hangs together with it."""
    if place.kind == ARTICLE:
        return article_address(place.law, place.name, day)
    return f"/samenhang?{'van' if place.kind == FIELD else 'naar'}={quote(place.name)}&op={quote(day)}"


def place_words(place: Place, graph: LawGraph) -> str:
    """A place in words: the law and the article, the field, or the payment."""
    if place.kind == ARTICLE:
        law = law_words(place.law, graph.names.get(place.law, place.law))
        return tr("{law}, artikel {number}", law=law, number=place.name)
    return capital(name_words(place.name) if place.kind == FIELD else scheme_words(place.name))


def place_short(place: Place, graph: LawGraph) -> tuple[str, bool]:
    """A place in as few words as a box holds, and whether they are in the active language."""
    if place.kind != ARTICLE:
        return place_words(place, graph), True
    law, own = law_short(place.law, graph.names.get(place.law, place.law))
    return tr("{law}, artikel {number}", law=law, number=place.name), own
