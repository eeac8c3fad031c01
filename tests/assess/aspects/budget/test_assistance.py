"""What municipalities pay in wage tax over social assistance, beside the figure of the treasury."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import uitvoerbaar as uv
from uitvoerbaar.assess.amounts import amounts_of, changed_of, cost_of
from uitvoerbaar.assess.aspects.budget import assistance
from uitvoerbaar.assess.aspects.budget.aspect import run
from uitvoerbaar.assess.aspects.budget.assistance import paid_by_municipalities, told
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.assess.people.totals import MILLI, exact_total
from uitvoerbaar.proposal import load_proposal


@pytest.fixture(scope="module")
def lower(populations: Callable[[int, int], Path], tmp_path_factory: pytest.TempPathFactory) -> Context:
    """Assistance of a single person lowered, on 2,000 households."""
    folder = tmp_path_factory.mktemp("bijstand") / "lager"
    uv.reform("participatiewet.21.alleenstaande=1.000", on="2026-01-01").save(folder)
    return make_context(load_proposal(str(folder)), populations(2_000, 1), "uitvoerbaar assess")


def test_with_it_the_treasury_saves_what_households_lose(lower: Context) -> None:
    changed, _ = changed_of(amounts_of(lower, lower.settings.schemes))
    moved = paid_by_municipalities(lower, changed)
    assert moved is not None
    assert moved < 0
    before, after = (lower.column(role, lower.settings.net) for role in ("voor", "na"))
    assert before is not None
    assert after is not None
    households = exact_total(after.astype("int64") - before, lower.weights) / MILLI
    treasury = exact_total(cost_of(changed), lower.weights) / MILLI
    # Rounding of the tax and of the gross amount, per household with assistance a few euros at most.
    assert treasury + moved == pytest.approx(households, rel=0.005)
    assert abs(treasury / households - 1) > 0.2, "without it the two lie far apart"


def test_it_is_told_beside_the_figure(lower: Context) -> None:
    treasury = next(each for each in run(lower).figures if each.id == "begroting-schatkist")
    assert treasury.note is not None
    assert "gemeenten dragen over bijstand loonheffing af" in treasury.note.nl
    assert "per jaar minder" in treasury.note.nl
    assert "a year less" in treasury.note.english


def test_of_too_few_households_of_own_microdata_nothing_is_told(
    lower: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    monkeypatch.setattr(assistance, "too_few", lambda ctx, counts: asked.extend(counts) or True)
    changed, _ = changed_of(amounts_of(lower, lower.settings.schemes))
    assert paid_by_municipalities(lower, changed) is None
    assert asked
    assert asked[0] > 0


def test_next_to_nothing_is_not_told() -> None:
    assert told(None, 1_000_000_000_00, 100) is None
    assert told(40_000_000, 1_000_000_000_00, 1_000_000_00) is None
    more = told(2_000_000_00, 1_000_000_000_00, 1_000_000_00)
    assert more is not None
    assert "per jaar meer" in more.nl


def test_a_proposal_that_leaves_assistance_as_it_is_asks_nothing(contexts: Callable[[str], Context]) -> None:
    changed, _ = changed_of(amounts_of(ctx := contexts("huurtoeslag-2026"), ctx.settings.schemes))
    assert paid_by_municipalities(ctx, [each for each in changed if each.scheme.id != "bijstand"]) is None
