"""Properties of a law while it is written: one after another proven, refuted with the simplest household, or undecided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uitvoerbaar.base.language import both
from uitvoerbaar.face.extras import need_solver
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.proof_table import outcome
from uitvoerbaar.proposal.draft import draft

if TYPE_CHECKING:
    from uitvoerbaar.face.proofs import Proved

SECONDS = 8.0
"""For each question: what is not decided by then stays undecided, and `prove` can be given more."""


def lamps(
    of: Laws, law: str, changed: Iterable[Path], check: Callable[[], None], seconds: float = SECONDS
) -> Iterator[dict[str, Any]]:
    """The properties that are about a law, as JSON values: first all without an answer, then more and more with one.

    `changed` are law files laid over the law of the day. Each row has what the law itself gave before (`before`), so that a
    page can tell what the change does. Raises UserError without the solver, and where a law cannot be linked.
    """
    need_solver()
    from uitvoerbaar.engine.prove.property import load_properties
    from uitvoerbaar.face.proofs import Prover

    about = [
        prop for prop in load_properties() if prop.sort != "later" and any(owner == law for owner, _ in prop.outputs)
    ]
    rows: list[dict[str, Any]] = [
        {"id": prop.id, "title": {"nl": prop.title, "en": prop.english}, "result": None, "before": None, "case": []}
        for prop in about
    ]
    yield {"rows": rows, "complete": not rows}
    files = tuple(changed)
    after = draft(of.on, files).after.corpus(of.corpus)
    prover = Prover(seconds, False)
    for row, prop in zip(rows, about, strict=True):
        check()
        found = list(prover.decide(after, law, of.on, [prop]))
        row["result"], row["case"] = _worst(found), _case(found)
        check()
        row["before"] = _worst(list(prover.decide(of.corpus, law, of.on, [prop]))) if files else row["result"]
        yield {"rows": rows, "complete": row is rows[-1]}


_ORDER = ("refuted", "undecided", "proven", "not_applicable")


def _worst(found: list[Proved]) -> str:
    """The worst of the answers on the outputs that a property is about; not applicable when there is none."""
    results = {one.proof.result for one in found}
    return next((result for result in _ORDER if result in results), "not_applicable")


def _case(found: list[Proved]) -> list[dict[str, Any]]:
    """The simplest households that break the property: their facts, what becomes of them, and the commands that show it."""
    cases = []
    for one in found:
        example = one.proof.counterexample
        if example is not None:
            told = both(outcome(example))
            cases.append(
                {
                    "output": one.proof.output,
                    "facts": [[name, str(value)] for name, value in example.household.items()],
                    "changed": [[name, str(value)] for name, value in example.changed.items()],
                    "outcome": {"nl": str(told.nl), "en": str(told.en)},
                    "commands": list(example.commands),
                }
            )
    return cases
