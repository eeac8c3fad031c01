"""Outputs of laws for a user's own tables month by month, and the sum of each person's months per calendar year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pyarrow as pa

from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.months import Span, month_text
from uitvoerbaar.base.text import Text
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.batch import BackendName
from uitvoerbaar.engine.batch.by_month import Micros, cents, month_amounts, shared
from uitvoerbaar.engine.batch.outputs import fill_computed
from uitvoerbaar.engine.batch.people import Array, People
from uitvoerbaar.engine.batch.results import Result
from uitvoerbaar.engine.batch.settle import year_amounts
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.explain.refusals import undecided
from uitvoerbaar.law.graph import Node, topological
from uitvoerbaar.law.horizon import Carried
from uitvoerbaar.law.periods import Period, periods
from uitvoerbaar.law.registers import HOUSEMATE, KEY
from uitvoerbaar.population.own.columns import SAYS_NOTHING
from uitvoerbaar.population.own.families import COLLECTION
from uitvoerbaar.population.own.microdata import Microdata, Reader, Wanted
from uitvoerbaar.population.own.months import MONTH, PersonMonths, person_months
from uitvoerbaar.population.own.notation import Notation
from uitvoerbaar.population.own.run import ERROR, Tables, leap_days, link_tables
from uitvoerbaar.population.own.year_fields import check_year_fields, differs_in_year

YEAR = "jaar"
MONTHS_COUNTED = "maanden"
_INCOME = "jaarinkomen"
"""Name of a column that is asked besides; no output has it."""
_FEW = 50_000
"""Up to so many rows a month machine code takes longer to make than it saves: every month is another program."""


@dataclass
class MonthsRun:
    """Columns by person and month in the order of the rows, and by person and calendar year; what must be known of them.

    `unsteady` are the rows whose income of the year, as the law of the month works it out, differs from the first month.
    """

    months: dict[str, pa.Array]
    sums: dict[str, pa.Array]
    data: Microdata
    carried: tuple[Carried, ...] = ()
    leap_days: int = 0
    explained: int = 0
    errors: dict[int, str] = field(default_factory=dict)
    unsteady: Array = field(default_factory=lambda: np.empty(0, np.int64))


def run_person_months(
    explainer: Explainer,
    rules: Mapping[str, Period],
    span: Span,
    tables: Tables,
    progress: Callable[[int], object],
    notation: Notation = SAYS_NOTHING,
) -> MonthsRun:
    """Run outputs (by the name of their column, with the period that the law has for them) for every row of its month.

    `progress` is told after each month. Raises UserError for tables that cannot be used, and for a span that begins or ends
    within a period of a law.
    """
    _whole_periods(rules, span)
    given = person_months(tables, span)
    work = _Work(explainer, rules, given, notation)
    values, counted = _run(work, progress)
    run = MonthsRun({}, {}, work.data, work.carried, work.leap_days, work.explained, work.errors)
    if work.income is not None:
        run.unsteady = differs_in_year(given, values.pop(_INCOME), None)
        counted.pop(_INCOME)
    run.months = _month_columns(rules, given, values, counted, run.errors)
    run.sums = _sums(explainer, rules, given, values, run.errors)
    return run


def _whole_periods(rules: Mapping[str, Period], span: Span) -> None:
    for name, rule in rules.items():
        if not rule.begins(span.first.month) or not rule.begins(span.last.month % MONTHS + 1):
            raise UserError(
                tr(
                    "'{name}' gaat per {n} maanden, van januari af: laat --from en --to daarop beginnen en eindigen, niet op "
                    "{span}",
                    name=name,
                    n=rule.months,
                    span=span,
                )
            )


class _Work:
    """The people of all months, and the laws of each day linked once."""

    def __init__(
        self, explainer: Explainer, rules: Mapping[str, Period], given: PersonMonths, notation: Notation
    ) -> None:
        self.explainer, self.given = explainer, given
        self.rules = rules
        self.explained, self.leap_days = 0, 0
        self.errors: dict[int, str] = {}
        self._linked: dict[str, tuple[dict[str, Node], Wanted]] = {}
        self._batches: dict[tuple[str, tuple[str, ...]], Batch] = {}
        self._people: dict[str, People] = {}
        self.income = _income(self.link(given.span.first.isoformat())[0].values(), rules)
        if self.income is not None:
            self.rules = {**rules, _INCOME: self.income}
            self._linked.clear()
        wanted = _together([self.link(month.isoformat())[1] for month in given.span.months])
        last = given.span.last.replace(day=28).isoformat()
        self.data = Reader(explainer.catalogue, wanted, notation, last).read(
            given.tables.persons, given.tables.children, given.tables.housemates
        )
        check_year_fields(given, self.data, wanted, explainer.catalogue)

    def link(self, day: str) -> tuple[dict[str, Node], Wanted]:
        """The nodes of the outputs that are asked on a day, and what they read: of those whose period begins in its month,
        on another day than the first only those that go by days.
        """
        if day not in self._linked:
            on = date.fromisoformat(day)
            asked = {n: r for n, r in self.rules.items() if r.begins(on.month) and (on.day == 1 or r.by_days)}
            outputs = {n: (r.law, r.counts) for n, r in asked.items()}
            self._linked[day] = (
                link_tables(self.explainer, outputs, day, self.given.tables)
                if outputs
                else ({}, Wanted(set(), {}, frozenset()))
            )
        return self._linked[day]

    def evaluate(self, day: str, names: Sequence[str], rows: Array) -> Result:
        """Outputs of some names on a day for some rows."""
        key = day, tuple(names)
        if key not in self._batches:
            nodes = self.link(day)[0]
            backend: BackendName = "numpy" if len(rows) <= _FEW else "auto"
            self._batches[key] = Batch({name: nodes[name] for name in names}, backend=backend)
        result = self._batches[key].run(self.people(day), rows)
        self.explained += result.explained
        return result

    def people(self, day: str) -> People:
        """The people with what the law of a day computes for housemates."""
        people = self.data.people
        if self.given.tables.housemates is None or COLLECTION[HOUSEMATE] not in people.collections:
            return people
        if day not in self._people:
            nodes = self.link(day)[0].values()
            catalogue = self.explainer.catalogue
            self._people[day] = fill_computed(self.explainer.corpus, day, people, catalogue, only=nodes)
        return self._people[day]

    @property
    def carried(self) -> tuple[Carried, ...]:
        """What is carried forward, each version once: to the last month that it serves."""
        found: dict[tuple[str, str, tuple[str, ...]], Carried] = {}
        for month in self.given.span.months:
            for rule in self.rules.values():
                if rule.begins(month.month):
                    for one in self.explainer.carried(rule.law, rule.counts, month.isoformat()):
                        found[one.law, one.version, one.articles] = one
        return tuple(found.values())


def _income(nodes: Iterable[Node], rules: Mapping[str, Period]) -> Period | None:
    """The income of the year as one more thing to ask by month, when asked amounts that are granted by the year rest on it."""
    named = periods().year_income
    if named is None or not any(rule.settled is not None for rule in rules.values()):
        return None
    reached = {(node.payload.law, node.payload.name) for node in topological(nodes) if node.op == "NAME"}
    return Period(*named, named[1], 1, 1, False, None, Text(""), "") if named in reached else None


def _run(work: _Work, progress: Callable[[int], object]) -> tuple[dict[str, Micros], dict[str, Array]]:
    """Per output the amounts of every row in millionths of a cent, and in which rows there is one."""
    n = len(work.given.month)
    values = {name: np.zeros(n, np.int64) for name in work.rules}
    counted = {name: np.zeros(n, np.bool_) for name in work.rules}
    for position, month in enumerate(work.given.span.months):
        rows = np.flatnonzero(work.given.month == position)
        made = month_amounts(work.rules, month, rows, work.evaluate)
        for name, amounts in made.values.items():
            values[name][rows], counted[name][rows] = amounts, True
        for at, why in made.errors.items():
            work.errors[int(rows[at])] = undecided(why).splitlines()[0]
        here = replace(work.data, people=work.data.people.take(rows))
        work.leap_days = max(work.leap_days, leap_days(here, month.isoformat()))
        progress(len(rows))
    return values, counted


def _month_columns(
    rules: Mapping[str, Period],
    given: PersonMonths,
    values: Mapping[str, Micros],
    counted: Mapping[str, Array],
    errors: Mapping[int, str],
) -> dict[str, pa.Array]:
    failed = np.zeros(len(given.month), np.bool_)
    failed[list(errors)] = True
    named = pa.array([month_text(month) for month in given.span.months])
    columns: dict[str, pa.Array] = {KEY: given.keys, MONTH: named.take(pa.array(given.month))}
    for name, rule in rules.items():
        columns[name] = pa.array(cents(shared(values[name], rule)), mask=~counted[name] | failed)
    columns[ERROR] = pa.array([errors.get(row) for row in range(len(given.month))], pa.string())
    return columns


def _sums(
    explainer: Explainer,
    rules: Mapping[str, Period],
    given: PersonMonths,
    values: Mapping[str, Micros],
    errors: Mapping[int, str],
) -> dict[str, pa.Array]:
    """Per person and calendar year the sum of the months; of a whole year as the law grants it."""
    years = given.span.years
    months = given.span.months
    persons = len(given.rows)
    parts: dict[str, list[Array]] = {name: [] for name in rules}
    wrong: list[str | None] = []
    for year, count in years.items():
        rows = given.rows[:, [position for position, month in enumerate(months) if month.year == year]]
        wrong += [_first_error(each, errors, given, months) for each in rows]
        for name, rule in rules.items():
            total = values[name][rows].sum(axis=1)
            parts[name].append(cents(year_amounts(explainer.corpus, rule, year, count, total)))
    order = np.arange(len(years) * persons).reshape(len(years), persons).T.ravel()  # the years of a person together
    first = given.keys.take(pa.array(given.rows[:, 0]))
    columns: dict[str, pa.Array] = {
        KEY: first.take(pa.array(np.repeat(np.arange(persons), len(years)))),
        YEAR: pa.array(np.tile(np.array(list(years), np.int64), persons)),
        MONTHS_COUNTED: pa.array(np.tile(np.array(list(years.values()), np.int64), persons)),
    }
    told = [wrong[place] for place in order]
    gone = np.array([each is not None for each in told])
    for name in rules:
        columns[name] = pa.array(np.concatenate(parts[name])[order], mask=gone)
    columns[ERROR] = pa.array(told, pa.string())
    return columns


def _first_error(rows: Array, errors: Mapping[int, str], given: PersonMonths, months: Sequence[date]) -> str | None:
    """Why the months of a person cannot be added up: the first that could not be decided."""
    row = next((int(row) for row in rows if int(row) in errors), None)
    return None if row is None else f"{month_text(months[int(given.month[row])])}: {errors[row]}"


def _together(wanted: Sequence[Wanted]) -> Wanted:
    """What several days read, together."""
    made = Wanted(set(), {}, frozenset())
    for one in wanted:
        made = Wanted(
            made.fields | one.fields,
            {**made.parameters, **one.parameters},
            made.required | one.required,
            {**made.outside, **one.outside},
        )
    return made
