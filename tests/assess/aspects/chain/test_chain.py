"""The chain of Polderland, counted by hand.

Five households: three with housing allowance (rent 450, 520 and 600.50; half of what is above 200, twelve months: 1,500,
1,920 and 2,403 euros; weights 1, 1 and 2.5), one that does not apply, one with a wage of one euro too much.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.fictional.country import households
from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.chain import aspect
from uitvoerbaar.assess.aspects.chain.fails import outage
from uitvoerbaar.assess.aspects.chain.figures import FEW, expected
from uitvoerbaar.assess.aspects.chain.measure import Needs, needs
from uitvoerbaar.assess.context import Context
from uitvoerbaar.delivery.chain.read import load_chain
from uitvoerbaar.findings import Text

YEARLY = 100 * (1_500 + 1_920 + 2.5 * 2_403)
MORE = {
    "{name: is_huurder, type: boolean, source: {}}": "{name: is_huurder, type: boolean, source: {}}\n"
    "          - {name: geboortedatum, type: date, source: {}}",
    "conditions: [$is_huurder,": "conditions: [$is_huurder, {operation: LESS_THAN, subject: $geboortedatum, value: '2010-01-01'},",
}
"""The law also asks the date of birth, which lies in another register."""


@pytest.fixture
def five(context: MakeContext) -> Context:
    """The first five households."""
    return context("alles-of-niets", households()[:5])


def of(ctx: Context, *schemes: str) -> Needs:
    chosen = [s for s in ctx.settings.schemes if s.id in schemes]
    return needs(ctx, "na", load_chain(), chosen)


def test_a_scheme_leans_on_the_registers_of_the_fields_that_its_law_reads(five: Context) -> None:
    found = of(five, "woontoeslag", "kindertoeslag").sources
    assert set(found["woontoeslag"].registers) == {"Loonregister", "Opgave"}
    assert set(found["kindertoeslag"].registers) == {"Basisregister"}


def test_a_field_without_a_known_register_is_told_and_not_left_out(five: Context) -> None:
    """What the childcare delivers lies in no register of this country."""
    assert [f.name for f in of(five, "opvangtoeslag").sources["opvangtoeslag"].unknown] == ["opvangkosten"]
    run = aspect.run(five).run
    assert run.status == "gedeeltelijk"
    assert "opvangkosten" in run.missing[0].nl


def test_a_value_is_needed_where_another_one_gives_another_amount(five: Context) -> None:
    """A wage of 30,001 ends the right of all three; whether somebody rents too. The date of birth is not read."""
    need = of(five, "woontoeslag")
    [scheme] = need.schemes
    for name in ("loon_uit_dienstbetrekking", "is_huurder", "kale_huur"):
        assert need.matters(scheme, [("persoon", name)]).tolist() == [True, True, True, False, False], name
    assert not need.matters(scheme, [("persoon", "geboortedatum")]).any()
    assert not need.tried(scheme, ("persoon", "geboortedatum"))


def test_a_value_that_changes_nothing_is_not_needed(context: MakeContext) -> None:
    """With the first three alone the highest wage is 25,000: no wage that occurs ends anybody's right."""
    need = of(context("alles-of-niets", households()[:3]), "woontoeslag")
    assert not need.matters(need.schemes[0], [("persoon", "loon_uit_dienstbetrekking")]).any()


def test_a_data_centre_of_ten_days_holds_up_decisions_and_no_payments(five: Context) -> None:
    found = outage(of(five, "woontoeslag"), "Rekencentrum", 10)
    [row] = found.hit
    assert (row.recipients, row.households, found.receiving) == (4.5, 4.5, 4.5)
    assert row.deciding.days == 10
    assert row.deciding.way == ("Loonregister", "Rekencentrum")
    assert row.decisions == pytest.approx(4.5 * 2 * 10 / 365)
    assert row.new == pytest.approx(4.5 * 0.1 * 10 / 365)
    assert found.resting == pytest.approx(YEARLY * 10 / 365)
    assert (found.unpaid, found.without_income) == (0, 0)


