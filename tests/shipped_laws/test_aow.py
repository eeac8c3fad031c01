"""AOW: the age of article 7a by year of birth, the gross amounts, and the official figures."""

from decimal import Decimal
from functools import cache

import pytest

from tests.places import DATA
from tests.shipped_laws import facts
from uitvoerbaar.engine.reference.case import DataSource, evaluate
from uitvoerbaar.engine.reference.values import Unknown
from uitvoerbaar.law import Corpus, LawLookupError, load_corpus

LAW = "algemene_ouderdomswet"
FOLDER = DATA / "laws" / "nl" / "wet" / LAW
SCHEMES = ("aow_leeftijd", "aow_netto")


@cache
def corpus() -> Corpus:
    return load_corpus([FOLDER])


def outputs(date: str, **person: object) -> dict[str, object]:
    """All outputs of the article of the amount for one person."""
    record = {"bsn": 1, "partner_bsn": None, "aow_opbouwjaren": 50, **person}
    found = evaluate(corpus(), LAW, ["hoogte_aow"], date, {"bsn": 1}, [DataSource("personen", "bsn", (record,))])
    return dict(found.outputs)


def has_age(date: str, born: str) -> object:
    record = {"bsn": 1, "geboortedatum": born}
    found = evaluate(
        corpus(), LAW, ["heeft_aow_leeftijd"], date, {"bsn": 1}, [DataSource("personen", "bsn", (record,))]
    )
    return found.outputs["heeft_aow_leeftijd"]


def minus_months(date: str, months: int) -> str:
    """The same day a number of months earlier; only for days that every month has."""
    year, month, day = (int(part) for part in date.split("-"))
    total = year * 12 + month - 1 - months
    return f"{total // 12:04d}-{total % 12 + 1:02d}-{day:02d}"


def test_age_of_every_year_is_reached_on_the_day() -> None:
    checked = 0
    for row in facts.rows("aow_leeftijd"):
        year = row["calendar_year"]
        if not year.isdigit() or not 2013 <= int(year) <= 2026:
            continue
        months = int(row["aow_age_years"]) * 12 + int(row["months"])
        date = f"{year}-12-15"
        assert has_age(date, minus_months(date, months)) is True, year
        assert has_age(f"{year}-12-14", minus_months(date, months)) is False, year
        checked += 1
    assert checked == 14


@pytest.mark.parametrize(("date", "born", "expected"), [
    ("2012-06-01", "1947-06-01", True),
    ("2012-06-01", "1947-06-02", False),
    ("2019-01-01", "1952-12-31", True),  # reached 66 in 2018, not yet 66 and 4 months
    ("2019-01-01", "1953-01-01", False),
    ("2024-01-01", "1957-02-28", True),  # reached 66 and 10 months in 2023
    ("2024-01-01", "1957-03-01", False),
    ("2024-03-01", "1957-03-01", True),
    ("2026-01-01", "1959-01-01", True),
    ("2026-01-01", "1959-01-02", False),
])  # fmt: skip
def test_who_reached_the_age_of_an_earlier_year_keeps_it(date: str, born: str, expected: bool) -> None:
    assert has_age(date, born) is expected


def test_every_version_with_amounts_pays_the_published_month() -> None:
    checked = 0
    for row in facts.rows("aow_amounts"):
        if row["from"] < "2024-01":
            continue
        single = outputs(f"{row['from']}-01", geboortedatum="1940-01-01")
        pair = outputs(f"{row['from']}-01", geboortedatum="1940-01-01", partner_bsn=2)
        assert single["aow_per_maand"] == Decimal(row["gross_single"]) * 100
        assert pair["aow_per_maand"] == Decimal(row["gross_married_each"]) * 100
        if row["holiday_single"]:
            assert single["hoogte_aow"] == 12 * 100 * (Decimal(row["gross_single"]) + Decimal(row["holiday_single"]))
            assert pair["hoogte_aow"] == 12 * 100 * (
                Decimal(row["gross_married_each"]) + Decimal(row["holiday_married"])
            )
        checked += 1
    assert checked == 5


def test_two_percent_for_each_insured_year() -> None:
    full = outputs("2026-01-01", geboortedatum="1940-01-01")
    part = outputs("2026-01-01", geboortedatum="1940-01-01", aow_opbouwjaren=40)
    assert part["aow_per_maand"] == 131006  # 80 percent of 1.637,57 is 1.310,056
    assert part["hoogte_aow"] == 12 * (131006 + 8524)
    assert outputs("2026-01-01", geboortedatum="1940-01-01", aow_opbouwjaren=60) == full


def test_nothing_below_the_age() -> None:
    assert outputs("2026-01-01", geboortedatum="1970-01-01")["hoogte_aow"] == 0


def test_no_amount_where_none_is_known() -> None:
    with pytest.raises(LawLookupError, match="hoogte_aow"):
        outputs("2019-01-01", geboortedatum="1940-01-01")


@pytest.mark.parametrize("oracle", facts.oracle_params("aow_leeftijd"))
def test_age_oracle(oracle: facts.Oracle) -> None:
    year, months = oracle.inputs["kalenderjaar"], oracle.expected["leeftijd_jaren"] * 12
    date = f"{year}-12-15"
    assert has_age(date, minus_months(date, months)) is True
    assert has_age(f"{year}-12-14", minus_months(date, months)) is False


def test_every_row_is_met_or_listed() -> None:
    for scheme in SCHEMES:
        assert not facts.unknown_exceptions(scheme)
    assert not facts.exceptions("aow_netto")  # met in test_inkomstenbelasting.py
    assert not facts.exceptions("aow_leeftijd")


def test_gross_amounts_of_the_net_rows_are_ours() -> None:
    """The net rows state the gross amount; the net amount itself is tested with the income tax."""
    for oracle in facts.oracles("aow_netto"):
        partner = 2 if "bruto_gehuwd" in oracle.inputs else None
        gross = outputs(f"{oracle.inputs['ingang']}-01", geboortedatum="1940-01-01", partner_bsn=partner)[
            "aow_per_maand"
        ]
        stated = oracle.inputs["bruto_gehuwd" if partner else "bruto_alleenstaand"]
        assert gross == stated * 100, oracle.id


def test_unknown_birth_date_is_told() -> None:
    assert outputs("2026-01-01")["hoogte_aow"] == Unknown(frozenset(("geboortedatum",)))
