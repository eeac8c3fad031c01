"""How a law comes to its answer in a few plain sentences, the facts first and the answer last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from uitvoerbaar.engine.explain.dutch import DUTCH
from uitvoerbaar.engine.explain.expression_lines import Line, Sums, title
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.engine.explain.language import Plain
from uitvoerbaar.engine.explain.person_case import PARTNER_KEY
from uitvoerbaar.engine.explain.trace import Step
from uitvoerbaar.engine.reference.values import truthy
from uitvoerbaar.law.registers import KEY

if TYPE_CHECKING:
    from uitvoerbaar.engine.explain.explainer import Explanation

_MOST = 11
"""A reader follows about ten sentences and the answer; the tree tells the rest."""
_UNTOLD = frozenset((KEY, PARTNER_KEY))


def sentences(explained: Explanation, plain: Plain = DUTCH) -> tuple[str, ...]:
    """Sentences in the order of the law: what was given, the outcomes that the answer rests on, the answer.

    When there are many, the outcomes nearest to the answer are told. What came to nothing is told only when the answer
    is nothing too; what stands in the law as it is, is told by the sum that uses it.
    """
    *between, answer = _outcomes(explained.trace, 0)
    nothing = not truthy(explained.value)
    telling = [found for found in between if _is_worked_out(found[1]) and (nothing or truthy(found[1].value))]
    nearest = {id(step) for _, step in sorted(telling, key=lambda found: found[0])[: _MOST - 1]}
    facts = _facts(explained, plain)
    told = [step for _, step in telling if id(step) in nearest] + [answer[1]]
    return (*([facts] if facts else []), *(_sentence(step, explained, plain) for step in told))


def _facts(explained: Explanation, plain: Plain) -> str:
    """One sentence with what the case named and the answer rests on."""
    given: dict[str, str] = {}
    for step in explained.trace:
        own = step.node in ("field", "parameter") and not step.assumed and not step.computed and step.op != "VAR"
        if own and step.name == PARTNER_KEY and step.value is not None and explained.case.partner is None:
            given.setdefault(title(step, plain), plain.show(True))  # a partner of whom no fact is named
        if own and step.name not in _UNTOLD and not isinstance(step.value, tuple):
            given.setdefault(title(step, plain), plain.show(step.value, step.unit))
    named = "; ".join(f"{name}: {value}" for name, value in given.items())
    return plain.said["given"].format(named) if given else ""


def _outcomes(step: Step, depth: int) -> Iterator[tuple[int, Step]]:
    """Every outcome of an article that was worked out, once, what it rests on first, and how far from the answer."""
    output = step.node == "output" and not step.again
    for child in step.children:
        yield from _outcomes(child, depth + output)
    if output:
        yield depth, step


def _is_worked_out(step: Step) -> bool:
    """Whether an outcome is a sum or a test on something of the case; a day that only the date gives is none."""
    return step.children[0].node == "operation" and any(_of_case(child) for child in step.children)


def _of_case(step: Step) -> bool:
    """Whether a step has a fact or another outcome in it."""
    return step.node in ("field", "parameter", "output") or any(_of_case(child) for child in step.children)


def _sentence(step: Step, explained: Explanation, plain: Plain) -> str:
    law = explained.glossary.laws.get((step.law, step.version))
    name = title(step, plain)
    place = plain.said["place"].format(law_name(law) if law else plain.words(step.law), step.article)
    return f"{name[:1].upper()}{name[1:]}: {plain.show(step.value, step.unit)}{reason(step, plain)} ({place})."


def reason(step: Step, plain: Plain = DUTCH) -> str:
    """The sum that gave the value of an outcome, or the tests that decided, as it follows on the value; else nothing."""
    expression = step.children[0] if step.children else None
    if expression is None or expression.node != "operation":
        return ""
    sums = Sums(plain=plain)
    sums.operand(expression)
    tests = [line for line in sums.lines if line.is_test]
    found = _last_sum(sums.lines, step.value)
    if found is not None:
        return plain.said["sum"].format(found.text)
    whole = isinstance(step.value, bool)
    decisive = [line.stated for line in tests if not whole or line.value is step.value]
    if not whole or expression.op in ("AND", "OR", "NOT"):
        facts = [used for used in sums.used if isinstance(used.value, bool)]
        decisive += [
            f"{title(used, plain)}: {plain.show(used.value)}" for used in facts if used.value is step.value or not whole
        ]
    return plain.said["because"].format(plain.listed(decisive)) if decisive else ""


def _last_sum(lines: list[Line], value: object) -> Line | None:
    """The last sum that gave the value, rather a real sum than the choice of the lowest or highest."""
    sums = [line for line in lines if not line.is_test and line.op != "element" and line.value == value]
    if isinstance(value, bool):
        return None
    return next(
        (s for s in reversed(sums) if s.op not in ("MIN", "MAX", "ROUND", "CEIL", "FLOOR")), sums[-1] if sums else None
    )
