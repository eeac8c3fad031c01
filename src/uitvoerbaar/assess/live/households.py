"""From a figure to the households in it: who they are in the sample, and what a position of the dials does to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from uitvoerbaar.assess.cases.simplest import case_of_row
from uitvoerbaar.assess.disclosure.persons import refused
from uitvoerbaar.assess.live.answer import CLASSES
from uitvoerbaar.assess.live.live import Live
from uitvoerbaar.assess.live.nodes import CHANGE, GAINS, GAINS_MUCH, LOSES, LOSES_MUCH
from uitvoerbaar.assess.people.groups import Grouping, groupings
from uitvoerbaar.assess.people.sources import sources
from uitvoerbaar.assess.people.totals import MILLI, Estimate, count
from uitvoerbaar.base.arrays import Bools, Ints
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.engine.batch.frozen import Turn
from uitvoerbaar.engine.explain.person_case import PersonCase

MOST = 10
"""Households that are shown of a choice."""
Order = Literal["verlies", "winst", "doorsnee"]
ORDERS: tuple[Order, ...] = ("verlies", "winst", "doorsnee")
"""Who loses most first, who gains most first, or who is nearest to the middle one."""
_HOUSEMATES = "huisgenoten"


@dataclass(frozen=True, slots=True)
class Moved:
    """What a position does to every household of the sample: the change in eurocent a year, its class, whether it is known."""

    change: Ints
    classes: Ints
    known: Bools


@dataclass(frozen=True, slots=True)
class Choice:
    """Which households: those of a group (a grouping and the number in it; everybody without), in some classes, in an order."""

    grouping: str = ""
    group: int = 0
    classes: tuple[str, ...] = CLASSES
    order: Order = "verlies"


@dataclass(frozen=True, slots=True)
class Row:
    """A household of the sample: its number there, its weight (thousandths), and what it has before and after (eurocent a year)."""

    number: int
    weight: int
    before: int
    after: int

    @property
    def change(self) -> int:
        """What it has more, a year."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Found:
    """The households of a choice: how many the country has of them, those of the sample, and the first of these.

    `refused`: why none is shown, for own microdata.
    """

    households: Estimate
    sampled: int
    of: int
    rows: tuple[Row, ...]
    refused: Text | None = None


def moved(live: Live, dials: Turn) -> Moved:
    """What a position of the dials does to every household. Raises UserError for a value that is not on its dial."""
    columns, nulls, undecided = live.ready.each(dials)
    classes = np.full(len(undecided), CLASSES.index("gelijk"), np.int64)
    for name, output in (("minder", LOSES), ("veel_minder", LOSES_MUCH), ("meer", GAINS), ("veel_meer", GAINS_MUCH)):
        classes[columns[output] != 0] = CLASSES.index(name)
    return Moved(columns[CHANGE].astype(np.int64), classes, ~(undecided | nulls[CHANGE]))


def divisions(live: Live) -> tuple[Grouping, ...]:
    """Every way in which the households can be divided: those of the answers, and by source of income."""
    more = sources(live.ctx)
    return (*groupings(live.ctx), *(() if more is None else (more,)))


def chosen(live: Live, dials: Turn, choice: Choice) -> Found:
    """The households of a choice. Raises UserError for a grouping, group, class or order that there is not."""
    ctx, effect = live.ctx, moved(live, dials)
    among = _in_group(live, choice) & np.isin(effect.classes, [_class(name) for name in choice.classes])
    found = count(among, ctx.weights, ctx.full)
    why = refused(ctx, found.value)
    if why is not None:
        return Found(Estimate(0.0, 0.0), 0, 0, (), why)
    some = np.flatnonzero(among & effect.known)
    before = ctx.outcome("voor")[0]
    numbers = _ordered(effect.change, ctx.weights, some, choice.order)[:MOST]
    rows = tuple(
        Row(n, int(ctx.weights[n]), int(before[n]), int(before[n]) + int(effect.change[n])) for n in numbers.tolist()
    )
    return Found(found, int(among.sum()), len(ctx.heads), rows)


