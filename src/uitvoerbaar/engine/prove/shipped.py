"""Proofs of the shipped laws that were made beforehand: data, found by the fingerprint of everything that they rest on.

A law that was changed, another solver or other source of this package has another fingerprint: then the proof is not found
and the question is asked again. `tools/make_proofs.py` makes the files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.prove.result import Proof

FORMAT = "uitvoerbaar-bewijzen/1"


def folder() -> Path:
    """Where the proofs are, a file for each day on which laws were asked."""
    return data_dir() / "proofs"


def shipped(fingerprint: str) -> Proof | None:
    """The proof of a question with this fingerprint; None when none was made. Raises UserError for a file of another format."""
    raw = _read(folder()).get(fingerprint)
    return None if raw is None else Proof.from_json(raw)


def as_text(made: str, solver: str, proofs: Mapping[str, Proof]) -> str:
    """A file of proofs by fingerprint, with the day on which they were made and the version of the solver."""
    kept = {name: proof.as_json() for name, proof in sorted(proofs.items())}
    content = {"format": FORMAT, "made": made, "solver": solver, "proofs": kept}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


@cache
def _read(place: Path) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted(place.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise UserError(
                tr("{path}: geen bewijzen in het formaat {format}; maak ze opnieuw", path=path, format=FORMAT)
            )
        found |= content["proofs"]
    return found
