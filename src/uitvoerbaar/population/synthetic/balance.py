"""Weights of a sample, such that it meets the published totals of the country.

Entropy balancing (Hainmueller 2012; the same as raking with an exponential distance, Deville and Sarndal 1992): the
weights nearest to "everybody counts the same" that meet the totals, by Newton's method on the dual problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.fit import to_integers
from uitvoerbaar.population.columns import HOUSEHOLDS, MINORS, PERSONS, province_codes, words
from uitvoerbaar.population.synthetic import work
from uitvoerbaar.population.synthetic.care import NONE
from uitvoerbaar.population.synthetic.compose import AGES, MAN, WOMAN, all_households, positions_by_age
from uitvoerbaar.population.synthetic.country import Country
from uitvoerbaar.population.synthetic.housing import CORPORATION, LANDLORD, NO_HOME, OWNED, TENURES
from uitvoerbaar.population.synthetic.place import persons_by_municipality
from uitvoerbaar.population.synthetic.wages import class_targets
from uitvoerbaar.population.tables import homes_lived_in, number, table

FloatArray = npt.NDArray[np.float64]
ADULT_BANDS = (18, 25, 35, 45, 55, 67, 75, AGES)
MINOR_BANDS = (0, 4, 12, 18)
_THIN = 8  # A total carried by fewer households of the sample is left out and named.
_ROUNDS = 60
_CLOSE = 1e-7
_MISSED = 1e-3
_STEP = 1.0
_BLOCK = 1 << 17
_UNIT = 1000


@dataclass(frozen=True)
class Margin:
    """A published total: its name, the value, and what every household contributes."""

    name: str
    target: float
    count: npt.NDArray[np.int8]


@dataclass(frozen=True)
class Balance:
    """Weights in thousandths; per published total its name, the target and what the weighted population has; and the
    names of the totals that were left out because too few households carry them."""

    weight: npt.NDArray[np.int32]
    met: tuple[tuple[str, float, float], ...]
    thin: tuple[str, ...]

    @property
    def missed(self) -> list[str]:
        """Totals that are off by over 0.1 percent."""
        return [name for name, target, found in self.met if abs(found / target - 1) > _MISSED]


def _per_household(owner: npt.NDArray[np.integer], mark: npt.NDArray[np.bool_], n: int) -> npt.NDArray[np.int8]:
    return np.bincount(owner[mark], minlength=n).astype(np.int8)


def margins(country: Country) -> Iterator[Margin]:
    """Every published total that a made population meets."""
    n, adult_home, minor_home = country.households, country.household, country.minor_household
    types = table("huishoudens_naar_type")
    for code, (name, total) in enumerate(zip(types.text("type"), types.numbers("huishoudens"), strict=True)):
        yield Margin(f"{HOUSEHOLDS}: {name}", float(total), (country.type == code).astype(np.int8))
    joint, at_home = positions_by_age()
    private = joint[:, :, :-1].sum(axis=2)
    for sex, label in ((MAN, "man"), (WOMAN, "vrouw")):
        for low, high in pairwise(ADULT_BANDS):
            mark = (country.sex == sex) & (country.age >= low) & (country.age < high)
            total = float(private[sex, low:high].sum())
            yield Margin(f"{PERSONS}: {label} {low}-{high - 1}", total, _per_household(adult_home, mark, n))
    for low, high in pairwise(MINOR_BANDS):
        mark = (country.minor_age >= low) & (country.minor_age < high)
        total = float(at_home[low:high].sum())
        yield Margin(f"{MINORS}: {low}-{high - 1}", total, _per_household(minor_home, mark, n))
    yield from _provinces(country, private.sum(axis=0), at_home)
    yield from _work(country)
    yield from _homes(country)
    yield from _income(country)
    for name, young in (("dag", True), ("bso", False)):
        mark = (country.k["opvangsoort"] != NONE) & ((country.minor_age < MINOR_BANDS[1]) == young)
        yield Margin(f"opvang: {name}", number(f"opvang_{name}_stand"), _per_household(minor_home, mark, n))


def _provinces(country: Country, adults: FloatArray, minors: FloatArray) -> Iterator[Margin]:
    by_age = adults.copy()
    by_age[: len(minors)] += minors
    persons = persons_by_municipality(by_age).sum(axis=1)
    members = (np.diff(country.adult_start) + country.minor_count).astype(np.int8)
    where = table("gemeenten").numbers("provincie")
    for code, name in zip(province_codes(), words("provincie"), strict=True):
        inside = country.province == code
        yield Margin(f"{PERSONS}: {name}", float(persons[where == code].sum()), np.where(inside, members, np.int8(0)))


def _work(country: Country) -> Iterator[Margin]:
    published, status, p = work.targets(), country.p["status"], country.p
    marks = {
        "werkzaam_volwassen": (status == work.EMPLOYEE) | (status == work.SELF_EMPLOYED),
        "zelfstandig": status == work.SELF_EMPLOYED,
        "arbeidsongeschikt": p["ao"],
        "werkloos": status == work.UNEMPLOYED,
        "bijstand": status == work.ASSISTANCE,
        "aio": p["bijstand"] & (status == work.PENSIONER),
    }
    for name, mark in marks.items():
        count = _per_household(country.household, mark, country.households)
        yield Margin(f"werk en uitkering: {name}", published[name], count)


def tenure_targets() -> dict[int, float]:
    """Households per kind of home: the stock by ownership over the households with a home of their own."""
    stock = homes_lived_in()
    homes = all_households() - number("geen_woning_aantal")
    share = homes / sum(stock.values())
    return {
        OWNED: stock["koop"] * share,
        CORPORATION: stock["corporatie"] * share,
        LANDLORD: stock["overige_verhuur"] * share,
        NO_HOME: number("geen_woning_aantal"),
    }


def _homes(country: Country) -> Iterator[Margin]:
    for code, total in tenure_targets().items():
        yield Margin(f"wonen: {TENURES[code]}", total, (country.h["eigendom"] == code).astype(np.int8))


def _income(country: Country) -> Iterator[Margin]:
    income, n = country.p["inkomen_2022"], country.households
    have = income != 0
    low, high, persons, _ = class_targets(round(int(have.sum()) * all_households() / n))
    cls = np.searchsorted(high, income, side="right")
    for c, (bottom, total) in enumerate(zip(low, persons, strict=True)):
        count = _per_household(country.household, have & (cls == c), n)
        yield Margin(f"persoonlijk inkomen 2022 vanaf {bottom:.0f}", float(total), count)


def _sums(counts: npt.NDArray[np.int8], weight: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Weighted totals and the weighted cross products of the margins."""
    k = counts.shape[0]
    total, cross = np.zeros(k), np.zeros((k, k))
    for start in range(0, len(weight), _BLOCK):
        part = counts[:, start : start + _BLOCK].astype(np.float64)
        weighted = part * weight[start : start + _BLOCK]
        total += weighted.sum(axis=1)
        cross += weighted @ part.T
    return total, cross


