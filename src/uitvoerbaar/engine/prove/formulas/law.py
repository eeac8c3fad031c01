"""The law for one household shape as formulas: fields become unknowns, FOREACH is written out per element."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.prove.formulas import operations as op
from uitvoerbaar.engine.prove.formulas.logic import Bool, both, either, negate
from uitvoerbaar.engine.prove.formulas.polynomial import ZERO, Poly, Unsupported
from uitvoerbaar.engine.prove.formulas.space import Space
from uitvoerbaar.engine.prove.formulas.symbol import FAILED, NULL, PERSON, Symbol, Who, constant, equals, merge, truthy
from uitvoerbaar.engine.reference.walk import Case, Walk
from uitvoerbaar.law.graph import Node, strip, topological
from uitvoerbaar.law.registers import COLLECTIONS, KEY, SOURCE

PARTNER: Who = ("partner", 0)
_COMPARE = frozenset({"LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL"})
_ARITHMETIC = frozenset({"ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX"})

Read = Callable[[Who, str], Symbol]
"""The value of a field of a record, or (for ("parameter", 0)) of a parameter."""
PARAMETER: Who = ("parameter", 0)


@dataclass(frozen=True, slots=True, order=True)
class Shape:
    """How many people are in the household: a partner (0 or 1), children and housemates."""

    people: int = field(init=False)
    partner: int
    children: int
    housemates: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "people", self.partner + self.children + self.housemates)

    @property
    def members(self) -> Mapping[str, int]:
        """Number of elements of each collection."""
        return {"kinderen": self.children, "huisgenoten": self.housemates}


@dataclass
class Ground:
    """Values of nodes for one household; `read` gives the fields."""

    space: Space
    shape: Shape
    read: Read
    guards: dict[tuple[int, int], list[Bool]] = field(default_factory=dict)
    """When each branch of each IF is taken, once the IF is reached; for every element that it was written out for."""
    _memo: dict[tuple[int, tuple[Who, ...]], Symbol] = field(default_factory=dict)
    _current: list[Who] = field(default_factory=list)

    def value(self, node: Node) -> Symbol:
        """The value of a node. Raises Unsupported for what the translation does not know."""
        key = (node.id, tuple(self._current[: node.level]))
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = self._make(node)
        return found

    def _make(self, node: Node) -> Symbol:
        kind, args, payload = node.op, node.args, node.payload
        if kind == "CONST":
            return constant(self.space, payload)
        if kind in ("NAME", "PARAM", "FIELD", "VAR", "GET"):
            return self._leaf(node)
        if kind == "IF":
            return self._if(node)
        if kind == "FOREACH":
            return self._foreach(node)
        if kind in ("AND", "OR"):
            return op.logic(self.space, kind, self._until_decided(node), bool(payload))
        if kind == "DIVIDE":
            return self._divide(node)
        if kind in ("ERROR", "TAINT"):
            return FAILED
        values = [self.value(a) for a in args]
        if kind in _ARITHMETIC:
            return op.arithmetic(self.space, kind, values, bool(payload))
        if kind in ("ROUND", "CEIL", "FLOOR"):
            return op.rounding(self.space, kind, values[0], *payload)
        if kind in _COMPARE:
            return op.compare(self.space, kind, values[0], values[1], bool(payload))
        if kind == "EQUALS":
            failed = either(values[0].failed, values[1].failed)
            return Symbol("bool", truth=equals(self.space, values[0], values[1]), failed=failed)
        if kind == "NOT":
            return op.inverse(self.space, values[0], bool(payload))
        if kind == "IN":
            return op.member(self.space, values[0], values[1])
        if kind == "LIST":
            return Symbol("list", items=tuple(values), failed=either(*(v.failed for v in values)))
        if kind == "IS_NULL":
            return op.is_null(values[0])
        if kind == "SEQ":
            return values[-1].but(failed=either(*(v.failed for v in values)))
        if kind == "NONNULL":
            return self._present(values[0].but(failed=values[0].null))
        if kind == "PRESENT":
            return self._present(values[0])
        if kind == "AGE":
            return op.age(self.space, values[0], values[1], bool(payload))
        if kind == "DATE_DIFF":
            return op.date_diff(self.space, values[0], values[1], values[2], bool(payload))
        if kind == "DATE":
            return op.day(self.space, values, bool(payload))
        if kind == "DATE_ADD" and all(n.op == "CONST" for n in topological([node]) if not n.args):
            return constant(self.space, Walk(Case()).value(node))  # the same day for every household
        raise Unsupported(as_written("de operatie {kind}", kind=kind))

    def _present(self, value: Symbol) -> Symbol:
        from dataclasses import replace

        return value if value.kind == "null" else replace(value, null=False)

    # --- leaves -------------------------------------------------------------------------------------------------

    def _leaf(self, node: Node) -> Symbol:
        if node.op == "NAME":
            return self.value(node.args[0])
        if node.op == "PARAM":
            return Symbol("person", who=PERSON) if node.payload == KEY else self.read(PARAMETER, node.payload)
        if node.op == "VAR":
            return Symbol("object", who=self._current[node.payload - 1])
        if node.op == "GET":
            target = self.value(node.args[0])
            if target.who is None or target.kind != "object":
                raise Unsupported(as_written("een veld van iets dat geen record is"))
            return self.read(target.who, node.payload[0]).but(failed=target.failed)
        return self._field(node)

    def _field(self, node: Node) -> Symbol:
        source, name = node.payload
        key = self.value(node.args[0])
        if key.kind == "null":
            absent = self.value(node.args[1]) if len(node.args) > 1 else NULL
            return absent.but(failed=key.failed)
        if source != SOURCE or key.kind != "person" or key.who is None or key.null is not False:
            raise Unsupported(as_written("een register dat niet bij de persoon of partner hoort"))
        if name == "partner_bsn":
            if not self.shape.partner:
                return NULL
            return Symbol("person", who=PARTNER if key.who == PERSON else PERSON, failed=key.failed)
        if name in COLLECTIONS:
            items = tuple((COLLECTIONS[name], i) for i in range(self.shape.members[name]))
            return Symbol("list", items=items, failed=key.failed)
        return self.read(key.who, name).but(failed=key.failed)

    # --- what is computed only when it is reached ---------------------------------------------------------------

    def _if(self, node: Node) -> Symbol:
        cases: list[tuple[Bool, Symbol]] = []
        args, three = node.args, bool(node.payload)
        before: Bool = True
        for position in range(0, len(args) - 1, 2):
            when = self.value(args[position])
            if when.failed is not False:
                cases.append((when.failed, FAILED))
            if three and when.null is not False:
                cases.append((when.null, NULL))
            holds = truthy(self.space, when)
            self.guards.setdefault((node.id, position // 2), []).append(both(before, holds))
            before = both(before, negate(holds), negate(when.null) if three else True)
            if holds is False:
                continue
            cases.append((holds, self.value(args[position + 1])))
            if holds is True:
                return merge(self.space, cases[:-1], cases[-1][1])
        self.guards.setdefault((node.id, len(args) // 2), []).append(before)
        return merge(self.space, cases, self.value(args[-1]))

    def _until_decided(self, node: Node) -> list[Symbol]:
        """The operands up to one that always decides: what follows is never reached."""
        found = []
        for arg in node.args:
            value = self.value(arg)
            found.append(value)
            if value.failed is True or (value.null is False and truthy(self.space, value) is (node.op == "OR")):
                break
        return found

    def _divide(self, node: Node) -> Symbol:
        """A product divided is its first factor times the rest divided: that keeps the quotient a rate."""
        top = strip(node.args[0])
        below = self.value(node.args[1]) if len(node.args) == 2 else None
        plain = below is not None and below.number.value is None and below.kind == "number"
        if top.op != "MULTIPLY" or len(top.args) != 2 or not plain:
            return op.arithmetic(self.space, "DIVIDE", [self.value(a) for a in node.args], bool(node.payload))
        assert below is not None
        three = bool(node.payload) and bool(top.payload)
        first, second = (self.value(a) for a in top.args)
        rate = op.arithmetic(self.space, "DIVIDE", [second, below], three)
        made = op.arithmetic(self.space, "MULTIPLY", [first, rate], three)
        if made.kind != "number":
            return made
        from dataclasses import replace

        # The reference multiplies first (exact) and divides once.
        doubt = max(map(abs, self.space.bounds(made.number))) * op.RELATIVE
        return replace(made, direct=doubt < op.gap(self.space, first.number * second.number, below.number))

    def _foreach(self, node: Node) -> Symbol:
        collection, keep, body = node.args
        level, combine, three = node.payload
        items = self.value(collection)
        if items.kind == "null":
            items = Symbol("list", failed=items.failed)
        if items.kind != "list":
            raise Unsupported(as_written("FOREACH over iets anders dan kinderen of huisgenoten"))
        found: list[tuple[Bool, Symbol]] = []
        absent: Bool = False
        failed: Bool = items.failed
        outer = self._current
        for item in items.items:
            self._current = [*outer[: level - 1], item]
            chosen = self.value(keep)
            failed, absent = either(failed, chosen.failed), either(absent, chosen.null)
            kept = truthy(self.space, chosen)
            if kept is not False:
                value = self.value(body)
                failed = either(failed, both(kept, value.failed))
                found.append((kept, value))
        self._current = outer
        made = self._combined(found, combine, bool(three))
        return Symbol(
            made.kind,
            made.number,
            made.truth,
            either(made.null, absent),
            either(made.failed, failed),
            made.doubt,
            False,
        )

    def _combined(self, found: list[tuple[Bool, Symbol]], combine: str | None, three: bool) -> Symbol:
        if combine is None:
            raise Unsupported(as_written("FOREACH die een lijst maakt"))
        if combine in ("AND", "OR"):
            decisive = combine == "OR"
            decided: Bool = False
            absent: Bool = False
            for kept, value in found:
                holds = truthy(self.space, value)
                decided = either(
                    decided, both(kept, holds if decisive else negate(holds), negate(value.null) if three else True)
                )
                absent = either(absent, both(kept, value.null) if three else False)
            return Symbol("bool", truth=decided if decisive else negate(decided), null=both(absent, negate(decided)))
        gaps = either(*(both(kept, v.null) for kept, v in found))
        numbers = [(kept, v) for kept, v in found if v.kind != "null"]
        if any(v.kind != "number" for _, v in numbers):
            return FAILED
        doubt = sum((v.doubt for _, v in numbers), self.space.bounds(ZERO)[0])
        null, failed = (gaps, False) if three else (False, gaps)
        if combine == "ADD":
            total = ZERO
            for kept, value in numbers:
                total = total + self.space.choose([(kept, value.number)], ZERO)
            return Symbol("number", self.space.check_size(total), null=null, failed=failed, doubt=doubt)
        if not numbers:
            return Symbol("null", null=True, failed=failed)
        none = negate(either(*(kept for kept, _ in numbers)))
        made = self._extreme(numbers, combine == "MAX")
        return Symbol("number", made, null=either(null, none), failed=failed, doubt=doubt)

    def _extreme(self, numbers: list[tuple[Bool, Symbol]], largest: bool) -> Poly:
        """The extreme of the kept elements: what does not count is put out of the way."""
        if all(kept is True for kept, _ in numbers):
            return self.space.extreme([v.number for _, v in numbers], largest)
        ends = [self.space.bounds(v.number) for _, v in numbers]
        away = Poly.constant(min(lo for lo, _ in ends) if largest else max(hi for _, hi in ends))
        return self.space.extreme([self.space.choose([(kept, v.number)], away) for kept, v in numbers], largest)
