"""The page of a household: the form, and what it comes to. A filled form is posted, so that no address holds what was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.desk.households import answers, sides
from uitvoerbaar.desk.households.form import ADD, AWAY, MOST, Form, at_odds, form_of, names_of
from uitvoerbaar.desk.households.sides import Sides, sides_of
from uitvoerbaar.desk.households.typed import Unread, read, written
from uitvoerbaar.desk.laws.corpus import today
from uitvoerbaar.desk.middleware.names import refusal
from uitvoerbaar.desk.mistakes import Mistake, wants_json
from uitvoerbaar.desk.pages import Page, twin_of
from uitvoerbaar.desk.queries import Names, lines
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.workbench.changes import CHANGE
from uitvoerbaar.face.proposals import proposals
from uitvoerbaar.face.questions import Question

TEMPLATE = "households/household.html.j2"
MONTHS, LINE = "maanden", "lijn"
"""What is shown besides when it is asked: the months of the year, and the line along the wage."""
_SHAPES = (
    (f"{MONTHS}|{LINE}", "ja|nee"),
    (ADD, "|".join(MOST)),
    (AWAY, rf"(?:{'|'.join(MOST)})\.[1-9]\d?"),
)
_DATE = Question("op", "persoon", "date", "", "", "", "1900-01-01", "2100-12-31", (), "", "")


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """The page. It is kept nowhere, also not by the browser."""
    page = household(request)
    twin = twin_of(request) if request.method != "POST" else None
    frame = {"title": page.title, "crumbs": page.crumbs, "twin": twin, "held": "huishouden"}
    made = render(request, page.template, {**frame, **page.data, **page.context})
    made["Cache-Control"] = "no-store"
    return made


def household(request: HttpRequest) -> Page:
    """The form with what was filled in, and the amounts when everything could be read."""
    filled = request.POST if request.method == "POST" else request.GET
    words: Mapping[str, str] = {**filled.dict(), **_elsewhere(filled.getlist(CHANGE))}
    day, day_trouble = _day(words.get(sides.DAY, ""))
    under, trouble = _sides(words, day)
    form = form_of(under.laws[-1], words)
    passed_over = {} if request.method == "POST" else _passed_over(request, words, under, form)
    if passed_over and wants_json(request):
        raise refusal(passed_over)
    first = not form.answered and MONTHS not in words
    asked = under.laws[-1:] if first or form.wrong else under.laws
    try:
        made = answers.found(asked, form.facts)
    except UserError as error:
        made, trouble = None, trouble or str(error).partition("\n")[0]
    shown = None
    if made is not None:
        form = form.counting(made.read)
        shown = None if first or form.wrong or form.trouble or day_trouble else answers.answers_of(made)
    extra: dict[str, Any] = {"calendar": None, "curve": None, "curve_trouble": ""}
    if shown is not None and made is not None:
        extra |= _asked_besides(words, under, form, made)
    data = {
        "day": under.day,
        "proposal": words.get(sides.PROPOSAL, "") if under.compares else "",
        "amounts": [] if shown is None else answers.as_json(shown),
        "troubles": {each.name: each.trouble for each in form.wrong},
        "trouble": [*filter(None, (day_trouble, trouble)), *form.trouble],
    }
    context = {
        "passed_over": lines(passed_over),
        "form": form,
        "sides": under,
        "shown": shown,
        "day_typed": words.get(sides.DAY, "") if day_trouble else written(_DATE, under.day),
        "day_trouble": day_trouble,
        "wrong": trouble,
        "proposals": [(each.id, said(each.title)) for each in proposals()],
        "hidden": [pair for pair in under.query if pair[0] not in (sides.DAY, sides.PROPOSAL)],
        "months_asked": words.get(MONTHS) == "ja",
        "line_asked": words.get(LINE) == "ja",
        "add": ADD,
        "away": AWAY,
        "whole": f"/huishouden?{urlencode([*under.query, *form.query])}",
        **extra,
    }
    return Page(TEMPLATE, tr("Uw huishouden"), data, context)


def _asked_besides(words: Mapping[str, str], under: Sides, form: Form, made: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if words.get(MONTHS) == "ja":
        found["calendar"] = answers.calendar_of(under, form.facts, made)
    if words.get(LINE) == "ja":
        try:
            found["curve"] = answers.curve_of(under, form.facts)
        except UserError as error:
            found["curve_trouble"] = str(error).partition("\n")[0]
    return found


def _passed_over(request: HttpRequest, words: Mapping[str, str], under: Sides, form: Form) -> dict[str, str]:
    """What of an address does not count, by name: a form does not send that, a link that was written by hand can."""
    told = _names(under).troubles(request.GET)
    if words.get(sides.PROPOSAL, "").strip():
        own = (name for name, text in words.items() if name == CHANGE or (name.startswith(sides.DIAL) and text.strip()))
        told |= dict.fromkeys(own, tr("telt niet mee naast een voornemen"))
    if words.get(ADD) or words.get(AWAY):
        return told  # how many there are is then another number than stands there, and meant so
    return told | at_odds(words, form)


def _names(under: Sides) -> Names:
    """The names that an address of this page can hold."""
    asked = names_of(under.laws[-1])
    own = (sides.DAY, sides.PROPOSAL, sides.LAW, sides.ARTICLE, MONTHS, LINE)
    return replace(
        asked, once=(*own, *asked.once), many=(CHANGE,), like=rf"{asked.like}|{re.escape(sides.DIAL)}.+", shapes=_SHAPES
    )


def _elsewhere(words: list[str]) -> dict[str, str]:
    """The numbers of other articles, which are repeated, as one word of the form."""
    return {CHANGE: sides.LINES.join(words)} if words else {}


def _day(typed: str) -> tuple[str | None, str]:
    """The day that was typed, or why it is none."""
    if not typed.strip():
        return None, ""
    try:
        return str(read(_DATE, typed)), ""
    except Unread as error:
        return None, str(error)


def _sides(words: Mapping[str, str], day: str | None) -> tuple[Sides, str]:
    """The laws that were asked; those of today, with what is wrong, when they cannot be had: what was typed stays."""
    try:
        under = sides_of(words, day)
        answers.check(under.laws)
        return under, ""
    except Mistake:
        raise
    except UserError as error:
        return sides.plain(today()), str(error).partition("\n")[0]
