"""Checks of one article on its own: does every $name mean something here, and can the operands be what they must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import Level, Problem
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import describe, instead, suggest
from uitvoerbaar.law.check.items import items_of
from uitvoerbaar.law.graph import FieldSpec, Record
from uitvoerbaar.law.model import Action, Article, Expression, Law, Literal, OpenTerm, Operation, Rules, Variable
from uitvoerbaar.law.registers import KEY, Catalogue

_REFERENCE_PARTS = ("year", "month", "day", "iso")
_ORDER = ("LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL")
_NUMERIC = ("SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX", "ROUND", "CEIL", "FLOOR")
_BETWEEN = ("SUBTRACT", "DIVIDE", "MULTIPLY", "MIN", "MAX")
"""Operations between values: with one there is nothing to do."""
_DATE_OPERANDS = {"AGE": (0, 1), "DATE_ADD": (0,), "DATE_DIFF": (0, 1), "DAY_OF_WEEK": (0,),
                  "DATE_PART": (0,), "START_OF": (0,)}  # fmt: skip
_PLAIN = {
    "number": mark("een getal"), "amount": mark("een bedrag"), "boolean": mark("waar of onwaar"), "date": mark("een datum"),
}  # fmt: skip
"""Types of values without fields, in words."""
_SPANS = ("days", "months", "years")


@dataclass(slots=True)
class ArticleCheck:
    """Checks one article; `problems` holds what is wrong.

    `hooked` are the names that hooks of other laws add before the actions.
    """

    law: Law
    article: Article
    catalogue: Catalogue
    hooked: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def problem(self, line: int, message: str, hint: str | None = None, *, warning: bool = False) -> None:
        """Record an error, or a warning, at `line`."""
        level: Level = "warning" if warning else "error"
        self.problems.append(Problem(self.law.file, line, message, self.article.number, level, hint))

    def run(self) -> list[Problem]:
        """Every problem of the article's own text."""
        rules = self.article.rules
        if self.article.rules is not None and not self.article.url:
            message = tr("het artikel heeft regels maar geen 'url' naar de officiële tekst")
            self.problem(self.article.line, message, warning=True)
        if rules is None:
            return self.problems
        self._declared(rules)
        fixed = self._fixed(rules)
        self._sources(rules, fixed)
        for term in rules.open_terms:
            self._default(term, rules)
        self._actions(rules.actions, {*fixed, *(i.field.name for i in rules.inputs), *self.hooked})
        self._outputs(rules)
        self._inputs(rules)
        for name, definition in rules.definitions.items():
            if name not in self.used:
                self.problem(definition.line, tr("definitie '{name}' wordt nergens gebruikt", name=name), warning=True)
        self._unread(rules)
        return self.problems

    def _unread(self, rules: Rules) -> None:
        """Open terms that nothing reads, so that what a lower rule fills in counts for nobody."""
        for term in rules.open_terms:
            if term.id not in self.used and all(term.id != output.name for output in rules.outputs):
                message = tr(
                    "open term '{id}' wordt nergens gelezen: wat een lagere regel invult, telt niet", id=term.id
                )
                self.problem(term.line, message, tr("gebruik hem in een regel"), warning=True)

    def _declared(self, rules: Rules) -> None:
        """What an article says that the law is called, or from when it holds, against the head of the file."""
        law = self.law
        head = {
            "name": None if law.name.startswith("#") or law.name == law.id else law.name,
            "valid_from": law.valid_from,
            "valid_to": law.valid_to,
            "regulatory_layer": law.layer,
        }
        for name, value in rules.declares:
            if head.get(name) is not None and isinstance(value, str) and value != head[name]:
                message = tr(
                    "dit artikel zegt dat '{name}' {value} is, de kop van de wet zegt '{head}'",
                    name=name,
                    value=describe(value),
                    head=head[name],
                )
                self.problem(self.article.line, message, tr("maak ze gelijk"), warning=True)
            elif name in ("valid_from", "valid_to") and head[name] is None and value is not None:
                message = tr(
                    "dit artikel zegt dat '{name}' {value} is, maar de kop van de wet heeft geen '{name}', en alleen die telt",
                    name=name,
                    value=describe(value),
                )
                self.problem(self.article.line, message, tr("zet het ook in de kop"), warning=True)

    @staticmethod
    def _fixed(rules: Rules) -> set[str]:
        """Names that do not depend on what is computed before."""
        terms = {t.id for t in rules.open_terms}
        return {"referencedate", *rules.definitions, *(p.name for p in rules.parameters), *terms}

    # --- inputs, open terms, outputs ----------------------------------------------------------------------------

    def _sources(self, rules: Rules, fixed: set[str]) -> None:
        """The parameters of a call see the inputs above it, not the open terms or those below."""
        known = fixed - {t.id for t in rules.open_terms}
        later = {i.field.name: i.field.line for i in reversed(rules.inputs)}  # those above are known: looked at first
        for item in rules.inputs:
            if item.source is not None:
                for _, value in item.source.parameters:
                    self._walk(value, known, later, None)
            known.add(item.field.name)

    def _default(self, term: OpenTerm, rules: Rules) -> None:
        if term.default is None:
            return
        earlier = {t.id for t in rules.open_terms[: rules.open_terms.index(term)]}
        names = {"referencedate", *(p.name for p in rules.parameters), *earlier}
        self._actions(term.default, names)
        if all(action.output != term.id for action in term.default):
            self.problem(term.line, tr("de 'default' van open term '{id}' berekent '{id}' niet", id=term.id))

    def _actions(self, actions: tuple[Action, ...], known: set[str]) -> None:
        known = set(known)
        later = {a.output: a.line for a in reversed(actions)}  # those above are known: looked at first
        for action in actions:
            self._walk(action.expression, known, later, None)
            known.add(action.output)

    def _outputs(self, rules: Rules) -> None:
        made = {a.output for a in rules.actions}
        for output in rules.outputs:
            if output.name not in made:
                hint = instead(output.name, made - {o.name for o in rules.outputs})
                self.problem(output.line, tr("uitvoer '{name}' wordt door geen actie berekend", name=output.name), hint)
        declared = {o.name for o in rules.outputs}
        for action in rules.actions:
            if action.output not in declared and action.output not in self.used:
                message = tr(
                    "'{output}' wordt berekend maar is geen uitvoer, dus niet op te vragen", output=action.output
                )
                hint = suggest(action.output, declared - made) or tr("noem het onder 'output' of haal het weg")
                self.problem(action.line, message, hint, warning=True)

    def _inputs(self, rules: Rules) -> None:
        """What the registers of persons say of the inputs that they should supply."""
        specs = self.catalogue.person_specs()
        if not specs:
            return  # the catalogue itself could not be read, which is told elsewhere
        has_key = any(p.name == KEY for p in rules.parameters)
        written = {field.lower(): spec for field, spec in specs.items()}  # capitals do not tell fields apart
        for item in rules.inputs:
            name, line, source = item.field.name, item.field.line, item.source
            spec = written.get(name.lower())
            elsewhere = source is not None and (source.regulation is not None or source.output is not None)
            if elsewhere:
                if spec is not None and has_key:
                    message = tr(
                        "'{name}' is ook een registerveld; het register gaat voor op de wet die hier staat", name=name
                    )
                    self.problem(line, message, tr("geef de invoer een andere naam"), warning=True)
            elif spec is None:
                message = tr("geen register kent '{name}'; alleen wie de wet aanroept kan het meegeven", name=name)
                self.problem(line, message, suggest(name, specs), warning=True)
            elif not has_key:
                message = tr(
                    "het register levert '{name}' per {key}, maar het artikel heeft geen parameter '{key}'",
                    name=name,
                    key=KEY,
                )
                self.problem(line, message, warning=True)
            elif self.law.absence and spec.nullable and not item.field.nullable:
                message = tr("'{name}' kan in het register leeg zijn, maar is hier niet 'nullable'", name=name)
                self.problem(line, message, tr("zet 'nullable: true' bij de invoer"), warning=True)

    # --- expressions --------------------------------------------------------------------------------------------

    def _walk(self, at: Expression, known: Iterable[str], later: Mapping[str, int], element: Element | None) -> None:
        """Check an expression and all below it. `later` are outputs that are only computed after this place."""
        if isinstance(at, Variable):
            self._variable(at, known, later, element)
        elif isinstance(at, Operation):
            self._operands(at)
            if at.op == "FOREACH":
                collection, *inner = at.args
                self._walk(collection, known, later, element)
                around = frozenset() if element is None else element.outer | {element.name}
                below = Element(at.payload[0], items_of(collection, self.article.rules, self.catalogue), around)
                for part in inner:
                    self._walk(part, known, later, below)
                return
            for arg in at.args:
                self._walk(arg, known, later, element)

    def _variable(self, at: Variable, known: Iterable[str], later: Mapping[str, int], element: Element | None) -> None:
        name, *path = at.path
        self.used.add(name)
        if element is not None and name == element.name:
            if path and element.items is not None and path[0] not in element.items:
                hint = suggest(path[0], element.items) or tr("er zijn: {items}", items=", ".join(element.items))
                self.problem(at.line, tr("een element van deze lijst heeft geen veld '{path}'", path=path[0]), hint)
            return
        if element is not None and name in element.outer and name not in known and name not in (element.items or ()):
            message = tr("'${name}' is het element van een FOREACH eromheen, en dat kent deze FOREACH niet", name=name)
            hint = tr("gebruik in de binnenste FOREACH alleen haar eigen element; het buitenste telt in 'collection'")
            self.problem(at.line, message, hint, warning=element.items is None)
            return
        if element is not None and (element.items is None or name in element.items):
            if element.items is not None and name in known and not path:
                message = tr(
                    "'${name}' is hier het veld van elk element van de lijst, en niet wat het artikel zelf '{name}' noemt",
                    name=name,
                )
                hint = tr(
                    "schrijf '${element}.{name}' als het element bedoeld is; geef anders het eigen gegeven een andere naam",
                    element=element.name,
                    name=name,
                )
                self.problem(at.line, message, hint, warning=True)
            return
        if name in known:
            self._path(at, name, path)
        elif name in later:
            message = tr("'${name}' wordt pas later berekend, op regel {later}", name=name, later=later[name])
            self.problem(at.line, message, tr("zet die stap hierboven"))
        else:
            names = {*known, *(element.items or () if element else ())}
            self.problem(at.line, tr("'${name}' bestaat hier niet", name=name), suggest(name, names))

    def _path(self, at: Variable, name: str, path: list[str]) -> None:
        if not path or self.article.rules is None:
            return
        parts: Iterable[str] | None = None
        rules = self.article.rules
        if name == "referencedate":
            parts = _REFERENCE_PARTS
        elif name in rules.definitions:
            value = rules.definitions[name].value
            parts = [key for key, _ in value.pairs] if isinstance(value, Record) else None
        if parts is not None and path[0] not in parts:
            self.problem(
                at.line,
                tr("'${name}' heeft geen veld '{path}'", name=name, path=path[0]),
                tr("er zijn: {parts}", parts=", ".join(parts)),
            )
        declared = [*rules.parameters, *(i.field for i in rules.inputs)]
        kind = next((f.type for f in declared if f.name == name), None)
        if kind in _PLAIN:
            hint = tr("gebruik AGE of DATE_DIFF") if kind == "date" else None
            self.problem(
                at.line, tr("'${name}' is {kind} en heeft geen velden", name=name, kind=tr(_PLAIN[kind])), hint
            )

    def _operands(self, at: Operation) -> None:
        """Constants that an operation can never use."""
        constants = [a for a in at.args if isinstance(a, Literal)]
        if at.op in _BETWEEN and len(at.args) == 1:
            message = tr("{op} heeft hier maar één waarde, en geeft die terug", op=at.op)
            self.problem(at.line, message, tr("ontbreekt er een waarde? haal de operatie anders weg"), warning=True)
        if at.op in _NUMERIC or (at.op == "ADD" and any(_is_number(c.value) for c in constants)):
            for constant in constants:
                if not _is_number(constant.value):
                    self.problem(
                        constant.line,
                        tr("{op} rekent met getallen, niet met {value}", op=at.op, value=describe(constant.value)),
                    )
        elif at.op in _ORDER:
            for constant in constants:
                if not _is_number(constant.value) and parse_date(constant.value) is None:
                    found = describe(constant.value)
                    self.problem(
                        constant.line,
                        tr("{op} vergelijkt getallen of data (JJJJ-MM-DD), niet {found}", op=at.op, found=found),
                    )
        for position in _DATE_OPERANDS.get(at.op, ()):
            operand = at.args[position]
            if isinstance(operand, Literal) and parse_date(operand.value) is None:
                found = describe(operand.value)
                self.problem(
                    operand.line, tr("{op} heeft een datum (JJJJ-MM-DD) nodig, geen {found}", op=at.op, found=found)
                )
        if at.op == "DATE_DIFF" and isinstance(at.args[2], Literal) and at.args[2].value not in _SPANS:
            hint = suggest(str(at.args[2].value), _SPANS) or tr("kies days, months of years")
            self.problem(
                at.args[2].line, tr("DATE_DIFF kent de eenheid {value} niet", value=describe(at.args[2].value)), hint
            )


@dataclass(frozen=True, slots=True)
class Element:
    """The element of the FOREACH around an expression; `items` are its fields when they are known."""

    name: str
    items: Mapping[str, FieldSpec] | None
    outer: frozenset[str] = frozenset()
    """Names of the elements of the FOREACHs around that one."""


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def check_articles(law: Law, catalogue: Catalogue, hooked: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Every problem of the articles of a law, each on its own; `hooked` gives names by article number."""
    for article in law.articles:
        yield from ArticleCheck(law, article, catalogue, hooked.get(article.number, frozenset())).run()
