"""Absence and what is not known across laws: N5 in the text, and what a call makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.law.build import ABSENCE, NEWEST, STRICT, fails, law, outcome
from uitvoerbaar.engine import DataSource
from uitvoerbaar.engine.reference.values import Unknown
from uitvoerbaar.law.check.law_files import check_paths

GIVES = """
execution:
  parameters: [{name: bsn, type: number}]
  output: [{name: y, type: number, nullable: %s}]
  actions: [{output: y, value: 1}]
"""
TAKES = """
execution:
  parameters: [{name: bsn, type: number}, {name: partner, type: number, nullable: true}]
  input: [{name: z, type: number, nullable: %s, source: {regulation: ander, output: y, parameters: {bsn: $%s}}}]
  output: [{name: x, type: number, nullable: true}]
  actions: [{output: x, value: $z}]
"""


@pytest.mark.parametrize(
    ("gives", "takes", "whom", "schema", "broken"),
    [
        ("true", "false", "bsn", ABSENCE, True),
        ("true", "true", "bsn", ABSENCE, False),
        ("false", "false", "partner", ABSENCE, True),
        ("false", "true", "partner", ABSENCE, False),
        ("false", "false", "bsn", ABSENCE, False),
        ("true", "false", "bsn", STRICT, False),
    ],
)
def test_input_that_is_never_absent(
    tmp_path: Path, gives: str, takes: str, whom: str, schema: str, broken: bool
) -> None:
    (tmp_path / "a.yaml").write_text(law("ander", GIVES % gives, schema=schema), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(law("wet", TAKES % (takes, whom), schema=schema), encoding="utf-8")
    found = [p.message for p in check_paths([tmp_path], None) if "(N5)" in p.message]
    assert bool(found) is broken


ASKED = """
execution:
  parameters: [{name: bsn, type: number}, {name: aanvraag, type: number, required: false}]
  output: [{name: past, type: boolean}, {name: zeven, type: number}]
  actions:
    - {output: past, value: {operation: LESS_THAN, subject: $aanvraag, value: 5}}
    - {output: zeven, value: 7}
"""
ASKS = """
execution:
  parameters: [{name: bsn, type: number}]
  input:
    - {name: bedrag, type: number, nullable: true, source: {}}
    - {name: partner, type: number, nullable: true, source: {}}
    - {name: met, type: boolean, source: {regulation: bron, output: past, parameters: {bsn: $bsn, aanvraag: $bedrag}}}
    - {name: zonder, type: boolean, source: {regulation: bron, output: past, parameters: {bsn: $bsn}}}
    - {name: van_partner, type: number, nullable: true, source: {regulation: bron, output: zeven, parameters: {bsn: $partner}}}
  output: [{name: x, type: boolean}, {name: y, type: boolean}, {name: q, type: number, nullable: true}]
  actions: [{output: x, value: $met}, {output: y, value: $zonder}, {output: q, value: $van_partner}]
"""


def asked(output: str, **row: Any) -> Any:
    texts = [law("wet", ASKS, schema=NEWEST), law("bron", ASKED, schema=NEWEST)]
    register = DataSource("register", "bsn", ({"bsn": 1, **row},), "wet")
    return outcome(texts, output=output, parameters={"bsn": 1}, sources=[register]).outputs[output]


def unknown(name: str) -> Unknown:
    return Unknown(frozenset((name,)))


def test_call_for_nobody_is_not_run_and_a_call_for_an_unknown_person_is_unknown() -> None:
    assert asked("q", partner=2) == 7
    assert asked("q", partner=None) is None
    assert asked("q") == asked("q", partner=unknown("partner")) == unknown("partner")


def test_optional_parameter_that_is_left_out_is_unknown_and_one_that_is_absent_is_refused_where_it_is_passed() -> None:
    assert asked("x", bedrag=3) is True
    assert asked("x") == unknown("bedrag")
    assert asked("y", bedrag=3) == unknown("aanvraag")
    with fails("parameter from wet: bron declares as never absent: 'aanvraag'"):
        asked("x", bedrag=None)


TERM = """
open_terms: [{id: t, type: number, required: %s%s}]
execution:
  output: [{name: x, type: number, nullable: true}]
  actions: [{output: x, value: $t}]
"""
FILLS = """
implements: [{law: wet, article: "1", open_term: t}]
execution:
  output: [{name: t, type: number, nullable: %s}]
  actions: [{output: t, value: 5}]
"""
DEFAULT = ", default: {actions: [{output: t, value: 1}]}"


@pytest.mark.parametrize(
    ("required", "default", "nullable", "broken"),
    [
        ("true", "", "true", True),
        ("true", DEFAULT, "true", False),
        ("false", "", "true", False),
        ("true", "", "false", False),
    ],
)
def test_what_fills_in_a_required_term_is_there(
    tmp_path: Path, required: str, default: str, nullable: str, broken: bool
) -> None:
    (tmp_path / "a.yaml").write_text(law("wet", TERM % (required, default), schema=NEWEST), encoding="utf-8")
    lower = law("regeling", FILLS % nullable, schema=NEWEST, layer="MINISTERIELE_REGELING")
    (tmp_path / "b.yaml").write_text(lower, encoding="utf-8")
    assert bool([p for p in check_paths([tmp_path], None) if "(N5)" in p.message]) is broken


@pytest.mark.parametrize(
    ("place", "told"),
    [("wet#1", ""), ("wet#2", "vestigt geen aanvraag"), ("wet#9", "geen artikel 9"), ("wett#1", "niet bekend")],
)
def test_article_that_a_decision_decides_on(tmp_path: Path, place: str, told: str) -> None:
    produces = "execution: {produces: {%s}, output: [{name: %s, type: number}], actions: [{output: %s, value: 1}]}"
    articles = [
        produces % ("submission: {kind: AANVRAAG}", "x", "x"),
        produces % (f"legal_character: BESCHIKKING, decides_on: ['{place}']", "y", "y"),
    ]
    (tmp_path / "a.yaml").write_text(law("wet", *articles, schema=NEWEST), encoding="utf-8")
    found = " ".join(p.message for p in check_paths([tmp_path], None))
    assert (told in found) if told else found == ""
