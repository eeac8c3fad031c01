"""The course of the country along one dial: every figure at every drawn position, who loses, and where that turns.

On the sample: a drawing for the eye, with the turning points found by halving between the positions that were drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.disclosure.rule import Rule
from uitvoerbaar.assess.live import Answer
from uitvoerbaar.assess.live.cliffs import Search
from uitvoerbaar.assess.live.each import EachHousehold
from uitvoerbaar.assess.live.measures import measures_of
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.engine.batch.finisher import asking
from uitvoerbaar.face.live import ArticleDial, LiveArticle

POINTS = 24
"""Positions that are drawn, the law's own beside them."""
FREE, LOSERS, CLIFF = "kosteloos", "verliezers", "sprong"
"""Turning points: where the costs go through nothing, where somebody begins to lose, and the first cliff of a household."""


def course(
    live: LiveArticle, dial: str, values: Mapping[str, Decimal], check: Callable[[], None]
) -> Iterator[dict[str, Any]]:
    """The points of a dial from coarse to fine, as JSON values, with the other dials at `values`; `check` may stop it.

    `measures` names the figures, of which every point has the value with its interval in that order (null where own
    microdata may not tell it). The part before the last has `turns`: where the costs go through nothing, and where somebody
    begins to lose. Halving finds one such position between two drawn ones; there may be more. The last part has `cliff` too:
    the first step (see `assess.live.cliffs`) and between which positions it was sought. Of own microdata single households
    are not looked for.
    """
    moved = next(each for each in live.dials if each.id == dial)
    rule = rule_of(live.live.ctx)
    found: dict[Decimal, Answer] = {}

    def at(value: Decimal) -> Answer:
        if value not in found:
            check()
            with asking(check):
                found[value] = live.live.answer({**values, dial: value})
        return found[value]

    for share in _order(POINTS):
        at(_step(moved, moved.range.lo + (moved.range.hi - moved.range.lo) * share))
        if len(found) in (3, 6, 12):
            yield _told(moved, found, rule)
    at(moved.value)
    drawn = sorted(found)
    turns = [*_crossings(drawn, at, moved, lambda answer: answer.treasury.value > 0, FREE)]
    if rule is None:
        turns += _crossings(drawn, at, moved, lambda answer: answer.losers > 0, LOSERS)
    made = {**_told(moved, {value: found[value] for value in drawn}, rule), "turns": turns}
    yield made
    if rule is None and dial in live.live.dials:
        yield {**made, "cliff": _cliff(live, moved, values, drawn, check)}


def _cliff(
    live: LiveArticle,
    dial: ArticleDial,
    values: Mapping[str, Decimal],
    drawn: list[Decimal],
    check: Callable[[], None],
) -> dict[str, Any]:
    """The first cliff of a household beside the law's own number, or between which positions there is none."""
    ctx, each = live.live.ctx, EachHousehold(live.live)

    def at(step: int) -> Decimal:
        return Decimal(step).scaleb(-dial.range.decimals)

    def changes(step: int) -> Any:
        check()
        with asking(check):
            return each.changes({**values, dial.id: at(step)})

    reach = dial.range.scaled(dial.range.lo), dial.range.scaled(dial.range.hi)
    least = int(ctx.settings.norm("sprong_bevinding_eurocent"))
    search = Search(changes, ctx.weights, least, reach)
    found, (low, high) = search.first([dial.range.scaled(value) for value in drawn], dial.range.scaled(dial.value))
    told: dict[str, Any] = {"from": str(at(low)), "to": str(at(high)), "least": least}
    if found is None:
        return told
    return {
        **told,
        "what": CLIFF,
        "at": str(at(found.at)),
        "beyond": str(at(found.beyond)),
        "jump": found.jump,
        "beside": found.beside,
        "households": found.households / MILLI,
    }


def _order(points: int) -> list[Decimal]:
    """Shares of the range: the ends, the middle, and then finer and finer."""
    shares = [Decimal(number) / points for number in range(points + 1)]
    stride = points
    order: list[Decimal] = []
    while stride >= 1:
        order += [share for share in shares[::stride] if share not in order]
        stride //= 2
    return [*order, *(share for share in shares if share not in order)]


def _step(dial: ArticleDial, value: Decimal) -> Decimal:
    """The nearest position that the dial has."""
    return round(value, dial.range.decimals)


def _crossings(
    drawn: list[Decimal],
    at: Callable[[Decimal], Answer],
    dial: ArticleDial,
    holds: Callable[[Answer], bool],
    name: str,
) -> Iterator[dict[str, str]]:
    """Where a truth about the points begins or ends, by halving between two drawn ones: the last position without it."""
    least = Decimal(1).scaleb(-dial.range.decimals)
    for low, high in pairwise(drawn):
        first = holds(at(low))
        if first == holds(at(high)):
            continue
        while high - low > least:
            middle = _step(dial, (low + high) / 2)
            if middle in (low, high):
                break
            low, high = (middle, high) if holds(at(middle)) == first else (low, middle)
        yield {"what": name, "at": str(high if first else low), "beyond": str(low if first else high)}


def _told(dial: ArticleDial, found: Mapping[Decimal, Answer], rule: Rule | None) -> dict[str, Any]:
    measures = list(measures_of(next(iter(found.values()))).values())
    return {
        "dial": dial.id,
        "law": str(dial.value),
        "lo": str(dial.range.lo),
        "hi": str(dial.range.hi),
        "measures": [
            {"id": each.id, "title": {"nl": str(each.title.nl), "en": str(each.title.en)}, "unit": each.unit}
            for each in measures
        ],
        "points": [
            {
                "at": str(at),
                "values": [
                    None if told is None else [told.value, told.low, told.high]
                    for told in (each.told(answer, rule) for each in measures)
                ],
            }
            for at, answer in sorted(found.items())
        ],
    }
