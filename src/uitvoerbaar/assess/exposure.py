"""How hard a mistake falls on every household: its size, its consequence, and how bad the two together are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.context import Context, Ints, Role
from uitvoerbaar.assess.model import Severity
from uitvoerbaar.assess.perturb import Slip, made, size_of, touches
from uitvoerbaar.assess.settings import NET, Settings
from uitvoerbaar.law.graph import Node

LEVELS: tuple[Severity, ...] = ("kritiek", "ernstig", "aandacht")


@dataclass(frozen=True, slots=True)
class Exposure:
    """A mistake on one side of the comparison: per household its size and what it costs, both eurocent a year.

    Rows without an answer, with or without the mistake, have size 0.
    """

    slip: Slip
    size: Ints
    loss: Ints

    @property
    def exposed(self) -> NDArray[np.bool_]:
        """Households that can make the mistake: they supply something in the field."""
        return self.size > 0


def severity_of(size: float, loss: float, settings: Settings) -> Severity | None:
    """How bad it is that a mistake of `size` costs `loss` (eurocent a year); None when it is in proportion."""
    norm = settings.norm
    if size <= 0 or loss <= size * norm("evenredigheid_verhouding") + norm("afronding_eurocent_per_jaar"):
        return None
    if loss >= size * norm("kritiek_verhouding") and loss >= norm("kritiek_eurocent"):
        return "kritiek"
    if loss >= size * norm("ernstig_verhouding") and loss >= norm("ernstig_eurocent"):
        return "ernstig"
    return "aandacht"


def severities(exposure: Exposure, settings: Settings) -> NDArray[np.int64]:
    """Per household the position in LEVELS, or len(LEVELS) when the consequence is in proportion."""
    norm = settings.norm
    size, loss = exposure.size.astype(np.float64), exposure.loss.astype(np.float64)
    out = np.full(len(size), len(LEVELS), dtype=np.int64)
    bad = (size > 0) & (loss > size * norm("evenredigheid_verhouding") + norm("afronding_eurocent_per_jaar"))
    out[bad] = 2
    out[bad & (loss >= size * norm("ernstig_verhouding")) & (loss >= norm("ernstig_eurocent"))] = 1
    out[bad & (loss >= size * norm("kritiek_verhouding")) & (loss >= norm("kritiek_eurocent"))] = 0
    return out


def outcome_node(ctx: Context, role: Role) -> Node | None:
    """What the head's household has: net income, or the sum of the allowances that both sides can compute."""
    nodes = ctx.sides[role].nodes
    if ctx.by_net:
        return nodes[NET]
    parts = [nodes[scheme] for scheme in ctx.common_outcome]
    if len(parts) < 2:
        return parts[0] if parts else None
    return ctx.graph.node("ADD", parts, True, unit="eurocent")


def measure(ctx: Context, role: Role, found: list[Slip]) -> list[Exposure]:
    """Every mistake that this side's law reads, on every household at once."""
    outcome = outcome_node(ctx, role)
    if outcome is None:
        return []
    read = [slip for slip in found if touches({"outcome": outcome}, slip)]
    nodes: dict[str, Node] = {}
    for slip in read:
        (changed,) = made(ctx.graph, [outcome], slip)
        nodes[f"{slip.id}.loss"] = ctx.graph.node("SUBTRACT", (outcome, changed), True, unit="eurocent")
        nodes[f"{slip.id}.size"] = size_of(ctx.graph, slip, ctx.catalogue)
    if not nodes:
        return []
    result = ctx.run(role, nodes, ctx.heads)
    answered = np.ones(len(ctx.heads), dtype=bool)
    for position in result.errors:
        answered[position] = False
    return [
        Exposure(
            slip,
            _whole(result.values[f"{slip.id}.size"], result.null.get(f"{slip.id}.size"), answered),
            _whole(result.values[f"{slip.id}.loss"], result.null.get(f"{slip.id}.loss"), answered),
        )
        for slip in read
    ]


def _whole(values: NDArray[np.generic], null: NDArray[np.bool_] | None, answered: NDArray[np.bool_]) -> Ints:
    known = answered if null is None else answered & ~null
    return np.rint(np.where(known, values.astype(np.float64), 0.0)).astype(np.int64)
