"""Charts: the right lengths and words, nothing outside the drawing, the same on every machine."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import pytest

from tests.report import sample_figures as made_up
from tests.report.sample import sample
from tests.report.sample_curves import CALENDAR, CURVE, NOW
from uitvoerbaar.findings import Column, Figure, Text
from uitvoerbaar.findings.provinces import PROVINCES
from uitvoerbaar.report.calendars import calendars_of, draw_calendars
from uitvoerbaar.report.charts import draw
from uitvoerbaar.report.charts.bars import bars, classes, diverging, untouched_words
from uitvoerbaar.report.charts.beneath import differences, rates
from uitvoerbaar.report.charts.calendar import calendar_notes, events_of
from uitvoerbaar.report.charts.curve import bands, curve_notes, jumps, span, stretches
from uitvoerbaar.report.charts.dumbbells import left_out, pairs
from uitvoerbaar.report.charts.hexes import shades_of
from uitvoerbaar.report.charts.histogram import ticks
from uitvoerbaar.report.charts.laws import LIT, boxes_of, draw_laws, told
from uitvoerbaar.report.charts.theme import DEEP, DEEP_LOSS, GAIN, LOSS, PALE, STROKES, text_width, wrap
from uitvoerbaar.report.charts.tiles import shade
from uitvoerbaar.report.filters import headline
from uitvoerbaar.report.tables import Interval, table_of
from uitvoerbaar.report.telling import telling
from uitvoerbaar.report.words import LANGS, Lang

DRAWN = [figure for figure in made_up.FIGURES if figure.value is None and figure.chart != "table"]
MOVE = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")


def _words(svg: str) -> list[tuple[str, float, float, str]]:
    """Text, x, y and anchor of every word, with moves of the groups around it added up."""
    found = []

    def walk(element: ElementTree.Element, x: float, y: float) -> None:
        moved = MOVE.match(element.get("transform", ""))
        if moved:
            x, y = x + float(moved[1]), y + float(moved[2])
        if element.tag == "text":
            found.append((element.text or "", x, y, element.get("text-anchor", "start")))
        for child in element:
            walk(child, x, y)

    walk(ElementTree.fromstring(svg), 0, 0)
    return found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("figure", DRAWN, ids=lambda figure: figure.id)
def test_no_word_leaves_the_drawing(figure: Figure, lang: Lang) -> None:
    drawing = draw(figure, lang)
    assert drawing is not None
    for svg in drawing.svgs:
        width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
        words = _words(svg)
        assert words or figure.chart == "municipality_map"  # too many tiles for a name on each
        for text, x, y, anchor in words:
            size = text_width(text)
            left = {"start": x, "middle": x - size / 2, "end": x - size}[anchor]
            assert left >= -1, (text, left)
            assert left + size <= width + 1, (text, left + size, width)
            assert 0 <= y <= height, (text, y)


def test_single_numbers_and_tables_have_no_drawing() -> None:
    assert draw(made_up.LOSERS, "nl") is None
    assert draw(made_up.WORK, "nl") is None


def test_words_in_a_drawing_are_kept_whole() -> None:
    drawing = draw(made_up.SPREAD, "nl")
    assert drawing is not None
    assert ">100.000<" in drawing.svgs[0]


def test_bars_start_at_zero_and_end_at_their_value_with_their_interval() -> None:
    row = bars(made_up.DECILES, "nl")[0]
    (lane,) = row.lanes
    assert (lane.segments[0].start, lane.segments[0].end) == (0.0, -8_450.0)
    assert (lane.low, lane.high) == (-9_350.0, -7_550.0)
    assert lane.right.replace("\u00a0", " ") == "−€ 84,50"


def test_before_and_after_are_named_in_words() -> None:
    (row,) = bars(made_up.BUDGET, "en")
    assert [lane.right.replace("\u00a0", " ") for lane in row.lanes] == ["€212 million before", "€221 million after"]


def _pair(*rows: tuple[str, int, int]) -> Figure:
    """Before and after per category."""
    model = made_up.BUDGET
    category, series, value = (str(getattr(model.encoding, key)) for key in ("category", "series", "value"))
    sides = [row[series] for row in model.rows[:2]]
    low, high = model.encoding.low, model.encoding.high
    made = tuple(
        {**model.rows[0], category: name, series: side, value: number, **{key: None for key in (low, high) if key}}
        for name, *numbers in rows
        for side, number in zip(sides, numbers, strict=True)
    )
    return replace(model, rows=made)


def test_before_and_after_are_two_dots_and_what_does_not_change_is_counted() -> None:
    figure = _pair(("weinig", 100, 200), ("niets", 0, 0), ("gelijk", 500, 500), ("veel", 900, 100))
    found = pairs(figure, "nl")
    assert [row.label for row in found.rows] == ["weinig", "veel"]
    assert (found.zero, found.same) == (1, 1)
    assert [[dot.value for dot in row.lanes[0].dots] for row in found.rows] == [[100, 200], [900, 100]]
    drawing = draw(figure, "nl")
    assert drawing is not None
    assert drawing.left_out.startswith("Niet getekend: 1 keer nul, voor en na; 1 keer geen verandering")
    assert "niets" not in drawing.svgs[0]


def test_where_nothing_changes_every_row_is_drawn() -> None:
    found = pairs(_pair(("gelijk", 500, 500), ("niets", 0, 0)), "nl")
    assert [row.label for row in found.rows] == ["gelijk", "niets"]
    assert left_out(found, "nl") == ""


def test_the_title_of_a_chart_tells_what_changes_most() -> None:
    figure = _pair(("weinig", 100_00, 200_00), ("veel", 900_00, 100_00))
    assert telling(figure, "en").replace("\u00a0", " ") == "Changes most: veel, from €900 to €100"
    assert telling(_pair(("gelijk", 5, 5)), "en") == ""
    nasty = headline(_pair(("<b>", 100, 200)), "nl")
    assert "&lt;b&gt;" in nasty
    assert "<b>" not in nasty


def test_losses_lie_left_of_zero_and_gains_right_smallest_nearest() -> None:
    row = diverging(made_up.GROUPS, "nl")[1]
    (lane,) = row.lanes
    ends = [(round(segment.start, 3), round(segment.end, 3)) for segment in lane.segments]
    assert ends == [(0.0, -0.045), (-0.045, -0.145), (-0.145, -0.259), (0.0, 0.241), (0.241, 0.341)]
    assert lane.left.replace("\u00a0", " ") == "−25,9 %"
    assert lane.right.replace("\u00a0", " ") == "+34,1 %"
    assert row.note == ""
    assert row.says.replace("\u00a0", " ").endswith("40,0 % gelijk")


def test_groups_in_which_nobody_gains_or_loses_are_named_and_not_drawn() -> None:
    value, category = made_up.GROUPS.encoding.value or "", made_up.GROUPS.encoding.category or ""
    sign = made_up.GROUPS.encoding.sign or ""
    first = made_up.GROUPS.rows[0][category]

    def with_first(share: float | None) -> Figure:
        rows = tuple(
            {**row, value: share} if row[category] == first and row[sign] else row for row in made_up.GROUPS.rows
        )
        return replace(made_up.GROUPS, rows=rows)

    drawn, named = diverging(with_first(0.0), "en"), untouched_words(with_first(0.0), "en")
    assert len(drawn) == len(diverging(made_up.GROUPS, "en")) - 1
    assert str(first.english if isinstance(first, Text) else first) in named
    assert untouched_words(made_up.GROUPS, "en") == ""
    assert untouched_words(with_first(None), "en") == "", "what is not shown is not nothing"
    everybody = replace(made_up.GROUPS, rows=tuple({**row, value: 0.0} for row in made_up.GROUPS.rows))
    assert diverging(everybody, "en"), "a drawing is never empty"


def test_strongest_colours_are_for_the_largest_changes() -> None:
    kinds = list(classes(made_up.GROUPS, "nl").values())
    assert kinds[0] == (-1, LOSS[0])
    assert kinds[-1] == (1, GAIN[-1])
    assert {fill for _, fill in kinds if fill} <= {*LOSS, *GAIN}


def test_the_tile_map_has_twelve_places_and_a_dash_where_nothing_is_known() -> None:
    assert len({place[1:] for place in PROVINCES.values()}) == len({place[0] for place in PROVINCES.values()}) == 12
    drawing = draw(made_up.PROVINCES, "nl")
    assert drawing is not None
    words = [text for text, *_ in _words(drawing.svgs[0])]
    assert "18,4\u00a0%" in words
    assert words.count("–") == 1


def test_shades_run_from_light_to_dark() -> None:
    assert (shade(1, 1, 3), shade(3, 1, 3), shade(2, 2, 2)) == (PALE, DEEP, PALE)


def test_below_zero_a_tile_has_another_hue_as_dark_as_the_loss_is_large() -> None:
    assert (shade(-4, -4, 2), shade(0, -4, 2)) == (DEEP_LOSS, PALE)
    assert shade(2, -4, 2) == shade(2, -2, 4)


def test_a_municipality_is_a_tile_in_its_place_and_white_where_nothing_is_known() -> None:
    drawing = draw(made_up.MUNICIPALITIES, "nl")
    assert drawing is not None
    for svg in drawing.svgs:
        tiles = re.findall(
            r'<path[^>]*translate\(([\d.]+),([\d.]+)\)[^>]*fill="([^"]+)"|<path[^>]*fill="([^"]+)"[^>]*translate', svg
        )
        assert len([tile for tile in tiles if any(tile)]) == 5
    assert [swatch.label.replace("\u00a0", " ") for swatch in drawing.legend] == [
        "−€ 120", "−€ 10", "€ 0", "€ 30", "te weinig huishoudens",
    ]  # fmt: skip


def test_classes_of_a_map_hold_every_value_once_and_lose_in_another_hue() -> None:
    values = [-9.0, -5.0, -5.0, -1.0, 0.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
    found = shades_of(values)
    assert [low for low, *_ in found] == sorted(low for low, *_ in found)
    for value in values:
        assert sum(low <= value <= high for low, high, _ in found) == 1
    assert {fill for low, high, fill in found if high < 0} <= set(LOSS)
    assert {fill for low, high, fill in found if low > 0} == set(GAIN)
    assert shades_of([4.0, 4.0]) == [(4.0, 4.0, shades_of([4.0])[0][2])]
    assert shades_of([-9.0, -1.0])[0][2] == LOSS[0]  # the largest loss in the strongest colour


@pytest.mark.parametrize(
    ("top", "expected"),
    [(88_000, [0, 50_000, 100_000]), (3, [0, 1, 2, 3]), (0.34, [0, 0.1, 0.2, 0.3, 0.4]), (0, [0, 1])],
)
def test_ticks_are_round_and_reach_the_top(top: float, expected: list[float]) -> None:
    assert ticks(top) == pytest.approx(expected)


def test_lines_break_between_words_and_fit() -> None:
    lines = wrap("Alleenstaande ouder met minderjarige kinderen", 150)
    assert " ".join(lines) == "Alleenstaande ouder met minderjarige kinderen"
    assert all(text_width(line) <= 150 for line in lines)


def test_contrast_of_text_on_tiles_and_page() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for ground in ("#ffffff", PALE, DEEP, DEEP_LOSS, LIT):
        assert (light(ground) + 0.05) / (light("#1b2227") + 0.05) >= 7
    for stroke in STROKES:
        assert 1.05 / (light(stroke) + 0.05) >= 3


def test_the_table_spreads_the_answer_classes_over_columns() -> None:
    table = table_of(made_up.GROUPS)
    assert len(table.rows) == 4
    assert len(table.columns) == 7
    assert table.rows[1][1:] == (0.114, 0.1, 0.045, 0.4, 0.241, 0.1)


def test_the_table_shows_the_interval_with_its_value() -> None:
    table = table_of(made_up.BUDGET)
    ((_, before, after),) = table.rows
    assert before == Interval(21_200_000_000, 20_900_000_000, 21_500_000_000)
    assert after == Interval(22_100_000_000, 21_700_000_000, 22_500_000_000)
    deciles = table_of(made_up.DECILES)
    assert deciles.columns == tuple(c for c in made_up.DECILES.columns if c.key not in ("laag", "hoog"))
    assert any(isinstance(cell, Interval) for cell in deciles.rows[0]), "the ends stand below their value"


def test_the_table_leaves_out_the_side_of_a_bar() -> None:
    columns = (*made_up.GROUPS.columns, Column("kant", Text("Kant", "Side"), "aantal"))
    assert table_of(replace(made_up.GROUPS, columns=columns)) == table_of(made_up.GROUPS)


def test_a_curve_breaks_where_it_jumps() -> None:
    now, then = stretches(CURVE, "nu", "nl"), stretches(CURVE, "voorstel", "nl")
    assert [len(part) for part in now] == [3]
    assert [len(part) for part in then] == [3, 2]
    assert list(jumps(now)) == []
    assert list(jumps(then)) == [((3_100_000, 2_680_000), (3_100_000, 2_530_000))]


def test_a_missing_value_leaves_a_gap_in_a_curve() -> None:
    rows = [dict(row) for row in CURVE.rows]
    rows[1]["netto"] = None
    gap = stretches(replace(CURVE, rows=tuple(rows)), "nu", "nl")
    assert [len(part) for part in gap] == [1, 1]
    assert list(jumps(gap)) == []


def test_an_interval_is_a_band_around_its_curve_and_is_within_the_axis() -> None:
    ends = (
        Column("laag", Text("Laag", "Low"), "eurocent_per_jaar"),
        Column("hoog", Text("Hoog", "High"), "eurocent_per_jaar"),
    )
    rows = tuple({**row, "laag": row["netto"] - 300_000, "hoog": row["netto"] + 1_300_000} for row in CURVE.rows)  # type: ignore[operator]
    banded = replace(
        CURVE, columns=(*CURVE.columns, *ends), rows=rows, encoding=replace(CURVE.encoding, low="laag", high="hoog")
    )
    (band,) = bands(banded, "nu", "nl")
    assert band[0] == (1_500_000, 1_750_000 + 1_300_000, 1_750_000 - 300_000)
    with_band, without = draw(banded, "nl"), draw(CURVE, "nl")
    assert with_band is not None
    assert without is not None
    for drawn, bare in zip(with_band.svgs, without.svgs, strict=True):
        assert drawn.count("fill-opacity") == 2
        assert bare.count("fill-opacity") == 2  # no band, but the difference: more in one colour, less in another
        # The highest end is 44,500 euros; without the bands the axis ends at 35,000.
        assert any("45.000" in text or "50.000" in text for text, *_ in _words(drawn))


def test_a_missing_end_leaves_a_gap_in_a_band() -> None:
    keys = {"laag": 1, "hoog": 2}
    rows = [{**row, **keys} for row in CURVE.rows]
    rows[1] = {**rows[1], "laag": None}
    figure = replace(CURVE, rows=tuple(rows), encoding=replace(CURVE.encoding, low="laag", high="hoog"))
    assert bands(figure, "nu", "nl") == []  # two single points are no band
    assert bands(CURVE, "nu", "nl") == []


def test_marks_are_numbered_from_left_to_right_and_told_once() -> None:
    notes = [note.replace("\u00a0", " ") for note in curve_notes(CURVE, "nl")]
    assert notes == [
        "€ 24.000 per jaar (nu, voorstel): de toeslag loopt af: artikel 6",
        "€ 31.000 per jaar (voorstel): sprong van € 1.500 omlaag: artikel 4",
    ]
    drawing = draw(CURVE, "nl")
    assert drawing is not None
    assert drawing.notes == curve_notes(CURVE, "nl")
    for svg in drawing.svgs:
        assert [text for text, *_ in _words(svg) if text in ("1", "2")] == ["1"], "a jump has its size, not a number"
        assert "−€ 1.500" in [text.replace("\u00a0", " ") for text, *_ in _words(svg)]


def test_numbered_dots_cover_no_line_and_no_other_dot() -> None:
    rows = tuple(
        {"bruto": 1_000_000 * at, "recht": NOW, "netto": 900_000 * at, "merk": Text(f"knik {at}")}
        for at in range(1, 11)
    )
    drawing = draw(replace(CURVE, rows=rows), "nl")
    assert drawing is not None
    dots = [(x, y) for text, x, y, anchor in _words(drawing.svgs[1]) if text.isdigit() and anchor == "middle"]
    assert len(dots) == 10
    pairs = [(a, b) for at, a in enumerate(dots) for b in dots[at + 1 :]]
    assert min((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for a, b in pairs) >= 18**2


@pytest.mark.parametrize(
    ("low", "high", "ends"), [(17_500, 31_500, (15_000, 35_000)), (-3, 4, (-4, 4)), (5, 5, (5, 6)), (0, 0, (0, 0.2))]
)
def test_the_axis_of_a_curve_holds_every_point(low: float, high: float, ends: tuple[float, float]) -> None:
    marks = span(low, high, 5)
    assert (marks[0], marks[-1]) == pytest.approx(ends)
    assert marks[0] <= low
    assert high <= marks[-1]


def test_lines_have_their_name_at_their_end_and_are_told_apart_without_colour() -> None:
    drawing = draw(CURVE, "nl")
    assert drawing is not None
    assert drawing.legend == ()
    for svg in drawing.svgs:
        width = float(re.findall(r'viewBox="0 0 ([\d.]+)', svg)[0])
        named = {text: x for text, x, *_ in _words(svg) if text in ("nu", "voorstel")}
        assert set(named) == {"nu", "voorstel"}
        assert svg.count('stroke-dasharray="9,4"') >= 2, (
            "the second line has a pattern, and so has the piece before its name"
        )
        if drawing.svgs.index(svg) == 0:
            assert min(named.values()) > 0.8 * width


def test_below_two_lines_stands_what_the_eye_cannot_see_of_their_difference() -> None:
    assert differences(CURVE, "nl") == [
        (1_500_000, 30_000),
        (2_400_000, 40_000),
        (3_100_000, pytest.approx(2_680_000 - 2_350_000 - 800_000 * 700_000 / 2_100_000)),
        (3_100_000, pytest.approx(2_530_000 - 2_350_000 - 800_000 * 700_000 / 2_100_000)),
        (4_500_000, -90_000),
    ]
    drawing = draw(CURVE, "nl")
    assert drawing is not None
    words = [text.replace("\u00a0", " ") for text, *_ in _words(drawing.svgs[0])]
    assert "Verschil: voorstel min nu (per jaar)" in words
    assert {"+€ 633", "−€ 900"} <= set(words)
    says = [title.replace("\u00a0", " ") for title in re.findall(r"<title>([^<]*)</title>", drawing.svgs[0])]
    assert says[-1] == "€ 31.000 per jaar (voorstel): −€ 1.500; sprong van € 1.500 omlaag: artikel 4"
    same = replace(CURVE, rows=tuple(row for row in CURVE.rows if row["recht"] == NOW))
    assert differences(same, "nl") == []
    assert telling(CURVE, "nl").replace("\u00a0", " ") == "Het grootste verschil: −€ 900, bij € 45.000 per jaar"


def test_what_is_kept_of_one_euro_more_is_drawn_along_income_only() -> None:
    assert rates(CURVE, "nl") == {}
    along = replace(CURVE, id="eigen-inkomen")
    kept = rates(along, "nl")["voorstel"]
    assert [[(x, round(y, 4)) for x, y in step] for step in kept] == [
        [(1_500_000, 0.6778), (2_400_000, 0.6778), (2_400_000, 0.4143), (3_100_000, 0.4143)],
        [(3_100_000, 0.3786), (4_500_000, 0.3786)],
    ]
    drawing = draw(along, "nl")
    assert drawing is not None
    assert "Houdt over van 1 euro meer" in [text for text, *_ in _words(drawing.svgs[1])]


def test_the_same_thing_in_more_months_is_one_event_in_the_calendar() -> None:
    events = events_of(CALENDAR, "nl")
    assert [len(event.months) for event in events] == [1, 7, 1, 1, 1]
    notes = calendar_notes(CALENDAR, "nl")
    assert notes[1] == "januari tot en met juni, augustus, Werkgever: bon bewaren"
    assert notes[4] == "juni van het jaar erna, Dienst Rijwielen: vaststelling: terugbetalen"


def test_every_event_stands_in_its_months() -> None:
    drawing = draw(CALENDAR, "nl")
    assert drawing is not None
    for svg in drawing.svgs:
        numbers = [text for text, *_ in _words(svg) if text.isdigit()]
        assert sorted(numbers) == ["1", *["2"] * 7, "3", "4", "5"]


def _says(svg: str) -> list[str]:
    return [unescape(title).replace("\u00a0", " ") for title in re.findall(r"<title>([^<]*)</title>", svg)]


@pytest.mark.parametrize("lang", LANGS)
def test_every_mark_of_a_map_and_a_calendar_says_what_it_is(lang: Lang) -> None:
    for figure, count in ((made_up.PROVINCES, 12), (made_up.MUNICIPALITIES, len(made_up.MUNICIPALITIES.rows))):
        drawing = draw(figure, lang)
        assert drawing is not None
        for svg in drawing.svgs:
            assert len(_says(svg)) == count
            assert all(": " in words and not words.endswith(": ") for words in _says(svg))
    drawing = draw(CALENDAR, lang)
    assert drawing is not None
    assert set(_says(drawing.svgs[0])) == {note.replace("\u00a0", " ") for note in calendar_notes(CALENDAR, lang)}


def test_years_of_several_households_are_one_picture_with_one_number_for_the_same_thing() -> None:
    month, lane, text = (str(getattr(CALENDAR.encoding, key)) for key in ("month", "lane", "text"))
    when, check, pay = Text("vast", "fixed"), Text("nakijken", "check"), Text("melden", "report")

    def year(who: str, *rows: tuple[int, Text]) -> Figure:
        made = tuple({month: at, lane: when, text: what} for at, what in rows)
        return replace(CALENDAR, id=f"jaar-{who}", title=Text(f"Een jaar: {who}", f"One year: {who}"), rows=made)

    every = [(at, pay) for at in range(1, 13)]
    figures = [year("huurder", (1, check), *every), year("gezin", *every, (1, check), (7, Text("bellen", "call")))]
    found = calendars_of({figure.id: figure for figure in figures})
    assert found is not None
    drawing = draw_calendars(found, "nl")
    assert drawing.notes == (
        "januari, vast: nakijken",
        "het hele jaar, vast: melden",
        "juli, vast: bellen (alleen gezin)",
    )
    for svg in drawing.svgs:
        numbers = [word for word, *_ in _words(svg) if word.isdigit()]
        assert sorted(numbers) == ["1", "1", "2", "2", "3"], "twelve months in a row are one bar with one number"
        assert "gezin: juli, vast: bellen" in _says(svg)
    assert calendars_of({figures[0].id: figures[0]}) is None
    late = replace(figures[1], rows=({month: 13, lane: when, text: check},))
    assert calendars_of({figure.id: figure for figure in (figures[0], late)}) is None


def test_touched_laws_are_lit_and_name_their_articles() -> None:
    boxes = boxes_of(sample())
    assert [(box.name, box.touched, box.articles) for box in boxes] == [
        ("Wet op de fietstoeslag", True, ("4, eerste lid", "9")),
        ("Besluit fietsprijzen", False, ()),
    ]
    assert "Wet op de fietstoeslag (gewijzigd: artikel 4, eerste lid, 9)" in told(sample(), "nl")
    for svg in draw_laws(sample(), "nl"):
        assert svg.count(LIT) == 1
        words = " ".join(text for text, *_ in _words(svg))
        assert "gewijzigd: artikel 4, eerste lid, 9" in words
        assert "niet gewijzigd" in words


def test_a_change_of_a_law_that_was_not_run_is_lit_too() -> None:
    a = sample()
    other = replace(a.proposal.changes[0], law="wet_op_de_fietspaden")
    boxes = boxes_of(replace(a, proposal=replace(a.proposal, changes=(other,))))
    assert {box.name: box.articles for box in boxes if box.touched} == {
        "Wet op de fietstoeslag": (),
        "wet op de fietspaden": ("4, eerste lid",),
    }


def test_words_in_a_title_cannot_break_a_drawing() -> None:
    nasty = Text('\\g<0> \\1 <b> & "x"')
    drawing = draw(replace(made_up.DECILES, title=nasty), "nl")
    assert drawing is not None
    for svg in drawing.svgs:
        assert ElementTree.fromstring(svg).attrib["aria-label"].startswith(nasty.nl)


def test_a_row_before_and_one_after_that_say_the_same_are_one_and_an_empty_column_is_left_out_and_named() -> None:
    columns = (
        Column("wat", Text("Wat", "What")),
        Column("kant", Text("Wet", "Law")),
        Column("bedrag", Text("Bedrag", "Amount"), "eurocent"),
        Column("leeg", Text("Leeg", "Empty"), "aantal"),
    )
    before, after = Text("Voor", "Before"), Text("Na", "After")
    rows = [("zelfde", before, 5), ("zelfde", after, 5), ("anders", before, 5), ("anders", after, 6)]
    made = replace(
        made_up.GROUPS,
        chart="table",
        encoding=replace(
            made_up.GROUPS.encoding, **dict.fromkeys(("category", "value", "series", "sign", "low", "high"))
        ),
        columns=columns,
        rows=tuple(
            {"wat": Text(what, what), "kant": side, "bedrag": amount, "leeg": None} for what, side, amount in rows
        ),
    )
    table = table_of(made)
    assert [column.key for column in table.columns] == ["wat", "kant", "bedrag"]
    assert [column.key for column in table.empty] == ["leeg"]
    assert table.after(1).empty == ()
    assert [str(row[1].nl) for row in table.rows if isinstance(row[1], Text)] == ["Voor en na", "Voor", "Na"]
    assert [row[2] for row in table.rows] == [5, 5, 6]
