"""The trade-off front: none on it is dominated, every other variant is; what is better is told."""

from __future__ import annotations

import random
from typing import Any

import pytest

from uitvoerbaar.face.sweep.front import LESS, MARKED, MORE, better, front, fronts_of

SIDES = [(LESS, LESS), (LESS, MORE), (MORE, LESS), (MORE, MORE)]


def rows(*pairs: tuple[float | None, float | None]) -> list[dict[str, Any]]:
    """Variants with two measures, numbered as they come."""
    made = []
    for at, (one, other) in enumerate(pairs, start=1):
        ends = {f"{name}{end}": value for name, value in (("a", one), ("b", other)) for end in ("", "_laag", "_hoog")}
        made.append({"variant": at, "dial": at, **ends})
    return made


def asked(one: str = "begroting", other: str = "verliezers", **changed: Any) -> dict[str, Any]:
    """A description of results with two measures, named a and b in the rows."""
    name = {"nl": "naam", "en": "name"}
    measures = [
        {"id": key, "naam": name, "eenheid": "huishoudens", "beter": better(each)}
        for key, each in (("a", one), ("b", other))
    ]
    dial = {
        "id": "dial",
        "naam": name,
        "eenheid": {"nl": "jaar", "en": "years"},
        "per": "1",
        "soort": "jaren",
        "per_soort": "1",
    }
    return {
        "maten": measures, "getallen": [dial], "steekproef": False, "bron": name, "dag": "2026-01-01", "opdracht": ["x"],
        **changed,
    }  # fmt: skip


def test_what_is_better() -> None:
    assert {better(each) for each in ("begroting", "begroting-huurtoeslag", "verliezers", "verliezers-leeftijd")} == {
        LESS
    }
    assert {better(each) for each in ("winnaars", "gemiddeld-inkomen-1")} == {MORE}


@pytest.mark.parametrize("sides", SIDES)
def test_nothing_on_the_front_is_dominated_and_all_else_is(sides: tuple[str, str]) -> None:
    draw = random.Random(7)
    for _ in range(60):
        every = rows(*((draw.randint(0, 9), draw.randint(0, 9)) for _ in range(draw.randint(1, 40))))
        found = front(every, "a", "b", sides)
        signs = [1 if side == LESS else -1 for side in sides]

        def worth(row: dict[str, Any], signs: list[int] = signs) -> tuple[int, int]:
            return signs[0] * row["a"], signs[1] * row["b"]

        def dominates(one: dict[str, Any], other: dict[str, Any]) -> bool:
            (a, b), (c, d) = worth(one), worth(other)
            return a <= c and b <= d and (a, b) != (c, d)

        assert not any(dominates(other, one) for one in found for other in every)
        seen = [worth(row) for row in found]
        assert len(set(seen)) == len(seen)
        for row in every:
            assert worth(row) in seen or any(dominates(one, row) for one in found)
        assert [row["a"] for row in found] == sorted(row["a"] for row in found)


def test_of_equals_the_first_counts_and_what_may_not_be_told_does_not() -> None:
    found = front(rows((1, 1), (1, 1), (None, 0), (0, None), (2, 0)), "a", "b", (LESS, LESS))
    assert [row["variant"] for row in found] == [1, 5]
    assert front(rows((None, None)), "a", "b", (LESS, LESS)) == []


def test_the_figure_says_who_is_on_it() -> None:
    every = rows(*((10 - at, at) for at in range(9)), (20, 20))
    (figure,) = fronts_of(every, asked())
    assert figure.chart == "line"
    assert [row["x"] for row in figure.rows] == sorted(row["x"] for row in figure.rows)  # type: ignore[type-var]
    assert len(figure.rows) == 9
    assert sum(row["merk"] is not None for row in figure.rows) == MARKED
    assert figure.assumption
    assert "deze 9 varianten; bij de andere 1" in figure.reading.nl
    assert "9 jaar" in str(figure.rows[0]["variant"].nl)  # type: ignore[union-attr]


def test_one_best_variant_is_told_and_not_drawn() -> None:
    (figure,) = fronts_of(rows((1, 9), (2, 8)), asked(other="winnaars"))
    assert figure.chart == "table"
    assert "niets af te ruilen" in figure.reading.nl


def test_older_results_have_no_front() -> None:
    old = asked()
    for measure in old["maten"]:
        del measure["beter"]
    assert list(fronts_of(rows((1, 2)), old)) == []
