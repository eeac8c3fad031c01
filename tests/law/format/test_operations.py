"""The operations of the format and of the graph: one list, and four tables that must all have it."""

from __future__ import annotations

import pytest

from tests.law.build import NEWEST, STRICT, value_of
from uitvoerbaar.engine.batch.lower.lowered import LEAVES
from uitvoerbaar.engine.batch.lower.operations import OPERATIONS as LOWERED
from uitvoerbaar.engine.reference.walk import OPERATIONS as MEANT
from uitvoerbaar.law import LawFileError
from uitvoerbaar.law.graph.infer import INFERENCES
from uitvoerbaar.law.graph.nodes import OPERATIONS
from uitvoerbaar.law.read.expressions import OUTSIDE_SCHEMA, READERS

# The operation list of schema v0.8.0 (operationType).
SCHEMA = frozenset((
    "ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX", "AND", "OR", "NOT", "EQUALS", "GREATER_THAN", "LESS_THAN",
    "GREATER_THAN_OR_EQUAL", "LESS_THAN_OR_EQUAL", "IF", "IN", "LIST", "FOREACH", "AGE", "DATE_ADD", "DATE",
    "DAY_OF_WEEK", "DATE_DIFF", "DATE_PART", "START_OF", "ROUND", "CEIL", "FLOOR",
))  # fmt: skip


def test_every_reader_has_every_operation() -> None:
    formulas = pytest.importorskip("uitvoerbaar.engine.prove.formulas.law", reason="z3 is not installed")
    assert set(INFERENCES) == OPERATIONS
    assert set(MEANT) == OPERATIONS
    assert set(LOWERED) | set(LEAVES) == OPERATIONS
    assert set(LOWERED).isdisjoint(LEAVES)
    assert set(formulas.OPERATIONS) == OPERATIONS
    # What a law writes is one of them, or is made of them while it is read.
    assert set(READERS) - set(OUTSIDE_SCHEMA) == SCHEMA
    assert SCHEMA <= OPERATIONS


@pytest.mark.parametrize(
    ("day", "unit", "value"),
    [("2024-02-29", "year", 2024), ("2024-02-29", "month", 2), ("2024-02-29", "day", 29), ("0001-01-01", "year", 1)],
)
def test_date_part(day: str, unit: str, value: int) -> None:
    assert value_of(f"{{operation: DATE_PART, date: '{day}', in: {unit}}}", schema=NEWEST) == value


@pytest.mark.parametrize(
    ("day", "unit", "value"),
    [
        ("2024-12-31", "year", "2024-01-01"),
        ("2024-02-29", "month", "2024-02-01"),
        ("2024-03-01", "month", "2024-03-01"),
    ],
)
def test_start_of(day: str, unit: str, value: str) -> None:
    assert value_of(f"{{operation: START_OF, date: '{day}', in: {unit}}}", schema=NEWEST) == value


def test_parts_of_the_day_of_the_computation() -> None:
    assert value_of("{operation: DATE_PART, date: $referencedate, in: month}", schema=NEWEST) == 6


@pytest.mark.parametrize(
    ("expression", "schema", "says"),
    [
        ("{operation: DATE_PART, date: '2024-01-01', in: years}", NEWEST, "bedoelde u 'year'"),
        ("{operation: START_OF, date: '2024-01-01', in: day}", NEWEST, "kent het onderdeel 'day' niet"),
        ("{operation: START_OF, date: '2024-01-01'}", NEWEST, "START_OF mist 'in'"),
        ("{operation: DATE_PART, date: '2024-01-01', in: year}", STRICT, "DATE_PART bestaat vanaf schema v0.6.0"),
    ],
)
def test_what_is_refused(expression: str, schema: str, says: str) -> None:
    with pytest.raises(LawFileError, match=says):
        value_of(expression, schema=schema)
