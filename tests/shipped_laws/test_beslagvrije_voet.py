"""Beslagvrije voet (Rv 475b-475fa): published maxima, the formula behind them, partner, low incomes, and recoveries."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from tests.shipped_laws import facts
from tests.shipped_laws.cases import cents
from tests.shipped_laws.personen import AOW_AGE, corpus, couple, output, outputs, person
from uitvoerbaar.engine import DataSource, evaluate
from uitvoerbaar.proposal import load_proposal

LAW = "wetboek_van_burgerlijke_rechtsvordering"
AWIR, RULES = "algemene_wet_inkomensafhankelijke_regelingen", "uitvoeringsregeling_awir"
SCHEME = "beslagvrije_voet"
YEARS = (2024, 2025, 2026)
CHILD: dict[str, Any] = {"kinderen": [{"geboortedatum": "2018-07-01"}]}
HIGH = cents(200_000)
Case = tuple[dict[str, Any], ...]


def of(amount: Any) -> int:
    """95 percent of an amount in whole cents, half a cent up."""
    return int((Decimal(amount) * 95 / 100).quantize(Decimal(1), ROUND_HALF_UP))


def household(situation: str, income: int = HIGH, **more: Any) -> Case:
    """The first person of a household in one of the four situations has all the income."""
    child = CHILD if situation in ("single parent", "married with children") else {}
    head = {"loon_uit_dienstbetrekking": income, **child, **more}
    return couple(head, {}) if situation.startswith("married") else (person(**head),)


SITUATIONS = {
    "alleenstaand": "single", "alleenstaande ouder": "single parent", "gehuwd zonder kinderen": "married no children",
    "gehuwd met kinderen": "married with children",
}  # fmt: skip


def foot(year: int, *people: Any, name: str = "beslagvrije_voet", bsn: int = 1) -> Any:
    """The beslagvrije voet (or another output of the law) on 1 January, in eurocent a month."""
    return output(LAW, name, f"{year}-01-01", *people, bsn=bsn)


@pytest.mark.parametrize("oracle", facts.oracle_params(SCHEME))
def test_oracle(oracle: facts.Oracle) -> None:
    people = household(SITUATIONS[oracle.inputs["situatie"]])
    assert foot(oracle.year, *people) == oracle.expected["max"] * 100


def test_every_row_is_met() -> None:
    assert not facts.exceptions(SCHEME)


@pytest.mark.parametrize("situation", SITUATIONS.values())
@pytest.mark.parametrize("year", [2024, 2026])
def test_published_maximum_holds_for_a_high_income(year: int, situation: str) -> None:
    printed = next(r for r in facts.rows(SCHEME) if (r["from"], r["group"]) == (f"{year}-01", situation))
    assert foot(year, *household(situation)) == Decimal(printed["max_month"]) * 100


@pytest.mark.parametrize(("situation", "euros"), [
    ("single", "2071.24"), ("single parent", "2242.24"), ("married no children", "2739.03"),
    ("married with children", "2855.96"),
])  # fmt: skip
def test_published_maximum_of_2025(situation: str, euros: str) -> None:
    """aag.nl, kennisbank, beslagvrije voet per 1 januari 2025."""
    assert foot(2025, *household(situation)) == cents(euros)


@pytest.mark.parametrize("situation", ["single", "married no children"])
@pytest.mark.parametrize("year", YEARS)
def test_the_formula_ends_at_the_published_maximum(year: int, situation: str) -> None:
    """For these two the maximum is the sum of norm, care and rent at their own ends: to the cent."""
    people = household(situation)
    names = ["deel_norm", "deel_zorg", "deel_huur", "maximum_beslagvrije_voet"]
    *parts, most = outputs(LAW, names, f"{year}-01-01", *people).values()
    assert round(sum(map(Decimal, map(str, parts))) / 12) == most


@pytest.mark.parametrize("year", YEARS)
def test_at_the_bottom_it_is_95_percent_of_the_norm(year: int) -> None:
    alone = foot(year, *household("single", cents(20_000)))
    assert alone == of(output("participatiewet", "norm_alleenstaande", f"{year}-01-01", person()))
    pair = foot(year, *household("married no children", cents(26_000)))
    assert pair == of(output("participatiewet", "norm_gehuwden", f"{year}-01-01", person()))


def test_worked_by_hand_2026() -> None:
    """95 % of 1.401,50 + 13,73 % of (35.000 - 29.736) / 12 + 27 % of (35.000 - 23.425) / 12 = 1.652,09."""
    assert foot(2026, *household("single", cents(35_000))) == 165209
    # With a child: 22 % of (35.000 - 31.500) for rent, and 7,60 % of (35.000 - 29.736) for the child budget.
    assert foot(2026, *household("single parent", cents(35_000))) == 148916
    # A couple on 45.000 with a child: 1.902,02 + 174,65 + 247,50 + 7,60 % of (45.000 - 39.141) / 12.
    assert foot(2026, *household("married with children", cents(45_000)), name="bedrag_leefsituatie") == 236128


@pytest.mark.parametrize("year", YEARS)
def test_a_low_income_always_pays_five_percent(year: int) -> None:
    """Rv 475dc, also for somebody on assistance, and for an income far below the norm."""
    for who in (person(ontvangt_bijstand=True), person(loon_uit_dienstbetrekking=cents(6_000))):
        net = foot(year, who, name="netto_maandinkomen")
        assert foot(year, who) == min(of(net), foot(year, who, name="bedrag_leefsituatie")) < net
        assert foot(year, who, name="afloscapaciteit") == net - foot(year, who)


def test_with_the_rent_act_of_2025_the_part_for_rent_ends_at_its_own_limit() -> None:
    """A proposal may keep an older act in 2026: 900.07 less the lowest basic rent of 199.05, for any high income."""
    before = load_proposal("huurtoeslag-2026").before.corpus(corpus())
    for euros in (150_000, 200_000):
        source = DataSource("personen", "bsn", household("single", cents(euros)))
        found = evaluate(before, LAW, ["deel_huur"], "2026-01-01", {"bsn": 1}, [source]).outputs["deel_huur"]
        assert found == 12 * 70102


def test_without_an_address_in_the_country_it_is_less() -> None:
    """Rv 475da lid 4: 47.5 percent of 2,002.13 in 2026."""
    high = household("single")
    assert output(LAW, "beslagvrije_voet", "2026-01-01", *high, heeft_adres_in_nederland=False) == 95101
    poor = household("single", cents(9_000))
    found = output(LAW, "beslagvrije_voet", "2026-01-01", *poor, heeft_adres_in_nederland=False)
    assert found == of(foot(2026, *poor, name="netto_maandinkomen"))


def test_no_income_or_a_loss_has_nothing_to_take() -> None:
    for who in (person(), person(winst_uit_onderneming=-cents(5_000))):
        assert outputs(LAW, ["beslagvrije_voet", "afloscapaciteit"], "2026-01-01", who) == {
            "beslagvrije_voet": 0, "afloscapaciteit": 0,
        }  # fmt: skip


def test_the_income_of_the_partner_counts_for_at_most_half() -> None:
    small = couple({"loon_uit_dienstbetrekking": cents(30_000)}, {"loon_uit_dienstbetrekking": cents(6_000)})
    whole = foot(2026, *small, name="bedrag_leefsituatie")
    assert foot(2026, *small) == whole - foot(2026, *small, name="netto_maandinkomen", bsn=2)
    even = couple({"loon_uit_dienstbetrekking": cents(30_000)}, {"loon_uit_dienstbetrekking": cents(30_000)})
    whole = foot(2026, *even, name="bedrag_leefsituatie")
    assert foot(2026, *even) + foot(2026, *even, bsn=2) in (whole, whole + 1)


def test_children_of_age_and_the_pension_age_make_no_difference() -> None:
    grown = {"kinderen": [{"geboortedatum": "2007-12-31"}]}
    assert foot(2026, *household("single", **grown)) == foot(2026, *household("single"))
    old = household("single", geboortedatum=AOW_AGE)
    assert foot(2026, *old, name="deel_norm") == foot(2026, *household("single"), name="deel_norm")


@pytest.mark.parametrize(("wage", "other", "debt"), [
    (1_500, None, 300), (24_000, None, 9_000), (80_000, None, 500), (30_000, 8_000, 20_000), (0, 40_000, 1_000),
])  # fmt: skip
def test_what_is_taken_leaves_it(wage: int, other: int | None, debt: int) -> None:
    head = {"loon_uit_dienstbetrekking": cents(wage)}
    people = (person(**head),) if other is None else couple(head, {"loon_uit_dienstbetrekking": cents(other)})
    most = foot(2026, *people, name="afloscapaciteit")
    given = {"terugvordering": cents(debt)}
    standard = output(RULES, "termijnbedrag", "2026-01-01", **given)
    for law, name, asked in (
        (AWIR, "verrekening_per_maand", standard),
        (RULES, "termijnbedrag_naar_draagkracht", standard),
        (AWIR, "beslag_per_maand", cents(debt)),
    ):
        assert output(law, name, "2026-01-01", *people, **given) == min(asked, most)
