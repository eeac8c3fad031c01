"""What was decided before: one file per question, named after everything that the outcome depends on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import z3

from uitvoerbaar.base import sealed
from uitvoerbaar.base.folders import cache_dir
from uitvoerbaar.base.source_hash import source_hash
from uitvoerbaar.engine.prove.question import Question
from uitvoerbaar.engine.prove.result import Proof
from uitvoerbaar.engine.prove.shipped import shipped
from uitvoerbaar.law.graph import topological

_KEPT, _DAYS = 5_000, 180
"""Proofs that the cache folder holds at most, and days that one stays unused."""


def fingerprint(question: Question) -> str:
    """A hash of everything that the outcome depends on: the graph, the property, the domain, the ranges, the solver."""
    digest = hashlib.sha256(z3.get_version_string().encode())
    position: dict[int, int] = {}
    for number, node in enumerate(topological(question.roots)):
        position[node.id] = number
        digest.update(repr((node.op, [position[a.id] for a in node.args], node.payload, node.spec)).encode())
    domain = replace(question.domain, near={})
    for part in (question.asked, domain, question.on, question.law.id, question.output, _LOADED):
        digest.update(repr(part).encode())
    return digest.hexdigest()[:40]


def own_source() -> str:
    """A hash of this package: another translation is another proof."""
    return source_hash(Path(__file__).parent)


_LOADED = own_source()
"""As this process loaded it: a newer version may be put in its place while this process goes on."""


def _place(name: str) -> Path:
    return cache_dir() / "prove" / f"{name}.json"


def find(question: Question) -> Proof | None:
    """The proof of an earlier run or the shipped one: the one that decides, else the one that had most time.

    None when there is none; a file of an earlier run that is damaged or not ours is none.
    """
    name = fingerprint(question)
    raw = sealed.read(_place(name))
    earlier = None if raw is None else Proof.from_json(json.loads(raw))
    if earlier is not None and earlier.result != "undecided":
        return earlier
    found = [proof for proof in (earlier, shipped(name)) if proof is not None]
    return max(found, key=lambda proof: (proof.result != "undecided", proof.limit), default=None)


def keep(question: Question, proof: Proof) -> None:
    """Write a proof for later runs; a cache that cannot be written costs time, nothing else."""
    content = json.dumps(proof.as_json(), ensure_ascii=False).encode()
    sealed.write(_place(fingerprint(question)), content, most=_KEPT, days=_DAYS)
