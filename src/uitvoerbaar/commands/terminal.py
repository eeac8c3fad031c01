"""What reaches a terminal and what a process is given: control characters, closed streams, signals."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from types import FrameType
from typing import Any

import click

from uitvoerbaar.base.control import CONTROL, shown
from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.base.limits import LISTED, PRINTED

MOST = 12_000
"""Characters of one message; the rest is counted, not shown."""
LINE = 2_000
"""Characters of one line of a list."""
STOPPED = 128


def safe(message: str) -> str:
    """A message without characters that command a terminal or turn text around, and of bounded length.

    Texts of files and names of folders come from others: what they hold is shown, never carried out.
    """
    return _cut(shown(message), MOST)


def _cut(plain: str, most: int) -> str:
    """A text of at most so many characters, and how many more there were."""
    if len(plain) <= most:
        return plain
    return tr("{start}\n… (nog {left} tekens)", start=plain[:most], left=len(plain) - most)


def say(text: object = "", *, err: bool = False) -> None:
    """Print a line, or an outcome of several: what it holds of others is shown, never carried out, and bounded."""
    click.echo(_cut(shown(text), PRINTED.most), err=err)


def say_each(lines: Iterable[object], *, err: bool = False, as_json: bool = False) -> None:
    """Print a list, one a line: `LISTED` of them at most, the others counted with how to see them.

    How long it is depends on what others wrote, and none of them may write a second line. `as_json` says that the
    command tells everything with --json.
    """
    known = list(lines)
    for line in known[: LISTED.most]:
        click.echo(_cut(shown("\\n".join(str(line).splitlines())), LINE), err=err)
    if (left := len(known) - LISTED.most) > 0:
        click.echo(_left_out(left, as_json), err=err)


def _left_out(left: int, as_json: bool) -> str:
    how = tr("toon meer met {variable}=AANTAL", variable=LISTED.variable)
    if as_json:
        how = tr("toon alles met --json, of meer met {variable}=AANTAL", variable=LISTED.variable)
    return trn(left, "… en nog {n} regel; {how}", "… en nog {n} regels; {how}", how=how)


def say_json(text: str) -> None:
    """Print a JSON text, with the characters that command a terminal in the form that JSON has for them."""
    click.echo(CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text))


def open_streams() -> None:
    """Give the process an input, output and error stream where it was started without: libraries expect all three."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDONLY if number == 0 else os.O_WRONLY)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        _never_fails(stream)


def _never_fails(stream: Any) -> None:
    """Let a stream of a system without the euro sign write its number, in place of ending the program."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")


def end_in_order() -> None:
    """Let a request to end (SIGTERM, SIGHUP) unwind like Ctrl-C, so that half-made files and folders are removed."""

    def ended(number: int, frame: FrameType | None) -> None:
        raise SystemExit(STOPPED + number)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), ended)
