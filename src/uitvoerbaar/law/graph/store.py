"""The store of nodes: equal expressions become one node, with what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.limits import GRAPH_DEPTH, GRAPH_NODES, Limit
from uitvoerbaar.base.pauses import pause
from uitvoerbaar.law.graph.dial import Dial, Dialled
from uitvoerbaar.law.graph.infer import infer
from uitvoerbaar.law.graph.keys import chosen
from uitvoerbaar.law.graph.nodes import FieldSpec, Node, Origin, hashable, topological


class GraphTooLarge(UserError):
    """Laws that come to more nodes, or to longer chains of them, than a graph may have; `told` says which."""

    def __init__(self, limit: Limit) -> None:
        self.told = limit.told()
        super().__init__(f"{self.told} ({limit.hint})", hint=limit.hint)


@dataclass(slots=True)
class Graph:
    """The store of nodes: `node` makes one or returns the equal one that exists."""

    nodes: list[Node] = field(default_factory=list)
    _index: dict[Any, Node] = field(default_factory=dict)
    _depth: list[int] = field(default_factory=list)
    """How many nodes rest on each other below each node: every reader goes down that far."""
    _places: dict[int, set[Origin | None]] = field(default_factory=dict)
    """By node its own place and the others, where there are others."""
    _orders: dict[tuple[Node, ...], tuple[Node, ...]] = field(default_factory=dict, repr=False)
    """Of the nodes that were changed last: all that they need, operands before users."""
    _most: int = field(default_factory=lambda: GRAPH_NODES.most)
    _deepest: int = field(default_factory=lambda: GRAPH_DEPTH.most)

    def node(
        self,
        op: str,
        args: Iterable[Node] = (),
        payload: Any = None,
        *,
        unit: str | None = None,
        origin: Origin | None = None,
        spec: FieldSpec | None = None,
    ) -> Node:
        """Make (or find) the node `op(args)` with its kind, interval, nullability and failure inferred.

        Raises GraphTooLarge.
        """
        args = tuple(args)
        if op == "IF":
            plain = chosen(args)
            if isinstance(plain, Node):
                return plain
            args = plain
        # Elements of two lists (children, housemates) are told apart by what the catalogue knows of them.
        known = spec if op in ("VAR", "GET") else None
        # Two places that fail in the same way are two failures.
        place = origin if op == "ERROR" else None
        # A constant has no operands that say its unit: 12 months are not the 12 euro that another article wrote before.
        said = unit if op == "CONST" else None
        key = (op, tuple([a.id for a in args]), hashable(payload), known, place, said)
        found = self._index.get(key)
        if found is not None:
            if args and origin is not None:
                self._also(found, origin)
            return found
        kind, lo, hi, nullable, may_fail = infer(op, args, payload, spec)
        level, depth = 0, 0
        for arg in args:
            if arg.level > level:
                level = arg.level
            if self._depth[arg.id] > depth:
                depth = self._depth[arg.id]
        if op == "VAR":
            level = payload
        elif op == "FOREACH":
            level = args[0].level  # a body sees its own element only, outer elements reach it through the collection
        made = Node(len(self.nodes), op, args, payload, kind, lo, hi, nullable, may_fail, level, unit, origin, spec)
        if len(self.nodes) >= self._most:
            raise GraphTooLarge(GRAPH_NODES)
        depth += 1
        if depth > self._deepest:
            raise GraphTooLarge(GRAPH_DEPTH)
        self.nodes.append(made)
        self._depth.append(depth)
        self._index[key] = made
        return made

    def branch(self) -> Graph:
        """A graph that goes on from this one: it has the same nodes, and what is made in it is not made here.

        So that one law can be set beside many others, each forgotten afterwards.
        """
        return Graph(
            list(self.nodes),
            dict(self._index),
            list(self._depth),
            {id_: set(places) for id_, places in self._places.items()},
            _most=self._most,
            _deepest=self._deepest,
        )

    def holds(self, node: Node) -> bool:
        """Whether a node is one of this graph."""
        return node.id < len(self.nodes) and self.nodes[node.id] is node

    def _also(self, node: Node, origin: Origin) -> None:
        """Note another place of an expression, in time that does not grow with how many there are."""
        places = self._places.get(node.id)
        if places is None:
            places = self._places[node.id] = {node.origin, *node.also}
        if origin not in places:
            places.add(origin)
            node.also += (origin,)

    def const(self, value: Any, unit: str | None = None, origin: Origin | None = None) -> Node:
        """A constant node; a number that is a dial becomes one."""
        if isinstance(value, Dial):
            spec = FieldSpec("number", unit, False, value.range.lo, value.range.hi, integer=not value.range.decimals)
            held = Dialled(value.name, Decimal(value), value.range)
            return self.node("DIAL", (), held, unit=unit, origin=origin, spec=spec)
        return self.node("CONST", (), value, unit=unit, origin=origin)

    def error(self, kind: str, message: str, origin: Origin | None = None) -> Node:
        """A node that fails with this error when it is reached."""
        return self.node("ERROR", (), (kind, message), origin=origin)

    def with_parameters(self, nodes: Iterable[Node], given: Mapping[str, Node]) -> list[Node]:
        """`nodes` with the parameters that `given` names put to its nodes; other parameters stay."""
        return self.substitute(nodes, lambda node: given.get(node.payload), "PARAM")

    def unknown(self, name: str, origin: Origin | None = None) -> Node:
        """A fact that nobody has: it names itself in what comes of it."""
        return self.node("UNKNOWN", (), name, origin=origin)

    def substitute(self, roots: Iterable[Node], replace: Callable[[Node], Node | None], *ops: str) -> list[Node]:
        """Rebuild `roots` with every node for which `replace` gives a node exchanged for that node.

        Used for perturbations: one euro more is `FIELD(x)` exchanged for `ADD(FIELD(x), 100)`. Untouched parts stay
        the same nodes. The replacement itself is not searched again. `ops` are the operations that `replace` looks for; without,
        it is asked of every node.
        """
        pause()
        roots = tuple(roots)
        changed: dict[int, Node] = {}
        for current in self._order(roots):
            if not ops or current.op in ops:
                swapped = replace(current)
                if swapped is not None:
                    if swapped is not current:
                        changed[current.id] = swapped
                    continue
            for arg in current.args:
                if arg.id in changed:
                    made = self._again(current, changed)
                    if made is not current:
                        changed[current.id] = made
                    break
        return [changed.get(root.id, root) for root in roots]

    def _again(self, node: Node, changed: Mapping[int, Node]) -> Node:
        """A node on its changed operands."""
        args = [changed.get(arg.id, arg) for arg in node.args]
        made = self.node(node.op, args, node.payload, unit=node.unit, origin=node.origin, spec=node.spec)
        made.also, made.gave = made.also or node.also, made.gave or node.gave
        self._places.pop(made.id, None)
        return made

    def _order(self, roots: tuple[Node, ...]) -> tuple[Node, ...]:
        """`topological`, kept for the roots that were asked last: one law is changed in many ways."""
        found = self._orders.get(roots)
        if found is None:
            found = tuple(topological(roots))
            if len(self._orders) >= _ORDERS:
                self._orders.clear()
            self._orders[roots] = found
        return found

    def copied(
        self,
        roots: Iterable[Node],
        change: Callable[[Node, tuple[Node, ...]], Node | None],
        done: dict[int, Node] | None = None,
    ) -> list[Node]:
        """Nodes of another graph, made again in this one.

        `change` may give a node of this graph to stand for one, of which it also gets the operands made so far. `done` is
        what was made before of that other graph, by id; what is made now is added to it.
        """
        pause()
        done = {} if done is None else done
        roots = list(roots)
        for node in topological(roots, done):
            args = tuple(done[arg.id] for arg in node.args)
            made = change(node, args)
            if made is None:
                made = self.node(node.op, args, node.payload, unit=node.unit, origin=node.origin, spec=node.spec)
                made.also, made.gave = made.also or node.also, made.gave or node.gave
            done[node.id] = made
        return [done[root.id] for root in roots]


_ORDERS = 64
"""Orders that are kept at most, of a few thousand nodes each."""
