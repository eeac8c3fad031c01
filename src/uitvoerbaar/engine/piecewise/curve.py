"""Numbers that depend on one whole number x: a quotient of polynomials and how far the truth can be from it.

Rounding by the law is not a polynomial, so it widens the bounds instead: the value at x lies in
[num(x)/den(x) + low, num(x)/den(x) + high]. `den` is positive on the range that the curve is used on. All exact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

Poly = tuple[Fraction, ...]
"""Coefficients, that of x to the power 0 first; no zeros at the end."""
Test = Callable[[Fraction | int], bool]
"""A question about the sign of a number."""
ONE: Poly = (Fraction(1),)
ZERO = Fraction(0)


def trimmed(coefficients: Sequence[Fraction]) -> Poly:
    """A polynomial without zeros at the end."""
    n = len(coefficients)
    while n and coefficients[n - 1] == 0:
        n -= 1
    return tuple(coefficients[:n])


def p_add(a: Poly, b: Poly, sign: int = 1) -> Poly:
    """a + sign * b."""
    if sign < 0:
        b = tuple(-c for c in b)
    if len(a) < len(b):
        a, b = b, a
    return trimmed([*(c + d for c, d in zip(a, b, strict=False)), *a[len(b) :]])


def p_mul(a: Poly, b: Poly) -> Poly:
    """a * b."""
    if b == ONE:
        return a
    if a == ONE:
        return b
    if len(a) == 1 or len(b) == 1:
        return p_scaled(a, b[0]) if len(b) == 1 else p_scaled(b, a[0])
    out = [ZERO] * max(len(a) + len(b) - 1, 0)
    for i, left in enumerate(a):
        for j, right in enumerate(b):
            out[i + j] += left * right
    return trimmed(out)


def p_scaled(a: Poly, factor: Fraction) -> Poly:
    """factor * a."""
    return trimmed([c * factor for c in a])


def p_at(a: Poly, x: int | Fraction) -> Fraction:
    """The value at x."""
    if not a:
        return ZERO
    total = a[-1]
    for c in a[-2::-1]:
        total = total * x + c
    return total


def p_slope(a: Poly) -> Poly:
    """The derivative."""
    return tuple(i * c for i, c in enumerate(a))[1:]


def p_bounds(a: Poly, low: int, high: int) -> tuple[Fraction, Fraction]:
    """Bounds of the polynomial on the whole numbers low..high (exact for straight lines, else safe)."""
    if len(a) <= 1:
        value = a[0] if a else ZERO
        return value, value
    if len(a) == 2:
        ends = p_at(a, low), p_at(a, high)
        return min(ends), max(ends)
    below, above = p_bounds(a[1:], low, high)
    corners = [f * x for f in (below, above) for x in (low, high)]
    return a[0] + min(corners), a[0] + max(corners)


def changes(a: Poly, low: int, high: int, test: Test) -> list[int]:
    """Every k in low..high-1 for which `test` (such as: below zero) differs between a(k) and a(k + 1).

    Between the places where the slope changes sign the polynomial only rises or only falls, so that the test can change
    at most once; there the place is found by halving.
    """
    return _changes(_whole(a), low, high, test) if low < high and len(a) > 1 else []


def _whole(a: Poly) -> tuple[int, ...]:
    """A polynomial of whole numbers that has the same sign everywhere: these are much quicker."""
    scale = lcm(*(c.denominator for c in a))
    return tuple(c.numerator * (scale // c.denominator) for c in a)


def _changes(a: tuple[int, ...], low: int, high: int, test: Test) -> list[int]:
    if low >= high or len(a) <= 1:
        return []

    def holds(x: int) -> bool:
        total = 0
        for c in reversed(a):
            total = total * x + c
        return test(total)

    slope = tuple(i * c for i, c in enumerate(a))[1:]
    cuts = sorted({k for bound in _TESTS for k in _changes(slope, low, high, bound)})
    starts = [low, *(k + 1 for k in cuts)]
    stops = [*cuts, high]
    found: list[int] = []
    for start, stop in zip(starts, stops, strict=True):
        if start > low and holds(start - 1) != holds(start):
            found.append(start - 1)
        first = holds(start)
        if first == holds(stop):
            continue
        left, right = start, stop
        while right - left > 1:
            middle = (left + right) // 2
            left, right = (middle, right) if holds(middle) == first else (left, middle)
        found.append(left)
    return found


def below(value: Fraction | int) -> bool:
    """Whether a value is below zero."""
    return value < 0


def not_above(value: Fraction | int) -> bool:
    """Whether a value is at most zero."""
    return value <= 0


_TESTS = (below, not_above)


@dataclass(frozen=True, slots=True)
class Curve:
    """A number that depends on x; see the module."""

    num: Poly
    den: Poly = ONE
    low: Fraction = ZERO
    high: Fraction = ZERO

    @staticmethod
    def of(value: Curve | int | Decimal) -> Curve:
        """A constant as a curve."""
        return value if isinstance(value, Curve) else Curve(trimmed((Fraction(value),)))

    @property
    def exact(self) -> bool:
        """Whether nothing was rounded."""
        return self.low == 0 == self.high

    def at(self, x: int) -> Fraction:
        """The middle line at x, without the bounds."""
        return p_at(self.num, x) / p_at(self.den, x)

    def slope(self, x: int) -> Fraction:
        """The change per unit of x of the middle line at x."""
        num, den = p_at(self.num, x), p_at(self.den, x)
        return (p_at(p_slope(self.num), x) * den - num * p_at(p_slope(self.den), x)) / (den * den)

    def plus(self, other: Curve, sign: int = 1) -> Curve:
        """self + sign * other."""
        low, high = (other.low, other.high) if sign > 0 else (-other.high, -other.low)
        if self.den == other.den:
            return Curve(p_add(self.num, other.num, sign), self.den, self.low + low, self.high + high)
        num = p_add(p_mul(self.num, other.den), p_mul(other.num, self.den), sign)
        return Curve(num, p_mul(self.den, other.den), self.low + low, self.high + high)

    def range(self, low: int, high: int) -> tuple[Fraction, Fraction]:
        """Safe bounds of the middle line on low..high. Raises ArithmeticError when the denominator may be too small."""
        under, above = p_bounds(self.num, low, high)
        if self.den == ONE:
            return under, above
        least, most = p_bounds(self.den, low, high)
        if least <= 0:
            raise ArithmeticError("the denominator cannot be bounded away from zero")
        return _quotient((under, above), (least, most))

    def times(self, other: Curve, low: int, high: int) -> Curve:
        """self * other on low..high."""
        num, den = p_mul(self.num, other.num), p_mul(self.den, other.den)
        if self.exact and other.exact:
            return Curve(num, den)
        products = [e * f for e in (self.low, self.high) for f in (other.low, other.high)]
        least, most = min(products), max(products)
        for mine, error in ((self, other), (other, self)):
            if error.exact:
                continue
            corners = [p * e for p in mine.range(low, high) for e in (error.low, error.high)]
            least, most = least + min(corners), most + max(corners)
        return Curve(num, den, least, most)

    def over(self, other: Curve, low: int, high: int) -> Curve:
        """self / other on low..high, where `other` is positive. Raises ArithmeticError when its bounds reach zero."""
        num, den = p_mul(self.num, other.den), p_mul(self.den, other.num)
        if self.exact and other.exact:
            return Curve(num, den)
        least, most = other.range(low, high)
        least, most = least + other.low, most + other.high
        if least <= 0:
            raise ArithmeticError("the denominator cannot be bounded away from zero")
        # (p + e) / (q + f) - p / q = (e - f * p / q) / (q + f)
        share = Curve(num, den).range(low, high)
        corners = [r * f for r in share for f in (other.low, other.high)]
        wide = _quotient((self.low - max(corners), self.high - min(corners)), (least, most))
        return Curve(num, den, *wide)

    def rounded(self, op: str, precision: int) -> Curve:
        """ROUND, CEIL or FLOOR to `precision` decimals: the same line with wider bounds."""
        unit = Fraction(10) ** -precision
        if self.exact and self.den == ONE and all(c % unit == 0 for c in self.num):
            return self
        down = {"FLOOR": unit, "CEIL": ZERO, "ROUND": unit / 2}[op]
        up = {"FLOOR": ZERO, "CEIL": unit, "ROUND": unit / 2}[op]
        return Curve(self.num, self.den, self.low - down, self.high + up)

    def edge(self, by: Fraction) -> Poly:
        """A polynomial with the sign of `middle line + by`."""
        return self.num if by == 0 else p_add(self.num, p_scaled(self.den, by))


def _quotient(top: tuple[Fraction, Fraction], bottom: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    """Bounds of a quotient with a positive denominator."""
    corners = [t / b for t in top for b in bottom]
    return min(corners), max(corners)
