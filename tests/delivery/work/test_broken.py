"""What a broken file of processes says: file, line, what was expected, what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.places import DATA
from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.delivery.organisations import load_organisations
from uitvoerbaar.delivery.work import load_processes

Break = Callable[[str, str], str]


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Break:
    """What is said of the shipped file with its first `old` replaced by `new`."""
    for name in ("organisations", "population"):
        shutil.copytree(DATA / name, tmp_path / name)
    monkeypatch.setenv("UITVOERBAAR_DATA", str(tmp_path))
    path = tmp_path / "organisations" / "processen.yaml"

    def say(old: str, new: str) -> str:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(LawFileError) as caught:
            load_processes(load_organisations())
        return str(caught.value)

    return say


BROKEN = {
    "unknown origin": ("van: ontvangers", "van: ontvanger", ["'van' noemt 'ontvanger'", "bedoelde u 'ontvangers'?"]),
    "process below": ("van: bezwaar", "van: controle", ["'van' noemt 'controle'"]),
    "unknown spread": ("spreiding: gelijk", "spreiding: gelijkk", ["bedoelde u 'gelijk'?"]),
    "unknown staff": ("personeel: jurist", "personeel: juristen", ["bedoelde u 'jurist'?"]),
    "unknown channel": ("kanaal: brief", "kanaal: brieven", ["bedoelde u 'brief'?"]),
    "unknown organisation": ("organisatie: gemeenten", "organisatie: gemeente", ["bedoelde u 'gemeenten'?"]),
    "wrong unit": (
        "hoog: 60, eenheid: minuten",
        "hoog: 60, eenheid: uren_per_jaar",
        ["eenheid 'uren_per_jaar'; verwacht: 'minuten'"],
    ),
    "unknown unit": ("hoog: 60, eenheid: minuten", "hoog: 60, eenheid: minuut", ["onbekende eenheid 'minuut'"]),
    "share above one": (
        "{waarde: 0.1, laag: 0.05, hoog: 0.25",
        "{waarde: 10, laag: 5, hoog: 25",
        ["een aandeel van 25", "25 procent is 0.25"],
    ),
    "negative": ("{waarde: 30, laag: 15", "{waarde: 30, laag: -15", ["-15 is negatief"]),
    "outside its range": (
        "{waarde: 30, laag: 15",
        "{waarde: 10, laag: 15",
        ["'waarde' (10) ligt niet tussen 'laag' en 'hoog' (15 - 60)"],
    ),
    "no source": (', bron: "AANNAME: gesprek en nawerk"', "", ["'bron' ontbreekt"]),
    "confidence": ("zekerheid: aanname", "zekerheid: zeker", ["'zekerheid' noemt 'zeker'"]),
    "eleven parts": ("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", ["twaalf delen"]),
    "process twice": ("id: wijziging\n", "id: aanvraag\n", ["proces 'aanvraag' staat er twee keer in"]),
    "unknown key": ("    herwerk:", "    herwork:", ["'herwerk' ontbreekt"]),
    "term of years": ("{weken: 8", "{weken: 800", ["'weken' is 800"]),
}


@pytest.mark.parametrize(("old", "new", "words"), BROKEN.values(), ids=BROKEN)
def test_it_is_told_with_its_line(broken: Break, old: str, new: str, words: list[str]) -> None:
    told = broken(old, new)
    assert "processen.yaml:" in told
    for word in words:
        assert word in told


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("svb,aanvrag.minuten,12,minuten,2025,x", ["onbekend cijfer van een proces", "bedoelde u 'aanvraag.minuten'?"]),
        ("svb,bezwaar.geduld,12,minuten,2025,x", ["onbekend cijfer van een proces"]),
        ("svv,aanvraag.minuten,12,minuten,2025,x", ["onbekende organisatie 'svv'", "svb"]),
        ("svb,aanvraag.minuten,12,fte,2025,x", ["eenheid 'fte'; de maat is in 'minuten'"]),
        ("svb,aanvraag.handmatig,12,aandeel,2025,x", ["12 procent is 0.12"]),
    ],
)
def test_an_own_row_is_told_with_its_line(tmp_path: Path, row: str, words: list[str]) -> None:
    path = tmp_path / "eigen.csv"
    path.write_text(f"organisatie,maat,waarde,eenheid,jaar,bron\n{row}\n", encoding="utf-8")
    with pytest.raises(LawFileError) as caught:
        load_processes(load_organisations(), path)
    assert "eigen.csv:2" in str(caught.value)
    for word in words:
        assert word in str(caught.value)
