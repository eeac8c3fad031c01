"""A calendar: months from left to right, a lane per person or body, and a numbered dot for what happens there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import amount, name
from uitvoerbaar.report.charts.marks import DOT, layers
from uitvoerbaar.report.charts.svg import Hit, to_svg
from uitvoerbaar.report.charts.theme import INK, LINE, Size, text_width, wrap
from uitvoerbaar.report.words import Lang, catalogue

YEAR = 12
GUTTER = 170
GAP = 6
STEP = 2 * DOT + 2
PAD = 4


@dataclass(frozen=True, slots=True)
class Event:
    """The same thing in the same lane, in one or more months."""

    lane: str
    text: str
    months: tuple[int, ...]


def events_of(figure: Figure, lang: Lang) -> list[Event]:
    """What happens, in the order of the rows; what comes back in other months is one event."""
    found: dict[tuple[str, str], list[int]] = {}
    for row in figure.rows:
        key = name(row, figure.encoding.lane, lang), name(row, figure.encoding.text, lang)
        found.setdefault(key, []).append(int(amount(row, figure.encoding.month) or 0))
    return [Event(lane, text, tuple(sorted(set(months)))) for (lane, text), months in found.items()]


def calendar_notes(figure: Figure, lang: Lang) -> tuple[str, ...]:
    """What happens in words, in the order of the numbers: when, with whom and what."""
    return tuple(f"{when(event.months, lang)}, {event.lane}: {event.text}" for event in events_of(figure, lang))


def when(months: Sequence[int], lang: Lang) -> str:
    """Months in words; a row of three or more as from and to."""
    words = catalogue(lang)
    if list(months) == list(range(1, YEAR + 1)):
        return str(words["charts"]["all_year"])
    runs: list[list[int]] = []
    for month in months:
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    parts: list[str] = []
    for run in runs:
        names = [_month(month, lang) for month in run]
        through = len(run) > 2
        parts += [words["through"].format(first=names[0], last=names[-1])] if through else names
    return ", ".join(parts)


def _month(month: int, lang: Lang) -> str:
    words = catalogue(lang)
    label = str(words["months"][(month - 1) % YEAR])
    return words["month_next_year"].format(month=label) if month > YEAR else label


def month_labels(column: float, lang: Lang) -> list[str]:
    """The names of the months in columns of this width: short, or their first letter."""
    names = catalogue(lang)["months_short"]
    short = all(text_width(month) <= column for month in names)
    return [month if short else month[0].upper() for month in names]


def draw_calendar(figure: Figure, lang: Lang, size: Size, description: str) -> str:
    """The calendar as SVG at this size: a block per year, the lanes of that year below its months."""
    words = catalogue(lang)
    events = list(enumerate(events_of(figure, lang), start=1))
    years = math.ceil(max(month for _, event in events for month in event.months) / YEAR)
    left = GUTTER if size.gutter else 0
    column = (size.width - left) / YEAR
    labels = month_labels(column, lang)
    texts: list[dict[str, object]] = []
    dots: list[dict[str, object]] = []
    hits: list[Hit] = []
    notes = calendar_notes(figure, lang)
    guides: list[dict[str, object]] = []
    quarters = [left + at * column for at in range(0 if left else 3, YEAR, 3)]
    top = 0.0
    for year in range(years):
        if years > 1:
            texts.append(_word(0, top + LINE / 2, str(words["years"][year]), "left"))
            top += 0 if size.gutter else LINE
        texts += [_word(left + (at + 0.5) * column, top + LINE / 2, label, "center") for at, label in enumerate(labels)]
        top += LINE + PAD
        guides.append({"x": 0, "x2": size.width, "y": top, "y2": top})
        placed = _placed(events, year)
        for lane, months in placed.items():
            lines = wrap(lane, GUTTER - 2 * GAP if size.gutter else size.width)
            deep = max(map(len, months.values())) * STEP
            above = 0 if size.gutter else len(lines) * LINE
            height = (max(deep, len(lines) * LINE) if size.gutter else above + deep) + 2 * PAD
            texts += [_word(0, top + PAD + (at + 0.5) * LINE, line, "left") for at, line in enumerate(lines)]
            for month, numbers in months.items():
                for at, number in enumerate(numbers):
                    x, y = left + (month + 0.5) * column, top + PAD + above + (at + 0.5) * STEP
                    dots.append({"x": x, "y": y, "fill": INK})
                    texts.append(_word(x, y, str(number), "center", "#ffffff"))
                    hits.append(Hit(x - STEP / 2, y - STEP / 2, STEP, STEP, notes[number - 1]))
            guides += [{"x": x, "x2": x, "y": top + above, "y2": top + height} for x in quarters]
            top += height
            guides.append({"x": 0, "x2": size.width, "y": top, "y2": top})
        top += LINE
    total = top - LINE + 2
    chart = layers(guides=guides, dots=dots, words=texts)
    return to_svg(chart, size.width, total, size.name, description, hits)


def _placed(events: Sequence[tuple[int, Event]], year: int) -> dict[str, dict[int, list[int]]]:
    """Per lane and month (0 to 11) of this year the numbers of what happens, lanes in order of appearance."""
    lanes: dict[str, dict[int, list[int]]] = {}
    for number, event in events:
        for month in event.months:
            if (month - 1) // YEAR == year:
                lanes.setdefault(event.lane, {}).setdefault((month - 1) % YEAR, []).append(number)
    return lanes


def _word(x: float, y: float, text: str, align: str, fill: str = INK) -> dict[str, object]:
    return {"x": x, "y": y, "text": text, "align": align, "fill": fill}
