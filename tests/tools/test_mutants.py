"""The list of stated faults does not rot: each still stands once in the source, and its tests are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import ROOT
from tools.mutants.run import Fault, faults, table, told_before

ALL = faults()
PARTS = ("engine/reference", "engine/batch", "engine/prove", "engine/piecewise", "law", "population", "assess", "base")


def test_there_are_at_least_sixty_and_in_every_part() -> None:
    assert len(ALL) >= 60
    assert len({fault.id for fault in ALL}) == len(ALL)
    for part in PARTS:
        assert any(fault.file.startswith(f"{part}/") for fault in ALL), part


@pytest.mark.parametrize("fault", ALL, ids=[fault.id for fault in ALL])
def test_every_fault_can_still_be_put_in(fault: Fault) -> None:
    assert fault.found == 1, (
        f"{fault.file}: the text of {fault.id} stands there {fault.found} times: mend tools/mutants/faults.yaml"
    )
    assert fault.before != fault.after
    for test in fault.tests:
        assert (ROOT / test.partition("::")[0]).exists(), test


def test_a_fault_is_put_in_a_copy_only(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n", encoding="utf-8")
    Fault("x", "a.py", "x = 1", "x = 2", "", ()).put(tmp_path)
    assert (tmp_path / "a.py").read_text(encoding="utf-8") == "x = 2\n"


def test_the_table_counts_what_was_seen() -> None:
    one, other = ALL[:2]
    text = table([(one, True, "tests/base/test_whole.py::test_a"), (other, False, "")])
    assert "**1 of 2 seen.**" in text
    assert "`base/test_whole.py::test_a`" in text
    assert "**not seen**" in text


def test_what_the_page_told_before_stays(tmp_path: Path) -> None:
    page = tmp_path / "mutants.md"
    assert told_before(page) == {}
    one, other = ALL[:2]
    page.write_text(table([(one, True, "tests/base/test_whole.py::test_a[1/2]"), (other, False, "")]), encoding="utf-8")
    assert told_before(page) == {one.id: (True, "base/test_whole.py::test_a[1/2]"), other.id: (False, "")}
