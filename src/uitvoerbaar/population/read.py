"""Read a population from disk into columns that the batch engine runs on, for the year wanted."""

from __future__ import annotations

import json
import os
from collections.abc import Collection as Names
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from uitvoerbaar.engine.people import Collection, People, Strings
from uitvoerbaar.law.errors import UserError
from uitvoerbaar.population.build import FORMAT, MANIFEST
from uitvoerbaar.population.columns import DATE, HOUSEHOLDS, MINORS, PERSONS, ROLES, TEXT, Column, words
from uitvoerbaar.population.columns import columns as columns_of
from uitvoerbaar.population.uprate import Growth, grow

Array = npt.NDArray[Any]
_HOUSEHOLD = "huishouden"
_ALWAYS = ("rol", "gewicht")
_FOR_GROWTH = {
    "geboortedatum",
    "opvangsoort",
    "opvanguren_per_maand",
    "uurtarief",
    "geregistreerd_inkomen",
    "loon_uit_dienstbetrekking",
    "winst_uit_onderneming",
    "uitkeringen_en_pensioenen",
    "inkomen_box2",
}
_FIRST_DAY, _LAST_DAY = date(1880, 1, 1), date(2100, 12, 31)
_EPOCH = date(1970, 1, 1).toordinal()


class PopulationFileError(UserError):
    """A population folder that cannot be read: what is wrong and what to do about it."""


@dataclass
class Population:
    """Persons, their households and where they came from.

    `people`: the columns of adults and the collections kinderen and huisgenoten (bsn = row + 1). `households`: columns
    by name (numbers, or Strings for texts), with `head` (person row of the head), and `gewicht` in thousandths.
    `household`: number of the household per person row. `manifest`: as made; `year`: of the money and the ages.
    """

    people: People
    households: dict[str, Array | Strings]
    household: npt.NDArray[np.int32]
    manifest: Mapping[str, Any]
    year: int

    @property
    def head(self) -> npt.NDArray[np.int32]:
        """Person row of the head of every household: the rows for laws that work per household."""
        return np.asarray(self.households["head"])

    @property
    def weight(self) -> npt.NDArray[np.int32]:
        """Weight per household in thousandths: 1000 stands for one household in the country."""
        return np.asarray(self.households["gewicht"])


def date_codes(first: date = _FIRST_DAY, last: date = _LAST_DAY) -> npt.NDArray[np.int32]:
    """Codes year*512 + month*32 + day of all days from `first` to `last`."""
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    months = days.astype("datetime64[M]")
    year = days.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    day = (days - months).astype(np.int64) + 1
    return np.asarray(year * 512 + month * 32 + day, dtype=np.int32)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a made population. Raises PopulationFileError when the folder has none that we know."""
    path = folder / MANIFEST
    if not path.is_file():
        raise PopulationFileError(
            f"{folder}: geen bevolking: {MANIFEST} ontbreekt; maak er een met: "
            f"uitvoerbaar population make --out {folder}"
        )
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        raise PopulationFileError(f"{path}: geen leesbare JSON ({error}); maak de bevolking opnieuw") from error
    if not isinstance(manifest, dict) or manifest.get("formaat") != FORMAT:
        raise PopulationFileError(f"{path}: verwacht: formaat '{FORMAT}'; maak de bevolking opnieuw met deze versie")
    return manifest


def _decoded(column: Column, data: pa.Array, dates: npt.NDArray[np.int32]) -> Array:
    if column.type == TEXT:
        known = {word: code for code, word in enumerate(words(column.name))}
        codes = np.array([known[word] for word in data.dictionary.to_pylist()], dtype=column.dtype)
        return np.asarray(codes[data.indices.to_numpy(zero_copy_only=False)])
    if column.type == DATE:
        days = data.cast(pa.int32()).to_numpy()
        return np.asarray(dates[days + (_EPOCH - _FIRST_DAY.toordinal())])
    return np.asarray(data.to_numpy(zero_copy_only=False))


class _Reader:
    """Reads the files of one table into preallocated columns, one province per task."""

    def __init__(self, folder: Path, of: str, wanted: Names[str] | None, manifest: Mapping[str, Any]) -> None:
        self.folder = folder
        self.columns = [c for c in columns_of(of) if wanted is None or c.name in wanted or c.name == _HOUSEHOLD]
        self.files = [
            (entry["bestand"], int(entry["rijen"]))
            for entry in manifest["uitvoer"]
            if entry["bestand"].startswith(f"{of}/")
        ]
        self.rows = sum(rows for _, rows in self.files)
        self.values = {c.name: np.empty(self.rows, c.dtype) for c in self.columns}

    def tasks(self) -> list[tuple[_Reader, str, int, int]]:
        """(reader, file, first row, rows) for every file."""
        starts = np.cumsum([0, *(rows for _, rows in self.files)])
        return [(self, name, int(start), rows) for (name, rows), start in zip(self.files, starts, strict=False)]

    def read(self, name: str, start: int, rows: int, dates: npt.NDArray[np.int32]) -> None:
        """Fill the rows of one file."""
        path = self.folder / name
        if not path.is_file():
            raise PopulationFileError(f"{path}: bestand ontbreekt; maak de bevolking opnieuw")
        try:
            with pq.ParquetFile(path, memory_map=True) as file:
                data = file.read([c.name for c in self.columns], use_threads=False)
        except (pa.ArrowInvalid, KeyError) as error:
            raise PopulationFileError(
                f"{path}: geen leesbaar Parquet-bestand ({error}); maak de bevolking opnieuw"
            ) from error
        missing = [c.name for c in self.columns if c.name not in data.column_names]
        if missing or data.num_rows != rows:
            what = (
                f"mist kolom {', '.join(missing)}" if missing else f"heeft {data.num_rows} rijen in plaats van {rows}"
            )
            raise PopulationFileError(f"{path}: {what}; maak de bevolking opnieuw")
        for column in self.columns:
            at = start
            for chunk in data.column(column.name).chunks:
                self.values[column.name][at : at + len(chunk)] = _decoded(column, chunk, dates)
                at += len(chunk)


def load(folder: Path, year: int | None = None, columns: Names[str] | None = None) -> Population:
    """The population in `folder` (made by us, or the user's own with a mapping.yaml), in the money of `year`.

    `columns`: names of register fields and household columns to read (all when None). Raises PopulationFileError.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    if columns is not None:
        columns = {*columns, *_ALWAYS} | (_FOR_GROWTH if year not in (None, manifest["jaar"]) else set())
    readers = {of: _Reader(folder, of, columns, manifest) for of in (HOUSEHOLDS, PERSONS, MINORS)}
    dates = date_codes()
    # Big files first, so that the threads end at about the same time.
    tasks = sorted((task for r in readers.values() for task in r.tasks()), key=lambda task: -task[3])
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda task: task[0].read(*task[1:], dates), tasks))
    made = int(manifest["jaar"])
    wanted = made if year is None else year
    if wanted != made:
        growth = Growth(made, wanted)
        for of, reader in readers.items():
            grow(of, reader.values, growth)
    return assemble({of: reader.values for of, reader in readers.items()}, manifest, wanted)


