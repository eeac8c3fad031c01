"""A persona told as one paragraph in plain words, made from the amounts and the trace and from nothing else."""

from __future__ import annotations

from uitvoerbaar.assess.aspects.personas.debt import debt
from uitvoerbaar.assess.aspects.personas.refusal import why_not
from uitvoerbaar.assess.aspects.personas.run import Result
from uitvoerbaar.assess.changed import touched
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import inside
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.totals import whole_euros
from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.base.numbers import euros, money
from uitvoerbaar.findings import Text

_TOLD = 2
"""Schemes that are told one by one; a reader loses the thread after two."""


def story(ctx: Context, result: Result) -> Text:
    """Who it is, what there is before and after, by which scheme, and why the law says so."""
    told: list[Text | None] = [result.persona.story, _now(ctx, result), _then(result)]
    told += [_scheme(result, scheme) for scheme in result.changed[:_TOLD]]
    told += [_why(result)] if result.changed else [_untouched(ctx, result, scheme) for scheme in touched(ctx)[:_TOLD]]
    told += [_left(result, scheme) for scheme in _not_applied(ctx, result)]
    told += [debt(ctx, result)]
    return Text(
        " ".join(text.nl for text in told if text is not None),
        " ".join(str(text.en) for text in told if text is not None),
    )


def _now(ctx: Context, result: Result) -> Text:
    before = result.outcome.before
    month = whole_euros(before / MONTHS)
    if ctx.by_net:
        return Text(
            "Zonder het voornemen houdt het huishouden {before} per jaar over, ongeveer {month} per maand.",
            "Without the proposal the household has {before} a year, about {month} a month.",
        ).format(before=money(before), month=money(month))
    if not before:
        return Text(
            "Zonder het voornemen krijgt het huishouden geen toeslagen.",
            "Without the proposal the household gets no allowances.",
        )
    return Text(
        "Zonder het voornemen krijgt het huishouden samen {before} aan toeslagen per jaar.",
        "Without the proposal the household gets {before} in allowances a year.",
    ).format(before=money(before))


def _then(result: Result) -> Text:
    after, change = result.outcome.after, result.change
    if not change:
        return Text("Met het voornemen blijft dat hetzelfde.", "With the proposal that stays the same.")
    if not after:
        return Text(
            "Met het voornemen is dat niets meer: {change} per jaar minder.",
            "With the proposal nothing is left: {change} a year less.",
        ).format(change=money(-change))
    nl, en = ("meer", "more") if change > 0 else ("minder", "less")
    return Text(
        f"Met het voornemen is dat {euros(after)}: {euros(abs(change))} per jaar {nl}.",
        f"With the proposal it is {euros(after, 'en')}: {euros(abs(change), 'en')} a year {en}.",
    )


def _scheme(result: Result, scheme: Scheme) -> Text:
    before, after = (result.amounts.of(role)[scheme.id].paid for role in ROLES)
    nl, en = scheme.name.nl, str(scheme.name.en)
    if before == 0:
        return Text(f"{nl} komt erbij: {euros(after)} per jaar.", f"{en} is added: {euros(after, 'en')} a year.")
    if after == 0:
        return Text(
            f"{nl} valt weg: dat was {euros(before)} per jaar.", f"{en} is lost: it was {euros(before, 'en')} a year."
        )
    return Text(
        f"{nl} gaat van {euros(before)} naar {euros(after)}.",
        f"{en} goes from {euros(before, 'en')} to {euros(after, 'en')}.",
    )


def _why(result: Result) -> Text | None:
    causes = result.causes()
    if not causes:
        return None
    together = len(causes) > 1 and len({cause.place for cause in causes}) == 1
    found = [cause.told(placed=not together or cause is causes[-1]) for cause in causes]
    head = ("De reden", "The reason") if len(found) == 1 else ("De redenen", "The reasons")
    return Text("{head} in de wet: {found}.", "{head} in the law: {found}.").format(
        head=Text(*head), found=Text(" en ", " and ").join(found)
    )


def _untouched(ctx: Context, result: Result, scheme: Scheme) -> Text:
    """Why a scheme that the proposal changes does not change anything here."""
    nl, en = scheme.name.nl, str(scheme.name.en)
    amount = result.amounts.after[scheme.id]
    about = (
        f"Het voornemen verandert de regels voor {inside(nl)}.",
        f"The proposal changes the rules for {inside(en)}.",
    )
    if amount.paid:
        return Text(
            "{about} Voor dit huishouden blijft het bedrag {paid}.",
            "{about} For this household the amount stays {paid}.",
        ).format(about=Text(*about), paid=money(amount.paid))
    if amount.entitled:
        return Text(
            f"{about[0]} Dit huishouden merkt daar niets van, want het vraagt geen {inside(nl)} aan.",
            f"{about[1]} This household does not notice, because it does not apply for it.",
        )
    because = why_not(scheme.id, result.cases.after, amount.explained, ctx.catalogue)
    return Text(
        f"{about[0]} Dit huishouden krijgt geen {inside(nl)}, want {because.nl}.",
        f"{about[1]} This household does not get it, because {because.en}.",
    )


def _not_applied(ctx: Context, result: Result) -> list[Scheme]:
    """Schemes with a right after the proposal that is not claimed."""
    amounts = result.amounts.after
    return [s for s in ctx.settings.schemes if s.id in amounts and amounts[s.id].entitled > amounts[s.id].paid]


def _left(result: Result, scheme: Scheme) -> Text:
    amount = result.amounts.after[scheme.id].entitled
    return Text(
        "Er is recht op {amount} {scheme} per jaar, maar dat bedrag is niet aangevraagd.",
        "There is a right to {amount} of {scheme} a year, but it was not applied for.",
    ).format(amount=money(amount), scheme=scheme.name.inside)
