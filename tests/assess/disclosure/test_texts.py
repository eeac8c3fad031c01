"""Numbers inside sentences about own microdata."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from uitvoerbaar.assess.disclosure.rule import rule_for
from uitvoerbaar.assess.disclosure.texts import softened
from uitvoerbaar.findings import Text

RULE = replace(rule_for(np.full(1000, 1000), 100), bounds=frozenset({0.05, 0.005}))


@pytest.mark.parametrize(("nl", "en", "nl_told", "en_told"), [
    ("bij ten hoogste 3 huishoudens", "for at most 3 households", "bij minder dan 100 huishoudens", "for less than 100 households"),
    ("bij 1 huishouden", "for 1 household", "bij minder dan 100 huishoudens", "for less than 100 households"),
    ("in 3 huishoudens", "somebody in 3 households", "in minder dan 100 huishoudens", "somebody in less than 100 households"),
    ("bij 317 huishoudens", "for 317 households", "bij 320 huishoudens", "for 320 households"),
    ("0,3 procent van de huishoudens", "0.3 percent of the households", "Minder dan 10 procent van de huishoudens",
     "Less than 10 percent of the households"),
    ("Van 0,75 naar 38,12 procent", "From 0.75 to 38.12 percent", "Van minder dan 10 naar 38 procent",
     "From less than 10 to 38 percent"),
    ("Van 3 naar 152 huishoudens", "From 3 to 152 households", "Van minder dan 100 naar 150 huishoudens",
     "From less than 100 to 150 households"),
    ("op 1 op de 10 huishoudens", "on 1 in 10 households", "op 1 op de 10 huishoudens", "on 1 in 10 households"),
    ("Huishoudens die er 0,5 procent of meer op achteruitgaan", "Households that lose 0.5 percent or more",
     "Huishoudens die er 0,5 procent of meer op achteruitgaan", "Households that lose 0.5 percent or more"),
    ("0,3 procent gaat er meer dan 5 procent op achteruit", "0.3 percent lose more than 5 percent",
     "Minder dan 10 procent gaat er meer dan 5 procent op achteruit", "Less than 10 percent lose more than 5 percent"),
    ("5 procent van de huishoudens", "5 percent of households", "Minder dan 10 procent van de huishoudens",
     "Less than 10 percent of households"),
    ("meer dan 4 procent van de huishoudens", "at least 4 percent of households", "Minder dan 10 procent van de huishoudens",
     "Less than 10 percent of households"),
    ("ervoor 3: -5 procent verschil", "before 3: -5 percent", "ervoor 3: minder dan 10 procent verschil",
     "before 3: less than 10 percent"),
    ("ervoor 3: -25,4 procent verschil", "before 3: -25.4 percent", "ervoor 3: -25 procent verschil", "before 3: -25 percent"),
    ("97,9 procent van de huishoudens", "97.9 percent of households", "Meer dan 90 procent van de huishoudens",
     "More than 90 percent of households"),
])  # fmt: skip
def test_small_groups_are_told_as_a_bound(nl: str, en: str, nl_told: str, en_told: str) -> None:
    found = softened(Text(nl, en), RULE)
    assert (found.nl, found.en) == (nl_told, en_told)
