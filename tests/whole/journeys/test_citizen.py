"""A citizen: fills in what they know, sees the law of now and of a proposal beside each other, and nothing of it stays."""

from __future__ import annotations

from pathlib import Path

from tests.desk.test_serve import Running
from tests.whole.journeys.conftest import Visit

WAGE = "23.457,89"
"""An amount that stands nowhere else."""


def kept(folder: Path) -> list[str]:
    """Files of the server with the amount in them, however written."""
    wanted = (WAGE.encode(), b"23457.89", b"2345789")
    found = [path for path in folder.rglob("*") if path.is_file() and any(w in path.read_bytes() for w in wanted)]
    return [path.name for path in found]


def test_the_citizen(visit: Visit, running: Running) -> None:
    citizen = visit(viewport={"width": 390, "height": 800})
    citizen.open("/")
    citizen.go("Uw huishouden")
    assert "Wij bewaren niets." in citizen.find("main").inner_text()
    citizen.type(citizen.page.get_by_label("Geboortedatum").first, "12-03-1994")
    citizen.type(citizen.find('[name="loon_uit_dienstbetrekking"]'), "23,457")
    citizen.press(citizen.page.get_by_role("button", name="Reken uit").last)
    wrong = citizen.find("[role=alert]")
    wrong.wait_for()
    assert citizen.find('[name="loon_uit_dienstbetrekking"]').input_value() == "23,457"  # what was typed stays
    citizen.press(wrong.locator("a").first)
    citizen.type(citizen.find('[name="loon_uit_dienstbetrekking"]'), WAGE)
    citizen.press(citizen.page.get_by_role("button", name="Reken uit").last)

    rows = citizen.find("table", has_text="Bedragen per regeling").locator("tbody tr")
    rows.first.wait_for()
    assert rows.count() > 5
    assert citizen.find("th", has_text="Straks").count() == 0
    citizen.press(citizen.find("details.why summary").first)
    assert citizen.find("details.why[open]").inner_text()

    citizen.choose(citizen.find("#v-voornemen"), "huurtoeslag-2026")
    citizen.reach(citizen.find("#v-maanden"))
    citizen.page.keyboard.press("Space")
    citizen.press(citizen.page.get_by_role("button", name="Reken uit").last)
    citizen.find("h2", has_text="Nu en straks").wait_for()
    assert "nu" in citizen.find("dl.keys").inner_text()
    assert "straks" in citizen.find("dl.keys").inner_text()
    assert citizen.find("table", has_text="De maanden").locator("tbody tr").count() == 13

    assert "?" not in citizen.page.url
    assert {each["name"] for each in citizen.context.cookies()} <= {"uitvoerbaar_csrf", "taal", "thema"}
    stored = citizen.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert not any(typed in stored for typed in (WAGE, "12-03-1994", "huurtoeslag"))
    citizen.press(citizen.page.get_by_role("button", name="English"))
    citizen.find('html[lang="en"]').wait_for()
    assert citizen.find('[name="loon_uit_dienstbetrekking"]').input_value() == WAGE
    assert "?" not in citizen.page.url.removesuffix("?taal=en")
    assert kept(running.folder) == []
    citizen.page.close()
    again = citizen.context.new_page()
    again.goto(f"{running.address}/huishouden")
    assert again.locator('[name="loon_uit_dienstbetrekking"]').input_value() == ""
