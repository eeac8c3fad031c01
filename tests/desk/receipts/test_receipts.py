"""Receipts: computed again, ticked to the cent; what moved is told; what was tampered with does not hold; never a traceback."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client

from tests.desk.html import Page
from tests.lang.words import leaks
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.desk.receipts.receipt import HERE, SUM, _sum, read
from uitvoerbaar.desk.serve import POPULATION

DAY = "2026-01-01"
W = "wet_op_de_zorgtoeslag~3#definitions.vermogensgrens_alleenstaand.value~100.000"
Pairs = list[tuple[str, str]]


def _twin(browser: Client, address: str) -> dict[str, Any]:
    """The twin of a page when nothing more comes."""
    end = time.monotonic() + 200
    while True:
        twin: dict[str, Any] = browser.get(address.replace(HERE, f"{HERE}.json", 1)).json()
        waits = not twin["links"] if twin["receipt"] is None else twin["receipt"]["verdict"] == "wacht"
        if not waits:
            return twin
        assert time.monotonic() < end
        time.sleep(0.3)


@pytest.fixture
def link(browser: Client, answering: Path) -> str:
    (made,) = _twin(browser, f"{HERE}?{urlencode({'op': DAY, 'w': W})}")["links"]
    return str(made)


def _with(link: str, name: str, old: str, new: str, *, sealed: bool = True) -> str:
    """The link with something in it changed; `sealed`: with a sum that was made anew, as somebody who cheats would."""
    pairs = [(n, v) for n, v in parse_qsl(urlsplit(link).query) if n != SUM]
    changed = [(n, v.replace(old, new) if n == name else v) for n, v in pairs]
    assert changed != pairs
    sum_ = _sum(changed) if sealed else dict(parse_qsl(urlsplit(link).query))[SUM]
    return f"{HERE}?{urlencode([*changed, (SUM, sum_)])}"


def _number(link: str, name: str) -> str:
    return next(v for n, v in parse_qsl(urlsplit(link).query) if n == "t" and v.startswith(f"{name}~"))


def test_a_receipt_that_is_opened_gets_a_tick_for_each_total(browser: Client, link: str) -> None:
    found = _twin(browser, link)["receipt"]
    assert (found["verdict"], found["damaged"], found["moved"]) == ("klopt", False, [])
    assert set(found["totals"]) == {"begroting", "begroting-zorgtoeslag", "verliezers", "winnaars"}
    assert all(total["holds"] and total["said"] == total["now"] for total in found["totals"].values())
    assert found["totals"]["begroting"]["now"] < 0 < found["totals"]["verliezers"]["now"]
    text = browser.get(link).content.decode()
    assert text.count("✓ gelijk") == 4
    assert "Gezegd door de link" in text


def test_a_total_that_is_a_cent_off_does_not_hold(browser: Client, link: str) -> None:
    word = _number(link, "begroting")
    tampered = _with(link, "t", word, f"begroting~{int(word.partition('~')[2]) + 1}")
    found = _twin(browser, tampered)["receipt"]
    assert (found["verdict"], found["damaged"]) == ("klopt-niet", False)
    assert [name for name, total in found["totals"].items() if not total["holds"]] == ["begroting"]
    text = browser.get(tampered).content.decode()
    assert "De totalen in deze link kloppen niet." in text
    assert text.count("✗ anders") == 1
    assert text.count("✓ gelijk") == 3


def test_a_total_left_out_or_added_does_not_hold(browser: Client, link: str) -> None:
    word = _number(link, "verliezers")
    gone = _twin(browser, _with(link, "t", word, "begroting-aow~5"))["receipt"]
    assert gone["verdict"] == "klopt-niet"
    assert gone["totals"]["begroting-aow"] == {"said": 5, "now": 0, "holds": False}
    assert gone["totals"]["verliezers"]["said"] is None


@pytest.mark.parametrize(
    ("name", "part", "what", "words"),
    [
        ("wet", "wet_op_de_zorgtoeslag~", "law", "Wet op de zorgtoeslag: de tekst of de regels zijn anders"),
        ("bevolking", "", "data", "De bevolking is een andere"),
        ("programma", "", "program", "Het programma is een ander"),
        ("huishoudens", "", "people", "Het aantal doorgerekende huishoudens is anders"),
    ],
)
def test_a_stale_link_says_what_moved_and_gives_both(
    browser: Client, link: str, name: str, part: str, what: str, words: str
) -> None:
    value = next(v for n, v in parse_qsl(urlsplit(link).query) if n == name and v.startswith(part))
    stale = _with(link, name, value, f"{part}0123456789abcdef")
    found = _twin(browser, stale)["receipt"]
    assert found["verdict"] == "verouderd-gelijk"
    (moved,) = found["moved"]
    assert moved["what"] == what
    word = _number(link, "winnaars")
    other = _with(stale, "t", word, "winnaars~7")
    assert _twin(browser, other)["receipt"]["verdict"] == "verouderd"
    text = browser.get(other).content.decode()
    assert words in text
    assert '<td class="num nowrap">7</td>' in text
    assert "Gezegd door de link" in text
    assert "Hier uitgerekend" in text


def test_a_link_that_was_cut_off_or_mistyped_is_told(browser: Client, link: str) -> None:
    cut = link[: link.index("&t=verliezers")]
    found = _twin(browser, cut)["receipt"]
    assert found["damaged"]
    assert found["verdict"] == "klopt-niet"
    mistyped = _with(link, "t", _number(link, "winnaars"), "winnaars~1", sealed=False)
    assert _twin(browser, mistyped)["receipt"]["damaged"]
    assert "zijn eigen controlegetal klopt niet" in browser.get(mistyped).content.decode()


def test_a_change_that_the_law_does_not_have_any_more_is_not_computed(browser: Client, link: str) -> None:
    gone = _with(link, "w", "vermogensgrens_alleenstaand", "vermogensgrens_van_toen")
    found = _twin(browser, gone)["receipt"]
    assert found["verdict"] == "mislukt"
    assert found["totals"]["begroting"]["now"] is None
    text = browser.get(gone).content.decode()
    assert "dit getal is er niet (meer) in de wet van 2026-01-01" in text
    assert "Wat de link zegt is dus niet nagegaan." in text
    assert "✓" not in text


GARBAGE = [
    "t=", "t=begroting", "t=begroting~", "t=begroting~1e9", "t=begroting~--5", "t=begroting~" + "9" * 400, "t=~5",
    "t=<b>1</b>~5", "t=begroting~%00", "wet=", "wet=~", "wet=x", "som=", "som=x", "diepte=land", "diepte=<script>",
    "huishoudens=veel", "programma=" + "f" * 900, "bevolking=%F0%9F%92%A9", "t=begroting~١٢", "t=" + "x~1&t=" * 200 + "y~1",
    "wet=" + "x~1&wet=" * 200 + "y~1",
]  # fmt: skip


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_in_a_link_is_a_page_that_says_so(browser: Client, link: str, garbage: str) -> None:
    for address in (
        f"{HERE}?op={DAY}&w={quote(W, safe='')}&{garbage}",
        f"{HERE}?op={DAY}&{garbage}",
        f"{link}&{garbage}",
    ):
        answer = browser.get(address)
        assert answer.status_code == 200
        text = answer.content.decode()
        assert Page(text).wrong == []
        assert "<b>1</b>" not in text
        assert "<script>" not in text
        assert "Alles klopt" not in text
        assert browser.get(address.replace(HERE, f"{HERE}.json", 1)).status_code == 200
        assert browser.get(address.replace(HERE, f"{HERE}/uitkomst", 1)).status_code == 200


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_is_whole_in_both_languages(browser: Client, link: str, lang: str) -> None:
    browser.cookies["taal"] = lang
    stale = _with(link, "bevolking", "", "x")
    for address in (link, stale, f"{HERE}?{urlencode({'op': DAY, 'w': W})}", f"{HERE}?op={DAY}"):
        _twin(browser, address) if "w=" in address else None
        found = Page(browser.get(address).content.decode())
        assert found.wrong == []
        assert leaks(" ".join(found.words), lang) == []


def test_without_a_population_nothing_is_said_to_hold(
    browser: Client, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(POPULATION, raising=False)
    text = browser.get(link).content.decode()
    assert "--population MAP" in text
    assert not re.search("✓", text)
    assert browser.get(link.replace(HERE, f"{HERE}.json", 1)).json()["receipt"]["verdict"] == "mislukt"


def test_a_link_is_read_as_it_was_written(link: str) -> None:
    found = read(QueryDict(urlsplit(link).query), DAY)
    assert found is not None
    assert not found.damaged
    assert found.address == link
    assert read(QueryDict(f"op={DAY}&w=x"), DAY) is None
