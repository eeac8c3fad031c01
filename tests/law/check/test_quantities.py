"""Quantities that no unit of the format keeps apart, and limits and conditions that choose nothing, are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.build import ABSENCE, law
from uitvoerbaar.law.check.law_files import check_paths

WAGE, BORN = "$loon_uit_dienstbetrekking", "$geboortedatum"
AGE = f"{{operation: AGE, date_of_birth: {BORN}, reference_date: $referencedate}}"
DAYS = f"{{operation: DATE_DIFF, from: {BORN}, to: $referencedate, in: days}}"


def told(folder: Path, value: str, *definitions: str, output: str = "type: number", before: str = "") -> list[str]:
    """What check says of an article that computes `value`; `before` are steps above it."""
    fixed = "\n".join(f"  {each}" for each in definitions)
    article = f"""
{"definitions:" if fixed else ""}
{fixed}
execution:
  parameters: [{{name: bsn, type: number, required: true}}]
  input:
    - {{name: loon_uit_dienstbetrekking, type: amount, type_spec: {{unit: eurocent}}, source: {{}}}}
    - {{name: geboortedatum, type: date, source: {{}}}}
    - {{name: is_student, type: boolean, source: {{}}}}
    - {{name: kinderen, type: array, source: {{}}}}
  output: [{{name: x, {output}}}]
  actions:
    {before}
    - {{output: x, value: {value}}}
