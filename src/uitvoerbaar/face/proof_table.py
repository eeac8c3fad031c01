"""Proofs as lines of text: each with what it rests on or what breaks it, and many as one table for each law."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from uitvoerbaar.base.language import mark, retold, said, tr, trn
from uitvoerbaar.base.text import Text

if TYPE_CHECKING:
    from uitvoerbaar.engine.prove.result import Counterexample, Proof

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
    return sign if proof.result == "not_applicable" else f"{tr(sign)} {seconds_of(proof)}"


def seconds_of(proof: Proof) -> str:
    """How long it took, to a tenth, as the language writes a number: 1,2 (nl), 1.2 (en)."""
    shown = f"{proof.seconds:.1f}"
    return said(Text(shown.replace(".", ","), shown))


def title_of(proof: Proof) -> Text:
    """What was asked; in Dutch alone for a property that is no longer in data/properties."""
    from uitvoerbaar.engine.prove.property import load_properties

    english = {prop.id: prop.english for prop in load_properties()}
    return Text(proof.title, english.get(proof.property))


def lines(proof: Proof, *, brief: bool) -> Iterator[str]:
    """One proof as lines of text: its result, and unless `brief` the household that breaks it or what it rests on."""
    head = f"{proof.law} {proof.version}  {proof.property}: {tr(WORDS[proof.result])} ({seconds_of(proof)} s)"
    yield f"{head}{'  ' + retold(proof.reason) if proof.reason else ''}"
    if brief:
        return
    yield f"  {said(title_of(proof))}."
    yield from (tr("  Let op: {text}", text=said(text)) for text in proof.carried)
    if proof.counterexample is not None:
        yield from _example(proof.counterexample, proof.output)
    for finding in proof.findings:
        yield f"  {retold(finding)}"
    if proof.best is not None:
        yield tr(
            "  Het dichtst bij: {items}", items=" ".join((f"{field}={value}" for field, value in proof.best.items()))
        )
    if proof.result == "proven":
        yield from (f"  - {retold(text)}" for text in proof.assumptions)


def _example(example: Counterexample, output: str) -> Iterator[str]:
    yield tr("  Het eenvoudigste huishouden waarvoor dit niet geldt:")
    yield from (f"    {field} = {value}" for field, value in example.household.items())
    yield from (
        tr("    wordt: {field} = {value}", field=field, value=value) for field, value in example.changed.items()
    )
    yield f"  {output}: {outcome(example)}"
    for title, reasons in ((tr("ervoor"), example.reasons_before), (tr("erna"), example.reasons_after)):
        yield from (f"  {title}: {retold(line)}" for line in reasons)
    yield from (f"  {again}" for again in example.commands)


def outcome(example: Counterexample) -> str:
    """What the law says, and the bound that it breaks."""
    if example.after is None and example.bound is not None and example.error is None:
        return tr("{before} (grens: ten hoogste {bound})", before=example.before, bound=example.bound)
    if example.settled:
        facts = ", ".join(f"{name} {value}" for name, value in example.settled.items())
        return tr(
            "{before} -> {after}; terug te betalen {cost} (grens: {bound}), bij {facts}",
            before=example.before,
            after=example.after,
            cost=example.cost,
            bound=example.bound,
            facts=facts,
        )
    return tr(
        "{before} -> {after} (grens: verlies van {bound})",
        before=example.before,
        after=example.after,
        bound=example.bound,
    )
