"""Changes that are reported late: what must be paid back, and how much of that is by being late.

The allowance goes on as it was until the report; what a household must pay back is worked out by the Awir itself (its
output `terug_na_melding`), with the allowances before and after the change in its parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.aspects.mistakes.data import Change, load_changes
from uitvoerbaar.assess.context import Context, whole
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.reading.awir import AWIR, link_outputs_of
from uitvoerbaar.assess.reading.owed import moved, moving_with
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.law import LawLookupError
from uitvoerbaar.law.graph import Node, having
from uitvoerbaar.law.registers import CHILD, PERSON
from uitvoerbaar.law.registers.nodes import exchanged, raised

_BACK = "terug_na_melding"
_OLD, _NEW, _CHANGED, _REPORTED, _YEAR = (
    "toeslag_oude_situatie", "toeslag_nieuwe_situatie", "maanden_tot_wijziging", "maanden_tot_melding",
    "telt_voor_hele_jaar",
)  # fmt: skip
PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Late:
    """A change reported `months` late, for the households that were overpaid in those months (eurocent).

    `rows` are household numbers; `size` is what was overpaid in the months of being late, `back` what must be paid back,
    and `extra` how much more that is than when reported at once.
    """

    change: Change
    months: int
    rows: Ints
    size: NDArray[np.float64]
    back: Ints
    extra: Ints


def measure_late(ctx: Context, role: Role) -> list[Late]:
    """Every change, reported late, by every head whom it concerns; none when the law of the side cannot settle it."""
    back = _settlement(ctx, role)
    if back is None:
        return []
    read = load_changes()
    return [late for change in read.changes for late in _late(ctx, role, back, change, read.start, read.late)]


def _settlement(ctx: Context, role: Role) -> Node | None:
    """What must be paid back, by its parameters."""
    try:
        node = link_outputs_of(ctx, role, AWIR, (_BACK,), (_OLD, _NEW, _CHANGED, _REPORTED), (_YEAR,))[_BACK]
    except LawLookupError:
        return None
    return None if having([node], "ERROR", "UNKNOWN") else node


def _late(ctx: Context, role: Role, back: Node, change: Change, start: int, late: tuple[int, ...]) -> list[Late]:
    nodes: dict[str, Node] = {}
    difference: list[Node] = []
    for scheme in ctx.settings.schemes:
        node = ctx.sides.of(role).nodes.get(scheme.id)
        if node is None or scheme.applied is None:
            continue
        old, new = _before_and_after(ctx, node, change)
        if old is new:
            continue
        difference.append(ctx.graph.node("SUBTRACT", (old, new), True, unit="eurocent"))
        for months in (0, *late):
            given = {
                _OLD: old,
                _NEW: new,
                _CHANGED: ctx.graph.const(start),
                _REPORTED: ctx.graph.const(min(start + months, MONTHS)),
                _YEAR: ctx.graph.const(change.whole_year),
            }
            (nodes[f"{scheme.id}.{months}"],) = ctx.graph.with_parameters([back], given)
    if not nodes:
        return []
    totals = {
        str(months): _sum(ctx, [n for key, n in nodes.items() if key.endswith(f".{months}")]) for months in (0, *late)
    }
    rows = np.flatnonzero(_concerned(ctx, role, change))
    result = ctx.run(role, {**totals, "verschil": _sum(ctx, difference)}, ctx.heads[rows], reasons=False)
    answered = np.ones(len(rows), dtype=bool)
    answered[result.undecided] = False
    values = {name: whole(result, name) for name in result.values}
    over = answered & (values["verschil"] > 0)
    return [
        Late(
            change,
            months,
            rows[over],
            values["verschil"][over] * (min(start + months, MONTHS) - start) / MONTHS,
            values[str(months)][over],
            (values[str(months)] - values["0"])[over],
        )
        for months in late
    ]


def _sum(ctx: Context, nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else ctx.graph.node("ADD", tuple(nodes), True, unit="eurocent")


def _before_and_after(ctx: Context, node: Node, change: Change) -> tuple[Node, Node]:
    """An allowance before and after the change; of a partner who moves in, the household is as it is afterwards."""
    if change.field == PARTNER:
        return exchanged(ctx.graph, [node], "partner_bsn", ctx.graph.const(None))[0], node
    table, _, name = change.field.rpartition(".")
    if table == CHILD:
        return node, moved(ctx, node, moving_with(ctx.catalogue, name), change.amount)
    field: Any = ctx.catalogue.field(PERSON, name)
    (new,) = raised(ctx.graph, [node], field, change.amount)
    return node, new


def _concerned(ctx: Context, role: Role, change: Change) -> NDArray[np.bool_]:
    """Heads whom the change can happen to: who has at least as much as it takes away, or a partner."""
    people = ctx.people.of(role)
    if change.field == PARTNER:
        return np.asarray(people.partner[ctx.heads] >= 0)
    table, _, name = change.field.rpartition(".")
    least = max(1, -change.amount)
    if table != CHILD:
        return np.asarray(people.columns[name][ctx.heads] >= least)  # type: ignore[index]
    children = people.collections["kinderen"]
    column = np.asarray(children.columns[name])
    enough = np.concatenate([[0], np.cumsum((column if children.index is None else column[children.index]) >= least)])
    return np.asarray(enough[children.stop[ctx.heads]] > enough[children.start[ctx.heads]])
