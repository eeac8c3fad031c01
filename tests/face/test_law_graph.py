"""How articles hang together: the ties say what the linked graph of the engine says, both ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.law.build import corpus, law
from uitvoerbaar.face.asked import schemes
from uitvoerbaar.face.law_graph import ARTICLE, FIELD, PAYMENT, LawGraph, Place, Tie, law_graph
from uitvoerbaar.face.laws import Laws, laws
from uitvoerbaar.law.graph import topological

DAY = "2026-01-01"


@pytest.fixture(scope="module")
def of() -> Laws:
    return laws(on=DAY)


@pytest.fixture(scope="module")
def graph(of: Laws) -> LawGraph:
    return law_graph(of)


def reached(start: Place, ties: Callable[[Place], tuple[Tie, ...]], end: Callable[[Tie], Place]) -> set[Place]:
    """Every place that ties lead to."""
    seen, left = {start}, [start]
    while left:
        for tie in ties(left.pop()):
            if end(tie) not in seen:
                seen.add(end(tie))
                left.append(end(tie))
    return seen


@pytest.mark.parametrize("scheme", sorted(schemes()))
def test_a_payment_hangs_on_just_the_articles_and_fields_that_its_linked_graph_holds(
    of: Laws, graph: LawGraph, scheme: str
) -> None:
    """The linker is the oracle: it shares no code with the ties."""
    found = schemes()[scheme]
    asked = [p.name for a in of.corpus.select(found.law, DAY).articles if a.rules for p in a.rules.parameters]
    linked = replace(of).explainer.plan(found.law, found.output, DAY, asked).linked  # a linker of its own
    nodes = list(topological(linked.outputs.values()))
    up = reached(Place(PAYMENT, found.law, scheme), graph.takes, lambda tie: tie.giver)
    articles = {(node.origin.law, node.origin.article) for node in nodes if node.origin is not None}
    assert {(place.law, place.name) for place in up if place.kind == ARTICLE} == articles
    fields = {node.payload[1] for node in nodes if node.op == "FIELD"}
    assert {place.name for place in up if place.kind == FIELD} == fields
    assert fields or scheme in ("netto",)


def test_every_tie_is_seen_from_both_its_ends(graph: LawGraph) -> None:
    assert len(graph.ties) > 300
    for tie in graph.ties:
        assert tie in graph.gives(tie.giver)
        assert tie in graph.takes(tie.taker)
    places = [place for kind in (ARTICLE, FIELD, PAYMENT) for place in graph.places(kind)]
    assert sum(len(graph.takes(place)) for place in places) == len(graph.ties)
    assert sum(len(graph.gives(place)) for place in places) == len(graph.ties)


def test_it_agrees_with_what_an_article_says_of_itself(of: Laws, graph: LawGraph) -> None:
    """`show` lists what an article reads from its own text; here the same reads are ties."""
    from uitvoerbaar.face.show import show_law

    for known in of.known.in_force:
        shown = show_law(of, known.id, None)
        for article in shown.articles:  # type: ignore[union-attr]
            here = Place(ARTICLE, known.id, article.number)
            assert len(article.reads) >= len({tie.what for tie in graph.takes(here) if tie.how == "leest"})
            own = {(one.law, one.article) for one in article.read_by}
            assert own == {(tie.taker.law, tie.taker.name) for tie in graph.gives(here) if tie.taker.kind == ARTICLE}


def test_a_path_holds_every_way_and_nothing_beside_it(graph: LawGraph) -> None:
    start, end = Place(FIELD, "Wonen", "kale_huur"), Place(PAYMENT, "wet_op_de_huurtoeslag", "huurtoeslag")
    path = graph.path(start, end)
    assert {(tie.giver.name, tie.taker.name) for tie in path} == {
        ("kale_huur", "5"),
        ("5", "21"),
        ("21", "huurtoeslag"),
    }
    assert graph.path(start, Place(PAYMENT, "algemene_ouderdomswet", "aow")) == ()


def test_a_collection_lies_in_the_register_of_its_records(graph: LawGraph) -> None:
    assert {place.law for place in graph.places(FIELD) if place.name == "kinderen"} == {"BRP"}


OPEN = """
open_terms: [{id: norm, type: amount, required: true, delegation_type: MINISTERIELE_REGELING}]
execution:
  output: [{name: x, type: amount}, {name: norm, type: amount}]
  actions: [{output: x, value: $norm}]
"""
FILLING = """
implements: [{law: wet, article: "1", open_term: norm}]
execution:
  output: [{name: norm, type: amount}]
  actions: [{output: norm, value: 5}]
"""
REPLACING = """
overrides: [{law: wet, article: "1", output: x}]
execution:
  output: [{name: x, type: amount}]
  actions: [{output: x, value: 7}]
"""


@pytest.mark.parametrize(("other", "how", "what"), [(FILLING, "vult in", "norm"), (REPLACING, "vervangt", "x")])
def test_a_rule_that_fills_in_or_replaces_gives_to_the_article_it_does_it_to(other: str, how: str, what: str) -> None:
    laws_of_two = corpus(law("wet", OPEN), law("regeling", other, layer="MINISTERIELE_REGELING"))
    ties = law_graph(Laws("2024-06-15", laws_of_two)).ties
    assert ties == (Tie(Place(ARTICLE, "regeling", "1"), Place(ARTICLE, "wet", "1"), what, how),)
