"""Which cells of a figure on own microdata are told."""

from __future__ import annotations

from typing import Any

import numpy as np

from uitvoerbaar.assess.disclosure.figures import told
from uitvoerbaar.assess.disclosure.rule import rule_for
from uitvoerbaar.findings import Column, Encoding, Figure, Text

RULE = rule_for(np.full(1000, 1000), 100)
FOLK = Text("de eigen bevolking", "own microdata")


def figure(rows: list[dict[str, Any]], columns: list[Column], **more: Any) -> Figure:
    text = Text("a", "a")
    given = {"test": "begroting", "unit": "aantal", "source": Text("Gerekend op de eigen bevolking", "x"), **more}
    return Figure(
        id=f"{given['test']}-x", title=text, reading=text, range=None, date="2026-01-01", reproduce="x", columns=tuple(columns),
        rows=tuple(rows), **given,
    )  # fmt: skip


NAME = Column("naam", Text("naam", "name"))
SIDE = Column("kant", Text("kant", "side"))
COUNT = Column("n", Text("n", "n"), "huishoudens")
MONEY = Column("geld", Text("geld", "money"), "eurocent_per_jaar")
SHARE = Column("deel", Text("deel", "share"), "aandeel")


def shown(rows: list[dict[str, Any]], columns: list[Column], **more: Any) -> list[tuple[Any, ...]] | None:
    made = told(figure(rows, columns, **more), RULE, FOLK, None)
    return None if made is None else [tuple(row.values()) for row in made.rows]


def test_a_small_row_loses_its_numbers_and_others_are_rounded() -> None:
    rows = [{"naam": "a", "geld": 123_456_789, "n": 512}, {"naam": "b", "geld": 35_595, "n": 3},
            {"naam": "c", "geld": 1, "n": 300}, {"naam": "d", "geld": 7, "n": 185}]  # fmt: skip
    assert shown(rows, [NAME, MONEY, COUNT]) == [
        ("a", 123_000_000, 510), ("b", None, None), ("c", 1, 300), ("d", None, None),
    ]  # fmt: skip
    # Of 1,000 the row of 3 would follow from the others, so the smallest of those goes too.


def test_the_complement_of_nearly_all_is_hidden() -> None:
    assert shown([{"naam": "a", "n": 990}, {"naam": "b", "n": 600}], [NAME, COUNT]) == [("a", None), ("b", 600)]


def test_a_share_may_not_give_a_small_group() -> None:
    rows = [{"naam": "a", "deel": 0.01, "_van": 400}, {"naam": "b", "deel": 0.99, "_van": 400},
            {"naam": "c", "deel": 0.437, "_van": 500}, {"naam": "d", "deel": 0.0, "_van": 500}]  # fmt: skip
    assert shown(rows, [NAME, SHARE]) == [("a", None), ("b", None), ("c", 0.44), ("d", 0.0)]


def test_a_share_that_is_not_nothing_is_not_told_as_nothing() -> None:
    """Of nobody it is said that nobody loses: 0.004 of 50,000 is 200 households."""
    rows = [{"naam": "a", "deel": 0.0041, "_van": 50_000}, {"naam": "b", "deel": 0.0, "_van": 50_000}]
    made = told(figure(rows, [NAME, SHARE]), rule_for(np.full(100_000, 1000), 100), FOLK, None)
    assert made is not None
    assert [row["deel"] for row in made.rows] == [0.004, 0.0]


def test_what_does_not_say_on_how_many_it_rests_is_not_shown() -> None:
    assert shown([{"naam": "a", "geld": 5}], [NAME, MONEY]) is None


def test_the_largest_of_a_group_is_one_record() -> None:
    top = Column("hoogste", Text("hoogste", "highest"), "keer")
    assert shown([{"naam": "a", "hoogste": 7.3, "n": 500}], [NAME, top, COUNT]) == [("a", None, 500)]


def test_a_difference_is_told_when_enough_households_differ() -> None:
    single = figure([], [], value=123_456, unit="eurocent_per_jaar")
    kept = [told(single, RULE, FOLK, behind) for behind in (None, 3, 500)]
    assert [None if made is None else made.value for made in kept] == [None, None, 123_000]


def test_a_figure_on_rules_stays_as_it_is() -> None:
    about = figure([{"naam": "a", "geld": 123_457}], [NAME, MONEY], test="wetstechniek", source=Text("Gelezen", "Read"))
    assert told(about, RULE, FOLK, None) == about


def test_a_drawing_with_a_row_that_is_hidden_becomes_a_table() -> None:
    rows = [{"naam": "a", "n": 300}, {"naam": "b", "n": 3}, {"naam": "c", "n": 400}, {"naam": "d", "n": 290}]
    made = told(
        figure(rows, [NAME, COUNT], chart="bars", encoding=Encoding(category="naam", value="n")), RULE, FOLK, None
    )
    assert made is not None
    assert made.chart == "table"


def test_what_is_left_of_a_whole_that_is_divided_is_hidden_with_its_smallest_neighbour() -> None:
    """Of 500 households 6 percent lose: without more hidden, that is 1 less 50 and 44 percent."""
    parts = {"veel minder": 0.06, "minder": 0.0, "gelijk": 0.5, "meer": 0.44, "veel meer": 0.0}
    rows = [{"groep": "x", "klasse": name, "deel": part, "_van": 500} for name, part in parts.items()]
    columns = [Column("groep", Text("g", "g")), Column("klasse", Text("k", "k")), SHARE]
    assert shown(rows, columns) == [
        ("x", "veel minder", None), ("x", "minder", 0.0), ("x", "gelijk", 0.5), ("x", "meer", None), ("x", "veel meer", 0.0),
    ]  # fmt: skip


def test_shares_that_divide_nothing_leave_each_other_alone() -> None:
    rows = [{"naam": "a", "deel": 0.06, "_van": 500}, {"naam": "b", "deel": 0.44, "_van": 500}]
    assert shown(rows, [NAME, SHARE]) == [("a", None), ("b", 0.44)]


def test_persons_do_not_say_how_many_households_stand_behind_them() -> None:
    persons = Column("mensen", Text("mensen", "people"), "personen")
    assert shown([{"naam": "a", "mensen": 130}], [NAME, persons]) is None
    assert shown([{"naam": "a", "mensen": 130, "_huizen": 40}], [NAME, persons]) is None
    assert shown([{"naam": "a", "mensen": 338, "_huizen": 130}], [NAME, persons]) == [("a", 340)]
    single = figure([], [], value=338, unit="personen")
    told_of = [told(single, RULE, FOLK, behind) for behind in (None, 40, 130)]
    assert [None if made is None else made.value for made in told_of] == [None, None, 340]


def test_fewer_is_rounded_and_hidden_as_more_is() -> None:
    rows = [{"naam": "a", "n": 300, "verschil": -137}, {"naam": "b", "n": 400, "verschil": -37}]
    change = Column("verschil", Text("verschil", "difference"), "huishoudens")
    assert shown(rows, [NAME, COUNT, change]) == [("a", 300, -140), ("b", None, None)]
