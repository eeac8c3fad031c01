"""Static types (RFC-037): what each rule refuses, and what it must leave alone."""

from __future__ import annotations

import pytest

from tests.law.build import ABSENCE, NEWEST, STRICT, law
from uitvoerbaar.law.check.types import check_types
from uitvoerbaar.law.read.law_file import parse_text
from uitvoerbaar.law.registers import load_registers

FIELDS = """
  parameters:
    - {name: bsn, type: number}
    - {name: leeg, type: number, nullable: true}
    - {name: vol, type: number}
    - {name: vlag, type: boolean}
    - {name: misschien, type: boolean, nullable: true}
    - {name: tekst, type: string}
    - {name: dag, type: date}
    - {name: leden, type: array, nullable: true}
    - {name: rec, type: object, nullable: true}
  input:
    - {name: kinderen, type: array, source: {}}
"""


def rules(
    value: str,
    kind: str = "number",
    nullable: str = "false",
    schema: str = ABSENCE,
    before: str = "",
    definitions: str = "",
) -> list[str]:
    """The rules that an output with this value breaks, with w for a warning."""
    article = f"""
definitions: {{{definitions}}}
execution:
{FIELDS.strip(chr(10))}
  output: [{{name: x, type: {kind}, nullable: {nullable}, type_spec: {{min: 0, max: 100}}}}]
  actions:
{before}    - {{output: x, value: {value}}}
"""
    found = check_types(parse_text(law("wet", article, schema=schema)), load_registers())
    return [("w" if p.level == "warning" else "") + p.message.rpartition("(")[2].rstrip(")") for p in found]


LEEG = "{operation: EQUALS, subject: $leeg, value: null}"
HAS = "    - {output: heeft, value: {operation: NOT, value: {operation: EQUALS, subject: $leeg, value: null}}}\n"
SAFE = f"{{operation: IF, cases: [{{when: {LEEG}, then: 0}}], default: $leeg}}"


