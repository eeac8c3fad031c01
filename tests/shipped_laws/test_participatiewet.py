"""Social assistance: norms, cost sharers, wealth, net supplement and the taxable amount."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.shipped_laws import facts
from tests.shipped_laws.personen import AOW_AGE, couple, output, outputs, person

LAW = "participatiewet"
SCHEMES = ("bijstand_norm", "bijstand_kostendelersnorm")
YOUNG = "2005-07-01"
"""18, 19 or 20 on 1 January of each year tested."""
CHILD: dict[str, Any] = {"kinderen": [{}]}


def norm(*people: Any, year: int = 2025) -> Any:
    return output(LAW, "bijstandsnorm", f"{year}-01-01", *people)


@pytest.mark.parametrize("oracle", facts.oracle_params("bijstand_kostendelersnorm"))
def test_cost_sharers_oracle(oracle: facts.Oracle) -> None:
    others = [{}] * (oracle.inputs["aantal_kostendelers_A"] - 1)
    found = norm(person(huisgenoten=others), year=oracle.year)
    assert facts.euro(found, oracle.expected["norm"]) == oracle.expected["norm"]


@pytest.mark.parametrize("oracle", facts.oracle_params("bijstand_norm"))
def test_norm_oracle(oracle: facts.Oracle) -> None:
    assert oracle.inputs == {"groep": "gehuwden 21+"}
    assert facts.euro(norm(*couple({}, {}), year=oracle.year), oracle.expected["norm"]) == oracle.expected["norm"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_row_is_met(scheme: str) -> None:
    assert not facts.exceptions(scheme)


PUBLISHED = {
    "single": (person(), "single"),
    "single parent": (person(**CHILD), "single"),
    "married": (couple({}, {}), "married"),
    "single, pension age": (person(geboortedatum=AOW_AGE), "AOW single"),
    "one partner of pension age": (couple({"geboortedatum": AOW_AGE}, {}), "AOW married"),
    "single 18-20": (person(geboortedatum=YOUNG), "single 18-20 without children"),
    "both 18-20": (couple({}, {}, geboortedatum=YOUNG), "both 18-20 without children"),
    "both 18-20 with child": (couple({}, {}, geboortedatum=YOUNG, **CHILD), "both 18-20 with children"),
    "one 18-20": (couple({"geboortedatum": YOUNG}, {}), "one 18-20 one 21+ without children"),
    "the other 18-20, with child": (
        couple({**CHILD}, {"geboortedatum": YOUNG, **CHILD}), "one 18-20 one 21+ with children",
    ),
}  # fmt: skip


@pytest.mark.parametrize("who", PUBLISHED)
def test_published_norms_of_2025(who: str) -> None:
    people, group = PUBLISHED[who]
    printed = next(r for r in facts.rows("bijstand_normen") if (r["from"], r["group"]) == ("2025-01", group))
    found = norm(*(people if isinstance(people, tuple) else (people,)))
    assert found == Decimal(printed["amount_month"]) * 100


@pytest.mark.parametrize(("year", "two", "three"), [(2024, 91702, 79475), (2025, 96104, 83290)])
def test_published_cost_sharers_norms(year: int, two: int, three: int) -> None:
    """2024: municipality of Velsen prints 917,02 and 794,75."""
    assert norm(person(huisgenoten=[{}]), year=year) == two  # 2025: 50 percent of 1.922,07 is 961,035
    assert norm(person(huisgenoten=[{}, {}]), year=year) == three
    assert norm(*couple({"huisgenoten": [{}]}, {}), year=year) == 2 * three


def test_students_and_people_below_27_do_not_share_costs() -> None:
    others = [{"is_student": True}, {"geboortedatum": "2000-07-01"}]
    assert norm(person(huisgenoten=others)) == 134545


def test_nothing_without_a_grant_below_18_or_above_the_wealth_limit() -> None:
    def amount(**fields: Any) -> Any:
        return output(LAW, "hoogte_bijstand", "2025-01-01", person(**fields))

    assert amount() == 0
    assert amount(ontvangt_bijstand=True) == 12 * 134545
    assert amount(ontvangt_bijstand=True, spaargeld=777000) == 12 * 134545
    assert amount(ontvangt_bijstand=True, spaargeld=777001) == 0
    assert amount(ontvangt_bijstand=True, spaargeld=777001, schulden=1) == 12 * 134545
    assert amount(ontvangt_bijstand=True, spaargeld=1554000, **CHILD) == 12 * 134545
    assert amount(ontvangt_bijstand=True, geboortedatum="2010-01-01") == 0


def test_wealth_of_both_partners_counts() -> None:
    pair = couple({"spaargeld": 1000000}, {"spaargeld": 554001}, ontvangt_bijstand=True)
    assert output(LAW, "hoogte_bijstand", "2025-01-01", *pair) == 0


def test_a_grant_on_either_partner_is_for_both() -> None:
    pair = couple({"ontvangt_bijstand": True}, {})
    for bsn in (1, 2):
        assert output(LAW, "hoogte_bijstand", "2025-01-01", *pair, bsn=bsn) == 12 * 192207


LIVES: dict[str, Any] = {
    "single": (person(ontvangt_bijstand=True),),
    "single with wages": (person(ontvangt_bijstand=True, loon_uit_dienstbetrekking=800000),),
    "single with a benefit": (person(ontvangt_bijstand=True, uitkeringen_en_pensioenen=1200000),),
    "couple": couple({}, {}, ontvangt_bijstand=True),
    "couple with wages": couple({"loon_uit_dienstbetrekking": 1000000}, {}, ontvangt_bijstand=True),
    "pensioner with half a pension": (person(ontvangt_bijstand=True, geboortedatum=AOW_AGE, aow_opbouwjaren=25),),
}


@pytest.mark.parametrize("year", [2024, 2025, 2026])
@pytest.mark.parametrize("who", LIVES)
def test_the_taxable_amount_leaves_exactly_the_norm_after_tax(who: str, year: int) -> None:
    """What is left after the real income tax is the norm, but for the rounding of tax to whole euros."""
    people, date = LIVES[who], f"{year}-01-01"
    net = sum(output("besteedbaar_inkomen", "netto_inkomen_persoon", date, *people, bsn=p["bsn"]) for p in people)
    found = outputs(LAW, ["bijstandsnorm", "hoogte_bijstand"], date, *people)
    assert found["hoogte_bijstand"] > 0
    assert abs(net - 12 * found["bijstandsnorm"]) <= 300 * len(people)


def test_no_supplement_on_an_income_above_the_norm() -> None:
    earner = person(ontvangt_bijstand=True, loon_uit_dienstbetrekking=2500000)
    found = outputs(LAW, ["hoogte_bijstand", "bruto_bijstand"], "2026-01-01", earner)
    assert found == {"hoogte_bijstand": 0, "bruto_bijstand": 0}


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_norms_hang_together_as_the_law_makes_them(year: int) -> None:
    """Half the norm of a couple for a partner of 21 or older, one and the same supplement for children."""
    young, grown, single = {"geboortedatum": YOUNG}, {"geboortedatum": "1990-07-01"}, norm(person(), year=year)
    married, alone = norm(*couple({}, {}), year=year), norm(person(**young), year=year)
    assert abs(single - Decimal("0.7") * married) <= 1
    assert norm(*couple(young, young), year=year) == 2 * alone
    mixed = norm(*couple(young, grown), year=year)
    assert abs(mixed - alone - Decimal(married) / 2) <= 1
    both_with_child = norm(*couple(young, young, **CHILD), year=year)
    assert norm(*couple(young, grown, **CHILD), year=year) - mixed == both_with_child - 2 * alone > 0
    old = {"geboortedatum": AOW_AGE}
    assert norm(person(**old), year=year) > single
    assert norm(*couple(old, {}), year=year) == norm(*couple({}, old), year=year) > married
