"""Explaining one case: the answer is exact, the steps tell why, and what was assumed is told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from uitvoerbaar.engine.explain.as_text import letter
from uitvoerbaar.engine.explain.explainer import Explainer, Explanation
from uitvoerbaar.engine.explain.needs import needs_of
from uitvoerbaar.engine.explain.person_case import PersonCase, Persons, case_of
from uitvoerbaar.engine.explain.read_case import read_case
from uitvoerbaar.engine.explain.trace import tree
from uitvoerbaar.engine.explain.tree import Teller, draw
from uitvoerbaar.law import UserError, load_corpus
from uitvoerbaar.law.registers import load_registers

LAWS = Path(__file__).parent / "laws"
ON = "2025-03-01"
ADULT = {"geboortedatum": "1985-07-01"}


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    return Explainer(load_corpus([LAWS]), load_registers())


def explain(explainer: Explainer, output: str = "warmtetoeslag", **given: str) -> Explanation:
    named = {name.replace("__", "."): value for name, value in given.items()}
    needs = needs_of(explainer, "wet_warmtetoeslag", output, ON)
    return explainer.explain("wet_warmtetoeslag", output, ON, read_case(explainer, needs, named))


def drawn(explained: Explanation, depth: int | None = None) -> str:
    return "\n".join(draw(Teller(explained.glossary, depth).branch(explained.trace)))


@pytest.mark.parametrize(
    ("given", "cents"),
    [
        # 600 euro less 1.5 percent of income
        ({}, 60_000),
        ({"loon_uit_dienstbetrekking": "2000000"}, 30_000),
        ({"loon_uit_dienstbetrekking": "€20.000"}, 30_000),
        ({"loon_uit_dienstbetrekking": "€20.000,00"}, 30_000),
        # the income limit is 40,000 euro
        ({"loon_uit_dienstbetrekking": "4000000"}, 0),
        # 1.5 cents are left below the limit, rounded half up
        ({"loon_uit_dienstbetrekking": "3999900"}, 2),
        # the income of the partner counts in full
        ({"partner__loon_uit_dienstbetrekking": "1000000"}, 45_000),
        # 120 euro for each child under 18
        ({"kind__1__geboortedatum": "2007-03-02"}, 72_000),
        ({"kind__1__geboortedatum": "2007-03-01"}, 60_000),
        ({"kinderen": '[{"geboortedatum": "2020-01-01"}, {"geboortedatum": "2021-01-01"}]'}, 84_000),
        ({"kind__1": "{}", "partner": '{"loon_uit_dienstbetrekking": 1000000}'}, 57_000),
        # half of the income of a housemate counts, computed by another law
        ({"huisgenoot__1__loon_uit_dienstbetrekking": "1000000"}, 52_500),
        ({"huisgenoot__1__toetsingsinkomen": "1000000"}, 45_000),
        # a value of the law itself wins over how the law would find it
        ({"eigen_inkomen": "1000000", "loon_uit_dienstbetrekking": "2000000"}, 45_000),
        ({"geboortedatum": "2007-03-02"}, 0),
    ],
)
def test_answer(explainer: Explainer, given: dict[str, str], cents: int) -> None:
    assert explain(explainer, **given).value == cents


def test_partner_shares_the_children_and_is_the_partner_of_the_person(explainer: Explainer) -> None:
    case = PersonCase(partner=ADULT, children=({"geboortedatum": "2020-01-01"},))
    mirrored = explainer.explain("wet_warmtetoeslag", "warmtetoeslag", ON, case)
    assert mirrored.value == 72_000
    assert ("de persoon", "partner_bsn") not in {(a.who, a.name) for a in mirrored.assumed}


@pytest.mark.parametrize("bsn", ["1", "2", "101", "999999990"])
def test_the_key_of_the_person_does_not_matter(explainer: Explainer, bsn: str) -> None:
    given = {"partner__loon_uit_dienstbetrekking": "1000000", "huisgenoot__1__loon_uit_dienstbetrekking": "1000000"}
    assert explain(explainer, bsn=bsn, **given).value == 37_500


def test_only_what_was_read_is_assumed(explainer: Explainer) -> None:
    told = {(a.who, a.name): a.value for a in explain(explainer, loon_uit_dienstbetrekking="100").assumed}
    assert told == {
        ("de persoon", "geboortedatum"): "1985-07-01",
        ("de persoon", "partner_bsn"): None,
        ("de persoon", "kinderen"): (),
        ("de persoon", "huisgenoten"): (),
        ("de persoon", "uitkeringen_en_pensioenen"): 0,
    }


def test_what_is_assumed_of_a_housemate_is_told(explainer: Explainer) -> None:
    told = {(a.who, a.name) for a in explain(explainer, huisgenoot__1__loon_uit_dienstbetrekking="100").assumed}
    assert ("huisgenoot 1", "uitkeringen_en_pensioenen") in told
    assert ("huisgenoot 1", "loon_uit_dienstbetrekking") not in told


def test_a_partner_shares_what_was_named_and_what_was_assumed(explainer: Explainer) -> None:
    persons = Persons(PersonCase({"is_gehuwd": True}, ADULT), explainer.catalogue)
    records = persons.register()["personen"].records
    assert records["2"]["is_gehuwd"] is True
    assert "is_gehuwd" in persons.holders["2"].named
    unnamed = Persons(PersonCase({}, ADULT), explainer.catalogue)
    assert "is_gehuwd" not in unnamed.holders["2"].named


def test_a_housemate_is_the_same_in_the_list_and_as_a_person(explainer: Explainer) -> None:
    persons = Persons(PersonCase(housemates=({"is_student": True},)), explainer.catalogue)
    persons.set_housemates(({},))
    records = persons.register()["personen"].records
    (listed,) = records["1"]["huisgenoten"]
    person = records["-1"]
    assert (listed.get("geboortedatum"), listed.get("is_student")) == (person["geboortedatum"], person["is_student"])
    assert persons.holders["-1"].named == {"is_student"}


def test_laws_with_the_articles_that_were_reached(explainer: Explainer) -> None:
    laws = {(u.id, u.articles) for u in explain(explainer).laws}
    assert laws == {("wet_warmtetoeslag", ("1",)), ("wet_inkomen", ("7",))}
    with_housemate = {u.id for u in explain(explainer, huisgenoot__1__geboortedatum="1990-01-01").laws}
    assert "algemene_wet_inkomensafhankelijke_regelingen" in with_housemate


def test_tree_tells_sums_tests_and_the_branch_taken(explainer: Explainer) -> None:
    told = drawn(explain(explainer, loon_uit_dienstbetrekking="2000000"))
    assert "warmtetoeslag: € 300,00  [Wet warmtetoeslag, artikel 1]" in told
    assert "1,5% (afbouw) × gezamenlijk inkomen (€ 20.000,00) = € 300,00" in told
    assert "gezamenlijk inkomen (€ 20.000,00) is lager dan € 40.000,00 (inkomensgrens)? ja" in told
    refused = drawn(explain(explainer, loon_uit_dienstbetrekking="4000000"))
    assert "heeft recht: nee" in refused
    assert "afbouw" not in refused


def test_tree_tells_each_child_and_who_does_not_count(explainer: Explainer) -> None:
    told = drawn(explain(explainer, kind__1__geboortedatum="2020-01-01", kind__2__geboortedatum="2000-01-01"))
    assert "kind 1: € 120,00" in told
    assert "kind 2: telt niet mee" in told
    assert "leeftijd bij geboortedatum van kind 2 (1 januari 2000) op 1 maart 2025 = 25 jaar" in told


def test_tree_tells_a_shared_outcome_once(explainer: Explainer) -> None:
    told = drawn(explain(explainer, loon_uit_dienstbetrekking="2000000"))
    assert told.count("eigen inkomen: € 20.000,00  [Wet inkomen, artikel 7]") == 1
    assert "gezamenlijk inkomen: € 20.000,00 (zie hierboven)" in told


def test_other_laws_are_told_in_full_only_on_request(explainer: Explainer) -> None:
    explained = explain(explainer, huisgenoot__1__loon_uit_dienstbetrekking="400000")
    assert "inkomen van huisgenoot 1 (€ 4.000,00) : 2 = € 2.000,00" in drawn(explained)
    assert "huisgenoot 1 (€ 4.000,00) : 2" not in drawn(explained, 0)


def test_summary_gives_facts_first_and_the_answer_last(explainer: Explainer) -> None:
    first, *between, last = explain(explainer, loon_uit_dienstbetrekking="2000000").summary
    assert first == "Opgegeven: loon uit dienstbetrekking: € 20.000,00."
    assert last == "Warmtetoeslag: € 300,00, dat is € 600,00 − € 300,00 (Wet warmtetoeslag, artikel 1)."
    assert any(sentence.startswith("Heeft recht: ja, want ") for sentence in between)


def test_summary_of_a_refusal_gives_the_test_that_decided(explainer: Explainer) -> None:
    summary = explain(explainer, loon_uit_dienstbetrekking="4000000").summary
    assert summary[-1] == "Warmtetoeslag: € 0,00, want heeft recht: nee (Wet warmtetoeslag, artikel 1)."
    reason = "gezamenlijk inkomen (€ 40.000,00) is ten minste € 40.000,00 (inkomensgrens)"
    assert f"Heeft recht: nee, want {reason} (Wet warmtetoeslag, artikel 1)." in summary


def test_letter_gives_the_answer_first_and_what_was_not_needed(explainer: Explainer) -> None:
    text = letter(explain(explainer, loon_uit_dienstbetrekking="2000000", kale_huur="65000"))
    assert text.startswith("Warmtetoeslag: € 300,00\n")
    assert "Wel opgegeven, maar hier niet nodig: kale_huur" in text
    assert "Wet inkomen, versie 2025-01-01, artikel 7: https://example.org/inkomen" in text


def test_json_has_every_step_with_its_article(explainer: Explainer) -> None:
    explained = explain(explainer, loon_uit_dienstbetrekking="2000000")
    made = explained.as_json()
    assert (made["value"], made["unit"], made["law"]) == (30_000, "eurocent", "wet_warmtetoeslag")
    assert made["outputs"] == {"gezamenlijk_inkomen": 2_000_000, "heeft_recht": True, "warmtetoeslag": 30_000}
    assert tree(explained.trace)["article"] == "1"
    operations = {step.op for step in explained.trace if step.node == "operation"}
    assert {"IF", "ROUND", "SUBTRACT", "FOREACH", "MULTIPLY", "AGE"} <= operations
    assert all(step.law for step in explained.trace)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"lon_uit_dienstbetrekking": "1"}, "bedoelde u 'loon_uit_dienstbetrekking'?"),
        ({"partner__geboortedtum": "1"}, "bedoelde u 'partner.geboortedatum'?"),
        ({"kind__1__geboortedtum": "1"}, "bedoelde u 'kind.1.geboortedatum'?"),
        ({"eigen_inkome": "1"}, "bedoelde u 'eigen_inkomen'?"),
        ({"loon_uit_dienstbetrekking": "veel"}, "verwacht: getal"),
        ({"loon_uit_dienstbetrekking": "650,50"}, "schrijf hele eurocenten: 65050, of €650,50"),
        ({"loon_uit_dienstbetrekking": "-1"}, "moet van 0 tot en met"),
        ({"loon_uit_dienstbetrekking": "null"}, "mag niet leeg zijn"),
        ({"uren_per_week": "€10"}, "geen bedrag in eurocent"),
        ({"geboortedatum": "1-7-1985"}, "verwacht: datum JJJJ-MM-DD"),
        ({"geboortedatum": "2025-02-30"}, "verwacht: datum JJJJ-MM-DD"),
        ({"is_gehuwd": "misschien"}, "verwacht: true of false"),
        ({"kind__1__opvangsoort": "dagopvnag"}, "bedoelde u 'dagopvang'?"),
        ({"kind__2__geboortedatum": "2020-01-01"}, "kind.1 ontbreekt"),
        ({"kind__geboortedatum": "2020-01-01"}, "'kind.geboortedatum'"),
        ({"kinderen": "2"}, "een lijst van objecten"),
        ({"kinderen": "[{"}, "geen geldige JSON"),
    ],
)
def test_a_wrong_name_or_value_says_what_is_needed(explainer: Explainer, given: dict[str, str], message: str) -> None:
    with pytest.raises(UserError) as error:
        explain(explainer, **given)
    assert message in str(error.value)


def test_a_case_of_a_report_needs_no_text(explainer: Explainer) -> None:
    case = case_of({"loon_uit_dienstbetrekking": 2_000_000, "partner": ADULT, "kinderen": [{}]}, explainer.catalogue)
    assert case == PersonCase({"loon_uit_dienstbetrekking": 2_000_000}, ADULT, ({},))
    assert explainer.explain("wet_warmtetoeslag", "warmtetoeslag", ON, case).value == 42_000


def test_a_linked_law_explains_a_case_within_20_ms(explainer: Explainer) -> None:
    case = case_of({"partner": ADULT, "kinderen": [{}, {}], "huisgenoten": [{}]}, explainer.catalogue)
    explainer.explain("wet_warmtetoeslag", "warmtetoeslag", ON, case)
    took = []
    for _ in range(20):
        start = time.perf_counter()
        letter(explainer.explain("wet_warmtetoeslag", "warmtetoeslag", ON, case))
        took.append(time.perf_counter() - start)
    assert min(took) < 0.020
