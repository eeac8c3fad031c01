"""`uitvoerbaar check`: what it says of a corpus that others wrote, and the findings that need more than one file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.fixtures.shipped_check import ShippedChecks
from tests.law.build import ABSENCE, law
from tests.places import REGELRECHT
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.check.law_files import check_paths

REGISTER = """
register: BRP
naam: Basisregistratie
velden:
  - {naam: loon, tabel: persoon, type: number, leverancier: werkgever, wijzigt: zelden}
  - {naam: rang, tabel: persoon, type: number, bereik: [0, 100], leverancier: gemeente, wijzigt: zelden}
  - {naam: partner_bsn, tabel: persoon, type: number, nullable: true, leverancier: gemeente, wijzigt: zelden}
  - {naam: soort_woning, tabel: persoon, type: string, waarden: [huur, koop], leverancier: gemeente, wijzigt: zelden}
  - {naam: is_gehuwd, tabel: persoon, type: boolean, leverancier: gemeente, wijzigt: zelden}
"""


def checked(folder: Path, **files: str) -> list[Problem]:
    """The problems of law texts by file name, with the small register above."""
    registers = folder / "registers"
    registers.mkdir()
    (registers / "brp.yaml").write_text(REGISTER, encoding="utf-8")
    laws = folder / "laws"
    for name, text in files.items():
        path = laws / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".yaml").write_text(text, encoding="utf-8")
    return [p for p in check_paths([laws], registers) if "geen 'url'" not in p.message]


def messages(problems: list[Problem], level: str) -> list[str]:
    return [p.message for p in problems if p.level == level]


@pytest.mark.parametrize("law_id", ["a\\n0 fouten", "../../x", "a b", "\\e[2J", "x" * 201])
def test_an_id_is_a_word_of_bounded_length(tmp_path: Path, law_id: str) -> None:
    text = law("wet", "{definitions: {}}").replace("$id: wet", f'$id: "{law_id}"')
    [problem] = checked(tmp_path, wet=text)
    assert "'$id' bestaat uit letters" in problem.message
    assert problem.line == 2


def test_a_name_is_one_line(tmp_path: Path) -> None:
    text = law("wet", "{definitions: {}}", head='name: "Wet\\n0 fouten"')
    (tmp_path / "wet.yaml").write_text(text, encoding="utf-8")
    assert load_corpus([tmp_path]).select("wet", "2026-01-01").name == "Wet 0 fouten"


def article(inputs: str, value: str, extra: str = "") -> str:
    return f"""
{extra}
execution:
  parameters: [{{name: bsn, type: number}}]
  input: [{inputs}]
  output: [{{name: x, type: number}}]
  actions: [{{output: x, value: {value}}}]
