"""The batch reader of the law graph: outputs for many persons at once, exact to the cent.

Kernels compute every row they are sure of; the others (an error in the law's terms, a number too large, a construct
that kernels do not have) are finished by the reference walk, which gives the value or the error. Both are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import numpy as np

from uitvoerbaar.engine.backend import choose, cores
from uitvoerbaar.engine.finish import Finisher
from uitvoerbaar.engine.layout import Bound, Rows, bind
from uitvoerbaar.engine.lower import Lowering
from uitvoerbaar.engine.people import Array, Collection, People, Strings
from uitvoerbaar.engine.results import Columns, Result
from uitvoerbaar.engine.schema import Observed
from uitvoerbaar.engine.stages import Compiled, compile_stages
from uitvoerbaar.engine.totals import Sums, Totals
from uitvoerbaar.law.graph import Node

BLOCK = 16_384
"""Rows at a time: the columns of a block stay in the cache of a core."""
Backend = Literal["auto", "llvm", "numpy"]


class Batch:
    """Outputs (named nodes of one graph) compiled for people."""

    def __init__(
        self, nodes: Mapping[str, Node], *, backend: Backend = "auto", threads: int | None = None, cache: bool = True
    ) -> None:
        self.nodes = dict(nodes)
        self.backend = choose(backend, cache)
        self.threads = threads or cores()
        self._arrays: list[Any] = []
        self._prepared: tuple[Compiled, Bound] | None = None

    def prepare(self, people: People) -> tuple[Compiled, Bound]:
        """Lower, bind and compile for `people`; kept for the next call with the same arrays.

        Raises UserError for a column that the law needs and the people lack.
        """
        arrays = _arrays(people)
        same = len(arrays) == len(self._arrays) and all(a is b for a, b in zip(arrays, self._arrays, strict=True))
        if self._prepared is None or not same:
            lowering = Lowering(self.nodes, Observed(people))
            bound = bind(people, lowering.used, lowering.words)
            self._prepared = compile_stages(lowering, bound, self.backend), bound
            self._arrays = arrays
        return self._prepared

    def run(self, people: People, rows: Array | None = None) -> Result:
        """Every output for `rows` (positions of persons; everybody when None)."""
        compiled, bound = self.prepare(people)
        n = people.n if rows is None else len(rows)
        columns = Columns(compiled, n)
        self._blocks(compiled, bound, rows, n, columns.store)
        return columns.result(bound.words, Finisher(self.nodes, people), rows)

    def totals(
        self,
        people: People,
        rows: Array | None = None,
        weights: Array | None = None,
        by: Array | None = None,
        groups: int = 1,
    ) -> Totals:
        """Exact sums and counts by group for `rows` (everybody when None), without result columns.

        `weights` (whole numbers) and `by` (group numbers 0..groups-1) go with the rows. Raises UserError for an output
        that is no number or truth, or a quotient that the law does not round.
        """
        compiled, bound = self.prepare(people)
        n = people.n if rows is None else len(rows)
        sums = Sums(compiled, n, weights, by, groups)
        self._blocks(compiled, bound, rows, n, sums.store)
        return sums.totals(Finisher(self.nodes, people), rows)

    def _blocks(
        self,
        compiled: Compiled,
        bound: Bound,
        rows: Array | None,
        n: int,
        store: Callable[[list[Array], int, int], None],
    ) -> None:
        rows = None if rows is None else np.ascontiguousarray(rows)

        def part(start: int) -> None:
            stop = min(start + BLOCK, n)
            here: Rows = slice(start, stop) if rows is None else rows[start:stop]
            store(compiled.run(bound, here, stop - start), start, stop)

        starts = range(0, n, BLOCK)
        if min(self.threads, len(starts)) <= 1:
            for start in starts:
                part(start)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            for _ in pool.map(part, starts):
                pass


def _arrays(people: People) -> list[Any]:
    """Everything that a preparation depends on, to compare by identity."""
    found: list[Any] = [people, people.partner]
    holders: list[People | Collection] = [people, *people.collections.values()]
    for holder in holders:
        found += [*holder.columns, *holder.columns.values(), *holder.null.values()]
        if isinstance(holder, Collection):
            found += [holder.start, holder.stop, holder.index]
    return found


__all__ = ["Batch", "Collection", "People", "Result", "Strings", "Totals"]
