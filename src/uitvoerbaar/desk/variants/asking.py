"""Questions of one law against another: asked all at once of the compute process, each answered as it becomes ready."""

from __future__ import annotations

import secrets
from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

from django.http import HttpRequest

from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.compute.errors import ComputeDown
from uitvoerbaar.desk.compute.states import COMPILES, FAILED, RUNS, STOPPED, State
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.workbench.country import compute

FIRST_PATIENCE, POLL_PATIENCE = 2.0, 0.4
"""Seconds that a page waits for a first answer, and that a poll waits for news."""
WHO = "wie"
_MOST_WHO = 64
Side = Mapping[str, Any]
Key = TypeVar("Key", bound=Hashable)


def asker(request: HttpRequest) -> str:
    """The name of the tab that asks; a page that is asked for the first time is somebody new."""
    return request.GET.get(WHO, "")[:_MOST_WHO] or secrets.token_urlsafe(12)


def ask_all(day: str, asked: Mapping[Key, tuple[Side, Side]], who: str, patience: float) -> dict[Key, State]:
    """What there is of each question (a law before and one after), within `patience` seconds for the first that is not done."""
    found = {}
    for key, (before, after) in asked.items():
        arguments = {"day": day, "before": before, "after": after}
        try:
            found[key] = compute().ask("variant", arguments, who, 0, patience=patience)
        except ComputeDown as error:
            raise Mistake(500, str(error)) from None
        if not found[key].final:
            patience = 0.0
    return found


def last_part(state: State | None) -> dict[str, Any] | None:
    """The newest figures of an answer; None when there are none yet."""
    return dict(state.parts[-1]) if state is not None and state.parts else None


def failed(state: State | None) -> bool:
    """Whether nothing (more) comes because it cannot be, or went over a limit."""
    return state is not None and state.name in (FAILED, STOPPED)


def told(state: State | None) -> str:
    """In a few words how far a question is; nothing when it is done."""
    if state is None or (state.final and not failed(state)):
        return ""
    if failed(state):
        return state.told
    if state.name == COMPILES:
        return tr("wordt klaargezet")
    if state.name == RUNS:
        return tr("rekent")
    return tr("wacht: {place} in de rij", place=state.place) if state.place else tr("de bevolking wordt geladen")


def as_json(state: State | None) -> Any:
    """The answer as JSON values; null when it was not asked."""
    if state is None:
        return None
    return {"state": state.name, "message": state.told, "figures": last_part(state)}
