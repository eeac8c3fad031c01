"""Whatever is asked of the API: every path of the description exists, and everything that is refused is a problem (RFC 9457)."""

from __future__ import annotations

import json
import os
from typing import Any
from unittest import mock
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uitvoerbaar.desk.api.rules import servers
from uitvoerbaar.desk.api.urls import api

BASE = "/api/v1"
KNOWN = {"wet": "wet_op_de_zorgtoeslag", "nummer": "2"}
ASKED = {"geldigOp": "2026-01-01", "zoek": "partner", "taal": "en", "pagina": "1"}
DESCRIBED: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
PATHS = sorted(DESCRIBED["paths"])
METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
anything = st.text(max_size=40) | st.sampled_from([*KNOWN.values(), *ASKED.values(), "../..", "%00", "a" * 5000, "NaN"])


def _address(path: str, places: dict[str, str]) -> str:
    for name, value in places.items():
        path = path.replace(f"{{{name}}}", quote(value, safe=""))
    return BASE + path


def _holds(answer: Any, described: dict[str, Any] | None) -> None:
    """An answer is as good as the description says, or a problem that the description has."""
    assert answer.headers["API-Version"] == DESCRIBED["info"]["version"]
    if answer.status_code < 400:
        return
    assert answer.status_code < 500, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = json.loads(answer.content) if answer.content else None  # head has no content
    if told is not None:
        assert told["status"] == answer.status_code
        assert told["title"]
        assert told["detail"]
        for error in told.get("errors", ()):
            assert error["detail"]
            assert error["in"] in ("path", "query", "body")
    assert described is None or str(answer.status_code) in described["responses"]


@pytest.mark.parametrize("path", PATHS)
def test_every_path_that_is_described_answers(browser: Client, path: str) -> None:
    operation = DESCRIBED["paths"][path]["get"]
    asked = {p["name"]: ASKED[p["name"]] for p in operation.get("parameters", ()) if p["in"] == "query"}
    answer = browser.get(_address(path, KNOWN), asked)
    assert answer.status_code == 200, answer.content
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    name = schema.get("$ref", "").rpartition("/")[2]
    required = DESCRIBED["components"]["schemas"][name]["required"] if name else ["openapi"]
    assert set(required) <= set(json.loads(answer.content))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(PATHS),
    method=st.sampled_from(METHODS),
    places=st.fixed_dictionaries(dict.fromkeys(KNOWN, anything)),
    query=st.dictionaries(st.sampled_from([*ASKED, "x"]) | st.text(max_size=5), anything, max_size=3),
)
def test_everything_that_is_refused_is_a_problem(
    browser: Client, path: str, method: str, places: dict[str, str], query: dict[str, str]
) -> None:
    asked = "&".join(f"{quote(name)}={quote(value)}" for name, value in query.items())
    answer = browser.generic(method.upper(), f"{_address(path, places)}?{asked}")
    # A place with a slash in it is another path, which the description does not have.
    known = not any("/" in value or not value for value in places.values()) and method in DESCRIBED["paths"][path]
    _holds(answer, DESCRIBED["paths"][path][method] if known else None)


@pytest.mark.parametrize(
    "path", ["", "/", "/wetten/", "/x", "/wetten/a/b/c/d", "/openapi.yaml", "/%ff", "//wetten", "/docs"]
)
def test_what_is_not_described_is_a_problem(browser: Client, path: str) -> None:
    answer = browser.get(BASE + path)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_defect_is_a_problem_too(browser: Client) -> None:
    """500 without the inside of the program in it."""
    browser.raise_request_exception = False
    with mock.patch("uitvoerbaar.desk.api.laws.laws_on", side_effect=RuntimeError("binnenkant")):
        answer = browser.get(f"{BASE}/wetten")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert b"binnenkant" not in answer.content


def test_the_server_is_named_whole_where_it_is_served_so() -> None:
    assert servers({}) == [{"url": BASE}]
    assert servers({"UITVOERBAAR_HOSTS": "toets.example.org"}) == [{"url": BASE}]
    served = {"UITVOERBAAR_HOSTS": "toets.example.org, b.example.org", "UITVOERBAAR_HTTPS": "1"}
    assert [each["url"] for each in servers(served)] == [f"https://{n}.example.org{BASE}" for n in ("toets", "b")]
    assert "UITVOERBAAR_HOSTS" not in os.environ
