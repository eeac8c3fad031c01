"""Digits that are no number (², ٣), numbers without end and positions without bound: refused in words, wherever they stand."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

import uitvoerbaar as uv
from tests.law.build import COLLECTIONS, law
from tests.report.sample import sample
from uitvoerbaar import cli
from uitvoerbaar.assess.reading.law_text import terms
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.typed import MOST_SECONDS, digits
from uitvoerbaar.base.yaml import number
from uitvoerbaar.findings.check import ReportError, check_report
from uitvoerbaar.law.coverage import in_order
from uitvoerbaar.law.model import Article
from uitvoerbaar.law.read.law_file import parse_text

LONG = "9" * 5_000
EXPLAIN = ["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01"]


@pytest.mark.parametrize("text", ["", "-1", "+1", "1_0", "²", "٣", "１", " 1", "1 ", "1.0", LONG])
def test_what_is_no_plain_number_counts_nothing(text: str) -> None:
    assert digits(text) is None


def test_plain_digits_are_a_number() -> None:
    assert [digits(text) for text in ("0", "007", "9" * 18)] == [0, 7, 10**18 - 1]


@pytest.mark.parametrize("text", ["1e999999999", "-1e999999999", "1e-999999999", "1e99999999999999999999"])
def test_an_exponent_without_end_is_no_number_of_a_law(text: str) -> None:
    assert number(text) is None


def test_nothing_times_any_power_is_nothing() -> None:
    assert number("0e999999999") == 0


@pytest.mark.parametrize(
    "given",
    [
        "kind.999999999.geboortedatum=2020-01-01", "kind.².geboortedatum=2020-01-01", "kind.٢.geboortedatum=2020-01-01",
        f"kind.{LONG}.geboortedatum=2020-01-01", "huisgenoot.1000000.geboortedatum=1990-01-01",
        'kinderen=[{"uurtarief": 1e999999999}]', 'kinderen=[{"uurtarief": 1e-999999999}]', "loon_uit_dienstbetrekking=²%",
        "loon_uit_dienstbetrekking=€²", "loon_uit_dienstbetrekking=€٢٥", "loon_uit_dienstbetrekking=٢%",
    ],
)  # fmt: skip
def test_a_case_is_refused_at_once(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    start = time.process_time()
    assert cli.run([*EXPLAIN, "--with", given]) == 1
    assert time.process_time() - start < 10
    assert "Fout in het programma zelf" not in capsys.readouterr().err


def test_the_first_child_that_is_missing_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    cli.run([*EXPLAIN, *(word for n in (1, 2, 4) for word in ("--with", f"kind.{n}.geboortedatum=2020-01-01"))])
    assert "kind.3 ontbreekt, terwijl kind.4 er wel is" in capsys.readouterr().err


@pytest.mark.parametrize(
    "verb", [["prove", "wet_op_de_zorgtoeslag", "--timeout"], ["assess", "huurtoeslag-2026", "--prove"]]
)
@pytest.mark.parametrize("seconds", ["nan", "inf", "1e400", "1e18", "-inf"])
def test_a_time_without_end_is_refused(verb: list[str], seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([*verb, seconds]) == cli.USAGE_ERROR
    said = capsys.readouterr().err
    assert "valt buiten" in said or "is geen getal" in said


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), MOST_SECONDS + 1.0])
def test_a_time_without_end_is_refused_in_python(seconds: float) -> None:
    with pytest.raises(UserError, match="seconds"):
        uv.laws(on="2026-01-01").prove("wet_op_de_zorgtoeslag", seconds=seconds)


@pytest.mark.parametrize("count", ["²", "１０００", LONG, "1_000"])
def test_a_number_of_households_is_plain(count: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["population", "make", "--households", count, "--out", str(tmp_path / "b")]) == 1
    assert "geef een getal of 'all'" in capsys.readouterr().err


def test_articles_with_odd_numbers_have_an_order() -> None:
    assert sorted(["2", "²", "10", "٣", LONG], key=in_order)[-2:] == ["2", "10"]
    assert sorted(["10", "2", "2a", "2.10", "2.9"], key=in_order) == ["2", "2a", "2.9", "2.10", "10"]


def test_an_element_of_a_list_has_a_plain_position(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = law(
        "wet",
        "{definitions: {rij: {value: [1, 2]}}, execution: {output: [{name: x, type: number}], "
        "actions: [{output: x, value: $rij.²}]}}",
        schema=COLLECTIONS,
    )
    (tmp_path / "wet.yaml").write_text(text, encoding="utf-8")
    assert cli.run(["explain", "wet", "x", "--on", "2026-01-01", "--laws", str(tmp_path)]) == 1
    assert "Fout in het programma zelf" not in capsys.readouterr().err


def test_a_schema_version_of_any_length_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = law("wet", "{definitions: {}}", schema=f"v{LONG}.{LONG}.{LONG}")
    (tmp_path / "wet.yaml").write_text(text, encoding="utf-8")
    cli.run(["check", str(tmp_path)])
    said = capsys.readouterr()
    assert "Fout in het programma zelf" not in said.err
    assert "onbekende schemaversie" in said.out


def test_a_term_of_any_number_of_days_is_read_or_left() -> None:
    found = parse_text(law("wet", "{definitions: {}}"), "wet.yaml")
    made = Article("1", f"Binnen {LONG} dagen, binnen ٣ weken of binnen 6 weken beslist hij.", "u", 1, None)
    assert [term.days for term in terms(found, made)] == [42]


@pytest.mark.parametrize(
    ("lang", "said"), [("nl", "1,2,3 procent"), ("en", "1.2.3 percent"), ("nl", f"{LONG} procent")]
)
def test_a_title_with_odd_numbers_is_told(lang: str, said: str) -> None:
    data: dict[str, Any] = sample().to_json()
    finding = next(found for found in data["findings"] if found["households"])
    finding["title"][lang] = f"{said} van de huishoudens"
    with pytest.raises(ReportError):
        check_report(data)


def test_a_verdict_that_counts_without_end_is_told() -> None:
    data: dict[str, Any] = sample().to_json()
    data["verdict"]["explanation"]["nl"] = f"{LONG} kritieke bevindingen."
    with pytest.raises(ReportError):
        check_report(data)


def test_a_format_with_odd_digits_is_told() -> None:
    for version in ("²", LONG):
        with pytest.raises(ReportError):
            check_report({**sample().to_json(), "format": f"uitvoeringstoets/{version}"})
