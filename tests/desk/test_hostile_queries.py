"""What a query can hold that nobody means: every page, twin, panel and file answers in order, with JSON that any program reads."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.desk.html import Page
from tests.desk.test_every_address import LISTED
from uitvoerbaar.desk.serve import POPULATION

DIAL = "d.3#definitions.vermogensgrens_alleenstaand.value"
BENCH = "/werkbank/wet_op_de_zorgtoeslag/artikel/3"
PANELS = ("", ".json", "/cijfers", "/verloop", "/bewijzen", "/voorstel.zip")
VALUES = (
    "NaN",
    "-Infinity",
    "1e400",
    "1e-400",
    "9" * 5_000,
    "0x10",
    "1_000",
    "１２",
    "٣",
    "½",
    "1,2,3",
    "=1+1",
    "@SUM(A1:A9)",
    "-cmd|' /C calc'!A1",
    "<svg/onload=alert(1)>",
    "]]>--><script>alert(1)</script>",
    "\u202e100\u202c",
    "100\u200b000",
    "100\x00",
    "\U0001f600" * 20,
    "a" * 200 + "!",
    "((((" * 200,
    "%s%s%n{0.__class__}",
    "$(id)`id`",
)
OTHERS = (
    "op",
    "knop",
    "wie",
    "nummer",
    "taal",
    "thema",
    "q",
    "van",
    "naar",
    "tot",
    "voornemen",
    "aantal.kind",
    "loon_uit_dienstbetrekking",
)
LIVE = [name for name in LISTED["pages"] if name != "assessment"]


def _strict(text: str) -> Any:
    """JSON as the standard has it: no NaN, no Infinity."""

    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is no JSON")

    return json.loads(text, parse_constant=refuse)


def _check(answer: Any, address: str) -> None:
    assert answer.status_code in (200, 400, 404), address
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content
    kind = answer.headers["Content-Type"]
    if "json" in kind:
        _strict(text)
    elif kind.startswith("text/html"):
        page = Page(text.decode())
        inline = [line for line in page.wrong if "inline" in line or "script in" in line or "asks" in line]
        assert inline == [], address
        assert b"<svg/onload" not in text
        assert b"<script>alert" not in text


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without people: what is asked is read all the same."""
    monkeypatch.delenv(POPULATION, raising=False)


@pytest.mark.parametrize("value", VALUES)
def test_a_number_that_nobody_means_breaks_no_panel(browser: Client, nobody: None, value: str) -> None:
    for panel in PANELS:
        query = {"op": "2026-01-01", DIAL: value, "knop": DIAL[2:]}
        _check(browser.get(f"{BENCH}{panel}", query), panel)


@pytest.mark.parametrize("value", [*VALUES[::6], "0001-01-01", "9999-12-31", "~"])
def test_a_day_that_nobody_means_breaks_nothing_over_the_years(browser: Client, nobody: None, value: str) -> None:
    """A number from a day on, a new row, the row whose figures are asked, and the form that holds them."""
    for word in (value, f"{value}~{DIAL[2:]}~100.000", f"2027-01-01~{value}~5", f"2027-01-01~{DIAL[2:]}~{value}"):
        query = {"op": "2026-01-01", "j": word, "vanaf": value, "dag": value}
        _check(browser.get(f"{BENCH}/jaren", query), word)
    for part in (".json", "/cijfers", "/voorstel.zip"):
        _check(browser.get(f"{BENCH}/jaren{part}", query), part)
    form = {
        f"j~{value}~{DIAL[2:]}": "100.000",
        f"j~nieuw~{DIAL[2:]}": value,
        "vanaf": value,
        "rij": [value, "2027-01-01"],
    }
    answer = browser.post(f"{BENCH}/jaren?op=2026-01-01", form)
    assert answer.status_code in (303, 400), answer.status_code
    if answer.status_code == 303:
        _check(browser.get(answer.headers["Location"]), "form")


@pytest.mark.parametrize("value", VALUES[::3])
def test_words_that_nobody_means_break_no_page_and_no_twin(browser: Client, nobody: None, value: str) -> None:
    for page in LIVE:
        path = LISTED["pages"][page][0].partition("?")[0]
        for address in (path, f"{path.rstrip('/') or '/index'}.json"):
            for names in (OTHERS, OTHERS[1:]):  # a day that is none is refused before the rest is read
                _check(browser.get(address, dict.fromkeys(names, value)), f"{address} {value[:20]!r}")


def test_bytes_that_are_no_text_and_names_without_end(browser: Client, nobody: None) -> None:
    for query in ("op=%ff%fe", "%ff=1", "op=2026-01-01&" * 200, "d." + "x" * 5_000 + "=1", "&&&=&=", "op[]=1&op[a]=2"):
        for path in ("/wetten", "/wetten.json", BENCH, f"{BENCH}.json", "/api/v1/wetten", "/huishouden"):
            _check(browser.generic("GET", path, QUERY_STRING=query), f"{path}?{query[:30]}")


def test_more_fields_than_a_form_has_are_refused(browser: Client, nobody: None) -> None:
    answer = browser.post("/huishouden", {f"veld{n}": "1" for n in range(2_000)})
    assert answer.status_code == 400
    assert Page(answer.content.decode()).wrong == []


@pytest.mark.parametrize("words", ["a" * 200, "aaaa*" * 40, "(a+)+$" * 30, "ab " * 66, ".*" * 100, "\\" * 200])
def test_no_search_takes_long(browser: Client, words: str) -> None:
    begun = time.process_time()
    assert browser.get("/zoeken", {"q": words}).status_code in (200, 400)
    assert time.process_time() - begun < 5


def test_what_a_hostile_address_asked_is_in_no_header(browser: Client, nobody: None, tmp_path: Path) -> None:
    for name in (DIAL, "op", "taal", "wie"):
        answer = browser.get(f"{BENCH}/voorstel.zip", {name: "x\r\nSet-Cookie: a=b", DIAL: "100.000"})
        assert "a=b" not in str(answer.headers)
