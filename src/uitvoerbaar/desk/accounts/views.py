"""Coming in and going out."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.accounts.service import accept
from uitvoerbaar.desk.mistakes import Mistake


@require_safe
@never_cache
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Sign the owner in by a one-time address, and go on to an address without the secret in it.

    A look ahead (HEAD) does not use it up. Raises Mistake (403) for an address that does not work any more.
    """
    if request.method == "HEAD":
        return HttpResponse()
    owner = accept(secret)
    if owner is None:
        raise Mistake(
            403,
            tr(
                "Dit adres werkt eenmaal en kort. Het is gebruikt of verlopen; start de server opnieuw voor een nieuw adres."
            ),
        )
    login(request, owner)
    return HttpResponseRedirect("/")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return HttpResponseRedirect("/")
