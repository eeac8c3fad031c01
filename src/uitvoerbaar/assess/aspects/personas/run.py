"""What every scheme gives a persona before and after a proposal, with the law's own explanation of each amount."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from uitvoerbaar.assess.aspects.personas.cause import Cause, causes
from uitvoerbaar.assess.aspects.personas.persona import Persona
from uitvoerbaar.assess.aspects.personas.year import in_year
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import NET, Scheme
from uitvoerbaar.assess.pair import ROLES, Pair, Role, each_side
from uitvoerbaar.engine.explain.explainer import Explainer, Explanation
from uitvoerbaar.engine.explain.person_case import PersonCase


@dataclass(frozen=True, slots=True)
class Amount:
    """One scheme for one persona on one side: what the law gives, and what is paid (nothing without an application)."""

    entitled: int
    paid: int
    explained: Explanation


@dataclass(frozen=True, slots=True)
class Result:
    """A persona under both laws: its case and amounts (eurocent a year) per side, and what the household has."""

    persona: Persona
    cases: Pair[PersonCase]
    amounts: Pair[Mapping[str, Amount]]
    outcome: Pair[int]
    changed: tuple[Scheme, ...]
    """Schemes that pay another amount, the largest change first."""

    @property
    def change(self) -> int:
        """What the household has more (or less) after the proposal, eurocent a year."""
        return self.outcome.after - self.outcome.before

    def share(self) -> float | None:
        """The change as a part of what the household has before; None when it has nothing before."""
        before = self.outcome.before
        return self.change / before if before > 0 else None

    def causes(self) -> tuple[Cause, ...]:
        """Why the scheme that changes most does so."""
        if not self.changed:
            return ()
        scheme = self.changed[0].id
        return causes(self.amounts.before[scheme].explained, self.amounts.after[scheme].explained)


def run_persona(ctx: Context, persona: Persona, home: Explainer) -> Result:
    """Every scheme that both sides can compute, before and after; `home` explains the law without any proposal.

    Raises EvaluationError when a law has no answer for the persona.
    """
    shared = [s for s in ctx.settings.schemes if all(s.id in ctx.sides.of(role).nodes for role in ROLES)]
    cases = ctx.sides.map(lambda side: in_year(persona, side.year, home))
    amounts = each_side(lambda role: {scheme.id: _amount(ctx, role, scheme, cases.of(role)) for scheme in shared})
    outcome = each_side(lambda role: _outcome(ctx, role, cases.of(role), amounts.of(role)))
    gain = {s.id: amounts.after[s.id].paid - amounts.before[s.id].paid for s in shared}
    changed = sorted((s for s in shared if gain[s.id]), key=lambda s: -abs(gain[s.id]))
    return Result(persona, cases, amounts, outcome, tuple(changed))


def _amount(ctx: Context, role: Role, scheme: Scheme, case: PersonCase) -> Amount:
    """A scheme for the persona, and for schemes of one person the partner's as well."""
    explained = _explain(ctx, role, scheme, case)
    entitled = _cents(explained.value)
    if scheme.rows == "personen" and case.partner is not None:
        swapped = replace(case, person=case.partner, partner=case.person)
        entitled += _cents(_explain(ctx, role, scheme, swapped).value)
    applied = scheme.applied is None or bool(case.person.get(scheme.applied, _default(ctx, scheme.applied)))
    return Amount(entitled, entitled if applied else 0, explained)


def _default(ctx: Context, name: str) -> Any:
    field = ctx.catalogue.field("persoon", name)
    return field.default if field is not None else None


def _explain(ctx: Context, role: Role, scheme: Scheme, case: PersonCase) -> Explanation:
    return ctx.explainer(role).explain(scheme.law, scheme.output, ctx.sides.of(role).date, case)


def _cents(value: Any) -> int:
    return 0 if value is None else round(value)


def _outcome(ctx: Context, role: Role, case: PersonCase, amounts: Mapping[str, Amount]) -> int:
    """Net income of the household, or the sum of its allowances where net income cannot be computed."""
    if ctx.common_outcome == (NET,):
        return _cents(_explain(ctx, role, ctx.settings.net, case).value)
    return sum(amounts[scheme].paid for scheme in ctx.common_outcome)
