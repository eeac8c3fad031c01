"""Who works, studies, has a benefit or social assistance, and how many hours: fixed numbers drawn with unequal chances.

Published totals (CBS 85386NED, 85692NED, news of CBS on bijstand) are met exactly; the chances by age and sex are in
arbeidsdeelname.csv. A latent score per person, partly shared by the household, makes partners alike and puts low
scores more often in a benefit and out of work.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.fit import pareto_key, scaled_odds, smallest
from uitvoerbaar.population.synthetic.compose import AGES, COUPLES, ONE_PARENT, SINGLE, all_households
from uitvoerbaar.population.synthetic.country import HEAD, Country
from uitvoerbaar.population.tables import assumption, by_age, interpolated_by_age, number, table

FloatArray = npt.NDArray[np.float64]
NOTHING, EMPLOYEE, SELF_EMPLOYED, UNEMPLOYED, DISABLED, ASSISTANCE, EARLY_PENSION, PENSIONER = range(8)
_BANDS = ("tot_12", "12_tot_20", "20_tot_35", "35_plus")


def targets() -> dict[str, float]:
    """Published numbers of persons (adults in private households) by work and benefit."""
    return table("arbeid_en_uitkering").lookup("item", "personen")


def scale_of(country: Country) -> float:
    """Made households as a share of the country's."""
    return country.households / all_households()


def tilt(score: npt.NDArray[np.floating], power: float) -> FloatArray:
    """Positive weight, falling in the latent score; rational, so equal on every processor."""
    edge, limit = number("aanleg_rand"), number("aanleg_grens")
    inside = np.clip(score, -limit, limit)
    return np.asarray(((edge - inside) / (edge + inside)) ** power)


def drawn(country: Country, name: str, weight: npt.NDArray[np.floating], count: int) -> npt.NDArray[np.bool_]:
    """Exactly `count` adults (or all with positive weight) in proportion to `weight`, by their own draws."""
    total = float(weight.sum(dtype=np.float64))
    key = np.empty(len(weight), np.float32)
    factor = count / total if total > 0 else 0.0
    cap = number("grootste_trekkingskans")

    def work(start: int, stop: int) -> None:
        chance = np.minimum(weight[start:stop].astype(np.float64) * factor, cap)
        key[start:stop] = pareto_key(country.draws.uniform(name, start, stop), chance)

    country.blocks.run(len(weight), work)
    return smallest(key, count)


def latent_scores(country: Country) -> None:
    """Column `aanleg` (float32, standard normal): correlated within the household."""
    shared = number("samenhang_binnen_huishouden")
    score = np.empty(country.adults, np.float32)
    home = np.empty(country.households, np.float32)
    a, b = np.float32(np.sqrt(shared)), np.float32(np.sqrt(1 - shared))

    def of_home(start: int, stop: int) -> None:
        home[start:stop] = country.draws.normal("huishouden_aanleg", start, stop)

    def of_person(start: int, stop: int) -> None:
        own = country.draws.normal("persoon_aanleg", start, stop).astype(np.float32)
        score[start:stop] = a * home[country.household[start:stop]] + b * own

    country.blocks.run(country.households, of_home)
    country.blocks.run(country.adults, of_person)
    country.p["aanleg"], country.h["aanleg"] = score, home


def _assistance(country: Country) -> npt.NDArray[np.bool_]:
    """Persons below the AOW age with social assistance; a couple has it together."""
    published, scale = targets(), scale_of(country)
    score = country.p["aanleg"]
    home_type = country.type[country.household]
    young = country.age < country.pension_age
    pair = country.has_partner[country.household]
    partner_row = np.minimum(np.arange(country.adults) + 1, country.adults - 1)
    by_group = assumption("bijstand_verdeling")
    by_band = by_age(table("bijstand_naar_leeftijd"), "gewicht", AGES)[country.age]
    weight = by_band * tilt(score, number("bijstand_helling"))
    head = country.role == HEAD
    groups = {
        "alleenstaand": head & (home_type == SINGLE),
        "eenoudergezin": head & (home_type == ONE_PARENT),
        "paar": head & np.isin(home_type, COUPLES) & young[partner_row],
        "overig": (~head | ~np.isin(home_type, (SINGLE, ONE_PARENT, *COUPLES))) & ~(pair & (country.role <= 1)),
    }
    chosen = np.zeros(country.adults, np.bool_)
    for group, members in groups.items():
        persons = published["bijstand"] * scale * by_group[group]
        units = persons / 2 if group == "paar" else persons
        picked = drawn(country, f"bijstand_{group}", np.where(members & young, weight, 0), round(units))
        chosen |= picked
        if group == "paar":
            chosen[partner_row[picked]] = True
    return chosen


def students(country: Country) -> npt.NDArray[np.bool_]:
    """Adults in full-time education, by age."""
    chance = np.nan_to_num(interpolated_by_age(table("studenten"), "aandeel", AGES))
    result = np.empty(country.adults, np.bool_)

    def work(start: int, stop: int) -> None:
        draw = country.draws.uniform("student", start, stop)
        result[start:stop] = draw < chance[country.age[start:stop]]

    country.blocks.run(country.adults, work)
    return result


def _main_earner(country: Country) -> npt.NDArray[np.bool_]:
    """Of every couple the one with the higher latent score."""
    head = country.head[country.has_partner]
    higher = country.p["aanleg"][head] >= country.p["aanleg"][head + 1]
    result = np.zeros(country.adults, np.bool_)
    result[np.where(higher, head, head + 1)] = True
    return result


