"""The population beside the published figures: what was calibrated, what was tuned by hand, and what was never used."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from uitvoerbaar.base.csv_cells import shielded
from uitvoerbaar.base.language import active, mark, tr
from uitvoerbaar.base.whole import target
from uitvoerbaar.population.check.labels import label
from uitvoerbaar.population.check.measure import View, chosen, measured
from uitvoerbaar.population.manifest import PopulationFileError
from uitvoerbaar.population.population import Population
from uitvoerbaar.population.read import load
from uitvoerbaar.population.tables import table

CALIBRATED, TUNED, HELD_OUT = "geijkt", "afgesteld", "niet_gebruikt"
KINDS = (CALIBRATED, TUNED, HELD_OUT)
_TITLES = {
    CALIBRATED: mark("geijkt"), TUNED: mark("afgesteld"), HELD_OUT: mark("niet_gebruikt"), "met_wetten": mark("met_wetten"),
}  # fmt: skip
LIMIT = 0.001
"""Calibrated rows must be this near to the published figure."""


@dataclass(frozen=True)
class Row:
    """One figure: `simulated` is what the population (or the laws run on it) gives, `published` what the source says."""

    kind: str
    subject: str
    published: float
    simulated: float
    unit: str
    year: int
    source: str
    certainty: str = ""

    @property
    def deviation(self) -> float:
        """Relative deviation from the published figure."""
        return self.simulated / self.published - 1


def check_files(folder: Path, population: Population) -> None:
    """Raise PopulationFileError when a file is not the one that the manifest describes, or the data are the user's own."""
    if "uitvoer" not in population.manifest:
        raise PopulationFileError(
            tr(
                "{folder}: dit zijn eigen gegevens; alleen een gemaakte bevolking is met de cijfers van heel "
                "Nederland te vergelijken",
                folder=folder,
            )
        )
    for entry in population.manifest["uitvoer"]:
        path = folder / entry["bestand"]
        if hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            raise PopulationFileError(
                tr("{path}: bestand is veranderd na het maken; maak de bevolking opnieuw", path=path)
            )


def calibrated(population: Population) -> list[Row]:
    """The totals that the population was made to meet, with what was counted when it was made."""
    return [
        Row(CALIBRATED, entry["naam"], entry["gepubliceerd"], entry["bevolking"], "aantal", 2024, "data/population")
        for entry in population.manifest["ijking"]
    ]


def compared(folder: Path, progress: Callable[[int], object]) -> list[Row]:
    """The figures of toetscijfers.csv, each in the money of its own year. `progress` is told the rows done."""
    figures = table("toetscijfers")
    names = ("soort", "onderwerp", "tabel", "filter", "maat", "eenheid", "zekerheid", "bron")
    cells = list(zip(*(figures.text(name) for name in names), strict=True))
    years, values = figures.numbers("jaar").astype(int), figures.numbers("waarde")
    rows: dict[int, Row] = {}
    for year in sorted(set(years.tolist())):
        population = load(folder, year)
        views: dict[str, View] = {}
        for i in np.flatnonzero(years == year):
            kind, subject, of, text, measure, unit, certainty, source = cells[i]
            view = views.setdefault(of, View(population, of))
            found = measured(view, chosen(view, text), measure)
            rows[int(i)] = Row(kind, subject, float(values[i]), found, unit, year, source, certainty)
            progress(1)
        # The next year is loaded only when this one is gone: a whole country takes some gigabytes.
        del population, views, view
    return [rows[i] for i in sorted(rows)]


def _number(value: float) -> str:
    """A number as people read it: 12.345.678, 1.234,5 or 0,156."""
    digits = 0 if abs(value) >= 1000 else 3 if abs(value) < 10 else 1
    return _separated(f"{value:,.{digits}f}")


def _percent(part: float) -> str:
    return _separated(f"{part:+.1%}")


def _separated(english: str) -> str:
    """A number with the separators of the active language."""
    return english if active() == "en" else english.translate(str.maketrans(",.", ".,"))


def as_text(rows: Sequence[Row]) -> str:
    """The rows as a table of plain text, by kind."""
    lines = []
    for kind in dict.fromkeys(row.kind for row in rows):
        heads = f"{tr('bron'):>22}{tr('bevolking'):>22}{tr('verschil'):>11}  {tr('jaar')}"
        lines.append(f"\n{tr(_TITLES[kind])}\n{'':70}{heads}")
        lines += [
            f"{label(row.subject)[:69]:70}{_number(row.published):>22}{_number(row.simulated):>22}"
            f"{_percent(row.deviation):>11}  {row.year}"
            for row in rows
            if row.kind == kind
        ]
    return "\n".join(lines)


def _records(rows: Sequence[Row]) -> list[dict[str, object]]:
    return [
        {
            "soort": row.kind,
            "onderwerp": row.subject,
            "gepubliceerd": row.published,
            "bevolking": row.simulated,
            "verschil": round(row.deviation, 6),
            "eenheid": row.unit,
            "jaar": row.year,
            "zekerheid": row.certainty,
            "bron": row.source,
        }
        for row in rows
    ]


def write_csv(path: Path, rows: Sequence[Row]) -> None:
    """Write the rows as CSV (comma, UTF-8, decimal point)."""
    records = _records(rows)
    with target(path) as fresh, fresh.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, records[0])
        writer.writeheader()
        writer.writerows(
            {name: shielded(cell) if isinstance(cell, str) else cell for name, cell in record.items()}
            for record in records
        )


def write_json(path: Path, rows: Sequence[Row]) -> None:
    """Write the rows as a JSON list."""
    with target(path) as fresh:
        fresh.write_text(json.dumps(_records(rows), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