"""


def test_shipped_laws_have_no_errors(shipped_check: ShippedChecks) -> None:
    made = shipped_check("nl")
    assert messages(list(made.problems), "error") == []
    assert len(made.problems) == len(made.said.splitlines()) - 1  # each is told, and then how many


@pytest.mark.shared
def test_third_party_corpus_has_no_errors_and_these_warnings() -> None:
    """The corpus runs in the reference engine, so nothing in it is an error; what is doubtful in it is told."""
    problems = check_paths([REGELRECHT / "corpus"], None)
    assert messages(problems, "error") == []
    found = Counter(
        (Path(p.file).parent.name, p.article, p.message.split(";")[0])
        for p in problems
        if not p.message.startswith("geen register kent")
    )
    assert found == Counter(
        {
            ("afstemmingsverordening_participatiewet", "9", "'participatiewet' is op 2015-01-01 niet in werking"): 1,
            ("test_einddatum_afnemer", "1", "'test_einddatum' is op 2025-01-01 niet in werking"): 1,
            ("algemene_wet_bestuursrecht", "6:8", "deze hook hoort bij de stap BEKENDMAKING"): 1,
            ("apv_erfgrens", "2.75", NO_DEFAULT): 1,
            ("afstemmingsverordening_participatiewet", "9", NO_DEFAULT): 2,
            **{
                ("wet_langdurige_zorg", number, "uitvoer 'bevoegd_gezag' staat ook in artikel 3.2.3"): 1
                for number in ("3.3.3", "4.2.1", "4.2.4", "5.1.1", "6.1.1", "7.1.1")
            },
            ("wet_op_de_zorgtoeslag", "1a", "definitie 'verantwoordelijke_autoriteit' wordt nergens gebruikt"): 2,
            ("wet_op_de_zorgtoeslag", "5", NOT_ASKABLE.format("bevoegd_gezag")): 2,
            ("wet_op_de_zorgtoeslag", "8", NOT_ASKABLE.format("wet_naam")): 2,
            **{
                ("regeling_standaardpremie", None, f"rechtsgrond: 'zorgverzekeringswet' heeft geen artikel {number}"): 2
                for number in ("18d", "18e")
            },
            ("wet_open_overheid", "2.1", "definitie 'verantwoordelijke_autoriteit' wordt nergens gebruikt"): 1,
            ("wet_open_overheid", "2.1", NOT_ASKABLE.format("bevoegd_gezag")): 1,
            ("wet_open_overheid", "2.1", NOT_ASKABLE.format("wet_naam")): 1,
        }
    )


NO_DEFAULT = "deze IF heeft geen 'default' en is leeg (null) als geen geval past"
NOT_ASKABLE = "'{}' wordt berekend maar is geen uitvoer, dus niet op te vragen"


def test_sound_law_has_no_problems(tmp_path: Path) -> None:
    text = law("wet", article("{name: loon, type: amount, source: {}}", "$loon"))
    assert checked(tmp_path, wet=text) == []


def test_input_that_no_register_knows(tmp_path: Path) -> None:
    text = law("wet", article("{name: lonn, type: amount, source: {}}", "$lonn"))
    [problem] = checked(tmp_path, wet=text)
    assert (problem.level, problem.hint) == ("warning", "bedoelde u 'loon'?")
    assert problem.message == "geen register kent 'lonn'; alleen wie de wet aanroept kan het meegeven"


def test_register_field_without_the_parameter_to_find_it(tmp_path: Path) -> None:
    text = law("wet", article("{name: loon, type: amount, source: {}}", "$loon").replace("name: bsn", "name: nummer"))
    assert messages(checked(tmp_path, wet=text), "warning") == [
        "het register levert 'loon' per bsn, maar het artikel heeft geen parameter 'bsn'"
    ]


def test_register_field_that_can_be_empty_in_a_three_valued_law(tmp_path: Path) -> None:
    text = law("wet", article("{name: partner_bsn, type: number, source: {}}", "$partner_bsn"), schema=ABSENCE)
    assert messages(checked(tmp_path, wet=text), "warning") == [
        "'partner_bsn' kan in het register leeg zijn, maar is hier niet 'nullable'"
    ]


def test_input_from_another_law_with_the_name_of_a_register_field(tmp_path: Path) -> None:
    text = law("wet", article("{name: loon, type: amount, source: {output: y}}", "$loon"), YIELDS_Y)
    assert messages(checked(tmp_path, wet=text), "warning") == [
        "'loon' is ook een registerveld; het register gaat voor op de wet die hier staat"
    ]


YIELDS_Y = """
execution:
  output: [{name: y, type: number}]
  actions: [{output: y, value: 1}]
"""


@pytest.mark.parametrize(
    ("name", "value", "message", "hint"),
    [
        ("soort_woning", "kop", "'kop' komt in het register niet voor", "bedoelde u 'koop'?"),
        ("is_gehuwd", "ja", "EQUALS vergelijkt waar/onwaar met tekst: nooit gelijk", None),
    ],
)
def test_comparison_that_holds_for_nobody(
    tmp_path: Path, name: str, value: str, message: str, hint: str | None
) -> None:
    field = f"{{name: {name}, type: string, source: {{}}}}"
    text = law("wet", article(field, f"{{operation: EQUALS, subject: ${name}, value: {value}}}"))
    [problem] = checked(tmp_path, wet=text)
    assert (problem.level, problem.message, problem.hint) == ("warning", message, hint)


def test_a_word_in_a_list_that_the_register_never_has(tmp_path: Path) -> None:
    field = "{name: soort_woning, type: string, source: {}}"
    text = law("wet", article(field, "{operation: IN, subject: $soort_woning, values: [kop, huur]}"))
    [problem] = checked(tmp_path, wet=text)
    assert (problem.level, problem.message) == ("warning", "'kop' komt in het register niet voor")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("{operation: MULTIPLY, values: [$is_gehuwd, 2]}", "MULTIPLY rekent met getallen, maar krijgt waar/onwaar"),
        (
            "{operation: LESS_THAN, subject: $is_gehuwd, value: 2}",
            "LESS_THAN vergelijkt getallen of data, maar krijgt waar/onwaar",
        ),
        (
            "{operation: AGE, date_of_birth: $is_gehuwd, reference_date: $referencedate}",
            "AGE heeft twee data nodig",
        ),
    ],
)
def test_register_value_of_a_kind_that_the_operation_refuses(tmp_path: Path, value: str, message: str) -> None:
    text = law("wet", article("{name: is_gehuwd, type: boolean, source: {}}", value))
    assert messages(checked(tmp_path, wet=text), "error") == [message]


def test_value_that_is_taken_in_another_unit_than_it_comes_in(tmp_path: Path) -> None:
    """Euro read as eurocent is wrong by a factor of a hundred, and no run would tell."""
    taken = """
