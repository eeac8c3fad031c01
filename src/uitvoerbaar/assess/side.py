"""One side of the comparison (before or after the proposal): its laws, linked into the shared graph."""

from __future__ import annotations

from dataclasses import dataclass, field

from uitvoerbaar.assess.norms import Scheme, Settings
from uitvoerbaar.assess.pair import Pair, Role
from uitvoerbaar.findings import Text
from uitvoerbaar.law import Corpus, LawLookupError, Linker
from uitvoerbaar.law.graph import FieldSpec, Graph, Node, having
from uitvoerbaar.law.horizon import Carried, carried
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.registers import KEY, SOURCE, Catalogue
from uitvoerbaar.proposal import Situation

_LOOKUP = frozenset(("LawNotFound", "LawNotYetInForce", "LawEnded", "OutputNotFound", "VariableNotFound"))
"""Errors of a graph that mean: this year's law is not in the corpus, so the output cannot be computed."""


@dataclass(slots=True)
class Side:
    """The law as one side sees it: a node per scheme (and for net income), and what cannot be computed and why."""

    situation: Situation
    corpus: Corpus
    nodes: dict[str, Node] = field(default_factory=dict)
    missing: dict[str, Text] = field(default_factory=dict)
    laws: dict[str, tuple[Law, ...]] = field(default_factory=dict)
    carried: dict[str, tuple[Carried, ...]] = field(default_factory=dict)
    """Per scheme the versions of laws that are carried forward to a day on which they are not known."""
    linked: Linker | None = None
    """What linked the schemes: articles that others ask too are taken from it."""

    @property
    def date(self) -> str:
        """The day on which the law is applied."""
        return self.situation.date

    def linker(self, catalogue: Catalogue, graph: Graph) -> Linker:
        """Links more of the laws of this side into the graph of its schemes, with what is linked there already."""
        return Linker(self.corpus, self.date, [catalogue.source()], graph=graph, like=self.linked)

    def law(self, law_id: str) -> Law | None:
        """The version of a law that this side uses; None when it does not."""
        return next((law for laws in self.laws.values() for law in laws if law.id == law_id), None)

    @property
    def year(self) -> int:
        """The calendar year of that day."""
        return int(self.date[:4])


def person(graph: Graph) -> Node:
    """The person that a row is about: the parameter bsn."""
    return graph.node("PARAM", (), KEY, spec=FieldSpec("number", nullable=False))


def register_field(graph: Graph, catalogue: Catalogue, name: str) -> Node:
    """A field of the person that a row is about."""
    spec = catalogue.person_specs()[name]
    return graph.node("FIELD", (person(graph),), (SOURCE, name), spec=spec, unit=spec.unit)


def linker_of(situation: Situation, corpus: Corpus, catalogue: Catalogue, graph: Graph) -> Linker:
    """What links the laws of a side: whoever links more of the same side can go on from it."""
    return Linker(corpus, situation.date, [catalogue.source()], graph=graph)


def link_side(
    situation: Situation,
    corpus: Corpus,
    settings: Settings,
    catalogue: Catalogue,
    graph: Graph,
    first: Linker | None = None,
) -> Side:
    """Link every scheme that the laws of this side (`corpus`, as the situation sees it) can compute, by way of `first`."""
    side = Side(situation, corpus)
    side.linked = side.linker(catalogue, graph) if first is None else first
    for scheme in (*settings.schemes, settings.net):
        _link(side, scheme, catalogue, graph)
    return side


def _link(side: Side, scheme: Scheme, catalogue: Catalogue, graph: Graph) -> None:
    if scheme.since is not None and side.date < scheme.since:
        side.missing[scheme.id] = _too_early(scheme)
        return
    try:
        linked = side.linker(catalogue, graph).link(
            scheme.law, (scheme.output,), {KEY: FieldSpec("number", nullable=False)}
        )
    except LawLookupError as error:
        side.missing[scheme.id] = _why(error.kind)
        return
    node = linked.outputs[scheme.output]
    unknown = having([node], "UNKNOWN")
    lacking = [n for n in having([node], "ERROR") if n.payload[0] in _LOOKUP]
    if unknown or lacking:
        kind = "VariableNotFound" if unknown else lacking[0].payload[0]
        side.missing[scheme.id] = _why(kind, (unknown or lacking)[0])
        return
    found = carried(side.corpus, linked)
    refused = [one.told for one in found if one.refused]
    if refused:
        side.missing[scheme.id] = refused[0]
        return
    side.carried[scheme.id] = found
    side.laws[scheme.id] = linked.laws
    side.nodes[scheme.id] = _applied(node, scheme, catalogue, graph)


_REASONS = {
    "LawNotFound": ("{law} staat niet in het corpus", "{law} is not in the corpus"),
    "LawNotYetInForce": (
        "de versie van {law} van die datum staat niet in het corpus", "{law} has no version of that date in the corpus"
    ),
    "LawEnded": (
        "de versie van {law} van die datum staat niet in het corpus", "{law} has no version of that date in the corpus"
    ),
    "OutputNotFound": (
        "{law} kent deze uitkomst op die datum niet", "{law} does not have this output on that date"
    ),
    "VariableNotFound": (
        "{law} vraagt een gegeven dat er niet is", "{law} asks for data that does not exist"
    ),
}  # fmt: skip


def _why(kind: str, node: Node | None = None) -> Text:
    """Why an output cannot be computed, in words for readers; the law that asked for what is missing where known."""
    law = ("de wet", "the law") if node is None or node.origin is None else (_called(node), _called(node))
    nl, en = _REASONS.get(kind, _REASONS["LawNotFound"])
    if node is not None and kind != "VariableNotFound":
        nl, en = (
            "{law} verwijst naar een wet of versie die ontbreekt",
            "{law} refers to a law or version that is missing",
        )
    return Text(nl.format(law=law[0]), en.format(law=law[1]))


def _too_early(scheme: Scheme) -> Text:
    return Text(
        f"voor {scheme.since} rekent {scheme.law.replace('_', ' ')} niet met alle inkomen, dus een totaal zegt niets",
        f"before {scheme.since} {scheme.law.replace('_', ' ')} does not compute with all income, so a total says nothing",
    )


def _called(node: Node) -> str:
    return node.origin.law.replace("_", " ") if node.origin is not None else ""


def _applied(node: Node, scheme: Scheme, catalogue: Catalogue, graph: Graph) -> Node:
    """The amount that is paid: nothing to who did not apply."""
    if scheme.applied is None:
        return node
    asked = register_field(graph, catalogue, scheme.applied)
    return graph.node("IF", (asked, node, graph.const(0)), True, unit=node.unit, origin=node.origin)


def used_laws(sides: Pair[Side]) -> dict[tuple[str, str], tuple[Law, set[Role], set[str]]]:
    """Per law version: the law, the sides ('voor', 'na') that used it and the schemes it served."""
    found: dict[tuple[str, str], tuple[Law, set[Role], set[str]]] = {}
    for role, side in sides.items():
        for scheme, laws in side.laws.items():
            for law in laws:
                entry = found.setdefault((law.id, law.file), (law, set(), set()))
                entry[1].add(role)
                entry[2].add(scheme)
    return found
