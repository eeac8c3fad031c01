"""The page of a household: the same amounts as the law gives, every question of the law, nothing lost, nothing kept."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from tests.desk.html import Page
from tests.desk.laws.test_refusals import HOSTILE
from tests.lang.words import leaks
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.desk.households.form import MOST
from uitvoerbaar.desk.middleware.security import POLICY
from uitvoerbaar.face.case import as_case
from uitvoerbaar.face.household import household, proposed_sides
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.questions import NET, questions

PAGE, DAY = "/huishouden", "2026-01-01"
FILLED = {
    "op": "1-1-2026",
    "geboortedatum": "1-5-1990",
    "loon_uit_dienstbetrekking": "25.000",
    "is_huurder": "ja",
    "kale_huur": "700,50",
    "aantal.kind": "1",
    "kind.1.geboortedatum": "1-3-2020",
}
FACTS = {
    "geboortedatum": "1990-05-01",
    "loon_uit_dienstbetrekking": 2_500_000,
    "is_huurder": True,
    "kale_huur": 70_050,
    "kinderen": [{"geboortedatum": "2020-03-01"}],
}


def value_of(text: str, name: str) -> str:
    """What stands in a field."""
    found = re.search(rf'<input[^>]* name="{re.escape(name)}" value="([^"]*)"', text)
    assert found, name
    return unescape(found[1])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("besides", [{}, {"maanden": "ja"}, {"voornemen": "huurtoeslag-2026"}])
def test_a_page_is_whole_in_both_languages_with_nothing_inline(
    browser: Client, besides: dict[str, str], lang: str
) -> None:
    browser.cookies["taal"] = lang
    answer = browser.post(PAGE, {**FILLED, **besides})
    found = Page(answer.content.decode())
    assert found.wrong == []
    assert found.lang == lang
    assert leaks("\n".join(found.words), lang) == []
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_amounts_are_those_of_the_law(browser: Client) -> None:
    data = json.loads(browser.get(f"{PAGE}.json", FILLED).content)
    of = laws(on=DAY)
    for row in data["amounts"]:
        assert row["values"] == [of.explain(row["id"], FACTS).value], row["id"]
    assert len(data["amounts"]) == 9


def test_before_and_after_a_proposal_stand_beside_each_other(browser: Client) -> None:
    given = {**FILLED, "kale_huur": "950", "loon_uit_dienstbetrekking": "18.000", "voornemen": "huurtoeslag-2026"}
    data = json.loads(browser.get(f"{PAGE}.json", {**given, "op": ""}).content)
    facts = {**FACTS, "kale_huur": 95_000, "loon_uit_dienstbetrekking": 1_800_000}
    rent = next(row for row in data["amounts"] if row["id"] == "huurtoeslag")
    expected = [of.explain("huurtoeslag", as_case(facts)).value for of in proposed_sides("huurtoeslag-2026")]
    assert rent["values"] == expected
    assert expected[0] == 0 < expected[1]
    text = browser.post(PAGE, given).content.decode()
    assert 'class="better">u gaat erop vooruit' in text


def test_the_numbers_of_the_workbench_change_what_comes_after(browser: Client) -> None:
    law, article, dial = "wet_op_het_kindgebonden_budget", "2", "d.2#definitions.afbouwpercentage.value"
    query = {**FILLED, "loon_uit_dienstbetrekking": "45.000", "op": DAY, "wet": law, "artikel": article, dial: "20"}
    data = json.loads(browser.get(f"{PAGE}.json", query).content)
    before, after = next(row["values"] for row in data["amounts"] if row["id"] == "kindgebonden_budget")
    assert before > after > 0
    text = browser.get(PAGE, query).content.decode()
    assert f'name="{dial}" value="20"' in text
    assert Page(text).wrong == []
    panel = browser.get(f"/werkbank/{law}/artikel/{article}", {"op": DAY, dial: "20"})
    link = next(link for link in Page(panel.content.decode()).links if link.startswith(f"{PAGE}?"))
    assert 'name="wet" value="wet_op_het_kindgebonden_budget"' in browser.get(link).content.decode()
    still = json.loads(browser.get(f"{PAGE}.json", {**query, dial: ""}).content)
    assert next(row["values"] for row in still["amounts"] if row["id"] == "kindgebonden_budget") == [before]


def test_changes_of_other_articles_count_too_and_stay_with_the_form(browser: Client) -> None:
    words = [
        "wet_op_het_kindgebonden_budget~2#definitions.afbouwpercentage.value~20",
        "wet_op_de_zorgtoeslag~2#definitions.ondergrens.value~40",
    ]
    query = {**FILLED, "loon_uit_dienstbetrekking": "45.000", "op": DAY}
    text = browser.post(PAGE, {**query, "w": words}).content.decode()
    for word in words:
        assert f'name="w" value="{word}"' in text
    assert "Wet op de zorgtoeslag, artikel 2" in text

    def amounts(**more: object) -> dict[str, list[object]]:
        twin = browser.get("/huishouden.json", {**query, **more}).json()
        return {row["id"]: row["values"] for row in twin["amounts"]} if twin["amounts"] else {}

    both, one, other = amounts(w=words), amounts(w=words[:1]), amounts(w=words[1:])
    kids, care = "kindgebonden_budget", "zorgtoeslag"
    assert both[kids] == one[kids] != other[kids]
    assert both[care] == other[care]
    panel = browser.get("/werkbank/wet_op_de_zorgtoeslag/artikel/3", {"op": DAY, "w": words})
    assert "/huishouden?wet=wet_op_de_zorgtoeslag&amp;artikel=3&amp;op=2026-01-01&amp;w=" in panel.content.decode()
    assert browser.post(PAGE, {**query, "w": ["rommel"]}).status_code == 200


def test_what_counts_stands_in_sight_and_the_rest_is_folded(browser: Client) -> None:
    def folded(text: str, name: str) -> bool:
        at = text.index(f'name="{name}"')
        return text.rfind("<details>", 0, at) > text.rfind("</details>", 0, at)

    assert folded(browser.get(PAGE).content.decode(), "kale_huur")
    assert not folded(browser.post(PAGE, {"is_huurder": "ja", "op": DAY}).content.decode(), "kale_huur")


def test_every_field_that_the_laws_read_is_asked(browser: Client) -> None:
    of = laws(on=DAY)
    case = {"partner": {}, "kinderen": [{}], "huisgenoten": [{}], "is_huurder": True}
    asked = {(each.table, each.name) for each in questions(of)}
    known = {"": "persoon", "partner": "persoon", "kind.1": "kind", "huisgenoot.1": "huisgenoot"}
    read = [
        pair for pair in household([of], case).read if pair[1] not in ("partner_bsn", "kinderen", "huisgenoten", "")
    ]
    assert len(read) > 60
    computed = {"toetsingsinkomen", "rendementsgrondslag", "besteedbaar_inkomen_eenheid", "huurtoeslag_uitbetaald"}
    assert [pair for pair in read if (known[pair[0]], pair[1]) not in asked and pair[1] not in computed] == []


def test_somebody_is_added_and_taken_away_without_a_script(browser: Client) -> None:
    two = {**FILLED, "aantal.kind": "2", "kind.2.geboortedatum": "4-4-2022"}
    more = browser.post(PAGE, {**two, "erbij": "kind"}).content.decode()
    assert value_of(more, "kind.3.geboortedatum") == ""
    less = browser.post(PAGE, {**two, "weg": "kind.1"}).content.decode()
    assert value_of(less, "kind.1.geboortedatum") == "4-4-2022"
    assert 'name="kind.2.geboortedatum"' not in less
    many = browser.post(PAGE, {"aantal.kind": "999", "op": DAY}).content.decode()
    assert many.count('value="kind.') == MOST["kind"]
    assert "ten hoogste" in many


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_is_not_understood_is_told_at_its_field_and_nothing_is_lost(browser: Client, hostile: str) -> None:
    given = {**FILLED, "spaargeld": hostile, "voornemen": "", "erbij": hostile, "weg": hostile, "aantal.kind": hostile}
    answer = browser.post(PAGE, given)
    text = answer.content.decode()
    found = Page(text)
    assert answer.status_code == 200
    assert found.wrong == []
    assert 'id="v-spaargeld-fout"' in text
    assert 'href="#v-spaargeld"' in text
    assert value_of(text, "kale_huur") == "700,50"
    kept = "".join(c if c.isprintable() else " " for c in hostile).strip()[:2000]
    assert value_of(text, "spaargeld") == kept
    assert 'id="uitkomst"' not in text


@pytest.mark.parametrize("day", ["morgen", "31-2-2026", "1-1-1950", "9" * 400])
def test_a_day_that_cannot_be_is_told_and_the_form_stays(browser: Client, day: str) -> None:
    text = browser.post(PAGE, {**FILLED, "op": day}).content.decode()
    assert 'role="alert"' in text
    assert value_of(text, "loon_uit_dienstbetrekking") == "25.000"


def test_a_proposal_that_is_not_there_is_a_page_that_says_which_there_are(browser: Client) -> None:
    answer = browser.get(PAGE, {"voornemen": "huurtoeslag-2062"})
    assert answer.status_code == 404
    assert "huurtoeslag-2026" in answer.content.decode()


def test_nothing_of_a_household_is_kept(browser: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_DESK", str(tmp_path))
    answer = browser.post(PAGE, {**FILLED, "spaargeld": "73.219"})
    assert "sessionid" not in answer.cookies
    assert {*answer.cookies} <= {"uitvoerbaar_csrf"}
    assert list(tmp_path.rglob("*")) == []
    # The way to another language and theme takes the form along, in the body.
    assert 'formaction="?taal=en"' in answer.content.decode()
    links = Page(answer.content.decode()).links
    assert [link for link in links if "73.219" in link] == [link for link in links if link.startswith(f"{PAGE}?")]


def test_a_form_from_elsewhere_is_refused() -> None:
    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    assert strict.post(PAGE, FILLED).status_code == 403


def test_the_line_along_the_wage_has_every_point_of_the_law(browser: Client) -> None:
    text = browser.post(PAGE, {"op": DAY, "loon_uit_dienstbetrekking": "20.000", "lijn": "ja"}).content.decode()
    assert Page(text).wrong == []
    net = laws(on=DAY).explain(NET, {}).value
    drawn = re.search(r'class="line-1" d="M([^"]+)"', text)
    assert drawn
    assert drawn[1].count("L") > 10
    assert f"€\u00a0{net // 100:,}".replace(",", ".") in text


def test_what_everybody_has_for_himself_is_told_of_each(browser: Client) -> None:
    """Net income is that of everybody in the house: the tax and state pension of one alone do not explain it."""
    asked = {
        "op": DAY,
        "geboortedatum": "1-5-1955",
        "uitkeringen_en_pensioenen": "30.000",
        "partner": "ja",
        "partner.geboortedatum": "3-3-1956",
        "partner.uitkeringen_en_pensioenen": "40.000",
        "huisgenoot.1.geboortedatum": "1-1-1990",
        "huisgenoot.1.loon_uit_dienstbetrekking": "30.000",
    }
    found = {each["id"]: each for each in browser.get(f"{PAGE}.json", asked).json()["amounts"]}
    told = {each["whose"]: each["values"] for each in found["inkomensheffing"]["others"]}
    alone = laws(on=DAY)
    partner = {"geboortedatum": "1956-03-03", "uitkeringen_en_pensioenen": 4_000_000}
    own = {"geboortedatum": "1955-05-01", "uitkeringen_en_pensioenen": 3_000_000}
    mate = {"geboortedatum": "1990-01-01", "loon_uit_dienstbetrekking": 3_000_000}
    assert told == {
        "partner": [alone.explain("inkomensheffing", {**partner, "partner": own}).value],
        "huisgenoot.1": [alone.explain("inkomensheffing", mate).value],
    }
    assert min(*told["partner"], *told["huisgenoot.1"]) > 0
    text = browser.post(PAGE, asked).content.decode()
    assert "partner betaalt" in text
    assert "huisgenoot 1 betaalt" in text
    assert "dat van iedereen in huis" in text
    assert found["zorgtoeslag"]["others"] == []


_SHARE, _LIMIT = "2#definitions.percentage_boven_drempel.value", "3#definitions.vermogensgrens_alleenstaand.value"


@pytest.mark.parametrize("article", [{"artikel": "2"}, {"artikel": "3"}, {}])
def test_a_number_of_the_workbench_counts_whatever_article_stands_beside_it(
    browser: Client, article: dict[str, str]
) -> None:
    """That of another article than the one in the address was passed over, and the law of the day stood there as the answer."""
    law = {"wet": "wet_op_de_zorgtoeslag", **article}
    asked = {**FILLED, "op": DAY, "loon_uit_dienstbetrekking": "33.000", **law, f"d.{_SHARE}": "15"}
    found = {each["id"]: each["values"] for each in browser.get(f"{PAGE}.json", asked).json()["amounts"]}
    before, after = found["zorgtoeslag"]
    assert before > after > 0


@pytest.mark.parametrize(
    "moved",
    [
        {"wet": "wet_op_de_zorgtoeslag", "artikel": "3", "d.3#definitions.onzin.value": "5"},
        {"wet": "wet_op_de_zorgtoeslag", "artikel": "3", "d.onzin": "5"},
        {f"d.{_LIMIT}": "5"},
    ],
)
def test_a_number_that_no_law_has_is_told(browser: Client, moved: dict[str, str]) -> None:
    found = browser.get(f"{PAGE}.json", {**FILLED, "op": DAY, **moved}).json()
    assert any("d." in line or "onzin" in line for line in found["trouble"])


@pytest.mark.parametrize(
    ("asked", "name", "why"),
    [
        ({"aantal.kind": "1", "kind.2.geboortedatum": "1-3-2020"}, "aantal.kind", "er tellen er 2"),
        ({"partner": "nee", "partner.geboortedatum": "1-3-1980"}, "partner.geboortedatum", "partner=nee"),
        ({"geboortedatum": "1-5-1990", "erbij": "kinderen"}, "erbij", "is hier niet te lezen"),
        ({"geboortedatum": "1-5-1990", "weg": "kind"}, "weg", "is hier niet te lezen"),
        (
            {"voornemen": "huurtoeslag-2026", "d.2.1#definitions.x.value": "5"},
            "d.2.1#definitions.x.value",
            "telt niet mee naast een voornemen",
        ),
    ],
)
def test_what_an_address_says_in_two_ways_is_told(browser: Client, asked: dict[str, str], name: str, why: str) -> None:
    answer = browser.get(PAGE, asked)
    assert answer.status_code == 200
    told = unescape(answer.content.decode())
    assert f"'{name}'" in told
    assert why in told
    refused = browser.get(f"{PAGE}.json", asked)
    assert refused.status_code == 400
    assert name in refused.content.decode()


def test_a_form_that_is_sent_may_hold_what_does_not_count(browser: Client) -> None:
    """Who says that the partner is gone leaves the fields behind; a button changes how many there are."""
    sent = {**FILLED, "partner": "nee", "partner.geboortedatum": "1-3-1980", "erbij": "kind"}
    assert "er is volgens" not in browser.post(PAGE, sent).content.decode()
