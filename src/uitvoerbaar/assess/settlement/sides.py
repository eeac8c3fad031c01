"""The settlement of both sides, made once for every test that counts it."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.context import Context, Undecided, once
from uitvoerbaar.assess.pair import ROLES, Pair, Role, each_side
from uitvoerbaar.assess.people.sample import Sample
from uitvoerbaar.assess.settlement.draws import NEEDED
from uitvoerbaar.assess.settlement.settle import LawLookupError, allowances, settle
from uitvoerbaar.assess.settlement.tally import Tally, tally
from uitvoerbaar.base.language import both
from uitvoerbaar.findings import Text


@dataclass(frozen=True, slots=True)
class Settlements:
    """The households of the sample and what the settlement of each side comes to; `why` says why there is none."""

    sample: Sample
    found: Pair[Tally] | None
    undecided: tuple[Undecided, ...] = ()
    why: Text | None = None


@once
def settlements(ctx: Context) -> Settlements:
    """Pay the advance on the estimated income and settle by the Awir of each side."""
    sample = Sample(ctx)
    lacking = [name for name in NEEDED if name not in ctx.people.after.columns]
    if lacking:
        text = Text("De bevolking mist per persoon: {join}.", "The population lacks per person: {join}.")
        return Settlements(sample, None, why=text.format(join=", ".join(lacking)))
    if not all(allowances(ctx, role) for role in ROLES):
        text = Text("Geen toeslag is aan beide kanten te berekenen.", "No allowance can be computed on both sides.")
        return Settlements(sample, None, why=text)
    try:
        sides = each_side(lambda role: _tally(sample, role))
    except LawLookupError as error:
        text = Text("De Awir van deze datum is niet te koppelen: {error}", "The Awir cannot be linked: {error}")
        return Settlements(sample, None, why=text.format(error=both(error.message)))
    undecided = tuple(gap for _, gaps in sides for gap in gaps)
    return Settlements(sample, sides.map(lambda side: side[0]), undecided)


def _tally(sample: Sample, role: Role) -> tuple[Tally, list[Undecided]]:
    """What a side's settlement comes to; the settlement itself, which is large, is not kept."""
    settled, undecided = settle(sample, role)
    return tally(settled), undecided
