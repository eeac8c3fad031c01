"""The wage tax that municipalities pay over social assistance: a levy for the state, and no spending of the scheme.

Assistance is an amount in hand; the law makes it gross (Participatiewet art. 19 lid 4) and income tax is levied on that. A
proposal that changes assistance so moves the levy, and the figure of the treasury counts it, while the municipality that pays
it is not counted. What that comes to is told beside the figure.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from uitvoerbaar.assess.amounts import Amounts
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import too_few
from uitvoerbaar.assess.pair import Role, each_side
from uitvoerbaar.assess.people.rounded import at_step
from uitvoerbaar.assess.people.totals import MILLI, count
from uitvoerbaar.assess.reading.awir import link_outputs_of
from uitvoerbaar.base.numbers import spoken_money
from uitvoerbaar.findings import Text
from uitvoerbaar.law import LawLookupError
from uitvoerbaar.law.registers import KEY

_SCHEME, _GROSS = "bijstand", "bruto_bijstand"


def paid_by_municipalities(ctx: Context, changed: Sequence[Amounts]) -> int | None:
    """How much more wage tax municipalities pay over assistance after the proposal, eurocent a year; None where assistance
    stays as it is, the laws of a side do not make it gross, or it is of too few households of own microdata to tell."""
    found = next((each for each in changed if each.scheme.id == _SCHEME), None)
    if found is None or too_few(ctx, (count(found.change != 0, ctx.weights, ctx.full).value,)):
        return None
    law, rows = found.scheme.law, ctx.rows("personen")
    weights = ctx.weights[ctx.household_of("personen")]

    def gross(role: Role) -> int:
        nodes = link_outputs_of(ctx, role, law, (_GROSS,), (KEY,))
        return int(ctx.batch(nodes).totals(ctx.people.of(role), rows, np.asarray(weights, np.int64))[_GROSS][0])

    try:
        both_sides = each_side(gross)
    except LawLookupError:
        return None
    return round((both_sides.after - both_sides.before) / MILLI - (found.after - found.before))


def told(moved: int | None, value: int, step: int) -> Text | None:
    """What the figure of the treasury, `value`, leaves out, and what it is with that; None where it is printed as nothing."""
    if moved is None or not at_step(moved, step):
        return None
    way = Text("meer", "more") if moved > 0 else Text("minder", "less")
    return Text(
        "Let op: gemeenten dragen over bijstand loonheffing af. Dat wordt samen {size} per jaar {way}. Die staat hier wel als "
        "inkomensheffing die {way} binnenkomt, maar niet als uitgave van gemeenten. Met die uitgave erbij is dit bedrag {whole}.",
        "Note: municipalities pay wage tax over social assistance. Together that becomes {size} a year {way}. It counts here as "
        "{way} income tax coming in, and not as spending of municipalities. With that spending this amount is {whole}.",
    ).format(
        size=spoken_money(at_step(abs(moved), step)),
        way=way,
        whole=spoken_money(at_step(value + moved, step)),
    )
