"""A mistake that punishes too hard as a finding: who, which article, and the simplest household it happens to."""

from __future__ import annotations

import numpy as np

from uitvoerbaar.assess.aspects.mistakes.exposure import Exposure
from uitvoerbaar.assess.aspects.mistakes.slips import Slip, in_record, with_mistake
from uitvoerbaar.assess.aspects.mistakes.story import tell
from uitvoerbaar.assess.aspects.mistakes.worst_case import Judge, Worst, find_worst, hardest_scheme
from uitvoerbaar.assess.cases.decisive import culprit
from uitvoerbaar.assess.cases.simplest import command, situation
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of as disclosing
from uitvoerbaar.assess.figures import on_people
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.people.claim import claim
from uitvoerbaar.assess.people.groups import mostly, types_hit
from uitvoerbaar.assess.proportion import LEVELS, severity_of
from uitvoerbaar.assess.words import cell, report_unit, told
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.numbers import money, numeral
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.engine.reference.values import is_number
from uitvoerbaar.findings import Finding, Mistake, Outcome, SmallestCase, Text
from uitvoerbaar.law.registers import PERSON

_UNTOLD = Text(
    "Een vergissing kan in de eigen gegevens onevenredig veel kosten ({mistake}), maar geen verzonnen huishouden laat dat zien; "
    "daarom staat zij niet bij de bevindingen. Toets dit ook op een gemaakte bevolking.",
    "A mistake can cost out of proportion in the own microdata ({mistake}), but no made-up household shows it; so it is not "
    "among the findings. Assess this on a population that was made too.",
)


def describe_finding(
    ctx: Context, test: str, worst: Exposure, before: Exposure | None, others: list[Slip]
) -> Finding | None:
    """The finding of a mistake; None when no single household can be shown for it (then it is no finding)."""
    levels = worst.levels
    level = int(levels.min())
    scheme = hardest_scheme(ctx, worst, worst.rows[levels == level])
    if scheme is None:
        return None
    found = find_worst(ctx, worst, levels, scheme)
    if found is None:
        if disclosing(ctx):
            ctx.untold.append(_UNTOLD.format(mistake=worst.slip.mistake.words))
        return None
    place = culprit(found.correct, found.mistaken)
    known = found.mistaken.glossary
    article, law = known.article(place.law, place.version, place.article), known.laws.get((place.law, place.version))
    bad = worst.mask(levels < len(LEVELS), len(ctx.heads))
    reference = _reference(ctx, worst.slip, scheme, found)
    # Only what the proposal adds counts in the verdict.
    added = severity_of(found.size, found.loss - (reference or 0), ctx.settings)
    can = worst.mask(levels >= 0, len(ctx.heads))
    counted = claim(bad, can, ctx.weights, ctx.full, on_people(ctx), _CAN)
    return Finding(
        id=f"{test}-{worst.slip.field.name}",
        test=test,
        severity=added or "informatie",
        title=_title(worst.slip, scheme, found),
        explanation=_explanation(ctx, worst, before, others, scheme, found, reference),
        whom=mostly(ctx, bad, Text("Huishoudens die dit opgeven", "Households that supply this")),
        law=place.law,
        article=place.article,
        households=counted.households,
        smallest_case=_smallest(ctx, worst.slip, scheme, found),
        command=command(
            scheme.law,
            scheme.output,
            ctx.sides.after.date,
            found.case,
            ctx.proposal.called,
            "beide" if reference is not None and ctx.one_day else "na",
            with_mistake(worst.slip, found.case),
        ),
        mend=_mend(scheme),
        groups=types_hit(ctx, bad),
        url=article.url if article else None,
        file=law.file if law else None,
        line=place.line or None,
    )


_CAN = Text("de huishoudens die deze vergissing kunnen maken", "households that can make this mistake")
_COSTS = Text(
    "Een vergissing van {size} per jaar kost in dit geval {loss}: {times} keer zoveel.",
    "A mistake of {size} a year costs {loss} in this case: {times} times as much.",
)
_ALL_LOST = Text("Het hele recht op {scheme} vervalt.", "The whole {scheme} is lost.")
_NET_FALLS = Text(
    "Het netto inkomen van het huishouden daalt met {net} per jaar.",
    "The net income of the household falls by {net} a year.",
)
_ALSO = Text("Hetzelfde gebeurt bij: {others}.", "The same happens with: {others}.")
_AS_BAD_BEFORE = Text(
    "Dit gebeurt nu ook al: het voornemen maakt het niet erger. Daarom telt het niet mee in het oordeel.",
    "This already happens now: the proposal does not make it worse. So it does not count in the verdict.",
)
_BAD_BEFORE = Text(
    "Zonder het voornemen kost zij al {reference}. In het oordeel telt alleen wat erbij komt.",
    "Without the proposal it already costs {reference}. Only what is added counts in the verdict.",
)
_SOME_BEFORE = Text(
    "Zonder het voornemen gebeurt dit ook al bij een deel van de huishoudens.",
    "Without the proposal this already happens to part of the households.",
)
_NONE_BEFORE = Text("Zonder het voornemen gebeurt dit niet.", "Without the proposal this does not happen.")


_OF_ALL = Text(
    "Van wie het onevenredig hard treft verliest de helft ten minste {half} per jaar, een op de tien ten minste {most}.",
    "Of those it hits out of proportion half lose at least {half} a year, one in ten at least {most}.",
)
_FEWEST = 20
"""Of fewer households than this, what half of them and one in ten lose says nothing."""


