"""A report of which a copy of the process makes the JSON, the tables and the other half: the same bytes, and the same refusal."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.sample import sample
from uitvoerbaar.base import copied
from uitvoerbaar.findings.check import ReportError
from uitvoerbaar.report import write_report

_FRESH = """
import os, sys
from pathlib import Path
from tests.report.sample import sample
from uitvoerbaar.base import copied
from uitvoerbaar.report import write, write_report

copied.cores = lambda: 2
begun, here = [], os.getpid()

def counted(work):
    def elsewhere():
        assert os.getpid() != here, "the copy did not end well"
        return work()
    begun.append(work)
    return copied.copied(elsewhere)

write.copied = counted
for folder in sys.argv[1:]:
    write_report(sample(), Path(folder), pdf=True, in_copy=True)
print(len(begun))
"""
"""Writes reports in a process that has drawn nothing yet, and tells how many copies it made."""


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copied, "cores", lambda: 2)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_the_files_are_the_same_and_only_who_drew_nothing_yet_is_copied(tmp_path: Path) -> None:
    write_report(sample(), tmp_path / "hier", pdf=True)
    folders = [str(tmp_path / name) for name in ("kopie", "later")]
    done = subprocess.run([sys.executable, "-c", _FRESH, *folders], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["1"]
    here = {file.name: file.read_bytes() for file in (tmp_path / "hier").iterdir()}
    assert "report.pdf" in here
    for folder in folders:
        assert here == {file.name: file.read_bytes() for file in Path(folder).iterdir()}


def test_what_does_not_fit_the_format_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    broken = replace(sample(), date="2026-13-40")
    with pytest.raises(ReportError, match="2026-13-40"):
        write_report(broken, tmp_path, in_copy=True)
    assert not list(tmp_path.iterdir())
