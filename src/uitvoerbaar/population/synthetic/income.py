"""Incomes: wages, profits, benefits and pensions such that the published classes of personal income come out.

Method: people without work have the income that goes with their benefit or pension; what is left of the published
classes (CBS 83931NED) is given to the workers by the rank of a wage score (hours, age, latent score, noise), through
a quantile function that meets the class counts and means and has a Pareto tail. All in euros of 2022; then every
part grows with its own series to the year of the population. Amounts in columns are eurocents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.draws import normal_cdf
from uitvoerbaar.base.fit import from_percentiles
from uitvoerbaar.population.synthetic import work
from uitvoerbaar.population.synthetic.compose import WOMAN
from uitvoerbaar.population.synthetic.country import CHILD, HEAD, PARTNER, Country
from uitvoerbaar.population.synthetic.wages import map_workers, without_levy
from uitvoerbaar.population.tables import number, percentiles

FloatArray = npt.NDArray[np.float64]


@dataclass
class _Parts:
    """Income in euros of 2022 per adult: `total` is personal income; the others are its parts and `aow` comes extra.

    `beside`: the part of `labour` of an employee that is profit."""

    total: FloatArray
    labour: FloatArray
    benefit: FloatArray
    pension: FloatArray
    beside: FloatArray


def _aow_years(country: Country) -> npt.NDArray[np.int8]:
    """Insured years at the AOW age, 50 for most."""
    share, least = number("aow_onvolledig_aandeel"), number("aow_onvolledig_minst")
    complete = int(number("aow_volledige_jaren"))
    years = np.full(country.adults, complete, np.int8)

    def fill(start: int, stop: int) -> None:
        draw = country.draws.uniform("aow_opbouw", start, stop)
        short = draw < share
        years[start:stop][short] = (least + draw[short] / share * (complete - least)).astype(np.int8)

    country.blocks.run(country.adults, fill)
    return years


def _aio(country: Country, years: npt.NDArray[np.int8]) -> npt.NDArray[np.bool_]:
    """Social assistance above the AOW age, for people with few insured years; a couple has it together."""
    persons = work.targets()["aio"] * work.scale_of(country)
    retired = country.p["status"] == work.PENSIONER
    in_pair = country.has_partner[country.household] & (country.role <= PARTNER)
    partner = np.minimum(np.arange(country.adults) + 1, country.adults - 1)
    missing = (number("aow_volledige_jaren") - years.astype(np.float64)) * retired
    share = number("aio_in_paar")
    single = work.drawn(country, "aio_alleen", np.where(in_pair, 0, missing), round(persons * (1 - share)))
    couples = np.where(in_pair & (country.role == HEAD) & retired[partner], missing, 0)
    pair = work.drawn(country, "aio_paar", couples, round(persons * share / 2))
    result = single | pair
    result[partner[pair]] = True
    return result


def assistance_norm(amounts: Mapping[str, float], single: npt.NDArray[np.bool_]) -> FloatArray:
    """Taxable social assistance of a year, per person."""
    pair = amounts["bijstand_paar"] / 2 * number("bijstand_bruto_paar")
    return np.where(single, amounts["bijstand_alleen"] * number("bijstand_bruto_alleen"), pair)


def _without_work(country: Country, aow: FloatArray, aio: npt.NDArray[np.bool_]) -> _Parts:
    """Benefits and pensions; `total` stays 0 for people of working age with work."""
    n = country.adults
    parts = _Parts(aow.copy(), np.zeros(n), np.zeros(n), np.zeros(n), np.zeros(n))
    status, age, sex = country.p["status"], country.age, country.sex
    base = country.money.base_amounts
    assistance = country.p["bijstand"]
    men, women = percentiles("pensioen_man"), percentiles("pensioen_vrouw")
    early, disability = percentiles("vervroegd_pensioen"), percentiles("uitkering_ao")
    unemployment, labour = percentiles("uitkering_ww"), percentiles("aow_leeftijd_arbeid")
    a, b = number("pensioen_aanleg"), number("uitkering_aanleg")
    of_pair, of_single = number("pensioen_paar"), number("pensioen_zonder_partner")
    least, replacement = number("ww_kleinste_deel"), number("ww_deel_van_loon")

    def fill(start: int, stop: int) -> None:
        here = slice(start, stop)
        score, noise = country.p["aanleg"][here], country.draws.normal("uitkering", start, stop)
        high = normal_cdf(a * score + np.sqrt(1 - a * a) * noise)
        low = normal_cdf(b * score + np.sqrt(1 - b * b) * noise)
        old = age[here] >= country.pension_age
        man = sex[here] != WOMAN
        pension = np.where(man, from_percentiles(men, high), from_percentiles(women, high)) * (old & ~aio[here])
        pension *= np.where(country.has_partner_row(start, stop), of_pair, of_single)
        pension += from_percentiles(early, high) * (status[here] == work.EARLY_PENSION)
        pair = country.has_partner_row(start, stop)
        norm = assistance_norm(base, ~pair)
        # The Toeslagenwet brings a benefit of who has no partner up to the social minimum.
        minimum = np.where(pair, 0, norm) * (country.role[here] == HEAD)
        benefit = np.maximum(from_percentiles(disability, low), minimum) * (status[here] == work.DISABLED)
        lost = status[here] == work.UNEMPLOYED
        part = least + (1 - least) * country.draws.uniform("ww_deel", start, stop)
        rate = np.maximum(from_percentiles(unemployment, low), minimum)
        benefit += rate * part * lost
        works = (status[here] == work.EMPLOYEE) | (status[here] == work.SELF_EMPLOYED)
        rank = country.draws.uniform("aow_leeftijd_arbeid", start, stop)
        parts.labour[here] = from_percentiles(labour, rank, heavy_top=True) * (old & works)
        # The wage of the months before the loss of work, of which the benefit is a part.
        parts.labour[here] += rate / replacement * (1 - part) * lost
        parts.pension[here], parts.benefit[here] = pension, benefit
        # Assistance tops up what a person over the AOW age has; a younger person has nothing else.
        gap = np.maximum(norm * assistance[here] - parts.total[here], 0)
        parts.total[here] += pension + benefit + parts.labour[here] + gap

    country.blocks.run(n, fill)
    return parts


def _sometimes(country: Country, known: FloatArray, workers: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Who has neither work nor a benefit on the day, but did work in a part of the year."""
    idle = (known == 0) & ~workers
    count = round(number("inkomen_in_het_jaar") * country.adults) - int((~idle).sum())
    pair = country.has_partner[country.household] & (country.role <= PARTNER)
    weight = np.where(pair, 1, number("inkomen_in_het_jaar_zonder_partner")) * idle
    return work.drawn(country, "deel_van_het_jaar_gewerkt", weight, max(count, 0))


