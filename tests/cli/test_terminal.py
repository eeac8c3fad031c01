"""Closed streams, requests to end, characters that command a terminal, shell words in printed commands."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.law.build import law
from uitvoerbaar import cli
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.limits import LISTED, PRINTED
from uitvoerbaar.commands.terminal import LINE, MOST, safe, say, say_each, say_json

COMMAND = [sys.executable, "-m", "uitvoerbaar"]
EXPLAIN = ["explain", "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01"]


@pytest.mark.parametrize("text", ["\x1b[2J", "\x1b]0;titel\x07", "\x9b31m", "a\rb", "\u202egnp.exe", "\x00", "\ud800"])
def test_what_commands_a_terminal_is_shown_not_sent(text: str) -> None:
    assert not set(safe(text)) & set("\x1b\x07\x9b\r\u202e\x00\ud800")
    safe(text).encode()


def test_lines_tabs_and_letters_of_any_script_stay() -> None:
    text = "één\n\tΩ 中文 ⵣ 🙂 العربية"
    assert safe(text) == text


def test_a_message_is_bounded() -> None:
    assert safe("x" * (MOST + 5)).endswith("… (nog 5 tekens)")


def test_a_list_is_bounded_in_lines_and_each_line_in_length(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say_each(["a", "b"])
    assert capsys.readouterr().out == "a\nb\n"
    monkeypatch.setenv(LISTED.variable, "3")
    say_each(["x" * (LINE + 7), "b", "c\nd", "e", "f"], as_json=True)
    first, cut, *others, left = capsys.readouterr().out.splitlines()
    assert (first, cut, others) == ("x" * LINE, "… (nog 7 tekens)", ["b", "c\\nd"])
    assert "nog 2 regels" in left
    assert "--json" in left
    assert LISTED.variable in left


def test_an_outcome_on_the_screen_is_bounded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PRINTED.variable, "4")
    say("abcdef")
    assert capsys.readouterr().out == "abcd\n… (nog 2 tekens)\n"


def test_problems_beyond_the_bound_are_counted_errors_first_and_all_there_as_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = ", ".join(f"{{name: u{n}, type: amount}}" for n in range(9))
    actions = ", ".join(f"{{output: u{n}, value: {{operation: AD{n}, values: [1, 2]}}}}" for n in range(9))
    text = law("wet", f"{{execution: {{output: [{outputs}], actions: [{actions}]}}}}")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("$schema"))  # which is a warning
    (tmp_path / "wet.yaml").write_text(text, encoding="utf-8")
    assert cli.run(["check", "--json", str(tmp_path)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["problems"][0]["level"] == "warning"
    monkeypatch.setenv(LISTED.variable, "5")
    assert cli.run(["check", str(tmp_path)]) == 1
    *shown, left, counts = capsys.readouterr().out.splitlines()
    assert len(shown) == 5
    assert all(": fout:" in line for line in shown)
    assert f"nog {len(found['problems']) - 5} regels" in left
    assert counts.startswith(f"{found['errors']} fouten")


def test_verdicts_beyond_the_bound_begin_with_what_did_not_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Feature: x\n" + "".join(f"  Scenario: {n}\n    Given a step that nobody knows\n" for n in range(3))
    (tmp_path / "a.feature").write_text(text.replace("  Scenario: 0", "  @wip\n  Scenario: 0"), encoding="utf-8")
    (tmp_path / "wet.yaml").write_text(law("wet", "{definitions: {}}"), encoding="utf-8")
    monkeypatch.setenv(LISTED.variable, "2")
    cli.run(["test", str(tmp_path / "wet.yaml"), str(tmp_path / "a.feature")])
    *shown, left, counts = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in shown] == ["niet te lezen", "niet te lezen"]
    assert "nog 1 regel;" in left
    assert counts.startswith("3 scenario's")


@pytest.mark.parametrize("sign", ["\x9b2J", "\u202e"])
def test_an_error_as_data_does_not_command_the_terminal(sign: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["show", f"wet{sign}", "--json"]) == 1
    said = capsys.readouterr().out
    assert sign not in said
    assert f"wet{sign}" in json.loads(said)["error"]["message"]


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_defect(closed: str) -> None:
    made = subprocess.run(
        ["sh", "-c", f"exec {shlex.join([*COMMAND, *EXPLAIN])} {closed}"], capture_output=True, timeout=60
    )
    assert made.returncode == 0


def test_the_command_of_a_defect_can_be_copied(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("kapot")

    monkeypatch.setattr(cli.program, "main", broken)
    arguments = ["report", "a b.json", "--out", "x; touch GEPAKT.html", "$(touch y)", "`z`", "it's"]
    assert cli.run(arguments) == cli.DEFECT
    [line] = [line for line in capsys.readouterr().err.splitlines() if "--debug" in line]
    assert shlex.split(line.split("uitvoer van: ")[1]) == ["uitvoerbaar", "--debug", *arguments]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_request_to_end_leaves_no_scratch_folder(tmp_path: Path, number: signal.Signals) -> None:
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    import os

    process = subprocess.Popen(
        [*COMMAND, "assess", "alles-of-niets-2026", "--households", "3000", "--prove", "0", "--out", str(tmp_path / "uit")],
        env={**os.environ, "TMPDIR": str(scratch)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        # What a shell runs in the background is started deaf to SIGINT, and so would be what it starts.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not any(scratch.iterdir()) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert process.poll() is None
    process.send_signal(number)
    process.wait(60)
    assert process.returncode in (128 + number, 130)
    assert list(scratch.iterdir()) == []


def test_what_a_law_says_is_shown_not_sent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = law(
        "wet", '{execution: {output: [{name: x, type: string}], actions: [{output: x, value: "\\e[2J\\u202Ea"}]}}'
    )
    (tmp_path / "wet.yaml").write_text(text, encoding="utf-8")
    assert cli.run(["explain", "wet", "x", "--on", "2026-01-01", "--laws", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "\\x1b[2J\\x202ea" in said
    assert not set(said) & set("\x1b\u202e")


def test_a_text_with_an_end_of_line_does_not_forge_a_second_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = law("wet", '{definitions: {grens: {value: 1, type: "x\\n0 fouten, 0 waarschuwingen in 1 bestand"}}}')
    (tmp_path / "wet.yaml").write_text(text, encoding="utf-8")
    assert cli.run(["check", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "0 fouten, 0 waarschuwingen in 1 bestand" not in lines
    assert any("\\n0 fouten" in line for line in lines)


@pytest.mark.parametrize("sign", ["\x1b]0;t\x07", "\x9b2J", "\u202e", "\u2066", "\u061c", "\r", "\x08"])
def test_no_line_that_is_printed_commands_the_terminal(sign: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(f"a{sign}b")
    say_json(json.dumps({"a": f"a{sign}b"}, ensure_ascii=False))
    plain, coded = capsys.readouterr().out.splitlines()
    assert sign not in plain + coded
    assert plain.startswith("a\\x")
    assert json.loads(coded) == {"a": f"a{sign}b"}


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\x0b", "\u2028"])
def test_a_problem_is_one_line_whatever_it_holds(sign: str) -> None:
    assert len(str(Problem("wet.yaml", 1, f"onbekend 'x{sign}0 fouten'")).splitlines()) == 1


def test_a_stream_without_the_euro_sign_does_not_end_the_program() -> None:
    told = subprocess.run(
        [*COMMAND, *EXPLAIN, "--with", "geboortedatum=1990-05-01"],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "UITVOERBAAR_LANG": "nl"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert "€" in told.stdout or "\\u20ac" in told.stdout


def test_a_stop_while_the_program_is_loaded_leaves_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    path = os.pathsep.join((str(tmp_path), *filter(None, sys.path)))
    stopped = subprocess.run(
        [sys.executable, "-m", "uitvoerbaar", "--version"],
        capture_output=True, env={**os.environ, "PYTHONPATH": path}, check=False,
    )  # fmt: skip
    assert (stopped.returncode, stopped.stdout, stopped.stderr) == (130, b"", b"")
