"""The formulas of Erlang against published values, each other, and the queues of Ciw, which another made."""

from __future__ import annotations

import math

import pytest

from uitvoerbaar.delivery.queues.erlang import erlang_b, erlang_c, impatient, patient, within

ciw = pytest.importorskip("ciw")
CLOSE = 0.02


@pytest.mark.parametrize(
    ("servers", "blocked", "load", "digit"),
    # The standard table of Erlang B: offered load at which so large a share is lost, and its last printed digit.
    [
        (1, 0.01, 0.0101, 1e-4),
        (5, 0.01, 1.36, 0.01),
        (10, 0.01, 4.46, 0.01),
        (20, 0.01, 12.0, 0.1),
        (10, 0.05, 6.22, 0.01),
        (50, 0.02, 40.3, 0.1),
    ],
)
def test_erlang_b_gives_the_printed_table(servers: int, blocked: float, load: float, digit: float) -> None:
    assert erlang_b(servers, load - digit / 2) < blocked < erlang_b(servers, load + digit / 2)


def test_one_server_waits_as_long_as_the_textbook_says() -> None:
    """M/M/1 with load r: the chance to wait is r, the mean wait r/(1-r) handling times."""
    state = patient(1, 0.9, 1.0)
    assert state.must_wait == pytest.approx(0.9)
    assert state.mean_wait == pytest.approx(9.0)
    assert state.mean_queue == pytest.approx(0.9 * 9.0)
    assert within(1, 0.9, 2.0) == pytest.approx(1 - 0.9 * math.exp(-0.1 * 2))


def test_more_work_than_people_has_no_steady_state() -> None:
    assert erlang_c(5, 5.0) == 1.0
    assert within(5, 6.0, 10.0) == 0.0
    with pytest.raises(ValueError, match="no steady state"):
        patient(5, 5.0, 1.0)
    assert impatient(5, 50.0, 1.0, 1.0).abandon == pytest.approx(0.9, abs=0.01)


def test_endless_patience_is_erlang_c_and_equal_patience_is_poisson() -> None:
    """With patience as long as handling everybody leaves at one rate, so the number inside is Poisson (M/M/infinity)."""
    assert impatient(10, 8.0, 1.0, 1e9).mean_wait == pytest.approx(patient(10, 8.0, 1.0).mean_wait, rel=1e-4)
    load, servers = 8.0, 10
    inside = [math.exp(-load) * load**n / math.factorial(n) for n in range(100)]
    queue = sum((n - servers) * p for n, p in enumerate(inside) if n > servers)
    assert impatient(servers, load, 1.0, 1.0).mean_queue == pytest.approx(queue, rel=1e-9)
    assert impatient(servers, load, 1.0, 1.0).must_wait == pytest.approx(sum(inside[servers:]), rel=1e-9)


def simulated(servers: int, arrivals: float, until: float, patience: float | None, seeds: range) -> tuple[float, float]:
    """Mean wait and share that left, by Ciw, over some seeds; the first tenth is warming up."""
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(arrivals)],
        service_distributions=[ciw.dists.Exponential(1.0)],
        number_of_servers=[servers],
        **({} if patience is None else {"reneging_time_distributions": [ciw.dists.Exponential(1 / patience)]}),
    )
    waits: list[float] = []
    left = 0
    for seed in seeds:
        ciw.seed(seed)
        simulation = ciw.Simulation(network)
        simulation.simulate_until_max_time(until)
        for record in simulation.get_all_records():
            if record.arrival_date < until / 10:
                continue
            left += record.record_type == "renege"
            waits.append(
                (record.exit_date if record.record_type == "renege" else record.service_start_date)
                - record.arrival_date
            )
    return sum(waits) / len(waits), left / len(waits)


LONG_RUN, ITS_ERROR = 0.5068, 0.0050
"""Mean wait of four servers at a load of 3, and its standard error, by Ciw 3.2.7: the mean of seeds 0 to 23, each 30,000
handling times. That takes minutes, so it was run once; `simulated(4, 3.0, 30_000, None, range(24))` gives it again."""


def test_erlang_c_is_within_two_percent_of_a_long_run_of_ciw() -> None:
    assert patient(4, 3.0, 1.0).mean_wait == pytest.approx(LONG_RUN, rel=CLOSE)
    assert ITS_ERROR < CLOSE / 2 * LONG_RUN


def test_erlang_c_is_as_far_from_a_short_run_of_ciw_as_chance_allows() -> None:
    """A twentieth of the long run, so an error of four and a half times as much."""
    wait, _ = simulated(4, 3.0, 6_000, None, range(6))
    assert patient(4, 3.0, 1.0).mean_wait == pytest.approx(wait, abs=3 * ITS_ERROR * 20**0.5)


def test_erlang_a_is_within_two_percent_of_ciw() -> None:
    wait, left = simulated(4, 4.4, 5_000, 2.0, range(4))
    state = impatient(4, 4.4, 1.0, 2.0)
    assert state.mean_wait == pytest.approx(wait, rel=CLOSE)
    assert state.abandon == pytest.approx(left, rel=CLOSE)
