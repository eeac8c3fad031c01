"""One case month by month: the same situation while everybody grows older, and the year as the sum of its months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.base.language import said, tr
from uitvoerbaar.base.months import Span, month_text, span
from uitvoerbaar.engine.batch.by_month import cents, month_amounts, shared
from uitvoerbaar.engine.batch.people import Array
from uitvoerbaar.engine.batch.results import Result
from uitvoerbaar.engine.batch.settle import year_amounts
from uitvoerbaar.engine.explain.as_text import assumed_line, left_out_lines
from uitvoerbaar.engine.explain.dutch import show, words
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.engine.explain.refusals import find_law
from uitvoerbaar.face.asked import Asked, output_of
from uitvoerbaar.face.case import Case
from uitvoerbaar.face.explained import Explained, explain
from uitvoerbaar.law.periods import Period, periods

if TYPE_CHECKING:
    from uitvoerbaar.face.laws import Laws


@dataclass(frozen=True, repr=False)
class CaseMonths:
    """The amounts of one case by month, made by `Laws.explain_months`.

    `amounts`: by month (JJJJ-MM) whole cents, None in a month in which no period of the law begins. `sums`: by calendar year
    the sum of its months, a whole year as the law grants it. `how` tells how the law makes a year of months, `warnings`
    what else must be known, `notes` what was understood of amounts without a unit.
    """

    output: str
    unit: str | None
    amounts: Mapping[str, int | None]
    sums: Mapping[int, int]
    how: str
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    """What was read but not named in the case, with the default that was used."""
    left_out: tuple[str, ...] = ()
    """What the laws say and what is not computed, as far as it can matter to the case."""

    def text(self) -> str:
        """A line per month, the sums, and what must be known."""
        plain = plain_words()
        lines = [
            f"  {month}: {tr('geen tijdvak dat hier begint') if amount is None else plain.show(amount, self.unit)}"
            for month, amount in self.amounts.items()
        ]
        lines += [
            tr("Som van {year}: {amount}", year=year, amount=plain.show(n, self.unit)) for year, n in self.sums.items()
        ]
        told = [tr("Let op: {warning}", warning=warning) for warning in self.warnings]
        for title, listed in (
            (tr("Niet opgegeven, dus aangenomen"), self.assumed),
            (tr("Niet meegerekend, en kan hier uitmaken"), self.left_out),
        ):
            if listed:
                told += ["", title, *(f"  {line}" for line in listed)]
        return "\n".join([f"{plain.words(self.output).capitalize()}:", *lines, self.how, *told])

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values."""
        return {
            "output": self.output,
            "unit": self.unit,
            "months": dict(self.amounts),
            "sums": {str(year): amount for year, amount in self.sums.items()},
            "how": self.how,
            "warnings": list(self.warnings),
            "assumed": list(self.assumed),
            "not_modelled": list(self.left_out),
        }

    def __repr__(self) -> str:
        sums = ", ".join(f"{year}: {show(amount, self.unit)}" for year, amount in self.sums.items())
        return f"<{words(self.output)}: {sums}>"


class _Told:
    """The case on the days that were asked, with everything that these explanations say."""

    def __init__(self, law: Laws, pair: tuple[str, str], case: Case) -> None:
        self.law, self.pair, self.case = law, pair, case
        self.made: dict[str, Explained] = {}

    def evaluate(self, day: str, names: Sequence[str], rows: Array) -> Result:
        """The answer on a day, as a batch of one row gives it."""
        if day not in self.made:
            self.made[day] = explain(self.law.explainer, *self.pair, day, self.case)
        values = {name: np.array([float(self.made[day].value or 0)]) for name in names}
        return Result(values, dict.fromkeys(names))


def explain_months(law: Laws, what: Asked, case: Case, first: str, last: str) -> CaseMonths:
    """See `Laws.explain_months`."""
    months, pair = span(first, last), output_of(what)
    rule = rule_of(law, pair, months)
    told = _Told(law, (rule.law, rule.counts), case)
    amounts: dict[str, int | None] = {}
    totals = dict.fromkeys(months.years, 0)
    for month in months.months:
        made = month_amounts({rule.output: rule}, month, np.zeros(1, np.int64), told.evaluate).values.get(rule.output)
        amounts[month_text(month)] = None if made is None else int(cents(shared(made, rule))[0])
        totals[month.year] += 0 if made is None else int(made[0])
    sums = {
        year: int(cents(year_amounts(law.corpus, rule, year, count, np.array([totals[year]])))[0])
        for year, count in months.years.items()
    }
    every = list(told.made.values())
    beyond = law.out_of_reach(month.isoformat() for month in months.months)
    carried = {(one.law, one.version, one.articles): said(one.told) for each in every for one in each.record.carried}
    return CaseMonths(
        rule.output,
        every[0].unit if every else None,
        amounts,
        sums,
        said(rule.told),
        (
            *carried.values(),
            *part_years({rule.output: rule}, months),
            *unsteady_income(", ".join(_unsteady(told.made, months))),
        ),
        tuple(dict.fromkeys((*law.doubts, *beyond, *(note for each in every for note in each.notes)))),
        tuple(dict.fromkeys(assumed_line(one) for each in every for one in each.assumed)),
        tuple(dict.fromkeys(line for each in every for line in left_out_lines(each.record))),
    )


def _unsteady(told: Mapping[str, Explained], months: Span) -> Iterator[str]:
    """The months in which the income of the year, where an answer rests on it, differs from that in its first month."""
    income = periods().year_income
    first: dict[int, Any] = {}
    for month in months.months:
        made = told.get(month.isoformat())
        if made is not None and income is not None:
            steps = [step for step in made.trace if (step.law, step.name) == income and step.node == "output"]
            found = {step.who: step.value for step in steps}
            if found != first.setdefault(month.year, found):
                yield month_text(month)


def first_day(first: str, last: str) -> str:
    """The first day of the months from `first` to `last`. Raises UserError when these are no months."""
    return span(first, last).first.isoformat()


def rule_of(law: Laws, pair: tuple[str, str], months: Span) -> Period:
    """How an output goes by month, looked up in the law of the first month. Raises UserError when it does not."""
    find_law(law.corpus, *pair, months.first.isoformat())
    return periods().find(law.corpus.select(pair[0], months.first.isoformat()), pair[1])


def unsteady_income(where: str) -> Iterable[str]:
    """What must be known of an income of the year that differs by month, `where` in words; nothing when that is empty."""
    if where:
        yield tr(
            "het jaarinkomen dat de wet zelf uitrekent (met een AOW of bijstand van die maand, gerekend voor een heel jaar) is "
            "niet in elke maand van het jaar gelijk; anders dan in de eerste maand: {where}. De toeslagen kijken naar het "
            "inkomen van het hele jaar: geef dat zelf, zoals gezamenlijk_toetsingsinkomen",
            where=where,
        )


def part_years(rules: Mapping[str, Period], months: Span) -> Iterable[str]:
    """What must be known of a year of which not all months are asked: it is not granted, so not rounded by the law."""
    short = [str(year) for year, count in months.years.items() if count < MONTHS]
    names = [name for name, rule in rules.items() if rule.settled is not None]
    if short and names:
        yield tr(
            "van {years} zijn niet alle maanden gevraagd: de som van {names} is dan niet afgerond zoals bij de toekenning over "
            "een heel jaar",
            years=", ".join(short),
            names=", ".join(names),
        )
