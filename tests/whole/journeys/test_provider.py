"""A provider (Belastingdienst, SVB): which laws are theirs, what a change touches, and what the report says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.whole.journeys.assessed import Assessed
from tests.whole.journeys.conftest import Visit


@pytest.mark.parametrize("name", ["Belastingdienst", "Sociale Verzekeringsbank"])
def test_the_laws_of_a_provider(visit: Visit, name: str) -> None:
    provider = visit()
    provider.open("/")
    provider.go("Wetten")
    provider.choose(provider.find("#uitvoerder"), name)
    provider.press(provider.page.get_by_role("button", name="Toon"))
    rows = provider.find("tbody tr")
    rows.first.wait_for()
    data = provider.twin()
    assert rows.count() == len(data["laws"]) > 0
    assert all(name in law["carried_out_by"] for law in data["laws"])
    assert provider.find("#uitvoerder").input_value() == name
    provider.press(rows.first.locator("a"))
    assert name in provider.find("dl.facts").inner_text()
    provider.press(provider.find("main table a").first)
    provider.find("h1", has_text="artikel").wait_for()
    assert provider.find("#samenhang").is_visible()


def test_what_a_change_touches_and_the_report(visit: Visit, assessed: Assessed, tmp_path: Path) -> None:
    provider = visit()
    provider.open("/")
    provider.go("Samenhang")
    assert provider.find(".drawing svg a").count() > 10
    provider.choose(provider.find("#van"), "loon_uit_dienstbetrekking")
    provider.choose(provider.find("#naar"), "zorgtoeslag")
    provider.press(provider.page.get_by_role("button", name="Teken"))
    ties = provider.find("table", has_text="Hetzelfde als tabel").locator("tbody tr")
    ties.first.wait_for()
    assert ties.count() == len(provider.twin()["ties"])
    assert "Wet op de zorgtoeslag, artikel 3" not in ties.all_inner_texts()  # wealth is no wage
    provider.press(provider.find(".drawing svg a.article").first)
    provider.find("h1", has_text="artikel").wait_for()

    sent = tmp_path / "report.html"  # as it comes by mail
    sent.write_bytes(assessed.report)
    provider.open(sent.as_uri())
    assert "Dienst Toeslagen" in provider.find("body").inner_text()
