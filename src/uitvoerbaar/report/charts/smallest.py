"""The smallest case of a finding as two bars: what the law gives in the one state and in the other."""

from __future__ import annotations

from uitvoerbaar.findings import Outcome, SmallestCase
from uitvoerbaar.report.case_words import amount
from uitvoerbaar.report.charts.rows import Lane, Row, Segment, draw_rows
from uitvoerbaar.report.charts.theme import AFTER, BEFORE, SIZES
from uitvoerbaar.report.words import Lang, catalogue, plain, show


def draw_case(case: SmallestCase, lang: Lang) -> tuple[str, ...]:
    """The two outcomes at every size; the description says the amounts and the difference."""
    rows = [_row(case.before, BEFORE, lang), _row(case.after, AFTER, lang)]
    description = str(catalogue(lang)["case_alt"]).format(
        before=plain(case.before.label, lang),
        before_value=amount(case.before.value, case.before.unit, lang),
        after=plain(case.after.label, lang),
        after_value=amount(case.after.value, case.after.unit, lang),
        loss=show(case.loss, "eurocent_per_jaar", lang),
    )
    return tuple(draw_rows(rows, size, description) for size in SIZES)


def _row(outcome: Outcome, fill: str, lang: Lang) -> Row:
    segment = Segment(0.0, float(outcome.value), fill)
    return Row(plain(outcome.label, lang), (Lane((segment,), right=amount(outcome.value, outcome.unit, lang)),))
