"""What people type as a value: whole numbers and JSON, of a size and depth that a case can have."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr

MOST_DIGITS = 1_000
"""Digits of a number; Python refuses to convert more than 4,300, and no number of a law needs 30."""
MOST_SECONDS = 1_000_000
"""Seconds that somebody can ask for: what measures time cannot count without end."""
_COUNTED = 18
DEEPEST = 100
"""Lists and objects in one another."""


def integer(text: str) -> int:
    """The whole number in a text of digits, with or without a sign. Raises UserError when it has too many digits."""
    if len(text) > MOST_DIGITS:
        raise UserError(
            tr("een getal van {count} cijfers is te groot: ten hoogste {most}", count=len(text), most=MOST_DIGITS)
        )
    return int(text)


def digits(text: str) -> int | None:
    """The whole number in a text of plain digits (0-9), None for any other text: ² is a digit to Python and no number, and
    what has more than eighteen digits counts nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _COUNTED else None


def json_value(text: str, no_number: Callable[[str], Any] | None = None) -> Any:
    """The value in a JSON text, decimals exact; `no_number` gets NaN and Infinity, which are no JSON.

    Raises json.JSONDecodeError for what is no JSON; UserError for numbers that are too long, and for lists and objects
    that are too deep in one another.
    """
    depth = deepest = 0
    for letter in text:
        depth += (letter in "[{") - (letter in "]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:  # brackets within texts count too; a case has neither
        raise UserError(tr("te diep genest: ten hoogste {deepest} lijsten of objecten in elkaar", deepest=DEEPEST))
    return json.loads(text, parse_int=integer, parse_float=_decimal, parse_constant=no_number)


def _decimal(text: str) -> Decimal:
    if len(text) > MOST_DIGITS:
        integer(text)
    found = Decimal(text)
    if abs(found.adjusted()) > MOST_DIGITS:
        raise UserError(tr("het getal {text} is te groot of te klein om mee te rekenen", text=text))
    return found
