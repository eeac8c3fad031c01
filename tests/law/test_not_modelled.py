"""Of every article of every shipped law it is said whether it is modelled, and what is not is told to whom it concerns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.shipped_laws.personen import corpus
from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.cli import run
from uitvoerbaar.engine.explain.left_out import can_matter
from uitvoerbaar.law import not_modelled
from uitvoerbaar.law.coverage import coverage
from uitvoerbaar.law.not_modelled import Condition, scopes
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, PERSON


def test_every_article_of_every_shipped_law_is_accounted_for() -> None:
    """A new article must be named under 'geheel' or in a rule of data/reikwijdte/niet_gemodelleerd/<wet>.yaml."""
    unknown = [(one.law, one.article) for one in coverage(corpus()) if one.status == "onbekend"]
    assert not unknown


def test_every_law_has_a_file_and_every_file_a_law() -> None:
    assert set(scopes()) == set(corpus().versions)


def test_what_is_said_to_be_modelled_has_rules() -> None:
    found = {(one.law, one.article): one.status for one in coverage(corpus())}
    for law, scope in scopes().items():
        for article in scope.whole:
            assert found[law, article] == "geheel", (law, article)


def test_articles_without_rules_and_articles_of_the_act_alone_are_not_modelled() -> None:
    found = {(one.law, one.article): one for one in coverage(corpus())}
    only_text, absent = found["algemene_wet_bestuursrecht", "4:13"], found["participatiewet", "36"]
    assert (only_text.status, bool(only_text.versions)) == ("niet", True)
    assert (absent.status, absent.versions) == ("niet", ())
    assert found["participatiewet", "34"].status == "deels"


def test_an_article_of_which_nothing_is_said_is_unknown(tmp_path: Path) -> None:
    law = next(e.law for e in corpus().versions["regeling_standaardpremie"])
    text = Path(law.file).read_text(encoding="utf-8")
    (tmp_path / "wet.yaml").write_text(
        text.replace("number: '1'", "number: '99'").replace('number: "1"', 'number: "99"'), encoding="utf-8"
    )
    found = {one.article: one.status for one in coverage(corpus().overlay([tmp_path]), ["regeling_standaardpremie"])}
    assert found["99"] == "onbekend"


def test_rules_can_be_of_some_versions() -> None:
    def earned(version: str) -> bool:
        rules = not_modelled.of("wet_op_de_huurtoeslag", "13", version)
        return any("verworven recht" in rule.what.nl for rule in rules)

    assert earned("2025-01-01")
    assert not earned("2026-01-01")
    assert not_modelled.of("een_andere_wet") == ()


# --- for whom it can matter -----------------------------------------------------------------------------------------------


def facts(*persons: Mapping[str, Any], **others: list[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    return {PERSON: list(persons), CHILD: others.get("kind", []), HOUSEMATE: others.get("huisgenoot", [])}


@pytest.mark.parametrize(("test", "value", "yes", "no"), [
    ("is", True, True, False), ("boven", 0, 1, 0), ("onder", 50, 49, 50), ("bestaat", True, 7, None), ("bestaat", False, None, 7),
    ("leeftijd_vanaf", 66, "1960-01-01", "1960-01-02"), ("leeftijd_tot", 18, "2008-01-02", "2008-01-01"),
    ("leeftijd_tot", 18, "2026-01-01", "2026-01-02"),
])  # fmt: skip
def test_a_condition_decides_at_its_edge(test: str, value: Any, yes: Any, no: Any) -> None:
    when = ((Condition(PERSON, "veld", test, value),),)
    assert can_matter(when, facts({"veld": yes}), "2026-01-01")
    assert not can_matter(when, facts({"veld": no}), "2026-01-01")


def test_conditions_of_a_set_hold_for_one_person() -> None:
    when = ((Condition(PERSON, "a", "is", True), Condition(PERSON, "b", "is", True)),)
    assert not can_matter(when, facts({"a": True}, {"b": True}), "2026-01-01")
    assert can_matter(when, facts({}, {"a": True, "b": True}), "2026-01-01")


def test_a_set_can_ask_for_a_child_besides() -> None:
    when = ((Condition(PERSON, "a", "is", True), Condition(CHILD, "", "bestaat", True)),)
    assert not can_matter(when, facts({"a": True}), "2026-01-01")
    assert can_matter(when, facts({"a": True}, kind=[{}]), "2026-01-01")
    assert can_matter((), facts({}), "2026-01-01")


# --- what the user sees --------------------------------------------------------------------------------------------------


def explained(capsys: pytest.CaptureFixture[str], law: str, output: str, *given: str) -> dict[str, Any]:
    words = [word for fact in given for word in ("--with", fact)]
    assert run(("explain", law, output, "--on", "2026-01-01", "--json", *words)) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_explain_names_what_can_matter_to_the_case_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    def articles(*given: str) -> set[tuple[str, str]]:
        told = explained(capsys, "participatiewet", "hoogte_bijstand", *given)
        return {(rule["law"], rule["article"]) for rule in told["not_modelled"]}

    without, with_home = (
        articles("ontvangt_bijstand=ja"),
        articles("ontvangt_bijstand=ja", "eigenwoningwaarde=30000000"),
    )
    assert ("participatiewet", "36") in without
    assert with_home - without == {("participatiewet", "34")}
    with_wages = articles("loon_uit_dienstbetrekking=4000000")
    assert not {rule for rule in with_wages if rule[0] == "participatiewet"}


SINGLE_INCOME = "loon_uit_dienstbetrekking=4000000"
CARE = ("kind.1.opvangsoort=dagopvang", "kind.1.opvanguren_per_maand=100", "kind.1.uurtarief=1000")
CHILD_OF_8 = "kind.1.geboortedatum=2018-01-01"


@pytest.mark.parametrize(("law", "output", "given", "told"), [
    # Who gets an allowance: partner, child, application, residence.
    ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", ("partner.loon_uit_dienstbetrekking=0",), ("algemene_wet_inkomensafhankelijke_regelingen", "3")),
    ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", (), ("algemene_wet_inkomensafhankelijke_regelingen", "8")),
    ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", (), ("algemene_wet_inkomensafhankelijke_regelingen", "9")),
    ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", (), ("algemene_wet_inkomensafhankelijke_regelingen", "15 lid 1")),
    ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", (), ("zorgverzekeringswet", "24")),
    ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", ("partner.heeft_zorgverzekering=nee",), ("wet_op_de_zorgtoeslag", "2")),
    ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", ("spaargeld=16000000",), ("algemene_wet_inkomensafhankelijke_regelingen", "7")),
    ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", ("spaargeld=16000000", "partner.spaargeld=0"), ("wet_op_de_zorgtoeslag", "3")),
    ("wet_op_het_kindgebonden_budget", "hoogte_kindgebonden_budget", (CHILD_OF_8, "spaargeld=16000000", "partner.spaargeld=0"), ("wet_op_het_kindgebonden_budget", "1")),
    ("wet_op_het_kindgebonden_budget", "hoogte_kindgebonden_budget", (CHILD_OF_8,), ("wet_op_het_kindgebonden_budget", "2")),
    ("wet_op_de_huurtoeslag", "hoogte_huurtoeslag", ("is_huurder=ja", "kale_huur=60000", CHILD_OF_8), ("wet_op_de_huurtoeslag", "7")),
    ("wet_op_de_huurtoeslag", "hoogte_huurtoeslag", ("is_huurder=ja", "kale_huur=60000", "geboortedatum=2006-05-01"), ("wet_op_de_huurtoeslag", "13")),
    ("wet_kinderopvang", "hoogte_kinderopvangtoeslag", (CHILD_OF_8, *CARE, "uren_per_week=36", "partner.uren_per_week=0"), ("wet_kinderopvang", "1.6")),
    ("wet_kinderopvang", "hoogte_kinderopvangtoeslag", (CHILD_OF_8, *CARE, "uren_per_week=36"), ("besluit_kinderopvangtoeslag", "8a")),
    # Child benefit and pension.
    ("algemene_kinderbijslagwet", "hoogte_kinderbijslag", (CHILD_OF_8,), ("algemene_kinderbijslagwet", "7")),
    ("algemene_kinderbijslagwet", "hoogte_kinderbijslag", (CHILD_OF_8,), ("algemene_kinderbijslagwet", "18")),
    ("algemene_ouderdomswet", "hoogte_aow", ("geboortedatum=1950-01-01",), ("algemene_ouderdomswet", "8b")),
    # Assistance that nobody asked for.
    ("participatiewet", "hoogte_bijstand", (), ("participatiewet", "43")),
    ("participatiewet", "hoogte_bijstand", ("ontvangt_bijstand=ja",), ("participatiewet", "11")),
    ("participatiewet", "hoogte_bijstand", ("ontvangt_bijstand=ja", "geboortedatum=2001-05-01"), ("participatiewet", "41")),
    # Tax.
    ("wet_inkomstenbelasting_2001", "inkomensheffing", (SINGLE_INCOME, "partner.loon_uit_dienstbetrekking=0"), ("wet_inkomstenbelasting_2001", "1.2")),
    ("wet_inkomstenbelasting_2001", "inkomensheffing", (SINGLE_INCOME, CHILD_OF_8), ("wet_inkomstenbelasting_2001", "2.15")),
    ("wet_inkomstenbelasting_2001", "inkomensheffing", ("geboortedatum=1950-01-01",), ("wet_inkomstenbelasting_2001", "6.1")),
    ("wet_inkomstenbelasting_2001", "inkomensheffing", ("uitkeringen_en_pensioenen=2000000",), ("wet_inkomstenbelasting_2001", "3.1")),
])  # fmt: skip
def test_what_a_lawyer_would_ask_is_told(
    capsys: pytest.CaptureFixture[str], law: str, output: str, given: tuple[str, ...], told: tuple[str, str]
) -> None:
    shown = explained(capsys, law, output, *given)
    assert told in {(rule["law"], rule["article"]) for rule in shown["not_modelled"]}


def test_an_amount_that_follows_another_law_is_told_of_a_proposal_and_not_of_a_case(
    capsys: pytest.CaptureFixture[str],
) -> None:
    links = {(law, rule.article) for law, scope in scopes().items() for rule in scope.rules if rule.link}
    assert ("wet_op_de_zorgtoeslag", "1") in links
    shown = explained(capsys, "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag")
    assert "minimumloon" not in json.dumps(shown["not_modelled"])
    assert any(rule.link for rule in not_modelled.of("wet_op_de_zorgtoeslag"))


def test_explain_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(("explain", "participatiewet", "hoogte_bijstand", "--on", "2026-01-01", "--with", "ontvangt_bijstand=ja"))
        == 0
    )
    shown = capsys.readouterr().out
    assert "Niet meegerekend, en kan hier uitmaken" in shown
    assert "artikel 36: De individuele inkomenstoeslag van de gemeente. Die telt niet mee." in shown


def test_coverage_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(("laws", "--coverage", "participatiewet")) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "Participatiewet (participatiewet)"
    assert any(line.split()[:2] == ["34", "deels"] for line in shown)
    assert any(line.split()[:2] == ["36", "niet"] for line in shown)
    assert shown[-1].startswith(f"{len(coverage(corpus(), ['participatiewet']))} artikelen: ")
    assert run(("laws", "--coverage", "participatiewe")) == 1
    assert run(("laws", "--coverage", "--json", "participatiewet")) == 0
    assert {"law", "article", "status", "versions", "missing"} == set(json.loads(capsys.readouterr().out)[0])


def test_a_broken_file_is_told_by_line(tmp_path: Path) -> None:
    (tmp_path / "wet.yaml").write_text(
        "wet: andere\ngeheel: ['1']\nregels:\n"
        "  - {artikel: '1', wat: {nl: a, en: b}, gevolg: {nl: a, en: b}, wanneer: [{veld: loon}]}\n"
        "  - {artikel: '2', wat: {nl: a}, gevolg: {nl: a, en: b}, wanner: []}\n"
        "  - {artikel: '3', wat: {nl: a, en: b}, gevolg: {nl: a, en: b}, wanneer: [{veld: spaargeld, boven: veel}]}\n"
        "overig: {nl: a, en: b}\n",
        encoding="utf-8",
    )
    with pytest.raises(LawFileError) as error:
        scopes(tmp_path)
    assert {problem.line for problem in error.value.problems} == {1, 2, 4, 5, 6}
