"""Households as dots: each says what it has and what changes, losers below the line, and no table of hundreds of rows."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.report.sample import sample
from uitvoerbaar.findings import Column, Encoding, Figure, Text
from uitvoerbaar.report import render_html
from uitvoerbaar.report.difference.compare import compare
from uitvoerbaar.report.explorer import HOUSEHOLDS, draw_households, explorer_of
from uitvoerbaar.report.view import build


def _figure(what: Text = Text("Inkomen", "Income")) -> Figure:  # noqa: B008
    model = next(f for f in sample().figures if f.chart == "table" and f.value is None)
    scheme = Text("Fietstoeslag", "Bicycle allowance")
    columns = (
        Column("huishoudtype", Text("Soort", "Kind")),
        Column("voor", Text(f"{what.nl} zonder dit", f"{what.en} without it"), "eurocent_per_jaar"),
        Column("na", Text(f"{what.nl} met dit", f"{what.en} with it"), "eurocent_per_jaar"),
        Column("regeling_0_voor", Text(f"{scheme.nl} zonder", f"{scheme.en} without"), "eurocent_per_jaar"),
        Column("regeling_0_na", Text(f"{scheme.nl} met", f"{scheme.en} with"), "eurocent_per_jaar"),
    )
    rows = tuple(
        {
            "huishoudtype": Text("Paar", "Couple"),
            "voor": income,
            "na": income + change,
            "regeling_0_voor": 1_000_00,
            "regeling_0_na": 1_000_00 + change,
        }
        for income, change in ((10_000_00, 0), (20_000_00, -500_00), (90_000_00, 300_00))
    )
    return replace(model, id=HOUSEHOLDS, columns=columns, rows=rows, encoding=Encoding())


def test_each_dot_says_what_the_household_has_and_what_changes() -> None:
    wide = draw_households(_figure(), "en")[0].replace("\u00a0", " ")
    titles = re.findall(r"<title>(.*?)</title>", wide)
    assert titles == [
        "Couple: income €10,000 → €10,000",
        "Couple: income €20,000 → €19,500; Bicycle allowance €1,000 → €500",
        "Couple: income €90,000 → €90,300; Bicycle allowance €1,000 → €1,300",
    ]
    heights = [float(y) for y in re.findall(r'class="hit" x="[\d.]+" y="([\d.]+)"', wide)]
    assert heights[1] > heights[0] > heights[2], "a loss lies below the line, a gain above it"


def test_what_a_household_has_is_called_what_the_table_calls_it() -> None:
    """Where there is no net income it is the allowances together, in the words of a dot and along the axis."""
    wide = draw_households(_figure(Text("Toeslagen samen", "Allowances together")), "nl")[0].replace("\u00a0", " ")
    assert re.findall(r"<title>(.*?)</title>", wide)[0] == "Paar: toeslagen samen € 10.000 → € 10.000"
    assert "Toeslagen samen zonder dit, per jaar" in wide
    assert "nkomen" not in wide


def test_the_page_draws_them_and_has_no_table_of_them() -> None:
    a = sample()
    a = replace(a, figures=(*a.figures, _figure()))
    assert build(a).explorer is not None
    [shown] = re.findall(
        rf'<figure[^>]*id="figure-{HOUSEHOLDS}".*?</figure>', render_html(a.to_json(), "nl"), re.DOTALL
    )
    assert shown.count('<svg class="chart') == 2
    assert "<table" not in shown
    assert f"{HOUSEHOLDS}.csv" in shown


def test_a_report_without_them_has_no_dots() -> None:
    assert explorer_of({}) is None
    assert explorer_of({HOUSEHOLDS: replace(_figure(), rows=())}) is None


def test_two_reports_are_not_compared_household_by_household() -> None:
    a = sample()
    richer = tuple({**row, "na": 99_000_00} for row in _figure().rows)
    one, other = (replace(a, figures=(*a.figures, replace(_figure(), rows=rows))) for rows in (_figure().rows, richer))
    assert compare(one, other).moved == ()
