"""The law for one household shape as formulas: fields become unknowns, FOREACH is written out per element."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from uitvoerbaar.base.language import as_written
from uitvoerbaar.engine.prove.formulas import operations as op
from uitvoerbaar.engine.prove.formulas.logic import Bool, both, either, negate
from uitvoerbaar.engine.prove.formulas.polynomial import ZERO, Poly, Unsupported
from uitvoerbaar.engine.prove.formulas.space import Space
from uitvoerbaar.engine.prove.formulas.symbol import FAILED, NULL, PERSON, Symbol, Who, constant, equals, merge, truthy
from uitvoerbaar.engine.reference.values import EvaluationError
from uitvoerbaar.engine.reference.walk import Case, Walk
from uitvoerbaar.law.graph import Node, strip, topological
from uitvoerbaar.law.registers import COLLECTIONS, KEY, SOURCE

PARTNER: Who = ("partner", 0)
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
    _undecided: dict[int, bool] = field(default_factory=dict)
    """Whether something unknown or tainted stands below a node."""

    def value(self, node: Node) -> Symbol:
        """The value of a node. Raises Unsupported for what the translation does not know."""
        key = (node.id, tuple(self._current[: node.level]))
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = self._make(node)
        return found

    def _make(self, node: Node) -> Symbol:
        return OPERATIONS[node.op](self, node)

    def _values(self, node: Node) -> list[Symbol]:
        return [self.value(a) for a in node.args]

    # --- operations on values -----------------------------------------------------------------------------------

    def _constant(self, node: Node) -> Symbol:
        return constant(self.space, node.payload)

    def _dial(self, node: Node) -> Symbol:
        """The number that the law has: a proof is about the law as it is written."""
        return constant(self.space, node.payload.value)

    def _failed(self, node: Node) -> Symbol:
        """What fails in the reference, and what nobody knows: an answer that rests on it is none."""
        return FAILED

    def _refuse_undecided(self, node: Node) -> None:
        """Raises Unsupported where the reference passes over what is unknown or tainted, for here that is a failure."""
        for below in topological([node]) if node.id not in self._undecided else ():
            if below.id not in self._undecided:
                self._undecided[below.id] = below.op in ("TAINT", "UNKNOWN") or any(
                    self._undecided[arg.id] for arg in below.args
                )
        if self._undecided[node.id]:
            raise Unsupported(as_written("een keuze waarbij een gegeven onbekend is"))

    def _unsupported(self, node: Node) -> Symbol:
        raise Unsupported(as_written("de operatie {op}", op=node.op))

    def _arithmetic(self, node: Node) -> Symbol:
        return op.arithmetic(self.space, node.op, self._values(node))

    def _rounding(self, node: Node) -> Symbol:
        return op.rounding(self.space, node.op, self.value(node.args[0]), node.payload[0])

    def _compare(self, node: Node) -> Symbol:
        return op.compare(self.space, node.op, *self._values(node))

    def _equals(self, node: Node) -> Symbol:
        left, right = self._values(node)
        return Symbol("bool", truth=equals(self.space, left, right), failed=either(left.failed, right.failed))

    def _logic(self, node: Node) -> Symbol:
        self._refuse_undecided(node)
        return op.logic(self.space, node.op, self._until_decided(node), bool(node.payload))

    def _not(self, node: Node) -> Symbol:
        return op.inverse(self.space, self.value(node.args[0]), bool(node.payload))

    def _in(self, node: Node) -> Symbol:
        self._refuse_undecided(node)
        return op.member(self.space, *self._values(node))

    def _list(self, node: Node) -> Symbol:
        values = self._values(node)
        return Symbol("list", items=tuple(values), failed=either(*(v.failed for v in values)))

    def _is_null(self, node: Node) -> Symbol:
        return op.is_null(self.value(node.args[0]))

    def _sequence(self, node: Node) -> Symbol:
        self._refuse_undecided(node)
        values = self._values(node)
        return values[-1].but(failed=either(*(v.failed for v in values)))

    def _nonnull(self, node: Node) -> Symbol:
        value = self.value(node.args[0])
        return _there(value.but(failed=value.null))

    def _present(self, node: Node) -> Symbol:
        return _there(self.value(node.args[0]))

    def _age(self, node: Node) -> Symbol:
        return op.age(self.space, *self._values(node))

    def _date(self, node: Node) -> Symbol:
        return op.day(self.space, self._values(node))

    def _date_diff(self, node: Node) -> Symbol:
        return op.date_diff(self.space, *self._values(node))

    def _date_part(self, node: Node) -> Symbol:
        return op.date_part(self.value(node.args[0]), node.payload[0])

    def _start_of(self, node: Node) -> Symbol:
        return op.start_of(self.value(node.args[0]), node.payload[0])

    def _date_add(self, node: Node) -> Symbol:
        if any(n.op != "CONST" for n in topological([node]) if not n.args):
            return self._unsupported(node)
        try:
            return constant(self.space, Walk(Case()).value(node))  # the same day for every household
        except EvaluationError:
            return FAILED

    # --- leaves -------------------------------------------------------------------------------------------------

    def _name(self, node: Node) -> Symbol:
        return self.value(node.args[0])

    def _parameter(self, node: Node) -> Symbol:
        return Symbol("person", who=PERSON) if node.payload == KEY else self.read(PARAMETER, node.payload)

    def _element(self, node: Node) -> Symbol:
        return Symbol("object", who=self._current[node.payload - 1])

    def _get(self, node: Node) -> Symbol:
        target = self.value(node.args[0])
        if target.who is None or target.kind != "object":
            raise Unsupported(as_written("een veld van iets dat geen record is"))
        return self.read(target.who, node.payload[0]).but(failed=target.failed)

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
        args, absence = node.args, bool(node.payload)
        before: Bool = True
        for position in range(0, len(args) - 1, 2):
            when = self.value(args[position])
            if when.failed is not False:
                cases.append((when.failed, FAILED))
            if absence and when.null is not False:
                cases.append((when.null, FAILED))
            holds = truthy(self.space, when)
            self.guards.setdefault((node.id, position // 2), []).append(both(before, holds))
            before = both(before, negate(holds), negate(when.null) if absence else True)
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
            return op.arithmetic(self.space, "DIVIDE", [self.value(a) for a in node.args])
        assert below is not None
        first, second = (self.value(a) for a in top.args)
        rate = op.arithmetic(self.space, "DIVIDE", [second, below])
        made = op.arithmetic(self.space, "MULTIPLY", [first, rate])
        if made.kind != "number":
            return made
        # The reference multiplies first (exact) and divides once.
        doubt = max(map(abs, self.space.bounds(made.number))) * op.RELATIVE
        return replace(made, direct=doubt < op.gap(self.space, first.number * second.number, below.number))

    def _foreach(self, node: Node) -> Symbol:
        collection, keep, body = node.args
        level, combine, absence = node.payload
        if combine in ("AND", "OR"):
            self._refuse_undecided(node)
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
            failed = either(failed, chosen.failed, chosen.null if absence else False)
            absent = either(absent, False if absence else chosen.null)
            kept = truthy(self.space, chosen)
            if kept is not False:
                value = self.value(body)
                failed = either(failed, both(kept, value.failed))
                found.append((kept, value))
        self._current = outer
        made = self._combined(found, combine, bool(absence))
        return Symbol(
            made.kind,
            made.number,
            made.truth,
            either(made.null, absent),
            either(made.failed, failed),
            made.doubt,
            False,
        )

    def _combined(self, found: list[tuple[Bool, Symbol]], combine: str | None, absence: bool) -> Symbol:
        if combine is None:
            raise Unsupported(as_written("FOREACH die een lijst maakt"))
        if combine in ("AND", "OR"):
            decisive = combine == "OR"
            decided: Bool = False
            missing: Bool = False
            for kept, value in found:
                holds = truthy(self.space, value)
                decided = either(decided, both(kept, holds if decisive else negate(holds)))
                missing = either(missing, both(kept, value.null) if absence else False)
            return Symbol("bool", truth=decided if decisive else negate(decided), failed=missing)
        gaps = either(*(both(kept, v.null) for kept, v in found))
        numbers = [(kept, v) for kept, v in found if v.kind != "null"]
        if any(v.kind != "number" for _, v in numbers):
            return FAILED
        doubt = sum((v.doubt for _, v in numbers), self.space.bounds(ZERO)[0])
        if combine == "ADD":
            total = ZERO
            for kept, value in numbers:
                total = total + self.space.choose([(kept, value.number)], ZERO)
            return Symbol("number", self.space.check_size(total), failed=gaps, doubt=doubt)
        if not numbers:
            return Symbol("null", null=True, failed=gaps)
        none = negate(either(*(kept for kept, _ in numbers)))
        made = self._extreme(numbers, combine == "MAX")
        return Symbol("number", made, null=none, failed=gaps, doubt=doubt)

    def _extreme(self, numbers: list[tuple[Bool, Symbol]], largest: bool) -> Poly:
        """The extreme of the kept elements: what does not count is put out of the way."""
        if all(kept is True for kept, _ in numbers):
            return self.space.extreme([v.number for _, v in numbers], largest)
        ends = [self.space.bounds(v.number) for _, v in numbers]
        away = Poly.constant(min(lo for lo, _ in ends) if largest else max(hi for _, hi in ends))
        return self.space.extreme([self.space.choose([(kept, v.number)], away) for kept, v in numbers], largest)


def _there(value: Symbol) -> Symbol:
    """The value where it is known not to be null."""
    return value if value.kind == "null" else replace(value, null=False)


OPERATIONS: dict[str, Callable[[Ground, Node], Symbol]] = {
    "CONST": Ground._constant,
    "PARAM": Ground._parameter,
    "DIAL": Ground._dial,
    "FIELD": Ground._field,
    "VAR": Ground._element,
    "GET": Ground._get,
    "NAME": Ground._name,
    "PRESENT": Ground._present,
    "NONNULL": Ground._nonnull,
    "SEQ": Ground._sequence,
    **dict.fromkeys(("ERROR", "TAINT", "UNKNOWN"), Ground._failed),
    **dict.fromkeys(("ADD", "SUBTRACT", "MULTIPLY", "MIN", "MAX"), Ground._arithmetic),
    "DIVIDE": Ground._divide,
    **dict.fromkeys(("ROUND", "CEIL", "FLOOR"), Ground._rounding),
    **dict.fromkeys(("LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL"), Ground._compare),
    "EQUALS": Ground._equals,
    **dict.fromkeys(("AND", "OR"), Ground._logic),
    "NOT": Ground._not,
    "IF": Ground._if,
    "IN": Ground._in,
    "LIST": Ground._list,
    "IS_NULL": Ground._is_null,
    "AGE": Ground._age,
    "DATE": Ground._date,
    "DATE_DIFF": Ground._date_diff,
    "DATE_PART": Ground._date_part,
    "START_OF": Ground._start_of,
    "DATE_ADD": Ground._date_add,
    "FOREACH": Ground._foreach,
    **dict.fromkeys(("LOCAL", "DAY_OF_WEEK"), Ground._unsupported),
}
"""What each operation is as a formula."""
