"""`check` tells of operations that fail for everybody, and of names that an inner FOREACH cannot see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import COLLECTIONS, fails, law, value_of
from uitvoerbaar.law.check.law_files import check_paths

FAILS = [
    ("{operation: DIVIDE, values: [$inkomen, 0]}", "door nul gedeeld"),
    ("{operation: DIVIDE, values: [$inkomen, $nul]}", "door nul gedeeld"),
    ("{operation: DIVIDE, values: [$inkomen, {operation: MULTIPLY, values: [0, 5]}]}", "door nul gedeeld"),
    ("{operation: DIVIDE, values: [$inkomen, {operation: SUBTRACT, values: [5, 5]}]}", "door nul gedeeld"),
    ("{operation: DATE, year: 2026, month: 2, day: 30}", "de dag 2026-2-30 bestaat niet"),
    ("{operation: DATE, year: 0, month: 1, day: 1}", "de dag 0-1-1 bestaat niet"),
    ("{operation: DATE, year: 2026, month: 13, day: 1}", "de dag 2026-13-1 bestaat niet"),
    ("{operation: DATE_ADD, date: '9999-12-31', days: 1}", "buiten de jaren 1 tot en met 9999"),
    ("{operation: MULTIPLY, values: [9223372036854775807, 2]}", "altijd te groot voor een getal"),
    ("{operation: ADD, values: [70000000000000000000000000000, 70000000000000000000000000000]}", "altijd te groot"),
]
SOUND = [
    "{operation: DIVIDE, values: [$inkomen, 2]}",
    "{operation: DIVIDE, values: [0, 2]}",
    "{operation: DIVIDE, values: [2, $inkomen]}",
    "{operation: DATE, year: 2028, month: 2, day: 29}",
    "{operation: DATE_ADD, date: '2026-01-31', months: 1}",
    "{operation: MULTIPLY, values: [9223372036854775807, 1]}",
    "{operation: MULTIPLY, values: [$inkomen, 9223372036854775807]}",
]


def told(tmp_path: Path, value: str) -> str:
    article = f"""
definitions: {{nul: {{value: 0}}}}
execution:
  parameters: [{{name: inkomen, type: number}}]
  output: [{{name: x, type: number}}]
  actions: [{{output: x, value: {value}}}]
"""
    (tmp_path / "wet.yaml").write_text(law("wet", article, schema=COLLECTIONS), encoding="utf-8")
    return "\n".join(map(str, check_paths([tmp_path / "wet.yaml"], None)))


@pytest.mark.parametrize(("value", "words"), FAILS)
def test_what_always_fails_is_told(tmp_path: Path, value: str, words: str) -> None:
    assert words in told(tmp_path, value)


@pytest.mark.parametrize("value", SOUND)
def test_what_can_go_well_is_not_told(tmp_path: Path, value: str) -> None:
    found = told(tmp_path, value)
    assert not any(word in found for word in ("altijd", "bestaat niet", "buiten de jaren")), found


INNER = "{operation: FOREACH, collection: [1, 2], as: b, combine: ADD, body: {operation: ADD, values: [$a, $b]}}"
NESTED = f"{{operation: FOREACH, collection: [1, 2], as: a, combine: ADD, body: {INNER}}}"


def test_an_inner_foreach_that_names_the_outer_element_is_told(tmp_path: Path) -> None:
    assert "'$a' is het element van een FOREACH eromheen" in told(tmp_path, NESTED)
    with fails("An inner FOREACH does not see 'a'"):
        value_of(NESTED, schema=COLLECTIONS)


def test_the_outer_element_may_be_the_inner_collection(tmp_path: Path) -> None:
    nested = NESTED.replace("collection: [1, 2], as: b", "collection: $a, as: b").replace("[$a, $b]", "[1, $b]")
    assert "eromheen" not in told(tmp_path, nested)
    assert value_of(nested, schema=COLLECTIONS) == 5
