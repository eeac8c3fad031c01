"""A mistake that punishes too hard as a finding: who, which article, and the simplest household it happens to."""

from __future__ import annotations

from uitvoerbaar.assess.aspects.mistakes.exposure import Exposure
from uitvoerbaar.assess.aspects.mistakes.slips import Slip, in_record, with_mistake
from uitvoerbaar.assess.aspects.mistakes.story import tell
from uitvoerbaar.assess.aspects.mistakes.worst_case import Judge, Worst, find_worst, hardest_scheme
from uitvoerbaar.assess.cases.decisive import culprit
from uitvoerbaar.assess.cases.simplest import command, situation
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import inside, on_people
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.people.groups import mostly, types_hit
from uitvoerbaar.assess.people.totals import count, households
from uitvoerbaar.assess.proportion import LEVELS, severity_of
from uitvoerbaar.assess.words import cell, report_unit, told
from uitvoerbaar.base.numbers import capital, decimal_nl, euros
from uitvoerbaar.engine.reference.values import is_number
from uitvoerbaar.findings import Finding, Mistake, Outcome, SmallestCase, Text
from uitvoerbaar.law.registers import PERSON


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
        return None
    place = culprit(found.correct, found.mistaken)
    known = found.mistaken.glossary
    article, law = known.article(place.law, place.version, place.article), known.laws.get((place.law, place.version))
    bad = worst.mask(levels < len(LEVELS), len(ctx.heads))
    reference = _reference(ctx, worst.slip, scheme, found)
    # Only what the proposal adds counts in the verdict.
    added = severity_of(found.size, found.loss - (reference or 0), ctx.settings)
    can = round(count(worst.mask(levels >= 0, len(ctx.heads)), ctx.weights, ctx.full).value)
    return Finding(
        id=f"{test}-{worst.slip.field.name}",
        test=test,
        severity=added or "informatie",
        title=_title(worst.slip, scheme, found),
        explanation=_explanation(ctx, worst, before, others, scheme, found, reference),
        whom=mostly(ctx, bad, Text("Huishoudens die dit opgeven", "Households that supply this")),
        law=place.law,
        article=place.article,
        households=households(bad, ctx.weights, ctx.full, on_people(ctx), can),
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


def _title(slip: Slip, scheme: Scheme, found: Worst) -> Text:
    english = slip.mistake.english or slip.mistake.text
    return Text(
        f"{capital(slip.mistake.text)}: dat kost {euros(found.loss)} {inside(scheme.name.nl)} per jaar",
        f"{capital(english)}: that costs {euros(found.loss, 'en')} of {inside(scheme.name.en)} a year",
    )


def _explanation(
    ctx: Context,
    worst: Exposure,
    before: Exposure | None,
    others: list[Slip],
    scheme: Scheme,
    found: Worst,
    reference: int | None,
) -> Text:
    ratio = round(found.loss / found.size)
    times_nl, times_en = decimal_nl(ratio), f"{ratio:,}"
    whole = is_number(found.mistaken.value) and found.mistaken.value == 0
    nl = [
        f"Een vergissing van {euros(found.size)} per jaar kost in dit geval {euros(found.loss)}: {times_nl} keer zoveel."
    ]
    en = [
        f"A mistake of {euros(found.size, 'en')} a year costs {euros(found.loss, 'en')} in this case: "
        f"{times_en} times as much."
    ]
    if whole and scheme.spends:
        nl.append(f"Het hele recht op {inside(scheme.name.nl)} vervalt.")
        en.append(f"The whole {inside(scheme.name.en)} is lost.")
    if ctx.by_net:
        net = Judge(ctx, worst.slip, scheme).loss(found.case, "na", ctx.settings.net)
        if net is not None:
            nl.append(f"Het netto inkomen van het huishouden daalt met {euros(net)} per jaar.")
            en.append(f"The net income of the household falls by {euros(net, 'en')} a year.")
    if others:
        nl.append("Hetzelfde gebeurt bij: " + "; ".join(s.mistake.text for s in others) + ".")
        en.append("The same happens with: " + "; ".join(s.mistake.english or s.mistake.text for s in others) + ".")
    hit = 0 if before is None else int((before.levels < len(LEVELS)).sum())
    if reference is not None and severity_of(found.size, found.loss - reference, ctx.settings) is None:
        nl.append("Dit gebeurt nu ook al: het voornemen maakt het niet erger. Daarom telt het niet mee in het oordeel.")
        en.append("This already happens now: the proposal does not make it worse. So it does not count in the verdict.")
    elif reference is not None and severity_of(found.size, reference, ctx.settings) is not None:
        nl.append(f"Zonder het voornemen kost zij al {euros(reference)}. In het oordeel telt alleen wat erbij komt.")
        en.append(
            f"Without the proposal it already costs {euros(reference, 'en')}. Only what is added counts in the verdict."
        )
    elif hit:
        nl.append("Zonder het voornemen gebeurt dit ook al bij een deel van de huishoudens.")
        en.append("Without the proposal this already happens to part of the households.")
    else:
        nl.append("Zonder het voornemen gebeurt dit niet.")
        en.append("Without the proposal this does not happen.")
    return Text(" ".join(nl), " ".join(en))


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
        label=Text(slip.mistake.text, slip.mistake.english),
        correct=cell(value),
        made=cell(in_record(slip, value)),
        unit=report_unit(slip.field.unit, value),
        size=found.size,
    )


def _mend(scheme: Scheme) -> Text:
    return Text(
        f"Stel {inside(scheme.name.nl)} naar evenredigheid vast: laat een tekort of fout niet meer kosten dan zij groot "
        "is. Geef een hersteltermijn en hoor de burger voordat het recht vervalt.",
        f"Set {inside(scheme.name.en)} in proportion: let a shortfall or error cost no more than its own size. Give "
        "a term for repair and hear the citizen before the entitlement lapses.",
    )
