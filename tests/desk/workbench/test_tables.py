"""A table of a rule on its page: drawn, typed in, refused, without a script."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from tests.desk.html import Page
from tests.law.text.test_grids import _law
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.desk.workbench.rule.tables import drawing_of
from uitvoerbaar.face.rule_tables import tables_of

_FIELD = re.compile(r'<textarea id="regel"[^>]*>\n(.*?)</textarea>', re.DOTALL)
HERE = "/werkbank/besluit_kinderopvangtoeslag/artikel/8/regel?op=2026-01-01"


def _text(page: str) -> str:
    found = _FIELD.search(page)
    assert found is not None
    return html.unescape(found[1])


def test_every_limit_and_value_has_a_handle_and_the_line_runs_through_them() -> None:
    for path, article in (
        ("amvb/besluit_kinderopvangtoeslag", "8"),
        ("wet/wet_inkomstenbelasting_2001", "3.112"),
        ("wet/wet_inkomstenbelasting_2001", "2.12"),
    ):
        for table in tables_of(_law(path), article):
            drawing = drawing_of(table)
            assert drawing is not None
            fields = {handle.field for handle in drawing.handles}
            assert {row.high.name for row in table.rows if row.high is not None} <= fields
            assert {row.value.name for row in table.rows if row.value is not None} <= fields
            places = [tuple(map(float, point.split(","))) for point in drawing.line.split(" ")]
            assert places == sorted(places, key=lambda place: place[0])
            assert {handle.x1 for handle in drawing.handles if handle.axis == "x"} <= {x for x, _ in places}


def test_a_table_with_a_limit_from_elsewhere_is_not_drawn() -> None:
    (tariff,) = tables_of(_law("wet/wet_inkomstenbelasting_2001"), "2.7")
    assert drawing_of(tariff) is None


def test_the_button_writes_the_rule_and_a_refusal_keeps_what_was_typed(browser: Client, served: None) -> None:
    page = browser.get(HERE).content.decode()
    form = dict(re.findall(r'name="((?:was\.)?tabel\.0\.[^"]+)" value="([^"]*)"', page))
    assert len(form) == 2 * (31 + 32)
    text = _text(page)
    sent = {**form, "regel": text, "vorm": "tabel.0", "tabel.0.0.waarde": "90"}
    made = browser.post(HERE, sent).content.decode()
    assert "value: 5641300}, then: 0.900}" in _text(made)
    assert 'name="tabel.0.0.waarde" value="90"' in made
    refused = browser.post(HERE, {**sent, "tabel.0.0.grens": "99.000"}).content.decode()
    assert "lopen de grenzen van de tabel niet meer op" in refused
    assert 'name="tabel.0.0.grens" value="99.000"' in refused
    assert _text(refused) == text


def test_what_was_changed_in_the_text_beside_a_table_stays(browser: Client, served: None) -> None:
    page = browser.get(HERE).content.decode()
    form = dict(re.findall(r'name="((?:was\.)?tabel\.0\.[^"]+)" value="([^"]*)"', page))
    text = _text(page).replace("value: 5818500}, then: 0.955}", "value: 5818500}, then: 0.950}", 1)
    sent = {**form, "regel": text, "vorm": "tabel.0", "tabel.0.0.waarde": "90"}
    made = _text(browser.post(HERE, sent).content.decode())
    assert "value: 5641300}, then: 0.900}" in made
    assert "value: 5818500}, then: 0.950}" in made


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_whole_in_both_languages(browser: Client, served: None, lang: str) -> None:
    page = Page(browser.get(f"{HERE}&taal={lang}").content.decode())
    assert page.wrong == []
    assert sum(1 for _, at in page.controls if (at or "").startswith("v-tabel-")) == 31 + 32 + 46 + 47
