"""What the assessment says of cliffs: gone, new, larger; where, by which article, and who lives close."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from tests.assess.aspects.cliffs.conftest import Followed, Outcomes
from uitvoerbaar.assess.aspects.cliffs.findings import kind_of, place_of
from uitvoerbaar.assess.aspects.cliffs.household_types import field_of
from uitvoerbaar.assess.aspects.cliffs.near import near
from uitvoerbaar.assess.aspects.cliffs.tracks import JumpPair, fall, pairs
from uitvoerbaar.assess.cases.simplest import case_of_row
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.outcome import Outcome
from uitvoerbaar.engine.batch.people import array_of
from uitvoerbaar.engine.piecewise.jumps import Jump
from uitvoerbaar.law.graph import Graph, Node
from uitvoerbaar.law.graph.nodes import Origin

Contexts = Callable[[str], Context]
RENT, NOTHING = "huurtoeslag-2026", "alles-of-niets-2026"


@pytest.fixture(scope="module")
def rent(outcomes: Outcomes) -> Outcome:
    return outcomes(RENT)


@pytest.fixture(scope="module")
def all_or_nothing(outcomes: Outcomes) -> Outcome:
    return outcomes(NOTHING)


def test_the_cliff_at_the_highest_rent_disappears(rent: Outcome) -> None:
    assert rent.run.status == "uitgevoerd"
    gone = [f for f in rent.findings if "-weg-" in f.id]
    assert [(f.law, f.article, f.severity) for f in gone] == [("wet_op_de_huurtoeslag", "13", "informatie")]
    assert "--side voor" in gone[0].command
    assert "kale_huur=90008" in gone[0].command
    assert [f for f in rent.findings if f.severity in ("ernstig", "kritiek")] == []


def test_all_or_nothing_is_a_new_cliff_in_what_was_paid(all_or_nothing: Outcome) -> None:
    """One cent less proven: 15,135 euros less a year for a couple that pays 16,380 euros."""
    (found,) = all_or_nothing.findings
    assert (found.severity, found.law, found.article) == ("ernstig", "wet_kinderopvang", "1.5")
    case = found.smallest_case
    assert case is not None
    assert case.loss == case.before.value - case.after.value == 1_513_499
    assert case.loss_reference == -1, "before the proposal one cent less paid is one cent more left"
    assert "kind.1.opvangkosten_betaald=1637999" in found.command
    assert "16.380,00" in case.story.nl and "16.379,99" in case.story.nl  # type: ignore[union-attr]  # noqa: PT018


def test_the_table_holds_every_jump_of_both_sides(followed_tracks: Followed, rent: Outcome) -> None:
    """Steps of one table of the law are one row, which says in how many places."""
    table = next(f for f in rent.figures if f.id == "sprongen-tabel")
    made, _ = followed_tracks(RENT)
    others = sum(int(r["plaats"].nl.split("op ")[1].split()[0]) for r in table.rows if "ook op" in r["plaats"].nl)  # type: ignore[union-attr]
    assert len(table.rows) + others == sum(len(t.pairs) for t in made)
    losses = [max(int(r["voor"]), int(r["na"])) for r in table.rows]  # type: ignore[arg-type]
    assert losses == sorted(losses, reverse=True)
    gone = [r for r in table.rows if r["soort"].nl == "verdwijnt"]  # type: ignore[union-attr]
    assert {r["artikel"].nl for r in gone} == {"Wet op de huurtoeslag, artikel 13"}  # type: ignore[union-attr]


def test_curves_are_drawn_from_left_to_right_with_their_jumps(rent: Outcome) -> None:
    curves = [f for f in rent.figures if f.chart == "line" and "-leeftijd-" not in f.id]
    assert 1 <= len(curves) <= 6
    for figure in curves:
        for side in ("Voor", "Na"):
            rows = [r for r in figure.rows if r["kant"].nl == side]  # type: ignore[union-attr]
            places = [int(r["x"]) for r in rows]  # type: ignore[arg-type]
            assert places == sorted(places)
            marked = [int(r["x"]) for r in rows if r["sprong"] is not None]  # type: ignore[arg-type]
            assert all(places.count(x) == 2 for x in marked), "a jump has two points in one place"


def _jump(size: int, node: Node) -> Jump:
    return Jump(100, 101, size, node)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, -20_000, "nieuw"),
        (None, -9_900, None),  # smaller than 100 euros
        (None, 20_000, None),  # a gain is no cliff
        (-50_000, -60_000, "groter"),
        (-500_000, -512_000, None),  # grows by less than a tenth
        (-20_000, None, "weg"),
        (-20_000, -20_000, None),
        (-20_000, 5_000, "weg"),
    ],
)
def test_kinds(contexts: Contexts, before: int | None, after: int | None, kind: str | None) -> None:
    ctx = contexts(RENT)
    node = ctx.sides.after.nodes["netto"]
    pair = JumpPair(None if before is None else _jump(before, node), None if after is None else _jump(after, node))
    assert kind_of(ctx, pair) == kind


def test_who_lives_close_is_who_receives_it_just_below_the_limit(contexts: Contexts, followed_tracks: Followed) -> None:
    """Savings limit of the rent allowance in 2026: receives it, and the household is within 1,000 euros of the limit."""
    ctx = contexts(RENT)
    made, _ = followed_tracks(RENT)
    (track,) = [t for t in made if (t.household.id, t.axis.id) == ("alleenstaande_huurder", "spaargeld")]
    jump = next(j for j in track.jumps.after if j.node.origin.law == "wet_op_de_huurtoeslag")  # type: ignore[union-attr]
    name = field_of(track.axis, track.household)
    (close,) = near(ctx, "na", [(jump, name, track.axis)]).values()
    receives = ctx.household_column("na", next(s for s in ctx.settings.schemes if s.id == "huurtoeslag"))
    assert receives is not None
    scheme = next(s for s in ctx.settings.schemes if s.id == "huurtoeslag")
    savings = array_of(ctx.people.after.columns["spaargeld"])[ctx.heads]
    looked_at = np.flatnonzero((receives > 0) & (savings > 2_000_000) & (savings < 12_000_000))
    assert len(looked_at)
    for position in looked_at:
        case = case_of_row(ctx.people.after, int(ctx.heads[position]), ctx.catalogue)
        richer = replace(case, person={**case.person, "spaargeld": int(case.person["spaargeld"]) + track.axis.near})
        value = (
            ctx.explainer("na").explain(scheme.law, "heeft_recht_op_huurtoeslag", ctx.sides.after.date, richer).value
        )
        assert bool(close[position]) is (value is False)
    assert not close[receives == 0].any()


def test_without_income_tax_it_is_left_out(outcomes: Outcomes) -> None:
    outcome = outcomes("kinderopvangtoeslag-2015")
    assert outcome.run.status == "niet_uitgevoerd"
    assert outcome.run.missing
    assert outcome.figures == []


def test_the_line_of_a_jump_is_one_of_the_file_of_its_own_side(contexts: Contexts) -> None:
    """A condition that both sides share is known by its place in the file that was read first: that of the other side."""
    ctx = contexts(RENT)
    law = ctx.sides.after.law("wet_op_de_huurtoeslag")
    other = ctx.sides.before.law("wet_op_de_huurtoeslag")
    assert law is not None
    assert other is not None
    assert law.file != other.file
    article = law.articles[0]
    first = Origin(law.id, other.version, article.number, 4321, other.file)
    second = Origin(law.id, law.version, article.number, 77, law.file)
    node = Graph().node("ADD", (), origin=first)
    jump = Jump(1, 2, -100, node, origin=first)
    place = place_of(ctx, "na", jump)
    assert place is not None
    assert (place.file, place.line) == (law.file, article.line), "not a line of the other file"
    node.also += (second,)
    place = place_of(ctx, "na", jump)
    assert place is not None
    assert place.line == 77
    place = place_of(ctx, "voor", jump)
    assert place is not None
    assert (place.file, place.line) == (other.file, 4321)


def test_what_stays_of_two_cliffs_in_one_place_is_no_new_cliff(contexts: Contexts) -> None:
    """Two laws have one limit of savings; the proposal moves that of the one, and the other stays where it was."""
    ctx = contexts(RENT)
    graph = Graph()
    care, child = Origin("zorg", "2026-01-01", "3", 1, None), Origin("kind", "2026-01-01", "1", 1, None)
    one, moved, other = (graph.node("PARAM", (), name) for name in ("a", "b", "c"))
    both = Jump(100, 101, -750_000, one, origin=care)
    after = [Jump(100, 101, -600_000, other, origin=child), Jump(60, 61, -150_000, moved, origin=care)]
    found = pairs([both], after)
    assert [(p.shown.x, fall(p.before), fall(p.after)) for p in found] == [
        (100, 600_000, 600_000),
        (60, 150_000, 150_000),
    ]
    assert {kind_of(ctx, pair) for pair in found} == {None}
    larger = pairs([both], [replace(after[0], size=-900_000), after[1]])
    assert [(fall(p.before), fall(p.after)) for p in larger] == [(600_000, 900_000), (150_000, 150_000)]
    assert kind_of(ctx, larger[0]) == "groter"
