"""The government's estimate beside ours."""

from __future__ import annotations

from dataclasses import replace

from tests.fictional.country import households, population
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.budget.estimate import estimate_figure
from uitvoerbaar.assess.context import Context
from uitvoerbaar.base.text import Text
from uitvoerbaar.proposal.estimate import OfficialEstimate

SAID = OfficialEstimate(
    "bedrag", "opvangtoeslag", -2.0, "2026-01", "Verzonnen", "https://example.org", "gepubliceerd", None, 1
)


def _with_estimate(ctx: Context) -> Context:
    ctx.proposal = replace(ctx.proposal, estimates=(SAID,))
    return ctx


def test_ours_stands_beside_the_estimate(context: MakeContext) -> None:
    made = estimate_figure(_with_estimate(context("alles-of-niets")), "begroting")
    assert made is not None
    (row,) = made.rows
    assert row["raming"] == Text("-2", "-2")
    assert isinstance(row["hier"], Text)
    assert any(sign.isdigit() for sign in row["hier"].nl)


def test_without_an_estimate_there_is_no_figure(context: MakeContext) -> None:
    assert estimate_figure(context("alles-of-niets"), "begroting") is None


def test_of_own_microdata_nothing_is_set_beside_it(context: MakeContext) -> None:
    ctx = _with_estimate(context("alles-of-niets"))
    own = replace(population(households(), 2026), manifest={"jaar": 2026})
    ctx.population = dict.fromkeys(ctx.population, own)
    made = estimate_figure(ctx, "begroting")
    assert made is not None
    (row,) = made.rows
    assert row["hier"] == Text("niet getoond: eigen gegevens", "not shown: own microdata")
    assert row["verschil"] == Text("–")


def test_an_estimate_that_points_the_other_way_has_no_percentage(context: MakeContext) -> None:
    """Ours is below zero: beside an estimate of 2 million more, minus so many hundred percent would be read as a size."""
    for value, told in ((-2.0, "procent"), (2.0, "de andere kant op")):
        ctx = context("alles-of-niets")
        ctx.proposal = replace(ctx.proposal, estimates=(replace(SAID, value=value),))
        made = estimate_figure(ctx, "begroting")
        assert made is not None
        (row,) = made.rows
        assert isinstance(row["verschil"], Text)
        assert row["verschil"].nl.endswith(told)
