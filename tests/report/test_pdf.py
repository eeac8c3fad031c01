"""PDF: the words and drawings of the page, with tags, title, language, bookmarks and texts for the drawings."""

from __future__ import annotations

import dataclasses
import io
import re
import sys
from functools import cache
from typing import Any

import pytest

from tests.report.sample import sample
from uitvoerbaar.cli import run
from uitvoerbaar.findings import Figure, Text
from uitvoerbaar.report import render_html, render_parliament, write_report
from uitvoerbaar.report.pdf import PdfMissing, source, to_pdf
from uitvoerbaar.report.pdf.page_tree import Element, read
from uitvoerbaar.report.words import LANGS, Lang, catalogue

pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
pytest.importorskip("typst", reason="the extra pdf (typst) is not installed")


@cache
def _html(lang: Lang) -> str:
    return render_html(sample().to_json(), lang)


@cache
def _pdf(lang: Lang) -> bytes:
    return to_pdf(_html(lang), lang, sample().date)


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def reader(lang: Lang) -> Any:
    return pypdf.PdfReader(io.BytesIO(_pdf(lang)))


def _letters(text: str) -> str:
    """``text`` without white space and hyphens, which lines on paper add and take away."""
    return re.sub(r"[\s\u00ad\u2060‐-]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff"))


def _tags(node: Any, found: list[Any]) -> list[Any]:
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            _tags(each, found)
    elif isinstance(node, dict) and "/S" in node:
        found.append(node)
        if "/K" in node:
            _tags(node["/K"], found)
    return found


def test_it_says_that_it_is_accessible_tagged_and_in_which_language(reader: Any, lang: Lang) -> None:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == lang
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata.title.startswith(catalogue(lang)["document"])


def test_nothing_in_a_report_is_smaller_than_eight_points(reader: Any) -> None:
    sizes = {
        float(size)
        for page in reader.pages
        for size in re.findall(rb"/\w+ ([\d.]+) Tf", page.get_contents().get_data())
    }
    assert sizes
    assert min(sizes) >= 8


def test_headings_are_bookmarks_in_the_order_of_the_page(reader: Any, lang: Lang) -> None:
    def names(outline: list[Any]) -> list[str]:
        return [name for item in outline for name in (names(item) if isinstance(item, list) else [item.title])]

    (body,) = read(_html(lang)).all("body")
    off = _off_paper(body)
    headings = [h for h in body.all("h2", "h3") if h.attributes.get("id", "") != "contents-kop" and id(h) not in off]
    expected = [_letters(heading.text()) for heading in headings]
    shown = [_letters(name) for name in names(reader.outline)]
    contents = _letters(catalogue(lang)["contents"])
    assert [name for name in shown if name != contents] == expected


def test_drawings_are_figures_with_words_and_tables_have_headings(reader: Any, lang: Lang) -> None:
    tags = _tags(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], [])
    kinds = [tag["/S"] for tag in tags]
    page = read(_html(lang))
    (body,) = page.all("body")
    off = _off_paper(body)
    wide = [img.attributes["aria-label"] for img in body.all("img") if "wide" in img.classes and id(img) not in off]
    told = [str(tag["/Alt"]) for tag in tags if tag["/S"] == "/Figure"]
    assert told == wide
    tables = [table for table in body.all("table") if id(table) not in off]
    assert kinds.count("/Table") == len(tables)
    headings = [th for table in tables for th in table.all("th") if id(th) not in off]
    assert kinds.count("/TH") == len(headings)
    rows = len([th for table in tables for part in table.all("tbody") for th in part.all("th") if id(th) not in off])
    of_rows = {tag["/ID"] for tag in tags if tag["/S"] == "/TH" and tag["/A"][0].get("/Scope") == "/Row"}
    assert len(of_rows) == rows > 10
    assert {name for tag in tags if tag["/S"] == "/TD" for name in tag["/A"][0]["/Headers"]} > of_rows
    assert kinds.count("/Title") == 1
    assert kinds.count("/H1") == len([h for h in body.all("h2") if h.attributes.get("id") != "contents-kop"]) + 1


def test_every_sentence_of_the_page_is_on_paper(reader: Any, lang: Lang) -> None:
    paper = _letters("".join(page.extract_text() for page in reader.pages))
    (body,) = read(_html(lang)).all("body")
    leaves = [e for e in body.all("p", "li", "dd", "dt", "td", "th", "summary") if not list(e.all("p", "ul", "dl"))]
    hidden = {id(part) for e in body.all("span", "caption", "li") for part in [e] if "visually-hidden" in e.classes}
    off = _off_paper(body)
    leaves = [leaf for leaf in leaves if id(leaf) not in off]
    missing = [_visible(leaf, hidden) for leaf in leaves if not _in_contents(leaf, body)]
    assert len(missing) > 100
    assert [text for text in missing if _letters(text) not in paper and len(text) < 60] == []


def test_the_letters_are_those_that_come_with_the_program(reader: Any) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for sheet in reader.pages
        for font in sheet["/Resources"]["/Font"].values()
    }
    assert {"LiberationSans", "LiberationSans-Bold"} <= fonts
    assert not [name for name in fonts if "Libertinus" in name]


def _many(figure: Figure) -> tuple[Any, ...]:
    words = next(column.key for column in figure.columns if column.unit == "tekst")
    return tuple({**figure.rows[0], words: f"regel{number}"} for number in range(1, 41))


