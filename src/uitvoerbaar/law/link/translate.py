"""Expressions of one article to nodes: variables resolved, units checked, null knowledge carried into branches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace

from uitvoerbaar.base.language import as_written
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.law.graph import FieldSpec, Graph, Node, Origin, Record, strip
from uitvoerbaar.law.model import Definition, Expression, Literal, Operation, Variable

_COMPARE = ("EQUALS", "LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL")
_SAME_UNIT = frozenset(("ADD", "SUBTRACT", "MIN", "MAX", *_COMPARE))
_BOOLEAN = frozenset((*_COMPARE, "AND", "OR", "NOT", "IN", "IS_NULL"))
_MONEY = ("euro", "eurocent")


@dataclass(frozen=True, slots=True)
class Element:
    """The element of the FOREACH that an expression stands in."""

    name: str
    node: Node
    fields: Mapping[str, FieldSpec] | None


@dataclass(slots=True)
class Scope:
    """What `$name` can mean in one article, in order of precedence."""

    graph: Graph
    reference: Record
    layers: tuple[Mapping[str, Node], ...]
    definitions: Mapping[str, Definition]
    definitions_at: int
    """Position in `layers` before which definitions are looked up."""
    absence: bool
    origin: Callable[[int], Origin]
    units: bool = False
    """Whether this article declares units, so that they are checked."""

    def find(self, name: str) -> Node | None:
        """The node that `name` means outside FOREACH elements, or None."""
        for position, layer in enumerate((*self.layers, {})):
            if position == self.definitions_at and name in self.definitions:
                definition = self.definitions[name]
                return self.graph.const(definition.value, definition.unit, self.origin(definition.line))
            if name in layer:
                return layer[name]
        return None

    def names(self) -> Iterable[str]:
        """Every name that resolves, for did-you-mean."""
        return {name for layer in self.layers for name in layer} | set(self.definitions)


@dataclass(slots=True)
class Translator:
    """Translates expressions in a scope. `element` is set inside a FOREACH body."""

    scope: Scope
    element: Element | None = None
    present: frozenset[int] = field(default_factory=frozenset)
    """Ids of nodes that a guard around this place has proven not to be null."""
    outer: frozenset[str] = frozenset()
    """Names of the elements of FOREACHs further out, which this place does not see."""

    def translate(self, expression: Expression) -> Node:
        """The node of an expression; what cannot be resolved becomes a node that fails when it is reached."""
        if isinstance(expression, Literal):
            return self.scope.graph.const(expression.value, None, self.scope.origin(expression.line))
        if isinstance(expression, Variable):
            return self._known(self._variable(expression))
        return self._operation(expression)

    def _known(self, node: Node) -> Node:
        if node.nullable and is_there(node, self.present):
            return self.scope.graph.node("PRESENT", (node,), unit=node.unit, origin=node.origin)
        return node

    # --- variables ----------------------------------------------------------------------------------------------

    def _variable(self, variable: Variable) -> Node:
        name, *path = variable.path
        node = self._named(name, variable)
        if node.op == "ERROR":
            return node
        for part in path:
            node = self._property(node, part, variable)
        return node

    def _named(self, name: str, variable: Variable) -> Node:
        graph, origin = self.scope.graph, self.scope.origin(variable.line)
        if name == "referencedate":
            return graph.const(self.scope.reference, None, origin)
        element = self.element
        if element is not None and name == element.name:
            return element.node
        found = self.scope.find(name)
        if element is not None and (element.fields is None or name in element.fields):
            spec = None if element.fields is None else element.fields[name]
            if spec is not None:
                payload = (name, self.scope.absence)
                return graph.node("GET", (element.node,), payload, unit=spec.unit, origin=origin, spec=spec)
            fallback = found or graph.error("VariableNotFound", self._unseen(name), origin)
            return graph.node("LOCAL", (element.node, fallback), name, origin=origin)
        if found is None and name in self.outer:
            return graph.error("VariableNotFound", self._unseen(name), origin)
        if found is None:
            hint = suggest(name, self.scope.names())
            return graph.error(
                "VariableNotFound",
                as_written("Variable not found: {name}", name=name) + (f" ({hint})" if hint else ""),
                origin,
            )
        return found

    def _unseen(self, name: str) -> str:
        """What to say of a name that nothing has."""
        if name in self.outer:
            return as_written("An inner FOREACH does not see '{name}', the element of an outer one", name=name)
        return as_written("Variable not found: {name}", name=name)

    def _property(self, node: Node, part: str, variable: Variable) -> Node:
        graph, origin = self.scope.graph, self.scope.origin(variable.line)
        below = strip(node)
        if below.op == "CONST" and isinstance(below.payload, Record):
            if part in below.payload:
                return graph.const(below.payload.get(part), None, origin)
            whole = ".".join(variable.path)
            return graph.error("VariableNotFound", as_written("Variable not found: {whole}", whole=whole), origin)
        spec = None
        if self.element is not None and below is self.element.node and self.element.fields is not None:
            spec = self.element.fields.get(part)
        unit = spec.unit if spec else None
        return graph.node("GET", (node,), (part, self.scope.absence), unit=unit, origin=origin, spec=spec)

    # --- operations ---------------------------------------------------------------------------------------------

    def _operation(self, operation: Operation) -> Node:
        op, absence = operation.op, self.scope.absence
        origin = self.scope.origin(operation.line)
        graph = self.scope.graph
        if op == "FOREACH":
            return self._foreach(operation, origin)
        if op == "IF":
            return self._choice(operation, origin)
        args = self._conditions(operation) if op in ("AND", "OR") else [self.translate(arg) for arg in operation.args]
        unit, problem = self._unit(op, args)
        if problem is not None:
            return graph.error("UnitMismatch", problem, origin)
        payload: object = absence
        if op in ("ROUND", "CEIL", "FLOOR", "DATE_PART", "START_OF"):
            payload = (operation.payload, absence)
        elif op in ("EQUALS", "IN", "LIST", "IS_NULL"):
            payload = None
        return graph.node(op, args, payload, unit=unit, origin=origin)

    def _conditions(self, operation: Operation) -> list[Node]:
        """Conditions left to right: each later one is only reached when the earlier ones did not decide."""
        args: list[Node] = []
        here: Translator = self
        for arg in operation.args:
            args.append(here.translate(arg))
            here = here._where(args[-1], operation.op == "AND")
        return args

    def _where(self, condition: Node, holds: bool) -> Translator:
        known = not_null_if(condition, holds)
        return replace(self, present=self.present | known) if known else self

    def _choice(self, operation: Operation, origin: Origin) -> Node:
        args: list[Node] = []
        here: Translator = self
        *cases, default = operation.args
        for when, then in zip(cases[::2], cases[1::2], strict=True):
            condition = here.translate(when)
            args += [condition, here._where(condition, True).translate(then)]
            here = here._where(condition, False)
        args.append(here.translate(default))
        units = {b.unit for b in [*args[1:-1:2], args[-1]] if b.unit is not None}
        if self.scope.units and len(units) > 1:
            return self.scope.graph.error(
                "UnitMismatch", as_written("Unit mismatch in IF: {units}", units=" and ".join(sorted(units))), origin
            )
        unit = next(iter(units), None)
        return self.scope.graph.node("IF", args, self.scope.absence, unit=unit, origin=origin)

    def _foreach(self, operation: Operation, origin: Origin) -> Node:
        graph = self.scope.graph
        name, combine = operation.payload
        collection = self.translate(operation.args[0])
        level = (self.element.node.payload if self.element else 0) + 1
        items = _item_fields(collection)
        spec = FieldSpec("object", nullable=False, items=items) if items is not None else None
        element = graph.node("VAR", (), level, spec=spec, origin=origin)
        outer = self.outer if self.element is None else self.outer | {self.element.name}
        inner = Translator(self.scope, Element(name, element, items), self.present, outer)
        keep = inner.translate(operation.args[1])
        body = inner._where(keep, True).translate(operation.args[2])
        unit = body.unit if combine in ("ADD", "MIN", "MAX") else None
        return graph.node(
            "FOREACH", (collection, keep, body), (level, combine, self.scope.absence), unit=unit, origin=origin
        )

    def _unit(self, op: str, args: list[Node]) -> tuple[str | None, str | None]:
        """The unit of the result, and the mismatch if there is one (RFC-023; literals are neutral)."""
        units = [a.unit for a in args if a.unit is not None]
        distinct = sorted(set(units))
        if op in _SAME_UNIT:
            if self.scope.units and len(distinct) > 1:
                return None, as_written("Unit mismatch in {op}: {distinct}", op=op, distinct=" and ".join(distinct))
            return (None if op in _BOOLEAN else next(iter(units), None)), None
        if op in ("ROUND", "CEIL", "FLOOR"):
            return args[0].unit, None
        if op == "MULTIPLY":
            money = [u for u in units if u in _MONEY]
            return (money[0] if money else next(iter(units), None)) if len(money) < 2 else None, None
        if op == "DIVIDE" and args:
            first, rest = args[0].unit, [a.unit for a in args[1:] if a.unit is not None and a.unit != "ratio"]
            if first in _MONEY and first in rest:
                return "ratio", None
            if self.scope.units and first in _MONEY and any(u in _MONEY for u in rest):
                return None, as_written("Unit mismatch in DIVIDE: {distinct}", distinct=" and ".join(distinct))
            return first, None
        return {"AGE": "years", "DATE_DIFF": None}.get(op), None


def _item_fields(collection: Node) -> Mapping[str, FieldSpec] | None:
    """The catalogue's fields of a collection's elements, when the collection comes from a register."""
    below = strip(collection)
    while below.op in ("PRESENT", "NONNULL", "NAME"):
        below = below.args[0]
    if below.op == "IF":
        found = [_item_fields(b) for b in [*below.args[1:-1:2], below.args[-1]] if strip(b).kind != "null"]
        return found[0] if found and all(f is found[0] for f in found) else None
    return below.spec.items if below.spec is not None and below.op in ("FIELD", "PARAM", "GET") else None


def is_there(node: Node, present: Set[int]) -> bool:
    """Whether a node cannot be null where the nodes with the ids `present` are not.

    That is such a node itself, or what another law says of somebody who is there: null only for a null parameter.
    """
    below = strip(node)
    if below.id in present or not below.nullable:
        return True
    if below.op != "IF" or len(below.args) != 3 or strip(below.args[1]).kind != "null":
        return False
    nobody = strip(below.args[0])
    tests = nobody.args if nobody.op == "OR" else (nobody,)
    return all(t.op == "IS_NULL" and strip(t.args[0]).id in present for t in map(strip, tests)) and is_there(
        below.args[2], present
    )


def not_null_if(condition: Node, holds: bool) -> frozenset[int]:
    """Ids of nodes that cannot be null where `condition` is definitely true (or definitely false)."""
    node = strip(condition)
    if node.op == "NOT":
        return not_null_if(node.args[0], not holds)
    if node.op == "IS_NULL" and not holds:
        return frozenset((strip(node.args[0]).id,))
    if node.op == "EQUALS":
        left, right = (strip(a) for a in node.args)
        for one, other in ((left, right), (right, left)):
            if other.op == "CONST" and other.payload is None and not holds:
                return frozenset((one.id,))
            if other.op == "CONST" and other.payload is not None and holds:
                return frozenset((one.id,))
    if node.op == ("AND" if holds else "OR"):
        return frozenset().union(*(not_null_if(a, holds) for a in node.args))
    return frozenset()
