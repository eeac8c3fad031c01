"""A tab that was closed: what is computed for it alone stops."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from uitvoerbaar.desk.workbench.asking import leave


@csrf_exempt  # a browser that closes a page sends no token; the name of a tab is random, and nothing but its own work stops
@require_POST
def left(request: HttpRequest) -> HttpResponse:
    """Stop what the tab `wie` asked and nobody else wants."""
    leave(request.POST.get("wie", ""))
    return HttpResponse(status=204)
