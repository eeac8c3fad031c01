"""How many of the people under a scheme belong to groups that have more trouble to act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import figure, on_people, per_row
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.people.groups_of_heads import VULNERABLE, mark
from uitvoerbaar.assess.people.totals import Estimate, count, share
from uitvoerbaar.findings import Column, Figure, Text


@dataclass(frozen=True, slots=True)
class Vulnerable:
    """A group: recipients in it, its share among recipients and among all households (by the head)."""

    name: Text
    recipients: Estimate
    among: Estimate
    everywhere: Estimate


def vulnerable(ctx: Context, role: Role, schemes: Sequence[Scheme]) -> list[Vulnerable]:
    """The groups that the population knows, for households that receive one of `schemes` on a side."""
    columns = [c for s in schemes if (c := ctx.household_column(role, s)) is not None]
    groups = [g for name in VULNERABLE if (g := mark(ctx, name)) is not None]
    if not columns:
        return []
    receives = np.any([c > 0 for c in columns], axis=0)
    everyone = np.ones(len(receives), dtype=bool)
    return [
        Vulnerable(
            group.title,
            count(receives & (group.codes == 1), ctx.weights, ctx.full),
            share(group.codes == 1, receives, ctx.weights, ctx.full),
            share(group.codes == 1, everyone, ctx.weights, ctx.full),
        )
        for group in groups
    ]


def vulnerable_table(ctx: Context, test: str, found: Sequence[Vulnerable]) -> Figure:
    """The groups as a table."""
    return figure(
        ctx,
        test,
        "groepen",
        Text("Wie dit moet kunnen", "Who must be able to do this"),
        Text(
            "Welk deel van de ontvangers hoort bij een groep die hier vaker moeite mee heeft, naast het deel van alle "
            "huishoudens.",
            "Which share of recipients belongs to a group that finds this harder more often, beside the share of all "
            "households.",
        ),
        (
            Column("groep", Text("Groep (hoofdbewoner)", "Group (head)")),
            Column("ontvangers", Text("Ontvangers", "Recipients"), "huishoudens"),
            Column("deel", Text("Deel van de ontvangers", "Share of recipients"), "aandeel"),
            Column("alle", Text("Deel van alle huishoudens", "Share of all households"), "aandeel"),
        ),
        [
            {
                "groep": g.name,
                "ontvangers": round(g.recipients.value),
                "deel": round(g.among.value, 3),
                "alle": round(g.everywhere.value, 3),
            }
            for g in found
        ],
        source=on_people(
            ctx,
            "Regelingen doorgerekend op {}; kenmerken uit data/population/kwetsbaarheid.csv",
            "Schemes run on {}; traits from data/population/kwetsbaarheid.csv",
        ),
        range_=per_row(ctx.full),
        assumption=True,
        note=Text(
            "Wie tot een groep hoort, is getrokken naar leeftijd en inkomen uit gepubliceerde totalen; de verdeling is deels "
            "aanname.",
            "Who belongs to a group is drawn by age and income from published totals; the distribution is partly assumed.",
        ),
    )
