"""`uitvoerbaar test`: feature files on laws, verdicts and exit codes, and cases written as scenarios."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.law.build import ABSENCE, law
from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.cli import run
from uitvoerbaar.engine.reference.values import Unknown
from uitvoerbaar.engine.scenarios.feature import literal, read
from uitvoerbaar.engine.scenarios.report import Verdict, junit
from uitvoerbaar.law.graph import Record

RENT = """
execution:
  parameters: [{name: bsn, type: number}]
  input: [{name: huur, type: number, nullable: true, source: {}}]
  output: [{name: hoog, type: boolean}, {name: bestaat, type: boolean}]
  actions:
    - {output: hoog, value: {operation: GREATER_THAN, subject: $huur, value: 600}}
    - {output: bestaat, value: {operation: NOT, value: {operation: EQUALS, subject: $huur, value: null}}}
"""
HEAD = """Feature: huur

  Background:
    Given the calculation date is "2024-06-15"
    And parameter "bsn" is 1
"""


def table(cell: str) -> str:
    return f'    Given the following "register" data with key "bsn" for law "wet":\n      | bsn | huur |\n      | 1 | {cell} |\n'


def scenario(name: str, cell: str, *then: str) -> str:
    steps = "".join(f"    Then {step}\n" for step in then)
    return f'\n  Scenario: {name}\n{table(cell)}    When I evaluate outputs "hoog, bestaat" of "wet"\n{steps}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wetten").mkdir()
    (tmp_path / "wetten" / "wet.yaml").write_text(law("wet", RENT, schema=ABSENCE), encoding="utf-8")
    return tmp_path


def verdicts(folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[tuple[str, str]]]:
    (folder / "huur.feature").write_text(text, encoding="utf-8")
    code = run(["test", str(folder / "wetten"), str(folder / "huur.feature"), "--json"])
    return code, [(s["name"], s["outcome"]) for s in json.loads(capsys.readouterr().out)["scenarios"]]


def test_every_kind_of_step(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + "".join([
        scenario("huur", "650", 'output "hoog" is true', "the execution succeeds"),
        scenario("leeg", "", 'output "hoog" is unknown', 'output "bestaat" is unknown for lack of "huur"'),
        scenario("geen", "null", "the execution fails", 'the execution fails with "operand is null"'),
    ])  # fmt: skip
    assert verdicts(folder, text, capsys) == (0, [("huur", "passed"), ("leeg", "passed"), ("geen", "passed")])


@pytest.mark.parametrize(
    "wrong",
    [
        'output "hoog" is false',
        'output "hoog" is unknown',
        'output "hoog" is absent',
        'output "hoog" equals 3',
        'output "anders" is true',
        "the execution fails",
        'the result contains exactly the outputs "hoog"',
        'output "hoog" has override provenance',
        'output "hoog" is tainted as untranslatable',
    ],
)
def test_scenario_that_does_not_hold_fails(folder: Path, capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    assert verdicts(folder, HEAD + scenario("huur", "650", wrong), capsys) == (1, [("huur", "failed")])


def test_failure_tells_how_the_law_came_to_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "f.feature").write_text(HEAD + scenario("huur", "650", 'output "hoog" is false'), encoding="utf-8")
    assert run(["test", str(folder / "wetten"), str(folder), "--junit", str(folder / "uit.xml")]) == 1
    told = capsys.readouterr().out
    assert "f.feature:12 huur: 'hoog' is ja, verwacht: nee" in told
    assert "huur (650) is hoger dan 600? ja" in told
    suite = ElementTree.parse(folder / "uit.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("1", "1", "0")
    failure = suite[0].find("failure")
    assert failure is not None
    assert failure.get("message") == "'hoog' is ja, verwacht: nee"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + scenario("x", "1", 'the outputt "hoog" is true'), "geen stap van de grammatica"),
        (HEAD + "\n  Scenario: x\n    Zomaar tekst\n    When niets\n    Zomaar\n", "dit is geen stap"),
        ("zomaar tekst\n", "hier staan geen scenario's"),
        ('Feature: f\n  Scenario: x\n    When I evaluate "hoog" of "wet"\n', "de rekendatum ontbreekt"),
        (HEAD + "\n  Scenario: x\n    Given the following parameters:\n      | a | 1\n", "eindigt op |"),
    ],
)
def test_bad_input_is_told_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    (folder / "f.feature").write_text(text, encoding="utf-8")
    assert run(["test", str(folder / "wetten"), str(folder / "f.feature")]) == 2
    assert says in capsys.readouterr().out


def test_laws_or_scenarios_that_are_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", str(folder / "wetten"), str(folder / "nergens")]) == 2
    assert run(["test", str(folder / "nergens"), str(folder)]) == 2
    assert "bestaat niet" in capsys.readouterr().err


def test_outline_gives_a_scenario_per_row_and_work_in_progress_is_passed_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "\n  Scenario Outline: reeks\n"
        + table("<h>")
        + '    When I evaluate "hoog" of "wet"\n    Then output "hoog" is <u>\n'
    )
    rows += "    Examples:\n      | h | u |\n      | 601 | true |\n      | 600 | false |\n"
    wip = '\n  @wip\n  Scenario: later\n    When I evaluate "niets" of "wet"\n'
    found = verdicts(folder, HEAD + rows + wip, capsys)
    assert found == (0, [("reeks (601, true)", "passed"), ("reeks (600, false)", "passed"), ("later", "skipped")])


def test_literals() -> None:
    assert [literal(t) for t in ("true", "null", "12", "-1.5", "a b", "012")] == [
        True,
        None,
        12,
        literal("-1.5"),
        "a b",
        12,
    ]
    assert literal('{"a": [1, null]}') == Record((("a", (1, None)),))
    assert literal("", "huur") == Unknown(frozenset(("huur",)))


def test_ragged_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.feature"
    path.write_text(
        HEAD + "\n  Scenario: x\n    Given the following parameters:\n      | a | 1 |\n      | b |\n", encoding="utf-8"
    )
    with pytest.raises(LawFileError, match="de rij heeft 1 cellen, de eerste 2"):
        read(path)


def test_explained_case_is_pinned_and_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a partner, children (one of the `--then`) and a law that reads other laws; a second call writes behind it."""
    pin = tmp_path / "pin" / "geval.feature"
    asked = ["explain", "wet_op_het_kindgebonden_budget", "hoogte_kindgebonden_budget", "--on", "2026-01-01"]
    asked += ["--with", "kind.1.geboortedatum=2020-03-01", "--with", "partner.loon_uit_dienstbetrekking=1000000"]
    assert run([*asked, "--then", "kind.2.geboortedatum=2022-01-01", "--pin", str(pin)]) == 0
    assert run([*asked, "--pin", str(pin)]) == 0
    capsys.readouterr()
    assert run(["test", str(laws_dir()), str(pin)]) == 0
    assert "3 scenario's: 3 geslaagd, 0 gezakt" in capsys.readouterr().out
    pin.write_text(pin.read_text(encoding="utf-8").replace("equals 516000", "equals 516001"), encoding="utf-8")
    assert run(["test", str(laws_dir()), str(pin)]) == 1


