"""One job has its turn at a time; what must end sees so; time and memory are charged to who used them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from uitvoerbaar.base.limits import Limit
from uitvoerbaar.base.pauses import pause
from uitvoerbaar.desk.compute import Stopped, Tools, book, register, turns
from uitvoerbaar.desk.compute.book import Book
from uitvoerbaar.desk.compute.jobs import Job
from uitvoerbaar.desk.compute.questions import Question
from uitvoerbaar.desk.compute.registry import HAND, PANELS, work_of
from uitvoerbaar.desk.compute.results import Results
from uitvoerbaar.desk.compute.states import DONE, OLD, STOPPED, WAITS
from uitvoerbaar.desk.compute.tools import Surroundings
from uitvoerbaar.desk.compute.turns import Turns

_ENDED: list[str] = []


def threaded(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Blocks in threads that know only a function that says whether to stop, as the engine has them."""

    def block(stop: Callable[[], bool]) -> bool:
        if stop():
            return False
        time.sleep(arguments["pause"])
        return True

    try:
        with ThreadPoolExecutor(2) as pool:
            for number in range(arguments["blocks"]):
                if not all(pool.map(block, [tools.stop] * 2)):
                    raise Stopped
                tools.progress(number + 1, arguments["blocks"])
    except Stopped:
        _ENDED.append(arguments["name"])
        raise
    yield arguments["name"]


