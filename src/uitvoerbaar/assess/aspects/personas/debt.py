"""For a persona with debts: what creditors may take of the income, and whether a recovery of an allowance fits in it."""

from __future__ import annotations

from dataclasses import replace

from uitvoerbaar.assess.aspects.personas.run import Result
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.reading.awir import DEBT, PROTECTION, RULING
from uitvoerbaar.base.numbers import euros
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.findings import Text
from uitvoerbaar.law import LawLookupError

GROUP = "schulden"
_EXAMPLE = 100_000
"""A recovery of 1,000 euros: about the mean of those who must repay."""


def debt(ctx: Context, result: Result) -> Text | None:
    """Nothing for who has no debts, or when the law of the side after has no beslagvrije voet."""
    if GROUP not in result.persona.groups:
        return None
    case = result.cases.after
    members = [case]
    if case.partner is not None:
        members.append(replace(case, person=case.partner, partner=case.person))
    try:
        room = sum(_cents(ctx, PROTECTION, "afloscapaciteit", who) for who in members)
        least = sum(_cents(ctx, PROTECTION, "beslagvrije_voet", who) for who in members)
        term = _cents(ctx, RULING, "termijnbedrag", PersonCase(parameters={DEBT: _EXAMPLE}))
    except LawLookupError:
        return None
    nl, en = ("dat past", "that fits") if term <= room else ("dat is te veel", "that is too much")
    return Text(
        f"Een schuldeiser mag ten hoogste {euros(room)} per maand van het inkomen nemen; {euros(least)} is beschermd. Een "
        f"terugvordering van {euros(_EXAMPLE)} kost in termijnen {euros(term)} per maand: {nl}.",
        f"A creditor may take at most {euros(room, 'en')} a month of the income; {euros(least, 'en')} is protected. A recovery "
        f"of {euros(_EXAMPLE, 'en')} costs {euros(term, 'en')} a month in terms: {en}.",
    )


def _cents(ctx: Context, law: str, output: str, case: PersonCase) -> int:
    found = ctx.explainer("na").explain(law, output, ctx.sides.after.date, case).value
    return 0 if found is None else round(found)
