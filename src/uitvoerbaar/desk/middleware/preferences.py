"""The language and theme of the visitor: `?taal=` and `?thema=` in the address, else what was chosen before (a cookie).

A part of a page comes in the language of that page, whatever was chosen since in another tab: the page says it (desk.js).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from uitvoerbaar.base.language import LANGUAGES, active, language

Handler = Callable[[HttpRequest], HttpResponse]
THEMES = ("auto", "licht", "donker")
"""`auto` is what the visitor's own system asks."""
LANGUAGE, THEME = "taal", "thema"
OF_PAGE = "Page-Language"
"""The header in which a page says its language when it asks for a part of itself."""
_YEAR = 365 * 86_400
Word = TypeVar("Word", bound=str)


def preferences(get_response: Handler) -> Handler:
    """Speak the visitor's language while a request is answered, and remember what the address chose."""

    def answer(request: HttpRequest) -> HttpResponse:
        lang = chosen(request, LANGUAGE, LANGUAGES, active())
        with language(lang):
            response = get_response(request)
        for name, known in ((LANGUAGE, LANGUAGES), (THEME, THEMES)):
            if request.GET.get(name) in known:
                response.set_cookie(
                    name, request.GET[name], max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
                )
        response.headers.setdefault("Content-Language", lang)
        patch_vary_headers(response, ("Cookie", OF_PAGE))
        return response

    return answer


def chosen(request: HttpRequest, name: str, known: Sequence[Word], usual: Word) -> Word:
    """The word of the address, else of the page, else of the cookie, else the usual one; one that is not known is passed over."""
    page = request.headers.get(OF_PAGE) if name == LANGUAGE else None
    asked = (request.GET.get(name), page, request.COOKIES.get(name))
    return next((word for said in asked for word in known if word == said), usual)


def theme(request: HttpRequest) -> str:
    """The theme of the visitor."""
    return chosen(request, THEME, THEMES, THEMES[0])
