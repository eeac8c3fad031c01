"""Homes: owner, tenant of a corporation or of another landlord, or no home of one's own; rent, value and mortgage.

Published: the stock by ownership (CBS 82900NED), the share of owners and the mean value in every municipality (KWB
2022), the mean corporation rent (Aedes). How these spread over households is an assumption.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.fit import from_percentiles, pareto_key, smallest
from uitvoerbaar.population.synthetic import work
from uitvoerbaar.population.synthetic.compose import AGES, COUPLES, OTHER, SINGLE
from uitvoerbaar.population.synthetic.country import PARTNER, Country
from uitvoerbaar.population.synthetic.income import eurocents
from uitvoerbaar.population.synthetic.rents import Landlord, lowered, rents_of
from uitvoerbaar.population.tables import assumption, by_age, homes_lived_in, number, percentiles, table

OWNED, CORPORATION, LANDLORD, NO_HOME = range(4)
TENURES = ("koop", "corporatie", "overige_verhuur", "geen_eigen_woning")
_DECILES = 10
FloatArray = npt.NDArray[np.float64]


def income_deciles(country: Country) -> None:
    """Household columns `inkomen` (euro of the year, gross), `inkomensdeciel` (1-10, per equivalent adult), `welstand`
    (float32, rank of that income as a normal score) and `inkomen_rang` (the same of the income that is not shared out)."""
    total = np.bincount(country.household, weights=country.p["inkomen"], minlength=country.households)
    adults = np.diff(country.adult_start)
    factor = 1 + number("equivalentie_volwassene") * (adults - 1) + number("equivalentie_kind") * country.minor_count
    standard = total / factor
    place = _places(standard)
    country.h["inkomen"] = total
    country.h["inkomensdeciel"] = (place * _DECILES // country.households + 1).astype(np.int8)
    country.h["welstand"] = _score(place)
    of_parents = np.where(country.role <= PARTNER, country.p["inkomen"], 0)
    country.h["inkomen_rang"] = _score(_places(np.bincount(country.household, of_parents, country.households)))


def _places(values: npt.NDArray[np.number]) -> npt.NDArray[np.int64]:
    """Place of each value in their order, from 0."""
    place = np.empty(len(values), np.int64)
    place[np.argsort(values, kind="stable")] = np.arange(len(values))
    return place


def _score(place: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """From -1.73 to 1.73: a uniform rank with variance 1, enough to correlate other things with."""
    return np.asarray(((place + 0.5) / len(place) - 0.5) * np.sqrt(12), dtype=np.float32)


def _keys(country: Country, name: str, chance: FloatArray) -> npt.NDArray[np.float32]:
    key = np.empty(len(chance), np.float32)

    def fill(start: int, stop: int) -> None:
        key[start:stop] = pareto_key(country.draws.uniform(name, start, stop), chance[start:stop])

    country.blocks.run(len(chance), fill)
    return key


def _tenure(country: Country) -> npt.NDArray[np.int8]:
    scale, cap = work.scale_of(country), number("grootste_trekkingskans")
    age, student = country.age[country.head], country.p["student"][country.head]
    alone = country.type == SINGLE
    chance = np.where(alone | (country.type == OTHER), number("geen_woning_rest"), 0)
    chance[alone & (age < number("geen_woning_jong_tot"))] = number("geen_woning_jong")
    chance[alone & student] = number("geen_woning_student")
    homeless = smallest(_keys(country, "geen_woning", chance), round(number("geen_woning_aantal") * scale))
    stock = homes_lived_in()
    homes = country.households - int(homeless.sum())
    owners = homes * stock["koop"] / sum(stock.values())

    places = table("gemeenten")
    per_place = np.bincount(country.municipality[~homeless], minlength=len(places)).astype(np.float64)
    wanted = per_place * places.numbers("aandeel_koop") / 100
    wanted = _shifted(wanted, per_place, owners)
    by_band = table("eigendom_naar_leeftijd").matrix([f"d{d}" for d in range(1, _DECILES + 1)])
    band = np.searchsorted(table("eigendom_naar_leeftijd").numbers("leeftijd_tot"), age, side="right")
    chance = np.clip(by_band[band, country.h["inkomensdeciel"] - 1], 0, cap)
    odds = np.where(np.isin(country.type, COUPLES), number("koop_paar"), number("koop_zonder_partner"))
    chance = chance * odds / (1 - chance + chance * odds)
    assistance = np.maximum.reduceat(country.p["bijstand"].view(np.int8), country.head) > 0
    chance[assistance] *= number("koop_bij_bijstand")
    chance[homeless] = 0
    key = _keys(country, "koop", chance)
    starts = np.searchsorted(country.municipality, np.arange(len(places) + 1))
    tenure = np.full(country.households, LANDLORD, np.int8)
    edges = np.rint(np.cumsum(wanted)).astype(np.int64)
    for m, count in enumerate(np.diff(edges, prepend=0)):
        here = slice(int(starts[m]), int(starts[m + 1]))
        tenure[here][smallest(key[here], int(count))] = OWNED
    tenure[homeless] = NO_HOME
    rented = tenure == LANDLORD
    social = np.array(assumption("corporatie_naar_deciel"))[country.h["inkomensdeciel"] - 1]
    count = round(int(rented.sum()) * stock["corporatie"] / (stock["corporatie"] + stock["overige_verhuur"]))
    tenure[smallest(_keys(country, "corporatie", np.where(rented, social, 0)), count)] = CORPORATION
    return tenure


def _shifted(wanted: FloatArray, capacity: FloatArray, total: float) -> FloatArray:
    """Owner counts per municipality with one factor on the odds, so that they sum to `total`."""
    share = np.clip(np.divide(wanted, capacity, out=np.zeros_like(wanted), where=capacity > 0), 1e-6, 1 - 1e-6)
    low, high = 1e-6, 1e6
    for _ in range(100):
        factor = float(np.sqrt(low * high))
        result = capacity * share * factor / (1 - share + share * factor)
        low, high = (factor, high) if result.sum() < total else (low, factor)
    return np.asarray(result)


def _rents(country: Country, tenure: npt.NDArray[np.int8]) -> tuple[FloatArray, FloatArray]:
    """Per household: bare rent and service costs in euro a month; 0 for who does not rent."""
    n, money = country.households, country.money
    rent, service = np.zeros(n), np.zeros(n)
    corporation, other = (np.flatnonzero(tenure == kind) for kind in (CORPORATION, LANDLORD))
    asked = rents_of(country, corporation, Landlord("huur_corporatie", money.rent_social))
    rent[corporation] = lowered(country, corporation, asked) * money.rent_social
    rent[other] = rents_of(country, other, Landlord("huur_overig", money.rent_other)) * money.rent_other
    draw, share = country.draws.uniform("servicekosten", 0, n), number("servicekosten_aandeel")
    pays = (rent > 0) & (draw < share)
    service[pays] = from_percentiles(percentiles("servicekosten"), draw[pays] / share)
    return rent, service


def _values(country: Country, tenure: npt.NDArray[np.int8]) -> tuple[FloatArray, FloatArray]:
    """Per household: value of the own home and mortgage interest of the year, in euro."""
    n, money = country.households, country.money
    woz, interest, loan = np.zeros(n), np.zeros(n), np.zeros(n)
    place_value = table("gemeenten").numbers("woz_2022_keur") * 1000
    rows = table("hypotheek_naar_leeftijd")
    columns = ("aandeel_met_hypotheek", "lening_t_o_v_woz_2022", "rente_pct")
    with_loan, ratio, rate = (by_age(rows, column, AGES) for column in columns)
    sd, tie = number("woz_spreiding"), number("woz_samenhang_inkomen")
    loan_sd, most = number("hypotheek_spreiding"), number("hypotheek_hoogste_deel")
    level = number("woz_koop_opslag")

    def fill(start: int, stop: int) -> None:
        here = slice(start, stop)
        owner, age = tenure[here] == OWNED, country.age[country.head[here]]
        noise = country.draws.normal("woning", start, stop)
        z = tie * country.h["welstand"][here] + np.sqrt(1 - tie * tie) * noise
        value = place_value[country.municipality[here]] * level * np.exp(sd * z - sd * sd / 2) * owner
        has_loan = country.draws.uniform("hypotheek", start, stop) < with_loan[age]
        part = ratio[age] * np.exp(loan_sd * country.draws.normal("lening", start, stop) - loan_sd**2 / 2)
        loan[here] = value * np.minimum(part, most) * has_loan
        interest[here] = loan[here] * rate[age] / 100 * money.mortgage
        woz[here] = value * money.woz

    country.blocks.run(n, fill)
    country.h["hypotheek_2022"] = loan
    return woz, interest


def assign_housing(country: Country) -> None:
    """Household columns `eigendom`, `woz`; person columns of tenants (on the head) and owners (on the partner with the
    higher income, who usually deducts the interest)."""
    income_deciles(country)
    tenure = _tenure(country)
    rent, service = _rents(country, tenure)
    woz, interest = _values(country, tenure)
    head, p, n = country.head, country.p, country.adults
    tenant = (tenure == CORPORATION) | (tenure == LANDLORD)
    p["is_huurder"] = np.zeros(n, np.bool_)
    p["is_huurder"][head] = tenant
    for name, values in (("kale_huur", rent), ("servicekosten", service)):
        p[name] = np.zeros(n, np.int32)
        p[name][head] = np.rint(values * 100)
    adapted = country.draws.uniform("woning_aangepast", 0, country.households) < number("woning_aangepast_aandeel")
    p["woning_aangepast"] = np.zeros(n, np.bool_)
    p["woning_aangepast"][head] = adapted & tenant
    owner = head + (country.has_partner & (p["inkomen"][np.minimum(head + 1, n - 1)] > p["inkomen"][head]))
    for name, values in (("eigenwoningwaarde", np.rint(woz / 1000) * 1000), ("hypotheekrente", interest)):
        p[name] = np.zeros(n, np.int32)
        p[name][owner] = eurocents(values)
    p["belastbaar"][owner] += _home_income(country, woz, interest)
    country.h["eigendom"] = tenure
    country.h["woz"] = woz


def _home_income(country: Country, woz: FloatArray, interest: FloatArray) -> FloatArray:
    """What the own home adds to taxable income, in euro: the imputed rent less interest, mostly exempt if positive."""
    amounts = country.money.amounts
    balance = woz * amounts["ewf_pct"] / 100 - interest
    return np.where(balance > 0, balance * (1 - amounts["hillen_pct"] / 100), balance)
