"""The workbench beside its figures: households as cards, what they are kept as, panels, and why nothing changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from uitvoerbaar.assess.aspects.personas.persona import brought_personas, read_persona
from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.workbench.shown import grouped
from uitvoerbaar.face.article_text import Draft, LawPair, change, propose
from uitvoerbaar.face.check import check
from uitvoerbaar.face.edges import edges_at
from uitvoerbaar.face.keep import persona_text, scenarios_text
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.live import LiveArticle
from uitvoerbaar.face.panels import Panels, panels_of, rates_at, rates_meter, slip_meter, slips_at, sources_at
from uitvoerbaar.face.sampled import Choice, facts_of, household_in, households_in
from uitvoerbaar.face.scenarios import run_scenarios
from uitvoerbaar.face.stillness import NOBODY, NOT_IN_FORCE, NOT_NET, UNMOVED, UNREAD, why_still
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.population import Population, load
from uitvoerbaar.proposal.load import find_proposal

DAY, LAW, ARTICLE = "2026-01-01", "wet_op_de_zorgtoeslag", "3"
DIAL = "3#definitions.vermogensgrens_alleenstaand.value"
VALUES = {DIAL: Decimal(8_000_000)}


@pytest.fixture(scope="module")
def folk(populations: Callable[[int, int], Path]) -> Population:
    return load(populations(3_000, 5), 2026)


@pytest.fixture(scope="module")
def live(folk: Population) -> LiveArticle:
    return LiveArticle(laws(on=DAY), LAW, ARTICLE, lambda _: folk)


@pytest.fixture(scope="module")
def own(folk: Population) -> LiveArticle:
    """The same people as records of a user: what is not made."""
    records = replace(folk, manifest={**folk.manifest, "seed": None})
    return LiveArticle(laws(on=DAY), LAW, ARTICLE, lambda _: records)


@pytest.fixture(scope="module")
def proposal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The law with the number written in it, as the folder of a proposal."""
    of = laws(on=DAY)
    amended = change(of, VALUES, {DIAL: "cent"}, law=LAW)
    draft = Draft(Text("Vermogen", "Wealth"), DAY, id="vermogen")
    return propose(tmp_path_factory.mktemp("map") / "vermogen", draft, [LawPair(amended.before, amended.after)])


def _json(value: Any) -> Any:
    return json.loads(json.dumps(value, allow_nan=False))


def test_cards_are_json_and_tell_who_they_are(live: LiveArticle) -> None:
    every = [households_in(live, VALUES, Choice("provincie", n, ("veel_minder", "minder"))) for n in range(12)]
    found = max(every, key=lambda each: len(each["rows"]))
    assert _json(found) == found
    assert found["refused"] is None
    assert found["group"]["title"]["nl"] == "Provincie"
    assert 0 < len(found["rows"]) <= 10
    for row in found["rows"]:
        assert row["after"] - row["before"] == row["change"] < 0
        assert row["province"] == found["group"]["label"]
        assert len(row["ages"]) in (1, 2)
        assert row["ages"][0] >= 18


def test_one_household_holds_what_both_laws_ask(live: LiveArticle) -> None:
    number = households_in(live, VALUES, Choice())["rows"][0]["number"]
    found = household_in(live, VALUES, number)
    assert _json(found) == found
    before = laws(on=DAY).explain("netto", found["facts"])
    assert before.value == found["before"]


def test_own_microdata_are_refused_in_both_languages(own: LiveArticle) -> None:
    listed = households_in(own, VALUES, Choice())
    assert listed["rows"] == []
    single = household_in(own, VALUES, 0)
    assert set(single) == {"refused"}
    for found in (listed, single):
        assert "echte mensen" in found["refused"]["nl"]
        assert "real people" in found["refused"]["en"]


def test_a_kept_household_is_read_back_as_it_was(live: LiveArticle, tmp_path: Path, proposal: Path) -> None:
    rows = [
        row["number"]
        for order in ("verlies", "doorsnee")
        for row in households_in(live, VALUES, Choice(order=order))["rows"]
    ]  # type: ignore[arg-type]
    of, after = laws(on=DAY), laws(on=DAY, proposal=proposal)
    for number in rows[:3] + rows[-3:]:
        found = household_in(live, VALUES, number)
        file = tmp_path / f"huishouden-{number}.yaml"
        file.write_text(persona_text(file.stem, Text("Wie", "Who"), found["persons"], DAY), encoding="utf-8")
        persona = read_persona(file, load_registers())
        assert facts_of(persona.case) == found["persons"]
        assert of.explain("netto", facts_of(persona.case)).value == found["before"]
        assert after.explain("netto", facts_of(persona.case)).value == found["after"]


def test_scenarios_hold_the_law_to_what_it_gives(live: LiveArticle, tmp_path: Path, proposal: Path) -> None:
    number = households_in(live, VALUES, Choice())["rows"][0]["number"]
    found = household_in(live, VALUES, number)
    file = tmp_path / "huishouden.feature"
    text = scenarios_text(
        laws(on=DAY, proposal=proposal), ["netto", "zorgtoeslag"], found["facts_after"], "Een huishouden"
    )
    file.write_text(text, encoding="utf-8")
    told = run_scenarios(proposal, [file])
    assert told.counted == {"passed": 2}
    shipped = run_scenarios(find_proposal("huurtoeslag-2026"), [file])
    assert shipped.counted["failed"] >= 1  # the law without the change gives another amount


