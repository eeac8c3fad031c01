"""What households own and owe beside deposits and their home, and the income that it brings.

Published: parts of all assets and debts in 2022 (CBS, table 83834NED, by way of blikopnieuws 2023-11), how many
households have investments, other real estate and business capital, and their medians and quartiles (CBS 80056NED,
2014). Who has what, and how much together, is assumed: a score of income, deposits and age orders it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.fit import Ranks, from_percentiles
from uitvoerbaar.population.synthetic import work
from uitvoerbaar.population.synthetic.country import Country
from uitvoerbaar.population.tables import assumption, number, percentiles

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
_SCORE_LOW, _SCORE_HIGH = -6.0, 12.0
_MIDDLE_AGE, _AGE_SPREAD = 54, 18.5
"""Mean and spread of the age of heads, so that age enters a score with variance of about 1."""

_BACKED_FROM = 10_000
"""Euro of 2022: what is owned counts as backing of a debt by its logarithm from about here."""


@dataclass(frozen=True)
class Holdings:
    """Per household in euro of the year: what is owned and owed (without deposits, home and mortgage), and the yearly
    income from it; interest on deposits is in `income` too. `dividend` is box 2 income of who is no director."""

    investments: FloatArray
    estate: FloatArray
    business: FloatArray
    shares: FloatArray
    dividend: FloatArray
    student_debt: FloatArray
    other_debt: FloatArray
    income: FloatArray


def _rank(country: Country, name: str, score: FloatArray) -> FloatArray:
    """Place in (0, 1) of every household by `score`."""
    ranks = Ranks(_SCORE_LOW, _SCORE_HIGH)
    bins = ranks.bins(score)
    ranks.count(bins)
    return ranks.rank(bins, country.draws.uniform(f"{name}_plaats", 0, country.households))


def _rich_rank(country: Country, name: str, deposit_score: npt.NDArray[np.float32]) -> FloatArray:
    """Place of every household by income of head and partner, deposits, age and its own draw `name`."""
    a, b, c = number("bezit_inkomen"), number("bezit_spaargeld"), number("bezit_leeftijd")
    own, bonus = np.sqrt(1 - a * a - b * b - c * c), number("bezit_zelfstandige")
    entrepreneur = _heads(country, country.p["status"] == work.SELF_EMPLOYED)
    score = np.empty(country.households)

    def fill(start: int, stop: int) -> None:
        here = slice(start, stop)
        age = (country.age[country.head[here]] - _MIDDLE_AGE) / _AGE_SPREAD
        noise = country.draws.normal(name, start, stop)
        score[here] = a * country.h["inkomen_rang"][here] + b * deposit_score[here] + c * age + own * noise
        score[here] += bonus * entrepreneur[here]

    country.blocks.run(country.households, fill)
    return _rank(country, name, score)


def _held(name: str, rank: FloatArray, share: float) -> FloatArray:
    """Amounts of distribution `name` for the highest `share` of the ranks, in the order of the ranks; 0 for the others."""
    amount = np.zeros(len(rank))
    has = rank > 1 - share
    amount[has] = from_percentiles(percentiles(name), (rank[has] - (1 - share)) / share, heavy_top=True)
    return amount


def _heads(country: Country, mark: BoolArray) -> BoolArray:
    """Households in which somebody has the mark."""
    return np.asarray(np.maximum.reduceat(mark.view(np.int8), country.head) > 0)


def _business(country: Country) -> FloatArray:
    """Capital in a business of the own, of households with profit."""
    has = _heads(country, (country.p["status"] == work.SELF_EMPLOYED) & ~country.p["dga"])
    rank = country.draws.uniform("ondernemingsvermogen", 0, country.households)
    return from_percentiles(percentiles("ondernemingsvermogen"), rank, heavy_top=True) * has


def _shares(country: Country, deposit_score: npt.NDArray[np.float32]) -> tuple[FloatArray, FloatArray]:
    """Substantial interests of directors who own their company and of some well-off others, and the dividend of those others
    (that of directors is income already), in euro of 2022."""
    rank = _rich_rank(country, "aanmerkelijk_belang", deposit_score)
    director = _heads(country, country.p["dga"])
    amount, dividend = np.zeros(country.households), np.zeros(country.households)
    other = ~director & (rank > 1 - number("aanmerkelijk_belang_overig"))
    draw = country.draws.uniform("belang", 0, country.households)
    for mark, name in ((director, "aanmerkelijk_belang"), (other, "aanmerkelijk_belang_overig")):
        amount[mark] = from_percentiles(percentiles(name), draw[mark], heavy_top=True)
    chance = number("box2_bij_overig")
    paid = other & (country.draws.uniform("box2_overig", 0, country.households) < chance)
    size = country.draws.uniform("dividend_belang", 0, country.households)
    dividend[paid] = from_percentiles(percentiles("box2"), size[paid], heavy_top=True)
    return amount, dividend


def _student_debt(country: Country) -> FloatArray:
    """Debts for study of the head, by age."""
    bands = assumption("studieschuld_naar_leeftijd")
    band = np.searchsorted(np.array(bands["tot"]), country.age[country.head], side="right")
    share = np.array(bands["aandeel"])[band]
    draw = country.draws.uniform("studieschuld", 0, country.households)
    rank = np.divide(draw, share, out=np.zeros_like(draw), where=share > 0)
    return from_percentiles(percentiles("studieschuld"), np.minimum(rank, 1)) * (draw < share)


def _other_debt(country: Country, backing: FloatArray) -> FloatArray:
    """Other debts than a mortgage or for study: the larger, the more is owned in business, interests and real estate."""
    noise = country.draws.normal("schuld", 0, country.households)
    backed = np.log1p(np.maximum(backing, 0) / _BACKED_FROM)
    rank = _rank(country, "schuld", number("overige_schulden_bezit") * backed + noise)
    share = number("overige_schulden_aandeel")
    has = country.draws.uniform("schulden", 0, country.households) < share
    return from_percentiles(percentiles("overige_schulden"), rank, heavy_top=True) * has


def _income(
    country: Country, deposits: FloatArray, owned: tuple[FloatArray, FloatArray], debt: FloatArray
) -> FloatArray:
    """Interest, dividend and rent of the year less interest on debts."""
    investments, estate = owned
    n, draws = country.households, country.draws
    dividend = from_percentiles(percentiles("dividendrendement"), draws.uniform("dividend", 0, n))
    rent = from_percentiles(percentiles("huurrendement"), draws.uniform("huurinkomen", 0, n))
    saved = deposits * country.money.amounts["spaarrente_pct"] / 100
    return np.asarray(saved + investments * dividend + estate * rent - debt * number("schuldrente"))


def holdings(
    country: Country, deposits: FloatArray, deposit_score: npt.NDArray[np.float32], poor: BoolArray
) -> Holdings:
    """Everything but deposits and the home. `deposits` in euro of the year; `poor`: households with a means-tested
    benefit, who hardly own anything."""
    n, growth = country.households, country.money.wealth
    free = ~poor | (country.draws.uniform("bezit_bijstand", 0, n) < number("overige_bezittingen_bijstand"))
    investments = _held("beleggingen", _rich_rank(country, "beleggingen", deposit_score), number("beleggingen_aandeel"))
    estate = _held(
        "onroerend_goed", _rich_rank(country, "onroerend_goed", deposit_score), number("onroerend_goed_aandeel")
    )
    investments *= free * growth
    estate *= free * growth
    business = _business(country) * free * growth
    shares, dividend = _shares(country, deposit_score)
    shares *= ~poor * growth
    other_debt = _other_debt(country, (estate + shares + business) / growth) * growth
    return Holdings(
        investments=investments,
        estate=estate,
        business=business,
        shares=shares,
        dividend=dividend * ~poor * country.money.wage,
        student_debt=_student_debt(country) * growth,
        other_debt=other_debt,
        income=_income(country, deposits, (investments, estate), other_debt),
    )
