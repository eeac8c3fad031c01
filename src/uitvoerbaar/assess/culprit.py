"""Which article turns a small difference into a large one: the first condition that came out differently."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.engine.explainer import Explanation
from uitvoerbaar.engine.trace import Step


@dataclass(frozen=True, slots=True)
class Culprit:
    """A place in the law: the condition that flipped, or the article of the amount when none did."""

    law: str
    version: str
    article: str
    line: int


def culprit(correct: Explanation, mistaken: Explanation) -> Culprit:
    """Compare how both cases were decided; the deepest condition with another answer is the culprit.

    Nodes are numbered with operands before their users, so the lowest number that differs lies deepest.
    """
    before = {(s.key, s.who): s for s in correct.trace if s.key >= 0 and not s.again}
    flipped: list[Step] = []
    for step in mistaken.trace:
        other = before.get((step.key, step.who))
        if other is None or step.again or not isinstance(step.value, bool) or not isinstance(other.value, bool):
            continue
        if step.value is not other.value and step.law:
            flipped.append(step)
    if flipped:
        return _place(min(flipped, key=lambda s: s.key))
    return _place(mistaken.trace)


def _place(step: Step) -> Culprit:
    return Culprit(step.law, step.version, step.article, step.line)