def assemble(tables: Mapping[str, dict[str, Array]], manifest: Mapping[str, Any], year: int) -> Population:
    """People, collections and households from the columns of the three tables, which must lie in household order."""
    households, persons, minors = (tables[of] for of in (HOUSEHOLDS, PERSONS, MINORS))
    number, home, child_home = (np.asarray(t.pop(_HOUSEHOLD)) for t in (households, persons, minors))
    start = np.searchsorted(home, number).astype(np.int32)
    stop = np.searchsorted(home, number, side="right").astype(np.int32)
    role = np.asarray(persons.pop("rol"))
    n = len(role)
    position = np.searchsorted(number, home).astype(np.int32)
    partner = np.full(n, -1, np.int32)
    second = np.flatnonzero(role == ROLES.index("partner")).astype(np.int32)
    first = start[position[second]]
    partner[second], partner[first] = first, second
    people = People(n, _as_columns(PERSONS, persons), partner)
    parent = role <= ROLES.index("partner")
    people.collections["kinderen"] = _children(number, position, parent, child_home, minors)
    people.collections["huisgenoten"] = _housemates(start, stop, position, role, people.columns)
    found = _as_columns(HOUSEHOLDS, households)
    found["head"] = start
    return Population(people, found, position, manifest, year)


def _as_columns(of: str, values: Mapping[str, Array]) -> dict[str, Array | Strings]:
    texts = {c.name for c in columns_of(of) if c.type == TEXT}
    return {name: Strings(v, words(name)) if name in texts else v for name, v in values.items()}


def _children(number: Array, position: Array, parent: Array, child_home: Array, minors: dict[str, Array]) -> Collection:
    """Minors of the household, for the head and the partner; nobody else has children in the population."""
    low = np.searchsorted(child_home, number).astype(np.int32)
    high = np.searchsorted(child_home, number, side="right").astype(np.int32)
    return Collection(
        np.where(parent, low[position], 0).astype(np.int32),
        np.where(parent, high[position], 0).astype(np.int32),
        _as_columns(MINORS, minors),
    )


def _housemates(
    start: Array, stop: Array, position: Array, role: Array, persons: Mapping[str, Array | Strings]
) -> Collection:
    """Other adults of the household: besides the partner for head and partner, everybody else for another adult."""
    size = (stop - start)[position]
    parent = role <= ROLES.index("partner")
    pair = np.zeros(len(start), np.int32)
    np.add.at(pair, position[role == ROLES.index("partner")], 1)
    count = np.where(parent, size - 1 - pair[position], size - 1).astype(np.int32)
    end = np.cumsum(count, dtype=np.int64)
    first = (end - count).astype(np.int32)
    owner = np.repeat(np.arange(len(role), dtype=np.int32), count)
    nth = np.arange(len(owner), dtype=np.int32) - first[owner]
    base = start[position[owner]]
    skip = np.where(parent[owner], 1 + pair[position[owner]], 0)
    row = base + skip + nth
    # Another adult leaves himself out: rows from his own place on move up by one.
    row += (~parent[owner] & (row >= owner)).astype(np.int32)
    columns: dict[str, Array | Strings] = {"is_kind": (role == ROLES.index("kind")).astype(np.uint8)}
    for name in ("geboortedatum", "is_student"):
        if name in persons:
            columns[name] = persons[name]
    return Collection(first, end.astype(np.int32), columns, row.astype(np.int32))
