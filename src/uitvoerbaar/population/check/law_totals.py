"""The laws run on the population, beside the published recipients and amounts (data/population/totalen.csv).

Recipients and amounts are not fitted: these rows show how far the laws and the population together are from what was
published. Two things were put in (and say so in their source): non-take-up by group, and how often a change of income
is passed on in time. Where a law of the published year is not in the corpus, the nearest year is run ('rekenjaar').
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import as_written, tr
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.outputs import fill_computed, link_outputs
from uitvoerbaar.engine.batch.people import People, Strings
from uitvoerbaar.law import Corpus, load_corpus
from uitvoerbaar.law.graph import Graph
from uitvoerbaar.law.registers import Catalogue, load_registers
from uitvoerbaar.population.check.measure import View, chosen, quantile
from uitvoerbaar.population.check.validate import Row
from uitvoerbaar.population.columns import ROLES
from uitvoerbaar.population.population import Population
from uitvoerbaar.population.read import load
from uitvoerbaar.population.schemes import scheme_named, shipped_schemes
from uitvoerbaar.population.tables import PopulationDataError, money_of, table

LAWS = "met_wetten"
_ALLOWANCES = "toeslagen"
_CENTS, _UNIT, _MILLION = 100, 1000, 1_000_000
_EARNED = ("loon_uit_dienstbetrekking", "winst_uit_onderneming", "uitkeringen_en_pensioenen")
_LEAST = 1.0  # Euro: a smaller difference between advance and final amount is no correction.
Array = npt.NDArray[Any]


@dataclass
class YearRun:
    """Amounts of one year, in euro per row; each scheme is run when first asked for."""

    population: Population
    corpus: Corpus
    catalogue: Catalogue
    graph: Graph = field(default_factory=Graph)
    _entitled: dict[tuple[str, bool, str | None], Array] = field(default_factory=dict)

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
        key = (scheme, advance, kind)
        if key not in self._entitled:
            entry = scheme_named(scheme)
            people = self.estimated if advance else self.population.people
            date = f"{self.population.year}-01-01"
            nodes = link_outputs(self.corpus, date, {scheme: (entry.law, entry.output)}, self.catalogue, self.graph)
            people = fill_computed(self.corpus, date, people, self.catalogue, only=nodes.values())
            rows = self.rows(kind or entry.rows)
            result = Batch(nodes).run(people, rows)
            if result.errors:
                raise UserError(
                    tr(
                        "{scheme} {date}: {errors} rijen niet te berekenen: {values}",
                        scheme=scheme,
                        date=date,
                        errors=len(result.errors),
                        values=next(iter(result.errors.values())),
                    )
                )
            self._entitled[key] = result.values[scheme] / _CENTS
        return self._entitled[key]

    def amounts(self, scheme: str, advance: bool = False) -> Array:
        """Amount that is paid per row of the scheme: nothing to who did not apply."""
        entry, amount = scheme_named(scheme), self.entitled(scheme, advance)
        if entry.applied is None:
            return amount
        applied = np.asarray(self.population.people.columns[entry.applied])[self.rows(entry.rows)]
        return np.asarray(amount * applied)

    def household_amounts(self, scheme: str, advance: bool = False) -> Array:
        """The same, summed per household."""
        rows = self.rows(scheme_named(scheme).rows)
        home = self.population.household[rows]
        return np.bincount(home, weights=self.amounts(scheme, advance), minlength=len(self.population.head))


def _simple(run: YearRun, scheme: str, text: str, measure: str) -> float:
    weight = run.population.weight / _UNIT
    inside = chosen(View(run.population, "huishoudens"), text)
    amount = run.household_amounts(scheme)
    if measure == "personen":  # Who receives it: both partners of a couple that has one amount together.
        return float(weight[run.population.household][run.entitled(scheme, kind="personen") > 0].sum())
    if measure == "niet_gebruik":
        rows = run.rows(scheme_named(scheme).rows)
        right = weight[run.population.household[rows]] * (run.entitled(scheme) > 0)
        return float(right[run.amounts(scheme) == 0].sum() / right.sum())
    gets = inside & (amount > 0)
    if measure == "huishoudens":
        return float(weight[gets].sum())
    if measure == "bedrag_mln":
        return float((weight * amount)[inside].sum() / _MILLION)
    if measure == "gemiddelde":
        return float((weight * amount)[gets].sum() / weight[gets].sum())
    if measure.startswith("p"):
        return quantile(amount[inside], weight[inside], int(measure[1:]) / 100)
    raise PopulationDataError(tr("totalen.csv: onbekende maat '{measure}'", measure=measure))


def _corrected(run: YearRun, scheme: str, measure: str) -> float:
    """Corrections of advances when the income of the year is known, over one allowance or (empty) all of them."""
    schemes = [scheme] if scheme else [name for name, entry in shipped_schemes().items() if entry.applied is not None]
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
    if measure not in values:
        raise PopulationDataError(
            tr("totalen.csv: onbekende maat '{measure}' van {allowances}", measure=measure, allowances=_ALLOWANCES)
        )
    return values[measure]()


def law_totals(folder: Path, progress: Callable[[int], object]) -> list[Row]:
    """Every row of totalen.csv, run on the population in `folder`. `progress` is told the rows done."""
    corpus, catalogue = load_corpus(), load_registers()
    totals = table("totalen")
    names = ("onderwerp", "regeling", "filter", "maat", "eenheid", "zekerheid", "bron")
    cells = list(zip(*(totals.text(name) for name in names), strict=True))
    years, run_years = (totals.numbers(name).astype(int) for name in ("jaar", "rekenjaar"))
    values = totals.numbers("waarde")
    rows: dict[int, Row] = {}
    for year in sorted(set(run_years.tolist())):
        run = YearRun(load(folder, year), corpus, catalogue)
        for i in np.flatnonzero(run_years == year):
            subject, scheme, text, measure, unit, certainty, source = cells[i]
            published = float(values[i])
            if measure.startswith("p") and scheme != _ALLOWANCES:
                published *= money_of(year).wage / money_of(int(years[i])).wage
            found = _corrected(run, text, measure) if scheme == _ALLOWANCES else _simple(run, scheme, text, measure)
            label = (
                subject if years[i] == year else as_written("{subject} (gerekend {year})", subject=subject, year=year)
            )
            rows[int(i)] = Row(LAWS, label, published, found, unit, int(years[i]), source, certainty)
            progress(1)
        del run  # The next year is loaded only when this one is gone: a whole country takes some gigabytes.
    return [rows[i] for i in sorted(rows)]
