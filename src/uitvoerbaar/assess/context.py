"""What every test of an assessment can ask: the columns of each scheme on each side, weights, groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.norms import NET, Rows, Scheme, Settings
from uitvoerbaar.assess.pair import ROLES, Pair, Role
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.assess.side import Side
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.language import both
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.batch import Batch, Mirror, Result
from uitvoerbaar.engine.batch.batch import BackendName, Watch
from uitvoerbaar.engine.batch.people import People, array_of
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.findings import Text
from uitvoerbaar.law.graph import Graph, Node
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.registers import Catalogue
from uitvoerbaar.population import Population
from uitvoerbaar.proposal import Proposal

_T = TypeVar("_T")


def population_name(population: Population) -> Text:
    """What a figure calls its population."""
    manifest, size = population.manifest, len(population.head)
    if manifest.get("seed") is None:
        return Text("de eigen bevolking ({size} huishoudens)", "own microdata ({size} households)").format(
            size=numeral(size)
        )
    seed, year = manifest["seed"], population.year
    return Text(
        "een synthetische bevolking van {size} huishoudens (zaad {seed}, {year})",
        "a synthetic population of {size} households (seed {seed}, {year})",
    ).format(size=numeral(size), seed=seed, year=year)


def one_of(population: Text, one_in: int) -> Text:
    """What a figure calls every k-th household of a population."""
    if one_in == 1:
        return population
    return Text("{population}, 1 op de {one_in} huishoudens", "{population}, 1 in {one_in} households").format(
        population=population, one_in=one_in
    )


@dataclass(frozen=True, slots=True)
class Undecided:
    """Rows for which the law of a side gave no answer on `what`, with the first message.

    They count as 0, or are left out of the test.
    """

    role: Role
    what: str
    rows: int
    message: Text
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Proving:
    """How proofs are asked for: `seconds` for each (0 takes only what was decided before).

    `stop` ends the process that proves while the other tests run, and tells whether it had worked without an error;
    None when there is none.
    """

    seconds: float
    stop: Callable[[], bool] | None = None


_Key = tuple[int, int, Rows]
"""A column: the id of its node, the people it was run on, and which rows of them."""


@dataclass
class Context:
    """Everything that a test needs; columns are computed when first asked for and kept.

    Money is whole eurocent a year (int32 where that is enough, else int64); weights are int64 thousandths; rows follow
    the order of the population.
    """

    proposal: Proposal
    population: dict[int, Population]
    settings: Settings
    catalogue: Catalogue
    graph: Graph
    sides: Pair[Side]
    people: Pair[People]
    command: str
    proving: Proving | None = None
    """None when nobody asked for proofs."""
    part: Text | None = None
    """What a figure calls the population when it is a part of one."""
    behind: dict[str, int] = field(default_factory=dict)
    """Per figure with a single number that counts no people: the households that it rests on (see `disclosure`)."""
    backend: BackendName = "auto"
    """How laws are run: a law that is run once on some people is not worth compiling."""
    watch: Watch | None = None
    """Told how many rows were begun, and of how many; what it raises stops the work."""
    own_figures: Path | None = None
    """A file of the user with figures of organisations, which take the place of ours."""
    untold: list[Text] = field(default_factory=list)
    """What was found in own microdata and cannot be shown by any case: told among the limits."""
    _mirror: Mirror | None = None
    _explainers: dict[Role, Explainer] = field(default_factory=dict)
    _columns: dict[_Key, Ints] = field(default_factory=dict)
    _no_answer: dict[_Key, tuple[int, Text]] = field(default_factory=dict)
    """Per column that has them: how many rows have no answer, and the first message."""
    _once: dict[Callable[[Context], Any], Any] = field(default_factory=dict)
    _rows: dict[Rows, NDArray[np.int64]] = field(default_factory=dict)
    _homes: dict[Rows, NDArray[np.int64]] = field(default_factory=dict)
    _per_home: dict[_Key, Ints] = field(default_factory=dict)
    """Columns of which the rows are no households, added up per household."""

    def with_after(self, proposal: Proposal, graph: Graph, after: Side, people: People) -> Context:
        """The same side before beside another side after, of a branch of this graph; what was computed serves again.

        `people` are those of the new side: the same object as before where its laws compute the same for housemates.
        """
        return replace(
            self,
            proposal=proposal,
            graph=graph,
            sides=Pair(self.sides.before, after),
            people=Pair(self.people.before, people),
            behind={},
            untold=[],
            _mirror=None if self._mirror is None else self._mirror.branch(graph),
            _explainers={},
            _columns=dict(self._columns),
            _no_answer=dict(self._no_answer),
            _once={},
            _rows={},
            _homes={},
            _per_home=dict(self._per_home),
        )

    def of(self, role: Role) -> Population:
        """The population in the year of a side."""
        return self.population[self.sides.of(role).year]

    def law(self, law_id: str) -> Law | None:
        """A law as it is after the proposal, else as it is before; None when neither side uses it."""
        return self.sides.after.law(law_id) or self.sides.before.law(law_id)

    @property
    def base(self) -> Population:
        """The population that groups are made of: that of the year after the proposal."""
        return self.of("na")

    @property
    def population_name(self) -> Text:
        """What a figure calls the population."""
        return self.part or population_name(self.base)

    @cached_property
    def weights(self) -> Ints:
        """Thousandths of a household that each household of the population stands for."""
        return np.asarray(self.base.households["gewicht"], dtype=np.int64)

    @cached_property
    def heads(self) -> NDArray[np.int64]:
        """Person row of the head of every household."""
        return np.asarray(self.base.households["head"], dtype=np.int64)

    @cached_property
    def full(self) -> bool:
        """Whether every household of the country is in the population, so that there is no sampling error."""
        return self.part is None and bool(np.all(self.weights == MILLI))

    def rows(self, kind: Rows) -> NDArray[np.int64]:
        """Person rows of the households' heads, of the units (everybody but partners) or of all persons."""
        if kind not in self._rows:
            self._rows[kind] = self._rows_of(kind)
        return self._rows[kind]

    def _rows_of(self, kind: Rows) -> NDArray[np.int64]:
        if kind == "huishoudens":
            return self.heads
        everybody = np.arange(self.people.after.n, dtype=np.int64)
        if kind == "personen":
            return everybody
        partners = self.people.after.partner[self.heads]
        keep = np.ones(len(everybody), dtype=bool)
        keep[partners[partners >= 0]] = False
        return everybody[keep]

    def household_of(self, kind: Rows) -> NDArray[np.int64]:
        """The household that each row of a kind belongs to."""
        if kind not in self._homes:
            self._homes[kind] = (
                np.arange(len(self.heads), dtype=np.int64)
                if kind == "huishoudens"
                else np.asarray(self.base.household, dtype=np.int64)[self.rows(kind)]
            )
        return self._homes[kind]

    def batch(self, nodes: Mapping[str, Node], backend: BackendName | None = None) -> Batch:
        """Nodes of this graph to run on people; what was prepared for earlier ones is kept."""
        if self._mirror is None:
            self._mirror = Mirror(self.graph)
        return Batch(nodes, backend=backend or self.backend, mirror=self._mirror)

    def run(self, role: Role, nodes: dict[str, Node], rows: NDArray[np.int64], *, reasons: bool = True) -> Result:
        """Run nodes for some rows on the people of a side; without `reasons` who has no answer is known, not why."""
        return self.batch(nodes).run(self.people.of(role), rows, reasons=reasons)

    def column(self, role: Role, scheme: Scheme) -> Ints | None:
        """Amounts of a scheme for its rows, or None when the laws of that side cannot compute it.

        A row without an answer counts as 0 and is told by `undecided`.
        """
        key = self._key(role, scheme)
        if key is None:
            return None
        if key not in self._columns:
            self._compute(role, scheme.rows)
        return self._columns[key]

    def compute_columns(self) -> None:
        """The columns of every scheme on both sides, now."""
        for role in ROLES:
            for scheme in (*self.settings.schemes, self.settings.net):
                self.column(role, scheme)

    def _key(self, role: Role, scheme: Scheme) -> _Key | None:
        """What makes a column the same on two sides: the rule, the people and their rows."""
        node = self.sides.of(role).nodes.get(scheme.id)
        return None if node is None else (node.id, id(self.people.of(role)), scheme.rows)

    @property
    def undecided(self) -> tuple[Undecided, ...]:
        """For which of the columns asked for so far the law gave no answer on some row."""
        return tuple(
            Undecided(role, scheme.id, *self._no_answer[key])
            for role in ROLES
            for scheme in (*self.settings.schemes, self.settings.net)
            if (key := self._key(role, scheme)) in self._no_answer and key is not None
        )

    def _compute(self, role: Role, kind: Rows) -> None:
        """The columns of every scheme with these rows that are not there yet: laws share most of their work.

        A part of the rows at a time, so that the columns of the engine, which are wide, need not all be there at once.
        """
        side, people = self.sides.of(role), self.people.of(role)
        schemes = {
            scheme.id: node
            for scheme in (*self.settings.schemes, self.settings.net)
            if scheme.rows == kind
            and (node := side.nodes.get(scheme.id)) is not None
            and (node.id, id(people), kind) not in self._columns
        }
        rows, batch = self.rows(kind), self.batch(schemes)
        made: dict[str, list[Ints]] = {name: [] for name in schemes}
        for start in range(0, max(len(rows), 1), _AT_ONCE):
            if self.watch is not None:
                self.watch(start, len(rows))
            part = rows[start : start + _AT_ONCE]
            result = batch.run(people, part, reasons=False)
            for name in schemes:
                made[name].append(narrow(whole(result, name)))
            if len(result.undecided):
                self._note(role, kind, schemes, part[result.undecided])
        for name, node in schemes.items():
            self._columns[node.id, id(people), kind] = np.concatenate(made.pop(name))

    def _note(self, role: Role, kind: Rows, schemes: dict[str, Node], rows: NDArray[np.int64]) -> None:
        """Count for which schemes the law gives no answer on `rows`."""
        for name, node in schemes.items():
            batch, people = self.batch({name: node}), self.people.of(role)
            failed = rows[batch.run(people, rows, reasons=False).undecided]
            if len(failed):
                key = node.id, id(people), kind
                before, message = self._no_answer.get(key) or (0, both(batch.run(people, failed[:1]).errors[0]))
                self._no_answer[key] = before + len(failed), message

    def of_heads(self, role: Role, nodes: Mapping[str, Node]) -> dict[str, Ints]:
        """Outputs of laws that are no scheme, for the head of every household, kept as columns of schemes are.

        What has no answer counts as 0: these are nodes that read registers, not laws that can refuse.
        """
        people = self.people.of(role)
        keys: dict[str, _Key] = {name: (node.id, id(people), "huishoudens") for name, node in nodes.items()}
        asked = {name: nodes[name] for name, key in keys.items() if key not in self._columns}
        if asked:
            result = self.batch(asked).run(people, self.heads, reasons=False)
            self._columns |= {keys[name]: narrow(whole(result, name)) for name in asked}
        return {name: self._columns[key] for name, key in keys.items()}

    def household_column(self, role: Role, scheme: Scheme) -> Ints | None:
        """Amounts of a scheme added up per household."""
        column = self.column(role, scheme)
        key = self._key(role, scheme)
        if column is None or key is None or scheme.rows == "huishoudens":
            return column
        if key not in self._per_home:
            # Sums per household stay far below 2**53, so float64 holds them exactly.
            total = np.bincount(self.household_of(scheme.rows), weights=column, minlength=len(self.heads))
            self._per_home[key] = narrow(np.rint(total).astype(np.int64))
        return self._per_home[key]

    def outcome(self, role: Role) -> tuple[Ints, tuple[str, ...]]:
        """What every household has on a side, and the ids of the schemes that it adds up."""
        common = self.common_outcome
        if common == (NET,):
            column = self.column(role, self.settings.net)
            assert column is not None
            return column, common
        total = np.zeros(len(self.heads), dtype=np.int64)
        for scheme in self.settings.schemes:
            if scheme.id in common:
                part = self.household_column(role, scheme)
                assert part is not None
                total += part
        return total, common

    @cached_property
    def common_outcome(self) -> tuple[str, ...]:
        """What both sides can compute of what a household has: its net income, else its allowances; may be empty."""
        if all(NET in self.sides.of(r).nodes for r in ROLES):
            return (NET,)
        computable = [
            s.id
            for s in self.settings.schemes
            if s.applied is not None and all(s.id in self.sides.of(r).nodes for r in ROLES)
        ]
        return tuple(computable)

    @property
    def by_net(self) -> bool:
        """Whether effects are on net income; else on the sum of the allowances that can be computed."""
        return self.common_outcome == (NET,)

    @property
    def one_day(self) -> bool:
        """Whether both sides apply the law of one day, so that one command can explain both."""
        return self.sides.before.date == self.sides.after.date

    @property
    def no_net(self) -> Text:
        """Why net income cannot be computed on both sides. Raises KeyError when it can."""
        why = (self.sides.before.missing | self.sides.after.missing)[NET]
        return Text(
            "Netto inkomen is voor dit jaar niet te berekenen: {why}.",
            "Net income cannot be computed for this year: {why}.",
        ).format(why=why)

    @cached_property
    def members(self) -> Ints:
        """Number of persons in every household: adults and children."""
        adults = np.bincount(np.asarray(self.base.household), minlength=len(self.heads))
        children = self.people.after.collections["kinderen"]
        return np.asarray(adults + (children.stop - children.start)[self.heads], dtype=np.int64)

    @cached_property
    def registered_income(self) -> Ints:
        """Registered income of every household's head and partner, for years without a model of income tax."""
        people = self.people.before
        income = array_of(people.columns["geregistreerd_inkomen"]).astype(np.int64)
        partner = people.partner[self.heads]
        return income[self.heads] + np.where(partner >= 0, income[np.maximum(partner, 0)], 0)

    def explainer(self, role: Role) -> Explainer:
        """Explains single cases under the law of a side."""
        if role not in self._explainers:
            self._explainers[role] = Explainer(self.sides.of(role).corpus, self.catalogue)
        return self._explainers[role]


def once(work: Callable[[Context], _T]) -> Callable[[Context], _T]:
    """`work`, done once for each context: the first test that asks waits for it, the others get the same."""

    @wraps(work)
    def shared(ctx: Context) -> _T:
        if work not in ctx._once:
            ctx._once[work] = work(ctx)
        return cast(_T, ctx._once[work])

    return shared


_AT_ONCE = 1_048_576
"""Rows at a time."""
_SMALL = 2**28
"""Columns of amounts up to this (eurocent) are kept in 32 bits; seven of them can be added without running over."""


def whole(result: Result, name: str) -> Ints:
    """A column of a result in whole eurocents; a row without an answer counts as 0."""
    values = np.rint(result.values[name]).astype(np.int64)
    missing = result.null.get(name)
    if missing is not None:
        values[missing] = 0
    return values


def narrow(column: Ints) -> Ints:
    """The same numbers in 32 bits where they are small enough."""
    small = not len(column) or max(-int(column.min()), int(column.max())) < _SMALL
    return column.astype(np.int32) if small else column
