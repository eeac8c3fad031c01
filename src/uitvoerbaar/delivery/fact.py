"""A figure of the world with where it is from and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.base.confidence import CONFIDENCE_NAMES, UNSURE, Confidence

__all__ = ["CONFIDENCE_NAMES", "UNSURE", "Confidence", "Fact"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A number with its unit, the year it is about, its source and how far it can be trusted.

    `low` and `high` are the ends between which it may lie, where that is known or assumed; None when not.
    """

    value: float
    unit: str
    year: int
    source: str
    confidence: Confidence
    low: float | None = None
    high: float | None = None
    url: str | None = None

    @property
    def unsure(self) -> bool:
        """Whether what uses it must be marked as resting on an assumption."""
        return self.confidence in UNSURE
