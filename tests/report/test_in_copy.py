"""A report of which a copy of the process makes the JSON and the tables: the same bytes, and the same refusal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.sample import sample
from uitvoerbaar.base import copied
from uitvoerbaar.findings.check import ReportError
from uitvoerbaar.report import write_report


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copied, "cores", lambda: 2)


def test_the_files_are_the_same(tmp_path: Path) -> None:
    write_report(sample(), tmp_path / "hier")
    write_report(sample(), tmp_path / "kopie", in_copy=True)
    here = {file.name: file.read_bytes() for file in (tmp_path / "hier").iterdir()}
    assert "report.json" in here
    assert here == {file.name: file.read_bytes() for file in (tmp_path / "kopie").iterdir()}


def test_what_does_not_fit_the_format_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    broken = replace(sample(), date="2026-13-40")
    with pytest.raises(ReportError, match="2026-13-40"):
        write_report(broken, tmp_path, in_copy=True)
    assert not list(tmp_path.iterdir())
