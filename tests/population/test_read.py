"""Loading: persons, partners, children and housemates as columns; another year; what a user sees when it goes wrong."""

import json
import random
import shutil
from pathlib import Path

import numpy as np
import pyarrow.dataset as ds
import pytest

from uitvoerbaar.engine.batch.people import Strings
from uitvoerbaar.population import Population, PopulationFileError, load
from uitvoerbaar.population.read import date_codes
from uitvoerbaar.population.tables import money_of, table
from uitvoerbaar.population.uprate import Growth


def code(year: int, month: int, day: int) -> int:
    return year * 512 + month * 32 + day


def test_dates_become_codes_that_keep_their_order() -> None:
    codes = date_codes()
    assert codes[0] == code(1880, 1, 1)
    assert codes[-1] == code(2100, 12, 31)
    assert code(2000, 2, 29) in codes
    assert (np.diff(codes) > 0).all()


def test_partners_point_at_each_other(loaded: Population) -> None:
    partner = loaded.people.partner
    rows = np.flatnonzero(partner >= 0)
    assert (partner[partner[rows]] == rows).all()
    assert (loaded.household[partner[rows]] == loaded.household[rows]).all()
    married = loaded.people.columns["is_gehuwd"].astype(bool)
    assert (partner[married] >= 0).all()


def test_the_head_is_the_first_of_the_household(loaded: Population) -> None:
    assert (loaded.household[loaded.head] == np.arange(len(loaded.head))).all()
    assert (loaded.household[loaded.head[1:] - 1] == np.arange(len(loaded.head) - 1)).all()


def test_every_child_belongs_to_head_and_partner(loaded: Population, made: Path) -> None:
    children, people = loaded.people.collections["kinderen"], loaded.people
    count = children.stop - children.start
    assert count[loaded.head].sum() == len(children.columns["geboortedatum"])
    home = ds.dataset(made / "kinderen").to_table().column("huishouden").to_numpy()
    for row in random.Random(1).sample(range(people.n), 500):
        owner = row == loaded.head[loaded.household[row]] or people.partner[row] >= 0
        wanted = np.flatnonzero(home == loaded.household[row]) if owner else np.empty(0)
        assert np.array_equal(np.arange(children.start[row], children.stop[row]), wanted)


def test_housemates_are_the_other_adults(loaded: Population) -> None:
    mates, people = loaded.people.collections["huisgenoten"], loaded.people
    assert mates.index is not None
    for row in random.Random(2).sample(range(people.n), 500):
        adults = np.flatnonzero(loaded.household == loaded.household[row])
        wanted = [other for other in adults if other not in (row, people.partner[row])]
        assert mates.index[mates.start[row] : mates.stop[row]].tolist() == wanted
    assert np.shares_memory(mates.columns["geboortedatum"], people.columns["geboortedatum"])


