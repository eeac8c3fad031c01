"""Childcare of children, and the health insurance of adults.

Published: children in day care and after-school care, hours, prices (CBS and BOinK 2023-2024). Who uses it, and who
cannot show to have paid all costs, are assumptions.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.base.fit import from_percentiles, pareto_key, smallest
from uitvoerbaar.law.registers import CHILD, load_registers
from uitvoerbaar.population.synthetic import work
from uitvoerbaar.population.synthetic.country import Country
from uitvoerbaar.population.tables import assumption, number, percentiles, table

NONE, DAY_CARE, AFTER_SCHOOL, CHILDMINDER = range(4)
FORMS = ("geen", "dagopvang", "bso", "gastouder")
_SCHOOL_AGE, _LAST_AGE = 4, 12
FloatArray = npt.NDArray[np.float64]


def _working_parents(country: Country) -> npt.NDArray[np.bool_]:
    """Per household: the head, and the partner if there is one, work."""
    works = (country.p["status"] == work.EMPLOYEE) | (country.p["status"] == work.SELF_EMPLOYED)
    second = works[np.minimum(country.head + 1, country.adults - 1)]
    return np.asarray(works[country.head] & (second | ~country.has_partner))


def _forms(country: Country) -> npt.NDArray[np.int8]:
    """Kind of childcare per minor, with the published numbers of children."""
    n, home = country.minors, country.minor_household
    eligible = _working_parents(country)[home]
    chance = np.array(assumption("opvang_kans_deciel"))[country.h["inkomensdeciel"][home] - 1] * eligible
    tie = number("opvang_samenhang_kinderen")
    # Children of one household mostly share the draw; with chance `tie` a child takes the draw of the home.
    own = country.draws.uniform("opvang_kind", 0, n)
    shared = country.draws.uniform("opvang_huishouden", 0, country.households)[home]
    draw = np.where(country.draws.uniform("opvang_samen", 0, n) < tie, shared, own)
    by_age = np.array([1.0] * _SCHOOL_AGE + list(assumption("opvang_kans_bso_leeftijd")))
    chance *= np.append(by_age, np.zeros(17 - _LAST_AGE))[country.minor_age]
    key = pareto_key(draw, chance)
    young = country.minor_age < _SCHOOL_AGE
    form = np.zeros(n, np.int8)
    scale = work.scale_of(country)
    minder = country.draws.uniform("gastouder", 0, country.households)[home]
    for group, kind, name in ((young, DAY_CARE, "dag"), (~young, AFTER_SCHOOL, "bso")):
        picked = smallest(np.where(group, key, np.float32(np.inf)), round(number(f"opvang_{name}_stand") * scale))
        form[picked] = kind
        form[picked & (minder < number(f"gastouder_{name}_aandeel"))] = CHILDMINDER
    return form


def assign_childcare(country: Country) -> None:
    """Columns of minors: opvangsoort (code in FORMS), opvanguren_per_maand, uurtarief, opvangkosten_betaald."""
    n, home = country.minors, country.minor_household
    form = _forms(country)
    young = country.minor_age < _SCHOOL_AGE
    hours, price = np.zeros(n, np.int64), np.zeros(n)
    draw = country.draws.uniform("opvanguren", 0, n)
    for group, name in ((young, "dag"), (~young, "bso")):
        edges = np.cumsum(assumption(f"opvang_kans_{name}"))
        rows = np.flatnonzero(group & (form != NONE))
        hours[rows] = np.array(assumption(f"opvang_uren_{name}"))[np.searchsorted(edges[:-1], draw[rows], side="right")]
    rank = country.draws.uniform("tarief", 0, country.households)[home]
    for kind, name in ((DAY_CARE, "dagopvang"), (AFTER_SCHOOL, "bso"), (CHILDMINDER, "gastouder")):
        rows = form == kind
        price[rows] = from_percentiles(percentiles(f"tarief_{name}"), rank[rows]) * country.money.amounts[f"kot_{name}"]
    cents = np.rint(price * 100).astype(np.int64)
    (due,) = load_registers().due(CHILD).values()
    costs = due.of({"opvanguren_per_maand": hours, "uurtarief": cents})
    share = number("betaaltekort_aandeel")
    lacking = country.draws.uniform("betaaltekort", 0, country.households)
    part = from_percentiles(percentiles("betaaltekort"), np.minimum(lacking / share, 1)) * (lacking < share)
    # A shortfall is whole euros, so the amounts look like what people pay.
    short = np.rint(costs * part[home] / 100).astype(np.int64) * 100
    country.k["opvangsoort"] = form
    country.k["opvanguren_per_maand"] = hours.astype(np.int16)
    country.k["uurtarief"] = cents.astype(np.int16)
    country.k["opvangkosten_betaald"] = np.maximum(costs - short, 0).astype(np.int32)


def assign_insurance(country: Country) -> None:
    """Columns heeft_zorgverzekering and betaalde_zorgpremie (eurocent a year)."""
    premium = table("zorgpremie").lookup("jaar", "premie")[str(country.money.year)]
    insured = np.empty(country.adults, np.bool_)
    paid = np.empty(country.adults, np.int32)
    share, spread = number("niet_verzekerd_aandeel"), number("premie_spreiding")

    def fill(start: int, stop: int) -> None:
        insured[start:stop] = country.draws.uniform("zorgverzekering", start, stop) >= share
        factor = 1 + spread * country.draws.normal("zorgpremie", start, stop)
        # A monthly premium in whole cents, twelve times.
        paid[start:stop] = np.rint(premium * 100 / MONTHS * factor) * MONTHS * insured[start:stop]

    country.blocks.run(country.adults, fill)
    country.p["heeft_zorgverzekering"], country.p["betaalde_zorgpremie"] = insured, paid
