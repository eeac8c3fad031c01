"""Who is under a rule: who has the scheme before the proposal or after it."""

from __future__ import annotations

import numpy as np

from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.findings import rule_finding
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.base.text import Text


def test_who_loses_the_scheme_by_the_rule_is_under_it(context: MakeContext) -> None:
    ctx = context("alles-of-niets")
    [scheme] = [scheme for scheme in ctx.settings.schemes if scheme.id == "opvangtoeslag"]
    before, after = (ctx.household_column(role, scheme) > 0 for role in ROLES)
    assert (before & ~after).any(), "somebody loses all of it"
    words = Text("Regel", "Rule")
    made = rule_finding(ctx, "ruimte", "regel", "ernstig", words, words, [scheme], scheme.law)
    assert made.households is not None
    assert made.households.value == round(ctx.weights[np.logical_or(before, after)].sum() / 1000)
    assert made.households.under_rule
