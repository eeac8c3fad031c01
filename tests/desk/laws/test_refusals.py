"""What an address asks that is not there, or that nobody can mean: a page that says so, with a way out."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.desk.html import Page
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.desk.middleware.security import POLICY

LAW = "wet_op_de_zorgtoeslag"
GONE = (
    "/bestaat-niet",
    "/wetten/",
    "/wetten/bestaat_niet",
    f"/wetten/{LAW}/artikel/99",
    f"/wetten/{LAW}?op=1990-01-01",
    f"/wetten/{LAW}/artikel/2?op=1990-01-01",
    "/samenhang?van=bestaat_niet",
    "/samenhang?naar=bestaat_niet",
    "/static/bestaat-niet.css",
    "/static/../settings.py",
    "/static/%2e%2e/settings.py",
)
WRONG = (
    "/wetten?op=morgen",
    "/wetten?op=2026-02-30",
    "/wetten?op=" + "9" * 500,
    f"/wetten/{LAW}/verschil",
    f"/wetten/{LAW}/verschil?van=x&tot=y",
    "/zoeken?q=" + "a" * 201,
)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ 7*7 }}{% for x in y %}",
    "\x00\x01\x1b[31m\u202e",
    "\ud7ff\uffff😀",
    "a" * 3_000,
    "' OR 1=1 --",
    "../../etc/passwd",
    "${jndi:ldap://x}",
    "%",
    "\r\nSet-Cookie: a=b",
)
PLACES = ("/wetten", "/zoeken", "/samenhang", f"/wetten/{LAW}", f"/wetten/{LAW}/artikel/2", f"/wetten/{LAW}/verschil")
NAMES = ("q", "op", "naam", "soort", "uitvoerder", "van", "naar", "tot", "taal", "thema")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("status", "address"), [*((404, a) for a in GONE), *((400, a) for a in WRONG)])
def test_what_is_not_there_is_told_with_a_way_out(browser: Client, status: int, address: str, lang: str) -> None:
    browser.cookies["taal"] = lang
    answer = browser.get(address)
    assert answer.status_code == status
    found = Page(answer.content.decode())
    assert found.wrong == []
    assert found.lang == lang
    assert "/wetten" in found.links
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_a_program_is_told_in_the_form_of_a_problem(browser: Client) -> None:
    for address, status in ((f"/wetten/{LAW}/artikel/99.json", 404), ("/wetten.json?op=x", 400), ("/x.json", 404)):
        answer = browser.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
        assert json.loads(answer.content)["status"] == status


def test_the_way_out_of_an_unknown_name_is_the_name_that_looks_like_it(browser: Client) -> None:
    assert any(
        f"/wetten/{LAW}?" in a for a in Page(browser.get("/wetten/wet_op_de_zorgtoeslach").content.decode()).links
    )
    articles = Page(browser.get(f"/wetten/{LAW}/artikel/99?op=2026-01-01").content.decode()).links
    assert f"/wetten/{LAW}/artikel/4a?op=2026-01-01" in articles
    versions = Page(browser.get(f"/wetten/{LAW}?op=1990-01-01").content.decode()).links
    assert f"/wetten/{LAW}?op=2026-01-01" in versions


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_a_query_run_nothing_and_break_nothing(browser: Client, text: str) -> None:
    for place in PLACES:
        for name in NAMES:
            answer = browser.get(place, {name: text, **({"van": "2025-01-01"} if name == "tot" else {})})
            assert answer.status_code in (200, 400, 404), (place, name)
            assert Page(answer.content.decode()).wrong == [], (place, name)
            assert "\x00" not in answer.content.decode()


@pytest.mark.parametrize("text", [text for text in HOSTILE if "/" not in text])
def test_hostile_words_in_a_path_run_nothing_and_break_nothing(browser: Client, text: str) -> None:
    from urllib.parse import quote

    for address in (f"/wetten/{quote(text)}", f"/wetten/{LAW}/artikel/{quote(text)}", f"/{quote(text)}"):
        answer = browser.get(address)
        assert answer.status_code == 404
        assert Page(answer.content.decode()).wrong == []
        assert "\x00" not in answer.content.decode()


def test_another_host_and_another_method_are_refused(browser: Client) -> None:
    assert browser.get("/wetten", SERVER_NAME="evil.example").status_code == 400
    assert browser.post("/wetten").status_code == 405
    assert browser.head("/wetten").status_code == 200


def test_a_defect_of_ours_shows_nothing_of_its_inside(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from uitvoerbaar.desk.laws.views import search

    def broken(*given: object) -> None:
        raise RuntimeError("geheim van binnen")

    monkeypatch.setattr(search, "search", broken)
    browser.raise_request_exception = False
    answer = browser.get("/zoeken?q=a")
    assert answer.status_code == 500
    assert "geheim" not in answer.content.decode()
    assert Page(answer.content.decode()).wrong == []
    assert answer.headers["Content-Security-Policy"] == POLICY
