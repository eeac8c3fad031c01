"""What is of one visitor alone is kept by nobody: no cache on the way, and no page to go back to for the next at the machine."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
PRIVATE = "private, no-store"


def private(get_response: Handler) -> Handler:
    """An answer for which the session was looked at is of that session: its assessments, its files, coming in and going out."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        session = getattr(request, "session", None)
        if session is not None and session.accessed:
            response.headers.setdefault("Cache-Control", PRIVATE)
        return response

    return answer
