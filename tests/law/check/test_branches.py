"""Cases of an IF that never have their turn, and cases that look like it and do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import law
from tests.law.check.test_law_files import article, checked, messages

UP, UP_TO = "GREATER_THAN", "GREATER_THAN_OR_EQUAL"
DOWN, DOWN_TO = "LESS_THAN", "LESS_THAN_OR_EQUAL"


def case(operation: str, limit: int, subject: str = "loon") -> str:
    return f"{{when: {{operation: {operation}, subject: ${subject}, value: {limit}}}, then: {limit}}}"


def warned(tmp_path: Path, *cases: str) -> list[str]:
    fields = "{name: loon, type: number, source: {}}, {name: gegeven, type: number, source: {}}"
    value = f"{{operation: IF, cases: [{', '.join(cases)}], default: 0}}"
    found = messages(checked(tmp_path, wet=law("wet", article(fields, value))), "warning")
    return [m for m in found if "komt nooit aan de beurt" in m]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((UP_TO, 12), (UP_TO, 16)), ((UP, 12), (UP, 16)), ((UP, 12), (UP_TO, 16)), ((UP_TO, 12), (UP, 12)),
        ((DOWN, 16), (DOWN, 12)), ((DOWN_TO, 16), (DOWN, 16)), ((UP_TO, 12), (UP_TO, 12)),
    ],
)  # fmt: skip
def test_a_case_that_an_earlier_one_takes(tmp_path: Path, first: tuple[str, int], second: tuple[str, int]) -> None:
    [told] = warned(tmp_path, case(*first), case(*second))
    assert told == "geval 2 van deze IF komt nooit aan de beurt: geval 1 neemt al deze gevallen eerder"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((UP_TO, 16), (UP_TO, 12)), ((UP, 12), (UP_TO, 12)), ((DOWN, 12), (DOWN, 16)), ((DOWN, 16), (DOWN_TO, 16)),
        ((UP_TO, 16), (DOWN, 16)),
    ],
)  # fmt: skip
def test_a_case_that_has_its_turn(tmp_path: Path, first: tuple[str, int], second: tuple[str, int]) -> None:
    assert warned(tmp_path, case(*first), case(*second)) == []


def test_the_same_bound_on_another_fact_is_another_case(tmp_path: Path) -> None:
    assert warned(tmp_path, case(UP_TO, 12), case(UP_TO, 16, "gegeven")) == []


def told(tmp_path: Path, value: str) -> list[str]:
    fields = "{name: loon, type: number, source: {}}, {name: rang, type: number, source: {}}"
    return messages(checked(tmp_path, wet=law("wet", article(fields, value))), "warning")


def compared(operation: str, limit: int, subject: str = "loon") -> str:
    return f"{{operation: {operation}, subject: ${subject}, value: {limit}}}"


SAME = "alle gevallen van deze IF geven hetzelfde"


@pytest.mark.parametrize(
    ("cases", "default"),
    [
        ([(f"{compared(UP, 12)}", "0.96")], "0.96"),
        ([(f"{compared(UP, 16)}", "0.96"), (f"{compared(UP, 12)}", "0.960")], "0.96"),
        ([(f"{compared(UP, 16)}", "$rang"), (f"{compared(UP, 12)}", "$rang")], "$rang"),
    ],
)
def test_cases_that_all_give_the_same(tmp_path: Path, cases: list[tuple[str, str]], default: str) -> None:
    written = ", ".join(f"{{when: {when}, then: {then}}}" for when, then in cases)
    assert SAME in told(tmp_path, f"{{operation: IF, cases: [{written}], default: {default}}}")


@pytest.mark.parametrize("default", ["0.95", "$loon", "1"])
def test_a_case_or_default_that_differs_is_a_choice(tmp_path: Path, default: str) -> None:
    value = f"{{operation: IF, cases: [{{when: {compared(UP, 12)}, then: $rang}}], default: {default}}}"
    assert SAME not in told(tmp_path, value)


RANK = "rang"
ALWAYS = "de voorwaarde van geval 1 van deze IF is altijd waar"


@pytest.mark.parametrize(
    "when",
    [
        compared(UP_TO, 0, RANK),
        f"{{operation: OR, conditions: [{compared(UP, 12)}, {compared(UP_TO, 0, RANK)}]}}",
        f"{{operation: NOT, value: {compared(DOWN, 0, RANK)}}}",
    ],
)
def test_a_condition_that_always_holds(tmp_path: Path, when: str) -> None:
    """No rank is below nothing, by its register."""
    later = f"{{when: {compared(UP, 12)}, then: 2}}"
    found = told(tmp_path, f"{{operation: IF, cases: [{{when: {when}, then: 1}}, {later}], default: 0}}")
    assert ALWAYS in found
    assert "geval 2 van deze IF komt nooit aan de beurt: geval 1 geldt altijd" in found


def test_a_choice_is_one_when_only_a_caller_gives_it_a_constant(tmp_path: Path) -> None:
    """Another law asks for somebody of 23; for everybody else the age decides."""
    asked = article(
        "{name: rang, type: number, source: {}}",
        f"{{operation: IF, cases: [{{when: {compared(UP, 21, RANK)}, then: 1}}], default: 0}}",
    )
    asks = article(
        "{name: y, type: number, source: {regulation: wet, output: x, parameters: {bsn: $bsn, rang: 23}}}", "$y"
    )
    assert not [
        m
        for m in messages(checked(tmp_path, wet=law("wet", asked), vrager=law("vrager", asks)), "warning")
        if "IF" in m
    ]


@pytest.mark.parametrize("when", [compared(UP, 0, RANK), compared(UP_TO, 0)])
def test_a_condition_that_somebody_does_not_meet(tmp_path: Path, when: str) -> None:
    assert ALWAYS not in told(tmp_path, f"{{operation: IF, cases: [{{when: {when}, then: 1}}], default: 0}}")


def test_what_contradicts_itself_never_has_its_turn(tmp_path: Path) -> None:
    both = f"{{operation: AND, conditions: [{compared(UP, 20)}, {compared(DOWN, 10)}]}}"
    found = told(tmp_path, f"{{operation: IF, cases: [{{when: {both}, then: 1}}], default: 0}}")
    assert (
        "geval 1 van deze IF komt nooit aan de beurt: geen waarde van het register voldoet aan de voorwaarde" in found
    )
    apart = f"{{operation: AND, conditions: [{compared(UP, 10)}, {compared(DOWN, 20)}]}}"
    other = tmp_path / "other"
    other.mkdir()
    assert not told(other, f"{{operation: IF, cases: [{{when: {apart}, then: 1}}], default: 0}}")


@pytest.mark.parametrize(("first", "second", "dead"), [(UP_TO, DOWN, True), (UP, DOWN_TO, True), (UP, DOWN, False)])
def test_a_case_after_two_that_take_everyone(tmp_path: Path, first: str, second: str, dead: bool) -> None:
    """Who has exactly 10 is left only where neither case takes it."""
    cases = [
        (compared(first, 10, RANK), 1),
        (compared(second, 10, RANK), 2),
        (compared(UP, 12), 3),
    ]
    written = ", ".join(f"{{when: {when}, then: {then}}}" for when, then in cases)
    found = told(tmp_path, f"{{operation: IF, cases: [{written}], default: 0}}")
    assert ("geval 3 van deze IF komt nooit aan de beurt: geval 1 en geval 2 nemen samen iedereen" in found) is dead
