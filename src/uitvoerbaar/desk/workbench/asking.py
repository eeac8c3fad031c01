"""What the pages of the workbench share: the numbers as the address has them, and how the compute process is asked."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from uitvoerbaar.desk.compute.errors import ComputeDown
from uitvoerbaar.desk.compute.states import FAILED, STOPPED, State
from uitvoerbaar.desk.laws.asked import is_there
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.workbench.changes import Change, asked_changes, elsewhere, own_fields, typed_of, words_of
from uitvoerbaar.desk.workbench.country import compute
from uitvoerbaar.desk.workbench.typed import Turned, turned
from uitvoerbaar.desk.workbench.written import dials_on
from uitvoerbaar.face.laws import Laws

FIRST_PATIENCE, POLL_PATIENCE, COUNTRY_PATIENCE, BESIDE_PATIENCE = 1.5, 0.5, 2.0, 0.0
"""Seconds that a page waits for its first figures, that a poll of the figures waits for news, one that shows the sample already
for all households (drawing it again takes time from what is computed), and one of what fills in beside them: a browser has six
requests to a server at a time, and those of a page may not hold up its figures."""
_MOST_WHO, _MOST_NUMBER = 64, 2**53 - 1


def dials(of: Laws, law: str, number: str, request: HttpRequest) -> list[Turned]:
    """The numbers of an article as the address has them."""
    is_there(of, law, number)
    return turned(dials_on(of, law, number), own_fields(request, law, number))


def rest_of(request: HttpRequest, of: Laws, law: str, number: str) -> list[Change]:
    """What the address changes in other articles."""
    return elsewhere(asked_changes(request, of, law), law, number)


def standing(day: str, dials: list[Turned], rest: Sequence[Change]) -> list[tuple[str, str]]:
    """Where the numbers stand, as words of an address: the day, and what was typed for each that was moved, elsewhere too."""
    return [*words_of(day, rest), *((each.name, each.said) for each in dials if each.moved or each.trouble)]


def ask(kind: str, arguments: dict[str, Any], who: str, count: int, patience: float, known: int = 0) -> State:
    """What there is of an answer. All that one tab asks is of one movement: the next one makes it too old together.

    A page that shows `known` parts waits for one more; it is given all of them, for it is drawn anew.
    """
    who = who[:_MOST_WHO]
    try:
        state = compute().ask(kind, arguments, who, count, patience=0.0 if known else patience)
        if known and not state.final and len(state.parts) <= known:
            compute().ask(kind, arguments, who, count, seen=known, patience=patience)
            state = compute().ask(kind, arguments, who, count)
        return state
    except ComputeDown as error:
        raise Mistake(500, str(error)) from None


def leave(who: str) -> None:
    """A tab wants nothing more."""
    if not who:
        return
    try:
        compute().leave(who[:_MOST_WHO])
    except ComputeDown as error:
        raise Mistake(500, str(error)) from None


def polled(request: HttpRequest, state: State, who: str) -> dict[str, Any]:
    """A state, and how the tab asks on while it is not final: under the name that it gave itself, whatever it asked about.

    With the name of the question instead, each poll would be somebody new, whose older questions nobody stops.
    """
    query = request.GET.copy()
    query["wie"], query["deel"] = who, str(len(state.parts))
    return {
        "state": state,
        "again": None if state.final else f"?{query.urlencode()}",
        "failed": state.name in (FAILED, STOPPED),
    }


def known_of(request: HttpRequest) -> int:
    """How many parts of the answer the page shows already."""
    said = request.GET.get("deel", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else 0


def arguments(of: Laws, law: str, number: str, dials: list[Turned], rest: Sequence[Change]) -> dict[str, Any]:
    """What the compute process is asked about: the article, what was changed elsewhere as it was typed, and the numbers that were
    moved, in the unit of the rule."""
    values = {each.dial.id: f"{each.value:f}" for each in dials if each.moved}
    return {"day": of.on, "law": law, "article": number, "changes": typed_of(rest), "values": values}


def teller(request: HttpRequest) -> tuple[str, int]:
    """Who asks, and the how-manieth movement of theirs it is; somebody without a script is somebody new each time."""
    who = request.GET.get("wie", "")[:_MOST_WHO] or secrets.token_urlsafe(12)
    said = request.GET.get("nummer", "")
    return who, min(int(said), _MOST_NUMBER) if said.isascii() and said.isdecimal() and len(said) < 17 else 0
