"""The pages of exchanging laws: ours out, those of others in and beside ours, and on as a side of an assessment."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.desk.assessments.test_unpack import HOSTILE, zipped
from tests.desk.html import Page
from tests.lang.words import leaks
from tests.places import DATA
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.face.exchange.layout import laws_out
from uitvoerbaar.face.exchange.layout import zipped as packed

DAY = "2026-01-01"
CARE = f"nl/wet/wet_op_de_zorgtoeslag/{DAY}.yaml"
OURS = (DATA / "laws" / CARE).read_bytes()
CHANGED = OURS.replace(b"14601100", b"10000000")
BROKEN = OURS.replace(b"operation: ", b"operation: MULTIPLI #", 1)


@pytest.fixture(autouse=True)
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A data folder and a population folder of the test alone."""
    people = tmp_path / "bevolking"
    people.mkdir()
    (people / "manifest.json").write_text("{}")
    monkeypatch.setenv("UITVOERBAAR_POPULATION", str(people))
    monkeypatch.setenv("UITVOERBAAR_DESK", str(tmp_path / "desk"))
    return tmp_path / "desk"


def send(browser: Client, data: bytes, name: str = "map.zip") -> Any:
    """Send a file as the form does."""
    return browser.post("/uitwisselen/nieuw", {"bestand": SimpleUploadedFile(name, data)})


def sent(browser: Client, *files: tuple[str, bytes]) -> str:
    """The address of what was sent in."""
    answer = send(browser, zipped(*files))
    assert answer.status_code == 303, answer.content.decode()
    return str(answer.headers["Location"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_whole_in_both_languages(browser: Client, lang: str) -> None:
    browser.cookies["taal"] = lang
    here = sent(
        browser,
        (f"regelrecht/{CARE}", CHANGED),
        ("regelrecht/LICENSE.pdf", b"x"),
        ("nl/wet/x/2026-01-01.yaml", BROKEN.replace(b"$id: wet_op_de_zorgtoeslag", b"$id: x")),
    )
    for address in ("/uitwisselen", here):
        answer = browser.get(address)
        assert answer.status_code == 200
        page = Page(answer.content.decode())
        assert page.wrong == []
        assert leaks("\n".join(page.words), lang) == []
        assert json.loads(browser.get(f"{address}.json").content)["language"] == lang


def test_what_differs_is_told_per_law_and_version(browser: Client) -> None:
    here = sent(
        browser,
        (CARE, CHANGED),
        ("nl/wet/wet_op_de_zorgtoeslag/2025-01-01.yaml", laws_out()[CARE.replace("2026", "2025")]),
    )
    told = json.loads(browser.get(f"{here}.json").content)
    assert told["same"] == 1
    assert [(row["law"], row["version"], row["articles"]) for row in told["rows"]] == [
        ("wet_op_de_zorgtoeslag", DAY, ["3"])
    ]
    assert "participatiewet" in told["absent"]
    page = browser.get(here).content.decode()
    assert "andere artikelen" in page
    assert "<td>3</td>" in page


def test_our_laws_go_out_and_come_in_the_same(browser: Client) -> None:
    out = browser.get("/uitwisselen/wetten.zip")
    assert out.headers["Content-Disposition"] == 'attachment; filename="wetten.zip"'
    assert out.content == packed(laws_out())
    answer = send(browser, out.content)
    told = json.loads(browser.get(f"{answer.headers['Location']}.json").content)
    assert (told["same"], told["rows"], told["absent"]) == (len(laws_out()), [], [])
    assert "doe" not in browser.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (f"?op={DAY}", 200),
        ("?voornemen=alles-of-niets-2026&kant=na", 200),
        ("?voornemen=alles-of-niets-2026&kant=voor", 200),
        ("?op=morgen", 400),
        ("?voornemen=../../etc", 404),
        ("?voornemen=weg", 404),
    ],
)
def test_what_can_be_taken_along(browser: Client, asked: str, status: int) -> None:
    answer = browser.get(f"/uitwisselen/wetten.zip{asked}")
    assert answer.status_code == status
    if status == 200:
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert CARE in archive.namelist()


