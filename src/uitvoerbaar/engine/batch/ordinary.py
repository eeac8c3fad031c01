"""Most rows are ordinary: conditions that no dial reaches are the same for them, and close most of what a dial reaches.

A rate of the income tax reaches assistance (which is made gross with it), and by way of that the income that every
allowance looks at. For who has no right to assistance it reaches the tax only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.engine.batch.batch import Batch
from uitvoerbaar.engine.batch.known import with_known
from uitvoerbaar.engine.batch.people import Array, People
from uitvoerbaar.engine.batch.reach import Reach, reached
from uitvoerbaar.law.graph import Node, topological

LOOKED_AT = 20_000
"""Rows by which conditions are chosen."""
_LEAST_SHARE = 0.5
_LEAST_GAIN = 0.2
"""The share of rows that must be ordinary, and of the work that must be saved, for it to be worth another program."""
_STEP = 0.01
"""By how much the share of ordinary rows falls before what is saved is looked at again."""


@dataclass(frozen=True, slots=True)
class Ordinary:
    """The outputs for ordinary rows, and which rows these are."""

    nodes: Mapping[str, Node]
    rows: Array
    """Per row whether it is ordinary."""


def ordinary(
    nodes: Mapping[str, Node], people: People, rows: Array, own: Mapping[str, Array], fields: set[str]
) -> Ordinary | None:
    """The ordinary rows of people, of outputs that read the facts `own` and `fields` that move; None when it is not worth it."""
    reach = reached(nodes, own, fields)
    conditions = [] if reach is None or not len(rows) else list(_conditions(nodes, reach))
    if reach is None or not conditions:
        return None
    some = rows[:: -(-len(rows) // LOOKED_AT)]
    known = _chosen(nodes, conditions, _truths(conditions, people, some), own, fields)
    if not known:
        return None
    asked = [node for node in conditions if node.id in known]
    truths = _truths(asked, people, rows)
    as_known = [truths[node.id] == known[node.id] for node in asked]
    return Ordinary(with_known(nodes, known), np.logical_and.reduce(as_known))


def _conditions(nodes: Mapping[str, Node], reach: Reach) -> Iterator[Node]:
    """The conditions of rows that no dial reaches, of choices that one does."""
    seen: set[int] = set()
    for node in topological(nodes.values()):
        if node.id not in reach.touched:
            continue
        asked = node.args[:-1:2] if node.op == "IF" else node.args if node.op in ("AND", "OR", "NOT") else ()
        for each in asked:
            fits = each.kind == "bool" and not each.level and each.op != "CONST"
            if fits and each.id not in seen and each.id not in reach.touched:
                seen.add(each.id)
                yield each


def _truths(conditions: list[Node], people: People, rows: Array) -> dict[int, Array]:
    """Per condition 1 or 0 for each row, and 2 where it has no answer."""
    result = Batch({str(node.id): node for node in conditions}).run(people, rows, reasons=False)
    found = {}
    for node in conditions:
        truth = (result.values[str(node.id)] != 0).astype(np.int8)
        null = result.null[str(node.id)]
        if null is not None:
            truth[null] = 2
        truth[result.undecided] = 2
        found[node.id] = truth
    return found


def _chosen(
    nodes: Mapping[str, Node],
    conditions: list[Node],
    truths: Mapping[int, Array],
    own: Mapping[str, Array],
    fields: set[str],
) -> dict[int, bool]:
    """The conditions with what they are for ordinary rows: those that are most often the same, as many as save most."""
    usual = {node.id: bool((truths[node.id] == 1).mean() > _LEAST_SHARE) for node in conditions}
    same = {id_: truths[id_] == usual[id_] for id_ in usual}
    ordered = sorted(usual, key=lambda id_: -float(same[id_].mean()))
    whole = _size(with_known(nodes, {}), own, fields)
    best, most = dict[int, bool](), _LEAST_GAIN
    known, joint = dict[int, bool](), np.ones(len(same[ordered[0]]), np.bool_)
    looked = 1.0
    for id_ in [*ordered, None]:
        after = 0.0 if id_ is None else float((joint & same[id_]).mean())
        if known and (looked - after >= _STEP or looked == 1.0 > after):
            share = float(joint.mean())
            gain = share * (1 - _size(with_known(nodes, known), own, fields) / max(whole, 1))
            looked = after
            if gain > most:
                best, most = dict(known), gain
        if id_ is None or after < _LEAST_SHARE:
            break
        known[id_] = usual[id_]
        joint &= same[id_]
    return best


def _size(nodes: Mapping[str, Node], own: Mapping[str, Array], fields: set[str]) -> int:
    """How much of outputs is computed at every position of the dials."""
    reach = reached(nodes, own, fields)
    return len(reach.touched) if reach is not None else sum(1 for _ in topological(nodes.values()))
