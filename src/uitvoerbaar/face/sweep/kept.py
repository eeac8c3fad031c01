"""What is done of a sweep, variant by variant, in a file to which is only added: a run that was stopped goes on from there."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.face.sweep.asked import PARTS

SETTLE = 5.0
"""Seconds after which what was written is put on the disk: what a machine without power may lose."""
Found = tuple[float, float, float]
"""A figure with the ends of its interval."""


@dataclass(frozen=True, slots=True)
class Done:
    """A variant that is done: per measure its figure (None: not to be told), and how many rows have no answer."""

    key: str
    figures: tuple[Found | None, ...]
    undecided: int


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """In what two questions differ, in words; empty when they are the same."""
    return ", ".join(tr(told) for part, told in PARTS.items() if one.get(part) != other.get(part))


class DoneList:
    """The done-list of one part of a sweep. Open it with `with`; `done` has what earlier runs did.

    A line that a killed process left half is cut off. Raises UserError for a list of another question: nothing of it is lost.
    """

    def __init__(self, path: Path, question: Mapping[str, Any]) -> None:
        self.path, self.question = path, dict(question)
        self.done: dict[str, Done] = {}
        self._file: BinaryIO | None = None
        self._settled = 0.0

    def __enter__(self) -> DoneList:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        raw = self.path.read_bytes() if self.path.exists() else b""
        whole = raw[: raw.rfind(b"\n") + 1]
        self._read(whole)
        self._file = self.path.open("r+b" if self.path.exists() else "w+b")
        self._file.truncate(len(whole))
        self._file.seek(len(whole))
        if not whole:
            self._write(self.question)
        return self

    def add(self, done: Done) -> None:
        """Keep a variant that is done: it outlives this process when this returns, and the machine some seconds later."""
        self.done[done.key] = done
        self._write({"sleutel": done.key, "cijfers": done.figures, "onbeslist": done.undecided})

    def _write(self, row: Mapping[str, Any]) -> None:
        assert self._file is not None
        self._file.write(json.dumps(row).encode() + b"\n")
        self._file.flush()
        if time.monotonic() - self._settled > SETTLE:
            self._settle()

    def _settle(self) -> None:
        """Have what was written on the disk: a slow disk takes longer for it than a variant."""
        assert self._file is not None
        os.fsync(self._file.fileno())
        self._settled = time.monotonic()

    def _read(self, raw: bytes) -> None:
        lines = raw.splitlines()
        if not lines:
            return
        told = differing(self._json(lines[0], 1), self.question)
        if told:
            raise UserError(
                tr(
                    "{path}: hier staat wat van een andere vraag is gedaan ({told}); kies een andere map voor --out",
                    path=self.path,
                    told=told,
                )
            )
        for number, line in enumerate(lines[1:], start=2):
            row = self._json(line, number)
            try:
                figures = tuple(None if each is None else _found(each) for each in row["cijfers"])
                if len(figures) != len(self.question["maten"]):
                    raise ValueError(line)
                self.done[row["sleutel"]] = Done(row["sleutel"], figures, int(row["onbeslist"]))
            except (KeyError, TypeError, ValueError):
                raise self._broken(number) from None

    def _json(self, line: bytes, number: int) -> dict[str, Any]:
        try:
            row = json.loads(line)
        except ValueError:
            raise self._broken(number) from None
        if not isinstance(row, dict):
            raise self._broken(number)
        return row

    def _broken(self, number: int) -> UserError:
        return UserError(
            tr(
                "{path}: regel {number} is geen regel van een lijst van wat gedaan is; haal het bestand weg om opnieuw te beginnen",
                path=self.path,
                number=number,
            ),
            file=str(self.path),
            line=number,
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._file is not None
        self._settle()
        self._file.close()


def _found(each: Sequence[float]) -> Found:
    value, low, high = each
    return float(value), float(low), float(high)
