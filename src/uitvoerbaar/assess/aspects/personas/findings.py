"""A finding when fictional persons lose more than the norm: which scheme, which article, and who loses most."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from uitvoerbaar.assess.aspects.personas.cause import Cause
from uitvoerbaar.assess.aspects.personas.run import Result
from uitvoerbaar.assess.aspects.personas.story import story
from uitvoerbaar.assess.cases.simplest import command, situation
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES, Role
from uitvoerbaar.assess.people.totals import share
from uitvoerbaar.assess.words import told
from uitvoerbaar.base.command_line import command_line
from uitvoerbaar.base.numbers import decimal, decimal_nl, euros, money
from uitvoerbaar.base.text import SPACE
from uitvoerbaar.engine.explain.dutch import listed
from uitvoerbaar.findings import Finding, Outcome, Severity, SmallestCase, Text


def severity_of(ctx: Context, result: Result, *, many: bool) -> Severity | None:
    """How bad the loss of a persona is; None when it is within the norm.

    A persona is one person, and made up: however large the loss, it is serious only where `many` households of the
    population lose as much (see `losing_as_much`).
    """
    norm, loss = ctx.settings.norm, -result.change
    before = max(result.outcome.before, 1)
    if loss <= norm("persona_verlies_eurocent") or loss <= before * norm("persona_verlies_aandeel"):
        return None
    return "ernstig" if many and loss > before * norm("persona_verlies_ernstig_aandeel") else "aandacht"


def losing_as_much(ctx: Context) -> bool:
    """Whether at least `persona_ernstig_huishoudens_aandeel` of all households loses more than the part of what it has that
    makes the loss of a persona serious."""
    norm = ctx.settings.norm
    before, after = (ctx.outcome(role)[0].astype(np.int64) for role in ROLES)
    hit = (before - after > norm("persona_verlies_eurocent")) & (
        before - after > np.maximum(before, 1) * norm("persona_verlies_ernstig_aandeel")
    )
    everybody = np.ones(len(hit), dtype=np.bool_)
    return share(hit, everybody, ctx.weights, ctx.full).value >= norm("persona_ernstig_huishoudens_aandeel")


def findings(ctx: Context, test: str, results: list[Result]) -> list[Finding]:
    """One finding per scheme by which personas lose more than the norm; `results` in order of loss."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        if result.changed and severity_of(ctx, result, many=False) is not None:
            groups.setdefault(result.changed[0].id, []).append(result)
    many = bool(groups) and losing_as_much(ctx)
    return [_finding(ctx, test, hit, len(results), many=many) for hit in groups.values()]


def _finding(ctx: Context, test: str, hit: list[Result], of: int, *, many: bool) -> Finding:
    worst = max(hit, key=lambda r: -(r.share() or 0.0))
    scheme = worst.changed[0]
    cause = next(iter(worst.causes()), None)
    severity = severity_of(ctx, worst, many=many)
    assert severity is not None
    part = round(100 * abs(worst.share() or 0.0))
    name = worst.persona.called
    return Finding(
        id=f"{test}-{scheme.id}",
        test=test,
        severity=severity,
        title=Text(
            "{name} (verzonnen): {change} per jaar minder, {share} procent",
            "{name} (fictional): {change} a year less, {share} percent",
        ).format(name=name, change=money(-worst.change), share=part),
        explanation=SPACE.join([_explanation(ctx, worst, hit, of), *_weighed(ctx, worst, many=many)]),
        whom=_whom(hit),
        law=cause.law if cause else scheme.law,
        article=cause.article if cause else None,
        households=None,
        smallest_case=_case(ctx, worst, scheme),
        command=explain_command(ctx, worst, ctx.settings.net if ctx.by_net else scheme, "na", beside=True),
        mend=Text(
            "Verzacht het verlies van {scheme} voor mensen als {name}, of leg uit waarom dit gewild is.",
            "Soften the loss of {scheme} for people like {name}, or explain why it is intended.",
        ).format(scheme=scheme.name.inside, name=name),
        file=_file(worst, scheme, cause),
        line=cause.line or None if cause else None,
    )


