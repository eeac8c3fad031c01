"""Who asked what, in which order it is done and what each is told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uitvoerbaar.base.limits import Limit
from uitvoerbaar.desk.compute import book as book_module
from uitvoerbaar.desk.compute.book import BEHIND, Book
from uitvoerbaar.desk.compute.jobs import Ending, Job
from uitvoerbaar.desk.compute.questions import Question
from uitvoerbaar.desk.compute.registry import HAND, JOBS, LAMPS, PANELS, Work
from uitvoerbaar.desk.compute.results import Results
from uitvoerbaar.desk.compute.states import DONE, FINAL, OLD, STOPPED, WAITS


def book(most: int = 100, most_each: int = 50) -> Book:
    return Book(Results(50, 10_000), Limit("TEST", most, "vragen"), Limit("TEST_EACH", most_each, "vragen van één"))


def ask(of: Book, who: str, number: int, content: int) -> str:
    question = Question("sum", {"content": content}, who, number)
    of.ask(question, f"key {content}")
    return question.ticket


def told(of: Book, ticket: str, seen: int = 0, most: int = 1_000_000) -> dict[str, Any]:
    found = of.told(ticket, seen, most)
    assert found is not None
    return dict(json.loads(found))


def part_of(job: Job) -> bytes:
    return json.dumps(job.arguments["content"]).encode()


def go_on(of: Book, seconds: float = 0.01, parts: int = 2) -> Job | None:
    """One part of the job whose turn it is; its end after so many. What must end, ends."""
    for job in [job for job in of.jobs if job.stopping is not None]:
        of.end(job, Ending(OLD))
    job = of.choose(may_open=True)
    if job is not None:
        job.open = True
        job.add(part_of(job))
        of.charge(job, seconds)
        if len(job.parts) >= parts:
            of.end(job, Ending(DONE))
    return job


def test_a_newer_question_drops_an_older_one_that_waits_and_stops_one_that_runs() -> None:
    of = book()
    waiting, running = ask(of, "a", 1, 1), ask(of, "b", 1, 2)
    job = of.jobs[1]
    job.open = True
    ask(of, "a", 2, 3)
    ask(of, "b", 2, 4)
    assert told(of, waiting)["name"] == told(of, running)["name"] == OLD
    assert [each.arguments["content"] for each in of.jobs] == [2, 3, 4]
    assert job.stopping == Ending(OLD)
    assert job not in of.ready(may_open=True)


def test_questions_with_one_number_belong_together() -> None:
    of = book()
    first, second = ask(of, "a", 1, 1), ask(of, "a", 1, 2)
    assert [told(of, name)["name"] for name in (first, second)] == [WAITS, WAITS]
    assert [told(of, name)["place"] for name in (first, second)] == [1, 2]


def test_an_older_number_is_too_old_at_once_and_nothing_is_computed_for_it() -> None:
    of = book()
    ask(of, "a", 5, 1)
    assert told(of, ask(of, "a", 4, 2))["name"] == OLD
    assert len(of.jobs) == 1


def test_equal_questions_are_one_job_that_goes_on_while_anybody_wants_it() -> None:
    of = book()
    mine, theirs = ask(of, "a", 1, 7), ask(of, "b", 1, 7)
    assert len(of.jobs) == 1
    go_on(of)
    ask(of, "a", 2, 8)
    assert of.jobs[0].stopping is None
    while of.jobs:
        go_on(of)
    assert told(of, mine)["name"] == OLD
    assert told(of, theirs)["parts"] == [7, 7]


def test_an_answer_is_kept_for_who_asks_the_same_later() -> None:
    of = book()
    ask(of, "a", 1, 7)
    while of.jobs:
        go_on(of)
    again = told(of, ask(of, "b", 1, 7))
    assert (again["name"], again["parts"], of.jobs) == (DONE, [7, 7], [])


def test_a_question_asked_twice_is_the_same_question_whatever_became_of_it() -> None:
    of = book()
    ticket = ask(of, "a", 1, 7)
    job = of.jobs[0]
    of.end(job, Ending(STOPPED))
    assert ask(of, "a", 1, 7) == ticket
    assert told(of, ticket)["name"] == STOPPED
    assert of.jobs == []


def test_an_answer_that_is_kept_no_longer_is_computed_again() -> None:
    of = Book(Results(1, 10_000), Limit("TEST", 9, "vragen"), Limit("TEST_EACH", 9, "vragen"))
    first = ask(of, "a", 1, 7)
    ask(of, "b", 1, 8)
    while of.jobs:
        go_on(of)
    assert of.told(first, 0, 100) is None
    ask(of, "a", 1, 7)
    assert told(of, first)["name"] == WAITS


def test_who_has_had_least_comes_first() -> None:
    of = book()
    for content in range(4):
        ask(of, "a", 1, content)
    ask(of, "b", 1, 10)
    ask(of, "c", 1, 20)
    order = []
    while of.jobs:
        job = go_on(of, parts=1)
        assert job is not None
        order.append(job.arguments["content"])
    assert order[:3] == [0, 10, 20]


def test_who_asks_again_and_again_gets_no_more_than_who_asks_once() -> None:
    of = book()
    ask(of, "patient", 1, 1)
    got = {"patient": 0, "eager": 0}
    for number in range(200):
        ask(of, "eager", number, 1_000 + number)
        job = go_on(of, parts=1_000)
        assert job is not None
        got[job.whos[0]] += 1
    assert abs(got["patient"] - got["eager"]) <= 10


def test_every_panel_has_its_first_part_before_any_has_its_second() -> None:
    of = book()
    tickets = [ask(of, "a", 1, content) for content in range(3)]
    for _ in range(3):
        go_on(of)
    assert [told(of, ticket)["seen"] for ticket in tickets] == [1, 1, 1]


def test_what_is_too_much_is_refused_with_the_limit_and_how_to_lift_it() -> None:
    of = book(most=3, most_each=2)
    ask(of, "a", 1, 1), ask(of, "a", 1, 2)
    own = told(of, ask(of, "a", 1, 3))
    assert own["name"] == STOPPED
    assert "UITVOERBAAR_MAX_TEST_EACH" in own["message"]["nl"]
    ask(of, "b", 1, 4)
    everybody = told(of, ask(of, "c", 1, 5))
    assert "meer dan 3 vragen" in everybody["message"]["nl"]
    assert "UITVOERBAAR_MAX_TEST=" in everybody["message"]["nl"]
    assert len(of.jobs) == 3


def test_who_asks_what_another_asks_is_not_refused() -> None:
    of = book(most=1)
    ask(of, "a", 1, 1)
    assert told(of, ask(of, "b", 1, 1))["name"] == WAITS
    assert told(of, ask(of, "b", 1, 2))["name"] == STOPPED


def test_tickets_are_forgotten_after_a_while_but_not_those_that_are_worked_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_module, "TICKETS", 5)
    of = book()
    working = ask(of, "first", 1, 0)
    of.jobs[0].open = True
    tickets = [ask(of, f"who {number}", 1, 0) for number in range(20)]
    assert told(of, working)["name"] == told(of, tickets[0])["name"] == WAITS
    of.end(of.jobs[0], Ending(DONE))
    last = ask(of, "last", 1, 0)
    assert told(of, last)["name"] == DONE
    assert of.told(tickets[0], 0, 10) is None
    assert of.told(working, 0, 10) is None
    assert told(of, tickets[-1])["name"] == DONE


def test_parts_that_do_not_fit_in_a_message_come_in_the_next() -> None:
    of = book()
    ticket = ask(of, "a", 1, 123_456)
    while of.jobs:
        go_on(of, parts=5)
    first = told(of, ticket, most=13)
    assert (first["parts"], first["seen"], first["more"]) == ([123_456] * 2, 2, True)
    last = told(of, ticket, seen=4, most=1)
    assert (last["parts"], last["seen"], last["more"]) == ([123_456], 5, False)


def test_what_stopped_at_a_limit_keeps_the_parts_that_were_there() -> None:
    of = book()
    ticket = ask(of, "a", 1, 7)
    job = go_on(of)
    assert job is not None
    job.stop(Ending(STOPPED))
    assert told(of, ticket)["name"] == STOPPED
    of.end(job, Ending(OLD))
    assert (told(of, ticket)["name"], told(of, ticket)["parts"]) == (STOPPED, [7])
    assert told(of, ask(of, "b", 1, 7))["name"] == WAITS


def test_who_leaves_wants_nothing_of_what_was_asked_and_may_come_back() -> None:
    of = book()
    ticket, theirs = ask(of, "a", 1, 7), ask(of, "b", 1, 8)
    of.leave("a")
    assert told(of, ticket)["name"] == OLD
    assert [job.arguments["content"] for job in of.jobs] == [8]
    assert told(of, ask(of, "a", 1, 7))["name"] == told(of, theirs)["name"] == WAITS


def ranked(of: Book, who: str, content: int, rank: int, stays: bool = False, now: float = 0.0) -> str:
    question = Question("sum", {"content": content}, who, 1)
    of.ask(question, f"key {content}", Work("sum", lambda arguments, tools: iter(()), rank=rank, stays=stays), now)
    return question.ticket


def test_figures_go_before_what_fills_in_beside_them_whoever_asked_it_first() -> None:
    of = book()
    ranked(of, "a", 1, PANELS), ranked(of, "a", 2, LAMPS), ranked(of, "b", 3, HAND)
    order = []
    while of.jobs:
        job = go_on(of, parts=1)
        assert job is not None
        order.append(job.arguments["content"])
    assert order == [3, 2, 1]


def test_under_moving_hands_first_figures_go_first_and_the_next_in_order_of_arrival() -> None:
    of = book()
    for who, content in (("a", 1), ("b", 2), ("c", 3)):
        ranked(of, who, content, HAND)
    order = []
    while of.jobs:
        job = go_on(of, 0.1, parts=4)
        assert job is not None
        order.append(job.arguments["content"])
    assert order == [1, 2, 3, *[1] * 3, *[2] * 3, *[3] * 3]


def test_who_moves_without_end_does_not_keep_others_from_their_next_figures() -> None:
    of = book()
    ranked(of, "patient", 0, HAND)
    go_on(of, 0.1, parts=100)
    turns = 0
    for number in range(1, 100):
        question = Question("sum", {"content": number}, "eager", number)
        of.ask(question, f"key {number}", Work("sum", lambda arguments, tools: iter(()), rank=HAND), 0.0)
        job = go_on(of, 0.1, parts=100)
        assert job is not None
        turns += job.arguments["content"] == 0
    assert turns >= 35


def test_works_that_share_what_one_thread_may_use_are_done_one_after_the_other() -> None:
    of = book()
    for number, who in enumerate("ab"):
        question = Question("sum", {"content": number}, who, 1)
        of.ask(question, f"key {number}", Work("sum", lambda arguments, tools: iter(()), alone="solver"), 0.0)
    first, second = of.jobs
    first.open = True
    assert of.ready(may_open=True) == [first]
    first.stop(Ending(OLD))
    assert of.ready(may_open=True) == [], "it has not ended yet"
    of.end(first, Ending(OLD))
    assert of.ready(may_open=True) == [second]


def test_what_stands_behind_goes_on_all_the_same() -> None:
    of = book()
    ranked(of, "a", 1, PANELS)
    ranked(of, "b", 2, HAND)
    turns = [job.arguments["content"] for _ in range(200) if (job := go_on(of, 0.1, parts=1_000)) is not None]
    assert 2 <= turns.count(1) <= 6
    assert 1 in turns[: round(BEHIND / 0.1) + 2]


def test_what_nobody_asked_about_for_long_is_let_go_unless_it_goes_on_by_itself() -> None:
    of = book()
    forgotten, looked_at = ranked(of, "a", 1, PANELS, now=10.0), ranked(of, "b", 2, PANELS, now=10.0)
    long = ranked(of, "c", 3, JOBS, stays=True, now=10.0)
    of.look(looked_at, 60.0)
    of.desert(50.0)
    assert [told(of, ticket)["name"] for ticket in (forgotten, looked_at, long)] == [OLD, WAITS, WAITS]
    assert [job.arguments["content"] for job in of.jobs] == [2, 3]
    assert told(of, ranked(of, "a", 1, PANELS, now=70.0))["name"] == WAITS, "who comes back asks anew"


_PEOPLE = "abc"
_MOVES = st.one_of(
    st.tuples(st.just("ask"), st.sampled_from(_PEOPLE), st.integers(-2, 3), st.integers(0, 5)),
    st.tuples(st.just("go on"), st.just("a"), st.integers(1, 3), st.integers(1, 50)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_MOVES, max_size=60))
def test_every_answer_belongs_to_the_newest_question_of_that_person(moves: list[tuple[str, str, int, int]]) -> None:
    of = book()
    newest = dict.fromkeys(_PEOPLE, 0)
    asked: dict[str, tuple[str, int, int]] = {}
    for move, who, size, content in moves:
        if move == "ask":
            number = max(0, newest[who] + size)
            newest[who] = max(newest[who], number)
            asked[ask(of, who, number, content)] = who, number, content
        else:
            go_on(of, content / 1_000, size)
        _check_all(of, asked, newest)
    while of.jobs:
        go_on(of)
    _check_all(of, asked, newest)
    for ticket, (who, number, _) in asked.items():
        assert told(of, ticket)["name"] == (DONE if number == newest[who] else OLD)


def _check_all(of: Book, asked: dict[str, tuple[str, int, int]], newest: dict[str, int]) -> None:
    for ticket, (who, number, content) in asked.items():
        state = told(of, ticket)
        assert set(state["parts"]) <= {content}
        if number < newest[who]:
            assert (state["name"], state["parts"]) == (OLD, [])
        else:
            assert state["name"] != OLD
        assert (state["number"], state["who"]) == (number, who)
        assert state["name"] in FINAL or any(ticket in job.tickets for job in of.jobs)
