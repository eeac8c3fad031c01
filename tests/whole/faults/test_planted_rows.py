"""Faults that show in a row of the kader and in no finding: each changes its row, and the law without it does not.

Fraud, enforcement and buildability in the fictional country; a duty that is read backwards.
"""

from __future__ import annotations

import pytest

from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.buildability.aspect import TEST as BUILDABILITY
from uitvoerbaar.assess.aspects.enforcement.aspect import TEST as ENFORCEMENT
from uitvoerbaar.assess.aspects.fraud.aspect import TEST as FRAUD
from uitvoerbaar.assess.outcome import Test

HARMLESS = {"value: 20000": "value: 20001"}
"""A cent of own share: nothing to build, to check or to gain by."""
UNSEEN = {
    "{name: is_huurder, type: boolean, source: {}}": "{name: is_huurder, type: boolean, source: {}}\n"
    "          - {name: vraagt_opvangtoeslag, type: boolean, source: {}}",
    "conditions: [$is_huurder,": "conditions: [$is_huurder, $vraagt_opvangtoeslag,",
}
PLANTED = [
    pytest.param(FRAUD, {"deel: 0.5": "deel: 5"}, {"ingrijpend"}, id="a rent of one euro more brings five"),
    pytest.param(FRAUD, {"deel: 0.5": "deel: 0.9"}, {"middelgroot", "ingrijpend"}, id="a false rent brings nearly twice"),
    pytest.param(ENFORCEMENT, UNSEEN, {"ingrijpend"}, id="a condition that nobody can verify"),
    pytest.param(
        ENFORCEMENT, {"loongrens: {value: 3000000": "loongrens: {value: 30000000"}, {"middelgroot", "ingrijpend"},
        id="a bound ten times too high has everybody checked"),
    pytest.param(BUILDABILITY, UNSEEN, {"beperkt", "middelgroot"}, id="an item more is more than a number"),
]  # fmt: skip


def _points(value: str | None, text: str) -> float:
    return float(text.split(" = ")[1].split(" ")[0].replace(".", "").replace(",", ".")) if value else 0.0


@pytest.mark.parametrize(("test", "edits", "values"), PLANTED)
def test_a_planted_fault_shows_in_its_row(
    context: MakeContext, proposal: MakeProposal, test: Test, edits: dict[str, str], values: set[str]
) -> None:
    [sound] = test.run(context(proposal("wet_woontoeslag", HARMLESS))).kader
    assert sound.value == "beperkt"
    [row] = test.run(context(proposal("wet_woontoeslag", edits))).kader
    assert row.value in values
    if test is BUILDABILITY:
        assert _points(row.value, row.explanation.nl) > _points(sound.value, sound.explanation.nl) + 10


def test_the_same_change_the_other_way_round_is_no_growth(context: MakeContext, proposal: MakeProposal) -> None:
    """Before and after exchanged: what grew shrinks, so neither row rises."""
    more, less = {"deel: 0.5": "deel: 0.9"}, {"deel: 0.5": "deel: 0.1"}
    assert FRAUD.run(context(proposal("wet_woontoeslag", more))).kader[0].value != "beperkt"
    assert FRAUD.run(context(proposal("wet_woontoeslag", less))).kader[0].value == "beperkt"
    fewer = {"loongrens: {value: 3000000": "loongrens: {value: 300000"}
    assert ENFORCEMENT.run(context(proposal("wet_woontoeslag", fewer))).kader[0].value == "beperkt"
