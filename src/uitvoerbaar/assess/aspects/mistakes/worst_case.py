"""The household that a mistake happens to: the scheme that loses most, and the simplest case that is still as bad."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.aspects.mistakes.exposure import Exposure
from uitvoerbaar.assess.aspects.mistakes.slips import Slip, made, size_in, with_mistake
from uitvoerbaar.assess.cases.simplest import case_of_row, simplest
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.cases import invented
from uitvoerbaar.assess.norms import NET, Scheme
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.proportion import LEVELS, severity_of
from uitvoerbaar.base.arrays import Bools, Ints
from uitvoerbaar.engine.explain.explainer import Explanation
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.engine.reference.values import EvaluationError, is_number
from uitvoerbaar.findings import Severity

_TRIES = 200
"""Households looked at to find a simple one; each is made simpler afterwards."""
_FAILED = 5
"""Households of own microdata for which no made-up one was found before the search ends."""
_HARDEST = 2000
"""Households looked at to find the scheme that loses most."""


@dataclass(frozen=True, slots=True)
class Worst:
    """The simplest case found: the household, both explanations and what the mistake is and costs."""

    case: PersonCase
    correct: Explanation
    mistaken: Explanation
    size: int
    loss: int
    severity: Severity


def hardest_scheme(ctx: Context, exposure: Exposure, hit: Ints) -> Scheme | None:
    """The scheme that loses most by the mistake, over (at most `_HARDEST` of) the households that are hit hardest."""
    nodes = ctx.sides.after.nodes
    rows = ctx.heads[hit[:_HARDEST]]
    losses = {}
    for scheme in ctx.settings.schemes:
        node = nodes.get(scheme.id)
        if node is None:
            continue
        (changed,) = made(ctx.graph, [node], exposure.slip)
        if changed is not node:
            sign = 1 if scheme.spends else -1
            difference = ctx.graph.node("SUBTRACT", (node, changed), True, unit="eurocent")
            losses[scheme.id] = (difference, sign)
    if not losses:
        return None
    result = ctx.run("na", {key: node for key, (node, _) in losses.items()}, rows)
    totals = {
        key: sign * float(np.nansum(np.where(_known(result.null.get(key), len(rows)), result.values[key], 0)))
        for key, (_, sign) in losses.items()
    }
    best = max(totals, key=lambda key: totals[key])
    return next(s for s in ctx.settings.schemes if s.id == best)


def _known(null: Bools | None, n: int) -> Bools:
    return np.ones(n, dtype=bool) if null is None else ~null


def find_worst(ctx: Context, exposure: Exposure, levels: NDArray[np.int8], scheme: Scheme) -> Worst | None:
    """A household with as few people as possible, made as simple as it can be while the finding stays as severe."""
    judge = Judge(ctx, exposure.slip, scheme)
    milder: tuple[PersonCase, Severity] | None = None
    failed = 0
    for level in range(int(levels.min()), len(LEVELS)):
        for case in _candidates(ctx, exposure, levels == level):
            kept = judge.level(case)
            if kept == LEVELS[level] and failed < _FAILED:
                made = judge.simplest(case, kept)
                if made is not None:
                    return made
                failed += 1
            if kept is not None and milder is None:
                milder = case, kept
    return None if milder is None else judge.simplest(*milder)


def _candidates(ctx: Context, exposure: Exposure, here: NDArray[np.bool_]) -> Iterator[PersonCase]:
    """Households among those of the exposure that `here` chooses, those with the fewest people first."""
    if not here.any():
        return
    rows = exposure.rows[here]
    ratio = exposure.loss[here] / exposure.size[here]
    fewest = ctx.members[rows] == ctx.members[rows].min()
    # Among the smallest households the most ordinary one: an extreme would tell less about the others.
    for row in rows[np.lexsort((np.abs(ratio - np.median(ratio[fewest])), ctx.members[rows]))][:_TRIES]:
        yield case_of_row(ctx.people.after, int(ctx.heads[row]), ctx.catalogue)


@dataclass(slots=True)
class Judge:
    """Runs one case with and without the mistake under the law after the proposal."""

    ctx: Context
    slip: Slip
    scheme: Scheme

    def explain(self, case: PersonCase, role: Role = "na", scheme: Scheme | None = None) -> Explanation:
        asked = scheme or self.scheme
        side = self.ctx.sides.of(role)
        return self.ctx.explainer(role).explain(asked.law, asked.output, side.date, case)

    def loss(self, case: PersonCase, role: Role = "na", scheme: Scheme | None = None) -> int | None:
        """What the mistake costs in eurocent a year; None when the law has no answer for the case."""
        asked = scheme or self.scheme
        try:
            values = [self.explain(c, role, asked).value for c in (case, with_mistake(self.slip, case))]
        except EvaluationError:
            return None
        if not all(is_number(v) for v in values):
            return None
        difference = int(values[0] - values[1])
        return difference if asked.spends or asked.id == NET else -difference

    def level(self, case: PersonCase) -> Severity | None:
        """How bad the mistake is for this case: by net income where that can be computed, and by the scheme itself."""
        size = size_in(self.slip, case)
        asked = (self.scheme, self.ctx.settings.net) if self.ctx.by_net else (self.scheme,)
        found: list[Severity] = []
        for scheme in asked:
            loss = self.loss(case, "na", scheme)
            severity = None if loss is None else severity_of(size, loss, self.ctx.settings)
            if severity is None:
                return None
            found.append(severity)
        return max(found, key=LEVELS.index)

    def simplest(self, case: PersonCase, kept: Severity) -> Worst | None:
        """The case made as simple as it can be while the mistake stays as bad as `kept`; None when it may not be shown."""

        def as_bad(tried: PersonCase) -> bool:
            return self.level(tried) == kept

        shown = invented(self.ctx, simplest(case, as_bad), as_bad)
        if shown is None:
            return None
        case = shown
        loss = self.loss(case)
        assert loss is not None
        wrong = with_mistake(self.slip, case)
        return Worst(case, self.explain(case), self.explain(wrong), size_in(self.slip, case), loss, kept)
