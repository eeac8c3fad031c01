"""Findings on rules, with where they stand in the law and how many households are under them; and on who carries them out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.claim import Claim, of_all
from uitvoerbaar.assess.words import any_of
from uitvoerbaar.findings import Finding, Households, Severity, Text


def rule_finding(
    ctx: Context,
    test: str,
    name: str,
    severity: Severity,
    title: Text,
    explanation: Text,
    schemes: Sequence[Scheme],
    law: str,
    article: str | None = None,
    line: int | None = None,
    mend: Text | None = None,
    claim: Claim | None = None,
    whom: Text | None = None,
) -> Finding:
    """A finding on an article of `law`; `name` is its id in the test.

    It falls on those of `claim`, called `whom`; without these on everyone with one of `schemes`.
    """
    known = ctx.law(law)
    found = known.article(article) if known is not None else None
    everyone = _EVERYONE if schemes else Text("Iedereen", "Everyone")
    return Finding(
        id=f"{test}-{name}",
        test=test,
        severity=severity,
        title=title,
        explanation=explanation,
        whom=whom or everyone.format(schemes=any_of([scheme.name.inside for scheme in schemes])),
        law=law,
        article=article,
        households=claim.households if claim is not None else _recipients(ctx, schemes),
        smallest_case=None,
        command=ctx.command,
        mend=mend,
        url=(found.url if found is not None else None) or (known.url if known is not None else None),
        file=known.file if known is not None else None,
        line=line or (found.line if found is not None else None),
    )


def delivery_finding(
    ctx: Context,
    test: str,
    name: str,
    severity: Severity,
    title: Text,
    explanation: Text,
    whom: Text,
    mend: Text | None,
) -> Finding:
    """A finding on work, queues or duties: of no article and no count of households. `name` is its id in the test."""
    return Finding(
        id=f"{test}-{name}",
        test=test,
        severity=severity,
        title=title,
        explanation=explanation,
        whom=whom,
        law=None,
        article=None,
        households=None,
        smallest_case=None,
        command=ctx.command,
        mend=mend,
    )


def _recipients(ctx: Context, schemes: Sequence[Scheme]) -> Households | None:
    """Everybody under the rule: who receives or pays one of the schemes before the proposal or after it; None when none can be
    computed. Who loses the scheme by the rule is under it, and so is who gets it.
    """
    columns = [c for role in ROLES for s in schemes if (c := ctx.household_column(role, s)) is not None]
    chosen = np.any([c > 0 for c in columns], axis=0) if columns else np.zeros(len(ctx.heads), dtype=bool)
    return of_all(chosen, ctx.weights, ctx.full, _WITH, under_rule=True).households if chosen.any() else None


_EVERYONE = Text(
    "Iedereen met {schemes}, voor of na het voornemen", "Everyone with {schemes}, before or after the proposal"
)
_WITH = Text(
    "Huishoudens met deze regeling, voor of na het voornemen",
    "Households with this scheme, before or after the proposal",
)
