"""The numbers of one figure that moved between two assessments, as two dots each on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from uitvoerbaar.report import words
from uitvoerbaar.report.charts import Drawing
from uitvoerbaar.report.charts.rows import Dot, Lane, Row, draw_rows
from uitvoerbaar.report.charts.theme import AFTER, BEFORE, SIZES, Swatch
from uitvoerbaar.report.difference.compare import Move
from uitvoerbaar.report.words import Lang

FEWEST, MOST = 2, 12
"""Of fewer numbers no picture is made, and of more the first: those that moved most."""


def draw_moves(moves: Sequence[Move], lang: Lang) -> Drawing | None:
    """The moves in the unit of the first, A beside B with their intervals; None for too few."""
    alike = [move for move in moves if move.unit == moves[0].unit and move.names]
    if len(alike) < FEWEST:
        return None
    rows = [_row(move, lang) for move in alike[:MOST]]
    said = words.plain(moves[0].figure.title, lang)
    more = len(moves) - len(rows)
    left = words.catalogue(lang)["difference_left_out"].format(count=more) if more else ""
    return Drawing(
        tuple(draw_rows(rows, size, said) for size in SIZES), (Swatch(BEFORE, "A"), Swatch(AFTER, "B")), left_out=left
    )


def _row(move: Move, lang: Lang) -> Row:
    label = ", ".join(words.plain(name, lang) for name in move.names)
    values = (words.show(one.value, move.unit, lang) for one in (move.before, move.after))
    dots = tuple(
        Dot(one.value, fill, *((one.low, one.high) if one.low != one.high else (None, None)))
        for one, fill in ((move.before, BEFORE), (move.after, AFTER))
    )
    return Row(label, (Lane((), right=" → ".join(values), dots=dots),))
