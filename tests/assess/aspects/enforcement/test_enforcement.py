"""Which facts can be checked in Polderland, and what that takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.fictional.country import households, population
from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.enforcement import aspect
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.words import WHOSE
from uitvoerbaar.assess.workload import checking
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
    assert " procent meer. Erbij" in row.explanation.nl
    assert " percent more. Added" in row.explanation.english


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (22_128, 22_196, "minder dan 1 procent meer"),
        (9_260, 8_530, "8 procent minder"),
        (9_260, 9_259, "minder dan 1 procent minder"),
        (10, 0, "100 procent minder"),
        (10, 35, "250 procent meer"),
        (5, 5, "geen verschil"),
        (0, 5, "alles is erbij gekomen"),
    ],
)
def test_a_difference_of_hours_is_no_difference_only_when_it_is_none(before: float, after: float, told: str) -> None:
    """Between 22,100 and 22,200 hours stood `0 procent verschil`."""
    assert aspect._grown(before, after).nl == told


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


def test_items_divide_the_hours_of_the_process_and_what_is_added_is_more() -> None:
    """1,000 recipients of 0.033 hours: 33 hours before, whatever the minutes of the items; twice the minutes after are 66."""
    scheme = SimpleNamespace(id="huurtoeslag")

    def fact(hours: float, scheme: object = scheme) -> aspect.Fact:
        return aspect.Fact(cast(Any, scheme), cast(Any, None), 1000.0, 500.0, hours)

    both = aspect.scaled(Pair([fact(10.0), fact(30.0)], [fact(20.0), fact(60.0)]), {"huurtoeslag": 0.033})
    assert [f.hours for f in both.before] == pytest.approx([33 / 4, 33 * 3 / 4])
    assert sum(f.hours for f in both.after) == pytest.approx(66)
    new = aspect.scaled(Pair([], [fact(20.0), fact(60.0)]), {"huurtoeslag": 0.033})
    assert sum(f.hours for f in new.after) == pytest.approx(33), "nothing was checked before"
    levy = aspect.scaled(Pair([fact(10.0)], [fact(20.0)]), {})
    assert [f.hours for facts in levy for f in facts] == [10.0, 20.0]
    by_itself = aspect.scaled(Pair([fact(0.0)], [fact(0.0)]), {"huurtoeslag": 0.033})
    assert [f.hours for facts in by_itself for f in facts] == [0.0, 0.0]


def test_hours_for_each_recipient_are_those_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """By hand for allowances: one in a hundred, an hour and a half, a tenth comes again; nothing of a levy."""
    monkeypatch.setattr(checking, "_known", lambda ctx: known)
    organisations = load_organisations()
    known = organisations, load_processes(organisations)
    allowance, levy = (SimpleNamespace(provider="Dienst Toeslagen", spends=spends) for spends in (True, False))
    assert checking.check_hours(cast(Any, None), cast(Any, allowance)) == pytest.approx(0.01 * 1.5 * 1.1)
    assert checking.check_hours(cast(Any, None), cast(Any, levy)) is None
    unknown = SimpleNamespace(provider="Polderdienst", spends=True)
    assert checking.check_hours(cast(Any, None), cast(Any, unknown)) is None


def test_on_own_microdata_a_small_group_has_no_row(context: MakeContext, proposal: MakeProposal) -> None:
    """The fictional country as records of a user: what rests on fewer than a hundred households is not told."""
    own = replace(population(households(), 2026), manifest={"jaar": 2026})
    ctx = context(proposal("wet_woontoeslag", {"value: 20000": "value: 20001"}))
    ctx.population = dict.fromkeys(ctx.population, own)
    outcome = aspect.run(ctx)
    assert outcome.kader == []
    assert outcome.run.status == "gedeeltelijk"
    assert "te weinig huishoudens" in outcome.run.missing[0].nl


def test_an_item_of_a_child_is_not_the_item_of_the_person(contexts: Callable[[str], Context]) -> None:
    """Three dates of birth in one act are three rows that can be told apart."""
    figure = next(f for f in aspect.run(contexts("huurtoeslag-2026")).figures if f.id == "handhaving-gegevens")
    rows = [(row["regeling"].nl, row["gegeven"].nl, row["kant"].nl) for row in figure.rows]  # type: ignore[union-attr]
    assert len(set(rows)) == len(rows)
    births = {item for _, item, _ in rows if item.startswith("geboortedatum")}
    assert births == {f"geboortedatum, {whose.nl}" for whose in WHOSE.values()}
