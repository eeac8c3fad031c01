"""A law about employers, run on many of them by the engine: their facts are the parameters of its articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.engine.batch import Batch, People
from uitvoerbaar.engine.batch.people import Column
from uitvoerbaar.engine.piecewise.curve import Curve
from uitvoerbaar.engine.piecewise.jumps import Jump, Line
from uitvoerbaar.engine.piecewise.profile import Exact, profile
from uitvoerbaar.engine.reference.walk import Case
from uitvoerbaar.law import Corpus, Linker
from uitvoerbaar.law.graph import FieldSpec, Node, topological

Facts = Mapping[str, NDArray[Any]]
"""Facts of employers by the name of the parameter of the law, a row per employer; amounts in eurocent."""


@dataclass(frozen=True, eq=False)
class Scheme:
    """Outputs of a law about employers, linked: their nodes and the facts that they ask."""

    law: str
    date: str
    nodes: Mapping[str, Node]
    asks: tuple[str, ...]

    def run(self, facts: Facts) -> dict[str, Ints]:
        """Every output for each employer, in eurocent (or the unit of the law), whole.

        Raises UserError for a fact that the law asks and that is not there, and for an employer without an answer.
        """
        missing = [name for name in self.asks if name not in facts]
        if missing:
            raise UserError(
                tr("{law} vraagt van een werkgever ook: {names}", law=self.law, names=", ".join(missing)),
                hint=", ".join(missing),
            )
        columns: dict[str, Column] = {name: facts[name] for name in self.asks}
        n = len(next(iter(columns.values())))
        result = Batch(self.nodes).run(People(n, columns, np.full(n, -1, np.int32)))
        if result.errors:
            row, error = next(iter(result.errors.items()))
            raise UserError(
                tr("{law} heeft geen antwoord voor werkgever {row}: {error}", law=self.law, row=row, error=error)
            )
        return {name: np.rint(values).astype(np.int64) for name, values in result.values.items()}

    def line(self, output: str, case: Mapping[str, int | bool], along: str, low: int, high: int, step: int) -> Line:
        """An output of one employer along one of its facts, by algebra; a fall as the fact falls or rises is a jump."""
        root = self.nodes[output]
        moving = {
            node.id: Curve((Fraction(0), Fraction(1)))
            for node in topological([root])
            if node.op == "PARAM" and node.payload == along
        }
        given = Case(dict(case), {})
        return Line(Exact(root, given, moving), profile(root, given, moving, low, high), step)


def link_scheme(corpus: Corpus, law: str, date: str, outputs: Sequence[str]) -> Scheme:
    """Outputs of a law on a day, for employers. Raises LawLookupError for a law or output that is not there."""
    found = corpus.select(law, date)
    specs = {
        one.name: FieldSpec("bool" if one.type == "boolean" else "number", nullable=False)
        for article in found.articles
        if article.rules is not None
        for one in article.rules.parameters
    }
    linked = Linker(corpus, date, []).link(law, tuple(outputs), specs)
    nodes = {name: linked.outputs[name] for name in outputs}
    asks = {str(node.payload) for node in topological(nodes.values()) if node.op == "PARAM"}
    return Scheme(law, date, nodes, tuple(sorted(asks)))


def largest_jump(line: Line, least: int) -> Jump | None:
    """The largest jump of at least `least` eurocent; None when there is none."""
    return next(iter(line.jumps(least)), None)
