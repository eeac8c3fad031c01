"""Wet op de zorgtoeslag against the official worked examples."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from tests.shipped_laws.cases import toeslag
from tests.shipped_laws.facts import Oracle, euro, exceptions, oracle_params, params, rows, unknown_exceptions

LAW, SCHEME = "wet_op_de_zorgtoeslag", "zorgtoeslag"
INCOMES = ("toetsingsinkomen", "toetsingsinkomen_gezamenlijk", "inkomen")


def zorgtoeslag(year: int, income: Any, *, partner: bool = False, **kw: Any) -> Mapping[str, Any]:
    insured = {"is_verzekerd": True, "partner_is_verzekerd": True if partner else None}
    return toeslag(LAW, year, income, partner=partner, **{**kw, "given": {**insured, **kw.get("given", {})}})


def of(oracle: Oracle) -> Mapping[str, Any]:
    given = oracle.inputs
    income = next((given[k] for k in INCOMES if k in given), None)
    if income is None:
        income = given["toetsingsinkomen_aanvrager"] + given["toetsingsinkomen_partner"]
    extra = {
        name: given[key]
        for name, key in (("partner_is_verzekerd", "partner_verzekerd"), ("woonlandfactor", "woonlandfactor"))
        if key in given
    }
    return zorgtoeslag(oracle.year, income, partner=given["partner"], given=extra)


def printed(found: Mapping[str, Any], key: str, value: Any) -> Decimal:
    """What the law gives for a printed value, in euro and with as many decimals."""
    if (key == "per_maand" and value == int(value)) or key == "uitbetaald":
        return euro(found["maandbedrag_zorgtoeslag"], value)
    if key == "per_maand":
        return euro(found["berekende_zorgtoeslag"] / 12, value)
    name = {"jaar": "berekende_zorgtoeslag", "jaar_afgerond": "hoogte_zorgtoeslag", "normpremie": "normpremie"}[key]
    return euro(found[name], value)


def results(oracle: Oracle) -> dict[str, Decimal]:
    found = of(oracle)
    return {key: printed(found, key, value) for key, value in oracle.expected.items()}


@pytest.mark.parametrize("oracle", oracle_params(SCHEME))
def test_worked_example(oracle: Oracle) -> None:
    assert results(oracle) == oracle.expected


@pytest.mark.parametrize("oracle", oracle_params(SCHEME, kind="afwijkend"))
def test_listed_deviation_is_real(oracle: Oracle) -> None:
    assert results(oracle) != oracle.expected


def test_every_listed_deviation_is_a_row() -> None:
    assert unknown_exceptions(SCHEME) == set()
    assert {listed.kind for listed in exceptions(SCHEME).values()} == {"afwijkend"}


def limits() -> list[tuple[int, bool, int]]:
    """(year, partner, highest income with zorgtoeslag) as Dienst Toeslagen prints them."""
    years = (2019, 2022, 2023, 2024, 2025, 2026)
    columns = ((False, "max_income_single"), (True, "max_income_partner"))
    return [
        (int(row["year"]), partner, int(row[column]))
        for row in rows("zorgtoeslag_params")
        if int(row["year"]) in years
        for partner, column in columns
    ]


@pytest.mark.parametrize("limit", params(limits(), "income limits"))
def test_highest_income_with_zorgtoeslag(limit: tuple[int, bool, int]) -> None:
    year, partner, income = limit
    assert zorgtoeslag(year, income, partner=partner)["heeft_recht_op_zorgtoeslag"] is True
    assert zorgtoeslag(year, income + 1, partner=partner)["heeft_recht_op_zorgtoeslag"] is False


@pytest.mark.parametrize(("partner", "limit"), [(False, 141896), (True, 179429)])
def test_wealth_above_the_limit_ends_the_right(partner: bool, limit: int) -> None:
    assert zorgtoeslag(2025, 20000, partner=partner, wealth=limit)["hoogte_zorgtoeslag"] > 0
    assert zorgtoeslag(2025, 20000, partner=partner, wealth=limit + 1)["hoogte_zorgtoeslag"] == 0


def test_nobody_under_18() -> None:
    assert zorgtoeslag(2025, 5000, geboortedatum="2007-01-02")["hoogte_zorgtoeslag"] == 0
    assert zorgtoeslag(2025, 5000, geboortedatum="2006-12-31")["hoogte_zorgtoeslag"] == 157300


def test_nobody_without_insurance() -> None:
    assert zorgtoeslag(2025, 5000, given={"is_verzekerd": False})["hoogte_zorgtoeslag"] == 0


def test_partner_without_insurance_gives_half_of_the_couple() -> None:
    couple = zorgtoeslag(2025, 35000, partner=True)["berekende_zorgtoeslag"]
    half = zorgtoeslag(2025, 35000, partner=True, given={"partner_is_verzekerd": False})["berekende_zorgtoeslag"]
    assert half * 2 == couple
