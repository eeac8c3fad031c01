"""Equal treatment: what a group gets, loses and which facts stand for a ground."""

from __future__ import annotations

import numpy as np

from tests.fixtures.town import Town, child, single, with_norm
from uitvoerbaar.assess.aspects.equal_treatment.aspect import TEST
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.groups_of_heads import sexes
from uitvoerbaar.assess.protected_grounds.grounds import load_grounds, measure
from uitvoerbaar.assess.protected_grounds.proxies import PARTNER, associations, cramers_v, inputs
from uitvoerbaar.engine.batch.people import Strings

ALL_OR_NOTHING = "alles-of-niets-2026"


def _sexes(ctx: Context, women: list[int]) -> None:
    codes = np.zeros(ctx.people.after.n, np.int8)
    codes[women] = 1
    for role in ROLES:
        ctx.people.of(role).columns["geslacht"] = Strings(codes, ("man", "vrouw"))


def _parents(town: Town, short: list[int]) -> Context:
    """Eight single parents; those in `short` could not show that they paid 1 euro of the childcare."""
    houses = [f"h{i}" for i in range(8)]
    children = [child(house, 100 if i in short else 0) for i, house in enumerate(houses)]
    return town(ALL_OR_NOTHING, [single(house) for house in houses], children)


def test_a_rule_that_hits_women_only_is_a_finding_with_their_number(town: Town) -> None:
    ctx = _parents(town, short=[4, 5, 6, 7])
    _sexes(ctx, women=[4, 5, 6, 7])
    outcome = TEST.run(ctx)
    finding = next(f for f in outcome.findings if f.id == "gelijke-behandeling-geraakt")
    assert "vrouw (anderen niet)" in finding.explanation.nl
    assert finding.households is not None
    assert (finding.households.value, finding.households.of) == (4, 4)
    row = next(
        r for f in outcome.figures if f.id == "gelijke-behandeling-geraakt-alle" for r in f.rows
        if getattr(r["groep"], "nl", "") == "Vrouw"
    )  # fmt: skip
    assert row["verliest"] == 1.0
    assert row["verhouding"] is None


def test_the_bound_of_who_loses_is_told_as_it_counts(town: Town) -> None:
    """Who loses exactly half a percent counts, here as on the first screen."""
    reading = next(f for f in TEST.run(_parents(town, [4, 5])).figures if f.id == "gelijke-behandeling-geraakt").reading
    assert "dat er 0,5 procent of meer op achteruitgaat" in reading.nl
    assert "that loses 0.5 percent or more" in reading.english


def test_a_group_has_a_name_that_stands_in_a_sentence(town: Town) -> None:
    """`married: no` is no name of anybody; the head is not married here, and only these lose."""
    ctx = _parents(town, short=[4, 5, 6, 7])
    for role in ROLES:
        people = ctx.people.of(role)
        people.columns["is_gehuwd"] = (~np.isin(np.arange(people.n), [4, 5, 6, 7])).astype(np.int8)
    finding = next(f for f in TEST.run(ctx).findings if f.id == "gelijke-behandeling-geraakt")
    assert finding.title.nl == "Vaker achteruit dan anderen: niet getrouwd en geen geregistreerd partner"
    assert finding.title.english == "Losing more often than others: not married and no registered partner"
    assert finding.whom.nl == "Niet getrouwd en geen geregistreerd partner"


def test_a_group_of_a_ground_is_named_with_it(town: Town) -> None:
    ctx = _parents(town, short=[4, 5, 6, 7])
    _sexes(ctx, women=[4, 5, 6, 7])
    finding = next(f for f in TEST.run(ctx).findings if f.id == "gelijke-behandeling-geraakt")
    assert (finding.title.nl, finding.whom.nl) == ("Vaker achteruit dan anderen: geslacht vrouw", "Geslacht vrouw")


def test_who_no_longer_gets_anything_falls_behind_in_chance(town: Town) -> None:
    ctx = _parents(town, short=[4, 5, 6, 7])
    _sexes(ctx, women=[4, 5, 6, 7])
    finding = next(f for f in TEST.run(ctx).findings if f.id == "gelijke-behandeling-kans")
    assert "van 1 naar 0 keer de kans van anderen" in finding.explanation.nl


def test_nobody_falls_behind_when_the_scheme_is_abolished_for_all(town: Town) -> None:
    ctx = _parents(town, short=list(range(8)))
    _sexes(ctx, women=[4, 5, 6, 7])
    after = ctx.household_column("na", next(s for s in ctx.settings.schemes if s.id == "kinderopvangtoeslag"))
    assert after is not None
    assert not after.any()
    assert not [f for f in TEST.run(ctx).findings if f.id == "gelijke-behandeling-kans"]


