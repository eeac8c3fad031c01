"""Findings about the rules themselves: where they stand in the law, and how many households are under them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.people.claim import Claim
from uitvoerbaar.assess.people.totals import households
from uitvoerbaar.base.text import COMMA
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
    everyone = Text("Iedereen met {schemes}", "Everyone with {schemes}") if schemes else Text("Iedereen", "Everyone")
    return Finding(
        id=f"{test}-{name}",
        test=test,
        severity=severity,
        title=title,
        explanation=explanation,
        whom=whom or everyone.format(schemes=COMMA.join(scheme.name.inside for scheme in schemes)),
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


def _recipients(ctx: Context, schemes: Sequence[Scheme]) -> Households | None:
    """Households that receive or pay one of the schemes after the proposal; None when none can be computed."""
    columns = [c for s in schemes if (c := ctx.household_column("na", s)) is not None]
    if not columns:
        return None
    chosen = np.any([c > 0 for c in columns], axis=0)
    return households(
        chosen,
        ctx.weights,
        ctx.full,
        Text("Huishoudens met deze regeling na het voornemen", "Households with this scheme after the proposal"),
    )
