"""What a run says of work that it cannot count, and how large the groups are that its numbers give away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from uitvoerbaar.assess.aspects.workload.rows import counts
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.figures import told
from uitvoerbaar.assess.disclosure.rule import Rule
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import Pair
from uitvoerbaar.assess.people.totals import Estimate
from uitvoerbaar.assess.workload.carried import Carried, falls_later, of_one_place, one_sided, sizes
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.organisations import Organisations, load_organisations
from uitvoerbaar.delivery.work import Processes, load_processes
from uitvoerbaar.findings import Figure

RULE = Rule(least=100, step=10, whole=1_000_000, records=100)


@pytest.fixture(scope="module")
def organisations() -> Organisations:
    return load_organisations()


def test_a_difference_is_a_group_too() -> None:
    assert sizes(1000.0, 1003.0) == (1000.0, 1003.0, 3.0)
    assert sizes(0.0, 500.0) == (500.0, 500.0)
    assert sizes(7.0, 7.0 + 1e-9) == (7.0, 7.0 + 1e-9), "a sum in another order is no household"


def _table(monkeypatch: pytest.MonkeyPatch, organisations: Organisations, before: float, after: float) -> Figure | None:
    """The table of counts of own microdata of one scheme with so many recipients, as it may leave the program."""
    scheme = SimpleNamespace(id="toeslag", name=Text("Toeslag", "Allowance"))
    pair = Pair(Estimate(before, 0.0), Estimate(after, 0.0))
    carried = Carried(
        cast(Any, SimpleNamespace(scheme=scheme, changed=True)),
        organisations.find("SVB"),
        {"ontvangers": pair, "terugvorderingen": Pair(Estimate(5000.0, 0.0), Estimate(6000.0, 0.0))},
        load_processes(organisations),
        "2026-01",
    )
    monkeypatch.setattr("uitvoerbaar.assess.aspects.workload.rows.on_people", lambda ctx: Text("het dorp"))
    day = SimpleNamespace(after=SimpleNamespace(date="2026-01-01"))
    made = counts(cast(Context, SimpleNamespace(full=False, sides=day, command="")), [carried])
    return told(made, RULE, Text("het dorp"), None)


@pytest.mark.parametrize(("before", "after"), [(1000.0, 1003.0), (3.0, 1000.0), (1000.0, 3.0)])
def test_own_data_give_no_count_by_which_a_few_are_known(
    monkeypatch: pytest.MonkeyPatch, organisations: Organisations, before: float, after: float
) -> None:
    shown = _table(monkeypatch, organisations, before, after)
    assert shown is None or all(shown.rows[0][key] is None for key in ("voor", "na", "verschil"))


def test_own_data_give_a_count_of_many(monkeypatch: pytest.MonkeyPatch, organisations: Organisations) -> None:
    shown = _table(monkeypatch, organisations, 1000.0, 2000.0)
    assert shown is not None
    assert (shown.rows[0]["voor"], shown.rows[0]["na"]) == (1000, 2000)


def test_a_scheme_that_one_side_cannot_compute_is_said() -> None:
    """A proposal that scraps a scheme without a version in which it is 0: its work does not vanish in silence."""
    scheme = cast(Scheme, SimpleNamespace(id="oud", name=Text("Oude regeling", "Old scheme")))

    def ctx(*able: str) -> Context:
        return cast(Context, SimpleNamespace(column=lambda role, _: np.ones(1) if role in able else None))

    (text,) = one_sided(ctx("voor"), scheme)
    assert "Oude regeling: alleen aan de kant voor te berekenen" in text.nl
    assert "the side before only" in text.english
    assert not one_sided(ctx(), scheme)
    assert not one_sided(ctx("voor", "na"), scheme)


def test_own_figures_on_the_work_of_one_municipality_are_said_to_be_left_out(
    organisations: Organisations, tmp_path: Path
) -> None:
    own = tmp_path / "eigen.csv"
    head = "organisatie,maat,waarde,eenheid,jaar,bron\n"
    own.write_text(head + "GM0363,bezwaar.minuten,200,minuten,2026,tijdschrijven\n", encoding="utf-8")
    (text,) = of_one_place(organisations, load_processes(organisations, own))
    assert "Amsterdam" in text.nl
    own.write_text(head + "gemeenten,bezwaar.minuten,200,minuten,2026,tijdschrijven\n", encoding="utf-8")
    assert not of_one_place(organisations, load_processes(organisations, own))


def test_a_wave_of_recoveries_after_the_months_is_said(organisations: Organisations) -> None:
    """Two years later than shipped none of them is seen; of own microdata the sentence has no number."""
    processes = load_processes(organisations)
    late = tuple(
        replace(p, origins=tuple(replace(o, lag=36) for o in p.origins)) if p.id == "terugvordering" else p
        for p in processes.processes
    )
    scheme = SimpleNamespace(id="toeslag", name=Text("Toeslag", "Allowance"))
    counted = {"terugvorderingen": Pair(Estimate(5000.0, 0.0), Estimate(6000.0, 0.0))}

    def carried(processes: Processes) -> Carried:
        cases = cast(Any, SimpleNamespace(scheme=scheme, changed=True))
        return Carried(cases, organisations.find("SVB"), counted, processes, "2026-01")

    assert not list(falls_later(carried(processes)))
    told = carried(replace(processes, processes=late))
    (text,) = falls_later(told)
    assert text.nl.startswith("Toeslag, terugvordering: van de zaken van het eerste jaar")
    assert "6.000 (nu: 5.000) pas na de 36 maanden" in text.nl
    assert "6,000 (now: 5,000) come only after the 36 months" in text.english
    (hidden,) = falls_later(told, counted=False)
    assert "000" not in hidden.nl
