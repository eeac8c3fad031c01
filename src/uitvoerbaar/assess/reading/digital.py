"""What the laws of a proposal tell of its digital side: whether they decide on people, on how many, and with which data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.changed import changed_schemes
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.people.totals import total
from uitvoerbaar.assess.reading.burden import articles, demands
from uitvoerbaar.assess.words import field_label
from uitvoerbaar.delivery.digital.prescan import Facts
from uitvoerbaar.delivery.digital.words import Words
from uitvoerbaar.findings import Text

_DECISION = "BESCHIKKING"
_NO_LAW = "UITVOERINGSBELEID"
"""The layer of files that are a notion of ours and no law: no legal basis."""


@dataclass(frozen=True)
class Read:
    """The facts for the pre-scan, the laws by name and address, and the personal data that they read, in words."""

    facts: Facts
    schemes: tuple[Scheme, ...]
    laws: tuple[tuple[str, str | None], ...]
    data: tuple[Text, ...]


def read(ctx: Context, words: Words) -> Read:
    """The facts of the schemes that the proposal changes; of none when it changes none. Counts where there are people."""
    nodes = ctx.sides.after.nodes
    schemes = tuple(s for s in changed_schemes(ctx) if s.id in nodes)
    passed = [pair for scheme in schemes for pair in articles(ctx, "na", scheme)]
    fields = {d.field.name: d.field for scheme in schemes for d in demands(nodes[scheme.id], ctx.catalogue)}
    laws = {
        law.id: (law.name, law.url)
        for scheme in schemes
        for law in ctx.sides.after.laws[scheme.id]
        if law.layer != _NO_LAW
    }
    facts = Facts(
        legislation=ctx.proposal.kind in words.legislation,
        decides=any(a.rules is not None and a.rules.legal_character == _DECISION for _, a in passed),
        subjects=_subjects(ctx, schemes),
        financial=any(field.personal_data == "financieel" for field in fields.values()),
    )
    return Read(facts, schemes, tuple(laws.values()), tuple(field_label(name, "") for name in fields))


def _subjects(ctx: Context, schemes: tuple[Scheme, ...]) -> float | None:
    """The persons in the households that have one of the schemes; None where there are no people to count.

    Minors are in the records of their parents, so this is what there are at least.
    """
    if not ctx.population:
        return None
    columns = [c for s in schemes if (c := ctx.household_column("na", s)) is not None]
    if not columns:
        return None
    has = np.any([column > 0 for column in columns], axis=0)
    persons = np.bincount(ctx.household_of("personen"), minlength=len(ctx.heads))
    return total(np.where(has, persons, 0), ctx.weights, ctx.full).value
