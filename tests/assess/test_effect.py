"""A proposal that changes nothing or cannot be computed gets no verdict; a new scheme counts; a year is told apart."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fictional.country import households
from uitvoerbaar.assess.effect import linked_doubts, no_difference
from uitvoerbaar.findings import Assessment
from uitvoerbaar.findings.check import check_report
from uitvoerbaar.proposal import load_proposal

Assess = Callable[..., Assessment]
SCHEME = (
    "nieuwe_regelingen: [{wet: wet_feest, uitkomst: hoogte_feest, naam: {nl: Feestgeld, en: Party money}, rijen: ROWS, "
    "uitvoerder: Polderdienst}]\n"
)
DECISION = "        produces: {legal_character: BESCHIKKING, decision_type: TOEKENNING}\n"
FEAST = """$schema: https://raw.githubusercontent.com/MinBZK/regelrecht/refs/heads/main/schema/v0.5.8/schema.json
$id: wet_feest
regulatory_layer: WET
publication_date: "2026-01-01"
valid_from: "2026-01-01"
name: Wet feest
url: https://example.org/polderland/wet_feest
articles:
  - number: "1"
    text: Iedereen krijgt 100 euro.
    url: https://example.org/polderland/wet_feest#1
    machine_readable:
      execution:
        produces: {legal_character: BESCHIKKING, decision_type: TOEKENNING}
        parameters:
          - {name: bsn, type: number, required: true}
        output:
          - {name: hoogte_feest, type: amount, type_spec: {unit: eurocent}}
        actions:
          - {output: hoogte_feest, value: 10000}
"""


@pytest.fixture
def copied(country: Path, tmp_path: Path) -> Callable[..., Path]:
    """The proposal of a lower allowance in a folder of its own, with edits in its description."""

    def make(*edits: tuple[str, str]) -> Path:
        folder = tmp_path / "voornemen"
        shutil.copytree(country / "proposals" / "lager-deel", folder)
        path = folder / "proposal.yaml"
        text = path.read_text(encoding="utf-8").replace("id: lager-deel", "id: proef")
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        return folder

    return make


def unchanged(folder: Path, country: Path) -> Path:
    """The same folder with the law as it is."""
    for path in (folder / "laws").iterdir():
        shutil.copy(country / "laws" / path.name, path)
    return folder


def test_a_copy_of_the_law_gets_no_verdict_and_no_finding(
    assess: Assess, copied: Callable[..., Path], country: Path
) -> None:
    found = assess(str(unchanged(copied(), country)))
    assert found.verdict.value == "geen_oordeel"
    assert "verandert niets dat wordt doorgerekend" in found.verdict.explanation.nl
    assert all(finding.severity == "informatie" for finding in found.findings)
    assert {test.status for test in found.tests} == {"niet_uitgevoerd"}
    assert {row.value for row in found.kader[:-1]} == {None}
    assert found.kader[-1].value == "geen_oordeel"
    check_report(found.to_json())


def test_a_law_that_cannot_be_computed_after_it_gets_no_verdict(assess: Assess, copied: Callable[..., Path]) -> None:
    folder = copied()
    path = next((folder / "laws").iterdir())
    text = path.read_text(encoding="utf-8")
    assert "source: {output: betaald}" in text
    text = text.replace("source: {output: betaald}", "source: {regulation: wet_die_er_niet_is, output: niets}")
    path.write_text(text, encoding="utf-8")
    found = assess(str(folder))
    assert found.verdict.value == "geen_oordeel"
    assert "Na het voornemen is niet te berekenen: Opvangtoeslag" in found.verdict.explanation.nl
    check_report(found.to_json())


def test_nobody_whom_it_concerns_is_no_verdict_either(assess: Assess, copied: Callable[..., Path]) -> None:
    without_children = [home for home in households() if not home.children]
    found = assess(str(copied()), without_children)
    assert found.verdict.value == "geen_oordeel"
    assert "Voor niemand in deze bevolking verandert een bedrag" in found.verdict.explanation.nl


@pytest.mark.parametrize(("rows", "each"), [("huishoudens", "household"), ("personen", "person")])
def test_a_new_scheme_enters_budget_and_net_income(
    assess: Assess, copied: Callable[..., Path], country: Path, rows: str, each: str
) -> None:
    folder = unchanged(copied(("bron_cijfers", SCHEME.replace("ROWS", rows) + "bron_cijfers")), country)
    (folder / "laws" / "wet_feest.yaml").write_text(FEAST, encoding="utf-8")
    found = assess(str(folder))
    homes = households()
    counts = [1 if each == "household" or home.partner_wage is None else 2 for home in homes]
    thousandths = sum(home.weight * count for home, count in zip(homes, counts, strict=True))
    budget = next(f for f in found.figures if f.id == "begroting-veranderd")
    shown = {row["kant"].nl: row["bedrag"] for row in budget.rows if row["regeling"].nl == "Feestgeld"}  # type: ignore[union-attr]
    assert shown == {"Voor": 0, "Na": thousandths * 10}
    gain = next(f for f in found.figures if f.id == "begroting-wet_feest-verschil")
    assert gain.value == thousandths * 10
    assert found.key_figures[0] == "begroting-schatkist", "the change of the only scheme is not told twice"
    assert gain.id not in found.key_figures
    assert found.verdict.value != "geen_oordeel"
    check_report(found.to_json())


PER_CHILD = """          - output: hoogte_feest
            value: {operation: FOREACH, collection: $kinderen, as: kind, combine: ADD, body: 100000}
