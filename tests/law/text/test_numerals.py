"""Numbers in a running text: in digits and words, with the unit that the text gives them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from uitvoerbaar.law.text.numerals import numerals
from uitvoerbaar.law.text.words import cardinal, cardinals, ordinal
from uitvoerbaar.law.text.writing import UnwritableError, replaced, rewritten


def _said(text: str) -> list[tuple[str, Decimal, str]]:
    return [(text[slice(*n.phrase)], n.value, n.unit) for n in numerals(text) if n.role == "number"]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("meer dan € 1.823 per jaar", "€ 1.823", "1823", "euro"),
        ("€ 1.091,71.", "€ 1.091,71", "1091.71", "euro"),
        ("ten hoogste 141.896 euro", "141.896 euro", "141896", "euro"),
        ("€ 1,5 miljoen", "€ 1,5 miljoen", "1500000", "euro"),
        ("2 miljoen euro", "2 miljoen euro", "2000000", "euro"),
        ("1,879 procent van", "1,879 procent", "1.879", "percent"),
        ("96% van", "96%", "96", "percent"),
        ("3‰", "3‰", "3", "promille"),
        ("keer 0,96.", "0,96", "0.96", ""),
        ("wie achttien jaar is", "achttien jaar", "18", "years"),
        ("na de achttiende verjaardag", "achttiende verjaardag", "18", "years"),
        ("een achttienjarige", "achttienjarige", "18", "years"),
        ("een 18-jarige", "18-jarige", "18", "years"),
        ("jonger dan 12 is", "12", "12", "years"),
        ("12 maanden", "12 maanden", "12", "months"),
        ("binnen zes weken", "zes weken", "6", "weeks"),
        ("Eenentwintig dagen", "Eenentwintig dagen", "21", "days"),
        ("krijgt de helft", "de helft", "0.5", "times"),
        ("twee keer de premie", "twee keer", "2", "times"),
        ("driemaal", "driemaal", "3", "times"),
        ("het dubbele", "dubbele", "2", "times"),
        ("drie of meer personen", "drie", "3", ""),
    ],
)
def test_a_number_is_read_as_the_text_writes_it(text: str, words: str, value: str, unit: str) -> None:
    assert _said(text) == [(words, Decimal(value), unit)]


def test_numbers_in_a_row_share_the_unit_behind_the_last() -> None:
    assert _said("18, 19 of 20 jaar") == [(w, Decimal(w[:2]), "years") for w in ("18", "19", "20 jaar")]
    assert [unit for *_, unit in _said("23.425 of 31.500 euro")] == ["euro", "euro"]
    assert [unit for *_, unit in _said("van 6 tot 12 jaar, en vanaf 12 en vanaf 16 jaar")] == ["years"] * 4


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("bedoeld in artikel 7, lid 2, van box 3", ["reference"] * 3),
        ("de artikelen 7, 8 en 9", ["reference"] * 3),
        ("Stb. 2025, 412", ["reference"] * 2),
        ("de Wet inkomstenbelasting 2001", ["date"]),
        ("per 1 januari 2023", ["date"] * 3),
        ("wie voor 1946 is geboren", ["date"]),
        ("1. De norm.\n2. De rest.", ["marker", "marker"]),
        ("De factor is 1. Voor anderen", ["number"]),
        ("artikel 5.2 en artikel 4:13, zie 2.10a", []),
        ("[de wet](jci1.3:c:BWBR0002614&artikel=1)", []),
        ("een vrouw acht zich in staat; het derde lid; het eerste kind", []),
        ("de minister neemt de termijn van acht in acht; hij acht dat in acht te nemen", ["number"]),
    ],
)
def test_what_only_points_or_dates_is_no_number_of_a_rule(text: str, roles: list[str]) -> None:
    assert [numeral.role for numeral in numerals(text)] == roles


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("€ 1.823 per jaar", "1900", "€ 1.900 per jaar"),
        ("€ 900 per jaar", "1900.5", "€ 1.900,50 per jaar"),
        ("€ 477,20", "500", "€ 500,00"),
        ("€ 100,- per kind", "120", "€ 120,- per kind"),
        ("7,60 procent", "8", "8,00 procent"),
        ("96%", "95.5", "95,5%"),
        ("Achttien jaar", "19", "Negentien jaar"),
        ("na de achttiende verjaardag", "21", "na de eenentwintigste verjaardag"),
        ("een achttienjarige", "20", "een twintigjarige"),
        ("één maand", "2", "twee maanden"),
        ("2 kinderen", "1", "1 kind"),
        ("krijgt de helft", "0.25", "krijgt een kwart"),
        ("krijgt de helft van", "0.3", "krijgt 30 procent van"),
        ("het dubbele", "3", "het drievoudige"),
        ("wie twee kinderen heeft", "8", "wie 8 kinderen heeft"),
        ("ten hoogste twee kinderen", "8", "ten hoogste acht kinderen"),
        ("€ 1,5 miljoen", "2000000", "€ 2,0 miljoen"),
        ("5000 euro", "6000", "6000 euro"),
        ("1 juli", "3", "3 juli"),
    ],
)
def test_a_new_number_is_written_in_the_manner_of_the_old(text: str, value: str, said: str) -> None:
    numeral = numerals(text)[0]
    assert replaced(text, rewritten(text, numeral, Decimal(value))) == said


@pytest.mark.parametrize(("text", "value"), [("achttien jaar", "18.5"), ("het dubbele", "7"), ("januari", "13")])
def test_a_number_that_cannot_be_said_so_is_refused(text: str, value: str) -> None:
    numeral = next(n for n in numerals(f"1 {text}" if text == "januari" else text) if n.form != "digits")
    with pytest.raises(UnwritableError):
        rewritten(text, numeral, Decimal(value))


def test_number_words_are_one_to_one() -> None:
    assert all(cardinals()[cardinal(value) or ""] == value for value in range(10_000))
    assert [cardinal(n) for n in (22, 33, 118, 1500, 2000)] == [
        "tweeëntwintig", "drieëndertig", "honderdachttien", "vijftienhonderd", "tweeduizend",
    ]  # fmt: skip
    assert [ordinal(n) for n in (1, 3, 8, 11, 20, 28)] == [
        "eerste", "derde", "achtste", "elfde", "twintigste", "achtentwintigste",
    ]  # fmt: skip
