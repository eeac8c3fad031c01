"""One bit flipped in a kept kernel or proof: the answer is the same, and the file is made again.

UITVOERBAAR_FLIPS says how many (`make flips`: 200); without it a few.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

import pytest

import uitvoerbaar as uv
from uitvoerbaar.base import sealed
from uitvoerbaar.face.proofs import proving

pytestmark = pytest.mark.usefixtures("nothing_shipped")
FLIPS = int(os.environ.get("UITVOERBAAR_FLIPS", "8"))
WANTED = ["wet_op_de_zorgtoeslag:hoogte_zorgtoeslag"]
PEOPLE = {
    "bsn": list(range(1, 40)),
    "geboortedatum": ["1990-05-01"] * 39,
    "loon_uit_dienstbetrekking": [2_000_000 + 1000 * n for n in range(1, 40)],
}


def amounts() -> object:
    """The outcome of a law for some people, by compiled kernels from the cache, which are all read again."""
    return uv.laws("2026-01-01").run(WANTED, uv.people(PEOPLE)).table.to_pylist()


def proof() -> object:
    """A refutation from the cache of proofs."""
    (made,) = proving("wet_op_het_kindgebonden_budget", "a-vermogen", seconds=60, day="2026-01-01")
    return made.proof.result, made.proof.counterexample  # not how long it took


ASK = {"kernels": amounts, "prove": proof}


def flipped(path: Path, rng: random.Random) -> None:
    raw = bytearray(path.read_bytes())
    raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    path.write_bytes(raw)


def test_flipped_bits_are_healed_and_change_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path / "config"))
    right = {kind: ask() for kind, ask in ASK.items()}
    rng, healed, wrong = random.Random(FLIPS), Counter[str](), list[str]()
    for number in range(FLIPS):
        kind = "prove" if number % 4 == 0 else "kernels"
        path = rng.choice(sorted(path for path in (tmp_path / "cache" / kind).iterdir()))
        flipped(path, rng)
        if ASK[kind]() != right[kind]:
            wrong.append(f"{number} {path.name}: another answer")
        elif sealed.read(path) is None:
            wrong.append(f"{number} {path.name}: not made again")
        else:
            healed[kind] += 1
    print(f"\n{FLIPS} flips: healed {dict(healed)}; wrong: {wrong}")
    assert wrong == []
