"""The page: everything that is in report.json stands on it, and it is whole, self-contained and readable for everyone."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from functools import cache
from itertools import pairwise

import pytest

from tests.report.pages import Page, read
from tests.report.sample import sample
from uitvoerbaar.findings import KADER, Assessment, Column, Range, Text, verdict_said
from uitvoerbaar.findings.figure import PROOF_SIGNS
from uitvoerbaar.report import ReportError, render_html
from uitvoerbaar.report.filters import heading_unit
from uitvoerbaar.report.html import render_checked
from uitvoerbaar.report.view import build, varied
from uitvoerbaar.report.words import LANGS, Lang, catalogue, plain, share


@cache
def html(lang: Lang) -> str:
    return render_html(sample().to_json(), lang)


def squeezed(text: str) -> str:
    """Text with every run of white space as one space."""
    return " ".join(text.replace("\u2060", "").split())


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param  # type: ignore[no-any-return]


@cache
def parsed(lang: Lang) -> Page:
    return read(html(lang))


@pytest.fixture
def page(lang: Lang) -> Page:
    return parsed(lang)


def texts(value: object) -> list[Text]:
    """Every Text anywhere in a record."""
    if isinstance(value, Text):
        return [value]
    if dataclasses.is_dataclass(value):
        return [text for field in dataclasses.fields(value) for text in texts(getattr(value, field.name))]
    if isinstance(value, tuple):
        return [text for item in value for text in texts(item)]
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    return []


def test_every_text_of_the_assessment_is_on_the_page(page: Page, lang: Lang) -> None:
    shown = squeezed(page.all("body")[0].text)
    # The ends of an interval stand below their value, under no heading of their own.
    ends = {column.label for figure in sample().figures for column in figure.columns if column.key in ("laag", "hoog")}
    missing = [text.nl for text in texts(sample()) if text not in ends and squeezed(plain(text, lang)) not in shown]
    assert missing == []


def test_findings_figures_tests_and_rows_each_have_their_place(page: Page, lang: Lang) -> None:
    ids = page.ids()
    assessment = sample()
    assert {f"finding-{finding.id}" for finding in assessment.findings} <= set(ids)
    assert {f"figure-{figure.id}" for figure in assessment.figures} <= set(ids)
    assert {f"test-{test.id}" for test in assessment.tests} <= set(ids)
    headings = [squeezed(th.text) for th in page.all("th")]
    assert [plain(row.title, lang) for row in KADER.values()] == [
        heading for heading in headings if heading in {plain(row.title, lang) for row in KADER.values()}
    ]


def test_figures_tell_their_source_interval_and_command_and_the_date_where_it_is_another(
    page: Page, lang: Lang
) -> None:
    earlier = catalogue(lang)["as_figure"].split("{")[0]
    for figure in sample().figures:
        block = next(f for f in page.all("figure") if f.attributes["id"] == f"figure-{figure.id}")
        told = squeezed(block.text)
        assert squeezed(plain(figure.source, lang)) in told or earlier in told, figure.id
        assert squeezed(figure.reproduce) in told, figure.id
        assert (catalogue(lang)["range"] in told) is (figure.range is not None or figure.wider is not None), figure.id
        assert (catalogue(lang)["data_date"] in told) is (figure.date != sample().date), figure.id
        assert (catalogue(lang)["is_assumption"] in told) is figure.assumption, figure.id


def test_a_heading_names_its_unit_once() -> None:
    assert heading_unit(Column("a", Text("Bedrag"), "eurocent_per_jaar"), "nl") == "per jaar"
    assert heading_unit(Column("a", Text("Bedrag per jaar"), "eurocent_per_jaar"), "nl") == ""
    assert heading_unit(Column("a", Text("Huishoudens"), "huishoudens"), "nl") == ""


def test_ids_are_unique_and_links_within_the_page_arrive(page: Page) -> None:
    ids = page.ids()
    assert len(ids) == len(set(ids))
    inside = [
        link.attributes["href"] or "" for link in page.all("a") if (link.attributes["href"] or "").startswith("#")
    ]
    assert inside
    assert {link[1:] for link in inside} <= set(ids)
    labels = {e.attributes["aria-labelledby"] for e in page.elements if "aria-labelledby" in e.attributes}
    assert labels <= set(ids)


def test_nothing_is_loaded_from_elsewhere(page: Page, lang: Lang) -> None:
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert [link.attributes for link in page.all("link")] == [{"rel": "icon", "href": "data:,"}]
    for element in page.elements:
        assert "src" not in element.attributes
        assert not any("xlink" in name or name.startswith("on") for name in element.attributes)
        assert element.tag == "a" or "://" not in str(element.attributes)
    assert not re.search(r"url\(|@import", html(lang))


def test_the_page_allows_its_own_script_by_its_hash_and_no_other(page: Page, lang: Lang) -> None:
    [script] = re.findall(r"<script>(.*?)</script>", html(lang), re.DOTALL)
    [policy] = [e.attributes["content"] for e in page.all("meta") if e.attributes.get("http-equiv")]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'"
    for risky in ("innerHTML", "insertAdjacentHTML", "eval(", "Function(", "fetch(", "XMLHttpRequest", "import("):
        assert risky not in script, "words of a report stay words, and nothing is fetched"
    [body] = page.all("body")
    assert json.loads(str(body.attributes["data-words"]))["copy"] == catalogue(lang)["script"]["copy"]


def test_without_script_all_findings_are_a_list_of_links(page: Page, lang: Lang) -> None:
    [listed] = [e for e in page.all("details") if "all-findings" in (e.attributes.get("class") or "")]
    for finding in sample().findings:
        assert plain(finding.title, lang) in squeezed(listed.text)
    kinds = [e.attributes["data-severity"] for e in page.all("li") if "data-severity" in e.attributes]
    assert sorted(kinds) == sorted(finding.severity for finding in sample().findings)


def test_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = [int(e.tag[1]) for e in page.elements if re.fullmatch(r"h[1-6]", e.tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_landmarks_language_and_tables_are_named(page: Page, lang: Lang) -> None:
    assert page.all("html")[0].attributes["lang"] == lang
    assert len(page.all("main")) == len(page.all("nav")) == len(page.all("header")) == len(page.all("footer")) == 1
    assert page.all("a")[0].attributes["href"] == f"#{page.all('main')[0].attributes['id']}"
    assert len(page.all("caption")) == len(page.all("table"))
    assert all("scope" in th.attributes for th in page.all("th"))


def test_every_drawing_says_what_is_in_it_and_letters_take_the_font_of_the_page(page: Page) -> None:
    drawings = [svg for svg in page.all("svg") if "chart" in (svg.attributes.get("class") or "")]
    of_first_page = 1  # the case of the critical finding, which its own article draws again
    assert len(drawings) == 2 * (
        3 + of_first_page + sum(f.value is None and f.chart != "table" for f in sample().figures)
    )
    for svg in drawings:
        assert svg.attributes["role"] == "img"
        assert svg.attributes["aria-label"]
    assert not any("font-family" in element.attributes for element in page.elements)


def test_dutch_texts_on_an_english_page_are_marked_as_dutch() -> None:
    english = read(html("en"))
    marked = [squeezed(span.text) for span in english.all("span") if span.attributes.get("lang") == "nl"]
    assert "Deze toets kijkt naar fietsenmakers." in marked
    assert not [span for span in read(html("nl")).all("span") if "lang" in span.attributes]


def test_the_first_screen_comes_first_and_says_who_decides(page: Page, lang: Lang) -> None:
    words = catalogue(lang)
    first = squeezed(next(s for s in page.all("section") if s.attributes["id"] == "kort").text)
    case = sample().findings[1].smallest_case
    assert case is not None
    assert case.story is not None
    for part in (
        words["verdict"]["niet_uitvoerbaar"],
        words["proposed_note"],
        words["unsigned"],
        plain(case.story, lang),
    ):
        assert squeezed(part) in first
    order = [s.attributes["id"] for s in page.all("section")]
    assert order[:4] == ["kort", "voorstel", "kritiek", "kader"]
    assert order[-6:] == ["wetten", "bevolking", "grenzen", "opnieuw", "csv", "bronnen"]


def test_fiction_is_said_to_be_fiction_and_only_then(lang: Lang) -> None:
    fact = dataclasses.replace(sample(), fictional=False)
    assert catalogue(lang)["fictional"] in html(lang)
    assert catalogue(lang)["fictional"] not in render_html(fact.to_json(), lang)


def test_a_signed_verdict_names_who_signed(lang: Lang) -> None:
    signed = dataclasses.replace(sample().verdict, proposed=False, signed_by="directeur Dienst Rijwielen")
    page = render_html(dataclasses.replace(sample(), verdict=signed).to_json(), lang)
    assert "directeur Dienst Rijwielen" in page
    assert catalogue(lang)["unsigned"] not in page


def test_without_critical_findings_the_page_says_what_that_does_not_prove(lang: Lang) -> None:
    a = sample()
    calm = dataclasses.replace(
        a,
        findings=(),
        verdict=dataclasses.replace(a.verdict, value="uitvoerbaar", reasons=()),
        kader=tuple(
            dataclasses.replace(
                row, findings=(), value={"interactie": "beperkt", "eindoordeel": "uitvoerbaar"}.get(row.id, row.value)
            )
            for row in a.kader
        ),
    )
    assert catalogue(lang)["no_critical"] in squeezed(render_html(calm.to_json(), lang))


def test_the_first_screen_shows_the_reasons_and_then_the_heaviest_findings(lang: Lang) -> None:
    a = sample()
    calm = dataclasses.replace(
        a, findings=a.findings[:1] + a.findings[2:], verdict=dataclasses.replace(a.verdict, reasons=())
    )
    assert [finding.id for finding in build(calm).leading] == ["trede", "brieven"]
    assert [finding.id for finding in build(a).leading] == ["alles-of-niets", "trede", "brieven"]
    # A person who signs may have other reasons than the program proposed.
    signed = dataclasses.replace(a.verdict, reasons=("brieven",), proposed=False, signed_by="directeur")
    late = dataclasses.replace(a, verdict=signed)
    assert [finding.id for finding in build(late).leading] == ["brieven", "alles-of-niets", "trede"]
    first = next(s for s in read(render_html(late.to_json(), lang)).all("section") if s.attributes["id"] == "kort")
    assert first.text.count(catalogue(lang)["is_reason"]) == 1


def test_text_of_an_assessment_cannot_become_markup(lang: Lang) -> None:
    a = sample()
    nasty = '<script>alert(1)</script> & "quotes"'
    finding = dataclasses.replace(a.findings[0], title=Text(nasty, nasty))
    figures = tuple(dataclasses.replace(f, title=Text(nasty, nasty), reading=Text(nasty, nasty)) for f in a.figures)
    page = read(
        render_html(dataclasses.replace(a, findings=(finding, *a.findings[1:]), figures=figures).to_json(), lang)
    )
    assert len(page.all("script")) == 1, "ours only"
    assert nasty in squeezed(page.all("body")[0].text)


def test_an_assessment_that_does_not_fit_is_never_drawn() -> None:
    data = sample().to_json()
    data["findings"] = None
    with pytest.raises(ReportError, match="findings"):
        render_html(data)


def test_the_page_is_made_from_the_json_alone(lang: Lang) -> None:
    again = Assessment.from_json(sample().to_json())
    assert render_html(again.to_json(), lang) == html(lang)


def test_one_test_does_not_fill_the_first_screen_while_other_serious_findings_wait() -> None:
    a = sample()
    critical = next(finding for finding in a.findings if finding.severity == "kritiek")
    serious = next(finding for finding in a.findings if finding.severity == "ernstig")
    same = [dataclasses.replace(critical, id=f"k{number}") for number in range(4)]
    other = dataclasses.replace(serious, id="ander", test="uitvoering")
    assert [f.id for f in varied([*same, other])] == ["k0", "k1", "ander", "k2", "k3"]


def test_results_of_proofs_are_told_by_sign_and_word(page: Page, lang: Lang) -> None:
    first = squeezed(next(s for s in page.all("section") if s.attributes["id"] == "kort").text)
    words = catalogue(lang)["proof"]
    for result, sign in PROOF_SIGNS.items():
        assert f"{sign} {words[result]}" in first
    (proofs,) = [figure for figure in sample().figures if figure.id == "bewijzen"]
    shown = [row for row in proofs.rows if "weerlegd" in row.values() or "onbeslist" in row.values()]
    hidden = [row for row in proofs.rows if row not in shown]
    assert all(squeezed(plain(row["eigenschap"], lang)) in first for row in shown)  # type: ignore[arg-type]
    assert not any(squeezed(plain(row["eigenschap"], lang)) in first for row in hidden)  # type: ignore[arg-type]


def test_a_key_number_shows_one_interval_that_says_what_is_in_it(lang: Lang) -> None:
    a, words = sample(), catalogue(lang)
    key = next(f for f in a.figures if f.id in a.key_figures and f.value is not None and f.range is not None)
    assert key.range is not None
    high = 3 * abs(key.range.high or 0) + 100
    for low, unsure in ((-high, True), (min(key.range.low or 0, 0), False)):
        wide = Range(low, high, Text("Servicekosten anders.", "Other service costs."))
        figures = tuple(
            dataclasses.replace(f, unit="eurocent_per_jaar", wider=wide) if f is key else f for f in a.figures
        )
        without = " ".join(read(render_html(a.to_json(), lang)).all("body")[0].text.split())
        text = " ".join(
            read(render_html(dataclasses.replace(a, figures=figures).to_json(), lang)).all("body")[0].text.split()
        )
        assert words["with_assumptions"] not in without
        assert text.count(words["with_assumptions"]) == 2  # on the first screen and at the figure
        assert (words["sign_unsure"] in text) == unsure
        assert plain(wide.method, lang) in text


def test_the_answer_of_a_person_stands_beside_the_proposal_of_the_machine() -> None:
    for lang, both in (
        ("nl", "Een mens antwoordt anders dan de machine"),
        ("en", "A person answers otherwise than the machine"),
    ):
        page = render_html(sample().to_json(), lang)
        row = page.partition('id="kader-invoering"')[2].partition("</tr>")[0]
        assert "2031" in row
        assert "2032" in row
        assert both in row
        assert "hoofd planning Dienst Rijwielen" in row
        alone = page.partition('id="kader-portfolio"')[2].partition("</tr>")[0]
        assert "jaaraanpassing" in alone
        assert both not in alone


def test_what_is_filled_into_a_fixed_sentence_is_escaped_once(lang: Lang) -> None:
    a = sample()
    at, finding = next((i, f) for i, f in enumerate(a.findings) if f.households is not None)
    assert finding.households is not None
    few = dataclasses.replace(
        finding.households, value=1, low=0, high=2, of=800_000, among=Text("Klei & Zand", "Clay & Sand")
    )
    findings = (*a.findings[:at], dataclasses.replace(finding, households=few), *a.findings[at + 1 :])
    source = render_html(dataclasses.replace(a, findings=findings).to_json(), lang)
    said = squeezed(read(source).all("body")[0].text)
    assert few.among is not None
    assert plain(few.among, lang) in said
    assert share(1 / 800_000, lang) in source.replace("&lt;", "<")
    assert not re.findall(r"&amp;(lt|gt|amp|#\d+);", source)


@pytest.mark.parametrize("told", ["nl", "en"])
def test_a_column_that_holds_nothing_in_any_row_is_named_above_the_table(told: Lang) -> None:
    """Own microdata withhold the largest of a group in every row: that it is not shown stands where it would have been."""
    made = sample()
    at, of = next((n, f) for n, f in enumerate(made.figures) if f.chart == "table" and len(f.columns) > 1 and f.rows)
    withheld = Column("_niets", Text("Hoogste verhouding", "Highest ratio"), "keer")
    rows = tuple({**row, withheld.key: None} for row in of.rows)
    changed = dataclasses.replace(of, columns=(*of.columns, withheld), rows=rows)
    figures = (*made.figures[:at], changed, *made.figures[at + 1 :])
    text = squeezed(
        " ".join(
            each.text for each in read(render_html(dataclasses.replace(made, figures=figures).to_json(), told)).elements
        )
    )
    assert f"{catalogue(told)['empty_columns'].strip()} {plain(withheld.label, told)}." in text
    assert catalogue(told)["empty_columns"].strip() not in squeezed(html(told))


@pytest.mark.parametrize("lang", LANGS)
def test_the_kader_calls_the_verdict_by_the_word_of_the_headline(lang: Lang) -> None:
    """Above it said that no objection was found, and below that it can be carried out."""
    a = sample()
    rows = tuple(
        dataclasses.replace(row, value="uitvoerbaar", findings=()) if row.id == "eindoordeel" else row
        for row in a.kader
    )
    verdict = dataclasses.replace(a.verdict, value="uitvoerbaar", reasons=(), conditions=())
    page = read(render_checked(dataclasses.replace(a, kader=rows, verdict=verdict).to_json(), lang))
    said = catalogue(lang)["verdict"][verdict_said("uitvoerbaar", rows)]
    assert said != catalogue(lang)["verdict"]["uitvoerbaar"]  # a row was assessed in part
    [row] = [each for each in page.all("tr") if each.attributes.get("id") == "kader-eindoordeel"]
    assert said.lower() in " ".join(row.text.split())


@pytest.mark.parametrize("lang", LANGS)
def test_a_number_that_is_exact_has_no_interval_of_nothing_to_nothing(lang: Lang) -> None:
    a = sample()
    key = next(f for f in a.figures if f.id in a.key_figures and f.value is not None)
    none = dataclasses.replace(key, value=0, range=None, wider=Range(0, 0, Text("Toeval.", "Chance.")))
    figures = tuple(none if f is key else f for f in a.figures)
    text = " ".join(
        read(render_checked(dataclasses.replace(a, figures=figures).to_json(), lang)).all("body")[0].text.split()
    )
    assert catalogue(lang)["between"].format(low=0, high=0) not in text.replace("€", "").replace("\u00a0", "")
