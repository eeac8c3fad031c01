"""How many citizens newly have a right, receive, or may have a change to report: counted from the run, on each side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES, Role
from uitvoerbaar.assess.people.totals import Estimate, count, total
from uitvoerbaar.assess.reading.burden import burden
from uitvoerbaar.assess.reading.data import BurdenRules
from uitvoerbaar.base.arrays import Bools, Ints
from uitvoerbaar.delivery.burden.duty import Count
from uitvoerbaar.delivery.burden.span import NOTHING, Span
from uitvoerbaar.delivery.burden.target import Citizens


@dataclass(frozen=True, slots=True)
class Counted:
    """Citizens by side and kind of count, the schemes that were counted, and the households behind each side."""

    citizens: Citizens
    schemes: tuple[Scheme, ...]
    behind: dict[Role, int]


def counted(ctx: Context, schemes: Sequence[Scheme], rules: BurdenRules) -> Counted | None:
    """The counts of the schemes that are applied for and that both sides can compute; None when there is none."""
    asked = [s for s in schemes if s.applied is not None and all(ctx.column(role, s) is not None for role in ROLES)]
    if not asked:
        return None
    found: dict[Role, dict[Count, Span]] = {role: {} for role in ROLES}
    touched: dict[Role, Bools] = {role: np.zeros(len(ctx.heads), np.bool_) for role in ROLES}
    for scheme in asked:
        paid = {role: _positive(ctx, role, scheme) for role in ROLES}
        new = paid["na"] & ~paid["voor"]
        for role in ROLES:
            receives = _per_household(ctx, scheme, paid[role])
            touched[role] |= receives > 0
            many = _span(total(receives, ctx.weights, ctx.full))
            moments = burden(ctx, role, scheme, rules).moments
            _add(found[role], "ontvangers", many)
            _add(found[role], "meldingen", many * moments)
        _add(found["na"], "nieuw", _span(total(_per_household(ctx, scheme, new), ctx.weights, ctx.full)))
    behind = {role: round(count(touched[role], ctx.weights, ctx.full).value) for role in ROLES}
    return Counted(found, tuple(asked), behind)


def _add(found: dict[Count, Span], name: Count, more: Span) -> None:
    found[name] = found.get(name, NOTHING) + more


def _positive(ctx: Context, role: Role, scheme: Scheme) -> Bools:
    """Which applicants receive a scheme on a side."""
    column = ctx.column(role, scheme)
    assert column is not None, "only schemes that can be computed are counted"
    return np.asarray(column > 0, np.bool_)


def _per_household(ctx: Context, scheme: Scheme, chosen: Bools) -> Ints:
    """Chosen applicants of each household."""
    if scheme.rows == "huishoudens":
        return chosen.astype(np.int64)
    added = np.bincount(ctx.household_of(scheme.rows), weights=chosen, minlength=len(ctx.heads))
    return np.asarray(np.rint(added), np.int64)


def _span(found: Estimate) -> Span:
    return Span(max(0.0, found.low), found.value, found.high)
