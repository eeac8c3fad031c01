"""Static types of one article: absence (N1 to N4) and types (T1 to T4) of the format's type check (RFC-037).

What is not known is never reported: elements of a FOREACH that no register describes, fields of objects, what hooks add.
The rules hold from schema v0.5.8; a law of before has conditions that are no truth and null that is false, so of it only
constants are judged here (and in `linked` what cannot be computed whatever the case).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal as OneOf

from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.law.check.items import items_of
from uitvoerbaar.law.check.operands import equality, member, numbers, operands
from uitvoerbaar.law.check.presence import proven
from uitvoerbaar.law.check.scope import KINDS, WORDS, Known, Place, Scope
from uitvoerbaar.law.graph import Kind
from uitvoerbaar.law.graph.infer import kind_of
from uitvoerbaar.law.model import Action, Expression, Field, Law, Literal, OpenTerm, Operation, Rules, Variable
from uitvoerbaar.law.read.fields import is_number, known, written
from uitvoerbaar.law.registers import Catalogue

Demand = OneOf["free", "value", "output"]
"""What the place of an expression asks: nothing, a value that is there, or what the output it becomes asks."""


@dataclass(slots=True)
class TypeCheck(Scope):
    """Checks one article."""

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
            kind = KINDS.get(declared.type, "any") if declared else self.kind(action.expression, Place(None))
            nullable = declared.nullable if declared is not None else self.nullable(action.expression, Place(None))
            self.names[action.output] = Known(kind, nullable, action.expression)

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
                self._fits(self.kind(at, place), at.line, place.output, at)
            if at.op == "FOREACH" and at.payload[1] in ("MIN", "MAX"):
                self._of_nothing(at, place, demand)
            self._operation(at, place)

    def _of_nothing(self, at: Operation, place: Place, demand: Demand) -> None:
        """The lowest or highest of a list with nothing in it, where a value is needed. A warning: what stands around it may
        see to it that there is always something."""
        fails = demand == "value" or (demand == "output" and place.output is not None and not place.output.nullable)
        if self.law.absence and fails:
            message = tr(
                "FOREACH ({combine}) is leeg als er niets in de lijst is, en hier is een waarde nodig",
                combine=at.payload[1],
            )
            hint = tr("vang dat op: IF met een voorwaarde op het aantal, of zet 'nullable: true' en toets op null")
            self.problem(at.line, message, hint, warning=True)

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
        if self.law.absence and self.nullable(at, place):
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
            self._fits(self.kind(at, place), at.line, place.output, at)

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
        found = describe(value) if value is not None else tr(WORDS[kind])
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
        kind = self.kind(at, place)
        if self.law.absence and kind not in ("any", "bool", "null"):
            self.problem(at.line, tr("{what} is {words}, geen waar/onwaar (T2)", what=what, words=tr(WORDS[kind])))

    def _operation(self, at: Operation, place: Place) -> None:
        if at.op in ("AND", "OR"):
            here = place
            for arg in at.args:
                self._condition(arg, here, tr("een voorwaarde van {op}", op=at.op))
                here = self._where(here, arg, at.op == "AND")
        elif at.op == "NOT":
            self._condition(at.args[0], place, "wat NOT omkeert")
        elif at.op in ("EQUALS", "IS_NULL"):
            for arg in at.args:
                if not (isinstance(arg, Literal) and arg.value is None):
                    self._walk(arg, place, "free")
            equality(self, at, place)
        elif at.op == "FOREACH":
            self._each(at, place)
        elif at.op in ("LIST", "IN"):
            for arg in at.args:
                self._walk(arg, place, "free")
            if at.op == "IN":
                member(self, at, place)
        else:
            for arg in at.args:
                self._walk(arg, place, "value")
            operands(self, at, place)

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
            numbers(self, f"FOREACH ({combine})", (body,), inner)


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
