"""What changes under a sweep: proposal, laws, people, the disk. Nothing wrong is kept, and what happened is told."""

from __future__ import annotations

import errno
import resource
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.places import DATA
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.face.sweep.asked import Place, Sweep, place_of
from uitvoerbaar.face.sweep.kept import Done, DoneList
from uitvoerbaar.face.sweep.run import Varied, open_sweep, run_sweep

PROPOSAL, LAW, ARTICLE = "alles-of-niets-2026", "wet_op_de_zorgtoeslag", "3"
VARY = ("vermogensgrens_alleenstaand=100.000:200.000:3",)
QUESTION = {"maten": ["begroting"], "programma": "x"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A proposal of one's own."""
    return shutil.copytree(DATA / "proposals" / PROPOSAL, tmp_path / "voornemen")


def edit(path: Path) -> None:
    """Change a file by a byte."""
    path.write_bytes(path.read_bytes() + b"\n")


def place(folder: Path) -> Place:
    """The numbers of the article under the proposal."""
    return place_of(str(folder), LAW, [ARTICLE], None)


@pytest.mark.parametrize("file", ["proposal.yaml", "laws/wet_kinderopvang.yaml"])
def test_a_proposal_that_changes_while_it_is_opened_is_told(folder: Path, file: str) -> None:
    sweep = Sweep(place(folder), (), None)  # type: ignore[arg-type]
    assert not sweep.changed
    edit(folder / file)
    assert sweep.changed
    sweep.__dict__["live"] = type("Live", (), {"ctx": None})()
    with pytest.raises(UserError, match="veranderd terwijl die werd gelezen"):
        sweep.question(())


def test_what_changes_while_it_runs_is_told_and_the_results_are_of_before(
    folder: Path, tmp_path: Path, populations: Callable[[int, int], Path]
) -> None:
    people = shutil.copytree(populations(500, 5), tmp_path / "bevolking")
    here = place(folder)
    plan = Varied(VARY).plan(here)
    sweep = open_sweep(here, plan, people)
    measures = sweep.measures(["begroting"])
    before = run_sweep(sweep, plan, measures, tmp_path / "stil")
    assert before.since == ()

    def told(done: int, _: int) -> None:
        if done == 1:
            edit(folder / "laws" / "wet_kinderopvang.yaml")
            edit(next(people.rglob("*.parquet")))

    after = run_sweep(sweep, plan, measures, tmp_path / "bewogen", told=told)
    assert after.table.equals(before.table)
    assert len(after.since) == 2
    assert all(each in after.notes for each in after.since)
    with pytest.raises(UserError, match="veranderd"):
        run_sweep(sweep, plan, measures, tmp_path / "weer")


def test_a_disk_that_fills_loses_no_variant_that_was_told_done(tmp_path: Path) -> None:
    path = tmp_path / "deel-1-van-1.jsonl"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    kept = 0
    failed: OSError | None = None
    with DoneList(path, QUESTION) as done:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, hard))
        try:
            for number in range(1_000):
                done.add(Done(f"{number:064d}", ((1.0, 0.5, 1.5),), 0))
                kept = number + 1
        except OSError as error:
            failed = error
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert failed is not None
    assert failed.errno in (errno.EFBIG, errno.ENOSPC)
    assert 5 < kept < 50
    with DoneList(path, QUESTION) as again:
        assert {f"{number:064d}" for number in range(kept)} <= set(again.done)
        again.add(Done("x", ((1.0, 0.5, 1.5),), 0))
    with DoneList(path, QUESTION) as last:
        assert "x" in last.done
