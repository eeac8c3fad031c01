"""What each version of the format adds: keys by version, markings, voids, submissions, what is not served."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.build import ABSENCE, NEWEST, STRICT, fails, law, outcome
from uitvoerbaar.engine import EvaluationError
from uitvoerbaar.law import LawFileError
from uitvoerbaar.law.read.keys import BLOCKS, NOT_SERVED, SCHEMAS
from uitvoerbaar.law.read.law_file import examine, parse_text


def fixed(value: object, output: str = "x", extra: str = "", produces: str = "") -> str:
    return f"""
{extra}
execution:
  {produces}
  output: [{{name: {output}, type: number}}]
  actions: [{{output: {output}, value: {value}}}]
"""


def refused(text: str) -> str:
    with pytest.raises(LawFileError) as caught:
        parse_text(text)
    return str(caught.value)


@pytest.mark.parametrize("version", ["v" + ".".join(map(str, v)) for v in SCHEMAS])
def test_every_published_version_is_read(version: str) -> None:
    assert outcome([law("wet", fixed(1), schema=version)]).outputs["x"] == 1


def test_version_between_two_published_ones_is_refused() -> None:
    assert "onbekende schemaversie" in refused(law("wet", fixed(1), schema="v0.6.1"))


NEWER = {
    "markings": "markings: [{about: a, reason: b, resolution: model, resolved_by: c, target: [], legal_text_excerpt: d}]",
    "declares": "declares: [{property: name, value: x}]",
    "voids": 'overrides: [{law: wet, article: "2", output: y, voids: true, legal_text_excerpt: x}]',
    "expected_source": "open_terms: [{id: t, type: number, required: false, expected_source: x}]",
    "decided_per_case_by": "open_terms: [{id: t, type: number, required: false, decided_per_case_by: x}]",
    "submission": "hooks: [{hook_point: pre_actions, applies_to: {submission: AANVRAAG}}]",
}


@pytest.mark.parametrize("key", NEWER)
def test_key_of_a_newer_version_is_named_with_the_version(key: str) -> None:
    message = refused(law("wet", fixed(1, extra=NEWER[key])))
    assert f"kent '{key}' pas vanaf schema v0." in message
    assert "verhoog $schema" in message
    parse_text(law("wet", fixed(1, extra=NEWER[key]), schema=NEWEST))


def test_key_that_is_gone_is_named_with_its_successor() -> None:
    text = law("wet", fixed(1, extra="untranslatables: [{construct: a, reason: b}]"), schema=NEWEST)
    assert "schrijf 'markings'" in refused(text)


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ('overrides: [{law: a, article: "1", output: x, outptu: y}]', "output"),
        ("open_terms: [{id: t, type: number, reqiured: false}]", "required"),
        ("hooks: [{hook_point: pre_actions, applies_to: {legal_character: TOETS, stagee: BESLUIT}}]", "stage"),
        (
            "hooks: [{hook_pint: pre_actions, hook_point: pre_actions, applies_to: {legal_character: TOETS}}]",
            "hook_point",
        ),
        ('implements: [{law: a, article: "1", open_term: t, gelet_pp: x}]', "gelet_op"),
        ("definitions: {a: {value: 1, tpye: number}}", "type"),
        ("definitions: {a: {value: 1, type: number, type_spec: {unti: euro}}}", "unit"),
        ("competent_authority: {name: X, tyep: INSTANCE}", "type"),
        ("markings: [{about: a, reasn: b, reason: c}]", "reason"),
        ("declares: [{property: name, vlaue: x, value: x}]", "value"),
        ("definitions: {a: {value: 1, legal_basis: {articel: '1'}}}", "article"),
    ],
)
def test_misspelt_key_in_every_block(misspelt: str, meant: str) -> None:
    assert f"bedoelde u '{meant}'" in refused(law("wet", fixed(1, extra=misspelt), schema=NEWEST))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("{operation: ADD, values: [1, 2], legal_basis: {aritcle: '1'}}", "bedoelde u 'article'"),
        ("{operation: IF, cases: [{when: true, then: 1, legal_basis: {aritcle: '1'}}], default: 2}", "'article'"),
        ("{operation: IF, cases: [{wen: true, then: 1}], default: 2}", "er staat wel 'wen'"),
        ("{operation: IF, cases: [{when: true, then: 1, else: 3}], default: 2}", "'default' van de IF"),
    ],
)
def test_misspelt_key_within_an_operation(value: str, told: str) -> None:
    assert told in refused(law("wet", fixed(value), schema=NEWEST))


def test_definition_without_its_value() -> None:
    assert "mist 'value' (er staat wel 'valeu')" in refused(
        law("wet", fixed(1, extra="definitions: {a: {valeu: 3, type: number}}"))
    )
    assert "mist 'value'" in refused(
        law("wet", fixed(1, extra="definitions: {a: {type: amount, type_spec: {unit: eurocent}}}"))
    )
    record = parse_text(law("wet", fixed(1, extra="definitions: {a: {type: koop, prijs: 3}}")))
    assert record.articles[0].rules is not None


def test_decimal_comma_is_told_with_the_number_that_was_meant() -> None:
    assert "zoals 2580.50" in refused(law("wet", fixed(1, extra="definitions: {a: {value: 2580,50, type: number}}")))


def test_key_that_we_do_not_serve_is_refused_by_name() -> None:
    text = """
