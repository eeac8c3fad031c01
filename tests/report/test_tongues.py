"""Two languages in one file: each half says what the page of its language says, and one of them is shown."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from functools import cache
from pathlib import Path

import pytest

from tests.report.english import leaks
from tests.report.pages import Page, read
from tests.report.sample import sample
from tests.report.sample_curves import CURVE
from uitvoerbaar.cli import run
from uitvoerbaar.findings import Text
from uitvoerbaar.report import render_html, view, write_report
from uitvoerbaar.report.curve_page import CurveHead, render_curve
from uitvoerbaar.report.difference.compare import compare
from uitvoerbaar.report.difference.page import render_difference
from uitvoerbaar.report.heads import facts_of
from uitvoerbaar.report.tongues import drawn_once, other_than, renamed
from uitvoerbaar.report.words import LANGS, Lang, catalogue

POINTING = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")


@cache
def html(lang: Lang) -> str:
    return render_html(sample().to_json(), lang, both=True)


@cache
def alone(lang: Lang) -> str:
    return render_html(sample().to_json(), lang)


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param  # type: ignore[no-any-return]


@cache
def parsed(lang: Lang) -> Page:
    return read(html(lang))


@pytest.fixture
def page(lang: Lang) -> Page:
    return parsed(lang)


def halves(page: Page) -> dict[str, str]:
    """What each half says, by its language."""
    found = [e for e in page.all("div") if e.attributes.get("class") == "tongue"]
    return {str(half.attributes["lang"]): " ".join(half.text.split()) for half in found}


def test_each_half_says_all_that_the_page_of_its_language_says(page: Page, lang: Lang) -> None:
    said = halves(page)
    assert list(said) == [lang, other_than(lang)], "the half that the file opens with stands first"
    for each in LANGS:
        body = " ".join(read(alone(each)).all("main")[0].text.split())
        assert body in said[each]


def test_only_the_other_half_is_hidden_and_each_names_its_language_and_the_way_to_the_other(
    page: Page, lang: Lang
) -> None:
    other = other_than(lang)
    found = [e for e in page.all("div") if e.attributes.get("class") == "tongue"]
    assert [(half.attributes["id"], "hidden" in half.attributes) for half in found] == [(lang, False), (other, True)]
    assert page.all("html")[0].attributes["lang"] == lang
    ways = [a for a in page.all("a") if "hreflang" in a.attributes]
    assert [(a.attributes["href"], a.attributes["lang"], a.text) for a in ways] == [
        (f"#{each}", each, catalogue(each)["read_here"]) for each in (other, lang)
    ]


def test_ids_are_unique_and_every_pointer_stays_in_its_half(page: Page, lang: Lang) -> None:
    ids = page.ids()
    assert len(ids) == len(set(ids))
    prefix = f"{other_than(lang)}-"
    source = html(lang)
    cut = source.index(f'id="{other_than(lang)}"')
    for part, mine in ((source[:cut], False), (source[cut:], True)):
        pointers = re.findall(r'<a [^>]*?href="#([^"]*)"', part)
        pointers += [
            name for kind in POINTING for told in re.findall(rf' {kind}="([^"]*)"', part) for name in told.split()
        ]
        assert pointers
        assert set(pointers) <= set(ids)
        assert {name for name in pointers if name.startswith(prefix) != mine} <= set(LANGS)
    assert page.all("a")[0].attributes["href"] == "#inhoud", (
        "the first thing that the keyboard reaches skips to the content"
    )
    assert f'<a class="skip" href="#{prefix}inhoud">{catalogue(other_than(lang))["skip"]}</a>' in source[cut:]


def test_places_of_the_page_in_one_language_are_places_of_the_half_that_opens(lang: Lang) -> None:
    assert set(read(alone(lang)).ids()) <= set(read(html(lang)).ids())


def test_groups_that_open_one_at_a_time_do_so_in_their_own_half(page: Page) -> None:
    names = {name for e in page.all("details") if (name := e.attributes.get("name"))}
    in_one = {name for e in read(alone("nl")).all("details") if (name := e.attributes.get("name"))}
    assert len(names) == 2 * len(in_one)


def test_the_one_script_is_allowed_by_its_hash_and_has_the_words_of_each_half(page: Page, lang: Lang) -> None:
    [script] = re.findall(r"<script>(.*?)</script>", html(lang), re.DOTALL)
    [policy] = [e.attributes["content"] for e in page.all("meta") if e.attributes.get("http-equiv")]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'"
    assert not [word for word in ("localStorage", "sessionStorage", "cookie", "indexedDB") if word in script]
    told = [e for e in page.elements if "data-words" in e.attributes]
    assert [e.attributes["lang"] for e in told] == [lang, other_than(lang)]
    for half in told:
        assert json.loads(str(half.attributes["data-words"])) == catalogue(half.attributes["lang"])["script"]  # type: ignore[arg-type]


def test_the_english_half_has_no_dutch(lang: Lang) -> None:
    assert leaks(html(lang)) == []
    a = sample()
    planted = "De huur van deze aanvrager is niet bekend."
    wrong = dataclasses.replace(
        a, findings=(dataclasses.replace(a.findings[0], whom=Text("Wie.", planted)), *a.findings[1:])
    )
    assert planted in leaks(render_html(wrong.to_json(), lang, both=True))


def test_text_of_an_assessment_cannot_name_a_place(lang: Lang) -> None:
    a = sample()
    nasty = 'x" id="nl" href="#en" name="y'
    finding = dataclasses.replace(a.findings[0], title=Text(nasty, nasty))
    changed = dataclasses.replace(a, findings=(finding, *a.findings[1:]))
    page = read(render_html(changed.to_json(), lang, both=True))
    assert page.ids() == read(html(lang)).ids()
    assert all(nasty in said for said in halves(page).values())


def test_shapes_that_both_halves_draw_stand_once(page: Page, lang: Lang) -> None:
    uses = [e.attributes["href"] or "" for e in page.all("use")]
    assert uses
    assert {href[1:] for href in uses} <= set(page.ids())
    drawings = lambda found: [e for e in found.all("svg") if "chart" in (e.attributes.get("class") or "")]  # noqa: E731
    assert len(drawings(page)) == len(drawings(read(alone("nl")))) + len(drawings(read(alone("en"))))


def test_a_drawing_that_is_another_one_stays() -> None:
    svg = '<svg class="chart wide"><g><path d="{}"/></g><g font-size="13px"><text>{}</text></g></svg>'
    first, second = drawn_once(svg.format("M0", "een") + svg.format("M1", "twee"), svg.format("M0", "one"))
    assert first.count("M0") == first.count("M1") == 1
    assert "M0" not in second
    assert '<use href="#drawing-1"/><g font-size="13px"><text>one' in second
    assert drawn_once(svg.format("M0", "een"), svg.format("M2", "one")) == (
        svg.format("M0", "een"),
        svg.format("M2", "one"),
    )


def test_links_to_elsewhere_and_to_the_halves_keep_their_address() -> None:
    half = '<a href="https://wetten.overheid.nl/x#Artikel1">a</a><a href="#nl">b</a><a href="#kort" id="a" aria-labelledby="a b">'
    assert renamed(half, "en") == (
        '<a href="https://wetten.overheid.nl/x#Artikel1">a</a><a href="#nl">b</a>'
        '<a href="#en-kort" id="en-a" aria-labelledby="en-a en-b">'
    )


def test_what_is_shown_is_worked_out_once_for_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []
    build = view.build
    monkeypatch.setattr(view, "build", lambda a: built.append(a.proposal.id) or build(a))
    write_report(sample(), tmp_path)
    assert len(built) == 1


def test_the_command_can_leave_the_other_language_out(
    tmp_path: Path, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    report, page = write_report(sample(), tmp_path, lang)
    assert page.read_text(encoding="utf-8") == html(lang)
    assert run(["report", str(report), "--lang", lang, "--one-language"]) == 0
    assert page.read_text(encoding="utf-8") == alone(lang)
    assert run(["report", str(report), "--one-language", "--parliament"]) == 2
    assert "--one-language" in capsys.readouterr().err


def _pages(lang: Lang) -> dict[str, tuple[str, str]]:
    """The pages of a difference and of a curve: in both languages, and the one that each opens with alone."""
    a = sample()
    d = compare(a, dataclasses.replace(a, findings=a.findings[1:]))
    row = (Text("loon", "wage"), Text("€ 30.000", "€30,000"))
    head = CurveHead(((Text("De wet op", "The law on"), Text("1 januari 2026", "1 January 2026")),), (row,), a.software)
    return {
        "diff": (render_difference(d, lang, both=True), render_difference(d, lang)),
        "curve": (render_curve(CURVE, head, lang, both=True), render_curve(CURVE, head, lang)),
    }


@pytest.mark.parametrize("kind", ["diff", "curve"])
def test_pages_of_a_difference_and_of_a_curve_hold_both_languages_as_a_report_does(kind: str, lang: Lang) -> None:
    double, single = _pages(lang)[kind]
    page, one = read(double), read(single)
    said = halves(page)
    assert list(said) == [lang, other_than(lang)]
    assert " ".join(one.all("main")[0].text.split()) in said[lang]
    other = read(_pages(other_than(lang))[kind][1])
    assert " ".join(other.all("main")[0].text.split()) in said[other_than(lang)]
    assert [a.attributes["href"] for a in page.all("a") if "hreflang" in a.attributes] == [
        f"#{other_than(lang)}",
        f"#{lang}",
    ]
    assert not [a for a in one.all("a") if "hreflang" in a.attributes]
    ids = page.ids()
    assert len(ids) == len(set(ids))
    points = {str(a.attributes["href"])[1:] for a in page.all("a") if str(a.attributes.get("href", "")).startswith("#")}
    assert points <= set(ids)


def test_every_page_says_at_its_top_the_law_the_data_and_the_day(lang: Lang) -> None:
    words = catalogue(lang)
    for page in (alone(lang), _pages(lang)["diff"][1]):
        head = " ".join(read(page).all("header")[0].text.split())
        for name in (words["kind"], words["head"]["data"], words["tested_on"]):
            assert name in head
        assert words["head"]["synthetisch"].partition("(")[2].rstrip(")") in head


def test_the_laws_at_the_top_are_the_versions_on_both_sides() -> None:
    a = sample()
    law = dataclasses.replace(a.laws[0], id="wet", name="Fietswet", changed=True)
    before, after = (
        dataclasses.replace(law, role=r, version=v) for r, v in (("voor", "2030-01-01"), ("na", "2031-07-01"))
    )
    told = dict(facts_of(dataclasses.replace(a, laws=(before, after)), "en"))
    assert told["Law"] == "Fietswet, version of 1 January 2030 beside 1 July 2031"
    same = dict(facts_of(dataclasses.replace(a, laws=(before, dataclasses.replace(after, version="2030-01-01"))), "en"))
    assert same["Law"] == "Fietswet, version of 1 January 2030, without and with the proposal"
    many = tuple(dataclasses.replace(each, id=f"w{n}", name=f"Wet {n}") for n in range(4) for each in (before, after))
    assert dict(facts_of(dataclasses.replace(a, laws=many), "en"))["Law"].endswith("; and 2 more")
    assert "Law" not in dict(facts_of(dataclasses.replace(a, laws=()), "en"))


def test_a_sign_stands_against_its_amount(lang: Lang) -> None:
    for page in (html(lang), *(both for both, _ in _pages(lang).values())):
        text = read(page).all("body")[0].text
        assert not re.findall(r"\+\s+€|[-\u2212]\s+€(?!\S*\s*[×x])", text)
