"""A country as Parquet files: one household, person and child file per province, zstd, always the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from uitvoerbaar.base.dates import EPOCH
from uitvoerbaar.base.language import carried
from uitvoerbaar.population.columns import (
    DATE,
    HOUSEHOLDS,
    MINORS,
    PERSONS,
    TEXT,
    Column,
    columns,
    province_codes,
    words,
)
from uitvoerbaar.population.synthetic.country import PARTNER, Country
from uitvoerbaar.population.tables import table

_FIRST_YEAR, _LAST_YEAR = 1880, 2060
_LEAP_DAY = 59  # Day of the year (from 0) of 29 February: nobody is born on it, so a shift by a year is always a day.
_ROW_GROUP = 1 << 20


def birth_days(ages: npt.NDArray[np.integer], draw: npt.NDArray[np.float64], year: int) -> npt.NDArray[np.int32]:
    """Days since 1970 of births of people aged `ages` on 1 January of `year`; never 1 January or 29 February."""
    starts = np.array([date(y, 1, 1).toordinal() - EPOCH for y in range(_FIRST_YEAR, _LAST_YEAR)])
    leap = np.array([date(y, 12, 31).timetuple().tm_yday == 366 for y in range(_FIRST_YEAR, _LAST_YEAR)])
    index = year - 1 - ages.astype(np.int64) - _FIRST_YEAR
    day = 1 + (draw * 364).astype(np.int64)
    return (starts[index] + day + (leap[index] & (day >= _LEAP_DAY))).astype(np.int32)


def household_columns(country: Country, weight: npt.NDArray[np.int32]) -> dict[str, npt.NDArray[Any]]:
    """Values of the table huishoudens; texts as codes."""
    codes = province_codes()
    urban = table("gemeenten").numbers("stedelijkheid").astype(np.int8)
    return {
        "huishouden": np.arange(country.households, dtype=np.int32),
        "provincie": np.searchsorted(codes, country.province).astype(np.int8),
        "gemeente": country.municipality,
        "stedelijkheid": urban[country.municipality],
        "type": country.type,
        "gewicht": weight,
        "volwassenen": np.diff(country.adult_start),
        "minderjarigen": country.minor_count,
        "eigendom": country.h["eigendom"],
        "inkomensdeciel": country.h["inkomensdeciel"],
        "bruto_inkomen": np.rint(country.h["inkomen"]) * 100,
        **{name: np.rint(country.h[name]) * 100 for name in ("vermogen", "woningwaarde", "hypotheekschuld")},
    }


def person_columns(country: Country) -> dict[str, npt.NDArray[Any]]:
    """Values of the table personen."""
    draw = country.draws.uniform("verjaardag", 0, country.adults)
    found = dict(country.p)
    found.update(
        huishouden=country.household,
        rol=country.role,
        geslacht=country.sex,
        werk=country.p["status"],
        geboortedatum=birth_days(country.age, draw, country.money.year),
        is_gehuwd=country.married[country.household] & (country.role <= PARTNER),
        uren_per_week=country.p["uren"],
        is_student=country.p["student"],
    )
    return found


def minor_columns(country: Country) -> dict[str, npt.NDArray[Any]]:
    """Values of the table kinderen."""
    draw = country.draws.uniform("verjaardag_kind", 0, country.minors)
    born = birth_days(country.minor_age, draw, country.money.year)
    return {**country.k, "huishouden": country.minor_household, "geboortedatum": born}


def _arrow(column: Column, values: npt.NDArray[Any]) -> pa.Array:
    if column.type == TEXT:
        return pa.DictionaryArray.from_arrays(pa.array(values.astype(column.dtype)), pa.array(words(column.name)))
    if column.type == DATE:
        return pa.array(values.astype(np.int32), type=pa.int32()).cast(pa.date32())
    return pa.array(values.astype(np.bool_ if column.type == "bool" else column.type))


def country_columns(country: Country, weight: npt.NDArray[np.int32]) -> dict[str, dict[str, npt.NDArray[Any]]]:
    """Values of every table by its name."""
    return {
        HOUSEHOLDS: household_columns(country, weight),
        PERSONS: person_columns(country),
        MINORS: minor_columns(country),
    }


def write_rows(target: Any, of: str, values: Mapping[str, npt.NDArray[Any]], here: slice = slice(None)) -> int:
    """Write rows of a table as Parquet to a file or a stream; tells how many."""
    data = pa.table({c.name: _arrow(c, values[c.name][here]) for c in columns(of)})
    pq.write_table(data, target, compression="zstd", row_group_size=_ROW_GROUP)
    return int(data.num_rows)


def _store(path: Path, of: str, values: Mapping[str, npt.NDArray[Any]], here: slice) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = write_rows(path, of, values, here)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"bestand": f"{of}/{path.name}", "rijen": rows, "sha256": digest}


def write_country(
    country: Country, weight: npt.NDArray[np.int32], out: Path, step: Callable[[int], None]
) -> list[dict[str, Any]]:
    """Write all files below `out`; returns name, rows and SHA-256 of each. `step` is told the rows written."""
    tables = country_columns(country, weight)
    jobs = []
    for code in province_codes():
        low, high = np.searchsorted(country.province, [code, code + 1])
        ranges = {
            HOUSEHOLDS: slice(int(low), int(high)),
            PERSONS: slice(int(country.adult_start[low]), int(country.adult_start[high])),
            MINORS: slice(int(country.minor_start[low]), int(country.minor_start[high])),
        }
        jobs += [(out / of / f"PV{code}.parquet", of, tables[of], here) for of, here in ranges.items()]

    def work(job: tuple[Path, str, Mapping[str, npt.NDArray[Any]], slice]) -> dict[str, Any]:
        done = _store(*job)
        step(done["rijen"])
        return done

    with ThreadPoolExecutor(country.blocks.threads) as pool:
        return list(pool.map(carried(work), jobs))
