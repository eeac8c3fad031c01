"""A mistake that hits the same households as hard on both sides is not the proposal's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from uitvoerbaar.assess.aspects.mistakes.exposure import Exposure
from uitvoerbaar.assess.aspects.mistakes.slips import slips
from uitvoerbaar.assess.proportion import LEVELS
from uitvoerbaar.law.registers import load_registers

FINE = len(LEVELS)


@pytest.fixture
def before() -> Exposure:
    """Three households: the second loses out of proportion."""
    slip, other = slips(load_registers())[:2]
    assert slip.id != other.id
    return Exposure(
        slip,
        np.array([0, 4, 9]),
        np.array([100, 100, 100]),
        np.array([50, 900, 60]),
        np.array([FINE, 0, FINE], np.int8),
    )


def test_what_others_lose_in_proportion_does_not_make_it_the_proposals(before: Exposure) -> None:
    after = replace(before, loss=np.array([55, 900, 0]))
    assert after.as_hard_as(before)


@pytest.mark.parametrize(
    "changed",
    [
        {"loss": np.array([50, 901, 60])},
        {"levels": np.array([FINE, 0, 0], np.int8)},
        {"rows": np.array([0, 5, 9])},
        {"slip": slips(load_registers())[1]},
    ],
    ids=["harder", "one more", "another household", "another mistake"],
)
def test_harder_or_for_others_is_the_proposals(before: Exposure, changed: dict[str, object]) -> None:
    assert not replace(before, **changed).as_hard_as(before)  # type: ignore[arg-type]
