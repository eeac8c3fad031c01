"""What the panels say at a position is what the tests of an assessment say of the law with that number written in it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.engine.batch.test_dials import DATE, DIALS, _text
from uitvoerbaar.assess.aspects.cliffs.tracks import Track, fall, tracks
from uitvoerbaar.assess.aspects.marginal_rates.measure import STEPS, earners, measure
from uitvoerbaar.assess.aspects.mistakes.exposure import measure as measure_mistakes
from uitvoerbaar.assess.aspects.mistakes.slips import slips
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.live import Live, open_live
from uitvoerbaar.assess.live.edges import edges
from uitvoerbaar.assess.live.part import Part, part_of_live
from uitvoerbaar.assess.live.rates import Rates
from uitvoerbaar.assess.live.slips import SlipMeter, worst
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.assess.people.part import thinned
from uitvoerbaar.proposal.draft import draft

VALUES = {"tarief": "0.3921"}
DIALLED = {name: Decimal(value) for name, value in VALUES.items()}


@pytest.fixture(scope="module")
def live(populations: Callable[[int, int], Path]) -> Live:
    dials = {DIALS[name][0]: {DIALS[name][1]: (name, DIALS[name][3])} for name in DIALS}
    return open_live(make_context(draft(DATE, dials=dials), populations(3_000, 5), "test"))


@pytest.fixture(scope="module")
def part(live: Live) -> Part:
    return part_of_live(live, 1_000)


@pytest.fixture(scope="module")
def written(populations: Callable[[int, int], Path], tmp_path_factory: pytest.TempPathFactory) -> Context:
    """The assessment of the law with the number in it."""
    law, _, old, _ = DIALS["tarief"]
    file = tmp_path_factory.mktemp("laws") / "wet.yaml"
    file.write_text(_text(law).replace(f"value: {old}\n", f"value: {VALUES['tarief']}\n"), encoding="utf-8")
    return make_context(draft(DATE, [file]), populations(3_000, 5), "test")


def test_the_part_is_every_third_household_and_stands_for_all(live: Live, part: Part) -> None:
    assert len(part.ctx.heads) == 1_000
    assert int(part.ctx.weights.sum()) == pytest.approx(int(live.ctx.weights.sum()), rel=1e-6)
    assert part_of_live(live, 3_000).ctx is live.ctx


def test_what_is_left_of_more_wage_is_that_of_the_assessment(part: Part, written: Context) -> None:
    ctx = thinned(written, 3)
    who = earners(ctx)
    meter = Rates(part)
    assert np.array_equal(meter.who, who)
    for kept, role in ((meter.before, "voor"), (meter.after(DIALLED), "na")):
        wanted = measure(ctx, role, who)  # type: ignore[arg-type]
        assert np.array_equal(kept.answered, wanted.answered)
        for step in STEPS:
            assert np.array_equal(kept.by_step[step], wanted.by_step[step])
    same = meter.after({})
    assert all(np.array_equal(same.by_step[step], meter.before.by_step[step]) for step in STEPS)


def test_what_mistakes_cost_is_that_of_the_assessment(part: Part, written: Context) -> None:
    ctx = thinned(written, 3)
    meter = SlipMeter(part)
    for found, role in ((meter.before, "voor"), (meter.after(DIALLED, lambda: None), "na")):
        wanted = {each.slip.id: each for each in measure_mistakes(ctx, role, slips(ctx.catalogue))[0]}  # type: ignore[arg-type]
        assert {each.slip.id for each in found} == {name for name, each in wanted.items() if len(each.rows)}
        for each in found:
            other = wanted[each.slip.id]
            for one, two in ((each.rows, other.rows), (each.size, other.size), (each.loss, other.loss)):
                assert np.array_equal(one, two), each.slip.id
            largest = worst(each)
            assert largest is not None
            assert largest[1] / largest[0] == pytest.approx(float((other.loss / other.size).max()))


def test_a_panel_of_mistakes_can_be_stopped(part: Part) -> None:
    class Enough(Exception):
        pass

    def stop() -> None:
        raise Enough

    with pytest.raises(Enough):
        SlipMeter(part).after(DIALLED, stop)


def _falls(made: list[Track]) -> dict[Any, list[tuple[int | None, int, int | None, int]]]:
    return {
        (track.household.id, track.axis.id): sorted(
            (pair.before and pair.before.x, fall(pair.before), pair.after and pair.after.x, fall(pair.after))  # type: ignore[misc]
            for pair in track.pairs
            if pair.before and pair.after
        )
        for track in made
    }


def test_cliffs_are_those_of_the_assessment(live: Live, written: Context) -> None:
    found = [each for each in edges(live, DIALLED) if isinstance(each, Track)]
    wanted, left = tracks(written)
    assert left == []
    assert _falls(found) == _falls(wanted)
    assert any(fall(pair.before) != fall(pair.after) for track in found for pair in track.pairs)
