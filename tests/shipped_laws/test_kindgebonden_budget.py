"""Wet op het kindgebonden budget against the official worked examples, and the steps that are already in the law."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from tests.shipped_laws.cases import born, toeslag
from tests.shipped_laws.facts import Oracle, euro, exceptions, oracle_params, params, rows, unknown_exceptions

LAW, SCHEME = "wet_op_het_kindgebonden_budget", "kindgebonden_budget"


def kindgebonden_budget(year: int, income: Any, ages: list[int], **kw: Any) -> Mapping[str, Any]:
    return toeslag(LAW, year, income, **{"kinderen": [{"geboortedatum": born(year, age)} for age in ages], **kw})


def of(oracle: Oracle) -> Mapping[str, Any]:
    given = oracle.inputs
    if "kind_geboren" in given:
        children = [{"geboortedatum": given["kind_geboren"]}]
        return kindgebonden_budget(oracle.year, given["inkomen"], [], partner=given["partner"], kinderen=children)
    return kindgebonden_budget(oracle.year, given["inkomen"], given["kinderen"], partner=given["partner"])


def results(oracle: Oracle) -> dict[str, Decimal]:
    found = of(oracle)
    names = {"jaar": "berekend_kindgebonden_budget", "per_maand": "maandbedrag_kindgebonden_budget"}
    return {key: euro(found[names[key]], value) for key, value in oracle.expected.items()}


@pytest.mark.parametrize("oracle", oracle_params(SCHEME))
def test_worked_example(oracle: Oracle) -> None:
    assert results(oracle) == oracle.expected


@pytest.mark.parametrize("oracle", oracle_params(SCHEME, kind="afwijkend"))
def test_listed_deviation_is_real(oracle: Oracle) -> None:
    assert results(oracle) != oracle.expected


def test_every_listed_deviation_is_a_row() -> None:
    assert unknown_exceptions(SCHEME) == set()
    assert {listed.kind for listed in exceptions(SCHEME).values()} == {"afwijkend"}


def published() -> list[Mapping[str, str]]:
    return [
        row for row in rows("kgb_params") if row["year"] in ("2019", "2020", "2022", "2023", "2024", "2025", "2026")
    ]


@pytest.mark.parametrize(
    "row", [pytest.param(p.values[0], id=f"row {i}", marks=p.marks) for i, p in enumerate(params(published(), "kgb"))]
)
def test_published_amounts(row: Mapping[str, str]) -> None:
    """Each amount of the year's table comes out of a household that has it; the drop-off starts above the threshold."""
    year = int(row["year"])

    def amount(ages: list[int], income: int = 0, **kw: Any) -> Decimal:
        return kindgebonden_budget(year, income, ages, **kw)["berekend_kindgebonden_budget"] / Decimal(100)

    one = amount([8], partner=True)
    assert one == int(row["child1"])
    second = int(row["child2"].split()[0])
    assert amount([8, 8], partner=True) - one == second
    assert amount([8, 8, 8], partner=True) - one - second == int(row["child3"])
    assert amount([8, 8, 8, 8], partner=True) - amount([8, 8, 8], partner=True) == int(row["each_further"])
    assert amount([12], partner=True) - one == amount([15], partner=True) - one == int(row["extra_12_15"])
    assert amount([16], partner=True) - one == amount([17], partner=True) - one == int(row["extra_16_17"])
    assert amount([8]) - one == int(row["alo_kop"])
    assert amount([8], int(row["threshold_single"])) == amount([8])
    assert amount([8]) - amount([8], int(row["threshold_single"]) + 1000) == 10 * Decimal(row["pct"])
    assert one - amount([8], int(row["threshold_partner"]) + 1000, partner=True) == 10 * Decimal(row["pct"])
    assert amount([8], wealth=int(row["wealth_single"])) > amount([8], wealth=int(row["wealth_single"]) + 1) == 0
    assert amount([8], partner=True, wealth=int(row["wealth_partner"])) == one
    assert amount([8], partner=True, wealth=int(row["wealth_partner"]) + 1) == 0


def test_2021_as_published() -> None:
    """tonvanmil.nl and vraagover.nl: 1.204, 2.226 and 3.145 euro, 919 for each further child; 247, 441 and 3.242."""
    totals = [
        kindgebonden_budget(2021, 0, [8] * n, partner=True)["berekend_kindgebonden_budget"] // 100 for n in range(5)
    ]
    assert totals == [0, 1204, 2226, 3145, 3145 + 919]
    assert kindgebonden_budget(2021, 0, [12, 16])["berekend_kindgebonden_budget"] == (2226 + 247 + 441 + 3242) * 100
    assert kindgebonden_budget(2021, 22835, [8])["berekend_kindgebonden_budget"] == (1204 + 3242) * 100 - 6750


def test_2012_has_falling_amounts_per_child_and_no_single_parent_supplement() -> None:
    totals = [kindgebonden_budget(2012, 0, [8] * n)["berekend_kindgebonden_budget"] // 100 for n in range(6)]
    assert totals == [0, 1017, 1478, 1661, 1767, 1873]
    assert kindgebonden_budget(2012, 0, [12, 16])["berekend_kindgebonden_budget"] == 147800 + 22600 + 29000
    assert kindgebonden_budget(2012, 29413, [8])["berekend_kindgebonden_budget"] == 101700 - 7600


def test_steps_in_the_law_after_2026() -> None:
    """64 euro more per child in 2027; 47 more (66 - 19) and 19 less for the single parent in 2028; 8,05 and 8,50 %."""
    now, next_, last = (
        kindgebonden_budget(year, 0, [8])["berekend_kindgebonden_budget"] for year in (2026, 2027, 2028)
    )
    assert next_ - now == 6400
    assert last - next_ == 6600 - 2 * 1900
    for year, pct in ((2026, 760), (2027, 805), (2028, 850)):
        high, low = (
            kindgebonden_budget(year, 40000 + more, [8, 8], partner=True)["berekend_kindgebonden_budget"]
            for more in (0, 100)
        )
        assert high - low == pct


@pytest.mark.parametrize("year", [2012, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028])
def test_no_children_no_amount(year: int) -> None:
    assert kindgebonden_budget(year, 0, [])["hoogte_kindgebonden_budget"] == 0
    assert kindgebonden_budget(year, 0, [18])["hoogte_kindgebonden_budget"] == 0
