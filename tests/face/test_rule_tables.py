"""The tables of a rule as fields, and the law after other numbers in them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.law.text.test_grids import _law
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.face.rule_tables import changed_table, tables_of

CARE = "amvb/besluit_kinderopvangtoeslag"
TAX = "wet/wet_inkomstenbelasting_2001"


def test_a_table_is_shown_in_the_units_of_people() -> None:
    first, rest = tables_of(_law(CARE), "8")
    assert (first.output, rest.output) == ("percentage_eerste_kind", "percentage_volgende_kinderen")
    assert (len(first.rows), len(rest.rows)) == (32, 47)
    row = first.rows[1]
    assert row.low is not None
    assert row.high is not None
    assert row.value is not None
    assert [(one.shown, one.unit, one.value) for one in (row.low, row.high, row.value)] == [
        ("56.413", "€", Decimal(56413)),
        ("58.185", "€", Decimal(58185)),
        ("95,5", "%", Decimal("95.5")),
    ]
    assert first.rows[-1].high is None


def test_what_stands_elsewhere_is_named_and_no_field() -> None:
    (tariff,) = tables_of(_law(TAX), "2.7")
    assert tariff.rows[0].rate is not None
    assert (tariff.rows[0].rate.shown, tariff.rows[0].rate.value) == ("tarief eerste schijf", None)


def test_several_cells_change_together_and_only_they() -> None:
    law = _law(CARE)
    # Both limits move beyond where the second stood: one by one neither could.
    given = {"0.grens": "€ 59.000", "1.grens": "59.500", "1.waarde": "95", "2.waarde": "94,8"}
    after = changed_table(law, "8", "0", given)
    old, new = law.text.split("\n"), after.text.split("\n")
    moved = [(one.strip(), other.strip()) for one, other in zip(old, new, strict=True) if one != other]
    assert [other for _, other in moved] == [
        "- {when: {operation: LESS_THAN, subject: $gezamenlijk_toetsingsinkomen, value: 5900000}, then: 0.960}",
        "- {when: {operation: LESS_THAN, subject: $gezamenlijk_toetsingsinkomen, value: 5950000}, then: 0.950}",
    ]
    assert tables_of(after, "8")[1] == tables_of(law, "8")[1]


@pytest.mark.parametrize(
    ("table", "given", "told"),
    [
        ("0", {"0.grens": "60.000"}, "lopen de grenzen van de tabel niet meer op"),
        ("0", {"0.grens": "veel"}, "is geen getal"),
        ("0", {"0.grens": "56.000", "1.waarde": " "}, "is geen getal"),
        ("0", {"0.grens": "56,000"}, "op twee manieren te lezen"),
        ("0", {"0.waarde": "95.5"}, "schrijf een decimale komma"),
        ("0", {"0.waarde": "120"}, "ligt buiten wat dit getal kan zijn"),
        ("0", {"0.grens": "56.413", "9.onzin": "1"}, "geen getal veranderd"),
        ("7", {"0.grens": "56.000"}, "is er niet in dit artikel"),
    ],
)
def test_what_cannot_be_meant_is_refused(table: str, given: dict[str, str], told: str) -> None:
    with pytest.raises(UserError, match=told):
        changed_table(_law(CARE), "8", table, given)


def test_a_text_that_is_no_law_has_no_tables_and_takes_none() -> None:
    law = _law(CARE)
    broken = replace(law, text=law.text.replace("operation: IF", "operation: ALS"))
    assert tables_of(broken, "8") == ()
    with pytest.raises(UserError, match="los eerst op"):
        changed_table(broken, "8", "0", {"0.grens": "56.000"})
