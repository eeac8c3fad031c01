"""The version for parliament: what it must hold, and what it must say it leaves out."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.report.pages import Page, read
from tests.report.sample import sample
from tests.report.test_page import squeezed
from uitvoerbaar.cli import run
from uitvoerbaar.findings import Finding, Severity, Text
from uitvoerbaar.report import render_parliament, write_report
from uitvoerbaar.report.parliament import ROOMS, spread_of
from uitvoerbaar.report.pdf import available, count_pages
from uitvoerbaar.report.view import LEADING, build
from uitvoerbaar.report.words import LANGS, Lang, catalogue, plain
from uitvoerbaar.report.write import PARLIAMENT_PAGES, write_parliament_pdf


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param  # type: ignore[no-any-return]


def _page(lang: Lang, **changes: object) -> Page:
    return read(render_parliament(dataclasses.replace(sample(), **changes).to_json(), lang))  # type: ignore[arg-type]


def test_it_holds_verdict_changes_findings_people_and_what_was_not_tested(lang: Lang) -> None:
    a, words = sample(), catalogue(lang)
    shown = squeezed(_page(lang).all("body")[0].text)
    for part in (
        words["verdict"]["niet_uitvoerbaar"],
        words["proposed_note"],
        plain(a.proposal.changes[1].after, lang),
        plain(a.findings[1].title, lang),
        plain(a.findings[1].smallest_case.story, lang),  # type: ignore[union-attr]
        plain(a.limits[0], lang),
        a.reproduce[-1].command,
    ):
        assert squeezed(part) in shown
    for number, test in enumerate(a.tests, start=1):
        told = {
            "niet_uitgevoerd": f"{plain(test.title, lang)} ({words['test_status'][test.status]})",
            "gedeeltelijk": f"{plain(test.title, lang)} ({words['chapter'].format(number=number).lower()})",
            "uitgevoerd": "",
        }
        assert squeezed(told[test.status]) in shown


def test_it_is_accessible_as_the_report_is(lang: Lang) -> None:
    page = _page(lang)
    ids = page.ids()
    assert len(ids) == len(set(ids))
    assert page.all("html")[0].attributes["lang"] == lang
    assert len(page.all("main")) == len(page.all("header")) == len(page.all("footer")) == len(page.all("h1")) == 1
    assert {e.attributes["aria-labelledby"] for e in page.elements if "aria-labelledby" in e.attributes} <= set(ids)
    inside = [a.attributes["href"] for a in page.all("a") if (a.attributes["href"] or "").startswith("#")]
    assert inside == ["#inhoud"]
    assert not page.all("script")


def test_shares_add_up_per_group() -> None:
    spread = spread_of(sample())
    assert spread is not None
    assert [group.label.en for group in spread.groups][1] == "Single parent with children under age"
    assert spread.groups[1].parts == pytest.approx((0.259, 0.4, 0.341))
    assert all(sum(group.parts) == pytest.approx(1, abs=0.001) for group in spread.groups)


def test_without_a_figure_of_gains_and_losses_there_is_no_table_of_them(lang: Lang) -> None:
    a = sample()
    figures = tuple(figure for figure in a.figures if figure.chart != "diverging")
    page = _page(lang, figures=figures)
    assert "wie" not in page.ids()
    assert "wie" in _page(lang).ids()


def test_what_does_not_fit_is_counted(lang: Lang) -> None:
    a, words = sample(), catalogue(lang)
    critical = next(finding for finding in a.findings if finding.severity == "kritiek")
    many = tuple(
        dataclasses.replace(critical, id=f"kritiek-{number}", article=f"{number}a") for number in range(LEADING + 2)
    )
    verdict = dataclasses.replace(a.verdict, reasons=(*a.verdict.reasons, *(finding.id for finding in many)))
    page = _page(
        lang,
        findings=(*a.findings, *many),
        verdict=verdict,
        kader=tuple(
            dataclasses.replace(row, findings=(*row.findings, *(f.id for f in many))) if row.id == "interactie" else row
            for row in a.kader
        ),
        proposal=dataclasses.replace(a.proposal, changes=a.proposal.changes * ROOMS[0].changes),
        limits=tuple(Text(f"Grens {number}") for number in range(ROOMS[0].limits + 3)),
    )
    shown = squeezed(page.all("body")[0].text)
    assert squeezed(words["more_changes"].format(count=ROOMS[0].changes)) in shown
    assert squeezed(words["more_limits"].format(count=3)) in shown
    view = build(dataclasses.replace(a, findings=(*a.findings, *many), verdict=verdict))
    assert len(view.leading) == LEADING
    assert len(view.rest) == LEADING + 2 + 1 - sum(f.severity == "kritiek" for f in view.leading)
    titles = "; ".join(plain(finding.title, lang) for finding in view.rest)
    assert squeezed(words["more_critical_brief"][1].format(count=len(view.rest), titles=titles)) in shown


def _many(number: int, severity: Severity, test: str) -> tuple[Finding, ...]:
    critical = next(finding for finding in sample().findings if finding.severity == "kritiek")
    made = (
        dataclasses.replace(critical, id=f"{severity}-{test}-{n}", severity=severity, test=test, article=f"{test} {n}")
        for n in range(number)
    )
    return tuple(made)


def test_no_critical_finding_waits_for_a_serious_one() -> None:
    a = sample()
    first, second = (test.id for test in a.tests[:2])
    found = (*_many(3, "kritiek", first), *_many(2, "ernstig", second))
    verdict = dataclasses.replace(a.verdict, reasons=tuple(f.id for f in found))
    view = build(dataclasses.replace(a, findings=found, verdict=verdict))
    assert [finding.severity for finding in view.leading] == ["kritiek"] * 3 + ["ernstig"] * 2
    assert view.rest == ()


def test_one_finding_more_is_a_whole_sentence_with_its_title(lang: Lang) -> None:
    a = sample()
    found = _many(LEADING + 1, "kritiek", a.tests[0].id)
    page = _page(
        lang,
        findings=found,
        verdict=dataclasses.replace(a.verdict, reasons=tuple(f.id for f in found)),
        kader=tuple(dataclasses.replace(row, findings=tuple(f.id for f in found)) for row in a.kader),
    )
    start = {"nl": "Er is nog 1 kritieke bevinding;", "en": "There is 1 more critical finding,"}[lang]
    told = next(p.text for p in page.all("p") if p.text.strip().startswith(start))
    assert plain(found[-1].title, lang) in " ".join(told.split())
    assert told.strip().endswith(".")


def test_the_reading_stands_above_the_chart_and_the_table_says_what_it_holds(lang: Lang) -> None:
    spread = spread_of(sample())
    assert spread is not None
    page = _page(lang)
    [caption] = page.all("caption")
    assert plain(spread.figure.reading, lang) not in caption.text
    assert squeezed(caption.text) == squeezed(catalogue(lang)["spread_table"])
    labels = [svg.attributes.get("aria-label") or "" for svg in page.all("svg")]
    assert any(plain(spread.figure.reading, lang) in label for label in labels)


@pytest.mark.skipif(not available(), reason="the extra pdf is not installed")
def test_long_stories_stay_on_two_pages(tmp_path: Path) -> None:
    a = sample()
    long = Text("Zij krijgt minder dan zij nodig heeft. " * 60, "She gets less than she needs. " * 60)
    found = tuple(
        dataclasses.replace(f, smallest_case=dataclasses.replace(f.smallest_case, story=long))
        if f.smallest_case
        else dataclasses.replace(f, explanation=long)
        for f in a.findings
    )
    write_parliament_pdf(dataclasses.replace(a, findings=found).to_json(), tmp_path / "parliament.pdf")
    assert count_pages((tmp_path / "parliament.pdf").read_bytes()) <= PARLIAMENT_PAGES


def test_the_command_writes_it_beside_the_report(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    report = write_report(sample(), str(tmp_path))[0]
    assert run(["report", str(report), "--parliament", "--lang", "en"]) == 0
    page = report.with_name("parliament.html")
    assert capsys.readouterr().out == f"{page}\n"
    assert page.read_text(encoding="utf-8") == render_parliament(sample().to_json(), "en")