@pytest.mark.parametrize(
    ("value", "kind", "broken"),
    [
        ("{operation: EQUALS, subject: $vol, value: null}", "boolean", ["N1"]),
        ("{operation: EQUALS, subject: null, value: $vol}", "boolean", ["N1"]),
        ("null", "number", ["N2"]),
        ("{operation: ADD, values: [1, null]}", "number", ["N2"]),
        ("{operation: IF, cases: [{when: $vlag, then: null}], default: 1}", "number", ["N2"]),
        ("{operation: IF, cases: [{when: $vlag, then: 1}]}", "number", ["N3"]),
        ("{operation: ADD, values: [1, {operation: IF, cases: [{when: $vlag, then: 1}]}]}", "number", ["N3"]),
        ("$leeg", "number", ["N4"]),
        ("{operation: ADD, values: [$leeg, 1]}", "number", ["N4"]),
        ("{operation: LESS_THAN, subject: $leeg, value: 1}", "boolean", ["N4"]),
        ("{operation: AND, conditions: [$misschien, $vlag]}", "boolean", ["N4"]),
        ("{operation: NOT, value: $misschien}", "boolean", ["N4"]),
        ("{operation: IF, cases: [{when: $misschien, then: 1}], default: 2}", "number", ["N4"]),
        ("{operation: MULTIPLY, values: [$rec.bedrag, 2]}", "number", ["N4"]),
        (
            "{operation: FOREACH, collection: $leden, as: lid, body: {operation: ADD, values: [$leeg, 1]}, combine: ADD}",
            "number",
            ["N4"],
        ),
        ("{operation: FOREACH, collection: $leden, as: lid, body: $leeg, combine: ADD}", "number", ["N4"]),
        (
            "{operation: FOREACH, collection: $leden, as: lid, filter: $misschien, body: 1, combine: ADD}",
            "number",
            ["N4"],
        ),
        ("{operation: FOREACH, collection: $leden, as: lid, filter: $vol, body: 1, combine: ADD}", "number", ["T2"]),
        ("{operation: FOREACH, collection: $leden, as: lid, body: $vol, combine: OR}", "boolean", ["T2"]),
        ("{operation: FOREACH, collection: $leden, as: lid, body: $tekst, combine: ADD}", "number", ["T1"]),
        (
            "{operation: FOREACH, collection: $kinderen, as: kind, filter: $kind.geboortedatum, body: 1, combine: ADD}",
            "number",
            ["T2"],
        ),
        ("{operation: FOREACH, collection: $kinderen, as: kind, body: $geboortedatum, combine: ADD}", "number", ["T1"]),
        ("{operation: EQUALS, subject: null, value: null}", "boolean", ["N1"]),
        ("{operation: IS_NULL, subject: null}", "boolean", ["N1"]),
        ("{operation: EQUALS, subject: 650, value: null}", "boolean", ["N1"]),
        ("{operation: EQUALS, subject: $referencedate, value: null}", "boolean", ["N1"]),
        ("{operation: EQUALS, subject: {operation: ADD, values: [$vol, 1]}, value: null}", "boolean", ["N1"]),
        ("{operation: DATE_ADD, date: $dag, days: $tekst}", "date", ["T1"]),
        ("{operation: DATE_ADD, date: $dag, months: $leeg}", "date", ["N4"]),
        ("{operation: DATE, year: $tekst, month: 1, day: 1}", "date", ["T1"]),
        ("{operation: ADD, values: [$tekst, $leden]}", "string", ["N4", "T1"]),
        ("{operation: ADD, values: [$dag, $dag]}", "date", ["T1", "T1"]),
        ("{operation: LESS_THAN, subject: $dag, value: 3}", "boolean", ["T1"]),
        ("{operation: GREATER_THAN, subject: $tekst, value: $vol}", "boolean", ["T1"]),
        ("{operation: IN, subject: $vol, values: [koop, huur]}", "boolean", ["T3"]),
        ("{operation: IN, subject: $vlag, value: [1, 2]}", "boolean", ["T3"]),
        ("{operation: EQUALS, subject: $dag, value: '2025-1-1'}", "boolean", ["T3"]),
        ("{operation: EQUALS, subject: '01-01-2025', value: $dag}", "boolean", ["T3"]),
        ("{operation: IN, subject: $dag, values: ['2025-01-01', '2025-7-1']}", "boolean", ["T3"]),
        ("{operation: LESS_THAN, subject: $dag, value: '1-1-2025'}", "boolean", ["T1"]),
        ("{operation: DATE_ADD, date: '2025-1-1', days: 1}", "date", ["T1"]),
        ("{operation: DATE_ADD, date: $dag, months: 1.5}", "date", ["T1"]),
        ("{operation: DATE, year: 2025, month: 6.5, day: 1}", "date", ["T1"]),
        ("{operation: MULTIPLY, values: [$tekst, 2]}", "number", ["T1"]),
        ("{operation: MULTIPLY, values: [$vlag, 2]}", "number", ["T1"]),
        ("{operation: LESS_THAN, subject: $vlag, value: 2}", "boolean", ["T1"]),
        ("{operation: AGE, date_of_birth: $vol, reference_date: $referencedate}", "number", ["T1"]),
        ("{operation: AND, conditions: [$vol, $vlag]}", "boolean", ["T2"]),
        ("{operation: NOT, value: $tekst}", "boolean", ["T2"]),
        ("{operation: IF, cases: [{when: $vol, then: 1}], default: 2}", "number", ["T2"]),
        ("{operation: EQUALS, subject: $vol, value: ja}", "boolean", ["T3"]),
        ("{operation: EQUALS, subject: $vlag, value: $tekst}", "boolean", ["T3"]),
        ("ja", "boolean", ["T4"]),
        ("'300,00'", "amount", ["T4"]),
        ("30_000", "number", ["T4"]),
        ("1:30", "number", ["T4"]),
        ("true", "number", ["T4"]),
        ("1", "string", ["T4"]),
        ("2024-02-30", "date", ["T4"]),
        ("$tekst", "number", ["T4"]),
        ("{operation: IF, cases: [{when: $vlag, then: ja}], default: 1}", "number", ["T4"]),
        ("101", "number", ["min/max in type_spec"]),
        ("-1", "number", ["min/max in type_spec"]),
    ],
)
def test_what_is_refused(value: str, kind: str, broken: list[str]) -> None:
    assert rules(value, kind) == broken


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (SAFE, "number"),
        (f"{{operation: IF, cases: [{{when: {{operation: NOT, value: {LEEG}}}, then: $leeg}}], default: 0}}", "number"),
        (f"{{operation: OR, conditions: [{LEEG}, {{operation: LESS_THAN, subject: $leeg, value: 1}}]}}", "boolean"),
        (
            "{operation: IF, cases: [{when: {operation: EQUALS, subject: $leeg, value: 3}, then: $leeg}], default: 0}",
            "number",
        ),
        ("{operation: EQUALS, subject: $leeg, value: $vol}", "boolean"),
        ("{operation: IN, subject: $leeg, values: [1, null]}", "boolean"),
        ("{operation: FOREACH, collection: $leden, body: 1, combine: ADD}", "number"),
        ("{operation: FOREACH, collection: $leden, as: lid, body: $lid.loon, combine: ADD}", "number"),
        ("{operation: FOREACH, collection: $leden, as: leeg, body: $leeg, combine: ADD}", "number"),
        (
            "{operation: FOREACH, collection: $kinderen, as: kind, body: $kind.opvanguren_per_maand, combine: ADD}",
            "number",
        ),
        (
            f"{{operation: FOREACH, collection: $leden, as: lid, filter: {{operation: NOT, value: {LEEG}}}, body: $leeg, "
            "combine: ADD}",
            "number",
        ),
        ("{operation: IF, cases: [{when: $vlag, then: 1}, {when: true, then: 2}]}", "number"),
        ("{operation: LESS_THAN, subject: $tekst, value: $dag}", "boolean"),
        ("{operation: EQUALS, subject: $rec.soort, value: null}", "boolean"),
        ("{operation: IN, subject: $vol, values: [1, huur]}", "boolean"),
        ("{operation: ADD, values: [$tekst, $tekst]}", "string"),
        ("{operation: EQUALS, subject: $dag, value: '2024-01-01'}", "boolean"),
        ("{operation: EQUALS, subject: $rec.soort, value: 3}", "boolean"),
        ("$tekst", "date"),
        ("$dag", "string"),
        ("{operation: ADD, values: [$tekst, a]}", "string"),
        ("{operation: AGE, date_of_birth: $tekst, reference_date: $dag}", "number"),
    ],
)
def test_what_is_right_is_left_alone(value: str, kind: str) -> None:
    assert rules(value, kind) == []


