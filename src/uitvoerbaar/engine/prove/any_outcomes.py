"""Settlements of any two outcomes that a law can have: when those keep within the bound, every household does."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from uitvoerbaar.engine.prove.domain import Fact
from uitvoerbaar.engine.prove.formulas.household import Household
from uitvoerbaar.engine.prove.formulas.law import Ground, Shape
from uitvoerbaar.engine.prove.formulas.logic import both, either, negate
from uitvoerbaar.engine.prove.formulas.polynomial import ZERO, Poly
from uitvoerbaar.engine.prove.formulas.space import Space
from uitvoerbaar.engine.prove.settlement import never

if TYPE_CHECKING:
    from uitvoerbaar.engine.prove.question import Question

Ends = tuple[Fraction, Fraction, tuple[Fact, ...]]
"""The least and the largest outcome, and the facts that this rests on."""


def whatever_the_outcomes(question: Question, shape: Shape) -> list[Fact] | None:
    """The facts on which it rests that the property holds for any two outcomes of the law in this shape, and in every
    shape when anything may change; None when that is not so, or not known."""
    prop, domain = question.asked, question.domain
    if prop.settlement is None or question.settled is None or prop.times or prop.extra_child:
        return None
    every = [Shape(p, c, h) for p in range(2) for c in range(domain.children + 1) for h in range(domain.housemates + 1)]
    known: list[Ends] = []
    for one in every if prop.any_change else [shape]:
        if one not in question.ends:
            question.ends[one] = _ends(question, one)
        found = question.ends[one]
        if found is None:
            return None
        known.append(found)
    ends = min(lo for lo, _, _ in known), max(hi for _, hi, _ in known)
    if not never(prop.settlement, question.settled, ends, Poly.constant(prop.fixed_bound)):
        return None
    return list(dict.fromkeys(fact for _, _, facts in known for fact in facts))


def _ends(question: Question, shape: Shape) -> Ends | None:
    """What is known of the outcomes in a shape; None when they are no whole numbers."""
    space = Space()
    household = Household(space, question.catalogue, question.domain, shape, question.on)
    found = Ground(space, shape, household.read).value(question.node)
    if found.kind != "number" or found.doubt or not space.whole(found.number):
        return None
    # What is stated need not be so: then the outcome after the change may be of a household that cannot exist.
    facts = [] if question.asked.stated else household.assert_facts()
    lo, hi = space.bounds(found.number)
    if lo < 0 and space.never(both(negate(either(found.failed, found.null)), space.above(ZERO, found.number))):
        lo = Fraction(0)
    return lo, hi, tuple(facts)
