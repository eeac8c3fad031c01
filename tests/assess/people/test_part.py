"""A part of the population is the same households with everybody in them, and stands for the whole country."""

from __future__ import annotations

import numpy as np
import pytest

from tests.fixtures.people import Populations
from uitvoerbaar.assess.cases.simplest import case_of_row
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.limits import limits
from uitvoerbaar.assess.make_context import context_on, make_context
from uitvoerbaar.assess.people import part as part_module
from uitvoerbaar.assess.people.groups import groupings
from uitvoerbaar.assess.people.part import part_of, part_of_population
from uitvoerbaar.population import load
from uitvoerbaar.proposal import load_proposal

HOUSEHOLDS, LARGEST = 1_000, 400
ONE_IN = 3


@pytest.fixture(scope="module")
def whole(populations: Populations) -> Context:
    folder = populations(HOUSEHOLDS, 1)
    return make_context(load_proposal("huurtoeslag-2026"), folder, "uitvoerbaar assess huurtoeslag-2026")


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch, whole: Context) -> Context:
    """The same population, when it counts as a very large one."""
    monkeypatch.setattr(part_module, "LARGEST", LARGEST)
    return whole


def test_a_small_population_is_taken_whole(whole: Context) -> None:
    assert part_of(whole) is whole
    assert not any("1 op de" in text.nl for text in limits(whole))


def test_households_are_the_same_people(large: Context) -> None:
    part = part_of(large)
    heads = large.heads[::ONE_IN]
    assert len(part.heads) == len(heads) == -(-HOUSEHOLDS // ONE_IN)
    cases = [
        [case_of_row(ctx.people.after, int(row), ctx.catalogue) for row in rows]
        for ctx, rows in ((part, part.heads), (large, heads))
    ]
    assert cases[0] == cases[1]
    assert any(case.housemates for case in cases[0])
    assert any(case.partner and case.children for case in cases[0])
    assert (part.members == large.members[::ONE_IN]).all()


def test_law_gives_them_the_same(large: Context) -> None:
    part = part_of(large)
    for scheme in (*large.settings.schemes, large.settings.net):
        here, there = part.household_column("na", scheme), large.household_column("na", scheme)
        assert here is not None
        assert there is not None
        assert (here == there[::ONE_IN]).all(), scheme.id


def test_it_stands_for_the_country_and_says_so(large: Context) -> None:
    part = part_of(large)
    assert part.weights.sum() == pytest.approx(large.weights.sum(), rel=1e-6)
    assert part.population_name.nl == f"{large.population_name.nl}, 1 op de 3 huishoudens"
    assert part.population_name.en == f"{large.population_name.en}, 1 in 3 households"
    assert not part.full
    assert all(len(grouping.codes) == len(part.heads) for grouping in groupings(part))
    assert part_of(large) is part
    assert any("1 op de 3 huishoudens" in text.nl for text in limits(large))


def test_law_computes_the_same_for_housemates_of_a_part(populations: Populations, whole: Context) -> None:
    """A part of a population that nobody has run laws on: its elements are still the persons that they were."""
    people = load(populations(HOUSEHOLDS, 1), 2026)
    part = part_of_population(people, ONE_IN)
    homes = part.people.collections["huisgenoten"]
    assert homes.index is not None
    assert len(homes.index) > 50
    born, of_persons = homes.columns["geboortedatum"], part.people.columns["geboortedatum"]
    assert (born[homes.index] == of_persons[homes.index]).all()  # type: ignore[index]
    ctx = context_on(load_proposal("huurtoeslag-2026"), lambda year: part if year == 2026 else whole.of("voor"), "")
    here, there = (each.column("na", each.settings.net) for each in (ctx, whole))
    assert here is not None
    assert there is not None
    assert (here == there[::ONE_IN]).all()


def test_both_sides_share_their_people_when_law_computes_the_same_for_housemates(
    populations: Populations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_module, "LARGEST", LARGEST)
    ctx = make_context(load_proposal("kinderopvangtoeslag-evenredig-2019"), populations(HOUSEHOLDS, 1), "uitvoerbaar")
    assert ctx.people.before is ctx.people.after
    part = part_of(ctx)
    assert part.people.before is part.people.after


def test_sides_that_give_housemates_another_rent_allowance_have_people_of_their_own(large: Context) -> None:
    assert large.people.before is not large.people.after
    part = part_of(large)
    assert part.people.before is not part.people.after


def test_columns_of_all_schemes_together_are_those_of_each_apart(whole: Context) -> None:
    assert whole.settings.schemes
    for role in ("voor", "na"):
        for scheme in whole.settings.schemes:
            alone = whole.run(role, {"x": whole.sides.of(role).nodes[scheme.id]}, whole.rows(scheme.rows))
            column = whole.column(role, scheme)
            assert not alone.errors
            assert np.array_equal(np.where(alone.null["x"], 0, alone.values["x"]) if alone.null["x"] is not None
                                  else alone.values["x"], column)  # fmt: skip


def test_laws_compute_for_housemates_in_a_part_what_they_compute_in_the_whole(
    whole: Context, populations: Populations
) -> None:
    """A part that is taken before laws filled anything in, as the quick depth of the workbench takes it."""
    folder = populations(HOUSEHOLDS, 1)
    proposal = load_proposal("huurtoeslag-2026")
    ctx = context_on(proposal, lambda year: part_of_population(load(folder, year), ONE_IN), "test")
    mates = ctx.people.after.collections["huisgenoten"]
    assert (mates.stop > mates.start).any()
    for scheme in (*whole.settings.schemes, whole.settings.net):
        here, there = ctx.household_column("na", scheme), whole.household_column("na", scheme)
        assert here is not None
        assert there is not None
        assert (here == there[::ONE_IN]).all(), scheme.id
