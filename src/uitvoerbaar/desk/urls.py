"""The addresses of the desk: those of each noun, and the pages for mistakes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path
from django.views.decorators.http import require_safe

from uitvoerbaar.desk.mistakes import broken, missing, refused, wrong
from uitvoerbaar.desk.templating import static


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """The icon where browsers look for it beside what is no page, such as the data of one."""
    return HttpResponseRedirect(static("desk/icon.svg"))


urlpatterns = [
    path("favicon.ico", icon, name="icon"),
    path("", include("uitvoerbaar.desk.accounts.urls")),
    path("", include("uitvoerbaar.desk.laws.urls")),
    # Before the workbench, which takes any word for the name of a law.
    path("", include("uitvoerbaar.desk.variants.urls")),
    path("", include("uitvoerbaar.desk.receipts.urls")),
    path("", include("uitvoerbaar.desk.workbench.urls")),
    path("", include("uitvoerbaar.desk.households.urls")),
    path("", include("uitvoerbaar.desk.assessments.urls")),
    path("", include("uitvoerbaar.desk.exchange.urls")),
    path("", include("uitvoerbaar.desk.plan.urls")),
    path("", include("uitvoerbaar.desk.api.urls")),
]
handler400, handler403, handler404, handler500 = wrong, refused, missing, broken
