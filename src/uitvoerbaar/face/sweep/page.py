"""The results of a sweep as a page: per measure a curve along the first dial, the table, and what can be traded off."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.language import Lang, said
from uitvoerbaar.base.text import Cell, Range, Text
from uitvoerbaar.face.sweep.front import fronts_of
from uitvoerbaar.face.sweep.table import HIGH, LOW, NUMBER
from uitvoerbaar.face.sweep.told import SAMPLED, Row, of_dials, texts
from uitvoerbaar.findings import Column, Encoding, Figure

if TYPE_CHECKING:
    import pyarrow as pa

MOST_LINES = 5
"""Lines of other dials in one picture; of more, some are taken from all over their range."""
_TITLE = Text("Varianten van een voornemen of wet", "Variants of a proposal or law")


def page(table: pa.Table, asked: Mapping[str, Any], lang: Lang) -> bytes:
    """The page, in a language: self-contained HTML."""
    from uitvoerbaar.report.curve_page import render_curves

    rows = table.to_pylist()
    figures = [*figures_of(rows, asked), *fronts_of(rows, asked)]
    return render_curves(_TITLE, figures, list(_about(asked)), lang).encode()


def _about(asked: Mapping[str, Any]) -> Iterator[Text]:
    yield texts(asked["waarover"])
    yield Text(
        "{many} varianten, elk op dezelfde mensen. Huishoudens passen hun gedrag niet aan.",
        "{many} variants, each on the same people. Households do not change what they do.",
    ).format(many=asked["varianten"])
    for each in asked["opmerkingen"]:
        yield texts(each)


def figures_of(rows: Sequence[Row], asked: Mapping[str, Any]) -> Iterator[Figure]:
    """A figure per measure: a curve where the variants are along one line or a grid, else a table."""
    dials = asked["getallen"]
    for measure in asked["maten"]:
        first, others = dials[0], dials[1:]
        drawn = asked["soort"] == "grid" or not others
        lines = _lines(rows, others) if drawn else {}
        told = [_cells(row, first, others, measure) for row in rows] if not drawn else []
        for values in _some(list(lines)):
            along = sorted(lines[values], key=lambda row: (row[first["id"]], row[NUMBER]))
            told += [_cells(row, first, others, measure) for row in along if row[measure["id"]] is not None]
        columns = [Column("x", texts(first["naam"]), first["soort"])]
        columns += [Column("lijn", Text("Andere getallen", "Other numbers"))] if others else []
        columns.append(Column("y", texts(measure["naam"]), measure["eenheid"]))
        if asked["steekproef"]:
            columns += [
                Column("laag", Text("Laag", "Low"), measure["eenheid"]),
                Column("hoog", Text("Hoog", "High"), measure["eenheid"]),
            ]
        apart = len({row["x"] for row in told}) > 1 and drawn
        yield Figure(
            id=measure["id"],
            test="reeks",
            title=texts(measure["naam"]),
            reading=_reading(first, len(lines), drawn),
            unit=measure["eenheid"],
            range=Range(None, None, SAMPLED) if asked["steekproef"] else None,
            source=texts(asked["bron"]),
            date=asked["dag"],
            reproduce=shlex.join(asked["opdracht"]),
            chart="line" if apart else "table",
            columns=tuple(columns),
            rows=tuple(told),
            encoding=Encoding(category="x", value="y", series="lijn" if others else None) if apart else Encoding(),
        )


def _reading(first: Mapping[str, Any], lines: int, drawn: bool) -> Text:
    if not drawn:
        return Text("Een rij per variant.", "A row for each variant.")
    words = Text(
        "Tussen de berekende punten zijn rechte lijnen getrokken; daar kan een sprong liggen.",
        "Straight lines join the points that were computed; a jump may lie between them.",
    )
    if lines > MOST_LINES:
        more = Text(
            " Getekend zijn {some} van {all} lijnen; alle varianten staan in uitkomsten.parquet.",
            " Drawn are {some} of {all} lines; all variants are in uitkomsten.parquet.",
        ).format(some=MOST_LINES, all=lines)
        return Text("", "").join((words, more))
    return words


def _lines(rows: Sequence[Row], others: Sequence[Mapping[str, Any]]) -> dict[tuple[Decimal, ...], list[Row]]:
    """The variants by the values of the other dials."""
    found: dict[tuple[Decimal, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[dial["id"]] for dial in others), []).append(row)
    return found


def _some(lines: list[tuple[Decimal, ...]]) -> list[tuple[Decimal, ...]]:
    """All lines, or so many as a picture bears, the first and the last among them."""
    if len(lines) <= MOST_LINES:
        return lines
    return [lines[round(number * (len(lines) - 1) / (MOST_LINES - 1))] for number in range(MOST_LINES)]


def _cells(
    row: Row, first: Mapping[str, Any], others: Sequence[Mapping[str, Any]], measure: Mapping[str, Any]
) -> dict[str, Cell]:
    made: dict[str, Cell] = {"x": float(row[first["id"]] * Decimal(first["per_soort"]))}
    if others:
        made["lijn"] = said(of_dials(others, row))
    made["y"] = row[measure["id"]]
    if measure["id"] + LOW in row:
        made["laag"], made["hoog"] = row[measure["id"] + LOW], row[measure["id"] + HIGH]
    return made
