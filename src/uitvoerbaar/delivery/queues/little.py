"""Little's law: people waiting = people who come per unit of time, times how long each waits.

It holds for any queue over a long time, whatever the order or the spread (Little, "A proof for the queuing formula
L = λW", Operations Research 9, 1961).
"""

from __future__ import annotations


def waiting(rate: float, wait: float) -> float:
    """How many wait, from how many are helped per unit of time and how long each waits in that unit."""
    return rate * wait


def wait(number: float, rate: float) -> float:
    """How long a new one waits, from how many wait and how many are helped per unit of time.

    Raises ZeroDivisionError when nobody is helped: then a wait has no end.
    """
    return number / rate


def drained(first: float, last: float, rate: float, time: float) -> float:
    """How much more is helped than comes in per unit of time, when the wait went from `first` to `last` in `time`."""
    return (first - last) * rate / time


def until(now: float, norm: float, per_time: float) -> float:
    """In how much time a wait of `now` is down to `norm`, when it falls by `per_time` each unit. Raises ValueError when it
    does not fall."""
    if per_time <= 0:
        raise ValueError("the wait does not fall, so the norm is never reached")
    return (now - norm) / per_time
