"""Income tax: the official monthly wage tax tables, net state pension, turning points of credits, partners."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.shipped_laws import facts
from tests.shipped_laws.personen import AOW_AGE, couple, output, outputs, person
from uitvoerbaar.law import LawLookupError

LAW = "wet_inkomstenbelasting_2001"
WAGE_TAX, NET_AOW = "loonheffing_maand", "aow_netto"
YEARS = (2024, 2025, 2026)


def tax(year: int, *names: str, **fields: object) -> list[int]:
    """Outputs for one person without a partner, in whole euro."""
    found = outputs(LAW, list(names), f"{year}-01-01", person(**fields)).values()
    assert all(value % 100 == 0 for value in found)
    return [int(value) // 100 for value in found]


@pytest.mark.parametrize("oracle", facts.oracle_params(WAGE_TAX))
def test_wage_tax_of_a_month_is_a_twelfth_of_the_income_tax(oracle: facts.Oracle) -> None:
    old = oracle.inputs["leeftijd"].startswith(">=AOW")
    earner = person(
        loon_uit_dienstbetrekking=int(oracle.inputs["loon_maand"] * 1200),
        geboortedatum=AOW_AGE if old else "1985-07-01",
        aow_opbouwjaren=0,
    )
    names = {
        "loonheffing": "inkomensheffing",
        "zonder_korting": "box1_heffing",
        "verrekende_arbeidskorting": "arbeidskorting",
    }
    found = outputs(LAW, list(names.values()), f"{oracle.year}-01-01", earner)
    for key, value in oracle.expected.items():
        assert facts.euro(Decimal(found[names[key]]) / 12, value) == value, key


@pytest.mark.parametrize("oracle", facts.params(list(facts.oracles(NET_AOW)), NET_AOW))
def test_net_state_pension_of_a_month(oracle: facts.Oracle) -> None:
    """Net is gross minus wage tax and minus the Zvw contribution, which is withheld per month in whole cents."""
    gross = int(100 * oracle.inputs.get("bruto_alleenstaand", oracle.inputs.get("bruto_gehuwd")))
    month, year = (
        person(uitkeringen_en_pensioenen=income, geboortedatum=AOW_AGE, aow_opbouwjaren=0)
        for income in (gross, 12 * gross)
    )
    date = f"{oracle.inputs['ingang']}-01"
    withheld = output("zorgverzekeringswet", "inkomensafhankelijke_bijdrage", date, month)
    wage_tax = Decimal(output(LAW, "inkomensheffing", date, year)) / 12
    assert facts.euro(gross - withheld - wage_tax, oracle.expected["netto"]) == oracle.expected["netto"]


def test_rows_of_a_year_without_a_law_are_listed_and_cannot_be_run() -> None:
    listed = facts.exceptions(WAGE_TAX)
    assert not facts.unknown_exceptions(WAGE_TAX)
    assert set(listed) == {o.id for o in facts.oracles(WAGE_TAX) if o.year < 2019}
    for oracle in facts.oracles(WAGE_TAX):
        if oracle.id in listed:
            with pytest.raises(LawLookupError, match="nog niet"):
                output(LAW, "inkomensheffing", f"{oracle.year}-01-01", person())


@pytest.mark.parametrize(("year", "income"), [(2024, 124934), (2025, 129078), (2026, 132920)])
def test_employed_persons_credit_ends_where_the_tables_say(year: int, income: int) -> None:
    assert tax(year, "arbeidskorting", loon_uit_dienstbetrekking=(income + 1) * 100) == [0]
    assert tax(year, "arbeidskorting", loon_uit_dienstbetrekking=(income - 100) * 100)[0] in (7, 8)


@pytest.mark.parametrize(("year", "income", "most"), [(2024, 58170, 2010), (2025, 58875, 2035), (2026, 59782, 2067)])
def test_credit_for_the_elderly_ends_where_the_tables_say(year: int, income: int, most: int) -> None:
    def credit(euro: int) -> list[int]:
        pension = {"uitkeringen_en_pensioenen": euro * 100, "aow_opbouwjaren": 0}
        return tax(year, "ouderenkorting", geboortedatum=AOW_AGE, **pension)

    assert credit(20000) == [most]
    assert credit(income + 1) == [0]
    assert 0 < credit(income - 100)[0] <= 16
    assert tax(year, "ouderenkorting", uitkeringen_en_pensioenen=2000000) == [0]


@pytest.mark.parametrize(("year", "young", "old"), [(2024, 3362, 1735), (2025, 3068, 1536), (2026, 3115, 1556)])
def test_general_credit_without_income(year: int, young: int, old: int) -> None:
    assert tax(year, "algemene_heffingskorting") == [young]
    assert tax(year, "algemene_heffingskorting", geboortedatum=AOW_AGE, aow_opbouwjaren=0) == [old]


def test_general_credit_counts_box_3_income_from_2025() -> None:
    rich = {"loon_uit_dienstbetrekking": 2000000, "beleggingen": 100000000}
    assert tax(2024, "algemene_heffingskorting", **rich) == [3362]
    assert tax(2025, "algemene_heffingskorting", **rich)[0] < 3068


def test_small_mortgage_deduction_of_the_tax_office_example() -> None:
    """Belastingdienst 2024: notional rent 1.200 and interest 1.000 give a deduction of 160."""
    names = ("eigenwoningforfait", "aftrek_kleine_eigenwoningschuld", "inkomsten_eigen_woning")
    assert tax(2024, *names, eigenwoningwaarde=34300000, hypotheekrente=100000) == [1200, 160, 40]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("value", "expected"),
    [(12500, 0), (12501, 12), (25000, 25), (25001, 50), (50000, 100), (50001, 125), (75000, 187), (75001, 262)],
)
def test_notional_rent_of_a_cheap_home(year: int, value: int, expected: int) -> None:
    assert tax(year, "eigenwoningforfait", eigenwoningwaarde=value * 100) == [expected]


@pytest.mark.parametrize(("year", "expected"), [(2024, 6935), (2025, 7005), (2026, 7075)])
def test_notional_rent_of_an_expensive_home(year: int, expected: int) -> None:
    """100.000 above the limit: 0,35 percent of the limit and 2,35 percent of the rest."""
    limit = {2024: 1310000, 2025: 1330000, 2026: 1350000}[year]
    assert tax(year, "eigenwoningforfait", eigenwoningwaarde=(limit + 100000) * 100) == [expected]


@pytest.mark.parametrize(("year", "expected"), [(2024, 80000), (2025, 76667), (2026, 71867)])
def test_small_mortgage_deduction_fades_out(year: int, expected: int) -> None:
    """A thirtieth a year since 2019; from 2026 4,8 points a year. The notional rent is 100.000 here."""
    limit = {2024: 1310000, 2025: 1330000, 2026: 1350000}[year]
    value = limit * 100 + (10000000 - limit * 35 // 100) * 10000 // 235 + 1
    assert tax(year, "eigenwoningforfait", "aftrek_kleine_eigenwoningschuld", eigenwoningwaarde=value) == [
        100000,
        expected,
    ]


def test_interest_in_the_top_bracket_is_deducted_at_the_second_rate() -> None:
    without = tax(2025, "inkomensheffing", loon_uit_dienstbetrekking=15000000, eigenwoningwaarde=50000000)[0]
    with_interest = tax(
        2025, "inkomensheffing", loon_uit_dienstbetrekking=15000000, eigenwoningwaarde=50000000, hypotheekrente=1000000
    )[0]
    # 500.000 at 0,35 percent is 1.750; without interest 1.342 of that is deducted (76 2/3 percent).
    taxed = Decimal("0.495") * (10000 - 1342) - Decimal("0.1202") * 10000
    assert abs(without - with_interest - taxed) <= 2


def test_savings_above_the_allowance() -> None:
    # 1,28 percent of 100.000 is 1.280; (100.000 - 59.357) / 100.000 of it is 520,23; 36 percent of 520 is 187,20.
    assert tax(2026, "box3_inkomen", "box3_heffing", spaargeld=10000000) == [520, 187]
    assert tax(2026, "box3_inkomen", spaargeld=5935700) == [0]
    assert tax(2026, "rendementsgrondslag", spaargeld=1000000, schulden=380000) == [10000]
    assert tax(2026, "rendementsgrondslag", spaargeld=1000000, schulden=480000) == [9000]


def test_partners_share_the_allowance_and_the_return() -> None:
    pair = couple({"spaargeld": 20000000}, {})
    shares = [output(LAW, "box3_inkomen", "2026-01-01", *pair, bsn=bsn) for bsn in (1, 2)]
    # 2.560 x (200.000 - 118.714) / 200.000 is 1.040,46, half of it each.
    assert shares == [52000, 52000]


def test_combination_credit_goes_to_the_partner_who_earns_least() -> None:
    child = {"kinderen": [{"geboortedatum": "2016-01-02"}]}
    pair = couple({"loon_uit_dienstbetrekking": 2000000}, {"loon_uit_dienstbetrekking": 4000000}, **child)
    credits = [output(LAW, "inkomensafhankelijke_combinatiekorting", "2025-01-01", *pair, bsn=bsn) for bsn in (1, 2)]
    assert credits == [158700, 0]  # 11,45 percent of 20.000 - 6.145 is 1.586,40
    equal = couple(
        {"loon_uit_dienstbetrekking": 4000000, "geboortedatum": "1984-01-01"},
        {"loon_uit_dienstbetrekking": 4000000, "geboortedatum": "1986-01-01"},
        **child,
    )
    credits = [output(LAW, "inkomensafhankelijke_combinatiekorting", "2025-01-01", *equal, bsn=bsn) for bsn in (1, 2)]
    assert credits == [298600, 0]


@pytest.mark.parametrize("year", YEARS)
def test_combination_credit_needs_a_child_under_twelve_on_1_january(year: int) -> None:
    def credit(born: str, date: str) -> int:
        earner = person(loon_uit_dienstbetrekking=5000000, kinderen=[{"geboortedatum": born}])
        return int(output(LAW, "inkomensafhankelijke_combinatiekorting", date, earner))

    most = {2024: 295000, 2025: 298600, 2026: 303200}[year]
    for date in (f"{year}-01-01", f"{year}-12-31"):
        # Tax office, "Uw kind is op 1 januari jonger dan 12 jaar": born after 31 December, twelve years and a day before.
        assert credit(f"{year - 13}-12-31", date) == 0
        assert credit(f"{year - 12}-01-01", date) == most


@pytest.mark.parametrize(("year", "less"), [(2024, 344), (2025, 403), (2026, 441)])
def test_born_before_1946_has_a_longer_first_bracket(year: int, less: int) -> None:
    """2025: 40.502 instead of 38.441 at 17,92 instead of 37,48 percent."""
    income = {"uitkeringen_en_pensioenen": 5000000, "aow_opbouwjaren": 0}
    young, old = (tax(year, "box1_heffing", geboortedatum=born, **income)[0] for born in ("1946-01-01", "1945-12-31"))
    assert abs(young - old - less) <= 1


def test_credit_for_a_single_pensioner() -> None:
    assert output(LAW, "alleenstaande_ouderenkorting", "2025-01-01", person(geboortedatum=AOW_AGE)) == 53100
    pair = couple({"geboortedatum": AOW_AGE}, {"geboortedatum": AOW_AGE})
    assert output(LAW, "alleenstaande_ouderenkorting", "2025-01-01", *pair) == 0


@pytest.mark.parametrize("year", YEARS)
def test_tax_rises_with_income_and_never_exceeds_it(year: int) -> None:
    before = 0
    for euro in range(0, 160000, 4000):
        due = tax(year, "inkomensheffing", loon_uit_dienstbetrekking=euro * 100)[0]
        assert before <= due <= euro
        before = due


def test_a_loss_lowers_the_income_but_not_the_earned_income() -> None:
    found = outputs(
        LAW, ["box1_inkomen", "arbeidsinkomen", "inkomensheffing"], "2026-01-01", person(winst_uit_onderneming=-500000)
    )
    assert found == {"box1_inkomen": -500000, "arbeidsinkomen": 0, "inkomensheffing": 0}


@pytest.mark.parametrize(("year", "expected"), [(2024, 27305), (2025, 26592), (2026, 26525)])
def test_dividend_in_two_brackets(year: int, expected: int) -> None:
    # 2026: 24,5 percent of 68.843 and 31 percent of 31.157 is 26.525,20.
    assert tax(year, "box2_heffing", inkomen_box2=10000000) == [expected]


def test_credits_of_a_working_pensioner_are_half() -> None:
    """Without the premium part for the AOW: 2025 17,92 of 35,82 percent."""
    worker = {"loon_uit_dienstbetrekking": 4307100, "geboortedatum": AOW_AGE, "kinderen": [{}]}
    names = ("arbeidskorting", "inkomensafhankelijke_combinatiekorting")
    assert tax(2025, *names, **worker) == [2802, 1495]
    assert tax(2025, *names, **{**worker, "geboortedatum": "1985-07-01"}) == [5599, 2986]
