"""Households without an answer are told among the limits: counted as 0, or left out of a test."""

from __future__ import annotations

import numpy as np

from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.mistakes.exposure import measure
from uitvoerbaar.assess.aspects.mistakes.slips import slips
from uitvoerbaar.assess.limits import limits
from uitvoerbaar.assess.norms import NET
from uitvoerbaar.assess.side import register_field


def test_a_mistake_that_has_no_answer_is_left_out_and_told(context: MakeContext) -> None:
    ctx = context("alles-of-niets")
    side = ctx.sides.after
    wage = register_field(ctx.graph, ctx.catalogue, "loon_uit_dienstbetrekking")
    net = side.nodes[NET]
    side.nodes[NET] = ctx.graph.node("DIVIDE", (net, wage), True, unit=net.unit)  # no answer for who has no wage
    without = np.flatnonzero(ctx.people.after.columns["loon_uit_dienstbetrekking"][ctx.heads] == 0)  # type: ignore[index]
    assert len(without)
    found, undecided = measure(ctx, "na", slips(ctx.catalogue))
    assert found
    assert not any(np.isin(without, exposure.rows).any() for exposure in found)
    told = [text.nl for text in limits(ctx, undecided) if "vergissingen in" in text.nl]
    assert told
    assert all("weggelaten" in text for text in told)
