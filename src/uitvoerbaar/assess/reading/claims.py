"""What citizens state for a scheme that no register holds, and how it can be checked."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.reading.sources import COMPUTED, sources
from uitvoerbaar.delivery.chain.checks import NOT_CHECKED, Check, Checks, How
from uitvoerbaar.delivery.chain.model import Chain
from uitvoerbaar.law.registers import RegisterField


@dataclass(frozen=True, slots=True)
class Statement:
    """An item that a scheme asks by itself: from citizens, with the check on it, or from a register (`check` is None)."""

    field: RegisterField
    check: Check | None

    @property
    def how(self) -> How:
        """How it is checked; what a register holds is checked by itself, what nothing stands against is not."""
        if not self.field.from_citizen:
            return "vanzelf"
        return NOT_CHECKED if self.check is None else self.check.how

    @property
    def chance(self) -> float:
        """The chance (of 1) that a false statement is found within a year; 0 where nothing stands against it."""
        if not self.field.from_citizen:
            return 1.0
        return 0.0 if self.check is None else self.check.chance.value


def statements(ctx: Context, role: Role, scheme: Scheme, chain: Chain, checks: Checks) -> tuple[Statement, ...]:
    """The items that the law of a scheme asks by itself on a side, but for the application; none when it is not there."""
    node = ctx.sides.of(role).nodes.get(scheme.id)
    if node is None:
        return ()
    asked = sources(node, scheme, ctx.catalogue, chain)
    return tuple(
        Statement(field, checks.of(field.register, field.name) if field.from_citizen else None)
        for key, field in asked.fields.items()
        if key in asked.direct and field.name != scheme.applied and field.supplier != COMPUTED
    )
