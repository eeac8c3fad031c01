"""Documents as trees that can also be wrong: maps with a key twice, numbers of any length, in any order.

A map is a list of pairs (`Pairs`), a scalar that must reach the reader as it is typed is `Raw`. `dump` writes JSON-like
text, which is YAML as well.
"""

from __future__ import annotations

import json
from typing import Any

Tree = Any


class Pairs(list[Any]):
    """A map as [key, value] lists in their order; a key may be there twice."""


class Raw(str):
    """A scalar that is written without quotes."""


def tree_of(value: Any) -> Tree:
    """A document that was read as a tree of its own."""
    if isinstance(value, dict):
        return Pairs([str(key), tree_of(item)] for key, item in value.items())
    if isinstance(value, list | tuple):
        return [tree_of(item) for item in value]
    return value


def copied(tree: Tree) -> Tree:
    """The same tree, to be edited."""
    if isinstance(tree, Pairs):
        return Pairs([key, copied(item)] for key, item in tree)
    return [copied(item) for item in tree] if isinstance(tree, list) else tree


def spots(tree: Tree) -> list[tuple[Any, int]]:
    """Every place in a tree as (list around it, position): the value of a pair is at (pair, 1)."""
    found: list[tuple[Any, int]] = []
    waiting = [tree]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Pairs):
            for pair in here:
                found.append((pair, 1))
                waiting.append(pair[1])
        elif isinstance(here, list):
            for position, item in enumerate(here):
                found.append((here, position))
                waiting.append(item)
    return found


def maps(tree: Tree) -> list[Pairs]:
    """Every map in a tree."""
    inside = [around[at] for around, at in spots(tree)]
    return [here for here in (tree, *inside) if isinstance(here, Pairs)]


def dump(tree: Tree) -> str:
    """The text of a tree."""
    parts: list[str] = []
    _write(tree, parts)
    return "".join(parts)


def _write(tree: Tree, parts: list[str]) -> None:
    if isinstance(tree, Pairs):
        parts.append("{")
        for number, (key, item) in enumerate(tree):
            parts.append(f"{',' * bool(number)}\n{json.dumps(key, ensure_ascii=False)}: ")
            _write(item, parts)
        parts.append("}")
    elif isinstance(tree, list):
        parts.append("[")
        for number, item in enumerate(tree):
            parts.append(", " * bool(number))
            _write(item, parts)
        parts.append("]")
    elif isinstance(tree, Raw):
        parts.append(tree)
    else:
        parts.append(json.dumps(tree, ensure_ascii=False, default=str))


def encoded(text: str) -> bytes:
    """The bytes of a text, also of one with half a surrogate pair."""
    return text.encode("utf-8", "surrogatepass")
