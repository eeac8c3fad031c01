"""What the panels beside the editor show of an answer: findings at their lines, figures, differences, lamps."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from uitvoerbaar.base.language import active, mark, tr
from uitvoerbaar.desk.compute.rule import CHECK, FIGURES
from uitvoerbaar.desk.compute.states import FAILED, STOPPED, State
from uitvoerbaar.desk.laws.asked import DAY
from uitvoerbaar.desk.laws.corpus import graph_on
from uitvoerbaar.desk.laws.places import place_address, place_words
from uitvoerbaar.desk.workbench.rule.asked import AskedRule
from uitvoerbaar.desk.workbench.shown import figures_of, said
from uitvoerbaar.face.law_graph import ARTICLE, Place
from uitvoerbaar.face.live import article_dials, display

WHY = {
    "same": mark("De regel is zoals de wet hem heeft."),
    "text": mark("Alleen de tekst of een toelichting is anders; de regel is gelijk."),
    "not_in_force": mark("Deze tekst is op deze dag niet in werking: de wet geldt dan in een andere versie."),
    "law_unread": mark("Geen regeling die hier wordt doorgerekend leest deze wet."),
    "article_unread": mark("Geen regeling die hier wordt doorgerekend leest dit artikel."),
    "part_unread": mark("De regelingen lezen dit artikel wel, maar niet wat eraan is veranderd."),
    "nobody": mark("Geen huishouden in de bevolking krijgt door de nieuwe regel iets anders."),
}
"""Why nothing changes, by reason."""


def answered(asked: AskedRule, state: State) -> dict[str, Any]:
    """The panel of findings and figures."""
    parts = list(state.parts)
    check = next((part for part in parts if part["kind"] == CHECK), None)
    found = [part for part in parts if part["kind"] == FIGURES]
    figures = None
    if found:
        figures = figures_of(found[-1])
        figures["still"] = found[-1]["why"] is not None or (check is not None and not check["rules_changed"])
    return {
        "state": state,
        "busy": not state.final,
        "failed": state.name in (FAILED, STOPPED),
        "parts": len(parts),
        "check": check,
        "findings": [] if check is None else [_finding(row) for row in check["findings"]],
        "figures_shown": figures,
        "why": _why(asked, check, found[-1]) if found and figures is not None and figures["still"] else None,
        "lost": said(found[-1]["lost"]) if found and found[-1]["lost"] else "",
        "changes": [] if check is None else [_change(row) for row in check["amendments"]],
        "sentences": "" if check is None else check["sentences"],
        "numbers_page": _numbers_page(asked, check),
        "link": asked.link,
        "here": asked.here,
        "day": asked.of.on,
        "changed": asked.changed,
    }


def _finding(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "message": said(row["message"]),
        "hint": said(row["hint"]),
        "elsewhere": said(row["elsewhere"]),
        "error": row["level"] == "error",
    }


def _change(row: Mapping[str, Any]) -> dict[str, Any]:
    """A change of the list; the sentence is law and stays Dutch, beside it what it does for who reads English."""
    return {**row, "explained": said(row["explained"]) if active() != "nl" else ""}


def _why(asked: AskedRule, check: Mapping[str, Any] | None, part: Mapping[str, Any]) -> dict[str, Any]:
    found = part["why"] or {"reason": "", "proven": True, "schemes": []}
    reason = found["reason"]
    if check is not None and not check["changed"]:
        reason = "same"
    elif check is not None and not check["rules_changed"]:
        reason = "text"
    return {
        "words": tr(WHY[reason]),
        "proven": found["proven"] and reason not in ("same", "text"),
        "schemes": [said(name) for name in found["schemes"]] if reason == "nobody" else [],
        "readers": _readers(asked) if reason in ("article_unread", "part_unread", "law_unread") else [],
    }


def _readers(asked: AskedRule) -> list[tuple[str, str]]:
    """The articles that read this one: words and address."""
    graph = graph_on(asked.of.on)
    here = Place(ARTICLE, asked.shown.law, asked.source.article)
    takers = dict.fromkeys(tie.taker for tie in graph.gives(here) if tie.taker != here)
    return [(place_words(taker, graph), place_address(taker, asked.of.on)) for taker in takers]


def _numbers_page(asked: AskedRule, check: Mapping[str, Any] | None) -> str:
    """The page of the numbers of the article, with those that the text changed at their new place."""
    words = {DAY: asked.of.on}
    moved: Mapping[str, str] = {} if check is None else check["numbers"]
    for dial in article_dials(asked.of, asked.shown.law, asked.source.article) if moved else ():
        value = moved.get(dial.id)
        if value is not None and dial.range.lo <= Decimal(value) <= dial.range.hi:
            words[f"d.{dial.id}"] = display(dial, Decimal(value))
    return f"{asked.here}?{urlencode(words)}"
