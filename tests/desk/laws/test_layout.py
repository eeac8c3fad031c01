"""Layered drawings: what gives stands to the left, nothing overlaps, every line begins and ends at its boxes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitvoerbaar.desk.laws.layout import WIDTH, Box, Drawing, Edge, Node, draw


def made(names: str, *pairs: str) -> Drawing:
    """A drawing of nodes of a letter each, and edges of two letters."""
    nodes = [Node(name, name, "article", "") for name in names]
    return draw(nodes, [Edge(pair[0], pair[1], pair) for pair in pairs])


def places(drawing: Drawing) -> dict[str, Box]:
    """The boxes by their key."""
    return {box.node.key: box for box in drawing.boxes}


def test_what_gives_stands_to_the_left_of_what_takes() -> None:
    at = places(made("abcd", "ab", "bc", "ac", "dc"))
    assert at["a"].x < at["b"].x < at["c"].x
    assert at["d"].x == at["b"].x  # just before what it gives to


def test_a_circle_is_drawn_with_one_line_that_runs_back() -> None:
    drawing = made("abc", "ab", "bc", "ca")
    assert [curve.back for curve in drawing.curves] == [False, False, True]


def test_an_edge_to_itself_or_to_nobody_is_left_out() -> None:
    assert made("ab", "aa", "az").curves == ()


EDGES = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).map("".join), max_size=20, unique=True
)


@given(EDGES)
def test_no_two_boxes_overlap_and_every_line_ends_where_its_boxes_are(pairs: list[str]) -> None:
    drawing = made("abcdefgh", *pairs)
    at = places(drawing)
    assert len(at) == 8
    boxes = list(at.values())
    for one in boxes:
        assert one.x >= 0
        assert one.x + WIDTH <= drawing.width
        assert one.y >= 0
        assert one.y + one.height <= drawing.height
        for other in boxes:
            apart = one.x + WIDTH <= other.x or other.x + WIDTH <= one.x
            assert one is other or apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    for curve in drawing.curves:
        start, end = at[curve.words[0]], at[curve.words[1]]
        numbers = [int(number) for number in re.findall(r"-?\d+", curve.path)]
        assert numbers[0] in (start.x, start.x + WIDTH)
        assert numbers[1] == start.y + start.height // 2
        last = numbers[-1] if re.findall(r"[MCH]", curve.path)[-1] == "H" else numbers[-2]
        assert last in (end.x, end.x + WIDTH)


@pytest.mark.parametrize("words", ["", "kort", "een heel lange naam van een wet of regeling " * 9])
def test_words_of_any_length_stay_inside_their_box(words: str) -> None:
    (box,) = draw([Node("a", words, "article", "")], []).boxes
    assert all(0 < y < box.height for y, _ in box.lines)
    assert all(len(line) <= 26 for _, line in box.lines)
