"""Wet op de huurtoeslag against the official worked examples, and the rules of each system."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from tests.shipped_laws.cases import born, cents, toeslag
from tests.shipped_laws.facts import Oracle, oracle_params, rows, unknown_exceptions
from uitvoerbaar.law import LawLookupError

LAW, SCHEME, NEW_SYSTEM = "wet_op_de_huurtoeslag", "huurtoeslag", "huurtoeslag-2026-stelsel"
RENT, INCOME = 500, 15000
"""Where an example does not name them: a rent and an income that give huurtoeslag in every year."""


def huurtoeslag(year: int, income: Any, rent: Any, *, elderly: bool = False, **kw: Any) -> Mapping[str, Any]:
    """The household pays `rent` euro a month; `elderly` = the tenant has reached the AOW age."""
    aow = {"heeft_aow_leeftijd": elderly, "partner_heeft_aow_leeftijd": None}
    own = {"is_huurder": True, "kale_huur": cents(rent), **kw, "given": {**aow, **kw.get("given", {})}}
    return toeslag(LAW, year, income, **own)


def highest_rent(year: int) -> Decimal:
    values = [r["value"] for r in rows("huurtoeslag_params") if (r["year"], r["parameter"]) == (str(year), "max_huur")]
    return Decimal(values[0])


def child(year: int, age: int) -> dict[str, Any]:
    return {"geboortedatum": born(year, age)}


def housemate(year: int, age: int, income: int = 0, *, own_child: bool = False, wealth: int = 0) -> dict[str, Any]:
    return {
        "geboortedatum": born(year, age), "is_kind": own_child,
        "toetsingsinkomen": cents(income), "rendementsgrondslag": cents(wealth),
    }  # fmt: skip


def of(oracle: Oracle) -> int:
    """Euro per month for a worked example."""
    given, year = oracle.inputs, oracle.year
    rent = given.get("rekenhuur", given.get("huur", given.get("kale_huur", RENT)))
    kind = given.get("huishouden", "EP")
    children = [{"geboortedatum": given["kind_geboren"]}] if "kind_geboren" in given else []
    if "personen" in given:
        children = [child(year, 10)] * (given["personen"] - 1)
    found = huurtoeslag(
        year,
        given.get("inkomen", given.get("rekeninkomen", INCOME)),
        highest_rent(year) if rent == "max" else rent,
        elderly=kind.endswith("O"),
        wealth=given["vermogen"] if isinstance(given.get("vermogen"), int) else 0,
        geboortedatum=given.get("geboren", born(year, given.get("leeftijd", 40))),
        kinderen=children,
    )
    return found["maandbedrag_huurtoeslag"] // 100


@pytest.mark.parametrize("oracle", oracle_params(SCHEME))
def test_worked_example(oracle: Oracle) -> None:
    assert {"per_maand": of(oracle)} == oracle.expected


@pytest.mark.parametrize("oracle", oracle_params(NEW_SYSTEM, kind="afwijkend"))
def test_listed_deviation_is_real(oracle: Oracle) -> None:
    assert {"per_maand": of(oracle)} != oracle.expected


@pytest.mark.parametrize("oracle", oracle_params(SCHEME, kind="niet_berekenbaar"))
def test_year_without_a_law_is_refused(oracle: Oracle) -> None:
    with pytest.raises(LawLookupError, match="gold tot en met 2015-12-31"):
        huurtoeslag(oracle.year, INCOME, RENT)


@pytest.mark.parametrize("scheme", [SCHEME, NEW_SYSTEM])
def test_every_listed_deviation_is_a_row(scheme: str) -> None:
    assert unknown_exceptions(scheme) == set()


@pytest.mark.parametrize("year", [2013, 2014, 2015, 2022, 2023, 2024, 2025])
def test_rent_above_the_limit_ends_the_right_until_2025(year: int) -> None:
    limit = highest_rent(year)
    assert huurtoeslag(year, INCOME, limit)["hoogte_huurtoeslag"] > 0
    assert huurtoeslag(year, INCOME, limit + Decimal("0.01"))["hoogte_huurtoeslag"] == 0


def test_rent_above_the_limit_counts_up_to_the_limit_from_2026() -> None:
    assert huurtoeslag(2026, INCOME, 932.93) == huurtoeslag(2026, INCOME, 1500)


@pytest.mark.parametrize(("year", "age", "young_amount"), [(2025, 22, 0), (2026, 20, 29568)])
def test_young_tenants_have_a_lower_limit(year: int, age: int, young_amount: int) -> None:
    """Above the limit: no right until 2025, a lower countable rent from 2026. A year older, or with a child: not."""
    young = huurtoeslag(year, INCOME, 600, geboortedatum=born(year, age))["berekende_huurtoeslag"]
    adult = huurtoeslag(year, INCOME, 600, geboortedatum=born(year, age + 1))["berekende_huurtoeslag"]
    parent = huurtoeslag(year, INCOME, 600, geboortedatum=born(year, age), kinderen=[child(year, 0)])
    flat = huurtoeslag(year, INCOME, 600, geboortedatum=born(year, age), huisgenoten=[housemate(year, age)])
    older = huurtoeslag(year, INCOME, 600, geboortedatum=born(year, age), huisgenoten=[housemate(year, age + 1)])
    adapted = huurtoeslag(year, INCOME, 600, geboortedatum=born(year, age), woning_aangepast=True)
    assert young == young_amount
    assert adult > young
    assert adapted["berekende_huurtoeslag"] == adult
    assert parent["berekende_huurtoeslag"] == older["berekende_huurtoeslag"] > adult - 200
    assert flat["berekende_huurtoeslag"] < older["berekende_huurtoeslag"]


def test_a_partner_of_23_lifts_the_lower_limit() -> None:
    young = {"geboortedatum": born(2025, 20), "partner": True}
    assert huurtoeslag(2025, INCOME, 600, **young, partner_born=born(2025, 22))["hoogte_huurtoeslag"] == 0
    assert huurtoeslag(2025, INCOME, 600, **young, partner_born=born(2025, 23))["hoogte_huurtoeslag"] > 0


def test_income_of_housemates_counts_and_of_own_children_above_the_exemption() -> None:
    alone = huurtoeslag(2025, 32000, 600, huisgenoten=[housemate(2025, 22, 0)])
    mate = huurtoeslag(2025, 32000, 600, huisgenoten=[housemate(2025, 22, 6043)])
    own = huurtoeslag(2025, 32000, 600, huisgenoten=[housemate(2025, 22, 6043, own_child=True)])
    grown = huurtoeslag(2025, 32000, 600, huisgenoten=[housemate(2025, 23, 6043, own_child=True)])
    one_euro = huurtoeslag(2025, 32001, 600, huisgenoten=[housemate(2025, 22, 0)])
    assert own["berekende_huurtoeslag"] == one_euro["berekende_huurtoeslag"] < alone["berekende_huurtoeslag"]
    assert grown["berekende_huurtoeslag"] == mate["berekende_huurtoeslag"] < own["berekende_huurtoeslag"]


def test_wealth_of_each_housemate_has_its_own_limit() -> None:
    rich, fine = housemate(2025, 30, wealth=37396), housemate(2025, 30, wealth=37395)
    assert huurtoeslag(2025, INCOME, 600, huisgenoten=[fine, rich])["hoogte_huurtoeslag"] == 0
    assert huurtoeslag(2025, INCOME, 600, huisgenoten=[fine, fine], wealth=37395)["hoogte_huurtoeslag"] > 0
    assert huurtoeslag(2025, INCOME, 600, huisgenoten=[fine], wealth=37396)["hoogte_huurtoeslag"] == 0
    assert huurtoeslag(2025, INCOME, 600, partner=True, wealth=74790)["hoogte_huurtoeslag"] > 0


def test_only_tenants_of_age() -> None:
    assert huurtoeslag(2025, INCOME, 450, is_huurder=False)["hoogte_huurtoeslag"] == 0
    assert huurtoeslag(2025, INCOME, 450, geboortedatum=born(2025, 17))["hoogte_huurtoeslag"] == 0
    assert huurtoeslag(2025, INCOME, 450, geboortedatum=born(2025, 18))["hoogte_huurtoeslag"] > 0


def test_service_costs_count_up_to_48_euro_until_2025() -> None:
    with_costs = huurtoeslag(2025, INCOME, 400, servicekosten=4800)["berekende_huurtoeslag"]
    assert with_costs == huurtoeslag(2025, INCOME, 448)["berekende_huurtoeslag"]
    assert with_costs == huurtoeslag(2025, INCOME, 400, servicekosten=9900)["berekende_huurtoeslag"]
    assert huurtoeslag(2026, INCOME, 400, servicekosten=4800) == huurtoeslag(2026, INCOME, 400)


ITEMS = ("energie", "schoonmaak", "huismeester", "ruimten")


@pytest.mark.parametrize("year", [2013, 2014, 2015, 2022, 2023, 2024, 2025])
@pytest.mark.parametrize(
    ("items", "total", "counted"),
    [
        ((1200, 1500, 1100, 0), 0, 3500),
        ((1200, 1500, 1100, 0), 3800, 3500),  # the sum of the items beside them
        ((0, 4800, 0, 0), 0, 1200),
        ((9900, 9900, 9900, 9900), 0, 4800),
        ((1201, 0, 0, 0), 2201, 2200),  # ten euro of which the item is not known
        ((2000, 2000, 0, 0), 20000, 4800),
        ((0, 0, 0, 0), 4801, 4800),
    ],
)
def test_each_item_of_the_service_costs_counts_up_to_12_euro(
    year: int, items: tuple[int, ...], total: int, counted: int
) -> None:
    given = {f"servicekosten_{name}": cents for name, cents in zip(ITEMS, items, strict=True)}
    found = huurtoeslag(year, INCOME, 300, servicekosten=total, given=given)["berekende_huurtoeslag"]
    assert found == huurtoeslag(year, INCOME, 300 + Decimal(counted) / 100)["berekende_huurtoeslag"] > 0


def test_the_published_case_of_fred() -> None:
    """Belastingdienst, tg0831z33fd (2013): rent 320, energy 12, caretaker 11 and cleaning 15 euro: 132,82 a month."""
    given = {"servicekosten_energie": 1200, "servicekosten_huismeester": 1100, "servicekosten_schoonmaak": 1500}
    assert huurtoeslag(2013, 14500, 320, geboortedatum="1994-01-01", given=given)["berekende_huurtoeslag"] == 13282


def test_part_above_the_aftoppingsgrens_until_2025_only_for_some_households() -> None:
    """40 percent of 100 euro above 682,96: alone, elderly or an adapted home; nobody else."""

    def part(**kw: Any) -> Any:
        high, low = (huurtoeslag(2025, INCOME, rent, **kw)["berekende_huurtoeslag"] for rent in (782.96, 682.96))
        return high - low

    couple = {"partner": True}
    assert part() == part(**couple, elderly=True) == part(**couple, woning_aangepast=True) == 4000
    assert part(**couple) == 0


@pytest.mark.parametrize(
    ("kind", "elderly", "children"), [("EP", False, 0), ("EPO", True, 0), ("MP", False, 1), ("MPO", True, 1)]
)
def test_basic_rent_of_2022_by_hand(kind: str, elderly: bool, children: int) -> None:
    """The norm rent of the year's factors plus 16,94; below the ijkpunt the lowest. Rounded up to cents."""
    figures = {
        r["parameter"]: Decimal(r["value"])
        for r in rows("huurtoeslag_params")
        if (r["year"], r["household"]) == ("2022", kind)
    }
    point = int(figures["min_inkomensijkpunt"])
    for income in (0, point, point + 1000, point + 4000):
        norm = figures["min_normhuur"]
        if income > point:
            norm = max(norm, figures["factor_a"] * income**2 + figures["factor_b"] * income)
        expected = max(Decimal(0), Decimal("442.46") - norm - Decimal("16.94"))
        own = {"elderly": elderly, "kinderen": [child(2022, 10)] * children}
        found = huurtoeslag(2022, income, 442.46, **own)["berekende_huurtoeslag"] / Decimal(100)
        assert abs(found - expected) <= Decimal("0.01"), income


def test_absolute_income_limit_until_2015() -> None:
    assert huurtoeslag(2015, 21950, 650)["hoogte_huurtoeslag"] > 0
    assert huurtoeslag(2015, 21951, 650)["hoogte_huurtoeslag"] == 0


def test_basic_rent_of_2026_is_as_published() -> None:
    """Income below the ijkpunt, rent at the kwaliteitskortingsgrens: 498,20 minus 202,52 and minus 200,71."""
    assert huurtoeslag(2026, INCOME, 498.20)["berekende_huurtoeslag"] == 49820 - 20252
    assert huurtoeslag(2026, INCOME, 498.20, kinderen=[child(2026, 10)])["berekende_huurtoeslag"] == 49820 - 20071
