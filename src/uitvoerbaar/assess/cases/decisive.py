"""Which article turns a small difference into a large one: the condition that came out differently."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.engine.explain.explainer import Explanation
from uitvoerbaar.engine.reference.cause import cause
from uitvoerbaar.engine.reference.walk import deep_recursion


@dataclass(frozen=True, slots=True)
class Culprit:
    """A place in the law: the condition that flipped, or the article of the amount when none did."""

    law: str
    version: str
    article: str
    line: int


def culprit(correct: Explanation, mistaken: Explanation) -> Culprit:
    """Compare how both cases were decided: the deepest condition with another answer on the way to the largest change.

    Both must be explanations of one output by one explainer.
    """
    assert correct.walked is not None
    assert mistaken.walked is not None
    (root, one), (_, other) = correct.walked, mistaken.walked
    with deep_recursion():
        found = cause(root, one, other)
    if found is not None:
        return Culprit(found.law, found.version, found.article, found.line)
    top = mistaken.trace
    return Culprit(top.law, top.version, top.article, top.line)
