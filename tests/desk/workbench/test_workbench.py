"""The workbench: numbers in the text as fields, figures that are those of the law so changed, and a proposal to take along."""

from __future__ import annotations

import html
import io
import re
import time
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.desk.html import Page
from tests.lang.words import leaks
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.desk.compute.states import WAITS, State
from uitvoerbaar.desk.serve import POPULATION
from uitvoerbaar.desk.workbench import asking, shown
from uitvoerbaar.desk.workbench.typed import turned
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.live import LiveArticle, article_dials, dialled_laws, display, read_typed
from uitvoerbaar.face.population import population
from uitvoerbaar.proposal import load_proposal

DAY, LAW, ARTICLE = "2026-01-01", "wet_op_de_zorgtoeslag", "3"
HERE = f"/werkbank/{LAW}/artikel/{ARTICLE}"
DIAL = "3#definitions.vermogensgrens_alleenstaand.value"
MOVED = f"&d.{quote(DIAL, safe='')}="


def _figures(browser: Client, query: str, *, number: int = 1) -> str:
    """The panel of figures when nothing more comes."""
    end = time.monotonic() + 120
    while True:
        answer = browser.get(f"{HERE}/cijfers?op={DAY}{query}&wie=proef&nummer={number}")
        assert answer.status_code == 200
        text = answer.content.decode()
        if 'aria-busy="false"' in text:
            return text
        assert time.monotonic() < end, text
        time.sleep(0.1)


def _dial_at(value: str) -> list[Any]:
    return turned(article_dials(laws(on=DAY), LAW, ARTICLE), {f"d.{DIAL}": value})


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "address",
    [f"/werkbank?op={DAY}", f"/werkbank/{LAW}?op={DAY}", f"{HERE}?op={DAY}", f"{HERE}?op={DAY}{MOVED}100.000"],
)
def test_a_page_is_whole_in_both_languages(browser: Client, served: None, address: str, lang: str) -> None:
    browser.cookies["taal"] = lang
    answer = browser.get(address)
    assert answer.status_code == 200
    found = Page(answer.content.decode())
    assert found.wrong == []
    assert leaks(" ".join(found.words), lang) == []
    assert browser.get(address.replace("?", ".json?", 1)).status_code == 200


def test_the_figures_are_those_of_the_law_with_that_number(browser: Client, served: None, folk: Path) -> None:
    twin = browser.get(f"{HERE}.json?op={DAY}{MOVED}100.000").json()
    while twin["figures"]["state"] != "klaar":
        time.sleep(0.2)
        twin = browser.get(f"{HERE}.json?op={DAY}{MOVED}100.000").json()
    people = population(folk)
    live = LiveArticle(laws(on=DAY), LAW, ARTICLE, people.of_year)
    wanted = live.answer({DIAL: Decimal(10_000_000)})
    assert twin["figures"]["parts"][-1] == wanted
    assert wanted["losers"] > 0 > wanted["treasury"]["value"]
    assert twin["sentences"] == "In artikel 3 wordt «146.011 euro» vervangen door «100.000 euro»."


def test_the_figures_say_how_many_households_were_looked_at_and_how_long_it_took(
    browser: Client, served: None, folk: Path
) -> None:
    shown = _figures(browser, f"{MOVED}99.000")
    looked = len(population(folk).of_year(2026).head)
    assert f"Bekeken: {looked:,} huishoudens.".replace(",", ".") in shown
    assert re.search(r"Gerekend in [\d.,]+ (milli)?seconden\.", shown)


def test_a_tab_that_closes_stops_what_was_asked_for_it_alone(browser: Client, served: None) -> None:
    browser.get(f"{HERE}/cijfers?op={DAY}{MOVED}97.000&wie=weg&nummer=3")
    assert browser.get("/werkbank/weg").status_code == 405
    assert browser.post("/werkbank/weg", {"wie": "weg"}).status_code == 204
    assert browser.post("/werkbank/weg", {}).status_code == 204
    assert "Bekeken" in _figures(browser, f"{MOVED}97.000"), "who comes back asks anew"


