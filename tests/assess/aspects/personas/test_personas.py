"""Personas: who they are, what the law gives them before and after, and the story that is told of it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.fixtures.town import Town, child, single, with_norm
from tests.places import DATA
from uitvoerbaar.assess.aspects.personas.aspect import TEST
from uitvoerbaar.assess.aspects.personas.cause import causes, refusal
from uitvoerbaar.assess.aspects.personas.persona import Persona, load_personas, read_persona
from uitvoerbaar.assess.aspects.personas.run import Result, run_persona
from uitvoerbaar.assess.aspects.personas.story import story
from uitvoerbaar.assess.aspects.personas.year import REGISTERED, in_year
from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.base.numbers import euros
from uitvoerbaar.cli import run
from uitvoerbaar.engine.explain.dutch import show
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import Catalogue, load_registers

FOLDER = DATA / "personas"
FILES = sorted(FOLDER.glob("*.yaml"))
STRESS_GROUPS = {
    "laaggeletterd", "laag_digivaardig", "lvb", "chronisch_ziek_of_handicap", "schulden", "dak_en_thuisloos",
    "statushouder", "alleenstaande_ouder", "mantelzorger", "jongvolwassene", "oudere_80_plus", "arbeidsmigrant", "zzp",
}  # fmt: skip
"""The groups that tests of policy name as those who run into trouble first."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_registers()


@pytest.fixture(scope="module")
def home(catalogue: Catalogue) -> Explainer:
    return Explainer(load_corpus(), catalogue)


@pytest.fixture(scope="module")
def personas(catalogue: Catalogue) -> dict[str, Persona]:
    return {persona.id: persona for persona in load_personas(catalogue)}


def test_there_are_at_least_24_with_a_story_of_one_sentence_in_two_languages(personas: dict[str, Persona]) -> None:
    assert len(personas) >= 24
    for persona in personas.values():
        for sentence in (persona.story.nl, str(persona.story.en)):
            assert sentence.endswith(".")
            assert sentence.count(".") == 1