def one(live: Live, dials: Turn, number: int) -> Row:
    """A household by its number. Raises UserError for one that there is not. The caller has asked whether it may be shown."""
    ctx = live.ctx
    if not 0 <= number < len(ctx.heads):
        raise UserError(tr("huishouden {number} is er niet; er zijn er {most}", number=number, most=len(ctx.heads)))
    before, effect = int(ctx.outcome("voor")[0][number]), moved(live, dials)
    return Row(number, int(ctx.weights[number]), before, before + int(effect.change[number]))


def cases(live: Live, dials: Turn, numbers: Sequence[int]) -> list[tuple[PersonCase, PersonCase]]:
    """The households as cases, before and after: they differ in what the law computes of housemates alone.

    The caller has asked whether they may be shown.
    """
    ctx = live.ctx
    given = live.ready.housemates.given(dials)
    made = []
    for number in numbers:
        row = int(ctx.heads[number])
        before = case_of_row(ctx.people.before, row, ctx.catalogue)
        held = ctx.people.after.collections.get(_HOUSEMATES)
        after = before
        for (collection, field), (values, nulls) in given.items():
            if collection != _HOUSEMATES or held is None or held.index is None:
                continue
            decimals = live.ready.housemates.moving[collection, field].decimals
            records = [int(held.index[k]) for k in range(int(held.start[row]), int(held.stop[row]))]
            amounts = [None if nulls[at] else values[at] / 10**decimals for at in records]
            after = _with_field(after, field, amounts)
        made.append((before, after))
    return made


def _with_field(case: PersonCase, field: str, amounts: Sequence[float | None]) -> PersonCase:
    """The case with a field of its housemates at other amounts."""
    made: list[Mapping[str, object]] = []
    for mate, amount in zip(case.housemates, amounts, strict=True):
        if amount is None:
            made.append({name: value for name, value in mate.items() if name != field})
        else:
            made.append({**mate, field: int(amount) if float(amount).is_integer() else amount})
    return replace(case, housemates=tuple(made))


def group_of(live: Live, grouping: str, number: int) -> Text | None:
    """The name of the group of a household in a division; None when there is no such division."""
    found = next((each for each in divisions(live) if each.id == grouping), None)
    return None if found is None else found.labels[int(found.codes[number])]


def _in_group(live: Live, choice: Choice) -> Bools:
    if not choice.grouping:
        return np.ones(len(live.ctx.heads), np.bool_)
    known = {each.id: each for each in divisions(live)}
    found = known.get(choice.grouping)
    if found is None or not 0 <= choice.group < len(found.labels):
        raise UserError(
            tr(
                "groep {group} van {grouping} is er niet; er zijn: {known}",
                group=choice.group,
                grouping=choice.grouping,
                known=", ".join(f"{name} (0-{len(each.labels) - 1})" for name, each in known.items()),
            )
        )
    return np.asarray(found.codes == choice.group)


def _class(name: str) -> int:
    if name not in CLASSES:
        raise UserError(tr("klas {name} is er niet; kies uit {known}", name=name, known=", ".join(CLASSES)))
    return CLASSES.index(name)


def _ordered(change: Ints, weights: Ints, some: Ints, order: str) -> Ints:
    """Numbers of households in an order; of equal ones the first in the sample first."""
    if order not in ORDERS:
        raise UserError(tr("volgorde {order} is er niet; kies uit {known}", order=order, known=", ".join(ORDERS)))
    if not len(some):
        return some
    if order == "doorsnee":
        return some[np.argsort(np.abs(change[some] - _middle(change[some], weights[some])), kind="stable")]
    some = some[change[some] < 0] if order == "verlies" else some[change[some] > 0]
    return some[np.argsort(change[some] if order == "verlies" else -change[some], kind="stable")]


def _middle(values: Ints, weights: Ints) -> int:
    """The weighted median: at most half of the weight lies below it."""
    at = np.argsort(values, kind="stable")
    running = weights[at].cumsum()
    return int(values[at][np.searchsorted(running, running[-1] / 2)])


def stands_for(row: Row) -> float:
    """How many households of the country a household of the sample stands for."""
    return row.weight / MILLI
