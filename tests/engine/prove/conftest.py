"""Proofs need a solver; without it these tests have nothing to ask."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.fixtures.once import once

WITHOUT = "z3 is not installed: pip install 'uitvoerbaar[prove]'"
collect_ignore_glob = [] if importlib.util.find_spec("z3") else ["test_*.py"]


def pytest_report_header() -> str | None:
    """Why tests of proofs are left out."""
    return None if importlib.util.find_spec("z3") else f"tests/engine/prove skipped: {WITHOUT}"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache without proofs of other tests, and none that are shipped; compiled kernels are those of the whole run."""
    monkeypatch.setattr("uitvoerbaar.engine.prove.shipped.folder", lambda: tmp_path / "no-proofs")
    kernels = once(tmp_path_factory, "kernels", lambda folder: folder.mkdir())
    (tmp_path / "kernels").symlink_to(kernels, target_is_directory=True)
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path))
