"""A proposal whose sides are in different years: what the proposal does apart from what the year does.

Between two years more changes than a proposal: amounts are indexed, other laws come into force, incomes grow. So the proposal
is compared on the later day on both sides (the law without it, in the new year), and a third run, of the earlier day, shows
what changes without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.figures import HOUSEHOLDS, figure, on_people, per_row
from uitvoerbaar.assess.make_context import Progress, make_context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.rounded import at_step, step_of
from uitvoerbaar.assess.people.totals import count, total
from uitvoerbaar.base.language import tr
from uitvoerbaar.findings import Cell, Column, Figure, Text, Unit
from uitvoerbaar.proposal import Proposal
from uitvoerbaar.proposal.doubts import years_apart

_TEST = "begroting"


def on_one_day(proposal: Proposal) -> Proposal:
    """The proposal with the law without it looked at on the day of the law with it, when their years differ."""
    if not years_apart(proposal):
        return proposal
    return replace(proposal, before=replace(proposal.before, date=proposal.after.date))


def limit(given: Proposal) -> tuple[Text, ...]:
    """What a reader must know of a proposal whose sides were given in different years."""
    if not years_apart(given):
        return ()
    first, last = given.before.date, given.after.date
    return (
        Text(
            f"Het voornemen noemt voor de kant ervoor {first} en voor de kant erna {last}. Beide kanten zijn doorgerekend op "
            f"{last}, zodat indexering, andere wetten en gegroeide inkomens niet als gevolg van het voornemen tellen. Wat "
            "er zonder het voornemen tussen die dagen verandert, staat apart bij de begroting.",
            f"The proposal names {first} for the side before and {last} for the side after. Both sides were run on {last}, so "
            "that indexation, other laws and grown incomes do not count as effects of the proposal. What changes between those "
            "days without the proposal stands apart under the budget.",
        ),
    )


def third_run(given: Proposal, population: Path, command: str, progress: Progress) -> list[Figure]:
    """The figure of what every scheme costs on both days by the law without the proposal; none for sides of one year."""
    if not years_apart(given):
        return []
    progress(tr("wat het jaar zelf doet"))
    without = replace(given, after=on_one_day(given).before, new_schemes=())
    ctx = make_context(without, population, command)
    rows = [
        _row(ctx, scheme) for scheme in ctx.settings.schemes if all(scheme.id in ctx.sides.of(r).nodes for r in ROLES)
    ]
    return [_figure(ctx, rows)] if rows else []


def _row(ctx: Context, scheme: Scheme) -> Mapping[str, Cell]:
    before, after = (ctx.household_column(role, scheme) for role in ROLES)
    assert before is not None
    assert after is not None
    sums = [total(column, ctx.of(role).weight, ctx.full) for role, column in zip(ROLES, (before, after), strict=True)]
    step = step_of([(sums[0].value, sums[1].value)])
    first, later = (at_step(one.value, step) for one in sums)
    users = count(after > 0, ctx.weights, ctx.full)
    return {
        "regeling": scheme.name,
        "eerst": first,
        "later": later,
        "verschil": later - first,
        "huishoudens": round(users.value),
        "_anders": round(count(before != after, ctx.weights, ctx.full).value),
    }


def _figure(ctx: Context, rows: list[Mapping[str, Cell]]) -> Figure:
    first, last = (side.date for side in ctx.sides)
    money: Unit = "eurocent_per_jaar"
    return figure(
        ctx,
        _TEST,
        "het-jaar-zelf",
        Text(
            f"Wat verandert van {first} naar {last} zonder het voornemen",
            f"What changes from {first} to {last} without the proposal",
        ),
        Text(
            "Bedrag per jaar van elke regeling door de wet zonder het voornemen: op de dag die het voornemen voor de kant "
            "ervoor noemt, en op de dag waarop beide kanten zijn vergeleken. Dit komt door indexering, andere wetten en "
            "gegroeide inkomens.",
            "Amount per year of each scheme by the law without the proposal: on the day that the proposal names for the side "
            "before, and on the day on which both sides were compared. This comes from indexation, other laws and grown "
            "incomes.",
        ),
        (
            Column("regeling", Text("Regeling", "Scheme")),
            Column("eerst", Text(f"Op {first}", f"On {first}"), money),
            Column("later", Text(f"Op {last}", f"On {last}"), money),
            Column("verschil", Text("Verschil", "Difference"), money),
            HOUSEHOLDS,
        ),
        rows,
        unit=money,
        source=on_people(ctx, "Wetten doorgerekend op {}", "Laws run on {}"),
        range_=per_row(ctx.full),
    )
