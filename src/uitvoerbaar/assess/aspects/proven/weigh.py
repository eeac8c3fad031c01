"""How bad a refuted property is: what the household of the counterexample loses by the law before the proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.assess.aspects.proven.ask import Asked
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.proportion import severity_of
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.numbers import money
from uitvoerbaar.engine.explain.person_case import case_of
from uitvoerbaar.engine.reference.values import EvaluationError
from uitvoerbaar.findings import Severity, Text
from uitvoerbaar.law import LawLookupError


@dataclass(frozen=True, slots=True)
class Weight:
    """How bad it is, whether the proposal brings it, and what the law before does to the same household."""

    severity: Severity
    brought: bool
    compared: Text | None = None
    before_too: bool = False
    """Whether the law before does no better: then it is not the proposal's, and stands in the table only."""


_TOO_MUCH_BEFORE = Text(
    "Zonder het voornemen kost dezelfde verandering dit huishouden ook te veel: {earlier}, nu {cost}.",
    "Without the proposal the same change costs this household too much as well: {earlier}, now {cost}.",
)
_FINE_BEFORE = Text(
    "Zonder het voornemen kost dezelfde verandering dit huishouden {earlier}: binnen de grens. Nu {cost}.",
    "Without the proposal the same change costs this household {earlier}: within the bound. Now {cost}.",
)


def weigh(ctx: Context, asked: Asked) -> Weight:
    """Weigh a property that is refuted after the proposal.

    The proposal brings it when the law before is proven, or is undecided and lets this very household lose no more than
    the bound. A law before that is refuted at another household had the jump elsewhere: that is not new. Serious is the
    most: a critical finding names an article and a smallest case of everyday life, and the tests on people find those.
    """
    before, example = asked.result("voor"), asked.proofs["na"].counterexample
    bound = example.bound if example is not None else None
    cost = example.cost if example is not None else None
    earlier = _loss_before(ctx, asked)
    if bound is None or earlier is None or not isinstance(cost, int):
        if before == "proven":
            return Weight("ernstig", True)
        return Weight("informatie", False, before_too=True) if before == "refuted" else Weight("aandacht", False)
    if earlier > bound:
        worse = _too_much(ctx, asked, bound, cost - earlier)
        return Weight(
            "ernstig" if worse else "informatie",
            worse,
            _TOO_MUCH_BEFORE.format(earlier=money(earlier), cost=money(cost)),
            before_too=not worse,
        )
    fine = _FINE_BEFORE.format(earlier=money(max(0, earlier)), cost=money(cost))
    return Weight("informatie", False, fine) if before == "refuted" else Weight("ernstig", True, fine)


def _too_much(ctx: Context, asked: Asked, bound: int, loss: int) -> bool:
    """Whether a loss is out of proportion by the norms for mistakes; only where the property is about one."""
    prop = asked.property
    return bool(prop.times) and severity_of((bound - prop.fixed_bound) / prop.times, loss, ctx.settings) is not None


def _loss_before(ctx: Context, asked: Asked) -> int | None:
    """What the change costs the household by the law before; None when the property is no such loss, or that law has
    no answer for it."""
    example, prop = asked.proofs["na"].counterexample, asked.property
    if example is None or prop.sort != "verlies" or prop.settlement is not None or len(example.cases) < 2:
        return None
    first, second = (_outcome(ctx, asked, case) for case in example.cases)
    return first - second if isinstance(first, int) and isinstance(second, int) else None


def _outcome(ctx: Context, asked: Asked, facts: Mapping[str, Any]) -> Any:
    """The outcome of the law before for a case by the names that `explain` takes; None without an answer."""
    try:
        case = case_of(facts, ctx.catalogue)
        return ctx.explainer("voor").explain(asked.law, asked.output, ctx.sides.before.date, case).value
    except (EvaluationError, LawLookupError, UserError):
        return None  # The finding then says only what is proven and refuted.
