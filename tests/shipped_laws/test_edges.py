"""Edges that a wrong reading of the law would miss: partners' debt threshold, cost sharers beside a young couple, IACK."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shipped_laws.personen import couple, output, person

YEARS = (2024, 2025, 2026)
AWIR = "algemene_wet_inkomensafhankelijke_regelingen"
TAX = "wet_inkomstenbelasting_2001"


@pytest.mark.parametrize(("year", "threshold"), [(2024, 370000), (2025, 380000), (2026, 380000)])
@pytest.mark.parametrize("debts", [(1000000, 0), (0, 1000000), (1000000, 200000), (380100, 370000), (500000, 500000)])
def test_partners_share_the_debt_threshold(year: int, threshold: int, debts: tuple[int, int]) -> None:
    """Wet IB 2001 art. 5.3 lid 3: for partners twice the threshold, whoever has the debts."""
    people = couple({"schulden": debts[0], "spaargeld": 5000000}, {"schulden": debts[1]})
    counted = max(0, sum(debts) - 2 * threshold)
    assert output(AWIR, "gezamenlijk_vermogen", f"{year}-01-01", *people) == 5000000 - counted


def test_alone_the_threshold_counts_once() -> None:
    for debts, counted in ((380000, 0), (380100, 100), (1000000, 620000)):
        one = person(schulden=debts, beleggingen=2000000)
        assert output(TAX, "rendementsgrondslag", "2026-01-01", one) == 2000000 - counted


@pytest.mark.parametrize(("year", "income"), [(2024, 61900), (2025, 57900), (2026, 52000)])
def test_box_3_on_savings_alone(year: int, income: int) -> None:
    """100,000 euro of savings: 1.44, 1.37 and 1.28 percent of what is above 57,000, 57,684 and 59,357 euro."""
    assert output(TAX, "box3_inkomen", f"{year}-01-01", person(spaargeld=10000000)) == income


@pytest.mark.parametrize("year", YEARS)
def test_combination_credit_asks_six_months_at_home(year: int) -> None:
    """Wet IB 2001 art. 8.14a: born on 1 July is six months in the year, born a day later is not."""
    for born, credit in (("07-01", True), ("07-02", False)):
        one = person(loon_uit_dienstbetrekking=6000000, kinderen=[{"geboortedatum": f"{year}-{born}"}])
        found = output(TAX, "inkomensafhankelijke_combinatiekorting", f"{year}-12-31", one)
        assert (found > 0) is credit


# Participatiewet art. 22a lid 3: a fixed amount for the younger one (2021: 266,29 and 574,49 at st-ab.nl) plus the
# norm of a cost sharer for the other, the younger one not counted. By hand from the norms of art. 20 and 21.
YOUNG_COUPLE = [
    (2024, 1, False, 31694 + 91702),
    (2024, 2, False, 31694 + 79475),
    (2025, 1, True, 71658 + 96104),
    (2025, 2, True, 71658 + 83290),
    (2025, 3, False, 33217 + 76883),
    (2026, 2, True, 74642 + 86759),
    (2026, 5, False, 34599 + 73411),
]


@pytest.mark.parametrize(("year", "sharers", "child", "norm"), YOUNG_COUPLE)
def test_couple_of_which_one_is_under_21_with_cost_sharers(year: int, sharers: int, child: bool, norm: int) -> None:
    both: dict[str, Any] = {"huisgenoten": [{"geboortedatum": f"{year - 27}-01-01"}] * sharers}
    both |= {"kinderen": [{}]} if child else {}
    young, old = {"geboortedatum": f"{year - 21}-01-02"}, {"geboortedatum": f"{year - 21}-01-01"}
    for people in (couple(young, old, **both), couple(old, young, **both)):
        assert output("participatiewet", "bijstandsnorm", f"{year}-01-01", *people) == norm


@pytest.mark.parametrize(("year", "tax"), [(2024, 3134), (2025, 3187), (2026, 3112)])
def test_young_disabled_credit_when_the_caller_gives_the_right(year: int, tax: int) -> None:
    """Benefit of 20,000 euro: first bracket, minus the general credit, minus 898, 909 or 923 euro (art. 8.16a)."""
    benefit = person(uitkeringen_en_pensioenen=2000000)
    given = {"recht_op_jonggehandicaptenkorting": 1}
    assert output(TAX, "inkomensheffing", f"{year}-01-01", benefit, **given) == tax * 100


@pytest.mark.parametrize(("on", "credit"), [("2026-06-30", 92300), ("2026-07-01", 0)])
def test_who_has_the_credit_for_the_elderly_has_none_for_the_young_disabled(on: str, credit: int) -> None:
    """Art. 8.16a: "unless the credit for the elderly holds for them"; on 1 July 2026 the pension age is reached."""
    pensioner = person(geboortedatum="1959-07-01", uitkeringen_en_pensioenen=2000000)
    assert output(TAX, "jonggehandicaptenkorting", on, pensioner, recht_op_jonggehandicaptenkorting=1) == credit