def test_having_a_partner_is_no_matter_of_who_is_called_the_head(town: Town) -> None:
    """Four couples with a man as head and four single women: of all adults with a partner one half is a woman."""
    persons = [row for house in "abcd" for row in (single(house), single(house) | {"rol": "partner"})]
    ctx = town("huurtoeslag-2026", [*persons, *(single(house) for house in "efgh")])
    _sexes(ctx, women=[1, 3, 5, 7, 8, 9, 10, 11])
    heads = sexes(ctx)
    assert heads is not None
    assert cramers_v((ctx.people.after.partner[ctx.heads] >= 0).astype(np.int64), heads.codes, ctx.weights) > 0.8
    close = associations(ctx, [PARTNER, "kale_huur"], {"geslacht": heads.codes}, 100)
    assert close[PARTNER]["geslacht"] < 0.5
    assert set(close) == {PARTNER, "kale_huur"}


def test_a_rule_that_hits_both_alike_is_none(town: Town) -> None:
    ctx = _parents(town, short=[2, 3, 6, 7])
    _sexes(ctx, women=[4, 5, 6, 7])
    outcome = TEST.run(ctx)
    assert not [f for f in outcome.findings if "vrouw" in f.explanation.nl or "man" in f.title.nl.split()]
    rows = next(f for f in outcome.figures if f.id == "gelijke-behandeling-geraakt-alle").rows
    sexes = {r["groep"].nl: r for r in rows if r["grond"].nl.startswith("Geslacht")}
    assert sexes["Vrouw"]["verhouding"] == sexes["Man"]["verhouding"] == 1.0


def test_groups_below_the_norm_are_not_shown(town: Town) -> None:
    ctx = _parents(town, short=[4, 5, 6, 7])
    _sexes(ctx, women=[4, 5, 6, 7])
    with_norm(ctx, "kleinste_groep_huishoudens", 5)
    outcome = TEST.run(ctx)
    assert not [f for f in outcome.findings if "vrouw" in f.explanation.nl]
    shown = [r["grond"].nl for f in outcome.figures if f.id == "gelijke-behandeling-geraakt-alle" for r in f.rows]
    assert not [name for name in shown if name.startswith("Geslacht")]


def test_a_proposal_that_changes_no_scheme_is_not_judged(town: Town) -> None:
    ctx = town("huurtoeslag-2026", [single("a")])
    ctx.sides.after.nodes.update(ctx.sides.before.nodes)
    outcome = TEST.run(ctx)
    assert outcome.run.status == "niet_uitgevoerd"
    assert outcome.findings == []


def test_grounds_that_cannot_be_measured_are_said_with_the_reason(town: Town) -> None:
    ctx = town("huurtoeslag-2026", [single("a")])
    measured, missing = measure(ctx, load_grounds())
    assert {item.ground.id for item in measured} >= {"leeftijd", "burgerlijke_staat"}
    told = " ".join(text.nl for text in missing)
    for ground in ("Ras en herkomst", "Nationaliteit", "Godsdienst", "Seksuele gerichtheid", "Geslacht"):
        assert ground in told


def test_every_ground_has_a_source_and_either_groups_or_a_reason() -> None:
    grounds = load_grounds()
    assert any(ground.by is None for ground in grounds)
    assert any(ground.by is not None for ground in grounds)
    for ground in grounds:
        assert ground.source
        assert (ground.by is None) == (ground.why_not is not None)


def test_the_facts_that_the_rent_act_reads_are_found_on_both_sides(town: Town) -> None:
    ctx = town("huurtoeslag-2026", [single("a")])
    before, after = (inputs([ctx.sides.of(role).nodes["huurtoeslag"]]) for role in ROLES)
    assert {"kale_huur", "geboortedatum", "is_huurder"} <= before & after
    assert "servicekosten" in before - after


def test_a_new_fact_that_is_a_ground_itself_is_a_finding(town: Town) -> None:
    """The other way round the act starts to read service costs; declared a ground, that is told."""
    ctx = town("huurtoeslag-2026", [single("a"), single("b", rent=95_000)])
    ctx.sides.before.nodes, ctx.sides.after.nodes = ctx.sides.after.nodes, ctx.sides.before.nodes
    assert not [f for f in TEST.run(ctx).findings if f.id.endswith("gegeven")]
    ctx.sides.before.nodes["huurtoeslag"] = ctx.sides.after.nodes["kinderbijslag"]
    finding = next(f for f in TEST.run(ctx).findings if f.id.endswith("gegeven"))
    assert "geboortedatum" in finding.title.nl or "woning aangepast" in finding.title.nl
