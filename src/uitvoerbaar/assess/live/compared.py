"""What a proposal comes to on a population, all at once and without dials: the figures of an answer, from columns."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.live.answer import CLASSES, Answer, GroupRow, SchemeRow, Share
from uitvoerbaar.assess.live.depth import COUNTRY, SAMPLE
from uitvoerbaar.assess.live.nodes import bounds_of
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.grouped import means_by, shares_by
from uitvoerbaar.assess.people.groups import Grouping, groupings
from uitvoerbaar.assess.people.totals import MILLI, count, total
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.errors import UserError


def compared(ctx: Context, check: Callable[[], None] = lambda: None) -> Answer:
    """The answer for the two sides of a context, equal to that of dials at the same numbers; `check` may stop it.

    Raises UserError where net income cannot be computed on both sides.
    """
    if not ctx.by_net:
        raise UserError(str(ctx.no_net))
    before, after = (ctx.outcome(role)[0].astype(np.int64) for role in ROLES)
    check()
    change = after - before
    classes = _classes(ctx, before, change)
    rows, cost = _schemes(ctx, check)
    weights, full = ctx.weights, ctx.full
    everybody = max(int(weights.sum()), 1)
    shares = tuple(
        Share(found, found.value * MILLI / everybody)
        for found in (count(classes == number, weights, full) for number in range(len(CLASSES)))
    )
    check()
    groups = tuple((grouping, _rows(ctx, grouping, classes, change)) for grouping in groupings(ctx))
    undecided = sum(each.rows for each in ctx.undecided)
    depth = COUNTRY if full else SAMPLE
    return Answer(depth, rows, total(cost, weights, full), shares, groups, undecided, full)


def _classes(ctx: Context, before: Ints, change: Ints) -> Ints:
    """Per household the number of its class in `CLASSES`."""
    counts, much = bounds_of(ctx.settings, before)
    classes = np.full(len(change), 2, np.int64)
    for number, chosen in ((1, -change >= counts), (0, -change >= much), (3, change >= counts), (4, change >= much)):
        classes[chosen] = number
    return classes


def _schemes(ctx: Context, check: Callable[[], None]) -> tuple[tuple[SchemeRow, ...], Ints]:
    """Per scheme its totals, and per household what all schemes together cost the state more."""
    weights, full = ctx.weights, ctx.full
    cost = np.zeros(len(ctx.heads), np.int64)
    rows = []
    for scheme in ctx.settings.schemes:
        check()
        was, becomes = (ctx.household_column(role, scheme) for role in ROLES)
        if was is None or becomes is None:
            continue
        more = becomes.astype(np.int64) - was
        cost += more if scheme.spends else -more
        before, after, change = (total(column, weights, full) for column in (was, becomes, more))
        rows.append(SchemeRow(scheme, before, after, change, bool(more.any())))
    return tuple(rows), cost


def _rows(ctx: Context, grouping: Grouping, classes: Ints, change: Ints) -> tuple[GroupRow, ...]:
    """The groups that are large enough to show."""
    number, weights, full = len(grouping.labels), ctx.weights, ctx.full
    parts = shares_by(grouping.codes, number, classes, len(CLASSES), weights, full)
    means = means_by(grouping.codes, number, change, weights, full)
    sizes = np.bincount(grouping.codes, weights=weights, minlength=number) / MILLI
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    shown = np.flatnonzero(np.bincount(grouping.codes, minlength=number) >= least).tolist()
    return tuple(GroupRow(group, round(float(sizes[group])), means[group], tuple(parts[group])) for group in shown)
