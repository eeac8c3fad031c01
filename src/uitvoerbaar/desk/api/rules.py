"""What the API Design Rules ask beyond django-ninja: problems in one form, 400 for bad input, versions in the answer.

Source: Logius, NLGov REST API Design Rules 2.1 (/core/error-handling, /core/version-header, /core/doc-openapi-contact,
/core/publish-openapi, /core/transport/security-headers).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.params.models import QueryModel

from uitvoerbaar.base.control import shown
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import LANGUAGES, mark, tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.desk.configuration import HTTPS, OWN_NAMES, hosts, truth
from uitvoerbaar.desk.middleware.preferences import LANGUAGE
from uitvoerbaar.desk.mistakes import PROBLEM, TITLES, Mistake, problem

VERSION = "1.0.0"
BASE = "/api/v1"
_TOLD = {
    "missing": mark("ontbreekt"),
    "string_pattern_mismatch": mark("schrijf JJJJ-MM-DD, zoals 2026-01-01"),
    "string_too_short": mark("is leeg"),
    "string_too_long": mark("is te lang"),
    "int_parsing": mark("is geen getal"),
    "greater_than_equal": mark("is te klein"),
    "less_than_equal": mark("is te groot"),
}
"""What is wrong with a value, by the kind of error of pydantic."""
_MEMBERS = {
    "type": {"type": "string"},
    "status": {"type": "integer"},
    "title": {"type": "string"},
    "detail": {"type": "string"},
}
_ERROR = {
    "type": "object",
    "required": ["in", "detail"],
    "properties": {
        "in": {"type": "string", "enum": ["path", "query", "body"], "description": "Waar de fout staat."},
        "location": {
            "type": "object",
            "properties": {
                "name": {"type": "string", "description": "De parameter."},
                "pointer": {"type": "string", "description": "In de inhoud: JSON Pointer."},
            },
        },
        "code": {"type": "string", "description": "Het soort fout."},
        "detail": {"type": "string"},
    },
}
_SCHEMAS = {
    "Probleem": {
        "type": "object",
        "title": "Probleem",
        "required": list(_MEMBERS),
        "properties": _MEMBERS,
    },
    "OngeldigeInvoer": {
        "type": "object",
        "title": "Ongeldige invoer",
        "required": list(_MEMBERS),
        "properties": {**_MEMBERS, "errors": {"type": "array", "items": _ERROR}},
    },
}
"""RFC 9457; of bad input with every error (/core/error-handling/bad-request)."""
_REFUSALS = {
    "400": ("Ongeldige invoer", "OngeldigeInvoer"),
    "404": ("Niet gevonden", "Probleem"),
    "405": ("Alleen GET", "Probleem"),
}
_DESCRIBED = "/openapi.json"
_VERSION_HEADER = {"API-Version": {"description": "Versie van de API", "schema": {"type": "string"}}}
_TAAL = {
    "in": "query",
    "name": LANGUAGE,
    "required": False,
    "schema": {"type": "string", "enum": list(LANGUAGES)},
    "description": "De taal van wat in woorden staat; zonder: de taal van de server of van een eerdere keuze.",
}
"""What every path takes besides its own: middleware/preferences reads it."""
TAGS = {
    "beschrijving": "Deze beschrijving.",
    "wetten": "Wetten, hun versies en hun artikelen.",
}
"""What the resources are about, by name."""
Handler = Callable[[HttpRequest], HttpResponse]
Run = Callable[..., HttpResponse]
"""How an operation is run: a request and the parts of its path."""


class RuledAPI(NinjaAPI):
    """An API whose description and errors follow the rules."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        """The description, as OpenAPI 3.1: paths below the server, contact, problems, the header with the version."""
        made = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        made["servers"] = servers(os.environ)
        made["info"]["contact"] = contact(os.environ)
        made["paths"] = {path.removeprefix(BASE): item for path, item in made["paths"].items()}
        made.setdefault("components", {}).setdefault("schemas", {}).update(_SCHEMAS)
        for item in made["paths"].values():
            for operation in item.values():
                operation["parameters"] = [*operation.get("parameters", ()), _TAAL]
                operation["responses"] = _described(operation["responses"])
        made["paths"][_DESCRIBED] = {"get": _description()}
        used = {tag for item in made["paths"].values() for operation in item.values() for tag in operation["tags"]}
        made["tags"] = [{"name": tag, "description": words} for tag, words in TAGS.items() if tag in used]
        return made


def servers(environ: Mapping[str, str]) -> list[dict[str, str]]:
    """Where the API is: by its whole address where the desk is served over https under a name, else on this machine."""
    named = [name for name in hosts(environ) if name not in OWN_NAMES]
    whole = [{"url": f"https://{name}{BASE}"} for name in named] if truth(environ, HTTPS) else []
    return whole or [{"url": BASE}]


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
    for code, (words, schema) in _REFUSALS.items():
        content = {PROBLEM: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
        made[code] = {"description": words, "content": content}
    for response in made.values():
        response["headers"] = dict(_VERSION_HEADER)
    return made


def _description() -> dict[str, Any]:
    """The description as one of the resources: it may be read by pages of elsewhere."""
    headers = {**_VERSION_HEADER, "Access-Control-Allow-Origin": {"description": "*", "schema": {"type": "string"}}}
    content = {"application/json": {"schema": {"type": "object"}}}
    return {
        "operationId": "beschrijving",
        "summary": "Deze beschrijving",
        "description": "De beschrijving van de API, als OpenAPI.",
        "tags": ["beschrijving"],
        "responses": {"200": {"description": "OK", "headers": headers, "content": content}},
    }


def only_known(run: Run) -> Run:
    """Refuse what a query asks by a name that the path does not have, or twice: passed over, it gives everything."""
    models = run.__self__.models  # type: ignore[attr-defined]
    known = tuple(name for model in models if issubclass(model, QueryModel) for name in model.__ninja_flatten_map__)

    def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
        found = list(_misnamed(request.GET, known))
        response = run(request, **parts)
        if not found or response.status_code not in (200, 400):
            return response
        told = json.loads(response.content).get("errors", []) if response.status_code == 400 else []
        return _bad_input([*told, *found])

    return answer


def _misnamed(query: QueryDict, known: Sequence[str]) -> Iterator[dict[str, Any]]:
    for name, values in query.lists():
        if name not in (*known, LANGUAGE):
            hint = suggest(name, known)
            told = tr("deze parameter is er niet") + (f" ({hint})" if hint else "")
            yield _told("query", {"name": shown(name)}, "extra_forbidden", told)
        elif len(values) > 1:
            yield _told("query", {"name": name}, "too_many", tr("staat er {many} keer", many=len(values)))
        elif name == LANGUAGE and values[0] not in LANGUAGES:
            told = tr("kies uit {known}", known=", ".join(LANGUAGES))
            yield _told("query", {"name": name}, "enum", told)


def follow(api: NinjaAPI) -> None:
    """Let the errors of an API be problems."""

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return _bad_input([_error(each) for each in error.errors])

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


def _error(error: Mapping[str, Any]) -> dict[str, Any]:
    """One error of the input: in what, which parameter or place in it, what kind, in words."""
    kind, *place = error["loc"]
    where = "body" if kind in ("body", "form", "file") else str(kind)
    location = {"pointer": f"/{'/'.join(map(str, place))}"} if where == "body" else {"name": ".".join(map(str, place))}
    return _told(where, location, str(error["type"]), _words(error))


def _told(where: str, location: Mapping[str, str], code: str, detail: str) -> dict[str, Any]:
    return {"in": where, "location": dict(location), "code": code, "detail": detail}


def _bad_input(errors: Sequence[Mapping[str, Any]]) -> HttpResponse:
    return problem(400, tr(TITLES[400]), tr("De invoer klopt niet; zie errors."), errors)


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