def _beside(country: Country, wage: FloatArray) -> FloatArray:
    """Profit of who has a business beside a job: a part of what they earn, mostly a small one."""
    share, draw = number("nevenwinst_aandeel"), country.draws.uniform("nevenwinst", 0, country.adults)
    part = np.where(draw < share, (draw / share) ** 2, 0)
    return np.asarray(part * np.maximum(wage, 0))


def assign_income(country: Country) -> None:
    """Income columns in eurocents (register fields), `inkomen` (total, euro of the year), `inkomen_2022` (personal
    income as CBS has it, euro) and `belast_2022` (that without what employers pay for health insurance)."""
    years = _aow_years(country)
    aio = _aio(country, years)
    status = country.p["status"]
    country.p["bijstand"] = (status == work.ASSISTANCE) | aio
    base = country.money.base_amounts
    old = country.age >= country.pension_age
    single = ~(country.has_partner[country.household] & (country.role <= PARTNER))
    share = years / number("aow_volledige_jaren") * old
    aow = share * np.where(single, base["aow_alleen"], base["aow_gehuwd"])
    parts = _without_work(country, aow, aio)
    self_employed = status == work.SELF_EMPLOYED
    workers = ~old & ((status == work.EMPLOYEE) | self_employed)
    draw = country.draws.uniform("verlies", 0, country.adults)
    loss_share = number("winst_verlies_aandeel")
    loss = workers & self_employed & (draw < loss_share)
    parts.labour[loss] = -from_percentiles(percentiles("verlies"), draw[loss] / loss_share)
    parts.total[loss] = parts.labour[loss]
    workers &= ~loss
    sometimes = _sometimes(country, parts.total, workers | loss)
    map_workers(country, parts.total, workers | sometimes, sometimes)
    partly = workers & country.p["ao"]
    amount = from_percentiles(percentiles("uitkering_ao_werkend"), country.draws.uniform("ao", 0, country.adults))
    parts.benefit[partly] = np.minimum(amount, number("ao_grootste_deel") * parts.total)[partly]
    workers |= sometimes
    parts.labour[workers] = (parts.total - parts.benefit)[workers]
    paid = workers & ~self_employed
    parts.beside = _beside(country, parts.labour * (paid & (status == work.EMPLOYEE)))
    wage = parts.labour - parts.beside
    levy = np.zeros(country.adults)
    levy[paid] = wage[paid] - without_levy(wage[paid])
    parts.labour -= levy
    country.p["belast_2022"] = (parts.total - levy).astype(np.float32)
    _write(country, parts, years, single, share)


