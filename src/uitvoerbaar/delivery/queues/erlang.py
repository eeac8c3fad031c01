"""Formulas for a queue in a steady state: Erlang B, C and A.

Callers arrive at random (Poisson), are served in the order in which they came by `servers` equal agents, and handling
times are exponential. In B who finds all agents busy is lost, in C everybody waits, in A (Palm) each caller hangs up
after an exponential patience. Load is in erlang: arrivals per unit of time times mean handling time.

Sources: Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone
exchanges" (1917); Palm, "Research on telephone traffic carried by full availability groups" (1957); Garnett,
Mandelbaum and Reiman, "Designing a call center with impatient customers", M&SOM 4(3), 2002.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_NEGLIGIBLE = 1e-15
_LONGEST = 10_000_000
"""States of a queue that are added up at most; by then the terms are below `_NEGLIGIBLE` for any queue of people."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A queue in its steady state; shares are of all who arrive, times in the unit of the handling time.

    `mean_wait` is over everybody, those who hang up too. `mean_queue` is people waiting, not served (Little's law: it is
    arrivals times `mean_wait`). `busy` is the share of their time that agents work.
    """

    must_wait: float
    abandon: float
    mean_wait: float
    mean_queue: float
    busy: float


def erlang_b(servers: int, load: float) -> float:
    """The share that is lost when nobody can wait. Raises ValueError for a negative load or number of servers."""
    _check(servers, load)
    blocked = 1.0
    for used in range(1, servers + 1):
        blocked = load * blocked / (used + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """The share that must wait when everybody does; 1 when there is more work than `servers` can do."""
    if load >= servers:
        _check(servers, load)
        return 1.0
    blocked = erlang_b(servers, load)
    return blocked / (1.0 - (load / servers) * (1.0 - blocked))


def patient(servers: int, arrivals: float, handling: float) -> Waiting:
    """A queue in which everybody waits (Erlang C). Raises ValueError when it would grow without end."""
    load = arrivals * handling
    _check(servers, load)
    if load >= servers:
        raise ValueError(f"{servers} servers cannot do a load of {load:g} erlang: there is no steady state")
    wait = erlang_c(servers, load)
    mean = wait * handling / (servers - load)
    return Waiting(wait, 0.0, mean, arrivals * mean, load / servers)


def within(servers: int, load: float, times: float) -> float:
    """The share that is helped within a wait of `times` handling times (Erlang C); 0 when the queue grows."""
    if load >= servers:
        return 0.0
    return 1.0 - erlang_c(servers, load) * math.exp(-(servers - load) * times)


def impatient(servers: int, arrivals: float, handling: float, patience: float) -> Waiting:
    """A queue in which callers hang up after an exponential `patience` (Erlang A); stable at any load.

    The probabilities of the states beyond `servers` fall by arrivals / (servers/handling + waiting/patience) each.
    Raises ValueError for a patience or handling time that is not above zero.
    """
    _check(servers, arrivals * handling)
    if patience <= 0 or handling <= 0:
        raise ValueError("handling time and patience must be above zero")
    if arrivals == 0:
        return Waiting(0.0, 0.0, 0.0, 0.0, 0.0)
    # Relative to the state in which all agents are busy and nobody waits.
    blocked = erlang_b(servers, arrivals * handling)
    below = (1.0 - blocked) / blocked  # all states with an agent free, by the definition of Erlang B
    term, waiting, sum_states, sum_queue = 1.0, 0, 1.0, 0.0
    while waiting < _LONGEST:
        waiting += 1
        term *= arrivals / (servers / handling + waiting / patience)
        sum_states += term
        sum_queue += waiting * term
        if term * waiting < _NEGLIGIBLE * sum_states and arrivals < servers / handling + waiting / patience:
            break
    total = below + sum_states
    queue = sum_queue / total
    abandon = queue / (patience * arrivals)
    served = arrivals * (1.0 - abandon)
    busy = served * handling / servers if servers else 0.0
    return Waiting(sum_states / total, abandon, queue / arrivals, queue, busy)


def _check(servers: int, load: float) -> None:
    if servers < 0 or load < 0 or not math.isfinite(load):
        raise ValueError("servers and load must be finite and not below zero")
