"""The outcomes of many proofs as one table for each law: property by version, with times and counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from uitvoerbaar.base.language import mark, tr, trn

if TYPE_CHECKING:
    from uitvoerbaar.engine.prove.result import Proof

WORDS = {
    "proven": mark("bewezen"), "refuted": mark("weerlegd"), "undecided": mark("onbeslist"),
    "not_applicable": mark("niet van toepassing"),
}  # fmt: skip
_SIGNS = {"proven": mark("B"), "refuted": mark("W"), "undecided": mark("O"), "not_applicable": "-"}
LEGEND = mark("B bewezen, W weerlegd, O onbeslist, - niet van toepassing; daarachter de seconden")


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
    yield tr(LEGEND)


def counts(proofs: list[Proof]) -> str:
    """How many questions there were, and how many of each outcome."""
    asked = [proof for proof in proofs if proof.result != "not_applicable"]
    found = ", ".join(
        f"{sum(p.result == result for p in asked)} {tr(word)}"
        for result, word in WORDS.items()
        if result != "not_applicable"
    )
    return trn(len(asked), "{n} vraag: {found}", "{n} vragen: {found}", found=found)


def _row(proof: Proof, own: list[Proof]) -> str:
    """The property; with the output where it is asked of several."""
    outputs = {other.output for other in own if other.property == proof.property}
    return proof.property if len(outputs) == 1 else f"{proof.property} {proof.output}"


def _cell(proof: Proof) -> str:
    sign = _SIGNS[proof.result]
    return sign if proof.result == "not_applicable" else f"{tr(sign)} {proof.seconds:.1f}"
