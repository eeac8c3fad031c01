"""The order in which tests run does not matter: none leaves anything behind for another."""

from __future__ import annotations

import pytest

from tests.fixtures.polderland import Assess, MakeContext
from uitvoerbaar.assess import run
from uitvoerbaar.assess.context import Undecided
from uitvoerbaar.assess.norms import NET
from uitvoerbaar.assess.outcome import Outcome, Test
from uitvoerbaar.assess.registry import TESTS
from uitvoerbaar.assess.side import register_field


@pytest.mark.parametrize("proposal", ["alles-of-niets", "lager-deel"])
def test_in_reverse_the_tests_find_the_same(assess: Assess, monkeypatch: pytest.MonkeyPatch, proposal: str) -> None:
    forward = assess(proposal)
    monkeypatch.setattr(run, "TESTS", TESTS[::-1])
    backward = assess(proposal)
    assert [test.id for test in backward.tests] == [test.id for test in forward.tests][::-1]
    assert {f.id: f for f in backward.findings} == {f.id: f for f in forward.findings}
    assert {f.id: f for f in backward.figures} == {f.id: f for f in forward.figures}
    assert forward.findings
    assert forward.figures
    assert backward.limits == forward.limits
    assert backward.verdict == forward.verdict


def test_in_reverse_the_same_households_have_no_answer(context: MakeContext) -> None:
    """Net income divided by the wage has no answer for who earns no wage; hygiene reads that, other tests count it."""

    def outcomes(tests: tuple[Test, ...]) -> tuple[dict[str, Outcome], tuple[Undecided, ...]]:
        ctx = context("alles-of-niets")
        side = ctx.sides.after
        wage = register_field(ctx.graph, ctx.catalogue, "loon_uit_dienstbetrekking")
        net = side.nodes[NET]
        side.nodes[NET] = ctx.graph.node("DIVIDE", (net, wage), True, unit=net.unit)
        return {test.id: test.run(ctx) for test in tests}, ctx.undecided

    forward, columns = outcomes(TESTS)
    assert columns
    assert any(outcome.undecided for outcome in forward.values())
    assert outcomes(TESTS[::-1]) == (forward, columns)
