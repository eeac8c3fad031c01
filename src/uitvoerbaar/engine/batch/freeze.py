"""Freezing: the parts of the law that no dial reaches made into columns, and the small program over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

import numpy as np

from uitvoerbaar.base.limits import FROZEN_BYTES
from uitvoerbaar.engine.batch.batch import Batch
from uitvoerbaar.engine.batch.frozen import Frozen, Small
from uitvoerbaar.engine.batch.lower.mirror import mirrored
from uitvoerbaar.engine.batch.lower.schema import Observed
from uitvoerbaar.engine.batch.ordinary import ordinary
from uitvoerbaar.engine.batch.people import Array, Moving, People, marked
from uitvoerbaar.engine.batch.reach import Reach, border, freezable, has_elements, reached
from uitvoerbaar.engine.reference.case import plain
from uitvoerbaar.law.graph import FieldSpec, Graph, Kind, Node, topological
from uitvoerbaar.law.registers import KEY, SOURCE

AT_ONCE = 262_144
"""Rows at a time while columns are made."""
VALUE_BYTES = 4
"""What a value of a column takes by an estimate before it is made: some are truths of one byte, some amounts of eight."""


def freeze(
    nodes: Mapping[str, Node],
    people: People,
    rows: Array,
    columns: Mapping[str, Array] | None = None,
    moving: Mapping[tuple[str, str], Moving] | None = None,
    room: int | None = None,
) -> Frozen:
    """Prepare outputs with dials for `rows` of people; `columns` (per row) stand beside the fields of persons.

    What is computed once takes at most `room` bytes (None: all that the limit gives); else the law is run as a whole.

    `moving` are the columns of elements, by (collection, field), that a dial reaches; the people have them as they are
    where the law has every dial.
    """
    columns, moving = dict(columns or {}), dict(moving or {})
    if Observed(people).mutual:
        nodes = mirrored(nodes)
    whole, whole_people = Batch(nodes), partial(_with, people, rows, columns, moving)
    making = _Making(people, rows, columns, moving, FROZEN_BYTES.most if room is None else room)
    apart = ordinary(nodes, people, rows, columns, {name for _, name in moving})
    if apart is None:
        making.add(nodes, np.arange(len(rows), dtype=np.int64))
    else:
        making.add(apart.nodes, np.flatnonzero(apart.rows))
        making.add(nodes, np.flatnonzero(~apart.rows))
    made, not_done = making.made, np.sort(np.concatenate(making.left))
    if len(made) == 1 and not len(not_done):
        made = [replace(made[0], places=None)]
    return Frozen(len(rows), made, whole, whole_people, rows, not_done, making.parts)


@dataclass(slots=True)
class _Making:
    """The programs of some outputs as they are made, and what is left for the law as a whole."""

    people: People
    rows: Array
    columns: Mapping[str, Array]
    moving: Mapping[tuple[str, str], Moving]
    room: int
    """Bytes that columns may still take."""
    made: list[Small] = field(default_factory=list)
    left: list[Array] = field(default_factory=list)
    parts: int = 0

    def add(self, nodes: Mapping[str, Node], some: Array) -> None:
        """Make the programs of outputs for these positions: for who has no element that is reached, and for who has one."""
        if not len(some) and self.made:
            return
        maker = _Maker(nodes, self.people, self.rows, self.columns, self.moving)
        plan = maker.plan(elements=False)
        if plan is None or plan.bytes(len(some)) > self.room:
            self.left.append(some)
            return
        listed = np.zeros(len(some), np.bool_)
        for collection, chain in plan.reach.collections:
            listed |= has_elements(self.people, self.rows[some], collection, chain)
        self._add(*maker.small(plan, some[~listed]))
        self.parts = max(self.parts, len(plan.parts))
        if listed.any():
            inside = maker.plan(elements=True)
            if inside is None or inside.bytes(int(listed.sum())) > self.room:
                self.left.append(some[listed])
            else:
                self._add(*maker.small(inside, some[listed]))

    def _add(self, small: Small, left: Array) -> None:
        self.made.append(small)
        self.left.append(left)
        self.room -= small.bytes


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is reached, and the parts that are not by the names of their columns."""

    reach: Reach
    parts: dict[Node, str]

    def bytes(self, rows: int) -> int:
        """What the columns may take."""
        return len(set(self.parts.values())) * rows * VALUE_BYTES


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes small programs of outputs for rows of people."""

    nodes: Mapping[str, Node]
    people: People
    rows: Array
    columns: Mapping[str, Array]
    moving: Mapping[tuple[str, str], Moving]

    def plan(self, *, elements: bool) -> _Plan | None:
        """The parts for rows that have elements or have none; None where they cannot be columns."""
        reach = reached(self.nodes, self.columns, {name for _, name in self.moving}, elements=elements)
        parts = None if reach is None else freezable(list(border(self.nodes, reach)), self.people)
        return None if reach is None or parts is None else _Plan(reach, parts)

    def small(self, plan: _Plan, some: Array) -> tuple[Small, Array]:
        """The program for these positions, and those of them in which a part cannot be decided."""
        parts = {name: node for node, name in reversed(plan.parts.items())}
        values, nulls, failed = _computed(parts, self.people, self.rows[some])
        left, some = some[failed], some[~failed]
        same = {name: column[0].item() for name, column in values.items() if name not in nulls and _one(column)}
        for name in same:
            del values[name]
        for name, column in self.columns.items():
            values[name] = _narrow(column if len(some) == len(column) else column[some])
        batch = Batch(self._reduced(plan, same))
        elements = {collection for collection, _ in plan.reach.collections if self._inside(plan)}
        if not elements:
            return Small(
                batch, People(len(some), dict(values), np.full(len(some), -1, np.int32), null=nulls), some
            ), left
        table = _table(self.people, self.rows[some], values, nulls, elements)
        return Small(batch, replace(table, moving=dict(self.moving)), some, np.arange(len(some), dtype=np.int32)), left

    def _inside(self, plan: _Plan) -> bool:
        """Whether rules for each element stay, so that the table needs the lists."""
        return any(node.op == "FOREACH" and node.id in plan.reach.touched for node in topological(self.nodes.values()))

    def _reduced(self, plan: _Plan, same: Mapping[str, bool | float]) -> dict[str, Node]:
        """The outputs over the columns of the parts; a part with the same value everywhere is that number."""
        graph = Graph()
        key = graph.node("PARAM", (), KEY, spec=FieldSpec("number", nullable=False))
        names = {node.id: name for node, name in plan.parts.items()}

        def stand_in(node: Node, _: tuple[Node, ...]) -> Node | None:
            name = names.get(node.id)
            if name is None:
                return None
            if name in same:
                value = same[name]
                return graph.const(bool(value) if node.kind == "bool" else plain(value), node.unit, node.origin)
            return graph.node("FIELD", (key,), (SOURCE, name), spec=_spec(node), unit=node.unit, origin=node.origin)

        return dict(zip(self.nodes, graph.copied(self.nodes.values(), stand_in), strict=True))


def _table(people: People, own: Array, values: dict[str, Array], nulls: dict[str, Array], elements: set[str]) -> People:
    """A table of these persons and after them their partners, with the lists of all of them; columns are of the first."""
    partner = people.partner[own]
    place = np.full(people.n + 1, -1, np.int32)
    place[own] = np.arange(len(own), dtype=np.int32)
    beside = np.flatnonzero(marked(people.n, partner[partner >= 0]) & (place[:-1] < 0))
    place[beside] = np.arange(len(own), len(own) + len(beside), dtype=np.int32)
    persons = np.concatenate([own, beside])

    def longer(column: Array) -> Array:
        return np.concatenate([column, np.zeros(len(beside), column.dtype)])

    lists = {
        name: replace(held, start=held.start[persons], stop=held.stop[persons])
        for name, held in people.collections.items()
        if name in elements
    }
    columns = {name: longer(column) for name, column in values.items()}
    return People(
        len(persons),
        dict(columns),
        place[people.partner[persons]],
        lists,
        {name: longer(mask) for name, mask in nulls.items()},
    )


def _computed(
    parts: Mapping[str, Node], people: People, rows: Array
) -> tuple[dict[str, Array], dict[str, Array], Array]:
    """The columns of the parts and their nulls, for the rows in which all could be decided, and the rows in which not."""
    bad = np.zeros(len(rows), np.bool_)
    if not parts:
        return {}, {}, bad
    batch = Batch(parts)
    made = {name: _Filling(len(rows)) for name in parts}
    for start in range(0, max(len(rows), 1), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        result = batch.run(people, some, reasons=False)
        for name in parts:
            column = result.values.pop(name)
            if column.dtype == object:  # too large for a column
                large = np.array([abs(v) >= 2**53 for v in column], np.bool_)
                bad[start : start + len(some)] |= large
                column = np.where(large, 0, column).astype(np.float64)
            made[name].put(start, _narrow(column), result.null[name])
        bad[start + result.undecided] = True
    keep = ~bad if bad.any() else None
    values: dict[str, Array] = {}
    nulls: dict[str, Array] = {}
    for name in list(made):  # one after the other: columns of a whole country are large
        filled = made.pop(name)
        values[name] = filled.values if keep is None else filled.values[keep]
        if filled.null is not None:
            nulls[name] = filled.null if keep is None else filled.null[keep]
    return values, nulls, bad


class _Filling:
    """A column that is filled block by block, as narrow as what it holds so far."""

    def __init__(self, n: int) -> None:
        self.values: Array = np.empty(n, np.int8)
        self.null: Array | None = None
        self._begun = False

    def put(self, start: int, block: Array, null: Array | None) -> None:
        """The values of the rows from `start` on."""
        n = len(self.values)
        if not self._begun:
            self.values, self._begun = np.empty(n, block.dtype), True
        type_ = np.result_type(self.values, block)
        if type_ != self.values.dtype:
            wider = np.empty(n, type_)
            wider[:start] = self.values[:start]
            self.values = wider
        self.values[start : start + len(block)] = block
        if null is not None:
            if self.null is None:
                self.null = np.zeros(n, np.bool_)
            self.null[start : start + len(block)] = null


def _narrow(column: Array) -> Array:
    """The same numbers in the least memory that is read as fast: whole ones in 32 or 64 bits, truths as they are."""
    if column.dtype.kind not in "fi" or not bool((np.rint(column) == column).all()):
        return column
    lo, hi = (float(column.min()), float(column.max())) if len(column) else (0.0, 0.0)
    for type_ in (np.int8, np.int16, np.int32):
        if np.iinfo(type_).min <= lo and hi <= np.iinfo(type_).max:
            return column.astype(type_)
    return column.astype(np.int64)


def _one(column: Array) -> bool:
    """Whether a column has one value."""
    return len(column) > 0 and bool((column == column[0]).all())


def _spec(node: Node) -> FieldSpec:
    """What is known of a part, as of a field of a register."""
    kind: Kind = "bool" if node.kind == "bool" else "number"
    lo, hi = (bound if Decimal(bound).is_finite() else None for bound in (node.lo, node.hi))
    return FieldSpec(kind, node.unit, node.nullable, lo, hi, integer=False)


def _with(
    people: People, rows: Array, columns: Mapping[str, Array], moving: Mapping[tuple[str, str], Moving]
) -> People:
    """The people with facts of rows beside their own (0 for who is in no row), and columns that move."""
    more: dict[str, Array] = {}
    for name, values in columns.items():
        column = np.zeros(people.n, values.dtype)
        column[rows] = values
        more[name] = column
    return replace(people, columns={**people.columns, **more}, moving=dict(moving))
