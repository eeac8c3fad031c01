"""What is wrong with a proposal, or does nothing, is told before anything is run; and the shipped ones are sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from uitvoerbaar.assess.effect import linked_doubts
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.cli import run
from uitvoerbaar.law import load_corpus
from uitvoerbaar.proposal import ProposalError, load_proposal, shipped_proposals
from uitvoerbaar.proposal.doubts import doubts, years_apart

LAW = laws_dir() / "nl" / "wet" / "wet_op_de_zorgtoeslag" / "2026-01-01.yaml"
PROPOSAL = """id: proef
titel: Normpercentage hoger
soort: wetsvoorstel
samenvatting: De normpremie wordt hoger.
besluit_door: Ministerie van VWS
uitgevoerd_door: [Dienst Toeslagen]
ingangsdatum: "2026-01-01"
voor: {datum: "2026-01-01"}
na: {datum: "2026-01-01", wetten: laws}
wijzigingen:
  - {wet: wet_op_de_zorgtoeslag, artikel: "2", voor: "1,912", na: "2,912"}
bron_cijfers: Eigen voornemen.
"""
FIELD = (("{name: geboortedatum, type: date", "{name: geboortedag, type: date"), ("$geboortedatum", "$geboortedag"))
SHARE = ("0.01912", "0.02912")
BENEFIT = """$schema: https://raw.githubusercontent.com/MinBZK/regelrecht/refs/heads/main/schema/v0.5.8/schema.json
$id: wet_eindejaarsuitkering
name: Wet eindejaarsuitkering
regulatory_layer: WET
publication_date: '2026-01-01'
valid_from: '2026-01-01'
url: https://example.org/wet
articles:
  - number: '1'
    text: Iedereen krijgt 100 euro.
    url: https://example.org/wet#1
    machine_readable:
      execution:
        produces: {legal_character: BESCHIKKING, decision_type: TOEKENNING}
        parameters:
          - {name: bsn, type: number, required: true}
        output:
          - {name: hoogte_uitkering, type: amount, type_spec: {unit: eurocent}}
        actions:
          - {output: hoogte_uitkering, value: 10000}
