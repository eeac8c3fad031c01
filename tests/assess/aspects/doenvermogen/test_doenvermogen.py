"""What is asked of people follows from the law: another law gives other counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.fixtures.edited_law import MakeProposal
from tests.fixtures.polderland import MakeContext
from tests.fixtures.town import Town, child, single
from uitvoerbaar.assess.aspects.doenvermogen import aspect
from uitvoerbaar.assess.aspects.doenvermogen.figures import tasks
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.reading.burden import Burden, burden, organisations
from uitvoerbaar.assess.reading.data import load_burden_rules
from uitvoerbaar.findings import Figure, Text

RENT = "wet_woontoeslag"
MORE = {
    "{name: is_huurder, type: boolean, source: {}}": "{name: is_huurder, type: boolean, source: {}}\n"
    "          - {name: vraagt_opvangtoeslag, type: boolean, source: {}}",
    "conditions: [$is_huurder,": "conditions: [$is_huurder, $vraagt_opvangtoeslag,",
}
"""A new condition: the law now asks for one thing more."""


def of(ctx: Context, scheme: str, role: Any = "na") -> Burden:
    found = next(s for s in ctx.settings.schemes if s.id == scheme)
    return burden(ctx, role, found, load_burden_rules())


def named(figures: list[Figure], name: str) -> Figure:
    return next(f for f in figures if f.id == f"doenvermogen-{name}")


def test_what_a_scheme_asks_is_read_from_its_graph(context: MakeContext, polderland: object) -> None:
    rent = of(context("alles-of-niets"), "woontoeslag")
    assert [d.field.name for d in rent.supply] == ["is_huurder", "kale_huur"]
    assert [d.field.name for d in rent.keep] == ["kale_huur"]
    assert [d.field.name for d in rent.held] == ["loon_uit_dienstbetrekking"]
    assert (rent.applies, rent.in_advance, rent.estimate) == (True, False, ())
    assert (rent.moments, rent.tasks) == (2.0, 1 + 2 + 1 + 2)
    assert rent.organisations == ("Polderdienst", "werkgever")


def test_a_scheme_that_asks_nothing_has_no_tasks(context: MakeContext, polderland: object) -> None:
    child = of(context("alles-of-niets"), "kindertoeslag")
    assert (child.tasks, child.supply, [d.field.name for d in child.held]) == (0, (), ["geboortedatum"])
    assert child.held[0].who == "kind"


@pytest.mark.parametrize(("norm", "severity"), [(12, "aandacht"), (1, "ernstig")])
def test_one_thing_more_to_supply_is_a_finding_that_says_which(
    context: MakeContext, proposal: MakeProposal, norm: float, severity: str
) -> None:
    ctx = context(proposal(RENT, MORE))
    weighed = ctx.settings.norms
    ctx.settings = type(ctx.settings)(
        ctx.settings.schemes, ctx.settings.net,
        {**weighed, "handelingen_erbij_ernstig": type(weighed["handelingen_erbij_ernstig"])(norm, "test")},
    )  # fmt: skip
    [finding] = aspect.run(ctx).findings
    assert (finding.id, finding.severity) == ("doenvermogen-woontoeslag", severity)
    assert "vraagt opvangtoeslag (aanvrager)" in finding.explanation.nl
    assert finding.mend is not None
    assert finding.households is not None
    assert finding.households.value > 0


def test_one_thing_less_is_good_news(context: MakeContext, proposal: MakeProposal) -> None:
    [finding] = aspect.run(context(proposal(RENT, {}, before=MORE))).findings
    assert (finding.severity, finding.mend) == ("informatie", None)
    assert "minder te doen" in finding.title.nl


def test_an_edit_that_asks_nothing_more_gives_no_finding(context: MakeContext, proposal: MakeProposal) -> None:
    assert aspect.run(context(proposal(RENT, {"deel: 0.5": "deel: 0.6"}))).findings == []


def test_every_point_has_an_answer_or_is_a_question_for_people(context: MakeContext, polderland: object) -> None:
    outcome = aspect.run(context("alles-of-niets"))
    points = named(outcome.figures, "punten").rows
    assert len(points) == len(load_burden_rules().points)
    for row in points:
        for side in ("voor", "na"):
            assert isinstance(row[side], Text)
            assert row[side].nl


def test_all_or_nothing_is_counted_before_and_after(context: MakeContext, polderland: object) -> None:
    points = named(aspect.run(context("alles-of-niets")).figures, "punten").rows
    row: Any = next(r for r in points if "alles of niets" in str(r["vraag"]))
    assert (row["voor"].nl, row["na"].nl) == ("0", "1 (opvangkosten betaald)")


def test_terms_in_an_article_become_deadlines(context: MakeContext, proposal: MakeProposal) -> None:
    text = "Een huurder met een loon tot en met 30.000 euro heeft recht op woontoeslag."
    ctx = context(proposal(RENT, {text: f"{text} Een aanvraag moet binnen vier weken worden gedaan."}))
    rows = named(aspect.run(ctx).figures, "termijnen").rows
    row: Any = next(r for r in rows if str(r["artikel"]).endswith(" 2"))
    assert (row["wie"].nl, row["voor"] if isinstance(row["voor"], str) else row["voor"].nl) == ("burger", "geen")
    assert row["na"].nl == "binnen vier weken"


def test_suppliers_become_organisations() -> None:
    rules = replace(
        load_burden_rules(),
        same_organisation={"SVB": "Bank", "raad van a en b": "raad"},
        no_organisation=frozenset(("burger",)),
    )
    names = ["SVB", "banken via Dienst", "UWV en fondsen", "gemeente (WOZ)", "burger", "raad van a en b"]
    assert organisations(names, rules) == ("Bank", "Dienst", "UWV", "fondsen", "gemeente", "raad")


def test_groups_that_the_population_lacks_are_a_question_for_people(context: MakeContext, polderland: object) -> None:
    outcome = aspect.run(context("alles-of-niets"))
    row: Any = next(r for r in named(outcome.figures, "punten").rows if "groep die dit minder" in str(r["vraag"]))
    assert row["na"].nl.endswith("vraag voor mensen")
    assert all(f.id != "doenvermogen-groepen" for f in outcome.figures)


def test_a_calendar_says_of_which_schemes_its_households_are_counted(town: Town) -> None:
    """Who has childcare allowance is counted; not all of them have the four other schemes of this calendar."""
    ctx = town("alles-of-niets-2026", [single("a"), single("b")], [child("a"), child("b")])
    reading = named(aspect.run(ctx).figures, "kalender-gezin_met_opvang").reading
    assert reading.nl.startswith(
        "Met Zorgtoeslag, Kindgebonden budget, Kinderopvangtoeslag, Kinderbijslag, Inkomensheffing."
    )
    assert reading.nl.endswith("Minder dan 1.000 huishoudens krijgen kinderopvangtoeslag, met of zonder de andere.")
    assert reading.english.endswith(
        "Fewer than 1,000 households receive childcare allowance, with or without the others."
    )


def test_a_calendar_is_a_timeline_that_tells_what_the_proposal_adds_and_drops() -> None:
    check, rent, hours = Text("nakijken", "check"), Text("huur melden", "report rent"), Text("uren", "hours")
    before = [[check, rent] if month == 0 else [rent] for month in range(12)]
    after = [[check, hours] if month == 6 else [check] if month == 0 else [] for month in range(12)]
    rows = tasks(before, after)
    found = [(row["maand"], row["soort"].nl, row["taak"].nl, row["taak"].en) for row in rows]  # type: ignore[union-attr]
    assert found[:2] == [
        (1, "vaste maand", "nakijken", "check"),
        (1, "bij verandering", "huur melden (vervalt)", "report rent (lapses)"),
    ]
    assert (7, "vaste maand", "nakijken (nieuw)", "check (new)") in found
    assert (7, "vaste maand", "uren (nieuw)", "hours (new)") in found
    assert len(found) == 1 + 12 + 2
