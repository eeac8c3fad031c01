"""Amounts of a month and of a year that are added, subtracted or compared as if they were of one period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.law.check.declared import Declared
from uitvoerbaar.law.graph import Label, Node, strip
from uitvoerbaar.law.periods import periods
from uitvoerbaar.law.registers import Catalogue

_WORDS = {"month": mark("per maand"), "year": mark("per jaar")}
_IN_REGISTERS = {" per maand": "month", " per jaar": "year"}
_TOGETHER = ("ADD", "SUBTRACT", "MIN", "MAX")
_COMPARES = ("EQUALS", "LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL")
_TAKES = frozenset((*_TOGETHER, *_COMPARES))
_SAME = ("PRESENT", "NONNULL", "ROUND", "CEIL", "FLOOR")
_OTHER = {"MULTIPLY": {"month": "year"}, "DIVIDE": {"year": "month"}}
"""What an amount of a period becomes when it is multiplied or divided by twelve."""


@dataclass(slots=True)
class Spans:
    """Judges the nodes of linked graphs; the period of an amount is what a register, `temporal` or data/reikwijdte says of it.

    What is multiplied or divided by anything else than a number that is written there is of no known period, and is not judged.
    """

    catalogue: Catalogue
    declared: Declared
    _fields: dict[int, str] = field(default_factory=dict)
    _outputs: dict[tuple[str, str], str] = field(default_factory=dict)
    _found: dict[Node, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.catalogue:
            period = next((p for words, p in _IN_REGISTERS.items() if (one.unit or "").endswith(words)), None)
            if period is not None:
                self._fields[id(one.spec)] = period
        for rule in periods().rules:
            period = {1: "month", MONTHS: "year"}.get(rule.months * rule.part)
            if period is not None:
                self._outputs[rule.law, rule.counts] = period

    def problems(self, node: Node) -> Iterator[Problem]:
        """A warning for a node that takes amounts of a month and of a year together, or calls one the other."""
        place = node.origin
        if place is None:
            return
        message = None
        if node.op in _TAKES:
            found = {period for arg in node.args if (period := self.of(arg)) is not None}
            if len(found) > 1:
                message = tr("{op} neemt een bedrag per maand en een bedrag per jaar samen", op=node.op)
        elif node.op == "NAME":
            said, is_ = self._declared(node.payload), self.of(node.args[0])
            if said is not None and is_ is not None and said != is_:
                message = tr(
                    "'{name}' staat hier {said} maar komt {found}",
                    name=node.payload.name,
                    said=tr(_WORDS[said]),
                    found=tr(_WORDS[is_]),
                )
        if message is not None:
            hint = tr("reken eerst om: een bedrag per maand keer 12, een bedrag per jaar gedeeld door 12")
            yield Problem(place.file, place.line, message, place.article, "warning", hint)

    def look_at(self, nodes: Iterable[Node]) -> None:
        """Find the periods in one graph, whose nodes come after their operands; what was found before is let go."""
        self._found.clear()
        for node in nodes:
            self._found[node] = self._of(node)

    def of(self, node: Node) -> str | None:
        """'month' or 'year' for an amount of that period; None when nobody says it."""
        return self._found.get(node)

    def _of(self, node: Node) -> str | None:
        if node.op == "NAME":
            return self._declared(node.payload) or self.of(node.args[0])
        if node.op in ("FIELD", "GET", "LOCAL"):
            return self._fields.get(id(node.spec))
        if node.op in _SAME:
            return self.of(node.args[0])
        if node.op in ("SEQ", "FOREACH"):
            return self.of(node.args[-1])
        if node.op in _TOGETHER:
            return self._one(node.args)
        if node.op == "IF":
            return self._one((*node.args[1:-1:2], node.args[-1]))
        return self._scaled(node) if node.op in _OTHER else None

    def _one(self, nodes: tuple[Node, ...]) -> str | None:
        found = {period for node in nodes if (period := self.of(node)) is not None}
        return found.pop() if len(found) == 1 else None

    def _scaled(self, node: Node) -> str | None:
        """An amount times or divided by numbers that are written there; by twelve it is of another period."""
        factors = [strip(arg).payload for arg in node.args if strip(arg).op == "CONST"]
        rest = [arg for arg in node.args if strip(arg).op != "CONST"]
        if len(rest) != 1 or (node.op == "DIVIDE" and strip(node.args[0]).op == "CONST"):
            return None
        period = self.of(rest[0])
        turned = MONTHS in factors
        return _OTHER[node.op].get(period, None) if turned and period is not None else period

    def _declared(self, label: Label) -> str | None:
        """The period that a law declares for a name, or that is known of an output."""
        if label.kind not in ("output", "input", "unit"):
            return None
        found = self.declared.of(label)
        if found is not None and found.period in _WORDS:
            return found.period
        return self._outputs.get((label.law, label.name)) if label.kind == "output" else None
