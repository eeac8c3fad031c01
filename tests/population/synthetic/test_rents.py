"""Rents: each landlord its own distribution, and who gets which rent follows from what landlords and law ask."""

from pathlib import Path

import numpy as np
import pytest

from tests.population.conftest import HOUSEHOLDS, SEED, silent
from tests.population.synthetic.test_make import read
from uitvoerbaar.base.fit import from_percentiles, percentile_rank
from uitvoerbaar.population.synthetic import make as build
from uitvoerbaar.population.synthetic.country import PARTNER, Country
from uitvoerbaar.population.synthetic.housing import CORPORATION, LANDLORD
from uitvoerbaar.population.synthetic.rents import _let, target_group
from uitvoerbaar.population.tables import assumption, number, percentiles

CENT = 0.01
START_2021 = 1 / (1.022 * 1.035 * 1.042)
"""Rents of other landlords from the end of 2023 back to the start of 2021 (groei.csv)."""


@pytest.fixture(scope="module")
def country() -> Country:
    return build.make_country(HOUSEHOLDS, SEED, 2026, 1, silent)


def rents(country: Country, kind: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the tenants of a kind of landlord and their rents in euro of the end of 2023."""
    rows = np.flatnonzero(country.h["eigendom"] == kind)
    growth = country.money.rent_social if kind == CORPORATION else country.money.rent_other
    return rows, country.p["kale_huur"][country.head[rows]] / 100 / growth


def test_a_rank_in_percentiles_is_the_way_back() -> None:
    values = percentiles("huur_overig")
    ranks = np.array([0.0, 0.03, 0.5, 0.93, 1.0])
    assert percentile_rank(values, from_percentiles(values, ranks)) == pytest.approx(ranks)


def test_homes_are_let_from_the_dearest_down_to_those_who_may_have_them() -> None:
    wanted = np.array([0.9, 0.8, 0.7, 0.2])
    allowed = np.array([0.5, 1.0, 1.0, 0.6])
    rank = _let(wanted, allowed, 0.5)
    assert (rank <= allowed + 0.01).all()
    assert rank[1] > rank[2] > 0.5  # the two whom landlords want have the dear homes, in their own order
    assert rank[0] < 0.5  # highest in the order, but nobody lets it a dear home
    assert rank[3] < rank[0]


def test_homes_that_nobody_may_have_are_not_let() -> None:
    rank = _let(np.linspace(0.05, 0.95, 10), np.full(10, 0.4), 0.4)
    assert (rank < 0.4).all()
    assert (np.diff(rank) > 0).all()


def test_without_demands_the_ranks_are_even() -> None:
    wanted = np.random.default_rng(3).random(1000)
    rank = _let(wanted, np.ones(1000), 0.5)
    assert (np.argsort(rank) == np.argsort(wanted)).all()
    assert np.sort(rank) == pytest.approx((np.arange(1000) + 0.5) / 1000, abs=0.006)


def test_other_landlords_have_the_published_rents_of_2021(country: Country) -> None:
    """Half above 752.33 euro, about a fifth above 1,000 (CBS), 835 in the mean (WoON): what the distribution was set to."""
    _, rent = rents(country, LANDLORD)
    then = rent * START_2021
    assert (then > 752.33).mean() == pytest.approx(0.5, abs=0.02)
    assert 0.18 < (then > 1000).mean() < 0.26
    assert then.mean() == pytest.approx(835, rel=0.02)


def test_who_earns_little_seldom_rents_above_the_liberalisation_limit(country: Country) -> None:
    rows, rent = rents(country, LANDLORD)
    counted = np.where(country.role <= PARTNER, country.p["inkomen"], 0)
    income = np.bincount(country.household, weights=counted)[rows]
    free = rent > number("liberalisatiegrens_2023") + CENT
    least = percentiles("inkomenseis")[0] * 12 * number("liberalisatiegrens_2023")
    assert not free[income < least].any()
    assert free[income < 25_000].mean() < 0.1
    assert free[income > 60_000].mean() > 0.6


def test_corporations_keep_the_rent_of_the_target_group_low(country: Country) -> None:
    rows, rent = rents(country, CORPORATION)
    target = target_group(country)[rows]
    assert rent.mean() == pytest.approx(582, rel=0.01)
    lowered = np.isclose(rent, number("huurverlaging_huur"), atol=CENT)
    assert lowered[~target].mean() < 0.002  # only who happens to pay that rent
    assert 0.35 < lowered[target].mean() < 0.55
    assert (rent[target] <= number("huurverlaging_huur") + CENT).mean() > 0.8
    caps = assumption("aftoppingsgrens_2023")
    assert (rent[target] <= caps["drie_of_meer"] + CENT).mean() > 0.95


def test_the_young_in_a_corporation_home_mostly_have_a_rent_that_gives_allowance(country: Country) -> None:
    rows, rent = rents(country, CORPORATION)
    oldest = np.maximum.reduceat(country.age, country.head)[rows]
    young = (oldest < number("jongeren_tot")) & (country.minor_count[rows] == 0)
    assert (rent[young] <= number("jongerenwoning_huur") + CENT).mean() > 0.75


def test_the_rents_of_a_made_population_are_those_of_the_country(made: Path, country: Country) -> None:
    people = read(made, "personen")
    assert (people["kale_huur"] == country.p["kale_huur"]).all()
