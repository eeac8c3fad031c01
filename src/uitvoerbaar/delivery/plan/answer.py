"""What a solver says, and with what it says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from uitvoerbaar.delivery.plan.model import Plan

State = Literal["optimaal", "gevonden", "kan niet", "onbeslist"]
"""Proven the best; one that is good enough to show, with its gap; proven that there is none; no answer in time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of one solver. `bound` is what no plan can be worth more than, None when it did not tell."""

    state: State
    plan: Plan | None
    score: int | None
    bound: int | None
    seconds: float
    by: str

    @property
    def gap(self) -> float | None:
        """How far the plan can be from the best one, as a share of the bound; 0 when it is the best."""
        if self.score is None or self.bound is None:
            return None
        return 0.0 if self.bound == self.score else (self.bound - self.score) / max(abs(self.bound), 1)
