"""The government's estimate beside ours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fictional.country import households, population
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.budget.estimate import estimate_figure
from uitvoerbaar.assess.backtests.measure import off_words
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
    assert row["raming"] == Text("−2", "−2")
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


def test_ours_that_is_shown_as_nothing_has_no_percentage(context: MakeContext) -> None:
    """What comes out in so small a country rounds to 0 million: minus 100 percent would be read as a size."""
    for value in (-2.0, 2.0):
        ctx = context("alles-of-niets")
        ctx.proposal = replace(ctx.proposal, estimates=(replace(SAID, value=value),))
        made = estimate_figure(ctx, "begroting")
        assert made is not None
        (row,) = made.rows
        assert row["verschil"] == Text("hier komt er 0 uit", "here it comes to 0")


@pytest.mark.parametrize(
    ("published", "ours", "told"),
    [
        (0.0, 0.0, "geen verschil: allebei 0"),
        (0.0, 3.0, "gepubliceerd is 0, hier komt er wel iets uit"),
        (7.0, 0.0, "hier komt er 0 uit"),
        (7.0, -1.0, "de andere kant op"),
        (100.0, 94.0, "\u22126 procent"),
        (100.0, 106.0, "+6 procent"),
    ],
)
def test_a_zero_is_told_in_words(published: float, ours: float, told: str) -> None:
    assert off_words(published, ours).nl == told


def test_an_estimate_of_zero_may_be_named(context: MakeContext) -> None:
    ctx = context("alles-of-niets")
    ctx.proposal = replace(ctx.proposal, estimates=(replace(SAID, value=0.0),))
    made = estimate_figure(ctx, "begroting")
    assert made is not None
    assert "procent" not in str(made.rows[0]["verschil"])
