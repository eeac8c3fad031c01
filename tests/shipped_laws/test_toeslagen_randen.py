"""Allowances at the edges: ages on the day that each article asks, who holds the right, who is not born yet."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shipped_laws.personen import couple, output, outputs, person
from tests.shipped_laws.wetsvoorstel import AKW, BUDGET, CARE, CHILDCARE, HOME, RENT

WAGE: dict[str, Any] = {"loon_uit_dienstbetrekking": 2000000}
BSO = {"opvangsoort": "bso", "opvanguren_per_maand": 50, "uurtarief": 900, "opvangkosten_betaald": 540000}


def care(date: str, *people: Any, **given: Any) -> Any:
    return output(CARE, "hoogte_zorgtoeslag", date, *people, **given)


# --- healthcare: from the month after the eighteenth birthday, for each of the two ----------------------------------------


@pytest.mark.parametrize(
    ("born", "on", "insured"),
    [
        ("2008-05-01", "2026-05-31", False),
        ("2008-05-01", "2026-06-01", True),
        ("2008-05-31", "2026-05-31", False),
        ("2008-05-31", "2026-06-01", True),
        ("2008-01-01", "2026-01-01", False),
        ("2007-12-31", "2026-01-01", True),
        ("2008-02-29", "2026-02-28", False),
        # Who was born on 29 February becomes a year older on 1 March (decision 015), so March is the month itself.
        ("2008-02-29", "2026-03-31", False),
        ("2008-02-29", "2026-04-01", True),
    ],
)
def test_insured_from_the_month_after_the_eighteenth_birthday(born: str, on: str, insured: bool) -> None:
    """Wzt art. 1 lid 1 c; Zvw art. 16 lid 2."""
    one = person(**WAGE, geboortedatum=born, betaalde_zorgpremie=170000)
    assert (care(on, one) > 0) is insured
    assert (output("zorgverzekeringswet", "nominale_premie", on, one) > 0) is insured


@pytest.mark.parametrize(
    ("partner", "euros"),
    [
        ({"geboortedatum": "2009-05-01"}, 1481),
        ({"geboortedatum": "2008-01-01"}, 1481),
        ({"geboortedatum": "2007-12-31"}, 2963),
        ({"heeft_zorgverzekering": False}, 1481),
    ],
)
def test_a_partner_who_is_not_insured_leaves_half(partner: dict[str, Any], euros: int) -> None:
    """(2 x 2.119 - 4,289 % x 29.736) is 2.962,62, and half of it 1.481,31."""
    pair = couple({**WAGE, "geboortedatum": "2003-05-01"}, {"geboortedatum": "1990-01-01", **partner})
    assert care("2026-01-01", *pair) == euros * 100


# --- children -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("born", ["2026-01-02", "2026-09-01", "2027-03-01", "2035-12-31"])
def test_who_is_not_born_is_no_child_of_any_allowance(born: str) -> None:
    on, unborn = "2026-01-01", {"geboortedatum": born, **BSO}
    home = {**WAGE, "is_huurder": True, "kale_huur": 76000}
    expecting, childless = person(**home, kinderen=[unborn]), person(**home)
    for law, name in (
        (BUDGET, "hoogte_kindgebonden_budget"),
        (AKW, "hoogte_kinderbijslag"),
        (CHILDCARE, "hoogte_kinderopvangtoeslag"),
    ):
        assert output(law, name, on, expecting) == 0
    assert output(RENT, "hoogte_huurtoeslag", on, expecting) == output(RENT, "hoogte_huurtoeslag", on, childless) > 0
    twelve = {"geboortedatum": "2013-06-01"}
    assert outputs(
        BUDGET, ["hoogte_kindgebonden_budget", "aantal_kinderen"], on, person(kinderen=[twelve, unborn])
    ) == (outputs(BUDGET, ["hoogte_kindgebonden_budget", "aantal_kinderen"], on, person(kinderen=[twelve])))


@pytest.mark.parametrize(
    ("born", "on", "children"),
    [
        ("2026-05-02", "2026-05-31", 0),
        ("2026-05-02", "2026-06-01", 1),
        ("2026-05-01", "2026-05-01", 1),
        ("2008-05-02", "2026-05-31", 1),
        ("2008-05-02", "2026-06-01", 0),
        ("2008-05-01", "2026-05-01", 0),
    ],
)
def test_child_budget_looks_at_the_first_day_of_the_month(born: str, on: str, children: int) -> None:
    """Awir art. 5: a change in the course of a month counts from the first day of the next one."""
    assert output(BUDGET, "aantal_kinderen", on, person(kinderen=[{"geboortedatum": born}])) == children


@pytest.mark.parametrize(
    ("born", "on", "cents"),
    [
        ("2026-04-02", "2026-06-30", 0),
        ("2026-04-02", "2026-07-01", 29840),
        ("2026-04-01", "2026-04-01", 29507),
        ("2020-04-02", "2026-06-30", 29507),
        ("2020-04-01", "2026-04-01", 35830),
        ("2008-04-02", "2026-06-30", 42153),
        ("2008-04-01", "2026-06-30", 0),
    ],
)
def test_child_benefit_looks_at_the_first_day_of_the_quarter(born: str, on: str, cents: int) -> None:
    """AKW art. 11 and 12; amounts per quarter of the SVB, 2026."""
    assert output(AKW, "kinderbijslag_per_kwartaal", on, person(kinderen=[{"geboortedatum": born}])) == cents


@pytest.mark.parametrize(
    ("born", "on", "paid"),
    [
        ("2010-05-01", "2026-01-01", False),
        ("2011-09-01", "2026-07-31", True),
        ("2011-09-01", "2026-08-01", False),
        ("2012-07-31", "2026-07-31", True),
        ("2012-07-31", "2026-08-01", False),
        ("2012-08-01", "2026-08-01", True),
        ("2016-05-01", "2026-01-01", True),
    ],
)
def test_childcare_ends_with_the_school_year_of_the_fourteenth_birthday(born: str, on: str, paid: bool) -> None:
    """Wko art. 1.1; WPO art. 39: a school year ends on 31 July."""
    home = person(loon_uit_dienstbetrekking=3000000, kinderen=[{"geboortedatum": born, **BSO}])
    assert (output(CHILDCARE, "hoogte_kinderopvangtoeslag", on, home) > 0) is paid


def test_two_children_with_the_same_hours_and_price_have_one_first_child() -> None:
    """Equal in rank: one of them has the percentage of the first child, the other that of next children."""
    child = {"geboortedatum": "2020-05-01", **BSO}
    home = person(loon_uit_dienstbetrekking=9000000, kinderen=[child, child])
    found = outputs(CHILDCARE, ["grondslag_alle_kinderen", "grondslag_eerste_kind"], "2026-01-01", home)
    assert found["grondslag_eerste_kind"] * 2 == found["grondslag_alle_kinderen"] > 0


# --- tenants under eighteen -----------------------------------------------------------------------------------------------

SEVENTEEN = {"geboortedatum": "2008-06-01", "is_huurder": True, "kale_huur": 45000}
BABY = {"geboortedatum": "2025-10-01"}


@pytest.mark.parametrize(
    ("fields", "paid"),
    [
        ({}, False),
        ({"kinderen": [BABY]}, True),
        ({"is_gehuwd": True}, True),
        ({"kinderen": [{"geboortedatum": "2026-09-01"}]}, False),
        ({"kinderen": [BABY], "huisgenoten": [{"geboortedatum": "1980-01-01"}]}, False),
        ({"kinderen": [BABY], "huisgenoten": [{"geboortedatum": "2009-01-01"}]}, True),
    ],
)
def test_a_tenant_of_seventeen_with_a_child_or_a_spouse_has_rent_allowance(fields: dict[str, Any], paid: bool) -> None:
    assert (output(RENT, "hoogte_huurtoeslag", "2026-01-01", person(**SEVENTEEN, **fields)) > 0) is paid


def test_a_tenant_of_seventeen_with_an_adult_partner_leaves_it_to_the_partner() -> None:
    lease = {"is_huurder": True, "kale_huur": 45000}
    pair = couple(SEVENTEEN, {"geboortedatum": "2000-01-01", **lease}, kinderen=[BABY])
    assert output(RENT, "hoogte_huurtoeslag", "2026-01-01", *pair) == 0
    assert output(RENT, "hoogte_huurtoeslag", "2026-01-01", *pair, bsn=2) > 0


# --- totals of a household ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", [1, 2])
def test_the_insured_partner_holds_the_right_whoever_is_asked(first: int) -> None:
    pair = couple({**WAGE, "heeft_zorgverzekering": False}, {"heeft_zorgverzekering": True})
    assert output(HOME, "zorgtoeslag_uitbetaald", "2026-06-01", *pair, bsn=first) == 148100


def test_the_allowance_of_two_insured_partners_counts_once() -> None:
    pair = couple(WAGE, {})
    assert output(HOME, "zorgtoeslag_uitbetaald", "2026-06-01", *pair) == care("2026-06-01", *pair) == 296300


@pytest.mark.parametrize("first", [1, 2])
def test_the_partner_with_the_lease_holds_the_right_whoever_is_asked(first: int) -> None:
    pair = couple(WAGE, {"is_huurder": True, "kale_huur": 70000})
    assert output(HOME, "huurtoeslag_uitbetaald", "2026-06-01", *pair, bsn=first) == (
        output(RENT, "hoogte_huurtoeslag", "2026-06-01", *pair, bsn=2)
    )
    assert output(RENT, "hoogte_huurtoeslag", "2026-06-01", *pair, bsn=1) == 0


@pytest.mark.parametrize("name", ["zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag"])
def test_one_of_the_partners_applies_for_both(name: str) -> None:
    asks = f"aanvraag_{name}"
    lease = {**WAGE, "is_huurder": True, "kale_huur": 70000}
    children = {"kinderen": [{"geboortedatum": "2020-05-01", **BSO}]}
    paid = [
        output(
            HOME, f"{name}_uitbetaald", "2026-06-01", *couple({**lease, asks: one}, {**lease, asks: two}, **children)
        )
        for one, two in ((True, True), (False, True), (True, False), (False, False))
    ]
    assert paid[0] == paid[1] == paid[2] > 0
    assert paid[3] == 0


def test_a_couple_among_the_housemates_counts_once() -> None:
    """Each of the two has the whole of their unit; in a list with both each brings half, alone the whole."""
    unit = {"besteedbaar_inkomen_eenheid": 5551201}
    both = [{**unit, "partner_is_huisgenoot": True}] * 2
    names = ["besteedbaar_inkomen_eenheid", "besteedbaar_inkomen_huishouden"]
    for mates in (both, [unit]):
        found = outputs(HOME, names, "2026-01-01", person(**WAGE, huisgenoten=mates))
        assert found["besteedbaar_inkomen_huishouden"] == found["besteedbaar_inkomen_eenheid"] + 5551201


# --- monthly amounts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "income", "month"),
    [("2024-01-01", 3137800, 7100), ("2025-01-01", 3350000, 7300), ("2026-01-01", 3350000, 8600)],
)
def test_the_monthly_amount_is_rounded_as_the_office_does(date: str, income: int, month: int) -> None:
    """2024 (trial calculation): the year as it is, by twelve, down. From 2025 (table): the awarded year, by twelve, down."""
    names = ["maandbedrag_zorgtoeslag", "berekende_zorgtoeslag", "hoogte_zorgtoeslag"]
    found = outputs(CARE, names, date, person(), gezamenlijk_toetsingsinkomen=income)
    base = found["berekende_zorgtoeslag"] if date < "2025" else found["hoogte_zorgtoeslag"]
    assert found["maandbedrag_zorgtoeslag"] == base // 1200 * 100 == month
