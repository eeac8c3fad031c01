"""Quantities that do not go together although no unit of the format says so: counts of days, months and years taken as one
another, amounts times amounts, parts of a cent, and outputs with more decimals than they declare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.errors import Level, Problem
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.law.check.declared import Declared
from uitvoerbaar.law.graph import Node, strip
from uitvoerbaar.law.read.fields import is_number

_TIMES = ("years", "months", "weeks", "days")
_MONEY = ("euro", "eurocent")
_TOGETHER = ("ADD", "SUBTRACT", "MIN", "MAX")
_ORDER = ("LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL")
_COMPARES = ("EQUALS", *_ORDER)
_ROUNDS = ("ROUND", "CEIL", "FLOOR")
_COUNTS = ("AGE", "DATE_DIFF", "DATE_PART", "DAY_OF_WEEK")
"""Operations of which the outcome is a whole number."""
_SAME = ("PRESENT", "NONNULL", "NAME")
_MANY = 99
"""As many decimals as a division can give."""
_WORDS = {
    "years": mark("jaren"), "months": mark("maanden"), "weeks": mark("weken"), "days": mark("dagen"),
}  # fmt: skip

_Found = tuple[str, str, Level]


@dataclass(slots=True)
class Quantities:
    """Judges the nodes of linked graphs; what is of no known quantity is not judged."""

    declared: Declared
    _decimals: dict[Node, int] = field(default_factory=dict)

    def look_at(self, nodes: Iterable[Node]) -> None:
        """Find how many decimals what one graph computes can have; its nodes come after their operands."""
        self._decimals.clear()
        for node in nodes:
            self._decimals[node] = self._count(node)

    def problems(self, node: Node) -> Iterator[Problem]:
        """What is wrong with one node."""
        place = node.origin
        if place is None:
            return
        for message, hint, level in (*_times(node), *_whole(node), *_money(node), *self._precision(node)):
            yield Problem(place.file, place.line, message, place.article, level, hint)

    def _precision(self, node: Node) -> Iterator[_Found]:
        """An output with more decimals than it declares: a declaration rounds nothing."""
        if node.op != "NAME" or node.payload.kind != "output" or node.kind != "number":
            return
        wanted = self.declared.of(node.payload)
        if wanted is not None and wanted.precision is not None and self._decimals[node] > wanted.precision:
            message = tr(
                "'{name}' noemt 'precision' {precision}, maar kan meer decimalen hebben",
                name=wanted.name,
                precision=wanted.precision,
            )
            hint = tr("'precision' rondt niet af; schrijf ROUND, FLOOR of CEIL in de regel, of haal 'precision' weg")
            yield message, hint, "warning"

    def _count(self, node: Node) -> int:
        """How many decimals a value can have, as far as is certain: what nothing is known of is taken as whole."""
        if node.kind != "number":
            return 0
        if node.lo == node.hi and Decimal(node.lo).is_finite():
            return _behind(Decimal(node.lo))
        below = [self._decimals.get(arg, 0) for arg in node.args]
        if node.op in (*_TOGETHER, *_SAME):
            return max(below)
        if node.op == "MULTIPLY":
            return min(sum(below), _MANY)
        if node.op == "DIVIDE":
            return _MANY
        if node.op in _ROUNDS:
            return min(below[0], max(int(node.payload[0]), 0))
        if node.op == "IF":
            return max((*below[1:-1:2], below[-1]))
        return below[-1] if node.op in ("SEQ", "FOREACH") else 0


def _behind(value: Decimal) -> int:
    """How many digits stand behind the decimal point of a number."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def time_of(node: Node) -> str | None:
    """In what a value counts time: years, months, weeks or days; None when it is no time or nobody says it."""
    while True:
        if node.unit in _TIMES:
            return node.unit
        if node.op == "DATE_DIFF":
            named = strip(node.args[2]).payload
            return named if named in _TIMES else None
        if node.op not in (*_SAME, *_ROUNDS):
            return None
        node = node.args[0]


def _members(node: Node) -> tuple[Node, ...]:
    """What an operation holds beside each other."""
    if node.op != "IN":
        return node.args
    listed = strip(node.args[1])
    return (node.args[0], *(listed.args if listed.op == "LIST" else ()))


