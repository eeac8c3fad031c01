"""What was decided before: one file per question, named after everything that the outcome depends on."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import z3

from uitvoerbaar.base.folders import cache_dir
from uitvoerbaar.base.source_hash import source_hash
from uitvoerbaar.engine.prove.question import Question
from uitvoerbaar.engine.prove.result import Proof
from uitvoerbaar.law.graph import topological


def fingerprint(question: Question) -> str:
    """A hash of everything that the outcome depends on: the graph, the property, the domain, the ranges, the solver."""
    digest = hashlib.sha256(z3.get_version_string().encode())
    position: dict[int, int] = {}
    for number, node in enumerate(topological(question.roots)):
        position[node.id] = number
        digest.update(repr((node.op, [position[a.id] for a in node.args], node.payload, node.spec)).encode())
    domain = replace(question.domain, near={})
    for part in (question.asked, domain, question.on, question.law.id, question.output, _own_source()):
        digest.update(repr(part).encode())
    return digest.hexdigest()[:40]


@cache
def _own_source() -> str:
    """A hash of this package: another translation is another proof."""
    return source_hash(Path(__file__).parent)


def _place(question: Question) -> Path:
    return cache_dir() / "prove" / f"{fingerprint(question)}.json"


def find(question: Question) -> Proof | None:
    """The proof of an earlier run; None when there is none, or when its file is damaged: then it is asked again."""
    place = _place(question)
    if not place.is_file():
        return None
    try:
        kept = json.loads(place.read_text(encoding="utf-8"))
        if kept["sha256"] != _seal(kept["bewijs"]):
            return None
        return Proof.from_json(kept["bewijs"])
    except (ValueError, KeyError, TypeError):
        return None


def keep(question: Question, proof: Proof) -> None:
    """Write a proof for later runs; where the cache cannot be written it is asked again, nothing else."""
    place = _place(question)
    fresh = place.with_suffix(f".{os.getpid()}.tmp")
    raw = proof.as_json()
    with contextlib.suppress(OSError):  # a read-only home costs time, not the answer
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps({"sha256": _seal(raw), "bewijs": raw}, ensure_ascii=False), encoding="utf-8")
        fresh.replace(place)


def _seal(raw: object) -> str:
    """A checksum, so that half a file or a changed one is noticed."""
    return hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()
