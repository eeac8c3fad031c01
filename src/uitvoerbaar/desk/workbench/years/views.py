"""The pages of an article over the years: the grid, what each changed row comes to, and the proposals to take along."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.households.typed import day_of
from uitvoerbaar.desk.laws.asked import article_of, asked_day, is_there
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.laws.places import article_address
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page, twin_of
from uitvoerbaar.desk.server import ADDRESS_LETTERS
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.workbench.asking import BESIDE_PATIENCE, ask, known_of, polled, teller
from uitvoerbaar.desk.workbench.country import population_folder
from uitvoerbaar.desk.workbench.shown import figures_of
from uitvoerbaar.desk.workbench.years.address import NEW, ROW, Asked, field_name, read, sent
from uitvoerbaar.desk.workbench.years.grid import Grid, Row, grid_of, kept, version_on
from uitvoerbaar.face.article_text import Draft
from uitvoerbaar.face.exchange.layout import zipped
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.words import law_words
from uitvoerbaar.face.years import proposal_from, said_from, version_text

TEMPLATE = "workbench/years/page.html.j2"
_SPARE = 200
"""Letters of an address that a part of the page adds to it."""


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The page; a form that was sent leads to the address that says the same."""
    if request.method != "POST":
        return _page(request, _made(request, law, number))
    of = laws_on(asked_day(request))
    is_there(of, law, number)
    said = sent(_dated(request.POST.dict()), tuple(map(_iso, request.POST.getlist("rij"))))
    if any(not each.day for each in said.numbers) and not str(request.POST.get(ROW, "")).strip():
        # Numbers of a new row without its day; a law without a first day has such numbers too.
        typed = [name for name in request.POST if name.startswith(field_name(NEW, "")) and request.POST[name].strip()]
        if typed:
            return _page(request, _made(request, law, number, tr("Zeg vanaf welke dag de nieuwe rij geldt.")), 400)
    wanted = kept(said, grid_of(of, law, number, said))
    address = f"{_here(law, number)}?{wanted.query(of.on)}"
    if len(address) > ADDRESS_LETTERS - _SPARE:
        told = tr("Dit is te veel voor één adres; wijzig minder getallen tegelijk, of neem het voorstel eerst mee.")
        return _page(request, _made(request, law, number, told), 400)
    found = HttpResponseRedirect(address)
    found.status_code = 303
    return found


def twin(request: HttpRequest, law: str, number: str) -> Page:
    """The same for programs."""
    return _made(request, law, number)


