"""The page of the plan: bars that can be pushed, how full it is, what stacks up and what moves."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import active, tr
from uitvoerbaar.desk.compute.errors import ComputeDown
from uitvoerbaar.desk.compute.states import State
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.desk.plan import sent
from uitvoerbaar.desk.plan.address import HERE, Asked, read
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.workbench.asking import polled, teller
from uitvoerbaar.desk.workbench.country import anyhow
from uitvoerbaar.face.plan.run import portfolios

FIRST_PATIENCE, POLL_PATIENCE = 6.0, 2.0
"""Seconds that a page waits for a plan, and that a poll waits for it."""


def page(request: HttpRequest) -> Page:
    """A portfolio with what was pushed in it."""
    asked = _asked(request)
    who, state = _ask(request, asked, FIRST_PATIENCE)
    data = {
        "portfolio": asked.portfolio,
        "pushes": dict(asked.pushes),
        "state": state.name,
        "message": state.told,
        "plan": _found(state),
    }
    context = {
        **_outcome(request, asked, state, who),
        "choices": _choices(request),
        "trouble": "",
        "most": sent.BYTES // 1000,
    }
    return Page("plan/plan.html.j2", tr("Plan over de jaren"), data, context)


@require_safe
def outcome(request: HttpRequest) -> HttpResponse:
    """The outcome alone, asked again while it is computed."""
    asked = _asked(request)
    who, state = _ask(request, asked, POLL_PATIENCE)
    answer = render(request, "plan/outcome.html.j2", _outcome(request, asked, state, who))
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Take in a portfolio and go to its plan; what is wrong with it is told with its lines."""
    file = request.FILES.get("bestand")
    try:
        if not isinstance(file, UploadedFile):
            raise UserError(tr("Kies eerst een bestand: portefeuille.yaml."))
        id_ = sent.keep(request, file.read(sent.BYTES + 1))
    except UserError as error:
        context = {
            "title": tr("Plan over de jaren"),
            "trouble": str(error),
            "choices": _choices(request),
            "most": sent.BYTES // 1000,
        }
        answer = render(request, "plan/refused.html.j2", {**context, "crumbs": (), "twin": None})
        answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return answer
    return HttpResponseRedirect(Asked(id_).address, status=HTTPStatus.SEE_OTHER)


def _asked(request: HttpRequest) -> Asked:
    """What is asked. Raises Mistake for a portfolio that is not there."""
    known = [*portfolios(), *sent.sent_by(request)]
    asked = read(request.GET, known[0])
    if asked.portfolio not in known:
        raise Mistake(HTTPStatus.NOT_FOUND, tr("Deze portefeuille is er niet (meer)."), [(tr("Plan"), HERE)])
    return asked


def _ask(request: HttpRequest, asked: Asked, patience: float) -> tuple[str, State]:
    """Who asks, and how far the plan is; the newest question of a tab counts."""
    who, count = teller(request)
    own = sent.sent_by(request).get(asked.portfolio)
    which = {"portfolio": asked.portfolio} if own is None else {"text": own["text"]}
    try:
        return who, anyhow().ask("plan", {**which, "pushes": asked.words}, who, count, patience=patience)
    except ComputeDown as error:
        raise Mistake(HTTPStatus.INTERNAL_SERVER_ERROR, str(error)) from None


def _found(state: State) -> dict[str, Any] | None:
    return dict(state.parts[-1]) if state.parts else None


def _outcome(request: HttpRequest, asked: Asked, state: State, who: str) -> dict[str, Any]:
    found = _found(state)
    frame = polled(request, state, who)
    again = frame["again"]
    made: dict[str, Any] = {
        **frame,
        "again": f"/plan/uitkomst{again}" if again else None,
        "asked": asked,
        "d": found,
        "lang": active(),
    }
    if found is not None:
        rows = sorted(
            found["measures"], key=lambda m: (m["effect"] is None, m["effect_number"] or 0, m["start_number"] or 0)
        )
        moved = {move["measure"]: move for move in found["moves"]}
        pushed = [(m, q, asked.without(m).address) for m, q in asked.pushes.items()]
        names = {m["id"]: m["name"][active()] for m in found["measures"]}
        made |= {
            "rows": rows,
            "moved": moved,
            "pushed": pushed,
            "names": names,
            "years": _years(found["portfolio"]["quarters"]),
        }
        made["shade"] = _shade
    return made


def _order(measure: Mapping[str, Any]) -> tuple[bool, int, int]:
    """What is done first, by when it is in force; then what is not done."""
    return measure["effect"] is None, measure["effect_number"] or 0, measure["start_number"] or 0


def _years(quarters: list[str]) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for name in quarters:
        found[name[:4]] = found.get(name[:4], 0) + 1
    return list(found.items())


def _shade(asked: int, has: int) -> int:
    """The shade of a cell: 0 nothing, 1 to 4 for how full, 5 full."""
    return 0 if asked == 0 else 5 if asked >= has else 1 + min(3, asked * 4 // has)


def _choices(request: HttpRequest) -> list[tuple[str, str]]:
    """The portfolios there are, with their addresses."""
    own = [
        (each["name"][active()], f"{HERE}?{urlencode([('portefeuille', id_)])}")
        for id_, each in sent.sent_by(request).items()
    ]
    return [*((id_, f"{HERE}?{urlencode([('portefeuille', id_)])}") for id_ in portfolios()), *own]
