"""The population beside the published figures: what it was made of, what was tuned by hand, and what was never used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.base.csv_cells import csv_file
from uitvoerbaar.base.language import active, as_written, mark, tr
from uitvoerbaar.base.whole import target
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.population.check import municipalities
from uitvoerbaar.population.check.figures import Figure, law_figures, plain_figures
from uitvoerbaar.population.check.labels import label
from uitvoerbaar.population.check.law_totals import YearRun, law_total, published_in
from uitvoerbaar.population.check.measure import View, chosen, measured
from uitvoerbaar.population.check.municipalities import Spread
from uitvoerbaar.population.check.origin import (
    CALIBRATED,
    INPUT,
    KINDS,
    NEVER_USED,
    TUNED,
    Origin,
    origins,
    reads_of,
)
from uitvoerbaar.population.check.size import is_far, size_of_year
from uitvoerbaar.population.check.summary import as_lines, summary
from uitvoerbaar.population.manifest import PopulationFileError
from uitvoerbaar.population.population import Population
from uitvoerbaar.population.read import load
from uitvoerbaar.population.reads import Reads, recorded

_TITLES = {
    CALIBRATED: mark("geijkt: hierop is gewogen"),
    INPUT: mark("invoer: hiermee is de bevolking gemaakt, of het volgt eruit"),
    TUNED: mark("afgesteld: hierop is een aanname met de hand bijgesteld"),
    NEVER_USED: mark("nooit gebruikt: hieraan is te zien hoe goed de bevolking is"),
}  # fmt: skip
LIMIT = 0.001
"""Calibrated rows must be this near to the published figure."""


@dataclass(frozen=True)
class Row:
    """One figure: `simulated` is what the population (or the laws run on it) gives, `published` what the source says.

    `origin` says whether it was used and by what; `laws`: the laws of a year were run for it; `far`: its year is far from
    that of those laws, or of the composition of the population.
    """

    origin: Origin
    subject: str
    published: float
    simulated: float
    unit: str
    year: int
    source: str
    certainty: str = ""
    id: str = ""
    laws: bool = False
    far: bool = False

    @property
    def kind(self) -> str:
        """A word of KINDS."""
        return self.origin.kind

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
    origin = Origin(CALIBRATED)
    return [
        Row(origin, entry["naam"], entry["gepubliceerd"], entry["bevolking"], "aantal", 2024, "data/population")
        for entry in population.manifest["ijking"]
    ]


def compared(
    folder: Path, manifest: Mapping[str, Any], progress: Callable[[int], object], *, with_laws: bool = True
) -> list[Row]:
    """The figures of toetscijfers.csv and (with the laws run) totalen.csv, each in the money of its own year.

    The kind of each is derived from what the steps read that made the population, and those that bring it to another year.
    `progress` is told the rows done. Raises UserError.
    """
    plain, law = plain_figures(), law_figures()
    figures = [*plain, *law] if with_laws else plain
    reads = reads_of(manifest)
    values = _measured(folder, figures, reads, progress)
    kinds = origins([*plain, *law], reads)
    return [
        Row(
            kinds[figure.id],
            _subject(figure),
            published_in(figure),
            values[figure.id],
            figure.unit,
            figure.year,
            figure.source,
            figure.certainty,
            figure.id,
            figure.run_year is not None,
            is_far(figure),
        )
        for figure in figures
    ]


def _subject(figure: Figure) -> str:
    if figure.run_year in (None, figure.year):
        return figure.subject
    return as_written("{subject} (gerekend {year})", subject=figure.subject, year=figure.run_year)


def _measured(
    folder: Path, figures: Sequence[Figure], reads: Reads, progress: Callable[[int], object]
) -> dict[str, float]:
    """The value of every figure by its id; each year is loaded once, and `reads` gets what that reads."""
    corpus, catalogue = load_corpus(), load_registers()
    by_year: dict[int, list[Figure]] = {}
    for figure in figures:
        by_year.setdefault(figure.year if figure.run_year is None else figure.run_year, []).append(figure)
    values: dict[str, float] = {}
    for year, here in sorted(by_year.items()):
        with recorded() as moved:
            population = load(folder, year)
        reads.add(moved)
        views: dict[str, View] = {}
        run = YearRun(population, corpus, catalogue)
        run.expect(figure for figure in here if figure.run_year is not None)
        for figure in here:
            if figure.run_year is None:
                view = views.setdefault(figure.of, View(population, figure.of))
                found = measured(view, chosen(view, figure.chosen), figure.measure)
            else:
                found = law_total(run, figure)
            values[figure.id] = found * size_of_year(figure)
            progress(1)
        # The next year is loaded only when this one is gone: a whole country takes some gigabytes.
        del population, views, run
    return values


def _number(value: float) -> str:
    """A number as people read it: 12.345.678, 1.234,5 or 0,156."""
    digits = 0 if abs(value) >= 1000 else 3 if abs(value) < 10 else 1
    return _separated(f"{value:,.{digits}f}")


def _percent(part: float) -> str:
    return _separated(f"{part:+.1%}")


def _separated(english: str) -> str:
    """A number with the separators of the active language."""
    return english if active() == "en" else english.translate(str.maketrans(",.", ".,"))


def as_text(rows: Sequence[Row], places: Sequence[Spread] = ()) -> str:
    """The rows as a table of plain text, by kind, how many of each kind are near, and the errors by municipality."""
    lines = []
    for kind in (kind for kind in KINDS if any(row.kind == kind for row in rows)):
        heads = f"{tr('bron'):>22}{tr('bevolking'):>22}{tr('verschil'):>11}  {tr('jaar')}"
        lines.append(f"\n{tr(_TITLES[kind])}\n{'':70}{heads}")
        lines += [
            f"{label(row.subject)[:69]:70}{_number(row.published):>22}{_number(row.simulated):>22}"
            f"{_percent(row.deviation):>11}  {row.year}  {row.origin.told()}".rstrip()
            for row in rows
            if row.kind == kind
        ]
    return "\n".join([*lines, "", *as_lines(summary(rows)), *municipalities.as_lines(places)])


def records(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows as plain data."""
    return [
        {
            "id": row.id,
            "soort": row.kind,
            "onderwerp": row.subject,
            "gepubliceerd": row.published,
            "bevolking": row.simulated,
            "verschil": round(row.deviation, 6),
            "eenheid": row.unit,
            "jaar": row.year,
            "met_wetten": row.laws,
            "ver_in_de_tijd": row.far,
            "gebruikt_in": row.origin.written(),
            "zekerheid": row.certainty,
            "bron": row.source,
        }
        for row in rows
    ]


def write_csv(path: Path, rows: Sequence[Row]) -> None:
    """Write the rows as a CSV for a spreadsheet in the language that is spoken."""
    made = records(rows)
    with target(path) as fresh:
        fresh.write_bytes(csv_file([[*made[0]], *(list(record.values()) for record in made)], active()))


def write_json(path: Path, rows: Sequence[Row], places: Sequence[Spread] = ()) -> None:
    """Write the summary, the errors by municipality and the rows as JSON."""
    made = {
        "samenvatting": [line.as_data() for line in summary(rows)],
        "gemeenten": [line.as_data() for line in places],
        "cijfers": records(rows),
    }
    with target(path) as fresh:
        fresh.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
