"""An assessment of own microdata as it may leave the program; one of a population that was made stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from uitvoerbaar.assess.context import Context, population_name
from uitvoerbaar.assess.disclosure import figures, findings
from uitvoerbaar.assess.disclosure.rule import SMALLEST, Rule, rule_for
from uitvoerbaar.assess.disclosure.texts import softened
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.findings import Assessment, Figure, Text

_LIMIT = Text(
    "Eigen gegevens: groepen van minder dan {least} huishoudens (zij kunnen uit minder dan {records} rijen bestaan) worden niet "
    "getoond, aantallen zijn afgerond, en een kleinste geval is een verzonnen huishouden.",
    "Own microdata: groups of fewer than {least} households (they may be fewer than {records} rows) are not shown, counts are "
    "rounded, and a smallest case is a household that was made up.",
)
_LEFT_OUT = Text(
    "Niet getoond, want het rust op te weinig huishoudens van de eigen gegevens of zegt niet op hoeveel: {titles}.",
    "Not shown, for it rests on too few households of the own microdata or does not say on how many: {titles}.",
)


def rule_of(ctx: Context) -> Rule | None:
    """The rule for the people of an assessment; None when they were made."""
    if ctx.base.manifest.get("seed") is not None:
        return None
    rule = rule_for(ctx.weights, max(SMALLEST, int(ctx.settings.norm("kleinste_groep_huishoudens"))))
    return replace(rule, bounds=frozenset(norm.value for norm in ctx.settings.norms.values() if 0 < norm.value <= 1))


def too_few(ctx: Context, counts: Iterable[float]) -> bool:
    """Whether one of some counts of households may not be told; never of people who were made."""
    rule = rule_of(ctx)
    return rule is not None and any(rule.small(count) for count in counts)


def shown(ctx: Context, made: Iterable[Figure]) -> tuple[tuple[Figure, ...], tuple[Text, ...]]:
    """What may be told of figures outside an assessment, and what is said of those that may not; all of people who were made."""
    every = tuple(made)
    rule = rule_of(ctx)
    if rule is None:
        return tuple(figures.stripped(figure) for figure in every), ()
    name = population_name(ctx.base)
    told = [(figure, figures.told(figure, rule, name, None)) for figure in every]
    return tuple(t for _, t in told if t is not None), _left_out(figure for figure, t in told if t is None)


def protect(ctx: Context, made: Assessment, of_law: Collection[Text] = ()) -> Assessment:
    """The assessment with only what may be shown: every figure, finding and limit passes here.

    Limits that are in `of_law` tell of laws and years, and no number in them is of the people. Neither is one in the intro of
    a test: it says how the test goes, before anything is counted.
    """
    rule = rule_of(ctx)
    if rule is None:
        return replace(made, figures=tuple(figures.stripped(figure) for figure in made.figures))
    name = population_name(ctx.base)
    shown = {f.id: figures.told(f, rule, name, ctx.behind.get(f.id)) for f in made.figures}
    kept = tuple(figure for figure in shown.values() if figure is not None)
    titles = {test.id: test.title for test in made.tests}
    said = _LIMIT.format(least=numeral(rule.least), records=numeral(rule.records))
    return replace(
        made,
        figures=kept,
        findings=tuple(findings.told(finding, rule, titles[finding.test]) for finding in made.findings),
        key_figures=tuple(key for key in made.key_figures if shown.get(key) is not None),
        kader=tuple(
            replace(
                row,
                explanation=softened(row.explanation, rule),
                figures=tuple(key for key in row.figures if shown.get(key) is not None),
            )
            for row in made.kader
        ),
        tests=tuple(replace(test, missing=_softened(test.missing, rule)) for test in made.tests),
        limits=(
            *(text if text in of_law else softened(text, rule) for text in made.limits),
            said,
            *_left_out(f for f in made.figures if shown[f.id] is None),
            *ctx.untold,
        ),
    )


def _softened(texts: Iterable[Text], rule: Rule) -> tuple[Text, ...]:
    return tuple(softened(text, rule) for text in texts)


def _left_out(figures_: Iterable[Figure]) -> tuple[Text, ...]:
    titles = [figure.title for figure in figures_]
    return (_LEFT_OUT.format(titles=Text("; ", "; ").join(titles)),) if titles else ()
