"""The jumps of a curve with their size: which there are, and where there is room to write it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import amount, name, unit_of
from uitvoerbaar.report.charts.curve import Point, notes_of
from uitvoerbaar.report.charts.marks import Mark, Path
from uitvoerbaar.report.charts.theme import LINE, text_width
from uitvoerbaar.report.words import CENTS, MINUS, Lang, show

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""
_BESIDE, _STEP, _TRIES = 5, 9, 12


@dataclass(frozen=True, slots=True)
class Cliff:
    """A jump that has words: the point before it, the point after it, on which lines, and the words."""

    before: Point
    after: Point
    series: tuple[str, ...]
    words: str

    @property
    def size(self) -> float:
        """How much the value jumps; below zero when it falls."""
        return self.after[1] - self.before[1]


def cliffs_of(figure: Figure, lang: Lang) -> list[Cliff]:
    """The marked jumps, the largest first; the same one on several lines is one. A mark belongs to the jump that ends in its row,
    else to the one that starts there."""
    found: dict[tuple[float, float, str], list[tuple[Point, Point, str]]] = {}
    for at, row in enumerate(figure.rows):
        words = row[figure.encoding.mark] if figure.encoding.mark else None
        pair = None if words is None else _jump(figure, at, lang)
        if pair is not None:
            key = pair[0][0], round(pair[1][1] - pair[0][1]), show(words, "tekst", lang)
            found.setdefault(key, []).append((*pair, name(row, figure.encoding.series, lang)))
    cliffs = [
        Cliff(same[0][0], same[0][1], tuple(dict.fromkeys(each for *_, each in same)), words)
        for (*_, words), same in found.items()
    ]
    return sorted(cliffs, key=lambda cliff: -abs(cliff.size))


def _jump(figure: Figure, at: int, lang: Lang) -> tuple[Point, Point] | None:
    for first in (at - 1, at):
        if 0 <= first < len(figure.rows) - 1:
            pair = figure.rows[first], figure.rows[first + 1]
            one, other = ((amount(row, figure.encoding.category), amount(row, figure.encoding.value)) for row in pair)
            if None in (*one, *other) or one[0] != other[0] or one[1] == other[1]:
                continue
            if len({name(row, figure.encoding.series, lang) for row in pair}) == 1:
                return one, other  # type: ignore[return-value]
    return None


def all_jump(figure: Figure, lang: Lang) -> bool:
    """Whether every mark of a curve is a jump, so that no number stands in its drawing."""
    jumped = {(cliff.before[0], cliff.words) for cliff in cliffs_of(figure, lang)}
    return all((note.at, note.words) in jumped for note in notes_of(figure, lang))


def signed(change: float, unit: str, lang: Lang) -> str:
    """A change with its sign, of money in whole euros: −€ 4.964, +€ 1.550."""
    size = round(abs(change) / CENTS) * CENTS if unit.startswith("eurocent") and abs(change) >= CENTS else abs(change)
    return f"{MINUS if change < 0 else '+'}{show(size, unit, lang)}"


def size_words(figure: Figure, size: float, lang: Lang) -> str:
    """A change of the value of a curve with its sign."""
    return signed(size, unit_of(figure, figure.encoding.value), lang)


def word_box(word: Mark) -> Box:
    """The room that a word takes."""
    x, y, wide = float(str(word["x"])), float(str(word["y"])), text_width(str(word["text"]))
    left = {"left": x, "center": x - wide / 2, "right": x - wide}[str(word["align"])]
    return left, y - LINE / 2, left + wide, y + LINE / 2


def free_box(
    text: str, start: Point, paths: Sequence[Path], taken: Sequence[Box], bounds: Box
) -> tuple[float, float, str, Box] | None:
    """Where words beside a point cover no line and no other words: x, y, the side at which they are held, and their box; None
    where there is no such place near it."""
    wide = text_width(text)
    for count in range(_TRIES):
        for sign in (-1, 1) if count else (1,):
            y = start[1] + sign * count * _STEP
            for align in ("left", "right"):
                x = start[0] + (_BESIDE if align == "left" else -_BESIDE)
                left = x if align == "left" else x - wide
                box = (left, y - LINE / 2, left + wide, y + LINE / 2)
                inside = bounds[0] <= box[0] and bounds[1] <= box[1] and box[2] <= bounds[2] and box[3] <= bounds[3]
                if inside and not any(_overlap(box, other) for other in taken) and not _covers(box, paths):
                    return x, y, align, box
    return None


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covers(box: Box, paths: Sequence[Path]) -> bool:
    return any(_meets(box, *ends) for path in paths for ends in pairwise(path.points))


def _meets(box: Box, one: Point, other: Point) -> bool:
    """Whether a straight line goes through a box (Liang and Barsky, 1984)."""
    start, end = 0.0, 1.0
    for axis in (0, 1):
        way = other[axis] - one[axis]
        low, high = box[axis] - one[axis], box[axis + 2] - one[axis]
        if way == 0:
            if low > 0 or high < 0:
                return False
            continue
        near, far = sorted((low / way, high / way))
        start, end = max(start, near), min(end, far)
    return start <= end
