"""The panels beside the text that look closer than the figures: what is left of more wage, what a mistake costs, where
income jumps, and who lives of what. Each gives JSON values, with words in both languages, and says why where nothing changes.

Of own microdata only counts that the rule of `assess/disclosure` lets through are told, and no amount of a single record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from uitvoerbaar.assess.aspects.marginal_rates.aspect import bin_name, bin_of
from uitvoerbaar.assess.aspects.marginal_rates.measure import LARGE, STEPS, Kept
from uitvoerbaar.assess.aspects.mistakes.exposure import Exposure
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.live.households import moved
from uitvoerbaar.assess.live.part import Part, part_of_live
from uitvoerbaar.assess.live.rates import Rates
from uitvoerbaar.assess.live.slips import SlipMeter, together, worst
from uitvoerbaar.assess.people.grouped import means_by, shares_by
from uitvoerbaar.assess.people.sources import sources
from uitvoerbaar.assess.people.totals import MILLI, Estimate, count, mean, share
from uitvoerbaar.assess.proportion import LEVELS
from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.base.text import Text
from uitvoerbaar.face.live import LiveArticle, left_out
from uitvoerbaar.face.stillness import why_still

Values = Mapping[str, Decimal]
_BINS = 12


@dataclass(frozen=True, slots=True)
class Panels:
    """An article with the part of its households that the panels look at."""

    live: LiveArticle
    part: Part

    def size(self) -> dict[str, Any]:
        """On how many households the panels rest, of how many in the sample, and whether that is everybody."""
        ctx = self.part.ctx
        return {"part": len(ctx.heads), "of": len(self.live.live.ctx.heads), "full": ctx.full}

    def still(self, values: Values) -> dict[str, Any]:
        """Why nothing changes."""
        return why_still(self.live.live, self.live.law, self.live.dials, values, net=True)


def panels_of(live: LiveArticle) -> Panels:
    """The part of an article on a population that panels look at."""
    return Panels(live, part_of_live(live.live))


def rates_meter(panels: Panels) -> Rates:
    """What is left of more wage, ready for every position."""
    return Rates(panels.part)


def slip_meter(panels: Panels) -> SlipMeter:
    """What mistakes cost, ready for every position."""
    return SlipMeter(panels.part)


def rates_at(panels: Panels, meter: Rates, values: Values) -> dict[str, Any]:
    """What is lost of 1,000 euros more wage a year: households by the part that is lost, and shares above two bounds."""
    ctx, who = panels.part.ctx, meter.who
    before, after = meter.before, meter.after(values)
    sides = (before, after)
    same = all(np.array_equal(before.by_step[s], after.by_step[s]) for s in STEPS)
    bins = [bin_of(kept.pressure(LARGE)) for kept in sides]
    return {
        **panels.size(),
        "earners": _count(ctx, who),
        "bins": [
            {
                "label": _words(bin_name(number)),
                "sides": [
                    _count(ctx, who & kept.answered & (of == number)) for kept, of in zip(sides, bins, strict=True)
                ],
            }
            for number in range(_BINS)
        ],
        "bounds": [_bound(ctx, who, before, after, name) for name in ("marginale_druk_hoog", "marginale_druk_alles")],
        "still": panels.still(values) if same else None,
    }


def _bound(ctx: Context, who: Bools, before: Kept, after: Kept, norm: str) -> dict[str, Any]:
    """The share of the earners that loses more than a bound, before and after, and the rise with its interval."""
    bound = ctx.settings.norm(norm)
    over = [kept.loses_more_than(bound, LARGE) for kept in (before, after)]
    rise = mean(over[1].astype(np.int64) - over[0].astype(np.int64), who, ctx.weights, ctx.full)
    hidden = any(_count(ctx, who & found) is None or _count(ctx, who & ~found) is None for found in over)
    return {
        "bound": bound,
        "sides": [None if hidden else _share(ctx, share(found, who, ctx.weights, ctx.full)) for found in over],
        "rise": None if hidden else _share(ctx, rise),
    }


def slips_at(panels: Panels, meter: SlipMeter, values: Values, check: Callable[[], None]) -> dict[str, Any]:
    """What one euro of mistake costs at most and for how many households it is out of proportion, in all and by mistake."""
    ctx, before, after = panels.part.ctx, meter.before, meter.after(values, check)
    rows = [_slip(ctx, was, becomes) for was, becomes in together(before, after)]
    same = all(_same(was, becomes) for was, becomes in together(before, after))
    hard = [[row["sides"][side] for row in rows if row["sides"][side] is not None] for side in (0, 1)]
    return {
        **panels.size(),
        "sides": [
            {
                "hit": _count(ctx, meter.hit(exposures)),
                "worst": max((row for row in found if row["ratio"] is not None), key=_ratio, default=None),
            }
            for exposures, found in zip((before, after), hard, strict=True)
        ],
        "rows": sorted(rows, key=lambda row: -max((_ratio(side) for side in row["sides"] if side), default=0.0)),
        "own": rule_of(ctx) is not None,
        "still": panels.still(values) if same else None,
    }


def _ratio(side: Mapping[str, Any]) -> float:
    return side["ratio"] or 0.0


def _slip(ctx: Context, was: Exposure | None, becomes: Exposure | None) -> dict[str, Any]:
    known = becomes or was
    assert known is not None
    many = len(ctx.heads)
    return {
        "id": known.slip.id,
        "words": _words(known.slip.mistake.words),
        "can": _count(ctx, known.mask(np.ones(len(known.rows), np.bool_), many)),
        "sides": [_slip_side(ctx, each) for each in (was, becomes)],
        "moves": not _same(was, becomes),
    }


def _slip_side(ctx: Context, exposure: Exposure | None) -> dict[str, Any] | None:
    """What a mistake costs on a side: of those for whom it is out of proportion the worst, and how many they are."""
    if exposure is None:
        return None
    bad = exposure.levels < len(LEVELS)
    hit = _count(ctx, exposure.mask(bad, len(ctx.heads)))
    # The largest of a group is the number of one record: not told of own microdata.
    found = None if rule_of(ctx) is not None else worst(_only(exposure, bad))
    size, loss = found or (None, None)
    return {
        "hit": hit,
        "size": size,
        "loss": loss,
        "ratio": None if found is None else found[1] / found[0],
        "words": _words(exposure.slip.mistake.words),
    }


def _only(exposure: Exposure, chosen: Bools) -> Exposure:
    return Exposure(
        exposure.slip, exposure.rows[chosen], exposure.size[chosen], exposure.loss[chosen], exposure.levels[chosen]
    )


def _same(was: Exposure | None, becomes: Exposure | None) -> bool:
    """Whether a mistake costs everybody the same on both sides."""
    if was is None or becomes is None:
        return was is becomes
    return all(
        np.array_equal(one, other)
        for one, other in ((was.rows, becomes.rows), (was.size, becomes.size), (was.loss, becomes.loss))
    )


def sources_at(live: LiveArticle, values: Values) -> dict[str, Any]:
    """Who gains and loses by source of income, on the whole sample: a grouping as in the figures; None where data lack it."""
    ctx, effect = live.live.ctx, moved(live.live, values)
    grouping = sources(ctx)
    still = why_still(live.live, live.law, live.dials, values, net=True) if not effect.change.any() else None
    size = {"part": len(ctx.heads), "of": len(ctx.heads), "full": ctx.full, "still": still}
    if grouping is None:
        return {**size, "group": None}
    many, rule = len(grouping.labels), rule_of(ctx)
    sizes = np.bincount(grouping.codes, weights=ctx.weights, minlength=many) / MILLI
    records = np.bincount(grouping.codes, minlength=many)
    changed = np.bincount(grouping.codes, weights=ctx.weights * (effect.change != 0), minlength=many) / MILLI
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    means = means_by(grouping.codes, many, effect.change, ctx.weights, ctx.full)
    shares = shares_by(grouping.codes, many, effect.classes, 5, ctx.weights, ctx.full)

    def told(n: int) -> bool:
        """Whether a group may be shown: it is large enough, and of own microdata so is every part that follows from it."""
        if records[n] < least or rule is None:
            return bool(records[n] >= least)
        parts = [changed[n], *(part.value * sizes[n] for part in shares[n])]
        return not rule.hides(sizes[n], rule.whole) and not any(rule.hides(part, sizes[n]) for part in parts)

    shown = [n for n in range(many) if told(n)]
    return {
        **size,
        "group": {
            "id": grouping.id,
            "title": _words(grouping.title),
            "rows": [
                {
                    "number": n,
                    "label": _words(grouping.labels[n]),
                    "households": round(float(sizes[n])) if rule is None else rule.rounded(float(sizes[n])),
                    "mean": _estimate(means[n]) if rule is None else _rounded(means[n]),
                    "shares": [_share(ctx, part)["value"] for part in shares[n]],
                }
                for n in shown
            ],
            "left_out": left_out(grouping, shown),
        },
    }


def _count(ctx: Context, chosen: Bools) -> dict[str, float] | None:
    """How many households of the country; None where own microdata may not tell it."""
    found = count(chosen, ctx.weights, ctx.full)
    rule = rule_of(ctx)
    if rule is None:
        return _estimate(found)
    if rule.hides(found.value, rule.whole):
        return None
    told = float(rule.rounded(found.value))
    return {"value": told, "low": max(told - found.half, 0.0), "high": told + found.half}


def _share(ctx: Context, found: Estimate) -> dict[str, float]:
    """A share as it may be told: in whole percents of own microdata."""
    told = _estimate(found)
    return told if rule_of(ctx) is None else {name: round(value, 2) for name, value in told.items()}


def _rounded(found: Estimate) -> dict[str, float]:
    """An amount of own microdata, to three figures."""
    return {name: float(f"{value:.3g}") for name, value in _estimate(found).items()}


def _estimate(found: Estimate) -> dict[str, float]:
    return {"value": found.value, "low": found.low, "high": found.high}


def _words(text: Text) -> dict[str, str]:
    return {"nl": str(text.nl), "en": str(text.en)}
