"""How far a figure moves with what was assumed, and one interval of sample, assumptions and calibration together.

Members have the households of the population as it is made, so the difference of a member and `basis` is due to assumptions
and not to chance. Members with another composition of households have other people too: of their spread only what is beyond
chance counts. The interval is that for one more member (a prediction interval): the real country is one such member, if the
ranges of the assumptions are right.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.backtests.cases import Measured
from uitvoerbaar.assess.backtests.measure import Amounts, measured
from uitvoerbaar.assess.people.interval import Z
from uitvoerbaar.assess.uncertainty.members import Shares
from uitvoerbaar.base.arrays import Floats
from uitvoerbaar.base.text import Ground
from uitvoerbaar.population.ensemble.kept import Part

_SURE = {1: 3.84, 2: 3.0, 3: 2.61, 4: 2.37, 5: 2.21, 6: 2.1, 7: 2.01, 8: 1.94, 9: 1.88, 10: 1.83}
"""Upper 5 percent point of chi-square over its degrees of freedom."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How a figure moves: the mean of the members less the figure as it is made, and the spread around that mean.

    `half` is half the 95 percent interval of the assumptions alone; `composition` the part of it (a standard deviation)
    that is due to who lives together, 0 when it is not beyond chance. With `ratio` all three are of the logarithm: where the
    figure has the same sign in every member, it moves by so many times and does not pass zero.
    """

    mean: float
    half: float
    composition: float
    ratio: bool = False

    def of(self, value: float) -> tuple[float, float]:
        """The interval of the assumptions alone around a value; it holds the value."""
        if self.ratio:
            found = (value * math.exp(self.mean - self.half), value * math.exp(self.mean + self.half))
        else:
            found = (value + self.mean - self.half, value + self.mean + self.half)
        return min(value, *found), max(value, *found)


STILL = Shift(0.0, 0.0, 0.0)
"""Of a figure of which it is not known how assumptions move it."""


def shift_of(shares: Shares, figure: str) -> Shift:
    """The shift of a figure over the members of the ensemble that the shares are of."""
    chance = [
        sampling_variance(shares.of[figure][here]) if part.kind == "samenstelling" else 0.0
        for part, here in zip(shares.parts, shares.slices(), strict=True)
    ]
    return shift_over(shares.parts, shares.totals(figure), np.array(chance))


def measured_in(shares: Shares, scheme: str, what: Measured) -> tuple[Floats, Floats]:
    """A measure of a scheme in every part, and its sampling variance there."""
    of = shares.amounts[scheme]
    found = [
        measured(what, Amounts(of.before[here], of.after[here], of.weights[here], full=False))
        for here in shares.slices()
    ]
    return np.array([each.value for each in found]), np.array([(each.half / Z) ** 2 for each in found])


def shift_over(parts: Sequence[Part], values: Floats, chance: Floats) -> Shift:
    """The shift of what comes out in each part; `chance` is the sampling variance of it in parts with other households."""
    kinds = np.array([part.kind for part in parts])
    base, members, others = (kinds == kind for kind in ("basis", "lid", "samenstelling"))
    signs = np.sign(values)
    ratio = bool(signs[0] != 0 and (signs == signs[0]).all())
    if ratio:  # the variance of a logarithm is that of the value over its square
        values, chance = np.log(np.abs(values)), chance / values**2
    moved = values[members] - values[base][0]
    n = len(moved)
    spread = float(moved.std(ddof=1)) * math.sqrt(1 + 1 / n)
    composition = _composition(values[others], chance[others])
    half = math.hypot(student(n - 1) * spread, Z * composition)
    return Shift(float(moved.mean()), half, composition, ratio)


def _composition(values: Floats, chance: Floats) -> float:
    """The standard deviation that other households give beyond that of other samples of households; 0 when it may be chance."""
    if len(values) < 2:
        return 0.0
    spread, expected = float(values.var(ddof=1)), float(chance.mean())
    freedom = len(values) - 1
    if spread <= _SURE.get(freedom, _SURE[max(_SURE)]) * expected:
        return 0.0
    return math.sqrt(spread - expected)


def sampling_variance(parts: Floats) -> float:
    """Variance of a total of weighted values, sampled with replacement."""
    n = len(parts)
    return n / (n - 1) * float(((parts - parts.mean()) ** 2).sum())


def student(freedom: int) -> float:
    """The 97.5 percent point of Student's t (Cornish-Fisher expansion, Abramowitz and Stegun 26.7.5)."""
    z = Z
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )


def ends(value: float, low: float, high: float, shift: Shift, off: float, factor: float = 1.0) -> tuple[float, float]:
    """The interval of a value: `low` to `high` by the sample, `shift` by assumptions, and no less than the part `off` of it
    and than so many times less or more.

    Sample and assumptions are independent, so their distances are squared and added; of a shift that is a ratio, those of
    the logarithm. It holds the interval of the sample.
    """
    made = spans(value, low, high, shift, off, factor)
    return min(low for _, low, _ in made), max(high for _, _, high in made)


def grounds(
    value: float,
    band: tuple[float, float],
    shift: Shift,
    off: float,
    factor: float = 1.0,
    *,
    banded: tuple[Ground, ...] = ("steekproef", "steekproef"),
) -> tuple[Ground, Ground]:
    """What each of both `ends` comes from; `banded` is where the ends of the `band` that is widened come from.

    Of two that give the same end the one nearest to the data is named, so that a margin of other cases is told only where it
    makes the interval wider.
    """
    made = spans(value, *band, shift, off, factor)
    low, high = min(made, key=lambda each: each[1])[0], max(made, key=lambda each: each[2])[0]
    return low or banded[0], high or banded[-1]


def spans(
    value: float, low: float, high: float, shift: Shift, off: float, factor: float
) -> tuple[tuple[Ground | None, float, float], ...]:
    """The intervals of which the widest end counts, each with its ground; None is the interval that was given."""
    assumed, least = shift.of(value), abs(value) * off
    both = _both(value, low, assumed[0], shift.ratio), _both(value, high, assumed[1], shift.ratio)
    looked = sorted((value / factor, value * factor))
    return (
        (None, low, high),
        (None if shift == STILL else "ensemble", min(both), max(both)),
        ("ijking", value - least, value + least),
        ("terugblik", looked[0], looked[1]),
    )


def _both(value: float, sampled: float, assumed: float, ratio: bool) -> float:
    """The end of an interval on one side, from its ends by the sample and by the assumptions."""
    if ratio and value * sampled > 0:
        distance = math.hypot(math.log(sampled / value), math.log(assumed / value))
        return value * math.exp(math.copysign(distance, (assumed - value + sampled - value) * value))
    return value + math.copysign(math.hypot(sampled - value, assumed - value), assumed - value + sampled - value)
