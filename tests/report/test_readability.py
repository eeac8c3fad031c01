"""The sentences that the first page makes itself are Dutch of B1: short, of short words (index of Flesch-Douma)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.report.readability import ease, sentences, syllables, words
from tests.report.sample import sample
from uitvoerbaar.report.filters import told
from uitvoerbaar.report.story import lines_of
from uitvoerbaar.report.view import build
from uitvoerbaar.report.words import catalogue

LONGEST = 20
NORMAL, HARD = 60, 45
"""What Douma calls normal, and hard. That normal is B1 is an assumption of ours: the levels are later than his table."""
PARTS = ("story", "people")


def _said() -> Iterator[str]:
    """Every sentence of the words for the story and the people, with something in its places."""
    for part in PARTS:
        for sentence in catalogue("nl")[part].values():
            filled = re.sub(r"\{(count|rows|all|partly|tests|share|amount|tenth)\}", "300", sentence)
            yield from (s for s in sentences(re.sub(r"\{\w+\}", "iets", filled)) if len(words(s)) > 3)


def test_the_sentences_of_the_first_page_are_short_and_easy() -> None:
    found = list(_said())
    assert len(found) > 10
    assert [s for s in found if len(words(s)) > LONGEST] == []
    assert ease(found) >= NORMAL


def test_a_sentence_of_an_official_is_not() -> None:
    planted = "De inkomensafhankelijke tegemoetkoming wordt overeenkomstig de uitvoeringssystematiek vastgesteld."
    assert ease([planted]) < HARD


def test_syllables_are_groups_of_vowels() -> None:
    assert [syllables(word) for word in ("huur", "toeslag", "kinderopvang", "eieren")] == [1, 2, 4, 3]


def test_the_first_page_of_a_report_is_normal_dutch() -> None:
    a = sample()
    view = build(a)
    said = [line.told for line in lines_of(a, view, "nl")]
    for finding in view.leading:
        case = finding.smallest_case
        said += [finding.explanation.nl] if case is None else [str(line) for line in told(case, "nl")]
    assert ease([part for text in said for part in sentences(text)]) >= NORMAL