execution:
  output: [{name: x, type: number}]
  actions: [{output: x, resolve: {type: MINISTERIELE_REGELING, output: y}}]
"""
    assert "'resolve'" in refused(law("wet", text))
    assert all(key in BLOCKS[block][1] for block, key in NOT_SERVED)


# --- voids ----------------------------------------------------------------------------------------------------------

VOIDS = 'overrides: [{law: wet, article: "1", output: x, voids: true, legal_text_excerpt: bestaat geen aanspraak}]'
CALLER = """
execution:
  input: [{name: y, type: number, source: {regulation: wet, output: x}}]
  output: [{name: z, type: number}, {name: w, type: number}]
  actions: [{output: z, value: $y}, {output: w, value: 3}]
"""


@pytest.mark.parametrize(("asked", "output"), [("wet", "x"), ("ander", "z")])
def test_voided_output_does_not_arise_whoever_asks(asked: str, output: str) -> None:
    texts = [law("wet", fixed(1), fixed(2, "u", VOIDS), schema=NEWEST), law("ander", CALLER, schema=NEWEST)]
    with fails("does not arise, by wet article 2: bestaat geen aanspraak") as caught:
        outcome(texts, asked, output)
    assert caught.value.kind == "OutputVoided"
    assert outcome(texts, "ander", "w").outputs["w"] == 3


def test_voided_output_is_not_computed() -> None:
    """Computing it would fail for another reason; the ground is the answer."""
    failing = fixed("{operation: DIVIDE, values: [1, 0]}")
    with pytest.raises(EvaluationError, match="bestaat geen aanspraak"):
        outcome([law("wet", failing, fixed(2, "u", VOIDS), schema=NEWEST)])


# --- overrides ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("schema", [STRICT, ABSENCE, NEWEST])
def test_override_of_ones_own_law_always_applies(schema: str) -> None:
    own = fixed(4, extra='overrides: [{law: wet, article: "1", output: x}]')
    texts = [law("wet", fixed(1), own, schema=schema), law("ander", CALLER, schema=schema)]
    assert outcome(texts, "wet").outputs["x"] == 4
    assert outcome(texts, "wet").provenance["x"] == "override"
    assert outcome(texts, "ander", "z").outputs["z"] == 4


DECISION = "produces: {legal_character: BESCHIKKING, decision_type: TOEKENNING}"


@pytest.mark.parametrize(("schema", "word"), [(STRICT, "reactive"), (ABSENCE, "override")])
def test_word_for_an_override_of_what_a_hook_added(schema: str, word: str) -> None:
    """The suite of v0.5.6 calls it reactive."""
    awb = fixed(6, "termijn", "hooks: [{hook_point: post_actions, applies_to: {legal_character: BESCHIKKING}}]")
    special = fixed(4, "termijn", 'overrides: [{law: awb, article: "1", output: termijn}]')
    result = outcome([law("wet", fixed(1, produces=DECISION), special, schema=schema), law("awb", awb, schema=schema)])
    assert (result.outputs["termijn"], result.provenance["termijn"]) == (4, word)


def test_two_overrides_of_one_output_name_both_laws() -> None:
    own = fixed(4, extra='overrides: [{law: wet, article: "1", output: x}]')
    with fails("wet article 2 and wet article 3"):
        outcome([law("wet", fixed(1), own, own, schema=NEWEST)])


# --- submissions ----------------------------------------------------------------------------------------------------


def awb(applies: str) -> str:
    return law(
        "awb",
        fixed(8, "beslistermijn", f"hooks: [{{hook_point: post_actions, applies_to: {{{applies}}}}}]"),
        schema=NEWEST,
    )


SUBMITS = "produces: {submission: {kind: AANVRAAG}}"


@pytest.mark.parametrize(
    ("applies", "joins"),
    [
        ("submission: AANVRAAG", True),
        ("submission: AANVRAAG, decided_by: BESCHIKKING", True),
        ("submission: AANVRAAG, decided_by: TOETS", False),
        ('submission: AANVRAAG, established_by: "wet#1"', True),
        ('submission: AANVRAAG, established_by: "wet#2"', False),
        ("legal_character: BESCHIKKING", False),
    ],
)
def test_hook_on_a_submission(applies: str, joins: bool) -> None:
    decides = "produces: {legal_character: BESCHIKKING, decision_type: TOEKENNING, decides_on: ['wet#1']}"
    texts = [law("wet", fixed(1, produces=SUBMITS), fixed(2, "y", produces=decides), schema=NEWEST), awb(applies)]
    wanted: dict[str, Any] = {"x": 1, "beslistermijn": 8} if joins else {"x": 1}
    assert dict(outcome(texts).outputs) == wanted


def test_submission_on_which_decisions_of_two_characters_or_none_are_taken_joins_no_regime() -> None:
    decides = "produces: {legal_character: %s, decides_on: ['wet#1']}"
    two = [fixed(2, "y", produces=decides % "BESCHIKKING"), fixed(3, "z", produces=decides % "TOETS")]
    hook = awb("submission: AANVRAAG, decided_by: BESCHIKKING")
    for articles in (two, []):
        texts = [law("wet", fixed(1, produces=SUBMITS), *articles, schema=NEWEST), hook]
        assert dict(outcome(texts).outputs) == {"x": 1}


def test_hook_names_a_decision_or_a_submission_not_both() -> None:
    text = awb("submission: AANVRAAG, legal_character: BESCHIKKING")
    assert "een hook op een aanvraag kent geen 'legal_character'" in refused(text)


@pytest.mark.parametrize(
    ("article", "told"),
    [
        ("requires: null", "'requires' van machine_readable is leeg"),
        ("endpoint: 7", "'endpoint' van machine_readable is 7, geen tekst"),
        ("overrides: [{law: wet, article: 1, output: x}]", "'article' van een override is 1, geen tekst"),
        ("implements: [{law: wet, article: '1', open_term: t, gelet_op: [a]}]", "'gelet_op' van implements is"),
        (
            "open_terms: [{id: t, type: number, required: false, delegated_to: null}]",
            "'delegated_to' van een open term",
        ),
        ("markings: [{about: a, reason: 3}]", "'reason' van een marking is 3, geen tekst"),
        ("definitions: {a: {value: 1, description: 5}}", "'description' van een definitie is 5"),
        ("definitions: {a: {value: 1, legal_basis: x}}", "'legal_basis' moet een object zijn"),
        ("definitions: {a: {value: 1, legal_basis: {article: 3}}}", "'article' van legal_basis is 3"),
    ],
)
def test_what_the_schema_asks_of_every_value(article: str, told: str) -> None:
    _, problems = examine(law("wet", fixed(1, extra=article), schema=NEWEST), "wet.yaml")
    assert any(told in problem.message for problem in problems), problems
    _, problems = examine(law("wet", fixed(1, extra=article), schema="v0.3.2"), "wet.yaml")
    assert not any(told in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('number: "1"', "number: 1", "'number' van een artikel is 1, geen tekst"),
        ("url: https://example.org/wet\n", "url: 7\n", "'url' van een wet is 7, geen tekst"),
        ("text: Artikel.", "text: null", "'text' van een artikel is leeg"),
        ("text: Artikel.", "text: a\n    references: [{id: r}]", "een verwijzing mist 'bwb_id'"),
        ("articles:", "legal_basis: [{law_id: a}]\narticles:", "een rechtsgrond mist 'article'"),
    ],
)
def test_what_the_schema_asks_of_the_head_and_the_article(old: str, new: str, told: str) -> None:
    text = law("wet", fixed(1), schema=NEWEST)
    assert old in text
    _, problems = examine(text.replace(old, new, 1), "wet.yaml")
    assert any(told in problem.message for problem in problems), problems
