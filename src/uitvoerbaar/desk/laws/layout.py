"""Where the boxes and lines of a layered drawing stand: what gives to the left, what takes to the right.

Layers by the longest way (after Sugiyama, Tagawa and Toda, 1981): ties that would run back are set aside first; then the
order within a layer is improved by barycentres, so that few lines cross.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, GAP, SPACE, MARGIN = 172, 60, 14, 8
"""Of a box, between two layers, between two boxes of a layer, around the drawing; in pixels."""
_LETTERS, _LINES, _LINE, _PAD = 24, 5, 17, 9
_SWEEPS = 8
_BEND = 4
"""The height of the place that a long line takes in a layer that it passes."""


@dataclass(frozen=True, slots=True)
class Node:
    """One thing to draw. `kind` and `current` say how it looks, `address` where it leads, `full` is its name in full.

    `own` says whether the words are in the language of the page.
    """

    key: str
    words: str
    kind: str
    address: str
    current: bool = False
    full: str = ""
    own: bool = True


@dataclass(frozen=True, slots=True)
class Edge:
    """From a node to another, by their keys; `words` say what passes."""

    start: str
    end: str
    words: str


@dataclass(frozen=True, slots=True)
class Box:
    """A node in its place: left, top, height, and its words in lines."""

    node: Node
    x: int
    y: int
    height: int
    lines: tuple[tuple[int, str], ...]
    """The height of each line of words, and the line."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A line from one box to another, as the path of SVG."""

    path: str
    words: str
    back: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and curves, in pixels."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]


def draw(nodes: Sequence[Node], edges: Iterable[Edge]) -> Drawing:
    """The drawing of some nodes and the edges between them; an edge of a node that is not there is left out."""
    known = {node.key: node for node in nodes}
    ties = [edge for edge in edges if edge.start in known and edge.end in known and edge.start != edge.end]
    forward = _forward(list(known), [(edge.start, edge.end) for edge in ties])
    layers = _layers(list(known), forward)
    chains = [_chain(edge, layers) for edge in ties]
    steps = [pair for chain in chains for pair in pairwise(chain)]
    places = _placed(_ordered(layers, steps), known)
    curves = tuple(_curve(edge, chain, places) for edge, chain in zip(ties, chains, strict=True))
    boxes = tuple(places[key] for key in known)
    height = max((box.y + box.height for box in places.values()), default=0) + MARGIN
    width = max((box.x + WIDTH for box in boxes), default=0) + MARGIN
    return Drawing(width, height, boxes, curves)


def _chain(edge: Edge, layers: list[list[str]]) -> list[str]:
    """The stops of an edge from left to right: its ends, and a bend in every layer that it passes.

    Edges of one left end share their bends, so that they run as one line until they part.
    """
    at = {key: number for number, layer in enumerate(layers) for key in layer}
    first, last = sorted((edge.start, edge.end), key=lambda key: at[key])
    bends = []
    for number in range(at[first] + 1, at[last]):
        bends.append(f"{first}\n{first == edge.start}\n{number}")
        if bends[-1] not in at:
            layers[number].append(bends[-1])
    return [first, *bends, last]


Pair = tuple[str, str]


