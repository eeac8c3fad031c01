"""A member of parliament: opens a link that was sent, sees the same numbers, reads the report and prints it."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf

from tests.whole.journeys.assessed import CHANGED, Assessed, bench
from tests.whole.journeys.conftest import Visit


def test_the_member_of_parliament(visit: Visit, assessed: Assessed, tmp_path: Path) -> None:
    officer = visit()
    officer.open(bench())
    officer.type(officer.find("#dial-1"), CHANGED)
    said = officer.figures().locator("dl.keys").inner_text()
    sent = officer.page.url

    member = visit(viewport={"width": 390, "height": 800})
    member.open(sent)
    assert member.find("#dial-1").input_value() == CHANGED
    assert member.figures().locator("dl.keys").inner_text() == said
    assert member.page.evaluate("document.documentElement.scrollWidth") <= 390

    member.page.emulate_media(media="print")
    assert not member.find("#schuif-1").is_visible()
    assert member.find(".bench-text .moved").is_visible()
    printed = pypdf.PdfReader(io.BytesIO(member.page.pdf(format="A4")))
    words = " ".join(page.extract_text() for page in printed.pages)
    assert 1 <= len(printed.pages) <= 8
    assert "artikel 3" in words
    assert CHANGED in words
    member.page.emulate_media(media="screen")

    member.press(member.page.get_by_role("link", name="English"))
    member.find('html[lang="en"]').wait_for()
    assert "Households that lose" in member.figures().inner_text()

    file = tmp_path / "report.html"
    file.write_bytes(assessed.report)
    member.open(file.as_uri())
    assert "zorgtoeslag" in member.find("h1:visible").inner_text()
    assert "oordeel" in member.find("body").inner_text().casefold()
    member.page.emulate_media(media="print")
    pages = pypdf.PdfReader(io.BytesIO(member.page.pdf(format="A4"))).pages
    assert 3 <= len(pages) <= 60


def test_the_report_of_another_is_nobody_elses(visit: Visit, assessed: Assessed) -> None:
    member = visit()
    member.told.add(404)
    member.open(f"{assessed.at}/rapport")
    assert "of is van een ander" in member.find("main").inner_text()
    own = visit(storage_state=assessed.state)
    own.open(f"{assessed.at}/rapport")
    assert own.find("h1:visible").count() == 1
