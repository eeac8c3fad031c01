"""The API: what the Dutch API Design Rules ask of every answer, and that it says what the pages say."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

DAY = "2026-01-01"
LAW = "wet_op_de_zorgtoeslag"
GOOD = (
    f"/api/v1/wetten?geldigOp={DAY}",
    f"/api/v1/wetten/{LAW}?geldigOp={DAY}",
    f"/api/v1/wetten/{LAW}/versies?geldigOp={DAY}",
    f"/api/v1/wetten/{LAW}/artikelen?geldigOp={DAY}",
    f"/api/v1/wetten/{LAW}/artikelen/2?geldigOp={DAY}",
    f"/api/v1/wetten/{LAW}/artikelen/1%20lid%201%20c?geldigOp={DAY}",
    f"/api/v1/artikelen?zoek=partner&geldigOp={DAY}",
)
BAD = (
    ("/api/v1/wetten?geldigOp=morgen", 400),
    ("/api/v1/wetten?geldigOp=2026-02-30", 400),
    ("/api/v1/artikelen", 400),
    ("/api/v1/artikelen?zoek=", 400),
    ("/api/v1/artikelen?zoek=de&pagina=0", 400),
    ("/api/v1/artikelen?zoek=de&pagina=twee", 400),
    ("/api/v1/artikelen?zoek=de&pagina=99", 404),
    ("/api/v1/artikelen?zoek=" + "a" * 201, 400),
    ("/api/v1/wetten/bestaat_niet", 404),
    (f"/api/v1/wetten/{LAW}/artikelen/99", 404),
    (f"/api/v1/wetten/{LAW}?geldigOp=1990-01-01", 404),
    ("/api/v1/bestaat-niet", 404),
    ("/api/v1/wetten/", 404),
)


def got(browser: Client, address: str) -> Any:
    """The JSON of an answer that must be good."""
    answer = browser.get(address)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def names(value: Any) -> set[str]:
    """Every name in a JSON value."""
    if isinstance(value, dict):
        return set(value) | {name for each in value.values() for name in names(each)}
    return {name for each in value for name in names(each)} if isinstance(value, list) else set()


@pytest.mark.parametrize("address", GOOD)
def test_a_good_answer_names_its_version_and_writes_lower_camel_case(browser: Client, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 200
    assert answer.headers["API-Version"] == "1.0.0"
    assert answer.headers["Cache-Control"] == "no-store"
    assert all(re.fullmatch(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*", name) for name in names(json.loads(answer.content)))


@pytest.mark.parametrize(("address", "status"), BAD)
def test_a_refusal_is_a_problem_with_its_status(browser: Client, address: str, status: int) -> None:
    answer = browser.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert answer.headers["API-Version"] == "1.0.0"
    told = json.loads(answer.content)
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]


def test_every_error_of_the_input_is_named_with_its_place(browser: Client) -> None:
    told = json.loads(browser.get("/api/v1/artikelen?geldigOp=x").content)
    places = {(error["in"], error["location"]["name"], error["code"]) for error in told["errors"]}
    assert places == {("query", "geldigOp", "string_pattern_mismatch"), ("query", "zoek", "missing")}
    assert {error["detail"] for error in told["errors"]} == {"ontbreekt", "schrijf JJJJ-MM-DD, zoals 2026-01-01"}


@pytest.mark.parametrize(
    ("query", "name", "code"),
    [
        ("geldigop=2020-01-01", "geldigop", "extra_forbidden"),
        ("geldigOp=2020-01-01&geldigOp=2026-01-01", "geldigOp", "too_many"),
        ("taal=de", "taal", "enum"),
        ("limit=5", "limit", "extra_forbidden"),
    ],
)
def test_a_parameter_that_is_not_there_or_stands_twice_is_refused(
    browser: Client, query: str, name: str, code: str
) -> None:
    answer = browser.get(f"/api/v1/wetten?{query}")
    assert answer.status_code == 400
    (error,) = json.loads(answer.content)["errors"]
    assert (error["in"], error["location"]["name"], error["code"]) == ("query", name, code)


def test_a_misspelt_parameter_is_told_beside_what_is_missing(browser: Client) -> None:
    told = json.loads(browser.get("/api/v1/artikelen?zoeken=partner").content)
    assert {error["location"]["name"]: error["code"] for error in told["errors"]} == {
        "zoek": "missing",
        "zoeken": "extra_forbidden",
    }


def test_another_method_is_a_problem_that_names_the_methods(browser: Client) -> None:
    answer = browser.post("/api/v1/wetten")
    assert (answer.status_code, answer.headers["Content-Type"]) == (405, "application/problem+json")
    assert answer.headers["Allow"] == "GET"


def test_the_description_follows_the_rules(browser: Client) -> None:
    """What the linter of the rules checks in an OpenAPI file, without node; `make spectral` runs all of it."""
    answer = browser.get("/api/v1/openapi.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    described = json.loads(answer.content)
    assert described["openapi"].startswith("3.")
    assert re.fullmatch(r"\d+\.\d+\.\d+", described["info"]["version"])
    assert set(described["info"]["contact"]) >= {"name", "url", "email"}
    assert described["servers"] == [{"url": "/api/v1"}]
    operations = [operation for item in described["paths"].values() for operation in item.values()]
    assert len(operations) == len(GOOD)
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert described["paths"].keys() >= {"/openapi.json"}
    for path in described["paths"].keys() - {"/openapi.json"}:
        assert re.fullmatch(r"(/([a-z0-9-]+|\{[^}]+\}))+", path)
    for operation in operations:
        assert operation["operationId"] == "beschrijving" or {"200", "400", "404"} <= set(operation["responses"])
        assert "422" not in operation["responses"]
        for code, response in operation["responses"].items():
            assert "API-Version" in response["headers"]
            assert code < "400" or list(response["content"]) == ["application/problem+json"]
        for parameter in operation.get("parameters", []):
            assert parameter["in"] != "query" or re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", parameter["name"])


def test_everything_that_is_found_can_be_had_page_by_page(browser: Client) -> None:
    first = got(browser, f"/api/v1/artikelen?zoek=de&geldigOp={DAY}")
    assert first["totaal"] > first["perPagina"] == len(first["artikelen"])
    pages = range(1, -(-first["totaal"] // first["perPagina"]) + 1)
    every = [got(browser, f"/api/v1/artikelen?zoek=de&geldigOp={DAY}&pagina={page}") for page in pages]
    found = [(each["wet"], each["nummer"]) for page in every for each in page["artikelen"]]
    assert len(found) == len(set(found)) == first["totaal"]
    assert every[0] == first


def test_a_word_that_stands_nowhere_is_told(browser: Client) -> None:
    """It is passed over, or a search with one slip of the pen would find nothing."""
    told = got(browser, f"/api/v1/artikelen?zoek=partner+toeslagpartnr&geldigOp={DAY}")
    assert told["onbekendeWoorden"] == [{"woord": "toeslagpartnr", "lijktOp": "toeslagpartner"}]
    alone = got(browser, f"/api/v1/artikelen?zoek=partner&geldigOp={DAY}")
    assert (alone["onbekendeWoorden"], alone["artikelen"]) == ([], told["artikelen"])


def test_it_says_what_the_pages_say(browser: Client) -> None:
    page = got(browser, f"/wetten/{LAW}/artikel/2.json?op={DAY}")
    told = got(browser, f"/api/v1/wetten/{LAW}/artikelen/2?geldigOp={DAY}")
    assert told["tekst"] == page["article"]["words"]
    assert {(tie["wat"], tie["naam"]) for tie in told["leest"]} == {(tie["what"], tie["name"]) for tie in page["takes"]}
    assert {each["naam"]: each["waarde"] for each in told["getallen"]} == {
        each["name"]: each["value"] for each in page["article"]["parameters"]
    }
    listed = got(browser, f"/wetten.json?op={DAY}")["laws"]
    assert [law["id"] for law in got(browser, GOOD[0])["wetten"]] == [law["id"] for law in listed]
