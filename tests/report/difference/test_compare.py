"""Two assessments compared: a change is only called one when the intervals do not touch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.report import sample_figures as made_up
from tests.report.pages import read
from tests.report.sample import sample
from tests.report.test_page import squeezed
from uitvoerbaar.cli import run
from uitvoerbaar.findings import Assessment, Change, Column, Encoding, Figure, Range, Text
from uitvoerbaar.report import write_report
from uitvoerbaar.report.difference.compare import Difference, Estimate, compare
from uitvoerbaar.report.difference.page import distinct, gap, move_words, render_difference, tell_difference
from uitvoerbaar.report.words import LANGS, Lang, catalogue, plain


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param  # type: ignore[no-any-return]


def _with(figure: Figure) -> Assessment:
    return replace(sample(), figures=tuple(figure if f.id == figure.id else f for f in sample().figures))


def _moved(figure: Figure) -> Difference:
    return compare(sample(), _with(figure))


def _finding(change: dict[str, Any], a: Assessment | None = None) -> Assessment:
    a = a or sample()
    findings = tuple(replace(f, **change) if f.id == "alles-of-niets" else f for f in a.findings)
    return replace(a, findings=findings)


def test_the_same_assessment_differs_in_nothing() -> None:
    d = compare(sample(), sample())
    assert (d.came, d.went, d.moved, d.unpaired, d.laws_a, d.laws_b, d.changes_a, d.changes_b) == ((),) * 8
    assert not any(move.changed for move in d.kept)
    assert d.same_people
    assert d.within > 10


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (Estimate(10, 8, 12), Estimate(14, 12, 16), False),
        (Estimate(10, 8, 12), Estimate(15, 13, 17), True),
        (Estimate(15, 13, 17), Estimate(10, 8, 12), True),
        (Estimate(10, 10, 10), Estimate(11, 11, 11), True),
        (Estimate(0.3, 0.3, 0.3), Estimate(0.1 + 0.2, 0.1 + 0.2, 0.1 + 0.2), False),
    ],
)
def test_intervals_that_touch_are_no_change(one: Estimate, other: Estimate, apart: bool) -> None:
    assert one.apart(other) is apart


def test_a_single_number_moves_only_beyond_its_interval() -> None:
    value, interval = made_up.LOSERS.value, made_up.LOSERS.range
    assert value is not None
    assert interval is not None
    assert interval.low is not None
    assert interval.high is not None
    shifted = replace(interval, low=interval.low + 1_000, high=interval.high + 1_000)
    assert _moved(replace(made_up.LOSERS, value=value + 1_000, range=shifted)).moved == ()
    far = replace(interval, low=interval.low + 9_000, high=interval.high + 9_000)
    (move,) = _moved(replace(made_up.LOSERS, value=value + 9_000, range=far)).moved
    assert (move.before.value, move.after.value) == (value, value + 9_000)


def test_a_row_is_found_by_its_words_and_moves_beyond_its_own_interval() -> None:
    rows = tuple(
        {**row, "verandering": 20_000, "laag": 19_000, "hoog": 21_000} if number == 3 else row
        for number, row in enumerate(made_up.DECILES.rows)
    )
    (move,) = _moved(replace(made_up.DECILES, rows=tuple(reversed(rows)))).moved
    assert [name.nl for name in move.names] == ["4e tiende"]
    assert (move.before.value, move.after.value) == (150, 20_000)


def test_an_exact_table_names_the_column_that_moved() -> None:
    rows = ({**made_up.WORK.rows[0], "uren": 62_000}, made_up.WORK.rows[1])
    (move,) = _moved(replace(made_up.WORK, rows=rows)).moved
    assert [name.nl for name in move.names] == ["Bonnen controleren", "Werk"]
    assert squeezed(move_words(move, "nl")).endswith("van 61.000 uur per jaar naar 62.000 uur per jaar")


def test_an_estimate_without_ends_is_never_called_changed() -> None:
    unknown = Range(None, None, Text("steekproef"))
    before = compare(sample(), sample()).unclear
    lonely = replace(made_up.LOSERS, value=1, range=unknown)
    d = compare(_with(replace(made_up.LOSERS, range=unknown)), _with(lonely))
    assert d.moved == ()
    assert d.unclear == before + 1


def test_findings_come_go_and_change() -> None:
    a = sample()
    b = replace(a, findings=(*a.findings[2:], replace(a.findings[0], id="nieuw")))
    d = compare(a, b)
    assert [finding.id for finding in d.came] == ["nieuw"]
    assert {finding.id for finding in d.went} == {a.findings[0].id, "alles-of-niets"}
    households = a.findings[1].households
    case = a.findings[1].smallest_case
    assert households is not None
    assert case is not None
    lighter = _finding({"severity": "ernstig"})
    assert [(m.severity, m.households, m.loss) for m in compare(a, lighter).kept if m.changed] == [(True, False, False)]
    fewer = _finding({"households": replace(households, value=10, low=9, high=11)})
    assert [(m.severity, m.households, m.loss) for m in compare(a, fewer).kept if m.changed] == [(False, True, False)]
    near = _finding({"households": replace(households, value=households.value + 1)})
    assert not [m for m in compare(a, near).kept if m.changed]
    cheaper = _finding({"smallest_case": replace(case, loss=case.loss - 1)})
    assert [(m.severity, m.households, m.loss) for m in compare(a, cheaper).kept if m.changed] == [(False, False, True)]


def test_findings_of_a_test_that_one_did_not_do_are_not_compared() -> None:
    a = sample()
    test = a.findings[1].test
    undone = tuple(
        replace(t, status="niet_uitgevoerd", missing=(Text("geen cijfers"),)) if t.id == test else t for t in a.tests
    )
    b = replace(a, tests=undone, findings=tuple(f for f in a.findings if f.test != test))
    d = compare(a, b)
    assert d.went == ()
    assert {f.id for f in d.unpaired} == {f.id for f in a.findings if f.test == test}
    assert [t.id for t in d.only_a] == [test]
    assert d.only_b == ()


def test_changes_of_the_law_and_other_people_are_told(lang: Lang) -> None:
    a = sample()
    change = Change("wet_op_de_fietstoeslag", "12", Text("oude regel", "old rule"), Text("nieuwe regel", "new rule"))
    b = replace(
        a,
        proposal=replace(a.proposal, changes=(a.proposal.changes[0], change)),
        laws=a.laws[1:],
        population=replace(a.population, year=2032),
    )
    d = compare(a, b)
    assert (d.changes_a, d.changes_b) == (a.proposal.changes[1:], (change,))
    assert (d.laws_a, d.laws_b) == (a.laws[:1], ())
    page = squeezed(read(render_difference(d, lang)).all("body")[0].text)
    assert plain(change.after, lang) in page
    assert squeezed(catalogue(lang)["other_people"]) in page
    assert catalogue(lang)["other_people"] in tell_difference(d, lang)


@pytest.fixture
def pair() -> Difference:
    a = sample()
    rows = tuple({**row, "verandering": 90_000, "laag": 89_000, "hoog": 91_000} for row in made_up.DECILES.rows)
    figures = tuple(replace(f, rows=rows) if f.id == "decielen" else f for f in a.figures)
    nasty = replace(a.findings[0], id="nieuw", title=Text("<b>nieuw</b>", "<b>new</b>"))
    more = tuple(replace(made_up.WORK, id=f"werk-{number}", value=None) for number in range(2))
    shifted = tuple(replace(f, rows=({**f.rows[0], "fte": 99}, f.rows[1])) for f in more)
    verdict = replace(a.verdict, value="uitvoerbaar_mits")
    kader = (*a.kader[:-1], replace(a.kader[-1], value="uitvoerbaar_mits"))
    return compare(
        replace(a, figures=(*a.figures, *more)),
        replace(a, figures=(*figures, *shifted), findings=(*a.findings[2:], nasty), verdict=verdict, kader=kader),
    )


def test_the_page_is_accessible_and_tells_everything(pair: Difference, lang: Lang) -> None:
    page, words = read(render_difference(pair, lang)), catalogue(lang)
    ids = page.ids()
    assert len(ids) == len(set(ids))
    assert page.all("html")[0].attributes["lang"] == lang
    assert len(page.all("main")) == len(page.all("h1")) == 1
    assert all("scope" in th.attributes for th in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))
    assert len(page.all("script")) == 1
    shown = squeezed(page.all("body")[0].text)
    for part in (plain(Text("<b>nieuw</b>", "<b>new</b>"), lang), words["verdict"]["uitvoerbaar_mits"], "99"):
        assert part in shown
    assert words["all_moved"] in shown
    assert len(pair.moved) == 12


def test_the_terminal_tells_what_came_and_went_and_moved(pair: Difference, lang: Lang) -> None:
    told, words = tell_difference(pair, lang), catalogue(lang)
    assert f"{words['came']} (1)" in told
    assert f"{words['went']} (2)" in told
    assert f"{words['moved']} (12)" in told
    assert words["more_moved"].format(count=2) in told


def test_differences_carry_their_sign_and_shares_are_in_points() -> None:
    rows = tuple({**row, "deel": 0.5} if row["deel"] is not None else row for row in made_up.PROVINCES.rows)
    a, b = _with(replace(made_up.PROVINCES, range=None)), _with(replace(made_up.PROVINCES, rows=rows, range=None))
    moves = {move.names[0].nl: move for move in compare(a, b).moved}
    assert gap(moves["Groningen"], "nl") == "+31,6 procentpunt"
    assert gap(moves["Groningen"], "en") == "+31.6 percentage points"
    back = {move.names[0].nl: move for move in compare(b, a).moved}
    assert gap(back["Groningen"], "nl") == "−31,6 procentpunt"


def test_the_command_compares_folders_and_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_report(sample(), tmp_path / "a")
    without = replace(sample(), findings=sample().findings[1:])
    file = write_report(without, tmp_path / "b")[0]
    out = tmp_path / "map" / "verschil.html"
    assert run(["diff", str(tmp_path / "a"), str(file), "--out", str(out), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "Gone in B (1)" in told
    assert told.endswith(f"\n{out}\n")
    assert '<html lang="en">' in out.read_text(encoding="utf-8")


def test_a_proposal_without_people_is_told_what_to_add(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_report(sample(), tmp_path / "a")
    assert run(["diff", str(tmp_path / "a"), "huurtoeslag-2026", "--out", str(tmp_path / "x.html")]) == 1
    assert "--population" in capsys.readouterr().err
    assert not (tmp_path / "x.html").exists()


def test_a_number_that_two_figures_tell_is_told_once_among_the_largest(pair: Difference) -> None:
    first = pair.moved[0]
    again = replace(first, figure=replace(first.figure, id="nog-eens"))
    assert distinct([first, again, *pair.moved[1:]]) == distinct(pair.moved)


def _with_ends(value: float, low: float, high: float) -> Assessment:
    """The sample with a table of costs, each with its ends and no range of the figure."""
    table = next(f for f in sample().figures if f.chart == "table" and f.value is None)
    columns = (
        Column("werk", Text("Werk", "Work")),
        Column("bedrag", Text("Bedrag", "Amount"), "eurocent"),
        Column("laag", Text("Ondergrens", "Lower bound"), "eurocent"),
        Column("hoog", Text("Bovengrens", "Upper bound"), "eurocent"),
        Column("verliest", Text("Verliest", "Loses"), "aandeel"),
        Column("verliest_laag", Text("Ondergrens", "Lower bound"), "aandeel"),
        Column("verliest_hoog", Text("Bovengrens", "Upper bound"), "aandeel"),
    )
    row = {"werk": Text("Bezwaar", "Objection"), "bedrag": value, "laag": low, "hoog": high}
    row |= {"verliest": value / 1000, "verliest_laag": low / 1000, "verliest_hoog": high / 1000}
    return _with(replace(table, range=None, columns=columns, rows=(row,), encoding=Encoding()))


def test_an_end_of_an_interval_is_no_number_that_changed() -> None:
    """The lower bounds of costs stood first among what changed, of costs that could not be told apart."""
    d = compare(_with_ends(50, 10, 90), _with_ends(60, 30, 95))
    assert d.moved == ()
    d = compare(_with_ends(50, 10, 90), _with_ends(500, 300, 900))
    assert {move.names[-1].nl for move in d.moved} == {"Bedrag", "Verliest"}
    assert {(move.after.low, move.after.high) for move in d.moved} == {(300, 900), (0.3, 0.9)}


def _of_law(law: str) -> Assessment:
    """The sample about another law, with one finding of its own in place of its first."""
    a = sample()
    changes = tuple(replace(change, law=law) for change in a.proposal.changes)
    laws = tuple(replace(used, changed=False) for used in a.laws)
    findings = (replace(a.findings[0], id="eigen-bevinding"), *a.findings[1:])
    return replace(a, proposal=replace(a.proposal, changes=changes), laws=laws, findings=findings)


def test_findings_about_another_law_are_not_new_or_gone(lang: Lang) -> None:
    """A childcare finding is not `gone` because somebody changes rent allowance."""
    w = catalogue(lang)
    same, other = compare(sample(), _of_law(sample().proposal.changes[0].law)), compare(sample(), _of_law("andere_wet"))
    assert (same.same_laws, other.same_laws) == (True, False)
    assert len(other.came) == len(other.went) == 1
    for difference, yes, no in ((same, w["came"], w["came_other"]), (other, w["came_other"], w["came"])):
        for told in (tell_difference(difference, lang), render_difference(difference, lang)):
            assert f"{yes} (1)" in told
            assert f"{no} (" not in told
            assert (w["other_changes"] in told) is not difference.same_laws
