"""Reading files that others made: only regular ones, and only so much."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import system_words

MOST = 5_000_000
"""Bytes of a text file that is read (5 MB): a law, a proposal, a register. Larger ones are refused before reading."""


def read_text(path: Path, shown: str, most: int = MOST) -> str:
    """The text of a file. Raises LawFileError when it is no regular file, too large, unreadable or no UTF-8."""
    try:
        # Not blocking: a named pipe without a writer would wait for ever, and is refused below.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            os.close(handle)
            raise LawFileError([Problem(shown, 1, tr("dit is geen gewoon bestand"), hint=tr("geef een tekstbestand"))])
        with os.fdopen(handle, "rb") as file:
            raw = b"" if about.st_size > most else file.read(most + 1)
        if about.st_size > most or len(raw) > most:
            message = tr("het bestand is groter dan {most} bytes", most=most)
            raise LawFileError([Problem(shown, 1, message, hint=tr("splits het op"))])
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = Problem(shown, line, tr("het bestand is geen UTF-8-tekst"), hint=tr("sla het op als UTF-8"))
    except OSError as error:
        problem = Problem(shown, 1, tr("het bestand kan niet worden gelezen: {reason}", reason=system_words(error)))
    raise LawFileError([problem])
