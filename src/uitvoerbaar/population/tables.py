"""The published figures and the assumptions the population is made of (data/population).

Every number that shapes the population is read here from a CSV or YAML file with its source; the code
holds none. A figure that nobody published is called an assumption ("AANNAME") in the file itself.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from uitvoerbaar.base import folders
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.fit import PERCENTILE_COLUMNS
from uitvoerbaar.base.language import tr
from uitvoerbaar.population.reads import ALL, running

FloatArray = npt.NDArray[np.float64]


class PopulationDataError(UserError):
    """A file of data/population is missing, or lacks a column, row or value that the model needs."""


def tables_dir() -> Path:
    """Folder `population` of the shipped data. Raises PopulationDataError when it is not there."""
    folder = folders.data_dir() / "population"
    if not folder.is_dir():
        raise PopulationDataError(
            tr(
                "{folder}: map met bevolkingscijfers niet gevonden; zet UITVOERBAAR_DATA op de map 'data' "
                "van uitvoerbaar",
                folder=folder,
            )
        )
    return folder


@dataclass(frozen=True, eq=False)
class Table:
    """One CSV file as columns of text, with typed access; errors name the file and the column."""

    path: Path
    columns: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    @property
    def name(self) -> str:
        """The name by which `table` reads it."""
        return self.path.stem

    def _heard(self, columns: Iterable[str], row: str = ALL) -> None:
        """Tell the recorder, when one runs, what is read."""
        reads = running()
        if reads is not None:
            for column in columns:
                reads.column(self.name, column, (row,))

    def text(self, name: str) -> tuple[str, ...]:
        """The column `name` as text."""
        if name not in self.columns:
            raise PopulationDataError(
                tr(
                    "{path}: kolom '{name}' ontbreekt; aanwezig: {columns}",
                    path=self.path,
                    name=name,
                    columns=", ".join(self.columns),
                )
            )
        self._heard((name,))
        return self.columns[name]

    def numbers(self, name: str) -> FloatArray:
        """The column `name` as float64; an empty cell is infinity (an open class)."""
        values = []
        for line, cell in enumerate(self.text(name), start=2):
            try:
                values.append(float(cell) if cell else np.inf)
            except ValueError as error:
                raise PopulationDataError(
                    tr(
                        "{path}:{line}: '{cell}' in kolom '{name}' is geen getal",
                        path=self.path,
                        line=line,
                        cell=cell,
                        name=name,
                    )
                ) from error
        return np.array(values)

    def matrix(self, names: Iterable[str]) -> FloatArray:
        """Several numeric columns side by side, shape (rows, columns)."""
        return np.column_stack([self.numbers(name) for name in names])

    def lookup(self, key: str, value: str) -> dict[str, float]:
        """Mapping from the text column `key` to the numeric column `value`."""
        return dict(zip(self.text(key), self.numbers(value).tolist(), strict=True))

    def row(self, key: str, wanted: str) -> dict[str, str]:
        """The one row whose `key` equals `wanted`."""
        keys = self.columns[key] if key in self.columns else self.text(key)
        if wanted not in keys:
            raise PopulationDataError(
                tr(
                    "{path}: geen rij met {key} = {wanted}; aanwezig: {keys}",
                    path=self.path,
                    key=key,
                    wanted=wanted,
                    keys=", ".join(keys),
                )
            )
        self._heard(self.columns, wanted)
        index = keys.index(wanted)
        return {name: cells[index] for name, cells in self.columns.items()}


@cache
def _read(path: Path) -> Table:
    if not path.is_file():
        raise PopulationDataError(tr("{path}: bestand met bevolkingscijfers ontbreekt", path=path))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        raise PopulationDataError(tr("{path}: bestand heeft geen rijen", path=path))
    return Table(path, {name: tuple(row[name] or "" for row in rows) for name in rows[0]})


@dataclass(frozen=True)
class Others:
    """What stands in the place of what the files say: values of assumptions, and tables, by name."""

    values: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)


_others: ContextVar[Others | None] = ContextVar("others", default=None)


@contextmanager
def assuming(others: Others) -> Iterator[None]:
    """Within the block assumptions and tables are those of `others`, in this thread only: work in one thread."""
    token = _others.set(others)
    try:
        yield
    finally:
        _others.reset(token)


def table(name: str) -> Table:
    """Table data/population/`name`.csv, or what stands in its place."""
    others = _others.get()
    if others is not None and name in others.tables:
        return others.tables[name]
    return _read(tables_dir() / f"{name}.csv")


@cache
def _assumptions(path: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(loaded, dict):
        raise PopulationDataError(tr("{path}: verwacht: een lijst van aannames op naam", path=path))
    return loaded


def assumption(name: str) -> Any:
    """Value of the assumption `name` in data/population/aannames.yaml, or what stands in its place."""
    others = _others.get()
    if others is not None and name in others.values:
        return others.values[name]
    path = tables_dir() / "aannames.yaml"
    entry = _assumptions(path).get(name)
    if not isinstance(entry, dict) or "waarde" not in entry or "bron" not in entry:
        raise PopulationDataError(
            tr("{path}: aanname '{name}' ontbreekt of heeft geen 'waarde' en 'bron'", path=path, name=name)
        )
    reads = running()
    if reads is not None:
        reads.assumption(name)
    return entry["waarde"]


def assumption_entries() -> dict[str, Any]:
    """Every assumption with all that stands beside it, by name: for the check, which says itself what was read."""
    return _assumptions(tables_dir() / "aannames.yaml")


def assumptions() -> list[dict[str, Any]]:
    """Every assumption with its value and source, for the manifest."""
    entries = _assumptions(tables_dir() / "aannames.yaml")
    return [{"naam": name, "waarde": assumption(name), "bron": entries[name]["bron"]} for name in sorted(entries)]


def number(name: str) -> float:
    """Numeric assumption `name`."""
    return float(assumption(name))


def by_age(values: Table, column: str, ages: int) -> FloatArray:
    """Column given for age bands [leeftijd_van, leeftijd_tot) as an array over single ages 0..ages-1; NaN outside the bands."""
    result = np.full(ages, np.nan)
    bands = zip(*(values.numbers(name) for name in ("leeftijd_van", "leeftijd_tot", column)), strict=True)
    for start, stop, value in bands:
        result[int(start) : int(min(stop, ages))] = value
    return result


def interpolated_by_age(values: Table, column: str, ages: int) -> FloatArray:
    """Column given at ages `leeftijd`, interpolated to single ages 0..ages-1 (constant beyond the ends)."""
    return np.interp(np.arange(ages), values.numbers("leeftijd"), values.numbers(column))


def percentiles(name: str) -> FloatArray:
    """The ten percentiles of distribution `name` in verdelingen.csv (see fit.from_percentiles)."""
    row = table("verdelingen").row("verdeling", name)
    return np.array([float(row[column]) for column in PERCENTILE_COLUMNS])


def homes_lived_in() -> dict[str, float]:
    """Homes with people in them by who owns them: the stock (CBS) times the part that is lived in."""
    rows = table("eigendom")
    stock, part = rows.lookup("item", "woningen"), rows.lookup("item", "bewoond_deel")
    return {item: homes * part[item] for item, homes in stock.items()}


def sources() -> list[dict[str, str]]:
    """Every file of data/population with its SHA-256, for the manifest."""
    found = sorted(path for path in tables_dir().iterdir() if path.suffix in {".csv", ".yaml"})
    return [{"bestand": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()} for path in found]


@dataclass(frozen=True)
class Year:
    """Money of one year: growth since the base years of the figures, and that year's amounts.

    Attributes: `wage`, `pension`, `benefit`, `wealth`, `mortgage`: factor from 2022 to `year`; `woz` from the municipal
    figure of 2022, and `home` from that figure to the value on 1 January of `year`; `rent_social`, `rent_other`: from
    the rents at the end of 2023 to 1 January of `year`; `amounts` and `base_amounts`: the rows of jaarbedragen.csv of
    `year` and of 2022.
    """

    year: int
    wage: float
    pension: float
    benefit: float
    wealth: float
    mortgage: float
    woz: float
    home: float
    rent_social: float
    rent_other: float
    amounts: Mapping[str, float]
    base_amounts: Mapping[str, float]


INCOME_BASE_YEAR = 2022
RENT_BASE_YEAR = 2024
_AMOUNTS = (
    "aow_alleen",
    "aow_gehuwd",
    "aow_leeftijd_maanden",
    "bijstand_alleen",
    "bijstand_paar",
    "kot_dagopvang",
    "kot_bso",
    "kot_gastouder",
    "ewf_pct",
    "hillen_pct",
    "zelfstandigenaftrek",
    "mkb_pct",
    "kostendelers_vanaf",
    "box3_vrij",
    "box3_bank_pct",
    "box3_overig_pct",
    "box3_schuld_pct",
    "spaarrente_pct",
    "beurs_uit",
    "beurs_thuis",
    "beurs_aanvullend",
)


def money_of(year: int) -> Year:
    """Growth factors and amounts for `year`; PopulationDataError when groei.csv or jaarbedragen.csv lack it."""
    growth, amounts = table("groei"), table("jaarbedragen")
    years = [int(value) for value in growth.numbers("jaar")]
    if year not in years or str(year) not in amounts.text("jaar"):
        raise PopulationDataError(
            tr(
                "jaar {year}: geen groeicijfers; {name} en {name_2} hebben {years} tot {years_2}",
                year=year,
                name=growth.path.name,
                name_2=amounts.path.name,
                years=years[0],
                years_2=years[-1],
            )
        )

    def index(column: str, base: int, shift: int = 0) -> float:
        """Product of yearly growth between `base` and `year` (1/product when `year` is earlier)."""
        pct: dict[int, float] = dict(zip(years, growth.numbers(column).tolist(), strict=True))
        low, high = sorted((base, year))
        product = 1.0
        for step in range(low + 1, high + 1):
            product *= 1 + pct[step - shift] / 100
        return product if year >= base else 1 / product

    def row(wanted: int) -> dict[str, float]:
        cells = amounts.row("jaar", str(wanted))
        return {name: float(cells[name]) for name in _AMOUNTS}

    woz, home = (dict(zip(years, growth.numbers(name).tolist(), strict=True)) for name in ("woz_keur", "waarde_keur"))
    return Year(
        year=year,
        wage=index("loon_pct", INCOME_BASE_YEAR),
        pension=index("pensioen_pct", INCOME_BASE_YEAR),
        benefit=index("uitkering_pct", INCOME_BASE_YEAR),
        wealth=index("vermogen_pct", INCOME_BASE_YEAR),
        mortgage=index("hypotheek_pct", INCOME_BASE_YEAR),
        woz=woz[year] / woz[INCOME_BASE_YEAR],
        home=home[year] / woz[INCOME_BASE_YEAR],
        # Rents rise on 1 July, so the level on 1 January of a year holds the rises up to the year before.
        rent_social=index("huur_corporatie_pct", RENT_BASE_YEAR, shift=1),
        rent_other=index("huur_overig_pct", RENT_BASE_YEAR, shift=1),
        amounts=row(year),
        base_amounts=row(INCOME_BASE_YEAR),
    )
