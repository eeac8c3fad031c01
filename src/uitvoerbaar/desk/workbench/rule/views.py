"""The pages of a rule: its text in an editor with forms beside it, what it comes to, and the proposal to take along."""

from __future__ import annotations

import io
import secrets
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import RULE_BYTES
from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.compute.errors import ComputeDown
from uitvoerbaar.desk.compute.states import FAILED, STOPPED, State
from uitvoerbaar.desk.laws.places import article_address
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page, twin_of
from uitvoerbaar.desk.templating import render
from uitvoerbaar.desk.workbench.country import anyhow, population_folder
from uitvoerbaar.desk.workbench.lamps import lamps_of
from uitvoerbaar.desk.workbench.rule.asked import AskedRule, asked_rule
from uitvoerbaar.desk.workbench.rule.forms import shapes
from uitvoerbaar.desk.workbench.rule.panel import answered
from uitvoerbaar.desk.workbench.rule.tables import HIGH, TABLE, WAS, WIDE, shown_tables
from uitvoerbaar.face.article_text import Draft, LawPair, propose
from uitvoerbaar.face.rule import article_source, must_be_law, with_article
from uitvoerbaar.face.rule_forms import FORMS, changed_by, offers_of
from uitvoerbaar.face.rule_tables import changed_table, tables_of
from uitvoerbaar.face.words import law_words

FIRST_PATIENCE, POLL_PATIENCE = 1.5, 0.4
"""Seconds that a page waits for its first figures, and that a poll waits for news."""
TEMPLATE = "workbench/rule/page.html.j2"
FORM = "vorm"
"""The button of a form, whose fields start with its name."""
_MOST_WHO, _MOST_NUMBER, _MOST_PARTS, _MOST_TYPED = 64, 2**53 - 1, 8, 200


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The page. What was typed comes back on it, whatever is wrong with it."""
    return _page(request, *_formed(request, asked_rule(request, law, number)))


def twin(request: HttpRequest, law: str, number: str) -> Page:
    """The same for programs, for a text that is in the address."""
    asked = asked_rule(request, law, number)
    return _made(request, asked, asked.trouble)


def _page(request: HttpRequest, asked: AskedRule, trouble: str, status: int = 200) -> HttpResponse:
    page = _made(request, asked, trouble)
    address = twin_of(request) if request.method != "POST" else None
    frame = {"title": page.title, "crumbs": page.crumbs, "twin": address, "held": "regelvorm"}
    made = render(request, page.template, {**frame, **page.data, **page.context}, status=status)
    made["Cache-Control"] = "no-store"
    return made


def _made(request: HttpRequest, asked: AskedRule, trouble: str) -> Page:
    shown, day, number = asked.shown, asked.of.on, asked.source.article
    state, who = _asked(request, asked, FIRST_PATIENCE)
    panel = answered(asked, state)
    name = law_words(shown.law, shown.law_name)
    data = {
        "day": day,
        "law": shown.law,
        "article": number,
        "text": asked.text,
        "trouble": trouble,
        "answer": {"state": state.name, "parts": list(state.parts), "message": state.told},
    }
    context = {
        **panel,
        **_shapes(request, asked, trouble),
        "law_name": shown.law_name,
        "source": asked.source,
        "who": who,
        "number": str(_count(request)),
        "typed": {key: request.POST[key][:200] for key in request.POST if "." in key}
        if request.method == "POST"
        else {},
        "was": WAS,
        "wide": WIDE,
        "high": HIGH,
        "population": population_folder() is not None,
        "article_page": article_address(shown.law, number, day),
    }
    crumbs = (
        (tr("Werkbank"), f"/werkbank?op={day}"),
        (name, f"/werkbank/{shown.law}?op={day}"),
        (tr("Artikel {number}", number=number), panel["numbers_page"]),
    )
    return Page(TEMPLATE, tr("{law}, artikel {number}: de regel", law=name, number=number), data, context, crumbs)


@require_POST
def panel(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """Findings and figures alone: what there is now, asked again while more comes (`?deel=` parts are there already)."""
    asked = asked_rule(request, law, number)
    state, _ = _asked(request, asked, POLL_PATIENCE, _known(request))
    population = population_folder() is not None
    context = {**answered(asked, state), "number": str(_count(request)), "trouble": "", "population": population}
    return _fragment(request, "workbench/rule/answer.html.j2", context)


@require_POST
def proofs(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The lamps of the law with the article as it is typed."""
    asked = asked_rule(request, law, number)
    # Asked as the figures are, by the same name: a newer text stops the proofs of an older one too.
    state = _state("rule-proofs", asked, _who(request), _count(request), POLL_PATIENCE)
    context = {
        "lamps": lamps_of(state.parts[-1]) if state.parts else [],
        "state": state,
        "busy": not state.final,
        "failed": state.name in (FAILED, STOPPED),
        "here": asked.here,
        "day": asked.of.on,
        "number": str(_count(request)),
    }
    return _fragment(request, "workbench/rule/proofs.html.j2", context)


