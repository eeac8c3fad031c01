"""The page of variants: which there are, what each comes to, and what two of them do together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from uitvoerbaar.base.language import said, tr
from uitvoerbaar.desk.compute.states import State
from uitvoerbaar.desk.laws.asked import asked_day
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.variants import table
from uitvoerbaar.desk.variants.address import BEFORE, HERE, MOST_VARIANTS, Beside, Variant, read
from uitvoerbaar.desk.variants.asking import (
    FIRST_PATIENCE,
    POLL_PATIENCE,
    WHO,
    ask_all,
    asker,
    failed,
    last_part,
    told,
)
from uitvoerbaar.desk.variants.asking import as_json as state_json
from uitvoerbaar.desk.variants.columns import THE_LAW, Column, column_of, columns_of
from uitvoerbaar.desk.workbench.changes import BACK, as_json
from uitvoerbaar.desk.workbench.changes_page import HERE as CHANGES
from uitvoerbaar.desk.workbench.changes_page import RECEIPT
from uitvoerbaar.desk.workbench.country import population_folder
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.proposals import proposals

BOTH = 0
"""The number under which two variants together are asked."""
Key = tuple[str, int]
"""A question: 'naast' for a column against the baseline, 'samen' for one against the law, with the number of the variant."""


def page(request: HttpRequest) -> Page:
    """The variants, the forms that change them, and the outcome as far as it is there."""
    of = laws_on(asked_day(request))
    beside = read(request.GET, of.on)
    columns = columns_of(of, beside)
    who = asker(request)
    states = _ask(of, beside, columns, who, FIRST_PATIENCE)
    data = {
        "day": of.on,
        "against": beside.against,
        "variants": [
            {
                "number": number,
                "name": column.name,
                "changes": as_json(column.changes),
                "proposal": column.variant.proposal,
                "side": column.variant.side if column.variant.proposal else "",
                "parts": list(column.variant.parts),
                "trouble": column.trouble,
                "conflicts": [_clash_json(each) for each in column.clashes],
                "answer": state_json(states.get(("naast", number))),
            }
            for number, column in columns.items()
        ],
        "together": _together_json(beside, states),
    }
    context = {
        **_outcome(of, beside, columns, states, who),
        "items": [_item(beside, column) for column in columns.values()],
        "most": MOST_VARIANTS,
        "free": beside.free,
        "add_link": f"/werkbank?{urlencode([('op', of.on), (BACK, beside.query)])}",
        "kept": beside.pairs(),
        "kept_settings": _without(beside, "v", "tegen", "toon", "rij"),
        "kept_pair": _without(beside, "samen"),
        "choices": _proposals(of.on),
        "names": [(number, column.name) for number, column in columns.items()],
        "wrong_order": len(beside.together) == 1,
    }
    crumbs = ((tr("Werkbank"), f"/werkbank?op={of.on}"),)
    return Page("variants/variants.html.j2", tr("Varianten naast elkaar"), data, context, crumbs)


@require_safe
def outcome(request: HttpRequest) -> HttpResponse:
    """The outcome alone: what there is now, asked again while more comes."""
    of = laws_on(asked_day(request))
    beside = read(request.GET, of.on)
    columns = columns_of(of, beside)
    who = asker(request)
    states = _ask(of, beside, columns, who, POLL_PATIENCE)
    answer = render(request, "variants/outcome.html.j2", _outcome(of, beside, columns, states, who))
    answer["Cache-Control"] = "no-store"
    return answer


def _ask(of: Laws, beside: Beside, columns: Mapping[int, Column], who: str, patience: float) -> dict[Key, State]:
    """Every question of a page that can be asked: a column against the baseline, and two against the law with both together."""
    base = columns.get(beside.against)
    if population_folder() is None or (base is not None and not base.ready):
        return {}
    before = THE_LAW if base is None else base.asked
    asked: dict[Key, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
        ("naast", number): (before, column.asked)
        for number, column in columns.items()
        if column.ready and number != beside.against
    }
    pair = _pair(of, beside, columns)
    if pair is not None and all(column.ready for column in pair):
        for number, column in zip((*beside.together, BOTH), pair, strict=True):
            asked["samen", number] = (THE_LAW, column.asked)
    return ask_all(of.on, asked, who, patience)


def _pair(of: Laws, beside: Beside, columns: Mapping[int, Column]) -> tuple[Column, Column, Column] | None:
    """Two variants and both laid on each other."""
    if len(beside.together) != 2 or any(number not in columns for number in beside.together):
        return None
    first, second = (columns[number] for number in beside.together)
    return first, second, column_of(of, beside, Variant(BOTH, parts=beside.together))


def _outcome(
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
    pair = _pair(of, beside, columns)
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


def _item(beside: Beside, column: Column) -> dict[str, Any]:
    """A variant in the list, with its ways to change it."""
    variant = column.variant
    number = variant.number
    words = [("op", beside.day), *(("w", word) for word in variant.words)]
    waiting = beside.with_variant(Variant(number, variant.name))
    return {
        "column": column,
        "number": number,
        "moved": [each for each in column.changes if each.moved],
        "edit": f"{CHANGES}?{urlencode([*words, (BACK, waiting.query)])}" if variant.words else "",
        "receipt": f"{RECEIPT}?{urlencode(words)}" if variant.words and column.ready else "",
        "away": beside.without(number).address,
        "baseline": replace(beside, against=number).address if number != beside.against else "",
        "parts": [name for part in variant.parts if (name := _name(beside, part))],
    }


def _name(beside: Beside, number: int) -> str:
    from uitvoerbaar.desk.variants.columns import name_of

    found = beside.find(number)
    return tr("Variant {n}", n=number) if found is None else name_of(beside, found)


def _without(beside: Beside, *names: str) -> list[tuple[str, str]]:
    """The query without some words: those that a form has as fields."""
    return [pair for pair in beside.pairs() if pair[0].rstrip("0123456789") not in names]


def _proposals(day: str) -> list[tuple[str, str]]:
    """The sides of shipped proposals that are of this day, by what the address calls them."""
    found = []
    for each in proposals():
        if each.day == day:
            found.append((each.id, tr("{title} (erna)", title=said(each.title))))
            found.append((f"{each.id}~{BEFORE}", tr("{title} (ervoor)", title=said(each.title))))
    return found


def _clash_json(clash: Any) -> dict[str, Any]:
    return {
        "law": clash.law,
        "article": clash.article,
        "words": clash.around,
        "says": [{"variant": each.name, "says": each.words} for each in clash.says],
    }


def _together_json(beside: Beside, states: Mapping[Key, State]) -> Any:
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
