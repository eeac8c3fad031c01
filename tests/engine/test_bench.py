"""The bench command measures everything it promises, on a small population in a cache folder of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from uitvoerbaar.cli import run

KEYS = {
    "households", "persons", "load_s", "housemates_s", "compile_s", "compile_cached_s", "zorgtoeslag_persons_per_s",
    "net_income_s", "totals_s", "rows_by_explain", "peak_mb", "explain_ms", "import_s", "aggregates",
}  # fmt: skip


def test_bench_measures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path))
    assert run(["bench", "--households", "2000", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == KEYS
    assert found["households"] == 2000
    assert found["rows_by_explain"] == 0
    assert all(value > 0 for key, value in found.items() if key not in ("rows_by_explain", "aggregates"))
    assert found["aggregates"]["besteedbaar_inkomen"] > found["aggregates"]["zorgtoeslag"] > 0
    assert run(["bench", "--households", "veel"]) == 1
    assert "--households" in capsys.readouterr().err
