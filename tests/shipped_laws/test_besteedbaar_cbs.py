"""Disposable income as Statistics Netherlands counts it, beside our own, by hand."""

from __future__ import annotations

import pytest

from tests.shipped_laws.personen import couple, output, outputs, person

OWN, CBS, SIZES = "besteedbaar_inkomen", "besteedbaar_inkomen_cbs", "gestandaardiseerd_inkomen"
DAY = "2024-01-01"


def ours(*who: dict[str, object]) -> int:
    return output(OWN, "besteedbaar_inkomen_huishouden", DAY, *who)


def theirs(*who: dict[str, object]) -> int:
    return output(CBS, "besteedbaar_inkomen_cbs_huishouden", DAY, *who)


@pytest.mark.parametrize("field", ["inkomen_uit_vermogen", "studiebeurs", "onbelaste_winst"])
def test_income_that_is_not_taxed_is_there_to_spend(field: str) -> None:
    plain, more = (
        person(loon_uit_dienstbetrekking=3000000),
        person(loon_uit_dienstbetrekking=3000000, **{field: 120000}),
    )
    assert ours(more) == ours(plain) + 120000
    assert theirs(more) == ours(more)


def test_interest_that_is_paid_is_no_income() -> None:
    assert ours(person(inkomen_uit_vermogen=-50000)) == ours(person()) - 50000


def test_an_own_home_gives_rent_in_kind_less_interest() -> None:
    owner = person(loon_uit_dienstbetrekking=6000000, eigenwoningwaarde=40000000, hypotheekrente=500000)
    assert output(CBS, "inkomen_uit_eigen_woning", DAY, owner) == 800000 - 500000
    assert theirs(owner) == ours(owner) + 300000


def test_the_home_of_the_partner_counts_too() -> None:
    pair = couple({"loon_uit_dienstbetrekking": 6000000}, {"eigenwoningwaarde": 40000000, "hypotheekrente": 900000})
    assert theirs(*pair) == ours(*pair) - 100000


def test_costs_of_childcare_and_their_allowance_are_left_out() -> None:
    child = {
        "geboortedatum": "2022-07-01",
        "opvangsoort": "dagopvang",
        "opvanguren_per_maand": 100,
        "uurtarief": 1025,
        "opvangkosten_betaald": 1230000,
    }
    parent = person(loon_uit_dienstbetrekking=3000000, kinderen=[child])
    allowance = output(OWN, "kinderopvangtoeslag_uitbetaald", DAY, parent)
    assert allowance > 0
    assert theirs(parent) == ours(parent) + 1230000 - allowance


def test_standardised_income_is_that_of_statistics_netherlands() -> None:
    owner = person(loon_uit_dienstbetrekking=6000000, eigenwoningwaarde=40000000)
    assert output(SIZES, "gestandaardiseerd_inkomen", DAY, owner) == theirs(owner) > ours(owner)
    lines = outputs("lage_inkomensgrens", ["besteedbaar_inkomen_zonder_huurtoeslag"], DAY, owner)
    assert lines["besteedbaar_inkomen_zonder_huurtoeslag"] == theirs(owner)
