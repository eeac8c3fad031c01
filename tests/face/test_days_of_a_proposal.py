"""A proposal on another day than its own: where another version of the law holds, it changes nothing, and that is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import uitvoerbaar as uv
from uitvoerbaar.cli import run
from uitvoerbaar.law import load_corpus
from uitvoerbaar.proposal import load_proposal
from uitvoerbaar.proposal.doubts import doubts

AMOUNT = "algemene_kinderbijslagwet.12.basiskinderbijslag"
CHILD = uv.case(children=[{"geboortedatum": "2020-01-01"}])
UNUSED = "niet gebruikt: het geldt vanaf 2026-01-01; daar geldt de versie van 2026-07-01"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A proposal that changes the version of the child benefit act of January; there is another from July."""
    place = tmp_path_factory.mktemp("voornemen") / "kinderbijslag"
    return uv.reform(f"{AMOUNT}=€ 450", on="2026-02-01").save(place)


def test_on_its_own_day_there_is_nothing_to_tell(folder: Path) -> None:
    made = uv.laws(proposal=folder).explain("kinderbijslag", CHILD)
    assert made.value == 4 * 38250
    assert not [note for note in made.notes if "niet gebruikt" in note]


def test_a_day_on_which_another_version_holds_is_told(folder: Path) -> None:
    made = uv.laws(on="2026-08-01", proposal=folder).explain("kinderbijslag", CHILD)
    assert made.value == uv.laws(on="2026-08-01").explain("kinderbijslag", CHILD).value
    assert [note for note in made.notes if UNUSED in note and "op 2026-08-01" in note]


def test_both_sides_beside_each_other_tell_it_too(folder: Path) -> None:
    made = uv.compare("kinderbijslag", CHILD, on="2026-08-01", proposal=folder)
    assert len(set(made.values)) == 1
    assert [note for note in made.notes if UNUSED in note]


def test_months_in_which_another_version_holds_are_told(folder: Path) -> None:
    laws = uv.laws(on="2026-01-01", proposal=folder)
    months = laws.explain_months("kinderbijslag", CHILD, "2026-01", "2026-12")
    assert [note for note in months.notes if UNUSED in note and "op 2026-07-01" in note]
    early = laws.explain_months("kinderbijslag", CHILD, "2026-01", "2026-06")
    assert not [note for note in early.notes if "niet gebruikt" in note]


def test_months_of_a_table_tell_it(folder: Path) -> None:
    months = [f"2026-{month:02d}" for month in range(1, 13)]
    who = uv.people({"bsn": [1] * 12, "maand": months}, children={"ouder_bsn": [1], "geboortedatum": ["2020-01-01"]})
    made = uv.laws(on="2026-01-01", proposal=folder).run_months("kinderbijslag", who, "2026-01", "2026-12")
    assert [warning for warning in made.warnings if UNUSED in warning]


def test_on_the_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["explain", "algemene_kinderbijslagwet", "hoogte_kinderbijslag", "--with", "kind.1.geboortedatum=2020-01-01"]
    assert run([*ask, "--proposal", str(folder), "--on", "2026-08-01"]) == 0
    assert UNUSED in capsys.readouterr().err


def test_the_law_before_is_looked_at_on_the_later_day_when_the_years_differ(tmp_path: Path) -> None:
    """Both sides are run on the day of the side after: a law of the side before that is replaced by then is told."""
    place = uv.reform(f"{AMOUNT}=€ 450", on="2025-02-01").save(tmp_path / "kinderbijslag")
    file = place / "proposal.yaml"
    text = file.read_text(encoding="utf-8")
    sides = 'voor:\n  datum: "2025-02-01"\nna:\n  datum: "2025-02-01"\n  wetten: laws\n'
    assert sides in text
    swapped = 'voor:\n  datum: "2025-02-01"\n  wetten: laws\nna:\n  datum: "2026-02-01"\n'
    file.write_text(text.replace(sides, swapped), encoding="utf-8")
    told = [str(problem) for problem in doubts(load_proposal(str(place)), load_corpus())]
    assert [one for one in told if "wordt op 2026-02-01 niet gebruikt" in one]
