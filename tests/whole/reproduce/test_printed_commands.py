"""Every command that the demo reports print gives again what stands beside it, run as a reader would run it."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.languages import untranslated
from uitvoerbaar.cli import run

DEMO = ("kinderopvangtoeslag-2015", "huurtoeslag-2026")
HOUSEHOLDS = 1_500
POPULATION = "out/mijn bevolking"
"""A relative path with a space: the commands must quote it and work from the reader's own folder."""
REPORT = "out/toets"
_EUROS = re.compile(r"€\s?(-?[\d.]+)(?:,(\d\d))?")
Report = dict[str, Any]
Run = Callable[[str], str]


@pytest.fixture(scope="module", params=DEMO)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a reader who made a demo report on a population, far from the source tree."""
    place = tmp_path_factory.mktemp("lezer")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        assert run(["population", "make", "--households", str(HOUSEHOLDS), "--seed", "1", "--out", POPULATION]) == 0
        # Without proofs: those of all properties take minutes, and tests/engine/prove runs the commands that they print.
        assert run(["assess", request.param, "--population", POPULATION, "--out", REPORT, "--prove", "0"]) == 0
        yield place


@pytest.fixture
def again(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one printed command in the folder of the reader; its output. Fails when the command does."""

    def once(command: str) -> str:
        name, *arguments = shlex.split(command)
        assert name == "uitvoerbaar"
        code = run(arguments)
        out, err = capsys.readouterr()
        assert code == 0, f"{command}\n{err}"
        return out

    return once


def report_of(folder: Path) -> Report:
    made: Report = json.loads((folder / REPORT / "report.json").read_text(encoding="utf-8"))
    return made


def printed(value: Any) -> Iterator[str]:
    """Every command anywhere in a report: a text that is one, or that ends in one."""
    if isinstance(value, dict):
        for item in value.values():
            yield from printed(item)
    elif isinstance(value, list):
        for item in value:
            yield from printed(item)
    elif isinstance(value, str):
        found = re.search(r"(?:^|: )(uitvoerbaar [a-z]+ .*)$", value)
        if found:
            yield found[1]


def cents(text: str) -> set[int]:
    """Every amount in euros in a text, in eurocent."""
    return {int(whole.replace(".", "")) * 100 + int(part or 0) for whole, part in _EUROS.findall(text)}


def stated(finding: Report) -> set[int]:
    """The exact amounts that a finding states with its simplest case, in eurocent a year."""
    case = finding["smallest_case"]
    if case is None:
        return set()
    amounts = {case["before"]["value"], case["after"]["value"]}
    return {abs(a) for a in (amounts if finding["test"] == "marginale_druk" else {*amounts, case["loss"]})}


def test_a_case_comes_back_with_the_amounts_of_its_finding(folder: Path, again: Run) -> None:
    explained = [f for f in report_of(folder)["findings"] if f["command"].startswith("uitvoerbaar explain ")]
    assert explained, "a demo without a single case shows nothing"
    for finding in explained:
        shown = cents(again(finding["command"]))
        assert stated(finding) <= shown, finding["id"]
        # Titles are in whole euros.
        assert all(any(abs(s - t) <= 50 for s in shown) for t in cents(finding["title"]["nl"])), finding["title"]


def test_every_other_command_runs_and_the_report_comes_back_the_same(folder: Path, again: Run) -> None:
    first = report_of(folder)
    manifest = (folder / POPULATION / "manifest.json").read_bytes()
    of_findings = {f["command"] for f in first["findings"] if f["command"].startswith("uitvoerbaar explain ")}
    commands = [c for c in dict.fromkeys(printed(first)) if c not in of_findings]
    for verb in ("population make", "assess"):
        assert any(c.startswith(f"uitvoerbaar {verb} ") for c in commands)
    for command in commands:
        again(command)
    assert (folder / POPULATION / "manifest.json").read_bytes() == manifest
    second = report_of(folder)
    for made in (first, second):
        del made["duration_s"]
    assert second == first


def test_every_text_is_in_both_languages(folder: Path) -> None:
    assert untranslated(report_of(folder)) == []
