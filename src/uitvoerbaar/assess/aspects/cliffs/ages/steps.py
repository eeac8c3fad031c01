"""Steps of net income along an age: every date of birth one by one, before and after, and which article makes each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from uitvoerbaar.assess.aspects.cliffs.ages.copies import in_a_row, street
from uitvoerbaar.assess.aspects.cliffs.data import load_ages, load_types
from uitvoerbaar.assess.aspects.cliffs.household_types import AgeAxis, HouseholdType
from uitvoerbaar.assess.cases.decisive import Culprit, culprit
from uitvoerbaar.assess.context import Context, whole
from uitvoerbaar.assess.norms import NET, Scheme
from uitvoerbaar.assess.pair import ROLES, Pair, Role, each_side
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.people import date_code
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.findings import Text
from uitvoerbaar.law.registers import PERSON

BIRTH = "geboortedatum"


@dataclass(frozen=True, slots=True)
class Step:
    """Whoever is born on `older` instead of a day later has `size` more (less) net income, per side (eurocent a year).

    0 is no step on that side. `scheme` is the one whose amount changes most at the step; None when none does.
    """

    older: date
    size: Pair[int]
    scheme: Scheme | None
    place: Culprit

    @property
    def younger(self) -> date:
        """The date of birth just before the step, a day younger."""
        return self.older + timedelta(days=1)

    @property
    def role(self) -> Role:
        """The side to show it on: that of the proposal, unless the step is gone there."""
        return "na" if self.size.after else "voor"

    def fall(self, role: Role) -> int:
        """What a household loses by the day; 0 when it gains or when there is no step."""
        return max(0, -self.size.of(role))


@dataclass(frozen=True, slots=True)
class AgeTrack:
    """One household type along one age: birth dates from young to old, net income per side, and the steps."""

    household: HouseholdType
    axis: AgeAxis
    births: tuple[date, ...]
    net: Pair[Ints]
    steps: tuple[Step, ...]


def age_tracks(ctx: Context) -> tuple[list[AgeTrack], list[Text]]:
    """Every type along each of its ages; and what has no answer, with the reason.

    Both sides must apply the law of one day, so that a date of birth is the same age on both.
    """
    axes = load_ages()
    _, types = load_types(ctx.sides.after.year)
    made: list[AgeTrack] = []
    left: list[Text] = []
    followed = [(household, axes[name]) for household in types for name in household.ages]
    days_of = {axis.id: _births(ctx.sides.after.date, axis) for _, axis in followed}
    births = [days_of[axis.id] for _, axis in followed]
    for (household, axis), days, outcome in zip(followed, births, _outcomes(ctx, followed, births), strict=True):
        found = outcome if isinstance(outcome, str) else _track(ctx, household, axis, days, outcome)
        if isinstance(found, str):
            left.append(
                Text("{household}, {axis}: {found}", "{household}, {axis}: {found}").format(
                    household=household.name, axis=axis.name, found=found
                )
            )
        else:
            made.append(found)
    return made, left


def _batch(ctx: Context) -> Batch:
    """Net income and every scheme of both sides, which share most of their work."""
    return ctx.batch(
        {
            f"{role}.{name}": ctx.sides.of(role).nodes[name]
            for role in ROLES
            for name in (*(scheme.id for scheme in ctx.settings.schemes), NET)
            if name in ctx.sides.of(role).nodes
        }
    )


def _outcomes(
    ctx: Context, followed: Sequence[tuple[HouseholdType, AgeAxis]], births: Sequence[tuple[date, ...]]
) -> Iterator[dict[str, Ints] | str]:
    """Per type and age the outcomes of both sides by date of birth, or why there is none; all are run at once."""
    days_of = {axis.id: days for (_, axis), days in zip(followed, births, strict=True)}
    columns = {name: np.array([date_code(d.year, d.month, d.day) for d in days]) for name, days in days_of.items()}
    streets = [
        street(household.case, ctx.catalogue, axis.table, BIRTH, columns[axis.id]) for household, axis in followed
    ]
    if not streets:
        return
    first = np.cumsum([0, *(each.n for each in streets)])
    heads = [np.arange(len(days)) + at for days, at in zip(births, first.tolist(), strict=False)]
    result = _batch(ctx).run(in_a_row(streets), np.concatenate(heads))
    amounts = {name: whole(result, name) for name in result.values}
    start = 0
    for days in births:
        stop = start + len(days)
        error = next((error for position, error in result.errors.items() if start <= position < stop), None)
        yield str(error) if error is not None else {name: column[start:stop] for name, column in amounts.items()}
        start = stop


def _track(
    ctx: Context, household: HouseholdType, axis: AgeAxis, births: tuple[date, ...], outcome: Mapping[str, Ints]
) -> AgeTrack:
    amounts = each_side(
        lambda role: {
            name.removeprefix(f"{role}."): column for name, column in outcome.items() if name.startswith(f"{role}.")
        }
    )
    net = amounts.map(lambda side: side[NET])
    least = ctx.settings.norm("sprong_kleinste_eurocent")
    sizes = net.map(np.diff)
    large = np.abs(sizes.before) >= least
    large |= np.abs(sizes.after) >= least
    steps = [
        _step(
            ctx,
            household,
            axis,
            births[position + 1],
            Pair(int(sizes.before[position]), int(sizes.after[position])),
            _largest(ctx, amounts, int(position)),
        )
        for position in np.flatnonzero(large)
    ]
    return AgeTrack(household, axis, births, net, tuple(steps))


def _births(day: str, axis: AgeAxis) -> tuple[date, ...]:
    """Every date of birth by which somebody has an age of the axis on `day`, from young to old."""
    on = date.fromisoformat(day)
    first, last = _years_before(on, axis.low), _years_before(on, axis.high)
    return tuple(map(date.fromordinal, range(first.toordinal(), last.toordinal(), -1)))


def _years_before(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28) if leap else day.replace(year=day.year - years)


def _largest(ctx: Context, amounts: Pair[dict[str, Ints]], position: int) -> Scheme | None:
    """The scheme that changes most at a step, on the side where it changes most."""
    best: tuple[int, Scheme | None] = 0, None
    for scheme in ctx.settings.schemes:
        for role in ROLES:
            column = amounts.of(role).get(scheme.id)
            change = 0 if column is None else abs(int(column[position + 1] - column[position]))
            if change > best[0]:
                best = change, scheme
    return best[1]


def _step(
    ctx: Context, household: HouseholdType, axis: AgeAxis, older: date, size: Pair[int], scheme: Scheme | None
) -> Step:
    role: Role = "na" if size.after else "voor"
    asked = scheme or ctx.settings.net
    young, old = (
        ctx.explainer(role).explain(asked.law, asked.output, ctx.sides.of(role).date, born(household, axis, day))
        for day in (older + timedelta(days=1), older)
    )
    return Step(older, size, scheme, culprit(young, old))


def born(household: HouseholdType, axis: AgeAxis, day: date) -> PersonCase:
    """The case of the type in which the person of the axis is born on `day`."""
    case, told = household.case, {BIRTH: day.isoformat()}
    if axis.table == PERSON:
        return replace(case, person={**case.person, **told})
    first, *others = case.children
    return replace(case, children=({**first, **told}, *others))


def age_at(birth: date, day: str) -> tuple[int, int]:
    """Age in completed years and months on a day."""
    on = date.fromisoformat(day)
    months = 12 * (on.year - birth.year) + on.month - birth.month - (on.day < birth.day)
    return divmod(months, 12)
