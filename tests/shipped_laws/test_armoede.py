"""Standardised income and the lines of poverty, beside published amounts and sums by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.shipped_laws.personen import couple, output, outputs, person

SIZES, LOW, POVERTY = "gestandaardiseerd_inkomen", "lage_inkomensgrens", "armoedegrens"
NET = "besteedbaar_inkomen"
DAY = "2026-01-01"
YOUNG, TEEN, GROWN = "2018-07-01", "2009-07-01", "2006-07-01"
"""Seven, sixteen and nineteen years old in 2026; five and fourteen in 2024."""


def home(adults: int, children: int = 0, born: str = YOUNG, **fields: Any) -> tuple[dict[str, Any], ...]:
    """A household: a single or a couple, further adults as housemates, and children."""
    others = [{"geboortedatum": "1990-07-01"}] * max(0, adults - 2)
    both = {"kinderen": [{"geboortedatum": born}] * children, "huisgenoten": others, **fields}
    return (person(**both),) if adults == 1 else couple({}, {}, **both)


# CBS, Materiele welvaart in Nederland 2024, appendix A (one and two adults) and 2020 (three and four).
TABLE = {
    1: (1.00, 1.32, 1.52, 1.73, 1.93),
    2: (1.40, 1.69, 1.91, 2.09, 2.28),
    3: (1.73, 1.95, 2.14, 2.32, 2.49),
    4: (2.00, 2.19, 2.37, 2.53, 2.68),
}


@pytest.mark.parametrize("adults", TABLE)
def test_the_factor_is_that_of_the_table(adults: int) -> None:
    found = [output(SIZES, "equivalentiefactor", DAY, *home(adults, children)) for children in range(5)]
    assert [float(each) for each in found] == list(TABLE[adults])


@pytest.mark.parametrize(("adults", "children", "factor"), [(1, 6, 2.23), (5, 0, 2.19), (6, 0, 2.38), (5, 5, 3.02)])
def test_beyond_the_table_each_member_adds_its_smallest_step(adults: int, children: int, factor: float) -> None:
    assert float(output(SIZES, "equivalentiefactor", DAY, *home(adults, children))) == factor


@pytest.mark.parametrize(("adults", "children"), [(a, c) for a in (3, 4) for c in range(5)])
def test_three_and_four_adults_follow_the_formula_of_statistics_netherlands(adults: int, children: int) -> None:
    assert TABLE[adults][children] == round(math.sqrt(adults + 0.8 * children), 2)


def test_a_child_of_eighteen_or_older_is_an_adult_wherever_the_register_has_it() -> None:
    among_children = person(kinderen=[{"geboortedatum": GROWN}])
    as_housemate = person(huisgenoten=[{"geboortedatum": GROWN, "is_kind": True}])
    unborn = person(kinderen=[{"geboortedatum": "2026-09-01"}])
    for one in (among_children, as_housemate):
        assert outputs(SIZES, ["aantal_volwassenen", "aantal_kinderen"], DAY, one) == {
            "aantal_volwassenen": 2,
            "aantal_kinderen": 0,
        }
    assert output(SIZES, "equivalentiefactor", DAY, unborn) == 1
    young = person(huisgenoten=[{"geboortedatum": TEEN}])
    assert float(output(SIZES, "equivalentiefactor", DAY, young)) == 1.32


def test_eighteen_is_reached_on_the_day_itself() -> None:
    assert float(output(SIZES, "equivalentiefactor", DAY, person(kinderen=[{"geboortedatum": "2008-01-01"}]))) == 1.40
    assert float(output(SIZES, "equivalentiefactor", DAY, person(kinderen=[{"geboortedatum": "2008-01-02"}]))) == 1.32


def test_a_partner_in_an_institution_counts_as_net_income_counts_that_partner() -> None:
    """The register knows no address: the factor and the income are about the same people."""
    pair = couple({"uitkeringen_en_pensioenen": 1500000}, {"uitkeringen_en_pensioenen": 900000})
    net = output(NET, "besteedbaar_inkomen_huishouden", DAY, *pair)
    assert float(output(SIZES, "equivalentiefactor", DAY, *pair)) == 1.40
    assert output(SIZES, "gestandaardiseerd_inkomen", DAY, *pair) == round(net / 1.40)


@pytest.mark.parametrize(("adults", "children", "published"), [(1, 0, 1200), (2, 0, 1690), (2, 2, 2300), (1, 2, 1830)])
def test_the_low_income_line_keeps_the_published_proportions(adults: int, children: int, published: int) -> None:
    """The lines of 2022 (CBS, 7 November 2023), rounded to ten euros, raised with prices."""
    prices = 1.038 * 1.033 * 1.033 * 1.023
    line = output(LOW, "lage_inkomensgrens_huishouden", DAY, *home(adults, children))
    assert line / 1200 / prices == pytest.approx(published, abs=15)


@pytest.mark.parametrize(("day", "cents"), [("2024-01-01", 1544046), ("2025-01-01", 1594999), (DAY, 1631684)])
def test_the_line_of_a_single_rises_with_prices(day: str, cents: int) -> None:
    assert output(LOW, "lage_inkomensgrens_huishouden", day, person()) == cents


def test_rent_allowance_does_not_count_for_low_income_and_counts_for_poverty() -> None:
    tenant = person(loon_uit_dienstbetrekking=1500000, is_huurder=True, kale_huur=65000)
    rent = output("wet_op_de_huurtoeslag", "hoogte_huurtoeslag", DAY, tenant)
    net = output(NET, "besteedbaar_inkomen_huishouden", DAY, tenant)
    assert rent > 0
    assert output(LOW, "besteedbaar_inkomen_zonder_huurtoeslag", DAY, tenant) == net - rent
    line = output(POVERTY, "armoedegrens_huishouden", DAY, tenant)
    assert output(POVERTY, "tekort_armoedegrens", DAY, tenant) == max(0, line - net)


def test_rent_allowance_of_a_housemate_with_the_lease_is_left_out_too() -> None:
    lodger = person(huisgenoten=[{"huurtoeslag_uitbetaald": 200000, "besteedbaar_inkomen_eenheid": 1500000}])
    net = output(NET, "besteedbaar_inkomen_huishouden", DAY, lodger)
    assert output(LOW, "besteedbaar_inkomen_zonder_huurtoeslag", DAY, lodger) == net - 200000


def test_an_income_below_zero_is_a_shortfall_of_more_than_the_line() -> None:
    loss = person(winst_uit_onderneming=-3000000, betaalde_zorgpremie=180000, aanvraag_zorgtoeslag=False)
    line = output(LOW, "lage_inkomensgrens_huishouden", DAY, loss)
    short = output(LOW, "tekort_lage_inkomensgrens", DAY, loss)
    assert output(LOW, "heeft_laag_inkomen", DAY, loss) is True
    assert short == line - output(NET, "besteedbaar_inkomen_huishouden", DAY, loss) > line


@pytest.mark.parametrize(
    ("who", "published"),
    [
        (person(), 1510),
        (home(2, 2, YOUNG), 2535),
        (home(2, 2, TEEN), 2910),
        (home(1, 2, TEEN), 2500),
    ],
)
def test_the_poverty_line_goes_through_the_four_published_amounts(who: Any, published: int) -> None:
    """Of 2023 (CBS, SCP and Nibud), at the rent that is in the line; raised with that of a single in 2024: 1,600."""
    found = output(POVERTY, "armoedegrens_huishouden", "2024-01-01", *((who,) if isinstance(who, dict) else who))
    assert found / 1200 * 1510 / 1600 == pytest.approx(published, abs=0.5)


def test_own_housing_costs_take_the_place_of_the_rent_in_the_line() -> None:
    plain = output(POVERTY, "armoedegrens_huishouden", DAY, person())
    rent = output(POVERTY, "huur_in_de_grens_per_jaar", DAY, person())
    tenant = person(is_huurder=True, kale_huur=80000)
    owner = person(eigenwoningwaarde=30000000, hypotheekrente=300000)
    assert output(POVERTY, "armoedegrens_huishouden", DAY, tenant) == plain - rent + 960000
    assert output(POVERTY, "armoedegrens_huishouden", DAY, owner) == plain - rent + 300000
    lease_of_partner = couple({}, {"is_huurder": True, "kale_huur": 80000})
    assert output(POVERTY, "woonlast", DAY, *lease_of_partner) == 960000


def test_who_has_a_year_of_the_line_in_savings_is_not_poor() -> None:
    line = output(POVERTY, "armoedegrens_huishouden", DAY, person())
    assert output(POVERTY, "is_arm", DAY, person(spaargeld=line - 1)) is True
    assert output(POVERTY, "is_arm", DAY, person(spaargeld=line)) is False
    assert output(POVERTY, "tekort_armoedegrens", DAY, person(spaargeld=line)) == 0
    shared = couple({"spaargeld": 2000000}, {"beleggingen": 2000000})
    assert output(POVERTY, "vrij_vermogen", DAY, *shared) == 4000000
    mate = person(huisgenoten=[{"rendementsgrondslag": -500000}, {"rendementsgrondslag": 700000}])
    assert output(POVERTY, "vrij_vermogen", DAY, mate) == 700000