@require_safe
def figures(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """What one changed row (`dag`) comes to on its first day, asked again while more comes."""
    of, grid, _ = _asked(request, law, number)
    row = _row_of(grid, request.GET.get("dag", ""))
    who, count = teller(request)
    found = ask("live", _arguments(of, law, number, row), who, count, BESIDE_PATIENCE, known_of(request))
    context = {
        "row": row,
        "id": f"cijfers-{row.day or 'altijd'}",
        "here": _here(law, number),
        "figures_shown": figures_of(found.parts[-1]) if found.parts else None,
        "bench": _bench(of, law, number, row),
        **polled(request, found, who),
    }
    made = render(request, "workbench/years/figures.html.j2", context)
    made["Cache-Control"] = "no-store"
    return made


@require_safe
def download(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """A proposal folder for each changed row, in one zip: each has the version of the law from that day, and `assess` takes it."""
    of, grid, _ = _asked(request, law, number)
    _must_follow(grid)
    name = article_of(of, law, number).law_name
    files: dict[str, bytes] = {}
    for row in grid.changed:
        day = row.day or of.on
        title = Text(
            f"Wijziging van {name}, artikel {number}, vanaf {day}", f"Change of {name}, article {number}, from {day}"
        )
        draft = Draft(title, day, id=f"vanaf-{day}")
        try:
            made = proposal_from(version_text(of, law, row.version.since), row.day or "", row.numbers, draft)
        except UserError as error:
            raise Mistake(400, str(error)) from None
        files |= {f"vanaf-{day}/{path}": content for path, content in made.items()}
    found = HttpResponse(zipped(files), content_type="application/zip")
    found["Content-Disposition"] = content_disposition_header(True, "voorstellen.zip")
    return found


def _must_follow(grid: Grid) -> None:
    """Raises Mistake when something that was said cannot be followed, or nothing is changed."""
    wrong = [f"{word}: {told}" for word, told in grid.lost]
    wrong += [cell.turned.trouble for row in grid.rows for cell in row.cells.values() if cell.turned.trouble]
    if wrong or not grid.changed:
        raise Mistake(400, wrong[0] if wrong else tr("Er is nog geen getal veranderd."))


def _asked(request: HttpRequest, law: str, number: str) -> tuple[Laws, Grid, Asked]:
    of = laws_on(asked_day(request))
    is_there(of, law, number)
    asked = read(request.GET, version_on(of, law, number))
    return of, grid_of(of, law, number, asked), asked


def _made(request: HttpRequest, law: str, number: str, trouble: str = "") -> Page:
    of, grid, asked = _asked(request, law, number)
    shown = article_of(of, law, number)
    name = law_words(shown.law, shown.law_name)
    acts = {row.day: _act(of, law, row) for row in grid.changed}
    data = {
        "day": of.on,
        "law": law,
        "article": number,
        "columns": [{"id": each.control, "name": each.name, "unit": each.unit} for each in grid.columns],
        "rows": [_as_json(row) for row in grid.rows],
        "lost": [{"said": word, "trouble": told} for word, told in grid.lost],
        "acts": [{"from": day, "sentences": told, "trouble": wrong} for day, (told, wrong) in acts.items()],
    }
    who, _ = teller(request)
    context = {
        "law_name": shown.law_name,
        "grid": grid,
        "acts": acts,
        "trouble": trouble,
        "typed": request.POST.dict() if request.method == "POST" else {},
        "fresh_days": [row.day for row in grid.rows if row.fresh],
        "here": _here(law, number),
        "query": asked.query(of.on),
        "who": who,
        "field": field_name,
        "new": NEW,
        "carried": {row.day: _carried(law, number, row) for row in grid.changed},
        "benches": {row.day: _bench(of, law, number, row) for row in grid.rows},
        "without": {
            (row.day, key): _link(law, number, asked.without(cell.own), of.on)
            for row in grid.rows
            for key, cell in row.cells.items()
            if cell.own is not None
        },
        "without_row": {
            row.day: _link(law, number, asked.without_row(row.day), of.on) for row in grid.rows if row.fresh
        },
        "nothing": _link(law, number, Asked(), of.on),
        "population": population_folder() is not None,
        "article_page": article_address(law, number, of.on),
    }
    numbers = f"/werkbank/{quote(law, safe='')}/artikel/{quote(number, safe='')}?op={of.on}"
    crumbs = (
        (tr("Werkbank"), f"/werkbank?op={of.on}"),
        (name, f"/werkbank/{quote(law, safe='')}?op={of.on}"),
        (tr("Artikel {number}", number=number), numbers),
    )
    return Page(TEMPLATE, tr("{law}, artikel {number}: over de jaren", law=name, number=number), data, context, crumbs)


def _page(request: HttpRequest, page: Page, status: int = 200) -> HttpResponse:
    frame = {"title": page.title, "crumbs": page.crumbs, "twin": None if request.method == "POST" else twin_of(request)}
    return render(request, page.template, {**frame, **page.data, **page.context}, status=status)


def _act(of: Laws, law: str, row: Row) -> tuple[str, str]:
    """The amending sentences of a row, or why they cannot be written."""
    try:
        return said_from(version_text(of, law, row.version.since), row.above, row.numbers), ""
    except UserError as error:
        return "", str(error)


def _carried(law: str, number: str, row: Row) -> tuple[str, ...]:
    """What to know of the law of that day: such as that its numbers are known to an earlier day only."""
    return tuple(article_of(laws_on(row.day), law, number).carried if row.day else ())


def _row_of(grid: Grid, day: str) -> Row:
    found = next((row for row in grid.changed if row.day == day), None)
    if found is None:
        raise Mistake(404, tr("In deze rij is niets veranderd."))
    return found


def _arguments(of: Laws, law: str, number: str, row: Row) -> dict[str, Any]:
    values = {name: f"{value:f}" for name, (value, _) in row.numbers.items()}
    return {"day": row.day or of.on, "law": law, "article": number, "changes": {}, "values": values}


def _bench(of: Laws, law: str, number: str, row: Row) -> str:
    return f"/werkbank/{quote(law, safe='')}/artikel/{quote(number, safe='')}?{urlencode([('op', row.day or of.on), *row.typed])}"


def _here(law: str, number: str) -> str:
    return f"/werkbank/{quote(law, safe='')}/artikel/{quote(number, safe='')}/jaren"


def _link(law: str, number: str, asked: Asked, day: str) -> str:
    return f"{_here(law, number)}?{asked.query(day)}"


def _as_json(row: Row) -> dict[str, Any]:
    return {
        "from": row.day,
        "until": row.until,
        "state": row.state,
        "new": row.fresh,
        "numbers": {
            name: {
                "law": str(cell.dial.value),
                "value": str(cell.turned.value),
                "changed_here": cell.own is not None,
                "trouble": cell.turned.trouble,
                "source": cell.source,
            }
            for name, cell in row.cells.items()
        },
    }


def _dated(form: dict[str, str]) -> dict[str, str]:
    return {**form, ROW: _iso(form.get(ROW, ""))}


def _iso(said: str) -> str:
    """A day as people write it (1-7-2027) as ISO text; what is no day stays as it is, to be told."""
    bare = said.strip()
    return bare if parse_date(bare) is not None else day_of(bare) or bare
