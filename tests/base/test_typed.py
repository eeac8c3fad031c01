"""What people type as a value: too long or too deep is refused in words, not met as a defect."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.typed import DEEPEST, MOST_DIGITS, integer, json_value


def test_numbers_are_exact() -> None:
    assert integer("-" + "9" * 30) == -int("9" * 30)
    assert json_value("[1.10, 12345678901234567890]") == [Decimal("1.10"), 12345678901234567890]


@pytest.mark.parametrize("text", ["{}", "-{}", "1.{}", "{}.5", '{{"a": [{}]}}'])
def test_too_many_digits_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="cijfers is te groot"):
        json_value(text.format("9" * (MOST_DIGITS + 1)))


@pytest.mark.parametrize("one", ["[]", "{}"])
def test_too_deep_is_refused(one: str) -> None:
    assert json_value("[" * DEEPEST + "]" * DEEPEST)[0] is not None
    with pytest.raises(UserError, match="te diep genest"):
        json_value(one[0] * 5000 + one[1] * 5000)


def test_what_is_no_json_is_told_as_such() -> None:
    with pytest.raises(json.JSONDecodeError):
        json_value("[1,")
