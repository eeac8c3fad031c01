"""A law against another without dials gives what an assessment gives, and what dials at the same numbers give."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from tests.assess.live.test_live import _check, _written
from tests.engine.batch.test_dials import DATE, DIALS
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.live import COUNTRY, open_live
from uitvoerbaar.assess.live.compared import compared
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.proposal import load_proposal
from uitvoerbaar.proposal.draft import draft

Populations = Callable[[int, int], Path]
NAME, VALUE = "drempel", "4000000"


@pytest.fixture(scope="module")
def ctx(populations: Populations, tmp_path_factory: pytest.TempPathFactory) -> Context:
    return _written(NAME, VALUE, tmp_path_factory.mktemp("wet"), populations(3_000, 5))


def test_it_is_what_dials_and_an_assessment_give(ctx: Context, populations: Populations) -> None:
    answer = compared(ctx)
    _check(answer, ctx)
    law, path, _, reach = DIALS[NAME]
    live = open_live(make_context(draft(DATE, dials={law: {path: (NAME, reach)}}), populations(3_000, 5), "test"))
    moved = live.answer({NAME: Decimal(VALUE)})
    assert answer.treasury == moved.treasury
    assert {row.scheme.id: row.change for row in answer.schemes} == {row.scheme.id: row.change for row in moved.schemes}
    assert (answer.losers, answer.winners, answer.depth) == (moved.losers, moved.winners, moved.depth)


def test_of_every_household_sums_are_exact(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same people as if they were all."""
    monkeypatch.setitem(ctx.__dict__, "full", True)
    monkeypatch.setitem(ctx.__dict__, "weights", np.full(len(ctx.heads), 1000, np.int64))
    answer = compared(ctx)
    assert (answer.depth, answer.full) == (COUNTRY, True)
    cost = 0
    for scheme in ctx.settings.schemes:
        was, becomes = (ctx.household_column(role, scheme) for role in ROLES)
        if was is not None and becomes is not None:
            more = int(becomes.sum(dtype=np.int64)) - int(was.sum(dtype=np.int64))
            cost += more if scheme.spends else -more
    assert answer.treasury.value == cost != 0
    assert answer.treasury.half == 0
    assert sum(share.households.value for share in answer.classes) == len(ctx.heads)


def test_it_can_be_stopped(ctx: Context) -> None:
    class Enough(Exception):
        pass

    def check() -> None:
        raise Enough

    with pytest.raises(Enough):
        compared(ctx, check)


def test_a_year_without_net_income_is_told(populations: Populations) -> None:
    old = make_context(load_proposal("kinderopvangtoeslag-2015"), populations(3_000, 5), "test")
    with pytest.raises(UserError, match="Netto inkomen"):
        compared(old)
