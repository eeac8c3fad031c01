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
from uitvoerbaar.desk.middleware.names import refusal
from uitvoerbaar.desk.mistakes import wants_json
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.desk.queries import lines, troubles
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.variants.address import AGAINST, BEFORE, MOST_VARIANTS, TOGETHER, Beside, Variant, read
from uitvoerbaar.desk.variants.asking import (
    FIRST_PATIENCE,
    POLL_PATIENCE,
    ask_all,
    asker,
)
from uitvoerbaar.desk.variants.asking import as_json as state_json
from uitvoerbaar.desk.variants.columns import THE_LAW, Column, columns_of, name_of
from uitvoerbaar.desk.variants.outcome import BOTH, Key, outcome_of, pair_of, together_json
from uitvoerbaar.desk.workbench.changes import BACK, as_json
from uitvoerbaar.desk.workbench.changes_page import HERE as CHANGES
from uitvoerbaar.desk.workbench.changes_page import RECEIPT
from uitvoerbaar.desk.workbench.country import population_folder
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.proposals import proposals


def page(request: HttpRequest) -> Page:
    """The variants, the forms that change them, and the outcome as far as it is there."""
    of = laws_on(asked_day(request))
    beside = read(request.GET, of.on)
    passed_over = _passed_over(request, beside)
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
        "together": together_json(beside, states),
    }
    context = {
        **outcome_of(of, beside, columns, states, who),
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
        "passed_over": lines(passed_over),
    }
    crumbs = ((tr("Werkbank"), f"/werkbank?op={of.on}"),)
    return Page("variants/variants.html.j2", tr("Varianten naast elkaar"), data, context, crumbs)


def _passed_over(request: HttpRequest, beside: Beside) -> dict[str, str]:
    """What of the address does not count, a variant that is named and is not there among it. Raises Mistake to a program."""
    found = dict(troubles(request))
    for name in (AGAINST, TOGETHER):
        named = [
            int(each) for each in request.GET.getlist(name) if each.isascii() and each.isdecimal() and len(each) < 3
        ]
        gone = next((each for each in named if each and beside.find(each) is None), None)
        if gone is not None:
            found.setdefault(name, tr("variant {n} is er niet", n=gone))
    if found and wants_json(request):
        raise refusal(found)
    return found


@require_safe
def outcome(request: HttpRequest) -> HttpResponse:
    """The outcome alone: what there is now, asked again while more comes."""
    of = laws_on(asked_day(request))
    beside = read(request.GET, of.on)
    columns = columns_of(of, beside)
    who = asker(request)
    states = _ask(of, beside, columns, who, POLL_PATIENCE)
    answer = render(request, "variants/outcome.html.j2", outcome_of(of, beside, columns, states, who))
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
    pair = pair_of(of, beside, columns)
    if pair is not None and all(column.ready for column in pair):
        for number, column in zip((*beside.together, BOTH), pair, strict=True):
            asked["samen", number] = (THE_LAW, column.asked)
    return ask_all(of.on, asked, who, patience)


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