def loading(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Loads something for a while."""

    def load() -> str:
        time.sleep(arguments["pause"])
        return "loaded"

    yield tools.kept("loading", arguments["name"], load, str)


_MAKES: dict[str, Callable[[], str]] = {}


def making(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Makes something that a test gives."""
    yield tools.kept("making", arguments["name"], _MAKES["slow"], str)


register("threaded", threaded)
register("figures", threaded, rank=HAND)
register("beside", threaded, rank=PANELS)
register("making", making, rank=PANELS)
register("loading", loading)


class Place:
    """Turns without a process around them."""

    def __init__(self) -> None:
        self.lock = threading.Condition()
        self.book = Book(Results(100, 100_000), Limit("T", 100, "vragen"), Limit("TE", 100, "vragen"))
        self.hung: list[str] = []
        around = Surroundings(None, dict)
        self.turns = Turns(self.book, self.lock, around, self.hung.append, grace=0.2)
        self.turns.start()

    def ask(self, who: str, number: int, blocks: int, pause: float = 0.005, kind: str = "threaded") -> Job:
        arguments = {"name": f"{who} {number}", "blocks": blocks, "pause": pause}
        with self.lock:
            job = self.book.ask(Question(kind, arguments, who, number), None, work_of(kind), time.monotonic())
            self.lock.notify_all()
        assert job is not None
        return job

    def until(self, true: Callable[[], bool], seconds: float = 20.0) -> None:
        with self.lock:
            assert self.lock.wait_for(true, seconds)

    def having_a_turn(self) -> int:
        with self.lock:
            return sum(
                opened.turn.is_set() and job.stopping is None and not job.loading
                for job, opened in self.turns._open.items()
            )


@pytest.fixture
def place() -> Iterator[Place]:
    made = Place()
    yield made
    with made.lock:
        made.turns.end()
        assert made.lock.wait_for(lambda: not made.book.jobs, 10.0)


def test_one_has_its_turn_at_a_time_and_all_get_the_same(place: Place) -> None:
    jobs = [place.ask(who, 1, blocks=10_000) for who in "abc"]
    place.until(lambda: all(job.done for job in jobs))
    for _ in range(100):
        assert place.having_a_turn() <= 1
        time.sleep(0.005)
    with place.lock:
        used = sorted(job.used for job in jobs)
    assert used[2] - used[0] < 4 * turns.SLICE + 0.3 * used[2]


def test_who_waits_for_a_turn_sees_that_it_must_end(place: Place) -> None:
    old = place.ask("a", 1, blocks=10_000)
    place.until(lambda: old.done > 0)
    beside = place.ask("b", 1, blocks=10_000)
    place.until(lambda: beside.done > 0)
    new = place.ask("a", 2, blocks=1)
    place.until(lambda: old.final and new.final)
    assert (old.name, new.name) == (OLD, DONE)
    assert "a 1" in _ENDED
    assert not beside.final


def test_more_jobs_than_may_be_open_all_come_to_an_end(place: Place) -> None:
    jobs = [place.ask(f"who {number}", 1, blocks=5) for number in range(3 * turns.MOST_OPEN)]
    most = 0
    while not all(job.final for job in jobs):
        with place.lock:
            most = max(most, len(place.turns._open))
            place.lock.wait(0.05)
    assert {job.name for job in jobs} == {DONE}
    assert 2 <= most <= turns.MOST_OPEN


def test_time_of_others_does_not_count(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three that each take less than the limit, and together more."""
    monkeypatch.setenv("UITVOERBAAR_MAX_COMPUTE_SECONDS", "1")
    jobs = [place.ask(who, 1, blocks=12, pause=0.02) for who in "abcd"]
    place.until(lambda: all(job.final for job in jobs))
    assert {job.name for job in jobs} == {DONE}


def test_a_job_that_does_not_end_is_reported_after_its_grace(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_MAX_COMPUTE_SECONDS", "1")
    job = place.ask("a", 1, blocks=1, pause=3.0)
    place.until(lambda: job.said == STOPPED)
    assert not place.hung
    place.until(lambda: bool(place.hung))
    assert set(place.hung) == {"threaded"}
    place.until(lambda: job.final)


def test_the_end_does_not_wait_for_what_has_not_begun(place: Place) -> None:
    for number in range(3 * turns.MOST_OPEN):
        place.ask(f"who {number}", 1, blocks=10_000)
    place.until(lambda: len(place.turns._open) == turns.MOST_OPEN)
    with place.lock:
        place.turns.end()
        assert {job.open for job in place.book.jobs} == {True}
    place.until(lambda: not place.book.jobs)
    assert place.hung == []


def test_who_loads_data_is_not_in_the_way_and_not_over_a_limit(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_MAX_COMPUTE_SECONDS", "1")
    loading = place.ask("a", 1, blocks=1, pause=1.5, kind="loading")
    place.until(lambda: loading.loading)
    other = place.ask("b", 1, blocks=2)
    place.until(lambda: other.final)
    assert loading.loading
    assert loading.said == WAITS
    place.until(lambda: loading.final)
    assert (loading.name, place.hung) == (DONE, [])
    assert loading.used < 1


def test_a_defect_of_the_turns_is_reported(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(may_open: bool) -> Job | None:
        raise ZeroDivisionError

    monkeypatch.setattr(place.book, "choose", broken)
    place.ask("a", 1, blocks=1)
    end = time.monotonic() + 10
    while not place.hung and time.monotonic() < end:
        time.sleep(0.01)
    assert "ZeroDivisionError at" in place.hung[0]
    assert "broken" in place.hung[0]


def test_who_makes_something_for_later_makes_way_for_figures() -> None:
    lock = threading.Condition()
    book = Book(Results(100, 100_000), Limit("T", 100, "vragen"), Limit("TE", 100, "vragen"))
    place = Turns(book, lock, Surroundings(None, dict), lambda _: None)
    later = Job("later", "loading", {}, 1, rank=PANELS, loading=True, open=True)
    book.jobs.append(later)
    with lock:
        assert not place.ahead(later)
        book.ask(Question("threaded", {}, "a", 1), None, work_of("figures"))
        assert place.ahead(later)
        assert not place.ahead(book.jobs[1])


def test_a_pause_in_what_is_made_waits_until_the_figures_are_there(place: Place) -> None:
    steps: list[float] = []
    going = threading.Event()

    def make() -> str:
        going.set()
        for _ in range(10):
            time.sleep(0.03)
            pause()
            steps.append(time.monotonic())
        return "made"

    _MAKES["slow"] = make
    made = place.ask("a", 1, 0, kind="making")
    assert going.wait(10)
    figures = place.ask("b", 1, blocks=20, pause=0.01, kind="figures")
    place.until(lambda: figures.final)
    ended = time.monotonic()
    place.until(lambda: made.final)
    assert made.name == DONE
    assert sum(step > ended for step in steps) >= 5, "most steps were made after the figures"


def test_what_fills_in_beside_waits_while_a_hand_moves_and_goes_on_when_it_rests(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "_REST", 3600.0)
    figures = place.ask("hand", 1, blocks=1, kind="figures")
    place.until(lambda: figures.final)
    panel = place.ask("hand", 1, blocks=1, kind="beside")
    asked = place.ask("ander", 1, blocks=1)
    place.until(lambda: asked.final)
    time.sleep(0.6)
    assert (panel.name, panel.open) == (WAITS, False)
    monkeypatch.setattr(turns, "_REST", 0.0)
    with place.lock:
        place.lock.notify_all()  # a fifth of the long rest is how long the turns would sleep on
    place.until(lambda: panel.final)
    assert panel.name == DONE


def test_what_fills_in_has_a_turn_under_a_hand_that_never_rests(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_REST", 3600.0)
    monkeypatch.setattr(book, "BEHIND", 0.1)
    panel = place.ask("ander", 1, blocks=1, kind="beside")
    for number in range(2_000):
        figures = place.ask("hand", number, blocks=2, kind="figures")
        place.until(lambda figures=figures: figures.final)
        if panel.final:
            break
    assert panel.name == DONE
