"""Ties of the law graph as a drawing and as rows of a table: the same in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.desk.laws.layout import Drawing, Edge, Node, draw
from uitvoerbaar.desk.laws.places import law_address, place_address, place_short, place_words
from uitvoerbaar.face.law_graph import ARTICLE, FIELD, LawGraph, Place, Tie
from uitvoerbaar.face.words import field_words, law_short, law_words, name_words

LAW = "law"
"""A box that stands for a whole law."""


def drawing_of(graph: LawGraph, ties: Sequence[Tie], current: Place | None = None) -> Drawing:
    """Places and the ties between them; several ties between two places are one line."""
    places = sorted({place for tie in ties for place in (tie.giver, tie.taker)} | ({current} if current else set()))
    return draw([_node(graph, place, current=place == current) for place in places], _joined(ties))


def _node(graph: LawGraph, place: Place, *, current: bool) -> Node:
    words, own = place_short(place, graph)
    address, full = place_address(place, graph.on), place_words(place, graph)
    return Node(_key(place), words, place.kind, address, current, full, own)


def drawing_of_laws(graph: LawGraph) -> Drawing:
    """Every law that gives to another or takes from one."""
    laws = sorted({law for pair in graph.between_laws for law in pair})
    nodes = []
    for law in laws:
        words, own = law_short(law, graph.names.get(law, law))
        nodes.append(Node(law, words, LAW, law_address(law, graph.on), full=_law_words(graph, law), own=own))
    edges = [
        Edge(giver, taker, _passing(graph, giver, taker, number))
        for (giver, taker), number in sorted(graph.between_laws.items())
    ]
    return draw(nodes, edges)


def laws_table(graph: LawGraph) -> list[dict[str, Any]]:
    """The same as rows: which law gives how many outputs to which."""
    return [
        {
            "giver": giver,
            "giver_words": _law_words(graph, giver),
            "giver_name": graph.names.get(giver, ""),
            "giver_address": law_address(giver, graph.on),
            "taker": taker,
            "taker_words": _law_words(graph, taker),
            "taker_name": graph.names.get(taker, ""),
            "taker_address": law_address(taker, graph.on),
            "ties": number,
        }
        for (giver, taker), number in sorted(graph.between_laws.items())
    ]


def told_ties(graph: LawGraph, ties: Iterable[Tie], end: Literal["giver", "taker"]) -> list[dict[str, Any]]:
    """Ties as rows, seen from the other end: what passes, and to or from where."""
    return [
        {**told_place(graph, getattr(tie, end)), "what": tie.what, "what_words": name_words(tie.what), "how": tie.how}
        for tie in ties
    ]


def told_place(graph: LawGraph, place: Place) -> dict[str, Any]:
    """A place as JSON values, with its words and its address."""
    return {
        "kind": place.kind,
        "law": place.law,
        "name": place.name,
        "words": place_words(place, graph),
        "law_name": graph.names.get(place.law, "") if place.kind == ARTICLE else "",
        "address": place_address(place, graph.on),
        "description": field_words(place.name) if place.kind == FIELD else "",
    }


def told_pairs(graph: LawGraph, ties: Iterable[Tie]) -> list[dict[str, Any]]:
    """Ties as rows with both ends."""
    return [
        {
            "giver": told_place(graph, tie.giver),
            "taker": told_place(graph, tie.taker),
            "what": tie.what,
            "what_words": name_words(tie.what),
            "how": tie.how,
        }
        for tie in ties
    ]


def in_order(ties: Iterable[Tie], drawing: Drawing) -> list[Tie]:
    """Ties as a reader follows the drawing: from left to right, and from the top down."""
    at = {box.node.key: (box.x, box.y) for box in drawing.boxes}
    return sorted(ties, key=lambda tie: (at[_key(tie.giver)], at[_key(tie.taker)], tie.what))


def _joined(ties: Iterable[Tie]) -> list[Edge]:
    between: dict[tuple[Place, Place], list[str]] = defaultdict(list)
    for tie in ties:
        between[tie.giver, tie.taker].append(name_words(tie.what))
    return [Edge(_key(giver), _key(taker), ", ".join(words)) for (giver, taker), words in between.items()]


def _key(place: Place) -> str:
    return f"{place.kind}:{place.law}:{place.name}"


def _law_words(graph: LawGraph, law: str) -> str:
    return law_words(law, graph.names.get(law, law))


def _passing(graph: LawGraph, giver: str, taker: str, number: int) -> str:
    what = trn(number, "{n} uitkomst", "{n} uitkomsten")
    return tr(
        "{giver} geeft {what} aan {taker}", giver=_law_words(graph, giver), what=what, taker=_law_words(graph, taker)
    )
