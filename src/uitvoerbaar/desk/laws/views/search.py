"""Search on the words of the laws."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest

from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.laws.asked import asked_day, asked_words, query
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.laws.places import article_address
from uitvoerbaar.desk.laws.search import MOST, search
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.face.words import law_words


def find(request: HttpRequest) -> Page:
    """The articles in which the words of `?q=` stand; without words an empty form."""
    of, question = laws_on(asked_day(request)), asked_words(request, "q")
    found = search(of.on, question)
    hits = [
        {
            **asdict(hit),
            "law_words": law_words(hit.law, hit.law_name),
            "address": article_address(hit.law, hit.article, of.on),
        }
        for hit in found.hits
    ]
    instead = [
        {"word": word, "near": near, "address": f"/zoeken{query(q=near, op=of.on)}" if near else ""}
        for word, near in found.instead.items()
    ]
    title = tr("Zoeken: {question}", question=question) if question else tr("Zoeken in de wetten")
    data = {"day": of.on, "question": question, "hits": hits, "total": found.total, "instead": instead}
    return Page("laws/search.html.j2", title, data, {"most": MOST})
