"""The face of an article's text: numbers, a change, its sentence, and the reverse."""

from __future__ import annotations

import json

import pytest

import uitvoerbaar as uv
from uitvoerbaar.cli import run
from uitvoerbaar.face.article_text import article_numbers, carry_out, change, law_text, sentences
from uitvoerbaar.face.numbers import numbers_of_laws


def test_a_number_in_the_text_is_taken_changed_said_and_read_back() -> None:
    laws = uv.laws(on="2026-01-01")
    numbers = article_numbers(laws, "wet_op_de_zorgtoeslag", "3")
    control = next(c for c in numbers.found if c.constants[0].name == "vermogensgrens_partner")
    made = change(laws, {control.id: "€ 200.000"}, law="wet_op_de_zorgtoeslag")
    said = sentences(made.before, made.after)
    assert said == "In artikel 3 wordt «184.633 euro» vervangen door «200.000 euro»."
    assert carry_out(law_text(laws, "wet_op_de_zorgtoeslag"), said).bytes == made.after.bytes


def test_a_law_that_does_not_exist_is_told() -> None:
    with pytest.raises(uv.UserError, match="wet_op_de_zorgtoeslag"):
        numbers_of_laws(uv.laws(on="2026-01-01"), ["wet_op_de_zorgtoeslg"])


def test_the_command_lists_each_number_with_its_place_or_why_not(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["laws", "--numbers", "wet_op_het_kindgebonden_budget", "--on", "2026-01-01"]
    assert run(asked) == 0
    told = capsys.readouterr().out
    assert "«7,60 procent» = afbouwpercentage" in told
    assert "drempelinkomen_partner (€ 39.141): de tekst is een samenvatting en noemt dit getal niet" in told
    assert run([*asked, "--json"]) == 0
    parsed = json.loads(capsys.readouterr().out)
    article = next(a for a in parsed["laws"][0]["articles"] if a["article"] == "2")
    spans = {span["words"]: span for control in article["controls"] for span in control["spans"]}
    assert article["text"][spans["7,60 procent"]["start"] :].startswith("7,60 procent")
    assert (
        parsed["totals"]["rules"] == parsed["totals"]["found"] + parsed["totals"]["doubt"] + parsed["totals"]["absent"]
    )
