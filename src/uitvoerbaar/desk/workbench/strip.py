"""The strip under a number: the course of a figure along it, as a page, a panel, a picture and a table."""

from __future__ import annotations

import time
from dataclasses import dataclass
from textwrap import wrap
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from uitvoerbaar.base.csv_cells import csv_file
from uitvoerbaar.base.language import active, tr
from uitvoerbaar.desk.compute.states import State
from uitvoerbaar.desk.laws.asked import article_of, asked_day
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.workbench.asking import (
    BESIDE_PATIENCE,
    FIRST_PATIENCE,
    POLL_PATIENCE,
    arguments,
    ask,
    dials,
    known_of,
    polled,
    rest_of,
    standing,
    teller,
)
from uitvoerbaar.desk.workbench.changes import Change
from uitvoerbaar.desk.workbench.drawn import HIGH, MEASURE, WIDE, Drawing, drawing_of
from uitvoerbaar.desk.workbench.position import position
from uitvoerbaar.desk.workbench.typed import Turned
from uitvoerbaar.face.words import law_words

EXPORT_PATIENCE = 25.0
"""Seconds that a picture or a table waits to be complete."""
ALONE = "pagina"
_AGAIN = 5
_LETTERS = 78
"""Letters on a line below a picture."""
_OWN = ("wie", "nummer", "knop", "maat", "taal", "thema", ALONE, "doel", "hoeveel")
"""Words of an address that do not say where the numbers stand."""


@dataclass(frozen=True)
class Asked:
    """What an address asks: a number of an article and a figure along it."""

    law: str
    number: str
    law_name: str
    day: str
    turned: Turned
    all: list[Turned]
    rest: list[Change]
    measure: str
    arguments: dict[str, Any]
    where: str
    """The query that says where the other numbers stand."""

    @property
    def here(self) -> str:
        """The address of the article in the workbench."""
        return f"/werkbank/{self.law}/artikel/{self.number}"

    def answer(self, request: HttpRequest, patience: float, known: int | None = None) -> State:
        """What there is of the course; with `known` parts it waits for one more."""
        who, count = teller(request)
        return ask("along", self.arguments, who, count, patience, known_of(request) if known is None else known)

    def link(self, value: str) -> str:
        """The address of the article with the number at a value, and the others where they are."""
        return f"{self.here}?{self.where}&{urlencode({self.turned.name: value})}"

    def words(self, name: str) -> str:
        """The address of one of the forms of this strip."""
        words = [*standing(self.day, self.all, self.rest), ("knop", self.turned.dial.id), ("maat", self.measure)]
        return f"{self.here}/{name}?{urlencode(words)}"


def asked_of(request: HttpRequest, law: str, number: str) -> Asked:
    """The question of an address. Raises Mistake for a number that the article does not have."""
    of = laws_on(asked_day(request))
    shown = article_of(of, law, number)
    every = dials(of, law, number, request)
    chosen = next((each for each in every if each.dial.id == request.GET.get("knop", "")), None)
    if chosen is None:
        raise Mistake(404, tr("Dit artikel heeft dat getal niet."))
    query = request.GET.copy()
    for name in (*_OWN, chosen.name):
        query.pop(name, None)
    query["op"] = of.on
    rest = rest_of(request, of, law, number)
    about = {**arguments(of, law, number, every, rest), "dial": chosen.dial.id}
    measure = request.GET.get("maat", "")[:100] or MEASURE
    return Asked(law, number, shown.law_name, of.on, chosen, every, rest, measure, about, query.urlencode())


def page(request: HttpRequest, law: str, number: str) -> Page:
    """The strip on a page of its own, with the figure to choose and its other forms."""
    asked = asked_of(request, law, number)
    found = asked.answer(request, FIRST_PATIENCE)
    context = {**_panel(request, asked, found, alone=True), "law_name": asked.law_name}
    data = {
        "day": asked.day,
        "law": law,
        "article": number,
        "dial": asked.turned.dial.id,
        "value": str(asked.turned.value),
        "measure": asked.measure,
        "state": found.name,
        "message": found.told,
        "course": found.parts[-1] if found.parts else None,
    }
    name = law_words(law, asked.law_name)
    title = tr("Verloop langs een getal: {law}, artikel {number}", law=name, number=number)
    return Page("workbench/strip_page.html.j2", title, data, context, _crumbs(asked, name))


def _crumbs(asked: Asked, name: str) -> tuple[tuple[str, str], ...]:
    article = tr("Artikel {number}", number=asked.number)
    return (
        (tr("Werkbank"), f"/werkbank?op={asked.day}"),
        (name, f"/werkbank/{asked.law}?op={asked.day}"),
        (article, asked.link(asked.turned.said)),
    )


