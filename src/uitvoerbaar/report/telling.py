"""Titles of charts that tell what is in them: the row that changes most, or the largest. The name of the figure stands below."""

from __future__ import annotations

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import Line, amount, by_category, name, series_of, unit_of
from uitvoerbaar.report.charts.beneath import differences, largest
from uitvoerbaar.report.charts.cliffs import size_words
from uitvoerbaar.report.charts.dumbbells import is_pair
from uitvoerbaar.report.tenths import TENTHS
from uitvoerbaar.report.words import CENTS, Lang, catalogue, show, unit_word


def telling(figure: Figure, lang: Lang) -> str:
    """A sentence from the numbers of a chart; empty where its kind has none, or where nothing changes."""
    if is_pair(figure, lang):
        return _changes_most(figure, lang)
    if figure.chart == "line":
        return _gap(figure, lang)
    one = figure.chart == "bars" and len(series_of(figure, lang)) == 1 and len(figure.rows) > 1
    return _largest(figure, lang) if one else ""


def _changes_most(figure: Figure, lang: Lang) -> str:
    value = figure.encoding.value or ""
    moves: dict[str, tuple[float, Line, Line]] = {}
    for category, lines in by_category(figure, lang).items():
        numbers = [amount(line, value) for line in lines]
        if len(numbers) == len(("before", "after")) and numbers[0] is not None and numbers[1] is not None:
            moves[category] = (abs(numbers[1] - numbers[0]), lines[0], lines[1])
    changed = {category: move for category, move in moves.items() if move[0]}
    if not changed:
        return ""
    most = max(changed, key=lambda category: changed[category][0])
    _, first, last = changed[most]
    words, unit = catalogue(lang)["charts"], unit_of(figure, value)
    key = "only" if len(changed) == 1 and len(moves) > 1 else "most" if len(moves) > 1 else "one"
    return str(
        words[key].format(
            category=_group(figure, most, lang),
            before=show(first[value], unit, lang),
            after=show(last[value], unit, lang),
        )
    )


def _gap(figure: Figure, lang: Lang) -> str:
    """Where the two lines of a curve differ most."""
    points = differences(figure, lang)
    if not points:
        return ""
    x, y = max(largest(points), key=lambda point: abs(point[1]))
    unit = unit_of(figure, figure.encoding.category)
    x = round(x / CENTS) * CENTS if unit.startswith("eurocent") else x
    place = f"{show(x, unit, lang)} {unit_word(unit, lang)}".strip()
    return str(catalogue(lang)["charts"]["curve_most"].format(gap=size_words(figure, y, lang), place=place))


def _largest(figure: Figure, lang: Lang) -> str:
    value = figure.encoding.value or ""
    rows = [row for row in figure.rows if amount(row, value)]
    if not rows:
        return ""
    row = max(rows, key=lambda row: abs(amount(row, value) or 0.0))
    category = _group(figure, name(row, figure.encoding.category, lang), lang)
    told = show(row[value], unit_of(figure, value), lang)
    return str(catalogue(lang)["charts"]["largest"].format(category=category, value=told))


def _group(figure: Figure, category: str, lang: Lang) -> str:
    return str(catalogue(lang)["charts"]["tenth"].format(category=category)) if figure.id.endswith(TENTHS) else category
