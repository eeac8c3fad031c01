"""A program that asks with a name that an address does not have is refused: it would take the answer for another one."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.mistakes import Mistake, tell
from uitvoerbaar.desk.queries import is_for_programs, lines, troubles


class Names(MiddlewareMixin):
    """A page tells such a name itself (templating.render); of the API the description says which there are."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, parts: Any
    ) -> HttpResponse | None:
        """The refusal, or None to go on."""
        found = troubles(request) if request.method in ("GET", "HEAD") and is_for_programs(request) else {}
        return tell(request, refusal(found)) if found else None


def refusal(found: dict[str, str]) -> Mistake:
    """The mistake of names that an address does not have."""
    return Mistake(HTTPStatus.BAD_REQUEST, tr("In dit adres: {told}.", told="; ".join(lines(found))))