def test_refuted_property_is_pinned_and_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("z3", reason="z3 is not installed")
    pin = tmp_path / "weerlegd.feature"
    asked = ["prove", "wet_op_het_kindgebonden_budget", "--on", "2026-01-01", "--property", "a-vermogen"]
    assert run([*asked, "--timeout", "30", "--pin", str(pin)]) == 0
    capsys.readouterr()
    assert "Weerlegd: Een euro meer vermogen" in pin.read_text(encoding="utf-8")
    assert run(["test", str(laws_dir()), str(pin)]) == 0
    assert "2 scenario's: 2 geslaagd" in capsys.readouterr().out


@pytest.mark.parametrize("cell", ["9" * 5000, "[" * 5000 + "]" * 5000, f"[{'9' * 5000}]"])
def test_a_cell_that_is_too_long_or_too_deep_is_told(
    folder: Path, cell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEAD + scenario("x", cell, "the execution succeeds")
    (folder / "x.feature").write_text(text, encoding="utf-8")
    assert run(["test", str(folder / "wetten"), str(folder / "x.feature")]) in (1, 2)
    said = "".join(capsys.readouterr())
    assert "te groot" in said or "te diep" in said


WHEN = '    When I evaluate "hoog" of "wet"\n'
OUTLINE = f'\n  Scenario Outline: a\n{table("<h>")}{WHEN}    Then output "hoog" is <r>\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("\n  Scenario: a\n", "dit scenario toetst niets"),
        (f"\n  Scenario: a\n{table('650')}{WHEN}", "dit scenario toetst niets"),
        (f"\n  Scenario: a\n{table('null')}{WHEN}", "dit scenario toetst niets"),
        ("\n  Scenario: a\n    Gegeven dit\n    Als dat\n    Dan alles\n", "dit scenario toetst niets"),
        (OUTLINE, "dit scenario heeft geen voorbeelden"),
        (OUTLINE + "    Examples:\n      | h | r |\n      | 650 |\n", "is 1 breed en de kop 2: 650"),
        (OUTLINE + "    Examples:\n      | h | u |\n      | 650 | true |\n", "geen kolom 'r'"),
        (
            f'\n  Scenario: a\n    Given parameter "bssn" is 1\n{table("650")}{WHEN}    Then output "hoog" is true\n',
            "kent een parameter of invoer 'bssn' (bedoelde u 'bsn'?)",
        ),
        (
            f'\n  Scenario: a\n{table("650")}{WHEN}    Then output "hoog" is true\n'.replace(
                'law "wet":', 'law "wett":'
            ),
            "de wet 'wett' is er niet (bedoelde u 'wet'?)",
        ),
    ],
)
def test_a_scenario_that_holds_nothing_to_the_law_does_not_pass(
    folder: Path, text: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "huur.feature").write_text(HEAD + text, encoding="utf-8")
    assert run(["test", str(folder / "wetten"), str(folder / "huur.feature")]) == 2
    assert says in capsys.readouterr().out


