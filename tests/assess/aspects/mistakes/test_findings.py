"""What a mistake costs those that it hits, beside what it costs the simplest case."""

from __future__ import annotations

import numpy as np

from uitvoerbaar.assess.aspects.mistakes.exposure import Exposure
from uitvoerbaar.assess.aspects.mistakes.findings import losses
from uitvoerbaar.assess.aspects.mistakes.slips import slips
from uitvoerbaar.assess.proportion import LEVELS
from uitvoerbaar.law.registers import load_registers


def _exposure(loss: list[int], fine: int = 0) -> Exposure:
    count = len(loss)
    levels = np.zeros(count, np.int8)
    levels[count - fine :] = len(LEVELS)
    slip = slips(load_registers())[0]
    return Exposure(slip, np.arange(count, dtype=np.int32), np.full(count, 100), np.array(loss), levels)


def test_half_and_one_in_ten_lose_at_least_so_much_by_weight() -> None:
    worst = _exposure([at * 100_00 for at in range(1, 101)])
    assert losses(worst, np.full(100, 1000)) == (5_100_00, 9_100_00)
    heavy = np.where(np.arange(100) >= 95, 1_000_000, 1000)
    assert losses(worst, heavy) == (9_800_00, 10_000_00), "the weight of a household counts, not its row"


def test_it_is_rounded_down_so_that_at_least_is_true() -> None:
    assert losses(_exposure([3_425_99] * 20), np.full(20, 1000)) == (3_400_00, 3_400_00)
    assert losses(_exposure([825_99] * 20), np.full(20, 1000)) == (825_00, 825_00)


def test_losses_in_proportion_do_not_count_and_too_few_households_say_nothing() -> None:
    worst = _exposure([500_00] * 20 + [90_000_00] * 30, fine=30)
    assert losses(worst, np.full(50, 1000)) == (500_00, 500_00)
    assert losses(_exposure([500_00] * 19), np.full(19, 1000)) is None
