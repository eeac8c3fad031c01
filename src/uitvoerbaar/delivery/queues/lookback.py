"""Backtests: the queues run on what happened, beside the figures that were published.

Every comparison says what it is: fitted (a number of the model was chosen such that it is right) or predicted (nothing was).
What was predicted is not tuned afterwards; a miss is shown as a miss.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np

from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.queues.calls import Line, Served, served
from uitvoerbaar.delivery.queues.draws import Draws, Floats, spread_points
from uitvoerbaar.delivery.queues.inputs import MINUTES, MONTH_DAYS, Staff, Team, Work
from uitvoerbaar.delivery.queues.little import waiting
from uitvoerbaar.delivery.queues.loop import PER_MONTH, Flow, follow
from uitvoerbaar.delivery.queues.penalties import Tariff
from uitvoerbaar.delivery.queues.results import ENDS

WEEK = 7.0
WEEKS = 365.25 / 7
_NAME = Text("", "")
_REPETITIONS = 100


@dataclass(frozen=True, slots=True)
class Callers:
    """People who called in each month, and how many of them spoke to nobody within five working days."""

    people: tuple[float, ...]
    missed: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ours:
    """What the model gives, with the ends between which 95 percent of the repetitions lie where chance plays a part."""

    value: float
    low: float | None = None
    high: float | None = None


Facts = Mapping[str, Fact]


def cbr(facts: Facts, draws: Draws) -> dict[str, Ours]:
    """Exams: the wait of April 2022 as a backlog, drained at the pace of 2022 with the inflow of 2019."""
    year = facts["cbr_examens"].value
    first = facts["cbr_wacht_apr22"].value
    stock = waiting(year / WEEKS, first)
    months = 60
    inflow = facts["cbr_kwartaal19"].value / 3
    flow = follow(
        _simple(months, [inflow] * months, [year / 12] * months, backlog=stock, backlog_age=first * WEEK),
        draws,
        _REPETITIONS,
    )
    # How long somebody waits who comes now: who waits, over what is done in a week.
    weeks = flow.curves["w"].waiting[:, PER_MONTH::PER_MONTH] / (year / WEEKS)
    reached = np.argmax(weeks <= facts["cbr_norm"].value, axis=1) + 1.0
    return {
        "cbr_wachtenden": Ours(stock),
        "cbr_april23": _interval(weeks[:, 11]),
        "cbr_norm": _interval(reached),
    }


def telephone(facts: Facts, callers: Callers) -> dict[str, Ours]:
    """A telephone line: one staffing for all months, then the staffing that each month would ask."""
    hours = facts["bt_uren"].value

    def at(people: float, agents: int) -> Served:
        places = round(facts["bt_wachtplaatsen"].value * agents)
        line = Line(
            agents,
            facts["bt_gespreksminuten"].value,
            facts["bt_geduld"].value,
            facts["bt_opnieuw"].value,
            agents + places,
        )
        return served(line, people / hours)

    def missed(people: float, agents: int) -> float:
        return people * (1 - at(people, agents).reached)

    same = _fewest(lambda agents: sum(missed(n, agents) for n in callers.people) <= sum(callers.missed))
    fixed = [missed(n, same) for n in callers.people]
    both = zip(callers.people, callers.missed, strict=True)
    months = [_fewest(partial(_at_most, missed, people, gone)) for people, gone in both]
    states = [at(n, agents) for n, agents in zip(callers.people, months, strict=True)]
    gone = sum(state.calls * hours * state.gave_up for state in states[:8])
    return {
        "bt_samenhang": Ours(callers_and_missed(replace(callers, missed=tuple(fixed)))),
        "bt_januari": Ours(fixed[0]),
        "bt_september": Ours(fixed[8]),
        "bt_bezetting": Ours(min(months) / max(months)),
        "bt_geweigerd": Ours(states[0].calls * hours * states[0].refused),
        "bt_opgegeven": Ours(gone),
    }


def _at_most(missed: Callable[[float, int], float], people: float, gone: float, agents: int) -> bool:
    return missed(people, agents) <= gone


def recovery(facts: Facts, draws: Draws) -> dict[str, Ours]:
    """A recovery operation that starts from nothing: staff that grows and learns, parents who keep coming."""
    months, fitted_at = 36, 32  # January 2021 up to December 2023; August 2023
    staff = [facts[f"uht_staf_{when}"].value for when in ("dec20", "sep21", "apr22", "doel")]
    places = _between([(0, staff[0]), (9, staff[1]), (16, staff[2]), (24, staff[3]), (months, staff[3])])
    parents = facts["uht_ouders_dec23"].value

    def run_with(minutes: float, growth: Sequence[float] = places) -> Flow:
        team = Team(
            Staff(
                tuple(growth),
                staff[0],
                hours=1200,
                learning_months=int(facts["uht_inwerken"].value),
                learning_start=1 / 3,
            ),
            (Work("w", _NAME, (0.0,) * months, minutes, spread=1.0, backlog=parents, backlog_age=1.0),),
        )
        return follow(team, draws, _REPETITIONS)

    def done(flow: Flow, month: int) -> Floats:
        return np.asarray(flow.curves["w"].decided[:, month * PER_MONTH])

    low, high = 1.0, 100 * 1200 * MINUTES
    for _ in range(40):
        minutes = (low * high) ** 0.5
        too_much = done(run_with(minutes), fitted_at).mean() > facts["uht_klaar_aug23"].value
        low, high = (minutes, high) if too_much else (low, minutes)
    flow = run_with(high)
    more = run_with(high, [staff[0] + 2 * (each - staff[0]) for each in places])
    return {
        "uht_aug23": _interval(done(flow, fitted_at)),
        "uht_dec23": _interval(1 - done(flow, months) / parents),
        "uht_dubbel": Ours(_mean_wait(more, parents) / _mean_wait(flow, parents)),
    }


def _mean_wait(flow: Flow, cases: float) -> float:
    """Mean time in months that a case waits within the months followed: what waits, added up, over the cases."""
    return float(flow.curves["w"].waiting.mean(axis=0).sum() / PER_MONTH / cases)


def assessments(facts: Facts, draws: Draws) -> dict[str, Ours]:
    """Assessments by physicians: what fewer of them do, and a queue that grows as it did."""
    each = facts["uwv_keuringen17"].value / facts["uwv_artsen17"].value
    grown = facts["uwv_laat22"].value - facts["uwv_laat21"].value
    monthly = facts["uwv_keuringen22"].value / 12
    months = 60
    inflow = monthly + grown / 12
    flow = follow(
        _simple(months, [inflow] * months, [monthly] * months, backlog=facts["uwv_laat22"].value, backlog_age=1.0),
        draws,
        _REPETITIONS,
    )
    queue = flow.curves["w"].waiting
    weekly = facts["uwv_aanvragen"].value / WEEKS
    over = facts["uwv_termijn_nieuw"].value - facts["uwv_termijn_oud"].value
    return {
        "uwv_keuringen": Ours(each * facts["uwv_artsen22"].value),
        "uwv_dec25": _interval(queue[:, 36 * PER_MONTH]),
        "uwv_2027": _interval(queue[:, 60 * PER_MONTH]),
        "uwv_zestien": Ours(max(0.0, facts["uwv_laat25"].value - waiting(weekly, over))),
    }


def court(facts: Facts, tariff: Tariff, after: float) -> dict[str, Ours]:
    """Penalties of the court, from how long people wait: the share that goes to court is that of 2023.

    `after` is how many days after the term a penalty of the court begins to run.
    """
    long, short = 15 * MONTH_DAYS, 6 * MONTH_DAYS
    spread = facts["ind_spreiding"].value
    cases = (facts["ind_aanvragen24"].value + facts["ind_aanvragen25"].value) / 2

    def cost(mean: float, term: float) -> float:
        return float(tariff.due(spread_points(mean, spread, 2000) - term - after).mean()) * cases / 100

    means = [_mean_for(facts[name].value, long, spread) for name in ("ind_binnen23", "ind_binnen24")]
    share = facts["ind_dwangsom23"].value / cost(means[0], long)
    return {
        "ind_2023": Ours(share * cost(means[0], long)),
        "ind_2024": Ours(share * cost(means[1], long)),
        "ind_2025": Ours(share * cost(facts["ind_wacht25"].value * WEEK, short)),
        "ind_wachtenden": Ours(waiting(cases / WEEKS, facts["ind_wacht25"].value)),
    }


def _mean_for(share: float, days: float, spread: float) -> float:
    """The mean wait at which this share waits at most so many days."""
    low, high = 1.0, 100 * days
    for _ in range(60):
        mean = (low + high) / 2
        low, high = (mean, high) if (spread_points(mean, spread, 2000) <= days).mean() > share else (low, mean)
    return low


def _simple(months: int, inflow: Sequence[float], outflow: Sequence[float], **rest: float) -> Team:
    """A team whose whole time gives so many cases a month."""
    places = tuple(each / 100 for each in outflow)
    staff = Staff(places, places[0], hours=1200)
    return Team(staff, (replace(Work("w", _NAME, tuple(inflow), 60.0, spread=1.0), **rest),))  # type: ignore[arg-type]


def _between(points: Sequence[tuple[int, float]]) -> tuple[float, ...]:
    """A number for each month on straight lines between points (month, number)."""
    found: list[float] = []
    for (start, first), (end, last) in pairwise(points):
        found += [first + (last - first) * (month - start) / (end - start) for month in range(start, end)]
    return tuple(found)


def _fewest(enough: Callable[[int], bool]) -> int:
    """The smallest number for which it is enough, by doubling and halving."""
    high = 1
    while not enough(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def callers_and_missed(callers: Callers) -> float:
    """The correlation of how many call and which share of them is not helped."""
    people, missed = np.asarray(callers.people), np.asarray(callers.missed)
    return float(np.corrcoef(people, missed / people)[0, 1])


def _interval(values: Floats) -> Ours:
    low, high = np.quantile(values, ENDS)
    return Ours(float(values.mean()), float(low), float(high))
