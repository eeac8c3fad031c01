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


def age(born: Array) -> Array:
    """Full years on 1 January 2026; dates are numbers year * 512 + month * 32 + day."""
    return (REFERENCE - born) >> 9


def positive(amount: Array) -> Array:
    """The amount, or zero when it is below zero."""
    return np.maximum(amount, 0)


def cents(amount: Array) -> Array:
    """Rounded to the nearest cent, half up."""
    return np.floor(amount * 100 + 0.5) / 100


def state_pension(old: Array, years: Array, paired: Array) -> Array:
    """AOW of a year with holiday pay (algemene_ouderdomswet 9)."""
    built = np.minimum(years, 50) * 0.02
    month = cents(np.where(paired, 1122.12, 1637.57).astype(built.dtype) * built)
    holiday = cents(np.where(paired, 76.10, 106.55).astype(built.dtype) * built)
    return np.where(old, 12 * (month + holiday), 0)


def home_income(value: Array, interest: Array) -> Array:
    """Income from the own home (3.110, 3.112, 3.123a)."""
    fiction = np.floor(
        np.select(
            [value <= 12_500, value <= 25_000, value <= 50_000, value <= 75_000, value <= 1_350_000],
            [0 * value, 0.0010 * value, 0.0020 * value, 0.0025 * value, 0.0035 * value],
            4725 + 0.0235 * (value - 1_350_000),
        )
    )
    small_debt = np.ceil(0.71867 * positive(fiction - interest))
    return fiction - interest - small_debt


def box1_tax(income: Array, interest: Array, old: Array, born: Array) -> Array:
    """Tax on work and home with the correction for interest in the highest band (2.7, 2.10, 2.10a)."""
    first = np.where(old, 0.1785, 0.3575).astype(income.dtype)
    end = np.where(born < BORN_1946, 41_123, 38_883).astype(income.dtype)
    bands = (
        np.floor(first * positive(np.minimum(income, end)))
        + np.floor(0.3756 * positive(np.minimum(income, 78_426) - end))
        + np.floor(0.4950 * positive(income - 78_426))
    )
    return bands + np.floor(0.1194 * np.minimum(interest, positive(income + interest - 78_426)))


def box2_tax(income: Array) -> Array:
    """Tax on a substantial interest (2.12)."""
    return np.floor(0.245 * np.minimum(income, 68_843) + 0.31 * positive(income - 68_843))


def net_debts(debts: Array) -> Array:
    """Debts above the threshold (5.3)."""
    return positive(debts - 3800)


def wealth(savings: Array, investments: Array, property_: Array, debts: Array) -> Array:
    """Rendementsgrondslag (5.3)."""
    return savings + investments + property_ - net_debts(debts)


def notional_return(savings: Array, investments: Array, property_: Array, debts: Array) -> Array:
    """Forfaitair rendement (5.2, 5.3)."""
    return cents(0.0128 * savings + 0.0600 * (investments + property_) - 0.0270 * net_debts(debts))


def box3_income(wealth_of_both: Array, return_of_both: Array, paired: Array) -> Array:
    """The part of the joint return that is taxed with each partner (5.2)."""
    free = np.where(paired, 2 * 59_357, 59_357).astype(wealth_of_both.dtype)
    gain = positive(return_of_both)
    untaxed = np.ceil(gain * free / np.maximum(wealth_of_both, 0.01) * 100) / 100
    taxed = np.where(wealth_of_both <= free, 0, positive(gain - untaxed))
    return np.floor(np.where(paired, taxed / 2, taxed))


def general_credit(total: Array, old: Array) -> Array:
    """Algemene heffingskorting (8.10)."""
    most = np.where(old, 1556, 3115).astype(total.dtype)
    down = np.where(old, 0.03195, 0.06398).astype(total.dtype)
    return np.ceil(positive(most - down * positive(total - 29_736)))


def work_credit(earned: Array, old: Array) -> Array:
    """Arbeidskorting (8.11)."""
    up = np.minimum(996, 0.08324 * earned) + 0.31009 * positive(earned - 11_965)
    up = np.minimum(5685, np.minimum(5300, up) + 0.01950 * positive(earned - 25_845))
    part = np.where(old, 0.49930, 1).astype(earned.dtype)
    return np.ceil(part * positive(up - 0.0651 * positive(earned - 45_592)))


def elderly_credits(total: Array, old: Array, paired: Array) -> Array:
    """Ouderenkorting and alleenstaande-ouderenkorting (8.17, 8.18)."""
    most = np.where(old, 2067, 0).astype(total.dtype)
    return np.ceil(positive(most - 0.15 * positive(total - 46_002))) + np.where(old & ~paired, 540, 0)


def health_allowance(
    adult: Array, insured: Array, partner_insured: Array, paired: Array, income: Array, wealth_of_both: Array
) -> Array:
    """Zorgtoeslag of a year, joint for partners (wet_op_de_zorgtoeslag 2 and 3, Awir 14)."""
    threshold = 29_736
    norm = np.where(paired, 0.04289, 0.01912).astype(income.dtype) * threshold + 0.1373 * positive(income - threshold)
    premium = np.where(paired, 2 * 2119, 2119).astype(income.dtype)
    allowed = adult & insured & (wealth_of_both <= np.where(paired, 184_633, 146_011))
    amount = positive(premium - norm) * np.where(paired & ~partner_insured, 0.5, 1).astype(income.dtype)
    whole = np.where(allowed, np.floor(amount + 0.5), 0)
    return np.where(whole >= 24, whole, 0)