@pytest.mark.parametrize("side", ["voor", "na"])
def test_they_become_a_side_of_an_assessment(browser: Client, side: str) -> None:
    here = sent(browser, (CARE, CHANGED))
    asked = {"kant": side, "op": DAY, "titel": "<b>Mijn & toets</b>", "doe": "toets"}
    answer = browser.post(f"{here}/toets", asked)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/toetsen/")
    taken = browser.post(f"{here}/toets", {**asked, "doe": "zip"})
    with zipfile.ZipFile(io.BytesIO(taken.content)) as archive:
        folder = "laws" if side == "na" else "voor"
        assert sorted(archive.namelist()) == sorted([f"{folder}/{CARE}", "proposal.yaml"])
        assert archive.read(f"{folder}/{CARE}") == CHANGED


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"kant": "midden", "op": DAY}, "aan welke kant"),
        ({"kant": "na", "op": "morgen"}, "morgen"),
        ({"kant": "na", "op": ""}, "Dit kan zo niet"),
    ],
)
def test_what_is_typed_wrong_stays_with_the_reason(browser: Client, typed: dict[str, str], told: str) -> None:
    here = sent(browser, (CARE, CHANGED))
    answer = browser.post(f"{here}/toets", {**typed, "titel": "Mijn toets"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert told in page
    assert 'value="Mijn toets"' in page


def test_a_broken_law_is_told_and_cannot_be_assessed(browser: Client) -> None:
    here = sent(browser, (CARE, BROKEN))
    page = browser.get(here).content.decode()
    assert "MULTIPLI" in page
    assert f"{CARE}:" in page
    assert 'name="doe"' not in page
    assert browser.post(f"{here}/toets", {"kant": "na", "op": DAY, "titel": ""}).status_code == 400


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_and_nothing_stays(browser: Client, desk: Path, name: str) -> None:
    answer = send(browser, HOSTILE[name](), '"><script>alert(1)</script>.zip')
    text = answer.content.decode()
    assert answer.status_code in (400, 413)
    assert Page(text).wrong == []
    assert "alert(1)" not in text
    assert [path for path in desk.rglob("*") if path.is_file()] == []
    assert {path.name for path in desk.parent.iterdir()} <= {"desk", "bevolking"}


@pytest.mark.parametrize("data", [b"", b"geen zip", zipped(("a.md", b"x")), zipped(("a.yaml", b"["))])
def test_what_holds_no_laws_is_told_beside_the_form(browser: Client, desk: Path, data: bytes) -> None:
    answer = send(browser, data)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert str(desk) not in answer.content.decode()
    assert not list((desk / "wetten").glob("*/*"))
    assert browser.post("/uitwisselen/nieuw").status_code == 400


def test_it_is_of_its_visitor_alone_and_goes(browser: Client) -> None:
    here = sent(browser, (CARE, CHANGED))
    other = Client(SERVER_NAME="127.0.0.1")
    assert [other.get(here).status_code, other.post(f"{here}/weg").status_code] == [404, 404]
    assert other.post(f"{here}/toets", {"kant": "na", "op": DAY}).status_code == 404
    assert browser.get(here).status_code == 200
    assert browser.post(f"{here}/weg").status_code == 303
    assert browser.get(here).status_code == 404
    assert [browser.get(f"/uitwisselen/{name}").status_code for name in ("x", "..", "0" * 16)] == [404, 404, 404]


def test_no_more_than_so_many(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_MAX_CORPORA_EACH", "1")
    sent(browser, (CARE, CHANGED))
    answer = send(browser, zipped((CARE, CHANGED)))
    assert answer.status_code == 400
    assert "haal er eerst een weg" in answer.content.decode()


def test_markup_in_a_law_stays_text(browser: Client) -> None:
    wicked = CHANGED.replace(b"name: Wet op de zorgtoeslag", b"name: '<script>alert(1)</script>'")
    assert wicked != CHANGED
    page = browser.get(sent(browser, (CARE, wicked))).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
