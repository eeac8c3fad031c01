"""What another user put in a shared cache folder is not used: machine code is not run, a proof is not told.

The other user knows the names, which follow from public facts, and has this program; what he lacks is the key.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.whole.robust.test_flips import ASK
from uitvoerbaar.base import sealed
from uitvoerbaar.engine.prove import cache as proofs
from uitvoerbaar.engine.prove.question import Question
from uitvoerbaar.engine.prove.result import Proof

llvm = pytest.importorskip("uitvoerbaar.engine.batch.kernels.llvm", reason="llvmlite is not installed")
pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

pytestmark = pytest.mark.usefixtures("nothing_shipped")
SOMEBODY = 12_345
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
owner = pytest.mark.skipif(not ROOT, reason="only root can give a file away")


def as_user(name: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(home / "cache"))
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(home / name))


def wrong_kernels(patched: pytest.MonkeyPatch) -> None:
    """Machine code that subtracts where the law adds."""
    real = llvm.compile_text
    patched.setattr(llvm, "compile_text", lambda text, *how: real(text.replace(" fadd ", " fsub "), *how))


def wrong_proofs(patched: pytest.MonkeyPatch) -> None:
    """A refutation that is called a proof."""
    real = proofs.keep

    def keep(question: Question, proof: Proof) -> None:
        real(question, replace(proof, result="proven", counterexample=None))

    patched.setattr(proofs, "keep", keep)


PLANT: dict[str, Callable[[pytest.MonkeyPatch], None]] = {"kernels": wrong_kernels, "prove": wrong_proofs}


def given_away(path: Path) -> None:
    path.chmod(0o666)
    os.chown(path, SOMEBODY, SOMEBODY)


def without_seal(path: Path) -> None:
    path.write_bytes(path.read_bytes()[sealed._TAG :])


def as_it_is(path: Path) -> None:
    """Sealed with the key of somebody else, in a file that is ours."""


@pytest.mark.parametrize("kind", PLANT)
@pytest.mark.parametrize("left", [as_it_is, without_seal, pytest.param(given_away, marks=owner)])
def test_what_somebody_else_put_there_is_not_used(
    kind: str, left: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user("own", tmp_path, monkeypatch)
    right = ASK[kind]()
    folder = tmp_path / "cache" / kind
    known = {path.name for path in folder.iterdir()}
    shutil.rmtree(folder)

    as_user("other", tmp_path, monkeypatch)
    with monkeypatch.context() as patched:
        PLANT[kind](patched)
        ASK[kind]()
    assert {path.name for path in folder.iterdir()} == known
    assert ASK[kind]() != right  # who has the key that it was sealed with does use it
    for path in folder.iterdir():
        left(path)
    if left is given_away:
        os.chown(folder, SOMEBODY, SOMEBODY)
        folder.chmod(0o777)

    as_user("own", tmp_path, monkeypatch)
    assert ASK[kind]() == right


@owner
@pytest.mark.parametrize("kind", PLANT)
def test_our_own_seal_in_a_file_of_somebody_else_is_not_used(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user("own", tmp_path, monkeypatch)
    right = ASK[kind]()
    with monkeypatch.context() as patched:
        PLANT[kind](patched)
        shutil.rmtree(tmp_path / "cache" / kind)
        ASK[kind]()
    assert ASK[kind]() != right
    for path in (tmp_path / "cache" / kind).iterdir():
        given_away(path)
    assert ASK[kind]() == right
