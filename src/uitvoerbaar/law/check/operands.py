"""What operations ask of their operands: numbers, days, kinds that can be equal, and null tests that decide (T1, T3, N1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.language import tr
from uitvoerbaar.law.check.scope import DAYS, NEVER_NULL, NUMERIC, ORDER, WORDS, Place, Scope, alike, all_words
from uitvoerbaar.law.graph import Kind
from uitvoerbaar.law.model import Expression, Literal, Operation, Variable
from uitvoerbaar.law.read.fields import written


def member(scope: Scope, at: Operation, place: Place) -> None:
    """T3 for IN: one of the values can be of the kind of the subject, and none is a day that can never be."""
    subject, members = at.args
    if isinstance(members, Operation) and members.op == "LIST":
        listed = members.args
    elif isinstance(members, Literal) and isinstance(members.value, tuple):
        listed = tuple(Literal(value, at.line) for value in members.value)
    else:
        return
    kinds = {scope.kind(m, place) for m in listed}
    kind = scope.kind(subject, place)
    for text in _undated(scope, (subject, *listed), place):
        message = tr("IN zoekt een datum, en de tekst '{text}' is er geen: nooit gelijk (T3)", text=text)
        scope.problem(at.line, message, tr("schrijf JJJJ-MM-DD"))
    if scope.law.absence and kinds and not any(alike(kind, other) for other in kinds):
        other = next(iter(sorted(kinds)))
        message = tr(
            "IN zoekt {words} in een lijst met {words_2}: nooit waar (T3)",
            words=tr(WORDS[kind]),
            words_2=tr(WORDS[other]),
        )
        scope.problem(at.line, message)


def _undated(scope: Scope, args: Sequence[Expression], place: Place) -> Iterator[str]:
    """Fixed texts that are no day beside a day: '2025-1-1' is never equal to 1 January 2025."""
    kinds = [scope.kind(arg, place) for arg in args]
    if "date" in kinds:
        yield from (text for arg in args if (text := _no_day(scope, arg, place)) is not None)


def _no_day(scope: Scope, arg: Expression, place: Place) -> str | None:
    """The text that an expression is whatever the case, written or by the name of a definition, when it is no day."""
    value = _fixed(scope, arg, place)
    if isinstance(arg, Variable) and scope.known(arg, place).kind != "string":
        return None
    return value if isinstance(value, str) and parse_date(value) is None else None


def _fixed(scope: Scope, arg: Expression, place: Place) -> object:
    """What an expression is whatever the case, written or by the name of a definition; None when it depends on the case."""
    if isinstance(arg, Literal):
        return arg.value
    if isinstance(arg, Variable) and len(arg.path) == 1 and arg.path[0] not in place.hidden and scope.article.rules:
        named = scope.article.rules.definitions.get(arg.path[0])
        return None if named is None else named.value
    return None


def numbers(scope: Scope, op: str, args: Iterable[Expression], place: Place) -> None:
    """T1: each of these is a number."""
    for arg in args:
        kind = scope.kind(arg, place)
        if scope.law.absence and kind not in ("number", "any", "null"):
            hint = written(arg.value, "number") if isinstance(arg, Literal) else None
            words = tr(WORDS[kind])
            scope.problem(arg.line, tr("{op} rekent met getallen, maar krijgt {words} (T1)", op=op, words=words), hint)


def operands(scope: Scope, at: Operation, place: Place) -> None:
    """T1: arithmetic has numbers, order has numbers or days, calendar operations have days and numbers."""
    if not scope.law.absence:
        return
    kinds = [scope.kind(a, place) for a in at.args]
    if at.op in NUMERIC or (at.op == "ADD" and not {*kinds} <= {"string", "any", "null"} and "list" not in kinds):
        numbers(scope, at.op, at.args, place)
    elif at.op == "ADD" and len({*kinds} - {"any", "null"}) > 1:
        scope.problem(at.line, tr("ADD voegt {words} samen, en dat kan niet (T1)", words=all_words(kinds)))
    elif at.op in ORDER:
        _ordered(scope, at, kinds, place)
    elif at.op in DAYS:
        days = {"DATE": 0, "AGE": 2, "DATE_DIFF": 2}.get(at.op, 1)
        for arg, kind in zip(at.args[:days], kinds, strict=False):
            if (text := _no_day(scope, arg, place)) is not None:
                message = tr("{op} heeft een datum nodig, maar krijgt de tekst '{text}' (T1)", op=at.op, text=text)
                scope.problem(arg.line, message, tr("schrijf JJJJ-MM-DD"))
            if kind in ("number", "bool", "list", "object"):
                words = tr(WORDS[kind])
                scope.problem(
                    arg.line, tr("{op} heeft een datum nodig, maar krijgt {words} (T1)", op=at.op, words=words)
                )
        if at.op in ("DATE", "DATE_ADD"):
            numbers(scope, at.op, at.args[days:], place)
            for arg in at.args[days:]:
                amount = _fixed(scope, arg, place)
                if isinstance(amount, Decimal) and amount != int(amount):
                    message = tr(
                        "{op} telt in hele eenheden: van {value} telt wat achter de komma staat niet mee (T1)",
                        op=at.op,
                        value=amount,
                    )
                    scope.problem(arg.line, message, tr("schrijf een heel getal, of reken in een kleinere eenheid"))


def _ordered(scope: Scope, at: Operation, kinds: list[Kind], place: Place) -> None:
    """T1: order compares two numbers or two days; days may be written as text."""
    wrong = [(a, k) for a, k in zip(at.args, kinds, strict=True) if k in ("bool", "list", "object")]
    for arg, kind in wrong:
        message = tr("{op} vergelijkt getallen of data, maar krijgt {words} (T1)", op=at.op, words=tr(WORDS[kind]))
        scope.problem(arg.line, message)
    if not wrong and "number" in kinds and {*kinds} & {"date", "string"}:
        message = tr("{op} vergelijkt {words}: nooit te ordenen (T1)", op=at.op, words=all_words(kinds))
        scope.problem(at.line, message)
    for text in () if wrong else _undated(scope, at.args, place):
        message = tr("{op} vergelijkt een datum met de tekst '{text}', en dat is geen datum (T1)", op=at.op, text=text)
        scope.problem(at.line, message, tr("schrijf JJJJ-MM-DD"))


def equality(scope: Scope, at: Operation, place: Place) -> None:
    """T3 for EQUALS: both sides can be of one kind; N1: only what can be null is tested for it."""
    for text in _undated(scope, at.args, place):
        message = tr(
            "EQUALS vergelijkt een datum met de tekst '{text}', en dat is geen datum: nooit gelijk (T3)", text=text
        )
        scope.problem(at.line, message, tr("schrijf JJJJ-MM-DD"))
    if not scope.law.absence:
        return
    nulls = [a for a in at.args if isinstance(a, Literal) and a.value is None]
    others = [a for a in at.args if a not in nulls]
    if (at.op == "IS_NULL" or nulls) and others:
        _null_test(scope, others[0], place)
        return
    if not others:
        scope.problem(at.line, tr("null wordt met null vergeleken: dat beslist niets (N1)"))
        return
    kinds = [scope.kind(a, place) for a in at.args]
    if alike(*kinds):
        return
    message = tr(
        "EQUALS vergelijkt {words} met {words_2}: nooit gelijk (T3)",
        words=tr(WORDS[kinds[0]]),
        words_2=tr(WORDS[kinds[1]]),
    )
    scope.problem(at.line, message)


def _null_test(scope: Scope, at: Expression, place: Place) -> None:
    """N1: only what can be null is tested for it."""
    if not isinstance(at, Variable):
        if isinstance(at, Literal) or at.op in NEVER_NULL:
            scope.problem(at.line, tr("deze waarde is nooit leeg: de toets op null is altijd onwaar (N1)"))
        return
    name = at.path[0]
    declared = name in scope.names or name == "referencedate"
    if len(at.path) > 1 or name in place.hidden or not declared:
        return
    shown = f"${name}"
    if not scope.known(at, place).nullable:
        hint = tr("zet 'nullable: true' bij '{path}', of haal de toets weg", path=name)
        scope.problem(at.line, tr("'{shown}' is nooit leeg: de toets op null is altijd onwaar (N1)", shown=shown), hint)
    elif scope.there(at, place):
        message = tr("'{shown}' is hier al getoetst: de toets op null is overbodig (N1)", shown=shown)
        scope.problem(at.line, message, warning=True)
