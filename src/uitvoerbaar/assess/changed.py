"""Which schemes a proposal changes: those that use another version of a law before and after."""

from __future__ import annotations

from collections.abc import Sequence

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import ROLES, each_side
from uitvoerbaar.proposal import LawChange


def changed_laws(ctx: Context) -> frozenset[str]:
    """Ids of the laws that differ between the sides; only those that the proposal names, when it names any."""
    files = ctx.sides.map(lambda side: {law.id: law.file for laws in side.laws.values() for law in laws})
    differ = {law for law in files.before.keys() | files.after.keys() if files.before.get(law) != files.after.get(law)}
    named = ctx.proposal.changed_laws
    return frozenset(differ & named if named else differ)


def changed_schemes(ctx: Context) -> list[Scheme]:
    """The schemes that use a changed law on either side, in the order of the settings."""
    changed = changed_laws(ctx)
    return [
        scheme
        for scheme in ctx.settings.schemes
        if any(law.id in changed for role in ROLES for law in ctx.sides.of(role).laws.get(scheme.id, ()))
    ]


def blamed(changes: Sequence[LawChange]) -> tuple[str | None, str | None, str | None]:
    """The law, article and url that changes come from as a whole: an article only when it is the only one that changed.

    A law only when all changes are in it: what several articles do together cannot be laid at the door of one.
    """
    law = changes[0].law if len({change.law for change in changes}) == 1 else None
    if len({(change.law, change.article) for change in changes}) != 1:
        return law, None, None
    return law, changes[0].article, changes[0].url


def touched(ctx: Context) -> tuple[Scheme, ...]:
    """The schemes whose law differs between the sides, as far as both can compute them."""
    nodes = each_side(lambda role: ctx.sides.of(role).nodes)
    both = [s for s in ctx.settings.schemes if s.id in nodes.before and s.id in nodes.after]
    return tuple(s for s in both if nodes.before[s.id] is not nodes.after[s.id])
