"""Pages for what is wrong: what it is and a way out. A program that asked for JSON gets a problem (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import is_valid_path

from uitvoerbaar.base.control import shown
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.templating import render

PROBLEM = "application/problem+json"
TITLES = {
    400: mark("Dit kan zo niet"),
    403: mark("Dit mag hier niet"),
    404: mark("Deze pagina is er niet"),
    405: mark("Zo kan deze pagina niet worden gevraagd"),
    413: mark("Dit is te groot"),
    500: mark("Er ging iets mis in dit programma"),
}
"""By status of HTTP."""
Link = tuple[str, str]
"""Words and an address."""


class Mistake(UserError):
    """Something that a visitor asked and does not get: with a status, a sentence and ways out."""

    def __init__(self, status: int, told: str, ways: Sequence[Link] = ()) -> None:
        self.status, self.told, self.ways = status, told, tuple(ways)
        super().__init__(told)


def tell(request: HttpRequest, mistake: Mistake) -> HttpResponse:
    """The page of a mistake, or the problem for a program."""
    title, told = tr(TITLES[mistake.status]), shown(mistake.told)
    if wants_json(request):
        return problem(mistake.status, title, told)
    ways = [*mistake.ways, (tr("Naar alle wetten"), "/wetten")]
    data = {"title": title, "told": told, "ways": ways, "status": mistake.status, "crumbs": ()}
    answer = render(request, "mistake.html.j2", data, status=mistake.status)
    answer["Cache-Control"] = "no-store"  # a 404 may be kept by default, and the address of one can hold a secret
    return answer


def problem(status: int, title: str, detail: str, errors: Sequence[Mapping[str, object]] = ()) -> JsonResponse:
    """A problem for a program, by RFC 9457."""
    made: dict[str, object] = {"type": "about:blank", "status": status, "title": title, "detail": detail}
    if errors:
        made["errors"] = list(errors)
    return JsonResponse(made, status=status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False})


def wants_json(request: HttpRequest) -> bool:
    """Whether the address is one for programs."""
    return request.path.endswith(".json") or request.path.startswith("/api/")


def wrong(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400: a request that does not hold together, such as a name that this desk does not answer to."""
    return tell(
        request, Mistake(HTTPStatus.BAD_REQUEST, tr("Deze vraag is niet te lezen. Begin opnieuw bij de wetten."))
    )


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler403."""
    return tell(request, Mistake(HTTPStatus.FORBIDDEN, tr("U heeft hier geen toegang toe.")))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that does not come from a page of this desk, or whose session has ended."""
    told = tr(
        "Dit formulier is verlopen of kwam niet van deze site. Ga terug, ververs de pagina en verstuur het opnieuw."
    )
    return tell(request, Mistake(HTTPStatus.FORBIDDEN, told))


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404."""
    told = tr("Het adres {address} bestaat niet.", address=describe(request.path))
    return tell(request, Mistake(HTTPStatus.NOT_FOUND, told, [] if wants_json(request) else _meant(request)))


def _meant(request: HttpRequest) -> list[Link]:
    """The page that an address nearly names: without slashes too many, or in small letters."""
    path = "/" + "/".join(part for part in request.path.split("/") if part)
    for near in dict.fromkeys((path, path.casefold())):
        if near != request.path and is_valid_path(quote(near)):
            query = request.GET.urlencode()
            return [(tr("Bedoelde u {law}?", law=near), quote(near) + (f"?{query}" if query else ""))]
    return []


def not_so(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    """An address that was asked in a way that it does not have (405), told as a page. The ways that it has stay with it."""
    told = tr("Dit adres hoort bij een knop of een formulier; het is geen pagina. Ga terug en gebruik de knop.")
    answer = tell(request, Mistake(HTTPStatus.METHOD_NOT_ALLOWED, told))
    answer["Allow"] = refusal["Allow"]
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """Django's handler500: our defect, said without its inside."""
    told = tr(
        "Dit ligt niet aan u. Het staat in het logboek van de server; probeer het opnieuw, of meld het met het tijdstip."
    )
    return tell(request, Mistake(HTTPStatus.INTERNAL_SERVER_ERROR, told))
