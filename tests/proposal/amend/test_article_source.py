"""An article taken out of its law file and put back: nothing around it moves, and nothing at all where nothing was changed."""

from __future__ import annotations

import pytest

from tests.places import DATA
from uitvoerbaar.law.corpus import law_files
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal.amend.article_source import article_source, with_article
from uitvoerbaar.proposal.amend.value import AmendError

_HEAD = "$id: wet_x\nregulatory_layer: WET\narticles:\n"
_ONE = "  - number: '1'\n    text: |\n      Een.\n\n        Twee, ingesprongen.\n    # over de regel\n    machine_readable: {}\n"
_TWO = "  # hoort bij 2\n  - number: '2'\n    text: Twee.\n"
_LAW = LawText(_HEAD + _ONE + _TWO)


def test_every_article_of_the_shipped_laws_goes_out_and_in_to_the_byte() -> None:
    seen = 0
    for path in law_files([DATA / "laws"]):
        if not path.stem.startswith("2026"):
            continue
        law = LawText.of(path.read_bytes(), str(path))
        for item in law.articles:
            found = article_source(law, str(item["number"]))
            assert found.indent == 4
            assert found.rows[0].startswith("number:")
            assert law.text.split("\n")[found.first - 1].endswith(found.rows[0])
            assert with_article(law, found.article, found.words) is law
            assert with_article(law, found.article, found.words.replace("\n", "\r\n") + "\r\n") is law
            seen += 1
    assert seen > 60


def test_only_the_article_changes() -> None:
    found = article_source(_LAW, "1")
    assert found.words.startswith("number: '1'\ntext: |\n  Een.\n\n    Twee, ingesprongen.\n# over")
    after = with_article(_LAW, "1", found.words.replace("Een.", "Eén.\n  En meer."))
    assert after.text == _HEAD + _ONE.replace("Een.", "Eén.\n      En meer.") + _TWO
    assert article_source(after, "2").words == article_source(_LAW, "2").words


def test_line_ends_and_mark_of_the_file_stay() -> None:
    law = LawText((_HEAD + _ONE + _TWO).replace("\n", "\r\n"), mark=True)
    after = with_article(law, "2", "number: '2'\ntext: Anders.")
    assert after.text == law.text.replace("text: Twee.\r\n", "text: Anders.\r\n")
    assert "\n" not in after.text.replace("\r\n", "")
    assert after.mark


def test_what_cannot_be_indented_anew_keeps_its_indentation() -> None:
    """Spaces on an empty line of a block would be lost."""
    law = LawText(_HEAD + "  - number: '1'\n    text: |\n      Een.\n  \n      Twee.\n" + _TWO)
    found = article_source(law, "1")
    assert found.indent == 0
    assert found.words.startswith("    number: '1'\n    text: |\n      Een.\n  \n")
    assert with_article(law, "1", found.words) is law
    assert with_article(law, "1", found.words.replace("Twee", "Drie")).text == law.text.replace(
        "Twee.\n  #", "Drie.\n  #"
    )


@pytest.mark.parametrize(("law", "article"), [(_LAW, "3"), (LawText(_HEAD + "  - {number: '1', text: Een.}\n"), "1")])
def test_an_article_that_is_not_there_or_on_one_line_is_refused(law: LawText, article: str) -> None:
    with pytest.raises(AmendError, match=article):
        article_source(law, article)
