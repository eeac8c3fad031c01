"""The time of a question: what comes too late does not disturb the next question."""

from __future__ import annotations

import time

import pytest
import z3

from uitvoerbaar.engine.prove import clock


def test_an_interruption_after_the_answer_does_not_end_the_next_call(monkeypatch: pytest.MonkeyPatch) -> None:
    solver = z3.Solver()
    number = z3.Int("number")
    solver.add(number > 1)
    answer = solver.check

    def late(*assumed: object) -> object:
        found = answer(*assumed)
        time.sleep(clock.GRACE + 0.1)  # the alarm rings when the answer is there
        return found

    monkeypatch.setattr(solver, "check", late)
    assert clock.ask(solver, seconds=0.01) == z3.sat
    solver.push()
    solver.add(number < 3)
    monkeypatch.undo()
    assert clock.ask(solver) == z3.sat
    assert solver.model()[number].as_long() == 2
