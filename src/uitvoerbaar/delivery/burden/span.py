"""A number with the low and the high end between which it may lie, and how such numbers go together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from uitvoerbaar.delivery.fact import Fact


@dataclass(frozen=True, slots=True)
class Span:
    """A middle with its ends. Sums and products take ends with ends, as if all were low or high at once: the widest that can be."""

    low: float
    mid: float
    high: float

    @classmethod
    def of(cls, fact: Fact | None, without: float = 0.0) -> Span:
        """A figure with its ends; `without` where there is no figure."""
        if fact is None:
            return cls(without, without, without)
        low, high = (fact.value if end is None else end for end in (fact.low, fact.high))
        return cls(low, fact.value, high)

    @classmethod
    def exact(cls, value: float) -> Span:
        """A number without a range."""
        return cls(value, value, value)

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.mid + other.mid, self.high + other.high)

    def __sub__(self, other: Span) -> Span:
        """The change between two that rest on the same figures: end from end, in order of size."""
        ends = sorted((self.low - other.low, self.high - other.high))
        return Span(min(ends[0], self.mid - other.mid), self.mid - other.mid, max(ends[1], self.mid - other.mid))

    def __mul__(self, other: Span | float) -> Span:
        """The product of numbers that are not below zero."""
        if isinstance(other, Span):
            return Span(self.low * other.low, self.mid * other.mid, self.high * other.high)
        return Span(self.low * other, self.mid * other, self.high * other)


NOTHING = Span(0.0, 0.0, 0.0)


def total(spans: Iterable[Span]) -> Span:
    """Spans added up."""
    return sum(spans, NOTHING)