"""


def test_a_new_amount_per_child_counts_every_child_once(
    assess: Assess, copied: Callable[..., Path], country: Path
) -> None:
    """Per household and so per child; a couple does not get it twice."""
    folder = unchanged(copied(("bron_cijfers", SCHEME.replace("ROWS", "huishoudens") + "bron_cijfers")), country)
    law = FEAST.replace("          - {output: hoogte_feest, value: 10000}\n", PER_CHILD)
    law = law.replace("        output:", "        input: [{name: kinderen, type: array, source: {}}]\n        output:")
    (folder / "laws" / "wet_feest.yaml").write_text(law, encoding="utf-8")
    found = assess(str(folder))
    treasury = next(f for f in found.figures if f.id == "begroting-schatkist")
    assert treasury.value is not None
    assert abs(treasury.value - sum(home.weight * len(home.children) for home in households()) * 100) <= 50
    gain = next(f for f in found.figures if f.id == "inkomenseffecten-winnaars")
    assert gain.value == round(sum(home.weight for home in households() if home.children) / 1000)
    check_report(found.to_json())


CREDIT = """  - number: "3"
    text: Wie loon heeft, krijgt 500 euro uitbetaald.
    url: https://example.org/polderland/wet_heffing#3
    machine_readable:
      execution:
        parameters:
          - {name: bsn, type: number, required: true}
        input:
          - {name: loon_uit_dienstbetrekking, type: amount, type_spec: {unit: eurocent}, source: {}}
        output:
          - {name: hoogte_feest, type: amount, type_spec: {unit: eurocent}}
        actions:
          - output: hoogte_feest
            value:
              operation: IF
              cases: [{when: {operation: GREATER_THAN, subject: $loon_uit_dienstbetrekking, value: 0}, then: 50000}]
              default: 0
