"""A chain as layers: what leans on what, from left to right on a desk, one below another on a telephone.

The layers are given. Within a layer boxes are put near the middle of what they are tied to (barycentres, after Sugiyama,
Tagawa and Toda, 1981); a line that passes a layer has a place of its own in it, so that it runs behind no box.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import name
from uitvoerbaar.report.charts.laws import LIT
from uitvoerbaar.report.charts.marks import Mark, Path, layers
from uitvoerbaar.report.charts.svg import Hit, to_svg
from uitvoerbaar.report.charts.theme import FAINT, INK, LINE, PALE, RULE, Size, text_width, wrap
from uitvoerbaar.report.words import Lang, catalogue

_GAP, _SPACE, _PAD, _BEND = 20, 8, 5, 5
"""Between two layers, between two boxes, within a box, and the height of the place of a line that passes a layer."""
_SWEEPS, _STEPS = 12, 10
_OVER, _LEFT = 1.12, 4
"""A word may seem this much wider than its line before it is broken (widths are upper estimates), and then leaves so many
letters at least."""


@dataclass(frozen=True, slots=True)
class Box:
    """A link: its layer, its name, what it leans on, what is to be said of it, and whether it is lit."""

    lane: int
    name: str
    on: tuple[str, ...]
    mark: str
    lit: bool


def boxes_of(figure: Figure, lang: Lang) -> tuple[list[str], list[Box]]:
    """The layers in the order in which they come, and the boxes in the order of the rows."""
    code = figure.encoding
    lanes: dict[str, int] = {}
    boxes = []
    for row in figure.rows:
        lane = lanes.setdefault(name(row, code.lane, lang), len(lanes))
        on = tuple(part for part in name(row, code.text, lang).split(", ") if row.get(code.text or "") is not None)
        said = row.get(code.mark or "") is not None
        lit = row.get(code.sign or "") == 1
        boxes.append(Box(lane, name(row, code.category, lang), on, name(row, code.mark, lang) if said else "", lit))
    return list(lanes), boxes


def draw_chain(figure: Figure, lang: Lang, size: Size, description: str) -> str:
    """The chain as SVG at this size."""
    lanes, boxes = boxes_of(figure, lang)
    return (_columns if size.gutter else _bands)(lanes, boxes, size, description, lang)


def says(box: Box, lanes: Sequence[str], boxes: Sequence[Box], lang: Lang) -> str:
    """A link in words: its layer, what is said of it, what it leans on and what leans on it."""
    words = catalogue(lang)["charts"]
    above = [other.name for other in boxes if box.name in other.on and other != box]
    parts = [box.mark] if box.mark else []
    parts += [words["leans_on"].format(what=", ".join(box.on))] if box.on else []
    parts += [words["carries"].format(what=", ".join(above))] if above else []
    return f"{lanes[box.lane]}, {box.name}: {'; '.join(parts)}" if parts else f"{lanes[box.lane]}, {box.name}"


def _bands(lanes: Sequence[str], boxes: Sequence[Box], size: Size, description: str, lang: Lang) -> str:
    """One layer below another; a box tells in words what it leans on."""
    rects: list[Mark] = []
    words: list[Mark] = []
    hits: list[Hit] = []
    top, room = 0.0, size.width - 2 - 2 * _PAD
    for number, lane in enumerate(lanes):
        words.append(_word(0, top + LINE / 2, lane, FAINT))
        top += LINE + 4
        for box in (box for box in boxes if box.lane == number):
            lines = [(line, INK) for line in _wrapped(box.name, room)]
            faint = INK if box.lit else FAINT
            lines += [(line, faint) for line in _wrapped(box.mark, room) if line]
            lines += [(line, faint) for line in _wrapped("→ " + ", ".join(box.on), room) if box.on]
            height = len(lines) * LINE + 2 * _PAD
            rects.append(_rect(1, size.width - 2, top, height, lit=box.lit))
            words += _lines(1, top, lines)
            hits.append(Hit(1, top, size.width - 2, height, says(box, lanes, boxes, lang)))
            top += height + _SPACE / 2
        top += LINE / 2
    return to_svg(layers(rects=rects, words=words), size.width, top, size.name, description, hits)


def _columns(lanes: Sequence[str], boxes: Sequence[Box], size: Size, description: str, lang: Lang) -> str:
    """Layers from left to right with lines between them."""
    width = (size.width - 2 - _GAP * (len(lanes) - 1)) / len(lanes)
    known = {box.name: box for box in boxes}
    ties = [(box.name, on) for box in boxes for on in box.on if on in known and on != box.name]
    columns: list[list[str]] = [[box.name for box in boxes if box.lane == at] for at in range(len(lanes))]
    chains = [_chain(known[start], known[end], columns) for start, end in ties]
    _order(columns, [pair for chain in chains for pair in pairwise(chain)])
    lines = {box.name: _told(box, width - 2 * _PAD) for box in boxes}
    high = {key: len(lines[key]) * LINE + 2 * _PAD if key in lines else _BEND for column in columns for key in column}
    head = max(len(_wrapped(lane, width)) for lane in lanes) * LINE + _SPACE
    tallest = max(sum(high[key] + _SPACE for key in column) for column in columns)
    place: dict[str, tuple[float, float]] = {}
    words: list[Mark] = []
    rects: list[Mark] = []
    hits: list[Hit] = []
    for at, column in enumerate(columns):
        x = 1 + at * (width + _GAP)
        heading = [(line, FAINT) for line in _wrapped(lanes[at], width)]
        words += [_word(x, (number + 0.5) * LINE, line, ink) for number, (line, ink) in enumerate(heading)]
        y = head + (tallest - sum(high[key] + _SPACE for key in column)) / 2
        for key in column:
            place[key] = x, y + high[key] / 2
            if key in lines:
                rects.append(_rect(x, width, y, high[key], lit=known[key].lit))
                words += _lines(x, y, lines[key])
                hits.append(Hit(x, y, width, high[key], says(known[key], lanes, boxes, lang)))
            y += high[key] + _SPACE
    paths = [Path(_curve(chain, place, width), RULE, (), 1.1) for chain in dict.fromkeys(map(tuple, chains))]
    drawing = layers(rects=rects, paths=paths, words=words)
    return to_svg(drawing, size.width, head + tallest + 2, size.name, description, hits)


def _told(box: Box, room: float) -> list[tuple[str, str]]:
    marks = [(line, INK if box.lit else FAINT) for line in _wrapped(box.mark, room) if line]
    return [(line, INK) for line in _wrapped(box.name, room)] + marks


def _chain(start: Box, end: Box, columns: list[list[str]]) -> list[str]:
    """The stops of a line: its ends, and a place in every layer that it passes, shared by lines that end alike."""
    step = 1 if end.lane >= start.lane else -1
    passed = []
    for lane in range(start.lane + step, end.lane, step):
        key = f"\n{end.name}\n{lane}"
        if key not in columns[lane]:
            columns[lane].append(key)
        passed.append(key)
    return [start.name, *passed, end.name]


def _order(columns: list[list[str]], ties: Sequence[tuple[str, str]]) -> None:
    """Put every layer in the order of the middle of what each of its boxes is tied to."""
    beside: dict[str, list[str]] = {}
    for one, other in ties:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            at = {key: (place + 0.5) / len(each) for each in columns for place, key in enumerate(each)}
            middle = {key: _mean([at[one] for one in beside.get(key, ())], at[key]) for key in column}
            column.sort(key=middle.__getitem__)


def _mean(values: Sequence[float], usual: float) -> float:
    return sum(values) / len(values) if values else usual


def _curve(
    chain: Sequence[str], place: Mapping[str, tuple[float, float]], width: float
) -> tuple[tuple[float, float], ...]:
    """Points of a line through its stops: flat along a layer, bent between two; within one layer around its side."""
    points: list[tuple[float, float]] = []
    for one, other in pairwise(chain):
        (x1, y1), (x2, y2) = place[one], place[other]
        if x1 == x2:
            side = x1 + width
            bulge = _GAP * 0.7
            points += [(side + bulge * 4 * t * (1 - t), y1 + (y2 - y1) * t) for t in _steps()]
            continue
        left, right = (x1 + width, x2) if x2 > x1 else (x1, x2 + width)
        points += [(left + (right - left) * t, y1 + (y2 - y1) * (3 * t**2 - 2 * t**3)) for t in _steps()]
    return tuple(points)


def _steps() -> list[float]:
    return [step / _STEPS for step in range(_STEPS + 1)]


def _wrapped(text: str, room: float) -> list[str]:
    """A text in lines; a word that is too long for one is broken with a hyphen."""
    if not text:
        return [""]
    words = []
    for word in text.split(" "):
        rest = word
        while text_width(rest) > room * _OVER and len(rest) > 2 * _LEFT:
            cut = next(at for at in range(len(rest) - _LEFT, 0, -1) if text_width(rest[:at] + "-") <= room or at == 1)
            words.append(rest[:cut] + "-")
            rest = rest[cut:]
        words.append(rest)
    return wrap(" ".join(words), room)


def _rect(x: float, width: float, y: float, height: float, *, lit: bool) -> Mark:
    return {"x": x, "x2": x + width, "y": y, "y2": y + height, "fill": LIT if lit else PALE}


def _lines(x: float, top: float, lines: Sequence[tuple[str, str]]) -> list[Mark]:
    return [_word(x + _PAD, top + _PAD + (at + 0.5) * LINE, line, ink) for at, (line, ink) in enumerate(lines)]


def _word(x: float, y: float, text: str, fill: str) -> Mark:
    return {"x": x, "y": y, "text": text, "align": "left", "fill": fill}
