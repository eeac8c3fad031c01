"""A number changed in a law file: only it and the words that say it, and back to the byte."""

from __future__ import annotations

import random
from decimal import Decimal
from difflib import unified_diff

import pytest

from tests.places import DATA
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.law.text.controls import Control
from uitvoerbaar.proposal.amend.change import amend, controls_of
from uitvoerbaar.proposal.amend.value import AmendError

_ALONE = "3#definitions.vermogensgrens_alleenstaand.value"
_PERCENTAGE = "2#definitions.percentage_drempel_alleenstaand.value"
_AGE = "1 lid 1 c#definitions.leeftijd_verzekerde.value"
_LAWS = ("wet_op_de_zorgtoeslag", "wet_op_de_huurtoeslag", "algemene_kinderbijslagwet", "wet_inkomstenbelasting_2001")


def _law(name: str = "wet_op_de_zorgtoeslag") -> LawText:
    file = DATA / "laws" / "nl" / "wet" / name / "2026-01-01.yaml"
    return LawText.of(file.read_bytes(), str(file))


def _lines(before: str, after: str) -> list[str]:
    rows = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [row for row in rows if row[:1] in "+-" and row[:3] not in ("+++", "---")]


def test_the_number_and_the_words_change_and_nothing_else() -> None:
    law = _law()
    after = amend(law, {_ALONE: "€ 150.000"}).after
    assert _lines(law.text, after.text) == [
        "-      146.011 euro zonder en 184.633 euro met toeslagpartner.",
        "+      150.000 euro zonder en 184.633 euro met toeslagpartner.",
        *(
            f"{sign}        vermogensgrens_alleenstaand: {{value: {value}, type: amount, type_spec: {{unit: eurocent}}, "
            'description: "146.011 euro op 1 januari 2026 (Dienst Toeslagen 2026). Eigen bepaling van deze wet, gelijk aan '
            'het bedrag van de Wet op het kindgebonden budget artikel 1."}'
            for sign, value in (("-", 14601100), ("+", 15000000))
        ),
    ]


def test_a_note_that_still_says_the_old_number_is_told() -> None:
    made = amend(_law(), {_ALONE: "€ 150.000", _PERCENTAGE: "2 procent"})
    assert [made.after.text.splitlines()[line - 1].split(":")[0].strip() for line in made.stale] == [
        "vermogensgrens_alleenstaand", "percentage_drempel_alleenstaand",
    ]  # fmt: skip


def test_words_stay_words_and_several_numbers_change_at_once() -> None:
    made = amend(_law(), {_AGE: "21", _ALONE: "1500 euro"})
    assert [change.texts for change in made.changes] == [
        (("achttien jaar", "eenentwintig jaar"),), (("146.011 euro", "1.500 euro"),),
    ]  # fmt: skip


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(end: bytes, mark: bytes) -> None:
    raw = mark + _law().bytes.replace(b"\n", end)
    law = LawText.of(raw, "wet.yaml")
    assert law.bytes == raw
    after = amend(law, {_AGE: 19}).after
    assert after.bytes == raw.replace(b"achttien jaar", b"negentien jaar").replace(b"{value: 18,", b"{value: 19,")


def test_a_number_twice_in_the_text_changes_twice() -> None:
    made = amend(_law("wet_op_de_huurtoeslag"), {"8 lid 2#definitions.meerderjarig.value": 21})
    assert [change.texts for change in made.changes] == [(("18 jaar", "21 jaar"),) * 2 + (("18", "21"),)]


