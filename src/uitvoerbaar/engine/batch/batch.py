"""The batch reader of the law graph: outputs for many persons at once, exact to the cent.

Kernels compute every row they are sure of; the others (an error in the law's terms, a number too large, a construct
that kernels do not have) are finished by the reference walk, which gives the value or the error. Both are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from typing import Any, Literal

import numpy as np

from uitvoerbaar.base.cores import cores
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import carried, tr
from uitvoerbaar.base.pauses import pause
from uitvoerbaar.engine.batch.finisher import Finisher
from uitvoerbaar.engine.batch.kernels.choose import choose
from uitvoerbaar.engine.batch.kernels.layout import Bound, bind
from uitvoerbaar.engine.batch.kernels.memory import start_block
from uitvoerbaar.engine.batch.kernels.protocol import Backend
from uitvoerbaar.engine.batch.kernels.stages import Compiled, TurnedTo, compile_stages
from uitvoerbaar.engine.batch.lower.lowering import Lowering
from uitvoerbaar.engine.batch.lower.mirror import Mirror
from uitvoerbaar.engine.batch.lower.schema import Observed
from uitvoerbaar.engine.batch.people import Array, Collection, Given, Moving, People, Strings, check_people
from uitvoerbaar.engine.batch.results import Columns, Result
from uitvoerbaar.engine.batch.totals import Sums, Totals
from uitvoerbaar.law.graph import Dialled, Graph, Node, having

BLOCK = 32_768
"""Rows at a time: enough to make the work of the interpreter small, few enough to keep what passes between kernels near."""
_ALONE = 8_000_000
"""Rows times columns below which one thread does it all: that takes milliseconds, as starting threads does in a busy process."""
FEW = 20_000
"""Persons up to whom compiling for speed takes longer than all runs of an assessment on them."""
Watch = Callable[[int, int], None]
"""Told before each block how many rows were begun, and of how many; an error that it raises stops the run."""
BackendName = Literal["auto", "llvm", "numpy"]


class Batch:
    """Outputs (named nodes of one graph) compiled for people."""

    def __init__(
        self,
        nodes: Mapping[str, Node],
        *,
        backend: BackendName = "auto",
        threads: int | None = None,
        cache: bool = True,
        mirror: Mirror | None = None,
    ) -> None:
        """`mirror` is kept by who asks the laws of one graph many things; a `backend` that is named compiles for many rows
        always, auto for few where they are few."""
        self.nodes = dict(nodes)
        self.mirror = mirror or Mirror()
        self.backend: Backend = choose(backend, cache)
        self._for_few = self.backend.for_few() if backend == "auto" else self.backend
        self.threads = threads or cores()
        self.dials: dict[str, Dialled] = {
            node.payload.name: node.payload for node in having(self.nodes.values(), "DIAL")
        }
        self._arrays: list[Any] = []
        self._made: dict[bool, tuple[Compiled, Bound]] = {}

    def prepare(self, people: People, *, everyone: bool = False) -> tuple[Compiled, Bound]:
        """Lower, bind and compile for `people`; kept for the next call with the same arrays.

        `everyone` prepares a run without `rows`. Raises UserError for a column that the law needs and the people lack.
        """
        pause()
        arrays = _arrays(people)
        if not (len(arrays) == len(self._arrays) and all(a is b for a, b in zip(arrays, self._arrays, strict=True))):
            check_people(people)
            self._arrays, self._made = arrays, {}
        if everyone not in self._made:
            observed = Observed(people)
            lowering = Lowering(self.mirror.of(self.nodes) if observed.mutual else self.nodes, observed, everyone)
            bound = bind(people, lowering.used, lowering.words)
            backend = self._for_few if people.n <= FEW else self.backend
            self._made[everyone] = compile_stages(lowering, bound, backend, everyone), bound
        return self._made[everyone]

    def run(
        self,
        people: People,
        rows: Array | None = None,
        dials: Mapping[str, Decimal | int] | None = None,
        moving: Mapping[tuple[str, str], Given] | None = None,
        *,
        reasons: bool = True,
    ) -> Result:
        """Every output for `rows` (positions of persons; everybody when None), with `dials` (by name) at these values.

        A dial that is not named stands where the law has it; `moving` are the columns that move. Without `reasons` it is
        not sought why the law fails in a row where it certainly does (`Result.silent`): that takes the reference for each.
        Raises UserError for a value that is not on its dial.
        """
        compiled, bound = self.prepare(people, everyone=rows is None)
        n = people.n if rows is None else len(rows)
        columns = Columns(compiled, n, reasons)
        self._blocks(compiled, bound, rows, n, columns.store, TurnedTo(self._turned(dials), moving or {}))
        return columns.result(bound.words, partial(self._finisher, people, dials, moving), rows)

    def totals(
        self,
        people: People,
        rows: Array | None = None,
        weights: Array | None = None,
        by: Array | None = None,
        groups: int = 1,
        dials: Mapping[str, Decimal | int] | None = None,
        watch: Watch | None = None,
        moving: Mapping[tuple[str, str], Given] | None = None,
    ) -> Totals:
        """Exact sums and counts by group for `rows` (everybody when None), without result columns.

        `weights` (whole numbers) and `by` (group numbers 0..groups-1) go with the rows. Raises UserError for an output
        that is no number or truth, or a quotient that the law does not round.
        """
        compiled, bound = self.prepare(people, everyone=rows is None)
        n = people.n if rows is None else len(rows)
        sums = Sums(compiled, n, weights, by, groups)
        self._blocks(compiled, bound, rows, n, sums.store, TurnedTo(self._turned(dials), moving or {}), watch)
        return sums.totals(partial(self._finisher, people, dials, moving), rows)

    def _finisher(
        self, people: People, dials: Mapping[str, Decimal | int] | None, moving: Mapping[tuple[str, str], Given] | None
    ) -> Finisher:
        """The reader of what kernels leave: made when there is such a row, for it takes the law anew."""
        return Finisher(self._as_law(dials), people.given(moving or {}))

    def _turned(self, values: Mapping[str, Decimal | int] | None) -> dict[str, Array]:
        """Every dial of the nodes at its value, in whole steps, as an array of one number."""
        values, found = values or {}, {}
        for name, held in self.dials.items():
            try:
                found[name] = np.array([held.range.scaled(values.get(name, held.value))], np.float64)
            except ValueError:
                raise UserError(
                    tr(
                        "{value} kan niet voor '{name}': van {lo} tot en met {hi}, met hooguit {decimals} decimalen",
                        value=values[name],
                        name=name,
                        lo=held.range.lo,
                        hi=held.range.hi,
                        decimals=held.range.decimals,
                    )
                ) from None
        return found

    def _as_law(self, values: Mapping[str, Decimal | int] | None) -> dict[str, Node]:
        """The nodes as they are with the dials at these values, for the reader that takes a dial for its number."""
        if not self.dials or not values:
            return self.nodes
        graph = Graph()

        def at(node: Node, _: tuple[Node, ...]) -> Node | None:
            if node.op != "DIAL" or node.payload.name not in values:
                return None
            return graph.const(values[node.payload.name], node.unit, node.origin)

        return dict(zip(self.nodes, graph.copied(self.nodes.values(), at), strict=True))

    def _blocks(
        self,
        compiled: Compiled,
        bound: Bound,
        rows: Array | None,
        n: int,
        store: Callable[[list[Array], int, int], None],
        turned: TurnedTo,
        watch: Watch | None = None,
    ) -> None:
        if rows is not None:
            if len(rows) and not 0 <= int(rows.min()) <= int(rows.max()) < len(bound.partner):
                raise UserError(tr("een rij ligt buiten de {partner} personen", partner=len(bound.partner)))
            rows = np.ascontiguousarray(rows, np.int32)

        def part(start: int) -> None:
            stop = min(start + BLOCK, n)
            start_block()
            if watch is not None:
                watch(start, n)
            store(compiled.run(bound, range(start, stop) if rows is None else rows[start:stop], turned), start, stop)

        starts = range(0, n, BLOCK)
        if min(self.threads, len(starts)) <= 1 or compiled.reads * n < _ALONE:
            for start in starts:
                part(start)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            for _ in pool.map(carried(part), starts):
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


__all__ = ["Batch", "Collection", "Mirror", "Moving", "People", "Result", "Strings", "Totals"]
