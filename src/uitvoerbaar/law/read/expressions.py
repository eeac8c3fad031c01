"""Reading expressions: the operations of the format, their operands, and nothing else.

The reference engine silently takes a malformed operation as a value (an object, hence true). Here it is an error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import describe, instead, suggest
from uitvoerbaar.base.yaml import Mapping, Sequence
from uitvoerbaar.law.graph import Record
from uitvoerbaar.law.limits import MAX_OPERATION_DEPTH
from uitvoerbaar.law.model import Expression, Literal, Operation, Variable
from uitvoerbaar.law.read.keys import shown

COMPARISONS = ("EQUALS", "NOT_EQUALS", "GREATER_THAN", "LESS_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN_OR_EQUAL")
ARITHMETIC = ("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX")
ROUNDING = ("ROUND", "CEIL", "FLOOR")
NULL_TESTS = ("IS_NULL", "NOT_NULL")
MEMBERSHIP = ("IN", "NOT_IN")
ACTION_LEVEL = frozenset((*COMPARISONS, *ARITHMETIC, *ROUNDING, "AND", "OR", "NOT", *NULL_TESTS, *MEMBERSHIP))
COMBINE = ("ADD", "OR", "AND", "MIN", "MAX")
SINCE: dict[str, tuple[int, int, int]] = {"FOREACH": (0, 5, 7), "DATE_PART": (0, 6, 0), "START_OF": (0, 6, 0)}
"""First schema version of operations that not every version has."""
OUTSIDE_SCHEMA = {
    "NOT_EQUALS": mark("schrijf NOT met EQUALS"), "IS_NULL": mark("schrijf EQUALS met value: null"),
    "NOT_NULL": mark("schrijf NOT met EQUALS en value: null"), "NOT_IN": mark("schrijf NOT met IN"),
    "SWITCH": mark("schrijf IF"),
}  # fmt: skip
"""Names that the engine of the format runs and no schema has, with what the schema does have."""
OLD_IF = mark("oudere vorm van IF (when/then/else of test/then)")
OLD_IF_HINT = mark("schrijf: cases: [{{when: ..., then: ...}}] en default: ...")
PARTS = ("year", "month", "day")
STARTS = ("year", "month")
_DATE_PARTS = ("years", "months", "weeks", "days")
_AT_ACTION = frozenset(("values", "value", "precision"))
"""Operands that the schema lets stand directly on an action."""
_COMMENT_KEYS = frozenset(("operation", "legal_basis", "description"))


def freeze(value: Any) -> Any:
    """A YAML or JSON value as an immutable value of the law: tuples, Records and scalars."""
    if isinstance(value, dict):
        return Record(tuple((str(k), freeze(v)) for k, v in value.items()))
    if isinstance(value, list | tuple):
        return tuple(freeze(v) for v in value)
    return value


@dataclass(slots=True)
class ExpressionReader:
    """Reads expressions of one article and collects every problem with its line."""

    file: str
    schema: tuple[int, int, int] | None
    problems: list[Problem] = field(default_factory=list)
    article: str | None = None
    formal: list[Problem] = field(default_factory=list)
    """What the schema asks and no computation needs."""
    basis: Callable[[Mapping], None] | None = None
    """Looks at the provision that an operation or a case rests on."""

    def problem(self, line: int, message: str, hint: str | None = None) -> None:
        """Record an error at `line` of this file."""
        self.problems.append(Problem(self.file, line, message, self.article, hint=hint))

    def ask(self, line: int, message: str, hint: str | None = None) -> None:
        """Record what the schema asks at `line`; nothing for a file that names no schema."""
        if self.schema is not None:
            self.formal.append(Problem(self.file, line, message, self.article, hint=hint))

    def read(self, raw: Any, line: int, depth: int = 0) -> Expression:
        """An expression from a YAML value; problems are recorded and a null literal takes the place."""
        if isinstance(raw, str) and raw.startswith("$"):
            return self._variable(raw, line)
        if isinstance(raw, Mapping):
            if depth > MAX_OPERATION_DEPTH:
                self.problem(
                    raw.line,
                    tr(
                        "operaties zijn dieper genest dan {max_operation_depth}",
                        max_operation_depth=MAX_OPERATION_DEPTH,
                    ),
                    tr("splits de actie"),
                )
                return Literal(None, raw.line)
            if "operation" not in raw:
                self.problem(
                    raw.line,
                    tr("een object zonder 'operation' is geen waarde; verwacht: waarde, $variabele of operatie"),
                    instead("operation", raw),
                )
                return Literal(None, raw.line)
            return self.operation(raw, depth)
        if isinstance(raw, Sequence):
            for item, where in zip(raw, raw.lines, strict=True):
                if (isinstance(item, Mapping) and "operation" in item) or (
                    isinstance(item, str) and item.startswith("$")
                ):
                    self.problem(
                        where, tr("een lijst mag geen $variabelen of operaties bevatten"), tr("gebruik operation: LIST")
                    )
                    return Literal(None, line)
            return Literal(freeze(raw), line)
        return Literal(raw, line)

    def _variable(self, raw: str, line: int) -> Expression:
        path = tuple(raw[1:].split("."))
        if not all(path):
            self.problem(line, tr("'{raw}' is geen geldige variabele", raw=raw), tr("verwacht: $naam of $naam.veld"))
            return Literal(None, line)
        return Variable(path, line)

    def operation(self, raw: Mapping, depth: int, *, action_level: bool = False) -> Expression:
        """The operation in a mapping; keys that belong to an action are allowed when `action_level`."""
        name = raw["operation"]
        line = raw.line_of("operation")
        if isinstance(name, str) and name in OUTSIDE_SCHEMA:
            self.ask(line, tr("{name} staat in geen enkel schema", name=name), tr(OUTSIDE_SCHEMA[name]))
        if name == "SWITCH":
            name = "IF"
        reader = READERS.get(name) if isinstance(name, str) else None
        if reader is None:
            self.problem(line, tr("onbekende operatie '{name}'", name=name), suggest(str(name), READERS))
            return Literal(None, line)
        if name == "IF" and _is_old_if(raw):
            self.problem(line, tr(OLD_IF), tr(OLD_IF_HINT))
            return Literal(None, line)
        since = SINCE.get(name)
        if since is not None and self.schema is not None and self.schema < since:
            self.problem(
                line,
                tr("{name} bestaat vanaf schema {shown}", name=name, shown=shown(since)),
                tr("verhoog $schema van dit bestand"),
            )
        if action_level and name not in ACTION_LEVEL:
            self.problem(
                line, tr("{name} mag niet direct op een actie staan", name=name), tr("zet de operatie onder 'value:'")
            )
        elif action_level and not self.operands(name) <= _AT_ACTION:
            self.ask(
                line,
                tr("{name} mag volgens het schema niet direct op een actie staan", name=name),
                tr("zet haar onder 'value:'"),
            )
        self._basis(raw)
        allowed = self.operands(name) | _COMMENT_KEYS | ({"output"} if action_level else frozenset())
        for key in raw:
            if key not in allowed:
                expected = ", ".join(sorted(self.operands(name)))
                self.problem(
                    raw.line_of(key),
                    tr("{name} kent geen '{key}'; verwacht: {expected}", name=name, key=key, expected=expected),
                    suggest(key, self.operands(name)),
                )
        return reader.read(self, name, raw, line, depth + 1)

    def _basis(self, raw: Mapping) -> None:
        if self.basis is not None:
            self.basis(raw)

    @staticmethod
    def operands(name: str) -> frozenset[str]:
        """The keys that hold what the operation works on."""
        return READERS[name].operands

    # --- operands -----------------------------------------------------------------------------------------------

    def need(self, name: str, raw: Mapping, key: str, depth: int) -> Expression:
        """The required operand `key`."""
        if key not in raw:
            self.problem(
                raw.line,
                tr("{name} mist '{key}'", name=name, key=key),
                instead(key, [k for k in raw if k not in self.operands(name)]),
            )
            return Literal(None, raw.line)
        return self.read(raw[key], raw.line_of(key), depth)

    def need_list(self, name: str, raw: Mapping, key: str, depth: int) -> tuple[Expression, ...]:
        """The required list of operands `key`."""
        if key not in raw:
            self.problem(
                raw.line,
                tr("{name} mist de lijst '{key}'", name=name, key=key),
                instead(key, [k for k in raw if k not in self.operands(name)]),
            )
            return ()
        items = raw[key]
        if not isinstance(items, Sequence):
            self.problem(
                raw.line_of(key),
                tr("'{key}' van {name} moet een lijst zijn, geen {items}", key=key, name=name, items=describe(items)),
            )
            return ()
        return tuple(self.read(item, where, depth) for item, where in zip(items, items.lines, strict=True))


def _compare(r: ExpressionReader, name: str, raw: Mapping, line: int, depth: int) -> Expression:
    left, right = r.need(name, raw, "subject", depth), r.need(name, raw, "value", depth)
    if name == "NOT_EQUALS":
        return Operation("NOT", (Operation("EQUALS", (left, right), None, line),), None, line)
    return Operation(name, (left, right), None, line)


def _arithmetic(r: ExpressionReader, name: str, raw: Mapping, line: int, depth: int) -> Expression:
    if raw.get("values") == []:
        r.problem(raw.line_of("values"), tr("{name} heeft ten minste één waarde nodig", name=name))
    return Operation(name, r.need_list(name, raw, "values", depth), None, line)


def _rounding(r: ExpressionReader, name: str, raw: Mapping, line: int, depth: int) -> Expression:
    value = r.need(name, raw, "value", depth)
    precision = raw.get("precision")
    if "precision" not in raw:
        r.problem(
            raw.line,
            tr("{name} mist 'precision'", name=name),
            tr("0 is hele eenheden, 2 is centen, -2 is honderdtallen"),
        )
    elif not isinstance(precision, int) or isinstance(precision, bool) or not -28 <= precision <= 28:
        r.problem(
            raw.line_of("precision"),
            tr("'precision' van {name} moet een geheel getal van -28 tot en met 28 zijn", name=name),
        )
        precision = 0
    return Operation(name, (value,), precision if precision is not None else 0, line)


def _logic(r: ExpressionReader, name: str, raw: Mapping, line: int, depth: int) -> Expression:
    return Operation(name, r.need_list(name, raw, "conditions", depth), None, line)


def _not(r: ExpressionReader, name: str, raw: Mapping, line: int, depth: int) -> Expression:
    return Operation("NOT", (r.need(name, raw, "value", depth),), None, line)


def _null_test(r: ExpressionReader, name: str, raw: Mapping, line: int, depth: int) -> Expression:
    test = Operation("IS_NULL", (r.need(name, raw, "subject", depth),), None, line)
    return test if name == "IS_NULL" else Operation("NOT", (test,), None, line)


def _if(r: ExpressionReader, name: str, raw: Mapping, line: int, depth: int) -> Expression:
    args: list[Expression] = []
    cases = raw.get("cases")
    if not isinstance(cases, Sequence) or not cases:
        r.problem(
            raw.line_of("cases"), tr("{name} mist de lijst 'cases' met ten minste één 'when' en 'then'", name=name)
        )
        cases = Sequence()
    for case in cases:
        if not isinstance(case, Mapping) or "when" not in case or "then" not in case:
            lacks = [key for key in ("when", "then") if isinstance(case, Mapping) and key not in case]
            hint = next((found for key in lacks if (found := instead(key, case))), None)
            r.problem(getattr(case, "line", line), tr("een geval van IF heeft 'when' en 'then' nodig"), hint)
            continue
        r._basis(case)
        for key in case:
            if key not in ("when", "then", "legal_basis", "description"):
                near = suggest(key, ("when", "then")) or tr("wat anders geldt, staat in 'default' van de IF")
                r.problem(case.line_of(key), tr("een geval van IF kent geen '{key}'", key=key), near)
        args += [r.read(case["when"], case.line_of("when"), depth), r.read(case["then"], case.line_of("then"), depth)]
    args.append(r.read(raw["default"], raw.line_of("default"), depth) if "default" in raw else Literal(None, line))
    return Operation("IF", tuple(args), "default" in raw, line)


def _in(r: ExpressionReader, name: str, raw: Mapping, line: int, depth: int) -> Expression:
    subject = r.need(name, raw, "subject", depth)
    if "values" in raw and "value" in raw:
        r.problem(raw.line_of("value"), tr("{name} heeft 'value' of 'values', niet beide", name=name))
    if "values" in raw:
        members: Expression = Operation("LIST", r.need_list(name, raw, "values", depth), None, line)
    else:
        members = r.need(name, raw, "value", depth)
    test = Operation("IN", (subject, members), None, line)
    return test if name == "IN" else Operation("NOT", (test,), None, line)


def _list(r: ExpressionReader, name: str, raw: Mapping, line: int, depth: int) -> Expression:
    return Operation("LIST", r.need_list(name, raw, "items", depth), None, line)


def _named(*keys: str) -> Callable[[ExpressionReader, str, Mapping, int, int], Expression]:
    def reader(r: ExpressionReader, name: str, raw: Mapping, line: int, depth: int) -> Expression:
        return Operation(name, tuple(r.need(name, raw, key, depth) for key in keys), None, line)

    return reader


def _date_add(r: ExpressionReader, name: str, raw: Mapping, line: int, depth: int) -> Expression:
    parts = [r.read(raw[k], raw.line_of(k), depth) if k in raw else Literal(0, line) for k in _DATE_PARTS]
    return Operation(name, (r.need(name, raw, "date", depth), *parts), None, line)


def _foreach(r: ExpressionReader, name: str, raw: Mapping, line: int, depth: int) -> Expression:
    binding = raw.get("as", "item")
    if not isinstance(binding, str) or not binding or binding.startswith("$"):
        r.problem(raw.line_of("as"), tr("'as' van FOREACH moet een naam zonder $ zijn"))
        binding = "item"
    combine = raw.get("combine")
    if combine is not None and combine not in COMBINE:
        r.problem(
            raw.line_of("combine"),
            tr("'combine' moet een van {combine} zijn", combine=", ".join(COMBINE)),
            suggest(str(combine), COMBINE),
        )
        combine = None
    keep = r.read(raw["filter"], raw.line_of("filter"), depth) if "filter" in raw else Literal(True, line)
    args = (r.need(name, raw, "collection", depth), keep, r.need(name, raw, "body", depth))
    return Operation(name, args, (binding, combine), line)


def _is_old_if(raw: Mapping) -> bool:
    """Whether an IF has the form of before v0.5: its own when, then and else, or conditions with test and then."""
    conditions = raw.get("conditions")
    tests = isinstance(conditions, Sequence) and any(isinstance(c, Mapping) and "test" in c for c in conditions)
    return "cases" not in raw and (tests or any(key in raw for key in ("when", "then", "else")))


def _calendar(words: tuple[str, ...]) -> Callable[[ExpressionReader, str, Mapping, int, int], Expression]:
    """An operation on a date and one of a few words under `in`."""

    def reader(r: ExpressionReader, name: str, raw: Mapping, line: int, depth: int) -> Expression:
        day, unit = r.need(name, raw, "date", depth), raw.get("in")
        if "in" not in raw:
            r.problem(raw.line, tr("{name} mist 'in'", name=name), tr("kies {words}", words=", ".join(words)))
        elif unit not in words:
            hint = suggest(str(unit), words) or tr("kies {words}", words=", ".join(words))
            r.problem(
                raw.line_of("in"), tr("{name} kent het onderdeel {unit} niet", name=name, unit=describe(unit)), hint
            )
        return Operation(name, (day,), unit if unit in words else words[0], line)

    return reader


@dataclass(frozen=True, slots=True)
class Reader:
    """How one operation of the format is read: the function, and the keys of its operands."""

    read: Callable[[ExpressionReader, str, Mapping, int, int], Expression]
    operands: frozenset[str]


def _reader(read: Callable[[ExpressionReader, str, Mapping, int, int], Expression], *operands: str) -> Reader:
    return Reader(read, frozenset(operands))


READERS: dict[str, Reader] = {
    **dict.fromkeys(COMPARISONS, _reader(_compare, "subject", "value")),
    **dict.fromkeys(ARITHMETIC, _reader(_arithmetic, "values")),
    **dict.fromkeys(ROUNDING, _reader(_rounding, "value", "precision")),
    **dict.fromkeys(("AND", "OR"), _reader(_logic, "conditions")),
    "NOT": _reader(_not, "value"),
    **dict.fromkeys(NULL_TESTS, _reader(_null_test, "subject")),
    **dict.fromkeys(MEMBERSHIP, _reader(_in, "subject", "value", "values")),
    "IF": _reader(_if, "cases", "default"),
    "LIST": _reader(_list, "items"),
    "AGE": _reader(_named("date_of_birth", "reference_date"), "date_of_birth", "reference_date"),
    "DATE": _reader(_named("year", "month", "day"), "year", "month", "day"),
    "DATE_ADD": _reader(_date_add, "date", *_DATE_PARTS),
    "DATE_DIFF": _reader(_named("from", "to", "in"), "from", "to", "in"),
    "DAY_OF_WEEK": _reader(_named("date"), "date"),
    "DATE_PART": _reader(_calendar(PARTS), "date", "in"),
    "START_OF": _reader(_calendar(STARTS), "date", "in"),
    "FOREACH": _reader(_foreach, "collection", "as", "filter", "body", "combine"),
}
"""Every operation that a law can write."""
