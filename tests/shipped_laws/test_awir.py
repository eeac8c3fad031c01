"""Awir: partner, income and wealth together, advance, settlement and recovery in each version of the law."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shipped_laws import facts
from tests.shipped_laws.personen import couple, output, outputs, person

LAW, RULES = "algemene_wet_inkomensafhankelijke_regelingen", "uitvoeringsregeling_awir"
SCHEME = "awir_betalingsregeling"
JOINT = ["heeft_toeslagpartner", "gezamenlijk_toetsingsinkomen", "gezamenlijk_vermogen"]


def recovery(date: str, advance: int, award: int, **given: Any) -> Any:
    """What must be repaid, in euro."""
    return output(LAW, "terugvordering", date, voorschot=advance * 100, vastgestelde_toeslag=award * 100, **given) / 100


@pytest.mark.parametrize("oracle", facts.oracle_params(SCHEME))
def test_payment_arrangement_oracle(oracle: facts.Oracle) -> None:
    found = outputs(
        RULES, ["aantal_termijnen", "termijnbedrag"], f"{oracle.year}-01-01",
        terugvordering=oracle.inputs["terugvordering"] * 100, opzet_of_grove_schuld=False,
    )  # fmt: skip
    assert found == {
        "aantal_termijnen": oracle.expected["termijnen"],
        "termijnbedrag": oracle.expected["per_maand"] * 100,
    }


def test_every_row_is_met() -> None:
    assert not facts.exceptions(SCHEME)


@pytest.mark.parametrize("date", ["2013-01-01", "2015-01-01", "2019-10-23", "2020-01-01", "2023-01-01"])
def test_before_2024_income_comes_from_the_income_register(date: str) -> None:
    alone = person(geregistreerd_inkomen=2000000, spaargeld=500000, schulden=100000)
    assert list(outputs(LAW, JOINT, date, alone).values()) == [False, 2000000, 400000]
    pair = couple({"geregistreerd_inkomen": 2000000}, {"geregistreerd_inkomen": 1500000, "beleggingen": 1})
    assert list(outputs(LAW, JOINT, date, *pair).values()) == [True, 3500000, 1]


@pytest.mark.parametrize("date", ["2024-01-01", "2025-01-01", "2026-01-01", "2028-01-01"])
def test_from_2024_income_comes_from_the_income_tax(date: str) -> None:
    alone = person(loon_uit_dienstbetrekking=3000000, geregistreerd_inkomen=1, spaargeld=1000000)
    assert list(outputs(LAW, JOINT, date, alone).values()) == [False, 3000000, 1000000]
    pair = couple({"loon_uit_dienstbetrekking": 3000000}, {"winst_uit_onderneming": 1000050, "spaargeld": 7})
    assert list(outputs(LAW, JOINT, date, *pair).values()) == [True, 4000000, 7]


def test_assistance_counts_as_income() -> None:
    income = output(LAW, "toetsingsinkomen", "2026-01-01", person(ontvangt_bijstand=True))
    assert (
        income == output("participatiewet", "bruto_bijstand", "2026-01-01", person(ontvangt_bijstand=True)) // 100 * 100
    )
    assert income > 2000000


@pytest.mark.parametrize(("computed", "awarded"), [(2349, 0), (2350, 2400), (10049, 10000), (10050, 10100)])
def test_whole_euros_and_nothing_below_24(computed: int, awarded: int) -> None:
    assert output(LAW, "toe_te_kennen_bedrag", "2026-01-01", berekend_bedrag=computed) == awarded


def test_the_advance_rests_on_what_both_partners_expect() -> None:
    pair = couple({"geschat_inkomen": 2000000}, {"geschat_inkomen": 900000})
    assert output(LAW, "gezamenlijk_geschat_inkomen", "2026-01-01", *pair) == 2900000
    assert output(LAW, "gezamenlijk_geschat_inkomen", "2026-01-01", person(geschat_inkomen=5)) == 5


def test_settlement_works_both_ways() -> None:
    names = ["nabetaling", "te_veel_betaald"]
    assert list(outputs(LAW, names, "2012-01-01", voorschot=100, vastgestelde_toeslag=160).values()) == [60, 0]
    assert list(outputs(LAW, names, "2026-01-01", voorschot=160, vastgestelde_toeslag=100).values()) == [0, 60]


def test_until_2019_everything_is_recovered_whatever_the_official_thinks() -> None:
    assert recovery("2012-01-01", 10000, 0) == 10000
    assert recovery("2019-10-22", 1, 0, gematigd_deel=100) == 1


def test_from_23_october_2019_the_official_may_moderate() -> None:
    assert recovery("2019-10-23", 10000, 4000) == 6000
    assert recovery("2019-10-23", 10000, 4000, gematigd_deel=250000) == 3500
    assert recovery("2026-01-01", 10000, 4000, gematigd_deel=900000) == 0


def test_efficiency_threshold_of_the_official_example() -> None:
    """Dienst Toeslagen 2024: 150 euro of huurtoeslag is repaid, 90 euro of zorgtoeslag is not, nor "116 euro or less"."""
    assert recovery("2024-06-01", 150, 0) == 150
    assert recovery("2024-06-01", 90, 0) == 0
    assert recovery("2024-06-01", 117, 0) == 117
    assert recovery("2024-06-01", 116, 0) == 0
    assert recovery("2026-01-01", 122, 0) == 122
    assert recovery("2026-01-01", 121, 0) == 0
    assert recovery("2021-01-01", 99, 0) == 99
    assert recovery("2021-01-01", 98, 0) == 0
    assert recovery("2023-12-31", 107, 0) == 107
    assert recovery("2023-01-01", 106, 0) == 0
    assert recovery("2020-12-31", 97, 0) == 97


@pytest.mark.parametrize(("date", "debt", "terms", "amount"), [
    ("2012-01-01", 100, 3, 40),
    ("2012-01-01", 2400, 24, 100),
    ("2012-01-01", 30, 1, 30),
    ("2024-01-01", 480, 24, 20),
    ("2024-01-01", 481, 24, 21),
    ("2024-01-01", 0, 0, 0),
])  # fmt: skip
def test_payment_in_instalments(date: str, debt: int, terms: int, amount: int) -> None:
    guilt = {"opzet_of_grove_schuld": False} if date < "2021" else {}
    found = outputs(RULES, ["aantal_termijnen", "termijnbedrag"], date, terugvordering=debt * 100, **guilt)
    assert found == {"aantal_termijnen": terms, "termijnbedrag": amount * 100}


def test_no_instalments_in_2012_when_called_guilty() -> None:
    found = outputs(
        RULES, ["aantal_termijnen", "termijnbedrag"], "2012-01-01", terugvordering=1000000, opzet_of_grove_schuld=True
    )
    assert found == {"aantal_termijnen": 1, "termijnbedrag": 1000000}


def after_report(
    date: str, old: int, new: int, change: int, report: int, *, yearly: bool, name: str = "terug_na_melding"
) -> Any:
    """An output about a year with a change, in euro; amounts in euro a year, months of the year until change and report."""
    given = {
        "toeslag_oude_situatie": old * 100, "toeslag_nieuwe_situatie": new * 100, "maanden_tot_wijziging": change,
        "maanden_tot_melding": report, "telt_voor_hele_jaar": yearly,
    }  # fmt: skip
    return output(LAW, name, date, **given) / 100


EVERY_VERSION = ["2012-01-01", "2019-10-23", "2021-01-01", "2024-01-01", "2026-01-01"]


@pytest.mark.parametrize("date", EVERY_VERSION)
def test_a_change_in_the_year_counts_by_the_month_and_an_income_for_the_whole_year(date: str) -> None:
    """100 euro a month becomes 10 from June. By the month: 5 x 100 + 7 x 10 = 570 for the year."""
    assert after_report(date, 1200, 120, 5, 5, yearly=False, name="toeslag_na_melding") == 570
    assert after_report(date, 1200, 120, 5, 5, yearly=False) == 0
    assert after_report(date, 1200, 120, 5, 7, yearly=False) == 700 - 570
    assert after_report(date, 1200, 120, 5, 5, yearly=True) == 500 - 120
    assert after_report(date, 120, 1200, 5, 12, yearly=True) == 0


def test_less_than_24_euros_over_the_year_is_not_granted_and_comes_back() -> None:
    """Two months of 4 euro a month, then nothing."""
    assert after_report("2026-01-01", 48, 0, 2, 2, yearly=False) == 8
