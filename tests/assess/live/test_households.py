"""The households behind a figure are those of the sample, and each has what the reference gives it, to the cent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.engine.batch.test_dials import DATE, DIALS, _written
from uitvoerbaar.assess.cases.simplest import case_of_persons
from uitvoerbaar.assess.live import Live, open_live
from uitvoerbaar.assess.live.depth import Whole
from uitvoerbaar.assess.live.households import MOST, ORDERS, Choice, Row, cases, chosen, divisions, moved, one
from uitvoerbaar.assess.make_context import context_on
from uitvoerbaar.assess.people.sources import ID
from uitvoerbaar.assess.people.totals import MILLI
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.law import load_corpus
from uitvoerbaar.population import Population, load
from uitvoerbaar.proposal.draft import draft

MOVED = {"tarief": Decimal("0.3921")}


@pytest.fixture(scope="module")
def folk(populations: Callable[[int, int], Path]) -> Population:
    return load(populations(3_000, 5), 2026)


def _live(people: Population) -> Live:
    dials = {DIALS[name][0]: {DIALS[name][1]: (name, DIALS[name][3])} for name in DIALS}
    return open_live(context_on(draft(DATE, dials=dials), lambda _: people, "test"))


@pytest.fixture(scope="module")
def live(folk: Population) -> Live:
    return _live(folk)


@pytest.fixture(scope="module")
def reference(live: Live) -> tuple[Explainer, Explainer]:
    """The law, and the law with the number written in it."""
    catalogue = live.ctx.catalogue
    return Explainer(load_corpus(), catalogue), Explainer(_written({"tarief": "0.3921"}), catalogue)


def _nets(live: Live, reference: tuple[Explainer, ...], pair: Any) -> list[int]:
    net = live.ctx.settings.net
    return [round(e.explain(net.law, net.output, DATE, c).value) for e, c in zip(reference, pair, strict=True)]


@pytest.mark.parametrize("order", ORDERS)
def test_each_of_the_ten_has_what_the_reference_gives(live: Live, reference: Any, order: Any) -> None:
    rows = chosen(live, MOVED, Choice(order=order)).rows
    assert 0 < len(rows) <= MOST
    for row, pair in zip(rows, cases(live, MOVED, [row.number for row in rows]), strict=True):
        assert _nets(live, reference, pair) == [row.before, row.after]


def test_households_with_housemates_whose_income_moves_are_exact_too(live: Live, reference: Any) -> None:
    ctx, effect = live.ctx, moved(live, MOVED)
    mates = ctx.people.after.collections["huisgenoten"]
    some = np.flatnonzero(((mates.stop - mates.start)[ctx.heads] > 0) & (effect.change != 0))[:60].tolist()
    assert len(some) == 60
    for number, pair in zip(some, cases(live, MOVED, some), strict=True):
        row = one(live, MOVED, number)
        assert _nets(live, reference, pair) == [row.before, row.after]
        persons = case_of_persons(ctx.people.before, int(ctx.heads[number]), ctx.catalogue)
        assert _nets(live, reference, (persons, persons)) == [row.before, row.after]
    assert any(before != after for before, after in cases(live, MOVED, some))


def test_the_ten_are_those_that_lose_most_of_the_sample(live: Live) -> None:
    effect = moved(live, MOVED)
    found = chosen(live, MOVED, Choice())
    assert [row.change for row in found.rows] == np.sort(effect.change)[:MOST].tolist()
    assert found.of == len(effect.change) == 3_000
    losing = chosen(live, MOVED, Choice(classes=("veel_minder", "minder")))
    counted = sum(share.households.value for share in live.answer(MOVED).classes[:2])
    assert losing.households.value == pytest.approx(counted)
    assert all(row.change < 0 for row in losing.rows)


@pytest.mark.parametrize("grouping", ["huishoudtype", "inkomensdeciel", "leeftijd", "woning", "provincie", ID])
def test_a_group_has_its_own_households(live: Live, grouping: str) -> None:
    division = next(each for each in divisions(live) if each.id == grouping)
    number = int(np.bincount(division.codes).argmax())
    found = chosen(live, MOVED, Choice(grouping, number, order="doorsnee"))
    assert found.sampled == int((division.codes == number).sum())
    assert len(found.rows) == MOST
    assert {int(division.codes[row.number]) for row in found.rows} == {number}
    weight = int(live.ctx.weights[division.codes == number].sum()) / MILLI
    assert found.households.value == pytest.approx(weight)


def test_the_middle_household_changes_as_the_middle_one_does(live: Live) -> None:
    effect, weights = moved(live, MOVED).change, live.ctx.weights
    first = chosen(live, MOVED, Choice(order="doorsnee")).rows[0]
    below, above = (int(weights[chosen_].sum()) for chosen_ in (effect < first.change, effect > first.change))
    assert max(below, above) <= int(weights.sum()) / 2


@pytest.mark.parametrize(
    "choice",
    [Choice("nergens"), Choice("provincie", 99), Choice(classes=("rijk",)), Choice(order="mooist")],  # type: ignore[arg-type]
)
def test_what_there_is_not_is_told_with_what_there_is(live: Live, choice: Choice) -> None:
    with pytest.raises(UserError, match=r"er is|er zijn|kies uit"):
        chosen(live, MOVED, choice)


def test_a_number_beyond_the_sample_is_refused(live: Live) -> None:
    with pytest.raises(UserError, match="3000"):
        one(live, MOVED, 3_000)


def test_of_a_whole_country_the_households_are_found_as_well(folk: Population, live: Live) -> None:
    """Every household stands for itself: its answers are exact sums, and what happens to each is asked apart."""
    everybody = np.full(len(folk.head), MILLI, np.int64)
    country = _live(replace(folk, households={**folk.households, "gewicht": everybody}))
    assert isinstance(country.ready, Whole)
    assert (moved(country, MOVED).change == moved(live, MOVED).change).all()
    found = chosen(country, MOVED, Choice(classes=("veel_minder", "minder")))
    assert found.households.value == country.answer(MOVED).losers
    assert [row.weight for row in found.rows] == [MILLI] * MOST


def test_own_microdata_are_never_shown_one_by_one(folk: Population) -> None:
    """Whatever the size of the choice: what may be told is how many, rounded, or that they are few."""
    own = _live(replace(folk, manifest={**folk.manifest, "seed": None}))
    found = chosen(own, MOVED, Choice())
    assert (found.rows, found.sampled, found.of) == ((), 0, 0)
    assert found.refused is not None
    assert "echte mensen" in found.refused.nl
    nobody = chosen(own, MOVED, Choice("inkomensdeciel", 0, classes=("veel_meer",)))
    assert nobody.rows == ()
    assert nobody.refused is not None


def test_a_row_tells_its_change() -> None:
    assert Row(1, 2_500, 100, 40).change == -60
