"""Lid and onderdeel of a place in a text."""

from __future__ import annotations

import pytest

from uitvoerbaar.law.text.parts import part_at, provision, read_provision

_TEXT = "1. De norm is € 5 voor:\n   a. een mens;\n   b. twee mensen, € 6.\n\n2. Anders is hij € 7."


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("3", "artikel 3"),
        ("8 lid 2", "artikel 8, tweede lid"),
        ("1 lid 1 c", "artikel 1, eerste lid, onderdeel c"),
        ("4:13", "artikel 4:13"),
        ("2.10a", "artikel 2.10a"),
    ],
)
def test_a_number_names_a_place_and_words_name_it_back(number: str, words: str) -> None:
    assert provision(number).words == words
    assert read_provision(words) == provision(number)


def test_a_place_in_a_text_is_in_a_lid_and_onderdeel() -> None:
    found = {word: part_at(_TEXT, _TEXT.index(word)) for word in ("€ 5", "€ 6", "€ 7")}
    assert [(p.lid, p.part) for p in found.values() if p] == [(1, None), (1, "b"), (2, None)]


def test_a_text_without_parts_has_none() -> None:
    assert part_at("Wie 18 jaar is. De factor is 1. Voor anderen niet.", 5) is None
