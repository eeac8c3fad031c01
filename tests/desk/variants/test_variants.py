"""Variants beside each other: each is what an assessment gives, conflicts wait, two together less each alone adds up."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
from django.test import Client

from tests.desk.html import Page
from tests.lang.words import leaks
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.assess.people.totals import total
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.desk.serve import POPULATION
from uitvoerbaar.desk.variants import table
from uitvoerbaar.proposal import load_proposal

DAY, HERE = "2026-01-01", "/werkbank/varianten"
CARE, KIDS = "wet_op_de_zorgtoeslag", "wet_op_het_kindgebonden_budget"
SINGLE, CHILD = "3#definitions.vermogensgrens_alleenstaand.value", "2#definitions.bedrag_per_kind.value"
LESS, LESSER, MORE = f"{CARE}~{SINGLE}~100.000", f"{CARE}~{SINGLE}~120.000", f"{KIDS}~{CHILD}~2.800"
TWO = [("v1", "Lager"), ("w1", LESS), ("w2", MORE)]


def _address(pairs: list[tuple[str, Any]], page: str = HERE) -> str:
    return f"{page}?{urlencode([('op', DAY), *pairs])}"


def _done(browser: Client, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    end = time.monotonic() + 250
    while True:
        twin: dict[str, Any] = browser.get(_address(pairs, f"{HERE}.json")).json()
        states = [each["answer"]["state"] for each in twin["variants"] if each["answer"]]
        waits = twin["together"] is not None and twin["together"]["figures"] is None
        if not waits and all(state in ("klaar", "mislukt") for state in states):
            return twin
        assert time.monotonic() < end, states
        time.sleep(0.3)


def _totals(twin: dict[str, Any], number: int) -> dict[str, float]:
    found = next(each for each in twin["variants"] if each["number"] == number)
    assert found["answer"]["state"] == "klaar", found
    return {row["id"]: row["value"] for row in found["answer"]["figures"]["measures"]}


def _cost(ctx: Context) -> float:
    cost = np.zeros(len(ctx.heads), np.int64)
    for scheme in ctx.settings.schemes:
        before, after = (ctx.household_column(role, scheme) for role in ("voor", "na"))
        if before is not None and after is not None:
            more = after.astype(np.int64) - before
            cost += more if scheme.spends else -more
    return total(cost, ctx.weights, False).value


def test_columns_are_what_an_assessment_gives_and_two_together_add_up(browser: Client, answering: Path) -> None:
    pairs = [*TWO, ("p3", "alles-of-niets-2026"), ("s4", 1), ("s4", 2), ("samen", 1), ("samen", 2)]
    twin = _done(browser, pairs)
    care, kids, proposal, both = (_totals(twin, number) for number in (1, 2, 3, 4))
    assert proposal["begroting"] == _cost(make_context(load_proposal("alles-of-niets-2026"), answering, "test"))
    assert care["begroting"] < 0 < kids["begroting"]
    assert both["begroting"] == pytest.approx(care["begroting"] + kids["begroting"], abs=1)
    groups = twin["variants"][0]["answer"]["figures"]["groups"]
    (places,) = [group for group in groups if group["id"] == "provincie"]
    assert len(places["rows"]) + len(places["left_out"]) == 12
    page = browser.get(_address(pairs)).content.decode()
    assert all(f"te weinig huishoudens: {each['nl']}" in page for each in places["left_out"][:1])
    assert places["left_out"]
    figures = twin["together"]["figures"]
    assert abs(figures["begroting"]["more"]) <= 1  # each of the three is in whole euros
    assert set(figures) == {
        "begroting",
        "begroting-zorgtoeslag",
        "begroting-kindgebonden_budget",
        "verliezers",
        "winnaars",
    }
    for name, row in figures.items():
        assert row["both"] == row["first"] + row["second"] + row["more"]
        assert (row["first"], row["second"], row["both"]) == (round(care[name]), round(kids[name]), round(both[name]))
    # Whoever loses by the one and gains by the other is counted once: there the two do something together.
    assert (
        any(row["more"] for row in figures.values()) or figures["verliezers"]["first"] == figures["verliezers"]["both"]
    )


def test_any_side_is_the_baseline(browser: Client, answering: Path) -> None:
    plain = _done(browser, TWO)
    turned = _done(browser, [*TWO, ("tegen", 1)])
    assert turned["against"] == 1
    assert next(each for each in turned["variants"] if each["number"] == 1)["answer"] is None
    care, kids = _totals(plain, 1), _totals(plain, 2)
    assert _totals(turned, 2)["begroting"] == pytest.approx(kids["begroting"] - care["begroting"], abs=1)
    assert _totals(turned, 2)["winnaars"] > kids["winnaars"]
    old = [("p1", "huurtoeslag-2026~voor"), ("v2", "De wet"), ("w2", f"{CARE}~{SINGLE}~146.011"), ("tegen", 1)]
    proposal = make_context(load_proposal("huurtoeslag-2026"), answering, "test")
    assert _totals(_done(browser, old), 2)["begroting"] == _cost(proposal) != 0


def test_a_conflict_is_told_by_article_and_not_computed_until_chosen(browser: Client, answering: Path) -> None:
    pairs = [("v1", "Lager"), ("w1", LESS), ("w2", LESSER), ("s3", 1), ("s3", 2)]
    twin = _done(browser, pairs)
    stack = next(each for each in twin["variants"] if each["number"] == 3)
    (conflict,) = stack["conflicts"]
    assert (conflict["law"], conflict["article"]) == ("Wet op de zorgtoeslag", "artikel 3")
    assert conflict["says"] == [
        {"variant": "Lager", "says": "€ 100.000"},
        {"variant": "Variant 2", "says": "€ 120.000"},
    ]
    assert stack["answer"] is None
    page = browser.get(_address(pairs)).content.decode()
    assert "Er wordt niets uitgerekend tot u kiest." in page
    choose = [html.unescape(found) for found in re.findall(r'href="([^"]+)">Deze geldt', page)]
    assert len(choose) == 2
    for address, number in zip(choose, (1, 2), strict=True):
        chosen = _done(browser, [pair for pair in _pairs(address) if pair[0] != "op"])
        assert _totals(chosen, 3)["begroting"] == _totals(chosen, number)["begroting"]
    asked = _done(browser, [*pairs[:3], ("samen", 1)])
    assert asked["together"] is None


def _pairs(address: str) -> list[tuple[str, str]]:
    from urllib.parse import parse_qsl, urlsplit

    return parse_qsl(urlsplit(address).query)


def test_two_that_are_in_conflict_do_nothing_together_yet(browser: Client, answering: Path) -> None:
    pairs = [("w1", LESS), ("w2", LESSER), ("samen", 1), ("samen", 2)]
    text = browser.get(_address(pairs)).content.decode()
    assert "Deze twee botsen" in text
    assert "€ 100.000" in text
    assert "€ 120.000" in text


def test_differences_first_and_amounts_on_request(browser: Client, answering: Path) -> None:
    _done(browser, TWO)
    plain = browser.get(_address(TWO, f"{HERE}/uitkomst")).content.decode()
    assert "Verschil per jaar met het uitgangspunt" in plain
    assert "Bedragen per regeling" not in plain
    levels = browser.get(_address([*TWO, ("toon", "stand")], f"{HERE}/uitkomst")).content.decode()
    assert "Bedragen per regeling" in levels
    assert 'class="beside-bar"' in plain
    drawn = browser.get(_address([*TWO, ("rij", "winnaars")], f"{HERE}/uitkomst")).content.decode()
    assert "<h3>Huishoudens die er een half procent of meer op vooruitgaan</h3>" in drawn


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "pairs",
    [[], TWO, [*TWO, ("samen", 1), ("samen", 2), ("toon", "stand")], [("w1", LESS), ("w2", LESSER), ("s3", 1), ("s3", 2)],
     [("v1", "<b>x</b>")], [("w1", "rommel")], [("p1", "nergens")], [("p1", "kinderopvangtoeslag-2015")], [("s1", 1)],
     [("s1", 2), ("s2", 1), ("tegen", 1)], [("w1", LESS), ("tegen", 1), ("samen", 1), ("samen", 1)],
     [("p1", "alles-of-niets-2026"), ("w2", "wet_kinderopvang~1.7#x~1"), ("s3", 1), ("s3", 2)]],
)  # fmt: skip
def test_whatever_an_address_says_the_page_is_whole(
    browser: Client, answering: Path, pairs: list[tuple[str, Any]], lang: str
) -> None:
    browser.cookies["taal"] = lang
    answer = browser.get(_address(pairs))
    assert answer.status_code == 200
    found = Page(answer.content.decode())
    assert found.wrong == []
    assert leaks(" ".join(found.words), lang) == []
    assert "<b>x</b>" not in answer.content.decode()
    assert browser.get(_address(pairs, f"{HERE}/uitkomst")).status_code == 200
    assert browser.get(_address(pairs, f"{HERE}.json")).status_code == 200


def test_without_a_population_the_page_says_so(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(POPULATION, raising=False)
    text = browser.get(_address(TWO)).content.decode()
    assert "--population MAP" in text


def test_a_poll_asks_on_as_the_same_asker(browser: Client, answering: Path) -> None:
    text = browser.get(_address([("w1", f"{CARE}~{SINGLE}~99.000"), ("wie", "ik")])).content.decode()
    again = re.search('hx-get="([^"]+)"', text)
    assert again is None or "wie=ik" in html.unescape(again[1])


def test_what_two_do_together_is_whole_numbers_that_add_up() -> None:
    def part(**values: float) -> dict[str, Any]:
        rows = [
            {"id": name, "title": {"nl": name, "en": name}, "unit": unit, "value": value, "low": value, "high": value}
            for (name, value), unit in zip(
                values.items(), ("eurocent_per_jaar", "huishoudens", "huishoudens"), strict=True
            )
        ]
        return {"measures": rows, "full": True, "depth": "land", "levels": [], "groups": []}

    one = part(begroting=100.4, verliezers=10.0, winnaars=0.0)
    other = part(begroting=200.4, verliezers=5.0, winnaars=3.0)
    both = part(begroting=290.6, verliezers=12.0, winnaars=3.0)
    found = {row.title: row.value for row in table.together_of(one, other, both)}
    assert found == {"begroting": 291 - 100 - 200, "verliezers": -3, "winnaars": 0}