def test_a_bank_of_ten_days_holds_up_payments_and_no_decisions(five: Context) -> None:
    """Who has no wage loses all: the household with a rent of 520, unless it has something else."""
    found = outage(of(five, "woontoeslag"), "Bank", 10)
    [row] = found.hit
    assert row.decisions == 0
    assert found.unpaid == pytest.approx(YEARLY * 10 / 365)
    assert found.unpaid_most == pytest.approx(YEARLY / 12)
    assert found.resting == 0
    net = five.column("na", five.settings.net)
    assert net is not None
    alone = [int(amount) for amount, wage in zip(net[:3], (18_000, 0, 25_000), strict=True) if wage == 0]
    assert alone == [192_000]
    assert found.without_income == 1.0


def test_a_login_holds_up_who_applies_and_after_its_slack_what_citizens_state(five: Context) -> None:
    """Four days stop applying at once; deciding goes on until the fifth."""
    need = of(five, "woontoeslag")
    [short] = outage(need, "Inlog", 4).hit
    assert (short.work["aanvragen"].days, short.registers, short.decisions) == (4, {}, 0)
    [long] = outage(need, "Inlog", 10).hit
    assert long.registers["Opgave"].days == 5
    assert long.decisions == pytest.approx(4.5 * 2 * 5 / 365)


def test_a_levy_is_no_payment_that_stops(five: Context) -> None:
    assert outage(of(five, "heffing"), "Bank", 10).hit == ()


def test_a_scheme_without_a_rhythm_has_no_number_of_decisions(context: MakeContext) -> None:
    found = outage(of(context("alles-of-niets"), "opvangtoeslag"), "Inlog", 10)
    [row] = found.hit
    assert row.decisions is None
    assert row.recipients > 0


def test_a_register_that_the_proposal_brings_in_is_a_finding(context: MakeContext, proposal: MakeProposal) -> None:
    outcome = aspect.run(context(proposal("wet_woontoeslag", MORE)))
    [added] = [f for f in outcome.findings if f.severity == "aandacht"]
    assert added.title == Text(
        "Woontoeslag gaat leunen op Basisregister", "Housing allowance comes to lean on Base register"
    )
    [row] = next(f for f in outcome.figures if f.id == "keten-verschil").rows
    assert (row["gegevens_voor"], row["gegevens_na"]) == (4, 5)


def test_a_proposal_that_adds_no_register_has_no_such_finding(context: MakeContext) -> None:
    outcome = aspect.run(context("alles-of-niets"))
    assert not [f for f in outcome.findings if f.severity == "aandacht"]
    assert {f.id for f in outcome.figures} >= {"keten-beeld", "keten-punten", "keten-gegevens", "keten-uitval"}


def test_beside_the_money_that_waits_stand_the_households_with_any_scheme_in_it(context: MakeContext) -> None:
    """The amount is that of both schemes: the households of one of them would be another group."""
    ctx = context("alles-of-niets")
    both = of(ctx, "woontoeslag", "kindertoeslag")
    [finding] = aspect._weakest(ctx, both)
    columns = [ctx.household_column("na", scheme) for scheme in both.schemes]
    has = [column > 0 for column in columns if column is not None]
    assert len(has) == len(both.schemes)
    counted = finding.households
    assert counted is not None
    assert counted.value == round(ctx.weights[np.any(has, axis=0)].sum() / 1000)
    assert all(counted.value > round(ctx.weights[one].sum() / 1000) for one in has)
    assert all(scheme.name.nl.lower() in finding.whom.nl.lower() for scheme in both.schemes)


@pytest.mark.parametrize(
    ("value", "told"), [(0.0, 0), (0.3, None), (5.0, None), (99.9, None), (100.0, 100), (6201.4, 6201)]
)
def test_a_few_that_are_expected_are_not_told_as_a_count(value: float, told: int | None) -> None:
    assert expected(value) == told


def test_no_failure_of_a_link_counts_a_handful(context: MakeContext) -> None:
    fails = next(f for f in aspect.run(context("alles-of-niets")).figures if f.id == "keten-uitval")
    for row in fails.rows:
        for key in ("beslissingen", "zonder"):
            assert row[key] is None or row[key] == 0 or row[key] >= FEW
    assert fails.note is not None
    assert "een streepje is minder dan 100" in fails.note.nl
