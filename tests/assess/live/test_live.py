"""What a moved number comes to is what an assessment of the law with that number gives, to the cent."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.engine.batch.test_dials import DATE, DIALS, _text
from uitvoerbaar.assess.aspects.income_effects.aspect import classes_of
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.live import COUNTRY, SAMPLE, Answer, Live, open_live
from uitvoerbaar.assess.live.depth import Whole
from uitvoerbaar.assess.live.nodes import bounds_of
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.assess.people.grouped import means_by, shares_by
from uitvoerbaar.assess.people.groups import groupings
from uitvoerbaar.assess.people.totals import MILLI, count, total
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.proposal.draft import draft

NAMES = sorted(DIALS)
POSITIONS = int(os.environ.get("UITVOERBAAR_POSITIONS", "2"))
"""Random positions of each dial that are held against an assessment."""


@pytest.fixture(scope="module")
def opened(populations: Callable[[int, int], Path]) -> Callable[[str], Live]:
    made: dict[str, Live] = {}

    def get(name: str) -> Live:
        if name not in made:
            law, path, _, reach = DIALS[name]
            proposal = draft(DATE, dials={law: {path: (name, reach)}})
            made[name] = open_live(make_context(proposal, populations(3_000, 5), "test"))
        return made[name]

    return get


def _written(name: str, value: str, folder: Path, population: Path) -> Context:
    law, _, old, _ = DIALS[name]
    text = _text(law).replace(f"value: {old}\n", f"value: {value}\n")
    (folder / "wet.yaml").write_text(text, encoding="utf-8")
    return make_context(draft(DATE, [folder / "wet.yaml"]), population, "test")


def _check(answer: Answer, ctx: Context) -> None:
    full = answer.full
    for row in answer.schemes:
        columns = [ctx.household_column(role, row.scheme) for role in ("voor", "na")]
        before, after = (column.astype(np.int64) for column in columns if column is not None)
        for found, column in ((row.before, before), (row.after, after), (row.change, after - before)):
            assert found == total(column, ctx.weights, full)
    was, becomes = (ctx.outcome(role)[0] for role in ("voor", "na"))
    classes = classes_of(ctx, was, becomes - was)
    for number, share in enumerate(answer.classes):
        wanted = count(classes == number, ctx.weights, full)
        assert (share.households.value, share.households.half) == (wanted.value, wanted.half)
    for (grouping, rows), wanted_ in zip(answer.groups, groupings(ctx), strict=True):
        assert grouping.id == wanted_.id
        parts = shares_by(wanted_.codes, len(wanted_.labels), classes, 5, ctx.weights, full)
        means = means_by(wanted_.codes, len(wanted_.labels), becomes - was, ctx.weights, full)
        assert rows
        for row in rows:
            assert row.mean.value == pytest.approx(means[row.number].value, rel=1e-12, abs=1e-9)
            assert [s.value for s in row.shares] == pytest.approx([p.value for p in parts[row.number]])
            assert row.mean.half == pytest.approx(means[row.number].half)


@pytest.mark.parametrize(("name", "value"), [("tarief", "0.3921"), ("drempel", "2500000"), ("drempel", "0")])
def test_a_sample_gives_what_an_assessment_gives(
    name: str, value: str, opened: Any, populations: Callable[[int, int], Path], tmp_path: Path
) -> None:
    live = opened(name)
    assert live.depth == SAMPLE
    answer = live.answer({name: Decimal(value)})
    assert [row.scheme.id for row in answer.schemes if row.moved]
    _check(answer, _written(name, value, tmp_path, populations(3_000, 5)))


@pytest.mark.parametrize("name", NAMES)
def test_random_positions_give_what_an_assessment_gives(
    name: str, opened: Any, populations: Callable[[int, int], Path], tmp_path: Path
) -> None:
    rng, live, reach = random.Random(name), opened(name), DIALS[name][3]
    whole = Whole(live.ctx, COUNTRY, live.ctx.weights, True, *live._parts())
    for _ in range(POSITIONS):
        value = Decimal(rng.randint(reach.scaled(reach.lo), reach.scaled(reach.hi))).scaleb(-reach.decimals)
        written = _written(name, str(value), tmp_path, populations(3_000, 5))
        _check(live.answer({name: value}), written)
        found = whole.run({name: value})
        for scheme in whole.moved:
            column = written.household_column("na", scheme)
            assert column is not None
            assert found.after[scheme.id].value == total(column, written.weights, True).value
        before, after = (written.outcome(role)[0].astype(np.int64) for role in ("voor", "na"))
        classes = classes_of(written, before, after - before)
        for number, share in enumerate(found.classes):
            assert share.households.value == int(written.weights[classes == number].sum()) / MILLI


@pytest.mark.parametrize("name", NAMES)
def test_every_household_gives_the_same_by_sums_of_cells(
    name: str, opened: Any, populations: Callable[[int, int], Path], tmp_path: Path
) -> None:
    live = opened(name)
    ctx = live.ctx
    parts = live._parts()
    whole = Whole(ctx, COUNTRY, ctx.weights, True, *parts)
    value = "0.3" if name == "tarief" else "4000000"
    found = whole.run({name: Decimal(value)})
    written = _written(name, value, tmp_path, populations(3_000, 5))
    for scheme in whole.moved:
        column = written.household_column("na", scheme)
        assert column is not None
        assert found.after[scheme.id].value == total(column, ctx.weights, True).value
    was, becomes = (written.outcome(role)[0] for role in ("voor", "na"))
    classes = classes_of(written, was, becomes - was)
    for number, share in enumerate(found.classes):
        assert share.households.value == int(ctx.weights[classes == number].sum()) / MILLI
    for grouping, rows in found.groups:
        means = means_by(grouping.codes, len(grouping.labels), becomes - was, ctx.weights, True)
        for row in rows:
            assert row.mean.value == pytest.approx(means[row.number].value, rel=1e-12)


def test_a_dial_where_the_law_has_it_moves_nothing(opened: Any) -> None:
    answer = opened("tarief").answer({})
    assert all(row.change.value == 0 for row in answer.schemes)
    assert (answer.losers, answer.winners, answer.treasury.value) == (0, 0, 0)


def test_bounds_are_those_of_the_test_of_income_effects(opened: Any) -> None:
    ctx = opened("drempel").ctx
    rng = np.random.default_rng(3)
    before = np.concatenate([rng.integers(-(10**7), 10**7, 4000), [0, 1, -1, 20_000, 20_001, 2_000_000]])
    counts, much = bounds_of(ctx.settings, before)
    for shift in (-1, 0, 1):
        for bound in (counts, much):
            change = bound + shift
            classes = classes_of(ctx, before, change)
            assert ((change >= counts) == (classes > 2)).all()
            assert ((change >= much) == (classes == 4)).all()


def test_a_value_off_its_dial_is_refused(opened: Any) -> None:
    with pytest.raises(UserError, match=r"0\.99"):
        opened("tarief").answer({"tarief": Decimal("0.99")})


def test_a_dial_that_reaches_nothing_changes_nothing(opened: Any) -> None:
    live = opened("drempel")
    assert set(live.dials) == {"drempel"}
    assert live.answer({"elders": 1}) == live.answer({})


@pytest.mark.parametrize("name", NAMES)
def test_people_are_there_once_when_only_numbers_move(name: str, opened: Callable[[str], Live]) -> None:
    # At first a dial stands where the law has it: housemates have then what they have before.
    ctx = opened(name).ctx
    assert ctx.people.before is ctx.people.after


def test_positions_that_run_at_once_do_not_mix(opened: Callable[[str], Live]) -> None:
    """Two tabs of the workbench share what is ready: the columns of housemates of the one are not those of the other."""
    seen = 0
    for name in NAMES:
        mates = opened(name).ready.housemates
        if not mates.steps:
            continue
        low, high = (DIALS[name][3].lo, DIALS[name][3].hi)
        first = mates.given({name: low})
        before = {key: (column.copy(), mask.copy()) for key, (column, mask) in first.items()}
        second = mates.given({name: high})
        for key, (column, mask) in before.items():
            assert np.array_equal(first[key][0], column)
            assert np.array_equal(first[key][1], mask)
            seen += not np.array_equal(second[key][0], column)
    assert seen > 0
