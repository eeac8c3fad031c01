"""The pages of the workbench: choose an article, move its numbers, see the figures, take the proposal along."""

from __future__ import annotations

import io
import secrets
import tempfile
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.compute.errors import ComputeDown
from uitvoerbaar.desk.compute.states import FAILED, STOPPED, State
from uitvoerbaar.desk.laws.asked import article_of, asked_day, law_of
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.laws.places import article_address, bench_address
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.workbench.country import being_made, compute, no_people, population_folder
from uitvoerbaar.desk.workbench.drawn import drawing_of
from uitvoerbaar.desk.workbench.lamps import lamps_of
from uitvoerbaar.desk.workbench.passages import passages
from uitvoerbaar.desk.workbench.position import position
from uitvoerbaar.desk.workbench.shown import figures_of
from uitvoerbaar.desk.workbench.typed import Turned, turned
from uitvoerbaar.face.article_text import Amended, Draft, LawPair, article_numbers, change, propose, sentences
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.live import article_dials, dialled_laws
from uitvoerbaar.face.words import law_words

FIRST_PATIENCE, POLL_PATIENCE = 1.5, 0.3
"""Seconds that a page waits for its first figures, and that a poll waits for news."""
_MOST_WHO, _MOST_NUMBER = 64, 2**53 - 1


def pick(request: HttpRequest) -> Page:
    """The laws whose articles have numbers to take hold of."""
    of = laws_on(asked_day(request))
    found = [
        {"law": law, "name": law_words(law, name), "numbers": many, "address": f"/werkbank/{law}?op={of.on}"}
        for law, name, many in sorted(dialled_laws(of), key=lambda each: law_words(each[0], each[1]).casefold())
    ]
    return Page("workbench/pick.html.j2", tr("Werkbank"), {"day": of.on, "laws": found})


def of_law(request: HttpRequest, law: str) -> Page:
    """The articles of a law with numbers."""
    of = laws_on(asked_day(request))
    shown = law_of(of, law)
    articles = []
    for each in shown.articles:
        dials = article_dials(of, law, each.number)
        if dials:
            articles.append(
                {
                    "number": each.number,
                    "words": each.words[:200],
                    "numbers": len(dials),
                    "address": bench_address(law, each.number, of.on),
                }
            )
    name = law_words(shown.id, shown.name)
    data = {"day": of.on, "law": law, "law_name": shown.name, "articles": articles}
    return Page("workbench/law.html.j2", name, data, {}, ((tr("Werkbank"), f"/werkbank?op={of.on}"),))


def article(request: HttpRequest, law: str, number: str) -> Page:
    """An article with its numbers as fields in the running text, and the figures beside it."""
    of = laws_on(asked_day(request))
    shown = article_of(of, law, number)
    dials = _dials(of, law, number, request)
    numbers = article_numbers(of, law, number)
    name = law_words(shown.law, shown.law_name)
    amended, trouble = _amended(of, law, dials)
    making = being_made()
    found = _figures(request, of, law, number, dials, FIRST_PATIENCE) if population_folder() else None
    data = {
        "day": of.on,
        "law": law,
        "article": number,
        "dials": [
            {"id": each.dial.id, "law": str(each.dial.value), "value": str(each.value), "trouble": each.trouble}
            for each in dials
        ],
        "sentences": sentences(amended.before, amended.after) if amended else "",
        "of": position(_arguments(of, law, number, dials)),
        "figures": None if found is None else _as_json(found),
    }
    context = {
        "law_name": shown.law_name,
        "passages": passages(numbers.text, dials),
        "turned": dials,
        "moved": [each for each in dials if each.moved],
        "trouble": trouble,
        "population": population_folder() is not None,
        "article_page": article_address(law, number, of.on),
        "here": f"/werkbank/{law}/artikel/{number}",
        "unfound": [each for each in numbers.controls if not each.spans],
        **_panel(request, found, making),
    }
    crumbs = ((tr("Werkbank"), f"/werkbank?op={of.on}"), (name, f"/werkbank/{law}?op={of.on}"))
    title = tr("{law}, artikel {number}", law=name, number=number)
    return Page("workbench/article.html.j2", title, data, context, crumbs)


