"""The shipped laws by algebra against brute force: every whole euro of a range, run by the kernels."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.assess.aspects.cliffs.conftest import Followed
from uitvoerbaar.assess.aspects.cliffs.ages.copies import street
from uitvoerbaar.assess.aspects.cliffs.data import load_types
from uitvoerbaar.assess.aspects.cliffs.household_types import field_of
from uitvoerbaar.assess.aspects.cliffs.tracks import Track, fall, pairs
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import NET
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.piecewise.jumps import Jump
from uitvoerbaar.engine.piecewise.profile import Gap, Piece
from uitvoerbaar.law.registers import PERSON

Contexts = Callable[[str], Context]
PROPOSAL = "huurtoeslag-2026"
LEAST = 2500
EURO = 100


@pytest.fixture(scope="module")
def followed(contexts: Contexts, followed_tracks: Followed) -> tuple[Context, list[Track]]:
    ctx = contexts(PROPOSAL)
    made, left = followed_tracks(PROPOSAL)
    assert made
    assert left == []
    return ctx, made


def grid(ctx: Context, track: Track, role: str, values: np.ndarray) -> np.ndarray:
    """Net income at every value, by the kernels."""
    people = street(track.household.case, ctx.catalogue, PERSON, field_of(track.axis, track.household), values)
    result = Batch({NET: ctx.sides.of(role).nodes[NET]}).run(people, np.arange(len(values)))  # type: ignore[index]
    assert result.errors == {}
    return result.values[NET].astype(np.int64)


CASES = [
    ("alleenstaande_huurder", "inkomen"),
    ("jongere_huurder", "huur"),
    ("gepensioneerde_huurder", "inkomen"),
    ("eenouder_huurder", "inkomen"),
    ("paar_een_kostwinner", "spaargeld"),
    ("paar_tweeverdieners", "inkomen"),
]


@pytest.mark.parametrize(("household", "axis"), CASES)
@pytest.mark.parametrize("role", ROLES)
def test_every_whole_euro_agrees_with_the_pieces(
    followed: tuple[Context, list[Track]], household: str, axis: str, role: str
) -> None:
    ctx, made = followed
    (track,) = [t for t in made if (t.household.id, t.axis.id) == (household, axis)]
    values = np.arange(track.axis.low, (track.axis.high or 0) + 1, EURO)
    net = grid(ctx, track, role, values)
    line = track.lines.of(role)  # type: ignore[index]
    inside = np.zeros(len(values), bool)
    for part in line.profile.parts:
        here = np.flatnonzero((values >= part.low) & (values <= part.high))
        inside[here] = True
        if isinstance(part, Gap):
            assert part.error is None
            continue
        for i in here[:: max(1, len(here) // 200)]:
            off = int(net[i]) - part.curve.at(int(values[i]))
            assert part.curve.low <= off <= part.curve.high, (int(values[i]), float(off))
    assert inside.all()


@pytest.mark.parametrize(("household", "axis"), CASES)
def test_jumps_are_those_of_brute_force(followed: tuple[Context, list[Track]], household: str, axis: str) -> None:
    """A step of one euro that changes net income by more than 25 euros and the slope is a jump, and the other way round."""
    ctx, made = followed
    (track,) = [t for t in made if (t.household.id, t.axis.id) == (household, axis)]
    values = np.arange(track.axis.low, (track.axis.high or 0) + 1, EURO)
    for role in ROLES:
        steps = np.diff(grid(ctx, track, role, values))
        line = track.lines.of(role)
        slopes = [part.curve.slope(part.low) for part in line.profile.parts if isinstance(part, Piece)]
        steepest = max(abs(float(s)) for s in slopes) * EURO if axis != "huur" else 2000
        brute = {int(values[i]) for i in np.flatnonzero(np.abs(steps) > LEAST + steepest + 10)}
        found = {jump.x // EURO * EURO for jump in track.jumps.of(role)}
        assert brute <= found
        sure = {j.x // EURO * EURO for j in track.jumps.of(role) if abs(j.size) > LEAST + steepest + 10}
        assert sure <= brute


def test_rounding_alone_cannot_hide_a_jump(followed: tuple[Context, list[Track]]) -> None:
    _, made = followed
    assert all(line.profile.spread < LEAST for track in made for line in track.lines)


def test_the_known_cliffs_of_the_rent_allowance(followed: tuple[Context, list[Track]]) -> None:
    """2025: nothing above 900.07 euros of rent (art. 13), nor above 37,395 euros of savings (art. 7); 2026: 38,479."""
    _, made = followed
    by_axis = {t.axis.id: t for t in made if t.household.id == "alleenstaande_huurder"}
    before, after = (by_axis["huur"].jumps.of(role) for role in ROLES)
    assert [(j.x, j.node.origin.article) for j in before if j.node.origin] == [(90007, "13")]
    assert after == []
    limits = {
        role: [j.x for j in by_axis["spaargeld"].jumps.of(role) if j.node.origin.article == "7"] for role in ROLES
    }  # type: ignore[union-attr]
    assert limits == {"voor": [3_739_500], "na": [3_847_900]}


def test_the_slope_of_a_single_tenant_worked_out_by_hand(followed: tuple[Context, list[Track]]) -> None:
    """At 40,000 euros in 2026: 37.56 % tax, 6.398 % less general credit, 1.95 % more labour credit, 13.73 % less healthcare
    allowance, 27 % less rent allowance: 17.26 cents of each euro are left."""
    _, made = followed
    (track,) = [t for t in made if (t.household.id, t.axis.id) == ("alleenstaande_huurder", "inkomen")]
    part = next(p for p in track.lines.after.profile.parts if p.low <= 4_000_000 <= p.high)
    assert isinstance(part, Piece)
    by_hand = 1 - 0.3756 - 0.06398 + 0.0195 - 0.1373 - 0.27
    assert float(part.curve.slope(4_000_000)) == pytest.approx(by_hand, abs=0.001)


def test_jumps_of_one_condition_or_article_are_one_pair(followed: tuple[Context, list[Track]]) -> None:
    _, made = followed
    (track,) = [t for t in made if (t.household.id, t.axis.id) == ("alleenstaande_huurder", "spaargeld")]
    shown = [(fall(p.before), fall(p.after)) for p in track.pairs]
    assert len(shown) == 2, "the limits of the rent allowance and of the healthcare allowance"
    assert all(before and after for before, after in shown)
    jump = track.jumps.after[0]
    gone = pairs([jump], [])
    assert [(fall(p.before), fall(p.after)) for p in gone] == [(jump.loss, 0)]
    assert gone[0].shown == Jump(jump.x, jump.after, jump.size, jump.node, jump.less, jump.origin)


def test_types_are_read_with_ages_of_the_year() -> None:
    axes, types = load_types(2026)
    assert {a for t in types for a in t.along} <= set(axes)
    young = next(t for t in types if t.id == "jongere_huurder")
    assert young.case.person["geboortedatum"] == "2006-01-01"
