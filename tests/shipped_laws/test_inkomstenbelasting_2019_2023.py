"""Income tax of 2019 up to and including 2023: the official monthly wage tax tables, third-party cases, and the old box 3."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from tests.shipped_laws import facts
from tests.shipped_laws.personen import AOW_AGE, couple, output, outputs, person

LAW = "wet_inkomstenbelasting_2001"
YEARS = (2019, 2020, 2021, 2022, 2023)
BORN = {"jonger": "1985-07-01", "ouder": AOW_AGE, "ouder voor 1946": "1945-07-01"}
TABLE = {
    "zonder_korting": "box1_heffing",
    "loonheffing": "inkomensheffing",
    "verrekende_arbeidskorting": "arbeidskorting",
}
EURO_A_YEAR = Decimal("0.09")
"""By the month, rounded up to the cents of a table."""
SCHEMES = {
    "ib_algemene_heffingskorting": ("algemene_heffingskorting", "verzamelinkomen", "korting"),
    "ib_arbeidskorting": ("arbeidskorting", "arbeidsinkomen", "korting"),
    "ib_box1": ("box1_heffing", "box1", "belasting"),
    "ib_iack": ("inkomensafhankelijke_combinatiekorting", "arbeidsinkomen", "korting"),
}


def monthly_rows() -> list[Mapping[str, str]]:
    return list(facts.rows("loonheffing_maandtabellen"))


@pytest.mark.parametrize("row", monthly_rows(), ids=lambda r: f"{r['year']} {r['loon_maand']} {r['leeftijd']}")
def test_wage_tax_of_a_month_is_a_twelfth_of_the_income_tax(row: Mapping[str, str]) -> None:
    """With a partner: the tables leave out the credit for single pensioners."""
    earner = {
        "loon_uit_dienstbetrekking": int(Decimal(row["loon_maand"]) * 1200),
        "geboortedatum": BORN[row["leeftijd"]],
        "aow_opbouwjaren": 0,
    }
    # A partner with a wage of their own, so that no credit is paid out.
    pair = couple(earner, {"loon_uit_dienstbetrekking": 6000000})
    found = outputs(LAW, list(TABLE.values()), f"{row['year']}-01-01", *pair)
    ours = {column: facts.euro(Decimal(found[name]) / 12, row[column]) for column, name in TABLE.items()}
    official = {column: Decimal(row[column]) for column in TABLE}
    if row["leeftijd"] == "jonger":
        assert ours == official
    else:
        # The credit for work of pensioners has rounded amounts of its own; ours is a share of the credit of the younger.
        assert ours["zonder_korting"] == official["zonder_korting"]
        assert 0 <= official["verrekende_arbeidskorting"] - ours["verrekende_arbeidskorting"] <= EURO_A_YEAR
        assert 0 <= ours["loonheffing"] - official["loonheffing"] <= EURO_A_YEAR


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_third_party_cases_of_2023(scheme: str) -> None:
    name, income, expected = SCHEMES[scheme]
    listed = facts.exceptions(scheme)
    assert not facts.unknown_exceptions(scheme)
    for oracle in facts.oracles(scheme):
        earner = person(loon_uit_dienstbetrekking=int(oracle.inputs[income]) * 100, kinderen=[{}])
        met = output(LAW, name, f"{oracle.year}-01-01", earner) == oracle.expected[expected] * 100
        assert met == (oracle.id not in listed), oracle.id


@pytest.mark.parametrize("year", YEARS)
def test_tax_rises_with_income_and_never_exceeds_it(year: int) -> None:
    before = 0
    for euro in range(0, 160000, 4000):
        due = output(LAW, "inkomensheffing", f"{year}-01-01", person(loon_uit_dienstbetrekking=euro * 100)) // 100
        assert before <= due <= euro
        before = due


@pytest.mark.parametrize(
    ("year", "base", "income"),
    [
        # 2020: (100.000 - 30.846) is 69.154 at 1,789 percent; 2021: 50.000 at 1,898.
        (2020, 100000, 1237),
        (2021, 100000, 949),
        # 2022: 50.650 at 1,818 percent and 49.350 - 0,70 at 4,366: (151.300 - 50.650) is 100.650.
        (2022, 151300, 3103),
        # 2019: 1.000.000 above the allowance: 71.650 at 1,935, 918.086 at 4,451 and 10.264 at 5,60 percent.
        (2019, 1030360, 42825),
    ],
)
def test_old_box_3_has_three_classes(year: int, base: int, income: int) -> None:
    assert output(LAW, "box3_inkomen", f"{year}-01-01", person(spaargeld=base * 100)) == income * 100


def test_old_box_3_asks_no_difference_between_savings_and_shares() -> None:
    cash, shares = (
        output(LAW, "box3_inkomen", "2020-01-01", person(**{kind: 20000000})) for kind in ("spaargeld", "beleggingen")
    )
    assert cash == shares > 0
    cash, shares = (
        output(LAW, "box3_inkomen", "2023-01-01", person(**{kind: 20000000})) for kind in ("spaargeld", "beleggingen")
    )
    assert shares > 6 * cash > 0


def test_partners_divide_the_base_of_the_old_box_3() -> None:
    """Two halves of 200.000 - 61.692: each 69.154 at 1,789 percent."""
    pair = couple({"spaargeld": 20000000}, {})
    assert [output(LAW, "box3_inkomen", "2020-01-01", *pair, bsn=bsn) for bsn in (1, 2)] == [123700, 123700]


@pytest.mark.parametrize(("year", "rent"), [(2019, 1950), (2020, 1800), (2021, 1500), (2022, 1350), (2023, 1050)])
def test_notional_rent(year: int, rent: int) -> None:
    assert output(LAW, "eigenwoningforfait", f"{year}-01-01", person(eigenwoningwaarde=30000000)) == rent * 100


@pytest.mark.parametrize("year", YEARS)
def test_notional_rent_of_the_limit_is_the_fixed_amount(year: int) -> None:
    """The fixed amount above the limit is the percentage of the limit: no jump there."""
    limit = {2019: 1080000, 2020: 1090000, 2021: 1110000, 2022: 1130000, 2023: 1200000}[year] * 100
    at, above = (
        output(LAW, "eigenwoningforfait", f"{year}-01-01", person(eigenwoningwaarde=value))
        for value in (limit, limit + 1)
    )
    assert at == above


def given(**fields: Any) -> dict[str, Any]:
    return {"loon_uit_dienstbetrekking": 5000000, **fields}


@pytest.mark.parametrize("year", YEARS)
def test_state_pension_and_assistance_count_only_as_stated(year: int) -> None:
    """Their amounts of these years are not in the laws: only what is stated as a benefit is income."""
    earner = person(**given(geboortedatum=AOW_AGE, ontvangt_bijstand=True))
    assert output(LAW, "box1_inkomen", f"{year}-01-01", earner) == 5000000
