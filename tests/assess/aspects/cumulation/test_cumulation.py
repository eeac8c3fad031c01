"""Cumulation on the fictional country, against a count by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.fictional.country import Household, households
from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.cumulation import aspect
from uitvoerbaar.assess.aspects.cumulation.measure import received, trial
from uitvoerbaar.assess.pair import ROLES

RENT = "wet_woontoeslag"


def by_hand(h: Household) -> int:
    rent = h.asks_housing and h.rent > 20_000 and h.wage <= 3_000_000
    paid = sum(min(c.costs, c.paid) for c in h.children)
    return rent + (h.asks_childcare and paid > 0) + any(c.born > "2008-01-01" for c in h.children)


def test_schemes_per_household_are_counted(context: MakeContext, polderland: object) -> None:
    ctx = context("alles-of-niets")
    assert received(ctx, "voor").tolist() == [by_hand(h) for h in households()]


def test_the_distribution_adds_up_to_all_households(context: MakeContext, polderland: object) -> None:
    outcome = aspect.run(context("alles-of-niets"))
    rows: Any = next(f for f in outcome.figures if f.id == "stapeling-regelingen").rows
    everyone = round(sum(h.weight for h in households()) / 1000)
    for side in ("Voor", "Na"):
        assert abs(sum(r["huishoudens"] for r in rows if r["kant"].nl == side) - everyone) <= len(rows)


def test_a_raise_costs_what_the_laws_say(context: MakeContext, polderland: object) -> None:
    ctx = context("alles-of-niets")
    made = trial(ctx, "na", 100_000)
    of = households()
    working = [i for i, h in enumerate(of) if h.wage > 0]
    assert made.households.tolist() == working
    assert set(made.losses) == {"woontoeslag", "heffing"}  # the other schemes do not look at wages

    def lost(h: Household) -> int:
        entitled = h.asks_housing and h.rent > 20_000 and h.wage <= 3_000_000
        return 6 * (h.rent - 20_000) if entitled and h.wage + 100_000 > 3_000_000 else 0

    assert made.losses["woontoeslag"].tolist() == [lost(of[i]) for i in working]
    assert (made.losses["heffing"] >= 0).all()
    assert made.falling.tolist() == np.sum([v > 0 for v in made.losses.values()], axis=0).tolist()


def test_an_income_test_in_one_scheme_more_makes_a_pair(context: MakeContext, proposal: MakeProposal) -> None:
    tapered = {
        "          - {name: heeft_recht_op_opvangtoeslag, type: boolean, source: {output: heeft_recht_op_opvangtoeslag}}\n":
        "          - {name: heeft_recht_op_opvangtoeslag, type: boolean, source: {output: heeft_recht_op_opvangtoeslag}}\n"
        "          - {name: loon_uit_dienstbetrekking, type: amount, type_spec: {unit: eurocent}, source: {}}\n",
        "values: [$deel, $betaald]": "values: [$deel, {operation: MAX, values: [0, {operation: SUBTRACT, values: "
        "[$betaald, {operation: MULTIPLY, values: [0.01, $loon_uit_dienstbetrekking]}]}]}]",
    }  # fmt: skip
    ctx = context(proposal("wet_opvangtoeslag", tapered))
    pairs = {role: {(a, b) for a, b, _, _ in trial(ctx, role, 100_000).pairs()} for role in ROLES}
    assert ("opvangtoeslag", "heffing") not in pairs["voor"]
    assert ("opvangtoeslag", "heffing") in pairs["na"]


def test_a_meaning_that_is_new_is_found_and_a_harmless_edit_is_not(
    context: MakeContext, proposal: MakeProposal
) -> None:
    other = {
        "{name: loon_uit_dienstbetrekking, type: amount": "{name: geregistreerd_inkomen, type: amount",
        "subject: $loon_uit_dienstbetrekking": "subject: $geregistreerd_inkomen",
    }
    found = {f.id: f.severity for f in aspect.run(context(proposal(RENT, other))).findings}
    assert found["stapeling-begrip-inkomen"] == "aandacht"
    assert aspect.run(context(proposal(RENT, {"deel: 0.5": "deel: 0.6"}))).findings == []


def test_more_households_with_a_scheme_ask_for_attention(context: MakeContext, proposal: MakeProposal) -> None:
    wider = {"loongrens: {value: 3000000": "loongrens: {value: 9000000"}
    found = {f.id: f.severity for f in aspect.run(context(proposal(RENT, wider))).findings}
    assert found["stapeling-regelingen-erbij"] == "aandacht"
