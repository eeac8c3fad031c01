"""What notebooks show: trees that unfold, cards, charts, differences; escaped, in a style that stays inside."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import uitvoerbaar as uv
from tests.report.sample import sample
from uitvoerbaar.findings import Text

DAY = "2026-01-01"
EVIL = "<script>alert('x')</script>"
VOID = {"br", "hr", "img", "input", "meta", "line", "rect", "path", "circle"}


class Tree(HTMLParser):
    """Counts elements, and fails on one that is closed in the wrong order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.counts: dict[str, int] = {}
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.counts[tag] = self.counts.get(tag, 0) + 1


@pytest.fixture(scope="module")
def toets() -> uv.Assessment:
    return uv.Assessment(sample())


@pytest.fixture(scope="module")
def told() -> uv.Explained:
    case = uv.case(geboortedatum="1990-05-01", loon_uit_dienstbetrekking=uv.euro(25_000))
    return uv.laws(on=DAY).explain("zorgtoeslag", case)


def _shown(toets: uv.Assessment, told: uv.Explained) -> dict[str, Any]:
    case = uv.case(spaargeld=uv.euro(100_000), loon_uit_dienstbetrekking=uv.euro(20_000))
    return {
        "explained": told,
        "compared": uv.compare("zorgtoeslag", case, on=DAY, then={"spaargeld": 0}),
        "laws": uv.laws(on=DAY),
        "law": uv.show("wet_op_de_zorgtoeslag", on=DAY),
        "article": uv.show("wet_op_de_zorgtoeslag", 2, on=DAY),
        "changes": uv.show("wet_op_de_zorgtoeslag", between=("2025-01-01", DAY)),
        "curve": uv.curve(case, along="spaargeld", on=DAY),
        "outcomes": uv.laws(on=DAY).run("zorgtoeslag", {"bsn": [1], "loon_uit_dienstbetrekking": [0]}),
        "toets": toets,
        "difference": toets - toets,
        "check": uv.check(Path(__file__).parents[1] / "engine" / "explain" / "laws"),
        **{f"finding {finding.id}": finding for finding in toets.findings},
        **{f"figure {figure.id}": figure for figure in toets.figures},
    }


def test_everything_shows_itself_in_its_own_style(toets: uv.Assessment, told: uv.Explained) -> None:
    shown = _shown(toets, told)
    assert len(shown) > 15
    for name, thing in shown.items():
        html = thing._repr_html_()
        assert html.startswith('<div class="uv"'), name
        style, _, rest = html.partition("</style>")
        rules = [line for line in style.split("<style>")[1].splitlines() if line and not line.startswith("@")]
        assert all(selector.strip().startswith(".uv") for rule in rules for selector in rule.split("{")[0].split(","))
        Tree(rest.removesuffix("\n").removesuffix("</div>"))


def test_every_repr_fits_a_line_or_two(toets: uv.Assessment, told: uv.Explained) -> None:
    for name, thing in _shown(toets, told).items():
        assert len(repr(thing)) < 600, name
        assert "object at 0x" not in repr(thing)
    assert len(repr(told.record)) < 200


def test_a_trace_is_a_tree_that_unfolds(told: uv.Explained) -> None:
    html = told._repr_html_().replace("\u00a0", " ")
    tree = Tree(html.partition("</style>")[2].removesuffix("</div>"))
    assert tree.counts["details"] >= 8
    assert "€ 1.550,00" in html
    assert "Wet op de zorgtoeslag, artikel 2" in html
    # Every step of the text stands in the tree as well.
    for line in told.text().splitlines():
        if "(opgegeven)" in line:
            assert line.strip("│├└─ ").split(":")[0] in html


def test_a_figure_is_its_chart_and_its_data(toets: uv.Assessment) -> None:
    charts = [figure for figure in toets.figures if figure.chart != "table" and figure.value is None]
    assert len({figure.chart for figure in charts}) > 4
    for figure in charts:
        assert "<svg" in figure._repr_html_()
        table = figure.to_arrow()
        assert table.num_rows == len(figure.rows)
        assert table.column_names == [column.key for column in figure.columns]
        assert [json.loads('"' + field.metadata[b"unit"].decode() + '"') for field in table.schema] == [
            column.unit for column in figure.columns
        ]


def test_a_finding_is_a_card(toets: uv.Assessment) -> None:
    finding = toets.findings[0]
    assert f'class="finding {finding.severity}' in finding._repr_html_()
    assert finding.title.nl in repr(finding)
    assert toets.finding(finding.id) == finding


def test_what_is_asked_by_a_wrong_id_is_told(toets: uv.Assessment) -> None:
    name = toets.figures[0].id
    with pytest.raises(uv.UserError, match=f"bedoelde u '{name}'"):
        toets.figure(name + "x")
    with pytest.raises(uv.UserError, match="geen bevinding"):
        toets.finding("zzz")


def test_an_assessment_is_written_and_read_back(toets: uv.Assessment, tmp_path: Path) -> None:
    path, page = toets.write(tmp_path, pdf=False)
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    for again in (uv.read(path), uv.read(tmp_path)):
        assert again == toets


def test_the_difference_says_what_came_and_went(toets: uv.Assessment) -> None:
    first, *rest = toets.record.findings
    fewer = uv.Assessment(replace(toets.record, findings=tuple(rest)))
    assert [finding.id for finding in (toets - fewer).came] == [first.id]
    assert [finding.id for finding in (fewer - toets).went] == [first.id]
    assert first.title.nl in (toets - fewer)._repr_html_().replace("\u00a0", " ")
    with pytest.raises(TypeError):
        toets - 1  # type: ignore[operator]


def test_words_from_outside_are_escaped(toets: uv.Assessment, tmp_path: Path) -> None:
    evil = replace(toets.record.findings[0], title=Text(EVIL, EVIL))
    assert EVIL not in uv.Finding(evil)._repr_html_()
    figure = replace(toets.record.figures[0], title=Text(EVIL, EVIL))
    assert EVIL not in uv.Figure(figure)._repr_html_()
    (tmp_path / "x.yaml").write_text(
        f"$id: wet_x\nname: \"{EVIL}\"\nregulatory_layer: WET\nvalid_from: '2020-01-01'\nurl: 'javascript:alert(1)'\n"
        f"articles:\n  - {{number: '1', text: \"{EVIL}\", url: 'javascript:alert(1)'}}\n",
        encoding="utf-8",
    )
    shown = uv.show("wet_x", on=DAY, folders=[tmp_path])
    for html in (shown._repr_html_(), uv.laws(on=DAY, folders=[tmp_path])._repr_html_()):
        assert EVIL not in html
        assert "javascript:" not in html
        assert "&lt;script&gt;" in html
    made = uv.laws(on=DAY).run("zorgtoeslag", {"bsn": [EVIL], "loon_uit_dienstbetrekking": [0]})
    assert EVIL not in made._repr_html_()
