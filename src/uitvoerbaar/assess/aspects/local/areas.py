"""Cases and euros per area: counted where the sample holds enough households of it, else divided by inhabitants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.assess.workload.counts import Cases
from uitvoerbaar.base.arrays import Floats, Ints
from uitvoerbaar.delivery.organisations import LocalAuthority
from uitvoerbaar.engine.batch.people import Strings

MUNICIPALITY, PROVINCE = "gemeente", "provincie"


@dataclass(frozen=True, slots=True)
class Area:
    """An area with its cases a year and what these get or pay (eurocent a year), before and after.

    `households` are those of the country that the sample stands for there, `rows` how many households of the sample that
    are; `touched` are the households (of the country) of whom an amount changes. `counted` is False for what was divided by
    inhabitants.
    """

    name: str
    cases: Pair[float]
    money: Pair[float]
    households: float
    rows: int
    touched: float
    counted: bool = True

    @property
    def more(self) -> float:
        """Cases after less before."""
        return self.cases.after - self.cases.before


def words(ctx: Context, column: str) -> Strings | None:
    """The column of an area of every household; None when the population lacks it (own microdata may)."""
    found = ctx.base.households.get(column)
    return found if isinstance(found, Strings) else None


def by_area(ctx: Context, codes: Ints, names: Sequence[str], found: Iterable[Cases]) -> list[Area]:
    """Cases and euros of some schemes together, per area; `codes` is the area of every household."""
    weights = ctx.weights / MILLI
    known = list(found)

    def added(columns: Iterable[Ints]) -> Floats:
        values = np.sum([column * weights for column in columns], axis=0)
        return np.asarray(np.bincount(codes, weights=values, minlength=len(names)), dtype=np.float64)

    cases = Pair(added(c.have.before for c in known), added(c.have.after for c in known))
    money = Pair(added(c.amount.before for c in known), added(c.amount.after for c in known))
    households = np.bincount(codes, weights=weights, minlength=len(names))
    rows = np.bincount(codes, minlength=len(names))
    moved = np.any([c.amount.before != c.amount.after for c in known], axis=0)
    touched = np.bincount(codes, weights=weights * moved, minlength=len(names))
    return [
        Area(
            name,
            Pair(float(cases.before[at]), float(cases.after[at])),
            Pair(float(money.before[at]), float(money.after[at])),
            float(households[at]),
            int(rows[at]),
            float(touched[at]),
        )
        for at, name in enumerate(names)
    ]


def by_size(ctx: Context, municipalities: Sequence[LocalAuthority], found: Iterable[Cases]) -> dict[str, Area] | None:
    """Cases per size class of municipality, by the id of the class; None when households have no municipality."""
    place = words(ctx, MUNICIPALITY)
    if place is None:
        return None
    sizes = {each.id: each.size.id for each in municipalities if each.size is not None}
    names = list(dict.fromkeys(sizes.values()))
    if any(word not in sizes for word in place.words):
        return None
    of_word = np.array([names.index(sizes[word]) for word in place.words], dtype=np.int64)
    return {area.name: area for area in by_area(ctx, of_word[place.codes], names, found)}


def by_municipality(
    ctx: Context, municipalities: Sequence[LocalAuthority], found: Sequence[Cases], sizes: Mapping[str, Area]
) -> list[tuple[LocalAuthority, Area]]:
    """Every municipality: counted where the sample holds enough of its households, else its share by inhabitants of what
    the municipalities of its size class have together. One of a class that the sample hardly holds is left out.
    """
    place = words(ctx, MUNICIPALITY)
    assert place is not None
    counted = {a.name: a for a in by_area(ctx, place.codes.astype(np.int64), place.words, found)}
    least = ctx.settings.norm("kleinste_groep_huishoudens")
    inhabitants: dict[str, float] = {}
    for each in municipalities:
        if each.size is not None and each.inhabitants is not None:
            inhabitants[each.size.id] = inhabitants.get(each.size.id, 0.0) + each.inhabitants.value
    made = []
    for each in municipalities:
        own = counted.get(each.id)
        if own is not None and own.rows >= least:
            made.append((each, own))
        elif each.size is not None and each.inhabitants is not None and _large(sizes.get(each.size.id), least):
            part = each.inhabitants.value / inhabitants[each.size.id]
            made.append((each, _part(each.id, sizes[each.size.id], part)))
    return made


def _large(area: Area | None, least: float) -> bool:
    """Whether the sample holds enough households of a size class to divide what they have."""
    return area is not None and area.rows >= least


def _part(name: str, of: Area, part: float) -> Area:
    return Area(
        name,
        of.cases.map(lambda cases: cases * part),
        of.money.map(lambda money: money * part),
        of.households * part,
        of.rows,
        of.touched * part,
        counted=False,
    )
