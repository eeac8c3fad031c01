"""The work of an assessment: the check first, each step as it begins, and an end where it is stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.places import DATA
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.compute import assess as works
from uitvoerbaar.desk.compute.registry import Stopped

FOLDER = DATA / "proposals" / "alles-of-niets-2026"


class Tools:
    """Tools that remember what was told; `stops` after so many looks."""

    def __init__(self, population: Path, stops: int | None = None) -> None:
        self.population, self.stops, self.looks = population, stops, 0
        self.told: list[tuple[int, int]] = []

    def check(self) -> None:
        """Raises Stopped once it is time."""
        self.looks += 1
        if self.stops is not None and self.looks > self.stops:
            raise Stopped

    def progress(self, done: int, total: int) -> None:
        """Keep it."""
        self.told.append((done, total))
        self.check()


class Made:
    """What came of an assessment."""

    class record:
        """As the record of an assessment."""

        findings = (1, 2)

        class verdict:
            """Its verdict."""

            value = "uitvoerbaar"

    def __init__(self) -> None:
        self.written: list[tuple[Path, str]] = []

    def write(self, folder: Path, *, lang: str, pdf: bool) -> None:
        """Keep where it is written."""
        self.written.append((folder, lang))


def asked(tmp_path: Path, **other: Any) -> dict[str, Any]:
    """A question."""
    return {"proposal": str(FOLDER), "called": "mijn", "out": str(tmp_path / "uit"), "lang": "en", **other}


def runs(monkeypatch: pytest.MonkeyPatch, job: Callable[..., Any]) -> None:
    """Another assessment than the real one, which takes a minute."""
    monkeypatch.setattr(works, "assess_watched", job)
    monkeypatch.setattr(works, "can_print", lambda: False)


def test_steps_come_as_they_begin_and_one_report_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Made()

    def job(proposal: str, people: Path, called: str, watch: works.Watch) -> Made:
        assert (proposal, people, called) == (str(FOLDER), tmp_path, "mijn")
        watch(tr("bevolking laden"), 0, 2)
        watch(tr("oordeel"), 1, 2)
        return made

    runs(monkeypatch, job)
    tools = Tools(tmp_path)
    parts = list(works.assess(asked(tmp_path), tools))  # type: ignore[arg-type]
    assert [part["kind"] for part in parts] == ["stap", "stap", "stap", "klaar"]
    assert parts[0]["name"] == {"nl": "bevolking laden", "en": "load the population"} or parts[0]["name"]["en"]
    assert parts[0]["name"]["nl"] != parts[0]["name"]["en"]
    assert parts[-1] == {"kind": "klaar", "verdict": "uitvoerbaar", "findings": 2}
    assert made.written == [(tmp_path / "uit" / "en", "en")], "once: the page holds both languages"
    assert tools.told == [(0, 2), (1, 2), (1, 1)]


def test_one_that_is_stopped_ends_at_its_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    begun = threading.Event()

    def job(proposal: str, people: Path, called: str, watch: works.Watch) -> None:
        begun.set()
        try:
            while True:
                ended.wait(0.01)
                watch(tr("oordeel"), 0, 1)
        finally:
            ended.set()

    runs(monkeypatch, job)
    with pytest.raises(Stopped):
        list(works.assess(asked(tmp_path), Tools(tmp_path, stops=5)))  # type: ignore[arg-type]
    assert begun.is_set()
    assert ended.is_set()


def test_what_goes_wrong_is_told_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def job(*_: Any) -> None:
        raise UserError("de schijf is vol")

    runs(monkeypatch, job)
    with pytest.raises(UserError, match="de schijf is vol"):
        list(works.assess(asked(tmp_path), Tools(tmp_path)))  # type: ignore[arg-type]


def test_a_proposal_with_errors_is_not_assessed_and_its_files_have_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    (folder / "laws").mkdir(parents=True)
    (folder / "proposal.yaml").write_bytes((FOLDER / "proposal.yaml").read_bytes())
    law = (FOLDER / "laws" / "wet_kinderopvang.yaml").read_text().replace("operation: ", "operatie: ", 1)
    (folder / "laws" / "wet_kinderopvang.yaml").write_text(law)
    runs(monkeypatch, lambda *_: pytest.fail("it is assessed"))
    question = asked(tmp_path, proposal=str(folder), check=True)
    parts = list(works.assess(question, Tools(tmp_path)))  # type: ignore[arg-type]
    assert [part["kind"] for part in parts] == ["controle"]
    assert parts[0]["errors"] > 0
    assert {row["file"] for row in parts[0]["problems"]} == {"laws/wet_kinderopvang.yaml"}
    assert str(tmp_path) not in str(parts)


@pytest.mark.parametrize("name", ["proposal", "called", "out"])
def test_a_question_without_a_part_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=name):
        list(works.assess(asked(tmp_path, **{name: None}), Tools(tmp_path)))  # type: ignore[arg-type]
