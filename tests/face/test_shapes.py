"""What a table of outcomes looks like: columns that are kept, households in place of persons, totals, two sides, units."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import uitvoerbaar as uv
from uitvoerbaar.cli import run

ON = "2026-01-01"
CARE, INCOME = (
    "wet_op_de_zorgtoeslag:hoogte_zorgtoeslag",
    "algemene_wet_inkomensafhankelijke_regelingen:toetsingsinkomen",
)
JOINT = "algemene_wet_inkomensafhankelijke_regelingen:gezamenlijk_toetsingsinkomen"
FAMILY: dict[str, list[Any]] = {
    "bsn": ["a", "b", "c"],
    "partner_bsn": ["b", "a", None],
    "loon_uit_dienstbetrekking": [2_000_000, 1_500_000, 2_500_000],
    "wijk": ["Noord", "Noord", "Zuid"],
}


@pytest.fixture(scope="module")
def law() -> uv.Laws:
    return uv.laws(on=ON)


def test_a_couple_counts_once_in_totals_and_households(law: uv.Laws) -> None:
    single, made = law.run([CARE, INCOME], FAMILY), law.run([CARE, INCOME], FAMILY, per="huishouden")
    care = single.table["hoogte_zorgtoeslag"].to_pylist()
    assert care[0] == care[1] > 0
    assert made.table.to_pydict() == {
        "huishouden": ["a", "c"],
        "personen": [2, 1],
        "hoogte_zorgtoeslag": [care[0], care[2]],
        "toetsingsinkomen": [3_500_000, 2_500_000],
        "fout": [None, None],
    }
    for outcomes in (single, made):
        assert [(t.value, t.households, t.once) for t in outcomes.totals] == [
            (care[0] + care[2], 2, "eenheden"), (6_000_000, 2, "personen"),
        ]  # fmt: skip
    assert "een keer geteld" in single.totals[0].words


def test_the_partner_who_did_not_apply_has_nothing_and_the_couple_its_amount(law: uv.Laws) -> None:
    made = law.run("zorgtoeslag", {**FAMILY, "aanvraag_zorgtoeslag": [True, False, True]}, per="huishouden")
    assert made.table["zorgtoeslag"].to_pylist()[0] == law.run("zorgtoeslag", FAMILY).table["zorgtoeslag"][0].as_py()
    assert not made.warnings


def test_what_may_be_of_both_is_asked_not_guessed(law: uv.Laws) -> None:
    with pytest.raises(uv.UserError, match=r"gezamenlijk_toetsingsinkomen .* --together NAAM of --each NAAM"):
        law.run(JOINT, FAMILY, per="huishouden")
    assert law.run(JOINT, FAMILY).totals[0].value is None
    assert "niet opgeteld" in law.run(JOINT, FAMILY).totals[0].words
    made = law.run(JOINT, FAMILY, per="huishouden", together=["gezamenlijk_toetsingsinkomen"])
    assert made.table["gezamenlijk_toetsingsinkomen"].to_pylist() == [3_500_000, 2_500_000]
    with pytest.raises(uv.UserError, match="geen uitkomst die wordt gevraagd"):
        law.run(JOINT, FAMILY, together=["inkomen"])
    with pytest.raises(uv.UserError, match="samen en per persoon"):
        law.run(JOINT, FAMILY, together=["gezamenlijk_toetsingsinkomen"], each=["gezamenlijk_toetsingsinkomen"])


def test_a_column_names_the_household(law: uv.Laws) -> None:
    made = law.run([INCOME], {**FAMILY, "huishouden": [7, 7, 7]}, per="huishouden")
    assert made.table.to_pylist() == [{"huishouden": "7", "personen": 3, "toetsingsinkomen": 6_000_000, "fout": None}]
    assert not made.unused or "huishouden" not in made.unused
    with pytest.raises(uv.UserError, match="partners staan in verschillende huishoudens op rij 1, rij 2"):
        law.run([INCOME], {**FAMILY, "huishouden": [7, 8, 8]}, per="huishouden")
    with pytest.raises(uv.UserError, match="'huishouden' is leeg op rij 3"):
        law.run([INCOME], {**FAMILY, "huishouden": [7, 7, None]}, per="huishouden")


def test_columns_are_kept_as_they_were_given(law: uv.Laws) -> None:
    made = law.run("zorgtoeslag", {**FAMILY, "zorgtoeslag": [1, 2, 3]}, keep=True)
    assert made.table.column_names == [
        "bsn", "partner_bsn", "loon_uit_dienstbetrekking", "wijk", "zorgtoeslag_gegeven", "zorgtoeslag", "fout",
    ]  # fmt: skip
    assert made.table["wijk"].to_pylist() == FAMILY["wijk"]
    assert "wijk" not in made.unused
    assert law.run("zorgtoeslag", FAMILY, keep=["wijk"]).table.column_names == ["bsn", "wijk", "zorgtoeslag", "fout"]
    with pytest.raises(uv.UserError, match="bedoelde u 'wijk'"):
        law.run("zorgtoeslag", FAMILY, keep=["wijkk"])
    with pytest.raises(uv.UserError, match="rij per persoon"):
        law.run("zorgtoeslag", FAMILY, keep=True, per="huishouden")


@pytest.mark.parametrize(
    ("amounts", "unit", "said"),
    [
        ([25_000, 31_000, 28_000], None, "misschien euro's"),
        ([2_500_000, 3_100_000, 2_800_000], None, ""),
        ([2_500_000, 3_100_000, 2_800_000], "euro", "misschien eurocenten"),
        ([25_000, 31_000, 28_000], "euro", ""),
        ([25_000, 0, 0], None, ""),  # one row says nothing
    ],
)
def test_amounts_in_another_unit_are_doubted(law: uv.Laws, amounts: list[int], unit: str | None, said: str) -> None:
    frame = {"bsn": [1, 2, 3], "loon_uit_dienstbetrekking": amounts}
    told = "\n".join(law.run("zorgtoeslag", uv.people(frame, unit=unit)).warnings)
    assert bool(told) == bool(said)
    assert said in told
    assert not said or "CBS 85277NED" in told


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "p.csv"
    path.write_text("bsn,partner_bsn,spaargeld,wijk\na,b,12000000,N\nb,a,0,N\nc,,12000000,Z\n", encoding="utf-8")
    return path


def test_both_sides_of_a_number_beside_each_other(
    given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "uit.csv"
    number = "wet_op_de_zorgtoeslag.3.vermogensgrens_alleenstaand=100.000"
    ask = ["run", CARE, "--on", ON, "--data", str(given), "--out", str(out)]
    assert run([*ask, "--set", number, "--side", "beide", "--keep-columns"]) == 0
    rows = table(out)
    assert list(rows[0]) == [
        "bsn", "partner_bsn", "spaargeld", "wijk", "hoogte_zorgtoeslag_voor", "hoogte_zorgtoeslag_na",
        "hoogte_zorgtoeslag_verschil", "fout",
    ]  # fmt: skip
    assert [row["hoogte_zorgtoeslag_verschil"] for row in rows] == ["0", "0", "-155000"]
    told = capsys.readouterr()
    assert "van € 146.011 naar € 100.000" in told.err
    assert "Totaal hoogte_zorgtoeslag_na: €" in told.out
    described = json.loads((tmp_path / "uit.csv-metadata.json").read_text(encoding="utf-8"))
    units = {column["name"]: column.get("schema:unitText") for column in described["tableSchema"]["columns"]}
    assert units["hoogte_zorgtoeslag_verschil"] == "eurocent"
    assert units["wijk"] is None


def test_under_a_proposal_and_per_household(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit.parquet"
    ask = ["run", "wet_op_het_kindgebonden_budget:hoogte_kindgebonden_budget", "--on", ON, "--data", str(given)]
    assert run([*ask, "--proposal", "kindgebonden-budget-2028", "--per", "household", "--out", str(out)]) == 0
    made = pq.read_table(out)
    assert made["huishouden"].to_pylist() == ["a", "c"]
    assert made.schema.field("hoogte_kindgebonden_budget").metadata == {b"unit": b"eurocent"}
    assert json.loads(made.schema.metadata[b"uitvoerbaar"])["on"] == ON


@pytest.mark.parametrize(
    ("options", "left_with"),
    [
        (["--side", "beide"], 2),
        (["--keep-columns", "--per", "huishouden"], 1),
        (["--proposal", "kindgebonden-budget-2029"], 1),
    ],
)
def test_what_cannot_be_asked(given: Path, tmp_path: Path, options: list[str], left_with: int) -> None:
    out = tmp_path / "uit.csv"
    assert run(["run", CARE, "--on", ON, "--data", str(given), "--out", str(out), *options]) == left_with
    assert not out.exists()


def test_months_in_euro(law: uv.Laws) -> None:
    frame = {"bsn": [1] * 2, "maand": ["2026-01", "2026-02"], "loon_uit_dienstbetrekking": [25_000, 25_000]}
    made = law.run_months("zorgtoeslag", uv.people(frame, unit="euro"), "2026-01", "2026-02")
    assert made.units == {"zorgtoeslag": "euro"}
    assert made.table["zorgtoeslag"].to_pylist()[0] == pytest.approx(129.2)
    assert made.sums.schema.field("zorgtoeslag").metadata == {b"unit": b"euro"}
