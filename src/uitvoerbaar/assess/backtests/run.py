"""Run the cases on a population: ours beside theirs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from pathlib import Path

from uitvoerbaar.assess.backtests.cases import Case, Cases, Comparison
from uitvoerbaar.assess.backtests.change import proposal_of
from uitvoerbaar.assess.backtests.measure import Amounts, measured, poverty_measured, wide
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.make_context import people_of_sides
from uitvoerbaar.assess.norms import NET, Settings, load_settings
from uitvoerbaar.assess.pair import ROLES, Pair
from uitvoerbaar.assess.people.totals import Estimate
from uitvoerbaar.assess.poverty.lines import load_lines
from uitvoerbaar.assess.poverty.measure import Measured as Poverty
from uitvoerbaar.assess.poverty.measure import measured as poverty_of
from uitvoerbaar.assess.side import link_side
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.law import Corpus, load_corpus
from uitvoerbaar.law.graph import Graph
from uitvoerbaar.law.registers import Catalogue, load_registers
from uitvoerbaar.population import Population, load
from uitvoerbaar.proposal import Proposal

NEAR = 0.25
"""A row further from the published figure than this share of it is a miss: it needs an explanation or an open question."""
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Row:
    """A comparison that was run."""

    case: Case
    of: Comparison
    ours: Estimate

    @property
    def off(self) -> float:
        """How far ours is from the published figure, as a share of it."""
        return self.ours.value / self.of.published.value - 1

    @property
    def counts(self) -> bool:
        """Whether it is a test: a figure that made the population proves nothing."""
        return self.of.origin != "invoer"

    @property
    def near(self) -> bool:
        """Whether ours is near the published figure."""
        return abs(self.off) <= NEAR

    @property
    def inside(self) -> bool:
        """Whether the published figure lies within our (sampling) interval."""
        return self.ours.low <= self.of.published.value <= self.ours.high

    @property
    def unexplained(self) -> bool:
        """Whether it misses and nobody says why, not even that it is not known."""
        return not self.near and self.of.why is None and self.of.question is None


def run_cases(
    cases: Cases, population: Path, chosen: Collection[str] = (), told: Told = lambda _: None
) -> tuple[Row, ...]:
    """Every comparison of the cases (or of those that are `chosen` by id) on a population.

    Raises UserError for what cannot be computed, LawFileError for a case that names what does not exist.
    """
    ground = _Ground(load_corpus(), load_registers(), load_settings(), cache(lambda year: load(population, year)))
    rows: list[Row] = []
    for case in cases.cases:
        if not chosen or case.id in chosen:
            told(case.id)
            rows += ground.rows(case, cases.file)
    return tuple(rows)


@dataclass
class _Ground:
    """What cases share: the laws, the people, and the sides before that are the same for many of them.

    A law is run once or twice here, so it is not worth compiling: numpy runs it.
    """

    base: Corpus
    catalogue: Catalogue
    settings: Settings
    people: Callable[[int], Population]
    made: dict[object, Context] = field(default_factory=dict)

    def rows(self, case: Case, file: Path) -> Iterator[Row]:
        """Ours beside the published figure, a row for each comparison of a case."""
        with proposal_of(case, file, self.base) as proposal:
            for (scheme_id, line), comparisons in groupby(case.comparisons, lambda row: (row.scheme, row.poverty_line)):
                if line:
                    below = self._below(case, proposal, line)
                    yield from (Row(case, row, poverty_measured(row.measured, below)) for row in comparisons)
                    continue
                amounts = self._amounts(case, proposal, scheme_id)
                for row in comparisons:
                    yield Row(case, row, measured(row.measured, amounts))

    def _below(self, case: Case, proposal: Proposal, line_id: str) -> Poverty:
        """Who is below a line on both sides: net income is linked and run whole, for poverty is about all of it."""
        only = replace(self.settings, schemes=())
        ctx = self._with_after(self._before(proposal, only), proposal, only)
        if not ctx.by_net:
            raise UserError(
                tr("geval '{id_}': {scheme} is niet te berekenen: {why}", id_=case.id, scheme=NET, why=said(ctx.no_net))
            )
        line = next(each for each in load_lines() if each.id == line_id)
        (found,) = poverty_of(ctx, (line,))
        return found

    def _amounts(self, case: Case, proposal: Proposal, scheme_id: str) -> Amounts:
        scheme = next(each for each in self.settings.schemes if each.id == scheme_id)
        # Only this scheme is linked and run: the rest would be computed for nothing.
        only = replace(self.settings, schemes=(scheme,), net=scheme)
        key = (case.proposal or case.day, scheme_id, repr(case.before))
        if key not in self.made:
            self.made[key] = self._before(proposal, only)
        ctx = self._with_after(self.made[key], proposal, only)
        before, after = (ctx.household_column(role, scheme) for role in ROLES)
        if before is None or after is None:
            missing = next(side.missing[scheme_id] for side in ctx.sides if scheme_id in side.missing)
            why = said(missing)
            raise UserError(
                tr("geval '{id_}': {scheme} is niet te berekenen: {why}", id_=case.id, scheme=scheme_id, why=why)
            )
        return Amounts(wide(before), wide(after), ctx.weights, ctx.full)

    def _before(self, proposal: Proposal, only: Settings) -> Context:
        """A context whose sides are both the one before, with its column computed."""
        graph = Graph()
        side = link_side(proposal.before, proposal.before.corpus(self.base), only, self.catalogue, graph)
        years = {side.year: self.people(side.year)}
        sides = Pair(side, side)
        people = people_of_sides(sides, years, self.catalogue, graph, "numpy")
        ctx = Context(proposal, years, only, self.catalogue, graph, sides, people, "", backend="numpy")
        ctx.household_column("voor", only.net)
        return ctx

    def _with_after(self, ctx: Context, proposal: Proposal, only: Settings) -> Context:
        graph = ctx.graph.branch()
        after = link_side(proposal.after, proposal.after.corpus(self.base), only, self.catalogue, graph)
        sides = Pair(ctx.sides.before, after)
        people = people_of_sides(sides, ctx.population, self.catalogue, graph, "numpy")
        same = people.before is people.after
        return ctx.with_after(proposal, graph, after, ctx.people.before if same else people.after)
