"""Numbers in a data file with a point and three digits behind it: 170 to a computer, 170 thousand to many a Dutch reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.yaml import Mapping, Sequence


def twofold(raw: Any, file: str) -> Iterator[Problem]:
    """A problem for each number in a document that can be read in two ways, with the two ways to write it."""
    if isinstance(raw, Mapping):
        for key, written in raw.twofold.items():
            yield _problem(file, raw.line_of(key), key, written)
        for value in raw.values():
            yield from twofold(value, file)
    elif isinstance(raw, Sequence):
        for at, written in raw.twofold.items():
            yield _problem(file, raw.lines[at], written, written)
        for value in raw:
            yield from twofold(value, file)


def _problem(file: str, line: int, what: str, written: str) -> Problem:
    large, small = written.replace(".", ""), written.rstrip("0").rstrip(".")
    if small == written:
        small += "0"  # four decimals are no group of thousands
    message = tr("'{what}': {written} is op twee manieren te lezen", what=what, written=written)
    return Problem(file, line, message, hint=tr("schrijf {large} of {small}", large=large, small=small))