@pytest.mark.parametrize(
    ("control", "given", "unit", "said"),
    [
        (_ALONE, "150000", None, "kan euro of cent zijn"),
        (_ALONE, 150000, None, "kan euro of cent zijn"),
        (_ALONE, "abc", None, "is geen getal"),
        (_ALONE, "", None, "is geen getal"),
        (_ALONE, "1900.50", None, "een punt is hier het teken voor duizendtallen"),
        (_ALONE, "12 jaar", None, "is in jaar; dit getal is een bedrag"),
        (_ALONE, "€ 0,005", None, "geen heel aantal centen"),
        (_ALONE, "-€ 5", None, "ligt buiten"),
        (_ALONE, "€ 5", "cent", "gevraagd is cent"),
        (_ALONE, 5, "florijn", "de eenheid 'florijn' is onbekend"),
        (_PERCENTAGE, "0,96", None, "kan procent of een deel van 1 zijn"),
        (_PERCENTAGE, "120 procent", None, "ligt buiten"),
        (_PERCENTAGE, Decimal("NaN"), "ratio", "is geen getal"),
        (_AGE, "200", None, "ligt buiten"),
        (_AGE, "18,5", None, "een leeftijd is een heel aantal jaren"),
        (_AGE, True, None, "is geen getal"),
        ("3#weg", 5, None, "de knop '3#weg' bestaat niet"),
    ],
)
def test_what_is_no_number_or_unclear_is_refused(control: str, given: str | int, unit: str | None, said: str) -> None:
    with pytest.raises(AmendError, match=said):
        amend(_law(), {control: given}, {control: unit} if unit else {})


@pytest.mark.parametrize(
    ("given", "unit", "cents"),
    [("€ 1.900", None, 190000), ("1900 euro", None, 190000), ("190000 cent", None, 190000), ("1,5 miljoen euro", None, 150000000),
     ("1.900", "euro", 190000), (1900, "euro", 190000), (1900, "eurocent", 1900), (Decimal("19.5"), "euro", 1950)],
)  # fmt: skip
def test_money_is_read_as_it_is_said(given: str | int | Decimal, unit: str | None, cents: int) -> None:
    made = amend(_law(), {_ALONE: given}, {_ALONE: unit} if unit else {})
    assert made.changes[0].new == cents


def test_what_was_understood_is_told() -> None:
    made = amend(_law(), {_ALONE: "1900,5 euro", _PERCENTAGE: "2%"})
    assert [change.given.understood for change in made.changes] == ["1.900,50 euro", "2 procent"]


def test_a_file_whose_text_stands_escaped_is_refused_and_not_damaged() -> None:
    law = LawText(
        "$id: wet_x\nregulatory_layer: WET\narticles:\n  - number: '1'\n"
        '    text: "Wie \\u0031\\u0038 jaar is."\n'
        "    machine_readable: {definitions: {x: {value: 18, type_spec: {unit: years}}}}\n"
    )
    with pytest.raises(AmendError, match="niet te vervangen"):
        amend(law, {"1#definitions.x.value": 19})


def _any(chance: random.Random, control: Control) -> tuple[int | Decimal, str | None]:
    """A number that this control can be, and its unit."""
    match control.kind:
        case "amount":
            return chance.randrange(10**7), "cent"
        case "percentage":
            return Decimal(chance.randrange(1, 9999)) / 10000, "ratio"
        case "date":
            return (2020 if control.constants[0].unit == "year" else chance.randrange(1, 12)), None
    return chance.randrange(1, 60), None


@pytest.mark.parametrize("name", _LAWS)
def test_any_number_changes_reads_back_and_goes_back_to_the_byte(name: str) -> None:
    law = _law(name)
    known = controls_of(law)
    chance = random.Random(name)
    for control in chance.sample(list(known.values()), min(25, len(known))):
        value, unit = _any(chance, control)
        made = amend(law, {control.id: value}, {control.id: unit} if unit else {})
        again = {(c.article, c.dotted): c.value for c in made.after.constants}
        wanted = {(c.article, c.dotted): c.value for c in law.constants}
        for change in made.changes:
            wanted |= {(c.article, c.dotted): change.new for c in change.control.constants}
        assert again == wanted
        old = control.constants[0].value
        back = amend(law, {control.id: old}, {control.id: "cent" if unit == "cent" else "ratio"} if unit else {})
        assert back.after.bytes == law.bytes


@pytest.mark.parametrize("given", ["€ 100,000", "100,000 euro", "€ 1,500"])
def test_an_amount_with_a_comma_before_three_digits_is_refused_with_both_ways(given: str) -> None:
    """A thousand times as much for who writes a comma for thousands; an amount has two decimals."""
    with pytest.raises(AmendError, match=r"is op twee manieren te lezen \(schrijf (100000 of 100,00|1500 of 1,50)\)"):
        amend(_law(), {_ALONE: given})


def test_a_percentage_may_have_three_decimals() -> None:
    assert "value: 0.01906" in amend(_law(), {_PERCENTAGE: "1,906 procent"}).after.text
