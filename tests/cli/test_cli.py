"""The command line: help in Dutch, exit codes, and an answer before the reader looks up."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.fixtures.shipped_check import ShippedChecks
from uitvoerbaar import __version__
from uitvoerbaar.cli import DEFECT, INTERRUPTED, USAGE_ERROR, VERBS, program, run
from uitvoerbaar.commands.spoken import usage_message

ENGLISH = re.compile(r"\b(Usage|Options|Commands|Show this|required|default:|TEXT|INTEGER|DIRECTORY)\b")


def test_help_lists_every_verb_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Gebruik: uitvoerbaar")
    assert all(re.search(rf"^  {verb} ", said, re.MULTILINE) for verb in VERBS)
    assert not ENGLISH.search(said)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_in_dutch_with_an_example(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([verb, "--help"]) == 0
    said = capsys.readouterr().out
    assert f"Gebruik: uitvoerbaar {verb}" in said
    assert f"    uitvoerbaar {verb}" in said
    assert not ENGLISH.search(said)


def test_no_verb_is_a_question_for_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == USAGE_ERROR
    assert "check" in capsys.readouterr().err


@pytest.mark.parametrize("group", [[], ["population"]])
def test_a_question_for_help_is_not_called_a_mistake(group: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    run(group)
    said = "".join(capsys.readouterr())
    assert said.count("Gebruik:") == 1
    assert "Fout in de opdracht" not in said


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"uitvoerbaar {__version__}\n"


def test_check_of_the_shipped_laws_succeeds(shipped_check: ShippedChecks) -> None:
    made = shipped_check("nl")
    assert made.code == 0
    assert made.said.splitlines()[-1].startswith("0 fouten, ")


def test_check_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "wet.yaml").write_text("$id: wet\nregulatory_layer: WETT\narticles: []\n", encoding="utf-8")
    assert run(["check", "--json", str(tmp_path)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["errors"], told["warnings"], told["files"]) == (1, 1, 1)  # and that it names no version
    assert next(each for each in told["problems"] if each["level"] == "error") == {
        "file": str(tmp_path / "wet.yaml"), "line": 2, "message": "onbekende regulatory_layer 'WETT'", "article": None,
        "level": "error", "hint": "bedoelde u 'WET'?", "column": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (ZeroDivisionError("x"), DEFECT, "Fout in het programma zelf (ZeroDivisionError: x). Dit ligt niet aan u."),
        (KeyboardInterrupt(), INTERRUPTED, "Afgebroken."),
        (PermissionError(13, "Permission denied", "/geheim"), 1, "/geheim: lezen of schrijven lukt niet"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "De uitvoer past niet meer op de schijf"),
    ],
)
def test_what_goes_wrong_inside_is_told_without_a_traceback(
    raised: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise raised

    monkeypatch.setattr(program, "main", fail)
    assert run(["check"]) == code
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_debug_shows_the_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(program, "main", fail)
    assert run(["--debug", "check"]) == DEFECT
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("No such option '--x'.", "de optie '--x' bestaat niet."),
        ("Missing option '--on'.", "de optie --on ontbreekt."),
        (
            "Invalid value for '--seed': 'a' is not a valid integer.",
            "ongeldige waarde voor '--seed': 'a' is geen geheel getal.",
        ),
    ],
)
def test_messages_of_click_in_dutch(english: str, dutch: str) -> None:
    assert usage_message(click.UsageError(english)) == dutch


def test_help_is_quick_because_nothing_heavy_is_imported() -> None:
    heavy = ("numpy", "pyarrow", "llvmlite", "vl_convert", "jinja2", "scipy")
    code = f"import sys, uitvoerbaar.cli; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_reader_that_stops_reading_gets_no_traceback() -> None:
    code = "import sys; from uitvoerbaar.cli import main; sys.argv = ['uitvoerbaar', '--help']; main()"
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -c "{code}" | head -1'], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert done.stdout.startswith("Gebruik")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslg", "--on", "2026-01-01"], 1),
        (["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01", "--with", "loon=5"], 1),
        (["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2050-01-01"], 1),
        (["explain", "--on", "2026-01-01"], USAGE_ERROR),
        (["show", "wet_op_de_zorgtoeslag", "99", "--on", "2026-01-01"], 1),
        (["test", "nergens", "nergens.feature"], 2),
        (["prove", "wet_die_er_niet_is"], 1),
    ],
)
def test_under_json_a_refusal_is_json_too(words: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--json"]) == code
    said = capsys.readouterr()
    assert json.loads(said.out)["error"]["message"]
    assert said.err
    run(words)
    assert capsys.readouterr().out == ""


def test_an_argument_with_a_nul_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "a\0b"]) == USAGE_ERROR
    assert "nul-teken" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links")
def test_a_link_to_itself_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lus.csv").symlink_to("lus.csv")
    words = ["run", "wet_op_de_zorgtoeslag:hoogte_zorgtoeslag", "--on", "2026-01-01"]
    for data, out in (("lus.csv", "uit.csv"), ("weg.csv", "lus.csv")):
        assert run([*words, "--data", str(tmp_path / data), "--out", str(tmp_path / out)]) == 1
        assert "Fout in het programma zelf" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("UITVOERBAAR_MAX_LISTED", "veel", "geef een geheel getal groter dan 0"),
        ("UITVOERBAAR_MAX_TABLE_ROW", "5", "bedoelde u 'UITVOERBAAR_MAX_TABLE_ROWS'?"),
    ],
)
def test_a_bound_of_the_environment_that_is_none_is_told_before_the_work(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)
    monkeypatch.setattr(program, "main", lambda *_, **__: pytest.fail("worked"))
    assert run(["check"]) == 1
    assert said in capsys.readouterr().err
