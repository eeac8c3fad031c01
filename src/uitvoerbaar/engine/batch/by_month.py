"""Amounts of laws month by month, and their sum: exact, in whole millionths of a cent.

A law says in which period an amount falls and which day decides (law.periods). What it does not round is not rounded here:
a month is kept as the amount that the law gives, and divided only when the months have been added up.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch.people import Array
from uitvoerbaar.engine.batch.results import Result
from uitvoerbaar.engine.reference.values import EvaluationError
from uitvoerbaar.law.periods import Period

MICRO = 1_000_000
"""Millionths in a cent. Amounts of law have at most six decimals of a cent, unless they divide."""
_MOST = 2**61 // (12 * MICRO)
"""Cents. Twelve months of it, doubled to be rounded, fit in 64 bits."""
Micros = NDArray[np.int64]
Evaluate = Callable[[str, Sequence[str], Array], Result]
"""The outputs of some names on a day (ISO) for some rows."""
Ahead = Callable[[Sequence[str], str, Array], None]
"""Told which days of an output will be asked next for some rows, so that they can be run together."""


def _no_hurry(days: Sequence[str], name: str, rows: Array) -> None:
    """Every day is run when it is asked."""


@dataclass
class MonthAmounts:
    """Of one month, per name of an output that has a period which begins in it: what the law gives for `part` periods, in
    millionths of a cent. `errors` tells by position why a row could not be decided; its amounts are then 0.
    """

    values: dict[str, Micros] = field(default_factory=dict)
    errors: dict[int, EvaluationError] = field(default_factory=dict)


def month_amounts(
    rules: Mapping[str, Period], month: date, rows: Array, evaluate: Evaluate, ahead: Ahead = _no_hurry
) -> MonthAmounts:
    """The amounts of a month (its first day) for `rows`; names whose period does not begin in it are left out."""
    made = MonthAmounts()
    names = [name for name, rule in rules.items() if rule.begins(month.month)]
    if not names or not len(rows):
        return made
    found = evaluate(month.isoformat(), names, rows)
    made.errors.update(found.errors)
    for name in names:
        made.values[name] = micros(found, name)
    for name in (name for name in names if rules[name].by_days):
        _share_by_days(made, name, rules[name].part, month, rows, evaluate, ahead)
    for values in made.values.values():
        values[list(made.errors)] = 0
    return made


def _share_by_days(
    made: MonthAmounts, name: str, part: int, month: date, rows: Array, evaluate: Evaluate, ahead: Ahead
) -> None:
    """Let every day of the month count as much, for rows whose amount is another on the last day; in whole cents a month."""
    days = calendar.monthrange(month.year, month.month)[1]
    last = evaluate(month.replace(day=days).isoformat(), [name], rows)
    made.errors.update({row: why for row, why in last.errors.items() if row not in made.errors})
    changed = np.flatnonzero(micros(last, name) != made.values[name])
    if not len(changed):
        return
    total, chosen = np.zeros(len(changed), np.int64), rows[changed]
    each = [month.replace(day=day).isoformat() for day in range(1, days + 1)]
    ahead(each, name, chosen)
    for day in each:
        on_day = evaluate(day, [name], chosen)
        total += micros(on_day, name)
        for position, why in on_day.errors.items():
            made.errors.setdefault(int(changed[position]), why)
    whole, rest = np.divmod(total, days * part * MICRO)
    made.values[name][changed] = (whole + (2 * rest >= days * part * MICRO)) * part * MICRO


def micros(result: Result, name: str) -> Micros:
    """A column of amounts in millionths of a cent; a row without an answer counts as 0.

    Raises UserError for amounts too large to be held exactly.
    """
    values, missing = result.values[name], result.null.get(name)
    if values.dtype == object or values.dtype.kind not in "fiub":
        raise UserError(tr("'{name}' is geen bedrag en is niet op te tellen", name=name))
    if len(values) and float(np.abs(values.astype(np.float64)).max()) >= _MOST:
        raise UserError(tr("'{name}' geeft bedragen die te groot zijn om per maand op te tellen", name=name))
    whole = np.floor(values.astype(np.float64))
    made: Micros = whole.astype(np.int64) * MICRO + np.rint((values - whole) * MICRO).astype(np.int64)
    if missing is not None:
        made[missing] = 0
    return made


def shared(total: Micros, rule: Period) -> Micros:
    """A sum of amounts for `part` periods each as the amount of those periods: divided once, at the end.

    Rounded down to a millionth of a cent, so that rounding it after that is the same as rounding the exact quotient.
    """
    return total // rule.part


def cents(amounts: Micros) -> Micros:
    """Amounts in whole cents, half a cent up: to be read, not to reckon on with."""
    made: Micros = (2 * amounts + MICRO) // (2 * MICRO)
    return made
