"""Marked records: odd values that only one household has are looked for in everything that is written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.fictional.country import Child, Household, population
from tests.fixtures.polderland import COMMAND
from uitvoerbaar.assess import make_context as making
from uitvoerbaar.assess import run
from uitvoerbaar.findings import Assessment
from uitvoerbaar.proposal import load_proposal
from uitvoerbaar.report import write_report
from uitvoerbaar.report.html import render_parliament

MARKED = 3


def marked(number: int) -> Household:
    """A household with a child in care, of which every number is odd and its own."""
    odd = 1_374_917 + 271_828 * number
    return Household(
        "eenoudergezin", "Utrecht", 1000, f"19{81 + number}-03-1{number + 3}", odd, None, 0, False, True,
        (Child(f"202{number}-04-1{number + 3}", odd + 123_458, odd + 123_458),),
    )  # fmt: skip


def plain(number: int) -> Household:
    return Household(
        "alleenstaand", "Utrecht", 1000, "1980-01-01", 30_000_00 + 1000_00 * (number % 2), None, 0, False, False, ()
    )


@pytest.fixture
def own(polderland: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Assessment]:
    """An assessment of a proposal on own microdata: 397 ordinary households and 3 marked ones."""
    of = [*(plain(n) for n in range(397)), *(marked(n) for n in range(MARKED))]

    def make(proposal: str) -> Assessment:
        monkeypatch.setattr(making, "load", lambda _f, year: replace(population(of, year), manifest={"jaar": year}))
        return run.assess(load_proposal(proposal), Path("out/polder"), COMMAND)

    return make


def marks() -> Iterator[str]:
    """Every value of a marked household as it may be written: cents, euros, Dutch and English, dates."""
    for number in range(MARKED):
        home = marked(number)
        (child,) = home.children
        for cents in (home.wage, child.costs, child.paid):
            whole = f"{round(cents / 100):,}"  # the rounded euros too
            yield from (str(cents), f"{cents / 100:.2f}", whole, whole.replace(",", "."), str(round(cents / 100)))
        yield from (home.born, child.born)


def test_no_mark_of_a_record_is_written_anywhere(own: Callable[[str], Assessment], tmp_path: Path) -> None:
    made = own("alles-of-niets")
    write_report(made, tmp_path, pdf=True)
    paper = "".join(page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages)
    written = {
        "json": (tmp_path / "report.json").read_text(encoding="utf-8"),
        "page": (tmp_path / "report.html").read_text(encoding="utf-8"),
        "paper": paper,
        "parliament": render_parliament(json.loads((tmp_path / "report.json").read_text(encoding="utf-8")), "nl"),
    }
    found = [
        (where, mark) for where, text in written.items() for mark in marks() if mark in text.replace("\u00a0", " ")
    ]
    assert sorted(set(found)) == []


def test_a_group_of_enough_rows_that_weighs_too_little_leaves_a_report(
    polderland: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its rows are shown without their numbers, so its figures are tables: the picture of all groups goes without them."""
    light = [replace(plain(n), born="1990-01-01", weight=500) for n in range(100)]
    of = [*(plain(n) for n in range(200)), *(replace(plain(n), born="1970-01-01") for n in range(200)), *light]
    monkeypatch.setattr(making, "load", lambda _f, year: replace(population(of, year), manifest={"jaar": year}))
    made = run.assess(load_proposal("alles-of-niets"), Path("out/polder"), COMMAND)
    (shares,) = (figure for figure in made.figures if figure.id == "inkomenseffecten-aandelen-leeftijd")
    assert shares.chart == "table"
    assert any(row["aandeel"] is None for row in shares.rows)
    write_report(made, tmp_path, pdf=False)


def test_the_bounds_by_which_outcomes_are_weighed_are_told_as_they_are(own: Callable[[str], Assessment]) -> None:
    """Half a percent of 400 households is a small group, but half a percent of an income is none."""
    made = own("alles-of-niets")
    (test,) = (test for test in made.tests if test.id == "inkomenseffecten")
    assert "Een verschil van minder dan 0,5 procent" in test.intro.nl
    assert "meer dan 5 procent als veel" in test.intro.nl
    titles = [figure.title.nl for figure in made.figures if figure.id == "inkomenseffecten-verliezers"]
    assert titles == ["Huishoudens die er 0,5 procent of meer op achteruitgaan"]


def test_the_danger_is_still_found_with_a_household_that_is_made_up(own: Callable[[str], Assessment]) -> None:
    made = own("alles-of-niets")
    findings = [f for f in made.findings if f.test == "vergissingen" and f.severity == "kritiek"]
    assert findings
    assert made.verdict.value == "niet_uitvoerbaar"
    for finding in findings:
        assert finding.households is not None
        assert finding.households.fewer_than == 100
        assert finding.smallest_case is not None
        assert finding.smallest_case.story is not None
        assert "verzonnen" in finding.smallest_case.story.nl
        assert finding.groups == ()


def test_no_count_of_the_few_is_told(own: Callable[[str], Assessment]) -> None:
    made = own("alles-of-niets")
    for figure in made.figures:
        counting = [c.key for c in figure.columns if c.unit in ("huishoudens", "personen")]
        cells = [row[key] for row in figure.rows for key in counting]
        assert not [cell for cell in cells if isinstance(cell, int) and 0 < cell < 100], figure.id
        assert not any(key.startswith("_") for row in figure.rows for key in row)
    texts = json.dumps(made.to_json()["limits"], ensure_ascii=False)
    assert not re.search(r"\b[1-9]\d? (huishoudens|households)", texts)


def test_a_made_population_is_told_in_full(assess: Callable[[str], Assessment]) -> None:
    made = assess("alles-of-niets")
    counts = [f.households for f in made.findings if f.households is not None]
    assert all(count.fewer_than is None and count.rounded_to is None for count in counts)
    assert not any(key.startswith("_") for figure in made.figures for row in figure.rows for key in row)
