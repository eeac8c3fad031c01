"""`uitvoerbaar report`: the page again from report.json."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.report.sample import sample
from uitvoerbaar.cli import run
from uitvoerbaar.report import html, write, write_report


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write_report(sample(), tmp_path)[0]


def test_the_page_is_made_again_beside_the_file(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = report.with_suffix(".html")
    first = page.read_bytes()
    page.unlink()
    assert run(["report", str(report)]) == 0
    assert page.read_bytes() == first
    assert capsys.readouterr().out == f"{page}\n"


def test_language_and_place_can_be_chosen(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "map" / "toets.html"
    assert run(["report", str(report), "--lang", "en", "--out", str(out)]) == 0
    assert '<html lang="en">' in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["{", '{"format": "uitvoeringstoets/1"}'])
def test_a_broken_report_is_told_in_one_message_and_leaves_the_page_alone(
    report: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = report.with_suffix(".html")
    before = page.read_bytes()
    report.write_text(content, encoding="utf-8")
    assert run(["report", str(report)]) == 1
    message = capsys.readouterr().err
    assert message.startswith(f"{report}: ")
    assert "Traceback" not in message
    assert page.read_bytes() == before


def test_what_is_written_is_held_against_the_format_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    for module in (html, write):
        monkeypatch.setattr(module, "check_report", lambda data, file="report.json": seen.append(file))
    write.write_report(sample(), tmp_path)
    assert seen == ["report.json"]