@require_http_methods(["GET", "HEAD", "POST"])
def download(request: HttpRequest, law: str, number: str) -> HttpResponse:
    """The proposal as a folder in a zip, as `check` and `assess` take it; else the page with what is wrong."""
    asked = asked_rule(request, law, number)
    try:
        held = _zipped(asked)
    except UserError as error:
        told = tr("Dit is nog geen voorstel om mee te nemen: {error}", error=str(error).partition("\n")[0])
        return _page(request, asked, told, status=400)
    made = HttpResponse(held, content_type="application/zip")
    made["Content-Disposition"] = content_disposition_header(True, "voorstel.zip")
    return made


def _zipped(asked: AskedRule) -> bytes:
    """Raises UserError for a text that is no law, or the law as it is."""
    if len(asked.text.encode(errors="replace")) > RULE_BYTES.most:
        raise UserError(f"{RULE_BYTES.told()} ({RULE_BYTES.hint})")
    after = must_be_law(with_article(asked.law, asked.source.article, asked.text))
    title = Text(
        f"Wijziging van {asked.shown.law.replace('_', ' ')}, artikel {asked.source.article}",
        f"Change of {asked.shown.law.replace('_', ' ')}, article {asked.source.article}",
    )
    held = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="uitvoerbaar-voorstel-") as folder:
        draft = Draft(title, asked.of.on, id="voorstel")
        made = propose(Path(folder) / "voorstel", draft, [LawPair(asked.law, after)])
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(made.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(made.parent))
    return held.getvalue()


def _formed(request: HttpRequest, asked: AskedRule) -> tuple[AskedRule, str]:
    """The article after the form whose button was used, or why it cannot be."""
    form = request.POST.get(FORM, "") if request.method == "POST" else ""
    if not form:
        return asked, asked.trouble
    given = {key.partition(".")[2]: said for key, said in request.POST.dict().items() if key.startswith(f"{form}.")}
    number = asked.source.article
    kind, _, table = form.partition(".")
    try:
        if len(asked.text.encode(errors="replace")) > RULE_BYTES.most:
            raise UserError(f"{RULE_BYTES.told()} ({RULE_BYTES.hint})")
        typed = with_article(asked.law, number, asked.text)
        if kind == TABLE:
            cells = {
                name.removeprefix(f"{table}."): said
                for name, said in given.items()
                # What nobody touched is no change, also where the text of the rule was changed beside the table.
                if said != request.POST.get(f"{WAS}.{kind}.{name}")
            }
            after = changed_table(typed, number, table, cells)
        else:
            after = changed_by(form, typed, number, given)
    except UserError as error:
        name = tr("De tabel") if kind == TABLE else tr(FORMS[form]) if form in FORMS else FORM
        return asked, tr("{form}: {error}", form=name, error=error)
    return asked.written(article_source(after, number).words), ""


def _shapes(request: HttpRequest, asked: AskedRule, trouble: str) -> dict[str, list[Any]]:
    """The forms that fit the text, and its tables; what was typed in one stays when it was refused."""
    law, typed, busy = asked.law, dict[str, str](), ""
    if len(asked.text) <= RULE_BYTES.most:
        law = with_article(asked.law, asked.source.article, asked.text)
    if request.method == "POST":
        busy = request.POST.get(FORM, "")[:_MOST_TYPED]
        if trouble:
            typed = {key: said[:_MOST_TYPED] for key, said in request.POST.dict().items() if "." in key}
    return {
        "shapes": shapes(offers_of(law, asked.source.article), typed, busy if trouble else ""),
        "tables": shown_tables(tables_of(law, asked.source.article), typed, busy),
    }


def _asked(request: HttpRequest, asked: AskedRule, patience: float, known: int = 0) -> tuple[State, str]:
    """What there is of the answer, and who asks. With `known` parts it waits for another."""
    who, count = _who(request), _count(request)
    state = _state("rule", asked, who, count, 0.0 if known else patience)
    if known and not state.final and len(state.parts) <= known:
        anyhow().state(state.ticket, seen=known, patience=patience)
        state = _state("rule", asked, who, count, 0.0)
    return state, who


def _state(kind: str, asked: AskedRule, who: str, count: int, patience: float) -> State:
    try:
        return anyhow().ask(kind, asked.arguments, who, count, patience=patience)
    except ComputeDown as error:
        raise Mistake(500, str(error)) from None


def _who(request: HttpRequest) -> str:
    """Who asks; somebody without a script is somebody new each time."""
    return request.POST.get("wie", "")[:_MOST_WHO] or secrets.token_urlsafe(12)


def _count(request: HttpRequest) -> int:
    """The how-manieth text of theirs it is."""
    said = request.POST.get("nummer", "")
    return min(int(said), _MOST_NUMBER) if said.isascii() and said.isdecimal() and len(said) < 17 else 0


def _known(request: HttpRequest) -> int:
    said = request.GET.get("deel", "")
    return min(int(said), _MOST_PARTS) if said.isascii() and said.isdecimal() and len(said) < 3 else 0


def _fragment(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    made = render(request, template, context)
    made["Cache-Control"] = "no-store"
    return made
