"""Solve for a number in the browser: the form, the answer that holds to the step, and what cannot be asked."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from tests.desk.html import Page
from tests.desk.workbench.bench import ARTICLE, DAY, DIAL, HERE, KNOB, LAW, PARTNER, moved, settled
from tests.lang.words import leaks
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.live import LiveArticle, article_dials, read_typed
from uitvoerbaar.face.population import population

ASKED = f"{HERE}/oplossen?op={DAY}&{KNOB}&doel=verliezers&hoeveel=50.000"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", [f"{HERE}/oplossen?op={DAY}", ASKED, ASKED.replace("50.000", "veel")])
def test_the_page_is_whole_in_both_languages(browser: Client, served: None, address: str, lang: str) -> None:
    browser.cookies["taal"] = lang
    found = Page(settled(browser, address))
    assert found.wrong == []
    assert leaks(" ".join(found.words), lang) == []


def test_the_answer_holds_and_its_link_sets_the_number(browser: Client, served: None, folk: Path) -> None:
    text = settled(browser, ASKED)
    assert "Bewezen" in text
    link = re.search(r'<a class="utrecht-link" href="([^"]+)">Zet het getal op', text)
    assert link is not None
    page = browser.get(unescape(link[1])).content.decode()
    typed = re.search(r'id="dial-1" name="[^"]+" value="([^"]+)"', page)
    assert typed is not None
    at = read_typed(article_dials(laws(on=DAY), LAW, ARTICLE)[0], typed[1])
    live = LiveArticle(laws(on=DAY), LAW, ARTICLE, population(folk).of_year).live
    assert live.answer({DIAL: at}).losers <= 50_000 < live.answer({DIAL: at - 1}).losers
    twin = browser.get(ASKED.replace("oplossen?", "oplossen.json?")).json()
    assert Decimal(twin["solved"][-1]["found"][0]["at"]) == at
    assert twin["target"] == "verliezers=50000"


def test_other_numbers_stay_where_they_are(browser: Client, served: None) -> None:
    text = settled(browser, f"{HERE}/oplossen?op={DAY}&{KNOB}&{moved(PARTNER, '250.000')}&doel=kosten&hoeveel=0")
    assert "250.000" in text
    assert "Tot en met €\u00a01" in text
    link = re.search(r'href="([^"]+)">Zet het getal op', text)
    assert link is not None
    assert quote("250.000") in unescape(link[1])


@pytest.mark.parametrize(
    "query", ["doel=verliezers&hoeveel=-1", "doel=geluk&hoeveel=1", "doel=kosten&hoeveel=<b>1</b>"]
)
def test_what_cannot_be_asked_is_said_and_kept(browser: Client, served: None, query: str) -> None:
    answer = browser.get(f"{HERE}/oplossen?op={DAY}&{KNOB}&{query}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in text
    assert "<b>1</b>" not in text
    assert browser.get(f"{HERE}/oplossen/antwoord?op={DAY}&{KNOB}&{query}").status_code == 400


def test_a_newer_question_of_the_same_tab_wins(browser: Client, served: None) -> None:
    newer = settled(browser, f"{HERE}/oplossen/antwoord?op={DAY}&{KNOB}&doel=achteruit&hoeveel=3&wie=zoek&nummer=2")
    assert "Gevraagd" in newer
    start = time.monotonic()
    older = browser.get(f"{HERE}/oplossen/antwoord?op={DAY}&{KNOB}&doel=achteruit&hoeveel=4&wie=zoek&nummer=1")
    assert "Zet het getal op" not in older.content.decode()
    assert time.monotonic() - start < 30


def test_the_form_stands_with_the_article(browser: Client, served: None) -> None:
    text = browser.get(f"{HERE}?op={DAY}&{moved(DIAL, '100.000')}").content.decode()
    assert f'action="{HERE}/oplossen"' in text
    assert re.search(r'<input type="hidden" name="d\.[^"]+" value="100\.000">', text)
