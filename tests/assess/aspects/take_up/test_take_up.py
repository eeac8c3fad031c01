"""Take-up: who is entitled but does not apply, what is left, and what better reach would change."""

from __future__ import annotations

from tests.fixtures.town import Town, single, with_norm
from uitvoerbaar.assess.aspects.take_up.aspect import TEST
from uitvoerbaar.assess.aspects.take_up.measure import all_reach

RENT = "huurtoeslag"


def test_who_does_not_apply_misses_what_the_same_household_gets_that_does(town: Town) -> None:
    ctx = town("huurtoeslag-2026", [single("a"), single("b", rent_asked=False), single("c", wage=9_000_000)])
    found = all_reach(ctx)[RENT].after
    paid = ctx.household_column("na", next(s for s in ctx.settings.schemes if s.id == RENT))
    assert paid is not None
    assert paid[0] > 0
    assert paid[1] == 0
    assert found.left.tolist() == [0, paid[0], 0]
    assert found.with_right.tolist() == [1, 1, 0]
    assert found.missed.tolist() == [0, 1, 0]


def test_granting_without_an_application_costs_what_was_left_and_reaches_everybody(town: Town) -> None:
    ctx = town("huurtoeslag-2026", [single("a"), single("b", rent_asked=False)])
    left = all_reach(ctx)[RENT].after.left.sum()
    outcome = TEST.run(ctx)
    rows = next(f for f in outcome.figures if f.id == "bereik-scenarios").rows
    automatic = next(
        r for r in rows if r["scenario"].nl == "Toekennen zonder aanvraag" and r["regeling"].nl == "Huurtoeslag"
    )
    assert automatic["kosten_na"] == left
    assert automatic["erbij_na"] == 1
    assert automatic["bereik"] == 1.0
    letter = next(r for r in rows if r["scenario"].nl.endswith("brief") and r["regeling"].nl == "Huurtoeslag")
    assert letter["bereik"] == round(1 - 0.5 * (1 - 0.373), 4)


def test_a_new_right_that_is_not_asked_for_is_a_finding(town: Town) -> None:
    """In 2025 a rent above the maximum gave nothing; in 2026 it does, but this tenant does not ask."""
    ctx = town("huurtoeslag-2026", [single("a"), single("b", rent=95_000, rent_asked=False)])
    with_norm(ctx, "bereik_meer_huishoudens", 0)
    outcome = TEST.run(ctx)
    assert [f.id for f in outcome.findings] == ["bereik-huurtoeslag"]
    (finding,) = outcome.findings
    assert finding.severity == "aandacht"
    assert finding.households is not None
    assert finding.households.value == 1
    assert finding.law == "wet_op_de_huurtoeslag"


def test_no_finding_when_everybody_applies(town: Town) -> None:
    ctx = town("huurtoeslag-2026", [single("a"), single("b", rent=95_000)])
    assert TEST.run(ctx).findings == []


def test_schemes_that_a_year_cannot_compute_are_named_as_missing(town: Town) -> None:
    outcome = TEST.run(town("kinderopvangtoeslag-evenredig-2019", [single("a")]))
    assert outcome.run.status == "gedeeltelijk"
    assert any(text.nl.startswith("Huurtoeslag") for text in outcome.run.missing)


def test_a_figure_that_was_put_in_the_population_is_marked_as_such(town: Town) -> None:
    outcome = TEST.run(town("huurtoeslag-2026", [single("a"), single("b", rent_asked=False)]))
    rows = next(f for f in outcome.figures if f.id == "bereik-gepubliceerd").rows
    by_name = {row["wat"].nl: row for row in rows}
    rent = by_name["Huurtoeslag: recht, niet aangevraagd"]
    assert rent["ingevoerd"] is True
    assert rent["gesimuleerd"] == 0.5
    amount = next(row for row in rows if row["bedrag_gepubliceerd"] is not None)
    assert amount["ingevoerd"] is False