execution:
  input: [{name: z, type: amount, type_spec: {unit: euro}, source: {regulation: ander, output: y}}]
  output: [{name: x, type: amount, type_spec: {unit: euro}}]
  actions: [{output: x, value: $z}]
"""
    given = YIELDS_Y.replace("type: number", "type: amount, type_spec: {unit: eurocent}")
    [problem] = checked(
        tmp_path, wet=law("wet", taken), ander=law("ander", given.replace("value: 1", "value: $c", 1) + CENT)
    )
    assert (Path(problem.file).stem, problem.level) == ("wet", "warning")
    assert problem.message == "'z' staat hier in euro maar komt in eurocent"


CENT = "definitions: {c: {value: 1, type_spec: {unit: eurocent}}}\n"


def test_file_that_is_named_after_another_day(tmp_path: Path) -> None:
    text = law("wet", YIELDS_Y, valid_from="2026-01-01")
    assert messages(checked(tmp_path, **{"2025-01-01": text}), "warning") == [
        "het bestand heet 2025-01-01.yaml, maar 'valid_from' is 2026-01-01"
    ]


def test_output_that_a_later_version_of_another_law_no_longer_has(tmp_path: Path) -> None:
    caller = law("wet", article("{name: z, type: number, source: {regulation: ander, output: y}}", "$z"))
    first = law("ander", YIELDS_Y, valid_from="2020-01-01")
    second = law("ander", YIELDS_Y.replace(": y", ": w"), valid_from="2024-01-01")
    assert messages(checked(tmp_path, wet=caller, a=first, b=second), "error") == [
        "'ander' (2024-01-01) heeft geen uitvoer 'y'"
    ]


def test_every_place_with_the_same_mistake_is_told(tmp_path: Path) -> None:
    mixed = """
execution:
  parameters:
    - {name: a, type: amount, type_spec: {unit: euro}}
    - {name: b, type: amount, type_spec: {unit: eurocent}}
  output: [{name: %s, type: number}]
  actions: [{output: %s, value: {operation: ADD, values: [$a, $b]}}]
"""
    problems = checked(tmp_path, wet=law("wet", mixed % ("x", "x"), mixed % ("y", "y")))
    assert [(p.article, p.message) for p in problems] == [
        ("1", "ADD gebruikt twee eenheden: euro en eurocent"),
        ("2", "ADD gebruikt twee eenheden: euro en eurocent"),
    ]


def test_two_sides_of_a_proposal_are_two_worlds(tmp_path: Path) -> None:
    """The law before and the law after have the same id and date: no duplicate, unless they stand on one side."""
    text = law("wet", YIELDS_Y)
    sides = {"voor__wet": text, "na__wet": text}
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws" / "proposal.yaml").write_text("titel: Voorbeeld\n", encoding="utf-8")
    assert checked(tmp_path, **sides) == []


def test_proposal_that_takes_away_what_a_shipped_law_uses(tmp_path: Path) -> None:
    """Zorgtoeslag asks the Awir for the joint income: a proposal without it breaks zorgtoeslag, not its own file."""
    side = tmp_path / "voornemen" / "laws"
    side.mkdir(parents=True)
    (side.parent / "proposal.yaml").write_text("titel: Voorbeeld\n", encoding="utf-8")
    awir = law("algemene_wet_inkomensafhankelijke_regelingen", YIELDS_Y, valid_from="2026-01-01")
    (side / "awir.yaml").write_text(awir, encoding="utf-8")
    told = messages(check_paths([side.parent], None), "error")
    assert any("'wet_op_de_zorgtoeslag' artikel" in m and "'gezamenlijk_toetsingsinkomen'" in m for m in told), told


def test_same_law_and_date_in_one_world(tmp_path: Path) -> None:
    text = law("wet", YIELDS_Y)
    problems = checked(tmp_path, voor__wet=text, na__wet=text)
    assert len(problems) == 1
    assert problems[0].message.startswith("'wet' met valid_from 2020-01-01 staat ook in")


def test_mistake_that_follows_from_another_on_its_line_is_not_told(tmp_path: Path) -> None:
    text = law("wet", article("", "{operation: ADD, values: [$onbekend, {operation: PLUS, values: [1]}]}"))
    assert messages(checked(tmp_path, wet=text), "error") == ["onbekende operatie 'PLUS'"]
