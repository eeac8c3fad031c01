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
