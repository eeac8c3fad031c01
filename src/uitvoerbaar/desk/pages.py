"""A page and its twin: what a view found, as HTML for people and under the same address with .json for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from uitvoerbaar.base.language import active
from uitvoerbaar.desk.mistakes import Link
from uitvoerbaar.desk.templating import render

_TWIN = ".json"
FIRST = "index"
"""The name of the first page where an address needs one."""


@dataclass(frozen=True)
class Page:
    """What a view found: `data` is all of it as JSON values, `context` what the template needs besides."""

    template: str
    title: str
    data: Mapping[str, Any]
    context: Mapping[str, Any] = field(default_factory=dict)
    crumbs: tuple[Link, ...] = ()
    """The pages above this one, from the top."""


View = Callable[..., Page]


def twins(route: str, view: View, name: str) -> list[URLPattern]:
    """The two addresses of a page: as HTML, and the same with .json behind it."""
    # The twin first: a name at the end of an address would take ".json" as its own.
    return [path((route or FIRST) + _TWIN, _as_json(view), name=f"{name}-json"), path(route, _as_html(view), name=name)]


def _as_html(view: View) -> Callable[..., HttpResponse]:
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, **parts: str) -> HttpResponse:
        page = view(request, **parts)
        frame = {"title": page.title, "crumbs": page.crumbs, "twin": twin_of(request)}
        return render(request, page.template, {**frame, **page.data, **page.context})

    return answer


def _as_json(view: View) -> Callable[..., HttpResponse]:
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, **parts: str) -> HttpResponse:
        page = view(request, **parts)
        made = {"title": page.title, "language": active(), **page.data}
        return JsonResponse(made, json_dumps_params={"ensure_ascii": False, "indent": 2, "default": str})

    return answer


def twin_of(request: HttpRequest) -> str:
    """The address of the twin of a page, with the same query."""
    query = request.GET.urlencode()
    start = f"/{FIRST}" if request.path == "/" else request.get_full_path_info().partition("?")[0]
    return f"{start}{_TWIN}" + (f"?{query}" if query else "")
