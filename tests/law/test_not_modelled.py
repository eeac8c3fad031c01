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
    own_home = ("wet_inkomstenbelasting_2001", "3.111")
    assert with_home - without == {("participatiewet", "34"), own_home}
    with_wages = articles("loon_uit_dienstbetrekking=4000000")
    assert not {rule for rule in with_wages if rule[0] == "participatiewet"}


AWIR = "algemene_wet_inkomensafhankelijke_regelingen"
CARE = "wet_op_de_zorgtoeslag"
BUDGET = "wet_op_het_kindgebonden_budget"
RENT = "wet_op_de_huurtoeslag"
CHILDCARE = "wet_kinderopvang"
AKW = "algemene_kinderbijslagwet"
ASSISTANCE = "participatiewet"
TAX = "wet_inkomstenbelasting_2001"
AOW = "algemene_ouderdomswet"
OUTPUT = {
    CARE: "hoogte_zorgtoeslag",
    BUDGET: "hoogte_kindgebonden_budget",
    RENT: "hoogte_huurtoeslag",
    CHILDCARE: "hoogte_kinderopvangtoeslag",
    AKW: "hoogte_kinderbijslag",
    ASSISTANCE: "hoogte_bijstand",
    TAX: "inkomensheffing",
    AOW: "hoogte_aow",
}
SINGLE_INCOME = "loon_uit_dienstbetrekking=4000000"
HOURS = ("kind.1.opvangsoort=dagopvang", "kind.1.opvanguren_per_maand=100", "kind.1.uurtarief=1000")
CHILD_OF_8 = "kind.1.geboortedatum=2018-01-01"


@pytest.mark.parametrize(("law", "given", "told"), [
    # Who gets an allowance: partner, child, application, residence.
    (CARE, ("partner.loon_uit_dienstbetrekking=0",), (AWIR, "3", "verpleeghuis")),
    (CARE, (), (AWIR, "8", "niet wordt belast")),
    (CARE, (), (AWIR, "9", "verblijfsrecht")),
    (CARE, (), (AWIR, "15 lid 1", "op tijd")),
    (CARE, (), ("zorgverzekeringswet", "24", "detentie")),
    (CARE, ("partner.heeft_zorgverzekering=nee",), (CARE, "2", "onverzekerde partner")),
    (CARE, ("spaargeld=16000000",), (AWIR, "7", "smartengeld")),
    (CARE, ("spaargeld=16000000", "partner.spaargeld=0"), (CARE, "3", "hele jaar dezelfde partner")),
    (BUDGET, (CHILD_OF_8, "spaargeld=16000000", "partner.spaargeld=0"), (BUDGET, "1", "hele jaar dezelfde partner")),
    (BUDGET, (CHILD_OF_8,), (BUDGET, "2", "gescheiden ouders")),
    (RENT, ("is_huurder=ja", "kale_huur=60000", CHILD_OF_8), (RENT, "7", "kinderen onder de 18")),
    (RENT, ("is_huurder=ja", "kale_huur=60000", "geboortedatum=2006-05-01"), (RENT, "13", "handicap")),
    (CHILDCARE, (CHILD_OF_8, *HOURS, "uren_per_week=36", "partner.uren_per_week=0"), (CHILDCARE, "1.6", "langdurige zorg")),
    (CHILDCARE, (CHILD_OF_8, *HOURS, "uren_per_week=36"), ("besluit_kinderopvangtoeslag", "8a", "minst werkende ouder")),
    # Child benefit and pension.
    (AKW, (CHILD_OF_8,), (AKW, "7", "niet thuis woont")),
    (AKW, (CHILD_OF_8,), (AKW, "18", "co-ouders")),
    (AOW, ("geboortedatum=1950-01-01",), (AOW, "8b", "gevangen")),
    # Assistance that nobody asked for.
    (ASSISTANCE, (), (ASSISTANCE, "43", "niet is aangevraagd")),
    (ASSISTANCE, ("ontvangt_bijstand=ja",), (ASSISTANCE, "11", "verblijfsrecht")),
    (ASSISTANCE, ("ontvangt_bijstand=ja", "geboortedatum=2001-05-01"), (ASSISTANCE, "41", "vier weken")),
    # Tax.
    (TAX, (SINGLE_INCOME, "partner.loon_uit_dienstbetrekking=0"), (TAX, "1.2", "fiscaal partner")),
    (TAX, (SINGLE_INCOME, CHILD_OF_8), (TAX, "2.15", "minderjarig kind")),
    (TAX, ("geboortedatum=1950-01-01",), (TAX, "6.1", "ziektekosten")),
    (TAX, ("uitkeringen_en_pensioenen=2000000",), (TAX, "3.1", "IOAW")),
])  # fmt: skip
def test_what_a_lawyer_would_ask_is_told(
    capsys: pytest.CaptureFixture[str], law: str, given: tuple[str, ...], told: tuple[str, str, str]
) -> None:
    shown = explained(capsys, law, OUTPUT[law], *given)
    rules = [rule for rule in shown["not_modelled"] if (rule["law"], rule["article"]) == told[:2]]
    assert any(told[2] in json.dumps(rule, ensure_ascii=False) for rule in rules)


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
