"""What a page may load and do: nothing from elsewhere, nothing inline."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""The Content-Security-Policy of every answer (W3C CSP Level 3) that has none of its own."""
_UNUSED = ("camera", "geolocation", "microphone", "payment", "usb", "interest-cohort", "browsing-topics")


def policy(get_response: Handler) -> Handler:
    """Every answer carries the policy, also an error and a file; a report has a stricter one of its own."""
    unused = ", ".join(f"{feature}=()" for feature in _UNUSED)

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers["Permissions-Policy"] = unused
        return response

    return answer
