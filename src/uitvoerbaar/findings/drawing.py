"""What a figure of a report asks of its rows, on top of the format: columns that are there and cells that can be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeGuard

from uitvoerbaar.base.language import tr
from uitvoerbaar.findings.figure import PROOF_SIGNS
from uitvoerbaar.findings.provinces import PROVINCES
from uitvoerbaar.findings.said import near, short

_CHART_NEEDS = {
    "bars": ("category", "value"),
    "before_after_bars": ("category", "value", "series"),
    "diverging": ("category", "value", "series", "sign"),
    "histogram": ("category", "value"),
    "tile_map": ("category", "value"),
    "municipality_map": ("category", "value", "x", "y"),
    "line": ("category", "value"),
    "timeline": ("month", "lane", "text"),
    "chain": ("lane", "category", "text"),
    "table": (),
}

_UNSEEN = ("sign", "x", "y")
"""What rows may hold without a column for who reads them: it is drawn, not read."""
LAST_MONTH = 24
"""A calendar shows a year and the year after it."""


def undrawable(where: str, figure: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the columns, rows and cells of a figure, one sentence each."""
    keys = [column["key"] for column in figure["columns"]]
    encoding = {role: key for role, key in figure["encoding"].items() if key is not None}
    for need in _CHART_NEEDS[figure["chart"]]:
        if need not in encoding:
            yield tr(
                "{where}.encoding: een grafiek {chart!r} heeft {need!r} nodig",
                where=where,
                chart=figure["chart"],
                need=need,
            )
    for role, key in encoding.items():
        if key not in keys and role not in _UNSEEN:
            yield tr(
                "{where}.encoding.{role}: kolom {key!r} bestaat niet{near}",
                where=where,
                role=role,
                key=key,
                near=near(key, keys),
            )
    encoding = {role: key for role, key in encoding.items() if key in keys or role in _UNSEEN}  # the others are told
    for number, row in enumerate(figure["rows"]):
        lacking = [key for key in keys if key not in row]
        if lacking:
            yield tr(
                "{where}.rows[{number}]: kolom {lacking} ontbreekt",
                where=where,
                number=number,
                lacking=", ".join(map(repr, lacking)),
            )
        else:
            yield from _proofs(f"{where}.rows[{number}]", row, figure["columns"])
            yield from _drawable(f"{where}.rows[{number}]", row, figure["chart"], encoding)
    if figure["chart"] == "line":
        yield from _falling(where, figure["rows"], encoding)
    numbers = [row.get(encoding.get("value")) for row in figure["rows"]]
    drawn = figure["chart"] not in ("table", "timeline", "chain") and figure["rows"]
    if drawn and all(number is None for number in numbers):
        yield tr("{where}.rows: geen enkele rij heeft een getal om te tekenen", where=where)


def _drawable(where: str, row: Mapping[str, Any], chart: str, encoding: Mapping[str, str]) -> Iterator[str]:
    """What a drawing asks of the cells of a row, on top of the format."""
    for role in ("value", "low", "high"):
        cell = row.get(encoding.get(role, ""))
        if isinstance(cell, bool) or not isinstance(cell, int | float | None):
            yield tr(
                "{where}.{encoding}: verwacht een getal om te tekenen, kreeg {got}",
                where=where,
                encoding=encoding[role],
                got=short(cell),
            )
        elif chart == "histogram" and cell is not None and cell < 0:
            yield tr(
                "{where}.{encoding}: een histogram telt, dus niet onder nul; kreeg {cell}",
                where=where,
                encoding=encoding[role],
                cell=cell,
            )
    if chart == "line" and "category" in encoding and not _is_number(row[encoding["category"]]):
        yield tr(
            "{where}.{category}: verwacht een getal op de as, kreeg {got}",
            where=where,
            category=encoding["category"],
            got=short(row[encoding["category"]]),
        )
    if chart == "timeline" and "month" in encoding and row[encoding["month"]] not in range(1, LAST_MONTH + 1):
        got = short(row[encoding["month"]])
        yield tr(
            "{where}.{month}: verwacht een maand van 1 tot en met {last_month}, kreeg {got}",
            where=where,
            month=encoding["month"],
            last_month=LAST_MONTH,
            got=got,
        )
    if chart == "diverging" and "sign" in encoding and row.get(encoding["sign"]) not in (-1, 0, 1):
        yield tr(
            "{where}.{sign}: verwacht -1, 0 of 1, kreeg {got}",
            where=where,
            sign=encoding["sign"],
            got=short(row.get(encoding["sign"])),
        )
    if chart == "municipality_map" and {"x", "y"} <= encoding.keys():
        place = [row.get(encoding[role]) for role in ("x", "y")]
        if not all(isinstance(at, int) and not isinstance(at, bool) for at in place):
            yield tr(
                "{where}: verwacht twee hele getallen voor de plaats op de kaart, kreeg {got}",
                where=where,
                got=", ".join(map(short, place)),
            )
    if chart == "tile_map" and "category" in encoding:
        name = row[encoding["category"]]
        province = name["nl"] if isinstance(name, Mapping) else name
        if province not in PROVINCES:
            yield tr(
                "{where}.{category}: {got} is geen provincie{near}",
                where=where,
                category=encoding["category"],
                got=short(province),
                near=near(province, PROVINCES),
            )


def _proofs(where: str, row: Mapping[str, Any], columns: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Results of proofs that are no word for one."""
    for column in columns:
        if column.get("unit") == "bewijs" and row[column["key"]] not in PROOF_SIGNS:
            got = short(row[column["key"]])
            yield tr(
                "{where}.{key}: verwacht {proof_signs}, kreeg {got}",
                where=where,
                key=column["key"],
                proof_signs=", ".join(PROOF_SIGNS),
                got=got,
            )


def _falling(where: str, rows: list[Mapping[str, Any]], encoding: Mapping[str, str]) -> Iterator[str]:
    """Points of a curve that step back to the left."""
    last: dict[str, float] = {}
    for number, row in enumerate(rows):
        at, line = row.get(encoding.get("category", "")), short(row.get(encoding.get("series", "")))
        if not _is_number(at):
            continue
        if at < last.get(line, at):
            yield tr(
                "{where}.rows[{number}].{category}: {at} ligt links van het punt ervoor ({last})",
                where=where,
                number=number,
                category=encoding["category"],
                at=at,
                last=last[line],
            )
        last[line] = at


def _is_number(cell: object) -> TypeGuard[int | float]:
    return isinstance(cell, int | float) and not isinstance(cell, bool)
