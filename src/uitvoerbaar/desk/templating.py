"""Templates: Jinja with the words of the whole program, so that pages and command line share one catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from uitvoerbaar.base.language import LANGUAGES, Lang, active, mark, tr, trn
from uitvoerbaar.base.version import __version__
from uitvoerbaar.desk.middleware.preferences import LANGUAGE, THEME, THEMES, theme
from uitvoerbaar.desk.navigation import navigation
from uitvoerbaar.desk.queries import lines, troubles
from uitvoerbaar.face import html

OF_LANGUAGE: Mapping[Lang, str] = {"nl": "Nederlands", "en": "English"}
"""Each language by its own name."""
OF_THEME: Mapping[str, str] = {"auto": mark("automatisch"), "licht": mark("licht"), "donker": mark("donker")}


def environment(**options: Any) -> Environment:
    """The templates of the desk. A name that is not given is an error, not an empty place."""
    made = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    made.globals.update(tr=tr, trn=trn, trm=trm, url=url, static=static, version=__version__)
    made.filters.update(
        told=lambda value: Markup(html.text(value)),
        law_text=lambda value: Markup(html.law_text(value)),
        dutch=lambda value: Markup(html.dutch_name(value)),
        named=named,
    )
    return made


def trm(template: str, /, **values: object) -> Markup:
    """A message with pieces of HTML in it: what is no Markup is escaped, the message as well."""
    shape = tr(template, **{name: f"{{{name}}}" for name in values})
    return Markup(escape(shape)).format(**values)


def named(words: str, name: str) -> Markup:
    """Words that hold the Dutch name of a law: that is marked as Dutch where another language is spoken."""
    told = html.text(words)
    return Markup(told.replace(html.text(name), html.dutch_name(name)) if name else told)


def url(name: str, **parts: object) -> str:
    """The address of a page by its name."""
    return reverse(name, kwargs=parts or None)


def static(path: str) -> str:
    """The address of a file in `static`, with the hash of what is in it: a changed file is another address.

    Raises FileNotFoundError for one that is not there.
    """
    return f"/static/{path}?v={_hash(path)}"


@cache
def _hash(path: str) -> str:
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(path)
    with open(found, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def render(request: HttpRequest, template: str, data: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """A page from a template, with what every page has: language, theme, navigation, ways to change them."""
    frame = {
        "lang": active(),
        "theme": theme(request),
        "languages": [(lang, OF_LANGUAGE[lang], here(request, LANGUAGE, lang)) for lang in LANGUAGES],
        "themes": [(name, tr(OF_THEME[name]), here(request, THEME, name)) for name in THEMES],
        "navigation": navigation(request.path),
        "path": request.path,
        "twin": None,
        "held": None,
        "passed_over": lines(troubles(request)),
    }
    return HttpResponse(render_to_string(template, {**frame, **data}, request), status=status)


def here(request: HttpRequest, name: str, value: str | None) -> str:
    """The address of this page with one word of its query changed, or taken away (None)."""
    query = request.GET.copy()
    query.pop(name, None)
    if value is not None:
        query[name] = value
    told = query.urlencode()
    return f"?{told}" if told else request.path
