"""The one writer of the commands that reports and messages print: each can be pasted into a shell as it stands."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import Any

PROGRAM = "uitvoerbaar"
Value = str | int | float | None | Iterable[str]


def command_line(verb: str, *arguments: str, **options: Value) -> str:
    """`uitvoerbaar VERB ARGUMENTS OPTIONS`, quoted for a shell.

    `arguments` are written as they are, also when they look like an option. An option is written as `--name value`, one
    with several values once for each, one with None not at all; an underscore at the end of its name keeps it apart from
    a word of Python (`with_`).
    """
    return shlex.join((PROGRAM, *verb.split(), *arguments, *_words(options)))


def options_text(**options: Value) -> str:
    """Options alone, to come after a command: quoted, as `command_line` writes them; empty when there are none."""
    return shlex.join(_words(options))


def typed(value: Any) -> str:
    """A value of a case as `--with` takes it."""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _words(options: dict[str, Value]) -> list[str]:
    words: list[str] = []
    for name, value in options.items():
        if value is None:
            continue
        for one in [str(value)] if isinstance(value, str | int | float) else value:
            words += [f"--{name.rstrip('_').replace('_', '-')}", one]
    return words
