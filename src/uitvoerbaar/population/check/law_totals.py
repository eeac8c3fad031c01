"""The laws run on the population, beside the published recipients, amounts and incomes (data/population/totalen.csv).

Recipients and amounts are not fitted: these rows show how far the laws and the population together are from what was
published; what was put in (non-take-up by group, say) is found as for any figure. Where a law of the published year is not
in the corpus, the nearest year is run ('rekenjaar'). A scheme is an id of regelingen.yaml or `law.output`; households can
be chosen by `deciel`, the tenth by standardised disposable income. Measures: huishoudens, aandeel (of the chosen households),
personen, aandeel_personen, bedrag_mln, gemiddelde (of who gets it), gemiddelde_alle, p1 to p99, gini, gini_afgekapt,
niet_gebruik; of 'toeslagen' together also terug, erbij, terug_mln, erbij_mln; and `aandeel word` of a household column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.base.tenths import tenths
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.outputs import fill_computed, link_outputs
from uitvoerbaar.engine.batch.people import People, Strings
from uitvoerbaar.law import Corpus
from uitvoerbaar.law.graph import Graph
from uitvoerbaar.law.registers import Catalogue
from uitvoerbaar.population.check.figures import Figure
from uitvoerbaar.population.check.measure import View, chosen, gini, percentile_of, quantile
from uitvoerbaar.population.columns import ROLES
from uitvoerbaar.population.population import Population
from uitvoerbaar.population.schemes import SchemeRun, scheme_named, shipped_schemes
from uitvoerbaar.population.tables import PopulationDataError, money_of

_ALLOWANCES = "toeslagen"
_CORRECTIONS = ("terug", "erbij", "terug_mln", "erbij_mln")
_SHARE_OF = "aandeel "
"""Before a word of a household column, which then stands in the place of a scheme."""
_STANDARD = "gestandaardiseerd_inkomen.gestandaardiseerd_inkomen"
_CENTS, _UNIT, _MILLION = 100, 1000, 1_000_000
_EARNED = ("loon_uit_dienstbetrekking", "winst_uit_onderneming", "uitkeringen_en_pensioenen")
_LEAST = 1.0  # Euro: a smaller difference between advance and final amount is no correction.
Array = npt.NDArray[Any]
Need = tuple[str, bool, str]
"""A scheme, whether it is the advance, and for which rows."""


def scheme_of(name: str) -> SchemeRun:
    """A scheme by its id, or any output as `law.output` (of the head) or `law.output/rows`. Raises PopulationDataError."""
    law, point, output = name.partition(".")
    if not point:
        return scheme_named(name)
    output, _, rows = output.partition("/")
    return SchemeRun(law, output, rows or "huishoudens", None)


@dataclass
class YearRun:
    """Amounts of one year, in euro per row; what is expected together is run together."""

    population: Population
    corpus: Corpus
    catalogue: Catalogue
    graph: Graph = field(default_factory=Graph)
    _entitled: dict[Need, Array] = field(default_factory=dict)
    _expected: dict[Need, None] = field(default_factory=dict)
    _households: dict[tuple[str, bool], Array] = field(default_factory=dict)

    def expect(self, figures: Iterable[Figure]) -> None:
        """Say which figures will be asked, so that what they share is computed once."""
        for figure in figures:
            for need in _needs(figure):
                self._expected[need] = None

    def rows(self, kind: str) -> Array:
        """Person rows: heads of households, units (all but partners) or all persons."""
        if kind == "huishoudens":
            return self.population.head
        if kind == "personen":
            return np.arange(self.population.people.n)
        role = self.population.people.columns["rol"]
        assert isinstance(role, Strings)
        return np.flatnonzero(role.codes != ROLES.index("partner"))

    @cached_property
    def estimated(self) -> People:
        """The persons with the income that they had estimated for the advance."""
        people = self.population.people
        change = 1 + np.asarray(people.columns["inkomensverandering"]) / 1000
        columns = dict(people.columns)
        for name in _EARNED:
            columns[name] = np.rint(np.asarray(columns[name]) / change).astype(np.int64)
        parts = {name: replace(part, columns=dict(part.columns)) for name, part in people.collections.items()}
        return People(people.n, columns, people.partner, parts)

    def entitled(self, scheme: str, advance: bool = False, kind: str | None = None) -> Array:
        """Amount that the law gives per row of the scheme, applied for or not; `kind` asks other rows.

        Raises UserError when rows fail.
        """
        need = (scheme, advance, kind or scheme_of(scheme).rows)
        if need not in self._entitled:
            same = [one for one in self._expected if one[1:] == need[1:] and one not in self._entitled]
            self._run(dict.fromkeys([need, *same]))
        return self._entitled[need]

    def _run(self, needs: Iterable[Need]) -> None:
        """Run schemes of the same rows in one go."""
        needs = list(needs)
        _, advance, kind = needs[0]
        people = self.estimated if advance else self.population.people
        date = f"{self.population.year}-01-01"
        asked = {name: (scheme_of(name).law, scheme_of(name).output) for name, _, _ in needs}
        nodes = link_outputs(self.corpus, date, asked, self.catalogue, self.graph)
        people = fill_computed(self.corpus, date, people, self.catalogue, only=nodes.values())
        result = Batch(nodes).run(people, self.rows(kind))
        if result.errors:
            raise UserError(
                tr(
                    "{scheme} {date}: {errors} rijen niet te berekenen: {values}",
                    scheme=", ".join(asked),
                    date=date,
                    errors=len(result.errors),
                    values=next(iter(result.errors.values())),
                )
            )
        values = dict(result.values)
        del result
        for need in needs:  # One at a time: a whole country has some tens of megabytes per column.
            self._entitled[need] = values.pop(need[0]) / _CENTS

    def amounts(self, scheme: str, advance: bool = False) -> Array:
        """Amount that is paid per row of the scheme: nothing to who did not apply."""
        entry, amount = scheme_of(scheme), self.entitled(scheme, advance)
        if entry.applied is None:
            return amount
        applied = np.asarray(self.population.people.columns[entry.applied])[self.rows(entry.rows)]
        return np.asarray(amount * applied)

    def household_amounts(self, scheme: str, advance: bool = False) -> Array:
        """The same, summed per household."""
        key, of = (scheme, advance), scheme_of(scheme).rows
        if of == "huishoudens":  # A row per household already, in their order.
            return self.amounts(scheme, advance)
        if key not in self._households:
            home, n = self.population.household[self.rows(of)], len(self.population.head)
            self._households[key] = np.bincount(home, weights=self.amounts(scheme, advance), minlength=n)
        return self._households[key]

    @cached_property
    def view(self) -> LawView:
        """The households, to choose some of them."""
        return LawView(self)

    @cached_property
    def persons(self) -> Array:
        """Persons of the country that each household stands for."""
        adults = np.bincount(self.population.household, minlength=len(self.population.head))
        minors = np.asarray(self.population.households["minderjarigen"])
        return np.asarray((adults + minors) * (self.population.weight / _UNIT))


class LawView(View):
    """The households of a year, with columns that follow from its laws."""

    def __init__(self, run: YearRun) -> None:
        super().__init__(run.population, "huishoudens")
        self.run = run

    @cached_property
    def tenth(self) -> Array:
        """The tenth, from 1 to 10, by standardised disposable income, each with as many households of the country."""
        amount = self.run.household_amounts(_STANDARD)
        return tenths(amount, self.population.weight) + 1

    def _deciel(self) -> Array:
        return self.tenth


def _simple(run: YearRun, scheme: str, text: str, measure: str) -> float:
    weight = run.population.weight / _UNIT
    view = run.view
    inside = chosen(view, text)
    if measure.startswith(_SHARE_OF):
        held = chosen(view, f"{scheme}={measure.removeprefix(_SHARE_OF)}")
        return float(weight[inside & held].sum() / weight[inside].sum())
    if measure == "personen":  # Who receives it: both partners of a couple that has one amount together.
        return float(weight[run.population.household][run.entitled(scheme, kind="personen") > 0].sum())
    if measure == "niet_gebruik":
        rows = run.rows(scheme_of(scheme).rows)
        right = weight[run.population.household[rows]] * (run.entitled(scheme) > 0)
        return float(right[run.amounts(scheme) == 0].sum() / right.sum())
    several = scheme == _ALLOWANCES
    amount = sum(map(run.household_amounts, _allowances())) if several else run.household_amounts(scheme)
    assert isinstance(amount, np.ndarray)
    gets = inside & (amount > 0)
    share = percentile_of(measure)
    measures: Mapping[str, Callable[[], float]] = {
        "huishoudens": lambda: float(weight[gets].sum()),
        "aandeel": lambda: float(weight[gets].sum() / weight[inside].sum()),
        "bedrag_mln": lambda: float((weight * amount)[inside].sum() / _MILLION),
        "gemiddelde": lambda: float((weight * amount)[gets].sum() / weight[gets].sum()),
        "gemiddelde_alle": lambda: float((weight * amount)[inside].sum() / weight[inside].sum()),
        "aandeel_personen": lambda: float(run.persons[gets].sum() / run.persons[inside].sum()),
        "gini": lambda: gini(amount[inside], weight[inside]),
        "gini_afgekapt": lambda: _trimmed_gini(amount[inside], weight[inside]),
    }
    if share is not None:
        return quantile(amount[inside], weight[inside], share)
    if measure not in measures:
        raise PopulationDataError(tr("totalen.csv: onbekende maat '{measure}'", measure=measure))
    return measures[measure]()


def _trimmed_gini(amount: Array, weight: Array) -> float:
    """Gini between the 2.5th and the 99th percentile, as EUROMOD's published estimates are cut."""
    low, high = (quantile(amount, weight, share) for share in (0.025, 0.99))
    kept = (amount >= low) & (amount <= high)
    return gini(amount[kept], weight[kept])