def test_every_stress_group_has_a_persona(personas: dict[str, Persona]) -> None:
    assert {group for persona in personas.values() for group in persona.groups} >= STRESS_GROUPS


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_the_whole_story_of_every_persona_can_be_asked_for(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [
        "explain",
        "besteedbaar_inkomen",
        "besteedbaar_inkomen_huishouden",
        "--on",
        "2026-01-01",
        "--case",
        str(file),
    ]
    assert run(asked) == 0
    told = capsys.readouterr().out
    assert told.startswith("Besteedbaar inkomen huishouden: €")
    assert "Zo komt de wet eraan" in told


def test_what_is_told_is_what_explain_gives(
    town: Town, personas: dict[str, Persona], home: Explainer, capsys: pytest.CaptureFixture[str]
) -> None:
    result = _result(town, "huurtoeslag-2026", personas["lotte"], home)
    for side, role in (("voor", "voor"), ("na", "na")):
        asked = [
            "explain", "besteedbaar_inkomen", "besteedbaar_inkomen_huishouden", "--on", "2026-01-01", "--case",
            str(FOLDER / "lotte.yaml"), "--proposal", "huurtoeslag-2026", "--side", side, "--json",
        ]  # fmt: skip
        assert run(asked) == 0
        told = json.loads(capsys.readouterr().out)
        assert result.outcome.of(role) == told["value"]  # type: ignore[index]


def _result(town: Town, proposal: str, persona: Persona, home: Explainer) -> Result:
    return run_persona(town(proposal, [single("a")]), persona, home)


def test_the_story_of_a_lost_allowance_names_the_amounts_and_the_condition_that_decided(
    town: Town, personas: dict[str, Persona], home: Explainer
) -> None:
    ctx = town("alles-of-niets-2026", [single("a")])
    result = run_persona(ctx, personas["chantal"], home)
    lost = result.amounts.before["kinderopvangtoeslag"].paid
    assert lost > 0
    assert result.amounts.after["kinderopvangtoeslag"].paid == 0
    assert result.change == -lost
    told = story(ctx, result)
    for amount in (result.outcome.before, result.outcome.after, lost):
        assert euros(amount) in told.nl
        assert euros(amount, "en") in str(told.en)
    assert "opvangkosten aantoonbaar betaald" in told.nl
    assert "Wet kinderopvang, artikel 1.5" in told.nl
    (cause,) = result.causes()
    assert (cause.kind, cause.law, cause.article) == ("closed", "wet_kinderopvang", "1.5")


def test_who_has_debts_is_told_what_may_be_taken(town: Town, personas: dict[str, Persona], home: Explainer) -> None:
    ctx = town("huurtoeslag-2026", [single("a")])
    told = {name: story(ctx, run_persona(ctx, personas[name], home)) for name in ("henk", "chantal", "lotte")}
    # On assistance 5 percent of 1,401.55 may be taken; a term for 1,000 euros is 42 euros.
    assert "ten hoogste € 70,12 per maand" in told["henk"].nl.replace("\u00a0", " ")
    assert "costs €42 a month in terms: that fits" in str(told["henk"].en)
    assert "schuldeiser" in told["chantal"].nl
    assert "schuldeiser" not in told["lotte"].nl
    old = town("kinderopvangtoeslag-2015", [single("a")])
    assert "schuldeiser" not in story(old, run_persona(old, personas["chantal"], home)).nl


def test_the_story_of_a_new_right_says_what_no_longer_stands_in_the_way(
    town: Town, personas: dict[str, Persona], home: Explainer
) -> None:
    (cause,) = _result(town, "huurtoeslag-2026", personas["lotte"], home).causes()
    assert (cause.kind, cause.name.nl, cause.article) == ("opened", "huur onder grens", "13")


def test_another_amount_is_explained_by_the_parts_that_differ(
    town: Town, personas: dict[str, Persona], home: Explainer
) -> None:
    found = _result(town, "kindgebonden-budget-2028", personas["sanne-en-tim"], home).causes()
    assert [cause.name.nl for cause in found] == ["maximaal kindgebonden budget", "afbouw met inkomen"]
    for cause in found:
        assert cause.kind == "changed"
        assert cause.before != cause.after


def test_the_same_answer_has_no_cause(personas: dict[str, Persona], home: Explainer) -> None:
    explained = home.explain("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "2026-01-01", personas["riet"].case)
    assert causes(explained, explained) == ()


def test_why_there_is_nothing_is_a_condition_or_a_count(personas: dict[str, Persona], home: Explainer) -> None:
    owner = home.explain("wet_op_de_huurtoeslag", "hoogte_huurtoeslag", "2026-01-01", personas["bert-en-ank"].case)
    childless = home.explain(
        "wet_op_het_kindgebonden_budget", "hoogte_kindgebonden_budget", "2026-01-01", personas["dion"].case
    )
    rich = home.explain("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "2026-01-01", personas["willem-en-claire"].case)
    found = [refusal(explained) for explained in (owner, childless, rich)]
    assert [step.name if step else None for step in found] == ["is_huurder", "aantal_kinderen", None]


def test_who_does_not_apply_gets_nothing_and_is_told_of_the_right(
    town: Town, personas: dict[str, Persona], home: Explainer
) -> None:
    ctx = town("huurtoeslag-2026", [single("a")])
    result = run_persona(ctx, personas["fleur"], home)
    amount = result.amounts.after["huurtoeslag"]
    assert amount.entitled > amount.paid == 0
    assert (
        f"Er is recht op {euros(amount.entitled)} huurtoeslag per jaar, maar dat bedrag is niet aangevraagd."
        in story(ctx, result).nl
    )


def test_in_another_year_a_persona_has_the_same_age_and_the_money_of_that_year(
    personas: dict[str, Persona], home: Explainer
) -> None:
    now, then = personas["chantal"].case, in_year(personas["chantal"], 2015, home)
    assert then.person["geboortedatum"] == "1976-06-08"
    assert [child["geboortedatum"][:4] for child in then.children] == ["2006", "2012"]
    assert 0.5 * now.person["kale_huur"] < then.person["kale_huur"] < now.person["kale_huur"]
    assert then.person[REGISTERED] == then.person["loon_uit_dienstbetrekking"]
    assert then.person["uren_per_week"] == now.person["uren_per_week"]
    assert then.children[1]["opvangsoort"] == "dagopvang"
    due = 12 * then.children[1]["opvanguren_per_maand"] * then.children[1]["uurtarief"]
    assert 0 < due - then.children[1]["opvangkosten_betaald"] < 5000


def test_in_another_year_the_registered_income_holds_what_the_law_adds(
    personas: dict[str, Persona], home: Explainer
) -> None:
    """A pensioner's registered income has the state pension in it, which no field of the case names."""
    then = in_year(personas["riet"], 2019, home)
    assert then.person[REGISTERED] > then.person["uitkeringen_en_pensioenen"] + 10_000_00


def test_in_its_own_year_a_persona_is_as_written(personas: dict[str, Persona], home: Explainer) -> None:
    assert in_year(personas["els"], 2026, home) is personas["els"].case


def test_a_loss_beyond_the_norm_is_a_finding_with_a_command_that_runs(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = TEST.run(town("alles-of-niets-2026", [single("a")], [child("a", short=1)]))
    (finding,) = outcome.findings
    assert finding.severity == "ernstig"
    assert "In de bevolking verliest ten minste 0,1 procent" in finding.explanation.nl
    assert (finding.law, finding.article) == ("wet_kinderopvang", "1.5")
    assert finding.smallest_case is not None
    assert finding.smallest_case.loss == finding.smallest_case.before.value - finding.smallest_case.after.value > 0
    assert "Rosa en Jamal" in finding.whom.nl
    words = finding.command.replace("data/personas", str(FOLDER)).split()
    assert run(words[1:]) == 0
    _, after = capsys.readouterr().out.splitlines()[:2]
    assert after.startswith("Besteedbaar inkomen huishouden met het voornemen: ")
    assert after.endswith(f"{show(finding.smallest_case.loss, 'eurocent')} minder")


def test_one_fictional_person_alone_does_not_weigh_as_serious(town: Town) -> None:
    """Rosa loses a third, and nobody of the population has childcare."""
    (finding,) = TEST.run(town("alles-of-niets-2026", [single("a")])).findings
    assert finding.severity == "aandacht"
    assert "In de bevolking verliest minder dan 0,1 procent" in finding.explanation.nl


def test_a_command_of_another_year_names_the_facts_of_that_year(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = TEST.run(town("kinderopvangtoeslag-2015", [single("a")]))
    (finding,) = outcome.findings
    assert run(finding.command.split()[1:]) == 0
    assert (
        capsys.readouterr()
        .out.splitlines()[1]
        .startswith("Hoogte kinderopvangtoeslag met het voornemen: € 0,00, dat is")
    )


@pytest.mark.parametrize("proposal", ["huurtoeslag-2026", "kinderopvangtoeslag-2015"])
def test_the_command_below_the_tables_runs_in_any_year(
    town: Town, proposal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = TEST.run(town(proposal, [single("a")])).figures
    assert figures
    for figure in figures:
        assert figure.note is not None
        command = figure.note.nl[figure.note.nl.index("uitvoerbaar explain") :]
        assert run(shlex.split(command)[1:]) == 0, capsys.readouterr().err


def test_within_the_norm_a_loss_is_no_finding(town: Town) -> None:
    ctx = town("alles-of-niets-2026", [single("a")])
    with_norm(ctx, "persona_verlies_aandeel", 1.0)
    assert TEST.run(ctx).findings == []


def test_who_loses_most_comes_first_in_every_table(town: Town) -> None:
    figures = {f.id: f for f in TEST.run(town("alles-of-niets-2026", [single("a")])).figures}
    assert set(figures) == {"personas-gevolg", "personas-verhalen", "personas-regelingen"}
    changes = [row["verschil"] for row in figures["personas-gevolg"].rows]
    assert changes == sorted(changes)
    assert figures["personas-verhalen"].rows[0]["persona"].nl == "Chantal"


GOOD = """persona:
  id: proef
  naam: Proef
  verhaal: {nl: "Proef is verzonnen.", en: "Proef is fictional."}
  groepen: []
  jaar: 2026
loon_uit_dienstbetrekking: €20.000
kinderen:
  - {geboortedatum: "2020-01-01"}
"""


def test_a_persona_file_is_read_as_explain_reads_it(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "proef.yaml"
    path.write_text(GOOD, encoding="utf-8")
    persona = read_persona(path, catalogue)
    assert persona.case.person == {"loon_uit_dienstbetrekking": 2_000_000}
    assert persona.case.children == ({"geboortedatum": "2020-01-01"},)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: proef", "id: ander", "naam van het bestand"),
        ("naam: Proef", "namm: Proef", "kent geen 'namm'"),
        ("  jaar: 2026\n", "", "mist jaar"),
        ('verhaal: {nl: "Proef is verzonnen.", en: "Proef is fictional."}', "verhaal: Proef", "een zin 'nl'"),
        ("loon_uit_dienstbetrekking", "loon_uit_dienstbetreking", "geen register heeft het veld"),
        ("€20.000", "veel", "kan niet 'veel' zijn"),
        ("persona:", "persoon:", "verwacht een object 'persona'"),
    ],
)
def test_what_is_wrong_in_a_persona_file_is_said_with_the_file(
    tmp_path: Path, catalogue: Catalogue, old: str, new: str, said: str
) -> None:
    path = tmp_path / "proef.yaml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises((LawFileError, UserError), match=said) as error:
        read_persona(path, catalogue)
    assert "proef.yaml" in str(error.value)


@pytest.mark.parametrize(
    ("proposal", "who", "why"),
    [
        ("huurtoeslag-2026", "sanne-en-tim", "want het huurt geen huis of appartement met een eigen voordeur."),
        ("kindgebonden-budget-2028", "riet", "want er wonen geen kinderen in dit huishouden."),
        ("kindgebonden-budget-2028", "willem-en-claire", "want er blijft na de berekening niets over."),
        ("alles-of-niets-2026", "yonas-en-selam", "want er wordt geen opvang voor de kinderen betaald."),
    ],
)
def test_who_gets_nothing_is_told_why_in_words_that_everybody_knows(
    town: Town, personas: dict[str, Persona], home: Explainer, proposal: str, who: str, why: str
) -> None:
    ctx = town(proposal, [single("a")])
    assert why in story(ctx, run_persona(ctx, personas[who], home)).nl


def test_two_reasons_of_one_article_name_it_once(town: Town, personas: dict[str, Persona], home: Explainer) -> None:
    ctx = town("kindgebonden-budget-2028", [single("a")])
    told = story(ctx, run_persona(ctx, personas["sanne-en-tim"], home))
    assert told.nl.count("artikel 2)") == 1
    assert str(told.en).count("article 2)") == 1
