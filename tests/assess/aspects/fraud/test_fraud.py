"""What a false claim brings in Polderland, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.fictional.country import households, population
from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.fraud import aspect
from uitvoerbaar.assess.aspects.fraud.measure import Claim, claims, median
from uitvoerbaar.assess.context import Context
from uitvoerbaar.delivery.chain.checks import load_checks
from uitvoerbaar.delivery.chain.read import load_chain

LAXER = {"deel: 0.5": "deel: 0.9"}


def of(ctx: Context, scheme: str, field: str) -> Claim:
    chosen = [s for s in ctx.settings.schemes if s.id == scheme]
    found, _ = claims(ctx, "na", chosen, load_chain(), load_checks())
    [claim] = [c for c in found if c.statement.field.name == field]
    return claim


def test_a_higher_rent_brings_half_of_it_up_to_the_highest_rent_there_is(context: MakeContext) -> None:
    """Rents of 450, 520, 600.50, 700 and 700. The mistakes of the catalogue on purpose: 1 euro, half or double, 1,500
    euros; within what occurs, so up to 700: 250, 180 and 99.50 euros a month, of which half for twelve months.
    """
    claim = of(context("alles-of-niets", households()[:5]), "woontoeslag", "kale_huur")
    assert claim.large.tolist() == [150_000, 108_000, 59_700, 0, 0]
    assert claim.small.tolist() == [150_000, 108_000, 59_700, 0, 0]


def test_the_expected_gain_is_less_the_chance_and_the_fine(context: MakeContext) -> None:
    """The median of the three, weights 1, 1 and 2.5, is 597 euros; found with a chance of 0.25, and a fine as large."""
    ctx = context("alles-of-niets", households()[:5])
    claim = of(ctx, "woontoeslag", "kale_huur")
    assert claim.typical(ctx.weights) == 59_700
    assert claim.expected(ctx.weights, load_checks()) == pytest.approx(59_700 * 0.75 - 59_700 * 0.25)


def test_what_stands_against_nothing_is_never_found(context: MakeContext) -> None:
    claim = of(context("alles-of-niets"), "opvangtoeslag", "opvangkosten_betaald")
    assert (claim.statement.how, claim.statement.chance) == ("niet", 0.0)


def test_an_application_is_no_claim(context: MakeContext) -> None:
    ctx = context("alles-of-niets")
    found, _ = claims(ctx, "na", ctx.settings.schemes, load_chain(), load_checks())
    assert not [c for c in found if c.statement.field.name.startswith("vraagt_")]
    assert {c.statement.field.name for c in found} == {"is_huurder", "kale_huur", "opvangkosten_betaald"}


def test_the_median_is_of_who_gains_by_weight() -> None:
    gains, weights = np.array([0, 10, 20, 30]), np.array([100, 1, 1, 5])
    assert median(gains, weights) == 30
    assert median(np.zeros(3, dtype=np.int64), np.ones(3, dtype=np.int64)) == 0


@pytest.mark.parametrize(
    ("edits", "value"), [(LAXER, {"middelgroot", "ingrijpend"}), ({"deel: 0.5": "deel: 0.4"}, {"beperkt"})]
)
def test_the_row_follows_what_a_false_claim_gains_by_the_proposal(
    context: MakeContext, proposal: MakeProposal, edits: dict[str, str], value: set[str]
) -> None:
    [row] = aspect.run(context(proposal("wet_woontoeslag", edits))).kader
    assert row.id == "fraudebestendigheid"
    assert row.value in value
    assert row.status == "gedeeltelijk"
    assert "kale huur" in row.explanation.nl


def test_on_own_microdata_a_small_group_has_no_row(context: MakeContext, proposal: MakeProposal) -> None:
    """The fictional country as records of a user: what rests on fewer than a hundred households is not told."""
    own = replace(population(households(), 2026), manifest={"jaar": 2026})
    ctx = context(proposal("wet_woontoeslag", {"value: 20000": "value: 20001"}))
    ctx.population = dict.fromkeys(ctx.population, own)
    outcome = aspect.run(ctx)
    assert outcome.kader == []
    assert outcome.run.status == "gedeeltelijk"
    assert "te weinig huishoudens" in outcome.run.missing[0].nl
