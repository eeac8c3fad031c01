"""The network of cases: against theory, against Ciw, and each case with chance of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from uitvoerbaar.base.draws import Draws
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.queues.erlang import patient
from uitvoerbaar.delivery.queues.network import Passed, Stage, Turn, through

pytest.importorskip("simpy")
NAME = Text("stap", "stage")
DAY = 24 * 60.0
"""A handling time of one day, for people who work all hours: times are then in handling times."""
DESK = Stage("a", NAME, 4, DAY, exponential=True)


def pooled(stages: tuple[Stage, ...], per_day: float, days: float, seeds: range, stage: str) -> Passed:
    runs: list[Mapping[str, Passed]] = [
        through(stages, per_day, days, Draws(seed), warm_up=days / 10) for seed in seeds
    ]
    mine = [run[stage] for run in runs]
    done = sum(each.done for each in mine)
    return Passed(
        sum(each.came for each in mine),
        done,
        sum(each.late for each in mine),
        sum(each.wait_days * each.done for each in mine) / done,
        sum(each.total_days * each.done for each in mine) / done,
        sum(each.busy for each in mine) / len(mine),
    )


def test_one_desk_waits_as_erlang_says() -> None:
    """Four people at a load of 2: theory within two standard errors (8 percent, from the relaxation time) of so short a run."""
    found = pooled((DESK,), 2.0, 4_000, range(4), "a")
    assert found.wait_days == pytest.approx(patient(4, 2.0, 1.0).mean_wait, rel=0.16)
    assert found.busy == pytest.approx(0.5, rel=0.02)
    assert found.total_days - found.wait_days == pytest.approx(1.0, rel=0.02)


def test_the_chain_to_appeal_has_the_flow_of_its_shares() -> None:
    chain = (
        replace(DESK, id="aanvraag", people=8, minutes=DAY / 4, turns=(Turn("controle", 0.5), Turn("besluit", 0.5))),
        replace(DESK, id="controle", people=8, minutes=DAY / 2, turns=(Turn("besluit", 1.0),)),
        replace(DESK, id="besluit", people=8, minutes=DAY / 4, turns=(Turn("bezwaar", 0.2, 20.0),)),
        replace(DESK, id="bezwaar", people=4, minutes=DAY, turns=(Turn("beroep", 0.25, 20.0),)),
        replace(DESK, id="beroep", people=4, minutes=2 * DAY),
    )
    found = through(chain, 10.0, 700, Draws(5), warm_up=200)
    came = {name: each.came / 500 for name, each in found.items()}
    assert came["aanvraag"] == pytest.approx(10, rel=0.05)
    assert came["controle"] == pytest.approx(5, rel=0.06)
    assert came["besluit"] == pytest.approx(10, rel=0.05)
    assert came["bezwaar"] == pytest.approx(2, rel=0.1)
    assert came["beroep"] == pytest.approx(0.5, rel=0.2)


def test_a_network_with_a_way_back_is_that_of_ciw() -> None:
    """Two desks, one in five is done over: mean waits within the error of both runs."""
    ciw = pytest.importorskip("ciw")
    ours = pooled(
        (replace(DESK, id="a", people=2, turns=(Turn("b", 1.0),)), replace(DESK, id="b", people=2, turns=(Turn("a", 0.2),))),
        1.0, 4_000, range(2), "b",
    )  # fmt: skip
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(1.0), None],
        service_distributions=[ciw.dists.Exponential(1.0), ciw.dists.Exponential(1.0)],
        number_of_servers=[2, 2],
        routing=[[0.0, 1.0], [0.2, 0.0]],
    )
    waits: list[float] = []
    for seed in range(2):
        ciw.seed(seed)
        simulation = ciw.Simulation(network)
        simulation.simulate_until_max_time(4_000)
        records = (r for r in simulation.get_all_records() if r.node == 2 and r.arrival_date > 400)
        waits += [record.waiting_time for record in records]
    # Jackson: each desk is M/M/2 with 1/(1 - 0.2) a day.
    theory = patient(2, 1.25, 1.0).mean_wait
    assert ours.wait_days == pytest.approx(theory, rel=0.15)
    assert sum(waits) / len(waits) == pytest.approx(theory, rel=0.15)


def test_who_is_not_done_by_the_end_of_the_term_is_late() -> None:
    found = through((replace(DESK, people=1, minutes=30 * DAY, term_days=10),), 1.0, 100, Draws(1))["a"]
    assert found.done < 10
    assert found.late > 80


def test_priority_goes_first() -> None:
    """Half of the cases come back to the same person with priority: they hardly wait, the new ones do."""
    new = replace(DESK, id="nieuw", people=1, minutes=DAY / 2, turns=(Turn("herstel", 0.5),), desk="balie")
    back = replace(DESK, id="herstel", people=1, minutes=DAY / 2, priority=0, desk="balie")
    found = through((new, back), 1.25, 3_000, Draws(2), warm_up=300)
    assert found["herstel"].wait_days < found["nieuw"].wait_days / 3
    assert found["nieuw"].busy + found["herstel"].busy == pytest.approx(1.25 * 1.5 / 2, rel=0.05)


def test_a_case_keeps_its_chance_when_the_desk_changes() -> None:
    one, other = (through((replace(DESK, people=n),), 2.0, 500, Draws(9))["a"] for n in (3, 5))
    assert one.came == other.came
    assert one.wait_days > other.wait_days
    assert through((DESK,), 2.0, 500, Draws(9)) == through((DESK,), 2.0, 500, Draws(9))


def test_stages_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="no stage"):
        through((replace(DESK, turns=(Turn("elders", 0.5),)),), 1.0, 10, Draws(1))
    with pytest.raises(ValueError, match="more than one"):
        through((replace(DESK, turns=(Turn("a", 0.6), Turn("a", 0.6))),), 1.0, 10, Draws(1))
    with pytest.raises(ValueError, match="cases in one repetition"):
        through((DESK,), 1e6, 10, Draws(1))
