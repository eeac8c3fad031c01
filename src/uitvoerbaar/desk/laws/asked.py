"""What an address asks of the laws: the day, a law, an article, words. What does not exist is told with a way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest
from django.utils.http import urlencode

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, nearest
from uitvoerbaar.desk.laws.corpus import laws_on, today
from uitvoerbaar.desk.laws.places import article_address, law_address
from uitvoerbaar.desk.mistakes import Link, Mistake
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.show import has_article, show_law
from uitvoerbaar.face.shown import ShownArticle, ShownLaw

T = TypeVar("T")

DAY = "op"
MOST_WORDS = 200
"""Characters of a question in words."""


def asked_day(request: HttpRequest) -> str:
    """The day that the address asks (`?op=2026-01-01`); without one, today. Raises UserError for what is no day."""
    said = request.GET.get(DAY, "").strip()
    if not said:
        return today()
    if len(said) > len("2026-01-01"):
        raise Mistake(400, tr("{day} is geen datum; schrijf JJJJ-MM-DD, zoals 2026-01-01", day=describe(said)))
    return laws_on(said).on


def asked_words(request: HttpRequest, name: str) -> str:
    """Words of the address on one line. Raises Mistake for more than can be meant."""
    said = " ".join("".join(c if c.isprintable() else " " for c in request.GET.get(name, "")).split())
    if len(said) > MOST_WORDS:
        raise Mistake(400, tr("Dit is te lang; schrijf ten hoogste {most} tekens", most=MOST_WORDS))
    return said


def law_of(of: Laws, law: str) -> ShownLaw:
    """A law in force on the day. Raises Mistake (404) with the law that looks like it, or with the versions there are."""
    found = _shown(of, law, None)
    assert isinstance(found, ShownLaw)
    return found


def article_of(of: Laws, law: str, number: str) -> ShownArticle:
    """An article in force on the day. Raises Mistake (404) with the articles or versions there are."""
    found = _shown(of, law, number)
    assert isinstance(found, ShownArticle)
    return found


def is_there(of: Laws, law: str, number: str) -> None:
    """As `article_of`, for who wants nothing of the article: a hand that moves asks many times a second."""
    _looked(of, law, number, lambda: has_article(of, law, number))


def _shown(of: Laws, law: str, number: str | None) -> ShownLaw | ShownArticle:
    return _looked(of, law, number, lambda: show_law(of, law, number))


def _looked(of: Laws, law: str, number: str | None, look: Callable[[], T]) -> T:
    if law not in of.corpus.versions:
        raise Mistake(404, tr("De wet {law} is er niet.", law=describe(law)), _near_laws(of, law))
    try:
        return look()
    except UserError as error:
        raise Mistake(404, _told(of, law, number, error), [*_articles(of, law, number), *_versions(of, law)]) from None


def _told(of: Laws, law: str, number: str | None, error: UserError) -> str:
    """A sentence of a bounded length: the address may hold anything."""
    if number is not None and _numbers(of, law):
        return tr("Deze wet heeft op {day} geen artikel {number}.", day=of.on, number=describe(number))
    return str(error)


def _near_laws(of: Laws, law: str) -> list[Link]:
    near = nearest(law.casefold(), of.corpus.versions)
    return [(tr("Bedoelde u {law}?", law=near), law_address(near, of.on))] if near else []


def _numbers(of: Laws, law: str) -> list[str]:
    try:
        shown = show_law(of, law, None)
    except UserError:
        return []
    assert isinstance(shown, ShownLaw)
    return [article.number for article in shown.articles]


def _articles(of: Laws, law: str, number: str | None) -> list[Link]:
    numbers = _numbers(of, law) if number is not None else []
    links = [(tr("Artikel {number}", number=each), article_address(law, each, of.on)) for each in numbers]
    return [*([(tr("Naar deze wet"), law_address(law, of.on))] if numbers else []), *links]


def _versions(of: Laws, law: str) -> list[Link]:
    days = sorted(entry.valid_from for entry in of.corpus.versions[law] if entry.valid_from)
    return [(tr("Versie van {day}", day=day), law_address(law, day)) for day in days]


def query(**words: str) -> str:
    """A query of an address, empty words left out."""
    told = urlencode({name: word for name, word in words.items() if word})
    return f"?{told}" if told else ""
