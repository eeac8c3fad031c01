"""A year lived month by month: worked by hand from the published figures (tests/data/law_facts), each law in its own way."""

from __future__ import annotations

from typing import Any

import pytest

import uitvoerbaar as uv

MONTHS = {year: [f"{year}-{month:02d}" for month in range(1, 13)] for year in (2025, 2026)}
CARE_YEAR = 211_900 - 0.01912 * 2_973_600
"""Standard premium 2.119 less the norm premium of a low income, 2026, in cents: 1.550,44768 euro."""


def year_of(
    year: int, outputs: list[Any], person: dict[str, Any], children: list[str] | None = None
) -> uv.MonthlyOutcomes:
    """One person in every month of a year; a list as value is one per month."""
    columns = {name: value if isinstance(value, list) else [value] * 12 for name, value in person.items()}
    frame = {"bsn": [1] * 12, "maand": MONTHS[year], **columns}
    kids = {"ouder_bsn": [1] * len(children), "geboortedatum": children} if children else None
    return uv.laws(on=f"{year}-01-01").run_months(outputs, uv.people(frame, children=kids), f"{year}-01", f"{year}-12")


def months(made: uv.MonthlyOutcomes, name: str) -> list[int | None]:
    found: list[int | None] = made.table[name].to_pylist()
    return found


def total(made: uv.MonthlyOutcomes, name: str) -> int:
    [found] = made.sums[name].to_pylist()
    return int(found)


def test_a_student_who_turns_18_in_march_gets_zorgtoeslag_from_april() -> None:
    made = year_of(
        2026, ["zorgtoeslag", ("wet_op_de_zorgtoeslag", "maandbedrag_zorgtoeslag")], {"geboortedatum": "2008-03-15"}
    )
    # Wzt art. 1 lid 1 c: from the first day of the month after. A month: 1.550,45 / 12 = 129,20; in the table: 129 euro.
    assert months(made, "zorgtoeslag") == [0] * 3 + [12_920] * 9
    assert months(made, "maandbedrag_zorgtoeslag") == [0] * 3 + [12_900] * 9
    # Awir art. 14 lid 4: nine twelfths of 1.550,45 is 1.162,84, rounded to 1.163; the table pays 9 x 129 = 1.161.
    assert round(CARE_YEAR * 9 / 12) == 116_284
    assert (total(made, "zorgtoeslag"), total(made, "maandbedrag_zorgtoeslag")) == (116_300, 116_100)


def test_one_month_of_a_small_allowance_is_less_than_is_granted() -> None:
    """Awir art. 14 lid 5: less than 24 euro over the year is not granted, whatever the month would give for a year."""
    # Income 40.500: 1.550,45 - 13,73 % x (40.500 - 29.736) = 72,55 a year, 6,05 a month; from October on 18,14: nothing.
    made = year_of(2026, ["zorgtoeslag"], {"geboortedatum": "2008-09-20", "loon_uit_dienstbetrekking": 4_050_000})
    assert months(made, "zorgtoeslag") == [0] * 9 + [605] * 3
    assert total(made, "zorgtoeslag") == 0


def test_the_state_pension_starts_on_the_day_of_the_age() -> None:
    made = year_of(2025, ["aow", ("algemene_ouderdomswet", "aow_per_maand")], {"geboortedatum": "1958-07-11"})
    # From July 2025: 1.612,44 and 100,39 holiday allowance a month. 67 on 11 July: 21 of 31 days.
    assert months(made, "aow") == [0] * 6 + [round(171_283 * 21 / 31)] + [171_283] * 5
    assert total(made, "aow") == 116_030 + 5 * 171_283
    assert months(made, "aow_per_maand")[6:8] == [round(161_244 * 21 / 31), 161_244]


def test_both_amounts_of_a_year_count_for_a_pensioner() -> None:
    made = year_of(2025, ["aow"], {"geboortedatum": "1950-01-01"})
    # January: 1.580,92 + 102,46; July: 1.612,44 + 100,39.
    assert total(made, "aow") == 6 * (158_092 + 10_246) + 6 * (161_244 + 10_039)


def test_a_child_that_turns_12_in_may() -> None:
    made = year_of(
        2026, ["kinderbijslag", "kindgebonden_budget"],
        {"geboortedatum": "1985-02-01", "loon_uit_dienstbetrekking": 2_000_000}, ["2014-05-05"],
    )  # fmt: skip
    # AKW art. 11: by the first day of the quarter: 358,30 (6 to 12) twice, then 426,29 (from 12) of July 2026 twice.
    nothing = [None, None]
    quarters = [35_830, *nothing, 35_830, *nothing, 42_629, *nothing, 42_629, *nothing]
    assert months(made, "kinderbijslag") == quarters
    assert total(made, "kinderbijslag") == 2 * 35_830 + 2 * 42_629
    # Awir art. 5: 724 a year more from June. (2.580 + 3.416) + 7/12 x 724 = 6.418,33.
    assert months(made, "kindgebonden_budget") == [round(599_600 / 12)] * 5 + [56_000] * 7
    assert total(made, "kindgebonden_budget") == 641_800


