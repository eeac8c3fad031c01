"""The year of several kinds of households in one drawing: the same months for all of them, and one number for the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.calendar import GAP, PAD, STEP, YEAR, Event, events_of, month_labels, when
from uitvoerbaar.report.charts.marks import DOT, Mark, layers
from uitvoerbaar.report.charts.svg import Hit, to_svg
from uitvoerbaar.report.charts.theme import INK, LINE, PALE, Size, wrap
from uitvoerbaar.report.words import Lang, catalogue

FEWEST = 3
"""So many months in a row are one bar and no row of dots."""


@dataclass(frozen=True, slots=True)
class Block:
    """A kind of household: its name and the figure of its year."""

    name: str
    figure: Figure


def numbered(blocks: Sequence[Block], lang: Lang) -> dict[Event, int]:
    """What happens in any of the years, each with its number, in the order in which it first stands."""
    found: dict[Event, int] = {}
    for block in blocks:
        for event in events_of(block.figure, lang):
            found.setdefault(event, len(found) + 1)
    return found


def year_notes(blocks: Sequence[Block], lang: Lang) -> tuple[str, ...]:
    """What happens in words, in the order of the numbers: when, what, and for whom where that is not everybody."""
    every = {block.name: set(events_of(block.figure, lang)) for block in blocks}
    notes = []
    for event in numbered(blocks, lang):
        whom = [name for name, events in every.items() if event in events]
        others = [name for name in every if name not in whom]
        few = len(whom) <= len(others)
        words = catalogue(lang)["charts"]["calendar_only" if few else "calendar_not"]
        who = f" ({words.format(who='; '.join(whom if few else others))})" if others else ""
        notes.append(f"{when(event.months, lang)}, {event.lane}: {event.text}{who}")
    return tuple(notes)


def runs(months: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Months that follow each other, as first and last."""
    start = last = months[0]
    for month in months[1:]:
        if month != last + 1:
            yield start, last
            start = month
        last = month
    yield start, last


def draw_years(blocks: Sequence[Block], lang: Lang, size: Size, description: str) -> str:
    """The years as SVG at this size: a lane per kind, a bar for what can happen all through a stretch of months."""
    numbers = numbered(blocks, lang)
    left = float(size.gutter)
    column = (size.width - left) / YEAR
    dots: list[Mark] = []
    words: list[Mark] = []
    rects: list[Mark] = []
    guides: list[Mark] = []
    hits: list[Hit] = []
    labels = month_labels(column, lang)
    words += [_word(left + (at + 0.5) * column, LINE / 2, label, "center") for at, label in enumerate(labels)]
    top = LINE + PAD
    guides.append({"x": 0, "x2": size.width, "y": top, "y2": top})
    for block in blocks:
        lines = wrap(block.name, size.gutter - 2 * GAP if size.gutter else size.width)
        words += [_word(0, top + PAD + (at + 0.5) * LINE, line, "left") for at, line in enumerate(lines)]
        above = top + PAD + (0 if size.gutter else len(lines) * LINE)
        deep = [0] * YEAR
        for event in sorted(events_of(block.figure, lang), key=lambda event: len(event.months)):
            says = f"{block.name}: {when(event.months, lang)}, {event.lane}: {event.text}"
            for first, last in runs(event.months):
                bar = last - first + 1 >= FEWEST
                for start, end in [(first, last)] if bar else [(month, month) for month in range(first, last + 1)]:
                    row = max(deep[start - 1 : end])
                    deep[start - 1 : end] = [row + 1] * (end - start + 1)
                    x, wide = left + (start - 1) * column, (end - start + 1) * column
                    y = above + row * STEP
                    if bar:
                        rects.append({"x": x + 1, "x2": x + wide - 1, "y": y + 1, "y2": y + STEP - 2, "fill": PALE})
                    dots.append({"x": x + column / 2, "y": y + STEP / 2, "fill": INK})
                    words.append(_word(x + column / 2, y + STEP / 2, str(numbers[event]), "center", "#ffffff"))
                    hits.append(Hit(x, y, wide, 2 * DOT + 2, says))
        end_of = max(above + max(deep) * STEP, top + PAD + len(lines) * LINE) + PAD
        top = end_of
        guides.append({"x": 0, "x2": size.width, "y": top, "y2": top})
    drawing = layers(rects=rects, guides=guides, dots=dots, words=words)
    return to_svg(drawing, size.width, top + 2, size.name, description, hits)


def _word(x: float, y: float, text: str, align: str, fill: str = INK) -> Mark:
    return {"x": x, "y": y, "text": text, "align": align, "fill": fill}
