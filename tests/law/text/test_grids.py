"""Rules that are a table, as rows and as a line."""

from __future__ import annotations

from decimal import Decimal

from tests.places import DATA
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.law.text.grid_points import points
from uitvoerbaar.law.text.grids import Grid, grids_of

_LAWS = DATA / "laws" / "nl"


def _law(path: str) -> LawText:
    file = _LAWS / path / "2026-01-01.yaml"
    return LawText.of(file.read_bytes(), str(file))


def _grid(path: str, article: str, output: str) -> Grid:
    return next(grid for grid in grids_of(_law(path), article) if grid.output == output)


def _words(grid: Grid) -> list[tuple[str | None, ...]]:
    rows = [(row.low, row.high, row.value, row.rate) for row in grid.rows]
    return [tuple(None if cell is None else cell.words for cell in row) for row in rows]


def _points(*told: tuple[int, Decimal | int]) -> tuple[tuple[Decimal, Decimal], ...]:
    return tuple((Decimal(x), Decimal(y)) for x, y in told)


def test_a_choice_of_numbers_is_a_table_of_steps() -> None:
    grid = _grid("amvb/besluit_kinderopvangtoeslag", "8", "percentage_eerste_kind")
    assert (grid.form, grid.subject, grid.closed, len(grid.rows)) == (
        "steps",
        "gezamenlijk_toetsingsinkomen",
        False,
        32,
    )
    assert _words(grid)[:2] == [(None, "5641300", "0.96", None), ("5641300", "5818500", "0.955", None)]
    line = points(grid)
    assert line is not None
    assert line[:3] == _points((0, Decimal("0.96")), (5641300, Decimal("0.96")), (5641300, Decimal("0.955")))
    assert line[-1][1] == Decimal("0.365")


def test_a_sum_of_parts_times_rates_is_a_tariff_in_brackets() -> None:
    tariff = _grid("wet/wet_inkomstenbelasting_2001", "2.7", "box1_heffing")
    assert _words(tariff) == [
        (None, "einde eerste schijf", None, "tarief eerste schijf"),
        ("einde eerste schijf", "einde schijf 2", None, "tarief 2"),
        ("einde schijf 2", None, None, "tarief 3"),
    ]
    assert points(tariff) is None  # the first bracket is told elsewhere
    box2 = _grid("wet/wet_inkomstenbelasting_2001", "2.12", "box2_heffing")
    assert points(box2, Decimal(10000000)) == _points(
        (0, 0), (6884300, Decimal("1686653.5")), (10000000, Decimal("1686653.5") + Decimal("0.31") * 3115700),
    )  # fmt: skip


def test_parts_in_steps_of_the_article_are_followed() -> None:
    rent = _grid("wet/wet_op_de_huurtoeslag", "21", "vergoeding_van_de_huur")
    assert (rent.form, rent.subject, rent.constants) == ("brackets", "getelde_huur", ())
    assert [row[3] for row in _words(rent)] == [
        None, "percentage tot aftoppingsgrens", "percentage boven aftoppingsgrens",
    ]  # fmt: skip


def test_a_choice_of_rates_is_a_table_of_lines() -> None:
    home = _grid("wet/wet_inkomstenbelasting_2001", "3.112", "eigenwoningforfait")
    assert home.form == "lines"
    assert _words(home)[-1] == ("grens 5", None, "vast bedrag hoge waarde", "percentage hoge waarde")
    line = points(home, Decimal(200000000))
    assert line is not None
    assert line[2:4] == _points((1250000, 1250), (2500000, 2500))
    assert line[-1:] == _points((200000000, 472500 + Decimal("0.0235") * 65000000))


def test_a_choice_on_other_grounds_is_no_table() -> None:
    assert grids_of(_law("wet/wet_op_de_zorgtoeslag"), "2") == ()
