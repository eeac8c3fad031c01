"""Behind a figure: the households in it, one with its reasons, the same to keep; and the panels beside the text."""

from __future__ import annotations

import html
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.desk.html import Page
from tests.lang.words import leaks
from tests.places import ROOT
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.desk.compute.states import DONE, OLD, State
from uitvoerbaar.desk.serve import POPULATION
from uitvoerbaar.desk.workbench import asking, country
from uitvoerbaar.desk.workbench.choice import CLASSES, ORDERS
from uitvoerbaar.desk.workbench.panel_list import PANELS

DAY, LAW, ARTICLE = "2026-01-01", "wet_op_de_zorgtoeslag", "3"
HERE = f"/werkbank/{LAW}/artikel/{ARTICLE}"
DIAL = "3#definitions.vermogensgrens_alleenstaand.value"
MOVED = f"op={DAY}&d.{quote(DIAL, safe='')}=80.000"
PEOPLE = f"{HERE}/huishoudens"
HTMX: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(scope="module")
def served(populations: Callable[[int, int], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A compute process of this module on 3,000 households, gone after it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(POPULATION, str(populations(3_000, 5)))
        patch.setenv("UITVOERBAAR_DESK", str(tmp_path_factory.mktemp("desk")))
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
        country._client.cache_clear()
        yield
        country.compute().end()
        country._client.cache_clear()


def _until(get: Callable[[], Any], busy: Callable[[Any], bool]) -> Any:
    """What there is when nothing more comes."""
    end = time.monotonic() + 180
    while busy(found := get()):
        assert time.monotonic() < end, found
        time.sleep(0.1)
    return found


def _twin(browser: Client, address: str, query: str = MOVED) -> dict[str, Any]:
    found = _until(
        lambda: browser.get(f"{address}.json?{query}").json(), lambda twin: twin["state"] not in (DONE, "mislukt")
    )
    assert isinstance(found, dict)
    return found


def _text(browser: Client, address: str, **headers: Any) -> str:
    def get() -> str:
        answer = browser.get(address, **headers)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.content.decode()

    return str(_until(get, lambda text: 'aria-busy="true"' in text))


@pytest.fixture(scope="module")
def ten(served: None) -> list[dict[str, Any]]:
    """The ten that lose most."""
    rows = _twin(Client(SERVER_NAME="127.0.0.1"), PEOPLE)["found"]["rows"]
    assert len(rows) == 10
    return list(rows)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_are_whole_in_both_languages_with_and_without_htmx(
    browser: Client, ten: list[dict[str, Any]], lang: str
) -> None:
    browser.cookies["taal"] = lang
    panels = [f"{HERE}/onderdeel/{panel.name}" for panel in PANELS]
    for address in (PEOPLE, f"{PEOPLE}/{ten[0]['number']}", *panels):
        text = _text(browser, f"{address}?{MOVED}")
        found = Page(text)
        assert found.wrong == [], address
        assert leaks(" ".join(found.words), lang) == [], address
        alone = _text(browser, f"{address}?{MOVED}", **HTMX)
        assert "<html" not in alone
        assert alone.strip().startswith("<section")
        assert alone.count("<section") == 1


def test_the_cards_are_those_of_the_twin(browser: Client, ten: list[dict[str, Any]]) -> None:
    text = _text(browser, f"{PEOPLE}?{MOVED}")
    shown = re.findall(rf'href="{PEOPLE}/(\d+)\?', text)
    assert shown == [str(row["number"]) for row in ten]
    assert all(row["change"] < 0 for row in ten)
    assert "staat voor" in text


@pytest.mark.parametrize("klass", CLASSES)
def test_a_class_and_an_order_are_followed(browser: Client, ten: list[dict[str, Any]], klass: str) -> None:
    for order in ORDERS:
        found = _twin(browser, PEOPLE, f"{MOVED}&klas={klass}&orde={order}&groep=huishoudtype:0")["found"]
        assert found["group"]["title"]["nl"] == "Soort huishouden"
        changes = [row["change"] for row in found["rows"]]
        assert order == "doorsnee" or changes == sorted(changes, reverse=order == "winst")
        if klass == "achteruit":
            assert all(change < 0 for change in changes)


@pytest.mark.parametrize(
    "query", ["groep=provincie", "groep=:1", "groep=provincie:x", "klas=rijk", "orde=mooi", "groep=x:99999"]
)
def test_what_there_is_not_is_a_page_that_says_so(browser: Client, served: None, query: str) -> None:
    answer = browser.get(f"{PEOPLE}?{MOVED}&{query}")
    assert answer.status_code == 404
    assert Page(answer.content.decode()).wrong == []


def test_a_group_or_household_beyond_is_told_and_no_traceback(browser: Client, ten: list[dict[str, Any]]) -> None:
    assert "er zijn" in _text(browser, f"{PEOPLE}?{MOVED}&groep=provincie:99")
    assert "3000" in _text(browser, f"{PEOPLE}/3000?{MOVED}")
    assert browser.get(f"{PEOPLE}/{'9' * 30}?{MOVED}").status_code == 400
    assert browser.get(f"{HERE}/onderdeel/armoede?{MOVED}").status_code == 404


def test_one_has_its_reasons_on_both_sides_and_the_amounts_of_its_card(
    browser: Client, ten: list[dict[str, Any]]
) -> None:
    for row in ten[:3]:
        found = _twin(browser, f"{PEOPLE}/{row['number']}")
        net = found["amounts"][0]
        assert net["values"] == [row["before"], row["after"]]
        assert len(net["summaries"]) == 2
        assert all(net["summaries"])


def test_a_change_of_another_article_counts_in_the_reasons_and_in_what_is_kept(
    browser: Client, ten: list[dict[str, Any]]
) -> None:
    """The card was of all changes together, and the table, the reasons and the scenarios of the numbers of this article alone."""
    other = quote("2#definitions.percentage_boven_drempel.value", safe="")
    moved = f"op={DAY}&w={LAW}~{other}~20"
    row = _twin(browser, PEOPLE, moved)["found"]["rows"][0]
    assert row["change"] < 0
    address = f"{PEOPLE}/{row['number']}"
    assert _twin(browser, address, moved)["amounts"][0]["values"] == [row["before"], row["after"]]
    assert "Er is geen getal verzet" not in _text(browser, f"{address}?{moved}")
    scenario = browser.get(f"{address}/huishouden.feature?{moved}").content.decode()
    assert f'output "besteedbaar_inkomen_huishouden" equals {row["after"]}' in scenario


def test_the_household_form_gives_the_same_amounts(browser: Client, ten: list[dict[str, Any]]) -> None:
    for row in (ten[0], ten[-1]):
        text = _text(browser, f"{PEOPLE}/{row['number']}?{MOVED}")
        form = re.search(r'<form method="post" action="/huishouden">(.*?)</form>', text, re.S)
        assert form is not None
        fields = {name: html.unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form[1])}
        posted = browser.post(
            "/huishouden", {html.unescape(name): value for name, value in fields.items()}
        ).content.decode()
        for amount in (row["before"], row["after"]):
            whole, cents = divmod(amount, 100)
            assert f"{whole:,}".replace(",", ".") + f",{cents:02d}" in posted.replace("\u00a0", " ")


def test_it_can_be_kept_as_persona_and_as_scenario(browser: Client, ten: list[dict[str, Any]]) -> None:
    number = ten[0]["number"]
    persona = browser.get(f"{PEOPLE}/{number}/huishouden.yaml?{MOVED}")
    assert f'filename="huishouden-{number}.yaml"' in persona.headers["Content-Disposition"]
    assert f"id: huishouden-{number}\n" in persona.content.decode()
    scenario = browser.get(f"{PEOPLE}/{number}/huishouden.feature?{MOVED}").content.decode()
    assert f'output "besteedbaar_inkomen_huishouden" equals {ten[0]["after"]}' in scenario
    assert "/tmp" not in scenario


def test_where_nothing_was_moved_there_is_one_law(browser: Client, ten: list[dict[str, Any]]) -> None:
    text = _text(browser, f"{PEOPLE}/{ten[0]['number']}?op={DAY}")
    assert "Er is geen getal verzet" in text
    assert "Geen huishouden van deze keuze gaat erop achteruit." in _text(browser, f"{PEOPLE}?op={DAY}")


def test_a_group_that_is_not_there_says_why_to_a_program_too(browser: Client, served: None) -> None:
    found = _twin(browser, PEOPLE, f"{MOVED}&groep=huishoudtype:99")
    assert found["state"] == "mislukt"
    assert "huishoudtype" in found["message"]


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)
def test_a_panel_says_why_nothing_changes(browser: Client, served: None, panel: Any) -> None:
    text = _text(browser, f"{HERE}/onderdeel/{panel.name}?op={DAY}")
    assert "Hier verandert niets." in text
    assert "Elk getal staat waar de wet het heeft." in text


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)
def test_a_panel_of_an_older_movement_has_no_figures(browser: Client, served: None, panel: Any) -> None:
    address = f"{HERE}/onderdeel/{panel.name}?{MOVED}&wie=paneel-{panel.name}"
    new = _text(browser, f"{address}&nummer=9", **HTMX)
    assert 'data-number="9"' in new
    old = browser.get(f"{address}&nummer=8", **HTMX).content.decode()
    assert 'data-number="8"' in old
    assert "<table" not in old
    assert (
        _twin(browser, f"{HERE}/onderdeel/{panel.name}", f"{MOVED}&wie=paneel-{panel.name}&nummer=9")["state"] == DONE
    )
    assert (
        browser.get(f"{HERE}/onderdeel/{panel.name}.json?{MOVED}&wie=paneel-{panel.name}&nummer=8").json()["state"]
        == OLD
    )


