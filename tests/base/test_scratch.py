"""Folders for a while: gone at the end, and gone when the process is asked to end while they are made."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from uitvoerbaar.base import scratch as module
from uitvoerbaar.base.scratch import scratch


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_it_is_gone_at_the_end(temporary: Path) -> None:
    with scratch() as folder:
        (folder / "a").write_text("x", encoding="utf-8")
        assert temporary in folder.parents
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("moment", ["_clean", "_ours"])
def test_a_request_to_end_while_it_is_made_leaves_nothing(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    real = getattr(module, moment)
    calls: list[object] = []

    def stopped(*given: object) -> object:
        found = real(*given)
        calls.append(given)
        if len(calls) == 1:
            raise KeyboardInterrupt
        return found

    monkeypatch.setattr(module, moment, stopped)
    with pytest.raises(KeyboardInterrupt), scratch():
        pass
    assert calls
    assert list(temporary.iterdir()) == []
