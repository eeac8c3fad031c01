"""A mistake on the graph is the same mistake on a case: same value, same size in money, for every row."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fictional.country import HERE, Child, Household, households, population
from uitvoerbaar.assess.aspects.mistakes.slips import (
    Slip,
    in_record,
    made,
    size_in,
    size_of,
    slips,
    touching,
    with_mistake,
)
from uitvoerbaar.assess.cases.simplest import case_of_row
from uitvoerbaar.assess.side import person, register_field
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.outputs import link_outputs
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.graph import Graph, Node
from uitvoerbaar.law.registers import SOURCE, load_registers

pytestmark = pytest.mark.usefixtures("polderland")

CATALOGUE = load_registers(HERE / "data" / "registers")
CORPUS = load_corpus([HERE / "data" / "laws"])
DATE = "2026-01-01"
SLIPS = {slip.id: slip for slip in slips(CATALOGUE)}
NET = ("besteedbaar_inkomen", "besteedbaar_inkomen_huishouden")


def test_every_mistake_of_the_catalogue_that_is_a_number_is_made() -> None:
    assert set(SLIPS) == {
        "huur_1_euro_lager", "huur_half", "huur_1500_euro_hoger", "betaling_1_euro_te_weinig",
        "betaling_1_procent_te_weinig", "uren_1_minder",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("slip", "told", "instead_of"),
    [
        ("huur_1_euro_lager", 44_900, 45_000),
        ("huur_1_euro_lager", 0, 50),  # never below the range of the field
        ("huur_1500_euro_hoger", 200_000, 60_000),  # nor above it
        ("huur_half", 22_501, 45_001),  # a factor rounds half away from zero
        ("huur_half", 0, 0),  # who has nothing makes no mistake in it
        ("betaling_1_procent_te_weinig", 99, 100),
        ("uren_1_minder", 79, 80),
    ],
)
def test_what_is_said_instead(slip: str, told: int, instead_of: int) -> None:
    assert in_record(SLIPS[slip], instead_of) == told


@pytest.mark.parametrize(
    ("slip", "size"),
    [
        ("huur_1_euro_lager", 12 * 100),  # money by the month counts twelve times
        ("betaling_1_euro_te_weinig", 100 + 100),  # every child makes the mistake
        ("uren_1_minder", 12 * 950),  # an hour a month counts at its price
    ],
)
def test_size_in_money(slip: str, size: int) -> None:
    from uitvoerbaar.engine.explain.person_case import PersonCase

    children = (
        {"opvangkosten_betaald": 500_000, "opvanguren": 80, "uurprijs": 950},
        {"opvangkosten_betaald": 200_000},
    )
    assert size_in(SLIPS[slip], PersonCase({"kale_huur": 45_000}, children=children)) == size


def test_a_mistake_touches_only_laws_that_read_the_field() -> None:
    nodes = link_outputs(CORPUS, DATE, {"kind": ("wet_kindertoeslag", "hoogte_kindertoeslag")}, CATALOGUE)
    assert not touching(nodes, SLIPS.values())
    nodes = link_outputs(CORPUS, DATE, {"woon": ("wet_woontoeslag", "hoogte_woontoeslag")}, CATALOGUE)
    assert {slip.id for slip in touching(nodes, SLIPS.values())} == {
        "huur_1_euro_lager", "huur_half", "huur_1500_euro_hoger",
    }  # fmt: skip


def test_a_mistake_is_also_seen_through_the_partner_of_the_partner() -> None:
    """A law that asks the partner for the joint income reads the person through the partner's partner."""
    graph = Graph()
    slip = SLIPS["huur_1_euro_lager"]
    rent = register_field(graph, CATALOGUE, slip.field.name)

    def partner_of(bsn: Node) -> Node:
        return graph.node("FIELD", (bsn,), (SOURCE, "partner_bsn"), spec=CATALOGUE.person_specs()["partner_bsn"])

    def rent_of(bsn: Node) -> Node:
        return graph.node("FIELD", (bsn,), (SOURCE, slip.field.name), spec=rent.spec, unit=rent.unit)

    partner = partner_of(person(graph))
    assert touching({"rent": rent_of(partner_of(partner))}, [slip]) == [slip]
    assert not touching({"rent": rent_of(partner)}, [slip])
    own, other = made(graph, [rent, rent_of(partner)], slip)
    assert own is not rent
    assert other is rent_of(partner)


def _agrees(people: People, heads: np.ndarray, slip: Slip) -> None:
    """Graph and case give the same size and the same net income with the mistake, for every household."""
    graph = Graph()
    (net,) = link_outputs(CORPUS, DATE, {"net": NET}, CATALOGUE, graph).values()
    nodes = {"net": made(graph, [net], slip)[0], "size": size_of(graph, slip, CATALOGUE)}
    result = Batch(nodes).run(people, heads)
    assert not result.errors
    explainer = Explainer(CORPUS, CATALOGUE)
    assert len(heads)
    for position, row in enumerate(heads):
        case = case_of_row(people, int(row), CATALOGUE)
        assert size_in(slip, case) == result.values["size"][position]
        mistaken = explainer.explain(*NET, DATE, with_mistake(slip, case))
        assert mistaken.value == Decimal(float(result.values["net"][position]))


@pytest.mark.parametrize("slip", SLIPS.values(), ids=lambda slip: slip.id)
def test_graph_and_case_agree_on_every_household(slip: Slip) -> None:
    country = population(households(), 2026)
    _agrees(country.people, country.head, slip)


a_child = st.builds(Child, st.just("2020-01-01"), st.integers(0, 2_000_000), st.integers(0, 2_000_000))
a_household = st.builds(
    Household, st.just("eenoudergezin"), st.just("Zeeland"), st.just(1000), st.just("1990-01-01"),
    st.integers(0, 5_000_000), st.none() | st.integers(0, 5_000_000), st.integers(0, 200_000), st.booleans(),
    st.booleans(), st.lists(a_child, max_size=3).map(tuple),
)  # fmt: skip


@given(st.lists(a_household, min_size=1, max_size=6), st.sampled_from(sorted(SLIPS)))
@settings(max_examples=25, deadline=None)
def test_graph_and_case_agree_on_any_household(of: list[Household], slip: str) -> None:
    some = population(of, 2026)
    if not any(h.children for h in of) and SLIPS[slip].field.table == "kind":
        return
    _agrees(some.people, some.head, SLIPS[slip])


def test_hours_of_care_count_for_twelve_months_at_their_price() -> None:
    """The size in euros a year, on the graph and in the case, of an hour a month too little stated."""
    country = population(households(), 2026)
    columns = country.people.collections["kinderen"].columns
    count = len(columns["opvanguren"])
    columns["opvanguren"] = np.arange(count, dtype=np.int64) % 3 * 40
    columns["uurprijs"] = 900 + np.arange(count, dtype=np.int64)
    slip, graph, heads = SLIPS["uren_1_minder"], Graph(), country.head
    sizes = Batch({"size": size_of(graph, slip, CATALOGUE)}).run(country.people, heads).values["size"]
    children = country.people.collections["kinderen"]
    for position, row in enumerate(heads):
        own = range(children.start[row], children.stop[row])
        expected = sum(12 * (900 + child) for child in own if child % 3)
        assert sizes[position] == expected
        assert size_in(slip, case_of_row(country.people, int(row), CATALOGUE)) == expected
    assert sizes.max() > 0
