"""Whatever a law or register file holds, reading it ends in findings with a line: never in another error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.folders import laws_dir, registers_dir
from uitvoerbaar.base.yaml import load
from uitvoerbaar.law.check.law_files import check_paths
from uitvoerbaar.law.registers import load_registers

LAW = laws_dir() / "nl" / "wet" / "wet_op_de_zorgtoeslag" / "2026-01-01.yaml"
JUNK = (
    "null", "true", "[]", "{}", "-1", "'x'", "$x", "$", "$a..b", "[1, [2]]", "{operation: ADD}", "{operation: IF, cases: [1]}",
    "1e400", "0x1F", "2026-13-01", "{a: 1}", "'#x'", "$referencedate.jaar", "{operation: FOREACH, collection: 1, body: 2}",
    "99999999999999999999", "{operation: [1]}", "[null]", "*a", "&a 1", "!x 1", "\t", "ADD", "[1, 2]",
)  # fmt: skip

edit = st.tuples(st.integers(0, 10_000), st.sampled_from(("value", "drop", "cut", "copy")), st.sampled_from(JUNK))
edits = st.lists(edit, min_size=1, max_size=4)


def edited(text: str, changes: list[tuple[int, str, str]]) -> str:
    """`text` with some lines given another value, dropped, cut short or repeated."""
    lines = text.splitlines()
    for at, how, junk in changes:
        i = at % len(lines)
        if how == "value":
            lines[i] = f"{lines[i].split(':')[0]}: {junk}"
        elif how == "cut":
            lines[i] = lines[i][: at % (len(lines[i]) + 1)]
        else:
            lines[i : i + 1] = [lines[i]] * 2 if how == "copy" else [""]
    return "\n".join(lines)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=edits)
def test_any_law_file_gives_findings(changes: list[Any], tmp_path: Path) -> None:
    file = tmp_path / "wet.yaml"
    file.write_text(edited(LAW.read_text(encoding="utf-8"), changes), encoding="utf-8")
    for problem in check_paths([file], None):
        assert problem.line >= 1
        assert str(problem)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=edits, source=st.sampled_from(sorted(registers_dir().glob("*.yaml"))))
def test_any_register_file_is_read_or_refused(changes: list[Any], source: Path, tmp_path: Path) -> None:
    text = source.read_text(encoding="utf-8").replace(", ", "\n    , ")
    (tmp_path / "register.yaml").write_text(edited(text, changes), encoding="utf-8")
    found: list[Problem] = []
    try:
        load_registers(tmp_path)
    except LawFileError as error:
        found = error.problems
    assert all(problem.line >= 1 and str(problem) for problem in found)


@pytest.mark.parametrize(
    "text", ["", "\x00", "- 1", "a", "[", "{a: b", "\ufeff$id: x", "? [a]\n: b", "'", "|", "%YAML 9.9"]
)
def test_any_text_gives_findings(text: str, tmp_path: Path) -> None:
    file = tmp_path / "wet.yaml"
    file.write_text(text, encoding="utf-8")
    assert any(problem.level == "error" for problem in check_paths([file], None))


@pytest.mark.parametrize("text", ["a: é\x00b", "é: é\nb: \x07", "x: \ufffe", "a: \ud800", "\x1b" * 3])
def test_a_letter_that_yaml_does_not_allow_is_named(text: str) -> None:
    with pytest.raises(LawFileError) as error:
        load(text, "wet.yaml")
    letter = next(c for c in text if c in "\x00\x07\ufffe\ud800\x1b")
    assert f"U+{ord(letter):04X}" in str(error.value)
    assert error.value.line == text.count("\n") + 1


@pytest.mark.parametrize(
    ("digits", "fits"),
    [
        ("0x1F", True),
        (f"0x{'f' * 23}", True),  # as many as decimal digits can tell exactly
        (f"0x{'f' * 24}", False),
        (f"0x{'f' * 6000}", False),
        (f"0o{'7' * 6000}", False),
    ],
)
def test_a_whole_number_in_another_base_is_exact_or_refused(digits: str, fits: bool) -> None:
    if fits:
        assert load(f"x: {digits}", "wet.yaml")["x"] == int(digits, 16)
        return
    with pytest.raises(LawFileError, match="te veel cijfers voor een getal"):
        load(f"x: {digits}", "wet.yaml")
