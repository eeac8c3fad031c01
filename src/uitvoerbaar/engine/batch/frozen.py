"""Outputs with dials for some rows, of which everything that no dial touches is computed once.

Moving a number of the law leaves most of the law as it was: incomes, conditions, other schemes. The largest parts that
no dial reaches become columns, a row for each row asked, and what is left is a small program over these columns. Rows
in which such a part cannot be decided (the law may never ask for it there), and outputs that cannot be taken apart so,
are done by the law as a whole; the values are the same to the bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

import numpy as np

from uitvoerbaar.base.limits import FROZEN_BYTES
from uitvoerbaar.engine.batch.batch import Batch, Watch
from uitvoerbaar.engine.batch.lower.inputs import Chain
from uitvoerbaar.engine.batch.lower.lowering import Lowering
from uitvoerbaar.engine.batch.lower.mirror import mirrored
from uitvoerbaar.engine.batch.lower.schema import Observed
from uitvoerbaar.engine.batch.lower.twins import PARTNER, skipped
from uitvoerbaar.engine.batch.lower.value import Value
from uitvoerbaar.engine.batch.people import Array, Given, Moving, People, array_of
from uitvoerbaar.engine.batch.totals import Totals
from uitvoerbaar.engine.reference.case import plain
from uitvoerbaar.law.graph import FieldSpec, Graph, Kind, Node, topological
from uitvoerbaar.law.registers import KEY, SOURCE

AT_ONCE = 262_144
"""Rows at a time while columns are made."""
VALUE_BYTES = 4
"""What a value of a column takes by an estimate before it is made: some are truths of one byte, some amounts of eight."""
_PREFIX = "bevroren:"
Turn = Mapping[str, Decimal | int]
"""Values of dials by name, in the unit of the law."""


@dataclass(slots=True)
class Frozen:
    """The outputs `nodes` for rows of people; `columns` are facts of the rows that the nodes read by name besides.

    Made by `freeze`. `parts` is how many parts were computed once, 0 when the law is run as a whole.
    """

    n: int
    quick: Batch | None
    quick_people: People
    quick_rows: Array | None
    """The rows that the small program does, as positions (None: all); the table has these alone."""
    whole: Batch
    whole_people: Callable[[], People]
    whole_rows: Array
    left: Array
    """The positions that are done by the law as a whole."""
    parts: int
    _people: list[People] = field(default_factory=list)
    _kept: dict[tuple[int, int], tuple[Array, Array]] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        """What the columns take."""
        return sum(array_of(column).nbytes for column in self.quick_people.columns.values())

    def scale(self, name: str) -> int | None:
        """The denominator of an output's values: 1, 10, 100 and so on; None for a quotient that the law does not round."""
        people = self._whole()
        lowering = Lowering({name: self.whole.nodes[name]}, Observed(people), False)
        root, number = lowering.roots[0], lowering.roots[0].value.num
        return (
            root.scale if number is not None and number.den is None and _decimal(root.scale) and not root.slow else None
        )

    def columns(
        self, dials: Mapping[str, Decimal | int], moving: Mapping[tuple[str, str], Given] | None = None
    ) -> tuple[dict[str, Array], dict[str, Array], Array]:
        """Every output for the rows, as float64 (0 where there is none), which of them are null, and rows without answer."""
        values = {name: np.zeros(self.n) for name in self.whole.nodes}
        nulls = {name: np.zeros(self.n, np.bool_) for name in self.whole.nodes}
        undecided = np.zeros(self.n, np.bool_)
        asked: list[tuple[Batch, People, Array | None, Array | slice]] = []
        if self.quick is not None:
            some = self.quick_rows
            asked.append((self.quick, self.quick_people, None, slice(None) if some is None else some))
        if len(self.left):
            asked.append((self.whole, self._whole(), self.whole_rows[self.left], self.left))
        for batch, people, rows, places in asked:
            result = batch.run(people, rows, dials, moving if batch is self.whole else None)
            missing = np.zeros(len(result.values[next(iter(values))]), np.bool_)
            missing[list(result.errors)] = True
            undecided[places] = missing
            for name, column in result.values.items():
                values[name][places] = column
                null = result.null[name]
                if null is not None:
                    nulls[name][places] = null
        return values, nulls, undecided

    def values(
        self, dials: Mapping[str, Decimal | int], moving: Mapping[tuple[str, str], Given] | None = None
    ) -> tuple[dict[str, Array], int]:
        """Every output for the rows in whole units (0 where the law gives no answer), and how many have no answer.

        For outputs that the law rounds, or truths: what is no whole number is cut off.
        """
        values, nulls, undecided = self.columns(dials, moving)
        return {name: np.where(nulls[name], 0, values[name]).astype(np.int64) for name in values}, int(undecided.sum())

    def _whole(self) -> People:
        """The people of the law as a whole, made when first asked for."""
        if not self._people:
            self._people.append(self.whole_people())
        return self._people[0]

    def _part(self, column: Array, rows: Array) -> Array:
        """The rows of a column that a caller gives every time, kept for the next time."""
        key = id(column), id(rows)
        found = self._kept.get(key)
        if found is None or found[0] is not column:
            found = self._kept[key] = column, column[rows]
        return found[1]

    def totals(
        self,
        weights: Array,
        by: Array,
        groups: int,
        dials: Mapping[str, Decimal | int],
        watch: Watch | None = None,
        moving: Mapping[tuple[str, str], Given] | None = None,
    ) -> list[Totals]:
        """Exact sums by group as `Batch.totals` gives them, in parts that are to be added. `by` and `weights` per row."""
        made: list[Totals] = []
        if self.quick is not None:
            given = weights, by
            if self.quick_rows is not None:
                given = self._part(weights, self.quick_rows), self._part(by, self.quick_rows)
            made.append(self.quick.totals(self.quick_people, None, *given, groups, dials=dials, watch=watch))
        if len(self.left):
            given = self._part(weights, self.left), self._part(by, self.left)
            rows = self.whole_rows[self.left]
            made.append(self.whole.totals(self._whole(), rows, *given, groups, dials=dials, watch=watch, moving=moving))
        return made


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
    reach = _reached(nodes, columns, {name for _, name in moving})
    parts = None if reach is None else _freezable(list(_border(nodes, reach)), people)
    whole = Batch(nodes)
    whole_people = partial(_with, people, rows, columns, moving)
    room = FROZEN_BYTES.most if room is None else room
    if reach is None or parts is None or len(set(parts.values())) * len(rows) * VALUE_BYTES > room:
        empty = People(0, {}, np.zeros(0, np.int32))
        everything = np.arange(len(rows), dtype=np.int64)
        return Frozen(len(rows), None, empty, None, whole, whole_people, rows, everything, 0)
    bad = np.zeros(len(rows), np.bool_)
    for collection, chain in reach.collections:
        bad |= _has_elements(people, rows, collection, chain)
    some = np.flatnonzero(~bad)
    values, nulls, failed = _computed({name: node for node, name in reversed(parts.items())}, people, rows[some])
    if failed.any():
        bad[some[failed]] = True
        some = some[~failed]
        values, nulls = ({name: found[~failed] for name, found in of.items()} for of in (values, nulls))
    same = {name: column[0].item() for name, column in values.items() if name not in nulls and _one(column)}
    values = {name: column for name, column in values.items() if name not in same}
    graph = Graph()
    key = graph.node("PARAM", (), KEY, spec=FieldSpec("number", nullable=False))
    names = {node.id: name for node, name in parts.items()}

    def stand_in(node: Node, _: tuple[Node, ...]) -> Node | None:
        name = names.get(node.id)
        if name is None:
            return None
        if name in same:
            value = same[name]
            return graph.const(bool(value) if node.kind == "bool" else plain(value), node.unit, node.origin)
        return graph.node("FIELD", (key,), (SOURCE, name), spec=_spec(node), unit=node.unit, origin=node.origin)

    small = dict(zip(nodes, graph.copied(nodes.values(), stand_in), strict=True))
    left = np.flatnonzero(bad)
    beside = columns if not len(left) else {name: found[some] for name, found in columns.items()}
    table = People(len(some), {**values, **beside}, np.full(len(some), -1, np.int32), null=nulls)
    quick_rows = some if len(left) else None
    return Frozen(len(rows), Batch(small), table, quick_rows, whole, whole_people, rows, left, len(values))


