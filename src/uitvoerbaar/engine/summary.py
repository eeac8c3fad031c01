"""How a law comes to its answer in a few plain Dutch sentences, the facts first and the answer last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from uitvoerbaar.engine.glossary import law_name
from uitvoerbaar.engine.persons import PARTNER_KEY
from uitvoerbaar.engine.plain_words import listed, show, words
from uitvoerbaar.engine.sums import Line, Sums, title
from uitvoerbaar.engine.trace import Step
from uitvoerbaar.law.registers import KEY

if TYPE_CHECKING:
    from uitvoerbaar.engine.explainer import Explanation

_MOST = 12
"""A reader follows about a dozen sentences; the tree tells the rest."""
_UNTOLD = frozenset((KEY, PARTNER_KEY))


def sentences(explained: Explanation) -> tuple[str, ...]:
    """Sentences in the order of the law: what was given, the outcomes that the answer rests on, the answer."""
    *between, answer = _outcomes(explained.trace)
    kept = between[-(_MOST - 1) :]
    facts = _facts(explained)
    return (*([facts] if facts else []), *(_sentence(step, explained) for step in kept), _sentence(answer, explained))


def _facts(explained: Explanation) -> str:
    """One sentence with what the case named and the answer rests on."""
    given: dict[str, str] = {}
    for step in explained.trace:
        own = step.node in ("field", "parameter") and not step.assumed and not step.computed and step.op != "VAR"
        if own and step.name not in _UNTOLD and not isinstance(step.value, tuple):
            given.setdefault(title(step), show(step.value, step.unit))
    return f"Opgegeven: {'; '.join(f'{name}: {value}' for name, value in given.items())}." if given else ""


def _outcomes(step: Step) -> Iterator[Step]:
    """Every outcome of an article that was worked out, once, what it rests on first."""
    for child in step.children:
        yield from _outcomes(child)
    if step.node == "output" and not step.again:
        yield step


def _sentence(step: Step, explained: Explanation) -> str:
    law = explained.glossary.laws.get((step.law, step.version))
    name = title(step)
    place = f"{law_name(law) if law else words(step.law)}, artikel {step.article}"
    return f"{name[:1].upper()}{name[1:]}: {show(step.value, step.unit)}{_reason(step)} ({place})."


def _reason(step: Step) -> str:
    """The sum that gave the value, or the tests that decided."""
    expression = step.children[0] if step.children else None
    if expression is None or expression.node != "operation":
        return ""
    sums = Sums()
    sums.operand(expression)
    tests = [line for line in sums.lines if line.is_test]
    found = _last_sum(sums.lines, step.value)
    if found is not None:
        return f", dat is {found.text}"
    decisive = [line.stated for line in tests if line.value is step.value] if isinstance(step.value, bool) else []
    decisive += [
        f"{title(used)}: {show(used.value)}" for used in sums.used
        if isinstance(used.value, bool) and (used.value is step.value or not isinstance(step.value, bool))
    ]  # fmt: skip
    return f", want {listed(decisive)}" if decisive else ""


def _last_sum(lines: list[Line], value: object) -> Line | None:
    """The last sum that gave the value, rather a real sum than the choice of the lowest or highest."""
    sums = [line for line in lines if not line.is_test and line.op != "element" and line.value == value]
    if isinstance(value, bool):
        return None
    return next(
        (s for s in reversed(sums) if s.op not in ("MIN", "MAX", "ROUND", "CEIL", "FLOOR")), sums[-1] if sums else None
    )
