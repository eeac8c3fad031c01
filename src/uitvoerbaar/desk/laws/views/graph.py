"""How the laws hang together: all laws, and the way from a field of a register to a payment."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.laws.asked import asked_day, asked_words
from uitvoerbaar.desk.laws.corpus import graph_on
from uitvoerbaar.desk.laws.graph_drawing import (
    drawing_of,
    drawing_of_laws,
    in_order,
    laws_table,
    told_pairs,
    told_place,
)
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.face.law_graph import FIELD, PAYMENT, LawGraph, Place, Tie

FROM, TO = "van", "naar"


def graph(request: HttpRequest) -> Page:
    """All laws; with `?van=` (a field) or `?naar=` (a payment) what it gives to or comes from, with both the way between.

    Raises Mistake (404) for a field or payment that is not there.
    """
    of = graph_on(asked_day(request))
    start, end = _named(of, FIELD, asked_words(request, FROM)), _named(of, PAYMENT, asked_words(request, TO))
    choices = {
        "fields": [told_place(of, place) for place in of.places(FIELD)],
        "payments": [told_place(of, place) for place in of.places(PAYMENT)],
    }
    asked = {FROM: start.name if start else "", TO: end.name if end else ""}
    if start is None and end is None:
        data = {"day": of.on, "laws": laws_table(of), "asked": asked, "ties": []}
        drawn: dict[str, Any] = {"drawing": drawing_of_laws(of), "start": None, "end": None}
        return Page("laws/graph.html.j2", tr("Hoe de wetten samenhangen"), data, {**choices, **drawn})
    ties = _ties(of, start, end)
    drawing = drawing_of(of, ties, start or end)
    data = {"day": of.on, "laws": [], "asked": asked, "ties": told_pairs(of, in_order(ties, drawing))}
    drawn = {
        "drawing": drawing,
        "start": told_place(of, start) if start else None,
        "end": told_place(of, end) if end else None,
    }
    crumbs = ((tr("Samenhang"), f"/samenhang?op={of.on}"),)
    return Page("laws/graph.html.j2", _title(of, start, end), data, {**choices, **drawn}, crumbs)


def _ties(of: LawGraph, start: Place | None, end: Place | None) -> tuple[Tie, ...]:
    """The whole way between two places; of one place alone only what is next to it."""
    if start is not None and end is not None:
        return of.path(start, end)
    return of.around(start or end) if start or end else ()  # type: ignore[arg-type]


def _named(of: LawGraph, kind: str, name: str) -> Place | None:
    if not name:
        return None
    found = next((place for place in of.places(kind) if place.name == name), None)
    if found is None:
        told = tr("{name} is hier geen gegeven of betaling.", name=describe(name))
        raise Mistake(404, told, [(tr("Hoe de wetten samenhangen"), "/samenhang")])
    return found


def _title(of: LawGraph, start: Place | None, end: Place | None) -> str:
    if start and end:
        first, last = (told_place(of, place)["words"] for place in (start, end))
        return tr("Van {first} naar {last}", first=first, last=last)
    place = start or end
    assert place is not None
    return str(told_place(of, place)["words"])
