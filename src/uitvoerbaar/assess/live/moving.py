"""What a dial does to people in other homes: the outcomes of housemates that the law of a household reads."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from uitvoerbaar.assess.context import Context, once
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch.freeze import freeze
from uitvoerbaar.engine.batch.frozen import Frozen, Turn
from uitvoerbaar.engine.batch.outputs import computed_nodes
from uitvoerbaar.engine.batch.people import Given, Moving, People, marked
from uitvoerbaar.law.graph import Node, topological

Key = tuple[str, str]
_SAFE = 2**52


@dataclass(frozen=True, slots=True)
class Step:
    """A column of elements that dials reach, and the persons for whom it is computed."""

    key: Key
    frozen: Frozen
    persons: Ints
    moves: Moving


class Columns(dict[Key, Given]):
    """The columns of one run. Whoever holds an array of them holds these too: after that the array is of another run."""


@dataclass
class Housemates:
    """The columns that move for some rows of a context, computed anew at every position of the dials."""

    steps: list[Step]
    _held: dict[Key, Given]
    """What nobody of whom a column is computed has: nothing."""
    _free: list[dict[Key, Given]] = field(default_factory=list)

    @property
    def moving(self) -> dict[Key, Moving]:
        """The columns that move."""
        return {step.key: step.moves for step in self.steps}

    def given(self, dials: Turn) -> dict[Key, Given]:
        """The columns with the dials at these values. Each run has arrays of its own, for several may run at once; those of a
        run that is over serve the next one, for they are as long as the population."""
        try:
            arrays = self._free.pop()
        except IndexError:  # as many runs at once as never before
            arrays = {key: (column.copy(), mask.copy()) for key, (column, mask) in self._held.items()}
        held = Columns(arrays)
        weakref.finalize(held, self._free.append, arrays)
        for step in self.steps:
            values, nulls, undecided = step.frozen.columns(dials, held)
            column, mask = held[step.key]
            column[step.persons] = np.rint(values["value"] * 10.0**step.moves.decimals)
            mask[step.persons] = nulls["value"] | undecided
        return held


@once
def moved_fields(ctx: Context) -> dict[Key, Node]:
    """The computed fields of elements that a dial reaches, in the order in which they need each other."""
    side = ctx.sides.after
    found: dict[Key, Node] = {}
    nodes = list(side.nodes.values())
    for key, node in computed_nodes(side.corpus, side.date, ctx.catalogue, ctx.graph, only=nodes).items():
        names = {name for _, name in found}
        if any(n.op == "DIAL" or (n.op == "GET" and n.payload[0] in names) for n in topological([node])):
            found[key] = node
    return found


def housemates_of(ctx: Context, rows: Iterable[Ints]) -> Housemates:
    """The columns that move for these rows of persons, ready to be computed. Raises UserError for a fraction."""
    people = ctx.people.after
    steps: list[Step] = []
    held: dict[Key, Given] = {}
    fields = moved_fields(ctx)
    if not fields:
        return Housemates([], held)
    asked = np.flatnonzero(marked(people.n, *rows))
    for (collection, name), node in fields.items():
        persons = _elements(people, collection, asked, len(fields))
        moving = {step.key: step.moves for step in steps}
        frozen = freeze({"value": node}, people, persons, moving=moving)
        moves = _moves(frozen, node, name)
        steps.append(Step((collection, name), frozen, persons, moves))
        records = _records(people, collection)
        held[collection, name] = np.zeros(records), np.ones(records, np.uint8)
    return Housemates(steps, held)


def _elements(people: People, collection: str, asked: Ints, depth: int) -> Ints:
    """The persons who are elements for the asked rows and their partners, and for these again as deep as fields go."""
    held = people.collections[collection]
    assert held.index is not None, "computed fields are of elements that are persons"
    reached = np.zeros(people.n, np.bool_)
    rows = asked
    for _ in range(depth):
        partner = people.partner[rows]
        both = np.flatnonzero(marked(people.n, rows, partner[partner >= 0]))
        found = held.index[np.concatenate([np.empty(0, np.int64), *_spans(held.start[both], held.stop[both])])]
        new = np.flatnonzero(marked(people.n, found[~reached[found]]))
        if not len(new):
            break
        reached[new] = True
        rows = new
    return np.flatnonzero(reached)


def _spans(start: Ints, stop: Ints) -> Iterator[Ints]:
    """The numbers from start to stop of every row, in one array."""
    counts = (stop - start).astype(np.int64)
    if counts.sum():
        ends = np.cumsum(counts)
        yield np.repeat(start - (ends - counts), counts) + np.arange(int(ends[-1]))


def _records(people: People, collection: str) -> int:
    """How many records a collection has."""
    columns = people.collections[collection].columns
    return max((len(column) for column in columns.values()), default=people.n)


def _moves(frozen: Frozen, node: Node, name: str) -> Moving:
    """What a run may be given for a field: its decimals and bounds for every position of the dials."""
    scale = frozen.scale("value")
    if scale is None:
        raise UserError(
            tr("'{name}' van een huisgenoot is een breuk die de wet niet afrondt; dat kan niet bewegen", name=name)
        )
    decimals = next(d for d in range(7) if 10**d % scale == 0)
    lo, hi = (
        max(-_SAFE, min(_SAFE, int(bound * 10**decimals))) if bound.is_finite() else None for bound in _ends(node)
    )
    return Moving(decimals, -_SAFE if lo is None else lo - 1, _SAFE if hi is None else hi + 1)


def _ends(node: Node) -> tuple[Decimal, Decimal]:
    return Decimal(node.lo), Decimal(node.hi)
