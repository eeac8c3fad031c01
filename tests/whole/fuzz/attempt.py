"""One attempt: some files, and what is done with them. Whatever it comes to, it may be no defect."""

from __future__ import annotations

import contextlib
import io
import json
import shlex
import time
import traceback
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from tests.whole.fuzz.trees import encoded
from uitvoerbaar import cli
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import LANGUAGES, language

SLOWEST = 20.0
"""Seconds in which an attempt must be over."""
HERE = "{map}"
"""In a command: the folder with the files of the attempt."""
NAME = "poging.json"
Reader = Callable[[Path], object]


@dataclass(frozen=True)
class Attempt:
    """Files by name, and the words of a command, or the name of a reader that takes the folder."""

    files: Mapping[str, bytes]
    command: tuple[str, ...] = ()
    reader: str = ""

    def __len__(self) -> int:
        return sum(map(len, self.files.values())) + sum(map(len, self.command))


class Defect(Exception):
    """An attempt that ended without an exception, and yet not as it may."""


def attempt(files: Mapping[str, str | bytes], *command: str, reader: str = "") -> Attempt:
    """An attempt; texts become UTF-8."""
    return Attempt(
        {name: text if isinstance(text, bytes) else encoded(text) for name, text in files.items()}, command, reader
    )


def act(tried: Attempt, folder: Path, readers: Mapping[str, Reader]) -> None:
    """Do it in a folder. Raises whatever is a defect: an exception that is no UserError, exit code 70, too slow."""
    for name, content in tried.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    started = time.perf_counter()
    with warnings.catch_warnings():
        # A number that numpy warns of ends as a wrong number in a report.
        warnings.simplefilter("error", RuntimeWarning)
        if tried.reader:
            _read(readers[tried.reader], folder)
        else:
            _run([word.replace(HERE, str(folder)) for word in tried.command])
    took = time.perf_counter() - started
    if took > SLOWEST:
        raise Defect(f"took {took:.0f} s")


def _read(reader: Reader, folder: Path) -> None:
    try:
        reader(folder)
    except UserError as error:
        for lang in LANGUAGES:
            with language(lang):
                str(error).encode("utf-8", "surrogatepass")


def _run(words: list[str]) -> None:
    said = io.StringIO()
    defects: list[Exception] = []

    def blamed(error: Exception, _words: object) -> int:
        defects.append(error)
        return cli.DEFECT

    with (
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
        patch.object(cli, "_defect", blamed),
    ):
        code = cli.run(words)
    if defects:
        raise defects[0]
    if not isinstance(code, int):
        raise Defect(f"exit code {code!r}")


@dataclass
class Found:
    """Defects by kind, each with the smallest attempt that shows it; kept in a folder with how to repeat them."""

    out: Path
    tried: int = 0
    kinds: dict[str, tuple[Attempt, str]] = field(default_factory=dict)

    def hear(self, tried: Attempt, error: BaseException) -> None:
        """Keep a defect when it is of a new kind, or smaller than the one that is known."""
        kind = _kind(error)
        known = self.kinds.get(kind)
        if known is None or len(tried) < len(known[0]):
            told = "".join(traceback.format_exception(error))
            self.kinds[kind] = (tried, told)
            _keep(
                tried, told, self.out / f"{len(self.kinds) if known is None else list(self.kinds).index(kind) + 1:02d}"
            )

    def told(self) -> str:
        """What was found, for whoever reads the outcome of the test."""
        lines = [f"{len(self.kinds)} defecten in {self.tried} pogingen; bewaard in {self.out}"]
        lines += [f"  {number:02d} {kind}" for number, kind in enumerate(self.kinds, 1)]
        return "\n".join(lines)


def _kind(error: BaseException) -> str:
    """Defects of one kind come from one place in the program."""
    if isinstance(error, Defect):
        return str(error)
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "/uitvoerbaar/" in frame.filename]
    place = f"{ours[-1].filename.rpartition('/uitvoerbaar/')[2]}:{ours[-1].lineno}" if ours else "?"
    return f"{type(error).__name__} in {place}"


def _keep(tried: Attempt, told: str, folder: Path) -> None:
    """Write an attempt with its files, and how to repeat it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in tried.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    described = {"command": tried.command, "reader": tried.reader, "files": sorted(tried.files)}
    (folder / NAME).write_text(json.dumps(described, indent=2), encoding="utf-8")
    how = shlex.join(("uitvoerbaar", "--debug", *(word.replace(HERE, str(folder)) for word in tried.command)))
    again = f"python -m tests.whole.fuzz.again {folder}\n" + (f"{how}\n" if tried.command else "")
    (folder / "HERHAAL.txt").write_text(f"{again}\n{told}", encoding="utf-8", errors="backslashreplace")
