"""Static types of one article: absence (N1 to N4) and types (T1 to T4) of the format's type check (RFC-037).

What is not known is never reported: elements of a FOREACH that no register describes, fields of objects, what hooks add.
The rules hold from schema v0.5.8; a law of before has conditions that are no truth and null that is false, so of it only
constants are judged here (and in `linked` what cannot be computed whatever the case).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal as OneOf

from uitvoerbaar.base.errors import Level, Problem
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.law.check.items import items_of
from uitvoerbaar.law.check.presence import proven
from uitvoerbaar.law.graph import Kind
from uitvoerbaar.law.graph.infer import kind_of
from uitvoerbaar.law.model import Action, Article, Expression, Field, Law, Literal, OpenTerm, Operation, Rules, Variable
from uitvoerbaar.law.read.fields import is_number, known, written
from uitvoerbaar.law.registers import Catalogue

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
_NEVER_NULL = frozenset((*_NUMERIC, *_DAYS, *_LOGIC, *_ORDER, "ADD", "EQUALS", "IN", "IS_NULL", "LIST"))
"""Operations that give a value or fail: never an absence."""

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
    """Where an expression stands: the output it becomes, what is proven to be there, and which names are elements."""

    output: Field | None
    present: frozenset[tuple[str, ...]] = frozenset()
    hidden: frozenset[str] = frozenset()
    """Names that mean the element of a FOREACH around it, or a field of that element."""
    local: Mapping[tuple[str, ...], Known] = field(default_factory=dict)
    """What registers say of those fields."""


@dataclass(slots=True)
class TypeCheck:
    """Checks one article; `problems` holds what is wrong."""

    law: Law
    article: Article
    catalogue: Catalogue | None = None
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
            if definition.value is None and self.law.absence:
                message = tr("definitie '{name}' is leeg: een vaste waarde ontbreekt nooit (N2)", name=definition.name)
                self.problem(definition.line, message, tr("schrijf {{value: ...}}"))
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
            return self._known(at, place).kind
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
            return self._known(at, place).nullable and not self._there(at, place)
        return at.op == "IF" and any(self._nullable(b, place) for b in (*at.args[1:-1:2], at.args[-1]))

    def _known(self, at: Variable, place: Place) -> Known:
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
            self._walk(then, self._where(here, when, True), demand)
            here = self._where(here, when, False)
        always = bool(cases) and isinstance(cases[-2], Literal) and cases[-2].value is True
        if at.payload is not False:
            self._walk(default, here, demand)
        elif always:
            return
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

    def _where(self, place: Place, condition: Expression, holds: bool) -> Place:
        """The place where a condition holds (or does not), with what that proves to be there."""

        def computed(name: str) -> Expression | None:
            return None if name in place.hidden else self._test(name)

        return replace(place, present=place.present | proven(condition, holds, computed))

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
                here = self._where(here, arg, at.op == "AND")
        elif at.op == "NOT":
            self._condition(at.args[0], place, "wat NOT omkeert")
        elif at.op in ("EQUALS", "IS_NULL"):
            self._equality(at, place)
        elif at.op == "FOREACH":
            self._each(at, place)
        elif at.op in ("LIST", "IN"):
            for arg in at.args:
                self._walk(arg, place, "free")
            if at.op == "IN":
                self._member(at, place)
        else:
            for arg in at.args:
                self._walk(arg, place, "value")
            self._operands(at, place)

    def _each(self, at: Operation, place: Place) -> None:
        """A FOREACH: the filter and what AND and OR combine are truths (T2), the rest that is combined is numbers (T1)."""
        collection, keep, body = at.args
        binding, combine = at.payload
        self._walk(collection, place, "free")
        items = items_of(collection, self.article.rules, self.catalogue) or {}
        fields = {name: Known(spec.kind, spec.nullable) for name, spec in items.items()}
        local = {path: known for path, known in place.local.items() if path[0] != binding}
        for name, known_of in fields.items():
            local |= {(binding, name): known_of} if name == binding else {(binding, name): known_of, (name,): known_of}
        inner = replace(place, hidden=place.hidden | {binding, *fields}, local=local)
        self._condition(keep, inner, tr("de filter van FOREACH"))
        inner = self._where(inner, keep, True)
        if combine is None:
            self._walk(body, inner, "free")
        elif combine in ("AND", "OR"):
            self._condition(body, inner, tr("wat FOREACH met {combine} samenneemt", combine=combine))
        else:
            self._walk(body, inner, "value")
            self._numbers(f"FOREACH ({combine})", (body,), inner)

    def _member(self, at: Operation, place: Place) -> None:
        """T3 for IN: one of the values can be of the kind of the subject."""
        subject, members = at.args
        if isinstance(members, Operation) and members.op == "LIST":
            kinds = {self._kind(m, place) for m in members.args}
        elif isinstance(members, Literal) and isinstance(members.value, tuple):
            kinds = {kind_of(value) for value in members.value}
        else:
            return
        kind = self._kind(subject, place)
        if self.law.absence and kinds and not any(_alike(kind, other) for other in kinds):
            other = next(iter(sorted(kinds)))
            message = tr(
                "IN zoekt {words} in een lijst met {words_2}: nooit waar (T3)",
                words=tr(_WORDS[kind]),
                words_2=tr(_WORDS[other]),
            )
            self.problem(at.line, message)

    def _numbers(self, op: str, args: Iterable[Expression], place: Place) -> None:
        """T1: each of these is a number."""
        for arg in args:
            kind = self._kind(arg, place)
            if self.law.absence and kind not in ("number", "any", "null"):
                hint = written(arg.value, "number") if isinstance(arg, Literal) else None
                words = tr(_WORDS[kind])
                self.problem(
                    arg.line, tr("{op} rekent met getallen, maar krijgt {words} (T1)", op=op, words=words), hint
                )

    def _operands(self, at: Operation, place: Place) -> None:
        """T1: arithmetic has numbers, order has numbers or days, calendar operations have days and numbers."""
        if not self.law.absence:
            return
        kinds = [self._kind(a, place) for a in at.args]
        if at.op in _NUMERIC or (at.op == "ADD" and not {*kinds} <= {"string", "any", "null"} and "list" not in kinds):
            self._numbers(at.op, at.args, place)
        elif at.op == "ADD" and len({*kinds} - {"any", "null"}) > 1:
            self.problem(at.line, tr("ADD voegt {words} samen, en dat kan niet (T1)", words=_all_words(kinds)))
        elif at.op in _ORDER:
            self._ordered(at, kinds)
        elif at.op in _DAYS:
            days = {"DATE": 0, "AGE": 2, "DATE_DIFF": 2}.get(at.op, 1)
            for arg, kind in zip(at.args[:days], kinds, strict=False):
                if kind in ("number", "bool", "list", "object"):
                    words = tr(_WORDS[kind])
                    self.problem(
                        arg.line, tr("{op} heeft een datum nodig, maar krijgt {words} (T1)", op=at.op, words=words)
                    )
            if at.op in ("DATE", "DATE_ADD"):
                self._numbers(at.op, at.args[days:], place)

    def _ordered(self, at: Operation, kinds: list[Kind]) -> None:
        """T1: order compares two numbers or two days; days may be written as text."""
        wrong = [(a, k) for a, k in zip(at.args, kinds, strict=True) if k in ("bool", "list", "object")]
        for arg, kind in wrong:
            message = tr("{op} vergelijkt getallen of data, maar krijgt {words} (T1)", op=at.op, words=tr(_WORDS[kind]))
            self.problem(arg.line, message)
        if not wrong and "number" in kinds and {*kinds} & {"date", "string"}:
            message = tr("{op} vergelijkt {words}: nooit te ordenen (T1)", op=at.op, words=_all_words(kinds))
            self.problem(at.line, message)

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
        if not others:
            self.problem(at.line, tr("null wordt met null vergeleken: dat beslist niets (N1)"))
            return
        kinds = [self._kind(a, place) for a in at.args]
        if _alike(*kinds):
            return
        message = tr(
            "EQUALS vergelijkt {words} met {words_2}: nooit gelijk (T3)",
            words=tr(_WORDS[kinds[0]]),
            words_2=tr(_WORDS[kinds[1]]),
        )
        self.problem(at.line, message)

    def _null_test(self, at: Expression, place: Place) -> None:
        """N1: only what can be null is tested for it."""
        if not isinstance(at, Variable):
            if isinstance(at, Literal) or at.op in _NEVER_NULL:
                self.problem(at.line, tr("deze waarde is nooit leeg: de toets op null is altijd onwaar (N1)"))
            return
        name = at.path[0]
        declared = name in self.names or name == "referencedate"
        if len(at.path) > 1 or name in place.hidden or not declared:
            return
        shown = f"${name}"
        if not self._known(at, place).nullable:
            hint = tr("zet 'nullable: true' bij '{path}', of haal de toets weg", path=name)
            self.problem(
                at.line, tr("'{shown}' is nooit leeg: de toets op null is altijd onwaar (N1)", shown=shown), hint
            )
        elif self._there(at, place):
            message = tr("'{shown}' is hier al getoetst: de toets op null is overbodig (N1)", shown=shown)
            self.problem(at.line, message, warning=True)


def _alike(one: Kind, other: Kind) -> bool:
    """Whether values of two kinds can be equal; days arrive as text, and of what is not known nothing is said."""
    return one == other or bool({one, other} & {"any", "null"}) or {one, other} == {"date", "string"}


def _all_words(kinds: Iterable[Kind]) -> str:
    return tr(" en ").join(tr(_WORDS[kind]) for kind in dict.fromkeys(kinds) if kind not in ("any", "null"))


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


def check_types(law: Law, catalogue: Catalogue | None = None) -> Iterator[Problem]:
    """Every problem of the types of a law, article by article; the registers of `catalogue` describe lists of people."""
    for article in law.articles:
        yield from TypeCheck(law, article, catalogue).run()
