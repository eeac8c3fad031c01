"""Proofs of proportion and the mistakes that are tried on the population speak of the same things."""

from __future__ import annotations

import pytest

pytest.importorskip("z3", reason="z3 is not installed: pip install 'uitvoerbaar[prove]'")

from uitvoerbaar.assess.aspects.mistakes.slips import Slip, slips
from uitvoerbaar.engine.prove.property import Property, load_properties
from uitvoerbaar.law.registers import load_registers

PROPERTIES = [p for p in load_properties() if p.mistakes]
SLIPS = {slip.id: slip for slip in slips(load_registers())}
A_SHARE = {"schatting_5_procent_laag"}
"""A share of an income has no fixed size; only the population tells what it costs."""
ESTIMATE = ("geschat_inkomen", "gezamenlijk_toetsingsinkomen")
"""Who estimates too low sees the income of the year turn out higher: the change goes the other way."""


def test_every_mistake_in_money_or_hours_has_a_property() -> None:
    assert {name for p in PROPERTIES for name in p.mistakes} == set(SLIPS) - A_SHARE


ABOUT_MISTAKES = [p for p in PROPERTIES if p.mistakes]


@pytest.mark.parametrize("prop", ABOUT_MISTAKES, ids=[p.id for p in ABOUT_MISTAKES])
def test_the_change_of_a_property_covers_its_mistakes(prop: Property) -> None:
    [change] = prop.changes
    for slip in (SLIPS[name] for name in prop.mistakes):
        estimated = (slip.field.name, change.field) == ESTIMATE
        assert estimated or slip.field.name == change.field
        assert slip.field.in_money == (prop.priced or None)
        sign = -change.sign if estimated else change.sign
        if slip.mistake.kind == "verschil":
            assert change.least <= sign * slip.mistake.amount <= change.most
        else:
            assert (slip.mistake.amount - 1) * sign > 0, "the other way"
            assert smallest(slip) >= change.least


def smallest(slip: Slip) -> float:
    """What a share of a hundred euros is."""
    return abs(slip.mistake.amount - 1) * 10_000
