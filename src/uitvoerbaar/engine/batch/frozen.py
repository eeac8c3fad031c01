"""Outputs with dials for some rows, of which everything that no dial touches is computed once.

Moving a number of the law leaves most of the law as it was: incomes, conditions, other schemes. The largest parts that
no dial reaches become columns, a row for each row asked, and what is left is a small program over these columns. Rows
in which such a part cannot be decided (the law may never ask for it there), and outputs that cannot be taken apart so,
are done by the law as a whole; the values are the same to the bit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


@dataclass(slots=True)
class Frozen:
    """The outputs `nodes` for rows of people; `columns` are facts of the rows that the nodes read by name besides.

    Made by `freeze`. `parts` is how many parts were computed once, 0 when the law is run as a whole.
    """

    n: int
    quick: Batch | None
    quick_people: People
    quick_rows: Array | None
    """The rows that the small program does, as positions (None: all); the table has these alone."""
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
        return sum(array_of(column).nbytes for column in self.quick_people.columns.values())

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
        asked: list[tuple[Batch, People, Array | None, Array | slice]] = []
        if self.quick is not None:
            some = self.quick_rows
            asked.append((self.quick, self.quick_people, None, slice(None) if some is None else some))
        if len(self.left):
            asked.append((self.whole, self._whole(), self.whole_rows[self.left], self.left))
        for batch, people, rows, places in asked:
            result = batch.run(people, rows, dials, moving if batch is self.whole else None)
            missing = np.zeros(len(result.values[next(iter(values))]), np.bool_)
            missing[list(result.errors)] = True
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
        if self.quick is not None:
            given = weights, by
            if self.quick_rows is not None:
                given = self._part(weights, self.quick_rows), self._part(by, self.quick_rows)
            made.append(self.quick.totals(self.quick_people, None, *given, groups, dials=dials, watch=watch))
        if len(self.left):
            given = self._part(weights, self.left), self._part(by, self.left)
            rows = self.whole_rows[self.left]
            made.append(self.whole.totals(self._whole(), rows, *given, groups, dials=dials, watch=watch, moving=moving))
        return made
