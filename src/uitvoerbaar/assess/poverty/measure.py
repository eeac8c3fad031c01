"""Who is below a line before and after: columns per household, from the net income that is there already.

Only the lines themselves are run (they read registers, no tax or allowance), so a proposal costs next to nothing here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from uitvoerbaar.assess.context import Context, whole
from uitvoerbaar.assess.norms import NET
from uitvoerbaar.assess.pair import ROLES, Pair, Role, each_side
from uitvoerbaar.assess.people.totals import Estimate, share, total
from uitvoerbaar.assess.poverty.lines import WHO, Line, Who
from uitvoerbaar.assess.reading.awir import link_outputs_of
from uitvoerbaar.base.arrays import Bools, Ints
from uitvoerbaar.engine.batch.people import array_of
from uitvoerbaar.law.registers import KEY

_SIZES = "gestandaardiseerd_inkomen"
_ADULTS, _CHILDREN = "aantal_volwassenen", "aantal_kinderen"
_RENT, _PENSION, _LEASE = "huurtoeslag", "aow", "is_huurder"


@dataclass(frozen=True, slots=True)
class Homes:
    """Of every household: whether it is counted, and how many it holds of each group.

    Statistics Netherlands leaves student households out; so do we: the head is a student, and so is the partner if any.
    """

    counted: Bools
    of: Mapping[Who, Ints]


@dataclass
class Measured:
    """A line on both sides: the income that counts and the limit, eurocent a year, and who has a buffer."""

    line: Line
    homes: Homes
    income: Pair[Ints]
    limit: Pair[Ints]
    buffer: Pair[Ints] | None
    weights: Ints
    full: bool
    _below: dict[tuple[Role, float], Bools] = field(default_factory=dict, init=False, repr=False)
    _people: dict[tuple[Who, Role | None], float] = field(default_factory=dict, init=False, repr=False)
    """Asked again for every group and sentence; on a whole country each costs a tenth of a second."""

    def below(self, role: Role, factor: float = 1.0) -> Bools:
        """Which counted households are below the line, or below `factor` times it; not to be written into."""
        found = self._below.get((role, factor))
        if found is None:
            limit = self.limit.of(role) * factor
            found = self.homes.counted & (self.income.of(role) < limit)
            if self.buffer is not None:
                found &= self.buffer.of(role) < limit
            self._below[role, factor] = found
        return found

    @cached_property
    def poor(self) -> Pair[Bools]:
        """Who is below the line on each side."""
        return each_side(self.below)

    def gap(self, role: Role) -> Ints:
        """What a household below the line lacks, eurocent a year; 0 for the others."""
        lacking = self.limit.of(role) - self.income.of(role)
        return np.where(self.poor.of(role), lacking, 0).astype(np.int64)

    def people(self, who: Who, chosen: Bools) -> Estimate:
        """How many of a group live in the chosen households."""
        return _total(chosen, self.homes.of[who], self.weights, self.full)

    def moved(self, who: Who, factor: float = 1.0) -> Estimate:
        """How many of a group are below the line (or `factor` times it) more after than before."""
        before, after = (self.below(role, factor) for role in ROLES)
        step = after.view(np.int8) - before.view(np.int8)
        return _total(step != 0, step * self.homes.of[who], self.weights, self.full)

    def everybody(self, who: Who) -> float:
        """How many of a group there are in all counted households."""
        return self._number(who, None)

    def share(self, who: Who, role: Role) -> float:
        """The part of a group that is below the line."""
        among = self.everybody(who)
        return self._number(who, role) / among if among else 0.0

    def _number(self, who: Who, role: Role | None) -> float:
        """How many of a group are below the line on a side; None: how many there are."""
        if (who, role) not in self._people:
            chosen = self.homes.counted if role is None else self.poor.of(role)
            self._people[who, role] = self.people(who, chosen).value
        return self._people[who, role]

    def households(self, role: Role) -> Estimate:
        """The part of the counted households that is below the line."""
        return share(self.poor.of(role), self.homes.counted, self.weights, self.full)

    @property
    def fallen(self) -> Bools:
        """Who comes below the line."""
        return ~self.poor.before & self.poor.after

    @property
    def risen(self) -> Bools:
        """Who comes above the line."""
        return self.poor.before & ~self.poor.after


def _total(chosen: Bools, column: Ints, weights: Ints, full: bool) -> Estimate:
    """The total of the chosen; of the whole country without the rows that add nothing, which a sample needs for its interval."""
    if full:
        return total(column[chosen], weights[chosen], full)
    return total(np.where(chosen, column, 0), weights, full)


def touches(ctx: Context) -> bool:
    """Whether the proposal changes net income at all: another rule, other people or another year."""
    before, after = ctx.sides.map(lambda side: side.nodes[NET].id)
    return before != after or ctx.people.before is not ctx.people.after


def measured(ctx: Context, lines: tuple[Line, ...], groups: Collection[Who] = tuple(WHO)) -> tuple[Measured, ...]:
    """Every line on both sides, for these groups of people. Raises LawLookupError when the law of a day lacks one."""
    net = each_side(lambda role: ctx.outcome(role)[0].astype(np.int64))
    homes = _homes(ctx, groups)
    return tuple(_measured(ctx, line, net, homes) for line in lines)


def _measured(ctx: Context, line: Line, net: Pair[Ints], homes: Homes) -> Measured:
    names = (line.limit,) if line.buffer is None else (line.limit, line.buffer)
    columns = each_side(lambda role: _columns(ctx, role, line.law, names))
    income = net
    if line.without is not None:
        without = each_side(lambda role: _without(ctx, role, line))
        income = Pair(net.before - without.before, net.after - without.after)
    buffer = None if line.buffer is None else columns.map(lambda found: found[names[-1]])
    limit = columns.map(lambda found: found[line.limit])
    return Measured(line, homes, income, limit, buffer, ctx.weights, ctx.full)


def _columns(ctx: Context, role: Role, law: str, names: tuple[str, ...]) -> dict[str, Ints]:
    """Outputs of a law per household."""
    nodes = link_outputs_of(ctx, role, law, names, (KEY,))
    found = ctx.of_heads(role, {name: nodes[name] for name in names})
    return {name: column.astype(np.int64) for name, column in found.items()}


def _without(ctx: Context, role: Role, line: Line) -> Ints:
    """What does not count as income. For rent allowance that is the column of the scheme, which is there already, but
    where somebody else than the head holds the lease: those few are run."""
    assert line.without is not None
    scheme = next((each for each in ctx.settings.schemes if each.id == _RENT), None)
    column = None if scheme is None else ctx.household_column(role, scheme)
    if column is None:
        return _columns(ctx, role, line.law, (line.without,))[line.without]
    others = np.flatnonzero(_leases_of_others(ctx, role))
    found = column.astype(np.int64)
    if len(others):
        node = link_outputs_of(ctx, role, line.law, (line.without,), (KEY,))[line.without]
        found[others] = whole(ctx.run(role, {line.without: node}, ctx.heads[others]), line.without)
    return found


def _leases_of_others(ctx: Context, role: Role) -> Bools:
    """Which households hold somebody beside the head who holds a lease."""
    leases = array_of(ctx.people.of(role).columns[_LEASE]).astype(bool).copy()
    leases[ctx.heads] = False
    homes = np.asarray(ctx.base.household, dtype=np.int64)
    return np.bincount(homes, weights=leases, minlength=len(ctx.heads)) > 0


def _homes(ctx: Context, groups: Collection[Who]) -> Homes:
    sizes = _columns(ctx, "na", _SIZES, (_ADULTS, _CHILDREN))
    adults, children = sizes[_ADULTS], sizes[_CHILDREN]
    of: dict[Who, Ints] = {"personen": adults + children, "kinderen": children}
    if "werkenden" in groups:
        of["werkenden"] = _workers(ctx)
    return Homes(~_students(ctx), of)


def _students(ctx: Context) -> Bools:
    people = ctx.people.after
    student = array_of(people.columns["is_student"]).astype(bool)
    partner = people.partner[ctx.heads]
    return np.asarray(student[ctx.heads] & ((partner < 0) | student[np.maximum(partner, 0)]))


def _workers(ctx: Context) -> Ints:
    """Per household, who has more income from work (wage, profit) than from benefits and pensions; a loss counts as work
    for who has nothing else. Who gets social assistance has that as main income."""
    columns = ctx.people.after.columns
    wage, profit, benefits = (
        array_of(columns[name]).astype(np.int64)
        for name in ("loon_uit_dienstbetrekking", "winst_uit_onderneming", "uitkeringen_en_pensioenen")
    )
    pension = next((s for s in ctx.settings.schemes if s.id == _PENSION and s.rows == "personen"), None)
    received = None if pension is None else ctx.column("na", pension)
    other = benefits if received is None else benefits + received
    work = wage + np.maximum(profit, 0)
    working = (work > other) | ((profit < 0) & (other == 0))
    working &= ~array_of(columns["ontvangt_bijstand"]).astype(bool)
    homes = np.asarray(ctx.base.household, dtype=np.int64)
    return np.bincount(homes, weights=working, minlength=len(ctx.heads)).astype(np.int64)
