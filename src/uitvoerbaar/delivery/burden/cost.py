"""The standard cost model: number x frequency x (time x rate + expense), structural and one-off, with low and high ends.

Source: Handboek meting regeldrukkosten. Everybody is taken to comply, fees and fines are no burden, and what a business
would do anyhow is left out (`Duty.own`). Euros here are whole amounts as floats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.base.arrays import Bools
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.burden.duty import SIDES, Action, Duty, DutyFile, Per, Rates, Side, Who
from uitvoerbaar.delivery.burden.span import NOTHING, Span, total
from uitvoerbaar.delivery.burden.target import Citizens, Target

_HOUR = 60.0


@dataclass(frozen=True, slots=True)
class Amount:
    """On how many it falls, their hours and their euros."""

    count: Span
    hours: Span
    euros: Span

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.count + other.count, self.hours + other.hours, self.euros + other.euros)


NO_AMOUNT = Amount(NOTHING, NOTHING, NOTHING)


@dataclass(frozen=True, slots=True)
class Share:
    """The part of one size or sector: its name, whether it is of the SME, before and after a year, and one-off."""

    id: str
    name: Text
    sme: bool
    before: Amount
    after: Amount
    once: Amount


@dataclass(frozen=True, slots=True)
class DutyCost:
    """What a duty costs a year before and after, what it asks once of who newly has it, and that by size and by sector.

    Of citizens there are no sizes and sectors.
    """

    duty: Duty
    before: Amount
    after: Amount
    once: Amount
    by_size: tuple[Share, ...] = ()
    by_sector: tuple[Share, ...] = ()

    @property
    def change(self) -> Span:
        """Euros a year more after than before."""
        return self.after.euros - self.before.euros


@dataclass(frozen=True, slots=True)
class Burden:
    """The duties of a file, costed. `missing` says what could not be counted."""

    file: DutyFile
    lines: tuple[DutyCost, ...]
    missing: tuple[Duty, ...] = ()

    def sum(self, of: Callable[[DutyCost], Amount]) -> Amount:
        """One amount of every duty added up."""
        found = [of(line) for line in self.lines]
        return Amount(*(total(getattr(one, name) for one in found) for name in ("count", "hours", "euros")))

    @property
    def change(self) -> Span:
        """Euros a year more after than before."""
        return total(line.change for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Unit:
    """Hours and euros of one time, for each business or applicant, and for each job."""

    hours: Span
    euros: Span
    job_hours: Span
    job_euros: Span

    def of(self, count: Span, jobs: float, times: Span | float) -> Amount:
        hours = (self.hours * count + self.job_hours * jobs) * times
        return Amount(count, hours, (self.euros * count + self.job_euros * jobs) * times)


def cost(file: DutyFile, rates: Rates, target: Target | None, citizens: Citizens | None) -> Burden:
    """The duties of a file by the standard cost model.

    A duty on businesses needs `target`, one on citizens `citizens`; without these it is among the missing.
    """
    lines, missing = [], []
    for duty in file.duties:
        who = _who(duty)
        if who == "bedrijven" and target is not None:
            lines.append(_of_businesses(duty, rates, target))
        elif who == "burgers" and citizens is not None:
            lines.append(_of_citizens(duty, rates, citizens))
        else:
            missing.append(duty)
    return Burden(file, tuple(lines), tuple(missing))


def concerned(burdens: Iterable[Burden], target: Target, side: Side) -> Bools:
    """Which records have at least one duty of some files on a side; a business with several counts once."""
    held = np.zeros(len(target.weight), np.bool_)
    for line in (line for burden in burdens for line in burden.lines if _who(line.duty) == "bedrijven"):
        held |= target.under(line.duty.rules.get(side))
    return held


def _who(duty: Duty) -> Who:
    return next(iter(duty.rules.values())).who


def _unit(actions: Sequence[Action], rates: Rates, expense: Span) -> _Unit:
    def added(per: tuple[Per, ...], euros: bool) -> Span:
        spans = []
        for action in actions:
            if action.per in per:
                hours = Span.of(action.minutes) * (1 / _HOUR)
                spans.append(hours * Span.of(rates.by_staff[action.staff].euros) if euros else hours)
        return total(spans)

    each: tuple[Per, ...] = ("bedrijf", "aanvrager")
    job: tuple[Per, ...] = ("baan",)
    return _Unit(added(each, False), added(each, True) + expense, added(job, False), added(job, True))


def _yearly(duty: Duty, rates: Rates) -> _Unit:
    return _unit(duty.actions, rates, Span.of(duty.expense))


def _once(duty: Duty, rates: Rates) -> _Unit:
    return _unit(duty.once.actions, rates, Span.of(duty.once.investment))


def _times(duty: Duty) -> Span:
    return Span.of(duty.part, 1.0) * (duty.times * (1 - duty.own))


def _of_businesses(duty: Duty, rates: Rates, target: Target) -> DutyCost:
    yearly, once, times = _yearly(duty, rates), _once(duty, rates), _times(duty)
    masks = {side: target.under(duty.rules.get(side)) for side in SIDES}
    new = masks["na"] & ~masks["voor"]

    def amounts(where: Bools) -> tuple[Amount, Amount, Amount]:
        before, after = (_amount(yearly, target, masks[side] & where, times) for side in SIDES)
        return before, after, _amount(once, target, new & where, 1.0)

    def parts(place: np.ndarray, names: dict[str, Text]) -> tuple[Share, ...]:
        return tuple(
            Share(name, text, name in target.sme, *amounts(np.asarray(place == number, np.bool_)))
            for number, (name, text) in enumerate(names.items())
        )

    everybody = np.ones(len(target.weight), np.bool_)
    by_size, by_sector = parts(target.group, dict(target.groups)), parts(target.sector, dict(target.sectors))
    return DutyCost(duty, *amounts(everybody), by_size, by_sector)


def _amount(unit: _Unit, target: Target, mask: Bools, times: Span | float) -> Amount:
    weight = target.weight[mask]
    return unit.of(Span.exact(float(weight.sum())), float((weight * target.jobs[mask]).sum()), times)


def _of_citizens(duty: Duty, rates: Rates, citizens: Citizens) -> DutyCost:
    yearly, once, times = _yearly(duty, rates), _once(duty, rates), _times(duty)
    counts = {side: _counted(duty, side, citizens) for side in SIDES}
    more = counts["na"] - counts["voor"]
    new = Span(*(max(0.0, value) for value in (more.low, more.mid, more.high)))
    before, after = (yearly.of(counts[side], 0.0, times) for side in SIDES)
    return DutyCost(duty, before, after, once.of(new, 0.0, 1.0))


def _counted(duty: Duty, side: Side, citizens: Citizens) -> Span:
    rule = duty.rules.get(side)
    return NOTHING if rule is None or rule.count is None else citizens[side].get(rule.count, NOTHING)
