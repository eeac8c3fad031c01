"""The partner's partner is the person: laws in these terms, where the data say so.

A law that asks of the partner what the partner's own partner has (a credit paid out to the one who earns least) asks it
of the person again, three and four partners deep. Where everybody with a partner is that partner's partner, these are
questions about the person and the partner only, and most are asked already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.batch.lower.digest import Digests
from uitvoerbaar.engine.batch.lower.twins import PARTNER
from uitvoerbaar.law.graph import Graph, Node
from uitvoerbaar.law.graph.keys import nobody
from uitvoerbaar.law.registers import SOURCE


class Mirrored(Mapping[str, Node]):
    """Nodes in terms of a mirror, made when somebody looks at one; `before` are those of the law."""

    def __init__(
        self, before: Mapping[str, Node], digests: Digests, make: Callable[[Mapping[str, Node]], dict[str, Node]]
    ) -> None:
        self.before, self.digests, self._make = dict(before), digests, make

    @cached_property
    def _made(self) -> dict[str, Node]:
        return self._make(self.before)

    def __getitem__(self, name: str) -> Node:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.before)

    def __len__(self) -> int:
        return len(self.before)


class Mirror:
    """Laws of one graph in as few partners as possible, for people whose partners are mutual; nodes of a new graph.

    What was asked before is kept: laws that are asked again and again in another way are put in these terms once.
    """

    def __init__(self, of: Graph | None = None) -> None:
        """`of` is the graph of the laws, where many are asked of it; None for the laws of one call."""
        self._of, self._graph = of, Graph()
        self._made: dict[int, Node] = {}
        self._digests = Digests()

    def branch(self, of: Graph) -> Mirror:
        """A mirror of a branch of its graph: what was put in these terms serves again, and what it makes is not made here."""
        made = Mirror(of)
        made._graph, made._made, made._digests = self._graph.branch(), dict(self._made), self._digests.branch()
        return made

    def of(self, nodes: Mapping[str, Node]) -> Mirrored:
        """The same values.

        Only where a guard has proven that there is a partner: elsewhere a question about nobody stays what it was. Raises
        ValueError for nodes of another graph: numbers of nodes mean something in their own graph only.
        """
        if self._of is None:
            self._made, self._digests = {}, Digests()
        elif not all(self._of.holds(node) for node in nodes.values()):
            raise ValueError("a mirror is of one graph")
        made = self._made

        def make(before: Mapping[str, Node]) -> dict[str, Node]:
            return dict(zip(before, self._graph.copied(before.values(), self._seen, made), strict=True))

        return Mirrored(nodes, self._digests, make)

    def _seen(self, node: Node, args: tuple[Node, ...]) -> Node | None:
        if node.op != "FIELD" or node.payload[0] != SOURCE:
            return None
        person = _present(self._graph, args[0])
        if node.payload[1] == PARTNER and len(args) == 1:
            other = _partner_of(person)
            if other is not None:
                return other
        if person is args[0]:
            return None
        made = self._graph.node(
            "FIELD", (person, *args[1:]), node.payload, unit=node.unit, origin=node.origin, spec=node.spec
        )
        made.also = made.also or node.also
        return made


def mirrored(nodes: Mapping[str, Node]) -> dict[str, Node]:
    """The nodes in a mirror of their own."""
    return dict(Mirror().of(nodes))


def _present(graph: Graph, key: Node) -> Node:
    """The register's key for a key that is known to be somebody, whatever condition chose it; else the key itself."""
    sure, found = False, key
    while found.op in ("NAME", "PRESENT", "IF"):
        if found.op == "IF":
            if not sure or len(found.args) != 3:
                return key
            _, then, default = found.args
            if nobody(default):
                found = then
            elif nobody(then):
                found = default
            else:
                return key
        else:
            sure = sure or found.op == "PRESENT"
            found = found.args[0]
    if not sure or found is key:
        return key
    return graph.node("PRESENT", (found,)) if found.nullable else found


def _partner_of(person: Node) -> Node | None:
    """The partner of somebody who is there: whoever they are the partner of."""
    if person.op != "PRESENT":
        return None
    key = person.args[0]
    if key.op == "FIELD" and key.payload == (SOURCE, PARTNER) and len(key.args) == 1:
        return key.args[0]
    return None
