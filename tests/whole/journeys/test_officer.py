"""A policy officer: moves a number, sees the country, takes the proposal along and has it assessed; also without JavaScript."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.whole.journeys.assessed import CHANGED, Assessed, bench
from tests.whole.journeys.conftest import Visit
from tests.whole.journeys.visitor import LONG, Visitor
from uitvoerbaar.base.numbers import numeral

LAW = "Wet op de zorgtoeslag"


def to_the_bench(officer: Visitor) -> None:
    """From the first page to the article, as somebody who does not know the address."""
    officer.open("/")
    officer.go("Werkbank")
    officer.press(officer.page.get_by_role("link", name=LAW, exact=True))
    officer.press(officer.page.get_by_role("link", name="Artikel 3", exact=True))
    officer.find("h1", has_text=f"{LAW}, artikel 3").wait_for()


def losers(officer: Visitor) -> str:
    """How many households lose, as the data of the page has it and as the page must write it."""
    value = officer.twin()["figures"]["parts"][-1]["losers"]
    assert value > 0
    return str(numeral(value).nl)


def upload(officer: Visitor, data: bytes) -> None:
    """Send a zip with the form of assessments."""
    officer.go("Toetsen")
    file = officer.find("#bestand")
    officer.reach(file)
    file.set_input_files({"name": "voorstel.zip", "mimeType": "application/zip", "buffer": data})
    officer.press(officer.page.get_by_role("button", name="Stuur en toets"))
    officer.find("h1", has_text="Wet op de zorgtoeslag, artikel 3").wait_for()


def test_the_officer(visit: Visit) -> None:
    officer = visit(accept_downloads=True)
    to_the_bench(officer)
    assert "Elk getal staat waar de wet het heeft." in officer.figures().inner_text()

    officer.type(officer.find("#dial-1"), "100.000")
    panel = officer.figures()
    assert panel.get_attribute("data-of") == officer.twin()["of"]
    assert losers(officer) in panel.inner_text()
    assert officer.find(".bench-text del:visible").inner_text() == "146.011"
    assert officer.find(".bench-text .moved ins").inner_text() == "100.000"
    assert "wordt «146.011 euro» vervangen door «100.000 euro»" in panel.inner_text()
    assert "«100.000" not in officer.find(".bench-text").inner_text()

    officer.press(officer.find("#schuif-1"), "ArrowRight")
    assert officer.figures().get_attribute("data-of") == officer.twin()["of"] != panel.evaluate("() => ''")
    assert officer.find("#dial-1").input_value() != "100.000"
    moved = officer.figures().inner_text()
    assert losers(officer) in moved

    assert officer.settled("#verloop-1").locator("polyline").count() > 0
    lamps = officer.settled("#bewijzen").locator("ul.lamps > li")
    assert lamps.count() > 5
    assert officer.find("#bewijzen li.rood details").count() > 0

    officer.type(officer.find("#dial-1"), "100.000")
    with officer.page.expect_download() as taken:
        officer.press(officer.figures().get_by_role("link", name="Neem het voorstel mee (zip)"))
    sent = Path(taken.value.path()).read_bytes()
    assert "voorstel/proposal.yaml" in zipfile.ZipFile(io.BytesIO(sent)).namelist()

    upload(officer, sent)
    officer.find("iframe.report").wait_for(timeout=LONG)
    report = officer.page.frame_locator("iframe.report")
    assert "zorgtoeslag" in report.get_by_role("heading", level=1).inner_text()
    for file in ("report.html", "report.json"):
        assert officer.find("main a", has_text=file).count() == 1
    officer.press(officer.page.get_by_role("button", name="Haal deze toets weg"))
    officer.find("h2", has_text="Voornemens bij dit programma").wait_for()
    assert officer.find("iframe").count() == 0


def test_the_officer_without_javascript(visit: Visit, assessed: Assessed) -> None:
    officer = visit(java_script_enabled=False, accept_downloads=True, storage_state=assessed.state)
    to_the_bench(officer)
    assert officer.find("#schuif-1").is_hidden()
    officer.type(officer.find("#dial-1"), "100.000")
    officer.press(officer.page.get_by_role("button", name="Reken door"))
    for _ in range(50):  # who has no script asks again by the same button
        if officer.find('#cijfers[aria-busy="false"] dl.keys').count():
            break
        officer.press(officer.page.get_by_role("button", name="Reken door"))
    assert losers(officer) in officer.find("#cijfers").inner_text()
    assert officer.find("#cijfers").get_attribute("data-of") == officer.twin()["of"]
    assert officer.find(".bench-text .moved ins").inner_text() == "100.000"

    with officer.page.expect_download() as taken:
        officer.press(officer.page.get_by_role("link", name="Neem het voorstel mee (zip)"))
    upload(officer, Path(taken.value.path()).read_bytes())
    officer.press(officer.page.get_by_role("link", name="Ververs"))
    assert officer.find("#stand").inner_text()
    officer.press(officer.page.get_by_role("button", name="Haal deze toets weg"))
    officer.find("h2", has_text="Voornemens bij dit programma").wait_for()

    officer.open(assessed.at)
    assert officer.find("main a", has_text="report.html").count() == 1
    officer.press(officer.page.get_by_role("link", name="Het rapport op een eigen pagina"))
    assert "zorgtoeslag" in officer.find("h1:visible").inner_text()


def test_what_cannot_be_read_is_said_while_it_is_typed(visit: Visit) -> None:
    officer = visit()
    officer.open(bench(CHANGED))
    panel = officer.figures().inner_text()  # waits for them: the twin says what there is at once
    assert losers(officer) in panel
    officer.type(officer.find("#dial-1"), "veel")
    panel = officer.figures().inner_text()
    assert "'veel' is geen getal" in panel
    assert "Hier is gerekend met het getal van de wet." in panel
