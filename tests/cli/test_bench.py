"""The bench command measures everything it promises, on a small population in a cache folder of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from uitvoerbaar.cli import run
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.outputs import link_outputs
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.population import load

KEYS = {
    "households", "persons", "load_s", "housemates_s", "compile_s", "compile_cached_s", "zorgtoeslag_persons_per_s",
    "net_income_s", "totals_s", "rows_by_explain", "peak_mb", "explain_ms", "import_s", "aggregates",
}  # fmt: skip


def by_hand(folder: Path) -> dict[str, int]:
    """Totals of everybody, not of heads of households only: adult children and lodgers pay and receive too."""
    population = load(folder, 2026)
    people = population.people
    asked = {
        "zorgtoeslag": ("besteedbaar_inkomen", "zorgtoeslag_uitbetaald"),
        "inkomensheffing": ("wet_inkomstenbelasting_2001", "inkomensheffing"),
    }
    nodes = link_outputs(load_corpus(), "2026-01-01", asked, load_registers())
    values = Batch(nodes, backend="numpy").run(people).values
    shares = set(people.partner[population.head].tolist()) - {-1}  # the partner's amount is the head's
    weight = population.weight[population.household].tolist()
    care = sum(
        int(v) * w for i, (v, w) in enumerate(zip(values["zorgtoeslag"], weight, strict=True)) if i not in shares
    )
    tax = sum(int(v) * w for v, w in zip(values["inkomensheffing"], weight, strict=True))
    return {"zorgtoeslag": care // 1000, "inkomensheffing": tax // 1000}


def test_bench_measures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path))
    assert run(["bench", "--households", "500", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == KEYS
    assert found["households"] == 500  # of fewer people than are measured at a time
    assert found["rows_by_explain"] == 0
    assert all(value > 0 for key, value in found.items() if key not in ("rows_by_explain", "aggregates"))
    assert found["aggregates"]["besteedbaar_inkomen"] > found["aggregates"]["zorgtoeslag"] > 0
    made = found["aggregates"]
    assert {name: made[name] for name in ("zorgtoeslag", "inkomensheffing")} == by_hand(
        next(tmp_path.glob("bevolking*"))
    )
    assert run(["bench", "--households", "veel"]) == 1
    assert "--households" in capsys.readouterr().err
