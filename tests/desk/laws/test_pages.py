"""Every page about the laws: it answers in both languages, is whole, carries the policy and has a twin that agrees."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from django.test import Client

from tests.desk.html import Page
from tests.lang.words import leaks
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.desk.middleware.security import POLICY
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.show import show_law
from uitvoerbaar.face.shown import ShownLaw

DAY = "2026-01-01"
LAW = "wet_op_de_zorgtoeslag"
PAGES = (
    "/",
    "/wetten",
    "/wetten?naam=zorg&soort=WET",
    "/wetten?naam=bestaat-niet",
    f"/wetten/{LAW}?op={DAY}",
    "/wetten/besluit_op_de_huurtoeslag?op=2026-01-01",
    f"/wetten/{LAW}/verschil?van=2025-01-01&tot={DAY}",
    f"/wetten/{LAW}/verschil?van={DAY}&tot={DAY}",
    f"/wetten/{LAW}/artikel/2?op={DAY}",
    f"/wetten/{LAW}/artikel/1%20lid%201%20c?op={DAY}",
    "/zoeken",
    "/zoeken?q=toeslagpartner",
    "/zoeken?q=zorgtoeslach",
    "/samenhang",
    f"/samenhang?van=kale_huur&op={DAY}",
    f"/samenhang?naar=zorgtoeslag&op={DAY}",
    f"/samenhang?van=loon_uit_dienstbetrekking&naar=huurtoeslag&op={DAY}",
    f"/samenhang?van=kale_huur&naar=aow&op={DAY}",
)


def page_of(browser: Client, address: str) -> Page:
    """The page at an address, which must answer."""
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return Page(answer.content.decode())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_in_both_languages_with_nothing_inline(browser: Client, address: str, lang: str) -> None:
    browser.cookies["taal"] = lang
    answer = browser.get(address)
    assert answer.status_code == 200
    found = Page(answer.content.decode())
    assert found.wrong == []
    assert found.lang == lang == answer.headers["Content-Language"]
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert leaks("\n".join(found.words), lang) == []


@pytest.mark.parametrize("address", PAGES)
def test_every_page_names_its_twin_and_the_twin_holds_what_the_page_shows(browser: Client, address: str) -> None:
    found = page_of(browser, address)
    twins = [link for link in found.links if ".json" in link]
    assert len(twins) == 1
    answer = browser.get(twins[0])
    assert answer.headers["Content-Type"] == "application/json"
    data = json.loads(answer.content)
    assert data["language"] == "nl"
    assert data["title"]


def every_article() -> list[tuple[str, str]]:
    """Every article in force on the day."""
    of = laws(on=DAY)
    made = []
    for known in of.known.in_force:
        found = show_law(of, known.id, None)
        assert isinstance(found, ShownLaw)
        made += [(known.id, article.number) for article in found.articles]
    return made


def test_every_law_and_article_has_a_whole_page(browser: Client) -> None:
    articles = every_article()
    assert len(articles) > 100
    for at, (law, number) in enumerate(articles):
        browser.cookies["taal"] = LANGUAGES[at % 2]
        found = page_of(browser, f"/wetten/{law}/artikel/{quote(number)}?op={DAY}")
        assert found.wrong == [], (law, number)
    for law in {law for law, _ in articles}:
        assert page_of(browser, f"/wetten/{law}?op={DAY}").wrong == []


def test_no_link_of_the_pages_is_dead(browser: Client) -> None:
    links = {link for address in PAGES for link in page_of(browser, address).links if link.startswith("/")}
    assert len(links) > 60
    dead = [link for link in sorted(links) if browser.get(link).status_code != 200]
    assert dead == []


def test_a_law_that_applies_no_more_is_in_the_list_with_a_day_on_which_it_did(browser: Client) -> None:
    rows = json.loads(browser.get(f"/wetten.json?op={DAY}").content)["laws"]
    past = [row for row in rows if not row["in_force"]]
    assert {row["id"] for row in past} == {"eerste_noodmaatregel_werkgelegenheid"}
    assert all(page_of(browser, row["address"]).wrong == [] for row in past)


def test_the_numbers_of_an_article_stand_with_their_source_and_course(browser: Client) -> None:
    text = browser.get(f"/wetten/{LAW}/artikel/2?op={DAY}").content.decode()
    assert "1,912%" in text
    assert "Stb. 2025, 412" in text
    assert 'class="course"' in text
    assert "2022-01-01" in text


def test_what_an_article_reads_and_what_reads_it_are_links(browser: Client) -> None:
    links = page_of(browser, f"/wetten/{LAW}/artikel/2?op={DAY}").links
    assert f"/wetten/{LAW}/artikel/1%20lid%201%20c?op={DAY}" in links
    assert f"/wetten/besteedbaar_inkomen/artikel/1?op={DAY}" in links
    assert f"/samenhang?naar=zorgtoeslag&op={DAY}" in links


def test_a_filter_leaves_only_what_fits(browser: Client) -> None:
    data = json.loads(browser.get("/wetten.json?uitvoerder=Sociale+Verzekeringsbank").content)
    assert {law["id"] for law in data["laws"]} == {"algemene_kinderbijslagwet", "algemene_ouderdomswet"}
    assert data["total"] > len(data["laws"])


def test_the_theme_and_the_language_are_remembered_once_the_address_chose_them(browser: Client) -> None:
    assert 'data-theme="auto"' in browser.get("/wetten").content.decode()
    assert 'data-theme="donker"' in browser.get("/wetten?thema=donker&taal=en").content.decode()
    later = browser.get("/wetten").content.decode()
    assert 'data-theme="donker"' in later
    assert '<html lang="en"' in later
    assert '<html lang="en"' in browser.get("/wetten?taal=klingon").content.decode()


def test_a_way_between_a_fact_and_a_payment_is_drawn_and_told(browser: Client) -> None:
    data = json.loads(browser.get(f"/samenhang.json?van=kale_huur&naar=huurtoeslag&op={DAY}").content)
    steps = [(tie["giver"]["name"], tie["taker"]["name"]) for tie in data["ties"]]
    assert set(steps) == {("kale_huur", "5"), ("5", "21"), ("21", "huurtoeslag")}
    page = browser.get(f"/samenhang?van=kale_huur&naar=huurtoeslag&op={DAY}").content.decode()
    assert page.count("<rect") == 4
    assert page.count('marker-end="url(#point)"') == 3
