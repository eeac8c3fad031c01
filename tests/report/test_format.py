"""The open format: what the schema, the records and the reader of report.json ask of a file, and what they say."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.places import ROOT
from tests.report.sample import sample
from uitvoerbaar import findings
from uitvoerbaar.findings import Assessment
from uitvoerbaar.findings.check import schema
from uitvoerbaar.proposal.load import KINDS
from uitvoerbaar.report import ReportError, check_report, read_report, write_report

RECORDS = {
    "text": findings.Text,
    "range": findings.Range,
    "households": findings.Households,
    "group": findings.Group,
    "named_input": findings.NamedInput,
    "outcome": findings.Outcome,
    "mistake": findings.Mistake,
    "smallest_case": findings.SmallestCase,
    "finding": findings.Finding,
    "column": findings.Column,
    "encoding": findings.Encoding,
    "figure": findings.Figure,
    "verdict": findings.Verdict,
    "kader_amount": findings.KaderAmount,
    "person_value": findings.PersonValue,
    "kader_row": findings.KaderRow,
    "change": findings.Change,
    "proposal": findings.ProposalSummary,
    "law": findings.LawUsed,
    "population": findings.PopulationSummary,
    "test": findings.TestRun,
    "source": findings.Source,
    "command": findings.Command,
    "software": findings.Software,
}
PLAIN = {"unit", "cell"}


@pytest.fixture
def report() -> dict[str, Any]:
    return sample().to_json()


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_every_record_of_the_schema_is_a_record_of_the_model() -> None:
    assert set(schema()["$defs"]) == set(RECORDS) | PLAIN


@pytest.mark.parametrize("name", [*RECORDS, "assessment"])
def test_schema_and_model_have_the_same_fields(name: str) -> None:
    described = schema() if name == "assessment" else schema()["$defs"][name]
    record = Assessment if name == "assessment" else RECORDS[name]
    fields = {field.name: field for field in dataclasses.fields(record)}
    assert set(described["properties"]) == set(fields)
    without_default = {name for name, field in fields.items() if field.default is dataclasses.MISSING}
    assert without_default <= set(described["required"])
    assert described["additionalProperties"] is False


def test_units_and_fixed_words_agree() -> None:
    assert tuple(schema()["$defs"]["unit"]["enum"]) == findings.Unit.__args__
    properties = schema()["$defs"]["figure"]["properties"]
    assert set(properties["chart"]["enum"]) == set(findings.ChartKind.__args__)
    assert tuple(schema()["$defs"]["finding"]["properties"]["severity"]["enum"]) == findings.SEVERITIES
    assert schema()["$defs"]["kader_row"]["properties"]["id"]["enum"] == list(findings.KADER)


def test_a_whole_assessment_fits_and_comes_back_unchanged(report: dict[str, Any]) -> None:
    check_report(report)
    assert Assessment.from_json(json.loads(json.dumps(report))) == sample()


def test_writing_and_reading_a_report(tmp_path: Path) -> None:
    json_path, html_path = write_report(sample(), tmp_path / "nieuw")
    assert read_report(json_path) == sample().to_json()
    assert html_path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert json_path.read_bytes().endswith(b"}\n")


def test_fields_with_a_default_may_be_left_out(report: dict[str, Any]) -> None:
    for field in ("key_figures", "fictional", "assumptions", "limits", "sources"):
        del report[field]
    del report["findings"][1]["groups"]
    del report["kader"][0]["findings"]
    check_report(report)
    assert Assessment.from_json(report).fictional is False


def change(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Set the place ``path`` (findings.1.severity) to ``value``."""

    def apply(report: dict[str, Any]) -> None:
        *way, last = path.split(".")
        place: Any = report
        for step in way:
            place = place[int(step) if isinstance(place, list) else step]
        place[int(last) if isinstance(place, list) else last] = value

    return apply


def drop(path: str) -> Callable[[dict[str, Any]], None]:
    """Take the field at ``path`` away."""

    def apply(report: dict[str, Any]) -> None:
        *way, last = path.split(".")
        place: Any = report
        for step in way:
            place = place[int(step) if isinstance(place, list) else step]
        del place[last]

    return apply


