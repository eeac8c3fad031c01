"""What the API Design Rules ask beyond django-ninja: problems in one form, 400 for bad input, versions in the answer.

Source: Logius, NLGov REST API Design Rules 2.1 (/core/error-handling, /core/version-header, /core/doc-openapi-contact,
/core/publish-openapi, /core/transport/security-headers).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from uitvoerbaar.base.control import shown
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.desk.mistakes import PROBLEM, TITLES, Mistake, problem

VERSION = "1.0.0"
BASE = "/api/v1"
_TOLD = {
    "missing": mark("ontbreekt"),
    "string_pattern_mismatch": mark("schrijf JJJJ-MM-DD, zoals 2026-01-01"),
    "string_too_short": mark("is leeg"),
    "string_too_long": mark("is te lang"),
}
"""What is wrong with a value, by the kind of error of pydantic."""
_PROBLEM_SCHEMA = {
    "type": "object",
    "title": "Probleem",
    "required": ["type", "status", "title", "detail"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
"""RFC 9457, with every error of the input."""
_REFUSALS = {"400": "Ongeldige invoer", "404": "Niet gevonden"}
Handler = Callable[[HttpRequest], HttpResponse]


class RuledAPI(NinjaAPI):
    """An API whose description and errors follow the rules."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        """The description, as OpenAPI 3.1: paths below the server, contact, problems, the header with the version."""
        made = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        made["servers"] = [{"url": BASE}]
        made["info"]["contact"] = contact(os.environ)
        made["paths"] = {path.removeprefix(BASE): item for path, item in made["paths"].items()}
        made.setdefault("components", {}).setdefault("schemas", {})["Probleem"] = _PROBLEM_SCHEMA
        for item in made["paths"].values():
            for operation in item.values():
                operation["responses"] = _described(operation["responses"])
        return made


def contact(environ: Mapping[str, str]) -> dict[str, str]:
    """Whom a user of the interface can ask: who runs this desk (UITVOERBAAR_CONTACT_NAME, _URL, _EMAIL)."""
    return {
        "name": environ.get("UITVOERBAAR_CONTACT_NAME") or "De beheerder van deze server",
        "url": environ.get("UITVOERBAAR_CONTACT_URL") or "http://localhost/",
        "email": environ.get("UITVOERBAAR_CONTACT_EMAIL") or "postmaster@localhost.localdomain",
    }


def _described(responses: dict[Any, Any]) -> dict[str, Any]:
    """Answers with their problems, and the header in each."""
    made = {str(code): response for code, response in responses.items()}
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Probleem"}}}
    for code, words in _REFUSALS.items():
        made[code] = {"description": words, "content": content}
    for response in made.values():
        response["headers"] = {"API-Version": {"description": "Versie van de API", "schema": {"type": "string"}}}
    return made


def follow(api: NinjaAPI) -> None:
    """Let the errors of an API be problems."""

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        told = [
            {"pointer": f"#/{'/'.join(map(str, each['loc'][1:]))}", "detail": _words(each)} for each in error.errors
        ]
        return problem(400, tr(TITLES[400]), tr("De invoer klopt niet; zie errors."), told)

    @api.exception_handler(Mistake)
    def _refused(request: HttpRequest, error: Mistake) -> HttpResponse:
        return problem(error.status, tr(TITLES[error.status]), shown(error.told))

    @api.exception_handler(UserError)
    def _wrong(request: HttpRequest, error: UserError) -> HttpResponse:
        return problem(400, tr(TITLES[400]), shown(error))

    @api.exception_handler(Http404)
    def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, tr(TITLES[404]), tr("Dit bestaat niet."))

    @api.exception_handler(HttpError)
    def _failed(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, tr(TITLES.get(error.status_code, TITLES[400])), str(error))


def _words(error: Mapping[str, Any]) -> str:
    kind = str(error["type"])
    return tr(_TOLD[kind]) if kind in _TOLD else str(error["msg"])


def answers(get_response: Handler) -> Handler:
    """Every answer under /api/ names the version and is not kept; what is refused is a problem."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith("/api/"):
            return response
        if response.status_code == 405:
            allowed = response.headers.get("Allow", "")
            response = problem(405, tr(TITLES[405]), tr("Deze weg kent alleen: {methods}", methods=allowed or "GET"))
            response.headers["Allow"] = allowed or "GET"
        response.headers["API-Version"] = VERSION
        response.headers["Cache-Control"] = "no-store"
        if request.path == f"{BASE}/openapi.json":
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return answer
