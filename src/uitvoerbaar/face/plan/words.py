"""Wishes, room and moves in sentences for who decides."""

from __future__ import annotations

import math

from uitvoerbaar.base.numbers import decimal
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.plan.answer import Answer
from uitvoerbaar.delivery.plan.model import Portfolio
from uitvoerbaar.delivery.plan.moves import Move
from uitvoerbaar.delivery.plan.why_not import Room
from uitvoerbaar.delivery.plan.wishes import Sort, Wish
from uitvoerbaar.engine.explain.dutch import DUTCH
from uitvoerbaar.engine.explain.english import ENGLISH

_WISHES: dict[Sort, Text] = {
    "moet": Text("{about} moet gebeuren", "{about} must be done"),
    "uiterlijk": Text(
        "{about} moet uiterlijk op {day} gelden (het duurt ten minste {least} kwartalen)",
        "{about} must be in force by {day} (it takes at least {least} quarters)",
    ),
    "op": Text(
        "{about} moet op {day} gaan gelden (het duurt ten minste {least} kwartalen)",
        "{about} must enter into force on {day} (it takes at least {least} quarters)",
    ),
    "schuif": Text(
        "{about} wordt geschoven naar {day} (het duurt ten minste {least} kwartalen)",
        "{about} is pushed to {day} (it takes at least {least} quarters)",
    ),
    "niet_eerder": Text(
        "{about} mag door de bekendmaking niet voor {day} gelden",
        "{about} cannot be in force before {day} because of its publication",
    ),
    "momenten": Text(
        "{about} kan alleen op een vast verandermoment gaan gelden (1 januari of 1 juli)",
        "{about} can only enter into force on a fixed change date (1 January or 1 July)",
    ),
    "na": Text(
        "{about} kan pas beginnen als dit geldt: {other}", "{about} can only start when this is in force: {other}"
    ),
    "niet_samen": Text("{about} en {other} gaan niet samen", "{about} and {other} do not go together"),
    "capaciteit": Text("wat er is aan {about}", "what there is of {about}"),
}
_ROOM: dict[Sort, Text] = {
    "capaciteit": Text("{amount} {unit} meer per kwartaal: {about}", "{amount} {unit} more per quarter: {about}"),
    "uiterlijk": Text("{about} uiterlijk op {other_day}", "{about} by {other_day}"),
    "op": Text("{about} op {other_day}", "{about} on {other_day}"),
    "schuif": Text("{about} op {other_day}", "{about} on {other_day}"),
    "niet_eerder": Text(
        "{about} bekendmaken zodat het vanaf {other_day} kan", "{about} published so that it can be from {other_day}"
    ),
}
_UNITS = {"plaats": Text("plaats(en)", "slot(s)")}


def name_of(portfolio: Portfolio, id_: str) -> Text:
    """The name of a measure, a capacity or what is touched. Raises KeyError."""
    names = [(m.id, m.name) for m in portfolio.measures]
    names += [(c.id, c.name) for c in portfolio.capacities]
    names += [(t.id, t.name) for t in portfolio.touched]
    return dict(names)[id_]


def day_of(portfolio: Portfolio, quarter: int) -> Text:
    """The first day of a quarter, in words."""
    day = portfolio.quarter(quarter).first_day.isoformat()
    return Text(DUTCH.show(day), ENGLISH.show(day))


def unit_of(unit: str) -> Text:
    """A unit of a capacity in words."""
    return _UNITS.get(unit, Text(unit, unit))


def wish_words(portfolio: Portfolio, wish: Wish) -> Text:
    """A wish as part of a list."""
    return _WISHES[wish.sort].format(
        about=name_of(portfolio, wish.about),
        other=name_of(portfolio, wish.other) if wish.other else "",
        day=day_of(portfolio, wish.quarter) if wish.quarter >= 0 else "",
        least=_least(portfolio, wish.about),
    )


def _least(portfolio: Portfolio, id_: str) -> int:
    return next((min(mode.quarters for mode in m.modes) for m in portfolio.measures if m.id == id_), 0)


def room_words(portfolio: Portfolio, room: Room) -> Text:
    """What would make room, as part of a list."""
    about = room.wish.about
    capacity = room.wish.sort == "capaciteit"
    return _ROOM[room.wish.sort].format(
        about=name_of(portfolio, about),
        amount=room.amount,
        unit=unit_of(portfolio.capacity(about).unit) if capacity else "",
        other_day="" if capacity else day_of(portfolio, room.amount),
    )


def move_words(portfolio: Portfolio, move: Move) -> Text:
    """What happens to a measure, and what took its place."""
    name = name_of(portfolio, move.measure)
    if move.before is None and move.after is not None:
        said = Text("{name} komt erbij, per {after}", "{name} is added, from {after}").format(
            name=name, after=day_of(portfolio, move.after.effect)
        )
    elif move.after is None and move.before is not None:
        said = Text("{name} valt af (was {before})", "{name} drops out (was {before})").format(
            name=name, before=day_of(portfolio, move.before.effect)
        )
    else:
        assert move.before is not None
        assert move.after is not None
        same = move.before.effect == move.after.effect
        told = (
            Text("{name} blijft op {after}, maar anders uitgevoerd", "{name} stays on {after}, but done in another way")
            if same
            else Text("{name} gaat van {before} naar {after}", "{name} moves from {before} to {after}")
        )
        said = told.format(
            name=name, before=day_of(portfolio, move.before.effect), after=day_of(portfolio, move.after.effect)
        )
    return said


def cause_words(portfolio: Portfolio, move: Move) -> Text:
    """Why it is later or drops out: the capacity that lacks most in its old place, and who took it; empty when it is earlier."""
    if move.before is None or (move.after is not None and move.after.effect <= move.before.effect):
        return Text("", "")
    if not move.lacks:
        return Text(
            "Op de oude plaats was nog ruimte; een volgorde of een andere maatregel gaat voor.",
            "There was still room in its old place; an order or another measure goes first.",
        )
    lack = max(move.lacks, key=lambda each: each.short)
    takers = Text(", ", ", ").join(name_of(portfolio, id_) for id_ in lack.taken_by)
    where = Text(
        "{capacity} komt in {quarter} {short} {unit} tekort", "{capacity} is {short} {unit} short in {quarter}"
    ).format(
        capacity=name_of(portfolio, lack.capacity),
        quarter=portfolio.quarter(lack.quarter).name,
        short=lack.short,
        unit=unit_of(portfolio.capacity(lack.capacity).unit),
    )
    if not lack.taken_by:
        return Text("{where}.", "{where}.").format(where=where)
    return Text("{where}, door: {takers}.", "{where}, because of: {takers}.").format(where=where, takers=takers)


def how_sure(answer: Answer) -> Text:
    """What is known of plans that are better than this one; empty without a plan.

    `gap` is a share of what no plan can be worth more than, so of the best plan and not of this one: of 9 where the bound is 15
    this one is 40 percent less, and the best 67 percent more. It is never rounded down, as it is a bound.
    """
    if answer.plan is None:
        return Text("")
    if answer.state == "optimaal":
        return Text("Een beter plan bestaat niet: dat is bewezen.", "There is no better plan: that was proven.")
    if answer.gap is None:
        return Text(
            "Hoeveel beter het beste plan is, is niet bekend.", "How much better the best plan is, is not known."
        )
    return Text(
        "Dit plan is ten hoogste {most} procent minder waard dan het beste.",
        "This plan is worth at most {most} percent less than the best one.",
    ).format(most=decimal(math.ceil(1000 * answer.gap) / 10))
