"""A server without people makes them beside itself: the pages are there meanwhile, on a small sample as soon as that is there."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.desk.html import Page
from uitvoerbaar.desk import making, serve
from uitvoerbaar.desk.making import MEANWHILE
from uitvoerbaar.desk.serve import POPULATION
from uitvoerbaar.desk.workbench.country import being_made, population_folder
from uitvoerbaar.face.population import cached_folder, cached_population, is_cached

HERE = "/werkbank/wet_op_de_zorgtoeslag/artikel/3?op=2026-01-01"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of nobody."""
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path))
    for name in (POPULATION, MEANWHILE):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def _there(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")
    return folder


def test_what_was_made_by_another_version_is_gone_before_it_is_made_anew(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    def start(command: list[str], **_: Any) -> None:
        started.append(command)

    monkeypatch.setattr(subprocess, "Popen", start)
    old = _there(cached_folder())
    making.begin()
    assert not (old / "manifest.json").exists()
    assert [command[1:] for command in started] == [["-m", "uitvoerbaar.desk.making"]]


def test_nothing_is_made_of_what_is_there(cache: Path) -> None:
    cached_population(1_000)
    assert is_cached(1_000)
    assert not is_cached()
    made = (cached_folder(1_000) / "manifest.json").stat().st_mtime_ns
    cached_population(1_000)
    assert (cached_folder(1_000) / "manifest.json").stat().st_mtime_ns == made


def test_the_server_starts_and_the_maker_ends_with_it(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []

    class Maker:
        def poll(self) -> None:
            return None

        def terminate(self) -> None:
            ended.append("ended")

    monkeypatch.setattr(making, "begin", Maker)
    monkeypatch.setenv(POPULATION, "")
    monkeypatch.setenv(MEANWHILE, "")
    said: list[str] = []
    with serve.people(None, said.append):
        assert os.environ[POPULATION] == str(cached_folder())
        assert os.environ[MEANWHILE] == str(cached_folder(making.SMALL))
        assert len(said) == 1
        assert ended == []
    assert ended == ["ended"]


def test_the_page_says_what_it_computes_on(cache: Path, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, small = cache / "geheel", cache / "klein"
    monkeypatch.setenv(POPULATION, str(whole))
    monkeypatch.setenv(MEANWHILE, str(small))
    assert (population_folder(), being_made()) == (None, True)
    text = browser.get(HERE).content.decode()
    assert Page(text).wrong == []
    assert "De bevolking wordt nog gemaakt." in text
    panel = browser.get(HERE.replace("?", "/cijfers?")).content.decode()
    assert 'aria-busy="true"' in panel
    assert 'hx-trigger="load delay:1s"' in panel
    assert "De bevolking wordt nog gemaakt." in browser.get("/toetsen").content.decode()
    _there(small)
    assert (population_folder(), being_made()) == (small, True)
    assert "kleine steekproef" in browser.get("/toetsen").content.decode()
    _there(whole)
    assert (population_folder(), being_made()) == (whole, False)
    assert "gemaakt" not in browser.get("/toetsen").content.decode()