def test_the_bench_has_a_place_for_every_panel_and_links_to_its_households(browser: Client, served: None) -> None:
    busy = 'id="cijfers" class="figures" aria-live="polite" aria-busy="true"'
    text = str(_until(lambda: browser.get(f"{HERE}?{MOVED}").content.decode(), lambda text: busy in text))
    for panel in PANELS:
        assert f'id="{panel.id}"' in text
    assert "Een toets telt wie onder de grenzen van het CBS, het SCP en het Nibud leeft." in text
    found = Page(text)
    assert found.wrong == []
    people = [html.unescape(link) for link in found.links if link.startswith(PEOPLE)]
    assert any("groep=provincie%3A" in link for link in people)
    assert any("klas=achteruit" in link for link in people)
    assert 'class="provinces"' in text
    for link in people[:6]:
        assert browser.get(link).status_code == 200


def test_own_microdata_are_refused_with_words(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the process says, a page shows the words and keeps nobody."""
    refused = {"nl": "Dit zijn eigen gegevens, van echte mensen.", "en": "These are own microdata, of real people."}
    single: dict[str, Any] = {"refused": refused}
    listed = {
        **single,
        "rows": [],
        "group": None,
        "households": {"value": 0, "low": 0, "high": 0},
        "sampled": 0,
        "of": 0,
    }

    class Refuses:
        def ask(self, kind: str, arguments: Any, who: str, number: int, *, patience: float) -> State:
            return State("kaartje", who, number, DONE, parts=(listed if kind == "households" else single,))

    monkeypatch.setattr(asking, "compute", Refuses)
    for lang in LANGUAGES:
        browser.cookies["taal"] = lang
        for address in (PEOPLE, f"{PEOPLE}/3"):
            text = browser.get(f"{address}?{MOVED}").content.decode()
            assert refused[lang] in text
            assert "<table" not in text
            assert "huishouden.yaml" not in text
        for kind in ("yaml", "feature"):
            assert browser.get(f"{PEOPLE}/3/huishouden.{kind}?{MOVED}").status_code == 403