def _write(
    country: Country, parts: _Parts, years: npt.NDArray[np.int8], single: npt.NDArray[np.bool_], share: FloatArray
) -> None:
    """Grow to the year of the population and store the columns."""
    money, p = country.money, country.p
    business = p["status"] == work.SELF_EMPLOYED
    weight = np.where(business & (parts.labour > 0), work.tilt(p["aanleg"], number("dga_helling")), 0)
    director = work.drawn(country, "dga", weight, round(number("dga_aandeel") * int(business.sum())))
    labour = parts.labour * money.wage
    beside = parts.beside * money.wage
    profit = np.where(business & ~director, labour, beside)
    enough = p["uren"] >= number("urencriterium_per_week")
    deduction = np.minimum(np.maximum(profit, 0), np.where(business & enough, money.amounts["zelfstandigenaftrek"], 0))
    taxable = (profit - deduction) * (1 - money.amounts["mkb_pct"] / 100)
    draw = country.draws.uniform("box2", 0, country.adults)
    chance = number("box2_bij_dga")
    paid = director & (draw < chance)
    box2 = np.zeros(country.adults)
    box2[paid] = from_percentiles(percentiles("box2"), draw[paid] / chance, heavy_top=True) * money.wage
    transfers = parts.benefit * money.benefit + parts.pension * money.pension
    p["loon_uit_dienstbetrekking"] = eurocents(np.where(business & ~director, 0, labour - beside))
    p["winst_uit_onderneming"] = eurocents(taxable)
    p["onbelaste_winst"] = eurocents(np.maximum(profit - taxable, 0))
    p["uitkeringen_en_pensioenen"] = eurocents(transfers)
    p["inkomen_box2"] = eurocents(box2)
    p["aow_opbouwjaren"] = years
    p["ontvangt_bijstand"] = p["bijstand"]
    p["dga"] = director
    p["studiebeurs"] = eurocents(_grants(country))
    p["inkomen_2022"] = parts.total.astype(np.float32)
    aow = share * np.where(single, money.amounts["aow_alleen"], money.amounts["aow_gehuwd"])
    norm = np.where(p["bijstand"], assistance_norm(money.amounts, single), -np.inf)
    income = labour + transfers + aow
    p["inkomen"] = (np.maximum(income, norm) + box2).astype(np.float32)
    # What the tax office sees before deductions for a home: the base of an estimate for an advance.
    p["belastbaar"] = (np.maximum(income - profit + taxable, norm) + box2).astype(np.float32)


def _grants(country: Country) -> FloatArray:
    """Grants of students (the part that is no loan), in euro of the year; untaxed."""
    amounts, student = country.money.amounts, country.p["student"] & (country.age < number("beurs_tot"))
    basic = np.where(country.role == CHILD, amounts["beurs_thuis"], amounts["beurs_uit"])
    more = country.draws.uniform("aanvullende_beurs", 0, country.adults) < number("beurs_aanvullend_aandeel")
    return np.asarray((basic + more * amounts["beurs_aanvullend"]) * student)


def eurocents(euros: npt.NDArray[np.floating]) -> npt.NDArray[np.int32]:
    """Euros to whole euros in eurocents (int32), cut at what fits."""
    limit = np.iinfo(np.int32).max // 100
    return (np.clip(np.rint(euros.astype(np.float64)), -limit, limit) * 100).astype(np.int32)