@require_safe
def panel(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The strip as a panel under its number, as far as it is drawn."""
    asked = asked_of(request, law, number)
    found = asked.answer(request, BESIDE_PATIENCE)
    answer = render(
        request, "workbench/strip.html.j2", _panel(request, asked, found, alone=request.GET.get(ALONE) == "1")
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _panel(request: HttpRequest, asked: Asked, found: State, *, alone: bool) -> dict[str, Any]:
    """`alone`: on a page of its own, where the figure is chosen by a form that needs no script."""
    who, count = teller(request)
    drawing = drawing_of(found.parts[-1], asked.turned, asked.measure) if found.parts else None
    unknown = bool(found.parts) and drawing is None
    if unknown:
        drawing = drawing_of(found.parts[-1], asked.turned)
    told = polled(request, found, who)
    if alone and told["again"] is not None:
        told = {**told, "again": f"{told['again']}&{ALONE}=1"}
    form = [*standing(asked.day, asked.all, asked.rest), ("knop", asked.turned.dial.id)]
    return {
        "asked": asked,
        "place": asked.all.index(asked.turned) + 1,
        "of": position(asked.arguments),
        "turned": asked.turned,
        "alone": alone,
        "hidden": form,
        "query": urlencode([*form, ("wie", who), ("nummer", count)]),
        "drawing": drawing,
        "unknown": asked.measure if unknown else "",
        "wide": WIDE,
        "high": HIGH,
        "linked": True,
        "here": asked.here,
        **told,
    }


@require_safe
def picture(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The same drawing as a picture of its own (SVG)."""
    asked, drawing = _complete(request, law, number)
    if drawing is None:
        return _later()
    name = law_words(law, asked.law_name)
    where = tr("{law}, artikel {number}", law=name, number=number)
    about = {
        "asked": asked,
        "turned": asked.turned,
        "drawing": drawing,
        "wide": WIDE,
        "high": HIGH,
        "linked": False,
        "captions": wrap(drawing.title, _LETTERS) + wrap(f"{where}, {asked.day}: {asked.turned.law}", _LETTERS),
    }
    svg = render_to_string("workbench/strip.svg.j2", about, request)
    return _file(svg, "image/svg+xml", f"{asked.law}-{number}-{drawing.measure}.svg", inline=True)


@require_safe
def table(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The points of the drawing as a table (CSV) for a spreadsheet: euros, households or a share."""
    asked, drawing = _complete(request, law, number)
    if drawing is None:
        return _later()
    unit = {"eurocent_per_jaar": tr("euro per jaar"), "huishoudens": tr("huishoudens"), "aandeel": tr("deel van 1")}
    head = [
        f"{asked.turned.around.strip('… ')} ({asked.turned.unit})",
        f"{drawing.title} ({unit.get(drawing.unit, '')})",
    ]
    lines = [[*head, tr("laag"), tr("hoog")], *(row.plain for row in drawing.rows)]
    name = f"{asked.law}-{number}-{drawing.measure}.csv"
    return _file(csv_file(lines, active()), "text/csv; charset=utf-8", name, inline=False)


def _complete(request: HttpRequest, law: str, number: str) -> tuple[Asked, Drawing | None]:
    """The whole drawing, or nothing when it is not done in time. Raises Mistake for a figure that is not there."""
    asked = asked_of(request, law, number)
    end = time.monotonic() + EXPORT_PATIENCE
    found = asked.answer(request, POLL_PATIENCE)
    while not found.final and time.monotonic() < end:
        found = asked.answer(request, POLL_PATIENCE, len(found.parts))
    if not found.final:
        return asked, None
    if not found.parts:
        raise Mistake(500, found.told)
    drawing = drawing_of(found.parts[-1], asked.turned, asked.measure)
    if drawing is None:
        known = ", ".join(each["id"] for each in found.parts[-1]["measures"])
        raise Mistake(404, tr("Dit cijfer is er niet; er zijn: {known}", known=known))
    return asked, drawing


def _later() -> HttpResponse:
    answer = HttpResponse(
        tr("Dit wordt nog getekend; vraag het over enkele seconden opnieuw."),
        status=503,
        content_type="text/plain; charset=utf-8",
    )
    answer["Retry-After"] = str(_AGAIN)
    return answer


def _file(content: str | bytes, kind: str, name: str, *, inline: bool) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(not inline, name) or "inline"
    return answer
