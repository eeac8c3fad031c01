"""The rules as one numpy program: what an analyst would write for this one question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import rules

Array = Any


def compute(columns: Mapping[str, Array]) -> dict[str, Array]:
    """Income tax and zorgtoeslag in euros for every person; money columns in euros (float64), `partner` a row or -1."""
    partner = columns["partner"]
    paired = partner >= 0
    other = np.maximum(partner, 0)

    def both(column: Array) -> Array:
        return column + np.where(paired, column[other], 0)

    born, insured = columns["geboortedatum"], columns["heeft_zorgverzekering"].astype(bool)
    years = rules.age(born)
    old = years >= 67
    debts = columns["schulden"]
    box3 = [columns[name] for name in ("spaargeld", "beleggingen", "onroerend_goed")]
    box3.append(rules.net_debts(debts, both(debts), paired))
    wealth = both(rules.wealth_less(*box3))
    interest = columns["hypotheekrente"]
    earnings = columns["loon_uit_dienstbetrekking"] + columns["winst_uit_onderneming"]
    box1 = np.floor(
        earnings
        + columns["uitkeringen_en_pensioenen"]
        + rules.state_pension(old, columns["aow_opbouwjaren"], paired)
        + rules.home_income(columns["eigenwoningwaarde"], interest)
    )
    box3_income = rules.box3_income(wealth, both(rules.return_less(*box3)), paired)
    total = box1 + columns["inkomen_box2"] + box3_income
    charged = (
        rules.box1_tax(box1, interest, old, born)
        + rules.box2_tax(columns["inkomen_box2"])
        + np.floor(0.36 * box3_income)
    )
    general = rules.general_credit(total, old)
    credits = (
        general + rules.work_credit(np.floor(rules.positive(earnings)), old) + rules.elderly_credits(total, old, paired)
    )
    charge = rules.positive(charged - credits)
    tax = charge - rules.paid_out_credit(born, general, credits, charged, both(charge) - charge, paired)
    allowance = rules.health_allowance(years >= 18, insured, paired & insured[other], paired, both(total), wealth)
    return {"inkomensheffing": tax, "hoogte_zorgtoeslag": allowance}
