"""Read a population from disk into columns that the batch engine runs on, for the year wanted."""

from __future__ import annotations

import os
from collections.abc import Collection as Names
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from uitvoerbaar.base.cores import cores
from uitvoerbaar.base.dates import EPOCH
from uitvoerbaar.base.language import carried, tr
from uitvoerbaar.engine.batch.people import date_code
from uitvoerbaar.population.columns import DATE, HOUSEHOLDS, MINORS, PERSONS, TEXT, Column, words
from uitvoerbaar.population.columns import columns as columns_of
from uitvoerbaar.population.manifest import PopulationFileError, check_files, read_manifest
from uitvoerbaar.population.own.load import load_own
from uitvoerbaar.population.own.mapping import MAPPING
from uitvoerbaar.population.population import HOUSEHOLD, Population, assemble
from uitvoerbaar.population.reads import heard
from uitvoerbaar.population.uprate import Growth, grow

Array = npt.NDArray[Any]
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
    "woningwaarde",
    "hypotheekschuld",
}
_FIRST_DAY, _LAST_DAY = date(1880, 1, 1), date(2100, 12, 31)


def date_codes() -> npt.NDArray[np.int32]:
    """Codes of all days that a population can hold."""
    days = np.arange(np.datetime64(_FIRST_DAY), np.datetime64(_LAST_DAY) + 1)
    months = days.astype("datetime64[M]")
    year = days.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    day = (days - months).astype(np.int64) + 1
    return np.asarray(date_code(year, month, day), dtype=np.int32)


def _decoded(column: Column, data: pa.Array, dates: npt.NDArray[np.int32]) -> Array:
    if column.type == TEXT:
        known = {word: code for code, word in enumerate(words(column.name))}
        codes = np.array([known[word] for word in data.dictionary.to_pylist()], dtype=column.dtype)
        return np.asarray(codes[data.indices.to_numpy(zero_copy_only=False)])
    if column.type == DATE:
        days = data.cast(pa.int32()).to_numpy()
        return np.asarray(dates[days + (EPOCH - _FIRST_DAY.toordinal())])
    return np.asarray(data.to_numpy(zero_copy_only=False))


class _Reader:
    """Reads the files of one table into preallocated columns, one province per task."""

    def __init__(
        self, folder: Path, of: str, wanted: Names[str] | None, manifest: Mapping[str, Any], growth: Growth | None
    ) -> None:
        self.folder, self.of, self.growth = folder, of, growth
        self.columns = [c for c in columns_of(of) if wanted is None or c.name in wanted or c.name == HOUSEHOLD]
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
        """Fill the rows of one file, brought to the year wanted."""
        path = self.folder / name
        if not os.path.isfile(path):
            raise PopulationFileError(tr("{path}: bestand ontbreekt; maak de bevolking opnieuw", path=path))
        try:
            with pq.ParquetFile(path, memory_map=True) as file:
                data = file.read([c.name for c in self.columns], use_threads=False)
        except (pa.ArrowInvalid, KeyError) as error:
            raise PopulationFileError(
                tr("{path}: geen leesbare Parquet; maak de bevolking opnieuw", path=path)
            ) from error
        missing = [c.name for c in self.columns if c.name not in data.column_names]
        if missing or data.num_rows != rows:
            found = tr("heeft {num_rows} rijen in plaats van {rows}", num_rows=data.num_rows, rows=rows)
            what = tr("mist kolom {missing}", missing=", ".join(missing)) if missing else found
            raise PopulationFileError(tr("{path}: {what}; maak de bevolking opnieuw", path=path, what=what))
        for column in self.columns:
            at = start
            for chunk in data.column(column.name).chunks:
                self.values[column.name][at : at + len(chunk)] = _decoded(column, chunk, dates)
                at += len(chunk)
        if self.growth:
            part = {name: values[start : start + rows] for name, values in self.values.items()}
            grow(self.of, part, self.growth)
            for name, values in part.items():
                self.values[name][start : start + rows] = values


def check_there(folder: Path) -> None:
    """Raises UserError where no population can be: to be told before the work."""
    if not os.path.isfile(folder / MAPPING):
        read_manifest(folder)


def load(folder: Path, year: int | None = None, columns: Names[str] | None = None) -> Population:
    """The population in `folder` (made by us, or the user's own with a mapping.yaml), in the money of `year`.

    `columns`: names of register fields and household columns to read (all when None; names that the population does
    not have are left out, and columns that the growth to another year needs come along). Raises PopulationFileError.
    """
    folder = Path(folder)
    if os.path.isfile(folder / MAPPING):
        return load_own(folder / MAPPING, year)
    manifest = read_manifest(folder)
    check_files(folder, manifest)
    made = int(manifest["jaar"])
    wanted = made if year is None else year
    growth = None if wanted == made else Growth(made, wanted)
    if columns is not None:
        columns = {*columns, *_ALWAYS} | (_FOR_GROWTH if growth else set())
    readers = {of: _Reader(folder, of, columns, manifest, growth) for of in (HOUSEHOLDS, PERSONS, MINORS)}
    _fill(readers.values())
    return assemble({of: reader.values for of, reader in readers.items()}, manifest, wanted)


def _fill(readers: Iterable[_Reader]) -> None:
    """Read every file of the readers."""
    dates = date_codes()
    # Big files first, so that the threads end at about the same time.
    tasks = sorted((task for r in readers for task in r.tasks()), key=lambda task: -task[3])

    def filled(task: tuple[_Reader, str, int, int]) -> None:
        reader, name, start, rows = task
        reader.read(name, start, rows, dates)

    with ThreadPoolExecutor(cores()) as pool:
        list(pool.map(carried(heard(filled)), tasks))


def load_beside(
    folder: Path,
    manifest: Mapping[str, Any],
    parts: Sequence[Sequence[Mapping[str, Any]]],
    year: int,
    columns: Names[str] | None = None,
) -> Population:
    """Populations of one folder beside each other as one, in their order, in the money of `year`.

    A part is its file of households, of persons and of minors (`bestand`, `rijen`), whose households are numbered from 0.
    Raises PopulationFileError for a file that cannot be read.
    """
    made = int(manifest["jaar"])
    growth = None if year == made else Growth(made, year)
    if columns is not None:
        columns = {*columns, *_ALWAYS} | (_FOR_GROWTH if growth else set())
    files = {"uitvoer": [entry for part in parts for entry in part]}
    readers = {of: _Reader(folder, of, columns, files, growth) for of in (HOUSEHOLDS, PERSONS, MINORS)}
    _fill(readers.values())
    before = np.cumsum([0, *(int(households["rijen"]) for households, _, _ in parts)])
    for of in (PERSONS, MINORS):
        rows = [rows for _, rows in readers[of].files]
        readers[of].values[HOUSEHOLD] += np.repeat(before[:-1], rows).astype(np.int32)
    return assemble({of: reader.values for of, reader in readers.items()}, manifest, year)
