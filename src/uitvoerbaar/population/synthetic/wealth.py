"""Wealth on 1 January: bank deposits, investments, other real estate and debts, split over partners.

Published: mean and median deposits by age of the head (CBS 83834NED 2022), total wealth and top shares (CBS 85673NED).
Deposits are log-normal per age band with the published median, scaled to the published mean of the band; what people
own besides, and their debts, is in `holdings`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.draws import normal_cdf, normal_quantile
from uitvoerbaar.base.fit import fit_margins
from uitvoerbaar.population.synthetic import work
from uitvoerbaar.population.synthetic.compose import COUPLES, ONE_PARENT, OTHER, SINGLE, WITH_CHILDREN
from uitvoerbaar.population.synthetic.country import PARTNER, Country
from uitvoerbaar.population.synthetic.holdings import holdings
from uitvoerbaar.population.synthetic.income import eurocents
from uitvoerbaar.population.tables import Table, number, table

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


def _deposits(country: Country, assistance: npt.NDArray[np.bool_]) -> tuple[FloatArray, npt.NDArray[np.float32]]:
    """Bank deposits per household in euros of 2022, and the normal score within its group that they follow."""
    bands, types = table("banktegoeden_leeftijd"), table("banktegoeden_type")
    median, mean = bands.numbers("mediaan_keur") * 1000, bands.numbers("gemiddelde_keur") * 1000
    sigma = number("spaargeld_spreiding") * np.sqrt(2 * np.log(mean / median))
    band = np.searchsorted(bands.numbers("leeftijd_tot"), country.age[country.head], side="right")
    ratio = np.array([types.lookup("type", "mediaan_keur")[g] for g in _DEPOSIT_GROUPS])
    ratio = ratio / types.lookup("type", "mediaan_keur")["totaal"]
    group, tie, home = _group(country), number("spaargeld_samenhang_inkomen"), number("spaargeld_samenhang_woning")
    own = np.sqrt(1 - tie * tie - home * home)
    owner = country.h["woz"] > 0
    share = float(owner.mean())
    owner_score = (owner - share) / np.sqrt(share * (1 - share))
    low = number("spaargeld_bijstand_rang")
    result, score = np.empty(country.households), np.empty(country.households, np.float32)

    def fill(start: int, stop: int) -> None:
        here = slice(start, stop)
        z = tie * country.h["welstand"][here] + home * owner_score[here]
        z += own * country.draws.normal("spaargeld", start, stop)
        poor = assistance[here]
        z[poor] = normal_quantile(normal_cdf(z[poor]) * low)
        score[here] = z
        result[here] = median[band[here]] * ratio[group[here]] * np.exp(sigma[band[here]] * z)

    country.blocks.run(country.households, fill)
    _to_means(result, band, mean, group, types, ~assistance)
    return result, score


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


def assign_wealth(country: Country) -> None:
    """Person columns spaargeld, beleggingen, onroerend_goed, schulden and inkomen_uit_vermogen (eurocent); household
    columns `vermogen` (net worth in euro with the own home, a business and a substantial interest, which are not in
    box 3), `woningwaarde` (of the own home on 1 January) and `hypotheekschuld` (euro)."""
    money, h = country.money, country.h
    poor = _has_assistance(country)
    deposits, score = _deposits(country, poor)
    deposits *= money.wealth
    of_others = _members(country, deposits)
    own = deposits - np.bincount(country.household, weights=of_others, minlength=country.households)
    rest = holdings(country, own, score, poor)
    debts = rest.student_debt + rest.other_debt
    for name, values in (
        ("spaargeld", own),
        ("beleggingen", rest.investments),
        ("onroerend_goed", rest.estate),
        ("schulden", debts),
        ("inkomen_uit_vermogen", rest.income),
    ):
        country.p[name] = _halved(country, values)
    # The value for property tax is a year old on 1 January; net worth has the value of that day.
    h["woningwaarde"] = h["woz"] * (money.home / money.woz)
    h["hypotheekschuld"] = h["hypotheek_2022"] * money.mortgage
    owned = deposits + rest.investments + rest.estate + rest.business + rest.shares + h["woningwaarde"]
    h["vermogen"] = owned - debts - h["hypotheekschuld"]
    p, head, grown = country.p, country.head, country.role > PARTNER
    p["spaargeld"][grown] = np.rint(of_others[grown]).astype(np.int64) * 100
    interest = of_others[grown] * money.amounts["spaarrente_pct"] / 100
    p["inkomen_uit_vermogen"][grown] = np.rint(interest).astype(np.int64) * 100
    p["inkomen_box2"][head] += eurocents(rest.dividend)
    p["belastbaar"][head] += rest.dividend.astype(np.float32)
    p["belastbaar"] += _box3_income(country)


def _halved(country: Country, values: FloatArray) -> npt.NDArray[np.int64]:
    """Whole euros of households in eurocents per person: on the head, and a part on the partner."""
    cents = np.rint(values).astype(np.int64) * 100
    head, pair = country.head, country.has_partner
    second = np.where(pair, np.rint(cents * number("vermogen_verdeling_partner") / 100).astype(np.int64) * 100, 0)
    column = np.zeros(country.adults, np.int64)
    column[head] = cents - second
    column[head[pair] + 1] = second[pair]
    return column


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


def _members(country: Country, deposits: FloatArray) -> FloatArray:
    """Per adult, in euro: the part of the household's deposits that other adults than head and partner have, as much as a
    young saver by their own draw, and together at most a part of all."""
    rows = np.flatnonzero(country.role > PARTNER)
    bands = table("banktegoeden_leeftijd")
    median, mean = bands.numbers("mediaan_keur")[0] * 1000, bands.numbers("gemiddelde_keur")[0] * 1000
    noise = country.draws.normal("spaargeld_lid", 0, country.adults)[rows]
    value = median * np.exp(np.sqrt(2 * np.log(mean / median)) * noise) * country.money.wealth
    value[country.p["status"][rows] == work.ASSISTANCE] *= number("spaargeld_bijstand_rang")
    home = country.household[rows]
    together = np.bincount(home, weights=value, minlength=country.households)
    most = number("spaargeld_overige_leden") * deposits
    fits = np.divide(most, together, out=np.ones(country.households), where=together > most)
    result = np.zeros(country.adults)
    result[rows] = value * fits[home]
    return result
