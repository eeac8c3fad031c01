"""Run the cases on a population: ours beside theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from uitvoerbaar.assess.backtests.cases import Case, Cases, Comparison
from uitvoerbaar.assess.backtests.change import proposal_of
from uitvoerbaar.assess.backtests.measure import Amounts, measured, wide
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.make_context import context_on, without_people
from uitvoerbaar.assess.people.totals import Estimate
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.population import Population, load

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


def run_cases(cases: Cases, population: Path, chosen: Iterable[str] = (), told: Told = lambda _: None) -> tuple[Row, ...]:
    """Every comparison of the cases (or of those that are `chosen` by id) on a population.

    Raises UserError for what cannot be computed, LawFileError for a case that names what does not exist.
    """
    of_year = cache(lambda year: load(population, year))
    wanted = set(chosen)
    rows: list[Row] = []
    for case in cases.cases:
        if not wanted or case.id in wanted:
            told(case.id)
            rows += _rows(case, cases.file, of_year)
    return tuple(rows)


def _rows(case: Case, file: Path, people: Callable[[int], Population]) -> list[Row]:
    with proposal_of(case, file) as proposal:
        linked = without_people(proposal)
        asked = {row.scheme for row in case.comparisons}
        # Only the schemes that are compared are run: the others would be computed for nothing.
        only = tuple(scheme for scheme in linked.settings.schemes if scheme.id in asked)
        ctx = replace(
            context_on(proposal, people, "", linked=linked), settings=replace(linked.settings, schemes=only)
        )
        amounts = {scheme.id: _amounts(case, ctx, scheme.id) for scheme in only}
        return [Row(case, row, measured(row.measured, amounts[row.scheme])) for row in case.comparisons]


def _amounts(case: Case, ctx: Context, scheme_id: str) -> Amounts:
    scheme = next(each for each in ctx.settings.schemes if each.id == scheme_id)
    before, after = (ctx.household_column(role, scheme) for role in ("voor", "na"))
    if before is None or after is None:
        missing = next(side.missing[scheme_id] for side in ctx.sides if scheme_id in side.missing)
        raise UserError(
            tr("geval '{id_}': {scheme} is niet te berekenen: {why}", id_=case.id, scheme=scheme_id, why=missing)
        )
    return Amounts(wide(before), wide(after), ctx.weights, ctx.full)