def test_a_long_table_has_its_first_rows_on_paper_and_says_where_the_others_are(lang: Lang) -> None:
    a = sample()
    figures = tuple(dataclasses.replace(f, rows=_many(f)) if f.chart == "table" and f.rows else f for f in a.figures)
    page = render_html(dataclasses.replace(a, figures=figures).to_json(), lang)
    said = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(to_pdf(page, lang, a.date))).pages)
    assert "regel40" in page
    assert "regel5" in _letters(said)
    assert "regel7" not in _letters(said)


def _off_paper(body: Element) -> set[int]:
    """What opens when a reader asks for it (the numbers below a drawing, the rest of a long table): not on paper."""
    found: set[int] = set()

    def go(element: Element, off: bool) -> None:
        off = off or "screen" in element.classes
        if off:
            found.add(id(element))
        for child in element.children:
            if not isinstance(child, str):
                go(child, off)

    go(body, False)
    return found


def _visible(element: Element, hidden: set[int]) -> str:
    return "".join(
        child if isinstance(child, str) else "" if id(child) in hidden else _visible(child, hidden)
        for child in element.children
    )


def _in_contents(element: Element, body: Element) -> bool:
    (contents,) = body.all("nav")
    return any(each is element for each in contents.all("li"))


def test_the_sheets_are_a4_and_numbered(reader: Any, lang: Lang) -> None:
    count = len(reader.pages)
    assert count > 1
    for number, sheet in enumerate(reader.pages, start=1):
        assert [round(float(side)) for side in sheet.mediabox[2:]] == [595, 842]
        assert f"{number}{catalogue(lang)['page_of']}{count}" in sheet.extract_text().replace("\n", "")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_pdf(_html("nl"), "nl", sample().date) == _pdf("nl")


def test_words_cannot_become_code() -> None:
    nasty = 'a "quote" \\ #panic("x") $ @y <label> *b* _c_ `d`'
    a = sample()
    finding = dataclasses.replace(a.findings[0], title=Text(nasty, nasty))
    data = dataclasses.replace(a, findings=(finding, *a.findings[1:])).to_json()
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(render_html(data, "nl"), "nl", a.date)))
    assert _letters('#panic("x")$@y<label>') in _letters("".join(page.extract_text() for page in reader.pages))


def test_the_version_for_parliament_takes_two_sheets(lang: Lang) -> None:
    page = render_parliament(sample().to_json(), lang)
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(page, lang, sample().date, pages=2)))
    assert len(reader.pages) == 2


def test_type_is_set_smaller_only_when_more_sheets_than_asked_are_needed() -> None:
    def sheets(pages: int | None) -> int:
        return len(pypdf.PdfReader(io.BytesIO(to_pdf(_html("nl"), "nl", sample().date, pages=pages))).pages)

    usual = sheets(None)
    assert sheets(usual) <= usual, "margins are narrower when sheets are counted"
    assert sheets(usual - 1) == usual - 1


def test_links_in_the_code_have_a_place_to_go() -> None:
    code, writer = source(_html("nl"), "nl")
    places = re.findall(r'place-of\("([^"]+)"\)', code)
    assert len(places) == len(set(places))
    assert set(re.findall(r'label\("([^"]+)"\)', code)) <= set(places)
    assert len(writer.drawings) == len(re.findall(r"drawing-\d+\.svg", code))


def test_the_command_writes_a_pdf_beside_the_file(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    report = write_report(sample(), tmp_path)[0]
    assert run(["report", str(report), "--pdf"]) == 0
    assert run(["report", str(report), "--parliament", "--pdf", "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'report.pdf'}\n{tmp_path / 'parliament.pdf'}\n"
    assert (tmp_path / "report.pdf").read_bytes() == _pdf("nl")
    assert (tmp_path / "parliament.pdf").read_bytes().startswith(b"%PDF-")


def test_an_assessment_is_written_with_its_pdf_when_asked(tmp_path: Any) -> None:
    write_report(sample(), tmp_path / "met", pdf=True)
    assert (tmp_path / "met" / "report.pdf").read_bytes() == _pdf("nl")
    write_report(sample(), tmp_path / "zonder")
    assert not (tmp_path / "zonder" / "report.pdf").exists()


def test_without_typst_the_command_says_what_to_install(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = write_report(sample(), tmp_path)[0]
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(PdfMissing):
        to_pdf(_html("nl"), "nl", sample().date)
    assert run(["report", str(report), "--pdf"]) == 1
    assert "uitvoerbaar[pdf]" in capsys.readouterr().err
    assert not (tmp_path / "report.pdf").exists()


def test_a_letter_that_no_font_has_costs_no_report() -> None:
    name = "Plan 😀 中文 ⵣ \ufeff \x00 ok, Łódź, İstanbul, עברית, عربي, हिन्दी"
    strange = dataclasses.replace(sample(), proposal=dataclasses.replace(sample().proposal, title=Text(name, name)))
    made = to_pdf(render_html(strange.to_json(), "nl"), "nl", strange.date)
    said = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    for number in ("U+1F600", "U+4E2D", "U+2D63"):
        assert number in said
    assert "Łódź" in said
    assert "U+0141" not in said  # only what cannot be shown is replaced