def _allowances() -> list[str]:
    return [name for name, entry in shipped_schemes().items() if entry.applied is not None]


def _needs(figure: Figure) -> list[Need]:
    """What a figure asks to be run."""
    also = [(_STANDARD, False, scheme_of(_STANDARD).rows)] if "deciel" in figure.chosen else []
    if figure.measure.startswith(_SHARE_OF):
        return also
    if _is_correction(figure):
        names = [figure.chosen] if figure.chosen else _allowances()
        return [(name, advance, scheme_of(name).rows) for name in names for advance in (False, True)]
    if figure.measure == "personen":
        return [(figure.of, False, "personen")]
    names = _allowances() if figure.of == _ALLOWANCES else [figure.of]
    return [*((name, False, scheme_of(name).rows) for name in names), *also]


def _is_correction(figure: Figure) -> bool:
    """Whether the figure is about advances that were corrected afterwards."""
    return figure.of == _ALLOWANCES and figure.measure in _CORRECTIONS


def _corrected(run: YearRun, scheme: str, measure: str) -> float:
    """Corrections of advances when the income of the year is known, over one allowance or (empty) all of them."""
    schemes = [scheme] if scheme else _allowances()
    weight = run.population.weight / _UNIT
    back, extra = np.zeros(len(weight)), np.zeros(len(weight))
    involved = np.zeros(len(weight), np.bool_)
    for name in schemes:
        before, after = run.household_amounts(name, advance=True), run.household_amounts(name)
        difference = np.where(np.abs(after - before) >= _LEAST, after - before, 0)
        back += np.maximum(-difference, 0)
        extra += np.maximum(difference, 0)
        involved |= (before > 0) | (after > 0)
    values: Mapping[str, Callable[[], float]] = {
        "terug": lambda: float(weight[back > 0].sum() / weight[involved].sum()),
        "erbij": lambda: float(weight[extra > 0].sum() / weight[involved].sum()),
        "terug_mln": lambda: float((weight * back).sum() / _MILLION),
        "erbij_mln": lambda: float((weight * extra).sum() / _MILLION),
    }
    return values[measure]()


def law_total(run: YearRun, figure: Figure) -> float:
    """The value of one figure of totalen.csv, with the laws of its year run. Raises UserError."""
    if _is_correction(figure):
        return _corrected(run, figure.chosen, figure.measure)
    return _simple(run, figure.of, figure.chosen, figure.measure)


def published_in(figure: Figure) -> float:
    """The published value, brought to the year that was run when it is an amount of one household or person.

    It grows with wages; a total of the country does not: part of its difference is time, which is told beside it.
    """
    grows = figure.unit == "euro" and figure.run_year not in (None, figure.year)
    if not grows:
        return figure.value
    assert figure.run_year is not None
    return figure.value * money_of(figure.run_year).wage / money_of(figure.year).wage