"""
    article = "\n".join(line for line in article.splitlines() if line.strip())
    (folder / "wet.yaml").write_text(law("wet", article, schema=ABSENCE), encoding="utf-8")
    return [problem.message for problem in check_paths([folder], None)]


def compare(op: str, subject: str, value: str) -> str:
    return f"{{operation: {op}, subject: {subject}, value: {value}}}"


YEARS = "eis: {value: 18, type: number, type_spec: {unit: years}}"
MONTHS = "eis: {value: 216, type: number, type_spec: {unit: months}}"
TRUTH = "type: boolean"


@pytest.mark.parametrize(
    ("value", "definition", "expected"),
    [
        (compare("GREATER_THAN", DAYS, "$eis"), YEARS, "GREATER_THAN neemt jaren en dagen samen"),
        (compare("EQUALS", DAYS.replace("days", "months"), "$eis"), YEARS, "EQUALS neemt jaren en maanden samen"),
        (compare("LESS_THAN", DAYS, AGE), YEARS, "LESS_THAN neemt jaren en dagen samen"),
        (f"{{operation: IN, subject: {WAGE}, values: [$eis]}}", "eis: {value: 25000, type: amount, type_spec: {unit: euro}}",
         "IN gebruikt twee eenheden: euro en eurocent"),
    ],
)  # fmt: skip
def test_time_and_money_in_two_measures(tmp_path: Path, value: str, definition: str, expected: str) -> None:
    assert expected in told(tmp_path, value, definition, output=TRUTH)


def test_time_in_one_measure(tmp_path: Path) -> None:
    assert told(tmp_path, compare("GREATER_THAN", DAYS.replace("days", "months"), "$eis"), MONTHS, output=TRUTH) == []
    assert told(tmp_path, compare("GREATER_THAN", AGE, "$eis"), YEARS, output=TRUTH) == []


def test_months_that_date_add_takes_for_years(tmp_path: Path) -> None:
    value = f"{{operation: DATE_ADD, date: {BORN}, years: $eis}}"
    assert told(tmp_path, value, MONTHS, output="type: date") == ["DATE_ADD telt als jaren op wat in maanden is"]
    assert told(tmp_path, value, YEARS, output="type: date") == []


def test_part_of_a_year_by_the_name_of_a_definition(tmp_path: Path) -> None:
    value = f"{{operation: DATE_ADD, date: {BORN}, years: $eis}}"
    [said] = told(tmp_path, value, "eis: {value: 67.25, type: number}", output="type: date")
    assert "van 67.25 telt wat achter de komma staat niet mee" in said


def test_an_output_in_another_measure_than_it_is_counted_in(tmp_path: Path) -> None:
    said = told(tmp_path, DAYS, output="type: number, type_spec: {unit: months}")
    assert said == ["'x' staat hier in months maar komt in days"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (compare("GREATER_THAN_OR_EQUAL", AGE, "67.25"), "AGE telt alleen hele getallen: 67.25 wordt nooit precies bereikt"),
        (compare("EQUALS", AGE, "17.5"), "AGE is nooit 17.5"),
        (compare("EQUALS", "{operation: DAY_OF_WEEK, date: $referencedate}", "7"), "DAY_OF_WEEK is nooit 7"),
        ("{operation: IN, subject: {operation: DAY_OF_WEEK, date: $referencedate}, values: [5, 7]}", "DAY_OF_WEEK is nooit 7"),
    ],
)  # fmt: skip
def test_a_count_beside_a_number_that_it_never_is(tmp_path: Path, value: str, expected: str) -> None:
    assert told(tmp_path, value, output=TRUTH) == [expected]


@pytest.mark.parametrize(
    "value",
    [
        compare("GREATER_THAN_OR_EQUAL", AGE, "67"),
        compare("EQUALS", "{operation: DAY_OF_WEEK, date: $referencedate}", "6"),
        compare("GREATER_THAN", WAGE, "67.25"),
    ],
)
def test_a_count_beside_a_number_that_it_can_be(tmp_path: Path, value: str) -> None:
    assert told(tmp_path, value, output=TRUTH) == []


CENTS = "type: amount, type_spec: {unit: eurocent}"


def test_an_amount_times_an_amount(tmp_path: Path) -> None:
    square = f"{{operation: MULTIPLY, values: [{WAGE}, {WAGE}]}}"
    assert told(tmp_path, square, output=CENTS) == [
        "een bedrag keer een bedrag is geen bedrag, en wordt hier als een bedrag genomen"
    ]
    scaled = f"{{operation: DIVIDE, values: [{square}, 100]}}"
    assert told(tmp_path, scaled, output=CENTS) == []


def test_parts_of_a_cent(tmp_path: Path) -> None:
    part = f"{{operation: ROUND, value: {{operation: MULTIPLY, values: [{WAGE}, 0.033]}}, precision: %s}}"
    assert told(tmp_path, part % 2, output=CENTS) == [
        "ROUND rondt hier af op delen van een cent: het bedrag is in eurocent"
    ]
    assert told(tmp_path, part % 0, output=CENTS) == []


def test_a_precision_that_nothing_rounds_to(tmp_path: Path) -> None:
    part = f"{{operation: MULTIPLY, values: [{WAGE}, 0.033]}}"
    declared = "type: amount, type_spec: {unit: eurocent, precision: %s}"
    assert told(tmp_path, part, output=declared % 0) == ["'x' noemt 'precision' 0, maar kan meer decimalen hebben"]
    assert told(tmp_path, part, output=declared % 3) == []
    assert told(tmp_path, f"{{operation: ROUND, value: {part}, precision: 0}}", output=declared % 0) == []


def test_a_percentage_that_is_multiplied_as_a_number(tmp_path: Path) -> None:
    percent = "deel: {value: 5, type: number, type_spec: {unit: percentage}}"
    product = f"{{operation: MULTIPLY, values: [{WAGE}, $deel]}}"
    [said] = told(tmp_path, product, percent, output=CENTS)
    assert said == "'deel' is in procenten en wordt vermenigvuldigd als 5, niet als 5 procent"
    assert told(tmp_path, f"{{operation: DIVIDE, values: [{product}, 100]}}", percent, output=CENTS) == []


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(3000000, 2000000, ["deze MIN geeft iedereen 2000000, wat er verder ook in staat"]), (2000000, 3000000, [])],
)
def test_a_lower_limit_above_the_upper_one(tmp_path: Path, low: int, high: int, said: list[str]) -> None:
    kept = f"{{operation: MIN, values: [{{operation: MAX, values: [{WAGE}, $laag]}}, $hoog]}}"
    assert told(tmp_path, kept, f"laag: {low}", f"hoog: {high}", output=CENTS) == said


def test_the_least_of_nothing_and_what_is_never_less(tmp_path: Path) -> None:
    value = f"{{operation: MIN, values: [0, {WAGE}]}}"
    assert told(tmp_path, value, output=CENTS) == ["deze MIN geeft iedereen 0, wat er verder ook in staat"]
    assert told(tmp_path, value.replace("MIN", "MAX"), output=CENTS) == []


def test_an_amount_that_stays_below_another_limit_is_left_alone(tmp_path: Path) -> None:
    lower = f"{{operation: MIN, values: [{WAGE}, 100]}}"
    value = f"{{operation: MAX, values: [{{operation: ADD, values: [{lower}, 5]}}, 200]}}"
    assert told(tmp_path, value, output=CENTS) == []


def both(op: str, *parts: str) -> str:
    return f"{{operation: {op}, conditions: [{', '.join(parts)}]}}"


LESS, MORE = compare("LESS_THAN", WAGE, "1000"), compare("GREATER_THAN", WAGE, "2000")
YOUNG, OLD = compare("EQUALS", AGE, "17"), compare("EQUALS", AGE, "18")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (both("AND", LESS, MORE), "AND is voor niemand waar: de grenzen sluiten elkaar uit"),
        (both("OR", compare("LESS_THAN", WAGE, "2000"), compare("GREATER_THAN", WAGE, "1000")),
         "OR is voor iedereen waar: de grenzen nemen samen elk getal"),
        (both("AND", YOUNG, OLD), "AND is voor niemand waar: een gegeven heeft nooit twee waarden tegelijk"),
        (both("OR", f"{{operation: NOT, value: {YOUNG}}}", f"{{operation: NOT, value: {OLD}}}"),
         "OR is voor iedereen waar: een gegeven heeft nooit twee waarden tegelijk"),
        (both("AND", "$is_student", "{operation: NOT, value: $is_student}"),
         "AND is voor niemand waar: een voorwaarde en haar tegendeel"),
        (both("OR", LESS, LESS), "OR noemt twee keer hetzelfde: de tweede keer telt niet"),
        (compare("GREATER_THAN", WAGE, WAGE), "GREATER_THAN vergelijkt iets met zichzelf"),
        (compare("GREATER_THAN", WAGE, "-1"), "deze vergelijking (GREATER_THAN) is voor iedereen waar"),
        (both("AND", "$is_student", compare("GREATER_THAN", WAGE, "99999999999999")),
         "deze vergelijking (GREATER_THAN) is voor niemand waar"),
    ],
)  # fmt: skip
def test_conditions_that_choose_nothing(tmp_path: Path, value: str, expected: str) -> None:
    assert told(tmp_path, value, output=TRUTH) == [expected]


@pytest.mark.parametrize("value", [both("OR", LESS, MORE), both("OR", YOUNG, OLD), both("AND", LESS, "$is_student")])
def test_conditions_that_choose(tmp_path: Path, value: str) -> None:
    assert told(tmp_path, value, output=TRUTH) == []


def test_a_condition_of_an_if_is_told_by_the_if_alone(tmp_path: Path) -> None:
    value = f"{{operation: IF, cases: [{{when: {compare('GREATER_THAN', WAGE, '-1')}, then: 1}}], default: 0}}"
    assert told(tmp_path, value) == ["de voorwaarde van geval 1 van deze IF is altijd waar"]


def test_a_constant_whose_name_a_step_takes_before_it_is_read(tmp_path: Path) -> None:
    taken = told(tmp_path, "$grens", "grens: 7", before="- {output: grens, value: 5}")
    assert any("'grens' is op regel" in said and "de definitie telt dus nooit" in said for said in taken)
    assert told(tmp_path, "$grens", "grens: 7", before="- {output: grens, value: $grens}") == []


def test_a_name_that_is_of_the_element_and_of_the_article(tmp_path: Path) -> None:
    ages = f"{{operation: FOREACH, collection: $kinderen, as: kind, combine: ADD, body: {AGE}}}"
    [said] = told(tmp_path, ages)
    assert "'$geboortedatum' is hier het veld van elk element van de lijst" in said
    assert not [
        said for said in told(tmp_path, ages.replace(BORN, "$kind.geboortedatum")) if "veld van elk element" in said
    ]


def test_a_moment_that_is_not_the_day_itself(tmp_path: Path) -> None:
    article = """
execution:
  parameters: [{name: bsn, type: number, required: true}]
  input: [{name: spaargeld, type: amount, type_spec: {unit: eurocent}, temporal: {type: point_in_time, reference: %s}, source: {}}]
  output: [{name: x, type: amount, type_spec: {unit: eurocent}}]
  actions: [{output: x, value: $spaargeld}]
"""
    file = tmp_path / "wet.yaml"
    for moment, expected in (("$prev_january_first", 1), ("$referencedate", 0)):
        file.write_text(law("wet", article % moment, schema=ABSENCE), encoding="utf-8")
        found = [p.message for p in check_paths([file], None) if "verandert niets" in p.message]
        assert len(found) == expected
