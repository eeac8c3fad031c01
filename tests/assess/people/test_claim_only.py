"""Findings count households in one way: through a claim, which also knows of whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import uitvoerbaar.assess as assess

ROOM = Path(assess.__file__).parent
COUNTS = (ROOM / "people" / "claim.py", ROOM / "people" / "totals.py")


def _made(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("households", "Households")
        ):
            yield f"{path.relative_to(ROOM)}:{node.lineno}"


def test_only_a_claim_makes_a_count_of_households() -> None:
    """`households(...)` of the totals and the record itself are called nowhere else in the assessment."""
    assert [place for path in sorted(ROOM.rglob("*.py")) if path not in COUNTS for place in _made(path)] == []
