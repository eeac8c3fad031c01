"""All changes on one page: article, the words around the number, old and new, a way back to it and a way to take it out."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.laws.asked import asked_day
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.laws.places import article_address
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.desk.workbench.changes import (
    CHANGE,
    Change,
    amended,
    article_link,
    as_json,
    asked_back,
    asked_changes,
    elsewhere,
    link,
)
from uitvoerbaar.desk.workbench.written import sentences_of
from uitvoerbaar.face.article_text import Draft, LawPair, propose
from uitvoerbaar.face.laws import Laws

HERE = "/werkbank/wijzigingen"
_NAMED = 3
"""Articles that the title of a proposal names; of more it says how many."""


VARIANTS, RECEIPT = "/werkbank/varianten", "/werkbank/bewijs"


def walk(request: HttpRequest, day: str, changes: Sequence[Change], law: str = "", number: str = "") -> dict[str, Any]:
    """What a page of the workbench needs to keep the changes while somebody walks on: links that carry all of them."""
    moved = [each for each in changes if each.moved]
    back = asked_back(request)
    others = elsewhere(changes, law, number)
    lost = [each for each in changes if each.trouble and each.turned is None]
    beside = "&".join([*([back] if back else []), urlencode([(CHANGE, each.word) for each in moved])])
    return {
        "others": others,
        "every": moved,
        "lost": lost,
        "own_lost": [each for each in lost if each not in others],
        "back": back,
        "without_link": article_link(day, law, number, others, back),
        "changes_link": link(HERE, day, changes, back),
        "pick_link": link("/werkbank", day, changes, back),
        "receipt_link": link(RECEIPT, day, moved),
        "variants_link": f"{VARIANTS}?{beside}" if back else link(VARIANTS, day, moved),
    }


def page(request: HttpRequest) -> Page:
    """The list of changes with the sentences of the amending act."""
    of = laws_on(asked_day(request))
    changes = asked_changes(request, of)
    laws, trouble = amended(of, changes)
    back = asked_back(request)
    data = {"day": of.on, "changes": as_json(changes), "sentences": sentences_of(laws)}
    context = {
        "rows": [_row(of, each, changes, back) for each in changes],
        "trouble": trouble,
        "zip_link": link(f"{HERE}/voorstel.zip", of.on, changes),
        "nothing_link": link(HERE, of.on, [], back),
        **walk(request, of.on, changes),
    }
    crumbs = ((tr("Werkbank"), link("/werkbank", of.on, changes, back)),)
    return Page("workbench/changes.html.j2", tr("Alle wijzigingen"), data, context, crumbs)


def _row(of: Laws, change: Change, changes: Sequence[Change], back: str) -> dict[str, Any]:
    """A change with the page where it was made, the article, and this page without it."""
    known = change.turned is not None
    return {
        "change": change,
        "address": article_link(of.on, change.law, change.article, changes, back) if known else "",
        "law_page": article_address(change.law, change.article, of.on) if known else "",
        "without": link(HERE, of.on, [each for each in changes if each is not change], back),
    }


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """All changes as one proposal, a folder in a zip: what `uitvoerbaar check` and `assess` take."""
    of = laws_on(asked_day(request))
    return proposal_zip(of, asked_changes(request, of))


def proposal_zip(of: Laws, changes: Sequence[Change]) -> HttpResponse:
    """The proposal of these changes. Raises Mistake when there is none, or one that cannot be written."""
    laws, trouble = amended(of, changes)
    wrong = next((each.trouble for each in changes if each.trouble), "")
    if trouble or wrong or not laws:
        raise Mistake(400, trouble or wrong or tr("Er is nog geen getal veranderd."))
    with tempfile.TemporaryDirectory() as folder:
        draft = Draft(_title(changes), of.on, id="voorstel")
        made = propose(Path(folder) / "voorstel", draft, [LawPair(each.before, each.after) for each in laws])
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(made.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(made.parent))
    answer = HttpResponse(held.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = content_disposition_header(True, "voorstel.zip")
    return answer


def _title(changes: Sequence[Change]) -> Text:
    places = list(dict.fromkeys((each.law_name or each.law, each.article) for each in changes if each.moved))
    if len(places) > _NAMED:
        return Text(f"Wijziging van {len(places)} artikelen", f"Change of {len(places)} articles")
    told = Text(", ").join(Text(f"{law}, artikel {number}", f"{law}, article {number}") for law, number in places)
    return Text("Wijziging van {places}", "Change of {places}").format(places=told)