def test_a_proposal_brings_its_own_personas(live: LiveArticle, proposal: Path) -> None:
    number = households_in(live, VALUES, Choice())["rows"][0]["number"]
    folder = proposal / "personas"
    folder.mkdir()
    file = folder / "huis.yaml"
    file.write_text(
        persona_text("huis", Text("Wie", "Who"), household_in(live, VALUES, number)["persons"], DAY), encoding="utf-8"
    )
    assert [each.id for each in brought_personas(proposal, load_registers())] == ["huis"]
    assert not [problem for problem in check(proposal).problems if "personas" in problem.file]
    file.write_text(file.read_text(encoding="utf-8") + "speargeld: 3\n", encoding="utf-8")
    (problem,) = [problem for problem in check(proposal).problems if "personas" in problem.file]
    assert "spaargeld" in (problem.hint or "")
    file.unlink()


@pytest.fixture(scope="module")
def panels(live: LiveArticle) -> Panels:
    return panels_of(live)


def test_panels_say_why_nothing_changes(panels: Panels) -> None:
    live = panels.live
    rates, slips = rates_meter(panels), slip_meter(panels)
    for found in (
        live.answer({}),
        rates_at(panels, rates, {}),
        slips_at(panels, slips, {}, lambda: None),
        sources_at(live, {}),
        edges_at(live, {}, lambda done, total: None),
    ):
        assert _json(found) == found
        assert found["still"]["id"] == UNMOVED
    moved = [sources_at(live, VALUES), edges_at(live, VALUES, lambda done, total: None), live.answer(VALUES)]
    assert [each["still"] for each in moved] == [None] * 3


def test_why_still_tells_four_reasons_apart(live: LiveArticle) -> None:
    dials = live.dials
    assert why_still(live.live, LAW, dials, {})["id"] == UNMOVED
    assert why_still(live.live, LAW, dials, {DIAL: Decimal(14_601_200)})["id"] == NOBODY
    foreign = [replace(dials[0], control=replace(dials[0].control, id="nergens"))]
    assert why_still(live.live, LAW, foreign, {"nergens": Decimal(1)})["id"] == UNREAD
    sides = live.live.ctx.sides
    sides.after.missing["zorgtoeslag"] = Text("de wet is er nog niet", "the law is not there yet")
    found = why_still(live.live, LAW, foreign, {"nergens": Decimal(1)})
    del sides.after.missing["zorgtoeslag"]
    assert found["id"] == NOT_IN_FORCE
    assert "de wet is er nog niet" in found["nl"]
    assert NOT_NET not in (UNMOVED, NOBODY, UNREAD, NOT_IN_FORCE)


def test_the_panels_of_own_microdata_tell_no_single_record(own: LiveArticle) -> None:
    panels = panels_of(own)
    found = slips_at(panels, slip_meter(panels), VALUES, lambda: None)
    assert found["own"]
    sides = [side for row in found["rows"] for side in row["sides"] if side is not None]
    assert sides
    assert all(side[name] is None for side in sides for name in ("ratio", "loss", "size"))
    bins = rates_at(panels, rates_meter(panels), VALUES)["bins"]
    told = [side["value"] for each in bins for side in each["sides"] if side is not None]
    assert None in [side for each in bins for side in each["sides"]]
    assert all(value == round(value) for value in told)
    assert any(value for value in told)


def test_groups_of_own_microdata_are_told_when_no_small_part_follows(own: LiveArticle, live: LiveArticle) -> None:
    made, records = (sources_at(each, VALUES)["group"]["rows"] for each in (live, own))
    assert {row["number"] for row in records} < {row["number"] for row in made}
    for row in records:
        assert all(part == round(part, 2) for part in row["shares"])
        assert row["mean"]["value"] == float(f"{row['mean']['value']:.3g}")
    assert any(0 < sum(row["shares"][:2]) < 1 for row in made)


def test_a_group_that_is_not_shown_is_named(own: LiveArticle, live: LiveArticle) -> None:
    """Of 3,000 households some province and some source of income has too few; own microdata hide more."""
    every = [(each, _json(each.answer(VALUES))["groups"]) for each in (live, own)]
    found = [group for _, groups in every for group in groups]
    found += [sources_at(each, VALUES)["group"] for each, _ in every]
    for group in found:
        numbers = [row["number"] for row in group["rows"]]
        assert {row["label"]["nl"] for row in group["rows"]}.isdisjoint(each["nl"] for each in group["left_out"])
        assert len(numbers) + len(group["left_out"]) > max(numbers, default=0)
    (places,) = [group for group in every[0][1] if group["id"] == "provincie"]
    assert len(places["rows"]) + len(places["left_out"]) == 12
    assert places["left_out"]
    shown = grouped(places)
    assert shown["left_out"] == ", ".join(each["nl"] for each in places["left_out"])


def test_following_cliffs_tells_how_far_it_is(live: LiveArticle) -> None:
    told: list[tuple[int, int]] = []
    found = edges_at(live, VALUES, lambda done, total: told.append((done, total)))
    assert told[0] == (0, found["followed"])
    assert told[-1] == (found["followed"], found["followed"])
    assert found["rows"]
    for row in found["rows"]:
        assert row["sides"] != [None, None]
        assert row["more"] >= 0
        assert any(row["place"]["nl"].startswith(law) for law in ("Wet op", "Algemene wet", "Wet kinderopvang"))