BROKEN = [
    (change("format", "uitvoeringstoets/2"), 'format: moet "uitvoeringstoets/1" zijn, kreeg "uitvoeringstoets/2"'),
    (drop("verdict"), "bovenste niveau: veld 'verdict' ontbreekt"),
    (change("verdict.valeu", 1), "verdict: onbekend veld 'valeu'; bedoelt u 'value'?"),
    (change("verdict.value", "uitvoerbaar"), "kader[10].value: 'niet_uitvoerbaar' is niet het oordeel 'uitvoerbaar'"),
    (change("verdict.proposed", False), "zonder ondertekenaar is een oordeel een voorstel"),
    (
        change("verdict.reasons", ["alles-of-niet"]),
        "verdict.reasons: 'alles-of-niet' bestaat niet; bedoelt u 'alles-of-niets'?",
    ),
    (
        change("findings.1.severity", "erg"),
        'findings[1].severity: "erg" is geen van: kritiek, ernstig, aandacht, informatie',
    ),
    (change("findings.1.households", None), "een kritieke bevinding noemt wet, artikel, huishoudens en kleinste geval"),
    (
        change("findings.1.smallest_case.loss", "veel"),
        'findings[1].smallest_case.loss: verwacht een geheel getal, kreeg "veel"',
    ),
    (change("findings.1.households.low", 60_000), "findings[1].households: value ligt niet tussen low en high"),
    (change("findings.0.id", "trede"), "findings: kenmerk 'trede' komt vaker dan één keer voor"),
    (change("findings.0.test", "uitvoerig"), "findings[0].test: 'uitvoerig' bestaat niet; bedoelt u 'uitvoering'?"),
    (change("findings.1.title.nl", ""), "findings[1].title.nl: mag niet leeg zijn"),
    (change("findings.1.url", "artikel 4"), 'findings[1].url: "artikel 4" heeft niet de vorm ^https?://'),
    (change("kader.0.value", "enorm"), "de woorden van het kader"),
    (change("kader.1.value", "beperkt"), "de woorden van het kader"),
    (change("kader", []), "kader: verwacht ten minste 11 regels, kreeg 0"),
    (change("laws.2.note", None), "een afgeleide tabel heeft een toelichting"),
    (change("tests.2.missing", []), "een toets die niet of deels is gedaan zegt wat ontbreekt"),
    (change("key_figures", ["groepen"]), "key_figures: 'groepen' is geen los getal en geen before_after_bars"),
    (
        change("figures.1.value", None),
        "figures[1]: geef óf één getal in 'value', óf 'columns' en 'rows' met value null",
    ),
    (
        change("figures.0.encoding.value", "bedra"),
        "figures[0].encoding.value: kolom 'bedra' bestaat niet; bedoelt u 'bedrag'?",
    ),
    (drop("figures.0.encoding.series"), "figures[0].encoding: een grafiek 'before_after_bars' heeft 'series' nodig"),
    (drop("figures.0.rows.1.bedrag"), "figures[0].rows[1]: kolom 'bedrag' ontbreekt"),
    (
        change("figures.0.rows.1.bedrag", "1 mln"),
        'figures[0].rows[1].bedrag: verwacht een getal om te tekenen, kreeg "1 mln"',
    ),
    (change("figures.3.rows.0.kant", 2), "figures[3].rows[0].kant: verwacht -1, 0 of 1, kreeg 2"),
    (change("figures.5.rows.0.huishoudens", -1), "een histogram telt, dus niet onder nul; kreeg -1"),
    (change("figures.6.rows.0.provincie", "Grunnen"), 'figures[6].rows[0].provincie: "Grunnen" is geen provincie'),
    (
        change("figures.6.rows", [{"provincie": "Utrecht", "deel": None}]),
        "geen enkele rij heeft een getal om te tekenen",
    ),
    (change("figures.7.rows.1.bruto", 1), "figures[7].rows[1].bruto: 1 ligt links van het punt ervoor (1500000)"),
    (
        change("figures.7.rows.1.bruto", "veel"),
        'figures[7].rows[1].bruto: verwacht een getal op de as, kreeg "veel"',
    ),
    (
        change("figures.8.rows.0.maand", 25),
        "figures[8].rows[0].maand: verwacht een maand van 1 tot en met 24, kreeg 25",
    ),
    (drop("figures.8.encoding.lane"), "figures[8].encoding: een grafiek 'timeline' heeft 'lane' nodig"),
    (change("population.manifest_sha256", "abc"), "population.manifest_sha256"),
    (change("date", "25-11-2030"), 'date: "25-11-2030" is geen bestaande dag'),
]


