"""What has nothing in common is 'niet vergelijkbaar', with why, in place of a list of differences."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import uitvoerbaar as uv
from tests.report.sample import sample
from uitvoerbaar.cli import run
from uitvoerbaar.face.assessment import Assessment
from uitvoerbaar.findings import Assessment as Record

ON = "2026-01-01"


@pytest.fixture(scope="module")
def record() -> Record:
    return sample()


def other(record: Record, law: str, id_: str = "iets-anders", years: int = 1) -> Assessment:
    """The same assessment as if it were about another law, in another year."""
    changes = tuple(replace(change, law=law) for change in record.proposal.changes[:1])
    laws = tuple(replace(each, changed=each.id == law) for each in record.laws)
    figures = tuple(f for f in record.figures if not (f.id.startswith("begroting-") and f.id.endswith("-verschil")))
    return Assessment(
        replace(
            record,
            proposal=replace(record.proposal, id=id_, changes=changes),
            laws=laws,
            figures=figures,
            population=replace(record.population, year=record.population.year + years),
        )
    )


def test_unrelated_assessments_say_why(record: Record) -> None:
    with pytest.raises(
        uv.NotComparable, match=r"niet vergelijkbaar: .* verandert .*; geen wet en geen regeling"
    ) as told:
        other(record, "wet_kinderopvang") - Assessment(record)
    assert told.value.hint


def test_the_same_proposal_or_law_is_compared(record: Record) -> None:
    first = Assessment(record)
    law = record.proposal.changes[0].law
    assert (other(record, "wet_kinderopvang", record.proposal.id) - first).came is not None
    assert (other(record, law) - first).came is not None
    assert (other(record, "wet_kinderopvang", years=0) - first).came is not None  # alternatives for the same people


def test_the_command_ends_without_a_page(record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / "a.json", tmp_path / "b.json"]
    for path, made in zip(paths, (Assessment(record), other(record, "wet_kinderopvang")), strict=True):
        path.write_text(json.dumps(made.to_json()), encoding="utf-8")
    page = tmp_path / "v.html"
    assert run(["diff", *map(str, paths), "--out", str(page)]) == 1
    assert "niet vergelijkbaar" in capsys.readouterr().err
    assert not page.exists()


def test_two_lines_that_are_one_are_told() -> None:
    case = uv.case(loon_uit_dienstbetrekking=uv.euro(20_000))
    told = uv.curve(case, along="spaargeld", on=ON, proposal="kindgebonden-budget-2028").warnings
    assert [text.nl.partition(":")[0] for text in told] == [
        "Niet vergelijkbaar",
        "Niet meegerekend, en kan hier uitmaken",
    ]
    assert "kindgebonden budget" in told[0].nl
    old = uv.curve(case, along="spaargeld", on=ON, proposal="kinderopvangtoeslag-2015").warnings
    assert any("gaat over 2015-01-01" in text.nl for text in old)
    number = uv.reform("wet_op_de_zorgtoeslag.3.vermogensgrens_alleenstaand=100.000", on=ON)
    told = uv.curve(case, along="spaargeld", on=ON, proposal=number).warnings
    assert all(text.nl.startswith("Niet meegerekend") for text in told)
