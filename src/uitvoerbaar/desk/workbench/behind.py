"""The households behind a figure: cards of them, one with its reasons before and after, and the same to keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from uitvoerbaar.base.command_line import command_line
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.desk.compute.states import State
from uitvoerbaar.desk.households import answers
from uitvoerbaar.desk.households.form import query_of
from uitvoerbaar.desk.households.sides import LINES, Sides, sides_of
from uitvoerbaar.desk.laws.asked import article_of, asked_day
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.workbench import asking
from uitvoerbaar.desk.workbench.cards import card_of, story_of
from uitvoerbaar.desk.workbench.changes import CHANGE, Change
from uitvoerbaar.desk.workbench.choice import CLASSES, chosen_of
from uitvoerbaar.desk.workbench.shown import said, spoken
from uitvoerbaar.desk.workbench.typed import Turned
from uitvoerbaar.face.keep import persona_text, scenarios_text
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.words import law_words

PATIENCE = 8.0
"""Seconds that a whole page waits."""
_FACTS = {"yaml": "application/yaml; charset=utf-8", "feature": "text/plain; charset=utf-8"}


@dataclass(frozen=True)
class Bench:
    """An article with its numbers as an address says, and the words of the address that say so."""

    of: Laws
    law: str
    number: str
    dials: list[Turned]
    rest: tuple[Change, ...] = ()
    """What the address changes in other articles."""

    @property
    def here(self) -> str:
        """The address of the workbench of the article."""
        return f"/werkbank/{self.law}/artikel/{self.number}"

    @property
    def query(self) -> str:
        """The day and the numbers that were moved."""
        moved = [each for each in self.dials if each.moved]
        return urlencode(asking.standing(self.of.on, moved, self.rest))

    @property
    def arguments(self) -> dict[str, Any]:
        """What the compute process is asked about."""
        return asking.arguments(self.of, self.law, self.number, self.dials, self.rest)

    @property
    def trouble(self) -> str:
        """Why a number that was typed is not counted; empty when all are."""
        return next((each.trouble for each in self.dials if each.trouble), "")

    @property
    def title(self) -> str:
        """What the article is called."""
        shown = article_of(self.of, self.law, self.number)
        return tr("{law}, artikel {number}", law=law_words(shown.law, shown.law_name), number=self.number)

    def crumbs(self) -> tuple[tuple[str, str], ...]:
        """The pages above those of the households."""
        return (tr("Werkbank"), f"/werkbank?op={self.of.on}"), (self.title, f"{self.here}?{self.query}")


def bench_of(request: HttpRequest, law: str, number: str) -> Bench:
    """The article that an address asks. Raises Mistake (404) for one that there is not."""
    of = laws_on(asked_day(request))
    rest = tuple(asking.rest_of(request, of, law, number))
    return Bench(of, law, number, asking.dials(of, law, number, request), rest)


def households(request: HttpRequest, law: str, number: str) -> Page:
    """The households of a bar or a cell, ten of them as cards."""
    bench = bench_of(request, law, number)
    choice = chosen_of(request.GET)
    state, polled = asked(request, "households", {**bench.arguments, **choice.arguments})
    part = state.parts[-1] if state.parts else None
    data = {
        "day": bench.of.on,
        "law": law,
        "article": number,
        "state": state.name,
        "message": state.told,
        "found": part,
    }
    context = {
        **polled,
        "bench": bench,
        "choice": choice,
        "group": None if part is None or part["group"] is None else {n: said(w) for n, w in part["group"].items()},
        "classes": CLASSES,
        "refused": said(part["refused"]) if part and part["refused"] else "",
        "cards": [] if part is None else [card_of(row) for row in part["rows"]],
        "counted": None if part is None else _counted(part),
        "part": part,
    }
    return Page("workbench/households.html.j2", tr("Huishoudens achter dit cijfer"), data, context, bench.crumbs())


@require_safe
def households_page(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The page; of a page that asks on, only the part that changes."""
    return page_or_part(request, households(request, law, number), "workbench/households_list.html.j2")


def household(request: HttpRequest, law: str, number: str, who: int) -> Page:
    """One household of the sample, with its reasons before and after beside each other."""
    bench = bench_of(request, law, number)
    state, polled = asked(request, "household", {**bench.arguments, "number": who})
    part = state.parts[-1] if state.parts else None
    refused = said(part["refused"]) if part and part["refused"] else ""
    context: dict[str, Any] = {**polled, "bench": bench, "who": who, "refused": refused, "card": None, "shown": None}
    where = {"day": bench.of.on, "law": law, "article": number}
    data: dict[str, Any] = {**where, "state": state.name, "message": state.told, "household": part}
    if part is not None and not refused:
        sides = _sides(bench)
        shown = answers.answers_of(answers.found_each(sides.laws, (part["facts"], part["facts_after"])))
        data["amounts"] = answers.as_json(shown)
        context |= {
            "card": card_of(part),
            "shown": shown,
            "sides": sides,
            "theirs": True,
            "commands": (
                command_line("assess", "voorstel", population="out/bevolking", out="out/toets"),
                command_line("test", "voorstel", f"huishouden-{who}.feature"),
            ),
            "unasked": _unasked(part["facts"], shown),
            "form": query_of(sides.laws[-1], part["persons"]) + list(sides.query),
        }
    crumbs = (*bench.crumbs(), (tr("Huishoudens achter dit cijfer"), f"{bench.here}/huishoudens?{bench.query}"))
    return Page("workbench/household.html.j2", tr("Huishouden {number}", number=who), data, context, crumbs)