def _forward(keys: Sequence[str], pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs without those that close a circle, found by walking depth first."""
    after: dict[str, list[str]] = defaultdict(list)
    for start, end in dict.fromkeys(pairs):
        after[start].append(end)
    state: dict[str, int] = {}
    kept: list[Pair] = []
    for root in keys:
        stack = [(root, iter(after[root]))] if root not in state else []
        state.setdefault(root, 1)
        while stack:
            here, rest = stack[-1]
            child = next(rest, None)
            if child is None:
                state[here] = 2
                stack.pop()
            elif state.get(child) != 1:
                kept.append((here, child))
                if child not in state:
                    state[child] = 1
                    stack.append((child, iter(after[child])))
    return kept


def _layers(keys: Sequence[str], pairs: Sequence[Pair]) -> list[list[str]]:
    """Each key as far to the right as its longest way from a beginning; a beginning just before what it gives to."""
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    for start, end in pairs:
        before[end].append(start)
        after[start].append(end)
    depth: dict[str, int] = {}
    left = {key: len(before[key]) for key in keys}
    ready = [key for key in keys if not left[key]]
    while ready:
        key = ready.pop()
        depth[key] = max((depth[one] + 1 for one in before[key]), default=0)
        for one in after[key]:
            left[one] -= 1
            if not left[one]:
                ready.append(one)
    for key in keys:
        if not before[key] and after[key]:
            depth[key] = min(depth[one] for one in after[key]) - 1
    layers: dict[int, list[str]] = defaultdict(list)
    for key in keys:
        layers[depth[key]].append(key)
    return [layers[at] for at in sorted(layers)]


def _ordered(layers: list[list[str]], pairs: Sequence[Pair]) -> list[list[str]]:
    """The layers with each key near the middle of what it is tied to."""
    beside: dict[str, list[str]] = defaultdict(list)
    for start, end in pairs:
        beside[start].append(end)
        beside[end].append(start)
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            at = {key: (place + 0.5) / len(each) for each in layers for place, key in enumerate(each)}
            layer.sort(key=lambda key: _mean([at[one] for one in beside[key]], at[key]))
    return layers


def _mean(places: Sequence[float], usual: float) -> float:
    return sum(places) / len(places) if places else usual


def _placed(layers: Sequence[Sequence[str]], known: Mapping[str, Node]) -> dict[str, Box]:
    """Every box and bend in its place, each layer in the middle of the height of the tallest."""
    words = {key: _wrapped(known[key].words) if key in known else [] for layer in layers for key in layer}
    high = {key: len(lines) * _LINE + 2 * _PAD if lines else _BEND for key, lines in words.items()}
    total = [sum(high[key] + SPACE for key in layer) - SPACE for layer in layers]
    tallest, boxes = max(total, default=0), {}
    for column, layer in enumerate(layers):
        y = MARGIN + (tallest - total[column]) // 2
        for key in layer:
            lines = tuple((_PAD + (at + 1) * _LINE - 4, line) for at, line in enumerate(words[key]))
            node = known.get(key) or Node(key, "", "bend", "")
            boxes[key] = Box(node, MARGIN + column * (WIDTH + GAP), y, high[key], lines)
            y += high[key] + SPACE
    return boxes


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, _LETTERS, max_lines=_LINES, placeholder=" …") or [""]


def _curve(edge: Edge, chain: Sequence[str], places: Mapping[str, Box]) -> Curve:
    """The line of an edge through its bends; one that runs back is drawn from its right end."""
    start, end = places[edge.start], places[edge.end]
    if start.x == end.x:  # in one layer: around the right side
        x, y1, y2 = start.x + WIDTH, start.y + start.height // 2, end.y + end.height // 2
        return Curve(f"M{x} {y1}C{x + GAP // 2} {y1} {x + GAP // 2} {y2} {x} {y2}", edge.words, True)
    points: list[tuple[int, int]] = []
    for at, key in enumerate(chain):
        box = places[key]
        y = box.y + box.height // 2
        points += [(box.x, y)] if at else []
        points += [(box.x + WIDTH, y)] if at < len(chain) - 1 else []
    back = chain[0] != edge.start
    return Curve(_smooth(points[::-1] if back else points), edge.words, back)


def _smooth(points: Sequence[tuple[int, int]]) -> str:
    """A path through points: flat along a box that it passes, bent between two layers."""
    path = f"M{points[0][0]} {points[0][1]}"
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = (x1 + x2) // 2
        path += f"H{x2}" if y1 == y2 else f"C{middle} {y1} {middle} {y2} {x2} {y2}"
    return path
