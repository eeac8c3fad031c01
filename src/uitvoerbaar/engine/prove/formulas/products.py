"""What the solver is told of products of unknowns: consequences of the product that are themselves linear.

A proof from these consequences holds for the real product. A counterexample may not; it is checked, and `sharpen`
adds what the model got wrong (incremental linearisation).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

import z3

from uitvoerbaar.engine.prove.formulas.logic import both, implies
from uitvoerbaar.engine.prove.formulas.polynomial import ZERO, Monomial, Poly
from uitvoerbaar.engine.prove.formulas.space import Space, product_name

MAX_PAIRS = 400


def split(space: Space, monomial: Monomial) -> tuple[int, Monomial]:
    """One factor and the rest: first a factor that is itself a choice between values."""
    for number in sorted(set(monomial), reverse=True):
        if space.atoms[number].relation in ("if", "min", "max"):
            break
    else:
        number = monomial[-1]
    rest = list(monomial)
    rest.remove(number)
    return number, tuple(rest)


def define(space: Space, monomial: Monomial) -> Any:
    """The variable of a product, with its bounds and what follows from those of its factors."""
    whole = all(space.atoms[a].whole for a in monomial)
    var = space.fresh(product_name(monomial), whole)
    space.products[monomial] = var
    product = Poly(((monomial, Fraction(1)),))
    number, rest = split(space, monomial)
    factor, other = Poly.atom(number), Poly(((rest, Fraction(1)),))
    (a, b), (c, d) = space.bounds(factor), space.bounds(other)
    for x, y in ((a, c), (b, d)):
        space.require(space.at_least(product, other.times(x) + factor.times(y) - Poly.constant(x * y)))
    for x, y in ((a, d), (b, c)):
        space.require(space.at_least(other.times(x) + factor.times(y) - Poly.constant(x * y), product))
    atom = space.atoms[number]
    for when, value in atom.cases:
        expanded = value * other
        if atom.relation == "if":
            space.require(implies(when, space.equal(product, expanded)), about=factor)
            continue
        space.require(implies(space.equal(factor, value), space.equal(product, expanded)))
        if c >= 0:
            bounded = (product, expanded) if atom.relation == "max" else (expanded, product)
            space.require(space.at_least(*bounded))
    if len(monomial) == 2 and number == rest[0]:
        _square(space, factor, product)
    return var


GRID = tuple(round(1_000 * 2 ** (k / 4)) for k in range(100))
"""Where squares get a tangent: amounts from ten euro (or a thousand), four to every doubling."""


def _square(space: Space, factor: Poly, square: Poly) -> None:
    """A square lies above its tangents and, between two points, below the line through them."""
    lo, hi = space.bounds(factor)
    points = sorted({lo, hi, *(sign * Fraction(n) for n in (0, *GRID) for sign in (1, -1) if lo < sign * n < hi)})
    for point in points:
        space.require(space.at_least(square, factor.times(2 * point) - Poly.constant(point * point)))
    for left, right in pairwise(points):
        between = both(space.at_least(factor, Poly.constant(left)), space.at_least(Poly.constant(right), factor))
        line = factor.times(left + right) - Poly.constant(left * right)
        space.require(implies(between, space.at_least(line, square)))


def relate(space: Space, changed: Iterable[Monomial]) -> None:
    """Tell how products that share a factor lie to each other: the larger other factor gives the larger product.

    Only of pairs of which at least one is `changed`.
    """
    telling = set(changed)
    by_factor: dict[Monomial, list[tuple[Monomial, Monomial]]] = {}
    for monomial in list(space.products):
        for number in set(monomial):
            rest = list(monomial)
            rest.remove(number)
            by_factor.setdefault(tuple(rest), []).append(((number,), monomial))
            if len(rest) > 1:
                by_factor.setdefault((number,), []).append((tuple(rest), monomial))
    pairs = 0
    for shared, members in by_factor.items():
        lo, hi = space.monomial_bounds(shared)
        factor = Poly(((shared, Fraction(1)),))
        for (one, first), (other, second) in combinations(dict.fromkeys(members), 2):
            if first not in telling and second not in telling:
                continue
            pairs += 1
            if pairs > MAX_PAIRS:
                return
            difference = Poly(((one, Fraction(1)),)) - Poly(((other, Fraction(1)),))
            change = Poly(((first, Fraction(1)),)) - Poly(((second, Fraction(1)),))
            up, down = space.at_least(difference, ZERO), space.at_least(ZERO, difference)
            space.require(
                implies(
                    up, both(space.at_least(change, difference.times(lo)), space.at_least(difference.times(hi), change))
                ),
                implies(
                    down,
                    both(space.at_least(difference.times(lo), change), space.at_least(change, difference.times(hi))),
                ),
            )
            if lo < 1 < hi:
                small = space.at_least(Poly.constant(1), factor)
                space.require(
                    implies(both(up, small), space.at_least(difference, change)),
                    implies(both(down, small), space.at_least(change, difference)),
                )


def relate_differences(space: Space) -> None:
    """Tell how much two amounts that are rounded alike differ: a difference in costs is paid at one and the same rate."""
    for values in space.roundings.values():
        for one, other in list(combinations([*values, ZERO], 2))[:MAX_PAIRS]:
            by_rate: dict[int, list[tuple[Monomial, Fraction]]] = {}
            for monomial, factor in (one - other).terms:
                if len(monomial) == 2:
                    for number in set(monomial):
                        rest = list(monomial)
                        rest.remove(number)
                        by_rate.setdefault(number, []).append((tuple(rest), factor))
            for number, terms in by_rate.items():
                if len(terms) < 2:
                    continue
                costs = Poly.of(terms)
                paid = costs * Poly.atom(number)
                lo, hi = (costs.times(end) for end in (space.atoms[number].lo, space.atoms[number].hi))
                gain, loss = space.at_least(costs, ZERO), space.at_least(ZERO, costs)
                space.require(
                    implies(gain, both(space.at_least(paid, lo), space.at_least(hi, paid))),
                    implies(loss, both(space.at_least(lo, paid), space.at_least(paid, hi))),
                )


def sharpen(space: Space, model: Any) -> list[Any]:
    """Constraints that exclude what a model got wrong about products; none when it got every product right."""
    found = []
    for monomial, var in list(space.products.items()):
        number, rest = split(space, monomial)
        left, right = space.atoms[number].var, space.variable(rest)
        a, b, c = (_value(model, v) for v in (left, right, var))
        if a * b == c:
            continue
        x, y = _number(a), _number(b)
        found += [
            z3.Implies(left == x, var == x * right),
            z3.Implies(right == y, var == left * y),
            # Tangent planes at the point of the model.
            z3.Implies(
                z3.Or(z3.And(left >= x, right >= y), z3.And(left <= x, right <= y)), var >= x * right + left * y - x * y
            ),
            z3.Implies(
                z3.Or(z3.And(left >= x, right <= y), z3.And(left <= x, right >= y)), var <= x * right + left * y - x * y
            ),
        ]
    return found


def _value(model: Any, var: Any) -> Fraction:
    found = model.eval(var, model_completion=True)
    return Fraction(found.as_long()) if z3.is_int_value(found) else Fraction(found.as_fraction())


def _number(value: Fraction) -> Any:
    return z3.IntVal(int(value)) if value.denominator == 1 else z3.RealVal(str(value))