@dataclass(frozen=True, slots=True)
class Reach:
    """The nodes that a dial reaches, and the collections (of the person at the end of a chain) in which it does.

    For who has no element in such a collection nothing in its rule for each element is reached.
    """

    touched: frozenset[int]
    own: frozenset[int]
    """The facts that are given beside the people."""
    collections: frozenset[tuple[str, Chain]]


def _reached(nodes: Mapping[str, Node], columns: Mapping[str, Array], fields: set[str]) -> Reach | None:
    """What the dials reach; None when a rule for each element is about another list than one of the person or partner."""
    touched: set[int] = set()
    own: set[int] = set()
    collections: set[tuple[str, Chain]] = set()
    for node in topological(nodes.values()):
        given = node.op == "FIELD" and node.payload[0] == SOURCE and node.payload[1] in columns
        moves = node.op == "GET" and node.payload[0] in fields
        if given:
            own.add(node.id)
        if not (node.op == "DIAL" or given or moves or any(arg.id in touched for arg in node.args)):
            continue
        if node.op == "FOREACH" and node.level == 0:
            listed = _listed(node.args[0])
            if listed is None or node.args[0].id in touched:
                return None
            collections.add(listed)  # what comes of no elements is a part like any other
            continue
        touched.add(node.id)
    return Reach(frozenset(touched), frozenset(own), frozenset(collections))


