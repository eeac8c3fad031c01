"""Which effects of assumptions are shown: not what may be chance, and not what is nothing beside the largest."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from uitvoerbaar.assess.uncertainty.tornado import Effect, _telling


def effect(name: str, size: float, error: float) -> Effect:
    factor: Any = SimpleNamespace(id=name)
    return Effect(factor, -size, size / 2, error)


def test_what_is_chance_or_nothing_beside_the_largest_is_left_out() -> None:
    large, half = effect("groot", 100.0, 1.0), effect("half", 50.0, 60.0)
    sure, chance = effect("klein", 2.0, 0.1), effect("toeval", 2.0, 2.0)
    nothing = effect("niets", 0.5, 0.001)
    assert _telling([large, half, sure, chance, nothing]) == [large, half, sure]


def test_of_no_effects_none_is_shown() -> None:
    assert _telling([]) == []
