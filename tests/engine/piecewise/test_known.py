"""Outputs that are followed together come out as when each is followed alone, and what they share is walked once."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.engine.piecewise.test_profile import LAW
from tests.law.build import corpus
from uitvoerbaar.engine.piecewise.curve import Curve
from uitvoerbaar.engine.piecewise.jumps import Jump, Line, points
from uitvoerbaar.engine.piecewise.known import Known
from uitvoerbaar.engine.piecewise.profile import Exact, moved, profile
from uitvoerbaar.engine.reference.walk import Case, Walk
from uitvoerbaar.law import Linker
from uitvoerbaar.law.graph import FieldSpec, Node, topological

OUTPUTS = ("samen", "toeslag", "gift")


def _roots() -> tuple[Node, ...]:
    linker = Linker(corpus(LAW), "2024-06-15", [])
    linked = linker.link("wet", OUTPUTS, {"inkomen": FieldSpec("number", nullable=False)}).outputs
    return tuple(linked[name] for name in OUTPUTS)


def _lines(together: bool) -> list[tuple[Line, list[Jump]]]:
    roots = _roots()
    order = list(topological(roots))
    varied = {n.id: Curve((Fraction(0), Fraction(1))) for n in order if n.op == "PARAM"}
    known = Known(moved(order, varied), in_elements=False)
    made = []
    for root in roots:
        share = known if together else None
        line = Line(
            Exact(root, Case({"inkomen": 0}), varied, share),
            profile(root, Case({"inkomen": 0}), varied, 0, 5000, share),
            1,
        )
        made.append((line, line.jumps(5)))
    known.drop()
    return made


def test_together_is_as_alone() -> None:
    for (one, jumps), (other, others) in zip(_lines(together=True), _lines(together=False), strict=True):
        assert one.profile.parts == other.profile.parts
        assert [(j.x, j.after, j.size, j.node.id, j.origin) for j in jumps] == [
            (j.x, j.after, j.size, j.node.id, j.origin) for j in others
        ]
        assert points(one, jumps) == points(other, others)


def test_a_point_that_one_output_met_is_not_walked_again_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    roots = _roots()
    order = list(topological(roots))
    varied = {n.id: Curve((Fraction(0), Fraction(1))) for n in order if n.op == "PARAM"}
    known = Known(moved(order, varied), in_elements=False)
    first, second = (Exact(root, Case({"inkomen": 0}), varied, known) for root in roots[:2])
    walked: list[int] = []
    usual = Walk.value

    def counted(walk: Walk, node: Node) -> object:
        if node.id not in walk.memo[node.level]:
            walked.append(node.id)
        return usual(walk, node)

    assert first.at(2000) == 2440
    monkeypatch.setattr(Walk, "value", counted)
    assert second.at(2000) == 400
    assert walked == []


def test_only_what_does_not_move_serves_another_fact() -> None:
    known = Known(frozenset((1, 2)))
    known.keep_ranges([(0, 9, {1: "moves", 3: 7})])
    assert known.fixed == {3: 7}
    assert known.on(2, 3, {2: "here"}) == {1: "moves", 2: "here", 3: 7}
    assert known.on(2, 12, {}) == {3: 7}
