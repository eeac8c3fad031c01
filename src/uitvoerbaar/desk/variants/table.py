"""Variants in columns and figures in rows, as differences or amounts; one figure as bars; what two do together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.desk.workbench.shown import exact, money, percent, said, spoken

BUDGET, LOSERS, WINNERS = "begroting", "verliezers", "winnaars"
Figures = Mapping[str, Any]
"""A part of an answer."""
_HALF_WIDE = 50.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in words: `exact` to the cent, `ends` of its interval when it has one; `small` what stands below it."""

    words: str
    exact: str = ""
    ends: tuple[str, str] | None = None
    small: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of every column; a column that has none yet has None."""

    id: str
    title: str
    cells: tuple[Cell | None, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as a bar from the middle (50 of 100) to the left (less) or right, with the ends of its interval."""

    name: str
    cell: Cell | None
    at: float = 0.0
    wide: float = 0.0
    less: bool = False
    low: float = 0.0
    high: float = 0.0


def measure(part: Figures | None, id_: str) -> Mapping[str, Any] | None:
    """A figure of an answer; None when it is not there, or may not be told."""
    rows = () if part is None else part["measures"]
    return next((row for row in rows if row["id"] == id_ and row["value"] is not None), None)


def whole(found: Mapping[str, Any]) -> int:
    """An amount in whole eurocents, a count in whole households."""
    value: float = found["value"]
    return round(value)


def rows_of(parts: Sequence[Figures | None]) -> list[Row]:
    """The budget, each scheme that moves in some column, losers and winners: as differences."""
    known = next((part for part in parts if part is not None), None)
    if known is None:
        return []
    schemes = [row["id"] for row in known["measures"] if row["id"].startswith(f"{BUDGET}-")]
    moving = [name for name in schemes if any(whole(found) for part in parts if (found := measure(part, name)))]
    return [_row(name, parts, strong=name == BUDGET) for name in (BUDGET, *moving, LOSERS, WINNERS)]


def _row(name: str, parts: Sequence[Figures | None], *, strong: bool = False) -> Row:
    cells = tuple(None if part is None else cell_of(measure(part, name), part["full"]) for part in parts)
    return Row(name, title_of(name, parts), cells, strong)


def title_of(name: str, parts: Iterable[Figures | None]) -> str:
    """What a figure is called."""
    return next((said(row["title"]) for part in parts if part for row in part["measures"] if row["id"] == name), name)


def cell_of(found: Mapping[str, Any] | None, full: bool) -> Cell:
    """A figure in words; a dash for what may not be told."""
    if found is None:
        return Cell("–", small=tr("te weinig huishoudens om te noemen"))
    value, unit = found["value"], found["unit"]
    ends = None if full or found["low"] == found["high"] else _ends(found)
    if unit == "eurocent_per_jaar":
        return Cell(money(value, signed=True), exact(value), ends)
    if unit == "huishoudens":
        return Cell(spoken(numeral(round(value))), ends=ends)
    return Cell(percent(value))


def _ends(found: Mapping[str, Any]) -> tuple[str, str]:
    if found["unit"] == "eurocent_per_jaar":
        return money(found["low"], signed=True), money(found["high"], signed=True)
    return spoken(numeral(round(found["low"]))), spoken(numeral(round(found["high"])))


def levels_of(parts: Sequence[Figures | None]) -> list[Row]:
    """The amounts of every scheme: first of the law that the others are set against, then of each variant."""
    known = next((part for part in parts if part is not None), None)
    rows = []
    for scheme in () if known is None else known["levels"]:
        before = Cell(money(scheme["before"]), exact(scheme["before"]))
        cells = tuple(None if part is None else _level(part, scheme["id"]) for part in parts)
        rows.append(Row(scheme["id"], said(scheme["name"]), (before, *cells)))
    return rows


def _level(part: Figures, id_: str) -> Cell:
    found = next((row for row in part["levels"] if row["id"] == id_), None)
    return Cell("–") if found is None else Cell(money(found["after"]), exact(found["after"]))


def groups_of(parts: Sequence[Figures | None]) -> list[dict[str, Any]]:
    """Per grouping the mean change of each group, and below it the part that loses."""
    known = next((part for part in parts if part is not None), None)
    made = []
    for group in () if known is None else known["groups"]:
        rows = []
        for row in group["rows"]:
            cells = tuple(None if part is None else _group_cell(part, row) for part in parts)
            rows.append(Row(row["mean"], said(row["label"]), cells))
        names = ", ".join(said(label) for label in group["left_out"])
        made.append({"id": group["id"], "title": said(group["title"]), "rows": rows, "left_out": names})
    return made


def _group_cell(part: Figures, row: Mapping[str, str]) -> Cell:
    mean, loses = measure(part, row["mean"]), measure(part, row["loses"])
    cell = cell_of(mean, True)
    if mean is None or loses is None:
        return cell
    return Cell(cell.words, cell.exact, small=tr("{part} achteruit", part=percent(loses["value"])))


def bars_of(name: str, names: Sequence[str], parts: Sequence[Figures | None]) -> list[Bar]:
    """One figure of every column, all on one scale."""
    found = [measure(part, name) for part in parts]
    ends = [abs(each[end]) for each in found if each for end in ("value", "low", "high")]
    largest = max(ends, default=0.0) or 1.0

    def place(value: float) -> float:
        return round(_HALF_WIDE + _HALF_WIDE * value / largest, 2)

    made = []
    for called, part, each in zip(names, parts, found, strict=True):
        if each is None or part is None:
            made.append(Bar(called, None if part is None else cell_of(None, True)))
            continue
        zero, end = place(0.0), place(each["value"])
        cell = cell_of(each, part["full"])
        less = each["value"] < 0
        low, high = place(each["low"]), place(each["high"])
        made.append(Bar(called, cell, min(zero, end), round(abs(end - zero), 2), less, low, high))
    return made


@dataclass(frozen=True, slots=True)
class Together:
    """A figure of two variants alone and of both: `more` is both less the one less the other, in whole units."""

    title: str
    first: Cell
    second: Cell
    both: Cell
    more: Cell
    value: int


def together_of(first: Figures, second: Figures, both: Figures) -> list[Together]:
    """What two variants do together that they do not do each for itself, figure by figure."""
    rows = []
    for row in rows_of([first, second, both]):
        found = [measure(part, row.id) for part in (first, second, both)]
        if any(each is None for each in found):
            continue
        one, other, two = (whole(each) for each in found if each)
        more = two - one - other
        unit = next(each["unit"] for each in found if each)
        told = {"value": more, "low": more, "high": more, "unit": unit}
        cells = [cell_of({**each, "value": whole(each)}, True) for each in found if each]
        rows.append(Together(row.title, cells[0], cells[1], cells[2], cell_of(told, True), more))
    return rows
