"""The pages of assessments: what can be assessed, how far one is, its report, its files, and away with it."""

from __future__ import annotations

import io
import zipfile
from http import HTTPStatus
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from uitvoerbaar.base.clock import clock_time
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import active, said, tr
from uitvoerbaar.base.limits import UPLOAD_BYTES
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.assessments import running, store
from uitvoerbaar.desk.assessments.store import Kept
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.workbench.country import being_made, no_people, population_folder
from uitvoerbaar.face.proposals import proposals

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "font-src data:",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
        "sandbox",
    )
)
"""Of a report: a page of its own that runs nothing and asks for nothing, whatever stands in it."""
FIRST_PATIENCE, POLL_PATIENCE = 1.0, 0.5
INPUT = "proposal.zip"
"""The name of the proposal as it was sent in."""
_TYPES = {"json": "application/json", "html": "text/html; charset=utf-8", "pdf": "application/pdf"}


def overview(request: HttpRequest) -> Page:
    """The shipped proposals, a form for one of one's own, and the assessments of this visitor."""
    return _overview(request, "")


def _overview(request: HttpRequest, trouble: str) -> Page:
    shipped = [
        {"id": each.id, "title": said(each.title), "summary": said(each.summary), "day": each.day}
        for each in proposals()
    ]
    own = [
        {"id": each.id, "title": _title(each), "made": clock_time(str(each.about["made"]))}
        for each in store.kept_of(request)
    ]
    context = {"most": UPLOAD_BYTES.most // 1_000_000, "trouble": trouble, "people": population_folder() is not None}
    context |= {"no_people": no_people(), "being_made": being_made()}
    return Page("assessments/overview.html.j2", tr("Toetsen"), {"proposals": shipped, "own": own}, context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin an assessment, and go to its page. What is refused is told beside the form."""
    try:
        made = _begun(request)
    except Mistake:
        raise
    except UserError as error:
        page = _overview(request, str(error))
        frame = {"title": page.title, "crumbs": page.crumbs, "twin": None}
        return render(request, page.template, {**frame, **page.data, **page.context}, status=HTTPStatus.BAD_REQUEST)
    answer = HttpResponseRedirect(f"/toetsen/{made.id}")
    answer.status_code = HTTPStatus.SEE_OTHER
    return answer


def _begun(request: HttpRequest) -> Kept:
    if population_folder() is None:
        raise Mistake(404, no_people())
    named = request.POST.get("voornemen", "")
    if named:
        known = {each.id: each for each in proposals()}
        if named not in known:
            raise Mistake(404, tr("Het voornemen {name} is er niet.", name=describe(named)))
        return store.keep_shipped(request, known[named])
    sent = request.FILES.get("bestand")
    if not isinstance(sent, UploadedFile):
        raise UserError(tr("Kies eerst een bestand: een zip van de map met proposal.yaml."))
    return store.keep_upload(request, sent.read(), sent.name or "")


def assessment(request: HttpRequest, name: str) -> Page:
    """How far an assessment is, or its report."""
    kept = _kept(request, name)
    now = running.standing(kept, FIRST_PATIENCE)
    data = {
        "id": kept.id,
        "proposal": kept.about["proposal"],
        "state": now.name,
        "step": now.step,
        "done": now.done,
        "total": now.total,
        "message": now.message,
        "problems": list(now.problems),
    }
    return Page(
        "assessments/assessment.html.j2", _title(kept), data, _context(kept, now), ((tr("Toetsen"), "/toetsen"),)
    )


@require_safe
def panel(request: HttpRequest, name: str) -> HttpResponse:
    """How far it is, alone: asked again while more comes. At the end the page is loaded whole."""
    kept = _kept(request, name)
    now = running.standing(kept, POLL_PATIENCE)
    answer = render(request, "assessments/standing.html.j2", _context(kept, now))
    if now.final:
        answer["HX-Refresh"] = "true"
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def report(request: HttpRequest, name: str) -> HttpResponse:
    """The report as a page of its own, under a policy of its own."""
    return _file(_kept(request, name), "html", "report.html", inline=True)


@require_safe
def download(request: HttpRequest, name: str, file: str) -> HttpResponse:
    """One file to take along: the report as JSON, HTML or PDF, or the proposal as it was sent in."""
    kept = _kept(request, name)
    stem, _, suffix = file.rpartition(".")
    if stem == "report" and suffix in _TYPES:
        return _file(kept, suffix, file, inline=False)
    if file == INPUT and kept.uploaded:
        return _zipped(Path(kept.proposal), str(kept.about["proposal"]))
    raise Mistake(404, tr("Dit bestand is er niet."), [(_title(kept), f"/toetsen/{kept.id}")])


@require_POST
def again(request: HttpRequest, name: str) -> HttpResponse:
    """Try once more what ended without a report; what has not ended goes on as it is."""
    kept = _kept(request, name)
    if running.standing(kept, POLL_PATIENCE).name in (running.ENDED, running.REFUSED):
        kept.again()
    return HttpResponseRedirect(f"/toetsen/{kept.id}")


@require_POST
def remove(request: HttpRequest, name: str) -> HttpResponse:
    """Away with it: it stops, and what was sent in and what came of it is removed."""
    kept = _kept(request, name)
    running.stop(kept)
    kept.remove()
    return HttpResponseRedirect("/toetsen")


def _kept(request: HttpRequest, name: str) -> Kept:
    found = store.kept(request, name)
    if found is None:
        raise Mistake(404, tr("Deze toets is er niet (meer), of is van een ander."), [(tr("Toetsen"), "/toetsen")])
    return found


def _title(kept: Kept) -> str:
    return str(kept.about["title"][active()])


def _context(kept: Kept, now: running.Standing) -> dict[str, object]:
    files = [f"report.{suffix}" for suffix in _TYPES if kept.report(active(), suffix) is not None]
    return {"kept": kept, "now": now, "here": f"/toetsen/{kept.id}", "files": files, "input": INPUT}


def _file(kept: Kept, suffix: str, name: str, *, inline: bool) -> HttpResponse:
    found = kept.report(active(), suffix)
    if found is None:
        raise Mistake(404, tr("Dit bestand is er niet."), [(_title(kept), f"/toetsen/{kept.id}")])
    answer = HttpResponse(found.read_bytes(), content_type=_TYPES[suffix])
    answer["Content-Security-Policy"] = POLICY
    answer["X-Frame-Options"] = "SAMEORIGIN"
    answer["Cache-Control"] = "private, no-store"
    if not inline:
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _zipped(folder: Path, name: str) -> HttpResponse:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, Path(name) / path.relative_to(folder))
    answer = HttpResponse(held.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{INPUT}"'
    return answer
