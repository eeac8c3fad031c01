"""A decision on a portfolio as JSON values: the format `uitvoerbaar-plan/1`, of which every page and picture is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import UNSURE, Fact
from uitvoerbaar.delivery.plan.decide import Decision
from uitvoerbaar.delivery.plan.model import FTE, Measure, Organisation, Origin, Plan, Portfolio, load_of
from uitvoerbaar.delivery.plan.more import More
from uitvoerbaar.delivery.plan.moves import Move, moves
from uitvoerbaar.delivery.plan.overload import chances
from uitvoerbaar.delivery.plan.stacking import worst
from uitvoerbaar.face.plan.words import (
    cause_words,
    day_of,
    how_sure,
    move_words,
    name_of,
    room_words,
    unit_of,
    wish_words,
)

FORMAT = "uitvoerbaar-plan/1"


def told(
    portfolio: Portfolio,
    decision: Decision,
    *,
    pushes: Mapping[str, int],
    before: Plan | None,
    more: Sequence[More] = (),
) -> dict[str, Any]:
    """All that is known of a decision; `before` is the plan that it is held against."""
    plan, answer = decision.plan, decision.answer
    data: dict[str, Any] = {
        "format": FORMAT,
        "portfolio": {
            "id": portfolio.id,
            "name": _both(portfolio.name),
            "note": None if portfolio.note is None else _both(portfolio.note),
            "example": portfolio.example,
            "quarters": [portfolio.quarter(q).name for q in range(portfolio.quarters)],
        },
        "state": answer.state,
        "gap": answer.gap,
        "sure": _both(how_sure(answer)),
        "by": answer.by,
        "settled": decision.settled,
        "pushes": {id_: portfolio.quarter(quarter).name for id_, quarter in pushes.items()},
        "score": None,
        "organisations": [_organisation(portfolio, each) for each in portfolio.organisations],
        "measures": [_measure(portfolio, m, plan) for m in portfolio.measures],
        "load": [],
        "stacks": [],
        "moves": [],
        "more": [_more(portfolio, each) for each in more],
        "why_not": _why_not(portfolio, decision),
    }
    if plan is not None and decision.score is not None:
        score = decision.score
        data["score"] = {
            "total": score.total, "value": score.value, "moved": score.moved, "dropped": score.dropped, "stacked": score.stacked
        }  # fmt: skip
        data["load"] = _loads(portfolio, plan)
        data["stacks"] = [
            {
                "on": _both(stack.on.name),
                "kind": stack.on.kind,
                "from": portfolio.quarter(stack.first).name,
                "measures": [_both(name_of(portfolio, id_)) for id_ in stack.measures],
            }
            for stack in worst(portfolio, plan)
        ]
        data["moves"] = (
            [] if before is None else [_move(portfolio, each, pushes) for each in moves(portfolio, before, plan)]
        )
        data["stays"] = None if before is None else _stays(portfolio, before, plan)
    return data


def _both(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.english}


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "source": origin.source,
        "confidence": origin.confidence,
        "unsure": origin.confidence in UNSURE,
        "url": origin.url,
    }


def _organisation(portfolio: Portfolio, organisation: Organisation) -> dict[str, Any]:
    """Whom of data/organisations it is, and what these have: staff, slots and past; null for what they do not."""
    stated = [c.per_quarter for c in portfolio.capacities if c.organisation == organisation.id and c.unit == FTE]
    most = max((sum(each) for each in zip(*stated, strict=True)), default=0)
    staff = organisation.staff
    return {
        "id": organisation.id,
        "name": _both(organisation.name),
        "known": list(organisation.known),
        "for_change": most,
        "share": None if staff is None or not staff.value else round(most / staff.value, 4),
        "staff": _fact(staff),
        "slots": _fact(organisation.slots),
        "past": [
            {"year": one.year, "ratio": round(one.ratio, 2), **_origin(one.origin)} for one in organisation.realised
        ],
        "past_of_data": bool(organisation.realised) and organisation.past_of_data,
    }


def _fact(fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {
        "value": fact.value,
        "year": fact.year,
        "source": fact.source,
        "confidence": fact.confidence,
        "unsure": fact.unsure,
        "url": fact.url,
    }


def _measure(portfolio: Portfolio, measure: Measure, plan: Plan | None) -> dict[str, Any]:
    place = None if plan is None else plan.places.get(measure.id)
    mode = None if place is None else next(m for m in measure.modes if m.id == place.mode)
    return {
        "id": measure.id,
        "name": _both(measure.name),
        "value": measure.value,
        "must": measure.must or measure.by is not None or measure.at is not None,
        "note": None if measure.note is None else _both(measure.note),
        "reorganisation": measure.reorganisation,
        "start": None if place is None else portfolio.quarter(place.start).name,
        "effect": None if place is None else portfolio.quarter(place.effect).name,
        "from": None if place is None else _both(day_of(portfolio, place.effect)),
        "start_number": None if place is None else place.start,
        "effect_number": None if place is None else place.effect,
        "mode": None if mode is None else mode.id,
        "mode_name": None if mode is None else _both(mode.name),
        **_origin(measure.origin),
    }


def _loads(portfolio: Portfolio, plan: Plan) -> list[dict[str, Any]]:
    asked, chance = load_of(portfolio, plan), {c.capacity: c for c in chances(portfolio, plan)}
    pasts = {o.id: [round(one.ratio, 2) for one in o.realised] for o in portfolio.organisations}
    rows = []
    for capacity in portfolio.capacities:
        risk = chance.get(capacity.id)
        rows.append(
            {
                "id": capacity.id,
                "organisation": capacity.organisation,
                "name": _both(capacity.name),
                "unit": _both(unit_of(capacity.unit)),
                "percentile": capacity.percentile,
                "has": list(capacity.per_quarter),
                "asked": asked[capacity.id],
                "chance": None if risk is None else [round(one, 4) for one in risk.per_quarter],
                "ever": None if risk is None else round(risk.ever, 4),
                "past": pasts[capacity.organisation],
                "borrowed": None if risk is None else risk.borrowed,
                **_origin(capacity.origin),
            }
        )
    return rows


def _move(portfolio: Portfolio, move: Move, pushes: Mapping[str, int]) -> dict[str, Any]:
    # Who is pushed moves because of the push, whatever came in its place.
    cause = Text("", "") if move.measure in pushes else cause_words(portfolio, move)
    return {
        "measure": move.measure,
        "before": None if move.before is None else portfolio.quarter(move.before.effect).name,
        "after": None if move.after is None else portfolio.quarter(move.after.effect).name,
        "told": _both(move_words(portfolio, move)),
        "cause": _both(cause),
    }


def _stays(portfolio: Portfolio, before: Plan, plan: Plan) -> dict[str, int]:
    """How many measures of the plan before keep their quarter, and of how many."""
    kept = sum(plan.effect(id_) == place.effect for id_, place in before.places.items())
    return {"kept": kept, "of": len(before.places)}


def _more(portfolio: Portfolio, more: More) -> dict[str, Any]:
    return {
        "capacity": more.capacity,
        "name": _both(name_of(portfolio, more.capacity)),
        "step": more.step,
        "unit": _both(unit_of(portfolio.capacity(more.capacity).unit)),
        "gain": more.gain,
        "proven": more.proven,
        "moves": [_both(move_words(portfolio, each)) for each in more.moves],
    }


def _why_not(portfolio: Portfolio, decision: Decision) -> dict[str, Any] | None:
    why = decision.why_not
    if why is None:
        return None
    return {
        "confirmed": list(why.confirmed),
        "wishes": [_both(wish_words(portfolio, wish)) for wish in why.wishes],
        "room": [_both(room_words(portfolio, room)) for room in why.room],
    }
