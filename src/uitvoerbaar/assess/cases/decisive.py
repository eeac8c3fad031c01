"""Which article turns a small difference into a large one: the condition that came out differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from uitvoerbaar.engine.explain.explainer import Explanation
from uitvoerbaar.engine.explain.trace import Step

_Key = tuple[str, str, str, int, str, str, int]


@dataclass(frozen=True, slots=True)
class Culprit:
    """A place in the law: the condition that flipped, or the article of the amount when none did."""

    law: str
    version: str
    article: str
    line: int


def culprit(correct: Explanation, mistaken: Explanation) -> Culprit:
    """Compare how both cases were decided: the deepest condition with another answer is the culprit."""
    before = {key: step.value for key, step in _conditions(correct.trace)}
    flipped = [step for key, step in _conditions(mistaken.trace) if key in before and before[key] is not step.value]
    ids = {id(step) for step in flipped}
    for step in flipped:
        if not any(id(below) in ids for child in step.children for below in child):
            return Culprit(step.law, step.version, step.article, step.line)
    top = mistaken.trace
    return Culprit(top.law, top.version, top.article, top.line)


def _conditions(trace: Step) -> Iterator[tuple[_Key, Step]]:
    """Every told step with a yes or no, with a key that is the same in both traces: its place and how many came before."""
    seen: Counter[tuple[str, str, str, int, str, str]] = Counter()
    for step in trace:
        if step.again or not isinstance(step.value, bool) or not step.law or step.node == "constant":
            continue
        place = (step.law, step.version, step.article, step.line, step.op, step.name)
        yield (*place, seen[place]), step
        seen[place] += 1