"""


def test_a_new_credit_of_a_law_that_is_there_already_counts_from_nothing(
    assess: Assess, copied: Callable[..., Path], country: Path
) -> None:
    """The tax act gets an article with an amount of its own: nothing before it, and the tax itself stays the same."""
    named = SCHEME.replace("ROWS", "personen").replace("wet: wet_feest", "wet: wet_heffing")
    folder = unchanged(copied(("bron_cijfers", named + "bron_cijfers")), country)
    law = (country / "laws" / "wet_heffing.yaml").read_text(encoding="utf-8")
    (folder / "laws" / "wet_heffing.yaml").write_text(law + CREDIT, encoding="utf-8")
    found = assess(str(folder))
    people = sum(home.weight * ((home.wage > 0) + ((home.partner_wage or 0) > 0)) for home in households())
    budget = next(f for f in found.figures if f.id == "begroting-veranderd")
    shown = {(row["regeling"].nl, row["kant"].nl): row["bedrag"] for row in budget.rows}  # type: ignore[union-attr]
    assert shown == {("Feestgeld", "Voor"): 0, ("Feestgeld", "Na"): people * 50}
    assert found.verdict.value != "geen_oordeel"
    check_report(found.to_json())


PARTNER = "{name: partner_bsn, type: number, nullable: true, source: {}}"


@pytest.mark.parametrize(
    ("edit", "each", "sign"),
    [
        (("", ""), "person", 1),
        (("        output:", f"        input: [{PARTNER}]\n        output:"), "couple", 1),
        (("TOEKENNING", "AANSLAG"), "person", -1),
    ],
    ids=["benefit-of-a-person", "benefit-of-a-couple", "levy"],
)
def test_a_new_law_is_known_by_its_decision(
    assess: Assess, copied: Callable[..., Path], country: Path, edit: tuple[str, str], each: str, sign: int
) -> None:
    """Not named, it counts all the same: in the budget, in net income and with its sign for the treasury, and that is told."""
    folder = unchanged(copied(), country)
    assert edit[0] in FEAST
    (folder / "laws" / "wet_feest.yaml").write_text(FEAST.replace(*edit) if edit[0] else FEAST, encoding="utf-8")
    found = assess(str(folder))
    counts = [2 if home.partner_wage is not None and each == "person" else 1 for home in households()]
    cents = sum(home.weight * count for home, count in zip(households(), counts, strict=True)) * 10
    treasury = next(f for f in found.figures if f.id == "begroting-schatkist")
    assert abs(treasury.value - sign * cents) <= 50  # type: ignore[operator]
    changed = "winnaars" if sign > 0 else "verliezers"
    assert next(f for f in found.figures if f.id == f"inkomenseffecten-{changed}").value  # net income counts it
    assert "Wet feest is een nieuwe regeling die het voornemen niet noemt" in found.limits[0].nl
    check_report(found.to_json())


def test_a_new_law_about_children_that_is_not_named_counts_once_for_a_couple(
    assess: Assess, copied: Callable[..., Path], country: Path
) -> None:
    folder = unchanged(copied(), country)
    law = FEAST.replace("          - {output: hoogte_feest, value: 10000}\n", PER_CHILD)
    law = law.replace("        output:", "        input: [{name: kinderen, type: array, source: {}}]\n        output:")
    (folder / "laws" / "wet_feest.yaml").write_text(law, encoding="utf-8")
    treasury = next(f for f in assess(str(folder)).figures if f.id == "begroting-schatkist")
    assert treasury.value is not None
    assert abs(treasury.value - sum(home.weight * len(home.children) for home in households()) * 100) <= 50


NEVER = """          - output: hoogte_feest
            value:
              operation: IF
              cases: [{when: {operation: LESS_THAN, subject: $loon_uit_dienstbetrekking, value: -1}, then: 10000}]
              default: 0
