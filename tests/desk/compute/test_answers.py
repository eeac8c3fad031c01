"""What a client gets from a process: states, parts, limits and mistakes."""

from __future__ import annotations

import json
import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import language
from uitvoerbaar.desk.compute import Compute
from uitvoerbaar.desk.compute.states import COMPILES, DONE, FAILED, OLD, RUNS, STOPPED, WAITS


def test_ping_gives_back_what_it_was_sent(client: Compute) -> None:
    state = client.ask("ping", {"naam": "Zoë", "getallen": [1, 2.5, None]}, "ping", 1)
    assert (state.name, state.parts) == (DONE, ({"naam": "Zoë", "getallen": [1, 2.5, None]},))


def test_about_tells_what_the_process_is_and_holds(client: Compute) -> None:
    (before,) = client.ask("about", {}, "about", 1).parts
    folk = client.wait(client.ask("population", {}, "about folk", 1).ticket, 30.0)
    (after,) = client.ask("about", {}, "about", 2).parts
    assert folk.parts[0]["households"] == 2
    assert folk.parts[0]["represents"] == 200
    assert folk.parts[0] in after["holds"]
    assert after["population"] == folk.parts[0]["folder"]
    assert after["pid"] == before["pid"] != os.getpid()
    assert after["resident_bytes"] is None or after["resident_bytes"] > 1_000_000
    assert 0 < before["uptime_seconds"] < after["uptime_seconds"]
    assert after["packages"]["numpy"]


def test_an_answer_comes_in_parts_with_what_is_done_meanwhile(client: Compute) -> None:
    ticket = client.ask("total", {"upto": 1_001, "blocks": 5, "pause": 0.05}, "parts", 1).ticket
    states = list(client.states(ticket, 20.0))
    parts = [part for state in states for part in state.parts]
    assert parts == [{"depth": "sample", "upto": 1_001}, {"depth": "exact", "sum": 500_500}]
    running = [(state.done, state.total) for state in states if state.name == RUNS and state.total]
    assert running == sorted(running)
    assert set(running) <= {(done, 5) for done in range(1, 6)}
    assert len(running) >= 2
    assert states[-1].name == DONE
    assert 0.2 < states[-1].seconds < 10


def test_the_first_part_is_there_before_the_second(client: Compute) -> None:
    first = client.ask("total", {"upto": 10, "blocks": 2, "pause": 0.3}, "first part", 1, patience=20.0)
    assert (first.name, [part["depth"] for part in first.parts]) == (RUNS, ["sample"])
    second = client.ask(
        "total", {"upto": 10, "blocks": 2, "pause": 0.3}, "first part", 1, seen=first.seen, patience=20.0
    )
    assert [part["depth"] for part in second.parts] == ["exact"]


def test_compiling_and_loading_are_told(client: Compute) -> None:
    compiled = client.ask("compiled", {"pause": 0.2}, "compiles", 1).ticket
    assert {WAITS, COMPILES, RUNS, DONE} >= {state.name for state in client.states(compiled, 20.0)} >= {COMPILES, DONE}
    loading = client.ask("held", {"pause": 0.3}, "loads", 1).ticket
    names = [(state.name, state.place) for state in client.states(loading, 20.0)]
    assert (WAITS, 0) in names
    assert names[-1][0] == DONE


def _running(client: Compute, number: int) -> int:
    time.sleep(0.01)
    return int(client.ask("about", {}, "running", number).parts[0]["running"])


def test_the_newest_question_wins_and_the_older_is_stopped_between_blocks(client: Compute) -> None:
    old = client.ask("total", {"upto": 7, "blocks": 1_000, "pause": 0.02}, "newest", 1, patience=20.0)
    assert old.name == RUNS
    new = client.ask("total", {"upto": 4}, "newest", 2)
    assert client.state(old.ticket).name == OLD
    assert client.wait(new.ticket, 20.0).parts[-1] == {"depth": "exact", "sum": 6}
    assert client.state(old.ticket).parts == ()
    assert any(_running(client, number) == 0 for number in range(500))
    late = client.ask("total", {"upto": 7}, "newest", 1)
    assert late.name == OLD


def test_the_same_question_at_the_same_time_is_computed_once(client: Compute) -> None:
    with ThreadPoolExecutor(6) as pool:
        asked = pool.map(
            lambda number: client.wait(
                client.ask("called", {"name": "one", "pause": 0.2}, f"once {number}", 1).ticket, 20
            ),
            range(6),
        )
        assert [state.parts for state in asked] == [(1,)] * 6
    assert client.ask("called", {"name": "one", "pause": 0.2}, "later", 1).parts == (1,)


def test_what_is_held_is_loaded_once(client: Compute) -> None:
    with ThreadPoolExecutor(3) as pool:
        asked = pool.map(
            lambda number: client.wait(
                client.ask("held", {"pause": 0.1 + number / 100}, f"held {number}", 1).ticket, 20
            ),
            range(3),
        )
        assert {state.parts for state in asked} == {(1,)}


def test_people_take_turns_between_blocks(client: Compute) -> None:
    """Who asks something short does not wait for something long of somebody else."""
    long = client.ask("total", {"upto": 3, "blocks": 60, "pause": 0.01}, "long", 1, patience=20.0)
    short = client.wait(client.ask("total", {"upto": 5}, "short", 1).ticket, 20.0)
    assert short.parts[-1]["sum"] == 10
    assert client.state(long.ticket).name == RUNS
    assert client.wait(long.ticket, 20.0).parts[-1]["sum"] == 3


