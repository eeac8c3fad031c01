"""The two sides that an assessment compares: before and after the proposal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Role = Literal["voor", "na"]
"""A side, as report.json calls it."""
ROLES: tuple[Role, ...] = ("voor", "na")
_T_co = TypeVar("_T_co", covariant=True)
_S = TypeVar("_S")


@dataclass(frozen=True, slots=True)
class Pair(Generic[_T_co]):
    """The same thing before and after; it goes over them in that order."""

    before: _T_co
    after: _T_co

    def of(self, role: Role) -> _T_co:
        """The thing of one side."""
        return self.before if role == "voor" else self.after

    def items(self) -> Iterator[tuple[Role, _T_co]]:
        """Each side with its thing."""
        yield "voor", self.before
        yield "na", self.after

    def map(self, change: Callable[[_T_co], _S]) -> Pair[_S]:
        """What becomes of each."""
        return Pair(change(self.before), change(self.after))

    def __iter__(self) -> Iterator[_T_co]:
        yield self.before
        yield self.after


def each_side(make: Callable[[Role], _S]) -> Pair[_S]:
    """What is made for each side: before first."""
    return Pair(make("voor"), make("na"))
