"""What must change in systems, counted from the rules."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.buildability import aspect

RENT = "wet_woontoeslag"
ITEM = {
    "{name: is_huurder, type: boolean, source: {}}": "{name: is_huurder, type: boolean, source: {}}\n"
    "          - {name: geboortedatum, type: date, source: {}}",
    "conditions: [$is_huurder,": (
        "conditions: [$is_huurder, {operation: LESS_THAN, subject: $geboortedatum, value: '2010-01-01'},"
    ),
}


@pytest.mark.parametrize(
    ("edits", "counts", "value"),
    [
        ({"eigen_deel: {value: 20000": "eigen_deel: {value: 21000"}, {"getal": 1}, "beperkt"),
        ({"values: [0, {": "values: [1, {", "deel: 0.5": "deel: 0.6"}, {"getal": 2}, "beperkt"),
        ({"operation: LESS_THAN_OR_EQUAL": "operation: LESS_THAN"}, {"regel": 1}, "beperkt"),
        (ITEM, {"regel": 1, "gegeven": 1, "registratie": 1}, "middelgroot"),
    ],
)  # fmt: skip
def test_changes_are_counted_by_kind(
    context: MakeContext, proposal: MakeProposal, edits: dict[str, str], counts: dict[str, int], value: str
) -> None:
    ctx = context(proposal(RENT, edits))
    assert Counter(change.kind for change in aspect.changes(ctx)) == counts
    [row] = aspect.run(ctx).kader
    assert (row.id, row.value, row.status) == ("maakbaarheid", value, "gedeeltelijk")


def test_the_arithmetic_is_open(context: MakeContext, proposal: MakeProposal) -> None:
    """A rule (10), an item (15) and a register (60) are 85 points."""
    [row] = aspect.run(context(proposal(RENT, ITEM))).kader
    assert row.explanation.nl.startswith("1 × 10 + 1 × 15 + 1 × 60 = 85 punten")


def test_another_name_of_a_constant_is_no_work(context: MakeContext, proposal: MakeProposal) -> None:
    ctx = context(proposal(RENT, {"eigen_deel: {value": "drempel: {value", "$eigen_deel": "$drempel"}))
    assert list(aspect.changes(ctx)) == []


def test_two_numbers_that_move_alike_are_two(context: MakeContext, proposal: MakeProposal) -> None:
    """Two constants of 0.5 that both become 0.6 are two changes in systems, in the table and in the points."""

    def with_two(amount: str) -> dict[str, str]:
        return {
            "deel: 0.5": f"deel: {amount}\n        toeslagdeel: {amount}",
            "[$maanden, $deel,": "[$maanden, $deel, $toeslagdeel,",
        }

    found = aspect.run(context(proposal(RENT, with_two("0.6"), before=with_two("0.5"))))
    counted = {row["soort"].nl: row["aantal"] for row in found.figures[0].rows}  # type: ignore[union-attr]
    assert counted["Andere getallen"] == 2
    assert found.kader[0].explanation.nl.startswith("2 × ")
