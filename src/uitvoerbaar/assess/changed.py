"""Which schemes a proposal changes: those that use another version of a law before and after."""

from __future__ import annotations

from uitvoerbaar.assess.context import ROLES, Context, Role
from uitvoerbaar.assess.settings import Scheme
from uitvoerbaar.law.model import Law


def changed_laws(ctx: Context) -> frozenset[str]:
    """Ids of the laws that differ between the sides; only those that the proposal names, when it names any."""
    files: dict[Role, dict[str, str]] = {
        role: {law.id: law.file for laws in ctx.sides[role].laws.values() for law in laws} for role in ROLES
    }
    differ = {
        law for law in files["voor"].keys() | files["na"].keys() if files["voor"].get(law) != files["na"].get(law)
    }
    named = ctx.proposal.changed_laws
    return frozenset(differ & named if named else differ)


def changed_schemes(ctx: Context) -> list[Scheme]:
    """The schemes that use a changed law on either side, in the order of the settings."""
    changed = changed_laws(ctx)
    return [
        scheme for scheme in ctx.settings.schemes
        if any(law.id in changed for role in ROLES for law in ctx.sides[role].laws.get(scheme.id, ()))
    ]  # fmt: skip


def law_of(ctx: Context, role: Role, law_id: str) -> Law | None:
    """The version of a law that a side uses; None when it does not."""
    for laws in ctx.sides[role].laws.values():
        for law in laws:
            if law.id == law_id:
                return law
    return None
