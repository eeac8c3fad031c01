"""The three household toeslagen with every law they need: linked to the registers, and in the shipped proposals."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shipped_laws.cases import born, cents, toeslag
from tests.shipped_laws.personen import corpus, couple, output, person
from uitvoerbaar.law import Linker
from uitvoerbaar.law.graph import FieldSpec, Node
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.proposal.load import load_proposal

ZORG = ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag")
HUUR = ("wet_op_de_huurtoeslag", "hoogte_huurtoeslag")
KIND = ("wet_op_het_kindgebonden_budget", "hoogte_kindgebonden_budget")
YEARS = {
    ZORG: (2019, 2023, 2024, 2025, 2026),
    HUUR: (2013, 2014, 2015, 2023, 2024, 2025, 2026),
    KIND: (2012, 2023, 2024, 2025, 2026, 2027, 2028),
}
PROPOSALS = ("huurtoeslag-2026", "kindgebonden-budget-2028")


def linked(laws: Any, date: str, law: str, name: str) -> Node:
    linker = Linker(laws, date, [load_registers().source()])
    return linker.link(law, [name], {"bsn": FieldSpec("number", nullable=False)}).outputs[name]


@pytest.mark.parametrize(("law", "name", "year"), [(*key, year) for key, years in YEARS.items() for year in years])
def test_no_register_record_makes_the_law_fail(law: str, name: str, year: int) -> None:
    """Every input has a source and every value of the registers is decided."""
    node = linked(corpus(), f"{year}-01-01", law, name)
    assert not node.may_fail
    assert not node.nullable
    assert node.kind == "number"


@pytest.mark.parametrize("name", PROPOSALS)
@pytest.mark.parametrize("law", [ZORG, HUUR, KIND])
def test_both_sides_of_a_proposal_link(name: str, law: tuple[str, str]) -> None:
    proposal = load_proposal(name)
    for side in (proposal.before, proposal.after):
        assert not linked(side.corpus(corpus()), side.date, *law).may_fail


def test_a_couple_through_income_tax_and_awir() -> None:
    """Two wages of 15.000: joint income 30.000, so the same as passing the Awir values by hand."""
    kind = {"geboortedatum": born(2025, 8)}
    home = {"is_huurder": True, "kale_huur": 60000, "kinderen": [kind]}
    pair = couple({"loon_uit_dienstbetrekking": cents(15000), **home}, {"loon_uit_dienstbetrekking": cents(15000)})
    values = {
        "is_verzekerd": True,
        "partner_is_verzekerd": True,
        "heeft_aow_leeftijd": False,
        "partner_heeft_aow_leeftijd": False,
    }
    for law, name in YEARS:
        by_hand = toeslag(law, 2025, 30000, partner=True, given=values, **home)[name]
        assert output(law, name, "2025-01-01", *pair) == by_hand > 0


def test_housemate_on_the_pension_age_is_no_elderly_household() -> None:
    """Only the tenant or the partner makes it an elderly household."""
    old = {"geboortedatum": born(2024, 80)}
    young = {"is_huurder": True, "kale_huur": 50000}
    with_old_mate = person(1, **young, huisgenoten=[old])
    old_tenant = person(1, **{**young, **old, "huisgenoten": [{}]})
    assert output("wet_op_de_huurtoeslag", "is_ouderenhuishouden", "2024-01-01", with_old_mate) is False
    assert output("wet_op_de_huurtoeslag", "is_ouderenhuishouden", "2024-01-01", old_tenant) is True


def test_huurtoeslag_2026_opens_for_the_young_and_for_high_rents() -> None:
    proposal = load_proposal("huurtoeslag-2026")
    before, after = (side.corpus(corpus()) for side in (proposal.before, proposal.after))

    def amounts(rent: int, **kw: Any) -> tuple[Any, Any]:
        aow = {"heeft_aow_leeftijd": False, "partner_heeft_aow_leeftijd": None}
        home = {"is_huurder": True, "kale_huur": rent * 100, "given": aow, **kw}
        first, second = (toeslag(HUUR[0], 2026, 18000, laws=laws, **home)[HUUR[1]] for laws in (before, after))
        return first, second

    for case in (amounts(600, geboortedatum=born(2026, 22)), amounts(950)):
        assert case[0] == 0 < case[1]


def test_kindgebonden_budget_2028_gives_more_to_low_and_less_to_high_incomes() -> None:
    proposal = load_proposal("kindgebonden-budget-2028")
    before, after = (side.corpus(corpus()) for side in (proposal.before, proposal.after))

    def change(income: int) -> Any:
        family = {"partner": True, "kinderen": [{"geboortedatum": born(2026, 8)}]}
        first, second = (toeslag(KIND[0], 2026, income, laws=laws, **family)[KIND[1]] for laws in (before, after))
        return second - first

    assert change(20000) == 11100
    assert change(60000) < 0
