"""What a view refuses is told as a page, or as a problem to a program."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.deprecation import MiddlewareMixin

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.desk.mistakes import Mistake, not_so, tell


class Mistakes(MiddlewareMixin):
    """A Mistake has its own status; another UserError is a 400 that says what to do. The rest is left to Django."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of what a view refused; None for what is no refusal."""
        if isinstance(error, Mistake):
            return tell(request, error)
        return tell(request, Mistake(400, str(error))) if isinstance(error, UserError) else None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """A page in place of the empty answer to a method that an address does not have."""
        empty = isinstance(response, HttpResponseNotAllowed) and not response.content
        return not_so(request, response) if empty else response
