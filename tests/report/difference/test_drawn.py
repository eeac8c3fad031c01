"""Numbers of one figure that moved are two dots each, in one unit and on one scale."""

from __future__ import annotations

from tests.report import sample_figures as made_up
from uitvoerbaar.findings import Text, Unit
from uitvoerbaar.report.difference.compare import Estimate, Move
from uitvoerbaar.report.difference.drawn import MOST, draw_moves
from uitvoerbaar.report.words import catalogue


def _move(name: str, before: int, after: int, unit: Unit = "aantal") -> Move:
    one, other = Estimate(before, before, before), Estimate(after, after - 1, after + 1)
    return Move(made_up.DECILES, (Text(name, name),), unit, one, other)


def test_each_number_has_both_values_and_what_is_in_another_unit_is_counted() -> None:
    drawing = draw_moves([_move("een", 10, 20), _move("twee", 5, 1), _move("deel", 1, 2, "personen")], "nl")
    assert drawing is not None
    for svg in drawing.svgs:
        assert "10 → 20" in svg
        assert "5 → 1" in svg
        assert ">deel<" not in svg
    assert [swatch.label for swatch in drawing.legend] == ["A", "B"]
    assert drawing.left_out == catalogue("nl")["difference_left_out"].format(count=1)


def test_one_number_is_no_picture_and_many_are_the_first() -> None:
    assert draw_moves([_move("een", 10, 20)], "en") is None
    drawing = draw_moves([_move(f"rij{at}", at, at + 5) for at in range(MOST + 3)], "en")
    assert drawing is not None
    assert f"rij{MOST - 1}<" in drawing.svgs[0]
    assert f"rij{MOST}<" not in drawing.svgs[0]
    assert drawing.left_out == catalogue("en")["difference_left_out"].format(count=3)
