"""What a proof of blindness cannot see: facts of a law that go along with a protected ground."""

from __future__ import annotations

import numpy as np

from tests.fixtures.town import Town, child, single
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.protected_grounds.report import law_in_force, named
from uitvoerbaar.engine.batch.people import Strings

CHILDCARE = ("wet_kinderopvang", "hoogte_kinderopvangtoeslag")


def _town(town: Town, women: list[int]) -> Context:
    """Forty parents of whom the second half has two children; `women` are rows."""
    houses = [f"h{i}" for i in range(40)]
    children = [child(h, 0) for h in houses] + [child(h, 0) for h in houses[20:]]
    ctx = town("alles-of-niets-2026", [single(h) for h in houses], children)
    codes = np.zeros(ctx.people.after.n, np.int8)
    codes[women] = 1
    for role in ROLES:
        ctx.people.of(role).columns["geslacht"] = Strings(codes, ("man", "vrouw"))
    return ctx


def test_a_fact_that_goes_along_with_sex_is_named(town: Town) -> None:
    found = named(_town(town, list(range(20, 40))), *CHILDCARE)
    assert [(p.field, p.ground) for p in found.proxies if p.ground == "geslacht"] == [("kinderen", "geslacht")]
    assert found.proxies[0].closeness > 0.9
    assert any("kinderen gaat samen met Geslacht" in line for line in found.lines())


def test_a_fact_that_is_spread_evenly_is_not(town: Town) -> None:
    found = named(_town(town, list(range(0, 40, 2))), *CHILDCARE)
    assert not [p for p in found.proxies if p.ground == "geslacht"]
    assert "kinderen" in found.looked_at
    assert found.missing, "origin cannot be measured, and that is said"


def test_a_law_in_force_is_a_proposal_that_changes_nothing() -> None:
    asis = law_in_force("wet_kinderopvang", "2026-01-01")
    assert asis.before == asis.after
    assert not asis.changed_laws
