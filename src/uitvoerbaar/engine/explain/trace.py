"""The trace of one case: what was reached on the way to a value, as a tree of law, article, operation and values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.limits import TRACE_DEPTH
from uitvoerbaar.engine.explain.glossary import Glossary
from uitvoerbaar.engine.explain.money import unit_of_sum
from uitvoerbaar.engine.reference.values import NO_VALUE, Taint, Unknown, truthy
from uitvoerbaar.engine.reference.walk import Walk, deep_recursion, key_text
from uitvoerbaar.law.graph import Label, Node, Record, strip

_MIXES = frozenset(("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX"))
_LEAVES = frozenset(("FIELD", "GET", "LOCAL", "PARAM", "CONST", "VAR", "UNKNOWN"))
_THROUGH = frozenset(("PRESENT", "NONNULL"))


@dataclass(slots=True)
class Step:
    """One reached node and the steps it rests on.

    `node` is output, input, open_term (a name in an article), field (of a register), parameter, constant, operation or
    element (one round of a FOREACH). `again` marks a step that is told elsewhere in the tree: it has no children here.
    `assumed` marks a field that the case did not name, `computed` one that a law computed, `filtered` an element that
    does not count. `law`, `version`, `article` and `line` say where it stands.
    """

    node: str
    value: Any
    op: str = ""
    name: str = ""
    law: str = ""
    version: str = ""
    article: str = ""
    line: int = 0
    unit: str | None = None
    who: str = ""
    assumed: bool = False
    computed: bool = False
    filtered: bool = False
    again: bool = False
    cut: bool = False
    """Whether it lies too deep to be told: what it rests on is left out."""
    combine: str | None = None
    first: Step | None = None
    """The step that tells what this one repeats; itself when it is not `again`."""
    children: list[Step] = field(default_factory=list)

    def __iter__(self) -> Iterator[Step]:
        """This step and all below it, from the top down."""
        stack = [self]
        while stack:
            step = stack.pop()
            yield step
            stack.extend(reversed(step.children))

    def names(self) -> Iterator[Step]:
        """The nearest named steps: this one, or those below it that no other name hides."""
        stack = [self]
        while stack:
            step = stack.pop()
            if step.named:
                yield step
            else:
                stack.extend(reversed(step.children))

    @property
    def taken(self) -> Step:
        """The step that gives the value: of a choice the branch that was taken, and where it was told first."""
        step = self.first or self
        while step.op == "IF" and step.children:
            step = step.children[-1].first or step.children[-1]
        return step

    @property
    def named(self) -> bool:
        """Whether the law gives this value a name."""
        return self.node in ("output", "input", "open_term", "field", "parameter")


Sources = Mapping[str, tuple[str, frozenset[str]]]
"""For each key of a person: whose record it is and which fields the case named."""
FindItem = Callable[[Any], tuple[str, frozenset[str], Mapping[str, Step]] | None]
"""For an element of a list: whose record it is, the fields the case named, and the traces of those computed by law."""


class Tracer:
    """Builds the tree of one walk; the walk must have kept its elements."""

    def __init__(self, walk: Walk, sources: Sources, item: FindItem, glossary: Glossary) -> None:
        self.walk, self.sources, self.item, self.glossary = walk, sources, item, glossary
        self.memo: list[dict[int, Any]] = [walk.memo[0]]
        self.seen: dict[tuple[int, int], Step] = {}
        self.label: Label | None = None
        self.deep, self.deepest = 0, TRACE_DEPTH.most

    def trace(self, node: Node) -> Step:
        """The tree of a node that the walk has reached."""
        with deep_recursion():
            return self._step(node, None)

    def _value(self, node: Node) -> Any:
        return self.memo[node.level][node.id]

    def _reached(self, node: Node) -> bool:
        return node.level < len(self.memo) and node.id in self.memo[node.level]

    def _step(self, node: Node, unit: str | None) -> Step:
        while True:
            if node.op == "SEQ":
                node = node.args[-1]
            elif node.op in _THROUGH:
                node = node.args[0]
            elif node.op == "NAME" and node.payload.kind == "unit":
                unit = unit or node.unit
                node = node.args[0]
            else:
                break
        self.deep += 1
        try:
            return self._told(node, unit)
        finally:
            self.deep -= 1

    def _told(self, node: Node, unit: str | None) -> Step:
        if self.deep > self.deepest and node.op not in _LEAVES:
            name = node.payload.name if node.op == "NAME" else ""
            return self._place(Step("constant", self._value(node), name=name, unit=unit or node.unit, cut=True), node)
        if node.op == "NAME":
            return self._named(node, unit)
        if node.op not in _LEAVES:
            return self._operation(node, unit)
        if node.op != "CONST":  # equal constants are one node, so a constant may carry the unit of another article
            unit = unit or node.unit
        return self._leaf(node, unit)

    def _place(self, step: Step, node: Node) -> Step:
        label, origin = self.label, node.origin
        if label is not None:
            step.law, step.version, step.article = label.law, label.version, label.article
            if origin is not None and (origin.law, origin.version, origin.article) == (
                label.law,
                label.version,
                label.article,
            ):
                step.line = origin.line
        elif origin is not None:
            step.law, step.version, step.article, step.line = origin.law, origin.version, origin.article, origin.line
        return step

    def _first(self, step: Step, node: Node) -> bool:
        """Whether this node is told here; a later one only refers to it."""
        mark = (node.id, id(self.memo[node.level]))
        earlier = self.seen.setdefault(mark, step)
        step.again = earlier is not step
        step.first = earlier
        step.who = earlier.who
        if step.again:
            step.unit = earlier.unit
        return not step.again

    def _named(self, node: Node, unit: str | None) -> Step:
        outer, self.label = self.label, node.payload
        try:
            unit = unit or self.glossary.unit(node.payload)
            step = self._place(Step(node.payload.kind, self._value(node), name=node.payload.name, unit=unit), node)
            if self._first(step, node):
                step.children.append(self._step(node.args[0], unit))
                step.unit = step.unit or step.children[0].unit
                step.who = self._whose(step)
            return step
        finally:
            self.label = outer

    @staticmethod
    def _whose(step: Step) -> str:
        """Whose outcome it is: the one person whose register fields it rests on, or nobody in particular."""
        found = {c.who for c in step.children[0].names() if c.who and c.op != "GET"}
        return found.pop() if len(found) == 1 else ""

    def _leaf(self, node: Node, unit: str | None) -> Step:
        value = self._value(node)
        if node.op == "UNKNOWN":
            return self._place(Step("field", value, op="UNKNOWN", name=node.payload), node)
        if node.op == "CONST":
            known = self.glossary.constant(self.label, value, node.origin) if self.label else None
            name, unit = (known.name, known.unit or unit) if known else ("", unit)
            return self._place(Step("constant", value, name=name, unit=unit), node)
        if node.op == "PARAM":
            return self._place(Step("parameter", value, name=node.payload, unit=unit), node)
        if node.op == "FIELD":
            return self._field(node, unit)
        if node.op == "VAR":
            found = self.item(value)
            return self._place(Step("field", value, op="VAR", name=found[0] if found else "element"), node)
        name = node.payload[0] if node.op == "GET" else node.payload
        target = self._value(node.args[0])
        step = self._place(Step("field", value, op="GET", name=name, unit=unit), node)
        if node.op == "LOCAL" and not (isinstance(target, Record) and name in target):
            return self._step(node.args[1], unit)
        found = self.item(target)
        if found is None:
            step.children.append(self._step(node.args[0], None))
            return step
        step.who, named, computed = found
        step.assumed = name not in named
        if name in computed:
            step.computed = True
            step.children.append(computed[name])
        return step

    def _field(self, node: Node, unit: str | None) -> Step:
        key = self._value(node.args[0])
        name = node.payload[1]
        who, named = self.sources.get(key_text(key), ("", None))
        step = self._place(Step("field", self._value(node), op="FIELD", name=name, unit=unit, who=who), node)
        step.assumed = named is not None and name not in named
        if len(node.args) > 1 and self._reached(node.args[1]):
            step.children.append(self._step(node.args[1], unit))
        return step

    def _operation(self, node: Node, declared: str | None) -> Step:
        step = self._place(Step("operation", self._value(node), op=node.op, unit=declared or node.unit), node)
        if isinstance(step.value, Taint) and node.op == "TAINT":
            return step
        if not self._first(step, node):
            return step
        if node.op == "FOREACH":
            step.combine = node.payload[1]
            step.children = self._rounds(node)
        else:
            if node.op in ("DATE_PART", "START_OF"):
                step.combine = node.payload[0]
            step.children = [self._step(arg, None) for arg in self._evaluated(node)]
            if step.unit == "ratio" and node.op in _MIXES and not all(_is_ratio(child) for child in step.children):
                step.unit = None  # a share times a number is a number
        if declared is None:
            step.unit = unit_of_sum(step)
        return step

    def _evaluated(self, node: Node) -> list[Node]:
        """The operands that this operation evaluated; equal operands elsewhere may have been reached from there."""
        if node.op == "IF":
            for position in range(0, len(node.args) - 1, 2):
                when = self._value(node.args[position])
                tests = list(node.args[: position + 1 : 2])
                if isinstance(when, NO_VALUE):
                    return tests
                if truthy(when):
                    return [*tests, node.args[position + 1]]
            return [*node.args[:-1:2], node.args[-1]]
        if node.op in ("AND", "OR"):
            found: list[Node] = []
            for arg in node.args:
                found.append(arg)
                value = self._value(arg)
                if not isinstance(value, NO_VALUE) and truthy(value) is (node.op == "OR"):
                    break
            return found
        return list(node.args)

    def _rounds(self, node: Node) -> list[Step]:
        collection, keep, body = node.args
        level = node.payload[0]
        children = [self._step(collection, None)]
        while len(self.memo) <= level:
            self.memo.append({})
        outer = self.memo[level]
        for position, (item, memo) in enumerate(
            (self.walk.elements or {}).get((node.id, id(self.memo[node.level])), []), 1
        ):
            self.memo[level] = memo
            found = self.item(item)
            step = Step("element", item, name=found[0] if found else f"nummer {position}")
            self._place(step, node)
            step.filtered = not truthy(self._value(keep))
            parts = [keep] if step.filtered else [keep, body]
            step.children = [self._step(part, None) for part in parts if strip(part).op != "CONST"]
            told = step.children[-1].unit if strip(body).op != "CONST" else body.unit
            step.value, step.unit = (None, None) if step.filtered else (self._value(body), told)
            children.append(step)
        self.memo[level] = outer
        return children


def _is_ratio(step: Step) -> bool:
    return step.unit == "ratio" or (step.node == "constant" and isinstance(step.value, Decimal))


def as_json(value: Any) -> Any:
    """A value of the law as JSON: decimals as numbers, records as objects; what cannot be expressed as text.

    A decimal of more digits than readers of JSON keep is given as text, so that none is lost.
    """
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        return float(value) if Decimal(repr(float(value))) == value else format(value, "f")
    if isinstance(value, Record):
        return {name: as_json(v) for name, v in value.pairs}
    if isinstance(value, tuple):
        return [as_json(v) for v in value]
    if isinstance(value, Taint):
        return {"niet_uit_te_drukken": value.construct, "artikel": value.article}
    if isinstance(value, Unknown):
        return {"onbekend": sorted(value.facts)}
    return value


def tree(step: Step) -> dict[str, Any]:
    """A step and all below it as JSON; empty keys are left out."""
    made: dict[str, Any] = {"node": step.node}
    for key in ("op", "name", "law", "version", "article", "line", "unit", "who"):
        if getattr(step, key):
            made[key] = getattr(step, key)
    made["value"] = as_json(step.value)
    for key in ("assumed", "computed", "filtered", "again", "cut"):
        if getattr(step, key):
            made[key] = True
    if step.children:
        made["children"] = [tree(child) for child in step.children]
    return made
