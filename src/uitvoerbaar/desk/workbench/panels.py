"""The panels beside the figures, each asked apart: sources of income, more wage, cliffs, mistakes; from cheap to dear."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.numbers import numeral
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.desk.workbench.behind import asked, bench_of, page_or_part
from uitvoerbaar.desk.workbench.panel_list import PANELS
from uitvoerbaar.desk.workbench.position import position
from uitvoerbaar.desk.workbench.shown import said, spoken

PART = "workbench/panel.html.j2"


def panel_of(request: HttpRequest, law: str, number: str, panel: str) -> Page:
    """One panel on a page of its own. Raises Mistake (404) for one that there is not."""
    chosen = next((each for each in PANELS if each.name == panel), None)
    if chosen is None:
        known = ", ".join(each.name for each in PANELS)
        raise Mistake(404, tr("Dit onderdeel is er niet; kies uit {known}.", known=known))
    bench = bench_of(request, law, number)
    state, polled = asked(request, chosen.kind, bench.arguments)
    part = state.parts[-1] if state.parts else None
    data = {"day": bench.of.on, "law": law, "article": number, "state": state.name, "panel": part}
    count = request.GET.get("nummer", "")
    context = {
        **polled,
        "bench": bench,
        "of": position(bench.arguments),
        "panel": chosen,
        "number": count if count.isascii() and count.isdecimal() else "0",
        "answer": None if part is None else chosen.shown(part),
        "still": said(part["still"]) if part and part["still"] else "",
        "part": part,
        "sizes": {} if part is None else {n: spoken(numeral(part[n])) for n in ("part", "of") if n in part},
    }
    return Page("workbench/panel_page.html.j2", chosen.words, data, context, bench.crumbs())


@require_safe
def panel_page(request: HttpRequest, law: str, number: str, panel: str) -> HttpResponse:
    """The page; of what htmx asks the panel alone."""
    return page_or_part(request, panel_of(request, law, number, panel), PART)
