"""What an article says of where it reads, what it replaces and where it joins, and that does not count, is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import ABSENCE, NEWEST, law
from uitvoerbaar.law.check.law_files import check_paths

GIVES = "execution:\n  output: [{name: x, type: number}]\n  actions: [{output: x, value: 1}]\n"
BSN = "execution:\n  parameters: [{name: bsn, type: number, required: true}]\n"
DECIDES = GIVES.replace(
    "execution:\n", "execution:\n  produces: {legal_character: BESCHIKKING, decision_type: TOEKENNING}\n"
)


def told(folder: Path, *texts: str) -> list[tuple[str, str]]:
    for at, text in enumerate(texts):
        (folder / f"wet{at}.yaml").write_text(text, encoding="utf-8")
    return [(problem.level, problem.message) for problem in check_paths([folder], None)]


def of_own(parameters: str) -> str:
    return f"""execution:
  parameters: [{{name: bsn, type: number, required: true}}, {{name: ander, type: number, required: true}}]
  output: [{{name: y, type: number}}]
  input: [{{name: z, type: number, source: {{output: x, parameters: {parameters}}}}}]
  actions: [{{output: y, value: {{operation: ADD, values: [$z, $ander]}}}}]
"""


def test_what_is_handed_to_an_article_of_the_own_law_does_not_count(tmp_path: Path) -> None:
    [(level, said)] = told(tmp_path, law("wet", GIVES, of_own("{bsn: $ander}"), schema=ABSENCE))
    assert level == "warning"
    assert said == (
        "'z' geeft 'bsn' mee aan een artikel van dezelfde wet, en dat telt niet: dat artikel krijgt wat dit artikel zelf kreeg"
    )
    assert told(tmp_path, law("wet", GIVES, of_own("{bsn: $bsn}"), schema=ABSENCE)) == []


def reads(source: str) -> str:
    return f"""execution:
  output: [{{name: y, type: number}}]
  input: [{{name: z, type: number, source: {source}}}]
  actions: [{{output: y, value: $z}}]
