"""What must change in systems, counted from the rules."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

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


def two_outputs(edits: dict[str, str]) -> dict[str, str]:
    """A law in which a second output takes the share and the months of the first one, and these edits in either."""
    second = {
        "          - {name: hoogte_woontoeslag, type": (
            "          - {name: hoogte_per_jaar, type: amount, type_spec: {unit: eurocent}}\n"
            "          - {name: hoogte_woontoeslag, type"
        ),
        "          - output: hoogte_woontoeslag": (
            "          - {output: hoogte_per_jaar, value: {operation: MULTIPLY, values: [$jaar, $deel]}}\n"
            "          - {output: jaar, value: {operation: MULTIPLY, values: [$maanden, $huur_boven_eigen_deel]}}\n"
            "          - output: hoogte_woontoeslag"
        ),
        "[$maanden, $deel, $huur_boven_eigen_deel]": "[$deel, $jaar]",
    }
    return {**second, **edits}


@pytest.mark.parametrize(
    ("edits", "counts"),
    [
        ({"deel: 0.5": "deel: 0.6"}, {"getal": 1}),
        ({"deel: 0.5": "deel: 0.6", "maanden: 12": "maanden: 11"}, {"getal": 2}),
        ({"[$maanden, $huur_boven_eigen_deel]": "[$maanden, $huur_boven_eigen_deel, $maanden]"}, {"regel": 1}),
        ({"[$jaar, $deel]": "[$jaar, $deel, $deel]"}, {"regel": 1}),
        (
            {"[$jaar, $deel]": "[$jaar, $deel, $deel]", "operation: LESS_THAN_OR_EQUAL": "operation: LESS_THAN"},
            {"regel": 2},
        ),
    ],
)
def test_what_stands_once_in_the_law_is_one_change_whatever_takes_it(
    context: MakeContext, proposal: MakeProposal, edits: dict[str, str], counts: dict[str, int]
) -> None:
    """A constant or a step that two outputs take is changed once in a system."""
    ctx = context(proposal(RENT, two_outputs(edits), before=two_outputs({})))
    assert Counter(change.kind for change in aspect.changes(ctx)) == counts


@pytest.mark.parametrize(
    ("edits", "nl", "en"),
    [
        (
            {"eigen_deel: {value: 20000": "eigen_deel: {value: 21050"},
            "eigen deel (Wet woontoeslag): € 200,00 wordt € 210,50",
            "own share (Wet woontoeslag): €200.00 becomes €210.50",
        ),
        (
            {"deel: 0.5": "deel: 0.625"},
            "deel (Wet woontoeslag): 50 procent wordt 62,5 procent",
            "part (Wet woontoeslag): 50 percent becomes 62.5 percent",
        ),
        (
            {"maanden: 12": "maanden: 11"},
            "maanden (Wet woontoeslag): 12 wordt 11",
            "months (Wet woontoeslag): 12 becomes 11",
        ),
    ],
)
def test_a_number_is_told_by_its_name_and_as_a_reader_has_it(
    context: MakeContext, proposal: MakeProposal, edits: dict[str, str], nl: str, en: str
) -> None:
    """Not in the cents in which the rules count, nor with a point for a comma."""
    [change] = aspect.changes(context(proposal(RENT, edits)))
    assert change.what.nl.replace("\u00a0", " ") == nl
    assert change.what.english.partition(" (")[2] == en.partition(" (")[2]


def test_a_number_without_a_name_is_named_by_its_outputs_once_each(
    context: MakeContext, proposal: MakeProposal
) -> None:
    """The step `jaar` is taken by both outputs, and by one of them twice."""
    before = two_outputs(
        {"[$maanden, $huur_boven_eigen_deel]": "[12, $huur_boven_eigen_deel]", "[$jaar, $deel]": "[$jaar, $jaar]"}
    )
    after = {key.replace("[12,", "[11,"): value.replace("[12,", "[11,") for key, value in before.items()}
    [change] = aspect.changes(context(proposal(RENT, after, before=before)))
    assert change.what.nl == "hoogte per jaar, hoogte woontoeslag (Wet woontoeslag): 12 wordt 11"


def test_a_connection_is_made_once_for_all_schemes_of_a_provider(
    context: MakeContext, proposal: MakeProposal, polderland: Path
) -> None:
    """Both allowances ask the date of birth, which the same provider takes from one register."""
    folder = proposal(RENT, ITEM)
    other = (polderland / "laws" / "wet_opvangtoeslag.yaml").read_text(encoding="utf-8")
    kosten = "          - {name: kosten, type: amount, type_spec: {unit: eurocent}, source: {output: kosten}}\n"
    over = "{operation: GREATER_THAN, subject: $kosten, value: 0}"
    born = "{operation: LESS_THAN, subject: $geboortedatum, value: '2010-01-01'}"
    for old, new in (
        (kosten, kosten + "          - {name: geboortedatum, type: date, source: {}}\n"),
        (over, f"{over}\n              - {born}"),
    ):
        assert old in other
        other = other.replace(old, new)
    (Path(folder) / "na" / "wet_opvangtoeslag.yaml").write_text(other, encoding="utf-8")
    described = Path(folder) / "proposal.yaml"
    text = described.read_text(encoding="utf-8")
    line = next(each for each in text.splitlines() if "wet: wet_woontoeslag" in each)
    described.write_text(
        text.replace(line, f"{line}\n{line.replace('wet_woontoeslag', 'wet_opvangtoeslag')}"), encoding="utf-8"
    )
    ctx = context(folder)
    assert Counter(change.kind for change in aspect.changes(ctx)) == {"regel": 2, "gegeven": 2, "registratie": 1}
    [made] = [change.what.nl for change in aspect.changes(ctx) if change.kind == "registratie"]
    assert made.endswith("(woontoeslag, opvangtoeslag)")
