"""Who belongs to whom, and how old: what cannot be is refused, what is odd is told; all rows in one pass.

Days are codes of engine.batch.people (year * 512 + month * 32 + day), which order as days do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch.people import YEAR_STEP, Array, date_code
from uitvoerbaar.engine.explain.odd_ages import OLDEST, YOUNGEST_ALONE, YOUNGEST_PARENT

ADULT = 18
Place = Callable[[Array], str]
"""Where rows stand, in words."""


@dataclass
class Remarks:
    """What is refused and what is told, one sentence each with its rows."""

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, wrong: Array, place: Place, what: str) -> None:
        """Refuse rows when there are any."""
        if wrong.any():
            self.problems.append(f"{place(np.flatnonzero(wrong))}: {what}")

    def tell(self, odd: Array, place: Place, what: str) -> None:
        """Tell of rows when there are any."""
        if odd.any():
            self.notes.append(tr("let op: {place}: {what}", place=place(np.flatnonzero(odd)), what=what))


def persons_born(told: Remarks, born: Array, day: int, place: Place, on: str) -> None:
    """Ages of persons on a day: nobody is unborn, and hardly anybody older than 115."""
    told.refuse(born > day, place, tr("is op {on} nog niet geboren", on=on))
    told.tell(
        (born > 0) & (born + OLDEST * YEAR_STEP < day),
        place,
        tr("zou op {on} ouder dan {oldest} jaar zijn", on=on, oldest=OLDEST),
    )


def partners_born(told: Remarks, born: Array, partner: Array, day: int, place: Place) -> None:
    """Tell of persons with a partner who are too young for one; `partner` is the row of the partner, -1 without."""
    young = (born > 0) & (born <= day) & (born + YOUNGEST_ALONE * YEAR_STEP > day) & (partner >= 0)
    told.tell(young, place, tr("heeft een partner en is jonger dan {youngest} jaar", youngest=YOUNGEST_ALONE))


def wrong_partners(partner: Array) -> list[tuple[Array, str]]:
    """Persons whose partner cannot be, with why; `partner` is the row of the partner, -1 without one."""
    own = np.arange(len(partner))
    some = partner >= 0
    alone = some & (partner == own)
    one_sided = some & ~alone & (partner[np.maximum(partner, 0)] != own)
    return [
        (alone, tr("noemt de persoon zelf")),
        (one_sided, tr("noemt een partner die deze persoon niet als partner noemt")),
    ]


def parents(told: Remarks, child: Array, parent: Array, place: Place) -> None:
    """Birth days of children beside those of the parent of each row; 0 where one of them is not known."""
    known = (child > 0) & (parent > 0)
    younger = known & (parent >= child)
    told.refuse(younger, place, tr("de ouder is niet ouder dan het kind"))
    early = known & ~younger & (child - parent < YOUNGEST_PARENT * YEAR_STEP)
    told.tell(
        early,
        place,
        tr("de ouder is minder dan {youngest_parent} jaar ouder dan het kind", youngest_parent=YOUNGEST_PARENT),
    )


def children_twice(
    told: Remarks, key: Array | None, born: Array, parent: Array, partner: Array, main: Array | None, place: Place
) -> Array:
    """Children that stand in several rows; returns which rows count.

    `key` is the child's own code per row (None when the file has none), `parent` its parent's row, `partner` the partner
    per person, `main` whether the child has its main residence there (None when the file does not say). A child under two
    parents who are no couple counts where `main` says.
    """
    counts = np.ones(len(parent), np.bool_)
    couple = np.where(partner[parent] >= 0, np.minimum(parent, partner[parent]), parent)
    if key is None:
        first, second = _same(np.stack([couple, born], axis=1), born > 0)
        both = parent[first] != parent[second]
        rows = np.zeros(len(parent), np.bool_)
        rows[second[both]] = True
        told.refuse(
            rows,
            place,
            tr(
                "hetzelfde kind lijkt er twee keer in te staan, bij beide partners; noem een kind een keer, "
                "het telt ook bij de partner (zijn het er twee, geef elk kind dan een eigen 'bsn')"
            ),
        )
        rows = np.zeros(len(parent), np.bool_)
        rows[second[~both]] = True
        told.tell(
            rows,
            place,
            tr("heeft dezelfde ouder en geboortedatum als een eerder kind: een tweeling, of twee keer hetzelfde kind?"),
        )
        return counts
    first, second = _same(key[:, None], key >= 0)
    same_home = couple[first] == couple[second]
    rows = np.zeros(len(parent), np.bool_)
    rows[second[same_home]] = True
    told.refuse(rows, place, tr("dit kind staat er al in bij deze ouder of diens partner; noem een kind een keer"))
    apart = np.unique(np.concatenate([first[~same_home], second[~same_home]]))
    if not len(apart):
        return counts
    rows = np.zeros(len(parent), np.bool_)
    rows[apart] = True
    mains = np.bincount(key[apart], weights=None if main is None else main[apart], minlength=int(key.max()) + 1)
    unclear = rows & (True if main is None else mains[np.maximum(key, 0)] != 1)
    told.refuse(
        unclear,
        place,
        tr(
            "dit kind staat bij twee ouders die geen partners zijn; zeg met een kolom 'hoofdverblijf' "
            "(true of false) bij welke ouder het kind telt"
        ),
    )
    if main is not None:
        counts[rows & ~main] = False
        told.tell(rows & ~main & ~unclear, place, tr("dit kind telt alleen bij de ouder van het hoofdverblijf"))
    return counts


def _same(values: Array, usable: Array) -> tuple[Array, Array]:
    """Pairs (first row, later row) with equal values."""
    rows = np.flatnonzero(usable)
    _, inverse = np.unique(values[rows], axis=0, return_inverse=True)
    inverse = inverse.reshape(-1)
    order = np.argsort(inverse, kind="stable")
    starts = (
        np.concatenate([[True], inverse[order][1:] != inverse[order][:-1]]) if len(order) else np.empty(0, np.bool_)
    )
    heads = order[np.flatnonzero(starts)][np.cumsum(starts) - 1] if len(order) else order
    later = ~starts
    return rows[heads[later]], rows[order[later]]


def housemates(told: Remarks, resident: Array, mate: Array, partner: Array, place: Place) -> None:
    """Tell of rows whose housemate does not name the resident (or the resident's partner) in turn."""
    n = max(len(partner), 1)
    pairs = np.unique(np.concatenate([_pairs(r, m, n) for r, m in _widened(resident, mate, partner)]))
    back = np.isin(_pairs(mate, resident, n), pairs)
    told.tell(
        ~back,
        place,
        tr(
            "deze huisgenoot noemt de bewoner niet als huisgenoot en is gerekend zonder deze bewoner; "
            "geef ook de omgekeerde rij"
        ),
    )


def _widened(resident: Array, mate: Array, partner: Array) -> list[tuple[Array, Array]]:
    """The rows as they are, and those of the resident's partner."""
    second = partner[resident]
    some = second >= 0
    return [(resident, mate), (second[some], mate[some])]


def _pairs(owner: Array, record: Array, n: int) -> Array:
    return owner.astype(np.int64) * n + record


def households(told: Remarks, born: Array, role: Array, home: Array, year: int, place: Place, name: str) -> None:
    """Ages of the persons of own data in the year of the data: adults, with a child among them younger than its parents.

    `role`: 0 head, 1 partner, 2 (adult) child, 3 other; `home` the household by row. A person turns 18 in the year at the
    latest; who is 16 or 17 may have a row of their own and is told.
    """
    last, first = day_code(year, 12, 31), day_code(year, 1, 1)
    told.refuse(born > last, place, tr("is in {year} nog niet geboren", year=year))
    told.tell(
        born + OLDEST * YEAR_STEP < first,
        place,
        tr("zou in {year} ouder dan {oldest} jaar zijn", year=year, oldest=OLDEST),
    )
    minor = (born <= last) & (born + ADULT * YEAR_STEP > last)
    young = minor & (born + YOUNGEST_ALONE * YEAR_STEP > last)
    told.refuse(
        young,
        place,
        tr(
            "is in {year} jonger dan {youngest_alone} en staat in {name}; wie minderjarig is hoort in kinderen",
            year=year,
            youngest_alone=YOUNGEST_ALONE,
            name=name,
        ),
    )
    told.tell(
        minor & ~young, place, tr("is in {year} nog geen {adult} en is gerekend als volwassene", year=year, adult=ADULT)
    )
    parent = _oldest_parent(born, role, home)[home]
    children = Remarks()
    parents(children, np.where(role == 2, born, 0), np.where(role == 2, parent, 0), place)
    told.notes += [
        tr("let op: {line}", line=line) for line in children.problems
    ] + children.notes  # a stepchild can be older


def minors(
    told: Remarks, born: Array, home: Array, persons: tuple[Array, Array, Array], year: int, place: Place
) -> None:
    """Ages of the minors of own data, beside the oldest of head and partner of their household (born, role, home)."""
    last, first = day_code(year, 12, 31), day_code(year, 1, 1)
    told.refuse(born > last, place, tr("is in {year} nog niet geboren", year=year))
    grown = born + ADULT * YEAR_STEP <= first
    told.refuse(
        grown,
        place,
        tr("is op 1 januari {year} al {adult} of ouder; wie volwassen is hoort in personen", year=year, adult=ADULT),
    )
    parents(told, np.where(grown | (born > last), 0, born), _oldest_parent(*persons)[home], place)


def _oldest_parent(born: Array, role: Array, home: Array) -> Array:
    """Birth day of the oldest of head and partner of every household."""
    oldest = np.full(int(home.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    own = role <= 1
    np.minimum.at(oldest, home[own], born[own])
    return np.where(oldest == np.iinfo(np.int64).max, 0, oldest)


def twice(told: Remarks, values: Array, place: Place, what: str) -> None:
    """Tell of rows that are equal to an earlier one in everything (one row of `values` each)."""
    _, second = _same(values, np.ones(len(values), np.bool_))
    rows = np.zeros(len(values), np.bool_)
    rows[second] = True
    told.tell(rows, place, what)


def keys_twice(told: Remarks, codes: Array, place: Place, what: str) -> None:
    """Refuse rows whose own key stands in an earlier row."""
    _, second = _same(codes[:, None], codes >= 0)
    rows = np.zeros(len(codes), np.bool_)
    rows[second] = True
    told.refuse(rows, place, what)


def day_code(year: int, month: int, day: int) -> int:
    """The code of a day."""
    return int(date_code(year, month, day))