def _listed(node: Node) -> tuple[str, Chain] | None:
    """Which collection of whom a node is: of the person or the partner; None for anything else."""
    node = skipped(node)
    if node.op != "FIELD" or node.payload[0] != SOURCE or len(node.args) != 1:
        return None
    whose = skipped(node.args[0])
    if whose.op == "PARAM" and whose.payload == KEY:
        return node.payload[1], ()
    partner = whose.op == "FIELD" and whose.payload == (SOURCE, PARTNER) and skipped(whose.args[0]).op == "PARAM"
    return (node.payload[1], (PARTNER,)) if partner else None


def _has_elements(people: People, rows: Array, collection: str, chain: Chain) -> Array:
    """Whether the person (or the partner) of each row has elements in a collection."""
    held = people.collections[collection]
    many = held.stop > held.start
    if not chain:
        return np.asarray(many[rows])
    partner = people.partner[rows]
    return np.asarray((partner >= 0) & many[np.maximum(partner, 0)])


def _border(nodes: Mapping[str, Node], reach: Reach) -> Iterator[Node]:
    """The nodes on the edge of what is touched: operands of touched nodes at the level of rows, and outputs that are not."""
    seen: set[int] = set()
    order = list(topological(nodes.values()))
    border = [arg for node in order if node.id in reach.touched - reach.own and not node.level for arg in node.args]
    for node in [*border, *nodes.values()]:
        if node.id not in reach.touched and node.op not in ("CONST", "ERROR") and node.id not in seen:
            seen.add(node.id)
            yield node


def _freezable(border: list[Node], people: People) -> dict[Node, str] | None:
    """Nodes whose values can be columns: where one cannot, its operands instead; None where that fails too."""
    found: dict[Node, str] = {}
    wanted = border
    while wanted:
        named = {str(node.id): node for node in wanted}
        lowering = Lowering(named, Observed(people), False)
        again: dict[int, Node] = {}
        names: dict[Value, str] = {}
        for root, node in zip(lowering.roots, wanted, strict=True):
            number = root.value.num
            plain = root.value.kind in ("number", "bool") and root.value.chain is None and root.value.collection is None
            if plain and not root.slow and (number is None or number.den is None) and _decimal(root.scale):
                found[node] = names.setdefault(root.value, f"{_PREFIX}{len(found)}")
            elif not node.args or node.op in ("FIELD", "FOREACH"):
                return None
            else:
                again.update(
                    (arg.id, arg) for arg in node.args if arg.op not in ("CONST", "ERROR") and arg not in found
                )
        wanted = list(again.values())
    return found


def _decimal(scale: int) -> bool:
    """Whether values with this scale have at most six decimals, so that a column holds them exactly."""
    return scale >= 1 and 10**6 % scale == 0


def _computed(
    parts: Mapping[str, Node], people: People, rows: Array
) -> tuple[dict[str, Array], dict[str, Array], Array]:
    """The columns of the parts, their nulls, and the rows in which a part could not be decided."""
    bad = np.zeros(len(rows), np.bool_)
    if not parts:
        return {}, {}, bad
    batch = Batch(parts)
    made: dict[str, list[Array]] = {name: [] for name in parts}
    gaps: dict[str, list[Array]] = {name: [] for name in parts}
    for start in range(0, max(len(rows), 1), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        result = batch.run(people, some)
        for name in parts:
            column, null = result.values[name], result.null[name]
            if column.dtype == object:  # too large for a column
                large = np.array([abs(v) >= 2**53 for v in column], np.bool_)
                bad[start : start + len(some)] |= large
                column = np.where(large, 0, column).astype(np.float64)
            made[name].append(_narrow(column))
            gaps[name].append(np.zeros(len(some), np.bool_) if null is None else null)
        bad[start + np.fromiter(result.errors, np.int64, len(result.errors))] = True
    values = {name: np.concatenate(made.pop(name)) for name in list(made)}
    nulls = {name: np.concatenate(masks) for name, masks in gaps.items()}
    return values, {name: mask for name, mask in nulls.items() if mask.any()}, bad


def _narrow(column: Array) -> Array:
    """The same numbers in the least memory that is read as fast: whole ones in 32 or 64 bits, truths as they are."""
    if column.dtype.kind != "f":
        return column
    if not bool((np.rint(column) == column).all()):
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
