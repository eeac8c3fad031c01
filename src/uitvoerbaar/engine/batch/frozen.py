"""Outputs with dials for some rows, of which everything that no dial touches is computed once.

Moving a number of the law leaves most of the law as it was: incomes, conditions, other schemes. The largest parts that
no dial reaches become columns, a row for each row asked, and what is left is a small program over these columns. Rows
in which such a part cannot be decided (the law may never ask for it there), and outputs that cannot be taken apart so,
are done by the law as a whole; the values are the same to the bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from uitvoerbaar.engine.batch.batch import Batch, Watch
from uitvoerbaar.engine.batch.lower.lowering import Lowering
from uitvoerbaar.engine.batch.lower.schema import Observed
from uitvoerbaar.engine.batch.people import Array, Given, People, array_of
from uitvoerbaar.engine.batch.reach import decimal
from uitvoerbaar.engine.batch.totals import Totals

Turn = Mapping[str, Decimal | int]
"""Values of dials by name, in the unit of the law."""


@dataclass(frozen=True, slots=True)
class Small:
    """What is left of the outputs for some of the rows, and the table of columns that it reads.

    `places` are the positions that it does (None: all), `rows` where they are in the table (None: the table is of these
    alone, in their order).
    """

    batch: Batch
    people: People
    places: Array | None
    rows: Array | None = None

    @property
    def bytes(self) -> int:
        """What the columns of rows take."""
        return sum(array_of(column).nbytes for column in self.people.columns.values())


@dataclass(slots=True)
class Frozen:
    """The outputs `nodes` for rows of people; `columns` are facts of the rows that the nodes read by name besides.

    Made by `freeze`. `parts` is how many parts were computed once, 0 when the law is run as a whole.
    """

    n: int
    small: list[Small]
    """The programs that do most rows: those that no element of a list is reached for, and those where one is."""
    whole: Batch
    whole_people: Callable[[], People]
    whole_rows: Array
    left: Array
    """The positions that are done by the law as a whole."""
    parts: int
    _people: list[People] = field(default_factory=list)
    _kept: dict[tuple[int, int], tuple[Array, Array]] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        """What the columns take."""
        return sum(small.bytes for small in self.small)

    def scale(self, name: str) -> int | None:
        """The denominator of an output's values: 1, 10, 100 and so on; None for a quotient that the law does not round."""
        people = self._whole()
        lowering = Lowering({name: self.whole.nodes[name]}, Observed(people), False)
        root, number = lowering.roots[0], lowering.roots[0].value.num
        return (
            root.scale if number is not None and number.den is None and decimal(root.scale) and not root.slow else None
        )

    def columns(
        self, dials: Mapping[str, Decimal | int], moving: Mapping[tuple[str, str], Given] | None = None
    ) -> tuple[dict[str, Array], dict[str, Array], Array]:
        """Every output for the rows, as float64 (0 where there is none), which of them are null, and rows without answer."""
        values = {name: np.zeros(self.n) for name in self.whole.nodes}
        nulls = {name: np.zeros(self.n, np.bool_) for name in self.whole.nodes}
        undecided = np.zeros(self.n, np.bool_)
        for batch, people, rows, some in self._asked():
            places = slice(None) if some is None else some
            result = batch.run(people, rows, dials, moving if people.moving else None, reasons=False)
            missing = np.zeros(len(result.values[next(iter(values))]), np.bool_)
            missing[result.undecided] = True
            undecided[places] = missing
            for name, column in result.values.items():
                values[name][places] = column
                null = result.null[name]
                if null is not None:
                    nulls[name][places] = null
        return values, nulls, undecided

    def values(
        self, dials: Mapping[str, Decimal | int], moving: Mapping[tuple[str, str], Given] | None = None
    ) -> tuple[dict[str, Array], int]:
        """Every output for the rows in whole units (0 where the law gives no answer), and how many have no answer.

        For outputs that the law rounds, or truths: what is no whole number is cut off.
        """
        values, nulls, undecided = self.columns(dials, moving)
        return {name: np.where(nulls[name], 0, values[name]).astype(np.int64) for name in values}, int(undecided.sum())

    def _asked(self) -> Iterator[tuple[Batch, People, Array | None, Array | None]]:
        """Every program with its people, the rows to ask of them, and the positions that these are."""
        for small in self.small:
            yield small.batch, small.people, small.rows, small.places
        if len(self.left):
            yield self.whole, self._whole(), self._part(self.whole_rows, self.left), self.left

    def _whole(self) -> People:
        """The people of the law as a whole, made when first asked for."""
        if not self._people:
            self._people.append(self.whole_people())
        return self._people[0]

    def _part(self, column: Array, rows: Array) -> Array:
        """The rows of a column that a caller gives every time, kept for the next time."""
        key = id(column), id(rows)
        found = self._kept.get(key)
        if found is None or found[0] is not column:
            found = self._kept[key] = column, column[rows]
        return found[1]

    def totals(
        self,
        weights: Array,
        by: Array,
        groups: int,
        dials: Mapping[str, Decimal | int],
        watch: Watch | None = None,
        moving: Mapping[tuple[str, str], Given] | None = None,
    ) -> list[Totals]:
        """Exact sums by group as `Batch.totals` gives them, in parts that are to be added. `by` and `weights` per row."""
        made: list[Totals] = []
        for batch, people, rows, some in self._asked():
            given = (weights, by) if some is None else (self._part(weights, some), self._part(by, some))
            held = moving if people.moving else None
            made.append(batch.totals(people, rows, *given, groups, dials=dials, watch=watch, moving=held))
        return made
