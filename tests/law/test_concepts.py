"""check: a law that reads the data behind a legal concept is found, and refused when the definition changes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.fixtures.shipped_check import ShippedChecks
from tests.shipped_laws.wetsvoorstel import AWIR, BUDGET, CARE, CHILDCARE, RENT, defined, text_of
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.check.concepts import Concept, load_concepts
from uitvoerbaar.law.check.law_files import check_paths
from uitvoerbaar.law.registers import COLLECTIONS, load_registers

DEFINES = "bepaalt artikel"


def told(*files: Path) -> list[Problem]:
    """What is told of concepts."""
    return of_concepts(check_paths(files, None))


def of_concepts(problems: Iterable[Problem]) -> list[Problem]:
    return [p for p in problems if DEFINES in p.message]


def written(folder: Path, *texts: str) -> list[Path]:
    """The laws as the side of a proposal."""
    side = folder / "na"
    side.mkdir(parents=True)
    (folder / "proposal.yaml").write_text("")
    files = [side / f"wet{number}.yaml" for number, _ in enumerate(texts)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text)
    return files


def raw(text: str) -> str:
    """A law that reads the partner of the register where it asked for the allowance partner."""
    old = (
        "toeslagpartner_bsn, type: number, nullable: true, source: {regulation: toeslagpartner, output: toeslagpartner_bsn, "
        "parameters: {bsn: $bsn, heeft_toeslagpartner: $heeft_toeslagpartner}}"
    )
    assert old in text
    return text.replace(old, "partner_bsn, type: number, nullable: true, source: {}").replace(
        "$toeslagpartner_bsn", "$partner_bsn"
    )


def test_the_shipped_laws_ask_for_every_concept(shipped_check: ShippedChecks) -> None:
    made = shipped_check("nl").problems
    assert made
    assert of_concepts(made) == []


@pytest.mark.parametrize("law", [CARE, RENT, BUDGET, CHILDCARE])
def test_a_law_that_reads_the_register_is_found_with_place_and_advice(law: str, tmp_path: Path) -> None:
    [file] = written(tmp_path, raw(text_of(law)))
    found = told(file)
    assert found
    for problem in found:
        assert problem.level == "warning"
        line = file.read_text().splitlines()[problem.line - 1]
        assert "partner_bsn" in line
        assert problem.article
        assert problem.hint is not None
        assert "toeslagpartner_bsn" in problem.hint


@pytest.mark.parametrize("law", [CARE, RENT, BUDGET, CHILDCARE])
def test_it_is_refused_when_the_definition_changes_too(law: str, tmp_path: Path) -> None:
    files = written(tmp_path, raw(text_of(law)), defined(AWIR, "heeft_toeslagpartner", "false"))
    assert {(p.level, Path(p.file).name) for p in told(*files)} == {("error", "wet0.yaml")}


def test_a_definition_that_is_carried_through_is_not_refused(tmp_path: Path) -> None:
    files = written(tmp_path, defined(AWIR, "heeft_toeslagpartner", "false"))
    assert [p for p in check_paths(files, None) if p.level == "error"] == []


INCOME = """$id: wet_extraatje
regulatory_layer: WET
valid_from: '2026-01-01'
name: Wet extraatje
url: https://wetten.overheid.nl/
articles:
  - number: '1'
    text: Wie weinig heeft, krijgt wat.
    url: https://wetten.overheid.nl/
    machine_readable:
      execution:
        parameters:
          - {name: bsn, type: number, required: true}
        input:
          - name: heeft_toeslagpartner
            type: boolean
            source:
              regulation: algemene_wet_inkomensafhankelijke_regelingen
              output: heeft_toeslagpartner
              parameters: {bsn: $bsn}
          - EXTRA
        output:
          - {name: extraatje, type: number}
        actions:
          - output: extraatje
            value: ACTION
"""
READS = [
    ("{name: loon_uit_dienstbetrekking, type: number, source: {}}", "$loon_uit_dienstbetrekking", "toetsingsinkomen"),
    ("{name: spaargeld, type: number, source: {}}", "$spaargeld", "vermogen"),
    ("{name: inkomen, type: number, source: {regulation: wet_inkomstenbelasting_2001, output: verzamelinkomen, "
     "parameters: {bsn: $bsn}}}", "$inkomen", "toetsingsinkomen"),
    ("{name: grondslag, type: number, source: {regulation: wet_inkomstenbelasting_2001, output: rendementsgrondslag, "
     "parameters: {bsn: $bsn}}}", "$grondslag", "vermogen"),
    ("{name: kinderen, type: array, source: {}}",
     "{operation: FOREACH, collection: $kinderen, as: kind, combine: ADD, body: {operation: AGE, date_of_birth: "
     "$kind.geboortedatum, reference_date: $referencedate}}", "kind"),
    ("{name: partner_bsn, type: number, nullable: true, source: {}}", "$partner_bsn", "toeslagpartner"),
]  # fmt: skip


@pytest.mark.parametrize(("read", "action", "concept"), READS)
def test_a_new_allowance_that_goes_round_a_concept_is_found(
    read: str, action: str, concept: str, tmp_path: Path
) -> None:
    [file] = written(tmp_path, INCOME.replace("EXTRA", read).replace("ACTION", action))
    [found] = told(file)
    assert f"wat '{concept}' is" in found.message
    assert found.article == "1"


def behind(concept: Concept) -> set[str]:
    """The register fields that the defining article reads itself, newest version."""
    law = load_corpus().select(concept.law, "2026-01-01")
    [article] = [a for a in law.articles if a.number == concept.article]
    assert article.rules is not None
    assert concept.output in {o.name for o in article.rules.outputs}
    names = {
        i.field.name for i in article.rules.inputs if i.source is None or not (i.source.regulation or i.source.output)
    }
    return {f"{COLLECTIONS[n]}.geboortedatum" if n in COLLECTIONS else n for n in names}


@pytest.mark.parametrize("concept", load_concepts(), ids=lambda c: c.name)
def test_what_is_guarded_is_what_the_article_reads(concept: Concept) -> None:
    """The list of guarded data follows the law; what a law reads through another one are fields of the registers."""
    catalogue = load_registers()
    assert behind(concept) <= concept.fields
    if not concept.outputs:
        assert behind(concept) == concept.fields
    for name in concept.fields:
        table, _, field = name.rpartition(".")
        assert catalogue.field(table or "persoon", field) is not None
    for law, output in concept.outputs:
        assert load_corpus().select(law, "2026-01-01").producer(output) is not None
    for law in concept.own:
        assert law in load_corpus().versions


def test_a_list_of_concepts_that_is_wrong_is_told(tmp_path: Path) -> None:
    file = tmp_path / "begrippen.yaml"
    file.write_text("begrippen:\n  - {begrip: x, wet: y}\n")
    with pytest.raises(LawFileError, match="artikel, uitvoer, velden, vraag, eigen"):
        load_concepts(file)
