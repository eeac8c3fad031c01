"""A mistake that punishes too hard as a finding: who, which article, and the simplest household it happens to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.cases import case_of_row, command, facts, simplest
from uitvoerbaar.assess.context import Context, Ints, Role
from uitvoerbaar.assess.culprit import culprit
from uitvoerbaar.assess.estimate import count, households
from uitvoerbaar.assess.exposure import LEVELS, Exposure, severities, severity_of
from uitvoerbaar.assess.groups import mostly, types_hit
from uitvoerbaar.assess.model import (
    Finding,
    Mistake,
    NamedInput,
    Outcome,
    Severity,
    SmallestCase,
    Text,
)
from uitvoerbaar.assess.perturb import Slip, in_record, made, size_in, with_mistake
from uitvoerbaar.assess.settings import NET, Scheme
from uitvoerbaar.assess.showing import inside
from uitvoerbaar.assess.tale import tell
from uitvoerbaar.assess.words import capital, cell, decimal_nl, euros, field_label, report_unit
from uitvoerbaar.engine.explainer import Explanation
from uitvoerbaar.engine.persons import PersonCase
from uitvoerbaar.engine.values import EvaluationError, is_number
from uitvoerbaar.law.registers import PERSON

Bools = NDArray[np.bool_]
_TRIES = 200
"""Households looked at to find a simple one; each is made simpler afterwards."""
_HARDEST = 2000
"""Households looked at to find the scheme that loses most."""


@dataclass(frozen=True, slots=True)
class Worst:
    """The simplest case found: the household, both explanations and what the mistake is and costs."""

    case: PersonCase
    correct: Explanation
    mistaken: Explanation
    size: int
    loss: int
    severity: Severity


def describe_finding(
    ctx: Context, test: str, worst: Exposure, before: Exposure | None, others: list[Slip]
) -> Finding | None:
    """The finding of a mistake; None when no single household can be shown for it (then it is no finding)."""
    levels = severities(worst, ctx.settings)
    level = int(levels.min())
    scheme = _scheme(ctx, worst, worst.rows[levels == level])
    if scheme is None:
        return None
    found = _find(ctx, worst, levels, scheme)
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
        households=households(bad, ctx.weights, ctx.full, f"Doorgerekend op {ctx.population_name}", can),
        smallest_case=_smallest(ctx, worst.slip, scheme, found),
        command=command(
            scheme.law,
            scheme.output,
            ctx.sides["na"].date,
            with_mistake(worst.slip, found.case),
            ctx.proposal.called,
            "na",
        ),
        mend=_mend(scheme),
        groups=types_hit(ctx, bad),
        url=article.url if article else None,
        file=law.file if law else None,
        line=place.line or None,
    )


def _scheme(ctx: Context, exposure: Exposure, hit: Ints) -> Scheme | None:
    """The scheme that loses most by the mistake, over (at most `_HARDEST` of) the households that are hit hardest."""
    nodes = ctx.sides["na"].nodes
    rows = ctx.heads[hit[:_HARDEST]]
    losses = {}
    for scheme in ctx.settings.schemes:
        node = nodes.get(scheme.id)
        if node is None:
            continue
        (changed,) = made(ctx.graph, [node], exposure.slip)
        if changed is not node:
            sign = 1 if scheme.spends else -1
            difference = ctx.graph.node("SUBTRACT", (node, changed), True, unit="eurocent")
            losses[scheme.id] = (difference, sign)
    if not losses:
        return None
    result = ctx.run("na", {key: node for key, (node, _) in losses.items()}, rows)
    totals = {
        key: sign * float(np.nansum(np.where(_known(result.null.get(key), len(rows)), result.values[key], 0)))
        for key, (_, sign) in losses.items()
    }
    best = max(totals, key=lambda key: totals[key])
    return next(s for s in ctx.settings.schemes if s.id == best)


def _known(null: Bools | None, n: int) -> Bools:
    return np.ones(n, dtype=bool) if null is None else ~null


def _find(ctx: Context, exposure: Exposure, levels: Ints, scheme: Scheme) -> Worst | None:
    """A household with as few people as possible, made as simple as it can be while the finding stays as severe."""
    judge = _Judge(ctx, exposure.slip, scheme)
    milder: tuple[PersonCase, Severity] | None = None
    for level in range(int(levels.min()), len(LEVELS)):
        for case in _candidates(ctx, exposure, levels == level):
            kept = judge.level(case)
            if kept == LEVELS[level]:
                return judge.simplest(case, kept)
            if kept is not None and milder is None:
                milder = case, kept
    return None if milder is None else judge.simplest(*milder)


def _candidates(ctx: Context, exposure: Exposure, here: NDArray[np.bool_]) -> Iterator[PersonCase]:
    """Households among those of the exposure that `here` chooses, those with the fewest people first."""
    if not here.any():
        return
    rows = exposure.rows[here]
    ratio = exposure.loss[here] / exposure.size[here]
    fewest = ctx.members[rows] == ctx.members[rows].min()
    # Among the smallest households the most ordinary one: an extreme would tell less about the others.
    for row in rows[np.lexsort((np.abs(ratio - np.median(ratio[fewest])), ctx.members[rows]))][:_TRIES]:
        yield case_of_row(ctx.people["na"], int(ctx.heads[row]), ctx.catalogue)


@dataclass(slots=True)
class _Judge:
    """Runs one case with and without the mistake under the law after the proposal."""

    ctx: Context
    slip: Slip
    scheme: Scheme

    def explain(self, case: PersonCase, role: Role = "na", scheme: Scheme | None = None) -> Explanation:
        asked = scheme or self.scheme
        side = self.ctx.sides[role]
        return self.ctx.explainer(role).explain(asked.law, asked.output, side.date, case)

    def loss(self, case: PersonCase, role: Role = "na", scheme: Scheme | None = None) -> int | None:
        """What the mistake costs in eurocent a year; None when the law has no answer for the case."""
        asked = scheme or self.scheme
        try:
            values = [self.explain(c, role, asked).value for c in (case, with_mistake(self.slip, case))]
        except EvaluationError:
            return None
        if not all(is_number(v) for v in values):
            return None
        difference = int(values[0] - values[1])
        return difference if asked.spends or asked.id == NET else -difference

    def level(self, case: PersonCase) -> Severity | None:
        """How bad the mistake is for this case: by net income where that can be computed, and by the scheme itself."""
        size = size_in(self.slip, case)
        asked = (self.scheme, self.ctx.settings.net) if self.ctx.by_net else (self.scheme,)
        found: list[Severity] = []
        for scheme in asked:
            loss = self.loss(case, "na", scheme)
            severity = None if loss is None else severity_of(size, loss, self.ctx.settings)
            if severity is None:
                return None
            found.append(severity)
        return max(found, key=LEVELS.index)

    def simplest(self, case: PersonCase, kept: Severity) -> Worst:
        """The case made as simple as it can be while the mistake stays as bad as `kept`."""
        case = simplest(case, lambda tried: self.level(tried) == kept)
        loss = self.loss(case)
        assert loss is not None
        wrong = with_mistake(self.slip, case)
        return Worst(case, self.explain(case), self.explain(wrong), size_in(self.slip, case), loss, kept)


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
        net = _Judge(ctx, worst.slip, scheme).loss(found.case, "na", ctx.settings.net)
        if net is not None:
            nl.append(f"Het netto inkomen van het huishouden daalt met {euros(net)} per jaar.")
            en.append(f"The net income of the household falls by {euros(net, 'en')} a year.")
    if others:
        nl.append("Hetzelfde gebeurt bij: " + "; ".join(s.mistake.text for s in others) + ".")
        en.append("The same happens with: " + "; ".join(s.mistake.english or s.mistake.text for s in others) + ".")
    hit = 0 if before is None else int((severities(before, ctx.settings) < len(LEVELS)).sum())
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
    if scheme.id not in ctx.sides["voor"].nodes:
        return None
    return _Judge(ctx, slip, scheme).loss(found.case, "voor")


def _smallest(ctx: Context, slip: Slip, scheme: Scheme, found: Worst) -> SmallestCase:
    read = {name for _, name in (*found.correct.read, *found.mistaken.read)}
    situation = []
    for fact in facts(found.case):
        if fact.field not in read:
            continue
        known = ctx.catalogue.field(fact.table, fact.field)
        unit = report_unit(known.unit if known else None, fact.value)
        situation.append(NamedInput(fact.name, field_label(fact.field, fact.whose), cell(fact.value), unit))
    judge = _Judge(ctx, slip, scheme)
    reference = _reference(ctx, slip, scheme, found)
    net = judge.loss(found.case, "na", ctx.settings.net) if ctx.by_net else None
    return SmallestCase(
        situation=tuple(situation),
        before=Outcome(_labelled(scheme, "zonder", "without"), int(found.correct.value), "eurocent_per_jaar"),
        after=Outcome(_labelled(scheme, "met", "with"), int(found.mistaken.value), "eurocent_per_jaar"),
        mistake=_mistake(slip, found),
        loss=found.loss,
        ratio=round(found.loss / found.size, 2),
        trace=tuple(Text(sentence) for sentence in found.mistaken.summary),
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
