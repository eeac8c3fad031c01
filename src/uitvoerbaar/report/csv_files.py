"""The numbers of a report as CSV: a zip with one file per figure or table, and the findings, limits and assumptions.

Money is in euros; separators and decimals are those of a spreadsheet in the language (`base/csv_cells.py`). The same report gives
the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.csv_cells import csv_file
from uitvoerbaar.findings import Assessment, Cell, Column, Figure, Range, Text
from uitvoerbaar.report.view import View
from uitvoerbaar.report.words import CENTS, Lang, catalogue, plain

_MADE = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip, so that it is the same on every day."""


def zip_name(lang: Lang) -> str:
    """The name of the file beside the report."""
    return str(catalogue(lang)["csv"]["zip"])


def csv_zip(a: Assessment, view: View, lang: Lang) -> bytes:
    """All CSV files of a report in one zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in _files(a, view, lang):
            archive.writestr(zipfile.ZipInfo(name, _MADE), csv_file(lines, lang), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def csv_of(figure: Figure, lang: Lang) -> bytes:
    """One figure as a CSV file, as it is in the zip: money in euros, with the unit in the heading."""
    return csv_file(figure_lines(figure, lang), lang)


def _files(a: Assessment, view: View, lang: Lang) -> Iterator[tuple[str, Iterable[Sequence[object]]]]:
    fixed = catalogue(lang)["csv"]
    for figure in view.figures.values():
        yield view.csv_name(figure), figure_lines(figure, lang)
    yield fixed["findings"], _finding_lines(a, view, lang)
    yield fixed["limits"], [[fixed["limit"]], *([plain(limit, lang)] for limit in a.limits)]
    yield fixed["assumptions"], [[fixed["assumption"]], *([plain(told, lang)] for told in a.assumptions)]


def figure_lines(figure: Figure, lang: Lang) -> list[list[object]]:
    """The headings of a figure with their units, and its rows; of a single number one row."""
    columns: Sequence[Column] = figure.columns
    rows: Iterable[Any] = figure.rows
    if figure.value is not None:
        words = catalogue(lang)["csv"]
        row: dict[str, Cell] = {"value": figure.value, **_ends(figure.range, "")}
        if figure.wider is not None:
            row |= _ends(figure.wider, "wider_")
        columns = [Column(key, Text(words[key], words[key]), figure.unit) for key in row]
        rows = [row]
    headings = [_heading(column, lang) for column in columns]
    return [[*headings], *([_cell(row[column.key], column.unit, lang) for column in columns] for row in rows)]


def _ends(of: Range | None, prefix: str) -> dict[str, Cell]:
    """The ends of an interval as cells: a page shows the wider one where there is one, so both stand here."""
    low, high = (None, None) if of is None else (of.low, of.high)
    return {f"{prefix}low": low, f"{prefix}high": high}


def _heading(column: Column, lang: Lang) -> str:
    unit = catalogue(lang)["csv"]["units"].get(column.unit, "")
    label = plain(column.label, lang)
    return f"{label} ({unit})" if unit else label


def _cell(value: Cell, unit: str, lang: Lang) -> object:
    """A cell as a spreadsheet reads it: a number without words, an amount in euros."""
    if isinstance(value, Text):
        return plain(value, lang)
    if isinstance(value, bool):
        return catalogue(lang)["yes" if value else "no"]
    if isinstance(value, int | float) and unit.startswith("eurocent"):
        return Decimal(f"{value / CENTS:.2f}")
    return value


def _finding_lines(a: Assessment, view: View, lang: Lang) -> list[list[object]]:
    fixed = catalogue(lang)
    lines: list[list[object]] = [list(fixed["csv"]["finding_columns"])]
    for finding in a.findings:
        hit = finding.households
        lines.append(
            [
                fixed["severity"][finding.severity],
                view.chapter_of[finding.test],
                plain(finding.title, lang),
                plain(finding.explanation, lang),
                *((hit.value, hit.low, hit.high) if hit is not None and not hit.fewer_than else (None, None, None)),
                view.law_names.get(finding.law or "", finding.law),
                finding.article,
                finding.id,
            ]
        )
    return lines
