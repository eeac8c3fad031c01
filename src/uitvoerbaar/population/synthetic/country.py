"""The country in memory: households in order of municipality, their adults and minors as rows with ranges.

Order of adults within a household: head, partner, other adults (adult children first). Rows of minors follow the
households too, so a household's adults and minors are half-open ranges.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.draws import Blocks, Draws
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.population.synthetic.compose import ADULT, MARRIED, Composition
from uitvoerbaar.population.tables import Year, table

Int8 = npt.NDArray[np.int8]
Int16 = npt.NDArray[np.int16]
Int32 = npt.NDArray[np.int32]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

HEAD, PARTNER, CHILD, MEMBER = range(4)


@dataclass
class Country:
    """Structure of the population plus the columns made so far (`h` households, `p` adults, `k` minors)."""

    draws: Draws
    blocks: Blocks
    money: Year
    type: Int8
    municipality: Int16
    province: Int8
    adult_start: Int32
    minor_start: Int32
    household: Int32
    role: Int8
    age: Int8
    sex: Int8
    minor_household: Int32
    minor_age: Int8
    h: dict[str, npt.NDArray[Any]] = field(default_factory=dict)
    p: dict[str, npt.NDArray[Any]] = field(default_factory=dict)
    k: dict[str, npt.NDArray[Any]] = field(default_factory=dict)

    @property
    def households(self) -> int:
        """Number of households."""
        return len(self.type)

    @property
    def adults(self) -> int:
        """Number of persons of 18 and over."""
        return len(self.household)

    @property
    def minors(self) -> int:
        """Number of children under 18."""
        return len(self.minor_household)

    @property
    def head(self) -> Int32:
        """Row of the head of every household."""
        return self.adult_start[:-1]

    @cached_property
    def has_partner(self) -> BoolArray:
        """Per household: the head has a partner (in the next row)."""
        return np.asarray(self.role[np.minimum(self.head + 1, self.adults - 1)] == PARTNER)

    def has_partner_row(self, start: int, stop: int) -> BoolArray:
        """Per adult in [start, stop): head with a partner, or partner."""
        return np.asarray(self.has_partner[self.household[start:stop]] & (self.role[start:stop] <= PARTNER))

    def is_sole_earner(self, start: int, stop: int) -> BoolArray:
        """Per adult in [start, stop): head of a household without a partner."""
        return np.asarray(~self.has_partner[self.household[start:stop]] & (self.role[start:stop] == HEAD))

    @cached_property
    def married(self) -> BoolArray:
        """Per household: a married or registered couple."""
        return np.isin(self.type, MARRIED)

    @property
    def minor_count(self) -> Int32:
        """Children under 18 per household."""
        return np.diff(self.minor_start)

    @property
    def pension_age(self) -> int:
        """First full year of age at which everyone in the year has reached the AOW age."""
        return pension_age(self.money)


def pension_age(money: Year) -> int:
    """First full year of age at which everyone in the year has reached the AOW age."""
    return int(np.ceil(money.amounts["aow_leeftijd_maanden"] / 12))


def _ranges(starts: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]) -> IntArray:
    """Indices starts[0].. starts[0]+counts[0], starts[1].. concatenated."""
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(int(counts.sum()))


def settle(homes: Composition, municipality: Int16, draws: Draws, blocks: Blocks, money: Year) -> Country:
    """Sort households by municipality and write their members out as rows."""
    order = np.argsort(municipality, kind="stable")
    n = homes.n
    child_counts = homes.children.astype(np.int64)
    child_rows = _ranges((np.cumsum(child_counts) - child_counts)[order], child_counts[order])
    child_age, child_sex = homes.child_age[child_rows], homes.child_sex[child_rows]
    child_home = np.repeat(np.arange(n, dtype=np.int32), child_counts[order])
    other_counts = homes.others.astype(np.int64)
    other_rows = _ranges((np.cumsum(other_counts) - other_counts)[order], other_counts[order])

    minor = child_age < ADULT
    minor_counts = np.bincount(child_home[minor], minlength=n)
    grown = ~minor
    grown_counts = np.bincount(child_home[grown], minlength=n)
    pair = homes.age2[order] >= 0
    adults = 1 + pair + grown_counts + other_counts[order]
    adult_start = np.concatenate([[0], np.cumsum(adults)]).astype(np.int32)
    total = int(adult_start[-1])
    age, sex, role = np.empty(total, np.int8), np.empty(total, np.int8), np.empty(total, np.int8)

    def put(rows: npt.NDArray[np.integer], ages: Int8, sexes: Int8, what: int) -> None:
        age[rows], sex[rows], role[rows] = ages, sexes, what

    head = adult_start[:-1]
    put(head, homes.age1[order], homes.sex1[order], HEAD)
    put(head[pair] + 1, homes.age2[order][pair], homes.sex2[order][pair], PARTNER)
    put(_ranges(head + 1 + pair, grown_counts), child_age[grown], child_sex[grown], CHILD)
    put(
        _ranges(head + 1 + pair + grown_counts, other_counts[order]),
        homes.other_age[other_rows],
        homes.other_sex[other_rows],
        MEMBER,
    )
    provinces = table("gemeenten").numbers("provincie").astype(np.int8)
    return Country(
        draws=draws,
        blocks=blocks,
        money=money,
        type=homes.type[order],
        municipality=municipality[order],
        province=provinces[municipality[order]],
        adult_start=adult_start,
        minor_start=np.concatenate([[0], np.cumsum(minor_counts)]).astype(np.int32),
        household=np.repeat(np.arange(n, dtype=np.int32), adults),
        role=role,
        age=age,
        sex=sex,
        minor_household=child_home[minor],
        minor_age=child_age[minor],
    )