@pytest.mark.parametrize(
    ("kind", "arguments", "variable"),
    [
        ("total", {"upto": 9, "blocks": 500, "pause": 0.01}, "UITVOERBAAR_MAX_COMPUTE_SECONDS"),
        ("greedy", {"megabytes": 600}, "UITVOERBAAR_MAX_COMPUTE_MEGABYTES"),
        ("stubborn", {"seconds": 3}, "UITVOERBAAR_MAX_COMPUTE_SECONDS"),
    ],
)
def test_what_goes_over_a_limit_is_stopped_and_told(
    client: Compute, kind: str, arguments: dict[str, int], variable: str
) -> None:
    state = client.wait(client.ask(kind, arguments, f"limit {kind}", 1).ticket, 25.0)
    assert state.name == STOPPED
    assert variable in state.told
    assert "meer dan" in state.told
    with language("en"):
        assert "more than" in state.told
    assert client.ask("ping", {"still": "here"}, f"after {kind}", 1).parts == ({"still": "here"},)


@pytest.mark.parametrize(
    ("how", "name", "said"),
    [
        ("user", FAILED, "lege waarde"),
        ("defect", FAILED, "KeyError"),
        ("exit", FAILED, "SystemExit"),
        ("no JSON", FAILED, "JSON"),
        ("NaN", FAILED, "JSON"),
        ("large", STOPPED, "UITVOERBAAR_MAX_COMPUTE_MESSAGE_BYTES"),
    ],
)
def test_a_work_that_goes_wrong_is_told_and_the_process_goes_on(
    client: Compute, how: str, name: str, said: str
) -> None:
    state = client.wait(client.ask("wrong", {"how": how}, f"wrong {how}", 1).ticket, 20.0)
    assert state.name == name
    assert said in state.told
    assert "Jansen" not in state.told
    assert state.parts == ()
    assert client.ask("ping", {"x": how}, f"after {how}", 1).parts == ({"x": how},)


def test_the_log_says_what_was_done_and_nothing_of_what_was_asked(client: Compute) -> None:
    client.wait(client.ask("wrong", {"how": "defect"}, "log Pietersen", 1).ticket, 20.0)
    client.wait(client.ask("total", {"upto": 3, "naam": "Pietersen"}, "log Pietersen", 2).ticket, 20.0)
    log = Path(client._starter.place.log).read_text(encoding="utf-8")
    assert "total" in log
    assert "KeyError at" in log
    assert "Jansen" not in log
    assert "Pietersen" not in log


def test_what_is_no_question_is_refused_by_name(client: Compute) -> None:
    with pytest.raises(UserError, match="onbekende soort 'totaal'"):
        client.ask("totaal", {}, "mistakes", 1)
    with pytest.raises(UserError, match="bedoelde u 'population'"):
        client.ask("populatoin", {}, "mistakes", 1)
    with pytest.raises(UserError, match="'number'"):
        client.ask("ping", {}, "mistakes", -1)
    with pytest.raises(UserError, match="'who'"):
        client.ask("ping", {}, "", 1)
    with pytest.raises(UserError, match="geen JSON"):
        client.ask("ping", {"a": object()}, "mistakes", 1)
    with pytest.raises(UserError, match="UITVOERBAAR_MAX_COMPUTE_MESSAGE_BYTES"):
        client.ask("ping", {"a": "x" * 9_000_000}, "mistakes", 1)


def test_a_ticket_that_nobody_knows_is_told(client: Compute) -> None:
    state = client.state("0" * 40)
    assert (state.name, state.told) == (FAILED, "deze vraag is niet meer bekend; stel haar opnieuw")


def test_the_state_is_the_same_for_another_client(client: Compute) -> None:
    """A page is polled by whichever web worker is free."""
    mine = client.wait(client.ask("total", {"upto": 6}, "two workers", 1).ticket, 20.0)
    other = Compute(
        client._starter.place.folder.parent,
        client._starter.setting.population,
        works=("tests.desk.compute.works_of_tests",),
        idle=20.0,
    )
    try:
        assert other.state(mine.ticket).parts == mine.parts
    finally:
        other.close()


def test_a_population_that_is_not_there_is_told(client: Compute, tmp_path: Path) -> None:
    state = client.wait(client.ask("population", {"folder": str(tmp_path)}, "no folk", 1).ticket, 20.0)
    assert state.name == FAILED
    assert str(tmp_path) in state.told


def test_random_questions_of_three_people_each_get_the_answer_to_their_newest(client: Compute) -> None:
    """In the process itself, with threads: what `test_book` shows of the rules."""
    wrong: list[str] = []

    def person(who: str) -> None:
        rng = random.Random(who)
        for number in range(1, 25):
            upto = rng.randint(1, 6)
            ticket = client.ask(
                "total", {"upto": upto, "blocks": 3, "pause": rng.choice([0, 0.005])}, who, number
            ).ticket
            if rng.random() < 0.5:
                time.sleep(rng.random() * 0.02)
                continue
            state = client.wait(ticket, 30.0)
            if state.name != DONE or state.number != number or state.parts[-1]["sum"] != upto * (upto - 1) // 2:
                wrong.append(json.dumps([who, number, upto, state.name, state.parts]))

    threads = [threading.Thread(target=person, args=(f"random {name}",)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
