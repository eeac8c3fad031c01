"""The trade-off front of a sweep: the variants than which no other is better on one measure and at least as good on the other.

Every other variant is dominated: whoever weighs just these two measures would never choose it (Pareto 1906).
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from uitvoerbaar.base.text import Cell, Range, Text
from uitvoerbaar.face.sweep.table import HIGH, LOW, NUMBER
from uitvoerbaar.face.sweep.told import SAMPLED, Row, of_dials, texts
from uitvoerbaar.findings import Column, Encoding, Figure

LESS, MORE = "laag", "hoog"
"""What of a measure is better. For cost that is the view of who pays, for the others that of households: an assumption."""
MOST, MARKED = 6, 4
"""Fronts on a page, and points of a front whose variant is named in the drawing."""
_MORE = ("winnaars", "gemiddeld-")


def better(measure: str) -> str:
    """Whether less or more of a measure is better: fewer who lose and less cost, more who gain and a higher income."""
    return MORE if measure.startswith(_MORE) else LESS


def front(rows: Sequence[Row], one: str, other: str, sides: tuple[str, str]) -> list[Row]:
    """The variants that are not dominated on two columns, by the first; `sides` says what is better in each.

    Of variants that are equal on both the first counts; one with a figure that may not be told does not.
    """
    signs = [1 if side == LESS else -1 for side in sides]
    known = [row for row in rows if row[one] is not None and row[other] is not None]
    found: list[Row] = []
    for row in sorted(known, key=lambda row: (signs[0] * row[one], signs[1] * row[other], row[NUMBER])):
        if not found or signs[1] * row[other] < signs[1] * found[-1][other]:
            found.append(row)
    return sorted(found, key=lambda row: (row[one], row[NUMBER]))


def fronts_of(rows: Sequence[Row], asked: Mapping[str, Any]) -> Iterator[Figure]:
    """A figure for the first measure with each of the others; none for files of results that do not say what is better."""
    first, *others = asked["maten"]
    if "beter" not in first:
        return
    for other in others[:MOST]:
        yield _figure(rows, asked, first, other)


def _figure(rows: Sequence[Row], asked: Mapping[str, Any], one: Mapping[str, Any], other: Mapping[str, Any]) -> Figure:
    found = front(rows, one["id"], other["id"], (one["beter"], other["beter"]))
    marked = _marked(len(found))
    drawn = len({row[one["id"]] for row in found}) > 1
    ends = [(end, part) for end, part in ((LOW, "laag"), (HIGH, "hoog")) if asked["steekproef"]]
    columns = [Column("variant", Text("Variant", "Variant"))]
    columns += [Column("x", texts(one["naam"]), one["eenheid"])]
    columns += [Column(f"x-{part}", _END[part], one["eenheid"]) for _, part in ends]
    columns += [Column("y", texts(other["naam"]), other["eenheid"])]
    columns += [Column(f"y-{part}", _END[part], other["eenheid"]) for _, part in ends]
    columns += [Column("merk", Text("In de grafiek", "In the chart"))] if drawn else []
    told: list[dict[str, Cell]] = []
    for at, row in enumerate(found):
        numbers = of_dials(asked["getallen"], row)
        name = Text("{number}: {numbers}", "{number}: {numbers}").format(number=row[NUMBER], numbers=numbers)
        made: dict[str, Cell] = {"variant": name, "x": row[one["id"]], "y": row[other["id"]]}
        for end, part in ends:
            made[f"x-{part}"], made[f"y-{part}"] = row[one["id"] + end], row[other["id"] + end]
        if drawn:
            made["merk"] = numbers if at in marked else None
        told.append(made)
    title = Text("Afruil: {one} tegenover {other}", "Trade-off: {one} against {other}")
    return Figure(
        id=f"afruil-{one['id']}-{other['id']}",
        test="reeks",
        title=title.format(one=texts(one["naam"]).inside, other=texts(other["naam"]).inside),
        reading=_reading(len(found), len(rows), one, other),
        unit=other["eenheid"],
        range=Range(None, None, SAMPLED) if asked["steekproef"] else None,
        source=texts(asked["bron"]),
        date=asked["dag"],
        reproduce=shlex.join(asked["opdracht"]),
        chart="line" if drawn else "table",
        columns=tuple(columns),
        rows=tuple(told),
        encoding=Encoding(category="x", value="y", mark="merk") if drawn else Encoding(),
        assumption=True,
        note=Text(
            "Wat beter is, is hier een aanname: minder kosten, minder verliezers, meer winnaars, een hoger inkomen.",
            "What is better is assumed here: less cost, fewer who lose, more who gain, a higher income.",
        ),
    )


_END = {"laag": Text("Laag", "Low"), "hoog": Text("Hoog", "High")}
_WISHES = {
    LESS: Text("zo min mogelijk", "as little as can be of"),
    MORE: Text("zo veel mogelijk", "as much as can be of"),
}


def _reading(found: int, rows: int, one: Mapping[str, Any], other: Mapping[str, Any]) -> Text:
    if not found:
        return Text("Geen variant heeft beide cijfers.", "No variant has both figures.")
    if found == 1:
        return Text(
            "Een van de {rows} varianten is op beide het beste; er is niets af te ruilen.",
            "One of the {rows} variants is best on both; there is nothing to trade off.",
        ).format(rows=rows)
    words = Text(
        "Wie {first} «{one}» wil en {second} «{other}», kiest een van deze {found} varianten; bij de andere {left} is er een "
        "die op beide minstens zo goed is. Alleen de punten zijn gerekend, de lijn ertussen niet.",
        "Who wants {first} «{one}» and {second} «{other}» chooses one of these {found} variants; for the other {left} there is "
        "one that is at least as good on both. Only the points were computed, the line between them was not.",
    )
    return words.format(
        first=_WISHES[one["beter"]],
        one=texts(one["naam"]).inside,
        second=_WISHES[other["beter"]],
        other=texts(other["naam"]).inside,
        found=found,
        left=rows - found,
    )


def _marked(points: int) -> frozenset[int]:
    """Which points are named: the ends, and some between."""
    last = min(points, MARKED) - 1
    return frozenset(round(number * (points - 1) / max(last, 1)) for number in range(last + 1))
