"""An ensemble is made once, goes on where it was broken off, and is not used when it is of other code or data."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.population.ensemble import kept
from uitvoerbaar.population.ensemble.kept import EnsembleError, open_ensemble
from uitvoerbaar.population.ensemble.make import JOURNAL, Size, make_ensemble
from uitvoerbaar.population.ensemble.ranges import Reach, load_ranges
from uitvoerbaar.population.synthetic.make import MANIFEST

SIZE = Size(members=5, households=600, seed=3, year=2026)
NAMES = ("premie_spreiding", "tabel_huur_overig", "leeftijd_eerste_kind_spreiding")


def ranges() -> tuple[Reach, ...]:
    """A rent, a premium, and who lives with whom."""
    known = {reach.id: reach for reach in load_ranges().all}
    return tuple(known[name] for name in NAMES)


def _make(folder: Path, told: list[int] | None = None) -> None:
    make_ensemble(folder, SIZE, 2, lambda there, _: None if told is None else told.append(there), ranges())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ensemble")
    _make(folder)
    return folder


def test_it_holds_members_other_households_and_every_assumption_alone(made: Path) -> None:
    ensemble = open_ensemble(made)
    counts = {kind: len(ensemble.of(kind)) for kind in ("basis", "lid", "samenstelling", "klein", "los")}
    assert counts == {"basis": 1, "lid": 5, "samenstelling": 1, "klein": 1, "los": 6}
    factors = {factor.id: factor for factor in ensemble.factors}
    assert factors["tabel_huur_overig"].moves == {"kale_huur"}
    assert factors["premie_spreiding"].moves == {"betaalde_zorgpremie"}
    assert [factor.id for factor in ensemble.factors if factor.composition] == ["leeftijd_eerste_kind_spreiding"]
    assert all(set(part.places) == {"premie_spreiding", "tabel_huur_overig"} for part in ensemble.of("lid"))


def test_members_have_the_same_households_and_other_values(made: Path) -> None:
    ensemble = open_ensemble(made)
    parts = [*ensemble.of("basis"), *ensemble.of("lid")]
    people = ensemble.load(parts, 2026, {"geboortedatum", "kale_huur"})
    rows = [people.people.columns[name] for name in ("geboortedatum", "kale_huur")]
    born, rent = (np.asarray(row).reshape(len(parts), -1) for row in rows)
    assert len(people.head) == len(parts) * SIZE.households
    assert (born == born[0]).all()
    assert all((rent[number] != rent[0]).any() for number in range(1, len(parts)))
    places = [part.places["tabel_huur_overig"] for part in parts[1:]]
    means = rent[1:].mean(axis=1)
    assert np.argsort(places).tolist() == np.argsort(means).tolist()


def test_parts_beside_each_other_are_grown_to_another_year(made: Path) -> None:
    ensemble = open_ensemble(made)
    now, later = (ensemble.load(ensemble.of("lid"), year, {"kale_huur"}) for year in (2026, 2027))
    assert later.year == 2027
    rents = [np.asarray(p.people.columns["kale_huur"]).sum(dtype=np.int64) for p in (now, later)]
    assert rents[1] > rents[0]


def test_work_that_was_broken_off_goes_on_and_a_bad_part_is_made_again(made: Path) -> None:
    told: list[int] = []
    _make(made, told)
    assert told == []
    before = {path.relative_to(made): path.read_bytes() for path in made.rglob("*.parquet")}
    (made / "personen" / "lid-002.parquet").write_bytes(b"half")
    ensemble = open_ensemble(made)
    with pytest.raises(EnsembleError):
        ensemble.load(ensemble.of("lid"), 2026)
    lines = (made / JOURNAL).read_text().splitlines()
    (made / JOURNAL).write_text("\n".join(lines[:-1]) + '\n{"naam": "hal')
    _make(made, told)
    assert len(told) == 2
    assert {path.relative_to(made): path.read_bytes() for path in made.rglob("*.parquet")} == before
    open_ensemble(made)


def test_an_ensemble_of_other_code_or_data_is_not_used(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "data_hash", lambda: "anders")
    with pytest.raises(EnsembleError, match="andere code"):
        open_ensemble(made)


def test_without_a_manifest_there_is_no_ensemble(tmp_path: Path) -> None:
    with pytest.raises(EnsembleError):
        open_ensemble(tmp_path)
    (tmp_path / MANIFEST).write_text(json.dumps({"formaat": "iets"}))
    with pytest.raises(EnsembleError):
        open_ensemble(tmp_path)


@pytest.mark.parametrize(("members", "households", "year"), [(2, 600, 2026), (4, 10, 2026), (4, 600, 1900)])
def test_wrong_numbers_are_told_before_the_work(tmp_path: Path, members: int, households: int, year: int) -> None:
    with pytest.raises(UserError):
        make_ensemble(tmp_path / "uit", Size(members, households, 1, year), 1, lambda *_: None)
    assert not (tmp_path / "uit").exists()


def test_a_folder_with_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("van mij")
    with pytest.raises(UserError, match=r"brief\.txt"):
        make_ensemble(tmp_path, SIZE, 1, lambda *_: None)
