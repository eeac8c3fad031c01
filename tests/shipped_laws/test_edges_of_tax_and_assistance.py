"""Rules that decide at an edge: the credit that a partner gets paid out, one of two, ages on the day, unborn children."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.shipped_laws.personen import couple, output, outputs, person
from uitvoerbaar.cli import run

TAX, AOW, ASSISTANCE, SEIZURE = (
    "wet_inkomstenbelasting_2001", "algemene_ouderdomswet", "participatiewet", "wetboek_van_burgerlijke_rechtsvordering",
)  # fmt: skip
CREDIT = {2024: 336200, 2025: 306800, 2026: 311500}
EARNER = {"geboortedatum": "1970-02-01", "loon_uit_dienstbetrekking": 6000000}


def due(year: int, own: dict[str, Any], partner: dict[str, Any] | None = None) -> int:
    people = [person(**own)] if partner is None else couple(own, partner)
    return int(output(TAX, "inkomensheffing", f"{year}-06-01", *people))


# --- Wet IB 2001 art. 8.9: belastingdienst.nl, "Heffingskortingen laten uitbetalen" -------------------------------------


@pytest.mark.parametrize("year", CREDIT)
def test_the_general_credit_is_paid_out_to_the_partner_without_income_born_before_1963(year: int) -> None:
    born = {"geboortedatum": "1962-12-31"}
    assert due(year, born, EARNER) == -CREDIT[year]
    assert due(year, {"geboortedatum": "1963-01-01"}, EARNER) == 0
    assert due(year, born) == 0


def test_no_more_is_paid_out_than_the_partner_pays() -> None:
    born = {"geboortedatum": "1960-05-01"}
    for wage in (0, 1000000, 2300000, 2600000):
        earner = {"geboortedatum": "1970-02-01", "loon_uit_dienstbetrekking": wage}
        paid = int(output(TAX, "heffing_na_kortingen", "2025-06-01", *couple(earner, born)))
        assert due(2025, born, earner) == -min(306800, paid)
        assert due(2025, earner, born) == paid


def test_what_the_own_tax_uses_is_not_paid_out() -> None:
    """3.068 of credit: 1.000 euro of benefit is taxed 358, so 2.710 is paid out; 9.000 euro uses it all."""
    for benefit, expected in ((100000, -271000), (900000, 322300 - 306800)):
        own = {"geboortedatum": "1960-05-01", "uitkeringen_en_pensioenen": benefit}
        assert due(2025, own, EARNER) == expected


def test_the_credit_for_work_is_not_paid_out() -> None:
    """Wages of 8.000: tax 2.865 beside credits of 3.068 and 645; the tax uses all but 203 of the general credit."""
    own = {"geboortedatum": "1960-05-01", "loon_uit_dienstbetrekking": 800000}
    assert due(2025, own, EARNER) == -20300


def test_a_pensioner_gets_the_lower_credit_paid_out() -> None:
    own = {"geboortedatum": "1950-05-01", "aow_opbouwjaren": 0}
    assert due(2025, own, EARNER) == -153600


def test_the_refund_is_income_to_spend() -> None:
    pair = couple({"geboortedatum": "1960-05-01"}, EARNER)
    later = couple({"geboortedatum": "1965-05-01"}, EARNER)
    spend = [
        int(output("besteedbaar_inkomen", "netto_inkomen_persoon", "2026-06-01", *people)) for people in (pair, later)
    ]
    assert spend[0] - spend[1] == 311500


# --- the combination credit, Wet IB art. 8.14a -------------------------------------------------------------------------


def combination(date: str, *people: dict[str, Any]) -> int:
    return int(output(TAX, "inkomensafhankelijke_combinatiekorting", date, *people))


def test_the_published_case_of_1_january() -> None:
    """11,45 percent of 30.000 - 6.073, rounded up."""
    earner = person(loon_uit_dienstbetrekking=3000000, kinderen=[{"geboortedatum": "2012-01-01"}])
    assert combination("2024-06-01", earner) == 274000


@pytest.mark.parametrize("born", ["1985-07-01", "1984-01-01", "1990-01-01"])
def test_one_of_two_partners_who_earn_the_same_gets_the_combination_credit(born: str) -> None:
    work = {"loon_uit_dienstbetrekking": 3000000, "kinderen": [{"geboortedatum": "2020-01-01"}]}
    one, other = couple({**work}, {**work, "geboortedatum": born})
    found = [
        int(output(TAX, "inkomensafhankelijke_combinatiekorting", "2026-01-01", one, other, bsn=n)) for n in (1, 2)
    ]
    assert sorted(found)[0] == 0 < sorted(found)[1]
    assert (found[0] > 0) is (born >= "1985-07-01")  # the oldest; of the same day the lowest number


@pytest.mark.parametrize(("born", "on", "counts"), [
    ("2026-05-01", "2026-01-01", False), ("2026-05-01", "2026-05-01", True), ("2026-07-01", "2026-12-31", True),
    ("2026-07-02", "2026-12-31", False),
])  # fmt: skip
def test_a_child_counts_from_birth_and_when_it_lives_at_home_for_six_months(born: str, on: str, counts: bool) -> None:
    earner = person(loon_uit_dienstbetrekking=3000000, kinderen=[{"geboortedatum": born}])
    assert (combination(on, earner) > 0) is counts


# --- Participatiewet -----------------------------------------------------------------------------------------------------


def assistance(on: str, *people: dict[str, Any], name: str = "hoogte_bijstand") -> int:
    return int(output(ASSISTANCE, name, on, *people))


@pytest.mark.parametrize(("born", "on", "limit"), [
    ("2005-01-01", "2026-01-01", 800000),  # 21 years: not dependent
    ("2008-01-01", "2026-01-01", 800000),  # 18 on the day
    ("2008-01-02", "2026-01-01", 1600000),
    ("2026-01-02", "2026-01-01", 800000),  # not born yet
    ("2026-01-01", "2026-01-01", 1600000),
])  # fmt: skip
def test_only_a_child_under_18_makes_a_family(born: str, on: str, limit: int) -> None:
    """Participatiewet art. 4 lid 1 d-e and 34 lid 3."""
    lone = person(ontvangt_bijstand=True, spaargeld=1200000, kinderen=[{"geboortedatum": born}])
    found = outputs(ASSISTANCE, ["vermogensgrens", "hoogte_bijstand"], on, lone)
    assert found["vermogensgrens"] == limit
    assert (found["hoogte_bijstand"] > 0) is (limit == 1600000)


def test_norms_of_young_couples_ask_for_a_dependent_child_too() -> None:
    young = {"geboortedatum": "2006-07-01"}
    without, grown, child = (
        assistance("2026-01-01", *couple(young, young, kinderen=kids), name="bijstandsnorm")
        for kids in ((), [{"geboortedatum": "2007-01-01"}], [{"geboortedatum": "2020-01-01"}])
    )
    assert without == grown < child


@pytest.mark.parametrize(
    ("born", "norm"), [("1990-01-01", 200213 / 2), ("2006-07-01", 34599), ("1950-01-01", 214416 / 2)]
)
def test_beside_a_partner_under_18_half_the_norm_of_a_couple_is_left(born: str, norm: float) -> None:
    """Participatiewet art. 13 and 24."""
    own, minor = {"geboortedatum": born, "ontvangt_bijstand": True}, {"geboortedatum": "2008-01-02"}
    pair = couple(own, minor)
    assert float(output(ASSISTANCE, "bijstandsnorm", "2026-01-01", *pair)) == norm
    assert output(ASSISTANCE, "hoogte_bijstand", "2026-01-01", *pair, bsn=2) == 0
    grown = couple(own, {"geboortedatum": "2008-01-01"})
    assert output(ASSISTANCE, "bijstandsnorm", "2026-01-01", *grown) > norm


def test_beside_a_partner_under_18_a_young_parent_has_half_of_two_young_parents() -> None:
    """Participatiewet art. 24: half of the norm with a partner of the own age; 2026: 1.092,41 for two parents under 21."""
    minor, child = {"geboortedatum": "2009-01-01"}, {"kinderen": [{"geboortedatum": "2025-01-01"}]}
    for own, norm in (("2006-07-01", 109241 / 2), ("2005-01-01", 200213 / 2)):
        pair = couple({"geboortedatum": own, "ontvangt_bijstand": True}, minor, **child)
        assert float(output(ASSISTANCE, "bijstandsnorm", "2026-01-01", *pair)) == norm


@pytest.mark.parametrize(("year", "norm"), [(2024, 183404), (2025, 192207), (2026, 200213)])
@pytest.mark.parametrize("own_wage", [0, 300000])
def test_income_of_a_partner_without_a_right_counts_above_the_norm_of_a_couple(
    year: int, norm: int, own_wage: int
) -> None:
    """Participatiewet art. 32 lid 3: both with the assistance may have what a couple has; above it each euro is taken off."""

    def found(wage: int) -> tuple[int, int]:
        own = {"geboortedatum": "1990-01-01", "ontvangt_bijstand": True, "loon_uit_dienstbetrekking": own_wage}
        minor = {"geboortedatum": f"{year - 16}-01-01", "loon_uit_dienstbetrekking": wage}
        pair = couple(own, minor)
        net = output(ASSISTANCE, "netto_middelen", f"{year}-01-01", *pair, bsn=2)
        return assistance(f"{year}-01-01", *pair), round(net)

    half = 12 * norm // 2
    for wage in (0, half // 2, half, half + 100000, half + 500000, 12000000):
        paid, net = found(wage)
        assert abs(paid - max(0, half - own_wage - max(0, net - half))) <= 1, wage


def test_the_whole_amount_is_taxed_with_who_holds_the_right() -> None:
    pair = couple({"geboortedatum": "1990-01-01", "ontvangt_bijstand": True}, {"geboortedatum": "2009-01-01"})
    amount = assistance("2026-01-01", *pair)
    assert output(ASSISTANCE, "eigen_deel_bijstand", "2026-01-01", *pair) == amount > 0


# --- AOW and seizure -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("born", "on", "reached"), [
    ("1960-02-29", "2027-02-28", False), ("1960-02-29", "2027-03-01", True), ("1959-05-20", "2026-05-19", False),
    ("1959-05-20", "2026-05-20", True), ("1961-01-15", "2028-04-14", False), ("1961-01-15", "2028-04-15", True),
    ("1960-12-31", "2028-01-01", True),
])  # fmt: skip
def test_the_state_pension_starts_on_the_day_of_the_pension_age(born: str, on: str, reached: bool) -> None:
    assert output(AOW, "heeft_aow_leeftijd", on, person(geboortedatum=born)) is reached


def test_an_unborn_child_does_not_raise_what_is_free_from_seizure() -> None:
    def found(born: str) -> object:
        return output(SEIZURE, "heeft_minderjarige_kinderen", "2026-01-01", person(kinderen=[{"geboortedatum": born}]))

    assert found("2026-01-01") is True
    assert found("2026-01-02") is False


def test_tables_decide_between_two_as_a_case_does(tmp_path: Path) -> None:
    data, children, out = (tmp_path / name for name in ("personen.csv", "kinderen.csv", "uit.csv"))
    data.write_text(
        "bsn,partner_bsn,geboortedatum,loon_uit_dienstbetrekking\n"
        "9,4,1985-07-01,3000000\n4,9,1985-07-01,3000000\n7,,1985-07-01,3000000\n",
        encoding="utf-8",
    )
    children.write_text("ouder_bsn,geboortedatum\n9,2020-01-01\n7,2020-01-01\n", encoding="utf-8")
    asked = ("run", f"{TAX}:inkomensafhankelijke_combinatiekorting", "--on", "2026-01-01")
    assert run((*asked, "--data", str(data), "--children", str(children), "--out", str(out))) == 0
    found = [line.split(",")[1] for line in out.read_text(encoding="utf-8").splitlines()[1:]]
    assert sorted(found[:2])[0] == "0" != sorted(found[:2])[1] == found[2]
