"""AKW: amounts by age, quarters, and the published figures."""

from decimal import ROUND_FLOOR, Decimal
from functools import cache

import pytest

from tests.places import DATA
from tests.shipped_laws import facts
from uitvoerbaar.engine.reference.case import DataSource, evaluate
from uitvoerbaar.law import Corpus, LawLookupError, load_corpus

LAW = "algemene_kinderbijslagwet"
FOLDER = DATA / "laws" / "nl" / "wet" / LAW


@cache
def corpus() -> Corpus:
    return load_corpus([FOLDER])


def amounts(date: str, ages: list[int]) -> dict[str, object]:
    """Outputs for children who had their birthday on the date."""
    children = [{"geboortedatum": f"{int(date[:4]) - age}{date[4:]}"} for age in ages]
    record = {"bsn": 1, "kinderen": children}
    found = evaluate(
        corpus(), LAW, ["hoogte_kinderbijslag"], date, {"bsn": 1}, [DataSource("personen", "bsn", (record,))]
    )
    return dict(found.outputs)


def test_every_published_amount() -> None:
    for row in facts.rows("kinderbijslag"):
        for ages, column in (((0, 5), "q_0_5"), ((6, 11), "q_6_11"), ((12, 17), "q_12_17")):
            for age in ages:
                quarter = amounts(f"{row['from']}-01", [age])["kinderbijslag_per_kwartaal"]
                assert quarter == Decimal(row[column]) * 100, (row["from"], age)


def test_nothing_from_eighteen_and_without_children() -> None:
    assert amounts("2026-01-01", [18, 30])["hoogte_kinderbijslag"] == 0
    assert amounts("2026-01-01", [])["hoogte_kinderbijslag"] == 0


def test_year_is_four_quarters_for_all_children() -> None:
    assert amounts("2026-01-01", [3, 8, 14])["hoogte_kinderbijslag"] == 4 * (29507 + 35830 + 42153)


def test_no_amount_between_the_known_dates() -> None:
    with pytest.raises(LawLookupError, match="geldt op"):
        amounts("2015-01-01", [3])


def whole_euros(found: dict[str, object]) -> Decimal:
    """The year as the rows give it: without the cents, floor(4 x the quarter)."""
    return (Decimal(str(found["hoogte_kinderbijslag"])) / 100).to_integral_value(ROUND_FLOOR)


@pytest.mark.parametrize("oracle", facts.oracle_params("kinderbijslag"))
def test_oracle(oracle: facts.Oracle) -> None:
    ages = oracle.inputs.get("kinderen_leeftijd") or [oracle.inputs["leeftijd"]]
    found = amounts(f"{oracle.year}-01-01", ages)
    if "kwartaal" in oracle.expected:
        assert found["kinderbijslag_per_kwartaal"] == oracle.expected["kwartaal"] * 100
    else:
        assert whole_euros(found) == oracle.expected["jaar"]


@pytest.mark.parametrize("oracle", facts.oracle_params("kinderbijslag", kind="afwijkend"))
def test_a_row_that_is_not_met_has_the_amounts_of_july(oracle: facts.Oracle) -> None:
    january, july = (amounts(f"{oracle.year}-{half}-01", oracle.inputs["kinderen_leeftijd"]) for half in ("01", "07"))
    assert whole_euros(january) != oracle.expected["jaar"]
    assert whole_euros(july) == oracle.expected["jaar"]


def test_every_exception_is_a_row() -> None:
    assert facts.oracles("kinderbijslag")
    assert not facts.unknown_exceptions("kinderbijslag")


def test_the_year_2023_has_two_halves() -> None:
    # 269,76 in January and 261,70 in July: what was indexed with the high prices of 2022 went down.
    assert amounts("2023-04-01", [3])["kinderbijslag_per_kwartaal"] == 26976
    assert amounts("2023-10-01", [3])["kinderbijslag_per_kwartaal"] == 26170
