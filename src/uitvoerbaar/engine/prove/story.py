"""A counterexample as a household that a reader can check: plain values, the reasons of the law, the commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from uitvoerbaar.engine.prove.domain import Free
from uitvoerbaar.engine.prove.ground import PARAMETER, PERSON, Shape
from uitvoerbaar.engine.prove.household import TABLES, Name, case_of
from uitvoerbaar.engine.prove.question import Problem, Question, outcome, replay
from uitvoerbaar.engine.prove.result import Counterexample
from uitvoerbaar.engine.prove.solve import Found
from uitvoerbaar.engine.values import EvaluationError


def dotted(name: Name) -> str:
    """A field as `explain --with` names it."""
    (table, position), field = name
    if name[0] in (PERSON, PARAMETER):
        return field
    return f"partner.{field}" if table == "partner" else f"{table}.{position + 1}.{field}"


def tell(problem: Problem, found: Found) -> Counterexample:
    """The confirmed case with what the law says of it before and after the change."""
    question = problem.question
    values = carried(problem, found)
    small = problem.small
    own = problem.only(values, small)
    after = problem.after(values, found.sizes) if question.asked.sort != "beslist" else None
    shown = {dotted(k): v for k, v in own.items() if not _usual(question, k, v)}
    replayed = replay(problem, values, found.sizes)
    return Counterexample(
        household=shown,
        changed={dotted(k): v for k, v in (after or {}).items() if own.get(k, _ABSENT) != v},
        before=_plain(replayed.before),
        after=_plain(replayed.after),
        bound=replayed.bound,
        error=replayed.error,
        reasons_before=reasons(question, own, small),
        reasons_after=() if after is None else reasons(question, after, problem.shape),
        commands=tuple(command(question, v) for v in (own, after) if v is not None),
    )


_ABSENT = object()


def _usual(question: Question, name: Name, value: Any) -> bool:
    """Whether a case has this value without naming it."""
    who, field = name
    known = None if who == PARAMETER else question.catalogue.field(TABLES[who[0]], field)
    return known is not None and known.has_default and known.default == value


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str | bool) or value is None else float(value)


def carried(problem: Problem, found: Found) -> dict[Name, Any]:
    """The case with free amounts given by the person's own fields, where the law then says the same."""
    values = found.values
    for name, free in problem.question.domain.free.items():
        if (PARAMETER, name) not in values or any(c.field == name for c in problem.question.asked.changes):
            continue
        for field in free.carriers:
            tried = _carry(values, name, field, free)
            if replay(problem, tried, found.sizes) == found.replayed:
                values = tried
                break
    return values


def _carry(values: Mapping[Name, Any], name: str, field: str, free: Free) -> dict[Name, Any]:
    amount = values[PARAMETER, name]
    kept = {k: v for k, v in values.items() if k != (PARAMETER, name)}
    return {**kept, (PERSON, field): amount}


def reasons(question: Question, values: Mapping[Name, Any], shape: Shape) -> tuple[str, ...]:
    """How the law comes to its answer, in plain Dutch sentences; the error when there is no answer."""
    try:
        explained = question.explainer.explain(question.law.id, question.output, question.on, case_of(values, shape))
    except EvaluationError as error:
        return (str(error),)
    return explained.summary


def command(question: Question, values: Mapping[Name, Any]) -> str:
    """The command that explains the case."""
    pairs = " ".join(f"--with {dotted(k)}={_shown(v)}" for k, v in values.items() if not _usual(question, k, v))
    return f"uitvoerbaar explain {question.law.id} {question.output} --on {question.on} {pairs}".rstrip()


def _shown(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


__all__ = ["command", "dotted", "outcome", "tell"]
