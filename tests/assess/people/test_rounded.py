"""Amounts before and after differ by what is told as their difference, in the data and as a report prints them."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from tests.fixtures.polderland import MakeContext
from uitvoerbaar.assess.aspects.budget.aspect import run
from uitvoerbaar.assess.people.rounded import at_step, step_of
from uitvoerbaar.report.words import money

UNITS = {"mln": Decimal(1_000_000), "mld": Decimal(1_000_000_000)}


def printed(cents: int) -> Decimal:
    """The euros that a Dutch report prints."""
    number, _, unit = money(cents, "nl").replace("−", "-").replace("€\u00a0", "").partition("\u00a0")
    return Decimal(number.replace(".", "").replace(",", ".")) * UNITS.get(unit, Decimal(1))


@pytest.mark.parametrize("seed", range(200))
def test_what_is_printed_adds_up(seed: int) -> None:
    draw = random.Random(seed)
    before = draw.randrange(10 ** draw.randrange(8, 14))
    after = before + draw.choice((-1, 1)) * draw.randrange(100_000, max(100_001, before))
    step = step_of([(before, after)])
    first, last = at_step(before, step), at_step(after, step)
    assert printed(last) - printed(first) == printed(last - first)
    assert abs((last - first) - (after - before)) <= step
    assert step <= max(100, abs(after - before) // 10)


def test_four_point_eight_five_and_six_point_three_two() -> None:
    step = step_of([(485_000_000_000 - 234_567_891, 632_500_000_000 - 134_567_891)])
    assert step == 100_000_000
    assert money(at_step(484_765_432_109, step), "nl").replace("\u00a0", " ") == "€ 4,848 mld"


def test_an_amount_that_was_not_rounded_is_printed_as_an_estimate() -> None:
    assert money(484_765_432_109, "nl").replace("\u00a0", " ") == "€ 4,85 mld"


def test_the_budget_holds_one_set_of_numbers(context: MakeContext) -> None:
    """Of each scheme that changes, and of all together."""
    figures = {figure.id: figure for figure in run(context("alles-of-niets")).figures}
    table = {(str(row["regeling"]), str(row["kant"])): row["bedrag"] for row in figures["begroting-veranderd"].rows}
    sides = {kind: [v for (_, side), v in table.items() if kind in side] for kind in ("Voor", "Na")}
    [change] = [figure for name, figure in figures.items() if name.endswith("-verschil")]
    assert change.value == sides["Na"][0] - sides["Voor"][0] == figures["begroting-schatkist"].value  # type: ignore[operator]
