"""Portfolios that a visitor sent in: kept in the session, a few and bounded."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.face.plan.run import name_in

_KEY, _MOST, BYTES = "portefeuilles", 3, 300_000
OWN = "eigen-"


def sent_by(request: HttpRequest) -> dict[str, dict[str, Any]]:
    """What this visitor sent in, by id: its `name` (nl and en) and `text`."""
    return dict(request.session.get(_KEY, {}))


def keep(request: HttpRequest, content: bytes) -> str:
    """Keep a portfolio and give its id. Raises UserError with every problem when it cannot be read, or is too large."""
    if len(content) > BYTES:
        raise UserError(tr("Een portefeuille is hier ten hoogste {most} kB.", most=BYTES // 1000))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise UserError(tr("Dit is geen tekst in UTF-8.")) from None
    name = name_in(text)
    id_ = OWN + hashlib.sha256(content).hexdigest()[:12]
    kept = {**sent_by(request), id_: {"name": name, "text": text}}
    request.session[_KEY] = dict(list(kept.items())[-_MOST:])
    return id_
