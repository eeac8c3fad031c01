"""Recoveries against the beslagvrije voet: against explained cases, and counts by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from uitvoerbaar.assess.aspects.advances import aspect
from uitvoerbaar.assess.aspects.advances.protected_minimum import ON_REQUEST, Protection, below, protection, stack
from uitvoerbaar.assess.aspects.advances.protected_minimum_figures import floor_figure, floor_findings, stack_figure
from uitvoerbaar.assess.cases.simplest import case_of_row
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.people.sample import Sample
from uitvoerbaar.assess.reading.awir import PROTECTION, RULING
from uitvoerbaar.assess.settlement.draws import YEARS
from uitvoerbaar.assess.settlement.settle import Settled, settle
from uitvoerbaar.assess.settlement.tally import Tally, tally

Contexts = Callable[[str], Context]
PROPOSAL = "huurtoeslag-2026"


@pytest.fixture(scope="module")
def made(contexts: Contexts) -> tuple[Sample, Tally, Protection]:
    sample = Sample(contexts(PROPOSAL))
    found = tally(settle(sample, "na")[0])
    return sample, found, protection(sample, "na", found)


def test_room_and_payment_on_request_are_those_of_the_law(made: tuple[Sample, Tally, Protection]) -> None:
    sample, found, protected = made
    ctx = sample.ctx
    people, on = ctx.people.after, ctx.sides.after.date
    owing = np.flatnonzero(found.must)
    chosen = owing[:: max(1, len(owing) // 12)]
    assert len(chosen) >= 10
    for position in chosen:
        row = int(ctx.heads[position])
        members = [who for who in (row, int(people.partner[row])) if who >= 0]
        explainer = ctx.explainer("na")
        room = [
            explainer.explain(PROTECTION, "afloscapaciteit", on, case_of_row(people, who, ctx.catalogue)).value
            for who in members
        ]
        assert protected.room[position] == sum(room)
        head = case_of_row(people, row, ctx.catalogue)
        given = replace(head, parameters={**head.parameters, "terugvordering": int(found.repay[position])})
        assert protected.on_request[position] == explainer.explain(RULING, ON_REQUEST, on, given).value


def test_who_pays_by_ability_is_never_below_and_at_once_more_often_than_in_terms(
    made: tuple[Sample, Tally, Protection],
) -> None:
    _, found, protected = made
    at_once, terms, on_request = (below(found, protected, way) for way in ("ineens", "termijnen", "verzoek"))
    assert not on_request.any()
    assert at_once.any()
    assert not (terms & ~at_once).any()
    assert not (at_once & ~found.must).any()


def _tally(recoveries: list[list[int]]) -> Tally:
    """One allowance; per year what each household owes, in terms of 24 months."""
    years = tuple(np.array(year) for year in recoveries)
    none = np.zeros(len(recoveries[0]), dtype=np.int64)
    terms = tuple(-(-year // 24) for year in years)
    scheme = None
    return tally([Settled(scheme, years, years[0], none, terms, years[0], none)])  # type: ignore[arg-type]


def test_terms_of_two_years_pile_up() -> None:
    # Household 0 owes 2,400 in the first two years, 1 owes it once, 2 owes nothing; each can miss 150 a month.
    found = _tally([[2400, 2400, 0], [2400, 0, 0], *[[0, 0, 0]] * (YEARS - 2)])
    protected = Protection(np.array([150, 150, 0]), np.zeros(3, dtype=np.int64))
    piled = stack(found, protected)
    assert piled.most_at_once.tolist() == [1, 1, 0]
    assert piled.overlapping.tolist() == [1, 0, 0]
    assert piled.below.tolist() == [1, 0, 0]  # only in the second year: 100 + 100
    assert piled.short.tolist() == [50, 0, 0]
    assert below(found, protected, "ineens").tolist() == [True, True, False]
    assert not below(found, protected, "termijnen").any()


def test_a_finding_when_the_proposal_pushes_more_below(made: tuple[Sample, Tally, Protection]) -> None:
    sample, found, protected = made
    poor = replace(protected, room=np.zeros_like(protected.room))
    both = Pair(found, found)
    assert not floor_findings(sample, both, Pair(protected, protected))
    [finding] = floor_findings(sample, both, Pair(protected, poor))
    assert finding.severity == "ernstig"
    assert finding.law == PROTECTION
    assert not floor_findings(sample, both, Pair(poor, protected))


def test_figures_count_those_of_the_test(made: tuple[Sample, Tally, Protection]) -> None:
    sample, found, protected = made
    both, kept = Pair(found, found), Pair(protected, protected)
    w = sample.weights
    row = floor_figure(sample, both, kept).rows[0]
    low = below(found, protected, "ineens")
    assert row["aandeel"] == pytest.approx(w[low].sum() / w[found.must].sum())
    piled = stack_figure(sample, both, kept).rows[0]
    twice = stack(found, protected).most_at_once >= 2
    assert piled["huishoudens"] == pytest.approx(w[twice & found.users].sum() / 1000, abs=1)


def test_before_2024_it_says_that_it_is_left_out(contexts: Contexts) -> None:
    outcome = aspect.TEST.run(contexts("kinderopvangtoeslag-2015"))
    assert outcome.run.status == "gedeeltelijk"
    assert any("beslagvrije voet" in text.nl for text in outcome.run.missing)
    assert not any(figure.id.endswith("beslagvrije-voet") for figure in outcome.figures)
