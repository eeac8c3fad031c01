"""Figures as rows of bars: one value per category, before beside after, and lost against gained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from uitvoerbaar.findings import Cell, Figure
from uitvoerbaar.report.charts.rows import Lane, Row, Segment
from uitvoerbaar.report.charts.theme import AFTER, BEFORE, GAIN, LOSS, SERIES, Swatch
from uitvoerbaar.report.words import Lang, catalogue, share, show

Line = Mapping[str, Cell]


def amount(row: Line, key: str | None) -> float | None:
    """The number in this column, or nothing."""
    value = row[key] if key is not None else None
    return float(value) if isinstance(value, int | float) else None


def name(row: Line, key: str | None, lang: Lang) -> str:
    """The words in this column."""
    return show(row[key], "tekst", lang) if key is not None else ""


def unit_of(figure: Figure, key: str | None) -> str:
    """The unit of a column; of the figure itself when the column has none of its own."""
    units = {column.key: column.unit for column in figure.columns}
    unit = units.get(key or "", "tekst")
    return figure.unit if unit == "tekst" else unit


def by_category(figure: Figure, lang: Lang) -> dict[str, list[Line]]:
    """The rows of the figure per category, both in the order in which they stand."""
    groups: dict[str, list[Line]] = {}
    for row in figure.rows:
        groups.setdefault(name(row, figure.encoding.category, lang), []).append(row)
    return groups


def series_of(figure: Figure, lang: Lang) -> list[str]:
    """The names of the series in the order in which they first stand."""
    return list(dict.fromkeys(name(row, figure.encoding.series, lang) for row in figure.rows))


def bars(figure: Figure, lang: Lang) -> list[Row]:
    """One row per category and one lane per series, with intervals where the figure has them."""
    series = series_of(figure, lang)
    fills = (BEFORE, AFTER) if figure.chart == "before_after_bars" else SERIES
    return [
        Row(category, tuple(_lane(figure, row, series, fills, lang) for row in rows))
        for category, rows in by_category(figure, lang).items()
    ]


def _lane(figure: Figure, row: Line, series: list[str], fills: Sequence[str], lang: Lang) -> Lane:
    encoding = figure.encoding
    value = amount(row, encoding.value)
    own = name(row, encoding.series, lang)
    words = str(catalogue(lang)["no_data"])
    segments: tuple[Segment, ...] = ()
    if value is not None:
        words = show(row[encoding.value or ""], unit_of(figure, encoding.value), lang)
        segments = (Segment(0.0, value, fills[series.index(own) % len(fills)]),)
    if len(series) > 1:
        words = f"{words} {own}"
    return Lane(segments, right=words, low=amount(row, encoding.low), high=amount(row, encoding.high))


def classes(figure: Figure, lang: Lang) -> dict[str, tuple[int, str]]:
    """Per answer class of a diverging figure its side (-1, 0 or 1) and colour, from most lost to most gained."""
    sides: dict[str, int] = {}
    for row in figure.rows:
        sides.setdefault(name(row, figure.encoding.series, lang), int(amount(row, figure.encoding.sign) or 0))
    lost = [label for label, side in sides.items() if side < 0]
    gained = [label for label, side in sides.items() if side > 0]
    same = [label for label, side in sides.items() if side == 0]
    fills = {
        **{label: (-1, LOSS[_spread(at, len(lost), len(LOSS))]) for at, label in enumerate(lost)},
        **dict.fromkeys(same, (0, "")),
    }
    last = len(GAIN) - 1
    for at, label in enumerate(gained):
        fills[label] = (1, GAIN[last - _spread(len(gained) - 1 - at, len(gained), len(GAIN))])
    return fills


def _spread(at: int, count: int, colours: int) -> int:
    """Which of so many colours the class at this place takes: strongest first, evenly over the rest."""
    return round(at * (colours - 1) / max(1, count - 1))


def untouched(figure: Figure, lang: Lang) -> list[str]:
    """The categories of a diverging figure in which nobody loses or gains, as its rows say: they are named and not drawn. None
    where that is all of them; a share that is not shown is not nothing."""
    sides = {label: side for label, (side, _) in classes(figure, lang).items()}
    groups = by_category(figure, lang)
    still = [
        category
        for category, lines in groups.items()
        if all(
            amount(line, figure.encoding.value) == 0
            for line in lines
            if sides[name(line, figure.encoding.series, lang)]
        )
    ]
    return still if len(still) < len(groups) else []


def untouched_words(figure: Figure, lang: Lang) -> str:
    """Who is not drawn, in words; empty where everybody is."""
    still = untouched(figure, lang)
    return str(catalogue(lang)["charts"]["untouched"].format(groups="; ".join(still))) if still else ""


def diverging(figure: Figure, lang: Lang, *, every: bool = False) -> list[Row]:
    """Losses to the left of zero and gains to the right, smallest nearest to zero; of those who stay equal a mark tells.
    With `every` also the categories that are `untouched`."""
    kinds = classes(figure, lang)
    words = catalogue(lang)
    rows, still = [], [] if every else untouched(figure, lang)
    for category, lines in by_category(figure, lang).items():
        if category in still:
            continue
        values = {
            name(line, figure.encoding.series, lang): amount(line, figure.encoding.value) or 0.0 for line in lines
        }
        lost = _stack([label for label in reversed(kinds) if kinds[label][0] < 0], values, kinds, -1)
        gained = _stack([label for label in kinds if kinds[label][0] > 0], values, kinds, 1)
        same = sum(value for label, value in values.items() if kinds[label][0] == 0)
        down, up = (sum(abs(s.end - s.start) for s in side) for side in (lost, gained))
        lane = Lane((*lost, *gained), left=_signed("−", down, lang), right=_signed("+", up, lang))
        rows.append(Row(category, (lane,), aside=words["same"].format(share=share(same, lang))))
    return rows


def _signed(sign: str, value: float, lang: Lang) -> str:
    """A share with its sign; nothing for a side without anybody."""
    told = share(value, lang)
    return "" if not value else told if told.startswith("<") else f"{sign}{told}"


def _stack(
    labels: list[str], values: Mapping[str, float], kinds: Mapping[str, tuple[int, str]], sign: int
) -> list[Segment]:
    segments, start = [], 0.0
    for label in labels:
        end = start + sign * abs(values.get(label, 0.0))
        if end != start:
            segments.append(Segment(start, end, kinds[label][1]))
        start = end
    return segments


def legend(figure: Figure, lang: Lang) -> tuple[Swatch, ...]:
    """Colours with their words. Bars name their series in words at their end and need none."""
    if figure.chart == "diverging":
        return tuple(Swatch(fill, label) for label, (side, fill) in classes(figure, lang).items() if side)
    if figure.chart == "histogram" and figure.encoding.series:
        return tuple(Swatch(SERIES[at % len(SERIES)], label) for at, label in enumerate(series_of(figure, lang)))
    return ()