@require_safe
def figures(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The panel of figures alone: what there is now, asked again while more comes."""
    of = laws_on(asked_day(request))
    dials = _dials(of, law, number, request)
    making = being_made()
    found = _figures(request, of, law, number, dials, POLL_PATIENCE) if population_folder() else None
    if found is None and not making:
        raise Mistake(404, no_people())
    amended, trouble = _amended(of, law, dials)
    context = {
        "turned": dials,
        "moved": [each for each in dials if each.moved],
        "sentences": sentences(amended.before, amended.after) if amended else "",
        "trouble": trouble,
        "of": position(_arguments(of, law, number, dials)),
        "here": f"/werkbank/{law}/artikel/{number}",
        **_panel(request, found, making),
    }
    answer = render(request, "workbench/figures.html.j2", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def along(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The course of the country along one number (`?knop=`), drawn as far as it is known."""
    of = laws_on(asked_day(request))
    dials = _dials(of, law, number, request)
    chosen = next((each for each in dials if each.dial.id == request.GET.get("knop", "")), None)
    if chosen is None:
        raise Mistake(404, tr("Dit artikel heeft dat getal niet."))
    who, count = _teller(request)
    about = {**_arguments(of, law, number, dials), "dial": chosen.dial.id}
    found = _ask("along", about, f"{who} {chosen.dial.id}", count, POLL_PATIENCE)
    context = {
        "turned": chosen,
        "place": dials.index(chosen) + 1,
        "of": position(about),
        "drawing": drawing_of(found.parts[-1], chosen) if found.parts else None,
        "here": f"/werkbank/{law}/artikel/{number}",
        **_polled(request, found, who),
    }
    answer = render(request, "workbench/course.html.j2", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def proofs(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The lamps: which properties hold of the law with these numbers, for every household that can be."""
    of = laws_on(asked_day(request))
    dials = _dials(of, law, number, request)
    _, trouble = _amended(of, law, dials)
    who, count = _teller(request)
    about = _arguments(of, law, number, dials)
    found = _ask("proofs", about, f"{who} proofs", count, POLL_PATIENCE)
    context = {
        "of": position(about),
        "lamps": lamps_of(found.parts[-1]) if found.parts else [],
        "here": f"/werkbank/{law}/artikel/{number}",
        "trouble": trouble,
        **_polled(request, found, who),
    }
    answer = render(request, "workbench/proofs.html.j2", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def download(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The proposal as a folder in a zip: what `uitvoerbaar check` and `assess` take."""
    of = laws_on(asked_day(request))
    dials = _dials(of, law, number, request)
    amended, trouble = _amended(of, law, dials)
    if amended is None:
        raise Mistake(400, trouble or tr("Er is nog geen getal veranderd."))
    title = Text(
        f"Wijziging van {law.replace('_', ' ')}, artikel {number}",
        f"Change of {law.replace('_', ' ')}, article {number}",
    )
    with tempfile.TemporaryDirectory() as folder:
        made = propose(
            Path(folder) / "voorstel", Draft(title, of.on, id="voorstel"), [LawPair(amended.before, amended.after)]
        )
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(made.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(made.parent))
    answer = HttpResponse(held.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = content_disposition_header(True, "voorstel.zip")
    return answer


def _dials(of: Laws, law: str, number: str, request: HttpRequest) -> list[Turned]:
    article_of(of, law, number)
    return turned(article_dials(of, law, number), request.GET.dict())


def _amended(of: Laws, law: str, dials: list[Turned]) -> tuple[Amended | None, str]:
    """The law file with the numbers that were moved, or why it cannot be written; nothing when none was."""
    wanted = {each.dial.id: each.value for each in dials if each.moved}
    if not wanted:
        return None, ""
    units = {each.dial.id: each.dial.rule_unit for each in dials if each.moved}
    try:
        return change(of, wanted, units, law=law), ""
    except UserError as error:
        return None, str(error)


def _figures(request: HttpRequest, of: Laws, law: str, number: str, dials: list[Turned], patience: float) -> State:
    """What there is of the figures for these positions. A tab counts its movements."""
    who, count = _teller(request)
    return _ask("live", _arguments(of, law, number, dials), who, count, patience)


def _ask(kind: str, arguments: dict[str, Any], who: str, count: int, patience: float) -> State:
    """What there is of an answer; figures, courses and lamps are asked apart, each by a `who` of its own."""
    try:
        return compute().ask(kind, arguments, who[:_MOST_WHO], count, patience=patience)
    except ComputeDown as error:
        raise Mistake(500, str(error)) from None


def _polled(request: HttpRequest, state: State, who: str) -> dict[str, Any]:
    """A state, and how the tab asks on while it is not final: under the name that it gave itself, whatever it asked about.

    With the name of the question instead, each poll would be somebody new, whose older questions nobody stops.
    """
    query = request.GET.copy()
    query["wie"] = who
    return {
        "state": state,
        "again": None if state.final else f"?{query.urlencode()}",
        "failed": state.name in (FAILED, STOPPED),
    }


def _arguments(of: Laws, law: str, number: str, dials: list[Turned]) -> dict[str, Any]:
    """What the compute process is asked about: the article, and the numbers that were moved, in the unit of the rule."""
    values = {each.dial.id: f"{each.value:f}" for each in dials if each.moved}
    return {"day": of.on, "law": law, "article": number, "changes": {}, "values": values}


def _teller(request: HttpRequest) -> tuple[str, int]:
    """Who asks, and the how-manieth movement of theirs it is; somebody without a script is somebody new each time."""
    who = request.GET.get("wie", "")[:_MOST_WHO] or secrets.token_urlsafe(12)
    said = request.GET.get("nummer", "")
    return who, min(int(said), _MOST_NUMBER) if said.isascii() and said.isdecimal() and len(said) < 17 else 0


def _panel(request: HttpRequest, state: State | None, making: bool) -> dict[str, Any]:
    """What the panel of figures shows of a state; `making`: it was asked while the population was made, so it is not the last."""
    parts = [] if state is None else list(state.parts)
    said = request.GET.get("nummer", "")
    polled: dict[str, Any] = {"state": None, "again": None, "failed": False}
    if state is not None:
        polled = _polled(request, state, state.who)
    if making and polled["again"] is None:
        polled["again"] = f"?{request.GET.urlencode()}"
    return {
        **polled,
        "being_made": making,
        "no_people": no_people(),
        "number": said if said.isdecimal() else "0",
        "figures_shown": figures_of(parts[-1]) if parts else None,
        "zip_query": request.GET.urlencode(),
        "case": _case(request),
    }


def _case(request: HttpRequest) -> str:
    """The address of one household under the numbers of now."""
    parts = request.resolver_match.kwargs if request.resolver_match else {}
    dials = {name: said for name, said in request.GET.items() if name.startswith("d.") or name == "op"}
    return f"/huishouden?{urlencode({'wet': parts.get('law', ''), 'artikel': parts.get('number', ''), **dials})}"


def _as_json(state: State) -> dict[str, Any]:
    return {"state": state.name, "parts": list(state.parts), "message": state.told}
