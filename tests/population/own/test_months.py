"""A table with a row per person per month: every row that cannot be used is told at once, with where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import uitvoerbaar as uv
from uitvoerbaar.cli import run

LAW = """\
$schema: https://raw.githubusercontent.com/MinBZK/regelrecht/refs/tags/schema-v0.5.8/schema/v0.5.8/schema.json
$id: wet_fietsgeld
name: Wet fietsgeld
regulatory_layer: WET
publication_date: '2025-01-01'
valid_from: '2025-01-01'
url: https://example.org/wet_fietsgeld
articles:
  - number: '1'
    text: Per maand 10 euro, vanaf 18 jaar 12,50 euro, en 5 euro voor elk kind dat is geboren.
    url: https://example.org/wet_fietsgeld#1
    machine_readable:
      execution:
        parameters:
          - {name: bsn, type: number, required: true}
        input:
          - {name: geboortedatum, type: date, source: {}}
          - {name: partner_bsn, type: number, nullable: true, source: {}}
          - {name: kinderen, type: array, source: {}}
          - {name: spaargeld, type: amount, type_spec: {unit: eurocent}, source: {}}
        output:
          - name: fietsgeld
            type: amount
            type_spec: {unit: eurocent}
            temporal: {type: period, period_type: month}
          - {name: jaarbedrag, type: amount, type_spec: {unit: eurocent}}
        actions:
          - output: fietsgeld
            operation: ADD
            values:
              - operation: IF
                cases:
                  - when:
                      operation: GREATER_THAN_OR_EQUAL
                      subject: {operation: AGE, date_of_birth: $geboortedatum, reference_date: $referencedate}
                      value: 18
                    then: 1250
                default: 1000
              - {operation: IF, cases: [{when: {operation: EQUALS, subject: $partner_bsn, value: null}, then: 0}], default: 100}
              - {operation: IF, cases: [{when: {operation: GREATER_THAN, subject: $spaargeld, value: 100}, then: 0}], default: 1}
              - operation: FOREACH
                collection: $kinderen
                as: kind
                filter:
                  operation: GREATER_THAN_OR_EQUAL
                  subject: {operation: AGE, date_of_birth: $kind.geboortedatum, reference_date: $referencedate}
                  value: 0
                combine: ADD
                body: 500
          - {output: jaarbedrag, operation: MULTIPLY, values: [$fietsgeld, 12]}
