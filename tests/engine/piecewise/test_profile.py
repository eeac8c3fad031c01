"""A small law by algebra against every whole number, and jumps and kinks that were worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import pytest

from tests.law.build import corpus, law
from uitvoerbaar.engine.piecewise.curve import Curve
from uitvoerbaar.engine.piecewise.jumps import Line, points
from uitvoerbaar.engine.piecewise.profile import Exact, Gap, Piece, dependent, profile
from uitvoerbaar.engine.reference.walk import Case
from uitvoerbaar.law import Linker
from uitvoerbaar.law.graph import FieldSpec, Node, topological

# An allowance of 600 that falls by 20 cents for each euro over 1,000, in whole tens, nothing under 50; nothing from 3,000;
# and a grant of 2 percent of the square of what is over 500, at most 40.
LAW = law(
    "wet",
    """
execution:
  parameters: [{name: inkomen, type: number, required: true}]
  output: [{name: toeslag, type: number}, {name: gift, type: number}, {name: samen, type: number}]
  actions:
    - output: afgerond
      operation: ROUND
      precision: -1
      value:
        operation: SUBTRACT
        values:
          - 600
          - {operation: MULTIPLY, values: [0.2, {operation: MAX, values: [0, {operation: SUBTRACT, values: [$inkomen, 1000]}]}]}
    - output: toeslag
      value:
        operation: IF
        cases:
          - {when: {operation: GREATER_THAN_OR_EQUAL, subject: $inkomen, value: 3000}, then: 0}
          - {when: {operation: LESS_THAN, subject: $afgerond, value: 50}, then: 0}
        default: $afgerond
    - output: over
      operation: MAX
      values: [0, {operation: SUBTRACT, values: [$inkomen, 500]}]
    - output: gift
      operation: MIN
      values: [40, {operation: MULTIPLY, values: [0.02, $over, $over]}]
    - output: samen
      operation: ADD
      values: [$inkomen, $toeslag, $gift]
""",
    schema="v0.5.8",
)


def line(output: str, low: int = 0, high: int = 5000, step: int = 1, text: str = LAW) -> Line:
    linker = Linker(corpus(text), "2024-06-15", [])
    root = linker.link("wet", (output,), {"inkomen": FieldSpec("number", nullable=False)}).outputs[output]
    varied = {n.id: Curve((Fraction(0), Fraction(1))) for n in topological([root]) if n.op == "PARAM"}
    case = Case({"inkomen": 0})
    return Line(Exact(root, case, varied), profile(root, case, varied, low, high), step)


def truth(x: int) -> int:
    """The allowance at x by hand: ROUND half away from zero to tens, in whole numbers."""
    fifths = 3000 - max(0, x - 1000)
    rounded = (fifths + 25) // 50 * 10
    return 0 if x >= 3000 or rounded < 50 else rounded


def test_the_exact_value_is_that_of_the_law() -> None:
    exact = line("toeslag").exact
    assert [exact.at(x) for x in (0, 1000, 1025, 1026, 2999, 3000)] == [600, 600, 600, 590, 200, 0]
    assert all(exact.at(x) == truth(x) for x in range(0, 5001, 7))


def test_parts_cover_the_range_once() -> None:
    parts = line("samen").profile.parts
    assert parts[0].low == 0
    assert parts[-1].high == 5000
    assert all(right.low == left.high + 1 for left, right in pairwise(parts))


def test_every_value_lies_within_the_bounds_of_its_piece() -> None:
    made = line("toeslag")
    assert made.profile.parts
    for part in made.profile.parts:
        assert isinstance(part, Piece), "on this law rounding decides no condition before 3,000"
        for x in range(part.low, part.high + 1):
            assert part.curve.low <= truth(x) - part.curve.at(x) <= part.curve.high


def test_the_jump_at_the_limit_and_no_other() -> None:
    made = line("toeslag")
    assert [(j.x, j.after, j.size) for j in made.jumps(25)] == [(2999, 3000, -200)]
    jump = made.jumps(25)[0]
    assert jump.node.op == "GREATER_THAN_OR_EQUAL"
    assert (jump.node.origin.article, jump.loss, jump.start, jump.end) == ("1", 200, 2999, 3000)  # type: ignore[union-attr]


def test_jumps_are_those_of_brute_force() -> None:
    least = 25
    brute = [(x, truth(x + 1) - truth(x)) for x in range(5000) if abs(truth(x + 1) - truth(x)) >= least]
    made = line("toeslag")
    assert made.profile.spread < least, "within a piece nothing can jump this much"
    assert sorted((j.x, j.size) for j in made.jumps(least)) == brute


def test_a_condition_that_rounding_decides_becomes_a_gap_that_is_run_in_full() -> None:
    # Without the limit at 3,000 the rounded amount falls under 50 somewhere beyond 3,750: 40 after 3,775 (45 rounds to 50).
    text = LAW.replace("value: 3000}", "value: 9000}")
    made = line("toeslag", text=text)
    gaps = [part for part in made.profile.parts if isinstance(part, Gap)]
    assert gaps
    assert all(gap.node.op == "LESS_THAN" for gap in gaps)
    assert any(gap.low <= 3775 <= gap.high for gap in gaps)
    assert [(j.x, j.after, j.size) for j in made.jumps(25)] == [(3775, 3776, -50)]


def test_kinks_and_their_slopes() -> None:
    # 20 cents less per euro beyond 1,000; back to nothing at the limit of 3,000 (a jump as well).
    kinks = line("toeslag").kinks(Fraction(1, 100))
    assert [(k.x, k.slope_before, k.slope_after) for k in kinks] == [
        (999, Fraction(0), Fraction(-1, 5)),
        (2999, Fraction(-1, 5), Fraction(0)),
    ]
    assert kinks[0].node.op == "MAX"


def test_a_square_is_followed_exactly() -> None:
    # 2 percent of the square of x - 500 reaches 40 where (x - 500)^2 = 2,000: between 544 and 545.
    made = line("gift", step=1)
    cut = [x for x in sorted(made.profile.cuts) if x < 900]
    assert cut == [499, 544]
    middle = made.profile.parts[1]
    assert isinstance(middle, Piece)
    assert (middle.low, middle.high) == (500, 544)
    assert middle.curve.num == (Fraction(5000), Fraction(-20), Fraction(1, 50))


def test_a_jump_can_be_lost_from_right_to_left() -> None:
    made = line("toeslag")
    mirrored = Line(made.exact, made.profile, 1, less=True)
    jump = mirrored.jumps(25)[0]
    assert (jump.loss, jump.start, jump.end) == (-200, 3000, 2999)


def test_points_stand_on_both_sides_of_a_jump_in_one_place() -> None:
    made = line("toeslag")
    drawn = points(made, made.jumps(25))
    assert (2999, 200) in drawn
    assert (2999, 0) in drawn
    assert [x for x, _ in drawn] == sorted(x for x, _ in drawn)


def test_only_what_depends_on_x_moves() -> None:
    linker = Linker(corpus(LAW), "2024-06-15", [])
    root: Node = linker.link("wet", ("gift",), {"inkomen": FieldSpec("number", nullable=False)}).outputs["gift"]
    (param,) = [n for n in topological([root]) if n.op == "PARAM"]
    moving = dependent(root, {param.id: Curve((Fraction(0), Fraction(1)))})
    assert root.id in moving
    assert all(n.id not in moving for n in topological([root]) if n.op == "CONST")


def test_an_operation_that_is_no_arithmetic_is_refused_in_words() -> None:
    text = law(
        "wet",
        """