def test_a_first_child_born_in_may() -> None:
    made = year_of(2026, ["kinderbijslag", "kindgebonden_budget"], {"geboortedatum": "1995-02-01"}, ["2026-05-20"])
    # No quarter that began in May: 298,40 from July, twice. Child budget from June: 7/12 x 5.996 = 3.497,67.
    assert months(made, "kinderbijslag")[3:7:3] == [0, 29_840]
    assert total(made, "kinderbijslag") == 2 * 29_840
    assert total(made, "kindgebonden_budget") == 349_800


def test_a_partner_who_moves_in_counts_from_the_month_of_the_row() -> None:
    law = uv.laws(on="2026-01-01")
    frame = {
        "bsn": ["a"] * 12 + ["b"] * 12,
        "maand": MONTHS[2026] * 2,
        "partner_bsn": [None] * 4 + ["b"] * 8 + [None] * 4 + ["a"] * 8,
        "geboortedatum": ["1990-05-01"] * 24,
        "loon_uit_dienstbetrekking": [2_000_000] * 12 + [1_500_000] * 12,
    }
    made = law.run_months("zorgtoeslag", frame, "2026-01", "2026-12")
    # Together 35.000: 2 x 2.119 - 4,289 % x 29.736 - 13,73 % x (35.000 - 29.736) = 2.239,88; alone each 1.550,45.
    couple = 423_800 - 0.04289 * 2_973_600 - 0.1373 * (3_500_000 - 2_973_600)
    assert months(made, "zorgtoeslag")[3:5] == [12_920, round(couple / 12)]
    # 4/12 x 1.550,45 + 8/12 x 2.239,88 = 2.010,07
    assert made.sums["zorgtoeslag"].to_pylist() == [100 * round((4 * CARE_YEAR + 8 * couple) / 1200)] * 2


def test_rent_allowance_of_the_months_that_somebody_rents() -> None:
    person = {"geboortedatum": "1990-05-01", "kale_huur": 60_000, "loon_uit_dienstbetrekking": 2_000_000}
    whole = year_of(2026, ["huurtoeslag"], {**person, "is_huurder": True})
    half = year_of(2026, ["huurtoeslag"], {**person, "is_huurder": [False] * 6 + [True] * 6})
    month = whole.table["huurtoeslag"].to_pylist()[0]
    assert month > 0
    assert half.table["huurtoeslag"].to_pylist() == [0] * 6 + [month] * 6
    # Both sums are rounded to whole euros, so twice the half year is the year but for a euro.
    assert abs(2 * total(half, "huurtoeslag") - total(whole, "huurtoeslag")) <= 100
    on_a_day = uv.laws(on="2026-01-01").explain("huurtoeslag", {**person, "is_huurder": True})
    assert total(whole, "huurtoeslag") == on_a_day.value


@pytest.mark.parametrize(("output", "person", "children"), [
    ("zorgtoeslag", {"geboortedatum": "1990-05-01", "loon_uit_dienstbetrekking": 3_350_050}, []),
    ("kindgebonden_budget", {"geboortedatum": "1990-05-01", "loon_uit_dienstbetrekking": 4_123_456}, ["2016-06-01"]),
])  # fmt: skip
def test_twelve_equal_months_are_the_year(output: str, person: dict[str, Any], children: list[str]) -> None:
    made = year_of(2026, [output], person, children)
    case = {**person, "kinderen": [{"geboortedatum": born} for born in children]}
    assert total(made, output) == uv.laws(on="2026-01-01").explain(output, case).value


def test_one_case_is_the_same_as_a_table() -> None:
    law = uv.laws(on="2025-01-01")
    made = law.explain_months("aow", {"geboortedatum": "1958-07-11"}, "2025-06", "2025-08")
    assert list(made.amounts.values()) == [0, 116_030, 171_283]
    assert made.sums == {2025: 116_030 + 171_283}


def test_an_income_that_the_law_works_out_by_month_is_told() -> None:
    """An AOW from July counts as twelve months of it in July's law: the allowances ask the income of the year."""
    person = {"geboortedatum": "1958-07-11", "uitkeringen_en_pensioenen": 1_500_000}
    law = uv.laws(on="2025-01-01")
    case = law.explain_months("zorgtoeslag", person, "2025-07", "2025-09")
    assert any("jaarinkomen" in told and "2025-08" in told for told in case.warnings)
    table = year_of(2025, ["zorgtoeslag"], person)
    assert any("jaarinkomen" in told and "rij 8" in told for told in table.warnings)
    given = law.explain_months(
        "zorgtoeslag", {**person, "gezamenlijk_toetsingsinkomen": 2_500_000}, "2025-07", "2025-09"
    )
    assert not any("jaarinkomen" in told for told in given.warnings)
