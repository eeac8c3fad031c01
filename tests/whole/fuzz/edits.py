"""Edits of a valid document that keep most of it, so that what is wrong is met deep inside the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from tests.whole.fuzz.trees import Pairs, Raw, Tree, copied, dump, maps, spots
from tests.whole.fuzz.values import hostile, words

Draw = Callable[..., Any]
_COUNTS = (1, 1, 1, 1, 2, 2, 3, 5)
EDITS = (
    "value", "value", "value", "part", "part", "drop", "drop", "twice", "swap", "rename", "rename", "key", "list", "unlist",
    "map", "type", "many",
)  # fmt: skip
_LETTERS = "\n :,-[]{}|#&*!%@`'\"\\?\t\x00\ufeff0aé"


@st.composite
def edited(draw: Draw, bases: Sequence[Tree], leaves: st.SearchStrategy[Any] = hostile, under: str = "") -> Tree:
    """One of the documents with a few edits; `leaves` are the values that come in.

    With `under` most edits are made below a key of that name.
    """
    tree = copied(draw(st.sampled_from(bases)))
    for _ in range(draw(st.sampled_from(_COUNTS))):
        below = [pair for pairs in maps(tree) for pair in pairs if pair[0] == under]
        places = spots(below[draw(st.integers(0, len(below) - 1))][1] if below and draw(st.integers(0, 4)) else tree)
        if not places:
            return tree
        around, at = places[draw(st.integers(0, len(places) - 1))]
        _edit(draw, draw(st.sampled_from(EDITS)), (tree, around, at), bases, leaves)
    return tree


def _edit(draw: Draw, how: str, place: tuple[Tree, Any, int], bases: Sequence[Tree], leaves: Any) -> None:
    tree, around, at = place
    value = around[at]
    if how == "value":
        around[at] = draw(leaves)
    elif how in ("part", "swap"):
        places = spots(tree if how == "swap" else draw(st.sampled_from(bases)))
        there, where = places[draw(st.integers(0, len(places) - 1))]
        around[at] = copied(there[where])
    elif how == "list":
        around[at] = [value]
    elif how == "unlist" and isinstance(value, list) and value:
        around[at] = value[0][-1] if isinstance(value, Pairs) else value[0]
    elif how == "map":
        around[at] = Pairs([[draw(st.sampled_from(("value", "nl", "x", "operation"))), value]])
    elif how == "type":
        around[at] = _other_type(value)
    elif how == "many" and isinstance(value, list):
        around[at] = type(value)([*value, *(copied(item) for item in value)])
    else:
        _edit_map(draw, how, maps(tree))


def _edit_map(draw: Draw, how: str, found: list[Pairs]) -> None:
    """Take a pair away, have it twice, or give it another name."""
    chosen = [pairs for pairs in found if pairs]
    if not chosen:
        return
    pairs = chosen[draw(st.integers(0, len(chosen) - 1))]
    at = draw(st.integers(0, len(pairs) - 1))
    if how == "drop":
        del pairs[at]
    elif how == "twice":
        pairs.insert(at, copied(Pairs([pairs[at]]))[0])
    elif how == "key":
        pairs[at][0] = draw(words)
    else:
        known = sorted({key for pairs in found for key, _ in pairs})
        pairs[at][0] = known[draw(st.integers(0, len(known) - 1))]


def _other_type(value: Any) -> Any:
    if isinstance(value, str):
        return Raw("12") if value.isdigit() else [value]
    if isinstance(value, bool | None):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    return dump(value)[:80]


@st.composite
def mangled(draw: Draw, texts: Sequence[str]) -> str:
    """One of the texts with lines and letters taken out, doubled, moved or put in."""
    lines = draw(st.sampled_from(texts)).split("\n")
    for _ in range(draw(st.sampled_from(_COUNTS))):
        at = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(("drop", "twice", "move", "letter", "cut", "word", "indent")))
        line = lines[at]
        where = draw(st.integers(0, len(line)))
        if how == "drop" and len(lines) > 1:
            del lines[at]
        elif how == "twice":
            lines.insert(at, line)
        elif how == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        elif how == "letter":
            lines[at] = line[:where] + draw(st.sampled_from(_LETTERS)) + line[where:]
        elif how == "cut":
            lines[at] = line[:where]
        elif how == "word":
            lines[at] = line[:where] + draw(words) + line[where:]
        else:
            lines[at] = f"  {line}"
    return "\n".join(lines)


def texts(
    bases: Sequence[Tree], raw: Sequence[str], leaves: st.SearchStrategy[Any] = hostile
) -> st.SearchStrategy[str]:
    """Documents as text: mostly edited as a tree, sometimes as text."""
    trees, lines = edited(bases, leaves).map(dump), mangled(raw)
    return st.sampled_from((trees, trees, trees, lines)).flatmap(lambda chosen: chosen)