"""
WAGE = "        input: [{name: loon_uit_dienstbetrekking, type: amount, type_spec: {unit: eurocent}, source: {}}]\n"


@pytest.mark.parametrize("more", [False, True], ids=["nothing-else", "beside-another-change"])
def test_a_new_benefit_that_nobody_gets_is_told_first(
    assess: Assess, copied: Callable[..., Path], country: Path, more: bool
) -> None:
    """Alone it is no ground for a verdict, whatever a test of the text of the law finds; beside another change it is told."""
    folder = copied() if more else unchanged(copied(), country)
    law = FEAST.replace("          - {output: hoogte_feest, value: 10000}\n", NEVER)
    law = law.replace("        output:", f"{WAGE}        output:")
    (folder / "laws" / "wet_feest.yaml").write_text(law, encoding="utf-8")
    found = assess(str(folder))
    assert (found.verdict.value == "geen_oordeel") is not more
    told = found.limits[0].nl if more else found.verdict.explanation.nl
    assert told.startswith(
        "Niemand in deze bevolking krijgt of betaalt iets door wat het voornemen invoert (Wet feest)"
    )
    check_report(found.to_json())


def test_of_a_law_with_two_amounts_the_proposal_says_which_is_paid(
    assess: Assess, copied: Callable[..., Path], country: Path
) -> None:
    folder = unchanged(copied(), country)
    two = FEAST.replace("        actions:", "          - {name: ander, type: amount}\n        actions:")
    two += "          - {output: ander, value: 5}\n"
    (folder / "laws" / "wet_feest.yaml").write_text(two, encoding="utf-8")
    assert assess(str(folder)).verdict.value == "geen_oordeel"


def test_a_new_law_that_is_not_named_reaches_nobody(assess: Assess, copied: Callable[..., Path], country: Path) -> None:
    folder = unchanged(copied(), country)
    assert DECISION in FEAST
    (folder / "laws" / "wet_feest.yaml").write_text(FEAST.replace(DECISION, ""), encoding="utf-8")
    found = assess(str(folder))
    assert found.verdict.value == "geen_oordeel"
    assert "Niet gelezen: laws/wet_feest.yaml" in found.verdict.explanation.nl


def test_sides_in_two_years_are_compared_on_the_last_day_and_the_year_is_told_apart(
    assess: Assess, copied: Callable[..., Path]
) -> None:
    apart = assess(str(copied(('voor: {datum: "2026-01-01"}', 'voor: {datum: "2025-01-01"}'))))
    same = assess("lager-deel")
    pick = [f.value for f in apart.figures if f.id == "begroting-opvangtoeslag-verschil"]
    assert pick == [f.value for f in same.figures if f.id == "begroting-opvangtoeslag-verschil"]
    year = next(f for f in apart.figures if f.id == "begroting-het-jaar-zelf")
    assert {row["regeling"].nl for row in year.rows} >= {"Opvangtoeslag"}  # type: ignore[union-attr]
    assert "Beide kanten zijn doorgerekend op 2026-01-01" in apart.limits[0].nl
    assert not any(f.id == "begroting-het-jaar-zelf" for f in same.figures)
    check_report(apart.to_json())


def test_the_proposals_of_the_country_do_differ(context: Callable[..., object]) -> None:
    for name in ("lager-deel", "alles-of-niets", "hard-blijft-hard"):
        assert no_difference(context(name)) is None  # type: ignore[arg-type]


def test_a_scheme_that_is_not_there_is_told_where_the_proposal_names_it(
    polderland: Path, copied: Callable[..., Path]
) -> None:
    """Who pays for a misspelt scheme, and what the government estimated of it, would both say nothing of anything."""
    block = (
        "id: proef\ngeld:\n  betaalt: {opvangtoeslg: rijk}\n"
        "raming:\n  - {maat: bedrag, regeling: opvangtoeslagg, waarde: 3, eenheid: mln euro per jaar, datum: '2026-01-01', "
        "bron: verzonnen, url: 'https://voorbeeld.invalid', zekerheid: aanname}"
    )
    told = [str(problem) for problem in linked_doubts(load_proposal(str(copied(("id: proef", block)))))]
    for block, name in (("geld.betaalt", "opvangtoeslg"), ("raming", "opvangtoeslagg")):
        (line,) = [each for each in told if f"'{block}' noemt regeling '{name}'" in each]
        assert "bedoelde u 'opvangtoeslag'?" in line
    assert not any("noemt regeling" in str(problem) for problem in linked_doubts(load_proposal("lager-deel")))
