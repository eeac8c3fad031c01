"""What a change comes to for one scheme, in the words and units in which governments publish it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.backtests.cases import Measured
from uitvoerbaar.assess.people.totals import Estimate, count, mean, share, total
from uitvoerbaar.assess.poverty.measure import Measured as Poverty
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.numbers import MINUS
from uitvoerbaar.base.text import Text

_MILLION = 100 * 1_000_000
_MONTHLY = 100 * 12
_EURO = 100
"""Eurocent a year from where a household gets more or less: below it is rounding."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Eurocent a year of a scheme per household before and after, the weights in thousandths, and whether nobody is left out."""

    before: Ints
    after: Ints
    weights: Ints
    full: bool

    @property
    def change(self) -> Ints:
        return self.after - self.before


def off_words(published: float, ours: float) -> Text:
    """How far ours is from a published figure, in percents of it; in words where a percentage says nothing: of two that point
    different ways, and where one of them is 0. Both as they stand beside it, so that a 0 is what the reader sees."""
    if not published or not ours:
        return _ZERO[bool(published), bool(ours)]
    if published * ours < 0:
        return Text("de andere kant op", "the other way")
    return Text("{off} procent", "{off} percent").format(off=f"{(ours / published - 1) * 100:+.0f}".replace("-", MINUS))


_ZERO: Mapping[tuple[bool, bool], Text] = {
    (False, False): Text("geen verschil: allebei 0", "no difference: both 0"),
    (False, True): Text("gepubliceerd is 0, hier komt er wel iets uit", "published is 0, here something comes out"),
    (True, False): Text("hier komt er 0 uit", "here it comes to 0"),
}


def measured(what: Measured, of: Amounts) -> Estimate:
    """A measure of a change with its sampling interval, in the unit that `UNITS` gives it."""
    return _MEASURES[what](of)


def _amount(of: Amounts) -> Estimate:
    return _scaled(total(of.change, of.weights, of.full), _MILLION)


def _new(of: Amounts) -> Estimate:
    return count((of.before == 0) & (of.after > 0), of.weights, of.full)


def _new_monthly(of: Amounts) -> Estimate:
    return _scaled(mean(of.after, (of.before == 0) & (of.after > 0), of.weights, of.full), _MONTHLY)


def _more(of: Amounts) -> Estimate:
    return count((of.after > 0) & (of.change >= _EURO), of.weights, of.full)


def _less_share(of: Amounts) -> Estimate:
    return _scaled(share(-of.change >= _EURO, of.before > 0, of.weights, of.full), 0.01)


def _less_monthly(of: Amounts) -> Estimate:
    return _scaled(mean(-of.change, (of.before > 0) & (-of.change >= _EURO), of.weights, of.full), _MONTHLY)


def _change_monthly(of: Amounts) -> Estimate:
    return _scaled(mean(of.change, of.before > 0, of.weights, of.full), _MONTHLY)


_MEASURES: Mapping[Measured, Callable[[Amounts], Estimate]] = {
    "bedrag": _amount,
    "nieuwe_ontvangers": _new,
    "nieuw_per_maand": _new_monthly,
    "ontvangers_met_meer": _more,
    "deel_met_minder": _less_share,
    "minder_per_maand": _less_monthly,
    "verschil_per_maand": _change_monthly,
}


def poverty_measured(what: Measured, of: Poverty) -> Estimate:
    """A measure of the change below a line, in the unit that `UNITS` gives it."""
    if what == "mensen_onder_grens":
        return of.moved("personen")
    return _scaled(of.moved("kinderen"), of.everybody("kinderen") / 100)


def _scaled(of: Estimate, by: float) -> Estimate:
    return Estimate(of.value / by, of.half / by)


def wide(column: Ints) -> Ints:
    """A column in which differences of two amounts fit."""
    return column.astype(np.int64)
