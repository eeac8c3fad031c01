"""The smallest case told: as it was written, or from its facts."""

from __future__ import annotations

from dataclasses import replace

from tests.report.sample import CRITICAL, SERIOUS
from uitvoerbaar.findings import Text
from uitvoerbaar.report.case_words import tell
from uitvoerbaar.report.filters import told


def test_a_written_story_is_told_as_it_was_written() -> None:
    case = CRITICAL.smallest_case
    assert case is not None
    assert told(case, "en")[0].endswith("After the proposal the whole allowance goes: €841.21.")
    assert told(replace(case, story=Text("Alleen € 5.")), "en") == ['<span lang="nl">Alleen €\u00a05.</span>']


def test_without_one_the_facts_are_told_in_order() -> None:
    case = CRITICAL.smallest_case
    assert case is not None
    assert [line.replace("\u00a0", " ") for line in tell(replace(case, story=None), "nl")] == [
        "De situatie: Loon € 21.500 per jaar; Kinderen met een fiets 1; Alleenstaand ja; "
        "Kosten van de fiets € 1.314,40 per jaar; Geboortedatum 2 maart 1994.",
        "De vergissing: Aangetoonde kosten (€ 1 per jaar).",
        "Toeslag met alle bonnen: € 841,21 per jaar. Toeslag met één euro te weinig bonnen: € 0 per jaar. "
        "Verschil: € 841,21 per jaar.",
        "Dezelfde vergissing zonder het voorstel: € 0,64 per jaar weg.",
    ]


def test_a_case_without_a_mistake_is_told_without_one() -> None:
    case = SERIOUS.smallest_case
    assert case is not None
    assert tell(case, "en") == [
        "The situation: Wage €30,000 per year.",
        "Left at €30,000 wage: €24,100 per year. Left at €30,001 wage: €23,980 per year. Difference: €120 per year.",
    ]
