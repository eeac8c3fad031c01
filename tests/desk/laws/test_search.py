"""Search: which articles the words of a question find."""

from __future__ import annotations

import pytest

from uitvoerbaar.desk.laws.search import marked, plain, search, stem

DAY = "2026-01-01"


def found(question: str) -> set[tuple[str, str]]:
    """The articles that a question finds."""
    return {(hit.law, hit.article) for hit in search(DAY, question).hits}


def test_every_word_must_stand_in_the_article() -> None:
    assert found("zorgverzekering achttien") <= found("zorgverzekering") & found("achttien")
    assert ("wet_op_de_zorgtoeslag", "1 lid 1 c") in found("zorgverzekering achttien")


@pytest.mark.parametrize("question", ["toeslagpartner", "TOESLAGPARTNER", "toeslagpartners", "tóeslagpartner"])
def test_capitals_accents_and_endings_do_not_count(question: str) -> None:
    assert found(question) == found("toeslagpartner") != set()


@pytest.mark.parametrize(
    ("many", "one"),
    [("toeslagen", "toeslag"), ("huurtoeslagen", "huurtoeslag"), ("bedragen", "bedrag"), ("jaren", "jaar")],
)
def test_a_plural_finds_what_its_singular_finds(many: str, one: str) -> None:
    """The page itself promises it of toeslagen; a stemmer that lengthens the vowel of a plural made two words of them."""
    assert stem(many) == stem(one)
    assert found(many)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("artikel 8.11", ("wet_inkomstenbelasting_2001", "8.11")),
        ("art. 2.10", ("wet_inkomstenbelasting_2001", "2.10")),
        ("475da", ("wetboek_van_burgerlijke_rechtsvordering", "475da")),
        ("8.10 lid 2", ("wet_inkomstenbelasting_2001", "8.10 lid 2")),
        ("zorgtoeslag artikel 3", ("wet_op_de_zorgtoeslag", "3")),
        ("13,73%", ("wet_op_de_zorgtoeslag", "2")),
        ("146.011", ("wet_op_de_zorgtoeslag", "3")),
        ("€ 146011", ("wet_op_de_zorgtoeslag", "3")),
        ("146.011,00 euro", ("wet_op_de_zorgtoeslag", "3")),
        ("38.883", ("wet_inkomstenbelasting_2001", "2.10a")),
    ],
)
def test_numbers_of_articles_and_of_rules_are_found_however_they_are_written(
    question: str, article: tuple[str, str]
) -> None:
    told = search(DAY, question)
    assert told.instead == {}
    assert article in {(hit.law, hit.article) for hit in told.hits}


def test_a_number_is_not_found_in_pieces_of_others() -> None:
    """8.11 found articles in which an 8 and an 11 stood, and not article 8.11."""
    assert found("8.11") == {("wet_inkomstenbelasting_2001", "8.11")}
    assert any("13,73%" in name for hit in search(DAY, "13,73").hits for name in hit.names)


def test_three_letters_find_what_begins_with_them_and_two_do_not() -> None:
    assert found("drempelink") >= found("drempelinkomen") != set()
    assert len(found("dr")) < len(found("dre"))


def test_what_is_found_is_marked_and_the_rest_is_kept_to_the_letter() -> None:
    text = "De Toeslagpartners, (zónder) toeslag."
    parts = list(marked(text, frozenset({stem(plain("toeslagpartner")), stem(plain("zonder"))})))
    assert "".join(part.words for part in parts) == text
    assert [part.words for part in parts if part.hit] == ["Toeslagpartners", "zónder"]


def test_a_word_that_stands_nowhere_is_told_with_one_that_looks_like_it() -> None:
    told = search(DAY, "zorgtoeslach partner")
    assert told.instead == {"zorgtoeslach": "zorgtoeslag"}
    assert {(hit.law, hit.article) for hit in told.hits} == found("partner")


def test_an_article_with_the_word_in_its_name_comes_before_one_that_mentions_it() -> None:
    assert search(DAY, "zorgtoeslag").hits[0].law == "wet_op_de_zorgtoeslag"


def test_a_question_without_words_finds_nothing() -> None:
    assert search(DAY, " ,.- ").total == 0
    assert search(DAY, "").instead == {}
