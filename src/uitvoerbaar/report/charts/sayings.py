"""What a curve says where it is pointed at."""

from __future__ import annotations

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import series_of, unit_of
from uitvoerbaar.report.charts.beneath import has_difference, value_at
from uitvoerbaar.report.charts.cliffs import Cliff, size_words
from uitvoerbaar.report.charts.curve import stretches
from uitvoerbaar.report.words import Lang, catalogue, show, unit_word


def say_at(figure: Figure, x: float, lang: Lang) -> str:
    """The values of all lines in a place, with the difference where there is one; empty where no line is known."""
    unit = unit_of(figure, figure.encoding.value)
    x = round(x) if unit_of(figure, figure.encoding.category) != "aandeel" else x
    values = {each: value_at(stretches(figure, each, lang), x) for each in series_of(figure, lang)}
    told = [f"{each} {show(_whole(value), unit, lang)}".strip() for each, value in values.items() if value is not None]
    known = [value for value in values.values() if value is not None]
    if has_difference(figure, lang) and len(known) == len(values) and known[0] != known[1]:
        told.append(f"{catalogue(lang)['difference'].lower()} {size_words(figure, _whole(known[1] - known[0]), lang)}")
    return f"{_place(figure, x, lang)}: {', '.join(told)}" if told else ""


def say_cliff(figure: Figure, cliff: Cliff, lang: Lang) -> str:
    """A jump in words: where, on which lines, how large and why."""
    who = f" ({', '.join(cliff.series)})" if len(series_of(figure, lang)) > 1 else ""
    return f"{_place(figure, cliff.before[0], lang)}{who}: {size_words(figure, cliff.size, lang)}; {cliff.words}"


def _whole(value: float) -> float:
    """A value between two points without the cents that only the straight line gives it."""
    return round(value / 100) * 100 if abs(value) >= 100 else value


def _place(figure: Figure, x: float, lang: Lang) -> str:
    unit = unit_of(figure, figure.encoding.category)
    return f"{show(x, unit, lang)} {unit_word(unit, lang)}".strip()
