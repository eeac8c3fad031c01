"""A made population: the same bytes for the same seed, the published totals, only known columns."""

import hashlib
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow.dataset as ds
import pytest

from tests.population.conftest import HOUSEHOLDS, SEED, YEAR, silent
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.population import make
from uitvoerbaar.population.synthetic import make as build
from uitvoerbaar.population.tables import homes_lived_in, table

TOLERANCE = 0.001


def digests(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*.*"))}


def read(folder: Path, of: str) -> dict[str, np.ndarray]:
    data = ds.dataset(folder / of).to_table()
    return {name: data.column(name).to_numpy() for name in data.column_names}


def test_same_seed_same_bytes_whatever_the_threads_and_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "a", 3000, 5, 2026, threads=1, progress=silent)
    monkeypatch.setattr(build, "_BLOCK", 777)
    make(tmp_path / "b", 3000, 5, 2026, threads=4, progress=silent)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    make(tmp_path / "c", 3000, 6, 2026, threads=1, progress=silent)
    assert digests(tmp_path / "a") != digests(tmp_path / "c")


def test_same_bytes_on_a_simpler_processor(tmp_path: Path) -> None:
    """exp and log differ in the last bit between processors; no amount or choice may hang on that."""
    features = "X86_V3 X86_V4"
    if platform.machine() != "x86_64":
        pytest.skip("deze proef schakelt functies van x86-processoren uit")
    make(tmp_path / "a", 4000, 9, 2026, threads=1, progress=silent)
    code = "from uitvoerbaar.cli import main; main()"
    command = [sys.executable, "-c", code, "population", "make", "--households", "4000", "--seed", "9"]
    environment = {**os.environ, "NPY_DISABLE_CPU_FEATURES": features}
    done = subprocess.run([*command, "--out", str(tmp_path / "b")], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert digests(tmp_path / "a") == digests(tmp_path / "b")


def test_manifest_names_what_went_in_and_what_came_out(made: Path) -> None:
    manifest = json.loads((made / "manifest.json").read_text())
    assert (manifest["seed"], manifest["jaar"], manifest["huishoudens"]) == (SEED, YEAR, HOUSEHOLDS)
    for entry in manifest["uitvoer"]:
        assert hashlib.sha256((made / entry["bestand"]).read_bytes()).hexdigest() == entry["sha256"]
    assert {"groei.csv", "aannames.yaml"} <= {entry["bestand"] for entry in manifest["invoer"]}
    assert all(entry["bron"] for entry in manifest["aannames"])
    assert manifest["gewicht"]["niet_gehaald"] == []


def test_every_register_field_is_a_column(made: Path) -> None:
    for of, where in (("persoon", "personen"), ("kind", "kinderen")):
        wanted = {
            name
            for name, spec in ((f.name, f.spec) for f in load_registers() if f.table == of)
            if spec.computed_by is None and not spec.reference
        }
        assert wanted <= set(read(made, where)), of


def test_values_lie_in_the_range_of_their_register_field(made: Path) -> None:
    catalogue = load_registers()
    looked_at = set()
    for of, where in (("persoon", "personen"), ("kind", "kinderen")):
        for name, values in read(made, where).items():
            field = catalogue.field(of, name)
            if field is not None and field.spec.lo is not None and field.spec.kind == "number":
                assert float(field.spec.lo) <= values.min() <= values.max() <= float(field.spec.hi), name
                looked_at.add(of)
    assert looked_at == {"persoon", "kind"}


def test_weights_are_the_whole_country(made: Path) -> None:
    weight = read(made, "huishoudens")["gewicht"]
    assert weight.astype(np.int64).sum() == build.all_households() * 1000
    assert weight.min() > 0


def test_weighted_households_by_type_and_home(made: Path) -> None:
    homes = read(made, "huishoudens")
    weight = homes["gewicht"] / 1000
    for name, published in table("huishoudens_naar_type").lookup("type", "huishoudens").items():
        assert weight[homes["type"] == name].sum() == pytest.approx(published, rel=TOLERANCE), name
    stock = homes_lived_in()
    owned, social = (weight[homes["eigendom"] == name].sum() for name in ("koop", "corporatie"))
    assert owned / social == pytest.approx(stock["koop"] / stock["corporatie"], rel=TOLERANCE)


def test_weighted_persons_by_age_and_work(made: Path) -> None:
    homes, people = read(made, "huishoudens"), read(made, "personen")
    weight = homes["gewicht"][people["huishouden"]] / 1000
    born = people["geboortedatum"].astype("datetime64[Y]").astype(int) + 1970
    women = (YEAR - 1 - born >= 25) & (YEAR - 1 - born < 35) & (people["geslacht"] == "vrouw")
    rows = table("personen_leeftijd_geslacht").numbers("vrouw")[25:35].sum()
    # The published figure has the few people in institutions too.
    assert 0.98 * rows < weight[women].sum() < rows
    works = np.isin(people["werk"], ["werknemer", "zelfstandige"])
    published = table("arbeid_en_uitkering").lookup("item", "personen")
    assert weight[works].sum() == pytest.approx(published["werkzaam_volwassen"], rel=TOLERANCE)
    younger = people["ontvangt_bijstand"] & (people["werk"] == "bijstand")
    assert weight[younger].sum() == pytest.approx(published["bijstand"], rel=TOLERANCE)


def test_income_has_a_tail_and_partners_are_alike(made: Path) -> None:
    people = read(made, "personen")
    income = people["geregistreerd_inkomen"]
    assert income.max() > 40_000_000  # somebody of 20,000 households earns more than 400,000 euro
    partner = np.flatnonzero(people["rol"] == "partner")
    both = (income[partner] > 100_000) & (income[partner - 1] > 100_000)
    tie = np.corrcoef(np.log(income[partner][both]), np.log(income[partner - 1][both]))[0, 1]
    assert 0.1 < tie < 0.4


def test_children_are_younger_than_their_parents_and_nobody_is_left_alone(made: Path) -> None:
    people, minors = read(made, "personen"), read(made, "kinderen")
    head = people["rol"] == "hoofd"
    assert (np.bincount(people["huishouden"], weights=head) == 1).all()
    parent = people["geboortedatum"][head][minors["huishouden"]]
    years = (minors["geboortedatum"] - parent).astype("timedelta64[D]").astype(int) / 365.25
    assert years.min() > 13


def test_childcare_is_due_in_full_for_most_and_a_few_fall_short(made: Path) -> None:
    minors = read(made, "kinderen")
    due = minors["uurtarief"].astype(np.int64) * minors["opvanguren_per_maand"] * 12
    used = minors["opvangsoort"] != "geen"
    assert (due[~used] == 0).all()
    assert (due[used] > 0).all()
    assert (minors["opvangkosten_betaald"] <= due).all()
    short = (minors["opvangkosten_betaald"] < due)[used].mean()
    assert 0.01 < short < 0.1


def test_rent_is_on_the_tenant_and_a_home_on_the_owner(made: Path) -> None:
    homes, people = read(made, "huishoudens"), read(made, "personen")
    tenant = np.isin(homes["eigendom"], ["corporatie", "overige_verhuur"])[people["huishouden"]]
    head = people["rol"] == "hoofd"
    assert ((people["kale_huur"] > 0) == (tenant & head)).all()
    assert (people["is_huurder"] == (tenant & head)).all()
    owned = (homes["eigendom"] == "koop")[people["huishouden"]]
    assert not (people["eigenwoningwaarde"][~owned] > 0).any()


@pytest.mark.parametrize("households", [0, 499, 99_999_999])
def test_a_wrong_number_of_households_is_told(tmp_path: Path, households: int) -> None:
    with pytest.raises(UserError, match="geef een getal van 500 tot en met 8374404"):
        make(tmp_path / "x", households, 1, 2026, threads=1, progress=silent)


def test_a_year_without_figures_leaves_an_earlier_population_alone(tmp_path: Path) -> None:
    make(tmp_path / "x", 500, 1, 2026, threads=1, progress=silent)
    before = digests(tmp_path / "x")
    with pytest.raises(UserError, match="jaar 2050: geen groeicijfers"):
        make(tmp_path / "x", 500, 1, 2050, threads=1, progress=silent)
    assert digests(tmp_path / "x") == before


def test_a_population_that_was_broken_off_can_be_made_again(tmp_path: Path) -> None:
    make(tmp_path / "x", 500, 1, 2026, threads=1, progress=silent)
    before = digests(tmp_path / "x")
    (tmp_path / "x" / "manifest.json").unlink()
    make(tmp_path / "x", 500, 1, 2026, threads=1, progress=silent)
    assert digests(tmp_path / "x") == before


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("van mij")
    with pytest.raises(UserError, match="iets anders dan een bevolking"):
        make(tmp_path, 500, 1, 2026, threads=1, progress=silent)
    assert (tmp_path / "brief.txt").read_text() == "van mij"
