"""The outcomes of many proofs as one table for each law: property by version, with times and counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uitvoerbaar.engine.prove.result import Proof

WORDS = {"proven": "bewezen", "refuted": "weerlegd", "undecided": "onbeslist", "not_applicable": "niet van toepassing"}
_SIGNS = {"proven": "B", "refuted": "W", "undecided": "O", "not_applicable": "-"}
LEGEND = "B bewezen, W weerlegd, O onbeslist, - niet van toepassing; daarachter de seconden"


def table(proofs: list[Proof]) -> Iterator[str]:
    """Lines of text: for each law a row per property and a column per version, and the counts; then the legend."""
    for law in dict.fromkeys(proof.law for proof in proofs):
        own = [proof for proof in proofs if proof.law == law]
        cells = {(_row(proof, own), proof.version): _cell(proof) for proof in own}
        rows = list(dict.fromkeys(row for row, _ in cells))
        versions = sorted({version for _, version in cells})
        wide = max(map(len, [law, *rows]))
        yield ""
        yield f"{law:<{wide}}  " + "  ".join(f"{version:>10}" for version in versions)
        for row in rows:
            # A version without a cell lacks the output.
            yield f"{row:<{wide}}  " + "  ".join(f"{cells.get((row, version), ''):>10}" for version in versions)
        yield counts(own)
    yield ""
    yield LEGEND


def counts(proofs: list[Proof]) -> str:
    """How many questions there were, and how many of each outcome."""
    asked = [proof for proof in proofs if proof.result != "not_applicable"]
    found = {word: sum(p.result == result for p in asked) for result, word in WORDS.items()}
    return f"{len(asked)} vragen: " + ", ".join(
        f"{n} {word}" for word, n in found.items() if word != WORDS["not_applicable"]
    )


def _row(proof: Proof, own: list[Proof]) -> str:
    """The property; with the output where it is asked of several."""
    outputs = {other.output for other in own if other.property == proof.property}
    return proof.property if len(outputs) == 1 else f"{proof.property} {proof.output}"


def _cell(proof: Proof) -> str:
    sign = _SIGNS[proof.result]
    return sign if proof.result == "not_applicable" else f"{sign} {proof.seconds:.1f}"
