"""Official worked examples and figures for the law tests, read from tests/data/law_facts.

A test takes `oracle_params("zorgtoeslag")` as its parameters. Rows that the law cannot meet stand in
`uitzonderingen/<scheme>.yaml` with the reason (`exceptions`).
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.places import FACTS

EXCEPTIONS = Path(__file__).resolve().parent / "uitzonderingen"
KINDS = ("afwijkend", "niet_berekenbaar")


@dataclass(frozen=True)
class Oracle:
    """One worked example: `inputs` and `expected` as printed (euro, Decimal), with its source."""

    id: str
    scheme: str
    year: int
    inputs: dict[str, Any]
    expected: dict[str, Any]
    unit: str
    source: str
    confidence: str

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True)
class Deviation:
    """Why a row is not met. `kind` is afwijkend (ours differs) or niet_berekenbaar (nothing to compare)."""

    id: str
    kind: str
    reason: str


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of `<table>.csv`. Raises ValueError for a table without rows: it would test nothing."""
    with (FACTS / f"{table}.csv").open(newline="", encoding="utf-8") as stream:
        found = tuple(csv.DictReader(stream))
    if not found:
        raise ValueError(f"{table}.csv has no rows")
    return found


@cache
def oracles(scheme: str) -> tuple[Oracle, ...]:
    """The worked examples of a scheme, in the order of the file. Raises ValueError when there are none."""
    found = tuple(
        Oracle(
            row["id"], row["scheme"], int(row["year"][:4]), json.loads(row["inputs"], parse_float=Decimal),
            json.loads(row["expected"], parse_float=Decimal), row["unit"], row["source"], row["confidence"],
        )
        for row in rows("oracles")
        if row["scheme"] == scheme
    )  # fmt: skip
    if not found or not all(oracle.expected for oracle in found):
        raise ValueError(f"oracles.csv: {scheme} has no rows, or a row that expects nothing")
    return found


@cache
def exceptions(scheme: str) -> dict[str, Deviation]:
    """The rows of a scheme that are not met, by id. Raises ValueError for a kind that no test would look at."""
    file = EXCEPTIONS / f"{scheme}.yaml"
    listed = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else []
    found = {item["id"]: Deviation(item["id"], item["soort"], item["reden"]) for item in listed or []}
    wrong = sorted(d.id for d in found.values() if d.kind not in KINDS)
    if wrong or len(found) < len(listed or []):
        raise ValueError(f"{file.name}: kind not in {KINDS} or id twice: {wrong}")
    return found


def params(values: list[Any], what: str) -> list[Any]:
    """Test parameters named after the values. Raises ValueError when there are none: a test of nothing cannot fail."""
    if not values:
        raise ValueError(f"no rows to test with: {what}")
    return [pytest.param(value, id=str(value)) for value in values]


def oracle_params(scheme: str, *, kind: str | None = None) -> list[Any]:
    """Parameters for the rows of a scheme: those to be met, or the exceptions of one `kind`."""
    listed = exceptions(scheme)
    wanted = [o for o in oracles(scheme) if (listed[o.id].kind if o.id in listed else None) == kind]
    return params(wanted, f"{scheme}, {kind or 'to be met'}")


def unknown_exceptions(scheme: str) -> set[str]:
    """Ids that are listed as exceptions but are no row of the scheme (a typing error or a row that is gone)."""
    return set(exceptions(scheme)) - {o.id for o in oracles(scheme)}


def euro(cents: Any, like: Any) -> Decimal:
    """An amount in eurocent as euro, rounded half up to as many decimals as the printed amount `like` has."""
    printed = Decimal(str(like))
    return (Decimal(cents) / 100).quantize(Decimal(1).scaleb(printed.as_tuple().exponent), ROUND_HALF_UP)
