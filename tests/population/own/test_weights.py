"""Weights are whole thousandths, rounded and not cut off."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from uitvoerbaar.population import load
from uitvoerbaar.population.own.weights import thousandths


def test_a_weight_is_rounded_to_the_nearest_thousandth() -> None:
    given = np.array([1.0, 2.9996, 0.0006, 0.0004, 1234.5674, 0.0])
    assert thousandths(given, None, np.arange(len(given)), [], []).tolist() == [1000, 3000, 1, 0, 1_234_567, 0]


def test_without_a_column_of_weights_it_is_told_that_a_row_is_one_household(tmp_path: Path) -> None:
    """A sample without weights would pass for all households of the country."""
    text = "jaar: 2026\npersonen:\n  bestand: p.csv\n  velden: {geboortedatum: geb}\n"
    (tmp_path / "mapping.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "p.csv").write_text("geb\n1980-01-01\n", encoding="utf-8")
    assert any("zonder gewicht" in line for line in load(tmp_path).manifest["gelezen"])
