"""Every object of the face in English: no Dutch but the words of the law, which are marked as Dutch in HTML."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import uitvoerbaar as uv
from tests.lang.words import DUTCH, leaks
from tests.report.sample import sample
from uitvoerbaar.face.layers import LAYERS
from uitvoerbaar.law import model

DAY = "2026-01-01"
LAWS = Path(__file__).parents[1] / "engine" / "explain" / "laws"
VOID = {"br", "hr", "img", "input", "meta", "line", "rect", "path", "circle"}
BLOCKS = re.compile(
    r"<(?:/?(?:p|div|td|th|tr|li|ul|summary|details|dt|dd|h\d|pre|text|title|figcaption|caption))\b[^>]*>"
)


class Unmarked(HTMLParser):
    """The words of a page outside elements that are marked as Dutch."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []
        self.feed(BLOCKS.sub(lambda tag: f"\n{tag[0]}", re.sub("<style>.*?</style>", "", html, flags=re.DOTALL)))

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang") == "nl"))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(dutch for _, dutch in self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        return unescape("".join(self.words))


def _case() -> uv.Case:
    return uv.case(
        geboortedatum="1990-05-01",
        loon_uit_dienstbetrekking=uv.euro(25_000),
        spaargeld=uv.euro(100_000),
        partner={"geboortedatum": "1987-09-30"},
        children=[{"geboortedatum": "2020-03-01", "opvanguren_per_maand": 50, "uurtarief": 900}],
        housemates=[{"geboortedatum": "2001-03-01"}],
    )


def _proofs() -> Any:
    pytest.importorskip("z3")
    return uv.laws(on="2015-01-01", proposal="kinderopvangtoeslag-2015").prove(
        "wet_kinderopvang", "c-evenredig", seconds=20
    )


def _population() -> Any:
    from uitvoerbaar.base.folders import data_dir

    return uv.population(data_dir() / "population" / "voorbeeld")


def _toets() -> uv.Assessment:
    return uv.Assessment(sample())


MAKERS = {
    "laws": lambda: uv.laws(on=DAY),
    "laws of a proposal": lambda: uv.laws(proposal="kinderopvangtoeslag-2015"),
    "known": lambda: uv.laws(on=DAY).known,
    "coverage": lambda: uv.laws(on=DAY).coverage(),
    "case": _case,
    "no case": lambda: uv.case(),
    "explained": lambda: uv.laws(on=DAY).explain("kinderopvangtoeslag", _case()),
    "carried forward": lambda: uv.laws(on="2027-06-01").explain("zorgtoeslag", _case()),
    "compared": lambda: uv.compare("zorgtoeslag", _case(), on=DAY, then={"spaargeld": 0}),
    "both sides": lambda: uv.compare(
        "kinderopvangtoeslag", _case(), on="2015-01-01", proposal="kinderopvangtoeslag-2015"
    ),
    "curve": lambda: uv.curve(_case(), along="spaargeld", on=DAY),
    "law": lambda: uv.show("wet_op_de_zorgtoeslag", on=DAY),
    "regulation": lambda: uv.show("regeling_standaardpremie", on=DAY),
    "article": lambda: uv.show("wet_op_de_zorgtoeslag", 3, on=DAY),
    "changes": lambda: uv.show("wet_op_de_zorgtoeslag", between=("2025-01-01", DAY)),
    "no changes": lambda: uv.show("wet_op_de_zorgtoeslag", between=(DAY, DAY)),
    "people": lambda: uv.people({"bsn": [1, 2]}, children={"ouder_bsn": [1], "geboortedatum": ["2020-03-01"]}),
    "outcomes": lambda: uv.laws(on=DAY).run("zorgtoeslag", {"bsn": [1, 2], "loon_uit_dienstbetrekking": [0, 1]}),
    "outcomes of a population": lambda: uv.laws(on=DAY).run("zorgtoeslag", _population()),
    "population": _population,
    "proofs": _proofs,
    "check": lambda: uv.check(LAWS),
    "assessment": _toets,
    "difference": lambda: _toets() - _toets(),
    "finding": lambda: _toets().findings[0],
    "figure": lambda: _toets().figures[0],
}
"""Every kind of object that the face gives."""


@pytest.mark.parametrize("name", MAKERS)
def test_an_object_is_shown_in_english(name: str) -> None:
    with uv.speak("en"):
        made = MAKERS[name]()
        assert leaks(repr(made), "en") == [], repr(made)
        if hasattr(made, "_repr_html_"):
            html = made._repr_html_()
            assert html.startswith('<div class="uv" lang="en"')
            shown = Unmarked(html).text
            assert len(shown) > 10
            for law in sample().laws:  # those of the fictional country
                shown = shown.replace(law.name, "")
            assert leaks(shown, "en") == [], shown
        if hasattr(made, "text"):
            told = made.text()
            assert leaks(told, "en") == [], told


@pytest.mark.parametrize("name", ["law", "explained", "outcomes", "check"])
def test_a_dutch_page_says_that_it_is_dutch(name: str) -> None:
    html = MAKERS[name]()._repr_html_()
    assert html.startswith('<div class="uv" lang="nl">')
    assert DUTCH.search(html)
    assert "“" not in html


def test_words_of_the_law_are_quoted_and_marked() -> None:
    with uv.speak("en"):
        html = uv.show("wet_op_de_zorgtoeslag", 3, on=DAY)._repr_html_()
    assert re.search('<p class="law-text"><span lang="nl">“Wie te veel vermogen heeft', html)
    assert '<span lang="nl">Wet op de zorgtoeslag</span>' in html


def test_every_public_class_is_shown_here() -> None:
    """A new class of the face with a repr of its own must be among those above."""
    made = {type(maker()).__name__ for name, maker in MAKERS.items() if name != "proofs"}
    own = {
        name for name in uv.__all__ if isinstance(found := getattr(uv, name), type) and hasattr(found, "_repr_html_")
    }
    assert own - made <= {"Proofs"}


def test_every_layer_of_the_format_has_words() -> None:
    assert set(LAYERS) == set(model.LAYERS)
