"""Amounts on a command line: the unit is what the user wrote, and an amount without one is told as it was understood."""

from __future__ import annotations

import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.cli import run
from uitvoerbaar.engine.explain.amounts import understood
from uitvoerbaar.engine.explain.needs import Need
from uitvoerbaar.engine.explain.read_case import read_value

WAGE = Need("loon", "number", "eurocent per jaar", lo=-(10**9), hi=10**9, whole=True)
HOURS = Need("uren", "number", "uren per maand")
ASKED = ["wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01", "--with"]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("25000", 25_000),
        ("25000euro", 2_500_000),
        ("25000 EUR", 2_500_000),
        ("25.000 euro", 2_500_000),
        ("€25.000", 2_500_000),
        ("€ 25.000,50", 2_500_050),
        ("€ 25\u00a0000", 2_500_000),
        ("€25,5", 2_550),
        ("25000,50", 2_500_050),
        ("25000.50euro", 2_500_050),
        ("€ 35,-", 3_500),
        ("250cent", 250),
        ("2.500.000 eurocent", 2_500_000),
        ("-€ 5", -500),
        ("€ -5", -500),
        ("\u22125 euro", -500),
    ],
)
def test_an_amount_has_the_unit_that_was_written(text: str, cents: int) -> None:
    assert read_value(WAGE, text, "--with") == cents


@pytest.mark.parametrize(
    "text",
    [
        "25.000",
        "25,000",
        "€25,000",
        "1e5",
        "12%",
        "€1.5.0",
        "25000,505",
        "2,5cent",
        "25k",
        "nan",
        ".inf",
        "9" * 400,
        "1e400",
    ],
)
def test_what_can_be_read_in_two_ways_or_in_none_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="loon"):
        read_value(WAGE, text, "--with")


@pytest.mark.parametrize("text", ["12euro", "€12", "12cent", "12.000", "12,5", "50%"])
def test_a_field_that_is_no_amount_takes_none(text: str) -> None:
    with pytest.raises(UserError, match="uren"):
        read_value(HOURS, text, "--with")


def test_an_amount_without_a_unit_is_told_as_it_was_understood() -> None:
    said = understood(WAGE, "25000")
    assert said == "loon=25000 is 250,00 euro per jaar; bedoelde u 25000 euro? schrijf 25000euro"
    assert understood(WAGE, "25000euro") is None
    assert understood(WAGE, "0") is None
    assert understood(HOURS, "36") is None


@pytest.mark.parametrize("command", [["explain", *ASKED], ["explain", *ASKED[:-1], "--then"]])
def test_explain_tells_it_beside_the_answer(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "loon_uit_dienstbetrekking=2500000"]) == 0
    out, err = capsys.readouterr()
    assert "is 25.000,00 euro per jaar; bedoelde u 2500000 euro? schrijf 2500000euro" in err
    assert "bedoelde u" not in out
    assert run([*command, "loon_uit_dienstbetrekking=25000euro"]) == 0
    assert "bedoelde u" not in capsys.readouterr().err


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_does_not_have_are_refused_in_a_child(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", *ASKED, f'kinderen=[{{"opvanguren_per_maand": {word}}}]']) == 1
    assert f"heeft {word}, en dat is geen getal" in capsys.readouterr().err
