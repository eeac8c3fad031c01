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
