"""How far an assessment is: asked of the compute process, and kept when it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.language import active
from uitvoerbaar.desk.assessments.store import Kept
from uitvoerbaar.desk.compute.assess import CHECK, STEP
from uitvoerbaar.desk.compute.errors import ComputeDown
from uitvoerbaar.desk.compute.states import DONE, FAILED, OLD, STOPPED, State
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.workbench.country import compute

REPORT, ENDED, REFUSED = "klaar", "mislukt", "afgekeurd"


@dataclass(frozen=True, slots=True)
class Standing:
    """`name`: klaar (there is a report), afgekeurd (the check found errors), mislukt, or a state of the compute process."""

    name: str
    step: str = ""
    done: int = 0
    total: int = 0
    place: int = 0
    message: str = ""
    problems: tuple[Mapping[str, Any], ...] = ()

    @property
    def final(self) -> bool:
        """Whether nothing more comes."""
        return self.name in (REPORT, ENDED, REFUSED)


def standing(kept: Kept, patience: float) -> Standing:
    """How far it is, within `patience` seconds when nothing is known yet; asks for it when nobody did. Raises Mistake."""
    if kept.report(active()) is not None:
        return Standing(REPORT)
    end = kept.end
    if end is not None:
        return _ended(end)
    try:
        state = compute().ask("assess", _arguments(kept), _who(kept), 0, patience=patience)
    except ComputeDown as error:
        raise Mistake(500, str(error)) from None
    return _told(kept, state)


def stop(kept: Kept) -> None:
    """Let go of it: a newer question of the same asker makes it too old."""
    try:
        compute().ask("ping", {}, _who(kept), 1)
    except (ComputeDown, Mistake):
        return  # no process, so nothing runs


def _arguments(kept: Kept) -> dict[str, Any]:
    return {
        "proposal": kept.proposal,
        "called": str(kept.about["proposal"]),
        "check": kept.uploaded,
        "out": str(kept.reports),
        "lang": str(kept.about.get("lang", active())),
    }


def _who(kept: Kept) -> str:
    # The tries: one that ended is asked again as another.
    return f"toets {kept.folder.parent.name} {kept.id} {kept.about.get('tries', 0)}"


def _told(kept: Kept, state: State) -> Standing:
    check = next((part for part in state.parts if part["kind"] == CHECK), None)
    if state.name == DONE and kept.report(active()) is not None:
        return Standing(REPORT)
    if state.final:
        found = {
            "state": REFUSED if state.name == DONE else ENDED,
            "message": _both(state),
            "problems": [] if check is None else check["problems"],
        }
        if state.name in (DONE, FAILED, STOPPED):
            kept.ended(found)
        return _ended(found)
    steps = [part for part in state.parts if part["kind"] == STEP]
    if not steps:
        return Standing(state.name, place=state.place)
    last = steps[-1]
    return Standing(state.name, last["name"][active()], last["at"], last["of"], state.place)


def _both(state: State) -> dict[str, str]:
    message = state.message
    if state.name == OLD or message is None:
        return {"nl": "", "en": ""}
    return {"nl": message.nl, "en": message.en or message.nl}


def _ended(end: Mapping[str, Any]) -> Standing:
    lang = active()
    rows = tuple({**row, "message": row["message"][lang], "hint": row["hint"][lang]} for row in end.get("problems", ()))
    return Standing(str(end["state"]), message=str(end["message"][lang]), problems=rows)
