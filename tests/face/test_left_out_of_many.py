"""What laws say and is not computed is told wherever an outcome is shown: a case, a table, months, a curve, own laws."""

from __future__ import annotations

from pathlib import Path

import pytest

import uitvoerbaar as uv
from tests.law.build import ABSENCE, law
from uitvoerbaar.cli import run

ARTICLE = """
untranslatables: [{construct: afweging van belangen, reason: Een mens weegt., accepted: true}]
execution:
  parameters: [{name: bsn, type: number, required: true}]
  input: [{name: loon_uit_dienstbetrekking, type: amount, type_spec: {unit: eurocent}, source: {}}]
  output: [{name: x, type: amount, type_spec: {unit: eurocent}}]
  actions: [{output: x, value: $loon_uit_dienstbetrekking}]
"""
ONLY_TEXT = '  - number: "2"\n    text: Het bedrag is de helft.\n    url: https://example.org/wet#2\n'
MARKED, BARE = (
    "artikel 1: afweging van belangen. Een mens weegt.",
    "artikel 2: Van deze artikelen staat alleen de tekst",
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws" / "wet.yaml").write_text(law("wet", ARTICLE, schema=ABSENCE) + ONLY_TEXT, encoding="utf-8")
    return tmp_path / "laws"


def test_of_an_own_law_its_marks_and_articles_without_rules(own: Path) -> None:
    laws = uv.laws(on="2026-01-01", folders=[own])
    told = laws.explain("wet:x", uv.case(loon_uit_dienstbetrekking=5)).text()
    assert MARKED in told
    assert BARE in told
    made = laws.run("wet:x", {"bsn": [1], "loon_uit_dienstbetrekking": [5]})
    assert [line.removeprefix("wet, ")[:40] for line in made.left_out] == [MARKED[:40], BARE[:40]]
    assert made.attrs["not_modelled"] == list(made.left_out)


def test_on_the_command_line(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = own.parent / "p.csv"
    data.write_text("bsn,loon_uit_dienstbetrekking\n1,100\n", encoding="utf-8")
    files = ["--data", str(data), "--out", str(own.parent / "uit.csv"), "--laws", str(own)]
    assert run(["run", "wet:x", "--on", "2026-06-01", *files]) == 0
    assert MARKED in capsys.readouterr().out
    assert MARKED in (own.parent / "uit.csv-metadata.json").read_text(encoding="utf-8")


def test_a_table_is_told_what_the_same_case_is_told() -> None:
    laws, facts = (
        uv.laws(on="2026-01-01"),
        {"loon_uit_dienstbetrekking": uv.euro(25_000), "geboortedatum": "1950-05-01"},
    )
    case = laws.explain("netto", uv.case(**facts)).record.left_out
    assert case
    row = "\n".join(laws.run("netto", {"bsn": [1], **{name: [value] for name, value in facts.items()}}).left_out)
    for rule in case:
        assert rule.what.inside.nl.lower() in row.lower()


def test_what_concerns_no_row_is_not_told_and_the_others_are_counted() -> None:
    laws = uv.laws(on="2026-01-01")
    pension = "lijfrentepremies"
    made = laws.run("zorgtoeslag", {"bsn": [1, 2, 3], "loon_uit_dienstbetrekking": [0, 1_000_000, 2_000_000]})
    assert any(pension in line and "(ten hoogste 2 rijen)" in line for line in made.left_out)
    none = laws.run("zorgtoeslag", {"bsn": [1], "loon_uit_dienstbetrekking": [0]})
    assert not any(pension in line for line in none.left_out)


def test_months_and_a_curve_say_it_too() -> None:
    laws = uv.laws(on="2026-01-01")
    year = {"bsn": [1] * 12, "maand": [f"2026-{m:02d}" for m in range(1, 13)]}
    assert any("verblijfsrecht" in line for line in laws.run_months("zorgtoeslag", year, "2026-01", "2026-12").left_out)
    drawn = uv.curve(uv.case(loon_uit_dienstbetrekking=uv.euro(20_000)), on="2026-01-01")
    [told] = [one for one in drawn.about if one.nl.startswith("Niet meegerekend")]
    assert "verblijfsrecht" in told.nl
    assert told in drawn.warnings
