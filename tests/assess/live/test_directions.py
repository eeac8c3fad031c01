"""A direction that is told holds for every household and for the costs, at many positions; and what households lose is exact."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from uitvoerbaar.assess.live import COUNTRY, Live
from uitvoerbaar.assess.live.cliffs import STEEP, Search
from uitvoerbaar.assess.live.depth import Whole
from uitvoerbaar.assess.live.directions import Directions, directions
from uitvoerbaar.assess.live.each import EachHousehold
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.live import LiveArticle
from uitvoerbaar.face.population import population
from uitvoerbaar.law.graph.direction import DOWN, UP

DAY = "2026-01-01"
CARE, RENT, TAX = "wet_op_de_zorgtoeslag", "wet_op_de_huurtoeslag", "wet_inkomstenbelasting_2001"
LIMIT = "3#definitions.vermogensgrens_alleenstaand.value"
Opened = Callable[[str, str], LiveArticle]


@pytest.fixture(scope="module")
def opened(populations: Callable[[int, int], Path]) -> Opened:
    made: dict[tuple[str, str], LiveArticle] = {}
    people = population(populations(3_000, 5))

    def get(law: str, article: str) -> LiveArticle:
        if (law, article) not in made:
            made[law, article] = LiveArticle(laws(on=DAY), law, article, people.of_year)
        return made[law, article]

    return get


def _positions(live: LiveArticle, name: str, many: int = 9) -> list[Decimal]:
    dial = next(each for each in live.dials if each.id == name)
    low, high = dial.range.scaled(dial.range.lo), dial.range.scaled(dial.range.hi)
    steps = sorted({low + (high - low) * n // (many - 1) for n in range(many)})
    return [Decimal(step).scaleb(-dial.range.decimals) for step in steps]


@pytest.mark.parametrize(
    ("law", "article", "name", "way"),
    [
        (CARE, "3", LIMIT, UP),
        (CARE, "2", "2#definitions.percentage_boven_drempel.value", DOWN),
        (CARE, "2", "2#definitions.ondergrens.value", DOWN),
        (RENT, "13", "13#definitions.huurgrens.value", UP),
    ],
)
def test_what_is_proven_holds_for_every_household(law: str, article: str, name: str, way: int, opened: Opened) -> None:
    live = opened(law, article)
    assert directions(live.live, name) == Directions(way, way)
    each = EachHousehold(live.live)
    runs = [(each.changes({name: at}), live.live.answer({name: at}).treasury.value) for at in _positions(live, name)]
    moved = 0
    for (low, cost), (high, costs) in pairwise(runs):
        assert (way * (high - low) >= 0).all()
        assert way * (costs - cost) >= 0
        moved += int((high != low).sum())
    assert moved


def test_what_goes_both_ways_is_not_proven(opened: Opened) -> None:
    live = opened(TAX, "8.11")
    name = "8.11#definitions.begin_afbouw.value"
    assert directions(live.live, name).cost is None
    assert directions(live.live, "elders") == Directions(0, 0)


def test_a_loss_of_more_than_a_share_is_counted_to_the_cent(opened: Opened) -> None:
    live = opened(CARE, "3")
    each = EachHousehold(live.live)
    changes = each.changes({LIMIT: Decimal(5_000_000)})
    reference = np.maximum(np.abs(each.before), 1)
    for share in ("0", "0.01", "0.025", "1"):
        bounds = each.bounds(Decimal(share))
        wanted = [int(Decimal(share) * int(of)) for of in reference]
        assert bounds.tolist() == wanted
        lost = [-int(c) > b for c, b in zip(changes, wanted, strict=True)]
        assert each.worse(changes, bounds) == int(live.live.ctx.weights[np.array(lost)].sum()) / 1000
    assert each.worst(changes) == pytest.approx(
        max(-c / r for c, r in zip(changes.tolist(), reference.tolist(), strict=True))
    )
    with pytest.raises(ValueError, match="millionths"):
        each.bounds(Decimal("0.0000001"))


def test_every_household_of_the_country_is_asked_the_same_way(opened: Opened) -> None:
    live = opened(CARE, "3").live
    country = Live(live.ctx)
    vars(country)["ready"] = Whole(live.ctx, COUNTRY, live.ctx.weights, True, *live._parts())
    dials = {LIMIT: Decimal(5_000_000)}
    assert (EachHousehold(country).changes(dials) == EachHousehold(live).changes(dials)).all()


def test_the_first_cliff_is_the_nearest_of_all(opened: Opened) -> None:
    """Against every step of a short piece of the dial."""
    rng = np.random.default_rng(4)
    steps, law, least = 120, 60, 100
    slope = rng.integers(0, 3, 40)
    curve = np.outer(np.arange(steps + 1), slope)
    for row, at, jump in ((3, 71, 500), (9, 84, 90), (11, 31, -900), (20, 100, 4_000)):
        curve[at:, row] += jump
    search = Search(lambda step: curve[step], np.full(40, 1000), least, (0, steps))
    found, looked = search.first(range(0, steps + 1, 10), law)
    assert found is not None
    assert (found.at, found.beyond) == (70, 71)
    assert found.jump == 500 + slope[3]
    assert found.beside == slope[3] <= found.jump / STEEP
    assert found.households == 1000
    assert looked[0] <= law <= looked[1]
    curve[71:, 3] -= 500
    down, _ = Search(lambda step: curve[step], np.full(40, 1000), least, (0, steps)).first(range(0, steps + 1, 10), law)
    assert down is not None
    assert (down.at, down.beyond, down.jump) == (31, 30, 900 - slope[11])
    smooth = np.outer(np.arange(steps + 1), slope) * 50
    assert Search(lambda step: smooth[step], np.full(40, 1000), least, (0, steps)).first(
        range(0, steps + 1, 10), law
    ) == (
        None,
        (0, steps),
    )


def test_a_limit_of_wealth_is_a_cliff_of_the_law(opened: Opened) -> None:
    live = opened(CARE, "3")
    ctx, each = live.live.ctx, EachHousehold(live.live)
    dial = live.dials[0]
    law, high = int(dial.value), int(dial.range.hi)
    search = Search(lambda step: each.changes({dial.id: step}), ctx.weights, 10_000, (0, high))
    found, _ = search.first([high * n // 24 for n in range(25)], law)
    assert found is not None
    assert abs(found.jump) >= 10_000
    at, beyond = (each.changes({dial.id: step}) for step in (found.at, found.beyond))
    assert int(np.abs(beyond - at).max()) == abs(found.jump)