def test_another_language_is_told_and_not_passed_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "# language: nl\nFunctionaliteit: f\n  Scenario: a\n    Gegeven iets\n    Dan niets\n"
    (folder / "huur.feature").write_text(text, encoding="utf-8")
    assert run(["test", str(folder / "wetten"), str(folder / "huur.feature")]) == 2
    assert "de taal 'nl' worden niet gelezen" in capsys.readouterr().out


def test_two_rows_of_one_key_that_differ_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = table("650") + "      | 1 | 500 |\n"
    text = HEAD + f'\n  Scenario: a\n{rows}{WHEN}    Then output "hoog" is false\n'
    assert verdicts(folder, text, capsys) == (1, [("a", "failed")])
    twice = table("650") + "      | 1 | 650 |\n"
    text = HEAD + f'\n  Scenario: a\n{twice}{WHEN}    Then output "hoog" is true\n'
    assert verdicts(folder, text, capsys) == (0, [("a", "passed")])


def test_the_verdicts_are_xml_whatever_a_scenario_holds() -> None:
    odd = "\x00\x1b]0;t\x07 \x0b \x7f \x85 \ud800 \ufffe <&\"' é 🙂 \t"
    made = junit([Verdict("a\udcff.feature", odd, 3, "failed", message=odd, trace=(odd,))])
    [case] = ElementTree.fromstring(made.encode()).iter("testcase")
    assert "\\x1b]0;t\\x07" in case.attrib["name"]
    assert "é 🙂" in case.attrib["name"]
    assert case.attrib["file"] == "a\\xdcff.feature"
