"""The laws over the population: amounts add up, an advance differs only for who has another income, errors are told."""

from pathlib import Path

import numpy as np
import pytest

from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.population import load
from uitvoerbaar.population.check.law_totals import YearRun
from uitvoerbaar.population.check.validate import compared
from uitvoerbaar.population.manifest import read_manifest
from uitvoerbaar.population.tables import table


@pytest.fixture(scope="module")
def year(made: Path) -> YearRun:
    return YearRun(load(made, 2024), load_corpus(), load_registers())


def test_allowances_go_to_the_right_households(year: YearRun) -> None:
    rent = year.household_amounts("huurtoeslag")
    tenant = np.asarray(year.population.people.columns["is_huurder"])[year.population.head].astype(bool)
    assert (rent > 0).sum() > 100
    assert not (rent[~tenant] > 0).any()
    children = year.household_amounts("kindgebonden_budget")
    assert not (children[np.asarray(year.population.households["minderjarigen"]) == 0] > 0).any()


def test_who_did_not_apply_gets_nothing(year: YearRun) -> None:
    applied = np.asarray(year.population.people.columns["aanvraag_huurtoeslag"])[year.population.head].astype(bool)
    assert not (year.amounts("huurtoeslag")[~applied] > 0).any()


def test_an_advance_differs_only_where_an_income_differs(year: YearRun) -> None:
    population = year.population
    changed = np.asarray(population.people.columns["inkomensverandering"]) != 0
    home = np.bincount(population.household, weights=changed, minlength=len(population.head)) > 0
    differs = year.household_amounts("huurtoeslag", advance=True) != year.household_amounts("huurtoeslag")
    assert differs.any()
    assert not (differs & ~home).any()


def test_registered_income_is_near_what_the_law_computes(year: YearRun) -> None:
    from uitvoerbaar.engine.batch import Batch
    from uitvoerbaar.engine.batch.outputs import fill_computed, link_outputs

    law = ("algemene_wet_inkomensafhankelijke_regelingen", "toetsingsinkomen")
    nodes = link_outputs(year.corpus, "2024-01-01", {"t": law}, year.catalogue)
    people = fill_computed(year.corpus, "2024-01-01", year.population.people, year.catalogue, only=nodes.values())
    computed = Batch(nodes).run(people).values["t"]
    registered = np.asarray(year.population.people.columns["geregistreerd_inkomen"])
    assert np.median(np.abs(registered - computed)) < 10_000  # eurocent
    assert registered.sum() == pytest.approx(computed.sum(), rel=0.02)


def test_every_published_total_is_shown_and_nothing_is_fitted_to_it(made: Path) -> None:
    done: list[int] = []
    compared_rows = compared(made, read_manifest(made), done.append)
    rows = [row for row in compared_rows if row.laws]
    assert len(rows) == len(table("totalen"))
    assert len(compared_rows) == len(done)
    assert all(row.simulated > 0 for row in rows)
    # Not calibrated, but so far off would mean that the laws or the population are broken.
    amounts = [row for row in rows if row.unit == "mln euro" and row.certainty == "S"]
    assert len(amounts) >= 4
    assert all(abs(row.deviation) < 0.5 for row in amounts)