"""


@pytest.mark.parametrize("named", ["regulation: eerste, ", ""])
def test_an_article_that_a_source_names_and_that_does_not_give_the_output(tmp_path: Path, named: str) -> None:
    def texts(number: str) -> tuple[str, ...]:
        asks = reads(f"{{{named}article: '{number}', output: x}}")
        if named:
            return law("eerste", GIVES, schema=ABSENCE), law("tweede", asks, schema=ABSENCE)
        return (law("eerste", GIVES, asks, schema=ABSENCE),)

    assert told(tmp_path, *texts("1")) == []
    [(level, said)] = told(tmp_path, *texts("2"))
    assert level == "warning"
    assert said == (
        "'z' noemt artikel 2 van 'eerste', maar 'x' komt uit artikel 1: een uitvoer wordt bij haar naam gezocht"
    )


def test_keys_of_a_source_that_names_nothing(tmp_path: Path) -> None:
    found = told(tmp_path, law("wet", reads("{article: '5', endpoint: iets}"), schema=ABSENCE))
    for key in ("article", "endpoint"):
        assert ("warning", f"'{key}' in een 'source' zonder 'regulation' en 'output' doet niets") in found


def test_an_override_that_has_nothing_to_put_in_the_place(tmp_path: Path) -> None:
    other = GIVES.replace("x", "y").replace("ey", "ex") + "overrides: [{law: wet, article: '1', output: x}]\n"
    found = told(tmp_path, law("wet", GIVES, other, schema=ABSENCE))
    said = "dit artikel vervangt 'x' van 'wet' maar heeft geen uitvoer met die naam: er wordt niets vervangen"
    assert found == [("error", said)]
    voids = other.replace("output: x}]", "output: x, voids: true, legal_text_excerpt: geen recht}]")
    assert told(tmp_path, law("wet", GIVES, voids, schema=NEWEST)) == []


def hook(applies: str, layer: str = "WET", head: str = "") -> str:
    joins = GIVES.replace("x", "term").replace("etermecution", "execution")
    text = joins + f"hooks: [{{hook_point: post_actions, applies_to: {{{applies}}}}}]\n"
    return law("bestuur", text, schema=NEWEST, layer=layer, head=head)


@pytest.mark.parametrize(
    ("applies", "said"),
    [
        ("legal_character: BESCHIKKING", None),
        (
            "legal_character: BESCHIKKING, stage: BEZWAAR",
            "deze hook hoort bij de stap BEZWAAR; gerekend wordt bij het besluit",
        ),
        ("legal_character: RECHTSPOSITIE", "deze hook doet nergens mee: geen artikel is een RECHTSPOSITIE"),
        ("legal_character: BESCHIKKING, decision_type: VOORBEREIDINGSBESLUIT", "deze hook doet nergens mee"),
        (
            "submission: AANVRAAG, established_by: 'nergens#1'",
            "deze hook doet nergens mee: geen artikel is een AANVRAAG",
        ),
    ],
)
def test_a_hook_that_joins_nothing(tmp_path: Path, applies: str, said: str | None) -> None:
    found = told(tmp_path, law("wet", DECIDES, schema=NEWEST), hook(applies))
    if said is None:
        assert found == []
    else:
        [(level, message)] = found
        assert level == "warning"
        assert message.startswith(said)


def test_a_hook_of_a_municipality_joins_in_the_whole_country(tmp_path: Path) -> None:
    layer, head = "GEMEENTELIJKE_VERORDENING", "gemeente_code: GM0344"
    found = told(tmp_path, law("wet", DECIDES, schema=NEWEST), hook("legal_character: BESCHIKKING", layer, head))
    [(level, said)] = [one for one in found if "hook" in one[1]]
    assert level == "warning"
    assert said.startswith("deze hook is van een regel met gemeente_code GM0344, maar doet mee in het hele land")


def test_a_day_that_is_not_the_first_day_of_the_version(tmp_path: Path) -> None:
    [(level, said)] = told(tmp_path, law("wet", GIVES, schema=ABSENCE, head="effective_date: '2027-01-01'"))
    assert (level, said) == (
        "warning",
        "'effective_date' 2027-01-01 telt niet: een versie geldt vanaf 'valid_from'",
    )
    assert told(tmp_path, law("wet", GIVES, schema=ABSENCE, head="effective_date: '2020-01-01'")) == []


def test_a_last_day_that_only_an_article_says(tmp_path: Path) -> None:
    says = "declares: [{property: valid_to, value: '2026-06-30'}]\n" + GIVES
    [(level, said)] = told(tmp_path, law("wet", says, schema=NEWEST))
    assert level == "warning"
    assert said.endswith("maar de kop van de wet heeft geen 'valid_to', en alleen die telt")
    assert told(tmp_path, law("wet", says, schema=NEWEST, head="valid_to: '2026-06-30'")) == []


@pytest.mark.parametrize("op", ["SUBTRACT", "DIVIDE", "MULTIPLY", "MIN", "MAX"])
def test_an_operation_between_values_with_one_value(tmp_path: Path, op: str) -> None:
    def text(values: str) -> str:
        return law("wet", GIVES.replace("value: 1", f"value: {{operation: {op}, values: {values}}}"), schema=ABSENCE)

    assert told(tmp_path, text("[8]")) == [("warning", f"{op} heeft hier maar één waarde, en geeft die terug")]
    assert told(tmp_path, text("[8, 2]")) == []


@pytest.mark.parametrize("name", ["spaargeld", "Spaargeld"])
def test_a_register_comes_before_a_law_however_its_field_is_written(tmp_path: Path, name: str) -> None:
    asks = f"""execution:
  parameters: [{{name: bsn, type: number, required: true}}]
  output: [{{name: y, type: number}}]
  input: [{{name: {name}, type: number, source: {{output: x}}}}]
  actions: [{{output: y, value: ${name}}}]
