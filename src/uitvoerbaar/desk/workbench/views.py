"""The pages of the workbench: choose an article, move its numbers, see the figures, take the proposal along."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.compute.states import State
from uitvoerbaar.desk.laws.asked import article_of, asked_day, law_of
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.laws.places import article_address
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.workbench.asking import (
    BESIDE_PATIENCE,
    COUNTRY_PATIENCE,
    FIRST_PATIENCE,
    POLL_PATIENCE,
    known_of,
    rest_of,
    standing,
)
from uitvoerbaar.desk.workbench.asking import arguments as _arguments
from uitvoerbaar.desk.workbench.asking import ask as _ask
from uitvoerbaar.desk.workbench.asking import dials as _dials
from uitvoerbaar.desk.workbench.asking import polled as _polled
from uitvoerbaar.desk.workbench.asking import teller as _teller
from uitvoerbaar.desk.workbench.changes import (
    CHANGE,
    article_link,
    as_json,
    asked_back,
    asked_changes,
    elsewhere,
    link,
    numbers_of,
)
from uitvoerbaar.desk.workbench.changes_page import proposal_zip, walk
from uitvoerbaar.desk.workbench.choice import CLASSES
from uitvoerbaar.desk.workbench.country import being_made, no_people, population_folder
from uitvoerbaar.desk.workbench.lamps import lamps_of
from uitvoerbaar.desk.workbench.panel_list import PANELS
from uitvoerbaar.desk.workbench.passages import passages
from uitvoerbaar.desk.workbench.position import position
from uitvoerbaar.desk.workbench.shown import figures_of, took
from uitvoerbaar.desk.workbench.solving import Wanted, form_of
from uitvoerbaar.desk.workbench.typed import Turned
from uitvoerbaar.desk.workbench.written import written
from uitvoerbaar.face.article_text import article_numbers
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.live import article_dials, dialled_laws
from uitvoerbaar.face.solve.target import COST
from uitvoerbaar.face.words import law_words


def pick(request: HttpRequest) -> Page:
    """The laws whose articles have numbers to take hold of."""
    of = laws_on(asked_day(request))
    changes = asked_changes(request, of)
    found = [
        {
            "law": law,
            "name": law_words(law, name),
            "numbers": many,
            "address": link(f"/werkbank/{law}", of.on, changes, asked_back(request)),
        }
        for law, name, many in sorted(dialled_laws(of), key=lambda each: law_words(each[0], each[1]).casefold())
    ]
    data = {"day": of.on, "laws": found, "changes": as_json(changes)}
    return Page("workbench/pick.html.j2", tr("Werkbank"), data, walk(request, of.on, changes))


def of_law(request: HttpRequest, law: str) -> Page:
    """The articles of a law with numbers."""
    of = laws_on(asked_day(request))
    shown = law_of(of, law)
    changes = asked_changes(request, of)
    articles = []
    for each in shown.articles:
        dials = article_dials(of, law, each.number)
        if dials:
            articles.append(
                {
                    "number": each.number,
                    "words": each.words[:200],
                    "numbers": len(dials),
                    "address": article_link(of.on, law, each.number, changes, asked_back(request)),
                }
            )
    name = law_words(shown.id, shown.name)
    data = {"day": of.on, "law": law, "law_name": shown.name, "articles": articles, "changes": as_json(changes)}
    crumbs = ((tr("Werkbank"), link("/werkbank", of.on, changes, asked_back(request))),)
    return Page("workbench/law.html.j2", name, data, walk(request, of.on, changes), crumbs)


def article(request: HttpRequest, law: str, number: str) -> Page:
    """An article with its numbers as fields in the running text, and the figures beside it."""
    of = laws_on(asked_day(request))
    shown = article_of(of, law, number)
    dials = _dials(of, law, number, request)
    numbers = article_numbers(of, law, number)
    name = law_words(shown.law, shown.law_name)
    changes = asked_changes(request, of, law)
    making = being_made()
    found = _figures(request, of, law, number, dials, FIRST_PATIENCE) if population_folder() else None
    act = written(of, numbers_of(changes))
    stand = standing(of.on, dials, elsewhere(changes, law, number))
    data = {
        "day": of.on,
        "law": law,
        "article": number,
        "dials": [
            {
                "id": each.dial.id,
                "law": str(each.dial.value),
                "value": str(each.value),
                # `law` and `value` are counted as the rule counts, and `said` is what an address has, in the unit of the page.
                "rule_unit": each.dial.rule_unit,
                "said": each.said,
                "unit": each.dial.unit,
                "trouble": each.trouble,
            }
            for each in dials
        ],
        "changes": as_json(changes),
        "sentences": act.sentences,
        "of": position(_arguments(of, law, number, dials, rest_of(request, of, law, number))),
        "figures": None if found is None else _as_json(found),
    }
    context = {
        "law_name": shown.law_name,
        "passages": passages(numbers.text, dials),
        "turned": dials,
        "moved": [each for each in dials if each.moved],
        "population": population_folder() is not None,
        "article_page": article_address(law, number, of.on),
        "here": f"/werkbank/{law}/artikel/{number}",
        "panels": PANELS,
        "act": act,
        "unfound": [each for each in numbers.controls if not each.spans],
        **walk(request, of.on, changes, law, number),
        "hidden": stand,
        "where": urlencode(stand),
        **form_of(dials, Wanted(COST, "0", None)),
        **_panel(request, found, making),
    }
    crumbs = (
        (tr("Werkbank"), link("/werkbank", of.on, changes, asked_back(request))),
        (name, link(f"/werkbank/{law}", of.on, changes, asked_back(request))),
    )
    title = tr("{law}, artikel {number}", law=name, number=number)
    return Page("workbench/article.html.j2", title, data, context, crumbs)


@require_safe
def figures(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The panel of figures alone: what there is now, asked again while more comes."""
    of = laws_on(asked_day(request))
    dials = _dials(of, law, number, request)
    making = being_made()
    changes = asked_changes(request, of, law)
    numbers = numbers_of(changes)
    # Written while all households are computed, never before the first figures: a large law takes longer than those.
    act = written(of, numbers) if known_of(request) else None
    patience = COUNTRY_PATIENCE if known_of(request) else POLL_PATIENCE
    found = _figures(request, of, law, number, dials, patience) if population_folder() else None
    if found is None and not making:
        raise Mistake(404, no_people())
    if act is None and (found is None or found.final or not found.parts):
        act = written(of, numbers)
    context = {
        "turned": dials,
        "moved": [each for each in dials if each.moved],
        "act": act,
        "of": position(_arguments(of, law, number, dials, rest_of(request, of, law, number))),
        "here": f"/werkbank/{law}/artikel/{number}",
        **walk(request, of.on, changes, law, number),
        **_panel(request, found, making),
    }
    answer = render(request, "workbench/figures.html.j2", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def proofs(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The lamps: which properties hold of the law with these numbers, for every household that can be."""
    of = laws_on(asked_day(request))
    dials = _dials(of, law, number, request)
    act = written(of, numbers_of(asked_changes(request, of, law)))
    who, count = _teller(request)
    about = _arguments(of, law, number, dials, rest_of(request, of, law, number))
    found = _ask("proofs", about, who, count, BESIDE_PATIENCE, known_of(request))
    context = {
        "of": position(about),
        "lamps": lamps_of(found.parts[-1]) if found.parts else [],
        "here": f"/werkbank/{law}/artikel/{number}",
        "trouble": act.trouble,
        **_polled(request, found, who),
    }
    answer = render(request, "workbench/proofs.html.j2", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def download(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The proposal with all changes as a folder in a zip: what `uitvoerbaar check` and `assess` take."""
    of = laws_on(asked_day(request))
    _dials(of, law, number, request)
    return proposal_zip(of, asked_changes(request, of, law))


def _figures(request: HttpRequest, of: Laws, law: str, number: str, dials: list[Turned], patience: float) -> State:
    """What there is of the figures for these positions. A tab counts its movements."""
    who, count = _teller(request)
    arguments = _arguments(of, law, number, dials, rest_of(request, of, law, number))
    return _ask("live", arguments, who, count, patience, known_of(request))


def _position(request: HttpRequest, of: Laws, law: str, number: str, dials: list[Turned]) -> str:
    """The name of the position that an address has, with what it changes in other articles."""
    return position(_arguments(of, law, number, dials, rest_of(request, of, law, number)))


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
        "took": "" if state is None or not state.seconds else took(state.seconds),
        "zip_query": request.GET.urlencode(),
        "case": _case(request),
        "people": _people(request),
        "klasses": CLASSES,
    }


def _case(request: HttpRequest) -> str:
    """The address of one household under the numbers of now, those of other articles among them."""
    parts = request.resolver_match.kwargs if request.resolver_match else {}
    here = [("wet", parts.get("law", "")), ("artikel", parts.get("number", ""))]
    return f"/huishouden?{urlencode([*here, *_turns(request)])}"


def _people(request: HttpRequest) -> str:
    """The address of the households behind a figure, to which a group and a class are added."""
    parts = request.resolver_match.kwargs if request.resolver_match else {}
    return (
        f"/werkbank/{parts.get('law', '')}/artikel/{parts.get('number', '')}/huishoudens?{urlencode(_turns(request))}"
    )


def _turns(request: HttpRequest) -> list[tuple[str, str]]:
    """The day and the numbers, as the address has them, those of other articles among them."""
    kept = [(name, said) for name, said in request.GET.dict().items() if name.startswith("d.") or name == "op"]
    return [*kept, *((CHANGE, word) for word in request.GET.getlist(CHANGE))]


def _as_json(state: State) -> dict[str, Any]:
    return {"state": state.name, "parts": list(state.parts), "message": state.told}
