"""The one graph that every reader shares: typed, acyclic, hash-consed nodes.

A node is an operation on other nodes. Equal sub-expressions are one node, so a reform shares all it does not touch and
a perturbation (one euro more) is a substitution. Every node knows its kind, interval, unit, whether it can be null and
whether evaluating it can fail, and where it first appeared (law, article, line).

Operations (`node.op`), their `args` and their `payload`:

=================  ==========================================  ==============================================
CONST              -                                           value (int, Decimal, bool, str, None, tuple, Record)
PARAM              -                                           name: a value that the caller supplies
DIAL               -                                           Dialled: a number of the law that can be moved
FIELD              (key, fallback?)                            (source, field): a register look-up by key; the
                                                               fallback is evaluated when the record has no such field
VAR                -                                           level: the element of the FOREACH at that depth
GET                (object,)                                   (name, absence)
LOCAL              (object, fallback)                          name: field of the element if it has it, else fallback
ADD SUBTRACT MULTIPLY DIVIDE MIN MAX  operands                 absence: whether null is absence (schema v0.5.8)
ROUND CEIL FLOOR   (value,)                                    (precision, absence)
EQUALS             (left, right)                               -
LESS_THAN ... (4)  (left, right)                               absence
AND OR             conditions                                  absence
NOT                (value,)                                    absence
IF                 (when, then, ..., default)                  absence
IN                 (subject, list)                             -
LIST               items                                       -
IS_NULL            (value,)                                    -
AGE                (birth, reference)                          absence
DATE               (year, month, day)                          absence
DATE_ADD           (date, years, months, weeks, days)          absence
DATE_DIFF          (from, to, unit)                            absence
DAY_OF_WEEK        (date,)                                     absence
DATE_PART          (date,)                                     (year | month | day, absence)
START_OF           (date,)                                     (year | month, absence)
FOREACH            (collection, filter, body)                  (level, combine or None, absence)
SEQ                (check, ..., value)                         -: evaluate all in order, give the last
NAME               (value,)                                    Label: marks law, article and name for the trace
NONNULL            (value,)                                    message: fails when the value is null
PRESENT            (value,)                                    -: the value where a guard has proven that it is not null
TAINT              -                                           (article, construct)
UNKNOWN            -                                           name: a fact that nobody has
ERROR              -                                           (kind, message): fails when reached
=================  ==========================================  ==============================================

Null, under `absence`, is absence: EQUALS, IN and IS_NULL test it, a field of it is null, an empty collection is what a
FOREACH makes of it, and everything else that works on it fails. Without `absence` (older laws) it is false as a
condition and fails in arithmetic and order. Unknown is another thing: it carries through every operation and names the
facts that are missing, except that AND and OR go past it to an operand that decides.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

Kind = Literal["number", "bool", "string", "date", "list", "object", "null", "any"]
Number = int | Decimal

INFINITE = Decimal("Infinity")

OPERATIONS = frozenset((
    "CONST", "PARAM", "DIAL", "FIELD", "VAR", "GET", "LOCAL", "ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX", "ROUND",
    "CEIL", "FLOOR", "EQUALS", "LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL", "AND", "OR",
    "NOT", "IF", "IN", "LIST", "IS_NULL", "AGE", "DATE", "DATE_ADD", "DATE_DIFF", "DAY_OF_WEEK", "DATE_PART", "START_OF",
    "FOREACH", "SEQ", "NAME", "NONNULL", "PRESENT", "TAINT", "UNKNOWN", "ERROR",
))  # fmt: skip
"""Every operation of a node. Four tables say what each is: what is known of it beforehand (law.graph.infer), what it means
(engine.reference.walk), as a kernel (engine.batch.lower.operations) and as a formula (engine.prove.formulas.law)."""
_BITS = {op: 1 << place for place, op in enumerate(sorted(OPERATIONS))}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an expression stands: law id, version (valid_from), article number, file and line."""

    law: str
    version: str
    article: str
    line: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """What a NAME node marks: `kind` is output, input, open_term, hook, override or parameter."""

    kind: str
    law: str
    version: str
    article: str
    name: str


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What the register catalogue knows of a field; `items` describes the fields of a collection's elements.

    `lo` and `hi` bound numbers (in the field's own unit) and dates (ISO strings). `computed_by` is (law, output) for
    a field of an element that is itself computed by law for the person in the element.
    """

    kind: Kind = "any"
    unit: str | None = None
    nullable: bool = True
    lo: Number | str | None = None
    hi: Number | str | None = None
    values: tuple[str, ...] | None = None
    integer: bool = True
    items: Mapping[str, FieldSpec] | None = None
    computed_by: tuple[str, str] | None = None
    reference: bool = False
    """True for a field that holds the key of another record (partner_bsn)."""

    def __hash__(self) -> int:
        return hash((self.kind, self.unit, self.nullable, str(self.lo), str(self.hi)))


@dataclass(eq=False, slots=True)
class Node:
    """One operation. Compare nodes by identity: equal expressions of one graph are the same object."""

    id: int
    op: str
    args: tuple[Node, ...]
    payload: Any
    kind: Kind
    lo: Number
    hi: Number
    nullable: bool
    may_fail: bool
    level: int
    """Number of enclosing FOREACH elements it depends on: 0 = the same for the whole case."""
    unit: str | None
    origin: Origin | None
    spec: FieldSpec | None
    also: tuple[Origin, ...] = ()
    """Other places in the law where the same expression stands; filled in while laws are linked."""
    gave: tuple[Node, ...] = ()
    """Of the name of an input: the fixed values (a limit, an age) that its article gave to the law that it asks."""
    within: int = field(init=False)
    """Which operations there are in it and below it, a bit for each."""

    def __post_init__(self) -> None:
        found = _BITS[self.op]
        for arg in self.args:
            found |= arg.within
        self.within = found

    def __repr__(self) -> str:
        return f"<{self.id} {self.op} {[a.id for a in self.args]} {self.payload!r}>"


def hashable(value: Any) -> Any:
    """A hashable key in which 1, 1.0 and True differ."""
    if isinstance(value, tuple):
        return ("tuple", *(hashable(v) for v in value))
    if isinstance(value, Decimal):
        return ("decimal", str(value))
    return (type(value).__name__, value)


@dataclass(frozen=True, slots=True)
class Record:
    """An immutable object value: ordered (name, value) pairs."""

    pairs: tuple[tuple[str, Any], ...]

    def get(self, name: str) -> Any:
        for key, value in self.pairs:
            if key == name:
                return value
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return any(key == name for key, _ in self.pairs)


def topological(roots: Iterable[Node], known: Container[int] = ()) -> Iterator[Node]:
    """Every node that `roots` need, operands before users; not those in `known` (ids), nor what only these need."""
    seen: set[int] = set()
    for root in roots:
        if root.id in seen or root.id in known:
            continue
        seen.add(root.id)
        stack, left = [root], [iter(root.args)]
        while stack:
            for child in left[-1]:
                if child.id not in seen and child.id not in known:
                    seen.add(child.id)
                    stack.append(child)
                    left.append(iter(child.args))
                    break
            else:
                left.pop()
                yield stack.pop()


def having(roots: Iterable[Node], *ops: str) -> list[Node]:
    """The nodes that `roots` need with one of these operations, in the order of `topological`.

    Parts of the graph without such an operation are not gone through, which is most of it for those that are rare.
    """
    wanted = 0
    for op in ops:
        wanted |= _BITS[op]
    seen: set[int] = set()
    found: list[Node] = []
    for root in roots:
        if root.id in seen or not root.within & wanted:
            continue
        seen.add(root.id)
        stack, left = [root], [iter(root.args)]
        while stack:
            for child in left[-1]:
                if child.within & wanted and child.id not in seen:
                    seen.add(child.id)
                    stack.append(child)
                    left.append(iter(child.args))
                    break
            else:
                left.pop()
                done = stack.pop()
                if done.op in ops:
                    found.append(done)
    return found


def strip(node: Node) -> Node:
    """The node below its NAME markers."""
    while node.op == "NAME":
        node = node.args[0]
    return node
