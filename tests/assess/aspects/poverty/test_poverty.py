"""The test on poverty as a report gets it: findings, figures, and nothing where nothing changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fixtures.polderland import MakeContext
from tests.fixtures.town import Town, child, single, with_norm
from uitvoerbaar.assess.aspects.poverty import findings as told
from uitvoerbaar.assess.aspects.poverty.aspect import run
from uitvoerbaar.assess.aspects.poverty.figures import rounded, said
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.poverty.change import Change
from uitvoerbaar.assess.poverty.lines import WHO, Who, known_lines
from uitvoerbaar.assess.poverty.measure import Measured, measured


def _reversed(ctx: Context) -> Context:
    """The same proposal the other way round: who gained loses."""
    return replace(ctx, sides=Pair(ctx.sides.after, ctx.sides.before), people=Pair(ctx.people.after, ctx.people.before))


def _town(town: Town) -> Context:
    """Tenants in a home of 950 euros, too dear for the allowance of 2025 and not for that of 2026: incomes around the line."""
    homes = [f"h{number}" for number in range(30)]
    people = [single(home, wage=1_500_000 + 15_000 * number, rent=95_000) for number, home in enumerate(homes)]
    rich = [single(f"r{number}", wage=6_000_000) for number in range(60)]
    return town("huurtoeslag-2026", [*people, *rich], [child(home) for home in homes[:10]])


def test_who_rises_above_the_line_is_told_for_information(town: Town) -> None:
    ctx = _town(town)
    outcome = run(ctx)
    (of,) = (each for each in measured(ctx, known_lines()) if each.line.id == "armoede")
    assert of.risen.any()
    found = next(f for f in outcome.findings if f.id == "armoede-armoede-boven")
    assert found.severity == "informatie"
    assert found.households is not None
    assert found.households.value >= 1
    assert outcome.run.status == "gedeeltelijk"
    assert not any(f.id == "armoede-armoede-onder" for f in outcome.findings)


def test_who_falls_below_the_line_is_a_finding_as_grave_as_they_are_many(town: Town) -> None:
    ctx = _reversed(_town(town))
    found = next(f for f in run(ctx).findings if f.id == "armoede-armoede-onder")
    assert found.severity == "ernstig"
    assert found.title.nl.endswith("komen onder de armoedegrens")
    assert "fall below the poverty line" in found.title.english
    assert found.mend is not None
    with_norm(ctx, "armoede_ernstig_aandeel", 1.0)
    assert next(f for f in run(ctx).findings if f.id == found.id).severity == "aandacht"
    with_norm(ctx, "armoede_bevinding_aandeel", 1.0)
    assert not any(f.id == found.id for f in run(ctx).findings)


def test_a_change_of_children_too_small_to_measure_hides_no_certain_one_of_everybody(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ "39,000 children fall below the line, on balance too few to measure", and not a word of 300,000 people who do."""
    ctx = _reversed(_town(town))
    of_children = next(f for f in run(ctx).findings if f.id == "armoede-armoede-onder")
    assert " kinderen komen onder" in of_children.title.nl
    real = told.change

    def unsure(each: Measured, who: Who, play: float) -> Change:
        found = real(each, who, play)
        return replace(found, low=-1.0) if who == "kinderen" else found

    monkeypatch.setattr(told, "change", unsure)
    of_all = next(f for f in run(ctx).findings if f.id == of_children.id)
    assert " mensen komen onder" in of_all.title.nl
    assert "te weinig om te meten" not in of_all.explanation.nl
    assert of_all.severity == "ernstig"


def test_the_table_adds_up_and_stands_beside_what_was_published(town: Town) -> None:
    figures = {figure.id: figure for figure in run(_town(town)).figures}
    for row in figures["armoede-overzicht"].rows:
        assert row["voor"] + row["eronder"] - row["erboven"] == row["na"]  # type: ignore[operator]
        assert row["laag"] <= row["verandering"] <= row["hoog"]  # type: ignore[operator]
    published = [row["gepubliceerd"] for row in figures["armoede-niveau"].rows]
    assert published == [each.fact.value for line in known_lines() for each in line.published]
    before, after = figures["armoede-tekort"].rows[-2:]
    assert before["samen"] > after["samen"]  # type: ignore[operator]


def test_behind_people_who_cross_stand_their_homes_and_not_their_heads(town: Town) -> None:
    """A parent and a child that rise are two people and one household: of own microdata the household counts."""
    table = next(figure for figure in run(_town(town)).figures if figure.id == "armoede-overzicht")
    risen = [row for row in table.rows if row["erboven"]]
    assert risen
    people = [row for row in risen if row["wie"] == WHO["personen"]]
    children = [row for row in risen if row["wie"] == WHO["kinderen"]]
    assert any(row["_erboven"] < row["erboven"] for row in people)  # type: ignore[operator]
    assert all(row["_erboven"] == row["erboven"] for row in children)  # one child each
    assert all(row["_eronder"] == row["eronder"] == 0 for row in risen)


def test_nothing_is_run_where_net_income_does_not_change(town: Town) -> None:
    ctx = _town(town)
    same = replace(
        ctx, sides=Pair(ctx.sides.before, ctx.sides.before), people=Pair(ctx.people.before, ctx.people.before)
    )
    outcome = run(same)
    assert outcome.run.status == "niet_uitgevoerd"
    assert not outcome.figures
    assert not outcome.findings


def test_laws_without_a_poverty_line_are_said_to_have_none(context: MakeContext) -> None:
    outcome = run(context("alles-of-niets"))
    assert outcome.run.status == "niet_uitgevoerd"
    assert "geen armoedegrenzen" in outcome.run.missing[0].nl


def test_a_year_without_net_income_says_why(town: Town) -> None:
    outcome = run(town("kinderopvangtoeslag-2015", [single("a")]))
    assert outcome.run.status == "niet_uitgevoerd"
    assert "Netto inkomen" in outcome.run.missing[0].nl


def test_a_title_and_the_sentence_below_it_round_the_same_number_in_one_way() -> None:
    told = Change(3095.0, 1121.0, 5492.0)
    assert said(told).nl == f"{rounded(3095.0).nl} meer" == "3.100 meer"
