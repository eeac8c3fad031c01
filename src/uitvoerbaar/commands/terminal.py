"""What reaches a terminal and what a process is given: control characters, closed streams, signals."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Any

import click

from uitvoerbaar.base.control import CONTROL, shown
from uitvoerbaar.base.language import tr

MOST = 12_000
"""Characters of one message; the rest is counted, not shown."""
STOPPED = 128


def safe(message: str) -> str:
    """A message without characters that command a terminal or turn text around, and of bounded length.

    Texts of files and names of folders come from others: what they hold is shown, never carried out.
    """
    plain = shown(message)
    return (
        plain
        if len(plain) <= MOST
        else tr("{start}\n… (nog {left} tekens)", start=plain[:MOST], left=len(plain) - MOST)
    )


def say(text: object = "", *, err: bool = False) -> None:
    """Print a line: what it holds of others is shown, never carried out."""
    click.echo(shown(text), err=err)


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
