"""What is owed for a record is data of the register; every reader computes it from there."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from uitvoerbaar.base.folders import registers_dir
from uitvoerbaar.law.registers import CHILD, Due, load_registers

CARE = {"opvanguren_per_maand": 100, "uurtarief": 950}


def test_costs_of_childcare_are_a_year_of_hours_at_their_price() -> None:
    due = load_registers().due(CHILD)["opvangkosten_betaald"]
    assert due.of(CARE) == 12 * 100 * 950
    assert due.rate("opvanguren_per_maand", CARE) == 12 * 950
    assert due.rate("uurtarief", CARE) == 12 * 100
    many = due.of({name: np.full(3, value, np.int64) for name, value in CARE.items()})
    assert many.tolist() == [1_140_000] * 3
    assert not due.known(["uurtarief"])


def test_another_register_owes_another_sum(tmp_path: Path) -> None:
    for file in registers_dir().glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    care = tmp_path / "kinderopvang.yaml"
    text = care.read_text(encoding="utf-8")
    assert "maal: 12" in text
    care.write_text(text.replace("maal: 12", "maal: 52"), encoding="utf-8")
    assert load_registers(tmp_path).due(CHILD) == {
        "opvangkosten_betaald": Due(("opvanguren_per_maand", "uurtarief"), 52)
    }
