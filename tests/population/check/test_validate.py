"""The population beside published figures: measures count by weight, and the command shows every deviation."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from tests.population.conftest import HOUSEHOLDS
from uitvoerbaar.base.csv_cells import MARK
from uitvoerbaar.cli import run
from uitvoerbaar.population import Population, PopulationFileError
from uitvoerbaar.population.check.measure import View, chosen, measured
from uitvoerbaar.population.check.validate import CALIBRATED, KINDS, LIMIT, calibrated, check_files, compared
from uitvoerbaar.population.manifest import read_manifest
from uitvoerbaar.population.tables import PopulationDataError, table


def figure(population: Population, of: str, text: str, measure: str) -> float:
    view = View(population, of)
    return measured(view, chosen(view, text), measure)


def test_counts_are_of_the_country(loaded: Population) -> None:
    assert figure(loaded, "huishoudens", "", "aantal") == pytest.approx(8_374_404)
    singles = figure(loaded, "huishoudens", "type=alleenstaand", "aantal")
    assert singles == pytest.approx(3_340_560, rel=LIMIT)
    assert figure(loaded, "huishoudens", "type=alleenstaand", "aandeel") == pytest.approx(singles / 8_374_404)


def test_filters_join_and_ranges_include_both_ends(loaded: Population) -> None:
    parts = [figure(loaded, "personen", f"leeftijd={age};geslacht=vrouw", "aantal") for age in (30, 31, 32)]
    assert figure(loaded, "personen", "leeftijd=30..32;geslacht=vrouw", "aantal") == pytest.approx(sum(parts))


def test_measures_agree_with_a_direct_count(loaded: Population) -> None:
    weight = loaded.weight / 1000
    wealth = np.asarray(loaded.households["vermogen"]) / 100
    assert figure(loaded, "huishoudens", "", "som vermogen") == pytest.approx((wealth * weight).sum())
    assert figure(loaded, "huishoudens", "", "gemiddelde vermogen") == pytest.approx(
        (wealth * weight).sum() / weight.sum()
    )
    middle = figure(loaded, "huishoudens", "", "mediaan vermogen")
    assert weight[wealth <= middle].sum() / weight.sum() == pytest.approx(0.5, abs=0.001)
    top = figure(loaded, "huishoudens", "", "topaandeel10 vermogen")
    assert 0.4 < top < 0.7
    assert figure(loaded, "huishoudens", "", "topaandeel1 vermogen") < top


def test_persons_and_children_count_by_their_household(loaded: Population) -> None:
    minors = table("personen_leeftijd_geslacht")
    published = minors.numbers("man")[:18].sum() + minors.numbers("vrouw")[:18].sum()
    assert 0.97 * published < figure(loaded, "kinderen", "", "aantal") < published
    inside = figure(loaded, "personen", "uren_per_week=35..99", "aandeel_binnen werkend")
    assert 0.4 < inside < 0.6


@pytest.mark.parametrize(
    ("of", "text", "measure", "message"),
    [
        ("auto", "", "aantal", "onbekende tabel 'auto'"),
        ("huishoudens", "kleur=rood", "aantal", "onbekende kolom 'kleur'"),
        ("huishoudens", "type=paleis", "aantal", "'paleis' is geen waarde van 'type'"),
        ("huishoudens", "", "hoogste vermogen", "onbekende maat 'hoogste'"),
    ],
)
def test_a_wrong_figure_is_told(loaded: Population, of: str, text: str, measure: str, message: str) -> None:
    with pytest.raises(PopulationDataError, match=message):
        figure(loaded, of, text, measure)


def test_calibrated_figures_are_met(loaded: Population) -> None:
    rows = calibrated(loaded)
    assert len(rows) > 50
    for row in rows:
        assert abs(row.deviation) <= LIMIT, row.subject


def test_tuned_figures_are_near_and_never_used_figures_are_all_shown(made: Path) -> None:
    seen = []
    rows = compared(made, read_manifest(made), seen.append, with_laws=False)
    assert len(seen) == len(rows) == len(table("toetscijfers"))
    assert {row.kind for row in rows} == set(KINDS) - {CALIBRATED}
    near = [abs(row.deviation) < 0.2 for row in rows if row.kind == "afgesteld"]
    assert np.mean(near) > 0.9
    assert all(row.source for row in rows)


def test_a_population_that_does_not_say_what_it_read_is_refused(made: Path) -> None:
    manifest = {name: value for name, value in read_manifest(made).items() if name != "gelezen"}
    with pytest.raises(PopulationFileError, match="welke cijfers elke stap las"):
        compared(made, manifest, lambda _: None, with_laws=False)


def test_the_command_prints_and_writes_the_table(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = [tmp_path / "toets.csv", tmp_path / "toets.json"]
    assert run(["population", "validate", str(made), "--csv", str(out[0]), "--json", str(out[1]), "--no-laws"]) == 0
    shown = capsys.readouterr().out
    assert "huishoudens: alleenstaand" in shown
    assert "3.340.560" in shown
    assert "nooit gebruikt: hieraan is te zien" in shown
    assert "nooit gebruikt van de bevolking zelf: " in shown
    written = json.loads(out[1].read_text())
    records = written["cijfers"]
    part = {
        "alle": lambda r: True,
        "bevolking": lambda r: not r["met_wetten"],
        "ver_in_de_tijd": lambda r: r["ver_in_de_tijd"],
    }
    for line in written["samenvatting"]:
        here = [r for r in records if r["soort"] == line["soort"] and part[line["deel"]](r)]
        assert line["cijfers"] == len(here)
        assert line["binnen_10_procent"] == sum(abs(r["verschil"]) <= 0.1 for r in here)
    with out[0].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert out[0].read_bytes().startswith(MARK)  # as a spreadsheet in Dutch opens it
    assert [row["onderwerp"] for row in rows] == [r["onderwerp"] for r in records]
    assert [float(row["verschil"].replace(",", ".")) for row in rows] == [r["verschil"] for r in records]


def test_a_changed_file_is_told(made: Path, loaded: Population, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(made, tmp_path / "a")
    path = tmp_path / "a" / "kinderen" / "PV20.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(PopulationFileError, match=r"PV20\.parquet: bestand is veranderd"):
        check_files(tmp_path / "a", loaded)


def test_the_command_makes_a_population(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "b"
    assert run(["population", "make", "--households", "600", "--seed", "3", "--out", str(folder)]) == 0
    assert "600 huishoudens" in capsys.readouterr().out
    assert run(["population", "make", "--households", "veel", "--out", str(folder)]) == 1
    assert "geef een getal of 'all'" in capsys.readouterr().err
    assert HOUSEHOLDS > 600
