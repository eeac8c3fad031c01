"""Both ends of income and wealth: what households own, owe and get, and who lives of what."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from tests.population.conftest import silent
from uitvoerbaar.population import Population
from uitvoerbaar.population.synthetic import work
from uitvoerbaar.population.synthetic.compose import COUPLES
from uitvoerbaar.population.synthetic.country import HEAD, MEMBER, PARTNER, Country
from uitvoerbaar.population.synthetic.make import make_country
from uitvoerbaar.population.tables import money_of, number
from uitvoerbaar.population.uprate import Growth, grow

HOUSEHOLDS = 20_000


@pytest.fixture(scope="module")
def country() -> Country:
    return make_country(HOUSEHOLDS, 7, 2022, 1, silent)


def of_home(country: Country, column: str, last: int = PARTNER) -> npt.NDArray[np.float64]:
    """A person column summed over head and partner (or every role up to `last`), in euro."""
    counted = np.where(country.role <= last, country.p[column], 0)
    return np.bincount(country.household, weights=counted, minlength=country.households) / 100


def test_the_lowest_tenth_owes_more_than_it_owns_and_the_highest_owns_half(country: Country) -> None:
    wealth = np.sort(country.h["vermogen"])
    tenth = len(wealth) // 10
    lowest, highest, total = wealth[:tenth].sum(), wealth[-tenth:].sum(), wealth.sum()
    assert lowest < 0
    assert 0.45 < highest / total < 0.6
    assert abs(wealth[tenth : 3 * tenth].sum()) < 0.02 * total  # CBS: about nothing.


def test_net_worth_is_the_sum_of_its_parts(country: Country) -> None:
    known = sum(of_home(country, name, MEMBER) for name in ("spaargeld", "beleggingen", "onroerend_goed"))
    net = known - of_home(country, "schulden") + country.h["woningwaarde"] - country.h["hypotheekschuld"]
    business = country.h["vermogen"] - net
    with_business = np.maximum.reduceat((country.p["status"] == work.SELF_EMPLOYED).view(np.int8), country.head) > 0
    assert business.min() > -5  # Amounts of persons are whole euros.
    assert (business > 5).mean() < 0.2
    assert (business[with_business] > 5).mean() > 0.5


@pytest.mark.parametrize("column", ["beleggingen", "onroerend_goed"])
def test_as_many_have_something_as_was_said(country: Country, column: str) -> None:
    share = (of_home(country, column) > 0).mean()
    assert share == pytest.approx(number(f"{column}_aandeel"), abs=0.01)


def test_who_has_a_means_tested_benefit_hardly_owns_anything(country: Country) -> None:
    poor = np.maximum.reduceat(country.p["bijstand"].view(np.int8), country.head) > 0
    owns = of_home(country, "beleggingen") + of_home(country, "onroerend_goed") > 0
    assert owns[poor].mean() < 0.03 < owns[~poor].mean()


def test_wealth_gives_income_and_debts_cost_interest(country: Country) -> None:
    income = of_home(country, "inkomen_uit_vermogen")
    rich = of_home(country, "beleggingen") + of_home(country, "onroerend_goed") > 100_000
    indebted = (of_home(country, "schulden") > 100_000) & ~rich
    assert income[rich].mean() > 1000
    assert income[indebted].mean() < -1000
    assert income[~rich & (of_home(country, "schulden") == 0)].min() >= 0


def test_students_have_a_grant_and_nobody_else(country: Country) -> None:
    grants, student = country.p["studiebeurs"], country.p["student"] & (country.age < number("beurs_tot"))
    assert not grants[~student].any()
    assert (grants[student] > 0).all()


def test_a_grant_is_higher_away_from_home(country: Country) -> None:
    amounts = country.money.amounts
    student = country.p["student"] & (country.age < number("beurs_tot"))
    basic = country.p["studiebeurs"][student & (country.role == HEAD)].min() / 100
    assert basic == amounts["beurs_uit"] > amounts["beurs_thuis"]


def test_who_is_alone_seldom_has_no_income_at_all(country: Country) -> None:
    young = country.age < country.pension_age
    nothing = (country.p["status"] == work.NOTHING) & ~country.p["student"] & young
    pair = country.has_partner[country.household] & (country.role <= PARTNER)
    alone = (country.role == HEAD) & ~pair
    assert nothing[alone & young].mean() < 0.05
    assert nothing[pair & young].mean() > 0.06


def test_a_benefit_of_a_part_of_the_year_comes_with_the_wage_of_the_rest(country: Country) -> None:
    lost = country.p["status"] == work.UNEMPLOYED
    benefit, wage = (country.p[name][lost] / 100 for name in ("uitkeringen_en_pensioenen", "loon_uit_dienstbetrekking"))
    assert (wage > 0).mean() > 0.95
    assert np.corrcoef(benefit, wage)[0, 1] < 0  # The longer without work, the less wage.


def test_in_the_year_before_the_pension_everybody_has_something(country: Country) -> None:
    last = country.age == country.pension_age - 1
    assert last.any()
    assert not ((country.p["status"] == work.NOTHING) & ~country.p["student"] & last).any()


def test_couples_own_their_home_more_often_than_who_is_alone(country: Country) -> None:
    owner, pair = country.h["woz"] > 0, np.isin(country.type, COUPLES)
    assert owner[pair].mean() > 0.6 > 0.45 > owner[~pair].mean()


def test_profit_that_is_not_taxed_stands_beside_what_is(country: Country) -> None:
    free, taxed = country.p["onbelaste_winst"] / 100, country.p["winst_uit_onderneming"] / 100
    assert (free[taxed > 5] > 0).all()  # Amounts are whole euros, and a business beside a job may bring in a few.
    assert not free[taxed <= 0].any() or (free[taxed == 0] >= 0).all()
    share = 1 - country.money.amounts["mkb_pct"] / 100
    assert np.all(free[taxed > 0] + 1 >= taxed[taxed > 0] * (1 / share - 1) - 1)


def test_a_mortgage_does_not_grow_with_the_home(loaded: Population) -> None:
    before = {n: np.asarray(loaded.households[n]) for n in ("vermogen", "woningwaarde", "hypotheekschuld")}
    after = dict(before)
    growth = Growth(2026, 2021)
    grow("huishoudens", after, growth)
    old, new = money_of(2026), money_of(2021)
    home, debt, wealth = (getattr(new, n) / getattr(old, n) for n in ("home", "mortgage", "wealth"))
    rest = before["vermogen"] - before["woningwaarde"] + before["hypotheekschuld"]
    wanted = rest * wealth + before["woningwaarde"] * home - before["hypotheekschuld"] * debt
    assert np.abs(after["vermogen"] - wanted).max() <= 200  # Each part is rounded to euros.
