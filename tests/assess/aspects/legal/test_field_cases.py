"""Cases of the field that a legal test must see: a fine that grows by reminders, and its article as a question for a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from uitvoerbaar.assess.aspects.legal.data import load_safeguards
from uitvoerbaar.engine import evaluate
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.read.law_file import parse_text

FINE = """$schema: https://raw.githubusercontent.com/MinBZK/regelrecht/refs/heads/main/schema/v0.5.8/schema.json
$id: wet_verkeersboete
regulatory_layer: WET
publication_date: "2010-01-01"
valid_from: "2010-01-01"
name: Wet verkeersboete (nagebouwd)
url: https://example.org/boete
articles:
  - number: "23"
    text: Na een aanmaning wordt de sanctie verhoogd met de helft; na een tweede wordt het bedrag verhoogd met honderd procent.
    url: https://example.org/boete#23
    machine_readable:
      execution:
        parameters:
          - {name: sanctie, type: amount, type_spec: {unit: eurocent}, required: true}
          - {name: aanmaningen, type: number, required: true}
        output:
          - {name: te_betalen, type: amount, type_spec: {unit: eurocent}}
        actions:
          - output: te_betalen
            value:
              operation: IF
              cases:
                - when: {operation: EQUALS, subject: $aanmaningen, value: 0}
                  then: $sanctie
                - when: {operation: EQUALS, subject: $aanmaningen, value: 1}
                  then: {operation: MULTIPLY, values: [$sanctie, 1.5]}
              default: {operation: MULTIPLY, values: [$sanctie, 1.5, 2]}
"""


@pytest.mark.parametrize(("reminders", "euros"), [(0, 330), (1, 495), (2, 990)])
def test_a_fine_for_a_moped_of_330_becomes_990(tmp_path: Path, reminders: int, euros: int) -> None:
    """Field case: a fine for an uninsured moped of 330 euros grew to 990 by two reminders."""
    path = tmp_path / "wet_verkeersboete.yaml"
    path.write_text(FINE, encoding="utf-8")
    given = {"sanctie": 330_00, "aanmaningen": reminders}
    found = evaluate(load_corpus([path]), "wet_verkeersboete", ["te_betalen"], "2026-01-01", given).outputs
    assert found["te_betalen"] == euros * 100


def test_an_amount_that_grows_by_reminders_is_a_question_for_a_person() -> None:
    growing = next(s for s in load_safeguards() if s.id == "verhogingen")
    (article,) = parse_text(FINE, "boete.yaml").articles
    assert growing.words is not None
    assert growing.words.search(article.text)
    assert growing.found == "vraag"
