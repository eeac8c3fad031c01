"""An English report is English: no Dutch stands in it but names, words of the law, and what is marked as Dutch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.english import is_dutch, leaks
from tests.report.sample import sample
from uitvoerbaar.findings import Text
from uitvoerbaar.report import render_html, render_parliament
from uitvoerbaar.report.filters import cell
from uitvoerbaar.report.words import calm


def test_the_page_and_the_version_for_parliament_have_no_dutch() -> None:
    a = sample()
    assert leaks(render_html(a.to_json(), "en")) == []
    assert leaks(render_parliament(a.to_json(), "en")) == []


@pytest.mark.parametrize(
    "planted",
    ["De huur van deze aanvrager is niet bekend.", "report geschat inkomen", "AANNAME: een jaar later, zonder bron"],
)
def test_a_dutch_sentence_that_is_planted_is_found(planted: str) -> None:
    a = sample()
    finding = replace(a.findings[0], explanation=Text("Iets.", planted))
    page = render_html(replace(a, findings=(finding, *a.findings[1:])).to_json(), "en")
    assert calm(planted) in leaks(page)


def test_what_is_marked_as_dutch_is_no_leak() -> None:
    a = sample()
    finding = replace(a.findings[0], explanation=Text("De huur van deze aanvrager is niet bekend."))
    assert leaks(render_html(replace(a, findings=(finding, *a.findings[1:])).to_json(), "en")) == []


def test_names_of_laws_and_words_of_the_law_are_no_leak() -> None:
    assert not is_dutch("Wet op het kindgebonden budget, article 2: part of the amount")
    assert not is_dutch("“het bedrag van de huur” is €345")
    assert not is_dutch("As CSV: 3.1-vergissingen-huishoudens.csv in tables.zip")


def test_words_that_a_table_holds_once_are_marked_as_dutch_and_numbers_and_years_are_not() -> None:
    """The source of a published figure stood in an English table as if it were English, and was read out so."""
    assert cell("Joop over het CBS, 17 december 2025", "en") == (
        '<span lang="nl">Joop over het CBS, 17 december 2025</span>'
    )
    assert cell("2021", "en") == "2021"
    assert cell("Joop over het CBS, 17 december 2025", "nl") == "Joop over het CBS, 17 december 2025"
