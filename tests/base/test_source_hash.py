"""What was made by other code is stale: one byte changed anywhere in a room, also in a folder inside it, is other code."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.places import ROOT
from uitvoerbaar.base.source_hash import source_hash
from uitvoerbaar.population.synthetic import make

PACKAGE = ROOT / "src" / "uitvoerbaar"


def room(folder: Path) -> Path:
    (folder / "in" / "side").mkdir(parents=True)
    for name in ("een.py", "in/twee.py", "in/side/drie.py"):
        (folder / name).write_text(f"# {name}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["een.py", "in/twee.py", "in/side/drie.py"])
def test_a_byte_in_any_folder_counts(tmp_path: Path, name: str) -> None:
    here = room(tmp_path / "kamer")
    before = source_hash(here)
    assert source_hash(here) == before
    (here / name).write_text("# anders\n", encoding="utf-8")
    assert source_hash(here) != before


def test_a_new_a_moved_and_a_lost_file_count(tmp_path: Path) -> None:
    here = room(tmp_path / "kamer")
    seen = {source_hash(here)}
    (here / "in" / "vier.py").write_text("", encoding="utf-8")
    seen.add(source_hash(here))
    (here / "in" / "vier.py").rename(here / "vier.py")
    seen.add(source_hash(here))
    (here / "in" / "side" / "drie.py").unlink()
    seen.add(source_hash(here))
    assert len(seen) == 4


def prove_cache() -> tuple[ModuleType, Callable[[], str]]:
    pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")
    from uitvoerbaar.engine.prove import cache

    return cache, cache.own_source


@pytest.mark.parametrize(
    ("of", "changed", "hashed"),
    [
        ("population", "own/load.py", lambda: (make, make.code_hash)),
        ("population", "synthetic/income.py", lambda: (make, make.code_hash)),
        ("population", "tables.py", lambda: (make, make.code_hash)),
        ("engine/prove", "formulas/law.py", prove_cache),
        ("engine/prove", "search/search.py", prove_cache),
        ("engine/prove", "prove.py", prove_cache),
    ],
)
def test_populations_and_proofs_see_every_file_of_their_room(
    of: str,
    changed: str,
    hashed: Callable[[], tuple[ModuleType, Callable[[], str]]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module, digest = hashed()
    copied = tmp_path / of
    shutil.copytree(PACKAGE / of, copied)
    own = Path(module.__file__ or "").relative_to(PACKAGE / of)
    usual = digest()
    monkeypatch.setattr(module, "__file__", str(copied / own))
    assert digest() == usual
    target = copied / changed
    target.write_bytes(target.read_bytes() + b"#")
    assert digest() != usual


def test_folders_can_be_left_out(tmp_path: Path) -> None:
    for name in ("kern.py", "los/deel.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x = 1\n", encoding="utf-8")
    before, whole = source_hash(tmp_path, without=("los",)), source_hash(tmp_path)
    (tmp_path / "los" / "deel.py").write_text("x = 2\n", encoding="utf-8")
    assert source_hash(tmp_path, without=("los",)) == before
    assert source_hash(tmp_path) != whole
    (tmp_path / "kern.py").write_text("x = 2\n", encoding="utf-8")
    assert source_hash(tmp_path, without=("los",)) != before
