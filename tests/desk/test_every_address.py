"""No address of the desk is forgotten: each is a page that `make axe` looks at, or is said to be none; each page has a twin."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.desk.html import Page
from tests.places import ROOT

LISTED = json.loads((ROOT / "tools" / "axe" / "pages.json").read_text(encoding="utf-8"))
_TWIN, _API = "-json", "api/"


def _found(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    """Address and name of everything that the desk answers to."""
    for each in patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _found(each.url_patterns, here)
        else:
            yield here, each.name or here


def addresses() -> dict[str, str]:
    """What the desk answers to by name, without what is for programs."""
    found = dict(reversed(pair) for pair in _found(get_resolver().url_patterns) if not pair[0].startswith(_API))
    return {str(name): str(at) for name, at in found.items()}


def test_every_address_is_a_page_that_axe_looks_at_or_is_said_to_be_none() -> None:
    names = {name for name in addresses() if not name.endswith(_TWIN)}
    listed = set(LISTED["pages"]) | set(LISTED["apart"])
    assert names - listed == set(), "give each a line in tools/axe/pages.json"
    assert listed - names == set(), "these are not there any more"
    assert set(LISTED["pages"]) & set(LISTED["apart"]) == set()


def test_every_page_has_a_twin_and_nothing_else_has() -> None:
    with_twin = {name.removesuffix(_TWIN) for name in addresses() if name.endswith(_TWIN)}
    assert with_twin == set(LISTED["pages"])


@pytest.mark.parametrize("name", LISTED["pages"])
def test_the_addresses_of_a_page_are_of_that_page(browser: Client, name: str) -> None:
    for address in LISTED["pages"][name]:
        path = address.partition("?")[0]
        if path.startswith("{"):
            continue  # it is sent in first
        assert resolve(path).url_name == name
        answer = browser.get(address)
        text = answer.content.decode()
        assert Page(text).wrong == []
        if answer.status_code == 404 and "--population" in text:
            continue  # it is of figures alone, and there is nobody here
        assert answer.status_code == 200
        twin = address.replace("?", ".json?", 1) if "?" in address else f"{quote(path).rstrip('/') or '/index'}.json"
        assert browser.get(twin).status_code == 200


@pytest.mark.parametrize("address", LISTED["mistakes"])
def test_a_mistake_is_one(browser: Client, address: str) -> None:
    assert browser.get(address).status_code in (400, 404)
