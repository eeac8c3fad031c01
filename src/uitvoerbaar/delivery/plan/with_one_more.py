"""A portfolio with one measure more, such as a proposal that is not in it yet."""

from __future__ import annotations

from dataclasses import replace

from uitvoerbaar.delivery.plan.model import Measure, Portfolio


def with_measure(portfolio: Portfolio, measure: Measure) -> Portfolio:
    """The portfolio with this measure in the place of the one with its id, else behind all others."""
    others = tuple(m for m in portfolio.measures if m.id != measure.id)
    return replace(portfolio, measures=(*others, measure))
