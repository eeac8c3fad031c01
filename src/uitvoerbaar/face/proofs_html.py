"""Proofs as HTML: the result of each, the household that breaks it, and what a proof rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from uitvoerbaar.base.language import retold, said, tr
from uitvoerbaar.face.html import Markup, folded, items, page, records, text
from uitvoerbaar.face.proof_table import WORDS, outcome, seconds_of, title_of

if TYPE_CHECKING:
    from uitvoerbaar.engine.prove.result import Proof

_KINDS = {"proven": "bewezen", "refuted": "weerlegd", "undecided": "onbeslist", "not_applicable": "nvt"}
"""Classes of the style of the reports."""


def proofs_html(proofs: Iterable[Proof]) -> str:
    """Every proof, one below the other."""
    return page(tr("Bewijzen"), *map(_proof, proofs))


def _proof(proof: Proof) -> str:
    badge = f'<span class="proof {_KINDS[proof.result]}">{text(tr(WORDS[proof.result]))}</span>'
    parts = [
        f"<p>{badge} {text(said(title_of(proof)))}{text(f' ({retold(proof.reason)})') if proof.reason else ''}</p>",
        f'<p class="faint">{text(f"{proof.law} {proof.version}, {proof.output}; {seconds_of(proof)} s")}</p>',
    ]
    example = proof.counterexample
    if example is not None:
        changed = dict(example.changed or {})
        names = dict.fromkeys([*example.household, *changed])
        rows = [(name, example.household.get(name, ""), changed.get(name, "")) for name in names]
        parts.append(
            records((tr("Het eenvoudigste huishouden dat het breekt"), tr("bedragen in eurocent"), tr("wordt")), rows)
        )
        parts.append(f"<p>{text(f'{proof.output}: {outcome(example)}')}</p>")
        reasons = [tr("ervoor: {line}", line=retold(line)) for line in example.reasons_before]
        reasons += [tr("erna: {line}", line=retold(line)) for line in example.reasons_after]
        parts.append(folded(tr("Waarom"), items(reasons)))
        commands = [Markup(f"<pre><code>{text(command)}</code></pre>") for command in example.commands]
        parts.append(folded(tr("Zelf narekenen"), *commands))
    if proof.findings:
        parts.append(items(map(retold, proof.findings)))
    if proof.result == "proven" and proof.assumptions:
        parts.append(folded(tr("Waarvoor het geldt"), items(map(retold, proof.assumptions))))
    return "".join(parts)
