"""Proofs as a test asks for them: every property of the changed laws, on both sides of the proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from uitvoerbaar.assess.aspects.proven.people import Crowd, crowd
from uitvoerbaar.assess.changed import changed_laws
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import ROLES, Role
from uitvoerbaar.base.command_line import options_text
from uitvoerbaar.base.extras import lacking
from uitvoerbaar.law import LawLookupError

if TYPE_CHECKING:
    from uitvoerbaar.engine.prove.domain import Domain
    from uitvoerbaar.engine.prove.property import Property
    from uitvoerbaar.engine.prove.result import Proof


_FIRST = "c-evenredig"
_LETTERS = "badefcgh"


@dataclass(frozen=True, slots=True)
class Asked:
    """One property of one output of a changed law; a side is missing where its law does not have the output."""

    property: Property
    law: str
    output: str
    proofs: Mapping[Role, Proof]
    crowds: Mapping[Role, Crowd]
    """Whom a refutation falls on, on the sides where the property is refuted."""

    def result(self, role: Role) -> str:
        """proven, refuted, undecided or not_applicable."""
        return self.proofs[role].result if role in self.proofs else "not_applicable"


def can_prove() -> bool:
    """Whether the solver is installed (the extra `prove`)."""
    return not lacking("prove")


def _importance(prop: Property) -> tuple[int, str]:
    """What matters most comes first, as time may run out: proportion, work, jumps, reports, the protected minimum."""
    return (0 if prop.id == _FIRST else 1 + (_LETTERS + prop.letter).index(prop.letter)), prop.id


def ask(ctx: Context, seconds: float, *, count: bool = True) -> list[Asked]:
    """Every property about a changed law, each for at most `seconds` on each side; results are cached.

    With 0 seconds only what was decided before counts. `count` says whether the people that a refutation falls on are
    counted too; without time, only where the proposal brings it.
    """
    from uitvoerbaar.engine.prove.domain import load_domain
    from uitvoerbaar.engine.prove.property import load_properties
    from uitvoerbaar.engine.prove.prove import prove

    domain, laws = load_domain(), changed_laws(ctx)
    found: list[Asked] = []
    for prop in sorted(load_properties(), key=_importance):
        for law, output in prop.outputs:
            if law not in laws:
                continue
            proofs: dict[Role, Proof] = {}
            for role in ROLES:
                side = ctx.sides.of(role)
                try:
                    proofs[role] = prove(
                        side.corpus,
                        ctx.explainer(role),
                        law,
                        output,
                        side.date,
                        prop,
                        domain,
                        seconds=seconds,
                        options=options_text(proposal=ctx.proposal.called, side=role),
                    )
                except LawLookupError:
                    continue  # This side's law has no such output: the table shows a dash.
            brought = "voor" not in proofs or proofs["voor"].result != "refuted"
            crowds = {
                role: _crowd(ctx, role, law, output, prop, domain)
                for role, p in proofs.items()
                if p.result == "refuted" and count and (seconds or (role == "na" and brought))
            }
            asked = Asked(prop, law, output, proofs, crowds)
            if any(asked.result(role) != "not_applicable" for role in ROLES):
                found.append(asked)
    return found


def _crowd(ctx: Context, role: Role, law: str, output: str, prop: Property, domain: Domain) -> Crowd:
    """The households of the population that break a property on a side now, and those within reach of that."""
    from uitvoerbaar.engine.prove.question import ask as question_of

    side = ctx.sides.of(role)
    question = question_of(side.corpus, ctx.explainer(role), law, output, side.date, prop, domain)
    return crowd(question, ctx.people.of(role), ctx.heads, ctx.weights, ctx.full, ctx.population_name)
