"""Only forms that fit are offered: what is offered can be carried out, on every article of the shipped laws."""

from __future__ import annotations

from decimal import Decimal

from tests.places import DATA
from uitvoerbaar.law.corpus import law_files
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal.amend.forms.change_rule import (
    compared_otherwise,
    in_proportion,
    rounded_otherwise,
    tapered,
)
from uitvoerbaar.proposal.amend.forms.offers import Offers, offers


def test_what_is_offered_can_be_carried_out() -> None:
    seen = 0
    for path in law_files([DATA / "laws"]):
        if path.stem != "2026-01-01":
            continue
        law = LawText.of(path.read_bytes(), str(path))
        for item in law.articles:
            article = str(item["number"])
            found = offers(law, article)
            for output in found.below_a_limit:
                assert in_proportion(law, article, output).text != law.text
            for output in found.above_a_limit:
                assert tapered(law, article, output, Decimal("0.25")).text != law.text
            for part in found.comparisons[:2]:
                other = "EQUALS" if part.operation != "EQUALS" else "NOT_EQUALS"
                assert compared_otherwise(law, article, part.path, other).text != law.text
            for part in found.rounded[:2]:
                other = "CEIL" if part.operation != "CEIL" else "FLOOR"
                assert rounded_otherwise(law, article, part.path, other).text != law.text
            seen += len(found.below_a_limit) + len(found.comparisons) + len(found.rounded)
    assert seen > 50


def test_an_article_without_rules_is_offered_nothing() -> None:
    law = LawText("$id: x\nregulatory_layer: WET\narticles:\n  - number: '1'\n    text: Niets.\n")
    assert offers(law, "1") == Offers()
    assert offers(law, "2") == Offers()
