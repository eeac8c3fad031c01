"""The strip: a figure along a number, with marks that are right, in words, and as links that set the number."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.desk.html import Page
from tests.desk.workbench.bench import ARTICLE, DAY, DIAL, HERE, KNOB, LAW, PARTNER, moved, settled
from tests.lang.words import leaks
from uitvoerbaar.base.csv_cells import MARK
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.desk.workbench.drawn import HIGH, WIDE, drawing_of
from uitvoerbaar.desk.workbench.typed import turned
from uitvoerbaar.face.course import course
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.live import ArticleDial, LiveArticle, article_dials, read_typed
from uitvoerbaar.face.population import population

SVG = "{http://www.w3.org/2000/svg}"


def _dials() -> tuple[ArticleDial, ...]:
    return article_dials(laws(on=DAY), LAW, ARTICLE)


@pytest.fixture(scope="module")
def live(folk: Path) -> LiveArticle:
    return LiveArticle(laws(on=DAY), LAW, ARTICLE, population(folk).of_year)


@pytest.fixture(scope="module")
def part(live: LiveArticle) -> dict[str, Any]:
    return list(course(live, DIAL, {}, lambda: None))[-1]


def test_every_point_has_every_figure_of_that_position(live: LiveArticle, part: dict[str, Any]) -> None:
    places = [Decimal(point["at"]) for point in part["points"]]
    assert places == sorted(set(places))
    names = [each["id"] for each in part["measures"]]
    assert len(names) == len(set(names)) > 30
    for point in part["points"][::8]:
        answer = live.live.answer({DIAL: Decimal(point["at"])})
        values = dict(zip(names, point["values"], strict=True))
        assert values["begroting"] == [answer.treasury.value, answer.treasury.low, answer.treasury.high]
        assert round(values["verliezers"][0]) == answer.losers


def test_turning_points_are_of_one_step(live: LiveArticle, part: dict[str, Any]) -> None:
    kinds = {turn["what"] for turn in part["turns"]}
    assert "verliezers" in kinds
    for turn in part["turns"]:
        at, beyond = (live.live.answer({DIAL: Decimal(turn[name])}) for name in ("at", "beyond"))
        assert abs(Decimal(turn["at"]) - Decimal(turn["beyond"])) == 1
        if turn["what"] == "verliezers":
            assert at.losers == 0 < beyond.losers
        else:
            assert at.treasury.value <= 0 < beyond.treasury.value
    cliff = part["cliff"]
    assert cliff["what"] == "sprong"
    assert abs(Decimal(cliff["at"]) - Decimal(cliff["beyond"])) == 1
    assert abs(cliff["jump"]) >= cliff["least"]


def test_names_of_marks_do_not_stand_over_each_other(part: dict[str, Any]) -> None:
    at = turned(_dials(), {f"d.{DIAL}": "100.000"})[0]
    drawing = drawing_of(part, at)
    assert drawing is not None
    assert {mark.kind for mark in drawing.marks} >= {"nu", "wet", "verliezers", "sprong"}
    boxes = [(m.text_x - len(m.name) * 2.7, m.text_x + len(m.name) * 2.7, m.text_y) for m in drawing.marks]
    for number, (left, right, y) in enumerate(boxes):
        assert 0 <= left <= right <= WIDE
        assert 0 < y < HIGH
        assert all(y != other or right <= a or b <= left for a, b, other in boxes[number + 1 :])
    assert drawing_of(part, at, "bestaat-niet") is None


def test_where_a_figure_may_not_be_told_is_a_gap(part: dict[str, Any]) -> None:
    at = turned(_dials(), {})[0]
    held = {
        **part,
        "points": [
            {**p, "values": [None] * len(p["values"])} if n in (3, 9) else p for n, p in enumerate(part["points"])
        ],
    }
    drawing = drawing_of(held, at)
    assert drawing is not None
    assert len(drawing.lines) == 3
    assert [row.figure for row in drawing.rows].count("niet getoond") == 2


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("where", ["", f"&{moved(DIAL, '100.000')}&maat=verliezers"])
def test_the_strip_has_a_page_in_both_languages(browser: Client, served: None, where: str, lang: str) -> None:
    browser.cookies["taal"] = lang
    address = f"{HERE}/verloop?op={DAY}&{KNOB}{where}"
    text = settled(browser, address)
    found = Page(text)
    assert found.wrong == []
    assert leaks(" ".join(found.words), lang) == []
    twin = browser.get(address.replace("verloop?", "verloop.json?", 1)).json()
    assert twin["course"]["cliff"]["what"] == "sprong"
    assert twin["dial"] == DIAL


def test_marks_and_places_are_links_that_set_the_number(browser: Client, served: None) -> None:
    text = settled(browser, f"{HERE}/verloop/strook?op={DAY}&{KNOB}&{moved(PARTNER, '200.000')}&wie=strook&nummer=1")
    dial = _dials()[0]
    links = re.findall(r'<a class="(spot|mark)" href="([^"]+)" data-sets="([^"]+)" data-value="([^"]+)"', text)
    assert len(links) > 25
    for kind, href, sets, value in links:
        assert (sets, kind in ("spot", "mark")) == (f"d.{DIAL}", True)
        assert unescape(href).startswith(f"{HERE}?op={DAY}&d.")
        assert moved(PARTNER, "200.000").replace("d.", "").split("=")[0] in href
        read_typed(dial, value)
    answer = browser.get(unescape(links[-1][1]))
    assert f'value="{links[-1][3]}"' in answer.content.decode()
    assert text.count("<li><strong>") == len([1 for kind, *_ in links if kind == "mark"])
    assert "gaat iemand erop achteruit" in text


def test_the_picture_and_the_table_are_the_drawing(browser: Client, served: None) -> None:
    query = f"op={DAY}&{KNOB}&maat=verliezers"
    page = settled(browser, f"{HERE}/verloop?{query}")
    answer = browser.get(f"{HERE}/verloop.svg?{query}")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    root = ElementTree.fromstring(answer.content)
    line = root.find(f"{SVG}polyline")
    assert line is not None
    assert f'points="{line.get("points")}"' in page
    names = [text.text for text in root.iter(f"{SVG}text")]
    assert "sprong" in names
    assert "Huishoudens die er een half procent of meer op achteruitgaan" in names
    assert not list(root.iter(f"{SVG}a"))
    table = browser.get(f"{HERE}/verloop.csv?{query}")
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert table.content.startswith(MARK)
    assert len({len(row) for row in rows}) == 1
    assert "." not in "".join(cell for row in rows[1:] for cell in row)  # a Dutch spreadsheet reads a decimal comma
    assert len(rows) == len((line.get("points") or "").split()) + 1
    places = [float(row[0].replace(",", ".")) for row in rows[1:]]
    assert places == sorted(places)
    assert rows[-1][0] == "292022"
    assert browser.get(f"{HERE}/verloop.csv?{query}x").status_code == 404


def test_what_is_not_there_is_said(browser: Client, served: None) -> None:
    assert browser.get(f"{HERE}/verloop?op={DAY}&knop=nergens").status_code == 404
    text = settled(browser, f"{HERE}/verloop/strook?op={DAY}&{KNOB}&maat=<b>x</b>&wie=niet&nummer=1")
    assert "is er niet; dit zijn de kosten." in text
    assert "<b>x</b>" not in text
    assert "die telt alleen een toets van het hele voorstel" in settled(browser, f"{HERE}/verloop?op={DAY}&{KNOB}")
