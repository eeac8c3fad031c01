"""What an address holds stays what a page shows, in the language of that page; what is of one visitor is kept by nobody."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.desk.html import Page
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.desk.server import ADDRESS_LETTERS

DAY, CARE = "2026-01-01", "wet_op_de_zorgtoeslag"
SINGLE, RATE = "3#definitions.vermogensgrens_alleenstaand.value", "2#definitions.percentage_boven_drempel.value"
ARTICLE = f"/werkbank/{CARE}/artikel/3"


def _text(browser: Client, path: str, **words: str) -> str:
    return unescape(browser.get(f"{path}?{urlencode({'op': DAY, **words})}").content.decode())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_part_of_a_page_speaks_the_language_of_that_page(browser: Client, lang: str) -> None:
    """Two tabs in two languages share the cookie: the last one that was opened chose it."""
    browser.get(f"/wetten?taal={'en' if lang == 'nl' else 'nl'}")
    part = browser.get("/wetten", headers={"HX-Request": "true", "Page-Language": lang})
    assert part.headers["Content-Language"] == lang
    assert "Page-Language" in part.headers["Vary"]
    assert browser.get("/wetten", headers={"Page-Language": "xx"}).headers["Content-Language"] != lang


def test_a_change_that_the_article_does_not_have_any_more_is_told_where_it_was_made(browser: Client) -> None:
    gone = "3#definitions.afgeschaft.value"
    text = _text(browser, ARTICLE, **{f"d.{gone}": "5"})
    assert f"{CARE}~{gone}~5" in text
    assert "dit getal is er niet (meer)" in text
    assert f'name="w" value="{CARE}~{gone}~5"' in text  # a movement without a script keeps it


def test_a_field_of_another_article_of_the_law_is_a_change_of_that_article(browser: Client) -> None:
    twin = browser.get(f"{ARTICLE}.json?{urlencode({'op': DAY, f'd.{RATE}': '14'})}").json()
    assert [(each["article"], each["new"]) for each in twin["changes"]] == [("2", "0.14")]


@pytest.mark.parametrize(("control", "typed", "shown"), [(RATE, "14%", "14 %"), (SINGLE, "€ 100.000,00", "100.000")])
def test_a_unit_that_was_typed_stands_once(browser: Client, control: str, typed: str, shown: str) -> None:
    text = _text(browser, "/werkbank/wijzigingen", w=f"{CARE}~{control}~{typed}")
    assert f"<strong>{'' if '%' in shown else '€ '}{shown}</strong>" in text
    number = control.partition("#")[0]
    bench = _text(browser, f"/werkbank/{CARE}/artikel/{number}", **{f"d.{control}": typed})
    assert f'value="{typed}"' in bench
    assert f'">{typed}</ins>' not in bench


def test_addresses_are_read_as_far_as_they_are_written() -> None:
    """Of a rule an address holds 4,000 letters, of changes a hundred; gunicorn reads 4,094 of one by itself."""
    from socket import socket

    from uitvoerbaar.desk.server import Server

    with socket() as door:
        server = Server(door, lambda: None)
    assert server.cfg.limit_request_line == ADDRESS_LETTERS > 2 * 4_000


@pytest.mark.parametrize("address", ["/uit", "/werkbank/weg", "/toetsen/nieuw"])
def test_who_opens_the_address_of_a_button_gets_a_page(browser: Client, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    page = Page(answer.content.decode())
    assert page.wrong == []
    assert "/wetten" in page.links


@pytest.mark.parametrize("address", ["/wetten/", "/WETTEN", f"/wetten/{CARE}/"])
def test_an_address_with_a_slash_too_many_leads_on(browser: Client, address: str) -> None:
    answer = browser.get(f"{address}?op={DAY}")
    meant = "/" + "/".join(part for part in address.split("/") if part).casefold()
    assert answer.status_code == 404
    assert f"{meant}?op={DAY}" in Page(answer.content.decode()).links


@pytest.mark.parametrize("address", ["/toetsen", "/toetsen.json", "/uitwisselen", "/binnen/abc"])
def test_what_is_of_one_visitor_is_kept_nowhere(
    browser: Client, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UITVOERBAAR_DESK", str(tmp_path))
    assert "no-store" in browser.get(address).headers["Cache-Control"]
    assert "Cache-Control" not in browser.get("/wetten").headers


@pytest.mark.parametrize("typed", ["100 000", "100\u00a0000", "\u20ac\u202f100\u202f000,00", "100.000"])
def test_thousands_may_have_a_space_between_them(browser: Client, typed: str) -> None:
    twin = browser.get(f"{ARTICLE}.json?{urlencode({'op': DAY, f'd.{SINGLE}': typed})}").json()
    read = {
        "id": SINGLE,
        "law": "14601100",
        "value": "10000000",
        "rule_unit": "cent",
        "said": typed,
        "unit": "euro",
        "trouble": "",
    }
    assert twin["dials"][0] == read


@pytest.mark.parametrize(
    ("control", "typed", "told"),
    [
        (RATE, "0,1373", "schrijf ten hoogste 3 cijfers achter de komma"),
        (RATE, "137", "kies van 0 tot en met 100"),
        (SINGLE, "-5", "kies van 0 tot en met 292.022"),
        (SINGLE, "10 00", "is geen getal"),
    ],
)
def test_a_number_that_cannot_be_is_told_by_what_is_wrong_with_it(
    browser: Client, control: str, typed: str, told: str
) -> None:
    number = control.partition("#")[0]
    address = f"/werkbank/{CARE}/artikel/{number}.json?{urlencode({'op': DAY, f'd.{control}': typed})}"
    found = next(each for each in browser.get(address).json()["dials"] if each["id"] == control)
    assert told in found["trouble"]
    assert found["value"] == found["law"]


def test_solve_for_names_the_numbers_of_other_articles_that_it_counts_with(browser: Client) -> None:
    """They were counted with, and only those of the own article were named."""
    text = _text(browser, f"{ARTICLE}/oplossen", knop=SINGLE, w=f"{CARE}~{RATE}~14%")
    assert "13,73 → 14" in text
