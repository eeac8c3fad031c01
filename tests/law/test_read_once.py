"""A law file that somebody holds is not read again; another text is, also in the same place."""

from __future__ import annotations

import gc
import shutil
import weakref
from pathlib import Path

import pytest

from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.read import law_file
from uitvoerbaar.law.read.law_file import parse_file


@pytest.fixture
def place(tmp_path: Path) -> Path:
    shipped = next((laws_dir()).rglob("wet_op_de_zorgtoeslag/2026-01-01.yaml"))
    return Path(shutil.copy(shipped, tmp_path / "zorg.yaml"))


def test_the_same_text_is_one_law_and_another_text_is_another(place: Path) -> None:
    first = parse_file(place)
    assert parse_file(place) is first
    assert parse_file(place, "elders.yaml") is not first  # its errors and origins name another file
    place.write_text(place.read_text(encoding="utf-8").replace("2026-01-01", "2026-02-01", 1), encoding="utf-8")
    assert parse_file(place) is not first


def test_corpora_have_the_laws_that_they_read_in_common() -> None:
    one, other = load_corpus(), load_corpus()
    law = one.select("wet_op_de_zorgtoeslag", "2026-01-01")
    assert other.select("wet_op_de_zorgtoeslag", "2026-01-01") is law


def test_a_law_that_nobody_holds_is_forgotten(place: Path) -> None:
    law = weakref.ref(parse_file(place))
    gc.collect()
    assert law() is None
    assert not any(name == str(place) for name, _ in law_file._IN_USE)
