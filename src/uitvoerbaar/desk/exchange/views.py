"""The pages of exchanging laws: ours to take along, a folder of others beside ours, and that as a side of an assessment."""

from __future__ import annotations

from http import HTTPStatus

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from uitvoerbaar.base.clock import clock_time
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.base.limits import UPLOAD_BYTES, ZIP_ENTRIES
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.assessments import store as assessments
from uitvoerbaar.desk.exchange import store
from uitvoerbaar.desk.exchange.store import Kept
from uitvoerbaar.desk.laws.corpus import today
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.workbench.country import population_folder
from uitvoerbaar.face.exchange.comparison import BROKEN, SAME, STATES, numbers_of
from uitvoerbaar.face.exchange.layout import laws_out, proposal_out, zipped
from uitvoerbaar.face.exchange.side import Side, as_proposal
from uitvoerbaar.face.proposals import proposals

HOME = "/uitwisselen"
SIDES: tuple[Side, ...] = ("voor", "na")


def overview(request: HttpRequest) -> Page:
    """Our laws to take along, a form for those of others, and what this visitor sent in."""
    return _overview(request, "")


def _overview(request: HttpRequest, trouble: str) -> Page:
    shipped = [{"id": each.id, "title": said(each.title)} for each in proposals()]
    own = [
        {
            "id": each.id,
            "file": each.about["file"],
            "made": clock_time(str(each.about["made"])),
            "versions": len(each.about["versies"]),
        }
        for each in store.kept_of(request)
    ]
    context = {
        "most": UPLOAD_BYTES.most // 1_000_000,
        "entries": ZIP_ENTRIES.most,
        "trouble": trouble,
        "day": today(),
    }
    return Page("exchange/overview.html.j2", tr("Wetten uitwisselen"), {"proposals": shipped, "own": own}, context)


@require_safe
def take(request: HttpRequest) -> HttpResponse:
    """Our laws as a zip: all of them, those of a day (`op`), or as a side of a proposal sees them (`voornemen`, `kant`)."""
    name, day = request.GET.get("voornemen", ""), request.GET.get("op", "")
    try:
        if not name:
            return _zip(laws_out(day or None), f"wetten-{day}" if day else "wetten")
        if name not in {each.id for each in proposals()}:
            raise Mistake(HTTPStatus.NOT_FOUND, tr("Het voornemen {name} is er niet.", name=describe(name)), _ways())
        return _zip(proposal_out(name, after=request.GET.get("kant") != "voor"), f"wetten-{name}")
    except Mistake:
        raise
    except UserError as error:
        raise Mistake(HTTPStatus.BAD_REQUEST, str(error), _ways()) from None


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Take in the laws of a zip, and go to what they are beside ours. What is refused is told beside the form."""
    sent = request.FILES.get("bestand")
    try:
        if not isinstance(sent, UploadedFile):
            raise UserError(tr("Kies eerst een bestand: een zip van een map met wetten."))
        made = store.keep(request, sent.read(), sent.name or "")
    except UserError as error:
        return _refused(request, _overview(request, str(error)))
    return _see(f"{HOME}/{made.id}")


def laws(request: HttpRequest, name: str) -> Page:
    """The laws of a zip beside ours."""
    return _laws(_kept(request, name), "", {})


@require_POST
def assess(request: HttpRequest, name: str) -> HttpResponse:
    """Make a side of an assessment of them: begin it, or (`doe=zip`) take the proposal along."""
    kept = _kept(request, name)
    typed = {each: request.POST.get(each, "") for each in ("kant", "op", "titel")}
    try:
        if typed["kant"] not in SIDES:
            raise UserError(tr("Kies aan welke kant deze wetten liggen: ervoor of erna."))
        side: Side = "voor" if typed["kant"] == "voor" else "na"
        files = as_proposal(kept.laws(), side, typed["op"], typed["titel"])
        if request.POST.get("doe") == "zip":
            return _zip(files, "voornemen")
        if population_folder() is None:
            raise UserError(tr("Er is nog geen bevolking om op te rekenen; start de server met --population MAP."))
        made = assessments.keep_upload(request, zipped(files), str(kept.about["file"]))
    except UserError as error:
        return _refused(request, _laws(kept, str(error), typed))
    return _see(f"/toetsen/{made.id}")


@require_POST
def remove(request: HttpRequest, name: str) -> HttpResponse:
    """Away with it."""
    _kept(request, name).remove()
    return _see(HOME)


def _laws(kept: Kept, trouble: str, typed: dict[str, str]) -> Page:
    rows = _rows(kept)
    same = sum(row["state"] == SAME for row in rows)
    data = {
        "id": kept.id,
        "file": kept.about["file"],
        "same": same,
        "rows": [row for row in rows if row["state"] != SAME],
        "absent": kept.about["ontbreekt"],
        "others": kept.about["others"],
    }
    context = {
        "here": f"{HOME}/{kept.id}",
        "trouble": trouble,
        "typed": {"op": today(), "kant": "na", "titel": "", **typed},
        "usable": not any(row["state"] == BROKEN for row in rows) and same < len(rows),
        "people": population_folder() is not None,
    }
    crumbs = ((tr("Wetten uitwisselen"), HOME),)
    return Page("exchange/laws.html.j2", tr("Wetten uit een map naast de onze"), data, context, crumbs)


def _rows(kept: Kept) -> list[dict[str, object]]:
    """The rows in the language of now: what was kept are names; why a file cannot be read is found again."""
    rows = [dict(each) for each in kept.about["versies"]]
    if any(row["state"] == BROKEN for row in rows):
        told = {(row.law, row.version): row.trouble for row in kept.laws().rows}
        rows = [{**row, "trouble": told.get((row["law"], row["version"]), "")} for row in rows]
    return [{**row, "numbers": numbers_of(row["articles"]), "words": tr(STATES[row["state"]])} for row in rows]


def _kept(request: HttpRequest, name: str) -> Kept:
    found = store.kept(request, name)
    if found is None:
        raise Mistake(HTTPStatus.NOT_FOUND, tr("Deze map met wetten is er niet (meer), of is van een ander."), _ways())
    return found


def _ways() -> list[tuple[str, str]]:
    return [(tr("Wetten uitwisselen"), HOME)]


def _see(address: str) -> HttpResponse:
    answer = HttpResponseRedirect(address)
    answer.status_code = HTTPStatus.SEE_OTHER
    return answer


def _refused(request: HttpRequest, page: Page) -> HttpResponse:
    frame = {"title": page.title, "crumbs": page.crumbs, "twin": None}
    return render(request, page.template, {**frame, **page.data, **page.context}, status=HTTPStatus.BAD_REQUEST)


def _zip(files: dict[str, bytes], name: str) -> HttpResponse:
    answer = HttpResponse(zipped(files), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return answer
