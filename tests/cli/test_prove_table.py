"""The table of `prove --all`: a row per property, a column per version, and what was found in each."""

from __future__ import annotations

from uitvoerbaar.engine.prove.result import Outcome, Proof
from uitvoerbaar.face.proof_table import table


def proof(
    name: str, version: str, result: Outcome, seconds: float = 0.0, output: str = "hoogte", law: str = "wet_a"
) -> Proof:
    return Proof(name, "titel", law, version, version, output, result, seconds)


def test_versions_stand_side_by_side_with_counts() -> None:
    lines = list(
        table(
            [
                proof("a-huur", "2025-01-01", "refuted", 1.25),
                proof("d-alles", "2025-01-01", "not_applicable"),
                proof("a-huur", "2026-01-01", "proven", 0.5),
                proof("c-winst", "2026-01-01", "undecided", 60.0),
            ]
        )
    )
    cells = [line.split() for line in lines if line]
    assert cells[0] == ["wet_a", "2025-01-01", "2026-01-01"]
    assert cells[1] == ["a-huur", "W", "1,2", "B", "0,5"]
    assert cells[2] == ["d-alles", "-"]
    assert cells[3] == ["c-winst", "O", "60,0"]
    assert lines[3].index("-", 7) < len("wet_a    2025-01-01") <= lines[4].index("O"), "each under its own version"
    assert "3 vragen: 1 bewezen, 1 weerlegd, 1 onbeslist" in lines


def test_outputs_and_laws_are_told_apart() -> None:
    lines = list(
        table(
            [
                proof("d-alles", "2026-01-01", "proven", output="een"),
                proof("d-alles", "2026-01-01", "refuted", output="twee"),
                proof("d-alles", "2026-01-01", "proven", law="wet_b"),
            ]
        )
    )
    rows = [line.split() for line in lines]
    assert ["d-alles", "een", "B", "0,0"] in rows
    assert ["d-alles", "twee", "W", "0,0"] in rows
    assert ["d-alles", "B", "0,0"] in rows
