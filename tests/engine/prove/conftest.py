"""Proofs need a solver; without it these tests have nothing to ask."""

from __future__ import annotations

import importlib.util

import pytest

WITHOUT = "z3 is not installed: pip install 'uitvoerbaar[prove]'"
collect_ignore_glob = [] if importlib.util.find_spec("z3") else ["test_*.py"]


def pytest_report_header() -> str | None:
    """Why tests of proofs are left out."""
    return None if importlib.util.find_spec("z3") else f"tests/engine/prove skipped: {WITHOUT}"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path))
