"""Sources of changes that are laid on each other, and where two of them change the same thing in more than one way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from uitvoerbaar.proposal.model import NewScheme, Situation

WHOLE_LAW = "*"
"""What a conflict is about when articles cannot be told apart: the file of the law."""
Choices = Mapping[tuple[str, str], int]
"""Which layer holds, by law and by number or article."""


@dataclass(frozen=True, slots=True)
class NewNumber:
    """A number as it becomes, in `unit` as `amend` is told it."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Layer:
    """One source of changes: numbers by law and control, or one side of a proposal."""

    numbers: Mapping[str, Mapping[str, NewNumber]] = field(default_factory=dict)
    situation: Situation | None = None
    new_schemes: tuple[NewScheme, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same number (`item` is a control) or article (its number, or `WHOLE_LAW`) changed in more than one way.

    `says` has per layer its number, None for a layer that rewrites the article.
    """

    law: str
    item: str
    article: str
    says: tuple[tuple[int, Decimal | None], ...]

    @property
    def key(self) -> tuple[str, str]:
        """By what it is chosen."""
        return self.law, self.item
