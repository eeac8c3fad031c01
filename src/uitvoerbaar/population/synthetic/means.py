"""What people can do: marks of vulnerability, whether a benefit is applied for, and how the estimate for an advance
differs from the income of the year.

Published: literacy, digital skills, problem debts and health limitations by age or in total; non-take-up by group (CPB
2025); changes of income from year to year (CBS 83781NED). Their mutual dependence is an assumption.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.fit import pareto_key, smallest
from uitvoerbaar.population.synthetic import work
from uitvoerbaar.population.synthetic.compose import AGES, WITH_CHILDREN
from uitvoerbaar.population.synthetic.country import PARTNER, Country
from uitvoerbaar.population.synthetic.income import eurocents
from uitvoerbaar.population.tables import assumption, by_age, number, table

SCHEMES = ("zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag")
_PERCENTS = ("p01", "p05", "p20", "p40", "p50", "p60", "p80", "p95", "p99")
FloatArray = npt.NDArray[np.float64]


def assign_vulnerability(country: Country) -> None:
    """Person columns laaggeletterd, beperkt_digitaal, gezondheidsbeperking, schuldenproblemen (the last is the same for
    head and partner)."""
    n, p = country.adults, country.p
    rows = table("kwetsbaarheid")
    chances = {
        name: np.nan_to_num(by_age(rows, name, AGES))
        for name in ("laaggeletterd", "beperkt_digitaal", "gezondheidsbeperking")
    }
    slope, more = number("kwetsbaar_helling"), number("digitaal_bij_laaggeletterd")
    sick = number("gezondheid_bij_ao")
    marks = {name: np.empty(n, np.bool_) for name in chances}
    mean_tilt = float(work.tilt(p["aanleg"], slope).mean())

    def fill(start: int, stop: int) -> None:
        here = slice(start, stop)
        age = country.age[here]
        lean = work.tilt(p["aanleg"][here], slope) / mean_tilt
        low = country.draws.uniform("laaggeletterd", start, stop) < chances["laaggeletterd"][age] * lean
        marks["laaggeletterd"][here] = low
        share = chances["laaggeletterd"][age]
        # The factor for low literacy is offset for the others, so that the age band keeps its published share.
        tied = np.where(low, more, (1 - more * share) / (1 - share))
        draw = country.draws.uniform("beperkt_digitaal", start, stop)
        marks["beperkt_digitaal"][here] = draw < chances["beperkt_digitaal"][age] * tied
        health = np.where(p["ao"][here], sick, chances["gezondheidsbeperking"][age])
        marks["gezondheidsbeperking"][here] = country.draws.uniform("gezondheid", start, stop) < health

    country.blocks.run(n, fill)
    p.update(marks)
    weight = np.array(assumption("schuldenproblemen_helling"))[country.h["inkomensdeciel"] - 1]
    assistance = np.maximum.reduceat(p["bijstand"].view(np.int8), country.head) > 0
    weight = np.where(assistance, weight * number("schuldenproblemen_bijstand"), weight)
    weight = np.where(np.isin(country.type, WITH_CHILDREN), weight * number("schuldenproblemen_kinderen"), weight)
    count = number("schuldenproblemen_huishoudens") * work.scale_of(country)
    chance = np.minimum(weight * count / weight.sum(), number("grootste_trekkingskans"))
    key = pareto_key(country.draws.uniform("schuldenproblemen", 0, country.households), chance)
    indebted = smallest(key, round(count))
    p["schuldenproblemen"] = indebted[country.household] & (country.role <= PARTNER)


def assign_take_up(country: Country) -> None:
    """Person columns aanvraag_<toeslag>: partners apply together, other adults for themselves."""
    p, n = country.p, country.adults
    rows = table("niet_gebruik")
    names = {name: i for i, name in enumerate(rows.text("groep"))}
    group = np.full(n, names["overig"], np.int8)
    recent = country.pension_age + number("pas_gepensioneerd_jaren")
    group[(country.age >= country.pension_age) & (country.age < recent)] = names["pas_gepensioneerd"]
    group[p["status"] == work.SELF_EMPLOYED] = names["zelfstandig"]
    group[p["bijstand"]] = names["bijstand"]
    unit = np.arange(n, dtype=np.int32)
    unit[country.role == PARTNER] -= 1
    for scheme in SCHEMES:
        share = rows.numbers(scheme)
        applied = np.empty(n, np.bool_)

        def fill(
            start: int,
            stop: int,
            share: FloatArray = share,
            scheme: str = scheme,
            applied: npt.NDArray[np.bool_] = applied,
        ) -> None:
            applied[start:stop] = country.draws.uniform(f"aanvraag_{scheme}", start, stop) >= share[group[start:stop]]

        country.blocks.run(n, fill)
        p[f"aanvraag_{scheme}"] = applied[unit]


def assign_estimates(country: Country) -> None:
    """Person columns inkomensverandering (int16, promille of the earlier estimate) and geschat_inkomen (eurocent).

    Income of the year is the estimate times (1 + inkomensverandering / 1000); 0 for who passed the change on in time.
    """
    n, p = country.adults, country.p
    rows = table("inkomensverandering")
    grid = np.array([float(name[1:]) / 100 for name in _PERCENTS])
    values = rows.matrix(_PERCENTS)
    names = {name: i for i, name in enumerate(rows.text("groep"))}
    group = np.full(n, names["overdracht"], np.int8)
    earned = (p["status"] == work.NOTHING) & (p["loon_uit_dienstbetrekking"] > 0)
    group[(p["status"] == work.EMPLOYEE) | earned] = names["loon"]
    group[p["status"] == work.SELF_EMPLOYED] = names["winst"]
    group[country.age < number("verandering_jong_tot")] = names["jong"]
    group[country.age >= country.pension_age] = names["ouder_65"]
    updated = number("schatting_bijgewerkt")
    change = np.zeros(n, np.int16)

    def fill(start: int, stop: int) -> None:
        here = slice(start, stop)
        draw = country.draws.uniform("inkomensverandering", start, stop)
        # Most people let their estimate grow with the usual rise, so only the deviation from the median counts.
        deviation = np.zeros(stop - start)
        for g in range(len(names)):
            rows_of = np.flatnonzero(group[here] == g)
            deviation[rows_of] = np.interp(draw[rows_of], grid, values[g]) - values[g][4]
        late = country.draws.uniform("schatting_bijgewerkt", start, stop) >= updated
        change[here] = np.rint(deviation * 10) * late

    country.blocks.run(n, fill)
    p["inkomensverandering"] = change
    estimate = p["belastbaar"].astype(np.float64) / (1 + change / 1000)
    p["geschat_inkomen"] = eurocents(estimate)
    p["geregistreerd_inkomen"] = eurocents(p["belastbaar"])
