"""The first NOW on synthetic businesses: run once in the middle and once at each end of every assumption."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from uitvoerbaar.base.arrays import Ints
from uitvoerbaar.delivery.business.data import load_business_data
from uitvoerbaar.delivery.business.now import (
    OUTPUTS,
    Applicants,
    Settlement,
    SlipCost,
    applicants,
    settle,
    slip_cost,
)
from uitvoerbaar.delivery.business.now_data import NowData, load_now
from uitvoerbaar.delivery.business.population import Businesses, make_businesses
from uitvoerbaar.delivery.business.scheme import Scheme, link_scheme
from uitvoerbaar.engine.piecewise.jumps import Jump, Line
from uitvoerbaar.law import Corpus

YEAR = 2020
RECORDS = 60
"""Records of a cell: the law multiplies turnover by wage bill, which is too large for the kernels, so the exact walk does it."""
VARIED = ("te_hoog_verwacht", "verwachting_ruis", "loonsom_lager", "loonsom_ruis")
SETTLED = "vastgestelde_subsidie"
ALONG = "omzet_werkelijk"
_LEAST = 10_000


@dataclass(frozen=True, eq=False)
class Example:
    """One employer: its sector (a place in the data), jobs, facts, and its settled subsidy along its turnover with the jumps."""

    sector: int
    jobs: int
    facts: Mapping[str, int | bool]
    line: Line
    jumps: tuple[Jump, ...]


@dataclass(frozen=True, eq=False)
class NowRun:
    """The outcome with its assumptions in the middle, at each end (`ends`: by name, low and high), and what goes with it."""

    data: NowData
    businesses: Businesses
    people: Applicants
    out: Mapping[str, Ints]
    middle: Settlement
    ends: Mapping[str, tuple[Settlement, Settlement]]
    slips: tuple[SlipCost, ...]
    example: Example
    threshold: float


def run_now(corpus: Corpus, twice: float, seed: int = 1, file: Path | None = None) -> NowRun:
    """Run the scheme. `twice` is the norm: how many times a mistake its cost may be.

    Raises LawFileError for a malformed file, LawLookupError without the law, UserError for an employer without an answer.
    """
    data = load_now(file)
    businesses = make_businesses(load_business_data(), YEAR, seed, RECORDS)
    scheme = link_scheme(corpus, data.law, data.date, OUTPUTS)
    example = _example(businesses, applicants(businesses, data, scheme), scheme)
    threshold = _threshold(example)
    people, middle, out = _once(businesses, data, scheme, threshold)
    ends = {}
    for name in VARIED:
        fact = data.facts[name]
        low, high = (fact.value if end is None else end for end in (fact.low, fact.high))
        ends[name] = (
            _once(businesses, data.at(name, low), scheme, threshold)[1],
            _once(businesses, data.at(name, high), scheme, threshold)[1],
        )
    slips = tuple(slip_cost(people, scheme, out, slip, twice) for slip in data.slips)
    return NowRun(data, businesses, people, out, middle, ends, slips, example, threshold)


def _once(
    businesses: Businesses, data: NowData, scheme: Scheme, threshold: float
) -> tuple[Applicants, Settlement, dict[str, Ints]]:
    people = applicants(businesses, data, scheme)
    return people, *settle(businesses, people, scheme, threshold)


def _example(businesses: Businesses, people: Applicants, scheme: Scheme) -> Example:
    """The employer in the middle: of those who asked for settlement, with the median wage bill, its wage bill unchanged."""
    asked = np.flatnonzero(np.asarray(people.facts["vaststelling_gevraagd"], np.bool_))
    order = asked[np.argsort(people.facts["loonsom_referentie"][asked], kind="stable")]
    half = np.searchsorted(np.cumsum(people.weight[order]), people.weight[order].sum() / 2)
    row = int(order[half])
    facts: dict[str, int | bool] = {
        name: bool(values[row]) if values.dtype == np.bool_ else int(values[row])
        for name, values in people.facts.items()
    }
    facts["loonsom_subsidieperiode"] = 3 * int(facts["loonsom_referentie"])
    reference = int(facts["omzet_referentie"])
    line = scheme.line(SETTLED, facts, ALONG, 0, reference, 100)
    record = int(people.row[row])
    jumps = tuple(line.jumps(_LEAST))
    return Example(int(businesses.sector[record]), int(businesses.jobs[record]), facts, line, jumps)


def _threshold(example: Example) -> float:
    """The loss of turnover from which the law gives a subsidy: where the line of the example jumps.

    Raises ValueError when it does not jump, for then there is no threshold to stand near.
    """
    if not example.jumps:
        raise ValueError("the settled subsidy does not jump along turnover")
    reference = int(example.facts["omzet_referentie"])
    return 1 - example.jumps[0].x / reference
