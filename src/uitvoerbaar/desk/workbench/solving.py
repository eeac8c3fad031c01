"""Solve for a number of an article: the form, and the answer as far as it is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.compute.states import State
from uitvoerbaar.desk.laws.asked import article_of, asked_day
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.workbench.asking import (
    FIRST_PATIENCE,
    POLL_PATIENCE,
    ask,
    dials,
    known_of,
    polled,
    rest_of,
    standing,
    teller,
)
from uitvoerbaar.desk.workbench.country import population_folder
from uitvoerbaar.desk.workbench.strip import Asked, asked_of
from uitvoerbaar.desk.workbench.typed import Turned
from uitvoerbaar.face.live import display
from uitvoerbaar.face.solve.target import COST, KINDS, Target, target_of
from uitvoerbaar.face.solve.words import Line, asked_words, lines, value_words
from uitvoerbaar.face.words import law_words

KIND, MOST = "doel", "hoeveel"
_LONGEST = 60


@dataclass(frozen=True)
class Wanted:
    """What was filled in, and the target when it could be read."""

    kind: str
    typed: str
    target: Target | None
    trouble: str = ""


def wanted_of(request: HttpRequest) -> Wanted:
    """The target of an address, or why there is none."""
    kind, typed = (request.GET.get(name, "").strip()[:_LONGEST] for name in (KIND, MOST))
    if not kind and not typed:
        return Wanted(COST, "0", None)
    try:
        return Wanted(kind, typed, target_of(kind, typed or "0"))
    except UserError as error:
        return Wanted(kind, typed, None, str(error))


def form_of(turned: list[Turned], wanted: Wanted, chosen: str = "") -> dict[str, Any]:
    """What the form shows: the numbers of the article, the targets, and what was filled in."""
    return {
        "form_dials": [(each.dial.id, f"{each.law}: {each.around}") for each in turned],
        "form_kinds": [(kind, tr(words)) for kind, words in KINDS.items()],
        "form_chosen": chosen,
        "wanted": wanted,
    }


def page(request: HttpRequest, law: str, number: str) -> Page:
    """The answer on a page of its own."""
    of = laws_on(asked_day(request))
    shown = article_of(of, law, number)
    every, wanted = dials(of, law, number, request), wanted_of(request)
    if not every:
        raise Mistake(404, tr("In de tekst van dit artikel staat geen getal dat de regel gebruikt."))
    asked = asked_of(request, law, number) if request.GET.get("knop") or wanted.target else None
    found = None
    if asked is not None and wanted.target is not None and population_folder():
        found = _answer(request, asked, wanted.target, FIRST_PATIENCE)
    here = f"/werkbank/{law}/artikel/{number}"
    rest = rest_of(request, of, law, number)
    context = {
        "law_name": shown.law_name,
        "here": here,
        "hidden": standing(of.on, every, rest),
        "others": [
            *(each for each in every if each.moved and (asked is None or each.name != asked.turned.name)),
            *(each.turned for each in rest if each.turned is not None and each.moved),
        ],
        "population": population_folder() is not None,
        **form_of(every, wanted, asked.turned.dial.id if asked else ""),
        **_panel(request, asked, wanted, found),
    }
    data = {
        "day": of.on,
        "law": law,
        "article": number,
        "dial": asked.turned.dial.id if asked else "",
        "target": wanted.target.words if wanted.target else "",
        "trouble": wanted.trouble,
        "state": found.name if found else "",
        "message": found.told if found else "",
        "solved": list(found.parts) if found else [],
    }
    name = law_words(law, shown.law_name)
    title = tr("Zoek een waarde: {law}, artikel {number}", law=name, number=number)
    crumbs = (
        (tr("Werkbank"), f"/werkbank?op={of.on}"),
        (name, f"/werkbank/{law}?op={of.on}"),
        (tr("Artikel {number}", number=number), asked.link(asked.turned.said) if asked else f"{here}?op={of.on}"),
    )
    return Page("workbench/solve_page.html.j2", title, data, context, crumbs)


@require_safe
def panel(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The answer alone, asked again while more comes."""
    asked, wanted = asked_of(request, law, number), wanted_of(request)
    if wanted.target is None:
        raise Mistake(400, wanted.trouble or tr("Zeg wat er moet gelden."))
    found = _answer(request, asked, wanted.target, POLL_PATIENCE)
    answer = render(request, "workbench/solve.html.j2", {"here": asked.here, **_panel(request, asked, wanted, found)})
    answer["Cache-Control"] = "no-store"
    return answer


def _answer(request: HttpRequest, asked: Asked, target: Target, patience: float) -> State:
    who, count = teller(request)
    values = {name: value for name, value in asked.arguments["values"].items() if name != asked.turned.dial.id}
    about = {**asked.arguments, "values": values, "kind": target.kind, "most": f"{target.most:f}"}
    return ask("solve", about, who, count, patience, known_of(request))


def _panel(request: HttpRequest, asked: Asked | None, wanted: Wanted, found: State | None) -> dict[str, Any]:
    if asked is None or wanted.target is None or found is None:
        return {"state": None, "again": None, "failed": False, "answer": [], "asked_words": "", "full": False}
    who, _ = teller(request)
    part = found.parts[-1] if found.parts else None
    told = [] if part is None else [_linked(line, asked) for line in lines(part, asked.turned.dial, wanted.target)]
    return {
        **polled(request, found, who),
        "answer": told,
        "asked_words": asked_words(wanted.target),
        "full": bool(part and part["full"]),
        "turned": asked.turned,
    }


def _linked(line: Line, asked: Asked) -> dict[str, str]:
    if line.at is None:
        return {"words": line.words, "link": "", "shown": ""}
    dial = asked.turned.dial
    return {"words": line.words, "link": asked.link(display(dial, line.at)), "shown": value_words(dial, line.at)}


__all__ = ["KIND", "MOST", "Wanted", "form_of", "page", "panel", "wanted_of"]
