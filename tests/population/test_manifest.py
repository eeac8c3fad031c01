"""The manifest of a population vouches for its files: what was changed, added or left out is told."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from uitvoerbaar.population import PopulationFileError, load
from uitvoerbaar.population.manifest import check_files, read_manifest

WAGE = "loon_uit_dienstbetrekking"


@pytest.fixture
def own_copy(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path / "config"))
    return Path(shutil.copytree(made, tmp_path / "bevolking"))


def doubled(path: Path, column: str) -> None:
    data = pq.read_table(path)
    at = data.column_names.index(column)
    more = pc.multiply(data.column(column), pa.scalar(2, data.column(column).type))
    pq.write_table(data.set_column(at, data.schema.field(at), more), path)


def edited(folder: Path, change: Any) -> None:
    manifest = read_manifest(folder)
    change(manifest["uitvoer"])
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(("table", "column"), [("personen", WAGE), ("huishoudens", "gewicht")])
def test_a_changed_value_is_told(own_copy: Path, table: str, column: str) -> None:
    load(own_copy)  # its sums are remembered now
    doubled(own_copy / table / "PV20.parquet", column)
    with pytest.raises(PopulationFileError, match=r"PV20\.parquet: is veranderd sinds de bevolking is gemaakt"):
        load(own_copy)


def test_in_full_also_a_change_that_hides_its_time_is_told(own_copy: Path) -> None:
    path = own_copy / "personen" / "PV20.parquet"
    manifest, raw, about = read_manifest(own_copy), bytearray(path.read_bytes()), path.stat()
    check_files(own_copy, manifest)
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    with pytest.raises(PopulationFileError, match="is veranderd"):
        check_files(own_copy, manifest, full=True)


def test_a_province_left_out_of_the_manifest_is_told(own_copy: Path) -> None:
    edited(
        own_copy, lambda entries: entries.remove(next(e for e in entries if e["bestand"] == "kinderen/PV20.parquet"))
    )
    with pytest.raises(PopulationFileError, match=r"kinderen/PV20\.parquet: staat niet in manifest\.json"):
        load(own_copy)


@pytest.mark.parametrize("tables", [("kinderen",), ("huishoudens", "personen", "kinderen")])
def test_a_province_left_out_with_its_files_is_told(own_copy: Path, tables: tuple[str, ...]) -> None:
    names = {f"{table}/PV20.parquet" for table in tables}
    for name in names:
        (own_copy / name).unlink()
    edited(
        own_copy, lambda entries: entries.__setitem__(slice(None), [e for e in entries if e["bestand"] not in names])
    )
    with pytest.raises(PopulationFileError, match=r"mist kinderen/PV20\.parquet|hebben samen"):
        load(own_copy)


@pytest.mark.parametrize(
    "name", ["personen/../../ander/PV20.parquet", "/etc/hostname", "kinderen/../personen/PV20.parquet"]
)
def test_a_file_outside_the_population_is_not_read(own_copy: Path, name: str) -> None:
    edited(own_copy, lambda entries: entries[0].update(bestand=name))
    with pytest.raises(PopulationFileError, match="buiten de mappen"):
        load(own_copy)


@pytest.mark.parametrize(
    "entry", [None, 3, {}, {"bestand": "personen/PV20.parquet"}, {"bestand": 1, "rijen": 1, "sha256": "x"}]
)
def test_a_manifest_that_says_nothing_useful_is_told(own_copy: Path, entry: object) -> None:
    edited(own_copy, lambda entries: entries.append(entry))
    with pytest.raises(PopulationFileError, match="'uitvoer': verwacht bestand, rijen en sha256"):
        load(own_copy)


def test_the_same_file_twice_is_told(own_copy: Path) -> None:
    edited(own_copy, lambda entries: entries.append(entries[0]))
    with pytest.raises(PopulationFileError, match="twee keer"):
        load(own_copy)
