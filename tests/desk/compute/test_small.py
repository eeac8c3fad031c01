"""Results, shares, what is kept, and the name of a question."""

from __future__ import annotations

import threading
import time

import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.compute.builtin import ping
from uitvoerbaar.desk.compute.jobs import Job
from uitvoerbaar.desk.compute.kept import Kept
from uitvoerbaar.desk.compute.memory import own_bytes
from uitvoerbaar.desk.compute.questions import Question
from uitvoerbaar.desk.compute.registry import register
from uitvoerbaar.desk.compute.results import Results
from uitvoerbaar.desk.compute.runs import words_of
from uitvoerbaar.desk.compute.shares import Shares


def test_results_used_longest_ago_go_first_by_number() -> None:
    results = Results(2, 1_000)
    results.put("a", [b"1"])
    results.put("b", [b"2"])
    assert results.get("a") == (b"1",)
    results.put("c", [b"3"])
    assert [results.get(name) for name in "abc"] == [(b"1",), None, (b"3",)]


def test_results_are_bounded_in_bytes_and_the_last_is_always_there() -> None:
    results = Results(100, 10)
    for number in range(50):
        results.put(str(number), [b"xxx", b"y"])
        assert results.bytes <= 10
    assert (len(results), results.bytes) == (2, 8)
    results.put("large", [b"z" * 50])
    assert (len(results), results.bytes, results.get("large")) == (1, 50, (b"z" * 50,))
    results.put("large", [b"z"])
    assert results.bytes == 1


def test_who_comes_back_gets_a_head_start_and_no_more() -> None:
    shares = Shares(head_start=1.0)
    shares.join("busy", [])
    shares.charge(["busy"], 100.0)
    shares.join("away", ["busy"])
    assert shares.of("away") == 99.0
    shares.charge(["away"], 3.0)
    shares.join("away", ["busy"])
    assert shares.of("away") == 102.0


def test_time_for_several_is_carried_together() -> None:
    shares = Shares(0.0)
    shares.charge(["a", "b"], 4.0)
    shares.charge([], 4.0)
    assert (shares.of("a"), shares.of("b")) == (2.0, 2.0)


def test_what_is_kept_is_made_once_and_the_oldest_is_let_go_before_a_third_is_made() -> None:
    kept, made, told_while_making = Kept(2), [], []

    def get(name: str) -> str:
        def make() -> str:
            made.append(name)
            told_while_making.append(kept.told())
            time.sleep(0.02)
            return name

        return str(kept.get("letters", name, make, str.upper))

    threads = [threading.Thread(target=get, args=("a",)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["a"]
    get("b")
    get("a")
    get("c")
    assert made == ["a", "b", "c"]
    assert told_while_making[-1] == ["A"]
    assert kept.get("numbers", "a", lambda: 7, str) == 7
    assert kept.told() == ["A", "C", "7"]


def test_what_could_not_be_made_is_made_the_next_time() -> None:
    kept, answers = Kept(), iter([None, 5])

    def make() -> int:
        found = next(answers)
        if found is None:
            raise UserError("not yet")
        return found

    with pytest.raises(UserError):
        kept.get("numbers", "a", make, str)
    assert kept.told() == []
    assert kept.get("numbers", "a", make, str) == 5


def test_a_question_is_named_by_all_that_it_holds() -> None:
    one = Question("sum", {"a": 1, "b": [2]}, "tab", 1)
    assert one.ticket == Question("sum", {"b": [2], "a": 1}, "tab", 1).ticket
    others = [
        Question("som", one.arguments, "tab", 1),
        Question("sum", {"a": 1, "b": [3]}, "tab", 1),
        Question("sum", one.arguments, "other", 1),
        Question("sum", one.arguments, "tab", 2),
    ]
    assert len({one.ticket, *(each.ticket for each in others)}) == 5
    with pytest.raises(UserError, match="geen JSON"):
        _ = Question("sum", {"a": float("inf")}, "tab", 1).ticket


def test_a_name_of_a_work_is_taken_once() -> None:
    register("ping", ping, keep=False, light=True)
    with pytest.raises(ValueError, match="ping"):
        register("ping", ping)


def test_a_message_of_an_error_is_told_in_both_languages() -> None:
    told = words_of(UserError(tr("lege waarde")))
    assert (told.nl, told.en) == ("lege waarde", "empty value")


def test_a_job_that_has_ended_changes_no_more() -> None:
    job = Job("key", "sum", {}, 1)
    assert job.tell("rekent", 1, 2)
    assert not job.tell("rekent", 1, 2)
    job.name = "klaar"
    assert not job.tell("rekent", 2, 2)


def test_memory_that_is_taken_is_seen() -> None:
    before = own_bytes()
    if before is None:
        pytest.skip("this system does not tell")
    held = bytearray(b"x" * 50_000_000)
    after = own_bytes()
    assert after is not None
    assert after - before > 40_000_000
    assert len(held) == 50_000_000
