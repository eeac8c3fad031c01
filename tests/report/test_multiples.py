"""Small multiples: every grouping in one picture on one scale, tenths of income with their bounds, and nothing drawn twice."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.report import sample_figures as made_up
from tests.report.sample import sample
from uitvoerbaar.findings import Assessment, Column, Encoding, Figure, Text
from uitvoerbaar.report import render_html
from uitvoerbaar.report.charts.shifts import is_shift, shift_rows
from uitvoerbaar.report.multiples import MEANS, SHARES, draw_groups, panel_of
from uitvoerbaar.report.tenths import BOUNDS, bounded
from uitvoerbaar.report.view import build


def _shares(name: str) -> Figure:
    """The shares of the sample under the names that the chapter uses."""
    names = {"soort": "groep", "klasse": "klasse", "deel": "aandeel", "kant": "richting"}
    return replace(
        made_up.GROUPS,
        id=SHARES + name,
        test="inkomenseffecten",
        columns=tuple(replace(column, key=names[column.key]) for column in made_up.GROUPS.columns),
        rows=tuple({names[key]: cell for key, cell in row.items()} for row in made_up.GROUPS.rows),
        encoding=Encoding(category="groep", value="aandeel", series="klasse", sign="richting"),
    )


def _means(name: str, times: int) -> Figure:
    """A mean and a size for each group of the shares."""
    groups = {str(row["groep"]): row["groep"] for row in _shares(name).rows}.values()
    return replace(
        _shares(name),
        id=MEANS + name,
        chart="bars",
        unit="eurocent_per_jaar",
        columns=(
            Column("groep", Text("Groep", "Group")),
            Column("gemiddeld", Text("Gemiddeld", "Mean"), "eurocent_per_jaar"),
            Column("huishoudens", Text("Huishoudens", "Households"), "huishoudens"),
        ),
        rows=tuple(
            {"groep": group, "gemiddeld": 100_00 * times * at, "huishoudens": 100}
            for at, group in enumerate(groups, start=1)
        ),
        encoding=Encoding(category="groep", value="gemiddeld"),
    )


def _figures() -> dict[str, Figure]:
    return {
        figure.id: figure
        for times, name in enumerate(("leeftijd", "woning"), start=1)
        for figure in (_shares(name), _means(name, times))
    }


def _told() -> Assessment:
    a = sample()
    return replace(
        a, tests=(*a.tests, replace(a.tests[0], id="inkomenseffecten")), figures=(*a.figures, *_figures().values())
    )


def test_every_grouping_is_in_the_picture_on_one_scale() -> None:
    panel = panel_of(_figures())
    assert panel is not None
    assert [shares.id for shares, _ in panel.pairs] == [SHARES + "leeftijd", SHARES + "woning"]
    wide = draw_groups(panel, "nl").svgs[0]
    groups = {str(row["soort"]) for row in made_up.GROUPS.rows}
    assert len(re.findall(r"<text[^>]*>€", wide)) == 2 * len(groups)
    assert wide.count("<title>") == 2 * len(groups), "each row says what it is when it is pointed at"
    assert panel_of({}) is None


def test_what_the_picture_says_is_not_drawn_again() -> None:
    a = _told()
    page = render_html(a.to_json(), "nl")
    assert build(a).panel is not None
    for name in _figures():
        [figure] = re.findall(f'<figure[^>]*id="figure-{name}".*?</figure>', page, re.DOTALL)
        assert "<svg" not in figure
        assert "<table" in figure
    assert page.count('id="figure-panel"') == 1


def test_tenths_of_income_have_their_bounds_where_the_report_holds_them() -> None:
    tenths = made_up.DECILES
    category = str(tenths.encoding.category)
    named = replace(tenths, id="inkomenseffecten-gemiddeld-inkomensdeciel")
    first = named.rows[0][category]
    columns = tuple(Column(key, Text(key, key), "eurocent_per_jaar") for key in ("groep", "van", "tot"))
    rows = ({"groep": first, "van": None, "tot": 18_000_00},)
    bounds = replace(tenths, id=BOUNDS, chart="table", columns=columns, rows=rows, encoding=Encoding())
    told = bounded(named, {BOUNDS: bounds}).rows[0][category]
    assert isinstance(told, Text)
    assert str(told.nl).endswith(": tot €\u00a018.000")
    assert str(told.en).endswith(": up to €18,000")
    assert bounded(named, {}) is named
    assert bounded(tenths, {BOUNDS: bounds}) is tenths


def test_two_histograms_are_the_shift_between_them() -> None:
    model = made_up.BUDGET
    category, series, value = (str(getattr(model.encoding, key)) for key in ("category", "series", "value"))
    sides = [row[series] for row in model.rows[:2]]
    numbers = {"0 tot 10": (1000, 800), "10 tot 20": (50, 250)}
    rows = tuple(
        {**model.rows[0], category: name, series: side, value: number}
        for name, pair in numbers.items()
        for side, number in zip(sides, pair, strict=True)
    )
    figure = replace(model, chart="histogram", rows=rows, unit="huishoudens")
    assert is_shift(figure, "nl")
    assert [row.lanes[0].segments[0].end for row in shift_rows(figure, "nl")] == [-200.0, 200.0]
    assert not is_shift(replace(figure, rows=rows[:3]), "nl")