def _title(slip: Slip, scheme: Scheme, found: Worst) -> Text:
    """The mistake and what it costs the simplest case: the amount that the printed command gives again."""
    return Text(
        "{mistake}: dat kan {loss} {scheme} per jaar kosten", "{mistake}: that can cost {loss} of {scheme} a year"
    ).format(mistake=slip.mistake.words.capital, loss=money(found.loss), scheme=scheme.name.inside)


def losses(worst: Exposure, weights: Ints) -> tuple[int, int] | None:
    """What half, and one in ten, of the households lose at least for whom the mistake is out of proportion (eurocent a year, below
    a thousand euros whole euros, else hundreds); None for too few of them."""
    hit = worst.levels < len(LEVELS)
    if hit.sum() < _FEWEST:
        return None
    loss, weight = worst.loss[hit], weights[worst.rows[hit]]
    order = np.argsort(-loss, kind="stable")
    above = np.cumsum(weight[order])
    half, tenth = (int(loss[order][np.searchsorted(above * part, above[-1])]) for part in (2, 10))
    return _floor(half), _floor(tenth)


def _floor(loss: int) -> int:
    step = 100_00 if loss >= 1_000_00 else 100
    return loss // step * step


def _explanation(
    ctx: Context,
    worst: Exposure,
    before: Exposure | None,
    others: list[Slip],
    scheme: Scheme,
    found: Worst,
    reference: int | None,
) -> Text:
    whole = is_number(found.mistaken.value) and found.mistaken.value == 0
    sentences = [
        _COSTS.format(size=money(found.size), loss=money(found.loss), times=numeral(round(found.loss / found.size)))
    ]
    if whole and scheme.spends:
        sentences.append(_ALL_LOST.format(scheme=scheme.name.inside))
    if ctx.by_net:
        net = Judge(ctx, worst.slip, scheme).loss(found.case, "na", ctx.settings.net)
        if net is not None:
            sentences.append(_NET_FALLS.format(net=money(net)))
    spread = None if disclosing(ctx) else losses(worst, ctx.weights)
    if spread is not None:
        sentences.append(_OF_ALL.format(half=money(spread[0]), most=money(spread[1])))
    if others:
        sentences.append(_ALSO.format(others=Text("; ", "; ").join([s.mistake.words for s in others])))
    hit = 0 if before is None else int((before.levels < len(LEVELS)).sum())
    if reference is not None and severity_of(found.size, found.loss - reference, ctx.settings) is None:
        sentences.append(_AS_BAD_BEFORE)
    elif reference is not None and severity_of(found.size, reference, ctx.settings) is not None:
        sentences.append(_BAD_BEFORE.format(reference=money(reference)))
    else:
        sentences.append(_SOME_BEFORE if hit else _NONE_BEFORE)
    return SPACE.join(sentences)


def _reference(ctx: Context, slip: Slip, scheme: Scheme, found: Worst) -> int | None:
    """What the same mistake costs this household without the proposal; None when that cannot be computed."""
    if scheme.id not in ctx.sides.before.nodes:
        return None
    return Judge(ctx, slip, scheme).loss(found.case, "voor")


def _smallest(ctx: Context, slip: Slip, scheme: Scheme, found: Worst) -> SmallestCase:
    judge = Judge(ctx, slip, scheme)
    reference = _reference(ctx, slip, scheme, found)
    net = judge.loss(found.case, "na", ctx.settings.net) if ctx.by_net else None
    return SmallestCase(
        situation=situation(found.case, (found.correct, found.mistaken), ctx.catalogue),
        before=Outcome(_labelled(scheme, "zonder", "without"), int(found.correct.value), "eurocent_per_jaar"),
        after=Outcome(_labelled(scheme, "met", "with"), int(found.mistaken.value), "eurocent_per_jaar"),
        mistake=_mistake(slip, found),
        loss=found.loss,
        ratio=round(found.loss / found.size, 2),
        trace=told(found.mistaken),
        loss_reference=reference,
        story=tell(found.case, slip, scheme, int(found.correct.value), int(found.mistaken.value), net),
    )


def _labelled(scheme: Scheme, nl: str, en: str) -> Text:
    return Text(f"{scheme.name.nl} {nl} de vergissing", f"{scheme.name.en} {en} the mistake")


def _mistake(slip: Slip, found: Worst) -> Mistake:
    records = [found.case.person] if slip.field.table == PERSON else list(found.case.children)
    value = next((r[slip.field.name] for r in records if r.get(slip.field.name)), slip.field.default)
    return Mistake(
        input=slip.field.name,
        label=slip.mistake.words,
        correct=cell(value),
        made=cell(in_record(slip, value)),
        unit=report_unit(slip.field.unit, value),
        size=found.size,
    )


def _mend(scheme: Scheme) -> Text:
    return Text(
        "Stel {scheme} naar evenredigheid vast: laat een tekort of fout niet meer kosten dan zij groot "
        "is. Geef een hersteltermijn en hoor de burger voordat het recht vervalt.",
        "Set {scheme} in proportion: let a shortfall or error cost no more than its own size. Give "
        "a term for repair and hear the citizen before the entitlement lapses.",
    ).format(scheme=scheme.name.inside)
