"""The sums and tests of one expression of an article, in the order in which they are done, in plain words."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.engine.explain.dutch import DUTCH
from uitvoerbaar.engine.explain.language import Plain
from uitvoerbaar.engine.explain.money import KEEPS_UNIT, fit, is_money
from uitvoerbaar.engine.explain.person_case import PARTNER_KEY
from uitvoerbaar.engine.explain.trace import Step
from uitvoerbaar.engine.reference.values import is_number

_COMPARED = frozenset(("EQUALS", "LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL", "IN"))
_ROUNDS = frozenset(("ROUND", "CEIL", "FLOOR"))
_TESTS = _COMPARED | {"IS_NULL"}
_TIMES = ("years", "months", "weeks", "days")


@dataclass(slots=True)
class Line:
    """One sum (`text` = `outcome`), one test (`text`? yes or no) or one element of a list with its own lines below."""

    op: str
    text: str
    value: Any
    outcome: str
    subject: str = ""
    """What a test is about: its left operand."""
    stated: str = ""
    """A test with its answer as one statement."""
    below: list[Line] = field(default_factory=list)
    used: list[Step] = field(default_factory=list)

    @property
    def is_test(self) -> bool:
        """Whether it is a question with yes or no as answer."""
        return self.op in _TESTS

    @property
    def told(self) -> str:
        """The line as a reader sees it."""
        if self.op == "element":
            return f"{self.text}: {self.outcome}"
        return f"{self.text}? {self.outcome}" if self.is_test else f"{self.text} = {self.outcome}"


class Sums:
    """Collects the lines of an expression; `used` are the named steps that it uses, in order.

    Whether something with a name is missing is told by its value; `everything` asks for the test as well.
    """

    def __init__(self, *, everything: bool = False, plain: Plain = DUTCH) -> None:
        self.everything, self.plain = everything, plain
        self.lines: list[Line] = []
        self.used: list[Step] = []

    def operand(self, step: Step, unit: str | None = None) -> str:
        """A step as an operand, after adding the lines that it needs."""
        unit = step.unit or (_span(step) or unit if unit in _TIMES else unit)
        if step.named:
            self._use(step)
            return f"{title(step, self.plain)} ({told(step, unit, self.plain)})"
        if step.node == "constant":
            return self.plain.show(step.value, unit) + self._called(step)
        if step.again:
            taken = step.taken
            return self.plain.show(step.value, unit) + (self._called(taken) if taken.node == "constant" else "")
        if step.op == "IF":
            *tests, taken = step.children  # only what was reached: the tests that were tried and the branch taken
            for test in tests:
                self.test(test)
            return self.operand(taken, unit)
        if step.op in ("AND", "OR", "NOT") or step.op in _TESTS:
            self.test(step)
            return self.plain.show(step.value)
        if step.op == "LIST":
            return self.plain.listed([self.operand(child, unit) for child in step.children], self.plain.either)
        if step.op == "DATE":
            return self.plain.show(step.value)
        return self._rounds(step, unit) if step.op == "FOREACH" else self._sum(step, unit)

    def _called(self, constant: Step) -> str:
        """The name that the law gives a fixed value, behind it."""
        return f" ({self.plain.words(constant.name)})" if constant.name else ""

    def _use(self, step: Step) -> None:
        if not any((u.name, u.who) == (step.name, step.who) for u in self.used):
            self.used.append(step)

    def _operands(self, step: Step, unit: str | None) -> list[str]:
        if step.op in KEEPS_UNIT or step.op in _COMPARED:
            common = next((c.unit for c in step.children if c.unit), unit if step.op in KEEPS_UNIT else None)
            if is_money(common) and not fit(step.children) and not is_money(unit):
                common = None
            return [self.operand(c, common) for c in step.children]
        if step.op == "MULTIPLY" and any((c.unit or "").startswith("euro") for c in step.children):
            return [self._factor(c) for c in step.children]
        return [self.operand(c, unit if step.op in _ROUNDS else None) for c in step.children]

    def _factor(self, step: Step) -> str:
        """An operand of a product with money: a fixed rate is a percentage."""
        told = self.operand(step)
        taken = step.taken
        if taken.node != "constant" or not isinstance(taken.value, Decimal) or not 0 < abs(taken.value) < 1:
            return told
        return self.plain.percent(taken.value) + self._called(taken)

    def _sum(self, step: Step, unit: str | None) -> str:
        operands = self._operands(step, unit)
        outcome = self.plain.show(step.value, unit)
        if step.op in _ROUNDS and step.children[0].value == step.value:
            return operands[0]
        self.lines.append(Line(step.op, self._text(step, operands, unit), step.value, outcome))
        return outcome

    def _text(self, step: Step, operands: list[str], unit: str | None) -> str:
        """The sum in words; items that are nothing are counted rather than named when there are several."""
        nothing = [i for i, child in enumerate(step.children) if i and is_number(child.value) and not child.value]
        some = [operand for i, operand in enumerate(operands) if i not in nothing]
        if self.everything or step.op not in ("ADD", "SUBTRACT") or len(nothing) < 2 or len(some) < 1:
            return self.plain.phrase(step.op, operands, step.combine)
        rest = self.plain.said["nothing"].format(len(nothing), self.plain.show(0, unit))
        return f"{self.plain.phrase(step.op, some)} {rest}"

    def test(self, step: Step) -> None:
        """Add the lines of a condition; a yes or no that is told by its name needs no line of its own."""
        if step.named:
            self._use(step)
        elif step.again or step.node != "operation":
            return
        elif step.op in ("AND", "OR", "NOT"):
            for child in step.children:
                self.test(child)
        elif _is_fact(step):
            self._use(step.children[0])
        elif step.op in _TESTS:
            if _is_absence(step) and step.children[0].named and not self.everything:
                self._use(step.children[0])
                return
            self._compare(step)
        else:
            self.operand(step)

    def _compare(self, step: Step) -> None:
        """Add a comparison. Of a row of tests that fail, as in a table of brackets, the last one is enough."""
        operands = self._operands(step, None)
        dates = any(isinstance(c.value, str) and parse_date(c.value) for c in step.children)
        op = "IS_NULL" if _is_absence(step) else step.op
        text = self.plain.phrase(op, operands, dates=dates)
        answer = self.plain.stated(op, operands, step.value, dates=dates)
        line = Line(step.op, text, step.value, self.plain.show(step.value), subject=operands[0], stated=answer)
        last = self.lines[-1] if self.lines and not self.everything else None
        same = last is not None and (last.op, last.subject, last.value) == (line.op, line.subject, False)
        if same and line.value is False:
            self.lines.pop()
        self.lines.append(line)

    def _rounds(self, step: Step, unit: str | None) -> str:
        collection, *rounds = step.children
        over = self.operand(collection)
        for one in rounds:
            inner = Sums(everything=self.everything, plain=self.plain)
            shown = self.plain.said["left_out"] if one.filtered else self.plain.show(one.value, one.unit or unit)
            for part in one.children:
                if one.filtered or part is not one.children[-1]:
                    inner.test(part)
                elif not part.named or part.computed:
                    inner.operand(part, one.unit or unit)
                else:
                    shown = inner.operand(part, one.unit or unit)
            used = [u for u in inner.used if u.node != "field" or u.computed]
            self.lines.append(
                Line("element", self.plain.whose(one.name), one.value, shown, below=inner.lines, used=used)
            )
        outcome = self.plain.show(step.value, unit)
        if len(rounds) > 1:
            self.lines.append(Line(step.op, self.plain.phrase(step.op, [over], step.combine), step.value, outcome))
        return outcome


def _span(step: Step) -> str | None:
    """What a DATE_DIFF counts in, which is not what it is compared with."""
    counted = step.taken
    if counted.op != "DATE_DIFF" or len(counted.children) < 3:
        return None
    named = counted.children[2].value
    return named if named in _TIMES else None


def told(step: Step, unit: str | None, plain: Plain = DUTCH) -> str:
    """The value of a named step; of a partner it only matters whether there is one."""
    if step.name == PARTNER_KEY:
        return plain.none if step.value is None else plain.yes
    return plain.show(step.value, unit)


def title(step: Step, plain: Plain = DUTCH) -> str:
    """The name of a step with whose it is, when that is not the person asked about."""
    name = "partner" if step.name == PARTNER_KEY else plain.words(step.name)
    who = plain.whose(step.who)
    if step.who in ("", "de persoon") or name.endswith(who.removeprefix("de ").removeprefix("the ")):
        return name
    return plain.said["of"].format(name, who)


def _is_absence(step: Step) -> bool:
    """Whether a test asks if something is missing."""
    return step.op == "IS_NULL" or (
        step.op == "EQUALS" and step.children[1].node == "constant" and step.children[1].value is None
    )


def _is_fact(step: Step) -> bool:
    """Whether a test only asks if a named yes or no is yes (or no)."""
    if step.op != "EQUALS" or len(step.children) != 2:
        return False
    left, right = step.children
    return left.named and right.node == "constant" and isinstance(right.value, bool)