def _explanation(ctx: Context, worst: Result, hit: list[Result], of: int) -> Text:
    told = story(ctx, worst)
    percent = decimal_nl(100 * ctx.settings.norm("persona_verlies_aandeel"))
    others = [r for r in hit if r is not worst]
    nl = [told.nl, f"{len(hit)} van de {of} verzonnen personen verliezen hierdoor meer dan {percent} procent."]
    en = [str(told.en), f"{len(hit)} of the {of} fictional persons lose more than {percent} percent by this."]
    if others:
        nl.append("Ook: " + listed([f"{r.persona.name} ({euros(-r.change)})" for r in others]) + ".")
        en.append("Also: " + ", ".join(f"{r.persona.called.en} ({euros(-r.change, 'en')})" for r in others) + ".")
    return Text(" ".join(nl), " ".join(en))


def _weighed(ctx: Context, worst: Result, *, many: bool) -> Iterator[Text]:
    """Whether the population has many who lose a serious part; nothing for a loss that is not serious of itself."""
    if severity_of(ctx, worst, many=True) != "ernstig":
        return
    norm = ctx.settings.norm
    told = _MANY if many else _FEW
    yield told.format(
        part=decimal(100 * norm("persona_verlies_ernstig_aandeel")),
        least=decimal(100 * norm("persona_ernstig_huishoudens_aandeel")),
    )


_MANY = Text(
    "In de bevolking verliest ten minste {least} procent van de huishoudens meer dan {part} procent.",
    "In the population at least {least} percent of households lose more than {part} percent.",
)
_FEW = Text(
    "In de bevolking verliest minder dan {least} procent van de huishoudens meer dan {part} procent: voor een enkel geval weegt "
    "dit niet als ernstig.",
    "In the population less than {least} percent of households lose more than {part} percent: as a single case this does not "
    "weigh as serious.",
)


def _whom(hit: list[Result]) -> Text:
    nl = listed([r.persona.name for r in hit])
    return Text(f"Mensen zoals {nl} (verzonnen)", f"People like {nl.replace(' en ', ' and ')} (fictional)")


def _case(ctx: Context, worst: Result, scheme: Scheme) -> SmallestCase:
    explained = worst.amounts.map(lambda amounts: amounts[scheme.id].explained)
    # What one command can show: net income, or without it the scheme that changes most.
    what = Text("netto inkomen", "net income") if ctx.by_net else scheme.name
    amount = worst.outcome if ctx.by_net else worst.amounts.map(lambda amounts: amounts[scheme.id].paid)
    return SmallestCase(
        situation=situation(worst.cases.after, tuple(explained), ctx.catalogue),
        before=Outcome(
            Text("{what} zonder het voornemen", "{what} without the proposal").format(what=what.capital),
            amount.before,
            "eurocent_per_jaar",
        ),
        after=Outcome(
            Text("{what} met het voornemen", "{what} with the proposal").format(what=what.capital),
            amount.after,
            "eurocent_per_jaar",
        ),
        mistake=None,
        loss=amount.before - amount.after,
        ratio=None,
        trace=told(explained.after),
        story=story(ctx, worst),
    )


def explain_command(ctx: Context, result: Result, scheme: Scheme, role: Role, *, beside: bool = False) -> str:
    """The command that explains the scheme again: from the persona's file when the year is its own.

    With `beside` it shows the law without the proposal as well, when both are of one day.
    """
    side = ctx.sides.of(role)
    shown = "beide" if beside and ctx.one_day else role
    if side.year != result.persona.year:
        return command(scheme.law, scheme.output, side.date, result.cases.of(role), ctx.proposal.called, shown)
    return command_line(
        "explain",
        scheme.law,
        scheme.output,
        on=side.date,
        case=str(result.persona.file),
        proposal=ctx.proposal.called,
        side=shown,
    )


def _file(worst: Result, scheme: Scheme, cause: Cause | None) -> str | None:
    """The law file of the cause."""
    if cause is None:
        return None
    for amounts in (worst.amounts.after, worst.amounts.before):
        law = amounts[scheme.id].explained.glossary.laws.get((cause.law, cause.version))
        if law is not None:
            return law.file
    return None
