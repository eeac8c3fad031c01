"""Two histograms over the same classes as the shift between them: how many more or fewer are in each class."""

from __future__ import annotations

from uitvoerbaar.findings import Figure
from uitvoerbaar.report.charts.bars import amount, by_category, series_of, unit_of
from uitvoerbaar.report.charts.rows import Lane, Row, Segment
from uitvoerbaar.report.charts.theme import AFTER, BEFORE, Swatch
from uitvoerbaar.report.words import MINUS, Lang, catalogue, show

PAIR = 2


def is_shift(figure: Figure, lang: Lang) -> bool:
    """Whether a histogram has the same classes before and after, with a number in each."""
    if figure.chart != "histogram" or len(series_of(figure, lang)) != PAIR:
        return False
    classes = by_category(figure, lang).values()
    return all(
        len(lines) == PAIR and None not in [amount(line, figure.encoding.value) for line in lines] for lines in classes
    )


def shift_rows(figure: Figure, lang: Lang) -> list[Row]:
    """A row per class, from zero to the left where it has fewer after than before and to the right where it has more."""
    rows = []
    unit = unit_of(figure, figure.encoding.value)
    for category, (first, last) in by_category(figure, lang).items():
        before, after = (amount(line, figure.encoding.value) or 0.0 for line in (first, last))
        moved = after - before
        words = " → ".join(show(line[figure.encoding.value or ""], unit, lang) for line in (first, last))
        change = f"{'+' if moved > 0 else MINUS if moved < 0 else ''}{show(abs(moved), unit, lang)}"
        segments = (Segment(0.0, moved, AFTER if moved > 0 else BEFORE),) if moved else ()
        left, right = (change, "") if moved < 0 else ("", change)
        rows.append(Row(category, (Lane(segments, right=right, left=left),), note=words))
    return rows


def shift_legend(lang: Lang) -> tuple[Swatch, ...]:
    """The colours of fewer and more."""
    words = catalogue(lang)["charts"]
    return (Swatch(BEFORE, words["fewer"]), Swatch(AFTER, words["more"]))
