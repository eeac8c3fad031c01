"""The law of a day made ready on some people, so that any changed text of it can be set beside it at once.

A number that moves is a dial (`live`): its law is compiled once and run for every position. A rule that is rewritten is
another law each time. What stays as it was then serves again, node by node; only what the new text changes is linked and run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.effect import not_computable
from uitvoerbaar.assess.live.answer import CLASSES, Answer, GroupRow, SchemeRow, Share
from uitvoerbaar.assess.live.depth import COUNTRY, SAMPLE, Watch
from uitvoerbaar.assess.live.nodes import bounds_of
from uitvoerbaar.assess.make_context import context_on, corpora
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.grouped import means_by, shares_by
from uitvoerbaar.assess.people.groups import Grouping, groupings
from uitvoerbaar.assess.people.totals import MILLI, Estimate, count, total
from uitvoerbaar.assess.side import Side, link_side, linker_of
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said
from uitvoerbaar.base.limits import RULE_NODES
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.batch.outputs import Key, computed_nodes, filled, stale_fields
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.law import Linker
from uitvoerbaar.law.graph import Node
from uitvoerbaar.population import Population
from uitvoerbaar.proposal.draft import draft


@dataclass
class Ground:
    """Both sides as the law of the day has them, on one population; `beside` gives a side after with changed files.

    Safe for several threads: what is made beside it never changes what is here.
    """

    ctx: Context

    @cached_property
    def groupings(self) -> tuple[Grouping, ...]:
        """The groups that effects are shown for: those of the law as it stands."""
        return groupings(self.ctx)

    @cached_property
    def computed(self) -> dict[Key, Node]:
        """What the law as it stands computes for housemates."""
        side, here = self.ctx.sides.before, self.ctx
        return computed_nodes(side.corpus, side.date, here.catalogue, here.graph, only=list(side.nodes.values()))

    def ready(self) -> None:
        """Run the law as it stands, which takes longest."""
        for scheme in self.ctx.settings.schemes:
            self.ctx.household_column("voor", scheme)
        self.ctx.outcome("voor")
        _ = self.groupings, self.computed

    def beside(self, files: Iterable[Path], watch: Watch | None = None) -> Context:
        """The law of the day beside that law with changed files over it, on the same people.

        Raises UserError where a law cannot be read, or where nothing can be computed any more.
        """
        here = self.ctx
        proposal, laws = corpora(draft(here.sides.after.date, files), here.sides.before.corpus, here.catalogue)
        if proposal.new_schemes:  # another net income, also before: nothing of here can serve
            return context_on(proposal, here.population.__getitem__, "")
        graph = here.graph.branch()
        linker = linker_of(proposal.after, laws.after, here.catalogue, graph)
        after = link_side(proposal.after, laws.after, here.settings, here.catalogue, graph, linker)
        added = len(graph.nodes) - len(here.graph.nodes)
        if added > RULE_NODES.most:
            raise UserError(f"{RULE_NODES.told(added)} ({RULE_NODES.hint})", hint=RULE_NODES.hint)
        if not after.nodes:
            raise UserError("; ".join(sorted({said(reason) for reason in after.missing.values()})))
        made = here.with_after(proposal, graph, after, self._people(after, linker))
        made.watch = watch
        return made

    def _people(self, after: Side, linker: Linker) -> People:
        """The same people where the laws of a side compute the same for housemates; else with what they compute."""
        here, only = self.ctx, list(after.nodes.values())
        found = computed_nodes(after.corpus, after.date, here.catalogue, linker.graph, only=only, like=linker)
        stale = stale_fields(self.computed, found)
        if not stale and found.keys() == self.computed.keys():
            return here.people.before
        return filled(here.people.before, found, here.catalogue, stale=stale, backend=here.backend)

    def answer(self, ctx: Context) -> Answer:
        """The figures of a side after: those that an assessment gives. Raises UserError without net income on both sides."""
        if not ctx.by_net:
            lost = not_computable(ctx)
            raise UserError(said(lost) if lost is not None else str(ctx.no_net))
        weights, full = ctx.weights, ctx.full
        columns = [ctx.outcome(role)[0].astype(np.int64) for role in ROLES]
        schemes, cost = _schemes(ctx)
        before, change = columns[0], columns[1] - columns[0]
        classes = _classes(ctx, before, change)
        total_weight = max(int(weights.sum()), 1)
        shares = tuple(
            Share(found, found.value * MILLI / total_weight)
            for found in (count(classes == number, weights, full) for number in range(len(CLASSES)))
        )
        known = self.groupings if len(self.ctx.heads) == len(ctx.heads) else groupings(ctx)
        groups = tuple((grouping, _rows(ctx, grouping, classes, change)) for grouping in known)
        undecided = sum(gap.rows for gap in ctx.undecided if gap.role == "na")
        return Answer(COUNTRY if full else SAMPLE, schemes, cost, shares, groups, undecided, full)


def ground_on(day: str, population: Callable[[int], Population], *, compiled: bool) -> Ground:
    """The law of a day on people; `compiled` where there are so many that compiling each changed law pays.

    Raises UserError where net income cannot be computed on that day.
    """
    ctx = context_on(draft(day), population, "")
    if not ctx.by_net:
        raise UserError(str(ctx.no_net))
    ground = Ground(ctx)
    ground.ready()
    ctx.backend = "auto" if compiled else "numpy"
    return ground


def _schemes(ctx: Context) -> tuple[tuple[SchemeRow, ...], Estimate]:
    """The schemes that both sides can compute, and what all of them together cost the state more."""
    rows, cost = [], np.zeros(len(ctx.heads), np.int64)
    for scheme in ctx.settings.schemes:
        was, still = (ctx.household_column(role, scheme) for role in ROLES)
        if was is None or still is None:
            continue
        more = still.astype(np.int64) - was
        cost += more if scheme.spends else -more
        before, after, change = (total(amount, ctx.weights, ctx.full) for amount in (was, still, more))
        rows.append(SchemeRow(scheme, before, after, change, was is not still))
    return tuple(rows), total(cost, ctx.weights, ctx.full)


def _classes(ctx: Context, before: Ints, change: Ints) -> Ints:
    """Per household the number of its class."""
    counts, much = bounds_of(ctx.settings, before)
    classes = np.full(len(before), 2, np.int64)
    for number, chosen in ((1, -change >= counts), (0, -change >= much), (3, change >= counts), (4, change >= much)):
        classes[chosen] = number
    return classes


def _rows(ctx: Context, grouping: Grouping, classes: Ints, change: Ints) -> tuple[GroupRow, ...]:
    """The rows of a grouping; groups that are too small to show are left out."""
    number, codes = len(grouping.labels), grouping.codes
    parts = shares_by(codes, number, classes, len(CLASSES), ctx.weights, ctx.full)
    means = means_by(codes, number, change, ctx.weights, ctx.full)
    weights = np.bincount(codes, weights=ctx.weights, minlength=number) / MILLI
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    shown = [group for group, size in enumerate(np.bincount(codes, minlength=number).tolist()) if size >= least]
    return tuple(GroupRow(group, round(float(weights[group])), means[group], tuple(parts[group])) for group in shown)
