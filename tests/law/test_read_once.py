"""A law file that somebody holds is not read again; another text is, also in the same place."""

from __future__ import annotations

import gc
import shutil
import weakref
from pathlib import Path

import pytest

from tests.law.build import law
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.check import law_files
from uitvoerbaar.law.check.concepts import load_concepts
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.read import law_file
from uitvoerbaar.law.read.law_file import as_it_is, parse_file


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


def test_who_checks_a_law_of_his_own_reads_no_shipped_law_that_it_has_nothing_to_do_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def noted(path: Path, shown: str) -> Law:
        read.append(path)
        return as_it_is(path, shown)

    monkeypatch.setattr(law_files, "as_it_is", noted)
    own = law("wet_van_hier", "execution: {output: [{name: x, type: number}], actions: [{output: x, value: 1}]}")
    (tmp_path / "wet.yaml").write_text(own, encoding="utf-8")
    assert not [problem for problem in law_files.check_paths([tmp_path], None) if problem.level == "error"]
    defining = {concept.law for concept in load_concepts()}  # these are asked of every law
    assert {path.parent.name for path in read} <= defining
    assert len(read) <= len(defining)


def test_a_shipped_law_is_read_once_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = next((laws_dir()).rglob("wet_op_de_zorgtoeslag/2026-01-01.yaml"))
    first = id(parse_file(shipped))
    gc.collect()
    monkeypatch.setattr(law_file, "parse_text", lambda *_: pytest.fail("read again"))
    assert id(parse_file(shipped)) == first
    assert id(as_it_is(shipped, str(shipped))) == first
