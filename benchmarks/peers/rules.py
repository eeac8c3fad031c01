"""Income tax and zorgtoeslag of 2026 as plain numpy functions on columns in euros, a translation by hand.

Follows data/laws (wet_inkomstenbelasting_2001, algemene_ouderdomswet, algemene_wet_inkomensafhankelijke_regelingen,
wet_op_de_zorgtoeslag, regeling_standaardpremie of 2026-01-01); the figures come from there. Left out on all sides:
bijstand and children. The functions keep the precision of the columns they get (float32 in OpenFisca, float64 in numpy).
This module imports numpy only, so that both environments can use it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = Any
"""A column: one number (or truth) for each person."""

REFERENCE = 2026 * 512 + 1 * 32 + 1
BORN_1946 = 1946 * 512 + 1 * 32 + 1
BORN_1963 = 1963 * 512 + 1 * 32 + 1


def age(born: Array) -> Array:
    """Full years on 1 January 2026; dates are numbers year * 512 + month * 32 + day."""
    return (REFERENCE - born) >> 9


def positive(amount: Array) -> Array:
    """The amount, or zero when it is below zero."""
    return np.maximum(amount, 0)


def cents(amount: Array) -> Array:
    """Rounded to the nearest cent, half up."""
    return np.floor(amount * 100 + 0.5) / 100


def state_pension_month(years: Array, paired: Array) -> Array:
    """AOW of a month without holiday pay (algemene_ouderdomswet 9)."""
    built = np.minimum(years, 50) * 0.02
    return cents(np.where(paired, 1122.12, 1637.57).astype(built.dtype) * built)


def state_pension_year(month: Array, old: Array, years: Array, paired: Array) -> Array:
    """AOW of a year with holiday pay (algemene_ouderdomswet 9)."""
    built = np.minimum(years, 50) * 0.02
    holiday = cents(np.where(paired, 76.10, 106.55).astype(built.dtype) * built)
    return np.where(old, 12 * (month + holiday), 0)


def state_pension(old: Array, years: Array, paired: Array) -> Array:
    """AOW of a year from its parts."""
    return state_pension_year(state_pension_month(years, paired), old, years, paired)


def home_fiction(value: Array) -> Array:
    """Eigenwoningforfait (3.112)."""
    return np.floor(
        np.select(
            [value <= 12_500, value <= 25_000, value <= 50_000, value <= 75_000, value <= 1_350_000],
            [0 * value, 0.0010 * value, 0.0020 * value, 0.0025 * value, 0.0035 * value],
            4725 + 0.0235 * (value - 1_350_000),
        )
    )


def small_debt(fiction: Array, interest: Array) -> Array:
    """Deduction for no or a small debt on the home (3.123a)."""
    return np.ceil(0.71867 * positive(fiction - interest))


def home_income(value: Array, interest: Array) -> Array:
    """Income from the own home (3.110)."""
    fiction = home_fiction(value)
    return fiction - interest - small_debt(fiction, interest)


def first_rate(old: Array) -> Array:
    """Rate of the first band (2.10, 2.10a)."""
    return np.where(old, 0.1785, 0.3575)


def first_end(born: Array) -> Array:
    """End of the first band (2.10, 2.10a)."""
    return np.where(born < BORN_1946, 41_123, 38_883)


def bands(income: Array, first: Array, end: Array) -> Array:
    """Tax on work and home in three bands (2.7)."""
    return (
        np.floor(first * positive(np.minimum(income, end)))
        + np.floor(0.3756 * positive(np.minimum(income, 78_426) - end))
        + np.floor(0.4950 * positive(income - 78_426))
    )


def interest_correction(income: Array, interest: Array) -> Array:
    """Correction for interest deducted in the highest band (2.10)."""
    return np.floor(0.1194 * np.minimum(interest, positive(income + interest - 78_426)))


def box1_tax(income: Array, interest: Array, old: Array, born: Array) -> Array:
    """Tax on work and home with the correction for interest."""
    first, end = first_rate(old).astype(income.dtype), first_end(born).astype(income.dtype)
    return bands(income, first, end) + interest_correction(income, interest)


def box2_tax(income: Array) -> Array:
    """Tax on a substantial interest (2.12)."""
    return np.floor(0.245 * np.minimum(income, 68_843) + 0.31 * positive(income - 68_843))


def net_debts(debts: Array, debts_of_both: Array, paired: Array) -> Array:
    """Debts above the threshold, with what a partner leaves of theirs (5.3)."""
    left = np.where(paired, positive(3800 - (debts_of_both - debts)), 0)
    return positive(debts - 3800 - left)


def wealth_less(savings: Array, investments: Array, property_: Array, net: Array) -> Array:
    """Rendementsgrondslag (5.3) from the debts above the threshold."""
    return savings + investments + property_ - net


def return_less(savings: Array, investments: Array, property_: Array, net: Array) -> Array:
    """Forfaitair rendement (5.2, 5.3) from the debts above the threshold."""
    return cents(0.0128 * savings + 0.0600 * (investments + property_) - 0.0270 * net)


def tax_free(paired: Array) -> Array:
    """Heffingvrij vermogen of both (5.5)."""
    return np.where(paired, 2 * 59_357, 59_357)


def taxed_return(wealth_of_both: Array, return_of_both: Array, free: Array) -> Array:
    """The part of the joint return that is taxed (5.2)."""
    gain = positive(return_of_both)
    untaxed = np.ceil(gain * free / np.maximum(wealth_of_both, 0.01) * 100) / 100
    return np.where(wealth_of_both <= free, 0, positive(gain - untaxed))


def box3_share(taxed: Array, paired: Array) -> Array:
    """Each partner's half of the taxed return (5.2)."""
    return np.floor(np.where(paired, taxed / 2, taxed))


