"""How Dutch and English write numbers, money and dates, and that both know the same words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from uitvoerbaar.findings import Text, Unit
from uitvoerbaar.report import filters
from uitvoerbaar.report.words import LANGS, Lang, calm, catalogue, show, unit_beside, unit_word


def _keys(value: Any, where: str = "") -> set[str]:
    if not isinstance(value, dict):
        return {where}
    return {key for name, item in value.items() for key in _keys(item, f"{where}.{name}")}


def test_both_languages_have_the_same_words() -> None:
    assert _keys(catalogue("nl")) == _keys(catalogue("en"))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_unit_has_a_word_and_the_same_placeholders(lang: Lang) -> None:
    for unit in Unit.__args__:
        assert isinstance(unit_word(unit, lang), str)
    for key, text in catalogue(lang).items():
        other = catalogue("nl" if lang == "en" else "en")[key]
        if isinstance(text, str):
            assert sorted(part.split("}")[0] for part in text.split("{")[1:]) == sorted(
                part.split("}")[0] for part in other.split("{")[1:]
            ), key


@pytest.mark.parametrize(
    ("value", "unit", "dutch", "english"),
    [
        (123_456, "eurocent", "€ 1.234,56", "€1,234.56"),
        (120_000, "eurocent_per_jaar", "€ 1.200", "€1,200"),
        (-51_00, "eurocent", "−€ 51", "−€51"),
        (21_200_000_000, "eurocent_per_jaar", "€ 212 mln", "€212 million"),
        (412_345_678_900, "eurocent_per_jaar", "€ 4,12 mld", "€4.12 billion"),
        (99_999_999_900, "eurocent_per_jaar", "€ 1,00 mld", "€1.00 billion"),
        (0, "eurocent", "€ 0", "€0"),
        (845.5, "eurocent", "€ 8", "€8"),
        (48_210, "huishoudens", "48.200", "48,200"),
        (1_234_567, "huishoudens", "1,23 mln", "1.23 million"),
        (48_210, "aantal", "48.210", "48,210"),
        (0.2141, "aandeel", "21,4 %", "21.4%"),
        (0.0004, "aandeel", "< 0,1 %", "< 0.1%"),
        (841.21, "keer", "841 keer", "841 times"),
        (1.5, "keer", "1,5 keer", "1.5 times"),
        (38.5, "fte", "38,5", "38.5"),
        ("2031-03-01", "datum", "1 maart 2031", "1 March 2031"),
        (True, "ja_nee", "ja", "yes"),
        (None, "eurocent", "–", "–"),
        (Text("huis", "house"), "tekst", "huis", "house"),
        (Text("huis"), "tekst", "huis", "huis"),
    ],
)
def test_values_as_each_language_writes_them(value: Any, unit: str, dutch: str, english: str) -> None:
    assert show(value, unit, "nl").replace("\u00a0", " ") == dutch
    assert show(value, unit, "en").replace("\u00a0", " ") == english


def test_every_kind_of_proposal_has_words_in_both_languages() -> None:
    schema = json.loads(
        (resources.files("uitvoerbaar.findings") / "schema" / "uitvoeringstoets-1.json").read_text("utf-8")
    )
    [kinds] = [found["enum"] for found in _named("kind", schema) if "wetsvoorstel" in found.get("enum", ())]
    for lang in LANGS:
        assert list(catalogue(lang)["proposal_kind"]) == kinds
    assert catalogue("en")["proposal_kind"]["beleidsregel"] == "policy rule"


def _named(name: str, tree: Any) -> Iterator[dict[str, Any]]:
    """Every object with this name in a JSON document."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        if key == name and isinstance(value, dict):
            yield value
        yield from _named(name, value)


def test_a_heading_that_says_its_unit_does_not_say_it_twice() -> None:
    assert unit_beside("Net a year", "eurocent_per_jaar", "en") == ""
    assert unit_beside("Gross pay", "eurocent_per_jaar", "en") == "per year"
    assert unit_beside("Kale huur per maand", "eurocent_per_maand", "nl") == ""


def test_what_was_assumed_is_said_without_shouting() -> None:
    assert calm("AANNAME: een half jaar inwerken") == "Aanname: een half jaar inwerken"
    assert calm("Wij rekenen. ASSUMPTION: all pay.") == "Wij rekenen. Assumption: all pay."
    assert (
        calm("dat is een AANNAME met een marge (AANNAME: zie 3)") == "dat is een aanname met een marge (aanname: zie 3)"
    )
    assert filters.text(Text("AANNAME: a", "ASSUMPTION: b"), "en") == "Assumption: b"


def test_the_kader_has_one_name_in_english() -> None:
    """It stays Dutch (docs/glossary.md): beside "kader" a "framework" would be read as another thing."""
    assert "framework" not in json.dumps(catalogue("en")).casefold()
