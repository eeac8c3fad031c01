"""The inside of an article: its lines in the file, its rule as a tree, its numbers through the versions."""

from __future__ import annotations

from itertools import pairwise

import pytest
import yaml

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import language
from uitvoerbaar.face.article_inside import article_inside
from uitvoerbaar.face.laws import Laws, laws
from uitvoerbaar.face.rule_tree import OPERATIONS, RuleNode, rule_trees
from uitvoerbaar.law.model import Expression, Operation

DAY = "2026-01-01"


@pytest.fixture(scope="module")
def of() -> Laws:
    return laws(on=DAY)


def test_the_yaml_of_every_article_is_that_article_and_nothing_more(of: Laws) -> None:
    seen = 0
    for law in of.known:
        for article in of.corpus.select(law.id, DAY).articles if law.version else ():
            (read,) = yaml.safe_load(article_inside(of, law.id, article.number).yaml)
            assert str(read["number"]) == article.number
            assert " ".join(read["text"].split()) == " ".join(article.text.split())
            seen += 1
    assert seen > 100


def leaves(node: RuleNode) -> list[RuleNode]:
    """The names and values of a tree."""
    return [leaf for part in node.parts for leaf in leaves(part)] if node.parts else [node]


def test_the_tree_of_a_choice_says_which_part_is_the_condition(of: Laws) -> None:
    inside = article_inside(of, "wet_op_de_zorgtoeslag", "2")
    tree = next(tree for tree in inside.trees if tree.name == "hoogte_zorgtoeslag").root
    assert (tree.words, [part.of for part in tree.parts]) == ("een keuze", ["als", "dan", "anders"])
    assert [leaf.name for leaf in leaves(tree)] == ["jaarbedrag", "ondergrens", "jaarbedrag", ""]
    with language("en"):
        told = rule_trees(of.corpus.select("wet_op_de_zorgtoeslag", DAY).article("2"))  # type: ignore[arg-type]
        assert [part.of for part in next(t for t in told if t.name == "hoogte_zorgtoeslag").root.parts] == [
            "if",
            "then",
            "otherwise",
        ]


def test_a_number_has_a_level_for_each_version_that_changed_it(of: Laws) -> None:
    courses = {course.name: course for course in article_inside(of, "wet_op_de_zorgtoeslag", "1").courses}
    levels = courses["drempelinkomen_jaar"].levels
    assert [(level.since, level.number) for level in levels][-2:] == [
        ("2025-01-01", 2840600.0),
        ("2026-01-01", 2973600.0),
    ]
    assert all(a.number != b.number for a, b in pairwise(levels))


def test_an_article_that_is_not_there_is_told(of: Laws) -> None:
    with pytest.raises(UserError, match="99"):
        article_inside(of, "wet_op_de_zorgtoeslag", "99")


def test_every_operation_of_the_shipped_laws_has_words(of: Laws) -> None:
    """An operation without words would show its name in the format."""
    used: set[str] = set()

    def walk(found: Expression) -> None:
        if isinstance(found, Operation):
            used.add(found.op)
            for arg in found.args:
                walk(arg)

    for entry in of.corpus.entries():
        for article in entry.law.articles:
            for action in article.rules.actions if article.rules else ():
                walk(action.expression)
    assert len(used) > 15
    assert used <= set(OPERATIONS)