def test_newer_calendar_operations_have_days_that_are_there() -> None:
    assert rules("{operation: DATE_PART, date: $vol, in: year}", schema=NEWEST) == ["T1"]
    assert rules("{operation: START_OF, date: $vlag, in: month}", "date", schema=NEWEST) == ["T1"]
    assert rules("{operation: START_OF, date: $leeg, in: month}", "date", schema=NEWEST) == ["N4", "T1"]
    assert rules("{operation: START_OF, date: $dag, in: month}", "number", schema=NEWEST) == ["T4"]


def test_nullable_output_may_be_absent() -> None:
    for value in ("null", "$leeg", "{operation: IF, cases: [{when: $vlag, then: $leeg}]}"):
        assert rules(value, nullable="true") == []


def test_a_named_test_carries_what_it_proves() -> None:
    guarded = "{operation: IF, cases: [{when: $heeft, then: $leeg}], default: 0}"
    assert rules(guarded, before=HAS) == []
    both = "{operation: IF, cases: [{when: {operation: AND, conditions: [$vlag, $heeft]}, then: $leeg}], default: 0}"
    assert rules(both, before=HAS) == []
    wrong = "{operation: IF, cases: [{when: {operation: OR, conditions: [$vlag, $heeft]}, then: $leeg}], default: 0}"
    assert rules(wrong, before=HAS) == ["N4"]


def test_what_was_tested_is_not_tested_again() -> None:
    again = f"{{operation: IF, cases: [{{when: {LEEG}, then: 0}}, {{when: {LEEG}, then: 1}}], default: 2}}"
    assert rules(again) == ["wN1"]


def test_definition_that_is_text_where_it_looks_like_something_else() -> None:
    for text in ("30_000", "'300,00'", "1:30", "ja"):
        assert len(rules("1", definitions=f"a: {text}")) == 1
        assert rules("1", definitions=f"a: {{value: {text}, type: string}}") == []
    assert rules("1", definitions="a: koop, b: 30000, c: '2024-01-01', d: true") == []


def test_a_constant_is_never_absent() -> None:
    assert rules("1", definitions="a: {value: null}") == ["N2"]
    assert rules("1", definitions="a: {value: null}", schema=STRICT) == []


def test_law_of_before_may_decide_on_a_number_and_on_nothing() -> None:
    for value in (
        "{operation: IF, cases: [{when: $vol, then: 1}], default: 2}",
        "{operation: ADD, values: [$leeg, 1]}",
        "null",
    ):
        assert rules(value, schema=STRICT) == []
    assert len(rules("{operation: IF, cases: [{when: $vol, then: 1}]}", schema=STRICT)) == 1
    assert rules("ja", "boolean", schema=STRICT) == ["T4"]


def test_a_day_that_a_definition_writes_in_another_way_is_never_equal() -> None:
    """The text of a definition counts as if it stood in the rule; of an older law too, for the case does not matter."""
    day = "grens: {value: '1 januari 2025'}"
    assert rules("{operation: EQUALS, subject: $dag, value: $grens}", "boolean", definitions=day) == ["T3"]
    assert rules("{operation: EQUALS, subject: $dag, value: $grens}", "boolean", schema=STRICT, definitions=day) == [
        "T3"
    ]
    good = "grens: {value: '2025-01-01'}"
    assert rules("{operation: EQUALS, subject: $dag, value: $grens}", "boolean", definitions=good) == []


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("{operation: EQUALS, subject: $dag, value: '2025-01-01'}", "boolean"),
        ("{operation: EQUALS, subject: $tekst, value: '2025-1-1'}", "boolean"),
        ("{operation: EQUALS, subject: $dag, value: $tekst}", "boolean"),
        ("{operation: IN, subject: $dag, values: ['2025-01-01', $tekst]}", "boolean"),
        ("{operation: DATE_ADD, date: $dag, months: 2.0}", "date"),
        ("{operation: DATE_ADD, date: $dag, days: $vol}", "date"),
    ],
)
def test_days_that_are_left_alone(value: str, kind: str) -> None:
    assert rules(value, kind) == []
