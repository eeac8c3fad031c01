"""Answers as people type them: read as they meant, or refused with what to write."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from uitvoerbaar.desk.households.typed import Unread, read, written
from uitvoerbaar.face.questions import Question

AMOUNT = Question("spaargeld", "persoon", "amount", "", "", "", 0, 10_000_000, (), "", "")
NUMBER = replace(AMOUNT, kind="number", lo=0, hi=80)
DAY = replace(AMOUNT, kind="date", lo="1900-01-01", hi="2035-12-31")
TRUTH = replace(AMOUNT, kind="bool", lo=None, hi=None)
CHOICE = replace(TRUTH, kind="choice", values=("geen", "bso"))


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        (AMOUNT, "1250", 125_000),
        (AMOUNT, "1.250", 125_000),
        (AMOUNT, "1.250,50", 125_050),
        (AMOUNT, "1250,5", 125_050),
        (AMOUNT, "1250.50", 125_050),
        (AMOUNT, "€ 1.250,-", 125_000),
        (AMOUNT, "12 euro", 1_200),
        (NUMBER, "36", 36),
        (NUMBER, "7,5", 7.5),
        (DAY, "1-5-1990", "1990-05-01"),
        (DAY, "01/05/1990", "1990-05-01"),
        (DAY, "1990-05-01", "1990-05-01"),
        (TRUTH, "ja", True),
        (TRUTH, "nee", False),
        (CHOICE, "bso", "bso"),
    ],
)
def test_an_answer_is_read_as_it_was_meant(question: Question, typed: str, value: Any) -> None:
    assert read(question, typed) == value
    assert type(read(question, typed)) is type(value)


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        (AMOUNT, "1,250"),
        (AMOUNT, "1,250.50"),
        (AMOUNT, "12.34.56"),
        (AMOUNT, "1e9"),
        (AMOUNT, "veel"),
        (AMOUNT, "-1"),
        (AMOUNT, "100.001"),
        (AMOUNT, "٣٤"),
        (AMOUNT, "9" * 500),
        (NUMBER, "81"),
        (NUMBER, "NaN"),
        (NUMBER, "1_0"),
        (DAY, "31-2-1990"),
        (DAY, "1-5-90"),
        (DAY, "12-31-1990"),
        (DAY, "1-1-1899"),
        (TRUTH, "misschien"),
        (CHOICE, "oma"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_do(question: Question, typed: str) -> None:
    with pytest.raises(Unread) as refused:
        read(question, typed)
    assert any(word in str(refused.value) for word in ("Schrijf", "schrijf", "Kies"))


@pytest.mark.parametrize(
    ("question", "value"), [(AMOUNT, 125_050), (AMOUNT, 0), (NUMBER, 7.5), (DAY, "1990-05-01"), (TRUTH, False)]
)
def test_a_value_is_written_as_it_is_read(question: Question, value: Any) -> None:
    assert read(question, written(question, value)) == value
