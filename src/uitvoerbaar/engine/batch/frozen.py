"""Outputs with dials for some rows, of which everything that no dial touches is computed once.

Moving a number of the law leaves most of the law as it was: incomes, conditions, other schemes. The largest parts that
no dial reaches become columns, a row for each row asked, and what is left is a small program over these columns. Rows
in which such a part cannot be decided (the law may never ask for it there), and outputs that cannot be taken apart so,
are done by the law as a whole; the values are the same to the bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from uitvoerbaar.engine.batch.batch import Batch, Watch
from uitvoerbaar.engine.batch.lower.lowering import Lowering
from uitvoerbaar.engine.batch.lower.mirror import mirrored
from uitvoerbaar.engine.batch.lower.schema import Observed
from uitvoerbaar.engine.batch.lower.value import Value
from uitvoerbaar.engine.batch.people import Array, People
from uitvoerbaar.engine.batch.totals import Totals
from uitvoerbaar.engine.reference.case import plain
from uitvoerbaar.law.graph import FieldSpec, Graph, Kind, Node, topological
from uitvoerbaar.law.registers import KEY, SOURCE

AT_ONCE = 262_144
"""Rows at a time while columns are made."""
MOST = 4 * 2**30
"""Bytes of columns at most, by an estimate of four for each value: more would cost more memory than it saves time."""
_PREFIX = "bevroren:"


@dataclass(slots=True)
class Frozen:
    """The outputs `nodes` for rows of people; `columns` are facts of the rows that the nodes read by name besides.

    Made by `freeze`. `parts` is how many parts were computed once, 0 when the law is run as a whole.
    """

    n: int
    quick: Batch | None
    quick_people: People
    quick_rows: Array | None
    """The rows that the small program does (None: all), as positions."""
    whole: Batch
    whole_people: Callable[[], People]
    whole_rows: Array
    left: Array
    """The positions that are done by the law as a whole."""
    parts: int
    _people: list[People] = field(default_factory=list)

    def totals(
        self,
        weights: Array,
        by: Array,
        groups: int,
        dials: Mapping[str, Decimal | int],
        watch: Watch | None = None,
    ) -> list[Totals]:
        """Exact sums by group as `Batch.totals` gives them, in parts that are to be added. `by` and `weights` per row."""
        made: list[Totals] = []
        if self.quick is not None:
            some = self.quick_rows
            given = (weights, by) if some is None else (weights[some], by[some])
            made.append(self.quick.totals(self.quick_people, some, *given, groups, dials=dials, watch=watch))
        if len(self.left):
            if not self._people:
                self._people.append(self.whole_people())
            given = weights[self.left], by[self.left]
            rows = self.whole_rows[self.left]
            made.append(self.whole.totals(self._people[0], rows, *given, groups, dials=dials, watch=watch))
        return made


def freeze(
    nodes: Mapping[str, Node], people: People, rows: Array, columns: Mapping[str, Array] | None = None
) -> Frozen:
    """Prepare outputs with dials for `rows` of people; `columns` (per row) stand beside the fields of persons."""
    columns = dict(columns or {})
    if Observed(people).mutual:
        nodes = mirrored(nodes)
    whole_people = lambda: _with(people, rows, columns)  # noqa: E731
    whole = Batch(nodes)
    everything = np.arange(len(rows), dtype=np.int64)
    own = {node.id for node in topological(nodes.values()) if _is_own(node, columns)}
    parts = _parts(nodes, people, own)
    if parts is None or len(set(parts.values())) * len(rows) * 4 > MOST:
        empty = People(0, {}, np.zeros(0, np.int32))
        return Frozen(len(rows), None, empty, None, whole, whole_people, rows, everything, 0)
    nodes_of = {node.id: name for node, name in parts.items()}
    values, nulls, bad = _computed({name: node for node, name in reversed(parts.items())}, people, rows)
    same = {name: column[0].item() for name, column in values.items() if name not in nulls and _one(column)}
    values = {name: column for name, column in values.items() if name not in same}
    graph = Graph()
    key = graph.node("PARAM", (), KEY, spec=FieldSpec("number", nullable=False))

    def stand_in(node: Node, _: tuple[Node, ...]) -> Node | None:
        name = nodes_of.get(node.id)
        if name is None:
            return None
        if name in same and not bad.all():
            value = same[name]
            return graph.const(bool(value) if node.kind == "bool" else plain(value), node.unit, node.origin)
        return graph.node("FIELD", (key,), (SOURCE, name), spec=_spec(node), unit=node.unit, origin=node.origin)

    small = dict(zip(nodes, graph.copied(nodes.values(), stand_in), strict=True))
    table = People(len(rows), {**values, **columns}, np.full(len(rows), -1, np.int32), null=nulls)
    left = np.flatnonzero(bad)
    some = None if not len(left) else np.flatnonzero(~bad).astype(np.int32)
    return Frozen(len(rows), Batch(small), table, some, whole, whole_people, rows, left, len(values))


def _is_own(node: Node, columns: Mapping[str, Array]) -> bool:
    """Whether a node is one of the facts that are given beside the people."""
    return node.op == "FIELD" and node.payload[0] == SOURCE and node.payload[1] in columns


def _parts(nodes: Mapping[str, Node], people: People, own: set[int]) -> dict[Node, str] | None:
    """The largest parts that no dial reaches, each with the name of its column: the same for parts that come to the same.

    None when there is no such division.
    """
    roots = list(nodes.values())
    order = list(topological(roots))
    touched: set[int] = set()
    for node in order:
        if node.op == "DIAL" or node.id in own or any(arg.id in touched for arg in node.args):
            touched.add(node.id)
    if any(n.id in touched and (n.level or n.op == "FOREACH") for n in order):
        return None
    return _freezable(list(_border(order, roots, touched)), people)


def _border(order: Iterable[Node], roots: Iterable[Node], touched: set[int]) -> Iterator[Node]:
    """The nodes on the edge of what is touched: operands of touched nodes, and outputs that are not."""
    seen: set[int] = set()
    border = [arg for node in order if node.id in touched for arg in node.args] + list(roots)
    for node in border:
        if node.id not in touched and node.op not in ("CONST", "ERROR") and node.id not in seen:
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


def _with(people: People, rows: Array, columns: Mapping[str, Array]) -> People:
    """The people with facts of rows beside their own; 0 for who is in no row."""
    more: dict[str, Array] = {}
    for name, values in columns.items():
        column = np.zeros(people.n, values.dtype)
        column[rows] = values
        more[name] = column
    return People(people.n, {**people.columns, **more}, people.partner, people.collections, people.null)
