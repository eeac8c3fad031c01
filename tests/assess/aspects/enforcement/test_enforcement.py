"""Which facts can be checked in Polderland, and what that takes."""

from __future__ import annotations

import pytest

from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.enforcement import aspect

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
