"""Static types of one article: absence (N1 to N4) and types (T1 to T4) of the format's type check (RFC-037).

What is not known is never reported: elements of a FOREACH, fields of objects, what hooks add. The rules hold from schema
v0.5.8; a law of before has conditions that are no truth and null that is false, so of it only constants are judged here
(and in `linked` what cannot be computed whatever the case).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal as OneOf

from uitvoerbaar.base.errors import Level, Problem
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.law.check.presence import proven
from uitvoerbaar.law.graph import Kind
from uitvoerbaar.law.graph.infer import kind_of
from uitvoerbaar.law.model import Action, Article, Expression, Field, Law, Literal, OpenTerm, Operation, Rules, Variable
from uitvoerbaar.law.read.fields import is_number, known, written

KINDS: Mapping[str, Kind] = {
    "number": "number", "amount": "number", "boolean": "bool", "array": "list", "date": "date", "string": "string",
    "object": "object",
}  # fmt: skip
_WORDS: Mapping[Kind, str] = {
    "number": mark("een getal"), "bool": mark("waar/onwaar"), "string": mark("tekst"), "date": mark("een datum"),
    "list": mark("een lijst"),
    "object": mark("een object"), "null": mark("leeg"), "any": mark("iets"),
}  # fmt: skip
_ORDER = ("LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL")
_NUMERIC = ("SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX", "ROUND", "CEIL", "FLOOR")
_DAYS = ("AGE", "DATE_ADD", "DATE_DIFF", "DAY_OF_WEEK", "DATE_PART", "START_OF", "DATE")
_LOGIC = ("AND", "OR", "NOT")

Demand = OneOf["free", "value", "output"]
"""What the place of an expression asks: nothing, a value that is there, or what the output it becomes asks."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a name: its kind, whether it can be null, and (of an output) how it was computed."""

    kind: Kind = "any"
    nullable: bool = False
    test: Expression | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: the output it becomes, what is proven to be there, and whether names are elements."""

    output: Field | None
    present: frozenset[tuple[str, ...]] = frozenset()
    element: bool = False


@dataclass(slots=True)
class TypeCheck:
    """Checks one article; `problems` holds what is wrong."""

    law: Law
    article: Article
    problems: list[Problem] = field(default_factory=list)
    names: dict[str, Known] = field(default_factory=dict)

    def problem(self, line: int, message: str, hint: str | None = None, *, warning: bool = False) -> None:
        """Record an error, or a warning, at `line`."""
        level: Level = "warning" if warning else "error"
        self.problems.append(Problem(self.law.file, line, message, self.article.number, level, hint))

    def run(self) -> list[Problem]:
        """Every problem of the types in the article."""
        rules = self.article.rules
        if rules is None:
            return self.problems
        self.names = dict(_declared(rules))
        self._definitions(rules)
        for term in rules.open_terms:
            wanted = Field(term.id, term.type or "?", term.line, nullable=not term.required)
            self._actions(term.default or (), {term.id: wanted})
            self.names[term.id] = _term(term)
        self._actions(rules.actions, {o.name: o for o in rules.outputs})
        return self.problems

    def _definitions(self, rules: Rules) -> None:
        """A definition without a type that looks like a number or a truth, and is text."""
        for definition in rules.definitions.values():
            hint = written(definition.value, None) if definition.type is None else None
            if hint is not None:
                message = tr(
                    "definitie '{name}' is de tekst {value}, geen getal of true/false",
                    name=definition.name,
                    value=describe(definition.value),
                )
                more = tr("{hint}; of zet 'type: string' erbij als tekst bedoeld is", hint=hint)
                self.problem(definition.line, message, more, warning=True)

    def _actions(self, actions: tuple[Action, ...], outputs: Mapping[str, Field]) -> None:
        for action in actions:
            declared = outputs.get(action.output)
            self._walk(action.expression, Place(declared), "output")
            kind = KINDS.get(declared.type, "any") if declared else self._kind(action.expression, Place(None))
            nullable = declared.nullable if declared is not None else self._nullable(action.expression, Place(None))
            self.names[action.output] = Known(kind, nullable, action.expression)

    # --- what an expression is ----------------------------------------------------------------------------------

    def _kind(self, at: Expression, place: Place) -> Kind:
        if isinstance(at, Literal):
            return kind_of(at.value)
        if isinstance(at, Variable):
            name = at.path[0]
            if place.element or len(at.path) > 1:
                return "any"
            return "date" if name == "referencedate" else self.names.get(name, Known()).kind
        if at.op in (*_NUMERIC, "AGE", "DATE_DIFF", "DAY_OF_WEEK", "DATE_PART"):
            return "number"
        if at.op in (*_ORDER, *_LOGIC, "EQUALS", "IN", "IS_NULL"):
            return "bool"
        if at.op in ("DATE", "DATE_ADD", "START_OF"):
            return "date"
        if at.op == "IF":
            kinds = {self._kind(b, place) for b in (*at.args[1:-1:2], at.args[-1])} - {"null"}
            return kinds.pop() if len(kinds) == 1 else "any"
        if at.op == "ADD":
            kinds = {self._kind(a, place) for a in at.args}
            return kinds.pop() if len(kinds) == 1 else "any"
        if at.op == "FOREACH" and at.payload[1] in ("AND", "OR"):
            return "bool"
        return "list" if at.op == "LIST" or (at.op == "FOREACH" and at.payload[1] is None) else "any"

    def _nullable(self, at: Expression, place: Place) -> bool:
        if isinstance(at, Literal):
            return at.value is None
        if isinstance(at, Variable):
            return not place.element and self.names.get(at.path[0], Known()).nullable and not self._there(at, place)
        return at.op == "IF" and any(self._nullable(b, place) for b in (*at.args[1:-1:2], at.args[-1]))

    @staticmethod
    def _there(at: Variable, place: Place) -> bool:
        return any(at.path[: len(p)] == p or p[: len(at.path)] == at.path for p in place.present)

    # --- the walk -----------------------------------------------------------------------------------------------

    def _walk(self, at: Expression, place: Place, demand: Demand) -> None:
        """Check an expression and everything below it."""
        if isinstance(at, Literal):
            self._literal(at, place, demand)
        elif isinstance(at, Variable):
            self._variable(at, place, demand)
        elif at.op == "IF":
            self._choice(at, place, demand)
        else:
            if demand == "output" and place.output is not None:
                self._fits(self._kind(at, place), at.line, place.output, at)
            self._operation(at, place)

    def _literal(self, at: Literal, place: Place, demand: Demand) -> None:
        if at.value is None and self.law.absence:
            if demand == "value":
                self.problem(at.line, tr("null is hier geen waarde om mee te rekenen of over te beslissen (N2)"))
            elif demand == "output" and place.output is not None and not place.output.nullable:
                hint = tr("geef een waarde, of zet 'nullable: true' bij '{name}'", name=place.output.name)
                self.problem(
                    at.line, tr("uitvoer '{name}' is niet nullable maar wordt null (N2)", name=place.output.name), hint
                )
        elif at.value is not None and demand == "output" and place.output is not None:
            self._fits(kind_of(at.value), at.line, place.output, at)
            self._range(at.value, at.line, place.output)

    def _range(self, value: object, line: int, wanted: Field) -> None:
        if not is_number(value):
            return
        assert isinstance(value, int | Decimal)
        if (wanted.lo is not None and value < wanted.lo) or (wanted.hi is not None and value > wanted.hi):
            self.problem(
                line,
                tr("{value} ligt buiten het bereik van '{name}' (min/max in type_spec)", value=value, name=wanted.name),
            )

    def _variable(self, at: Variable, place: Place, demand: Demand) -> None:
        shown = "$" + ".".join(at.path)
        if self.law.absence and self._nullable(at, place):
            hint = tr("toets eerst: IF met EQUALS {shown} en null", shown=shown)
            if demand == "value":
                self.problem(
                    at.line,
                    tr("'{shown}' kan leeg zijn en wordt hier gebruikt alsof het er is (N4)", shown=shown),
                    hint,
                )
            elif demand == "output" and place.output is not None and not place.output.nullable:
                message = tr(
                    "'{shown}' kan leeg zijn maar uitvoer '{name}' niet (N4)", shown=shown, name=place.output.name
                )
                self.problem(
                    at.line,
                    message,
                    tr("{hint}, of zet 'nullable: true' bij '{name}'", hint=hint, name=place.output.name),
                )
        if demand == "output" and place.output is not None:
            self._fits(self._kind(at, place), at.line, place.output, at)

    def _fits(self, kind: Kind, line: int, wanted: Field, at: Expression) -> None:
        """T4: what an output becomes has its declared type."""
        asked = KINDS.get(wanted.type, "any")
        if not self.law.absence and not isinstance(at, Literal):
            return
        if kind in ("any", "null", asked) or asked == "any" or (asked == "string" and kind == "date"):
            return
        if asked == "date" and kind == "string" and not isinstance(at, Literal):
            return  # days arrive as text
        value = at.value if isinstance(at, Literal) else None
        found = describe(value) if value is not None else tr(_WORDS[kind])
        message = tr(
            "uitvoer '{name}' is {known} maar wordt {found} (T4)",
            name=wanted.name,
            known=known(wanted.type),
            found=found,
        )
        self.problem(line, message, written(value, wanted.type) if value is not None else None)

    def _choice(self, at: Operation, place: Place, demand: Demand) -> None:
        here = place
        *cases, default = at.args
        for when, then in zip(cases[::2], cases[1::2], strict=True):
            self._condition(when, here, tr("de voorwaarde van IF"))
            self._walk(then, replace(here, present=here.present | proven(when, True, self._test)), demand)
            here = replace(here, present=here.present | proven(when, False, self._test))
        if at.payload is not False:
            self._walk(default, here, demand)
        elif self.law.absence and not (demand == "output" and (place.output is None or place.output.nullable)):
            of = (
                tr(" bij uitvoer '{name}'", name=place.output.name)
                if place.output is not None and demand == "output"
                else ""
            )
            hint = "voeg 'default' toe" + (tr(", of zet 'nullable: true'{of}", of=of) if of else "")
            self.problem(at.line, tr("deze IF heeft geen 'default' en is leeg als geen geval past (N3)"), hint)
        elif not self.law.absence:
            message = tr("deze IF heeft geen 'default' en is leeg (null) als geen geval past")
            self.problem(at.line, message, tr("voeg 'default' toe"), warning=True)

    def _test(self, name: str) -> Expression | None:
        """How a boolean that can stand for a test was computed."""
        return self.names.get(name, Known()).test

    def _condition(self, at: Expression, place: Place, what: str) -> None:
        """T2: what is decided on is a truth, and is there."""
        self._walk(at, place, "value")
        kind = self._kind(at, place)
        if self.law.absence and kind not in ("any", "bool", "null"):
            self.problem(at.line, tr("{what} is {words}, geen waar/onwaar (T2)", what=what, words=tr(_WORDS[kind])))

    def _operation(self, at: Operation, place: Place) -> None:
        if at.op in ("AND", "OR"):
            here = place
            for arg in at.args:
                self._condition(arg, here, tr("een voorwaarde van {op}", op=at.op))
                here = replace(here, present=here.present | proven(arg, at.op == "AND", self._test))
        elif at.op == "NOT":
            self._condition(at.args[0], place, "wat NOT omkeert")
        elif at.op in ("EQUALS", "IS_NULL"):
            self._equality(at, place)
        elif at.op == "FOREACH":
            inner = replace(place, element=True)
            self._walk(at.args[0], place, "free")
            self._walk(at.args[1], inner, "value")
            self._walk(at.args[2], inner, "free" if at.payload[1] is None else "value")
        elif at.op in ("LIST", "IN"):
            for arg in at.args:
                self._walk(arg, place, "free")
        else:
            for arg in at.args:
                self._walk(arg, place, "value")
            self._operands(at, place)

    def _operands(self, at: Operation, place: Place) -> None:
        """T1: arithmetic has numbers, order has numbers or days, calendar operations have days."""
        if not self.law.absence:
            return
        kinds = [self._kind(a, place) for a in at.args]
        if at.op in _NUMERIC or (at.op == "ADD" and "number" in kinds):
            for arg, kind in zip(at.args, kinds, strict=True):
                if kind not in ("number", "any", "null"):
                    hint = written(arg.value, "number") if isinstance(arg, Literal) else None
                    self.problem(
                        arg.line,
                        tr("{op} rekent met getallen, maar krijgt {words} (T1)", op=at.op, words=tr(_WORDS[kind])),
                        hint,
                    )
        elif at.op in _ORDER:
            for arg, kind in zip(at.args, kinds, strict=True):
                if kind in ("bool", "list", "object") or (kind == "string" and isinstance(arg, Variable)):
                    message = tr(
                        "{op} vergelijkt getallen of data, maar krijgt {words} (T1)", op=at.op, words=tr(_WORDS[kind])
                    )
                    self.problem(arg.line, message)
        elif at.op in _DAYS and at.op != "DATE":
            for arg, kind in zip(at.args[: 1 if at.op not in ("AGE", "DATE_DIFF") else 2], kinds, strict=False):
                if kind in ("number", "bool", "list"):
                    self.problem(
                        arg.line,
                        tr("{op} heeft een datum nodig, maar krijgt {words} (T1)", op=at.op, words=tr(_WORDS[kind])),
                    )

    def _equality(self, at: Operation, place: Place) -> None:
        for arg in at.args:
            if not (isinstance(arg, Literal) and arg.value is None):
                self._walk(arg, place, "free")
        if not self.law.absence:
            return
        nulls = [a for a in at.args if isinstance(a, Literal) and a.value is None]
        others = [a for a in at.args if a not in nulls]
        if (at.op == "IS_NULL" or nulls) and others:
            self._null_test(others[0], place)
            return
        kinds = [self._kind(a, place) for a in at.args]
        if "any" in kinds or "null" in kinds or len(set(kinds)) < 2 or set(kinds) == {"date", "string"}:
            return
        message = tr(
            "EQUALS vergelijkt {words} met {words_2}: nooit gelijk (T3)",
            words=tr(_WORDS[kinds[0]]),
            words_2=tr(_WORDS[kinds[1]]),
        )
        self.problem(at.line, message)

    def _null_test(self, at: Expression, place: Place) -> None:
        """N1: only what can be null is tested for it."""
        if not isinstance(at, Variable) or len(at.path) > 1 or place.element or at.path[0] not in self.names:
            return
        shown = f"${at.path[0]}"
        if not self.names[at.path[0]].nullable:
            hint = tr("zet 'nullable: true' bij '{path}', of haal de toets weg", path=at.path[0])
            self.problem(
                at.line, tr("'{shown}' is nooit leeg: de toets op null is altijd onwaar (N1)", shown=shown), hint
            )
        elif self._there(at, place):
            message = tr("'{shown}' is hier al getoetst: de toets op null is overbodig (N1)", shown=shown)
            self.problem(at.line, message, warning=True)


def _term(term: OpenTerm) -> Known:
    """An open term is absent only when nothing has to fill it in and it has no default."""
    return Known(KINDS.get(term.type or "", "any"), not term.required and term.default is None)


def _declared(rules: Rules) -> Iterator[tuple[str, Known]]:
    """What the article declares: definitions give way to what is declared with a type."""
    for definition in rules.definitions.values():
        yield definition.name, Known(KINDS.get(definition.type or "", kind_of(definition.value)))
    for term in rules.open_terms:
        yield term.id, _term(term)
    for declared in (*rules.parameters, *(i.field for i in rules.inputs)):
        yield declared.name, Known(KINDS.get(declared.type, "any"), declared.nullable)
    for definition in rules.definitions.values():
        # Inside actions a definition hides an input of the same name.
        yield definition.name, Known(KINDS.get(definition.type or "", kind_of(definition.value)))


def check_types(law: Law) -> Iterator[Problem]:
    """Every problem of the types of a law, article by article."""
    for article in law.articles:
        yield from TypeCheck(law, article).run()