execution:
  parameters: [{name: inkomen, type: number, required: true}]
  output: [{name: x, type: boolean}]
  actions:
    - output: x
      operation: IN
      subject: $inkomen
      values: [1, 2, 3]
""",
        schema="v0.5.8",
    )
    with pytest.raises(NotImplementedError, match="IN depends on what varies"):
        line("x", text=text)


def test_a_jump_within_a_gap_is_found_where_it_is() -> None:
    # Rounded to tens it is 50 from 45 on: a limit of 45 lies between two tens, so the jump stands in the middle of the gap.
    text = LAW.replace("value: 3000}", "value: 9000}").replace("value: 50}", "value: 45}")
    made = line("toeslag", text=text)
    gaps = [part for part in made.profile.parts if isinstance(part, Gap)]
    assert any(gap.low < 3775 and gap.high > 3776 for gap in gaps)
    assert [(j.x, j.after, j.size) for j in made.jumps(25)] == [(3775, 3776, -50)]


@pytest.mark.parametrize(("operation", "other", "chosen"), [("MIN", 2, min), ("MAX", -2, max)])
def test_the_curve_that_is_left_counts_by_its_bounds(operation: str, other: int, chosen: Callable[..., int]) -> None:
    """x + 2 is above x, and in whole tens sometimes below it: MIN keeps x, and must know that."""
    text = law(
        "wet",
        f"""
execution:
  parameters: [{{name: inkomen, type: number, required: true}}]
  output: [{{name: x, type: number}}]
  actions:
    - output: tientallen
      operation: ROUND
      precision: -1
      value: {{operation: ADD, values: [$inkomen, {other}]}}
    - output: x
      operation: {operation}
      values: [$inkomen, $tientallen]
""",
        schema="v0.5.8",
    )
    made = line("x", high=100, text=text)
    off = []
    for part in made.profile.parts:
        assert isinstance(part, Piece)
        for x in range(part.low, part.high + 1):
            value = chosen(x, max(x + other + 5, 0) // 10 * 10)
            assert made.exact.at(x) == value
            off.append(value - part.curve.at(x))
            assert part.curve.low <= off[-1] <= part.curve.high
    assert any(off), "somewhere the other curve is the value"
