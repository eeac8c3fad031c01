"""Incomes of workers: what is left of the published classes of personal income (CBS 83931NED), given by the rank of a
wage score: hours, age, latent score, who else has an income at home, and noise."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.fit import Ranks, class_quantiles
from uitvoerbaar.population.synthetic import work
from uitvoerbaar.population.synthetic.compose import AGES, COUPLES, WITH_CHILDREN, WOMAN
from uitvoerbaar.population.synthetic.country import CHILD, PARTNER, Country
from uitvoerbaar.population.tables import interpolated_by_age, number, table

FloatArray = npt.NDArray[np.float64]
_SCORE_LOW, _SCORE_HIGH = -6.0, 5.0
_QUANTILE_POINTS = 4096
_CLASS_MARGIN = 0.03  # A residual class mean is kept this far (as a share of the width) from the class limits.


def _partner_without_income(country: Country) -> npt.NDArray[np.bool_]:
    """Per adult: there is a partner, who has no income."""
    head = country.head[country.has_partner]
    nothing = country.p["status"] == work.NOTHING
    result = np.zeros(country.adults, np.bool_)
    result[head], result[head + 1] = nothing[head + 1], nothing[head]
    return result


def with_levy(wage: FloatArray, growth: float = 1.0) -> FloatArray:
    """Wages with what the employer pays for health insurance (Zvw), as personal income of CBS has them.

    In euro of 2022, or of the year to which wages grew by `growth`.
    """
    rate, most = number("zvw_werkgever_pct") / 100, number("zvw_maximum_2022") * growth
    return np.asarray(wage + rate * np.clip(wage, 0, most))


def without_levy(income: FloatArray) -> FloatArray:
    """Taxable wages of 2022 in euro, from personal income out of work: the inverse of `with_levy`."""
    rate, most = number("zvw_werkgever_pct") / 100, number("zvw_maximum_2022")
    return np.asarray(income - np.clip(income * rate / (1 + rate), 0, rate * most))


def _wage_scores(country: Country, sometimes: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """Score that orders the workers by yearly earnings (a logarithm, up to a monotone change). `sometimes`: who only worked
    in a part of the year and does not on the day."""
    profile = interpolated_by_age(table("uurloon_naar_leeftijd"), "log_uurloon", AGES)
    full_time = int(number("voltijd_uren"))
    log_hours = np.log(np.maximum(np.arange(100), 1) / full_time)
    gain, spread = number("uurloon_aanleg"), number("uurloon_ruis")
    own, own_spread = number("uurloon_zelfstandig"), number("uurloon_zelfstandig_ruis")
    woman, study, part_year = number("uurloon_vrouw"), number("uurloon_student"), number("deel_van_het_jaar")
    alone, child = number("inkomen_zonder_partner"), number("inkomen_kind_thuis")
    settled, enough = number("deel_van_het_jaar_zonder_partner"), int(number("uren_enige_inkomen"))
    alone_at_work, usual = _partner_without_income(country), int(number("deel_van_het_jaar_uren"))
    parents, of_parents = (
        number("inkomen_ouders_samen"),
        np.isin(country.type, COUPLES) & np.isin(country.type, WITH_CHILDREN),
    )
    score = np.empty(country.adults, np.float32)

    def fill(start: int, stop: int) -> None:
        here = slice(start, stop)
        self_employed = country.p["status"][here] == work.SELF_EMPLOYED
        noise = country.draws.normal("uurloon", start, stop)
        months = country.draws.uniform("deel_van_het_jaar", start, stop)
        sole = country.is_sole_earner(start, stop) & ~country.p["student"][here]
        # Who has the only earnings of a household seldom has a job of a few hours.
        hours = np.where(sometimes[here], usual, country.p["uren"][here])
        hours = np.where(sole | alone_at_work[here], np.maximum(hours, enough), hours)
        value = profile[country.age[here]] + log_hours[hours] + gain * country.p["aanleg"][here]
        value += np.where(self_employed, own + own_spread * noise, spread * noise)
        value += woman * (country.sex[here] == WOMAN) + study * country.p["student"][here]
        value += parents * (of_parents[country.household[here]] & (country.role[here] <= PARTNER))
        value += alone * sole + child * (country.role[here] == CHILD)
        # A year in part is lived by who starts or stops; who is the only earner has a benefit or other work in the rest.
        limit = np.where(sole, part_year * settled, part_year)
        limit[sometimes[here]] = 1
        short = (months < limit) & ~self_employed
        value[short] += log_hours[1 + (months[short] / limit[short] * (full_time - 1)).astype(np.int64)]
        score[here] = value

    country.blocks.run(country.adults, fill)
    return score


def class_targets(adults_with_income: int) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Published classes for adults: lower and upper limit (euro), persons (scaled), mean (euro)."""
    classes = table("persoonlijk_inkomen_2022")
    low, high, mean = (classes.numbers(c) * 1000 for c in ("van_keur", "tot_keur", "gemiddelde_keur"))
    persons = classes.numbers("personen_x1000") * 1000
    persons[0] -= number("jonge_werknemers_minderjarig")
    return low, high, persons * (adults_with_income / persons.sum()), mean


def map_workers(
    country: Country, known: FloatArray, workers: npt.NDArray[np.bool_], sometimes: npt.NDArray[np.bool_]
) -> None:
    """Fill `known` (total income) for the workers so that all adults together fall in the published classes. `sometimes`:
    those of them who only worked in a part of the year."""
    has_income = int(((known != 0) | workers).sum())
    low, high, persons, mean = class_targets(has_income)
    others = ~workers & (known != 0)
    cls = np.searchsorted(high, known[others], side="right")
    count = np.bincount(cls, minlength=len(low))
    amount = np.bincount(cls, weights=known[others], minlength=len(low))
    rest = np.maximum(persons - count, 1.0)
    width = np.where(np.isfinite(high), high - low, 10 * low)
    margin = _CLASS_MARGIN * width
    rest_mean = np.clip((persons * mean - amount) / rest, low + margin, low + width - margin)
    grid, values, top, alpha = class_quantiles(low, high, rest, rest_mean, _QUANTILE_POINTS)
    score = _wage_scores(country, sometimes)
    ranks = Ranks(_SCORE_LOW, _SCORE_HIGH)
    bins = ranks.bins(score)
    ranks.count(bins[workers])
    ceiling = number("hoogste_inkomen_euro")

    def fill(start: int, stop: int) -> None:
        here = slice(start, stop)
        rows = np.flatnonzero(workers[here])
        rank = ranks.rank(bins[here][rows], country.draws.uniform("inkomen_rang", start, stop)[rows])
        income = np.interp(rank, grid, values)
        tail = rank > top
        income[tail] = np.minimum(low[-1] * ((1 - rank[tail]) / (1 - top)) ** (-1 / alpha), ceiling)
        known[here][rows] = income

    country.blocks.run(country.adults, fill)
