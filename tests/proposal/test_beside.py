"""A text that changes without its rules, an output that becomes another quantity, and a day before the proposal holds, are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proposal.test_doubts import SHARE, made, told

TEXT = ("Het drempelinkomen is 108 procent", "Het drempelinkomen is 120 procent")
SAID = "de tekst van artikel 1 zegt nu 120, maar de regels zijn die van de versie ervoor"
OUTPUT = "{name: hoogte_zorgtoeslag, type: amount, type_spec: {unit: eurocent}"


def test_numbers_of_a_text_that_the_rules_do_not_follow(tmp_path: Path) -> None:
    assert SAID in told(made(tmp_path, law=(SHARE, TEXT)))


def test_a_text_that_its_rules_follow_and_other_words_are_no_matter(tmp_path: Path) -> None:
    both = (SHARE, TEXT, ("value: 2973600", "value: 3304000"))
    assert SAID not in told(made(tmp_path / "a", law=both))
    words = (SHARE, ("Het drempelinkomen is", "Drempelinkomen is"))
    assert "maar de regels zijn die van de versie ervoor" not in told(made(tmp_path / "b", law=words))


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (OUTPUT + ", temporal: {type: period, period_type: month}", "is hier per maand en was per jaar"),
        (OUTPUT + ", temporal: {type: period, period_type: year}", None),
        (OUTPUT.replace("eurocent", "euro"), "is hier in euro en was in eurocent"),
        (OUTPUT.replace("amount", "number"), None),
        (OUTPUT.replace("amount, type_spec: {unit: eurocent}", "boolean"), "is hier true of false en was een bedrag"),
    ],
)
def test_an_output_that_becomes_another_quantity(tmp_path: Path, now: str, says: str | None) -> None:
    found = told(made(tmp_path, law=(SHARE, (OUTPUT, now))))
    if says is None:
        assert "leest haar als voorheen" not in found
    else:
        assert f"uitvoer 'hoogte_zorgtoeslag' {says}" in found


def test_a_day_before_the_proposal_takes_effect(tmp_path: Path) -> None:
    early = ('ingangsdatum: "2026-01-01"', 'ingangsdatum: "2026-07-01"')
    assert "gaat in op 2026-07-01, maar 'na' is op 2026-01-01" in told(made(tmp_path, early))


AGE = ("leeftijd_verzekerde: {value: 18", "leeftijd_verzekerde: {value: 21")
NEW_ARTICLE = """  - number: '6'
    text: Er is een extra bedrag van 100 euro.
    url: https://example.org/wet#6
    machine_readable:
      execution:
        parameters: [{name: bsn, type: number, required: true}]
        output: [{name: extra_bedrag, type: amount, type_spec: {unit: eurocent}}]
        actions: [{output: extra_bedrag, value: 10000}]
  - number: '5'"""
EXTRA = ("  - number: '5'", NEW_ARTICLE)
NOBODY = "artikel 6 is nieuw, maar niets leest wat het bepaalt (extra_bedrag): zo bereikt het niemand"
READS = (
    "          - {name: woonlandfactor, type: number, source: {output: woonlandfactor}}\n",
    "          - {name: woonlandfactor, type: number, source: {output: woonlandfactor}}\n"
    "          - {name: extra_bedrag, type: amount, type_spec: {unit: eurocent}, source: {output: extra_bedrag}}\n",
)
SCHEME = (
    "bron_cijfers",
    "nieuwe_regelingen: [{wet: wet_op_de_zorgtoeslag, uitkomst: extra_bedrag, naam: Extra, rijen: personen, uitvoerder: SVB}]\n"
    "bron_cijfers",
)


def test_an_article_that_changes_and_that_is_not_named(tmp_path: Path) -> None:
    said = "van wet_op_de_zorgtoeslag verandert ook artikel 1 lid 1 c, maar dat staat niet onder 'wijzigingen'"
    assert said in told(made(tmp_path / "a", law=(SHARE, AGE)))
    named = ("bron_cijfers", '  - {wet: wet_op_de_zorgtoeslag, artikel: 1 lid 1 c, voor: "18", na: "21"}\nbron_cijfers')
    assert "verandert ook artikel" not in told(made(tmp_path / "b", named, law=(SHARE, AGE)))


def test_rules_that_nobody_reads(tmp_path: Path) -> None:
    assert NOBODY in told(made(tmp_path / "a", law=(SHARE, EXTRA)))
    assert "niets leest wat het bepaalt" not in told(made(tmp_path / "b", law=(SHARE, EXTRA, READS)))
    assert "niets leest wat het bepaalt" not in told(made(tmp_path / "c", SCHEME, law=(SHARE, EXTRA)))


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (("v0.5.8/schema/v0.5.8", "v0.5.6/schema/v0.5.6"), "noemt een ouder schema dan de versie ervoor"),
        (("v0.5.8/schema/v0.5.8", "v0.5.9/schema/v0.5.9"), None),
        (("regulatory_layer: WET", "regulatory_layer: BELEIDSREGEL"), "de wet was WET en is hier BELEIDSREGEL"),
    ],
)
def test_a_head_by_which_the_law_is_read_otherwise(tmp_path: Path, head: tuple[str, str], says: str | None) -> None:
    found = told(made(tmp_path, law=(SHARE, head)))
    if says is None:
        assert found == ""
    else:
        assert says in found


def test_a_file_of_which_another_version_is_pinned(tmp_path: Path) -> None:
    other = ("wetten: laws}", 'wetten: laws, pins: {wet_op_de_zorgtoeslag: "2025-01-01"}}')
    found = told(made(tmp_path / "a", other))
    assert "'pins' zet de wet vast op de versie van 2025-01-01, en dit is die van 2026-01-01" in found
    assert "pas 'valid_from' aan" not in found
    own = ("wetten: laws}", 'wetten: laws, pins: {wet_op_de_zorgtoeslag: "2026-01-01"}}')
    assert told(made(tmp_path / "b", own)) == ""
