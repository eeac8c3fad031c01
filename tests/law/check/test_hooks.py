"""An output that a hook gives and that is there already does not count: check says so, of whichever file is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import law
from uitvoerbaar.law.check.law_files import check_paths

DECISION = """
execution:
  produces: {legal_character: BESCHIKKING, decision_type: TOEKENNING}
  output: [{name: x, type: number}]
  actions: [{output: x, value: 1}]
"""


def hook(point: str, output: str = "termijn", applies: str = "legal_character: BESCHIKKING", value: int = 6) -> str:
    return f"""
hooks: [{{hook_point: {point}, applies_to: {{{applies}}}}}]
execution:
  output: [{{name: {output}, type: number}}]
  actions: [{{output: {output}, value: {value}}}]
"""


def told(folder: Path, **laws: str) -> list[tuple[str, str]]:
    for name, text in laws.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [(Path(p.file).stem, p.message) for p in check_paths([folder], None) if "telt niet mee bij" in p.message]


@pytest.mark.parametrize("points", [("pre_actions", "pre_actions"), ("pre_actions", "post_actions")])
def test_two_hooks_that_give_one_output_are_told(tmp_path: Path, points: tuple[str, str]) -> None:
    first, second = points
    found = told(
        tmp_path,
        wet=law("wet", DECISION),
        awb=law("awb", hook(first)),
        regeling=law("regeling", hook(second, value=8), layer="MINISTERIELE_REGELING"),
    )
    assert [file for file, _ in found] == ["regeling"]
    assert "'termijn' van 'regeling' artikel 1 telt niet mee bij 'wet' artikel 1" in found[0][1]
    assert "'awb' artikel 1 geeft die uitkomst al" in found[0][1]


@pytest.mark.parametrize("point", ["pre_actions", "post_actions"])
def test_a_hook_that_gives_what_the_article_decides_is_told(tmp_path: Path, point: str) -> None:
    found = told(tmp_path, wet=law("wet", DECISION), awb=law("awb", hook(point, "x")))
    assert [file for file, _ in found] == ["awb"]
    assert "'wet' artikel 1 geeft die uitkomst al" in found[0][1]


def test_hooks_that_give_different_outputs_or_join_other_decisions_are_left_alone(tmp_path: Path) -> None:
    other = hook("pre_actions", applies="legal_character: BESCHIKKING, stage: BEKENDMAKING")
    assert not told(
        tmp_path,
        wet=law("wet", DECISION),
        awb=law("awb", hook("pre_actions"), hook("post_actions", "bezwaar")),
        regeling=law("regeling", other, layer="MINISTERIELE_REGELING"),
    )


def test_it_is_told_once_whatever_number_of_days_it_holds(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        wet=law("wet", DECISION),
        later=law("wet", DECISION, valid_from="2024-01-01"),
        awb=law("awb", hook("post_actions", "x")),
    )
    assert len(found) == 1