def _weights(counts: npt.NDArray[np.int8], base: float, multiplier: FloatArray) -> FloatArray:
    result = np.empty(counts.shape[1])
    for start in range(0, counts.shape[1], _BLOCK):
        part = counts[:, start : start + _BLOCK].astype(np.float64)
        result[start : start + _BLOCK] = base * np.exp(multiplier @ part)
    return result


def balance(country: Country) -> Balance:
    """Weights that sum to the households of the country (in thousandths); everybody counts once in a full country."""
    if country.households == all_households():
        counted = tuple((m.name, m.target, float(m.count.sum(dtype=np.int64))) for m in margins(country))
        return Balance(np.full(country.households, _UNIT, np.int32), counted, ())
    used: list[Margin] = []
    thin: list[Margin] = []
    for margin in margins(country):
        support = int((margin.count > 0).sum())
        (used if support >= _THIN else thin).append(margin)
    counts = np.stack([margin.count for margin in used])
    target = np.array([margin.target for margin in used])
    base = all_households() / country.households
    multiplier = np.zeros(len(used))
    weight = _weights(counts, base, multiplier)
    for _ in range(_ROUNDS):
        total, cross = _sums(counts, weight)
        gap = target - total
        if np.abs(gap / target).max() < _CLOSE:
            break
        # Margins overlap (types and kinds of home both add up to all households), so the least-norm step is taken.
        step = np.linalg.lstsq(cross, gap, rcond=1e-10)[0]
        multiplier += np.clip(step, -_STEP, _STEP)
        weight = _weights(counts, base, multiplier)
    whole = to_integers(weight, all_households() * _UNIT)
    total, _ = _sums(counts, whole / _UNIT)
    met = zip((m.name for m in used), target.tolist(), total.tolist(), strict=True)
    return Balance(whole.astype(np.int32), tuple(met), tuple(margin.name for margin in thin))
