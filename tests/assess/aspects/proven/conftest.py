"""Proofs that are made here must not be those that lie beside the laws."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def nothing_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No proofs are shipped."""
    monkeypatch.setattr("uitvoerbaar.engine.prove.shipped.folder", lambda: tmp_path / "no-proofs")
