"""The page of the plan: a push moves others, a wish that cannot be is explained, a portfolio of one's own is taken in."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.delivery.plan.test_load import GOOD
from tests.desk.html import Page

pytestmark = pytest.mark.usefixtures("answering")


def answer(browser: Client, query: str) -> dict[str, Any]:
    """The twin of the page, asked again until it is ready."""
    for _ in range(60):
        data: dict[str, Any] = browser.get(f"/plan.json{query}").json()
        if data["state"] in ("klaar", "mislukt", "gestopt"):
            return data
        time.sleep(0.5)
    raise AssertionError(data)


def send(browser: Client, text: str):
    return browser.post("/plan/nieuw", {"bestand": SimpleUploadedFile("portefeuille.yaml", text.encode())})


def test_a_portfolio_of_ones_own_is_taken_in_planned_and_pushed(browser: Client) -> None:
    sent = send(browser, GOOD)
    assert sent.status_code == 303
    query = "?" + sent["Location"].partition("?")[2]
    plan = answer(browser, query)["plan"]
    assert {m["id"]: m["effect"] for m in plan["measures"]} == {"beurs": "2022K3", "lening": "2023K1"}
    pushed = answer(browser, f"{query}&schuif=beurs~2023K1")["plan"]
    assert {m["id"]: m["effect"] for m in pushed["measures"]} == {"beurs": "2023K1", "lening": "2023K3"}
    assert {move["measure"] for move in pushed["moves"]} == {"beurs", "lening"}
    page = browser.get(f"/plan{query}&schuif=beurs~2023K1").content.decode()
    assert Page(page).wrong == []
    assert "Beurs gaat van 1 juli 2022 naar 1 januari 2023" in page


def test_a_push_that_cannot_be_is_explained(browser: Client) -> None:
    query = "?" + send(browser, GOOD)["Location"].partition("?")[2]
    data = answer(browser, f"{query}&schuif=beurs~2022K2")
    assert data["plan"]["score"] is None
    assert "Beurs wordt geschoven naar 1 april 2022" in data["plan"]["why_not"]["wishes"][0]["nl"]


def test_a_broken_portfolio_is_told_with_its_lines_and_not_kept(browser: Client) -> None:
    refused = send(browser, GOOD.replace("organisatie: duo", "organisatie: dou"))
    assert refused.status_code == 422
    assert "portefeuille.yaml:8" in refused.content.decode()
    assert browser.get("/plan?portefeuille=eigen-1234").status_code == 404
