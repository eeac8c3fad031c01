"""The two depths of an answer: some households, with the interval of a sample, or every household of the population."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.live.answer import CLASSES, GroupRow, Share
from uitvoerbaar.assess.live.couples import couples_of
from uitvoerbaar.assess.live.moving import housemates_of, moved_fields
from uitvoerbaar.assess.live.nodes import (
    BEFORE,
    CHANGE,
    FROM,
    GAINS,
    GAINS_MUCH,
    LOSES,
    LOSES_MUCH,
    MUCH,
    bounds_of,
    effects,
    whole,
)
from uitvoerbaar.assess.norms import NET, Scheme
from uitvoerbaar.assess.people.grouped import means_by, shares_by
from uitvoerbaar.assess.people.groups import Grouping, groupings
from uitvoerbaar.assess.people.totals import MILLI, Estimate, count, total
from uitvoerbaar.base.arrays import Bools, Floats, Ints
from uitvoerbaar.base.limits import FROZEN_BYTES
from uitvoerbaar.engine.batch.freeze import freeze
from uitvoerbaar.engine.batch.frozen import Frozen, Turn
from uitvoerbaar.engine.batch.totals import Totals
from uitvoerbaar.law.graph import Node, topological

SAMPLE, COUNTRY = "steekproef", "land"
Watch = Callable[[int, int], None]


def reached(ctx: Context) -> tuple[Scheme, ...]:
    """The schemes that a dial of the side after reaches, by way of housemates too."""
    nodes = ctx.sides.after.nodes
    fields = {name for _, name in moved_fields(ctx)}

    def moves(node: Node) -> bool:
        return any(n.op == "DIAL" or (n.op == "GET" and n.payload[0] in fields) for n in topological([node]))

    return tuple(scheme for scheme in ctx.settings.schemes if scheme.id in nodes and moves(nodes[scheme.id]))


@dataclass
class Depth:
    """The households of a context with their weights, made ready for every position of dials."""

    ctx: Context
    name: str
    weights: Ints
    full: bool
    static: Ints
    """Per household what the schemes that no dial reaches cost the state more, in eurocent a year."""
    before: dict[str, Ints]
    """Per scheme that a dial reaches its amounts before, by household."""

    def __post_init__(self) -> None:
        ctx = self.ctx
        self.totals_before = {name: total(column, self.weights, self.full) for name, column in self.before.items()}
        self.static_cost = total(self.static, self.weights, self.full)
        before = ctx.outcome("voor")[0].astype(np.int64)
        counts, much = bounds_of(ctx.settings, before)
        self.moved = reached(ctx)
        couples, schemes = couples_of(ctx), ctx.sides.after.nodes
        rest = {kind: couples.others(kind) for kind in {scheme.rows for scheme in self.moved} - {"huishoudens"}}
        self.housemates = housemates_of(ctx, [ctx.heads, *(rows for rows, _ in rest.values())])
        nodes = effects(ctx.graph, schemes[NET])
        self.outputs: dict[str, tuple[str, ...]] = {}
        """Per moved scheme the outputs for heads that add up to it, but for who is no head nor partner of one."""
        for scheme in self.moved:
            found = couples.outputs(scheme.id, scheme.rows, schemes[scheme.id])
            self.outputs[scheme.id] = tuple(found)
            nodes |= {name: whole(ctx.graph, node) for name, node in found.items()}
        order = self.order
        facts = {BEFORE: before[order], FROM: counts[order], MUCH: much[order]}
        self.frozen = freeze(nodes, ctx.people.after, ctx.heads[order], facts, self.housemates.moving)
        self.room = max(FROZEN_BYTES.most - self.frozen.bytes, 0)
        self.others: list[tuple[Scheme, Frozen, Ints]] = [
            (scheme, *self._rest(scheme, *rest[scheme.rows])) for scheme in self.moved if scheme.rows != "huishoudens"
        ]

    @property
    def order(self) -> Ints:
        """The households in the order in which they are run."""
        return np.arange(len(self.ctx.heads), dtype=np.int64)

    def each(self, dials: Turn) -> tuple[dict[str, Floats], dict[str, Bools], Bools]:
        """The outputs of every household in the order of the population (0 where there is none), which are null, and
        which households have an output without answer."""
        values, nulls, undecided = self.frozen.columns(dials, self.housemates.given(dials))
        order = self.order
        found = {name: np.empty_like(column) for name, column in values.items()}
        gaps = {name: np.empty_like(mask) for name, mask in nulls.items()}
        missed = np.empty_like(undecided)
        missed[order] = undecided
        for name, column in values.items():
            found[name][order] = column
            gaps[name][order] = nulls[name]
        return found, gaps, missed

    def _rest(self, scheme: Scheme, rows: Ints, of: Ints) -> tuple[Frozen, Ints]:
        """A scheme for the persons that it is asked of apart: made ready, with the number of the household of each."""
        node = whole(self.ctx.graph, self.ctx.sides.after.nodes[scheme.id])
        made = freeze({scheme.id: node}, self.ctx.people.after, rows, moving=self.housemates.moving, room=self.room)
        self.room = max(self.room - made.bytes, 0)
        return made, of

    def groupings(self) -> list[tuple[Grouping, Ints]]:
        """Every grouping with the numbers of the groups of these households."""
        return [(grouping, grouping.codes) for grouping in groupings(self.ctx)]

    def shown(self, grouping: Grouping) -> list[int]:
        """Groups that are large enough to show: of the whole population, so that depths show the same."""
        least = self.ctx.settings.norm("kleinste_groep_huishoudens")
        sizes = np.bincount(grouping.codes, minlength=len(grouping.labels))
        return [number for number, size in enumerate(sizes.tolist()) if size >= least]


@dataclass(frozen=True, slots=True)
class Found:
    """What one run gave: per moved scheme the total after, and who gains and loses."""

    after: Mapping[str, Estimate]
    change: Mapping[str, Estimate]
    cost: Estimate
    """What all schemes together cost the state more."""
    classes: tuple[Share, ...]
    groups: tuple[tuple[Grouping, tuple[GroupRow, ...]], ...]
    undecided: int


class Sampled(Depth):
    """Some households: a column of every output is kept, so that every figure has its interval."""

    def run(self, dials: Turn, watch: Watch | None = None) -> Found:
        """The figures for these values."""
        given = self.housemates.given(dials)
        columns, undecided = self.frozen.values(dials, given)
        weights, full = self.weights, self.full
        after: dict[str, Estimate] = {}
        change: dict[str, Estimate] = {}
        amounts = {
            id_: sum((columns[name] for name in names[1:]), columns[names[0]]) for id_, names in self.outputs.items()
        }
        for scheme, frozen, of in self.others:
            found, missed = frozen.values(dials, given)
            undecided += missed
            more = np.bincount(of, weights=found[scheme.id], minlength=len(self.ctx.heads))
            amounts[scheme.id] = amounts[scheme.id] + np.rint(more).astype(np.int64)
        cost = self.static.astype(np.int64)
        for scheme in self.moved:
            after[scheme.id] = total(amounts[scheme.id], weights, full)
            more = amounts[scheme.id] - self.before[scheme.id]
            change[scheme.id] = total(more, weights, full)
            cost += more if scheme.spends else -more
        classes = self._classes(columns)
        shares = tuple(
            Share(found, found.value * MILLI / max(int(weights.sum()), 1))
            for found in (count(classes == number, weights, full) for number in range(len(CLASSES)))
        )
        groups = tuple(
            (grouping, self._group_rows(grouping, codes, classes, columns[CHANGE]))
            for grouping, codes in self.groupings()
        )
        return Found(after, change, total(cost, weights, full), shares, groups, undecided)

    def _classes(self, columns: Mapping[str, Ints]) -> Ints:
        """Per household the number of its class."""
        classes = np.full(len(self.ctx.heads), 2, np.int64)
        for number, name in ((1, LOSES), (0, LOSES_MUCH), (3, GAINS), (4, GAINS_MUCH)):
            classes[columns[name] != 0] = number
        return classes

    def _group_rows(self, grouping: Grouping, codes: Ints, classes: Ints, change: Ints) -> tuple[GroupRow, ...]:
        number = len(grouping.labels)
        parts = shares_by(codes, number, classes, len(CLASSES), self.weights, self.full)
        means = means_by(codes, number, change, self.weights, self.full)
        sizes = np.bincount(codes, weights=self.weights, minlength=number) / MILLI
        return tuple(
            GroupRow(group, round(float(sizes[group])), means[group], tuple(parts[group]))
            for group in self.shown(grouping)
        )


class Whole(Depth):
    """Every household of the country: exact sums by cell, a cell being the households that are in the same groups."""

    def __post_init__(self) -> None:
        divided = self.groupings()
        together = np.zeros(len(self.ctx.heads), np.int64)
        for grouping, codes in divided:
            together = together * len(grouping.labels) + codes
        self._order = np.argsort(together, kind="stable")
        together = together[self._order]
        super().__post_init__()
        first = np.concatenate([[True], together[1:] != together[:-1]]) if len(together) else np.zeros(0, np.bool_)
        cells, self.by = together[first], (np.cumsum(first) - 1).astype(np.int32)
        self.cells, self.weights_in_order = len(cells), self.weights[self._order]
        self.weight = np.bincount(self.by, self.weights_in_order, self.cells).astype(np.int64)
        self.codes: list[tuple[Grouping, Ints]] = []
        for grouping, _ in reversed(divided):
            self.codes.append((grouping, cells % len(grouping.labels)))
            cells = cells // len(grouping.labels)
        self.codes.reverse()
        self.of_rows = {scheme.id: (self.weights[of], np.zeros(len(of), np.int32)) for scheme, _, of in self.others}

    @property
    def order(self) -> Ints:
        """Those of one cell together, so that sums are added up where they were a moment before."""
        return self._order

    def run(self, dials: Turn, watch: Watch | None = None) -> Found:
        """The figures for these values."""
        given = self.housemates.given(dials)
        parts = self.frozen.totals(self.weights_in_order, self.by, self.cells, dials, watch, given)
        undecided = sum(part.errors for part in parts)
        amounts = {id_: sum(int(_added(parts, name).sum()) for name in names) for id_, names in self.outputs.items()}
        for scheme, frozen, _ in self.others:
            found = frozen.totals(*self.of_rows[scheme.id], 1, dials, watch, given)
            undecided += sum(part.errors for part in found)
            amounts[scheme.id] += int(_added(found, scheme.id).sum())
        after = {name: Estimate(amount / MILLI, 0.0) for name, amount in amounts.items()}
        change = {name: Estimate(after[name].value - self.totals_before[name].value, 0.0) for name in amounts}
        cost = self.static_cost.value + sum(
            change[scheme.id].value if scheme.spends else -change[scheme.id].value for scheme in self.moved
        )
        counted = {name: _added(parts, name) for name in (LOSES, LOSES_MUCH, GAINS, GAINS_MUCH)}
        weight = self.weight
        kinds = [
            counted[LOSES_MUCH],
            counted[LOSES] - counted[LOSES_MUCH],
            weight - counted[LOSES] - counted[GAINS],
            counted[GAINS] - counted[GAINS_MUCH],
            counted[GAINS_MUCH],
        ]
        whole_ = int(weight.sum())
        classes = tuple(
            Share(Estimate(int(kind.sum()) / MILLI, 0.0), int(kind.sum()) / max(whole_, 1)) for kind in kinds
        )
        moved = _added(parts, CHANGE)
        groups = tuple(
            (grouping, self._cell_rows(grouping, codes, kinds, moved, weight)) for grouping, codes in self.codes
        )
        return Found(after, change, Estimate(cost, 0.0), classes, groups, undecided)

    def _cell_rows(
        self, grouping: Grouping, codes: Ints, kinds: list[Ints], moved: Ints, weight: Ints
    ) -> tuple[GroupRow, ...]:
        """The rows of a grouping from the sums of the cells."""

        def by_group(sums: Ints) -> list[int]:
            found = np.zeros(len(grouping.labels), np.int64)
            np.add.at(found, codes, sums)
            return [int(v) for v in found.tolist()]

        weights, changes, parts = by_group(weight), by_group(moved), [by_group(kind) for kind in kinds]
        return tuple(
            GroupRow(
                group,
                round(weights[group] / MILLI),
                Estimate(changes[group] / max(weights[group], 1), 0.0),
                tuple(Estimate(part[group] / max(weights[group], 1), 0.0) for part in parts),
            )
            for group in self.shown(grouping)
        )


def _added(parts: list[Totals], name: str) -> Ints:
    """The sums of an output, of all parts of a run."""
    return np.asarray(np.sum([part[name] for part in parts], axis=0), dtype=np.int64)
