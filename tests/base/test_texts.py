"""A sentence in two languages is thought once: its parts bring both."""

from __future__ import annotations

import pytest

from uitvoerbaar.base.numbers import decimal, money, numeral, percent, spoken_money
from uitvoerbaar.base.text import SPACE, Text

COSTS = Text("{what} kost {loss} per jaar.", "{what} costs {loss} a year.")


def test_parts_stand_in_the_language_around_them() -> None:
    told = COSTS.format(what=Text("de huurtoeslag", "rent allowance").capital, loss=money(123_456))
    assert told == Text("De huurtoeslag kost €\u00a01.235 per jaar.", "Rent allowance costs €1,235 a year.")


def test_a_part_that_was_not_written_in_english_stands_in_both() -> None:
    assert COSTS.format(what=Text("Artikel 7"), loss="5") == Text(
        "Artikel 7 kost 5 per jaar.", "Artikel 7 costs 5 a year."
    )


def test_a_sentence_in_dutch_alone_stays_so_and_keeps_that_it_is_law() -> None:
    assert Text("artikel {n}", law=True).format(n=3) == Text("artikel 3", law=True)


def test_a_place_without_a_part_is_an_error() -> None:
    with pytest.raises(KeyError, match="loss"):
        COSTS.format(what="x")


def test_joining_and_capitals() -> None:
    both = [Text("een", "one"), Text("twee", "two")]
    assert Text(" en ", " and ").join(both) == Text("een en twee", "one and two")
    assert SPACE.join([]) == Text("", "")
    assert Text("AOW", "AOW").inside == Text("AOW", "AOW")
    assert Text("Zorgtoeslag", "Care allowance").inside == Text("zorgtoeslag", "care allowance")
    assert Text("Paar").capital == Text("Paar")


def test_numbers_in_both_languages() -> None:
    assert money(5) == Text("€\u00a00,05", "€0.05")
    assert numeral(12_345) == Text("12.345", "12,345")
    assert decimal(2.5) == Text("2,5", "2.5")
    assert percent(0.125, 1) == Text("12,5", "12.5")


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (2.5, "2,5", "2.5"),
        (3300, "3.300", "3,300"),
        (1_234_567, "1.234.567", "1,234,567"),
        (1_234_567.5, "1.234.567,5", "1,234,567.5"),
        (0.00001, "0,00001", "0.00001"),
        (0.1 + 0.2, "0,3", "0.3"),
        (-3.7, "−3,7", "−3.7"),
    ],
)
def test_a_number_is_written_out_in_both_languages(value: float, nl: str, en: str) -> None:
    """Never with a power of ten, and with separators in English too."""
    assert decimal(value) == Text(nl, en)


def test_an_amount_below_zero_has_its_sign_before_the_euro() -> None:
    assert spoken_money(-370_000_000) == Text("−€\u00a03,7\u00a0miljoen", "−€3.7\u00a0million")
    assert spoken_money(-46_000_000) == Text("−€\u00a0460.000", "−€460,000")
