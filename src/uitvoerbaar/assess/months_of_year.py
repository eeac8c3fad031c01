"""What it costs in euros that one day stands for the year: the amounts of that day beside the sum of the months, run for the
households in which somebody reaches an asked age within the year.

Only the ages move: law, amounts and every other fact are those of the day. What a law does not determine by month (taxes, and
so net income) is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.context import Context, whole
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.figures import listed
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.people.totals import Estimate, count, total
from uitvoerbaar.assess.side import Side
from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.base.months import Span, span
from uitvoerbaar.base.numbers import MINUS, numeral, spoken_money, supported
from uitvoerbaar.engine.batch import Batch, Mirror
from uitvoerbaar.engine.batch.batch import BackendName
from uitvoerbaar.engine.batch.by_month import Micros, cents, month_amounts
from uitvoerbaar.engine.batch.outputs import link_outputs
from uitvoerbaar.engine.batch.people import Array, array_of
from uitvoerbaar.engine.batch.results import Result
from uitvoerbaar.engine.batch.settle import year_amounts
from uitvoerbaar.findings import Text
from uitvoerbaar.law import Corpus, Linker
from uitvoerbaar.law.graph import Graph, Node
from uitvoerbaar.law.periods import Period, periods

_FEW = 50_000
"""Up to so many rows machine code takes longer to make than it saves: every month is another program."""


@dataclass(frozen=True)
class Gap:
    """Of a scheme, per household of the population: the sum of the months less the amount of the day, in eurocent."""

    scheme: Scheme
    difference: Ints


def in_euros(ctx: Context, role: Role, homes: NDArray[np.bool_]) -> tuple[Text, ...]:
    """What the months come to beside the day for the households in `homes`, and how that was run; nothing when no scheme goes
    by month.

    Amounts are rounded to what their interval tells apart; schemes whose interval holds 0 are not named.
    """
    rule = rule_of(ctx)
    # Of own microdata an amount of few records is neither told nor part of the sum.
    found = [
        gap for gap in gaps(ctx, role, homes) if rule is None or not 0 < np.count_nonzero(gap.difference) < rule.records
    ]
    if not found:
        return ()
    every = total(np.sum([gap.difference for gap in found], axis=0), ctx.weights, ctx.full)
    return (
        _NOTHING.format(between=_between(every)) if _is_nothing(every) else _sum(every, _each(found, ctx)),
        _HOW.format(date=ctx.sides.of(role).date),
    )


_SUM = Text(
    "Met de maanden doorgerekend krijgen deze huishoudens samen {amount} {word} dan met die ene dag{between}.{each}",
    "With the months worked out these households together get {amount} {word} than with that one day{between}.{each}",
)
_NOTHING = Text(
    "Met de maanden doorgerekend krijgen deze huishoudens samen niet aantoonbaar meer of minder dan met die ene dag{between}.",
    "With the months worked out these households together do not get demonstrably more or less than with that one day{between}.",
)
_HOW = Text(
    "De maanden zijn gerekend met de wet, de bedragen en de overige gegevens van {date}; alleen de leeftijden bewegen. "
    "Toeslagen zien daarin een AOW of bijstand van een maand als die van een heel jaar. Belasting en netto inkomen zijn "
    "niet meegerekend: die bepaalt de wet per jaar.",
    "The months were run with the law, the amounts and the other facts of {date}; only the ages move. Allowances see a state "
    "pension or social assistance of a month in it as that of a whole year. Taxes and net income are not counted: the law "
    "determines those by year.",
)


def _is_nothing(found: Estimate) -> bool:
    """Whether the interval holds 0: then the sample does not tell that there is a difference."""
    return abs(found.value) <= found.half


def _sum(every: Estimate, each: Sequence[Text]) -> Text:
    named = Text(" Per regeling: {each}.", " By scheme: {each}.").format(each=listed(each)) if each else Text("", "")
    return _SUM.format(
        amount=_rounded(every.value, every.half),
        word=Text("minder", "less") if every.value < 0 else Text("meer", "more"),
        between=_between(every),
        each=named,
    )


def _each(found: Sequence[Gap], ctx: Context) -> list[Text]:
    """The schemes that demonstrably differ, the largest difference first."""
    sums = [(gap, total(gap.difference, ctx.weights, ctx.full)) for gap in found]
    told = sorted((one for one in sums if not _is_nothing(one[1])), key=lambda one: -abs(one[1].value))
    return [_one(gap, amount, count(gap.difference != 0, ctx.weights, ctx.full)) for gap, amount in told]


def _between(found: Estimate) -> Text:
    """The interval of a difference, with its sign; nothing when there is no sampling error."""
    if not found.half:
        return Text("", "")
    return Text(" (95 %-interval {low} tot {high})", " (95% interval {low} to {high})").format(
        low=_signed(found.low, found.half), high=_signed(found.high, found.half)
    )


def _signed(cents_: float, half: float) -> Text:
    """With its sign, which an amount that rounds to nothing does not have."""
    rounded = supported(abs(cents_) / 100, half / 100)
    sign = "" if not round(rounded) else MINUS if cents_ < 0 else "+"
    return Text("{sign}{amount}", "{sign}{amount}").format(sign=sign, amount=_rounded(cents_, half))


def _rounded(cents_: float, half: float) -> Text:
    """The size of an estimate in euros, to the step of its half interval; to three figures when there is none."""
    return spoken_money(100 * supported(abs(cents_) / 100, half / 100))


def _one(gap: Gap, amount: Estimate, homes: Estimate) -> Text:
    """A scheme: its difference, and in how many households there is one."""
    return Text("{name} {amount} (anders in {homes})", "{name} {amount} (different in {homes})").format(
        name=gap.scheme.name.inside,
        amount=_signed(amount.value, amount.half),
        homes=_households(round(supported(homes.value, homes.half))),
    )


def _households(n: int) -> Text:
    word = Text("{n} huishouden", "{n} household") if n == 1 else Text("{n} huishoudens", "{n} households")
    return word.format(n=numeral(n))


def gaps(ctx: Context, role: Role, homes: NDArray[np.bool_]) -> tuple[Gap, ...]:
    """The difference of every scheme of a side that its law determines by month, for the households in `homes`."""
    side = ctx.sides.of(role)
    rules = {scheme.id: rule for scheme in ctx.settings.schemes if (rule := _rule(scheme, side)) is not None}
    if not rules or not homes.any():
        return ()
    year = span(f"{side.year:04d}-01", f"{side.year:04d}-12")
    work = _Months(ctx, role, rules, _as_on_the_day(side))
    return tuple(
        Gap(scheme, _per_household(ctx, scheme, rows, work.year(scheme, rows, year) - work.day(scheme, rows)))
        for scheme in ctx.settings.schemes
        if scheme.id in rules and len(rows := _rows(ctx, scheme, homes))
    )


def _rule(scheme: Scheme, side: Side) -> Period | None:
    """How a scheme goes by month; None when this side cannot compute it, or its law does not determine it by month."""
    law = next((law for law in side.laws.get(scheme.id, ()) if law.id == scheme.law), None)
    if scheme.id not in side.nodes or law is None:
        return None
    return periods().known(law, scheme.output)


def _as_on_the_day(side: Side) -> Corpus:
    """The laws of a side as they are on its day, for every day."""
    corpus = side.corpus
    used = {law.id: law.version for laws in side.laws.values() for law in laws}
    for law, version in used.items():
        if version:
            corpus = corpus.pin(law, version)
    return corpus


def _rows(ctx: Context, scheme: Scheme, homes: NDArray[np.bool_]) -> Array:
    """The person rows of a scheme in the households."""
    return ctx.rows(scheme.rows)[homes[ctx.household_of(scheme.rows)]]


def _per_household(ctx: Context, scheme: Scheme, rows: Array, amounts: Ints) -> Ints:
    found = np.zeros(len(ctx.heads), np.int64)
    np.add.at(found, np.asarray(ctx.base.household, np.int64)[rows], amounts)
    return found


class _Months:
    """Amounts of the schemes of a side on any day, for some rows of its people."""

    def __init__(self, ctx: Context, role: Role, rules: dict[str, Period], corpus: Corpus) -> None:
        self.ctx, self.role, self.rules, self.corpus = ctx, role, rules, corpus
        self.graph = Graph()
        self._mirror = Mirror(self.graph)
        self._nodes: dict[tuple[str, str], Node] = {}
        self._linkers: dict[str, Linker] = {}
        self._ready: dict[tuple[str, str], Result] = {}
        self._ready_rows: Array | None = None

    def year(self, scheme: Scheme, rows: Array, months: Span) -> Ints:
        """What the months of a year come to, in whole cents; nothing for who did not apply or has no answer in a month."""
        rule = self.rules[scheme.id]
        totals: Micros = np.zeros(len(rows), np.int64)
        failed = np.zeros(len(rows), np.bool_)
        self.ahead([month.isoformat() for month in months.months if rule.begins(month.month)], scheme.id, rows)
        for month in months.months:
            made = month_amounts({scheme.id: rule}, month, rows, self.evaluate, self.ahead)
            if scheme.id in made.values:
                totals += made.values[scheme.id]
                failed[list(made.errors)] = True
        amounts = cents(year_amounts(self.corpus, rule, months.first.year, months.count, totals))
        day = self.day(scheme, rows)
        paid = np.where(self._applied(scheme, rows), amounts, 0)
        return np.where(failed, day, paid)  # without an answer somewhere there is nothing to compare

    def day(self, scheme: Scheme, rows: Array) -> Ints:
        """The amounts of the day, as the assessment counts them."""
        node = self.ctx.sides.of(self.role).nodes[scheme.id]
        return whole(self._run({scheme.id: node}, rows, None), scheme.id)

    def evaluate(self, day: str, names: Sequence[str], rows: Array) -> Result:
        """The counted outputs of schemes on a day."""
        if len(names) == 1 and self._ready_rows is rows and (day, names[0]) in self._ready:
            return self._ready[day, names[0]]
        return self._run({name: self._node(day, name) for name in names}, rows, self._mirror)

    def ahead(self, days: Sequence[str], name: str, rows: Array) -> None:
        """Run the days together where one program serves them: most of a law does not depend on the day."""
        self._ready, self._ready_rows = {}, rows
        if not 0 < len(rows) <= _FEW:
            return
        made = self._run({day: self._node(day, name) for day in days}, rows, self._mirror)
        if made.errors:
            return  # which day has no answer shows when each is run alone
        self._ready = {(day, name): Result({name: made.values[day]}, {name: made.null[day]}) for day in days}

    def _node(self, day: str, name: str) -> Node:
        """The counted output of a scheme as linked for a day."""
        if (day, name) not in self._nodes:
            if day not in self._linkers:
                self._linkers[day] = Linker(self.corpus, day, [self.ctx.catalogue.source()], graph=self.graph)
            wanted = {name: (self.rules[name].law, self.rules[name].counts)}
            found = link_outputs(self.corpus, day, wanted, self.ctx.catalogue, like=self._linkers[day])
            self._nodes[day, name] = found[name]
        return self._nodes[day, name]

    def _applied(self, scheme: Scheme, rows: Array) -> NDArray[np.bool_]:
        if scheme.applied is None:
            return np.ones(len(rows), np.bool_)
        return np.asarray(array_of(self.ctx.people.of(self.role).columns[scheme.applied])[rows]).astype(np.bool_)

    def _run(self, nodes: dict[str, Node], rows: Array, mirror: Mirror | None) -> Result:
        backend: BackendName = "numpy" if len(rows) <= _FEW else "auto"
        batch = self.ctx.batch(nodes, backend) if mirror is None else Batch(nodes, backend=backend, mirror=mirror)
        return batch.run(self.ctx.people.of(self.role), rows)
