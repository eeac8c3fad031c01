"""The version for parliament: what it must hold, and what it must say it leaves out."""

from __future__ import annotations

import dataclasses

import pytest

from tests.report.pages import Page, read
from tests.report.sample import sample
from tests.report.test_page import squeezed
from uitvoerbaar.cli import run
from uitvoerbaar.findings import Text
from uitvoerbaar.report import render_parliament, write_report
from uitvoerbaar.report.parliament import MOST_CHANGES, MOST_LIMITS, spread_of
from uitvoerbaar.report.view import LEADING, build
from uitvoerbaar.report.words import LANGS, Lang, catalogue, plain


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
    many = tuple(dataclasses.replace(critical, id=f"kritiek-{number}") for number in range(LEADING + 2))
    page = _page(
        lang,
        findings=(*a.findings, *many),
        verdict=dataclasses.replace(a.verdict, reasons=(*a.verdict.reasons, *(finding.id for finding in many))),
        kader=tuple(
            dataclasses.replace(row, findings=(*row.findings, *(f.id for f in many))) if row.id == "interactie" else row
            for row in a.kader
        ),
        proposal=dataclasses.replace(a.proposal, changes=a.proposal.changes * MOST_CHANGES),
        limits=tuple(Text(f"Grens {number}") for number in range(MOST_LIMITS + 3)),
    )
    shown = squeezed(page.all("body")[0].text)
    assert squeezed(words["more_changes"].format(count=MOST_CHANGES)) in shown
    assert squeezed(words["more_limits"].format(count=3)) in shown
    view = build(dataclasses.replace(a, findings=(*a.findings, *many)))
    assert (len(view.leading), view.more) == (
        LEADING,
        LEADING + 2 + 1 - sum(f.severity == "kritiek" for f in view.leading),
    )
    assert squeezed(words["more_critical"].format(count=view.more)) in shown


def test_the_command_writes_it_beside_the_report(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    report = write_report(sample(), str(tmp_path))[0]
    assert run(["report", str(report), "--parliament", "--lang", "en"]) == 0
    page = report.with_name("parliament.html")
    assert capsys.readouterr().out == f"{page}\n"
    assert page.read_text(encoding="utf-8") == render_parliament(sample().to_json(), "en")