def box3_income(wealth_of_both: Array, return_of_both: Array, paired: Array) -> Array:
    """The part of the joint return that is taxed with each partner (5.2)."""
    free = tax_free(paired).astype(wealth_of_both.dtype)
    return box3_share(taxed_return(wealth_of_both, return_of_both, free), paired)


def general_credit_most(old: Array) -> Array:
    """Highest algemene heffingskorting (8.10 lid 2)."""
    return np.where(old, 1556, 3115)


def general_credit_down(old: Array) -> Array:
    """How fast it goes down (8.10 lid 2)."""
    return np.where(old, 0.03195, 0.06398)


def credit_less(most: Array, down: Array, total: Array) -> Array:
    """Algemene heffingskorting (8.10)."""
    return np.ceil(positive(most - down * positive(total - 29_736)))


def general_credit(total: Array, old: Array) -> Array:
    """Algemene heffingskorting from its parts."""
    return credit_less(
        general_credit_most(old).astype(total.dtype), general_credit_down(old).astype(total.dtype), total
    )


def credit_part(old: Array) -> Array:
    """The part of credits for work that is left above the pension age (2.10)."""
    return np.where(old, 0.49930, 1)


def work_credit_of(earned: Array, part: Array) -> Array:
    """Arbeidskorting (8.11)."""
    up = np.minimum(996, 0.08324 * earned) + 0.31009 * positive(earned - 11_965)
    up = np.minimum(5685, np.minimum(5300, up) + 0.01950 * positive(earned - 25_845))
    return np.ceil(part * positive(up - 0.0651 * positive(earned - 45_592)))


def work_credit(earned: Array, old: Array) -> Array:
    """Arbeidskorting from its parts."""
    return work_credit_of(earned, credit_part(old).astype(earned.dtype))


def elderly_credit_most(old: Array) -> Array:
    """Highest ouderenkorting (8.17 lid 2)."""
    return np.where(old, 2067, 0)


def elderly_credit(most: Array, total: Array) -> Array:
    """Ouderenkorting (8.17)."""
    return np.ceil(positive(most - 0.15 * positive(total - 46_002)))


def single_elderly_credit(old: Array, paired: Array) -> Array:
    """Alleenstaande-ouderenkorting (8.18)."""
    return np.where(old & ~paired, 540, 0)


def elderly_credits(total: Array, old: Array, paired: Array) -> Array:
    """Ouderenkorting and alleenstaande-ouderenkorting."""
    return elderly_credit(elderly_credit_most(old).astype(total.dtype), total) + single_elderly_credit(old, paired)


def paid_out_credit(
    born: Array, general: Array, credits: Array, charged: Array, charge_of_partner: Array, paired: Array
) -> Array:
    """Algemene heffingskorting paid out to the partner with the lowest income who was born before 1963 (8.9)."""
    unused = positive(general - np.minimum(credits, charged))
    return np.where(paired & (born < BORN_1963), np.minimum(charge_of_partner, unused), 0)


def little_wealth(wealth_of_both: Array, paired: Array) -> Array:
    """Whether wealth stays below the limit (wet_op_de_zorgtoeslag 3)."""
    return wealth_of_both <= np.where(paired, 184_633, 146_011)


def standard_premium(paired: Array) -> Array:
    """Standaardpremie of the household (wet_op_de_zorgtoeslag 2)."""
    return np.where(paired, 2 * 2119, 2119)


def norm_premium(income: Array, paired: Array) -> Array:
    """Normpremie (wet_op_de_zorgtoeslag 2)."""
    threshold = 29_736
    return np.where(paired, 0.04289, 0.01912).astype(income.dtype) * threshold + 0.1373 * positive(income - threshold)


def computed_allowance(difference: Array, paired: Array, partner_insured: Array) -> Array:
    """Zorgtoeslag before rounding: half of it when only one of two partners is insured (wet_op_de_zorgtoeslag 2)."""
    return positive(difference) * np.where(paired & ~partner_insured, 0.5, 1).astype(difference.dtype)


def paid_allowance(amount: Array, allowed: Array) -> Array:
    """Zorgtoeslag of a year in whole euros, at least 24 (Awir 14)."""
    whole = np.where(allowed, np.floor(amount + 0.5), 0)
    return np.where(whole >= 24, whole, 0)


def health_allowance(
    adult: Array, insured: Array, partner_insured: Array, paired: Array, income: Array, wealth_of_both: Array
) -> Array:
    """Zorgtoeslag of a year, joint for partners, from its parts."""
    difference = standard_premium(paired).astype(income.dtype) - norm_premium(income, paired)
    allowed = adult & insured & little_wealth(wealth_of_both, paired)
    return paid_allowance(computed_allowance(difference, paired, partner_insured), allowed)
