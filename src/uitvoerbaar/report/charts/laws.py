"""The laws that were run together as boxes, those that the proposal touches lit, with the articles it changes."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.findings import Assessment
from uitvoerbaar.report.charts.marks import Mark, layers
from uitvoerbaar.report.charts.svg import to_svg
from uitvoerbaar.report.charts.theme import FAINT, INK, LINE, PALE, SIZES, Size, wrap
from uitvoerbaar.report.words import Lang, catalogue, spoken

LIT = "#efc19c"
"""Fill of a touched law; its words say so as well, and ink has a contrast of more than 7 to 1 on it."""
COLUMNS = 3
GAP = 8
PAD = 8


@dataclass(frozen=True, slots=True)
class Box:
    """A law with its name and, when the proposal touches it, the articles that it changes."""

    name: str
    touched: bool
    articles: tuple[str, ...]


def boxes_of(a: Assessment) -> list[Box]:
    """One box per law, the touched ones first. A law is touched when it is run otherwise or when a change names it."""
    names = {law.id: law.name for law in a.laws}
    names |= {change.law: change.law.replace("_", " ") for change in a.proposal.changes if change.law not in names}
    articles: dict[str, dict[str, None]] = {}
    for change in a.proposal.changes:
        articles.setdefault(change.law, {})[change.article] = None
    changed = {law.id for law in a.laws if law.changed}
    boxes = [Box(name, key in changed or key in articles, tuple(articles.get(key, ()))) for key, name in names.items()]
    return sorted(boxes, key=lambda box: not box.touched)


def told(a: Assessment, lang: Lang) -> str:
    """The drawing in words: how many laws, and which of them are touched where."""
    words, boxes = spoken(lang, a.proposal.kind), boxes_of(a)
    touched = "; ".join(f"{box.name} ({_line(box, lang)})" for box in boxes if box.touched)
    return str(words["laws_alt"]).format(count=len(boxes), touched=touched or words["none"])


def draw_laws(a: Assessment, lang: Lang) -> tuple[str, ...]:
    """The boxes at every size."""
    return tuple(_draw(boxes_of(a), lang, size, told(a, lang)) for size in SIZES)


def _draw(boxes: list[Box], lang: Lang, size: Size, description: str) -> str:
    across = COLUMNS if size.gutter else 1
    width = (size.width - 2 - GAP * (across - 1)) / across
    room = width - 2 * PAD
    rects: list[Mark] = []
    texts: list[Mark] = []
    top = 1.0
    for start in range(0, len(boxes), across):
        row = [(box, _lines(box, room, lang)) for box in boxes[start : start + across]]
        height = max(len(lines) for _, lines in row) * LINE + 2 * PAD
        for at, (box, lines) in enumerate(row):
            x = 1 + at * (width + GAP)
            fill = LIT if box.touched else PALE
            rects.append({"x": x, "x2": x + width, "y": top, "y2": top + height, "fill": fill})
            for number, (line, ink) in enumerate(lines):
                y = top + PAD + (number + 0.5) * LINE
                texts.append({"x": x + PAD, "y": y, "text": line, "align": "left", "fill": ink})
        top += height + GAP
    total = top - GAP + 1
    return to_svg(layers(rects=rects, words=texts), size.width, total, size.name, description)


def _lines(box: Box, room: float, lang: Lang) -> list[tuple[str, str]]:
    lines = [(line, INK) for line in wrap(box.name, room)]
    ink = INK if box.touched else FAINT
    return lines + [(line, ink) for line in wrap(_line(box, lang), room)]


def _line(box: Box, lang: Lang) -> str:
    words = catalogue(lang)
    if not box.touched:
        return str(words["untouched"])
    if not box.articles:
        return str(words["touched"])
    return str(words["touched_articles"]).format(articles=", ".join(box.articles))
