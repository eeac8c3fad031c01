"""Commands that are printed can be pasted into a shell."""

from __future__ import annotations

import shlex

import pytest

from uitvoerbaar.base.command_line import command_line, options_text, typed


def test_words_with_spaces_and_signs_stay_one_word() -> None:
    text = command_line("prove", "mijn voornemen; rm", property="a-inkomen", with_=["naam=Jan de Boer", "x=1"])
    assert shlex.split(text) == [
        *("uitvoerbaar", "prove", "mijn voornemen; rm", "--property", "a-inkomen"),
        *("--with", "naam=Jan de Boer", "--with", "x=1"),
    ]


def test_an_option_without_a_value_is_left_out() -> None:
    assert command_line("population make", households=100, out=None) == "uitvoerbaar population make --households 100"
    assert options_text() == ""
    assert options_text(proposal="een map", side="na") == "--proposal 'een map' --side na"


@pytest.mark.parametrize(("value", "text"), [(None, "null"), (True, "true"), (False, "false"), (1, "1"), ("a", "a")])
def test_values_are_written_as_with_takes_them(value: object, text: str) -> None:
    assert typed(value) == text
