"""The outcome of a page of variants, as its template and its twin have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.compute.states import State
from uitvoerbaar.desk.variants import table
from uitvoerbaar.desk.variants.address import HERE, Beside, Variant
from uitvoerbaar.desk.variants.asking import WHO, failed, last_part, told
from uitvoerbaar.desk.variants.columns import Column, column_of
from uitvoerbaar.desk.workbench.country import population_folder
from uitvoerbaar.face.laws import Laws

BOTH = 0
"""The number under which two variants together are asked."""
Key = tuple[str, int]
"""A question: 'naast' for a column against the baseline, 'samen' for one against the law, with the number of the variant."""


def pair_of(of: Laws, beside: Beside, columns: Mapping[int, Column]) -> tuple[Column, Column, Column] | None:
    """Two variants and both laid on each other."""
    if len(beside.together) != 2 or any(number not in columns for number in beside.together):
        return None
    first, second = (columns[number] for number in beside.together)
    return first, second, column_of(of, beside, Variant(BOTH, parts=beside.together))


def outcome_of(
    of: Laws, beside: Beside, columns: Mapping[int, Column], states: Mapping[Key, State], who: str
) -> dict[str, Any]:
    """What the template of the outcome shows."""
    shown = [(number, column) for number, column in columns.items() if number != beside.against]
    parts = [last_part(states.get(("naast", number))) for number, _ in shown]
    names = [column.name for _, column in shown]
    base = columns.get(beside.against)
    row = beside.row if any(table.measure(part, beside.row) for part in parts) else table.BUDGET
    going = any(not state.final for state in states.values())
    levels = table.levels_of(parts) if beside.levels else []
    return {
        "day": of.on,
        "beside": beside,
        "base_name": tr("de wet van {day}", day=of.on) if base is None else base.name,
        "base_trouble": ""
        if base is None
        else base.trouble or (tr("hierin botsen wijzigingen") if base.clashes else ""),
        "heads": [_head(column, states.get(("naast", number))) for number, column in shown],
        "rows": table.rows_of(parts),
        "levels": levels,
        "groups": table.groups_of(parts),
        "row": row,
        "row_unknown": beside.row if beside.row and any(parts) and row != beside.row else "",
        "row_title": table.title_of(row, parts),
        "row_choices": [(each.id, each.title) for each in table.rows_of(parts)],
        "bars": table.bars_of(row, names, parts) if any(parts) else [],
        "mixed": len({part["depth"] for part in parts if part}) > 1,
        "full": any(part["full"] for part in parts if part),
        "some": any(part is not None for part in parts),
        "population": population_folder() is not None,
        "pair": _shown_pair(of, beside, columns, states),
        "again": f"{HERE}/uitkomst?{urlencode([*beside.pairs(), (WHO, who)])}" if going else "",
        "here": beside.address,
        "other_view": replace(beside, levels=not beside.levels).address,
    }


def _head(column: Column, state: State | None) -> dict[str, Any]:
    part = last_part(state)
    words = column.trouble or (tr("wijzigingen botsen; kies hierboven") if column.clashes else told(state))
    return {
        "name": column.name,
        "told": words,
        "wrong": bool(column.trouble or column.clashes) or failed(state),
        "depth": "" if part is None else tr("heel het land") if part["full"] else tr("steekproef"),
        "undecided": 0 if part is None else part["undecided"],
    }


def _shown_pair(
    of: Laws, beside: Beside, columns: Mapping[int, Column], states: Mapping[Key, State]
) -> dict[str, Any] | None:
    pair = pair_of(of, beside, columns)
    if pair is None:
        return None
    first, second, both = pair
    asked = [states.get(("samen", number)) for number in (*beside.together, BOTH)]
    parts = [last_part(state) for state in asked]
    free = beside.free
    stack = None if free is None else replace(beside.with_variant(Variant(free, parts=beside.together)), together=())
    rows = []
    same = len({part["depth"] for part in parts if part}) == 1
    if same and parts[0] and parts[1] and parts[2]:
        rows = table.together_of(parts[0], parts[1], parts[2])
    return {
        "first": first.name,
        "second": second.name,
        "trouble": first.trouble or second.trouble or both.trouble,
        "clashes": both.clashes,
        "stack": "" if stack is None else stack.address,
        "rows": rows,
        "told": next((words for state in asked if (words := told(state))), ""),
    }


def together_json(beside: Beside, states: Mapping[Key, State]) -> Any:
    if len(beside.together) != 2:
        return None
    parts = [last_part(states.get(("samen", number))) for number in (*beside.together, BOTH)]
    if not all(parts) or len({part["depth"] for part in parts if part}) != 1:
        return {"variants": list(beside.together), "figures": None}
    rows = {}
    for row in table.rows_of(parts):
        found = [measured for part in parts if (measured := table.measure(part, row.id)) is not None]
        if len(found) == 3:
            one, other, both = (table.whole(each) for each in found)
            rows[row.id] = {"first": one, "second": other, "both": both, "more": both - one - other}
    return {"variants": list(beside.together), "figures": rows}
