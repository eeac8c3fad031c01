"""Freezing: the parts of the law that no dial reaches made into columns, and the small program over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

import numpy as np

from uitvoerbaar.base.limits import FROZEN_BYTES
from uitvoerbaar.engine.batch.batch import Batch
from uitvoerbaar.engine.batch.frozen import Frozen
from uitvoerbaar.engine.batch.lower.mirror import mirrored
from uitvoerbaar.engine.batch.lower.schema import Observed
from uitvoerbaar.engine.batch.people import Array, Moving, People
from uitvoerbaar.engine.batch.reach import border, freezable, has_elements, reached
from uitvoerbaar.engine.reference.case import plain
from uitvoerbaar.law.graph import FieldSpec, Graph, Kind, Node
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
    reach = reached(nodes, columns, {name for _, name in moving})
    parts = None if reach is None else freezable(list(border(nodes, reach)), people)
    whole = Batch(nodes)
    whole_people = partial(_with, people, rows, columns, moving)
    room = FROZEN_BYTES.most if room is None else room
    if reach is None or parts is None or len(set(parts.values())) * len(rows) * VALUE_BYTES > room:
        empty = People(0, {}, np.zeros(0, np.int32))
        everything = np.arange(len(rows), dtype=np.int64)
        return Frozen(len(rows), None, empty, None, whole, whole_people, rows, everything, 0)
    bad = np.zeros(len(rows), np.bool_)
    for collection, chain in reach.collections:
        bad |= has_elements(people, rows, collection, chain)
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
