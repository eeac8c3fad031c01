"""What is known where an expression stands: the kind of every name, whether it can be null, and what is proven to be there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from uitvoerbaar.base.errors import Level, Problem
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.law.graph import Kind
from uitvoerbaar.law.graph.infer import kind_of
from uitvoerbaar.law.model import Article, Expression, Field, Law, Literal, Variable
from uitvoerbaar.law.registers import Catalogue

KINDS: Mapping[str, Kind] = {
    "number": "number", "amount": "number", "boolean": "bool", "array": "list", "date": "date", "string": "string",
    "object": "object",
}  # fmt: skip
WORDS: Mapping[Kind, str] = {
    "number": mark("een getal"), "bool": mark("waar/onwaar"), "string": mark("tekst"), "date": mark("een datum"),
    "list": mark("een lijst"),
    "object": mark("een object"), "null": mark("leeg"), "any": mark("iets"),
}  # fmt: skip
ORDER = ("LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL")
NUMERIC = ("SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX", "ROUND", "CEIL", "FLOOR")
DAYS = ("AGE", "DATE_ADD", "DATE_DIFF", "DAY_OF_WEEK", "DATE_PART", "START_OF", "DATE")
LOGIC = ("AND", "OR", "NOT")
NEVER_NULL = frozenset((*NUMERIC, *DAYS, *LOGIC, *ORDER, "ADD", "EQUALS", "IN", "IS_NULL", "LIST"))
"""Operations that give a value or fail: never an absence."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a name: its kind, whether it can be null, and (of an output) how it was computed."""

    kind: Kind = "any"
    nullable: bool = False
    test: Expression | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: the output it becomes, what is proven to be there, and which names are elements."""

    output: Field | None
    present: frozenset[tuple[str, ...]] = frozenset()
    hidden: frozenset[str] = frozenset()
    """Names that mean the element of a FOREACH around it, or a field of that element."""
    local: Mapping[tuple[str, ...], Known] = field(default_factory=dict)
    """What registers say of those fields."""


@dataclass(slots=True)
class Scope:
    """One article with what is known of its names; `problems` holds what is wrong."""

    law: Law
    article: Article
    catalogue: Catalogue | None = None
    problems: list[Problem] = field(default_factory=list)
    names: dict[str, Known] = field(default_factory=dict)

    def problem(self, line: int, message: str, hint: str | None = None, *, warning: bool = False) -> None:
        """Record an error, or a warning, at `line`."""
        level: Level = "warning" if warning else "error"
        self.problems.append(Problem(self.law.file, line, message, self.article.number, level, hint))

    def kind(self, at: Expression, place: Place) -> Kind:
        """The kind of an expression; "any" where it is not known."""
        if isinstance(at, Literal):
            return kind_of(at.value)
        if isinstance(at, Variable):
            return self.known(at, place).kind
        if at.op in (*NUMERIC, "AGE", "DATE_DIFF", "DAY_OF_WEEK", "DATE_PART"):
            return "number"
        if at.op in (*ORDER, *LOGIC, "EQUALS", "IN", "IS_NULL"):
            return "bool"
        if at.op in ("DATE", "DATE_ADD", "START_OF"):
            return "date"
        if at.op == "IF":
            kinds = {self.kind(b, place) for b in (*at.args[1:-1:2], at.args[-1])} - {"null"}
            return kinds.pop() if len(kinds) == 1 else "any"
        if at.op == "ADD":
            kinds = {self.kind(a, place) for a in at.args}
            return kinds.pop() if len(kinds) == 1 else "any"
        if at.op == "FOREACH" and at.payload[1] in ("AND", "OR"):
            return "bool"
        return "list" if at.op == "LIST" or (at.op == "FOREACH" and at.payload[1] is None) else "any"

    def nullable(self, at: Expression, place: Place) -> bool:
        """Whether an expression can be null where it stands."""
        if isinstance(at, Literal):
            return at.value is None
        if isinstance(at, Variable):
            return self.known(at, place).nullable and not self.there(at, place)
        return at.op == "IF" and any(self.nullable(b, place) for b in (*at.args[1:-1:2], at.args[-1]))

    def known(self, at: Variable, place: Place) -> Known:
        """What is declared of a name; of a field of an object only whether the object can be absent."""
        name, *path = at.path
        if at.path in place.local:
            return place.local[at.path]
        if name in place.hidden:
            return Known()
        if name == "referencedate":
            return Known("date" if path in ([], ["iso"]) else "number")
        found = self.names.get(name, Known())
        return Known("any", found.nullable) if path else found

    @staticmethod
    def there(at: Variable, place: Place) -> bool:
        """Whether a name is proven to be there."""
        return any(at.path[: len(p)] == p or p[: len(at.path)] == at.path for p in place.present)


def alike(one: Kind, other: Kind) -> bool:
    """Whether values of two kinds can be equal; days arrive as text, and of what is not known nothing is said."""
    return one == other or bool({one, other} & {"any", "null"}) or {one, other} == {"date", "string"}


def all_words(kinds: Iterable[Kind]) -> str:
    """Kinds in words, each once."""
    return tr(" en ").join(tr(WORDS[kind]) for kind in dict.fromkeys(kinds) if kind not in ("any", "null"))
