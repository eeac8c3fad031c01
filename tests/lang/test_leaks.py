"""No Dutch in an English run and no English in a Dutch one, for every verb and for broken input."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.shipped_check import ShippedChecks
from tests.lang.words import leaks
from tests.whole.bad_input.test_bad_input import CASES, table
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.cli import VERBS, run

CARE = ["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01"]
CHILD = [
    "--with",
    "kind.1.opvangsoort=dagopvang",
    "--with",
    "kind.1.uurtarief=1000",
    "--with",
    "partner.is_gehuwd=true",
]
CHILDCARE = ["explain", "wet_kinderopvang", "hoogte_kinderopvangtoeslag", "--on", "2026-01-01", *CHILD]
RUNS = {
    "help": ["--help"],
    **{f"help-{verb}": [verb, "--help"] for verb in VERBS},
    "help-make": ["population", "make", "--help"],
    "help-validate": ["population", "validate", "--help"],
    "explain": [*CARE, "--with", "loon_uit_dienstbetrekking=2500000"],
    "explain-all": [*CARE, "--all"],
    "explain-childcare": CHILDCARE,
    "explain-then": [*CARE, "--then", "loon_uit_dienstbetrekking=4500000"],
    "explain-both": [*CHILDCARE[:3], "--on", "2015-01-01", "--proposal", "kinderopvangtoeslag-2015", "--side", "beide"],
    "no-law": ["explain", "wet_op_de_zorg", "x", "--on", "2026-01-01"],
    "no-output": ["explain", "wet_op_de_zorgtoeslag", "x", "--on", "2026-01-01"],
    "too-early": [*CARE[:4], "1990-01-01"],
    "no-date": [*CARE[:4], "morgen"],
    "no-field": [*CARE, "--with", "loon=3"],
    "no-value": [*CARE, "--with", "loon_uit_dienstbetrekking=veel"],
    "no-argument": ["explain"],
    "no-verb": ["verklaar"],
    "no-option": ["check", "--nee"],
    "no-file": ["check", "bestaat/niet.yaml"],
    "no-population": ["assess", "huurtoeslag-2026", "--population", "bestaat/niet", "--out", "{tmp}"],
    "no-proposal": ["assess", "bestaat-niet", "--out", "{tmp}"],
    "no-report": ["report", "bestaat/niet.json"],
    "curve": ["curve", "--on", "2026-01-01", "--case", "data/personas/chantal.yaml", "--out", "{tmp}"],
    "curve-along": ["curve", "--on", "2026-01-01", "--along", "leeftijd", "--out", "{tmp}"],
}


def _said(command: list[str], lang: str, tmp: Path, capsys: pytest.CaptureFixture[str]) -> str:
    run(["--lang", lang, *(str(part).replace("{tmp}", str(tmp)).replace("{cases}", str(CASES)) for part in command)])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return (out + err).replace(str(tmp), "").replace(str(CASES), "")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", RUNS)
def test_a_run_speaks_one_language(name: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(RUNS[name], lang, tmp_path, capsys)
    assert said.strip()
    assert leaks(said, lang) == [], said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_check_of_the_shipped_laws_speaks_one_language(lang: str, shipped_check: ShippedChecks) -> None:
    said = shipped_check(lang).said
    assert said.strip()
    assert "Traceback" not in said
    assert leaks(said, lang) == [], said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", table()[::5])
def test_a_message_about_broken_input_speaks_one_language(
    case: dict[str, object], lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = case["command"]
    assert isinstance(command, list)
    said = _said(command, lang, tmp_path, capsys)
    assert leaks(said, lang) == [], said


def test_the_words_give_a_language_away() -> None:
    """The measure itself: it sees a tail of the other language, and not a name or a quotation."""
    assert leaks("De wet geldt niet: No version of law 'x' in force on 2010-01-01", "nl") == ["law", "in force"]
    assert leaks("The law: er wordt door nul gedeeld", "en") == ["wordt"]
    assert leaks("Amount (Wet op de zorgtoeslag, article 2): “de som van” 'niet'", "en") == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_run_over_a_table_speaks_one_language(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    people = tmp_path / "personen.csv"
    people.write_text("bsn,geboortedatum,loon_uit_dienstbetrekking\n1,1990-05-01,2500000\n", encoding="utf-8")
    out = ["--data", str(people), "--out", str(tmp_path / "uit.csv")]
    said = _said(
        ["run", "wet_op_de_zorgtoeslag:hoogte_zorgtoeslag", "--on", "2026-01-01", *out], lang, tmp_path, capsys
    )
    assert leaks(said, lang) == [], said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_proofs_speak_one_language(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also what was proven before, in a run that spoke the other language."""
    pytest.importorskip("z3")
    ask = ["prove", "kinderopvangtoeslag-2015", "--property", "c", "--timeout", "20"]
    _said(ask, "en" if lang == "nl" else "nl", tmp_path, capsys)
    said = _said(ask, lang, tmp_path, capsys)
    assert leaks(said, lang) == [], said
