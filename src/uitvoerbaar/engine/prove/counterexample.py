"""A counterexample as a household that a reader can check: plain values, the reasons of the law, the commands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from uitvoerbaar.base.command_line import command_line, options_text, typed
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.explain.person_case import case_of as read_case
from uitvoerbaar.engine.prove.formulas.household import TABLES, Name, case_of
from uitvoerbaar.engine.prove.formulas.law import PARAMETER, PARTNER, Shape
from uitvoerbaar.engine.prove.formulas.symbol import PERSON, Who
from uitvoerbaar.engine.prove.question import Problem, Question
from uitvoerbaar.engine.prove.replay import replay, settled_with
from uitvoerbaar.engine.prove.result import Counterexample, Proof
from uitvoerbaar.engine.prove.solve import Found
from uitvoerbaar.engine.reference.values import EvaluationError, Taint, reference_words
from uitvoerbaar.law.registers import CHILD, HOUSEMATE


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
    after = problem.after(values, found.sizes) if question.asked.sort not in ("beslist", "laat_over") else None
    shown = {dotted(k): _plain(v) for k, v in own.items() if not _usual(question, k, v)}
    changed = {dotted(k): _plain(v) for k, v in (after or {}).items() if own.get(k, _ABSENT) != v}
    replayed = replay(problem, values, found.sizes)
    household = {**_everybody(own, small), **shown}
    example = Counterexample(
        household=household,
        changed={**(_newcomers(after, small, problem.shape) if after is not None else {}), **changed},
        before=_plain(replayed.before),
        after=_plain(replayed.after),
        bound=replayed.bound,
        error=replayed.error,
        reasons_before=(*reasons(question, own, small), *_kept(question, household)),
        reasons_after=() if after is None else reasons(question, after, problem.shape),
        cost=_plain(replayed.cost),
        settled=settled_with(problem, replayed, found.sizes),
    )
    # Kept proofs are told from the case as it is shown, without what is as usual; so is a fresh one where that is the same.
    return again(question, example) or example


def _everybody(values: Mapping[Name, Any], shape: Shape) -> dict[str, Any]:
    """One field of everybody but the person: a case has the people that it names."""
    members = [PARTNER] * shape.partner + [(CHILD, i) for i in range(shape.children)]
    return _named(values, [*members, *((HOUSEMATE, i) for i in range(shape.housemates))])


def _newcomers(values: Mapping[Name, Any], small: Shape, large: Shape) -> dict[str, Any]:
    return _named(values, [(CHILD, i) for i in range(small.children, large.children)])


def _named(values: Mapping[Name, Any], members: list[Who]) -> dict[str, Any]:
    """Of each member the first field that the law reads; an empty record when it reads none."""
    found: dict[str, Any] = {}
    for who in members:
        name, value = next(((k, v) for k, v in values.items() if k[0] == who), ((who, ""), {}))
        found[dotted(name).removesuffix(".")] = value
    return found


_ABSENT = object()


def _usual(question: Question, name: Name, value: Any) -> bool:
    """Whether a case has this value without naming it. A payment that is not named follows from what is owed, so it is named."""
    who, field = name
    known = None if who == PARAMETER else question.catalogue.field(TABLES[who[0]], field)
    return known is not None and known.has_default and known.due is None and known.default == value


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str | bool) or value is None else float(value)


def carried(problem: Problem, found: Found) -> dict[Name, Any]:
    """The case with free amounts given by the person's own fields, where the law then says the same."""
    values = found.values
    for name, free in problem.question.domain.free.items():
        if (PARAMETER, name) not in values or any(c.field == name for c in problem.question.asked.changes):
            continue
        for field in free.carriers:
            tried = _carry(values, name, field)
            if (
                _fits(problem.question, field, values[PARAMETER, name])
                and replay(problem, tried, found.sizes) == found.replayed
            ):
                values = tried
                break
    return values


def _fits(question: Question, field: str, amount: Any) -> bool:
    """Whether the register has this amount: `explain` refuses another."""
    known = question.catalogue.field(TABLES[PERSON[0]], field)
    return known is None or not (
        (known.spec.lo is not None and amount < known.spec.lo) or (known.spec.hi is not None and amount > known.spec.hi)
    )


def _carry(values: Mapping[Name, Any], name: str, field: str) -> dict[Name, Any]:
    amount = values[PARAMETER, name]
    kept = {k: v for k, v in values.items() if k != (PARAMETER, name)}
    return {**kept, (PERSON, field): amount}


def reasons(question: Question, values: Mapping[Name, Any], shape: Shape) -> tuple[str, ...]:
    """How the law comes to its answer, in plain Dutch sentences; the error when there is no answer."""
    try:
        explained = question.explainer.explain(question.law.id, question.output, question.on, case_of(values, shape))
    except EvaluationError as error:
        return (str(error),)
    return explained.told


def again(question: Question, example: Counterexample) -> Counterexample | None:
    """A counterexample of an earlier run with today's reasons; None when the law now says something else of it."""
    told = [_told(question, case) for case in example.cases]
    before, *rest = told
    after = rest[0] if rest else (None, None, ())
    same = (before[0], after[0], before[1] or after[1]) == (example.before, example.after, example.error)
    if not same:
        return None
    kept = _kept(question, example.household)
    return replace(example, reasons_before=(*before[2], *kept), reasons_after=after[2])


def _kept(question: Question, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """How the law comes to what a payment must leave; nothing for a property without such a least."""
    leaves = question.asked.leaves
    if leaves is None:
        return ()
    case = read_case(_own(question, facts), question.explainer.catalogue)
    return question.explainer.explain(*leaves.least, question.on, case).told


def _own(question: Question, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts without the amounts that only the law of the payment knows."""
    return {name: value for name, value in facts.items() if name not in question.domain.free}


def placed(question: Question, proof: Proof, options: str) -> Proof:
    """The proof with the commands that explain its case; `options` name the proposal and the side of the law."""
    example, settlement = proof.counterexample, question.asked.settlement
    if example is None:
        return proof
    made = [(question.law.id, question.output, case) for case in example.cases]
    if settlement is not None:
        made.append((settlement.law, settlement.output, example.settled))
    if question.asked.leaves is not None:
        facts = _own(question, example.household)
        made += [(law, name, facts) for law, name in (question.asked.leaves.of, question.asked.leaves.least)]
    commands = tuple(
        " ".join(filter(None, (command_line("explain", law, output, on=question.on), options.strip(), _with(facts))))
        for law, output, facts in made
    )
    return replace(proof, counterexample=replace(example, commands=commands))


def _with(facts: Mapping[str, Any]) -> str:
    """Fields as options of `explain`."""
    return options_text(with_=[f"{name}={typed(value)}" for name, value in facts.items()])


def _told(question: Question, facts: Mapping[str, Any]) -> tuple[Any, str | None, tuple[str, ...]]:
    """Outcome, error and reasons of a case by the names that `explain` takes."""
    try:
        case = read_case(facts, question.explainer.catalogue)
        found = question.explainer.explain(question.law.id, question.output, question.on, case)
    except (EvaluationError, UserError) as error:
        return None, reference_words(error), (str(error),)
    if isinstance(found.value, Taint):
        return None, as_written("niet uitvoerbaar: {construct}", construct=found.value.construct), found.told
    return _plain(found.value), None, found.told
