"""Changes of law beside each other on the same people: each a set of numbers, a proposal, or some of these laid on each other.

A `Source` says what changes, `stack_of` lays some of them on the law of a day and tells where they are in conflict, and
`compare_variants` gives every figure of one such law against another, as JSON values.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.disclosure.rule import Rule
from uitvoerbaar.assess.live.answer import Answer
from uitvoerbaar.assess.live.compared import compared
from uitvoerbaar.assess.live.measures import Measure, measures_of
from uitvoerbaar.assess.make_context import context_on
from uitvoerbaar.assess.side import used_laws
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.live import left_out
from uitvoerbaar.face.provenance import data_hash, program_hash
from uitvoerbaar.face.typed_law import typed_number
from uitvoerbaar.population import Population
from uitvoerbaar.proposal import load_proposal
from uitvoerbaar.proposal.draft import draft
from uitvoerbaar.proposal.layers import WHOLE_LAW, Choices, Conflict, Layer, NewNumber
from uitvoerbaar.proposal.load import shipped_proposals
from uitvoerbaar.proposal.stack import Stack, stacked

__all__ = [
    "WHOLE_LAW", "Choices", "Conflict", "Source", "Stack", "compare_variants", "stack_of",
]  # fmt: skip

BEFORE, AFTER = "voor", "na"
"""The sides of a proposal."""
Typed = Mapping[str, Mapping[str, str]]
"""What was typed, by law and control."""


@dataclass(frozen=True, slots=True)
class Source:
    """What changes: numbers as they were typed, or one side of a shipped proposal."""

    typed: Typed = field(default_factory=dict)
    proposal: str = ""
    side: str = AFTER


def stack_of(of: Laws, sources: Sequence[Source], choices: Choices | None = None) -> Stack:
    """The law of a day after some sources, the later on the earlier, with the conflicts that are not chosen.

    Raises UserError for what does not exist, cannot be read, or is of another day.
    """
    return stacked(of.corpus, of.on, [_layer(of, source) for source in sources], choices)


def _layer(of: Laws, source: Source) -> Layer:
    if not source.proposal:
        return Layer({law: _numbers(of, law, typed) for law, typed in source.typed.items()})
    known = shipped_proposals()
    if source.proposal not in known:
        hint = suggest(source.proposal[:100], known) or tr("kies uit {known}", known=", ".join(known))
        raise UserError(tr("het voornemen '{name}' is er niet ({hint})", name=source.proposal[:100], hint=hint))
    found = load_proposal(source.proposal)
    situation = found.before if source.side == BEFORE else found.after
    if situation.date != of.on:
        told = tr("rekent met de wet van {day}, niet met die van {other}", day=situation.date, other=of.on)
        raise UserError(f"{found.id}: {told}")
    return Layer({}, situation, found.new_schemes if source.side == AFTER else ())


def _numbers(of: Laws, law: str, typed: Mapping[str, str]) -> dict[str, NewNumber]:
    return {control: NewNumber(*typed_number(of, law, control, said)) for control, said in typed.items()}


def compare_variants(
    of: Laws,
    before: Stack,
    after: Stack,
    people: Callable[[int], Population],
    check: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Every figure of the law `after` against the law `before`, and what it follows from, as JSON values.

    Amounts in eurocent a year, shares of one, counts in households of the country. Raises UserError for conflicts that are not
    chosen, and for what cannot be computed.
    """
    if before.conflicts or after.conflicts:
        raise UserError(tr("twee wijzigingen botsen; kies eerst welke geldt"))
    if before.new_schemes:
        raise UserError(tr("een voornemen dat een regeling invoert kan geen uitgangspunt zijn; vergelijk het andersom"))
    with tempfile.TemporaryDirectory(prefix="uitvoerbaar-variant-") as place:
        folders = Path(place) / BEFORE, Path(place) / AFTER
        for folder in folders:
            folder.mkdir()
        proposal = replace(
            draft(of.on),
            before=before.situation(of.on, folders[0]),
            after=after.situation(of.on, folders[1]),
            new_schemes=after.new_schemes,
        )
        ctx = context_on(proposal, people, "", lambda _: check(), watch=lambda _, __: check())
        check()
        answer = compared(ctx, check)
        return {**_told(answer, rule_of(ctx)), "households": len(ctx.heads), "basis": _basis(ctx)}


def _told(answer: Answer, rule: Rule | None) -> dict[str, Any]:
    measures = measures_of(answer)
    rows = [_measure(measure, answer, rule) for measure in measures.values()]
    hidden = {row["id"] for row in rows if row["value"] is None}
    return {
        "depth": answer.depth,
        "full": answer.full,
        "undecided": answer.undecided,
        "measures": rows,
        "levels": [
            {
                "id": row.scheme.id,
                "name": _words(row.scheme.name),
                "spends": row.scheme.spends,
                "before": row.before.value,
                "after": row.after.value,
            }
            for row in answer.schemes
            if f"begroting-{row.scheme.id}" not in hidden
        ],
        "groups": list(_groups(answer, list(measures))),
    }


def _groups(answer: Answer, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Per grouping the names of its measures: for each group the mean change and the part that loses, the last of all measures."""
    at = len(names) - 2 * sum(len(rows) for _, rows in answer.groups)
    for grouping, rows in answer.groups:
        found = []
        for row in rows:
            found.append({"label": _words(grouping.labels[row.number]), "mean": names[at], "loses": names[at + 1]})
            at += 2
        missing = left_out(grouping, {row.number for row in rows})
        yield {"id": grouping.id, "title": _words(grouping.title), "rows": found, "left_out": missing}


def _measure(measure: Measure, answer: Answer, rule: Rule | None) -> dict[str, Any]:
    """A figure with its interval; without a value where own microdata may not tell it."""
    found = measure.told(answer, rule)
    told = None if found is None else {"value": found.value, "low": found.low, "high": found.high}
    return {
        "id": measure.id,
        "title": _words(measure.title),
        "unit": measure.unit,
        **(told or {"value": None, "low": None, "high": None}),
    }


def _words(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.english}


def _basis(ctx: Context) -> dict[str, Any]:
    """What the figures follow from: the program, the people and every law of the side before, each by its hash."""
    laws = {law.id: law.file for law, roles, _ in used_laws(ctx.sides).values() if "voor" in roles}
    return {"program": program_hash(), "data": data_hash(ctx), "laws": _sums(laws.items())}


def _sums(files: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {law: hashlib.sha256(Path(file).read_bytes()).hexdigest() for law, file in sorted(files)}
