"""Before and after as two dots on one line, with the difference between them in colour; what does not change is counted."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import Line, amount, by_category, name, series_of, unit_of
from uitvoerbaar.report.charts.rows import Dot, Lane, Row
from uitvoerbaar.report.charts.theme import AFTER, BEFORE, Swatch
from uitvoerbaar.report.words import Lang, catalogue, show

PAIR = 2


@dataclass(frozen=True, slots=True)
class Pairs:
    """The rows that are drawn, and how many are not: ``zero`` are nothing before and after, ``same`` do not change."""

    rows: tuple[Row, ...]
    zero: int = 0
    same: int = 0


def is_pair(figure: Figure, lang: Lang) -> bool:
    """Whether a figure sets before against after: two series over categories."""
    return figure.chart == "before_after_bars" and len(series_of(figure, lang)) == PAIR


def pairs(figure: Figure, lang: Lang) -> Pairs:
    """A row per category that changes. All of them are drawn where nothing changes, so that a drawing is never empty."""
    before, after = series_of(figure, lang)
    drawn, zero, same, rest = [], 0, 0, []
    for category, lines in by_category(figure, lang).items():
        sides = {name(line, figure.encoding.series, lang): line for line in lines}
        first, last = sides.get(before), sides.get(after)
        row = Row(category, (_lane(figure, first, last, lang),), ends=_ends(figure, (first, last), lang))
        values = [amount(line, figure.encoding.value) if line is not None else None for line in (first, last)]
        if values[0] != values[1]:
            drawn.append(row)
            continue
        rest.append(row)
        zero += not values[0]
        same += bool(values[0])
    return Pairs(tuple(drawn), zero, same) if drawn else Pairs(tuple(rest))


def _lane(figure: Figure, first: Line | None, last: Line | None, lang: Lang) -> Lane:
    encoding = figure.encoding
    unit, words = unit_of(figure, encoding.value), catalogue(lang)
    dots, said = [], []
    for line, fill in ((first, BEFORE), (last, AFTER)):
        value = None if line is None else amount(line, encoding.value)
        if line is None or value is None:
            said.append(str(words["charts"]["absent"] if line is None else words["no_data"]))
            continue
        said.append(show(line[encoding.value or ""], unit, lang))
        dots.append(Dot(value, fill, amount(line, encoding.low), amount(line, encoding.high)))
    return Lane((), right=" → ".join(said), dots=tuple(dots))


def _ends(figure: Figure, lines: tuple[Line | None, Line | None], lang: Lang) -> str:
    """Between what the values before and after lie; empty where the figure has no intervals."""
    encoding, unit = figure.encoding, unit_of(figure, figure.encoding.value)
    if encoding.low is None or encoding.high is None:
        return ""
    said = (
        catalogue(lang)["between"].format(
            low=show(line[encoding.low], unit, lang), high=show(line[encoding.high], unit, lang)
        )
        for line in lines
        if line is not None and None not in (line[encoding.low], line[encoding.high])
    )
    return " → ".join(said)


def pair_legend(figure: Figure, lang: Lang) -> tuple[Swatch, ...]:
    """The two colours with their words."""
    before, after = series_of(figure, lang)
    return (Swatch(BEFORE, before), Swatch(AFTER, after))


def left_out(found: Pairs, lang: Lang) -> str:
    """How many rows are not drawn, and why; empty where all are."""
    words = catalogue(lang)["charts"]
    told = [words[key].format(count=count) for key, count in (("zero", found.zero), ("same", found.same)) if count]
    return str(words["left_out"].format(what="; ".join(told))) if told else ""
