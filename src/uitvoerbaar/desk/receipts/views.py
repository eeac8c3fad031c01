"""The page of a receipt: made of an outcome, or opened and computed again, total by total."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.desk.compute.states import State
from uitvoerbaar.desk.laws.asked import asked_day
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.desk.receipts.receipt import HERE, Moved, Receipt, Total, moved_since, read, receipt_of, totals_of
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.variants import table
from uitvoerbaar.desk.variants.asking import FIRST_PATIENCE, POLL_PATIENCE, WHO, ask_all, asker, failed, told
from uitvoerbaar.desk.variants.columns import THE_LAW
from uitvoerbaar.desk.workbench.changes import Change, as_json, asked_changes, link, typed_of
from uitvoerbaar.desk.workbench.changes_page import HERE as CHANGES
from uitvoerbaar.desk.workbench.country import population_folder
from uitvoerbaar.desk.workbench.shown import exact, spoken
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.words import law_words

VERDICTS = {
    "klopt": mark("Alles klopt: elk totaal is hier opnieuw uitgerekend en gelijk, tot op de cent."),
    "klopt-beschadigd": mark(
        "De totalen zijn hier op hetzelfde uitgekomen, maar de link is niet meer zoals hij is gemaakt."
    ),
    "klopt-niet": mark(
        "De totalen in deze link kloppen niet. Wet, bevolking en programma zijn volgens de link dezelfde als hier, en toch komt er "
        "iets anders uit: de link is veranderd, of niet door dit programma gemaakt."
    ),
    "verouderd": mark(
        "Deze link is van een andere stand. Wat er sindsdien is veranderd staat hieronder, met de totalen van toen volgens de "
        "link en die van nu."
    ),
    "verouderd-gelijk": mark(
        "Deze link is van een andere stand; wat er is veranderd staat hieronder. De totalen komen hier op hetzelfde uit."
    ),
    "wacht": mark("De totalen worden hier opnieuw uitgerekend."),
    "mislukt": mark("De totalen zijn hier niet opnieuw uit te rekenen. Wat de link zegt is dus niet nagegaan."),
}
"""What a receipt comes to, and how it is told."""


def page(request: HttpRequest) -> Page:
    """A receipt, or the way to one."""
    of = laws_on(asked_day(request))
    changes = asked_changes(request, of)
    receipt = read(request.GET, of.on)
    who = asker(request)
    shown, data = _found(request, of, changes, receipt, who, FIRST_PATIENCE)
    crumbs = ((tr("Werkbank"), link("/werkbank", of.on, changes)), (tr("Alle wijzigingen"), shown["changes_link"]))
    title = tr("Bewijs van een uitkomst")
    return Page("receipts/receipt.html.j2", title, {"day": of.on, "changes": as_json(changes), **data}, shown, crumbs)


@require_safe
def outcome(request: HttpRequest) -> HttpResponse:
    """What there is now, asked again while more comes."""
    of = laws_on(asked_day(request))
    changes = asked_changes(request, of)
    shown, data = _found(request, of, changes, read(request.GET, of.on), asker(request), POLL_PATIENCE)
    answer = render(request, "receipts/outcome.html.j2", {**data, **shown})
    answer["Cache-Control"] = "no-store"
    return answer


def _found(
    request: HttpRequest, of: Laws, changes: Sequence[Change], receipt: Receipt | None, who: str, patience: float
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the template shows, and the twin."""
    trouble = next((f"{each.word}: {each.trouble}" for each in changes if each.trouble), "")
    state = None
    if not trouble and population_folder() is not None and (changes or receipt is not None):
        after = {"sources": [{"changes": typed_of(changes)}], "choices": []}
        state = ask_all(of.on, {"": (THE_LAW, after)}, who, patience)[""]
    parts = [] if state is None else list(state.parts)
    going = state is not None and not state.final
    query = [(name, value) for name, values in request.GET.lists() for value in values if name != WHO]
    frame = {
        "day": of.on,
        "population": population_folder() is not None,
        "trouble": trouble,
        "told": told(state),
        "failed": failed(state),
        "nothing": not changes and receipt is None,
        "again": f"{HERE}/uitkomst?{urlencode([*query, (WHO, who)])}" if going else "",
        "here": f"{HERE}?{urlencode(query)}",
        "moved_numbers": [each for each in changes if each.moved],
        "changes_link": link(CHANGES, of.on, changes),
        "fresh_link": link(HERE, of.on, changes),
    }
    if receipt is None:
        return {**frame, **_making(request, of, changes, parts)}, {"receipt": None, "links": _links(of, changes, parts)}
    return _checking(of, receipt, parts, state, frame)