def test_the_panel_says_why_nothing_changes(browser: Client, served: None) -> None:
    assert "Elk getal staat waar de wet het heeft." in _figures(browser, "", number=10)
    moved = _figures(browser, f"{MOVED}100.000", number=11)
    assert "Er verandert niets." not in moved
    assert "«100.000 euro»" in moved


def test_an_older_movement_is_never_answered_with_figures(browser: Client, served: None) -> None:
    _figures(browser, f"{MOVED}90.000", number=21)
    old = browser.get(f"{HERE}/cijfers?op={DAY}{MOVED}80.000&wie=proef&nummer=20").content.decode()
    assert "<table" not in old
    assert 'data-number="20"' in old


@pytest.mark.parametrize("typed", ["veel", "1e9", "-5", "12 procent", "99999999999999", "<b>1</b>", "1.2.3", "١٢"])
def test_what_cannot_be_meant_is_said_at_the_field_and_kept(browser: Client, served: None, typed: str) -> None:
    answer = browser.get(f"{HERE}?op={DAY}{MOVED}{quote(typed)}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in text
    assert "<b>1</b>" not in text
    assert Page(text).wrong == []
    assert _dial_at(typed)[0].said == typed
    assert not _dial_at(typed)[0].moved


def test_a_number_that_is_too_long_is_not_cut_into_another(browser: Client, served: None) -> None:
    """Cut off after sixty letters, 1 with spaces and another digit far behind it was read as 1."""
    found = browser.get(f"{HERE}.json", {"op": DAY, f"d.{DIAL}": "1" + " " * 70 + "5"}).json()["dials"]
    (moved,) = [each for each in found if each["id"] == DIAL]
    assert moved["value"] == moved["law"]
    assert "60" in moved["trouble"]


def test_the_proposal_can_be_taken_along(browser: Client, served: None, tmp_path: Path) -> None:
    answer = browser.get(f"{HERE}/voorstel.zip?op={DAY}{MOVED}100.000")
    assert answer.headers["Content-Type"] == "application/zip"
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    proposal = load_proposal(str(tmp_path / "voorstel"))
    assert proposal.changed_laws == {LAW}
    assert browser.get(f"{HERE}/voorstel.zip?op={DAY}").status_code == 400


def test_without_a_population_the_page_says_so(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(POPULATION, raising=False)
    text = browser.get(f"{HERE}?op={DAY}").content.decode()
    assert "--population MAP" in text
    assert browser.get(f"{HERE}/cijfers?op={DAY}").status_code == 404


def test_every_dial_reads_what_it_shows() -> None:
    of = laws(on=DAY)
    seen = 0
    for law, _, _ in dialled_laws(of):
        for article in of.corpus.select(law, DAY).articles:
            for dial in article_dials(of, law, article.number):
                seen += 1
                assert read_typed(dial, display(dial, dial.value)) == dial.value, (law, dial.id)
                field = turned((dial,), {})[0].as_field()
                assert Decimal(field["lo"]) <= Decimal(field["at"]) <= Decimal(field["hi"])
                assert 0 < Decimal(field["step"]) <= Decimal(field["hi"]) - Decimal(field["lo"])
                with pytest.raises(UserError):
                    read_typed(dial, "geen getal")
    assert seen > 150


@pytest.mark.parametrize("panel", ["cijfers", "verloop/strook", "bewijzen", "oplossen/antwoord"])
def test_a_panel_that_asks_on_stays_the_same_asker(
    browser: Client, monkeypatch: pytest.MonkeyPatch, panel: str
) -> None:
    """Were each poll somebody new, a newer movement would not stop what the older ones started."""
    whos: list[str] = []

    class NeverReady:
        def ask(self, kind: str, arguments: Any, who: str, number: int, *, patience: float) -> State:
            whos.append(who)
            return State("kaartje", who, number, WAITS)

    monkeypatch.setattr(asking, "compute", NeverReady)
    address = f"{HERE}/{panel}?op={DAY}&knop={quote(DIAL, safe='')}&doel=kosten&hoeveel=0&wie=ik"
    for _ in range(4):
        again = re.search('hx-get="([^"]+)"', browser.get(address).content.decode())
        assert again is not None
        address = html.unescape(again[1])
    assert len(whos) == 4
    assert len(set(whos)) == 1


def test_lamps_are_those_of_the_law_with_these_numbers(browser: Client, served: None) -> None:
    law, article = "wet_op_het_kindgebonden_budget", "1"
    of = laws(on=DAY)
    dial = article_dials(of, law, article)[0]
    query = f"op={DAY}&d.{quote(dial.id, safe='')}={quote(display(dial, dial.value / 2))}&wie=lamp&nummer=5"
    address = f"/werkbank/{law}/artikel/{article}/bewijzen?{query}"
    end = time.monotonic() + 240
    while 'aria-busy="true"' in (text := browser.get(address).content.decode()):
        assert time.monotonic() < end, text
        time.sleep(0.3)
    assert 'class="groen"' in text
    assert ">wordt gezocht<" not in text
    older = browser.get(address.replace("nummer=5", "nummer=4")).content.decode()
    assert 'class="groen"' not in older


def test_the_text_of_an_article_is_one_text_in_every_language(browser: Client, served: None) -> None:
    """Each piece between two numbers was quoted by itself where another language than Dutch is spoken."""
    for lang in LANGUAGES:
        text = browser.get(f"{HERE}?op={DAY}&taal={lang}").content.decode()
        shown = re.search(r'<div class="law-text bench-text" lang="nl">(.*?)</div>', text, re.DOTALL)
        assert shown is not None
        assert "“" not in shown[1]
        words = html.unescape(re.sub(r"<del[^>]*>.*?</del>|<[^>]+>", "", shown[1]))
        assert "mag niet hoger zijn dan 146.011 euro zonder en 184.633 euro met toeslagpartner." in " ".join(
            words.split()
        )


def test_every_panel_says_of_which_position_it_is(browser: Client, served: None) -> None:
    seen = set()
    for moved in ("", f"{MOVED}100.000", f"{MOVED}100.000,00", f"{MOVED}99.000"):
        page = browser.get(f"{HERE}.json?op={DAY}{moved}").json()["of"]
        panels = [browser.get(f"{HERE}/{name}?op={DAY}{moved}").content.decode() for name in ("cijfers", "bewijzen")]
        assert all(f'data-of="{page}"' in panel for panel in panels)
        seen.add(page)
    assert len(seen) == 3


def test_numbers_in_the_data_of_a_page_say_in_what_they_are(browser: Client, served: None) -> None:
    """The rule counts 146011 euros in cents, and an address has euros: without a unit a program puts in a hundred times as much."""
    found = browser.get(f"{HERE}.json?op={DAY}{MOVED}100.000").json()
    (dial,) = [each for each in found["dials"] if each["id"] == DIAL]
    assert (dial["value"], dial["rule_unit"]) == ("10000000", "cent")
    assert (dial["said"], dial["unit"]) == ("100.000", "euro")
    (change,) = found["changes"]
    assert (change["new"], change["rule_unit"], change["said"], change["unit"]) == (
        "10000000",
        "cent",
        "100.000",
        "euro",
    )


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.0, "0 %"), (0.0003, "minder dan 0,1 %"), (0.026, "2,6 %"), (0.9998, "meer dan 99,9 %"), (1.0, "100 %")],
)
def test_a_part_is_nothing_only_when_it_is(share: float, told: str) -> None:
    """2,791 households of the country stood beside `0 %`."""
    assert shown.percent(share) == told
