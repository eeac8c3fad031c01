"""What is counted in net income and not in the budget: an amount of a couple to which only the partner of the head has a right.

A scheme that a couple has once is asked of the head. Net income takes it of either (besteedbaar_inkomen, article 1). They differ
where a fact of the one decides, such as being insured, and only the partner has it.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from uitvoerbaar.assess.context import Context, whole
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.people.totals import exact_total, represented
from uitvoerbaar.base.arrays import Bools, Ints
from uitvoerbaar.base.numbers import numeral, spoken_money
from uitvoerbaar.engine.batch.people import array_of
from uitvoerbaar.findings import Text
from uitvoerbaar.law.graph import topological
from uitvoerbaar.law.registers import PERSON, SOURCE

_MILLI = 1000
_SAID = Text(
    "Bij {count} {homes} heeft alleen de partner van de hoofdbewoner recht op {scheme}, bijvoorbeeld omdat de hoofdbewoner "
    "niet verzekerd is. Dat bedrag{amount} telt in het netto inkomen en niet in de begroting (na het voornemen).",
    "In {count} {homes} only the partner of the head has a right to {scheme}, for instance because the head is not insured. "
    "That amount{amount} counts in net income and not in the budget (after the proposal).",
)
_HOMES, _HOME = Text("huishoudens", "households"), Text("huishouden", "household")
_AMOUNT = Text(" ({amount} per jaar)", " ({amount} a year)")


def only_partner(ctx: Context) -> Iterator[Text]:
    """Per scheme of couples for how many households and how much; of own microdata without the amount, which is of few."""
    for scheme in ctx.settings.schemes:
        if scheme.rows != "eenheden" or scheme.applied is None or scheme.id not in ctx.sides.after.nodes:
            continue
        homes, amounts = _theirs(ctx, scheme)
        if not len(homes):
            continue
        weights = ctx.weights[homes]
        cents = exact_total(amounts, weights) / _MILLI
        told = _AMOUNT.format(amount=spoken_money(cents)) if rule_of(ctx) is None else Text("", "")
        count = represented(weights)
        homes_said = _HOME if count == 1 else _HOMES
        yield _SAID.format(count=numeral(count), homes=homes_said, scheme=scheme.name.inside, amount=told)


def _theirs(ctx: Context, scheme: Scheme) -> tuple[Ints, Ints]:
    """The households in which the head has nothing of a scheme and the partner has, and what the partner has."""
    people, heads = ctx.people.after, ctx.heads
    column = ctx.column("na", scheme)
    assert column is not None
    of_person = np.zeros(people.n, dtype=np.int64)
    of_person[ctx.rows(scheme.rows)] = column
    homes = np.flatnonzero((people.partner[heads] >= 0) & (of_person[heads] == 0))
    homes = homes[_differ(ctx, scheme, homes)]
    if not len(homes):
        return homes, homes
    rows = people.partner[heads[homes]].astype(np.int64)
    amounts = whole(ctx.run("na", {scheme.id: ctx.sides.after.nodes[scheme.id]}, rows), scheme.id)
    return homes[amounts > 0], amounts[amounts > 0]


def _differ(ctx: Context, scheme: Scheme, homes: Ints) -> Bools:
    """Of which homes head and partner differ in a yes or no that the scheme reads: what both have together is the same."""
    people, heads = ctx.people.after, ctx.heads[homes]
    partners = people.partner[heads]
    read = {
        n.payload[1]
        for n in topological([ctx.sides.after.nodes[scheme.id]])
        if n.op == "FIELD" and n.payload[0] == SOURCE
    }
    found = np.zeros(len(homes), dtype=np.bool_)
    for field in ctx.catalogue:
        if field.table == PERSON and field.spec.kind == "bool" and field.name in read and field.name in people.columns:
            values = array_of(people.columns[field.name])
            found |= values[heads] != values[partners]
    return found
