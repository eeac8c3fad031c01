"""What must be paid for what a record holds: the product of its fields, some times a year (`verschuldigd` in a register).

A field of payments (costs of childcare that were paid) says so what is owed, so that no reader of the register has to know
the sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import mul
from typing import Any


@dataclass(frozen=True, slots=True)
class Due:
    """What is owed in a year: `times` the product of the fields `factors` of the same record, in the unit of the last."""

    factors: tuple[str, ...]
    times: int

    def known(self, names: Iterable[str]) -> bool:
        """Whether each factor is among these fields."""
        return set(self.factors) <= set(names)

    def of(self, values: Mapping[str, Any]) -> Any:
        """What is owed, from the values of the factors: numbers, or arrays that can hold the product."""
        return self.product(values) * self.times

    def product(self, values: Mapping[str, Any]) -> Any:
        """The product of the factors alone, for what can be multiplied by another but not by a number."""
        return reduce(mul, (values[name] for name in self.factors))

    def rate(self, name: str, values: Mapping[str, Any]) -> Any:
        """How much more is owed for one more of the factor `name`."""
        return reduce(mul, (values[other] for other in self.factors if other != name), self.times)

    def __str__(self) -> str:
        return " * ".join((str(self.times), *self.factors))
