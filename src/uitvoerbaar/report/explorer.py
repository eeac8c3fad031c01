"""Households one by one as dots: what each has without the proposal against what it gains or loses."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from uitvoerbaar.base.numbers import uncapital
from uitvoerbaar.findings import Cell, Figure
from uitvoerbaar.report.charts.histogram import ticks
from uitvoerbaar.report.charts.marks import Mark, layers
from uitvoerbaar.report.charts.svg import Hit, to_svg
from uitvoerbaar.report.charts.theme import BEFORE, GAIN, INK, LINE, LOSS, SIZES, Size, Swatch, text_width
from uitvoerbaar.report.words import MINUS, Lang, catalogue, plain, show

HOUSEHOLDS = "inkomenseffecten-huishoudens"
"""The table of households: what kind each is, what it has without and with the proposal, and each scheme that changes."""
YEARLY = "eurocent_per_jaar"
PLOT, GAP, DOT = 300, 6, 4.0
WITHOUT, WITH = "voor", "na"
SCHEME = "regeling_"
MOST = 0.98
"""The axis of incomes ends where so many of the households are; who has more stands at its end."""


@dataclass(frozen=True, slots=True)
class _House:
    income: float
    change: float
    says: str

    @property
    def fill(self) -> str:
        return GAIN[1] if self.change > 0 else LOSS[1] if self.change < 0 else BEFORE


def explorer_of(figures: Mapping[str, Figure]) -> Figure | None:
    """The table of households of a report, where it has one."""
    found = figures.get(HOUSEHOLDS)
    return found if found is not None and found.rows and {WITHOUT, WITH} <= {c.key for c in found.columns} else None


def draw_households(figure: Figure, lang: Lang) -> tuple[str, ...]:
    """The dots at every size; each says what household it is and what changes."""
    houses = [_house(figure, row, lang) for row in figure.rows]
    # Who keeps what it has is drawn first, so that no dot with a change lies under one without.
    houses.sort(key=lambda house: (house.change != 0, house.income))
    described = f"{plain(figure.title, lang)}. {plain(figure.reading, lang)}"
    across = catalogue(lang)["charts"]["dot_across"].format(what=_heading(figure, WITHOUT, lang))
    return tuple(_draw(houses, size, lang, described, across) for size in SIZES)


def dot_legend(lang: Lang) -> tuple[Swatch, ...]:
    """The colours of the dots with their words."""
    words = catalogue(lang)["charts"]
    return (Swatch(LOSS[1], words["dot_loses"]), Swatch(GAIN[1], words["dot_gains"]), Swatch(BEFORE, words["dot_same"]))


def _house(figure: Figure, row: Mapping[str, Cell], lang: Lang) -> _House:
    before, after = (float(str(row[key])) for key in (WITHOUT, WITH))
    kinds = [show(row[c.key], "tekst", lang) for c in figure.columns if c.unit == "tekst"]
    pairs = [(row[f"{SCHEME}{n}_{WITHOUT}"], row[f"{SCHEME}{n}_{WITH}"], n) for n in range(_schemes(figure))]
    schemes = [
        f"{_name(figure, n, lang)} {show(first, YEARLY, lang)} → {show(last, YEARLY, lang)}"
        for first, last, n in pairs
        if first != last
    ]
    net = (
        f"{uncapital(_both(figure, (WITHOUT, WITH), lang))} {show(before, YEARLY, lang)} → {show(after, YEARLY, lang)}"
    )
    return _House(before, after - before, f"{', '.join(kinds)}: {'; '.join([net, *schemes])}")


def _schemes(figure: Figure) -> int:
    return sum(c.key.startswith(SCHEME) and c.key.endswith(f"_{WITHOUT}") for c in figure.columns)


def _name(figure: Figure, number: int, lang: Lang) -> str:
    """The name of a scheme: what its two headings have in common."""
    return _both(figure, (f"{SCHEME}{number}_{WITHOUT}", f"{SCHEME}{number}_{WITH}"), lang)


def _both(figure: Figure, keys: tuple[str, str], lang: Lang) -> str:
    """What the headings of two columns have in common, up to where they say without or with what."""
    first, last = (_heading(figure, key, lang) for key in keys)
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(first.split(), last.split(), strict=False))
    return " ".join(word for word, _ in pairs) or first


def _heading(figure: Figure, key: str, lang: Lang) -> str:
    return next(plain(c.label, lang) for c in figure.columns if c.key == key)


def _draw(houses: Sequence[_House], size: Size, lang: Lang, described: str, along: str) -> str:
    incomes = sorted(house.income for house in houses)
    across = ticks(max(incomes[int(len(incomes) * MOST) - 1], 1.0), 4 if size.gutter else 2)
    steps = _steps([house.change for house in houses])
    labels = [_signed(step, lang) for step in steps]
    left = max(map(text_width, labels)) + 2 * GAP
    top, right = LINE + GAP, size.width - GAP

    def x(income: float) -> float:
        return left + min(max(income, 0.0), across[-1]) / across[-1] * (right - left)

    def y(change: float) -> float:
        return top + (steps[-1] - change) / ((steps[-1] - steps[0]) or 1) * PLOT

    words: list[Mark] = [_word(left - GAP, y(step), label, "right") for step, label in zip(steps, labels, strict=True)]
    guides: list[Mark] = [{"x": left, "x2": right, "y": y(step), "y2": y(step)} for step in steps]
    for number, income in enumerate(across):
        align = "right" if number == len(across) - 1 else "left" if number == 0 else "center"
        words.append(_word(x(income), top + PLOT + GAP + LINE / 2, show(income, YEARLY, lang), align))
    words.append(_word(0, LINE / 2, catalogue(lang)["charts"]["dot_up"], "left"))
    words.append(_word(right, top + PLOT + GAP + 1.5 * LINE, along, "right"))
    dots: list[Mark] = [{"x": x(h.income), "y": y(h.change), "fill": h.fill} for h in houses]
    hits = [Hit(x(h.income) - DOT, y(h.change) - DOT, 2 * DOT, 2 * DOT, h.says) for h in houses]
    chart = layers(guides=guides, specks=dots, words=words)
    return to_svg(chart, size.width, top + PLOT + 2 * LINE + 2 * GAP, size.name, described, hits)


def _steps(changes: Sequence[float]) -> list[float]:
    """Round numbers on both sides of zero, as far apart on the one side as on the other."""
    lowest, highest = min(0.0, *changes), max(0.0, *changes)
    step = ticks(max(highest, -lowest))[1]
    return [step * number for number in range(math.floor(lowest / step), math.ceil(highest / step) + 1)]


def _signed(value: float, lang: Lang) -> str:
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return f"{sign}{show(abs(value), YEARLY, lang)}"


def _word(x: float, y: float, text: str, align: str) -> Mark:
    return {"x": x, "y": y, "text": text, "align": align, "fill": INK}
