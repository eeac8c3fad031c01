"""Exact polynomials over the unknowns of a case: what sums, products and rates of a law become.

In this form one euro more cancels out: `(x + 100) * (x + 100) - x * x` is `200 x + 10 000`, a linear term.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from uitvoerbaar.base.language import as_written

Monomial = tuple[int, ...]
"""Sorted numbers of unknowns that are multiplied; () is 1."""

MAX_TERMS = 400


class Unsupported(Exception):
    """The law uses something that the translation does not know; the solver then says nothing about it."""


@dataclass(frozen=True, slots=True)
class Poly:
    """A sum of monomials with rational coefficients, in a fixed order so that equal sums are equal objects."""

    terms: tuple[tuple[Monomial, Fraction], ...]

    @staticmethod
    def of(terms: Iterable[tuple[Monomial, Fraction]]) -> Poly:
        """The sum of terms, equal monomials taken together. Raises Unsupported when it grows too large."""
        found: dict[Monomial, Fraction] = {}
        for monomial, factor in terms:
            found[monomial] = found.get(monomial, Fraction(0)) + factor
        kept = tuple(sorted((m, f) for m, f in found.items() if f))
        if len(kept) > MAX_TERMS:
            raise Unsupported(as_written("een formule met meer dan {max_terms} termen", max_terms=MAX_TERMS))
        return Poly(kept)

    @staticmethod
    def constant(value: int | Decimal | Fraction) -> Poly:
        """A number."""
        return Poly.of([((), Fraction(value))])

    @staticmethod
    def atom(number: int) -> Poly:
        """One unknown."""
        return Poly((((number,), Fraction(1)),))

    def __add__(self, other: Poly) -> Poly:
        return Poly.of([*self.terms, *other.terms])

    def __sub__(self, other: Poly) -> Poly:
        return Poly.of([*self.terms, *((m, -f) for m, f in other.terms)])

    def __mul__(self, other: Poly) -> Poly:
        return Poly.of((tuple(sorted((*a, *b))), f * g) for a, f in self.terms for b, g in other.terms)

    def times(self, factor: int | Fraction) -> Poly:
        """Every coefficient times a number."""
        return Poly.of((m, f * factor) for m, f in self.terms)

    @property
    def value(self) -> Fraction | None:
        """The number that it is, or None when it holds unknowns."""
        if not self.terms:
            return Fraction(0)
        return self.terms[0][1] if len(self.terms) == 1 and self.terms[0][0] == () else None

    @property
    def denominator(self) -> int:
        """The least number that makes all coefficients whole."""
        return lcm(*(f.denominator for _, f in self.terms)) if self.terms else 1


ZERO, ONE = Poly.constant(0), Poly.constant(1)