def assign_work(country: Country) -> None:
    """Columns `status`, `student`, `ao` (disability benefit, working or not) and `uren` (hours a week)."""
    published, scale = targets(), scale_of(country)
    age, sex, score = country.age, country.sex, country.p["aanleg"]
    young = age < country.pension_age
    status = np.zeros(country.adults, np.int8)
    status[~young] = PENSIONER
    assistance = _assistance(country)
    status[assistance] = ASSISTANCE
    student = students(country)
    student &= ~assistance

    weight = by_age(table("arbeidsongeschikt_naar_leeftijd"), "gewicht", AGES)[age] * tilt(score, number("ao_helling"))
    disabled = drawn(
        country,
        "arbeidsongeschikt",
        np.where(young & ~assistance & ~student, weight, 0),
        round(published["arbeidsongeschikt"] * scale),
    )
    working_disabled = disabled & (country.draws.uniform("ao_werkt", 0, country.adults) < number("ao_aandeel_werkend"))
    status[disabled] = DISABLED

    shape = table("arbeidsdeelname")
    free = ~assistance & ~disabled
    cell = age.astype(np.int64) * 2 + sex
    counts = np.bincount(cell[free], minlength=2 * AGES).astype(np.float64)
    base = np.column_stack([interpolated_by_age(shape, name, AGES) for name in ("man", "vrouw")]).reshape(-1)
    jobs = published["werkzaam_volwassen"] * scale - int(working_disabled.sum())
    chance = scaled_odds(np.clip(base, 0, number("grootste_trekkingskans")), counts, jobs)
    key = np.empty(country.adults, np.float32)
    slope, alone = number("werk_helling"), np.float32(number("werk_zonder_partner"))
    first, main = np.float32(number("werk_meestverdiener")), _main_earner(country)

    def job(start: int, stop: int) -> None:
        p = np.where(free[start:stop], chance[cell[start:stop]], 0)
        odds = pareto_key(country.draws.uniform("werk", start, stop), p)
        odds *= tilt(score[start:stop], slope).astype(np.float32)
        # Without a partner's income nobody can do without one of their own: work, or a benefit that was drawn before.
        odds[country.is_sole_earner(start, stop) & ~student[start:stop]] *= alone
        odds[main[start:stop]] *= first
        key[start:stop] = odds

    country.blocks.run(country.adults, job)
    works = smallest(key, round(jobs)) | working_disabled
    status[works] = EMPLOYEE
    own = np.column_stack([interpolated_by_age(shape, f"zelfstandig_{name}", AGES) for name in ("man", "vrouw")])
    business = drawn(
        country,
        "zelfstandig",
        np.where(works & ~working_disabled, own.reshape(-1)[cell], 0),
        round(published["zelfstandig"] * scale),
    )
    status[business] = SELF_EMPLOYED
    idle = young & (status == NOTHING) & ~student
    status[drawn(country, "werkloos", idle.astype(np.float32), round(published["werkloos"] * scale))] = UNEMPLOYED
    early = np.nan_to_num(by_age(table("vervroegd_pensioen_naar_leeftijd"), "aandeel", AGES))[age]
    idle &= (status == NOTHING) & (country.draws.uniform("vervroegd", 0, country.adults) < early)
    status[idle] = EARLY_PENSION
    country.p.update(status=status, student=student, ao=disabled, uren=_hours(country, status, student))


def _hours(country: Country, status: npt.NDArray[np.int8], student: npt.NDArray[np.bool_]) -> npt.NDArray[np.int16]:
    """Hours a week of workers (0 for others), drawn from uren_per_week.csv by sex, age and study."""
    shares = table("uren_per_week")
    names = shares.text("groep")
    edges = np.cumsum(shares.matrix(_BANDS), axis=1)
    column = {name: i for i, name in enumerate(names)}
    group_of_age = np.zeros((2, 2, AGES), np.int8)
    for sex, prefix in enumerate(("man", "vrouw")):
        for low, high, suffix in ((0, 27, "18_26"), (27, 60, "27_59"), (60, 67, "60_66"), (67, AGES, "67plus")):
            group_of_age[sex, 0, low:high] = column[f"{prefix}_{suffix}"]
            group_of_age[sex, 1, low:high] = column[f"{prefix}_student"]
    hours = np.zeros(country.adults, np.int16)
    mode = number("voltijd_piek_aandeel")
    bands, peak = assumption("uren_klassen"), assumption("voltijd_piek_uren")
    first, last = np.array(bands["van"]), np.array(bands["tot"])

    def work(start: int, stop: int) -> None:
        here = slice(start, stop)
        rows = np.flatnonzero((status[here] == EMPLOYEE) | (status[here] == SELF_EMPLOYED))
        group = group_of_age[country.sex[here][rows], student[here][rows].astype(np.int8), country.age[here][rows]]
        draw = country.draws.uniform("uren", start, stop)[rows]
        within = country.draws.uniform("uren_precies", start, stop)[rows]
        band = (draw[:, None] >= edges[group][:, :3]).sum(axis=1)
        exact = first[band] + (within * (last[band] - first[band] + 1)).astype(np.int64)
        # Most full-time jobs have about the same hours; the rest of the band is spread out.
        full = (band == len(_BANDS) - 1) & (within < mode)
        exact[full] = peak[0] + (within[full] / mode * (peak[1] - peak[0] + 1)).astype(np.int64)
        hours[here][rows] = exact

    country.blocks.run(country.adults, work)
    return hours
