"""Bring the columns of a population to another year: money grows with its series, birth dates move along.

The series are those of groei.csv and jaarbedragen.csv; which column follows which stands in kolommen.csv.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch.people import YEAR_STEP, date_code, year_of
from uitvoerbaar.law.registers import CHILD, Due, load_registers
from uitvoerbaar.population.columns import columns
from uitvoerbaar.population.synthetic.care import FORMS
from uitvoerbaar.population.tables import PopulationDataError, Year, homes_lived_in, money_of, number, table

Array = npt.NDArray[Any]
_LEAP_DAY = date_code(0, 2, 29)
_CHILDCARE = ("kot_dagopvang", "kot_bso", "kot_gastouder")
_EURO = 100
_FORM = "opvangsoort"
_BORN = "geboortedatum"
_EARNED = ("loon_uit_dienstbetrekking", "winst_uit_onderneming", "uitkeringen_en_pensioenen", "inkomen_box2")
_HOME = ("woningwaarde", "hypotheekschuld")

_SIMPLE: dict[str, Callable[[Year], float]] = {
    "loon": lambda year: year.wage,
    "vermogen": lambda year: year.wealth,
    "woz": lambda year: year.woz,
    "waarde": lambda year: year.home,
    "hypotheek": lambda year: year.mortgage,
    "beurs": lambda year: year.amounts["beurs_uit"],
    "huur": lambda year: _rent(year),
}
_IN_EUROS = frozenset({"loon", "vermogen", "woz", "waarde", "hypotheek", "overdracht", "beurs"})
DERIVED = ("inkomen_som", "opvangkosten", "vermogen_som")
"""Growth of a column that follows from other columns of the same record."""


def _rent(year: Year) -> float:
    """Growth of rents: of corporations and of other landlords by their numbers of homes; a record does not say which."""
    homes = homes_lived_in()
    social, other = homes["corporatie"], homes["overige_verhuur"]
    return (social * year.rent_social + other * year.rent_other) / (social + other)


class Growth:
    """Factors from year `start` to year `stop`. Raises PopulationDataError when a year has no figures."""

    def __init__(self, start: int, stop: int) -> None:
        self.start, self.stop = start, stop
        self.old, self.new = money_of(start), money_of(stop)

    def ratio(self, of: Callable[[Year], float]) -> float:
        """Factor of one series."""
        return of(self.new) / of(self.old)

    def amount(self, name: str) -> float:
        """Factor of an amount of jaarbedragen.csv."""
        return self.new.amounts[name] / self.old.amounts[name]

    def shifted(self, born: Array) -> npt.NDArray[np.int32]:
        """Birth dates moved by the difference in years; 29 February becomes the 28th in a common year."""
        moved = born + np.int32((self.stop - self.start) * YEAR_STEP)
        year = year_of(moved)
        common = (year % 4 != 0) | ((year % 100 == 0) & (year % 400 != 0))
        moved[(moved % YEAR_STEP == _LEAP_DAY) & common] -= 1
        return np.asarray(moved, dtype=np.int32)

    def factor(self, series: str, values: Mapping[str, Array]) -> float | Array:
        """Factor (one, or one per record) of `series`; `values`: the columns of the records in the old year."""
        if series in _SIMPLE:
            return self.ratio(_SIMPLE[series])
        if series == "premie":
            premium = table("zorgpremie").lookup("jaar", "premie")
            return premium[str(self.stop)] / premium[str(self.start)]
        if series == "overdracht":
            old = self.start - year_of(values[_BORN]) > number("groei_als_pensioen_boven")
            return np.where(old, self.ratio(lambda y: y.pension), self.ratio(lambda y: y.benefit))
        if series == "opvang":
            ratio = np.ones(len(FORMS))
            for code, amount in enumerate(_CHILDCARE, start=1):
                ratio[code] = self.new.amounts[amount] / self.old.amounts[amount]
            return np.asarray(ratio[values[_FORM].astype(np.int64)])
        raise PopulationDataError(tr("kolommen.csv: onbekende groei '{series}'", series=series))


def _scaled(values: Array, factor: float | Array, unit: int) -> Array:
    """Amounts times `factor` in whole units, in the same type and within its range."""
    limit = np.iinfo(values.dtype).max // unit
    return np.asarray(np.clip(np.rint(values * factor / unit), -limit, limit) * unit).astype(values.dtype)


def grow(of: str, values: dict[str, Array], growth: Growth) -> None:
    """Bring the columns of table `of` to another year (in place)."""
    before = dict(values)
    _complete(before)
    for column in columns(of):
        if column.name in values and column.growth and column.growth not in DERIVED:
            unit = _EURO if column.growth in _IN_EUROS else 1
            values[column.name] = _scaled(before[column.name], growth.factor(column.growth, before), unit)
    for name, due in load_registers().due(CHILD).items():
        if name in values:
            values[name] = _paid(name, due, before, values, growth)
    if "geregistreerd_inkomen" in values or "geschat_inkomen" in values:
        _registered(before, values, growth)
    if "vermogen" in values:
        values["vermogen"] = _net_worth(before, values, growth)
    if _BORN in values:
        values[_BORN] = growth.shifted(before[_BORN])


_TOGETHER = {
    "uurtarief": (_FORM,),
    "geregistreerd_inkomen": (_BORN, *_EARNED),
    "geschat_inkomen": ("geregistreerd_inkomen", *_EARNED),
    "uitkeringen_en_pensioenen": (_BORN,),
    "vermogen": _HOME,
}


def _complete(values: Mapping[str, Array]) -> None:
    """Raise PopulationDataError when a column is there and those that its growth depends on are not."""
    together = {name: (_FORM, *due.factors) for name, due in load_registers().due(CHILD).items()}
    for name, others in {**_TOGETHER, **together}.items():
        missing = [other for other in others if other not in values]
        if name in values and missing:
            raise PopulationDataError(
                tr(
                    "'{name}' kan niet naar een ander jaar zonder {missing}; geef die velden ook, of reken met "
                    "het jaar van de gegevens zelf",
                    name=name,
                    missing=", ".join(missing),
                )
            )


def _paid(name: str, due: Due, before: Mapping[str, Array], after: Mapping[str, Array], growth: Growth) -> Array:
    """Costs shown to be paid: all that is due, less a shortfall that grows like the prices; who paid nothing still does."""
    owed = [np.asarray(due.of({n: values[n].astype(np.int64) for n in due.factors})) for values in (before, after)]
    short = owed[0] - before[name]
    grown = _scaled(short, growth.factor("opvang", before), _EURO)
    paid = np.maximum(owed[1] - np.where(short > 0, grown, 0), 0)
    return np.asarray(np.where(before[name] == 0, 0, paid), dtype=np.int32)


def _net_worth(before: Mapping[str, Array], after: Mapping[str, Array], growth: Growth) -> Array:
    """Net worth with the home at its new value: a mortgage does not grow with the home, so equity moves more than both."""
    value, debt = _HOME
    rest = before["vermogen"] - before[value] + before[debt]
    return np.asarray(_scaled(rest, growth.factor("vermogen", before), _EURO) + after[value] - after[debt])


def _registered(before: Mapping[str, Array], after: dict[str, Array], growth: Growth) -> None:
    """Registered and estimated income grow as their parts do; what is no part as AOW (the old) or bijstand."""
    old = before["geregistreerd_inkomen"].astype(np.float64)
    parts = sum(before[name].astype(np.float64) for name in _EARNED)
    grown = sum(after[name].astype(np.float64) for name in _EARNED)
    aged = growth.start - year_of(before[_BORN]) > number("groei_als_pensioen_boven")
    rest = np.where(aged, growth.amount("aow_alleen"), growth.amount("bijstand_alleen"))
    new = grown + (old - parts) * rest
    ratio = np.divide(new, old, out=np.ones_like(old), where=old != 0)
    for name in ("geregistreerd_inkomen", "geschat_inkomen"):
        if name in before:
            after[name] = _scaled(before[name], ratio, _EURO)
