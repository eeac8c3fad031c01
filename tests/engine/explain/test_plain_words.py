"""Values and operations in plain Dutch."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from uitvoerbaar.engine.explain.dutch import phrase, show, stated, words
from uitvoerbaar.law.graph import Record


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0, "eurocent", "€ 0,00"),
        (123456, "eurocent", "€ 1.234,56"),
        (-5, "eurocent", "−€ 0,05"),
        (Decimal("100.5"), "eurocent", "€ 1,005"),
        (Decimal(100) / 3, "eurocent", "€ 0,3333…"),
        (650, "eurocent per uur", "€ 6,50 per uur"),
        (2025, None, "2025"),
        (120000, None, "120.000"),
        (Decimal("0.13700"), "ratio", "13,7%"),
        (40, "years", "40 jaar"),
        (True, None, "ja"),
        (False, None, "nee"),
        (None, "eurocent", "geen"),
        ("2025-03-01", None, "1 maart 2025"),
        ("dagopvang", None, "dagopvang"),
        ((), None, "geen"),
        ((Record((("a", 1),)), Record((("a", 2),))), None, "2"),
        (("a", "b"), None, "a, b"),
    ],
)
def test_show(value: Any, unit: str | None, text: str) -> None:
    assert show(value, unit) == text


def test_words_spell_what_is_spelled() -> None:
    assert words("hoogte_aow") == "hoogte AOW"
    assert words("box1_inkomen") == "box 1 inkomen"


@pytest.mark.parametrize(
    ("op", "operands", "text"),
    [
        ("SUBTRACT", ["a", "b", "c"], "a − b − c"),
        ("MAX", ["a", "b", "c"], "het hoogste van a, b en c"),
        ("FLOOR", ["a"], "a, naar beneden afgerond"),
        ("IN", ["a", "x of y"], "a is een van x of y"),
        ("DATE_ADD", ["1 maart 2025", "0", "2", "0", "3"], "1 maart 2025 plus 2 maanden en 3 dagen"),
        ("DATE_DIFF", ["a", "b", "months"], "maanden van a tot b"),
    ],
)
def test_phrase(op: str, operands: list[str], text: str) -> None:
    assert phrase(op, operands) == text


@pytest.mark.parametrize(
    ("op", "value", "dates", "text"),
    [
        ("LESS_THAN", True, False, "a is lager dan b"),
        ("LESS_THAN", False, False, "a is ten minste b"),
        ("GREATER_THAN_OR_EQUAL", False, True, "a is vóór b"),
        ("LESS_THAN_OR_EQUAL", False, False, "a is hoger dan b"),
        ("EQUALS", False, False, "a is niet b"),
        ("LESS_THAN", None, False, "onbekend is of a is lager dan b"),
    ],
)
def test_a_test_with_its_answer_as_a_statement(op: str, value: bool | None, dates: bool, text: str) -> None:
    assert stated(op, ["a", "b"], value, dates=dates) == text