@pytest.mark.parametrize(("break_it", "message"), BROKEN, ids=[message for _, message in BROKEN])
def test_what_is_wrong_is_said_with_its_place(
    report: dict[str, Any], break_it: Callable[[dict[str, Any]], None], message: str
) -> None:
    broken = copy.deepcopy(report)
    break_it(broken)
    with pytest.raises(ReportError) as error:
        check_report(broken, "toets.json")
    assert message in str(error.value)
    assert str(error.value).startswith("toets.json: ")


def test_all_problems_are_told_in_one_run(report: dict[str, Any]) -> None:
    report["findings"][0]["severity"] = "erg"
    report["figures"][0]["title"] = None
    del report["software"]["version"]
    with pytest.raises(ReportError) as error:
        check_report(report)
    assert len(error.value.problems) == 3
    assert "3 fouten" in str(error.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "het bestand bestaat niet"),
        (b"{", "regel 1, kolom 2: geen geldige JSON"),
        (b"[]", "bovenste niveau: verwacht een object"),
        (b"\xff\xfe", "het bestand is geen UTF-8-tekst"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, message: str) -> None:
    file = tmp_path / "report.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ReportError, match=r"report\.json") as error:
        read_report(file)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("NaN", "figures[0].value: geen getal (NaN)"),
        ("Infinity", "figures[0].value: oneindig of te groot"),
        ("-Infinity", "figures[0].value: oneindig of te groot"),
        ("1e400", "figures[0].value: oneindig of te groot"),
        ("1" + "0" * 400, "figures[0].value: een getal van 401 cijfers is te groot"),
        ("1" * 5000, "een getal heeft te veel cijfers"),
    ],
)
def test_a_number_that_json_does_not_have_is_refused_with_its_place(
    report: dict[str, Any], tmp_path: Path, number: str, message: str
) -> None:
    report["figures"][0].update(value=123454321, columns=[], rows=[])
    text = json.dumps(report).replace("123454321", number)
    (tmp_path / "report.json").write_text(text, encoding="utf-8")
    with pytest.raises(ReportError) as error:
        read_report(tmp_path / "report.json")
    assert message in str(error.value)


def test_a_field_that_stands_twice_is_refused(report: dict[str, Any], tmp_path: Path) -> None:
    text = json.dumps(report)
    (tmp_path / "report.json").write_text('{"date": "2026-01-01", ' + text[1:], encoding="utf-8")
    with pytest.raises(ReportError, match="veld 'date' staat er twee keer in"):
        read_report(tmp_path / "report.json")


@pytest.mark.parametrize(("version", "what"), [("2", "nieuwer"), ("17", "nieuwer"), ("0", "ouder")])
def test_a_report_of_another_version_is_refused_by_that_version_only(
    report: dict[str, Any], version: str, what: str
) -> None:
    report["format"] = f"uitvoeringstoets/{version}"
    report["unheard_of"] = 1
    with pytest.raises(ReportError) as error:
        check_report(report)
    assert len(error.value.problems) == 1
    assert f'kreeg "uitvoeringstoets/{version}": het rapport is {what}' in str(error.value)


def test_minus_zero_is_zero() -> None:
    written = dataclasses.replace(sample(), duration_s=-0.0).to_json()
    assert str(written["duration_s"]) == "0.0"


def test_a_number_that_json_cannot_hold_is_refused_with_its_place() -> None:
    wrong = dataclasses.replace(sample(), duration_s=float("nan"))
    with pytest.raises(ValueError, match=r"\$\.duration_s: nan"):
        wrong.to_json()


def test_the_documentation_names_every_field() -> None:
    page = (ROOT / "docs" / "report-format.md").read_text(encoding="utf-8")
    sections = {part.split("\n", 1)[0]: part for part in page.split("\n### ")[1:]}
    assert set(sections) == {"report", *RECORDS}
    for name, section in sections.items():
        described = schema() if name == "report" else schema()["$defs"][name]
        for field in described["properties"]:
            assert f"| `{field}` |" in section, (name, field)
            line = next(line for line in section.split("\n") if line.startswith(f"| `{field}` |"))
            assert ("*(optional)*" in line) == (field not in described["required"]), (name, field)


def test_the_kinds_of_proposal_are_those_that_a_proposal_file_may_hold() -> None:
    assert tuple(schema()["$defs"]["proposal"]["properties"]["kind"]["enum"]) == KINDS
