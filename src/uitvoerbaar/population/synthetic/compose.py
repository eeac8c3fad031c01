"""Persons become households: positions by age and sex, couples by age, children to parents.

Method: iterative proportional fitting of age x sex x position to the published margins, then matching of integer
pools by rank (couples by age with noise, children to mothers by the age she was likely to be), so that every margin
stays exact. People in institutions are left out. No same-sex couples: none of the tables used splits them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uitvoerbaar.base.draws import Draws
from uitvoerbaar.base.fit import fit_margins, order_of, to_integers
from uitvoerbaar.base.language import tr
from uitvoerbaar.population.tables import PopulationDataError, number, table

Int8 = npt.NDArray[np.int8]
Int32 = npt.NDArray[np.int32]
IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

ADULT = 18
AGES = 106  # 0..105; the last stands for 105 and older.
MAN, WOMAN = 0, 1
# Types in the order of huishoudens_naar_type.csv.
SINGLE, COUPLE_MARRIED, COUPLE, FAMILY_MARRIED, FAMILY, ONE_PARENT, OTHER = range(7)
WITH_CHILDREN = (FAMILY_MARRIED, FAMILY, ONE_PARENT)
COUPLES = (COUPLE_MARRIED, COUPLE, FAMILY_MARRIED, FAMILY)
MARRIED = (COUPLE_MARRIED, FAMILY_MARRIED)
_POSITIONS = (
    "thuiswonend_kind",
    "alleenstaand",
    "partner_gehuwd_zonder",
    "partner_ongehuwd_zonder",
    "partner_gehuwd_met",
    "partner_ongehuwd_met",
    "ouder_eenoudergezin",
    "overig_lid",
    "institutioneel",
)
_PARTNER_OF = {
    COUPLE_MARRIED: "partner_gehuwd_zonder",
    COUPLE: "partner_ongehuwd_zonder",
    FAMILY_MARRIED: "partner_gehuwd_met",
    FAMILY: "partner_ongehuwd_met",
}
_SWAP_ROUNDS = 60
_FINE = 1024  # Steps per year when a real age is turned into an integer score.


@dataclass
class Composition:
    """Households before they get a place. `age2`/`sex2` are -1 without partner; children and others lie contiguous
    per household in household order (`children`, `others`: count per household)."""

    type: Int8
    age1: Int8
    sex1: Int8
    age2: Int8
    sex2: Int8
    children: Int8
    others: Int8
    child_age: Int8
    child_sex: Int8
    other_age: Int8
    other_sex: Int8

    @property
    def n(self) -> int:
        """Number of households."""
        return len(self.type)


def positions_by_age() -> tuple[FloatArray, FloatArray]:
    """Published persons fitted to age x position: adults (2 sexes, 106 ages, 9 positions), minors at home by age."""
    people = table("personen_leeftijd_geslacht")
    sexes = np.stack([people.numbers("man"), people.numbers("vrouw")])
    totals = table("personen_naar_positie").lookup("positie", "personen")
    minors = sexes[:, :ADULT].sum(axis=0)
    at_home = minors * number("aandeel_minderjarigen_thuis")
    for age in range(ADULT):
        at_home[age] = totals.get(f"thuiswonend_kind_{age}", at_home[age])
    shape = table("positie_naar_leeftijd")
    who = np.array(shape.text("geslacht"))
    seed = np.zeros((2, AGES, len(_POSITIONS)))
    for sex, name in enumerate(("man", "vrouw")):
        rows = who == name
        for p, position in enumerate(_POSITIONS):
            seed[sex, :, p] = np.interp(np.arange(AGES), shape.numbers("leeftijd")[rows], shape.numbers(position)[rows])
    seed[:, :ADULT] = 0
    # Columns: positions with one total, and partner positions with one total for each sex (as many men as women).
    partner = [position.startswith("partner") for position in _POSITIONS]
    flat = seed.reshape(2 * AGES, -1)
    columns, targets, owner = [], [], []
    for p, position in enumerate(_POSITIONS):
        total = totals[position]
        if position == "thuiswonend_kind":
            total -= at_home.sum()
        if position == "institutioneel":
            total -= (minors - at_home).sum()
        sexes_of: tuple[int | None, ...] = (MAN, WOMAN) if partner[p] else (None,)
        for only in sexes_of:
            column = flat[:, p].copy()
            if only is not None:
                column.reshape(2, AGES)[1 - only] = 0
            columns.append(column)
            targets.append(total / 2 if only is not None else total)
            owner.append(p)
    rows_total = sexes.copy()
    rows_total[:, :ADULT] = 0
    target = np.array(targets)
    if abs(rows_total.sum() - target.sum()) > 1:
        raise PopulationDataError(
            tr(
                "{path}: som van volwassenen ({rows_total:.0f}) is niet die van de posities ({target:.0f})",
                path=people.path,
                rows_total=rows_total.sum(),
                target=target.sum(),
            )
        )
    fitted = fit_margins(np.column_stack(columns), rows_total.reshape(-1), target)
    result = np.zeros((2 * AGES, len(_POSITIONS)))
    for c, p in enumerate(owner):
        result[:, p] += fitted[:, c]
    return result.reshape(2, AGES, len(_POSITIONS)), at_home


def household_counts(households: int) -> tuple[IntArray, dict[int, IntArray]]:
    """Households per type, and for types with children the number with 1, 2, 3, 4 and 5 of them."""
    published = table("huishoudens_naar_type").numbers("huishoudens")
    counts = to_integers(published, households)
    names = table("huishoudens_naar_type").text("type")
    families = table("kinderen_per_huishouden")
    shares = {}
    for kind in WITH_CHILDREN:
        rows = [i for i, name in enumerate(families.text("type")) if name == names[kind]]
        weights = families.numbers("huishoudens")[rows]
        shares[kind] = weights / weights.sum() * published[kind]
    # The mean above three follows from the published number of children; its spread is an assumption.
    summed = np.sum(list(shares.values()), axis=0)
    total = table("personen_naar_positie").lookup("positie", "personen")["thuiswonend_kind"]
    above = (total - summed @ np.array([1.0, 2.0, 3.0])) / summed[2]
    five = number("aandeel_vijf_of_meer_kinderen") * above
    split = np.array([1 - above + five, above - 2 * five, five])
    return counts, {
        kind: to_integers(np.concatenate([share[:2], share[2] * split]), int(counts[kind]))
        for kind, share in shares.items()
    }


def all_households() -> int:
    """Number of private households in the country."""
    return int(table("huishoudens_naar_type").numbers("huishoudens").sum())


def _pool(weights: FloatArray, total: int) -> tuple[Int8, Int8]:
    """`total` persons in proportion to weights[sex, age]: their ages (ascending) and sexes."""
    by_age = weights.T.reshape(-1)  # age major, so that the pool is sorted by age
    code = np.repeat(np.arange(len(by_age)), to_integers(by_age, total))
    return (code // 2).astype(np.int8), (code % 2).astype(np.int8)


def _noisy_order(ages: npt.NDArray[np.number], noise: FloatArray) -> IntArray:
    score = (ages + noise + 2 * AGES) * _FINE
    return order_of(score.astype(np.int64))


def compose(households: int, draws: Draws) -> Composition:
    """Households of the country, or `households` of them in the same proportions."""
    joint, minors = positions_by_age()
    column = {position: joint[:, :, p] for p, position in enumerate(_POSITIONS)}
    counts, families = household_counts(households)
    n = int(counts.sum())
    kind = np.repeat(np.arange(7, dtype=np.int8), counts)
    age1, sex1 = np.empty(n, np.int8), np.empty(n, np.int8)
    age2, sex2 = np.full(n, -1, np.int8), np.full(n, -1, np.int8)
    children, others = np.zeros(n, np.int8), np.zeros(n, np.int8)
    starts = np.concatenate([[0], np.cumsum(counts)])
    spread = number("paar_leeftijd_ruis_jaren")
    for t in range(7):
        here = slice(int(starts[t]), int(starts[t + 1]))
        size = int(counts[t])
        if t in COUPLES:
            weights = column[_PARTNER_OF[t]]
            men, _ = _pool(np.stack([weights[MAN], 0 * weights[MAN]]), size)
            women, _ = _pool(np.stack([weights[WOMAN], 0 * weights[WOMAN]]), size)
            men = men[_noisy_order(men, spread * draws.normal(f"paar_man_{t}", 0, size))]
            women = women[_noisy_order(women, spread * draws.normal(f"paar_vrouw_{t}", 0, size))]
            man_first = men >= women
            age1[here], age2[here] = np.where(man_first, men, women), np.where(man_first, women, men)
            sex1[here], sex2[here] = np.where(man_first, MAN, WOMAN), np.where(man_first, WOMAN, MAN)
        elif t in (SINGLE, ONE_PARENT):
            age1[here], sex1[here] = _pool(column["alleenstaand" if t == SINGLE else "ouder_eenoudergezin"], size)
        if t in WITH_CHILDREN:
            children[here] = _child_numbers(families[t], age1[here], draws.uniform(f"kindertal_{t}", 0, size))
    _place_others(kind, others, column["overig_lid"], age1, sex1, draws)
    other_total = int(others.sum())
    pool_age, pool_sex = _pool(column["overig_lid"], other_total)
    shuffle = order_of((draws.words("overig_lid", 0, other_total) >> np.uint64(32)).astype(np.int64))
    home = column["thuiswonend_kind"].copy()
    home[MAN, :ADULT] = minors[:ADULT] / 2
    home[WOMAN, :ADULT] = minors[:ADULT] / 2
    child_age, child_sex = _children(kind, age1, age2, sex1, children, home, draws)
    return Composition(
        kind, age1, sex1, age2, sex2, children, others, child_age, child_sex, pool_age[shuffle], pool_sex[shuffle]
    )


def _child_numbers(counts: IntArray, age: Int8, draw: FloatArray) -> Int8:
    """Number of children per family, with exact counts; parents in mid life have more."""
    distance = np.abs(age.astype(np.int64) - number("kindertal_piekleeftijd"))
    score = (1 - draw) + number("kindertal_leeftijdseffect") * distance
    ranked = order_of((score * 2**20).astype(np.int64))
    numbers = np.repeat(np.arange(5, 0, -1, dtype=np.int8), counts[::-1])
    result = np.empty(len(age), np.int8)
    result[ranked] = numbers
    return result


def _place_others(kind: Int8, others: Int8, weights: FloatArray, age1: Int8, sex1: Int8, draws: Draws) -> None:
    """Other adults: heads and members of 'other' households first, the rest with couples and families (in place)."""
    n = len(kind)
    national = table("personen_naar_positie").lookup("positie", "personen")["overig_lid"]
    total = round(national * n / all_households())
    heads = np.flatnonzero(kind == OTHER)
    head_age, head_sex = _pool(weights, len(heads))
    mixed = order_of((draws.words("overig_hoofd", 0, len(heads)) >> np.uint64(32)).astype(np.int64))
    age1[heads], sex1[heads] = head_age[mixed], head_sex[mixed]
    others[heads] = 1
    draw = draws.uniform("overig_derde", 0, n)
    others[heads[draw[heads] < number("overig_huishouden_aandeel_drie")]] = 2
    left = max(total - len(heads) - int(others.sum()), 0)
    shares = table("overige_leden_bij")
    for group, count in zip(shares.text("bij"), to_integers(shares.numbers("aandeel"), left), strict=True):
        members = {
            "paar_zonder_kinderen": (COUPLE_MARRIED, COUPLE),
            "eenoudergezin": (ONE_PARENT,),
            "paar_met_kinderen": (FAMILY_MARRIED, FAMILY),
        }[group]
        candidates = np.flatnonzero(np.isin(kind, members))
        order = order_of((draws.words(f"overig_{group}", 0, len(candidates)) >> np.uint64(32)).astype(np.int64))
        others[candidates[order[: int(count)]]] += 1


def _children(
    kind: Int8, age1: Int8, age2: Int8, sex1: Int8, children: Int8, home: FloatArray, draws: Draws
) -> tuple[Int8, Int8]:
    """Ages and sexes of all children, contiguous per household; every child at least 15 years younger than its
    youngest parent."""
    slots = int(children.sum())
    parent = np.repeat(np.arange(len(kind)), children)
    first_slot = np.repeat(np.cumsum(children, dtype=np.int64) - children, children)
    nth = np.arange(slots) - first_slot
    alone = age2 < 0
    mother = np.where(alone | (sex1 == WOMAN), age1, age2)
    youngest = np.where(alone, age1, np.minimum(age1, age2)).astype(np.int16)[parent]
    birth = number("leeftijd_eerste_kind") + number("leeftijd_eerste_kind_spreiding") * draws.normal(
        "eerste_kind", 0, len(kind)
    )
    gap = number("jaren_tussen_kinderen") * (0.5 + draws.uniform("tussentijd", 0, slots))
    target = (mother - birth)[parent] - gap * nth
    target = np.where(target < 0, -0.3 * target, target)
    target = np.minimum(target, youngest - number("minste_leeftijdsverschil") - 1)
    ages, sexes = _pool(home, slots)
    age, sex = np.empty(slots, np.int8), np.empty(slots, np.int8)
    order = _noisy_order(target, np.zeros(slots))
    age[order], sex[order] = ages, sexes
    limit = youngest - int(number("minste_leeftijdsverschil"))
    _swap_violations(age, sex, limit, draws)
    return age, sex


def _swap_violations(age: Int8, sex: Int8, limit: npt.NDArray[np.int16], draws: Draws) -> None:
    """Exchange children who are too old for their parent with children elsewhere (in place; totals stay exact)."""
    slots = len(age)
    for attempt in range(_SWAP_ROUNDS):
        wrong = np.flatnonzero(age > limit)
        if not len(wrong):
            return
        picks = (draws.uniform(f"ruil_{attempt}", 0, len(wrong)) * slots).astype(np.int64)
        picks, first = np.unique(picks, return_index=True)
        wrong = wrong[first]
        fits = (age[picks] <= limit[wrong]) & (age[wrong] <= limit[picks])
        a, b = wrong[fits], picks[fits]
        a, keep = np.unique(a, return_index=True)
        b = b[keep]
        clash = np.isin(b, a)
        a, b = a[~clash], b[~clash]
        age[a], age[b] = age[b], age[a]
        sex[a], sex[b] = sex[b], sex[a]
    for slot in np.flatnonzero(age > limit):
        candidates = np.flatnonzero((age <= limit[slot]) & (limit >= age[slot]))
        if len(candidates):
            other = int(candidates[0])
            age[slot], age[other] = age[other], age[slot]
            sex[slot], sex[other] = sex[other], sex[slot]
        else:  # Only possible in tiny samples: the child becomes as old as its parent allows.
            age[slot] = max(int(limit[slot]), 0)