def test_grown_children_are_marked_as_children_of_the_head(loaded: Population) -> None:
    mates = loaded.people.collections["huisgenoten"]
    born = loaded.people.columns["geboortedatum"]
    grown = np.flatnonzero(mates.columns["is_kind"])
    assert len(grown)
    head = loaded.head[loaded.household[grown]]
    assert (born[grown] // 512 - born[head] // 512 >= 13).all()


def test_texts_have_words(loaded: Population) -> None:
    kinds = loaded.households["type"]
    assert isinstance(kinds, Strings)
    assert kinds.words == table("huishoudens_naar_type").text("type")
    form = loaded.people.collections["kinderen"].columns["opvangsoort"]
    assert isinstance(form, Strings)
    assert form.words == ("geen", "dagopvang", "bso", "gastouder")


def test_only_the_columns_asked_for(made: Path, loaded: Population) -> None:
    some = load(made, columns=["kale_huur", "inkomensdeciel"])
    assert set(some.people.columns) == {"kale_huur", "rol"}
    assert set(some.households) == {"inkomensdeciel", "gewicht", "head"}
    assert np.array_equal(some.people.columns["kale_huur"], loaded.people.columns["kale_huur"])


def test_same_year_changes_nothing(made: Path, loaded: Population) -> None:
    again = load(made, year=loaded.year)
    assert any(not isinstance(values, Strings) for values in loaded.people.columns.values())
    for name, values in loaded.people.columns.items():
        if not isinstance(values, Strings):
            assert np.array_equal(values, again.people.columns[name]), name


def test_another_year_has_its_own_money_and_ages(made: Path, loaded: Population) -> None:
    old = load(made, year=2024)
    now, then = loaded.people.columns, old.people.columns
    factor = money_of(2024).wage / money_of(2026).wage
    rich = now["loon_uit_dienstbetrekking"] > 0
    wages = then["loon_uit_dienstbetrekking"][rich] / now["loon_uit_dienstbetrekking"][rich]
    assert np.median(wages) == pytest.approx(factor, rel=1e-4)
    assert (then["loon_uit_dienstbetrekking"] % 100 == 0).all()
    assert np.array_equal(then["geboortedatum"] + 2 * 512, now["geboortedatum"])
    premium = table("zorgpremie").lookup("jaar", "premie")
    paid = then["betaalde_zorgpremie"].sum() / now["betaalde_zorgpremie"].sum()
    assert paid == pytest.approx(premium["2024"] / premium["2026"], rel=1e-4)
    assert np.array_equal(then["is_huurder"], now["is_huurder"])


def test_childcare_that_is_paid_stays_paid_in_another_year(made: Path, loaded: Population) -> None:
    def shortfall(population: Population) -> np.ndarray:
        c = population.people.collections["kinderen"].columns
        return c["uurtarief"].astype(np.int64) * c["opvanguren_per_maand"] * 12 - c["opvangkosten_betaald"]

    now, then = shortfall(loaded), shortfall(load(made, year=2012))
    assert (then >= 0).all()
    assert ((then > 0) == (now > 0)).mean() > 0.999
    assert (then[now == 0] == 0).all()


def test_a_leap_day_moves_to_the_28th() -> None:
    born = np.array([code(2000, 2, 29), code(2000, 3, 1)], dtype=np.int32)
    assert Growth(2026, 2025).shifted(born).tolist() == [code(1999, 2, 28), code(1999, 3, 1)]
    assert Growth(2026, 2022).shifted(born).tolist() == [code(1996, 2, 29), code(1996, 3, 1)]


def test_a_year_without_figures_is_told(made: Path) -> None:
    with pytest.raises(Exception, match="jaar 1999: geen groeicijfers"):
        load(made, year=1999)


def test_a_folder_that_is_no_population_is_told(tmp_path: Path) -> None:
    with pytest.raises(PopulationFileError, match=r"manifest\.json of mapping\.yaml ontbreekt; maak er een met"):
        load(tmp_path)


def copy(made: Path, to: Path) -> Path:
    shutil.copytree(made, to)
    return to


def test_a_broken_manifest_a_missing_file_and_a_broken_file_are_told(made: Path, tmp_path: Path) -> None:
    one = copy(made, tmp_path / "a")
    (one / "personen" / "PV20.parquet").unlink()
    with pytest.raises(PopulationFileError, match=r"PV20\.parquet: bestand ontbreekt"):
        load(one)
    (one / "personen" / "PV20.parquet").write_bytes(b"PAR1 niet echt")
    with pytest.raises(PopulationFileError, match=r"PV20\.parquet: is veranderd sinds"):
        load(one)
    (one / "manifest.json").write_text("{")
    with pytest.raises(PopulationFileError, match="geen leesbare JSON"):
        load(one)
    (one / "manifest.json").write_text(json.dumps({"formaat": "anders"}))
    with pytest.raises(PopulationFileError, match="verwacht: formaat"):
        load(one)
