"""A report of another program that cannot be drawn is refused at once, with the place and the bound."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.report.sample import sample
from uitvoerbaar.cli import run
from uitvoerbaar.report import ReportError, check_report, read_report

NO_DAYS = ["2026-02-30", "0000-00-00", "2026-01-01\n", "2026-13-01", "2025-02-29", " 2026-01-01", "٢٠٢٦-01-01"]
TOO_LARGE = [1e308, 10**400, 10**30, -(10**30), 2**63, 1e19, float("inf"), float("nan")]


@pytest.fixture
def report() -> dict[str, Any]:
    return sample().to_json()


def refused(report: dict[str, Any]) -> str:
    with pytest.raises(ReportError) as caught:
        check_report(report)
    return str(caught.value)


def put(report: dict[str, Any], place: tuple[Any, ...], value: Any) -> None:
    at: Any = report
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = value


@pytest.mark.parametrize(
    "place", [("date",), ("proposal", "effective"), ("proposal", "date_before"), ("figures", 0, "date")]
)
@pytest.mark.parametrize("day", NO_DAYS)
def test_a_day_that_does_not_exist(report: dict[str, Any], place: tuple[Any, ...], day: str) -> None:
    put(report, place, day)
    said = refused(report)
    assert "is geen bestaande dag" in said or "heeft niet de vorm" in said


@pytest.mark.parametrize("value", TOO_LARGE)
@pytest.mark.parametrize(
    "place",
    [("population", "households"), ("duration_s",), ("findings", 2, "households", "high"), ("figures", 0, "value")],
)
def test_a_number_that_no_page_can_hold(report: dict[str, Any], value: float, place: tuple[Any, ...]) -> None:
    put(report, place, value)
    refused(report)


def test_every_kind_of_chart_refuses_a_missing_column(report: dict[str, Any]) -> None:
    kinds = set()
    for index, figure in enumerate(report["figures"]):
        for role, key in figure["encoding"].items():
            if key is None:
                continue
            kinds.add(figure["chart"])
            figure["encoding"][role] = "bestaatniet"
            assert f"figures[{index}]" in refused(report), (figure["chart"], role)
            figure["encoding"][role] = key
    check_report(report)
    assert len(kinds) >= 5


@pytest.mark.parametrize("text", ["a\ud800", "\udfff", "x" * 10_001])
@pytest.mark.parametrize(
    "place", [("proposal", "title", "nl"), ("findings", 0, "title", "nl"), ("figures", 0, "title", "nl")]
)
def test_a_text_that_cannot_be_drawn(report: dict[str, Any], text: str, place: tuple[Any, ...]) -> None:
    put(report, place, text)
    said = refused(report)
    assert "half teken" in said or "UITVOERBAAR_MAX_REPORT_TEXT" in said
    assert len(said) < 1_000


def test_a_table_of_two_hundred_thousand_rows(report: dict[str, Any]) -> None:
    figure = next(figure for figure in report["figures"] if figure["rows"])
    figure["rows"] = figure["rows"][:1] * 200_000
    assert "UITVOERBAAR_MAX_REPORT_ROWS" in refused(report)


def test_a_report_of_very_many_values(report: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_MAX_REPORT_ITEMS", "100")
    assert "meer dan 100 waarden in een rapport" in refused(report)


def test_many_long_texts_are_too_much_together(report: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    check_report(report)
    report["findings"][0]["explanation"]["nl"] = "x" * 9_000
    check_report(report)
    monkeypatch.setenv("UITVOERBAAR_MAX_REPORT_CHARACTERS", "9000")
    assert "UITVOERBAAR_MAX_REPORT_CHARACTERS" in refused(report)


def test_a_large_file_is_refused_by_its_size(
    report: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report), encoding="utf-8")
    assert read_report(path)
    monkeypatch.setenv("UITVOERBAAR_MAX_REPORT_BYTES", "1000")
    with pytest.raises(ReportError, match="groter dan 1000 bytes"):
        read_report(path)


def test_problems_without_end_are_told_shortly(report: dict[str, Any]) -> None:
    figure = next(figure for figure in report["figures"] if figure["rows"])
    figure["rows"] = [{"x": None}] * 3_000
    assert refused(report).count("\n") <= 101


@pytest.mark.parametrize("day", NO_DAYS)
def test_a_source_of_a_day_that_does_not_exist(report: dict[str, Any], day: str) -> None:
    report["sources"][0]["date"] = day
    assert "sources[0].date" in refused(report)


@pytest.mark.parametrize("day", ["2026", "2026-02", "2024-02-29", None])
def test_a_source_may_name_a_year_or_a_month(report: dict[str, Any], day: str | None) -> None:
    report["sources"][0]["date"] = day
    check_report(report)


def test_a_report_with_a_second_mark_at_its_start_is_told_so(tmp_path: Path, report: dict[str, Any]) -> None:
    path = tmp_path / "report.json"
    path.write_text("\ufeff" + json.dumps(report), encoding="utf-8")
    assert read_report(path)
    path.write_text("\ufeff\ufeff" + json.dumps(report), encoding="utf-8")
    with pytest.raises(ReportError, match="tweede byte order mark"):
        read_report(path)


def test_a_folder_stands_for_its_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for place in (".", "", "/dev", str(tmp_path)):
        assert run(["report", place]) == run(["report", place, "--findings"]) == 1
    (tmp_path / "report.json").write_text(json.dumps(sample().to_json()), encoding="utf-8")
    assert run(["report", "."]) == 0
    assert (tmp_path / "report.html").is_file()
