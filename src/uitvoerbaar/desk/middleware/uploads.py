"""What is sent to the desk is bounded before anything reads it: a form, or a file of the size that is taken."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import UPLOAD_BYTES
from uitvoerbaar.desk.configuration import FORM
from uitvoerbaar.desk.mistakes import Mistake, tell

Handler = Callable[[HttpRequest], HttpResponse]
_BLOCK, _THROWN = 1_000_000, 64_000_000
"""What is too large is read and thrown away up to here, so that a browser gets to read why; beyond that it is cut off."""


def bounded(get_response: Handler) -> Handler:
    """Refuse what is too large, with a page that says so."""

    def answer(request: HttpRequest) -> HttpResponse:
        said = str(request.META.get("CONTENT_LENGTH") or "0")
        size = int(said) if said.isascii() and said.isdigit() and len(said) < 20 else 0
        if size <= UPLOAD_BYTES.most + FORM:
            return get_response(request)
        left = min(size, _THROWN)
        while left > 0 and (block := request.read(min(_BLOCK, left))):
            left -= len(block)
        told = tr("Dit bestand is te groot: {told} ({hint}).", told=UPLOAD_BYTES.told(size), hint=UPLOAD_BYTES.hint)
        return tell(request, Mistake(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told, [(tr("Toetsen"), "/toetsen")]))

    return answer
