"""A number through the versions of its law, drawn as steps."""

from __future__ import annotations

from uitvoerbaar.desk.laws.course import draw_course
from uitvoerbaar.face.article_inside import Course, Level


def course(*levels: tuple[str, float | None]) -> Course:
    """A course of days and numbers."""
    return Course("n", "", tuple(Level(day, number, str(number)) for day, number in levels))


def test_a_number_holds_until_the_day_on_which_it_changes() -> None:
    drawing = draw_course(course(("2024-01-01", 10), ("2025-01-01", 20)), "2026-01-01")
    assert drawing is not None
    low, high = drawing.dots
    assert (low.y, high.y) == (104, 30)
    # flat at the low number, straight up on the day of the change, flat at the high number to the end
    assert drawing.path == f"M6.0 104.0H{high.x}V30.0H274.0"
    assert drawing.now == 274.0


def test_where_there_was_no_number_the_line_is_broken() -> None:
    drawing = draw_course(course(("2024-01-01", 10), ("2025-01-01", None), ("2026-01-01", 20)), "2026-06-01")
    assert drawing is not None
    assert drawing.path.count("M") == 2
    assert len(drawing.dots) == 2


def test_one_level_is_nothing_to_draw() -> None:
    assert draw_course(course(("2024-01-01", 10)), "2026-01-01") is None
    assert draw_course(course(("", 10), ("2024-01-01", 20)), "2026-01-01") is None


def test_a_day_before_the_first_version_stays_inside_the_frame() -> None:
    drawing = draw_course(course(("2024-01-01", 10), ("2025-01-01", 20)), "2012-01-01")
    assert drawing is not None
    assert drawing.now == 6.0
