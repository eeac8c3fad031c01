"""The wider band of the key figures: what they become when an assumption about people is another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.fixtures.town import Town, single
from uitvoerbaar.assess import assumptions
from uitvoerbaar.assess.aspects.budget import aspect as budget
from uitvoerbaar.assess.aspects.income_effects import aspect as effects
from uitvoerbaar.assess.assumptions import load_assumptions, widened
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.people.part import thinned
from uitvoerbaar.findings import Figure

PROPOSAL = "huurtoeslag-2026"


def _figures(ctx: Context) -> dict[str, Figure]:
    figures = (*budget.run(ctx).figures, *effects.run(ctx).figures)
    return {f.id: f for f in widened(ctx, figures)}


@pytest.fixture
def tenants(town: Town) -> Context:
    """Tenants who did not bring their service costs; some do not apply."""
    return town(PROPOSAL, [single(f"h{n}", wage=2_000_000 + 20_000 * n, rent_asked=n % 3 > 0) for n in range(60)])


def test_every_assumption_says_that_it_is_one_and_gives_its_bounds() -> None:
    for assumed in load_assumptions():
        assert assumed.reason.nl.startswith("AANNAME: ")
        assert assumed.reason.english.startswith("ASSUMPTION: ")
        assert assumed.variants(own=False)


def test_the_band_with_assumptions_holds_the_number_and_the_interval_of_the_sample(tenants: Context) -> None:
    found = _figures(tenants)
    for name in ("begroting-schatkist", "inkomenseffecten-winnaars"):
        figure = found[name]
        assert figure.wider is not None
        assert figure.value is not None
        assert figure.range is not None
        assert (
            figure.wider.low <= (figure.range.low or 0) <= figure.value <= (figure.range.high or 0) <= figure.wider.high
        )  # type: ignore[operator]
    cost = found["begroting-schatkist"]
    assert cost.wider is not None
    assert cost.range is not None
    assert (cost.wider.low, cost.wider.high) != (cost.range.low, cost.range.high)
    assert "servicekosten" in cost.wider.method.nl


def test_the_only_scheme_that_changes_has_the_band_of_the_total(tenants: Context) -> None:
    """They are one number: with another interval beside each a reader has two."""
    figures = {f.id: f for f in widened(tenants, budget.run(tenants).figures)}
    total, change = figures["begroting-schatkist"], figures["begroting-huurtoeslag-verschil"]
    assert (total.value, total.range) == (change.value, change.range)
    assert total.wider is not None
    assert total.wider == change.wider


def test_the_band_reaches_what_a_run_with_the_other_assumption_gives(town: Town) -> None:
    """Everybody alike: the part on which an assumption is run is as the whole."""
    ctx = town(PROPOSAL, [single(f"h{n}") for n in range(30)])
    known = _figures(ctx)["begroting-schatkist"]
    assert known.wider is not None
    assert known.wider.low is not None
    assert known.wider.high is not None
    for cents in (0, 4800):
        people = ctx.people.map(lambda p: replace(p, columns={**p.columns, "servicekosten": np.full(p.n, cents)}))  # noqa: B023
        again = replace(ctx, people=people, _columns={}, _once={})
        cost = {f.id: f.value for f in budget.run(again).figures}["begroting-schatkist"]
        assert cost is not None
        assert known.wider.low - 100 <= cost <= known.wider.high + 100


def test_the_parts_together_are_at_most_one_more_pass(tenants: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    parts: list[int] = []

    def counted(ctx: Context, one_in: int, first: int) -> Context:
        made = thinned(ctx, one_in, first)
        parts.append(len(made.heads))
        return made

    monkeypatch.setattr(assumptions, "thinned", counted)
    _figures(tenants)
    assert len(parts) > 1
    assert sum(parts) <= len(tenants.heads)


def test_facts_that_own_data_bring_are_no_assumption(tenants: Context) -> None:
    manifest = {**tenants.base.manifest, "ontbrekend": []}
    for population in tenants.population.values():
        population.manifest = manifest
    assert all(figure.wider is None for figure in _figures(tenants).values())


def test_what_the_proposal_does_not_read_moves_nothing(town: Town) -> None:
    """The childcare allowance does not ask for service costs; of the assumptions only who applies is left."""
    ctx = town("alles-of-niets-2026", [single("a"), single("b")])
    for figure in _figures(ctx).values():
        if figure.wider is not None:
            assert "servicekosten" not in figure.wider.method.nl
