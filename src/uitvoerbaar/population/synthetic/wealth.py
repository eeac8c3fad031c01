"""Wealth on 1 January: bank deposits, investments, other real estate and debts, split over partners.

Published: mean and median deposits by age of the head (CBS 83834NED 2022), total wealth and top shares (CBS 85673NED).
Deposits are log-normal per age band with the published median, scaled to the published mean of the band; what people
own besides, and their debts, are assumptions tuned to the total.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.draws import normal_cdf, normal_quantile
from uitvoerbaar.base.fit import fit_margins, from_percentiles
from uitvoerbaar.population.synthetic import work
from uitvoerbaar.population.synthetic.compose import COUPLES, ONE_PARENT, OTHER, SINGLE, WITH_CHILDREN
from uitvoerbaar.population.synthetic.country import Country
from uitvoerbaar.population.tables import Table, number, percentiles, table

FloatArray = npt.NDArray[np.float64]
_DEPOSIT_GROUPS = ("alleenstaand", "eenoudergezin", "paar_zonder_kinderen", "paar_met_kinderen")


def _group(country: Country) -> npt.NDArray[np.int8]:
    """Row of banktegoeden_type.csv (without the total) for every household."""
    group = np.full(country.households, 2, np.int8)
    group[np.isin(country.type, (SINGLE, OTHER))] = 0
    group[country.type == ONE_PARENT] = 1
    group[np.isin(country.type, COUPLES) & np.isin(country.type, WITH_CHILDREN)] = 3
    return group


def _has_assistance(country: Country) -> npt.NDArray[np.bool_]:
    """Households in which somebody has social assistance (which has a means test)."""
    return np.asarray(np.maximum.reduceat(country.p["bijstand"].view(np.int8), country.head) > 0)


def _deposits(country: Country) -> FloatArray:
    """Bank deposits per household in euros of 2022."""
    bands, types = table("banktegoeden_leeftijd"), table("banktegoeden_type")
    median, mean = bands.numbers("mediaan_keur") * 1000, bands.numbers("gemiddelde_keur") * 1000
    sigma = number("spaargeld_spreiding") * np.sqrt(2 * np.log(mean / median))
    band = np.searchsorted(bands.numbers("leeftijd_tot"), country.age[country.head], side="right")
    ratio = np.array([types.lookup("type", "mediaan_keur")[g] for g in _DEPOSIT_GROUPS])
    ratio = ratio / types.lookup("type", "mediaan_keur")["totaal"]
    group, tie = _group(country), number("spaargeld_samenhang_inkomen")
    assistance = _has_assistance(country)
    low = number("spaargeld_bijstand_rang")
    result = np.empty(country.households)

    def fill(start: int, stop: int) -> None:
        here = slice(start, stop)
        z = tie * country.h["welstand"][here] + np.sqrt(1 - tie * tie) * country.draws.normal("spaargeld", start, stop)
        poor = assistance[here]
        z[poor] = normal_quantile(normal_cdf(z[poor]) * low)
        result[here] = median[band[here]] * ratio[group[here]] * np.exp(sigma[band[here]] * z)

    country.blocks.run(country.households, fill)
    _to_means(result, band, mean, group, types, ~assistance)
    return result


def _to_means(
    values: FloatArray,
    band: npt.NDArray[np.integer],
    mean: FloatArray,
    group: npt.NDArray[np.int8],
    types: Table,
    free: npt.NDArray[np.bool_],
) -> None:
    """Scale the free values so that the published means by age and by type of household both come out (in place)."""
    by_type = types.lookup("type", "gemiddelde_keur")
    wanted = np.array([by_type[name] for name in _DEPOSIT_GROUPS]) * 1000
    # The published means of the types are of other weights than ours, so they are met up to one common factor.
    counts = np.bincount(group, minlength=len(wanted))
    wanted *= float((mean[band]).sum() / (wanted * counts).sum())
    cell = band * len(wanted) + group
    size = len(mean) * len(wanted)
    shape = (len(mean), len(wanted))
    fixed = np.bincount(cell[~free], weights=values[~free], minlength=size).reshape(shape)
    start = np.bincount(cell[free], weights=values[free], minlength=size).reshape(shape)
    band_total = mean * np.bincount(band, minlength=len(mean))
    rows = np.maximum(band_total - fixed.sum(axis=1), 1)
    columns = np.maximum(wanted * counts - fixed.sum(axis=0), 1)
    fitted = fit_margins(np.maximum(start, 1.0), rows * (columns.sum() / rows.sum()), columns)
    factor = np.divide(fitted, start, out=np.ones(shape), where=start > 0).reshape(-1)
    values[free] *= factor[cell[free]]


def _chosen(country: Country, name: str, share: float, tie: float) -> tuple[npt.NDArray[np.bool_], FloatArray]:
    """Households that have something (`share` of them, more often well off) and their rank among the owners."""
    z = tie * country.h["welstand"] + np.sqrt(1 - tie * tie) * country.draws.normal(name, 0, country.households)
    rank = normal_cdf(z)
    has = rank > 1 - share
    return has, np.clip((rank - (1 - share)) / share, 0, 1)


def assign_wealth(country: Country) -> None:
    """Person columns spaargeld, beleggingen, onroerend_goed, schulden (eurocent); household column `vermogen`
    (net worth in euro with the own home and a substantial interest, which are not in box 3)."""
    money, n = country.money, country.households
    deposits = _deposits(country) * money.wealth
    has, _ = _chosen(
        country, "overige_bezittingen", number("overige_bezittingen_aandeel"), number("overige_bezittingen_samenhang")
    )
    amount = from_percentiles(percentiles("overige_bezittingen"), country.draws.uniform("bezit", 0, n), heavy_top=True)
    assistance = _has_assistance(country)
    has &= ~assistance | (country.draws.uniform("bezit_bijstand", 0, n) < number("overige_bezittingen_bijstand"))
    amount *= has * money.wealth
    estate = country.draws.uniform("onroerend_goed", 0, n) < number("onroerend_goed_aandeel")
    debtor = country.draws.uniform("schulden", 0, n) < number("schulden_aandeel")
    debts = from_percentiles(percentiles("schulden"), country.draws.uniform("schuld", 0, n)) * debtor * money.wealth
    interest = np.maximum.reduceat(country.p["dga"].view(np.int8), country.head) > 0
    draw = country.draws.uniform("aanmerkelijk_belang", 0, n)
    interest |= draw < number("aanmerkelijk_belang_overig")
    shares = from_percentiles(percentiles("aanmerkelijk_belang"), country.draws.uniform("belang", 0, n), heavy_top=True)
    shares *= interest & ~assistance
    shares *= money.wealth
    half = number("vermogen_verdeling_partner")
    head, pair = country.head, country.has_partner
    for name, values in (
        ("spaargeld", deposits),
        ("beleggingen", amount * ~estate),
        ("onroerend_goed", amount * estate),
        ("schulden", debts),
    ):
        cents = np.rint(values).astype(np.int64) * 100
        column = np.zeros(country.adults, np.int64)
        second = np.where(pair, np.rint(cents * half / 100).astype(np.int64) * 100, 0)
        column[head] = cents - second
        column[head[pair] + 1] = second[pair]
        country.p[name] = column
    country.h["vermogen"] = (
        deposits + amount - debts + shares + country.h["woz"] - country.h["hypotheek_2022"] * money.mortgage
    )
    _members(country)
    country.p["belastbaar"] += _box3_income(country)


def _box3_income(country: Country) -> npt.NDArray[np.float32]:
    """Income from wealth as the tax office assumes it, in euro per person: what an estimate for an advance counts with."""
    amounts, p = country.money.amounts, country.p
    free = amounts["box3_vrij"]
    bank, debt = p["spaargeld"] / 100, p["schulden"] / 100
    other = (p["beleggingen"] + p["onroerend_goed"]) / 100
    # Partners own half each, so half of the joint base is the base of each; other adults are on their own.
    base = bank + other - debt
    income = (
        bank * amounts["box3_bank_pct"] + other * amounts["box3_overig_pct"] - debt * amounts["box3_schuld_pct"]
    ) / 100
    share = np.divide(np.maximum(base - free, 0), base, out=np.zeros_like(base), where=base > 0)
    return np.asarray(np.maximum(income, 0) * share, dtype=np.float32)


def _members(country: Country) -> None:
    """Deposits of other adults in the household: the median of a young saver, by their own draw."""
    rows = np.flatnonzero(country.role > 1)
    bands = table("banktegoeden_leeftijd")
    median, mean = bands.numbers("mediaan_keur")[0] * 1000, bands.numbers("gemiddelde_keur")[0] * 1000
    noise = country.draws.normal("spaargeld_lid", 0, country.adults)[rows]
    value = median * np.exp(np.sqrt(2 * np.log(mean / median)) * noise) * country.money.wealth
    value[country.p["status"][rows] == work.ASSISTANCE] *= number("spaargeld_bijstand_rang")
    country.p["spaargeld"][rows] = np.rint(value).astype(np.int64) * 100
