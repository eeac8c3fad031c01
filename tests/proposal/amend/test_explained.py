"""Amending sentences explained in English."""

from __future__ import annotations

import pytest

from uitvoerbaar.law.text.parts import provision
from uitvoerbaar.proposal.amend.explained import explained
from uitvoerbaar.proposal.amend.sentences import Amendment

_AT = provision("8 lid 2")


@pytest.mark.parametrize(
    ("amendment", "english"),
    [
        (
            Amendment("replace", "8 lid 2", _AT, "18 jaar", "19 jaar", every=True),
            "In article 8, paragraph 2, «18 jaar» becomes «19 jaar» each time.",
        ),
        (Amendment("lapse", "8 lid 2", _AT), "Article 8, paragraph 2 lapses."),
        (
            Amendment("rule", "2", provision("2"), "€ 5", "€ 6", name="lage_grens"),
            "In the rules of article 2, lage grens goes from € 5 to € 6.",
        ),
        (Amendment("rules", "2", provision("2")), "The rules of article 2 change as in the law file."),
    ],
)
def test_the_sentence_stays_dutch_and_its_effect_is_english(amendment: Amendment, english: str) -> None:
    text = explained(amendment)
    assert (text.nl, text.en) == (amendment.sentence, english)
