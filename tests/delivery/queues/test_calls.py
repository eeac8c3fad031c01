"""Calling again: the fixed point, and what it does to a line that is just too small."""

from __future__ import annotations

from dataclasses import replace

import pytest

from uitvoerbaar.delivery.queues.calls import Line, served

LINE = Line(agents=10, handling=6.0, patience=4.0, redial=0.7)


def test_calls_are_people_and_those_who_failed_and_tried_again() -> None:
    found = served(LINE, 120)
    assert found.calls == pytest.approx(120 + 0.7 * found.calls * (found.gave_up + found.refused), rel=1e-9)
    # Little: those in the queue are calls an hour times mean wait, and hang up at one per patience.
    assert found.gave_up == pytest.approx(found.wait / 4.0, rel=1e-9)


def test_without_calling_again_and_with_room_for_all_it_is_erlang_a() -> None:
    endless = served(replace(LINE, lines=400), 120)
    assert endless.gave_up == pytest.approx(served(LINE, 120).gave_up, rel=1e-9)
    assert served(replace(LINE, redial=0.0), 120).calls == pytest.approx(120)


def test_a_little_less_staff_costs_more_than_a_little() -> None:
    """8 percent fewer agents, and a share not reached that grows far more: why volume does not explain the queue."""
    enough, short = served(replace(LINE, agents=13), 120), served(replace(LINE, agents=12), 120)
    assert (1 - short.reached) / (1 - enough.reached) > 1.5


def test_refusing_at_the_menu_shortens_the_wait_of_who_is_let_in() -> None:
    free, narrow = served(LINE, 150), served(replace(LINE, lines=12), 150)
    assert narrow.refused > 0
    assert narrow.wait < free.wait
    assert narrow.reached == pytest.approx(free.reached, rel=0.05)  # they call again


def test_certain_redial_has_no_answer() -> None:
    with pytest.raises(ValueError, match="calling again"):
        served(replace(LINE, redial=1.0), 120)
