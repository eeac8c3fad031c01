"""A portfolio planned through the face: pushes as they are typed, the plan of before, the page, and the absent extra."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.delivery.plan.test_load import GOOD
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.extras import ExtraMissing
from uitvoerbaar.delivery.plan.answer import Answer
from uitvoerbaar.delivery.plan.model import Plan
from uitvoerbaar.face.plan.lines import lines
from uitvoerbaar.face.plan.run import plan
from uitvoerbaar.face.plan.words import how_sure


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "portefeuille.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return str(path)


def effects(made) -> dict[str, str]:
    return {m["id"]: m["effect"] for m in made.data["measures"]}


def test_the_plan_of_before_weighs_in(file, tmp_path):
    """The plan that was told has the loan a half year later; moving it back costs less than it brings, and is counted."""
    pushed = plan(file, pushes=["lening=2023K3"])
    assert effects(pushed) == {"beurs": "2022K3", "lening": "2023K3"}
    written = pushed.write(tmp_path / "uit")
    again = plan(file, last=written[1])
    assert effects(again)["lening"] == "2023K1"  # two quarters sooner bring 3 x 2, moving costs 2 x 2
    assert (again.data["stays"], again.data["score"]["moved"]) == ({"kept": 1, "of": 2}, 4)


def test_who_is_pushed_away_has_a_cause_and_who_is_pushed_has_none(tmp_path):
    text = GOOD.replace("    na: [beurs]\n", "").replace("per_kwartaal: [5]", "per_kwartaal: [2]")
    text = text.replace("kwartalen: 2}\n", "kwartalen: 2, beslag: [{capaciteit: fte, per_kwartaal: [2, 2]}]}\n")
    path = tmp_path / "vol.yaml"
    path.write_text(text, encoding="utf-8")
    before = effects(plan(str(path)))
    pushed = plan(str(path), pushes=[f"lening={before['beurs']}"])
    cause = {move["measure"]: move["cause"]["nl"] for move in pushed.data["moves"]}
    assert cause["lening"] == ""
    assert "tekort, door: Lening" in cause["beurs"]


def test_the_page_says_what_is_assumed_and_tells_it_in_both_languages(file):
    made = plan(file)
    dutch, english = made.html("nl"), made.html("en")
    assert "een aanname of niet nagezocht" in dutch
    assert "assumptions or were not looked up" in english
    assert "<svg" in dutch
    assert "Grant" in english


def test_what_is_known_of_an_organisation_is_told_in_the_language_and_with_its_thousands(file):
    made = plan(file)
    known = {"value": 5_900.0, "year": 2024, "source": "x", "confidence": "uit het hoofd", "unsure": True, "url": None}
    made.data["organisations"][0] |= {"staff": known, "share": 0.1}
    dutch, english = made.html("nl"), made.html("en")
    assert "5.900 fte" in dutch
    assert "niet nagezocht" in dutch
    assert "5,900 fte" in english
    assert "uit het hoofd" not in english
    assert english.count("not looked up</span>")


def test_the_lines_explain_what_cannot_be(file):
    told = "\n".join(lines(plan(file, pushes=["beurs=2022K2"]).data))
    assert "Dit kan niet. Bevestigd door: " in told
    assert "HiGHS" in told
    assert "Beurs op 1 juli 2022" in told


@pytest.mark.parametrize(
    ("score", "bound", "told"),
    [
        (9, 15, "Dit plan is ten hoogste 40 procent minder waard dan het beste."),
        (9_999, 10_000, "Dit plan is ten hoogste 0,1 procent minder waard dan het beste."),
        (9, None, "Hoeveel beter het beste plan is, is niet bekend."),
    ],
)
def test_how_far_a_plan_can_be_from_the_best_is_a_share_of_the_best_and_never_too_small(score, bound, told):
    """Of a plan worth 9 where none is worth more than 15 the best was said to be 40 percent better: it can be 67."""
    assert how_sure(Answer("gevonden", Plan({}), score, bound, 0.0, "test")).nl == told


def test_the_lines_and_the_page_say_how_sure_a_plan_is(file):
    made = plan(file)
    assert "Een beter plan bestaat niet: dat is bewezen." in "\n".join(lines(made.data))
    assert "Een beter plan bestaat niet: dat is bewezen." in made.html("nl")
    assert "There is no better plan: that was proven." in made.html("en")


@pytest.mark.parametrize(
    ("push", "told"),
    [
        ("beus=2023K1", "bedoelde u 'beurs'"),
        ("beurs", "verwacht: MAATREGEL=KWARTAAL"),
        ("beurs=2050K1", "valt buiten de portefeuille"),
    ],
)
def test_a_push_that_cannot_be_read_is_told(file, push, told):
    with pytest.raises(UserError, match=told):
        plan(file, pushes=[push])


def test_a_measure_is_pushed_to_one_quarter(file):
    """The last of two pushes counted, without a word."""
    with pytest.raises(UserError, match="'lening' is ook naar een ander kwartaal geschoven"):
        plan(file, pushes=["lening=2023K1", "lening=2023K3"])
    assert effects(plan(file, pushes=["lening=2023K3", "lening=2023K3"]))["lening"] == "2023K3"


def test_a_plan_of_another_portfolio_is_told(file, tmp_path):
    """It weighed nothing, and every measure was told to be new."""
    other = tmp_path / "ander.yaml"
    other.write_text(GOOD.replace("beurs", "huur").replace("lening", "loon"), encoding="utf-8")
    written = plan(str(other)).write(tmp_path / "uit")
    with pytest.raises(UserError, match=r"geen maatregel van dit plan \(huur, loon\) staat in de portefeuille"):
        plan(file, last=written[1])


def test_a_file_that_is_no_plan_is_told(file, tmp_path):
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match=r"verwacht: plan\.json"):
        plan(file, last=tmp_path / "x.json")


def test_without_solvers_it_says_what_to_install(file, monkeypatch):
    monkeypatch.setitem(sys.modules, "ortools", None)
    with pytest.raises(ExtraMissing, match=r"uitvoerbaar\[plan\]"):
        plan(file)


@pytest.mark.parametrize("name", ["Rooster", "Rooster (voorbeeld)"])
def test_an_example_says_so_once(file, name):
    data = plan(file).data
    data["portfolio"] = data["portfolio"] | {"name": {"nl": name, "en": name}, "example": True}
    assert next(iter(lines(data))) == "Rooster (voorbeeld)"