@require_safe
def household_page(request: HttpRequest, law: str, number: str, who: int) -> HttpResponse:
    """The page; of a page that asks on, only the part that changes."""
    return page_or_part(request, household(request, law, number, who), "workbench/household_shown.html.j2")


@require_safe
def keep(request: HttpRequest, law: str, number: str, who: int, kind: str) -> HttpResponse:
    """The household as a file: a persona (yaml), or scenarios that hold the law to what it gives now (feature)."""
    bench = bench_of(request, law, number)
    state, _ = asked(request, "household", {**bench.arguments, "number": who})
    if not state.parts:
        raise Mistake(400, state.told or tr("De bevolking wordt nog klaargezet; probeer het over een minuut opnieuw."))
    part = state.parts[-1]
    if part["refused"]:
        raise Mistake(403, said(part["refused"]))
    name = f"huishouden-{who}"
    persona = kind == "yaml"
    text = persona_text(name, story_of(part), part["persons"], bench.of.on) if persona else _scenarios(bench, part)
    answer = HttpResponse(text, content_type=_FACTS[kind])
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}")
    return answer


def _scenarios(bench: Bench, part: Mapping[str, Any]) -> str:
    """What the law with the moved numbers gives: net income, and every scheme that another amount comes out of."""
    sides = _sides(bench)
    shown = answers.found_each(sides.laws, (part["facts"], part["facts_after"]))
    moved = [row.scheme.id for row in shown.schemes if len({each.value for each in row.amounts}) > 1]
    known = [each for each in moved if all(row.value is not None for row in _amounts(shown, each))]
    title = tr("Een huishouden bij {title}", title=bench.title)
    return scenarios_text(sides.laws[-1], [shown.net.scheme.id, *known], part["facts_after"], title)


def _amounts(shown: Any, scheme: str) -> tuple[Any, ...]:
    return next(tuple(row.amounts) for row in shown.schemes if row.scheme.id == scheme)


def page_or_part(request: HttpRequest, page: Page, part: str) -> HttpResponse:
    """A whole page, or of what htmx asks the part alone. Kept by nobody: it is of a position of the dials."""
    alone = request.headers.get("HX-Request") == "true"
    frame = {"title": page.title, "crumbs": page.crumbs, "twin": _twin(request)}
    answer = render(request, part if alone else page.template, {**frame, **page.data, **page.context})
    answer["Cache-Control"], answer["Vary"] = "no-store", "HX-Request, Cookie"
    return answer


def _twin(request: HttpRequest) -> str:
    path = request.get_full_path_info().partition("?")
    return f"{path[0]}.json" + (f"?{path[2]}" if path[2] else "")


def asked(request: HttpRequest, kind: str, arguments: dict[str, Any]) -> tuple[State, dict[str, Any]]:
    """What there is of an answer, with how the page asks on."""
    who, count = asking.teller(request)
    patience = asking.BESIDE_PATIENCE if request.headers.get("HX-Request") == "true" else PATIENCE
    state = asking.ask(kind, arguments, who, count, patience, asking.known_of(request))
    return state, asking.polled(request, state, who)


def _sides(bench: Bench) -> Sides:
    """The laws before and after, with what is changed in other articles; the figures of the household are of both.

    Raises Mistake (400) for a change that cannot be written.
    """
    own = {each.name: each.said for each in bench.dials if each.moved}
    rest = LINES.join(each.word for each in bench.rest if each.moved)
    words = {"wet": bench.law, "artikel": bench.number, **own, CHANGE: rest}
    try:
        return sides_of(words, bench.of.on)
    except Mistake:
        raise
    except UserError as error:
        raise Mistake(400, str(error)) from None


def _unasked(facts: Mapping[str, Any], shown: answers.Answers) -> list[str]:
    """Schemes that the household does not apply for, so that net income is without them."""
    return [row.name for row in shown.rows if row.applied is not None and facts.get(row.applied) is False]


def _counted(part: Mapping[str, Any]) -> dict[str, str]:
    many = {"households": round(part["households"]["value"]), "sampled": part["sampled"], "of": part["of"]}
    return {name: spoken(numeral(value)) for name, value in many.items()}