"""
    found = told(tmp_path, law("wet", GIVES, asks, schema=ABSENCE))
    assert ("warning", f"'{name}' is ook een registerveld; het register gaat voor op de wet die hier staat") in found


def test_a_field_of_a_register_with_a_capital_is_one_of_the_register(tmp_path: Path) -> None:
    asks = reads("{}").replace("name: z", "name: Spaargeld").replace("$z", "$Spaargeld")
    found = told(tmp_path, law("wet", asks.replace("execution:\n", BSN, 1), schema=ABSENCE))
    assert not any("geen register kent" in said for _, said in found)


OPEN = """open_terms:
  - {id: b, type: number, required: true, delegated_to: minister, delegation_type: MINISTERIELE_REGELING}
execution:
  output: [{name: y, type: number}]
  actions: [{output: y, value: $b}]
"""
FILLS = GIVES.replace("name: x", "name: b").replace("output: x", "output: b")
FILLS += "implements: [{law: wet, article: '1', open_term: b}]\n"


def fills(name: str, first: str, head: str = "") -> str:
    return law(name, FILLS, schema=ABSENCE, layer="MINISTERIELE_REGELING", valid_from=first, head=head)


def test_a_rule_that_another_rule_goes_before(tmp_path: Path) -> None:
    [(level, said)] = told(
        tmp_path, law("wet", OPEN, schema=ABSENCE), fills("oud", "2020-01-01"), fills("nieuw", "2025-01-01")
    )
    assert level == "warning"
    assert said == (
        "open term 'b' van wet artikel 1 vult op 2025-01-01 ook nieuw artikel 1 in, en dat gaat voor: wat hier staat, telt dan niet"
    )


def test_a_rule_that_ends_before_the_next_is_no_second_one(tmp_path: Path) -> None:
    old = fills("oud", "2020-01-01", "valid_to: '2024-12-31'")
    assert told(tmp_path, law("wet", OPEN, schema=ABSENCE), old, fills("nieuw", "2025-01-01")) == []


def test_an_override_gives_the_output_that_it_replaces_again(tmp_path: Path) -> None:
    again = GIVES.replace("value: 1", "value: 2") + "overrides: [{law: wet, article: '1', output: x}]\n"
    assert told(tmp_path, law("wet", GIVES, again, schema=ABSENCE)) == []
    [(_, said)] = told(tmp_path, law("wet", GIVES, GIVES, schema=ABSENCE))
    assert said == "uitvoer 'x' staat ook in artikel 1; alleen die wordt gebruikt"


def test_a_term_that_is_no_longer_filled_in_is_told_once(tmp_path: Path) -> None:
    default = OPEN.replace("required: true, d", "required: false, default: {actions: [{output: b, value: 9}]}, d")
    ended = fills("oud", "2020-01-01", "valid_to: '2024-12-31'")
    later = law("later", GIVES, schema=ABSENCE, valid_from="2026-03-01")
    found = told(tmp_path, law("wet", default, schema=ABSENCE), ended, later)
    assert len([said for _, said in found if "wordt op 2025-" in said and "niet ingevuld" in said]) == 1
    assert len(found) == 1


def test_a_rule_of_a_municipality_that_is_asked_for_everybody(tmp_path: Path) -> None:
    local = law("ver", GIVES, schema=ABSENCE, layer="GEMEENTELIJKE_VERORDENING", head="gemeente_code: GM0344")
    asks = reads("{regulation: ver, output: x}")
    [(level, said)] = told(tmp_path, local, law("wet", asks, schema=ABSENCE))
    assert level == "warning"
    assert said.startswith("'ver' is een regel met gemeente_code GM0344, maar wordt hier voor iedereen gevraagd")
    knows = asks.replace(
        "execution:\n", "execution:\n  parameters: [{name: gemeente_code, type: string, required: true}]\n"
    )
    assert told(tmp_path, local, law("wet", knows, schema=ABSENCE)) == []