"""
ASKED = "wet_fietsgeld:fietsgeld"
MONTHS = ["2026-01", "2026-02", "2026-03"]


@pytest.fixture
def law(tmp_path: Path) -> uv.Laws:
    (tmp_path / "wetten").mkdir()
    (tmp_path / "wetten" / "wet_fietsgeld.yaml").write_text(LAW, encoding="utf-8")
    return uv.laws(on="2026-01-01", folders=[tmp_path / "wetten"])


def go(law: uv.Laws, frame: dict[str, list[Any]], **beside: Any) -> uv.MonthlyOutcomes:
    return law.run_months(ASKED, uv.people(frame, **beside), "2026-01", "2026-03")


def persons(**more: list[Any]) -> dict[str, list[Any]]:
    return {"bsn": [7] * 3, "maand": MONTHS, "geboortedatum": ["2008-02-01"] * 3, **more}


def refused(law: uv.Laws, frame: dict[str, list[Any]], **beside: Any) -> str:
    with pytest.raises(uv.UserError) as error:
        go(law, frame, **beside)
    return str(error.value)


def test_a_law_of_your_own_that_says_per_month(law: uv.Laws) -> None:
    made = go(law, persons())
    assert made.table["fietsgeld"].to_pylist() == [1001, 1251, 1251]
    assert made.table["maand"].to_pylist() == MONTHS
    assert made.sums.to_pylist() == [{"bsn": 7, "jaar": 2026, "maanden": 3, "fietsgeld": 3503, "fout": None}]


def test_what_no_law_gives_by_month_is_not_divided_by_twelve(law: uv.Laws) -> None:
    with pytest.raises(uv.UserError, match="niet per maand te vragen"):
        law.run_months("wet_fietsgeld:jaarbedrag", persons(), "2026-01", "2026-03")


def test_rows_may_stand_in_any_order_and_years_are_added_apart(law: uv.Laws) -> None:
    frame = {
        "bsn": ["b", "a", "a", "b"], "datum": ["2026-01-01", "2025-12-01", "2026-01-01", "2025-12-01"],
        "geboortedatum": ["1990-01-01"] * 4, "partner_bsn": ["a", None, "b", None],
    }  # fmt: skip
    made = law.run_months(ASKED, uv.people(frame), "2025-12", "2026-01")
    assert made.table["fietsgeld"].to_pylist() == [1351, 1251, 1351, 1251]
    assert [(row["bsn"], row["jaar"], row["fietsgeld"]) for row in made.sums.to_pylist()] == [
        ("b", 2025, 1251), ("b", 2026, 1351), ("a", 2025, 1251), ("a", 2026, 1351),
    ]  # fmt: skip


def test_children_hold_in_every_month_or_have_one_of_their_own(law: uv.Laws) -> None:
    born = {"ouder_bsn": [7], "geboortedatum": ["2026-01-20"]}
    assert go(law, persons(), children=born).table["fietsgeld"].to_pylist() == [1001, 1751, 1751]
    moved = {"ouder_bsn": [7], "geboortedatum": ["2015-01-20"], "maand": ["2026-02"]}
    assert go(law, persons(), children=moved).table["fietsgeld"].to_pylist() == [1001, 1751, 1251]


def test_months_that_are_missing_double_outside_or_unreadable_are_told_together(law: uv.Laws) -> None:
    frame: dict[str, list[Any]] = {
        "bsn": [1, 1, 1, 2, 2, 3, 3, 3], "geboortedatum": ["1990-01-01"] * 8,
        "maand": ["2026-01", "2026-02", "2026-02", "2026-01", "2026-02", "2026-01", "2026-04", "maart"],
    }  # fmt: skip
    told = refused(law, frame)
    assert "geen maand op rij 8" in told
    assert "buiten 2026-01 tot en met 2026-03 op rij 7" in told
    assert "bsn 1 staat meer dan een keer in 2026-02: rij 2, rij 3" in told
    assert "bsn 1 heeft geen rij voor 2026-03" in told
    assert "bsn 2 heeft geen rij voor 2026-03; wel rij 4, rij 5" in told
    assert "bsn 3 heeft geen rij voor 2026-02, 2026-03" in told


@pytest.mark.parametrize(("change", "said"), [
    ({"maand": None}, "kolom 'maand' ontbreekt"),
    ({"bsn": None}, "kolom 'bsn' ontbreekt"),
    ({"bsn": [7, None, 7]}, "kolom 'bsn' is leeg op rij 2"),
    ({"datum": ["2026-01-01"] * 3}, "houd er een"),
    ({"maand": None, "datum": ["2026-01-01", "2026-02-15", "2026-03-01"]}, "geen maand op rij 2"),
])  # fmt: skip
def test_what_a_table_by_month_needs(law: uv.Laws, change: dict[str, Any], said: str) -> None:
    frame = {name: values for name, values in {**persons(), **change}.items() if values is not None}
    assert said in refused(law, frame)


def test_a_partner_must_be_there_in_the_same_month(law: uv.Laws) -> None:
    frame: dict[str, list[Any]] = {
        "bsn": [1] * 3 + [2] * 3, "maand": MONTHS * 2, "geboortedatum": ["1990-01-01"] * 6,
        "partner_bsn": [2, 2, 2, 1, None, 1],
    }  # fmt: skip
    assert "op rij 2" in refused(law, frame)


def test_a_fact_of_the_year_is_the_same_in_every_month(law: uv.Laws) -> None:
    assert "kolom 'spaargeld' geldt voor het hele jaar" in refused(law, persons(spaargeld=[100, 100, 300]))
    wage = {**persons(), "loon_uit_dienstbetrekking": [200_000, 210_000, 200_000]}
    with pytest.raises(uv.UserError, match=r"loon_uit_dienstbetrekking' geldt voor het hele jaar.*rij 2"):
        uv.laws(on="2026-01-01").run_months("zorgtoeslag", wage, "2026-01", "2026-03")


def test_a_child_that_is_told_of_is_told_once(law: uv.Laws) -> None:
    twins = {"ouder_bsn": [7, 7], "geboortedatum": ["2020-03-01"] * 2}
    [told] = [line for line in go(law, persons(), children=twins).read_as if "tweeling" in line]
    assert "let op: rij 2: heeft" in told  # the row of the file, once, not of every month


def test_the_command_writes_months_and_sums(law: uv.Laws, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, out = tmp_path / "maanden.csv", tmp_path / "uit.parquet"
    data.write_text("bsn;maand;geboortedatum\n" + "".join(f"1;{m};1990-01-01\n" for m in MONTHS), encoding="utf-8")
    command = ["run", ASKED, "--data", str(data), "--out", str(out), "--laws", str(tmp_path / "wetten")]
    assert run([*command, "--from", "2026-01", "--to", "2026-03"]) == 0
    assert pq.read_table(out)["fietsgeld"].to_pylist() == [1251] * 3
    assert pq.read_table(tmp_path / "uit-som.parquet")["fietsgeld"].to_pylist() == [3753]
    assert "Het bedrag per maand" in capsys.readouterr().out
    assert run([*command, "--from", "2026-01"]) == 2
    assert run([*command, "--on", "2026-01-01", "--to", "2026-03"]) == 2
    assert run([*command, "--from", "2026-03", "--to", "2026-01"]) == 1
    assert run([*command, "--from", "januari", "--to", "2026-01"]) == 1


def test_quarters_are_asked_whole() -> None:
    frame = {"bsn": [1] * 3, "maand": MONTHS, "geboortedatum": ["1990-01-01"] * 3}
    with pytest.raises(uv.UserError, match="per 3 maanden"):
        uv.laws(on="2026-01-01").run_months("kinderbijslag", frame, "2026-02", "2026-03")
