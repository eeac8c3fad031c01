"""The unknowns of a case and everything that is defined from them, with exact bounds, as linear z3 constraints.

An *atom* is one z3 variable: an input, or the result of MIN, MAX, IF, a rounding or a division, tied to its operands
by constraints. Equal operations are one atom, so the parts of a law that a change does not touch cancel out.
Products of atoms are variables too; `products` says what is known of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

import z3

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.prove import clock
from uitvoerbaar.engine.prove.formulas.logic import Bool, both, implies, key, negate
from uitvoerbaar.engine.prove.formulas.polynomial import ZERO, Monomial, Poly, Unsupported

Relation = Literal["input", "min", "max", "if", "round", "quotient"]
LARGEST = 2**62
"""Whole amounts beyond this could overflow in the reference, so the translation refuses them."""
SIDE_QUESTION = 2.0
"""Seconds for a question that only serves to find better bounds."""


@dataclass(slots=True)
class Atom:
    """One unknown: its variable, bounds, and for MIN, MAX and IF the values it may take and when."""

    number: int
    name: str
    var: Any
    lo: Fraction
    hi: Fraction
    whole: bool
    relation: Relation
    cases: tuple[tuple[Bool, Poly], ...] = ()


@dataclass
class Space:
    """All atoms, products and constraints of one question to the solver."""

    atoms: list[Atom] = field(default_factory=list)
    constraints: list[Any] = field(default_factory=list)
    about: list[int | None] = field(default_factory=list)
    """Per constraint the atom that it defines; None for what holds otherwise."""
    products: dict[Monomial, Any] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    roundings: dict[tuple[str, int], list[Poly]] = field(default_factory=dict)
    """What is rounded, by how and to how many decimals."""
    _known: dict[Any, Poly] = field(default_factory=dict)
    _bounds: dict[Poly, tuple[Fraction, Fraction]] = field(default_factory=dict)

    def word(self, text: str) -> Poly:
        """The code of a text."""
        return Poly.constant(self.words.setdefault(text, len(self.words)))

    def require(self, *constraints: Bool, about: Poly | None = None) -> None:
        """Add what always holds; `about` is the atom that it defines. Raises OutOfTime."""
        clock.check()
        made = [z3.BoolVal(c) if isinstance(c, bool) else c for c in constraints if c is not True]
        self.constraints += made
        self.about += [None if about is None else about.terms[0][0][0]] * len(made)

    def atom(
        self,
        lo: Fraction | int,
        hi: Fraction | int,
        *,
        whole: bool,
        relation: Relation = "input",
        name: str = "",
        cases: Sequence[tuple[Bool, Poly]] = (),
    ) -> Poly:
        """A new unknown between bounds."""
        number = len(self.atoms)
        name = f"{name or relation}!{number}"
        var = self.fresh(name, whole)
        self.atoms.append(Atom(number, name, var, Fraction(lo), Fraction(hi), whole, relation, tuple(cases)))
        # Not by `at_least`, which knows the bounds already and would say nothing.
        for limit, low in ((Fraction(lo), True), (Fraction(hi), False)):
            scaled, edge = z3.IntVal(limit.denominator) * var, z3.IntVal(limit.numerator)
            self.require(scaled >= edge if low else scaled <= edge)
        return Poly.atom(number)

    def fresh(self, name: str, whole: bool) -> Any:
        """A variable of the solver."""
        return z3.Int(name) if whole else z3.Real(name)

    # --- what is known of a sum ---------------------------------------------------------------------------------

    def whole(self, poly: Poly) -> bool:
        """Whether a sum is always a whole number."""
        return all(f.denominator == 1 and all(self.atoms[a].whole for a in m) for m, f in poly.terms)

    def monomial_bounds(self, monomial: Monomial) -> tuple[Fraction, Fraction]:
        """The least and the largest value of a product."""
        lo = hi = Fraction(1)
        position = 0
        while position < len(monomial):
            atom = self.atoms[monomial[position]]
            power = monomial.count(atom.number)
            ends = [atom.lo**power, atom.hi**power]
            if power % 2 == 0 and atom.lo < 0 < atom.hi:
                ends.append(Fraction(0))
            low, high = min(ends), max(ends)
            corners = (lo * low, lo * high, hi * low, hi * high)
            lo, hi = min(corners), max(corners)
            position += power
        return lo, hi

    def bounds(self, poly: Poly) -> tuple[Fraction, Fraction]:
        """An interval that holds the sum in every case."""
        found = self._bounds.get(poly)
        if found is None:
            lo = hi = Fraction(0)
            for monomial, factor in poly.terms:
                low, high = self.monomial_bounds(monomial)
                lo += min(low * factor, high * factor)
                hi += max(low * factor, high * factor)
            found = self._bounds[poly] = lo, hi
        return found

    # --- formulas -----------------------------------------------------------------------------------------------

    def term(self, poly: Poly) -> Any:
        """A sum whose coefficients are whole as a z3 term."""
        parts = []
        for monomial, factor in poly.terms:
            number = int(factor)
            if not monomial:
                parts.append(z3.IntVal(number))
            else:
                parts.append(self.variable(monomial) if number == 1 else z3.IntVal(number) * self.variable(monomial))
        return z3.IntVal(0) if not parts else parts[0] if len(parts) == 1 else z3.Sum(*parts)

    def variable(self, monomial: Monomial) -> Any:
        """The variable of an atom or of a product of atoms."""
        if len(monomial) == 1:
            return self.atoms[monomial[0]].var
        if monomial not in self.products:
            from uitvoerbaar.engine.prove.formulas.products import define

            self.products[monomial] = define(self, monomial)
        return self.products[monomial]

    def _compare(self, poly: Poly, strict: bool) -> Bool:
        """poly > 0 (strict) or poly >= 0."""
        lo, hi = self.bounds(poly)
        if lo > 0 or (not strict and lo >= 0):
            return True
        if hi < 0 or (strict and hi <= 0):
            return False
        left = poly.times(poly.denominator)
        positive = Poly.of((m, f) for m, f in left.terms if f > 0)
        negative = Poly.of((m, -f) for m, f in left.terms if f < 0)
        one, other = self.term(positive), self.term(negative)
        return one > other if strict else one >= other

    def above(self, left: Poly, right: Poly) -> Bool:
        """left > right."""
        return self._compare(left - right, True)

    def at_least(self, left: Poly, right: Poly) -> Bool:
        """left >= right."""
        return self._compare(left - right, False)

    def equal(self, left: Poly, right: Poly) -> Bool:
        """left = right."""
        difference = left - right
        if difference == ZERO:
            return True
        lo, hi = self.bounds(difference)
        if lo > 0 or hi < 0:
            return False
        scaled = difference.times(difference.denominator)
        positive = Poly.of((m, f) for m, f in scaled.terms if f > 0)
        negative = Poly.of((m, -f) for m, f in scaled.terms if f < 0)
        return self.term(positive) == self.term(negative)

    # --- operations ---------------------------------------------------------------------------------------------

    def extreme(self, options: Sequence[Poly], largest: bool) -> Poly:
        """The largest or the smallest of some sums."""
        kept: list[Poly] = []
        for option in dict.fromkeys(options):
            beaten = any(self._beats(other, option, largest) for other in kept)
            if not beaten:
                kept = [other for other in kept if not self._beats(option, other, largest)] + [option]
        if len(kept) == 1:
            return kept[0]
        kept.sort(key=lambda p: p.terms)
        name: Relation = "max" if largest else "min"
        identity = (name, *kept)
        if identity not in self._known:
            ends = [self.bounds(option) for option in kept]
            choose = max if largest else min
            made = self.atom(
                choose(lo for lo, _ in ends),
                choose(hi for _, hi in ends),
                whole=all(map(self.whole, kept)),
                relation=name,
                cases=[(True, option) for option in kept],
            )
            for option in kept:
                self.require(self.at_least(made, option) if largest else self.at_least(option, made), about=made)
            self.require(z3.Or(*(self.equal(made, option) for option in kept)), about=made)
            self._known[identity] = made
        return self._known[identity]

    def _beats(self, one: Poly, other: Poly, largest: bool) -> bool:
        return (self.at_least(one, other) if largest else self.at_least(other, one)) is True

    def choose(self, cases: Sequence[tuple[Bool, Poly]], default: Poly) -> Poly:
        """The sum of the first case that holds, else the default."""
        left: list[tuple[Bool, Poly]] = []
        before: Bool = True
        for when, then in cases:
            if when is not False and before is not False:
                left.append((both(before, when), then))
                before = both(before, negate(when))
        if before is not False:
            left.append((before, default))
        values = list(dict.fromkeys(then for _, then in left))
        if len(values) == 1:
            return values[0]
        identity = ("if", *((key(when), then) for when, then in left))
        if identity not in self._known:
            ends = [self.bounds(value) for value in values]
            made = self.atom(
                min(lo for lo, _ in ends),
                max(hi for _, hi in ends),
                whole=all(map(self.whole, values)),
                relation="if",
                cases=left,
            )
            for when, then in left:
                self.require(implies(when, self.equal(made, then)), about=made)
            self._known[identity] = made
        return self._known[identity]

    def rounded(self, value: Poly, how: str, precision: int, slack: Fraction) -> Poly:
        """ROUND (half away from zero), CEIL or FLOOR to `precision` decimals; `slack` is the doubt about the value."""
        unit = Fraction(10) ** -precision
        if not slack and self.whole(value.times(1 / unit)):
            return value
        if value.value is not None and not slack:
            return Poly.constant(unit * _round(value.value / unit, how))
        # Whole units are not rounded, so one unit more gives the same unknown and one unit more.
        units = dict(value.terms).get((), Fraction(0)) / unit // 1 * unit
        rest = value - Poly.constant(units)
        if units and (how != "ROUND" or min(self.bounds(value)[0], self.bounds(rest)[0]) >= 0):
            return self.rounded(rest, how, precision, slack) + Poly.constant(units)
        identity = (how, value, precision, slack)
        if identity not in self._known:
            lo, hi = self.bounds(value)
            ends = [_round(end / unit, how) for end in (lo - slack, hi + slack)]
            made = self.atom(*ends, whole=True, relation="round")
            low, high, doubt = made.times(unit), made.times(unit), Poly.constant(slack)
            half, full = Poly.constant(unit / 2), Poly.constant(unit)
            gap = self.at_least if slack else self.above
            if how == "FLOOR":
                self.require(self.at_least(value + doubt, low), gap(low + full + doubt, value), about=made)
            elif how == "CEIL":
                self.require(gap(value + doubt + full, high), self.at_least(high + doubt, value), about=made)
            else:
                positive, negative = self.at_least(value + doubt, ZERO), self.at_least(doubt - value, ZERO)
                upward = both(self.at_least(value + half + doubt, low), gap(low + half + doubt, value))
                downward = both(gap(value + half + doubt, low), self.at_least(low + half + doubt, value))
                self.require(z3.Or(both(positive, upward), both(negative, downward)), about=made)
            self.roundings.setdefault((how, precision), []).append(value)
            self._known[identity] = low
        return self._known[identity]

    def quotient(self, above: Poly, below: Poly) -> Poly:
        """above / below. Raises Unsupported where below can be zero: the households are drawn then."""
        identity = ("quotient", above, below)
        if identity not in self._known:
            lo, hi = self.bounds(below)
            if lo <= 0 <= hi:
                raise Unsupported(as_written("delen door iets dat nul kan zijn"))
            corners = [a / b for a in self.bounds(above) for b in (lo, hi)]
            least, most = min(corners), max(corners)
            if lo > 0 and most > 1 and self.never(self.above(above, below)):
                most = Fraction(1)
            made = self.atom(least, most, whole=False, relation="quotient")
            self.require(self.equal(made * below, above), about=made)
            if lo > 0:
                self.require(
                    *(
                        c
                        for n in (0, 1)
                        for c in (
                            implies(self.at_least(below.times(n), above), self.at_least(Poly.constant(n), made)),
                            implies(self.at_least(above, below.times(n)), self.at_least(made, Poly.constant(n))),
                        )
                    ),
                    about=made,
                )
            self._known[identity] = made
        return self._known[identity]

    def never(self, condition: Bool) -> bool:
        """Whether a condition cannot hold: asked of the solver, which may not know in time."""
        solver = z3.Solver()
        solver.add(*self.constraints, z3.BoolVal(condition) if isinstance(condition, bool) else condition)
        return bool(clock.ask(solver, seconds=SIDE_QUESTION) == z3.unsat)

    def check_size(self, value: Poly) -> Poly:
        """The sum, when it fits the numbers of the reference. Raises Unsupported."""
        lo, hi = self.bounds(value)
        if max(abs(lo), abs(hi)) > LARGEST:
            raise Unsupported(as_written("bedragen die niet in 64 bits passen"))
        return value


def product_name(monomial: Monomial) -> str:
    """The name of the variable of a product."""
    return "product!" + "!".join(map(str, monomial))


def _round(value: Fraction, how: str) -> int:
    """A number rounded to a whole one."""
    if how == "FLOOR":
        return value.__floor__()
    if how == "CEIL":
        return value.__ceil__()
    half = (abs(value) + Fraction(1, 2)).__floor__()
    return half if value >= 0 else -half
