"""Truths that a program leaves out say nothing that the others do not say."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from uitvoerbaar.engine.batch.lower.program import FALSE, Program

NAMES = "abcd"
Expression = tuple  # ("a",) or (op, *expressions)

expressions = st.recursive(
    st.sampled_from([(name,) for name in NAMES]),
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or"]), inner, inner),
        st.tuples(st.just("sel"), inner, inner, inner),
    ),
    max_leaves=14,
)


def _emitted(program: Program, said: Expression) -> int:
    if len(said) == 1:
        return program.load(said[0], "b")
    args = [_emitted(program, inner) for inner in said[1:]]
    return {"not": program.not_, "and": program.and_, "or": program.or_, "sel": program.select}[said[0]](*args)


def _meant(said: Expression, known: dict[str, bool]) -> bool:
    if len(said) == 1:
        return known[said[0]]
    args = [_meant(inner, known) for inner in said[1:]]
    if said[0] == "not":
        return not args[0]
    if said[0] == "sel":
        return args[1] if args[0] else args[2]
    return all(args) if said[0] == "and" else any(args)


def _run(program: Program, reg: int, known: dict[str, bool]) -> bool:
    values: list[bool] = []
    for ins in program.code:
        args = [values[arg] for arg in ins.args]
        if ins.op == "const":
            values.append(ins.imm)
        elif ins.op == "load":
            values.append(known[program.inputs[ins.imm][0]])
        elif ins.op == "sel":
            values.append(args[1] if args[0] else args[2])
        else:
            values.append({"not": lambda a: not a[0], "and": all, "or": any}[ins.op](args))
    return values[reg]


@given(expressions)
def test_a_truth_is_what_was_said(said: Expression) -> None:
    program = Program()
    reg = _emitted(program, said)
    for values in product((False, True), repeat=len(NAMES)):
        known = dict(zip(NAMES, values, strict=True))
        assert _run(program, reg, known) == _meant(said, known)


def test_errors_of_a_table_are_those_of_its_subject() -> None:
    program = Program()
    wrong, low, high = (program.load(name, "b") for name in NAMES[:3])
    chain = wrong
    for step in (low, high):
        chain = program.or_(wrong, program.and_(chain, program.not_(step)))
    assert chain == wrong
    assert program.and_(low, program.not_(low)) == FALSE
