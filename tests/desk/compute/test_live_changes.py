"""What the workbench asks with changes of other articles: the laws are written with those and with the dials."""

from __future__ import annotations

from decimal import Decimal

import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.desk.compute.live import Asked, _changed
from uitvoerbaar.face.laws import laws

DAY, CARE, KIDS = "2026-01-01", "wet_op_de_zorgtoeslag", "wet_op_het_kindgebonden_budget"
SINGLE, FLOOR = "3#definitions.vermogensgrens_alleenstaand.value", "2#definitions.ondergrens.value"
ELSEWHERE = {CARE: {FLOOR: "30"}, KIDS: {"2#definitions.bedrag_per_kind.value": "2.800"}}


def _values(asked: Asked, values: dict[str, Decimal]) -> dict[str, object]:
    return {
        f"{law.tree['$id']} {each.article}#{each.dotted}": each.value
        for law in _changed(laws(on=DAY), asked, values)
        for each in law.constants
    }


def test_dials_and_changes_elsewhere_stand_in_the_same_laws() -> None:
    found = _values(Asked(DAY, CARE, "3", ELSEWHERE, {}), {SINGLE: Decimal(10_000_000)})
    assert found[f"{CARE} {SINGLE}"] == 10_000_000
    assert found[f"{CARE} {FLOOR}"] == 3_000
    assert found[f"{KIDS} 2#definitions.bedrag_per_kind.value"] == 280_000


def test_without_dials_only_what_was_changed_elsewhere() -> None:
    found = _values(Asked(DAY, CARE, "3", ELSEWHERE, {}), {})
    assert found[f"{CARE} {SINGLE}"] == 14_601_100
    assert found[f"{CARE} {FLOOR}"] == 3_000
    assert _changed(laws(on=DAY), Asked(DAY, CARE, "3", {}, {}), {}) == []


@pytest.mark.parametrize("changes", [{CARE: {FLOOR: "veel"}}, {CARE: {"2#nergens": "5"}}, {"nergens": {FLOOR: "5"}}])
def test_what_cannot_be_read_is_told(changes: dict[str, dict[str, str]]) -> None:
    with pytest.raises(UserError):
        _changed(laws(on=DAY), Asked(DAY, CARE, "3", changes, {}), {})
