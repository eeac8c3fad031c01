"""A couple of which only the partner is insured has healthcare allowance in its net income and not in the budget: it is said."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.fixtures.town import Town, single
from uitvoerbaar.assess.only_partner import only_partner


def couple(house: str) -> list[dict[str, Any]]:
    head = single(house, 1_500_000)
    return [head, {**head, "rol": "partner", "loon": 0, "huurt": False, "huur": 0}]


def test_what_only_the_partner_has_is_said_with_its_amount(town: Town) -> None:
    ctx = town("huurtoeslag-2026", [*couple("a"), *couple("b"), single("c")])
    assert not list(only_partner(ctx))
    ctx = town("huurtoeslag-2026", [*couple("a"), *couple("b"), single("c")])
    insured = np.array([False, True, True, True, True])
    ctx.people.after.columns["heeft_zorgverzekering"] = insured
    (told,) = only_partner(ctx)
    assert told.nl.startswith("Bij 1 huishouden heeft alleen de partner")
    assert "zorgtoeslag" in told.nl
    scheme = next(each for each in ctx.settings.schemes if each.id == "zorgtoeslag")
    column = ctx.household_column("na", scheme)
    assert column is not None
    assert column.tolist()[0] == 0
    assert column.tolist()[1] > 0
