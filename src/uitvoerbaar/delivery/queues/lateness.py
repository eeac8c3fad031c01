"""How long cases take and which are too late, from the curves of what came in and what was decided."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uitvoerbaar.delivery.queues.draws import Floats, spread_points
from uitvoerbaar.delivery.queues.inputs import MONTH_DAYS
from uitvoerbaar.delivery.queues.loop import PER_MONTH, STEP_DAYS, Curves

FLOW_POINTS = 25
"""Equally likely times that a case takes beside its wait for staff."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Cases decided in each step: how many, and how many days each waited for staff; (repetitions, steps)."""

    decided: Floats
    wait: Floats


def leads(curves: Curves) -> Lead:
    """The wait of the case in the middle of those decided in each step."""
    decided = curves.decided
    middle = (decided[:, 1:] + decided[:, :-1]) / 2
    days, came = _timeline(curves)
    at = np.arange(1, decided.shape[1]) * STEP_DAYS - STEP_DAYS / 2
    wait = np.empty_like(middle)
    for each in range(len(middle)):
        wait[each] = at - np.interp(middle[each], came[each], days)
    return Lead(np.diff(decided, axis=1), np.maximum(wait, 0.0))


def _timeline(curves: Curves) -> tuple[Floats, Floats]:
    """Moments in days and the cases that had come in by then, (points,) and (repetitions, points): from the oldest of
    the backlog on."""
    steps = curves.arrived.shape[1]
    days = np.append(-max(curves.work.backlog_age, 1e-9), np.arange(steps) * STEP_DAYS)
    came = np.hstack([np.zeros((len(curves.arrived), 1)), curves.arrived])
    return days, came


def late_by_due_month(curves: Curves) -> tuple[Floats, Floats]:
    """Cases whose legal term ends in each month, and how many of them are not decided by then; (repetitions, months).

    Everybody who should have had a decision counts, also who still waits at the end. Raises ValueError for work without a term.
    """
    work = curves.work
    if work.term_days is None:
        raise ValueError(f"{work.id} has no legal term")
    days, came = _timeline(curves)
    fine = np.linspace(days[0], days[-1], (len(days) - 1) * 4 + 1)
    middle = (fine[1:] + fine[:-1]) / 2
    flow = spread_points(work.flow_days, work.flow_spread, FLOW_POINTS)
    months = (curves.arrived.shape[1] - 1) // PER_MONTH
    due_at = np.floor((middle + work.term_days) / MONTH_DAYS).astype(int)
    seen = (due_at >= 0) & (due_at < months)
    due, late = np.zeros((len(came), months)), np.zeros((len(came), months))
    ends = np.arange(curves.decided.shape[1]) * STEP_DAYS
    for each in range(len(came)):
        line = np.interp(fine, days, came[each])
        many, number = np.diff(line), (line[1:] + line[:-1]) / 2
        # A case is decided within the step in which the curve of decisions passes its number.
        done = np.interp(number, curves.decided[each], ends, right=np.inf)
        wait = np.maximum(done - middle, 0.0)
        # The part of the equally likely times, which stand in order, with which this wait passes the term.
        chance = 1 - np.searchsorted(flow, work.term_days - wait, side="right") / FLOW_POINTS
        due[each] = np.bincount(due_at[seen], weights=many[seen], minlength=months)[:months]
        late[each] = np.bincount(due_at[seen], weights=(many * chance)[seen], minlength=months)[:months]
    return due, late


def due_later(curves: Curves) -> Floats:
    """How many cases came in the months followed of which the legal term ends after them, so that nobody knows whether they are
    late; (repetitions,). Raises ValueError for work without a term."""
    work = curves.work
    if work.term_days is None:
        raise ValueError(f"{work.id} has no legal term")
    days, came = _timeline(curves)
    months = (curves.arrived.shape[1] - 1) // PER_MONTH
    last = months * MONTH_DAYS - work.term_days
    return np.asarray([line[-1] - np.interp(last, days, line) for line in came])


def percentiles(curves: Curves, shares: tuple[float, ...]) -> Floats:
    """Days from application to decision below which these shares of the cases decided in a month stay, over all repetitions.

    Shape (shares, months); not a number in a month without decisions.
    """
    lead = leads(curves)
    flow = spread_points(curves.work.flow_days, curves.work.flow_spread, FLOW_POINTS)
    months = lead.wait.shape[1] // PER_MONTH
    found = np.full((len(shares), months), np.nan)
    for month in range(months):
        part = slice(month * PER_MONTH, (month + 1) * PER_MONTH)
        days = (lead.wait[:, part, None] + flow).ravel()
        weight = np.repeat(lead.decided[:, part, None], FLOW_POINTS, axis=2).ravel()
        if weight.sum() <= 0:
            continue
        order = np.argsort(days, kind="stable")
        share = np.cumsum(weight[order]) / weight.sum()
        found[:, month] = days[order][np.minimum(np.searchsorted(share, shares), len(days) - 1)]
    return found


def penalties_by_month(curves: Curves) -> tuple[Floats, Floats]:
    """Eurocent of penalties for cases decided in each month, (repetitions, months): by the Awb, and by the court.

    Raises ValueError for work without a term or without penalties.
    """
    work = curves.work
    if work.term_days is None or work.penalties is None:
        raise ValueError(f"{work.id} has no legal term, or no penalties")
    lead = leads(curves)
    flow = spread_points(work.flow_days, work.flow_spread, FLOW_POINTS)
    over = lead.wait[:, :, None] + flow - work.term_days
    sums = []
    for due in (work.penalties.statutory_due(over), work.penalties.court_due(over)):
        each = due.mean(axis=2) * lead.decided
        sums.append(each.reshape(len(each), -1, PER_MONTH).sum(axis=2))
    return sums[0], sums[1]
