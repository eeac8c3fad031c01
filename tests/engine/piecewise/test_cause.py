"""The cause of a jump: the article on the way to the amount that changes, also when laws share a condition."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.law.build import corpus, law
from uitvoerbaar.engine.piecewise.curve import Curve
from uitvoerbaar.engine.piecewise.jumps import Line
from uitvoerbaar.engine.piecewise.profile import Exact, profile
from uitvoerbaar.engine.reference.cause import places_of
from uitvoerbaar.engine.reference.walk import Case
from uitvoerbaar.law import Linker
from uitvoerbaar.law.graph import FieldSpec, topological

AMOUNT = """
execution:
  parameters: [{{name: vermogen, type: number, required: true}}]
  output: [{{name: bedrag, type: number}}]
  actions:
    - output: bedrag
      value:
        operation: IF
        cases:
          - {{when: {{operation: LESS_THAN_OR_EQUAL, subject: $vermogen, value: 1000}}, then: {amount}}}
        default: 0
"""
NET = """
execution:
  parameters: [{name: vermogen, type: number, required: true}]
  input:
    - {name: een, type: number, source: {regulation: een, output: bedrag, parameters: {vermogen: $vermogen}}}
    - {name: twee, type: number, source: {regulation: twee, output: bedrag, parameters: {vermogen: $vermogen}}}
  output: [{name: samen, type: number}]
  actions:
    - output: samen
      operation: ADD
      values: [$een, $twee]
"""
COUNTS = """
execution:
  parameters: [{name: vermogen, type: number, required: true}, {name: tot, type: number, required: true}]
  output: [{name: telt_mee, type: number}]
  actions:
    - output: telt_mee
      value:
        operation: IF
        cases:
          - {when: {operation: LESS_THAN_OR_EQUAL, subject: $vermogen, value: $tot}, then: 1}
        default: 0
"""
ASKS = """
definitions: {grens: {value: 1000}}
execution:
  parameters: [{name: vermogen, type: number, required: true}]
  input:
    - {name: mee, type: number, source: {regulation: telt, output: telt_mee, parameters: {vermogen: $vermogen, tot: $grens}}}
  output: [{name: bedrag, type: number}]
  actions:
    - output: bedrag
      operation: MULTIPLY
      values: [$mee, 300]
"""


def grant(law_id: str, amount: int) -> str:
    """A law that pays an amount up to a wealth of 1,000."""
    return law(law_id, AMOUNT.format(amount=amount), schema="v0.5.8")


def along(texts: list[str], law_id: str, output: str) -> Line:
    linker = Linker(corpus(*texts), "2024-06-15", [])
    root = linker.link(law_id, (output,), {"vermogen": FieldSpec("number", nullable=False)}).outputs[output]
    varied = {n.id: Curve((Fraction(0), Fraction(1))) for n in topological([root]) if n.op == "PARAM"}
    case = Case({"vermogen": 0})
    return Line(Exact(root, case, varied), profile(root, case, varied, 0, 2000), 1)


@pytest.mark.parametrize(
    ("one", "two", "cause"), [(300, 0, "een"), (0, 300, "twee"), (100, 300, "twee"), (300, 100, "een")]
)
def test_a_shared_condition_is_laid_at_the_law_whose_amount_changes(one: int, two: int, cause: str) -> None:
    texts = [law("netto", NET, schema="v0.5.8"), grant("een", one), grant("twee", two)]
    (jump,) = along(texts, "netto", "samen").jumps(25)
    if one and two:
        assert {place.law for place in places_of(jump.node)} == {"een", "twee"}, "one node, two places"
    assert jump.origin is not None
    assert (jump.origin.law, jump.origin.article) == (cause, "1")
    assert jump.origin.line > 0


def test_a_limit_that_one_law_gives_to_another_is_of_the_law_that_gives_it() -> None:
    (jump,) = along(
        [law("telt", COUNTS, schema="v0.5.8"), law("vraagt", ASKS, schema="v0.5.8")], "vraagt", "bedrag"
    ).jumps(25)
    assert jump.origin is not None
    assert (jump.origin.law, jump.origin.article) == ("vraagt", "1")
