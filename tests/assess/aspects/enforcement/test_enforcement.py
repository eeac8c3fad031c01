"""Which facts can be checked in Polderland, and what that takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fictional.country import households, population
from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.enforcement import aspect
from uitvoerbaar.assess.workload.checking import CHECK
from uitvoerbaar.delivery.chain.checks import load_checks
from uitvoerbaar.delivery.organisations import load_organisations
from uitvoerbaar.delivery.work import load_processes

OPEN = {
    "{name: is_huurder, type: boolean, source: {}}": "{name: is_huurder, type: boolean, source: {}}\n"
    "          - {name: vraagt_opvangtoeslag, type: boolean, source: {}}",
    "conditions: [$is_huurder,": "conditions: [$is_huurder, $vraagt_opvangtoeslag,",
}
"""The law asks one thing more that citizens state and nothing stands against."""
HIGHER = {"loongrens: {value: 3000000": "loongrens: {value: 9000000"}


def test_hours_are_recipients_by_the_part_that_is_checked_by_the_minutes(context: MakeContext) -> None:
    """Of the rents of who has housing allowance one in ten is checked, in half an hour."""
    ctx = context("alles-of-niets")
    scheme = next(s for s in ctx.settings.schemes if s.id == "woontoeslag")
    column = ctx.household_column("na", scheme)
    assert column is not None
    recipients = ctx.weights[column > 0].sum() / 1000
    facts = aspect._facts(ctx, "na", [scheme], aspect.load_chain(), aspect.load_checks())
    assert {f.statement.field.name: f.hours for f in facts} == {
        "loon_uit_dienstbetrekking": 0,
        "is_huurder": 0,
        "kale_huur": pytest.approx(recipients * 0.1 * 0.5),
    }


@pytest.mark.parametrize(("edits", "value"), [(OPEN, "ingrijpend"), ({"value: 20000": "value: 20001"}, "beperkt")])
def test_something_more_that_cannot_be_verified_is_far_reaching(
    context: MakeContext, proposal: MakeProposal, edits: dict[str, str], value: str
) -> None:
    [row] = aspect.run(context(proposal("wet_woontoeslag", edits))).kader
    assert (row.id, row.value, row.status) == ("handhaafbaarheid", value, "gedeeltelijk")


def test_more_recipients_are_more_hours_of_checking(context: MakeContext, proposal: MakeProposal) -> None:
    [row] = aspect.run(context(proposal("wet_woontoeslag", HIGHER))).kader
    assert row.value in ("middelgroot", "ingrijpend")
    assert "procent verschil" in row.explanation.nl


def test_only_who_states_something_is_checked(context: MakeContext) -> None:
    """Who rents and states a rent; a household without a rent made no statement of one."""
    ctx = context("alles-of-niets")
    schemes = ctx.settings.schemes
    for fact in aspect._facts(ctx, "na", schemes, aspect.load_chain(), aspect.load_checks()):
        if not fact.statement.field.from_citizen:
            assert fact.stating is None
        else:
            assert fact.stating is not None
            assert fact.stating <= fact.recipients
    care = next(s for s in schemes if s.id == "opvangtoeslag")
    facts = aspect._facts(ctx, "na", [care], aspect.load_chain(), aspect.load_checks())
    [paid] = [f for f in facts if f.statement.field.name == "opvangkosten_betaald"]
    ages = ctx.people.after.collections["kinderen"]
    some = [
        any(ages.columns["opvangkosten_betaald"][k] for k in range(start, stop))
        for start, stop in zip(ages.start, ages.stop, strict=True)
    ]
    homes = {int(home) for home, has in zip(ctx.base.household, some, strict=False) if has}
    column = ctx.household_column("na", care)
    assert column is not None
    by_hand = sum(int(ctx.weights[home]) for home in homes if column[home] > 0) / 1000
    assert paid.stating == pytest.approx(by_hand)


def test_without_data_on_organisations_hours_have_no_price_and_that_is_said(
    context: MakeContext, proposal: MakeProposal
) -> None:
    [row] = aspect.run(context(proposal("wet_woontoeslag", HIGHER))).kader
    assert "niet te berekenen in geld: van Polderdienst is geen uurtarief bekend" in row.explanation.nl


def test_checks_by_item_and_the_process_of_checking_are_about_the_same_work() -> None:
    """Minutes a year and recipient of housing allowance: by item against one in a hundred files of an hour and a half.

    An adapted home is stated by few, so it is not among the items here.
    """
    [process] = [p for p in load_processes(load_organisations()).of("dienst_toeslagen") if p.id == CHECK]
    of_process = process.origins[0].share.value * process.handling.minutes.value
    checks = load_checks()
    items = [checks.of("Wonen", name) for name in ("is_huurder", "kale_huur", "servicekosten")]
    of_items = sum(check.part.value * check.minutes.value for check in items if check is not None)
    assert of_process / 2 <= of_items <= 2 * of_process


def test_on_own_microdata_a_small_group_has_no_row(context: MakeContext, proposal: MakeProposal) -> None:
    """The fictional country as records of a user: what rests on fewer than a hundred households is not told."""
    own = replace(population(households(), 2026), manifest={"jaar": 2026})
    ctx = context(proposal("wet_woontoeslag", {"value: 20000": "value: 20001"}))
    ctx.population = dict.fromkeys(ctx.population, own)
    outcome = aspect.run(ctx)
    assert outcome.kader == []
    assert outcome.run.status == "gedeeltelijk"
    assert "te weinig huishoudens" in outcome.run.missing[0].nl
