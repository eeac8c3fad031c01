"""The rule of an article as a tree: an operation with what it works on below it, in the words of the active language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.engine.explain.rule_words import inline
from uitvoerbaar.law.model import Action, Article, Expression, Literal, Operation, Variable

OPERATIONS = {
    "ADD": mark("de som van"),
    "SUBTRACT": mark("het eerste min de rest"),
    "MULTIPLY": mark("het product van"),
    "DIVIDE": mark("het eerste gedeeld door het tweede"),
    "MIN": mark("het laagste van"),
    "MAX": mark("het hoogste van"),
    "ROUND": mark("afgerond"),
    "CEIL": mark("naar boven afgerond"),
    "FLOOR": mark("naar beneden afgerond"),
    "EQUALS": mark("is gelijk aan"),
    "LESS_THAN": mark("is lager dan"),
    "LESS_THAN_OR_EQUAL": mark("is ten hoogste"),
    "GREATER_THAN": mark("is hoger dan"),
    "GREATER_THAN_OR_EQUAL": mark("is ten minste"),
    "AND": mark("elk van"),
    "OR": mark("ten minste een van"),
    "NOT": mark("niet"),
    "IF": mark("een keuze"),
    "IN": mark("het eerste is een van de rest"),
    "LIST": mark("de lijst"),
    "IS_NULL": mark("ontbreekt"),
    "AGE": mark("de leeftijd"),
    "DATE": mark("de datum"),
    "DATE_ADD": mark("de datum, later of eerder"),
    "DATE_DIFF": mark("de tijd tussen"),
    "DAY_OF_WEEK": mark("de dag van de week"),
    "DATE_PART": mark("een deel van de datum"),
    "START_OF": mark("het begin van"),
    "FOREACH": mark("voor elk van"),
}
"""What each operation of the format says of what stands below it."""


@dataclass(frozen=True, slots=True)
class RuleNode:
    """A part of a rule. `name` is the name in the law when it is one; `of` says its place in the part above."""

    words: str
    kind: str
    """'operation', 'name' or 'value'."""
    line: int
    of: str = ""
    name: str = ""
    parts: tuple[RuleNode, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleTree:
    """The tree of one output or step."""

    name: str
    words: str
    root: RuleNode


def rule_trees(article: Article) -> tuple[RuleTree, ...]:
    """The trees of an article, in the order of its actions; none without rules."""
    actions = article.rules.actions if article.rules else ()
    return tuple(_tree(action) for action in actions)


def _tree(action: Action) -> RuleTree:
    return RuleTree(action.output, plain_words().words(action.output), _node(action.expression))


def _node(found: Expression, of: str = "") -> RuleNode:
    if isinstance(found, Operation):
        places = _places(found)
        parts = tuple(_node(arg, place) for arg, place in zip(found.args, places, strict=True))
        return RuleNode(_operation(found), "operation", found.line, of, parts=parts)
    words = inline(found, plain_words())
    if isinstance(found, Variable):
        return RuleNode(words, "name", found.line, of, name=".".join(found.path))
    assert isinstance(found, Literal)
    return RuleNode(words, "value", found.line, of)


def _operation(found: Operation) -> str:
    """What an operation is called; one that the table lacks by its name in the format."""
    return tr(OPERATIONS[found.op]) if found.op in OPERATIONS else found.op


def _places(found: Operation) -> Sequence[str]:
    """What each operand is to its operation, where that is not plain."""
    count = len(found.args)
    if found.op == "IF":
        return [*list(_turns())[: count - 1], tr("anders")]
    if found.op == "FOREACH":
        return [tr("van de lijst"), tr("alleen als"), tr("neem")][:count] + [""] * (count - 3)
    return [""] * count


def _turns() -> Iterator[str]:
    for _ in range(1_000):
        yield from (tr("als"), tr("dan"))
