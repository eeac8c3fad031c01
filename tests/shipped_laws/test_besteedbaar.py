"""Disposable income: our own sum over laws, checked against the outputs that it adds up."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shipped_laws.personen import AOW_AGE, couple, output, outputs, person

LAW = "besteedbaar_inkomen"
PAID = {
    "zorgtoeslag_uitbetaald": ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag"),
    "huurtoeslag_uitbetaald": ("wet_op_de_huurtoeslag", "hoogte_huurtoeslag"),
    "kindgebonden_budget_uitbetaald": ("wet_op_het_kindgebonden_budget", "hoogte_kindgebonden_budget"),
    "kinderopvangtoeslag_uitbetaald": ("wet_kinderopvang", "hoogte_kinderopvangtoeslag"),
}
HOME: dict[str, Any] = {
    "loon_uit_dienstbetrekking": 2600000,
    "is_huurder": True,
    "kale_huur": 70000,
    "betaalde_zorgpremie": 180000,
    "kinderen": [{
        "geboortedatum": "2023-03-01", "opvangsoort": "dagopvang", "opvanguren_per_maand": 100, "uurtarief": 1000,
        "opvangkosten_betaald": 1200000,
    }],
}  # fmt: skip
YEARS = [2024, 2025, 2026, 2028]


@pytest.mark.parametrize("year", YEARS)
def test_a_household_is_the_sum_of_its_parts(year: int) -> None:
    home, date = person(**HOME), f"{year}-01-01"
    parts = outputs(
        LAW,
        [*PAID, "netto_inkomen_persoon", "besteedbaar_inkomen_eenheid", "besteedbaar_inkomen_huishouden"],
        date,
        home,
    )
    for name, (law, source) in PAID.items():
        assert parts[name] == output(law, source, date, home) > 0, name
    child = output("algemene_kinderbijslagwet", "hoogte_kinderbijslag", date, home)
    unit = (
        parts["netto_inkomen_persoon"] + parts["zorgtoeslag_uitbetaald"] + parts["kindgebonden_budget_uitbetaald"]
        + parts["kinderopvangtoeslag_uitbetaald"] + child - 180000 - 1200000
    )  # fmt: skip
    assert parts["besteedbaar_inkomen_eenheid"] == unit
    assert parts["besteedbaar_inkomen_huishouden"] == unit + parts["huurtoeslag_uitbetaald"]


@pytest.mark.parametrize("name", PAID)
def test_what_was_not_applied_for_is_not_paid(name: str) -> None:
    asked = "aanvraag_" + name.removesuffix("_uitbetaald")
    assert output(LAW, name, "2026-01-01", person(**HOME, **{asked: False})) == 0


@pytest.mark.parametrize("year", YEARS)
def test_net_income_is_income_minus_tax_and_contribution(year: int) -> None:
    who, date = (
        person(loon_uit_dienstbetrekking=3000000, winst_uit_onderneming=500000, inkomen_box2=100000),
        f"{year}-01-01",
    )
    tax = output("wet_inkomstenbelasting_2001", "inkomensheffing", date, who)
    contribution = output("zorgverzekeringswet", "inkomensafhankelijke_bijdrage", date, who)
    assert tax > 0
    assert contribution > 0
    assert output(LAW, "netto_inkomen_persoon", date, who) == 3600000 - tax - contribution


def test_the_partner_is_in_the_unit_with_income_and_premium() -> None:
    pair = couple(
        {"loon_uit_dienstbetrekking": 6000000, "betaalde_zorgpremie": 170000},
        {"loon_uit_dienstbetrekking": 5000000, "betaalde_zorgpremie": 180000},
    )
    net = sum(output(LAW, "netto_inkomen_persoon", "2026-01-01", *pair, bsn=bsn) for bsn in (1, 2))
    assert output(LAW, "besteedbaar_inkomen_eenheid", "2026-01-01", *pair) == net - 350000


def test_housemates_add_their_own_unit() -> None:
    alone = output(LAW, "besteedbaar_inkomen_huishouden", "2026-01-01", person())
    shared = person(huisgenoten=[{"besteedbaar_inkomen_eenheid": 1000000}, {"besteedbaar_inkomen_eenheid": -5}])
    assert output(LAW, "besteedbaar_inkomen_huishouden", "2026-01-01", shared) == alone + 999995


def test_contribution_is_capped_and_wages_count_first() -> None:
    def contribution(**fields: Any) -> Any:
        return output("zorgverzekeringswet", "inkomensafhankelijke_bijdrage", "2026-01-01", person(**fields))

    assert contribution(winst_uit_onderneming=1000000) == 48500
    assert contribution(winst_uit_onderneming=90000000) == 385133  # 4,85 percent of 79.409 is 3.851,3365
    assert contribution(winst_uit_onderneming=1000000, loon_uit_dienstbetrekking=7940900) == 0
    assert contribution(winst_uit_onderneming=1000000, heeft_zorgverzekering=False) == 0
    assert contribution(uitkeringen_en_pensioenen=1000000) == 0
    assert contribution(uitkeringen_en_pensioenen=1000000, geboortedatum=AOW_AGE, aow_opbouwjaren=0) == 48500


def test_premium_is_for_insured_adults() -> None:
    def premium(**fields: Any) -> Any:
        return output(
            "zorgverzekeringswet", "nominale_premie", "2026-01-01", person(betaalde_zorgpremie=170000, **fields)
        )

    assert premium() == 170000
    assert premium(geboortedatum="2008-01-02") == 0
    assert premium(geboortedatum="2008-01-01") == 0  # from the month after the birthday: Zvw art. 16 lid 2
    assert premium(geboortedatum="2007-12-31") == 170000
    assert premium(heeft_zorgverzekering=False) == 0
