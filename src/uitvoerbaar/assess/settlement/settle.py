"""An advance on the income that people estimated, and its settlement by the Awir of a side: as nodes of the law graph."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from uitvoerbaar.assess.context import Context, Undecided
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.people.sample import Sample
from uitvoerbaar.assess.reading.awir import (
    ADVANCE,
    AWIR,
    DEBT,
    FINAL,
    PARTNER,
    PARTNER_KEYS,
    RULING,
    link_outputs_of,
)
from uitvoerbaar.assess.settlement.draws import YEARS, changes
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.language import both
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.law import LawLookupError
from uitvoerbaar.law.graph import Graph, Node, key_of
from uitvoerbaar.law.registers import KEY, SOURCE

ESTIMATE = "geschat_inkomen"
INTENT = "opzet_of_grove_schuld"
"""What bars payment in terms until 2021. ASSUMPTION: nobody whose income turns out higher is blamed; the report says so."""
_SETTLED = ("terugvordering", "nabetaling", "te_veel_betaald")
_YEARLY = ("terugvordering", "termijn")


@dataclass(frozen=True, slots=True)
class Settled:
    """One allowance of every household on a side; all in eurocent.

    `recovery` and `terms` are per year of YEARS: what must be paid back, and the monthly term of the standard payment
    arrangement. The rest is of the first year: what was paid too much before the threshold, what is paid extra, the
    advance and the final amount.
    """

    scheme: Scheme
    recovery: tuple[Ints, ...]
    overpaid: Ints
    extra: Ints
    terms: tuple[Ints, ...]
    advance: Ints
    final: Ints


def allowances(ctx: Context, role: Role) -> list[Scheme]:
    """The schemes that one applies for and that depend on the joint income of the Awir."""
    return [s for s in ctx.settings.schemes if s.applied is not None and s.id in ctx.sides.of(role).nodes]


def settle(sample: Sample, role: Role) -> tuple[list[Settled], list[Undecided]]:
    """Advance and settlement of every allowance for every household of the sample, over the years of YEARS.

    With them the households for which the law gave no answer; they count as 0.

    Raises LawLookupError when the Awir of the side lacks one of its articles.
    """
    ctx = sample.ctx
    rules = _Rules.link(ctx, role)
    people = _people(sample, role, rules)
    nodes: dict[str, Node] = {}
    schemes = allowances(ctx, role)
    for scheme in schemes:
        final = ctx.sides.of(role).nodes[scheme.id]
        for year in range(YEARS):
            advance = rules.advance(ctx.graph, final, year)
            made = rules.settled(ctx.graph, advance, final)
            nodes |= {f"{scheme.id}.{name}.{year}": made[name] for name in _YEARLY}
            if year == 0:
                nodes |= {f"{scheme.id}.{name}": node for name, node in made.items() if name not in _YEARLY}
                nodes |= {f"{scheme.id}.voorschot": advance, f"{scheme.id}.vast": final}
    result = ctx.batch(nodes).run(people, sample.heads)
    undecided: list[Undecided] = []
    if result.errors:
        undecided = [Undecided(role, "voorschotten", len(result.errors), both(next(iter(result.errors.values()))))]
    answered = np.ones(len(sample.heads), dtype=bool)
    answered[list(result.errors)] = False

    def column(name: str) -> Ints:
        missing = result.null[name]
        known = answered if missing is None else answered & ~missing
        return np.rint(np.where(known, result.values[name], 0)).astype(np.int64)

    def years(scheme: Scheme, name: str) -> tuple[Ints, ...]:
        return tuple(column(f"{scheme.id}.{name}.{year}") for year in range(YEARS))

    settled = [
        Settled(
            scheme,
            years(scheme, "terugvordering"),
            column(f"{scheme.id}.te_veel_betaald"),
            column(f"{scheme.id}.nabetaling"),
            years(scheme, "termijn"),
            column(f"{scheme.id}.voorschot"),
            column(f"{scheme.id}.vast"),
        )
        for scheme in schemes
    ]
    return settled, undecided


@dataclass(frozen=True, slots=True)
class _Rules:
    """The linked articles: incomes (own, joint, joint as estimated), the settlement and the payment arrangement."""

    own: Node
    joint: Node
    estimated: Node
    settlement: dict[str, Node]
    term: Node

    @staticmethod
    def link(ctx: Context, role: Role) -> _Rules:
        income = _of_allowances(ctx, role)
        settlement = link_outputs_of(ctx, role, AWIR, _SETTLED, (ADVANCE, FINAL))
        term = link_outputs_of(ctx, role, RULING, ("termijnbedrag",), (DEBT,), (INTENT,))["termijnbedrag"]
        return _Rules(
            income["toetsingsinkomen"],
            income["gezamenlijk_toetsingsinkomen"],
            income["gezamenlijk_geschat_inkomen"],
            settlement,
            term,
        )

    def advance(self, graph: Graph, final: Node, year: int) -> Node:
        """The allowance as it is when the joint income is what both estimated for that year."""

        def of_year(node: Node) -> Node | None:
            if node.op == "FIELD" and node.payload == (SOURCE, ESTIMATE):
                return graph.node("FIELD", node.args, (SOURCE, column_of(year)), spec=node.spec, unit=node.unit)
            return None

        (estimated,) = graph.substitute([self.estimated], of_year, "FIELD")
        (made,) = graph.substitute([final], lambda node: estimated if node is self.joint else None)
        return made

    def settled(self, graph: Graph, advance: Node, final: Node) -> dict[str, Node]:
        """Recovery, extra payment and overpaid amount, and the monthly term of the recovery."""
        given = {ADVANCE: advance, FINAL: final}
        names = list(self.settlement)
        made = dict(zip(names, graph.with_parameters([self.settlement[n] for n in names], given), strict=True))
        recovery = {DEBT: made["terugvordering"], INTENT: graph.const(False)}
        (made["termijn"],) = graph.with_parameters([self.term], recovery)
        return made


def _of_allowances(ctx: Context, role: Role) -> dict[str, Node]:
    """Own, joint and estimated joint income, asked of the Awir as the allowance laws ask it: with who the partner is."""
    names = ("toetsingsinkomen", "gezamenlijk_toetsingsinkomen", "gezamenlijk_geschat_inkomen")
    partner = link_outputs_of(ctx, role, PARTNER, (PARTNER_KEYS[0],), (KEY,))[PARTNER_KEYS[0]]
    found = link_outputs_of(ctx, role, AWIR, names, (KEY,), nullable=PARTNER_KEYS)
    given = dict.fromkeys(PARTNER_KEYS, key_of(partner) or partner)
    return dict(zip(names, ctx.graph.with_parameters([found[n] for n in names], given), strict=True))


def column_of(year: int) -> str:
    """The name of the column with the estimates for a year."""
    return f"{ESTIMATE}_{year + 1}"


def _people(sample: Sample, role: Role, rules: _Rules) -> People:
    """The people of the sample with what each had estimated: the income of the year before it changed."""
    people = sample.people(role)
    income = sample.ctx.batch({"inkomen": rules.own}).run(people)
    own = np.where(_known(income.null["inkomen"], people.n), income.values["inkomen"], 0)
    columns = dict(people.columns)
    seed = int(sample.ctx.base.manifest.get("seed") or 0)
    for year, change in enumerate(changes(people, sample.ctx.sides.of(role).date, seed, sample.persons)):
        whole_euros = np.rint(own / (1 + change / 1000) / 100) * 100
        columns[column_of(year)] = np.where(change == 0, own, whole_euros).astype(np.int64)
    return replace(people, columns=columns)


def _known(null: np.ndarray | None, n: int) -> np.ndarray:
    return np.ones(n, dtype=bool) if null is None else ~null


__all__ = ["LawLookupError", "Settled", "allowances", "settle"]
