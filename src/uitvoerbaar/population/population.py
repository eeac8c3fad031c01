"""From the columns of three tables to persons with partners, children and housemates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from uitvoerbaar.engine.batch.people import Collection, People, Strings
from uitvoerbaar.population.columns import HOUSEHOLDS, MINORS, PERSONS, ROLES, TEXT, columns, words

Array = npt.NDArray[Any]
HOUSEHOLD = "huishouden"
DIVISIONS = "eigen_indelingen"
"""In a manifest of own data: the columns of households by which their owner divides them."""
_PARTNER, _CHILD = ROLES.index("partner"), ROLES.index("kind")


@dataclass
class Population:
    """Persons, their households and where they came from.

    `people`: the columns of adults and the collections kinderen and huisgenoten (bsn = row + 1). `households`: columns
    by name (numbers, or Strings for texts), with `head` (person row of the head), and `gewicht` in thousandths.
    `household`: row of the household per person. `manifest`: how it was made; `year`: of the money and the ages.
    `keys`: the user's own key per person row, when the data are the user's own.
    """

    people: People
    households: dict[str, Array | Strings]
    household: npt.NDArray[np.int32]
    manifest: Mapping[str, Any]
    year: int
    keys: Array | None = None

    @property
    def head(self) -> npt.NDArray[np.int32]:
        """Person row of the head of every household: the rows for laws that work per household."""
        return np.asarray(self.households["head"])

    @property
    def weight(self) -> npt.NDArray[np.int64]:
        """Weight per household in thousandths: 1000 stands for one household in the country."""
        return np.asarray(self.households["gewicht"], dtype=np.int64)


def assemble(tables: Mapping[str, dict[str, Array]], manifest: Mapping[str, Any], year: int) -> Population:
    """People, collections and households from the columns of the three tables.

    Households are numbered 0, 1, 2, ...; persons and minors lie in that order, in a household first the head, then the
    partner, then the others.
    """
    households, persons, minors = (tables[of] for of in (HOUSEHOLDS, PERSONS, MINORS))
    home, role = persons.pop(HOUSEHOLD), persons["rol"]
    households.pop(HOUSEHOLD, None)
    count = len(households["gewicht"])
    start = _starts(home, count)
    second = np.flatnonzero(role == _PARTNER).astype(np.int32)
    partner = np.full(len(role), -1, np.int32)
    partner[second], partner[second - 1] = second - 1, second
    people = People(len(role), as_columns(PERSONS, persons), partner)
    parent = role <= _PARTNER
    first_child = _starts(minors.pop(HOUSEHOLD), count)
    people.collections["kinderen"] = Collection(
        np.where(parent, first_child[home], 0).astype(np.int32),
        np.where(parent, first_child[home + 1], 0).astype(np.int32),
        as_columns(MINORS, minors),
    )
    people.collections["huisgenoten"] = _housemates(start, home, role, partner, people.columns)
    found = as_columns(HOUSEHOLDS, households)
    found["head"] = start[:-1]
    return Population(people, found, home, manifest, year)


def _starts(home: Array, households: int) -> npt.NDArray[np.int32]:
    """First row of every household and, last, the number of rows."""
    return np.concatenate([[0], np.cumsum(np.bincount(home, minlength=households))]).astype(np.int32)


def as_columns(of: str, values: Mapping[str, Array]) -> dict[str, Array | Strings]:
    """Columns of table `of` as the engine takes them: texts with their words."""
    texts = {c.name for c in columns(of) if c.type == TEXT}
    return {name: Strings(v, words(name)) if name in texts else v for name, v in values.items()}


def _housemates(
    start: Array, home: Array, role: Array, partner: Array, persons: Mapping[str, Array | Strings]
) -> Collection:
    """Other adults of the household: besides the partner for head and partner, everybody else for another adult.

    The records are persons, so their columns are those of the persons, reached through `index`. Who has a partner is a
    housemate together with that partner.
    """
    pair = np.zeros(len(start) - 1, np.int32)
    pair[home[role == _PARTNER]] = 1
    parent = role <= _PARTNER
    count = np.diff(start)[home] - 1 - np.where(parent, pair[home], 0)
    stop = np.cumsum(count, dtype=np.int64)
    first = (stop - count).astype(np.int32)
    owner = np.repeat(np.arange(len(role), dtype=np.int32), count)
    nth = np.arange(len(owner), dtype=np.int32) - first[owner]
    row = start[home[owner]] + nth
    own = parent[owner]
    row += np.where(own, 1 + pair[home[owner]], 0).astype(np.int32)
    # Another adult leaves out himself: rows from his own place on move up by one.
    row += (~own & (row >= owner)).astype(np.int32)
    columns: dict[str, Array | Strings] = {
        "is_kind": (role == _CHILD).astype(np.uint8),
        "partner_is_huisgenoot": (partner >= 0).astype(np.uint8),
    }
    for name in ("geboortedatum", "is_student"):
        if name in persons:
            columns[name] = persons[name]
    return Collection(first, stop.astype(np.int32), columns, row)
