"""Synthetic businesses meet the published totals, and one of them does not depend on what else is drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from uitvoerbaar.delivery.business.cells import by_size, counts
from uitvoerbaar.delivery.business.data import YEARS, load_business_data
from uitvoerbaar.delivery.business.population import Businesses, make_businesses

DATA = load_business_data()


@pytest.fixture(scope="module", params=YEARS)
def made(request: pytest.FixtureRequest) -> Businesses:
    return make_businesses(DATA, request.param, records=40)


def test_each_size_has_as_many_businesses_as_published(made: Businesses) -> None:
    for place, size in enumerate(DATA.sizes):
        if size.count:
            assert made.weight[made.size == place].sum() == size.count[made.year]


def test_legal_persons_and_jobs_meet_their_totals(made: Businesses) -> None:
    assert made.total(made.legal) == pytest.approx(DATA.facts[f"rechtspersonen_{made.year}"].value, rel=1e-4)
    assert made.total(made.jobs) == pytest.approx(DATA.facts[f"banen_{made.year}"].value, rel=1e-3)


def test_the_wage_bill_of_a_sector_is_its_jobs_times_its_wage(made: Businesses) -> None:
    level = DATA.facts[f"loonpeil_{made.year}"].value
    wages, jobs = made.by_sector(made.wage), made.by_sector(made.jobs)
    for place, sector in enumerate(DATA.sectors):
        assert 12 * wages[place] / jobs[place] == pytest.approx(100 * sector.wage * level, rel=1e-3)


def test_wide_classes_of_a_sector_are_as_published() -> None:
    """In the year of the table by sector nothing was scaled: the cells below 50 add up to what CBS gives."""
    table = by_size(DATA, 2025) / by_size(DATA, 2025).sum(axis=0)
    alone = np.array([s.alone for s in DATA.sectors])
    assert table[:, 0] == pytest.approx(alone / alone.sum())
    assert counts(DATA, 2025).sum() == sum(s.count[2025] for s in DATA.sizes if s.count) + 8470


def test_a_business_is_the_same_whatever_is_drawn_beside_it() -> None:
    first, again = make_businesses(DATA, 2025, records=5), make_businesses(DATA, 2025, records=5)
    again.draws.normal("iets anders", 0, 100)
    assert (first.wage == again.wage).all()
    assert (first.turnover == again.turnover).all()
    assert (make_businesses(DATA, 2025, seed=2, records=5).wage != first.wage).any()


def test_another_number_of_jobs_gives_another_size_of_the_largest() -> None:
    more = {**DATA.facts, "banen_2025": replace(DATA.facts["banen_2025"], value=9_900_000)}
    assert (
        make_businesses(replace(DATA, facts=more), 2025, records=5).jobs.max()
        > make_businesses(DATA, 2025, records=5).jobs.max()
    )
