"""What must be paid back when a change is reported: another law settles the outcomes before and after the change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.people import Array, People
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.engine.prove.formulas.law import PARAMETER, Ground, Shape
from uitvoerbaar.engine.prove.formulas.logic import Bool, both, either
from uitvoerbaar.engine.prove.formulas.polynomial import ZERO, Poly, Unsupported
from uitvoerbaar.engine.prove.formulas.space import Space
from uitvoerbaar.engine.prove.formulas.symbol import Symbol, Who, constant, number
from uitvoerbaar.law.graph import FieldSpec, Node

if TYPE_CHECKING:
    from uitvoerbaar.engine.explain.explainer import Explainer

Name = tuple[Who, str]
BEFORE, AFTER, CHANGE, REPORT = "ervoor", "erna", "wijziging", "melding"
WHEN: Name = (("melding", 0), "maanden_tot_wijziging")
"""How many whole months of the year the old situation counts."""
LATE: Name = (("melding", 0), "maanden_te_laat")
"""How many months after that the change is reported; until then the old advance is paid."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """The output of a law that says what is paid back, and what its parameters are.

    `given` names per parameter `ervoor` or `erna` (the outcome before or after the change), `wijziging` or `melding`
    (months of the year until the change counts, and until it is reported), or a value. `late` are the months between
    change and report. The bound grows with `times_before` times what was paid too much in the months before the change
    (of an outcome that holds for the whole year) and `times_late` times that of the months until the report.
    """

    law: str
    output: str
    given: tuple[tuple[str, Any], ...]
    late: tuple[int, ...]
    times_before: int
    times_late: int

    @property
    def monthly(self) -> bool:
        """Whether it depends on the months of change and report."""
        return any(value in (CHANGE, REPORT) for _, value in self.given if isinstance(value, str))

    @property
    def moments(self) -> list[tuple[int, int]]:
        """Every pair of months until the change and months that the report is late, within a year."""
        if not self.monthly:
            return [(0, 0)]
        return [(when, late) for late in self.late for when in range(MONTHS) if when + late <= MONTHS]

    @property
    def specs(self) -> dict[str, FieldSpec]:
        """The parameters of the law, as the linker asks for them."""
        return {
            name: FieldSpec("bool" if isinstance(value, bool) else "number", nullable=False)
            for name, value in self.given
        }

    def filled(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters with what was named replaced by values."""
        return {name: values[value] if isinstance(value, str) else value for name, value in self.given}

    def room(self, before: Any, after: Any, when: Any, late: Any, least: Any) -> Any:
        """What the months explain, times twelve: by how much the bound grows; `least` gives the excess above nothing."""
        return least(before - after) * (self.times_before * when + self.times_late * late)


def violated(
    space: Space,
    settlement: Settlement,
    node: Node,
    before: Symbol,
    after: Symbol,
    bound: Poly,
    sizes: dict[Name, Poly],
) -> Bool:
    """In some month more must be paid back than the bound; adds the months to the sizes."""
    for name, options in ((WHEN, [w for w, _ in settlement.moments]), (LATE, [late for _, late in settlement.moments])):
        if settlement.monthly:
            sizes[name] = space.atom(min(options), max(options), whole=True, name=name[1])
    excess = space.extreme([ZERO, before.number - after.number], largest=True)
    broken: list[Bool] = []
    for when, late in settlement.moments:
        values = {
            BEFORE: before,
            AFTER: after,
            CHANGE: constant(space, when),
            REPORT: constant(space, when + late),
        }
        cost = _symbol(space, settlement, node, values)
        if cost.kind != "number" or cost.failed is not False or cost.null is not False:
            raise Unsupported(
                as_written("{law} geeft niet altijd een {output}", law=settlement.law, output=settlement.output)
            )
        share = Fraction(settlement.times_before * when + settlement.times_late * late, MONTHS)
        now = [space.equal(sizes[name], Poly.constant(n)) for name, n in ((WHEN, when), (LATE, late)) if name in sizes]
        doubt = Poly.constant(cost.doubt + (before.doubt + after.doubt) * share)
        too_much = space.above(cost.number + doubt, bound + excess.times(share))
        broken.append(both(*now, too_much))
    return either(*broken)


def _symbol(space: Space, settlement: Settlement, node: Node, values: Mapping[str, Symbol]) -> Symbol:
    given = settlement.filled(values)

    def read(who: Who, name: str) -> Symbol:
        if who != PARAMETER or name not in given:
            raise Unsupported(as_written("{output} hangt ook af van {name}", output=settlement.output, name=name))
        value = given[name]
        return value if isinstance(value, Symbol) else constant(space, value)

    return Ground(space, Shape(0, 0, 0), read).value(node)


def never(settlement: Settlement, node: Node, ends: tuple[Fraction, Fraction], bound: Poly) -> bool:
    """Whether no two whole outcomes between these ends break the property, whatever the households: then none does."""
    space = Space()
    one, other = (number(space.atom(*ends, whole=True, name="uitkomst")) for _ in range(2))
    return space.never(violated(space, settlement, node, one, other, bound, {}))


def replayed(
    explainer: Explainer, on: str, settlement: Settlement, before: Any, after: Any, when: int, late: int
) -> tuple[Any, Fraction]:
    """What the reference says is paid back, and by how much the months raise the bound."""
    case = PersonCase(parameters=parameters(settlement, before, after, when, late))
    cost = explainer.explain(settlement.law, settlement.output, on, case).value
    return cost, Fraction(settlement.room(before, after, when, late, lambda n: max(0, n))) / MONTHS


def parameters(settlement: Settlement, before: Any, after: Any, when: int, late: int) -> dict[str, Any]:
    """The parameters of the law for outcomes and months."""
    return settlement.filled({BEFORE: before, AFTER: after, CHANGE: when, REPORT: when + late})


def columns(settlement: Settlement, batch: Batch, before: Array, after: Array, when: Array, late: Array) -> Array:
    """What is paid back for many at once, minus what the months explain (in whole cents); NaN without an answer.

    `batch` gives the output as "terug".
    """
    n = len(before)
    made = settlement.filled({BEFORE: before, AFTER: after, CHANGE: when, REPORT: when + late})
    filled = {
        name: np.full(n, value, np.uint8) if isinstance(value, bool) else np.broadcast_to(value, (n,)).astype(np.int64)
        for name, value in made.items()
    }
    result = batch.run(People(n, dict(filled), np.full(n, -1, np.int32), {}))
    cost = result.values["terug"].astype(np.float64)
    cost[list(result.errors)] = np.nan
    gaps = result.null["terug"]
    if gaps is not None:
        cost[gaps] = np.nan
    room = settlement.room(before.astype(np.int64), after.astype(np.int64), when, late, lambda v: np.maximum(0, v))
    # Of a whole amount it is the same to be above a bound and above the whole part of that bound.
    return np.asarray(cost - room // MONTHS)