def _times(node: Node) -> Iterator[_Found]:
    """Time counted in one measure and taken as counted in another."""
    if node.op in (*_TOGETHER, *_COMPARES, "IN"):
        members = _members(node)
        found = sorted({t for arg in members if (t := time_of(arg)) is not None}, key=_TIMES.index)
        units = sorted({arg.unit for arg in members if arg.unit is not None})
        if node.op == "IN" and len(units) > 1:
            # EQUALS of the same two is an error of the format; IN answers 'no' to everybody.
            yield tr("IN gebruikt twee eenheden: {a} en {b}", a=units[0], b=units[1]), tr("reken eerst om"), "error"
        elif len(found) > 1:
            yield (
                tr(
                    "{op} neemt {one} en {other} samen",
                    op=node.op,
                    one=tr(_WORDS[found[0]]),
                    other=tr(_WORDS[found[1]]),
                ),
                tr("tel beide in dezelfde maat: kies 'in' van DATE_DIFF, of reken eerst om"),
                "warning",
            )
    elif node.op == "DATE_ADD":
        for wanted, arg in zip(_TIMES, node.args[1:], strict=True):
            said = time_of(arg)
            if said not in (None, wanted):
                yield (
                    tr(
                        "DATE_ADD telt als {wanted} op wat in {said} is",
                        wanted=tr(_WORDS[wanted]),
                        said=tr(_WORDS[said or wanted]),
                    ),
                    tr("zet het bij '{said}', of reken eerst om", said=said),
                    "warning",
                )
    elif node.op == "NAME" and node.payload.kind == "unit" and node.args[0].unit is None:
        counted = time_of(node.args[0])
        if counted is not None and counted != node.unit:
            yield (
                tr(
                    "'{name}' staat hier in {unit} maar komt in {unit_2}",
                    name=node.payload.name,
                    unit=node.unit,
                    unit_2=counted,
                ),
                tr("een eenheid rekent niet om"),
                "warning",
            )


def _whole(node: Node) -> Iterator[_Found]:
    """A whole count beside a number with something behind the point, or beside one that it never is."""
    if node.op not in (*_COMPARES, "IN"):
        return
    first, *others = _members(node)
    values = [(first, value) for other in others if (value := _number(other)) is not None]
    if node.op == "IN":
        listed = strip(node.args[1]).payload if strip(node.args[1]).op == "CONST" else ()
        values += [(first, each) for each in (listed if isinstance(listed, tuple) else (listed,)) if is_number(each)]
    elif (value := _number(first)) is not None:
        values += [(other, value) for other in others]
    for counted, value in ((strip(one), value) for one, value in values):
        if counted.op not in _COUNTS:
            continue
        shown = _plain(value)
        if value != int(value) and node.op in _ORDER:
            yield (
                tr("{op} telt alleen hele getallen: {value} wordt nooit precies bereikt", op=counted.op, value=shown),
                tr("schrijf een heel getal; voor een leeftijd met maanden: DATE_ADD, of DATE_DIFF in months"),
                "warning",
            )
        elif node.op not in _ORDER and (value != int(value) or not counted.lo <= value <= counted.hi):
            yield tr("{op} is nooit {value}", op=counted.op, value=shown), _range_of(counted), "warning"


def _range_of(counted: Node) -> str:
    """What a count can be, for who compares it with something else."""
    if counted.op == "DAY_OF_WEEK":
        return tr("het is een heel getal: 0 is maandag en 6 is zondag")
    if Decimal(counted.lo).is_finite() and Decimal(counted.hi).is_finite():
        return tr("het is een heel getal van {low} tot en met {high}", low=counted.lo, high=counted.hi)
    return tr("het is een heel getal")


def _number(node: Node) -> int | Decimal | None:
    value: Any = strip(node).payload if strip(node).op == "CONST" else None
    return value if is_number(value) else None


def _plain(value: int | Decimal) -> str:
    return f"{Decimal(value).normalize():f}"


def _square(node: Node) -> bool:
    """Whether a value is an amount times an amount and nothing else: a factor beside them can make it an amount again."""
    while node.op in (*_SAME, *_ROUNDS):
        node = node.args[0]
    return node.op == "MULTIPLY" and len(node.args) > 1 and all(arg.unit in _MONEY for arg in node.args)


def _money(node: Node) -> Iterator[_Found]:
    """Amounts times amounts taken for an amount, and amounts in cents that are rounded to parts of a cent."""
    named = node.op == "NAME" and node.payload.kind == "unit" and node.unit in _MONEY
    beside = node.op in (*_TOGETHER, *_COMPARES) and any(arg.unit in _MONEY for arg in node.args)
    if (named or beside) and any(map(_square, node.args)):
        yield (
            tr("een bedrag keer een bedrag is geen bedrag, en wordt hier als een bedrag genomen"),
            tr("vermenigvuldig met een aantal of een deel; is een van beide geen bedrag, geef het dan geen eenheid"),
            "warning",
        )
    if node.op in _ROUNDS and node.unit == "eurocent" and node.payload[0] > 0:
        yield (
            tr("{op} rondt hier af op delen van een cent: het bedrag is in eurocent", op=node.op),
            tr("'precision' 0 is hele centen, -2 is hele euro's"),
            "warning",
        )
