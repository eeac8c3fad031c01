"""What a law leaves open or replaces and what never counts is told; so is the highest of nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import ABSENCE, law
from uitvoerbaar.law.check.law_files import check_paths


def told(folder: Path, *texts: str) -> list[str]:
    for at, text in enumerate(texts):
        (folder / f"wet{at}.yaml").write_text(text, encoding="utf-8")
    return [problem.message for problem in check_paths([folder], None)]


def article(value: str, *inputs: str, above: str = "", output: str = "{name: x, type: number}") -> str:
    listed = "".join(f"\n    - {each}" for each in inputs)
    asked = f"  input:{listed}" if inputs else ""
    return f"""
{above}
execution:
  parameters: [{{name: bsn, type: number, required: true}}]
{asked}
  output: [{output}]
  actions: [{{output: x, value: {value}}}]
"""


def of(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.strip())


TERM = (
    "open_terms: [{id: y, type: number, required: false, delegated_to: minister, delegation_type: MINISTERIELE_REGELING, "
    "default: {actions: [{output: y, value: 1}]}}]"
)


def test_an_open_term_that_nothing_reads(tmp_path: Path) -> None:
    [said] = told(tmp_path, law("wet", of(article("5", above=TERM)), schema=ABSENCE))
    assert said == "open term 'y' wordt nergens gelezen: wat een lagere regel invult, telt niet"
    assert told(tmp_path, law("wet", of(article("$y", above=TERM)), schema=ABSENCE)) == []


def test_an_open_term_with_the_name_of_a_definition(tmp_path: Path) -> None:
    found = told(tmp_path, law("wet", of(article("$y", above=f"definitions: {{y: 7}}\n{TERM}")), schema=ABSENCE))
    assert any("'y' is hier open term, en op regel" in said and "een van beide telt nooit" in said for said in found)


@pytest.mark.parametrize(("combine", "many"), [("MAX", 1), ("MIN", 1), ("ADD", 0)])
def test_the_highest_of_nobody(tmp_path: Path, combine: str, many: int) -> None:
    value = f"{{operation: FOREACH, collection: $kinderen, as: kind, combine: {combine}, body: 1}}"
    text = law("wet", of(article(value, "{name: kinderen, type: array, source: {}}")), schema=ABSENCE)
    assert len([said for said in told(tmp_path, text) if "is leeg als er niets in de lijst is" in said]) == many
    free = text.replace("{name: x, type: number}", "{name: x, type: number, nullable: true}")
    assert told(tmp_path, free) == []


def replacing(*inputs: str) -> str:
    above = 'overrides: [{law: wet, article: "1", output: x}]'
    return law("ander", of(article("3" if not inputs else "$y", *inputs, above=above)), schema=ABSENCE)


def test_an_override_of_a_law_that_never_asks(tmp_path: Path) -> None:
    general = law("wet", of(article("5")), schema=ABSENCE)
    found = told(tmp_path, general, replacing())
    assert [said for said in found if "de vervanging geldt nergens" in said]
    asks = "{name: y, type: number, source: {regulation: wet, output: x, parameters: {bsn: $bsn}}}"
    assert not [said for said in told(tmp_path, general, replacing(asks)) if "geldt nergens" in said]


def test_an_override_of_what_a_hook_gives(tmp_path: Path) -> None:
    hook = "hooks: [{hook_point: post_actions, applies_to: {legal_character: BESCHIKKING}}]"
    general = law("wet", of(article("5", above=hook)), schema=ABSENCE)
    assert not [said for said in told(tmp_path, general, replacing()) if "geldt nergens" in said]
