"""Made-up persons for tests: fields of the register catalogue with values near what people have."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, PERSON, Catalogue


def fields(draw: random.Random, catalogue: Catalogue, table: str, named: float = 1.0) -> dict[str, Any]:
    """A value in range for each field of a table, left out with chance 1 - `named`."""
    made: dict[str, Any] = {}
    for found in catalogue:
        spec = found.spec
        if found.table != table or spec.reference or spec.computed_by or draw.random() > named:
            continue
        if spec.kind == "bool":
            made[found.name] = draw.random() < 0.5
        elif spec.kind == "date":
            lo, hi = (2005, 2025) if table == CHILD else (1940, 2007)
            made[found.name] = f"{draw.randint(lo, hi)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
        elif spec.values:
            made[found.name] = draw.choice(spec.values)
        else:
            lo, hi = int(Decimal(spec.lo or 0)), int(Decimal(spec.hi or 0))
            made[found.name] = min(max(draw.choice([0, draw.randint(0, 60_000), draw.randint(0, 6_000_000)]), lo), hi)
    return made


def some_case(draw: random.Random, catalogue: Catalogue) -> PersonCase:
    """A household of which some fields are named."""
    return PersonCase(
        fields(draw, catalogue, PERSON, 0.6),
        fields(draw, catalogue, PERSON, 0.6) if draw.random() < 0.5 else None,
        tuple(fields(draw, catalogue, CHILD, 0.6) for _ in range(draw.randint(0, 3))),
        tuple(fields(draw, catalogue, HOUSEMATE, 0.6) for _ in range(draw.randint(0, 2))),
    )
