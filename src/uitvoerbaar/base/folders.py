"""Where the shipped data lies: next to the source tree, or where UITVOERBAAR_DATA points."""

from __future__ import annotations

import os
from pathlib import Path

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr


def data_dir() -> Path:
    """The data folder. Raises UserError when there is none."""
    named = os.environ.get("UITVOERBAAR_DATA")
    found = Path(named) if named else Path(__file__).resolve().parents[3] / "data"
    if not found.is_dir():
        raise UserError(
            tr("{found}: de map met wetten en registers ontbreekt; zet UITVOERBAAR_DATA op de map 'data'", found=found)
        )
    return found


def shown_file(file: str) -> str:
    """A file as a report names it, the same on every machine: from the data folder on, else from the working folder on.

    A file outside both is named without its folders.
    """
    path = Path(file).resolve()
    data = data_dir().resolve()
    if path.is_relative_to(data):
        return (Path("data") / path.relative_to(data)).as_posix()
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.name


def named_file(path: Path) -> Path:
    """A file as a user or a report names it: `shown_file` the other way round, so a report's command works anywhere."""
    if path.exists() or path.is_absolute() or path.parts[:1] != ("data",):
        return path
    shipped = data_dir().joinpath(*path.parts[1:])
    return shipped if shipped.is_file() else path


def laws_dir() -> Path:
    """The shipped laws."""
    return data_dir() / "laws"


def registers_dir() -> Path:
    """The shipped register catalogue."""
    return data_dir() / "registers"


def cache_dir() -> Path:
    """Where what was made once is kept: UITVOERBAAR_CACHE, else the user's cache folder."""
    named = os.environ.get("UITVOERBAAR_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "uitvoerbaar"
