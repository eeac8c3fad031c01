"""Run the cases on a population: ours beside theirs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np

from uitvoerbaar.assess.backtests.cases import UNITS, Case, Cases, Comparison
from uitvoerbaar.assess.backtests.change import proposal_of
from uitvoerbaar.assess.backtests.measure import Amounts, measured, poverty_measured, wide
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.make_context import people_of_sides
from uitvoerbaar.assess.norms import NET, Settings, load_settings
from uitvoerbaar.assess.pair import ROLES, Pair
from uitvoerbaar.assess.people.interval import Z
from uitvoerbaar.assess.people.part import part_of_population
from uitvoerbaar.assess.people.totals import Estimate
from uitvoerbaar.assess.poverty.lines import load_lines
from uitvoerbaar.assess.poverty.measure import Measured as Poverty
from uitvoerbaar.assess.poverty.measure import measured as poverty_of
from uitvoerbaar.assess.side import link_side
from uitvoerbaar.assess.uncertainty.calibration import AMOUNT, PEOPLE, load_misses, miss_of
from uitvoerbaar.assess.uncertainty.shift import ends, shift_over
from uitvoerbaar.assess.uncertainty.track import track_of, track_record
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.law import Corpus, load_corpus
from uitvoerbaar.law.graph import Graph
from uitvoerbaar.law.registers import Catalogue, load_registers
from uitvoerbaar.population import Population, load
from uitvoerbaar.population.ensemble.kept import Ensemble
from uitvoerbaar.proposal import Proposal

NEAR = 0.25
"""A row further from the published figure than this share of it is a miss: it needs an explanation or an open question."""
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Row:
    """A comparison that was run.

    `ends` is our interval with assumptions, calibration and the other comparisons in it, `known` the same without the other
    comparisons; both None without an ensemble.
    """

    case: Case
    of: Comparison
    ours: Estimate
    ends: tuple[float, float] | None = None
    known: tuple[float, float] | None = None

    @property
    def low(self) -> float:
        """Lower end of our interval: that with assumptions, else that of the sample."""
        return self.ours.low if self.ends is None else self.ends[0]

    @property
    def high(self) -> float:
        """Upper end of our interval."""
        return self.ours.high if self.ends is None else self.ends[1]

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
        """Whether the published figure lies within our interval."""
        return self.low <= self.of.published.value <= self.high

    @property
    def inside_known(self) -> bool:
        """The same for the interval without the other comparisons."""
        low, high = (self.ours.low, self.ours.high) if self.known is None else self.known
        return low <= self.of.published.value <= high

    @property
    def unexplained(self) -> bool:
        """Whether it misses and nobody says why, not even that it is not known."""
        return not self.near and self.of.why is None and self.of.question is None


def run_cases(
    cases: Cases,
    population: Path,
    chosen: Collection[str] = (),
    told: Told = lambda _: None,
    ensemble: Ensemble | None = None,
) -> tuple[Row, ...]:
    """Every comparison of the cases (or of those that are `chosen` by id) on a population, and on the ensemble for its interval.

    Raises UserError for what cannot be computed, LawFileError for a case that names what does not exist.
    """
    base, catalogue, settings = load_corpus(), load_registers(), load_settings()
    ground = _Ground(base, catalogue, settings, cache(lambda year: load(population, year)))
    beside = None if ensemble is None else _Beside(base, catalogue, settings, ensemble)
    rows: list[Row] = []
    for case in cases.cases:
        if not chosen or case.id in chosen:
            told(case.id)
            made = list(ground.rows(case, cases.file))
            rows += made if beside is None else beside.with_ends(case, cases.file, made)
    return tuple(rows)


_PART = 10
"""One in so many households of every member: a comparison asks how far it moves, which so few tell."""


class _Beside:
    """The same comparisons on an ensemble, for the interval around ours."""

    def __init__(self, base: Corpus, catalogue: Catalogue, settings: Settings, ensemble: Ensemble) -> None:
        self.parts = (*ensemble.of("basis"), *ensemble.of("lid"), *ensemble.of("samenstelling"))
        ends = np.cumsum([0, *(part.households for part in self.parts)])
        self.starts = -(-ends // _PART)
        people = cache(lambda year: part_of_population(ensemble.load(self.parts, year), _PART))
        self.ground = _Ground(base, catalogue, settings, people)
        self.misses = load_misses()

    def with_ends(self, case: Case, file: Path, rows: Sequence[Row]) -> list[Row]:
        """The rows of a case with their intervals; who is below a line keeps that of the sample: members are too small for it."""
        with proposal_of(case, file, self.ground.base) as proposal:
            year = int(proposal.after.date[:4])
            schemes = {row.of.scheme for row in rows if not row.of.poverty_line}
            amounts = {scheme: self.ground.amounts(case, proposal, scheme) for scheme in schemes}
        return [row if row.of.poverty_line else self._row(row, amounts[row.of.scheme], year) for row in rows]

    def _row(self, row: Row, of: Amounts, year: int) -> Row:
        found = []
        for start, stop in pairwise(self.starts.tolist()):
            here = slice(start, stop)
            slice_ = Amounts(of.before[here], of.after[here], of.weights[here], full=False)
            found.append(measured(row.of.measured, slice_))
        chance = np.array([(each.half / Z) ** 2 for each in found])
        shift = shift_over(self.parts, np.array([each.value for each in found]), chance)
        people = UNITS[row.of.measured] == "huishoudens"
        miss = miss_of(self.misses, row.of.scheme, PEOPLE if people else AMOUNT, year)
        off, ours = 0.0 if miss is None else miss.off, row.ours
        track = track_of(track_record(), [row.of.scheme], row.case.id)
        known = ends(ours.value, ours.low, ours.high, shift, off)
        wide = ends(ours.value, ours.low, ours.high, shift, off, 1.0 if track is None else track.factor)
        return replace(row, ends=wide, known=known)


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
                amounts = self.amounts(case, proposal, scheme_id)
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
        (found,) = poverty_of(ctx, (line,), ("personen", "kinderen"))
        return found

    def amounts(self, case: Case, proposal: Proposal, scheme_id: str) -> Amounts:
        """What households have of a scheme on both sides of a case. Raises UserError when that cannot be computed."""
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