"""
NEW = (
    "nieuwe_regelingen: [{wet: wet_eindejaarsuitkering, uitkomst: hoogte_uitkering, naam: Uitkering, rijen: personen, "
    "uitvoerder: SVB}]\n"
)


def made(
    tmp_path: Path, *edits: tuple[str, str], law: tuple[tuple[str, str], ...] = (SHARE,), text: str | None = None
) -> Path:
    """A proposal on the shipped law, with `edits` in its description and `law` in its law file."""
    said, rules = PROPOSAL, LAW.read_text(encoding="utf-8") if text is None else text
    for old, new in edits:
        assert old in said
        said = said.replace(old, new)
    for old, new in law if text is None else ():
        assert old in rules
        rules = rules.replace(old, new, 1)
    (tmp_path / "laws").mkdir(parents=True)
    (tmp_path / "proposal.yaml").write_text(said, encoding="utf-8")
    (tmp_path / "laws" / "wet.yaml").write_text(rules, encoding="utf-8")
    return tmp_path


def told(folder: Path) -> str:
    proposal = load_proposal(str(folder))
    return "\n".join(map(str, [*doubts(proposal, load_corpus()), *linked_doubts(proposal)]))


def test_a_proposal_that_is_sound_gets_no_word(tmp_path: Path) -> None:
    assert told(made(tmp_path)) == ""


@pytest.mark.parametrize("name", shipped_proposals())
def test_the_shipped_proposals_are_sound(name: str) -> None:
    proposal = load_proposal(name)
    assert doubts(proposal, load_corpus()) == []
    assert linked_doubts(proposal) == []


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (("wet: wet_op_de_zorgtoeslag", "wet: wet_op_zorgtoeslag"), ":11: fout: 'wijzigingen': de wet 'wet_op_zorg"),
        (('artikel: "2"', 'artikel: "22"'), ":11: fout: 'wijzigingen': wet_op_de_zorgtoeslag heeft geen artikel '22'"),
        (('artikel: "2"', 'artikel: "5"'), "artikel 5 van wet_op_de_zorgtoeslag verandert niet"),
        (("wet: wet_op_de_zorgtoeslag", "wet: wet_op_de_huurtoeslag"), "wet_op_de_zorgtoeslag verandert ook"),
        (("id: proef", "id: huurtoeslag-2026"), "is ook de id van een meegeleverd voornemen"),
        (('datum: "2026-01-01", wetten', 'datum: "2030-01-01", wetten'), "van 2030 zijn er geen groeicijfers"),
        (('voor: {datum: "2026-01-01"}', 'voor: {datum: "2025-01-01"}'), "wat tussen die jaren vanzelf verandert"),
        (("bron_cijfers", NEW + "bron_cijfers"), "'nieuwe_regelingen': de wet 'wet_eindejaarsuitkering' geldt op 2026-01-01 niet"),
    ],
)  # fmt: skip
def test_names_and_dates(tmp_path: Path, edit: tuple[str, str], says: str) -> None:
    assert says in told(made(tmp_path, edit))


@pytest.mark.parametrize(
    ("law", "says"),
    [
        ((), "deze wet heeft dezelfde regels als de versie van 2026-01-01 die al geldt"),
        ((), "Het voornemen verandert niets dat wordt doorgerekend"),
        ((SHARE, ("valid_from: '2026-01-01'", "valid_from: '2027-01-01'")), "wordt op 2026-01-01 niet gebruikt"),
        ((SHARE, ("$id: wet_op_de_zorgtoeslag", "$id: wet_op_de_zorgtoeslag_nieuw")), "bedoelde u 'wet_op_de_zorgtoeslag'?"),
        ((("value: 2973600", "value: 29736"),), "ongeveer een honderdste van de 2973600 in de versie ervoor"),
        ((("value: 0.01912", "value: 1.912"),), "ongeveer 100 keer de 0.01912 in de versie ervoor"),
        ((("value: 0.01912", "value: 2.912"),), "ongeveer 100 keer de 0.01912 in de versie ervoor"),
        ((("value: 0.01912", "value: -0.01912"),), "het teken is omgedraaid"),
        (FIELD, "Na het voornemen is niet te berekenen: Zorgtoeslag"),
    ],
)  # fmt: skip
def test_law_files_that_do_nothing_or_something_else(
    tmp_path: Path, law: tuple[tuple[str, str], ...], says: str
) -> None:
    assert says in told(made(tmp_path, law=law))


def test_an_ordinary_change_of_a_number_is_no_other_unit(tmp_path: Path) -> None:
    assert (
        told(made(tmp_path, law=(("value: 2973600", "value: 5947200"), ("value: 0.01912", "value: 0.1")))).count(
            "honderd"
        )
        == 0
    )


def test_a_decimal_comma_is_told_by_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(made(tmp_path, law=(("value: 0.01912", "value: 0,02912"),)))]) == 1
    assert "gebruik een punt, zoals 0.02912" in capsys.readouterr().out


def test_a_new_law_that_nobody_reads_is_told_with_the_line_that_makes_it_count(tmp_path: Path) -> None:
    folder = made(
        tmp_path,
        ('wijzigingen:\n  - {wet: wet_op_de_zorgtoeslag, artikel: "2", voor: "1,912", na: "2,912"}\n', ""),
        text=BENEFIT,
    )
    said = told(folder)
    assert "telt mee als regeling, herkend aan haar besluit" in said
    assert "nieuwe_regelingen: [{wet: wet_eindejaarsuitkering, uitkomst: hoogte_uitkering" in said
    path = folder / "proposal.yaml"
    path.write_text(path.read_text(encoding="utf-8") + NEW, encoding="utf-8")
    assert told(folder) == ""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("uitkomst: hoogte_uitkering", "uitkomst: hoogte_uitkeringen", "heeft geen uitkomst 'hoogte_uitkeringen'"),
        ("rijen: personen", "rijen: mensen", "onbekende rijen 'mensen'"),
        (", uitvoerder: SVB", "", "een nieuwe regeling heeft wet, uitkomst, naam, rijen, uitvoerder nodig"),
        ("naam: Uitkering", "naam: Uitkering, kleur: rood", "een nieuwe regeling kent geen 'kleur'"),
    ],
)  # fmt: skip
def test_a_new_scheme_is_read_with_care(tmp_path: Path, old: str, new: str, says: str) -> None:
    folder = made(tmp_path, ("bron_cijfers", NEW.replace(old, new) + "bron_cijfers"), text=BENEFIT)
    try:
        said = told(folder)
    except ProposalError as error:
        said = str(error)
    assert says in said


NO_CHANGES = ('wijzigingen:\n  - {wet: wet_op_de_zorgtoeslag, artikel: "2", voor: "1,912", na: "2,912"}\n', "")
OUTPUT = "{name: hoogte_uitkering, type: amount, type_spec: {unit: eurocent}}"
BY_MONTH = OUTPUT.replace("}}", "}, temporal: {type: period, period_type: month}}")
INPUT = "          - {name: bsn, type: number, required: true}\n"
CHILDREN = INPUT + "        input:\n          - {name: kinderen, type: array, source: {}}\n"
JOINT = INPUT + (
    "        input:\n          - {name: inkomen, type: amount, type_spec: {unit: eurocent}, source: {regulation: "
    "algemene_wet_inkomensafhankelijke_regelingen, output: gezamenlijk_toetsingsinkomen, parameters: {bsn: $bsn}}}\n"
)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (INPUT, INPUT, "een bedrag per jaar, rijen: personen"),
        (INPUT, CHILDREN, "een bedrag per jaar, rijen: eenheden"),  # children are in the register of both parents
        (INPUT, JOINT, "een bedrag per jaar, rijen: eenheden"),  # the law that it asks looks at both partners
        (OUTPUT, BY_MONTH, "telt niet mee: 'hoogte_uitkering' is een bedrag per maand"),
        (OUTPUT, OUTPUT.replace("eurocent", "euro"), "telt niet mee: 'hoogte_uitkering' is in euro"),
        ("krijgt 100 euro.", "krijgt 100 euro per maand.", "'per maand', maar 'hoogte_uitkering' telt als bedrag per jaar"),
    ],
)  # fmt: skip
def test_a_new_benefit_counts_once_and_for_a_year(tmp_path: Path, old: str, new: str, says: str) -> None:
    """A couple gets the whole of what is for both once; twelve months and euros are no eurocents a year."""
    assert old in BENEFIT
    assert says in told(made(tmp_path, NO_CHANGES, text=BENEFIT.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (INPUT, CHILDREN, "let op: 'nieuwe_regelingen': wet_eindejaarsuitkering kijkt naar de partner of de kinderen"),
        (OUTPUT, BY_MONTH, "fout: 'nieuwe_regelingen': 'hoogte_uitkering' is een bedrag per maand"),
        (OUTPUT, OUTPUT.replace("eurocent", "euro"), "fout: 'nieuwe_regelingen': 'hoogte_uitkering' is in euro"),
    ],
)
def test_a_scheme_that_is_named_is_held_to_the_same(tmp_path: Path, old: str, new: str, says: str) -> None:
    folder = made(tmp_path, ("bron_cijfers", NEW + "bron_cijfers"), text=BENEFIT.replace(old, new))
    assert says in told(folder)


@pytest.mark.parametrize(
    "edit", [("wet: wet_op_de_zorgtoeslag", "wet: wet_op_zorgtoeslag"), ('artikel: "2"', 'artikel: "22"')]
)
def test_assess_refuses_names_that_do_not_exist(
    tmp_path: Path, edit: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["assess", str(made(tmp_path, edit)), "--out", str(tmp_path / "uit")]) == 1
    assert "'wijzigingen'" in capsys.readouterr().err
    assert not (tmp_path / "uit").exists()


def test_only_years_apart_are_apart(tmp_path: Path) -> None:
    proposal = load_proposal(str(made(tmp_path, ('voor: {datum: "2026-01-01"}', 'voor: {datum: "2026-12-31"}'))))
    assert not years_apart(proposal)
    assert "een ander gevolg van die dagen telt mee" in told(tmp_path)


def test_a_decimal_comma_between_quotes_is_refused_with_what_to_write(tmp_path: Path) -> None:
    """A definition of a rate as text is wrong whatever the version before says; `check` of the law tells it."""
    from uitvoerbaar.base.folders import laws_dir
    from uitvoerbaar.law.read.law_file import examine

    text = (laws_dir() / "nl/wet/wet_op_de_zorgtoeslag/2026-01-01.yaml").read_text(encoding="utf-8")
    assert "value: 0.01912" in text
    _, problems = examine(text.replace("value: 0.01912", 'value: "0,02912"'), str(tmp_path / "wet.yaml"))
    [told] = [problem for problem in problems if "0,02912" in problem.message]
    assert told.level == "error"
    assert "zonder aanhalingstekens" in str(told.hint)


@pytest.mark.parametrize(
    ("law", "says"),
    [
        ((("value: 2973600", "value: 29.736"),), "'drempelinkomen_jaar' is 29.736 en was 2973600"),
        ((("drempelinkomen_jaar:", "drempel:"), ("$drempelinkomen_jaar", "$drempel"), ("value: 2973600", "value: 29736")),
         "'drempel' is 29736, ongeveer een honderdste van de 2973600"),
    ],
)  # fmt: skip
def test_numbers_far_away_and_under_another_name(tmp_path: Path, law: tuple[tuple[str, str], ...], says: str) -> None:
    assert says in told(made(tmp_path, law=law))


def test_a_definition_with_another_name_and_the_same_number_gets_no_word(tmp_path: Path) -> None:
    law = (("drempelinkomen_jaar:", "drempel:"), ("$drempelinkomen_jaar", "$drempel"), SHARE)
    assert "'drempel'" not in told(made(tmp_path, law=law))


ASKED = ("explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01", "--proposal")
LATER = ((SHARE, ("valid_from: '2026-01-01'", "valid_from: '2027-01-01'")), "wordt op 2026-01-01 niet gebruikt")


@pytest.mark.parametrize(
    ("edit", "law", "says"),
    [
        (None, *LATER),
        (
            ("wet: wet_op_de_zorgtoeslag", "wet: wet_op_zorgtoeslag"),
            (SHARE,),
            "de wet 'wet_op_zorgtoeslag' bestaat niet",
        ),
        (None, (("value: 2973600", "value: 29736"),), "ongeveer een honderdste"),
        (None, (SHARE,), ""),
    ],
)
def test_who_asks_the_law_under_a_proposal_is_told_too(
    tmp_path: Path, edit: tuple[str, str] | None, law: tuple[tuple[str, str], ...], says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    folder = made(tmp_path, *([edit] if edit else []), law=law)
    assert run([*ASKED, str(folder)]) == 0
    said = capsys.readouterr().err
    assert (says in said) if says else said == ""


@pytest.mark.parametrize(
    ("edit", "law", "says"),
    [
        (None, (), "The proposal changes nothing that is computed"),
        (None, (SHARE, ("valid_from: '2026-01-01'", "valid_from: '2027-01-01'")), "in force from 2027-01-01"),
        (('datum: "2026-01-01", wetten', 'datum: "2030-01-01", wetten'), (SHARE,), "no growth figures for 2030"),
    ],
)  # fmt: skip
def test_in_english_every_word_is_english(
    tmp_path: Path, edit: tuple[str, str] | None, law: tuple[tuple[str, str], ...], says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    folder = made(tmp_path, *([edit] if edit else []), law=law)
    run(["check", str(folder), "--lang", "en"])
    out = "".join(capsys.readouterr())
    assert says in out
    assert not {"voornemen", "vanaf", "altijd", "doorgerekend"} & set(out.replace("'", " ").split())