def _links(of: Laws, changes: Sequence[Change], parts: Sequence[table.Figures]) -> list[str]:
    words = tuple(each.word for each in changes if each.moved)
    return [receipt_of(of.on, words, part).address for part in parts]


def _making(
    request: HttpRequest, of: Laws, changes: Sequence[Change], parts: Sequence[table.Figures]
) -> dict[str, Any]:
    """The outcome, and a link for each depth that is there."""
    links = [request.build_absolute_uri(each) for each in _links(of, changes, parts)]
    named = [
        {"full": part["full"], "households": spoken(numeral(part["households"])), "address": address}
        for part, address in zip(parts, links, strict=True)
    ]
    return {"receipt_shown": None, "basis": None, "rows": table.rows_of(list(parts[-1:])), "links": named}


def _checking(
    of: Laws, receipt: Receipt, parts: Sequence[table.Figures], state: State | None, frame: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the link says beside what is computed here."""
    part = next((each for each in parts if each["depth"] == receipt.depth), None)
    if part is None and (state is None or state.final):
        part = parts[-1] if parts else None
    totals = totals_of(receipt, part)
    moved = [] if part is None else moved_since(receipt, part)
    verdict = _verdict(part, state, totals, moved, receipt.damaged)
    shown = {
        **frame,
        "receipt_shown": receipt,
        "verdict": verdict,
        "verdict_words": tr(VERDICTS[verdict]),
        "totals": [_total(each, part is not None) for each in totals],
        "moved": [_moved(of, each) for each in moved],
        "computed": part is not None,
        "basis": None if part is None else {"full": part["full"], "households": spoken(numeral(part["households"]))},
        "links": [],
        "rows": [],
    }
    told_totals = {each.id: {"said": each.said, "now": each.now, "holds": each.holds} for each in totals}
    since = [{"what": each.what, "law": each.law, "said": each.said, "now": each.now} for each in moved]
    data = {
        "receipt": {"verdict": verdict, "damaged": receipt.damaged, "totals": told_totals, "moved": since},
        "links": [],
    }
    return shown, data


def _verdict(
    part: table.Figures | None, state: State | None, totals: Sequence[Total], moved: Sequence[Moved], damaged: bool
) -> str:
    if part is None:
        return "wacht" if state is not None and not state.final else "mislukt"
    holds = bool(totals) and all(each.holds for each in totals)
    if moved:
        return "verouderd-gelijk" if holds else "verouderd"
    if not holds:
        return "klopt-niet"
    return "klopt-beschadigd" if damaged else "klopt"


def _total(total: Total, computed: bool) -> dict[str, Any]:
    differs = total.said is not None and total.now is not None and not total.holds
    return {
        "title": total.title,
        "said": "" if total.said is None else _words(total.said, total.unit),
        "now": "" if total.now is None else _words(total.now, total.unit),
        "holds": total.holds,
        "computed": computed,
        "difference": _words((total.now or 0) - (total.said or 0), total.unit) if differs else "",
    }


def _words(value: int, unit: str) -> str:
    return exact(value) if unit == "eurocent_per_jaar" else spoken(numeral(value))


def _moved(of: Laws, moved: Moved) -> dict[str, str]:
    """What moved, in words; `name` is the Dutch name of a law."""
    if moved.what == "law":
        known = moved.law in of.corpus.versions and bool(moved.now)
        name = of.corpus.select(moved.law, of.on).name if known else moved.law
        law = law_words(moved.law, name) if known else moved.law
        if not moved.now:
            told_ = tr("{law}: telt hier niet mee, volgens de link wel", law=law)
        elif not moved.said:
            told_ = tr("{law}: telt hier mee, de link noemt haar niet", law=law)
        else:
            told_ = tr("{law}: de tekst of de regels zijn anders", law=law)
        return {"words": told_, "name": name, "said": moved.said, "now": moved.now}
    words = {
        "data": tr("De bevolking is een andere"),
        "people": tr("Het aantal doorgerekende huishoudens is anders"),
        "program": tr("Het programma is een ander"),
    }
    return {"words": words[moved.what], "name": "", "said": moved.said, "now": moved.now}
