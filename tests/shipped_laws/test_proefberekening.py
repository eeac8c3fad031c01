"""The official 2024 trial calculation: one household, 647 incomes, three toeslagen (kinderopvang is tested elsewhere).

The household: a single parent born 2000-01-01 with a child born 2020-02-02, rent 500 euro, wealth below the limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.shipped_laws.cases import toeslag
from tests.shipped_laws.facts import exceptions, rows

YEAR = 2024
HOUSEHOLD: dict[str, Any] = {
    "geboortedatum": "2000-01-01", "kinderen": [{"geboortedatum": "2020-02-02"}], "is_huurder": True, "kale_huur": 50000,
    "given": {
        "is_verzekerd": True, "partner_is_verzekerd": None,
        "heeft_aow_leeftijd": False, "partner_heeft_aow_leeftijd": None,
    },
}  # fmt: skip
SCHEMES = {
    "zorgtoeslag": "wet_op_de_zorgtoeslag",
    "huurtoeslag": "wet_op_de_huurtoeslag",
    "kindgebonden_budget": "wet_op_het_kindgebonden_budget",
}


def differences(scheme: str, table: tuple[Mapping[str, str], ...]) -> dict[str, tuple[int, int]]:
    """Rows where ours differs, by id: (ours, theirs) in euro per month."""
    found: dict[str, tuple[int, int]] = {}
    for row in table:
        outputs = toeslag(SCHEMES[scheme], YEAR, int(row["inkomen"]), **HOUSEHOLD)
        ours, theirs = outputs[f"maandbedrag_{scheme}"] // 100, int(row[f"{scheme}_maand"])
        if ours != theirs:
            found[f"{scheme}-{row['inkomen']}"] = (ours, theirs)
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_row_is_met_or_listed(scheme: str) -> None:
    table = rows("proefberekening_2024")
    assert len(table) == 647
    listed = {id_ for id_ in exceptions("proefberekening") if id_.startswith(scheme)}
    assert set(differences(scheme, table)) == listed
