"""Where the shipped data lies (UITVOERBAAR_DATA, inside the installed package, or in the source tree), and the cache."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr


def data_dir() -> Path:
    """The data folder: the one that UITVOERBAAR_DATA names, else that of the package, else that of the source tree.

    Raises UserError when there is none.
    """
    named = os.environ.get("UITVOERBAAR_DATA")
    package = Path(__file__).resolve().parents[1]
    places = [Path(named)] if named else [package / "data", package.parents[1] / "data"]
    for place in places:
        if place.is_dir():
            return place
    raise UserError(
        tr(
            "{places}: de map met wetten en registers ontbreekt; zet UITVOERBAAR_DATA op de map 'data'",
            places=places[-1],
        )
    )


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
    """A file or folder as a user or a report names it: `shown_file` the other way round, so that it works anywhere.

    What does not exist here and begins with `data` is looked for in the shipped data.
    """
    if os.path.exists(path) or path.is_absolute() or path.parts[:1] != ("data",):
        return path
    shipped = data_dir().joinpath(*path.parts[1:])
    return shipped if os.path.exists(shipped) else path


def named_persona(path: Path) -> Path:
    """The file of a case: a file or folder as `named_file` finds it, or a shipped persona by its name alone (chantal)."""
    found = named_file(path)
    if os.path.exists(found) or path.name != str(path) or path.suffix not in ("", ".yaml"):
        return found
    persona = data_dir() / "personas" / f"{path.stem}.yaml"
    return persona if os.path.isfile(persona) else found


def laws_dir() -> Path:
    """The shipped laws."""
    return data_dir() / "laws"


def registers_dir() -> Path:
    """The shipped register catalogue."""
    return data_dir() / "registers"


def scope_dir() -> Path:
    """How long the shipped laws are known to hold, and what is not modelled of them."""
    return data_dir() / "reikwijdte"


def concepts_file() -> Path:
    """The shipped list of legal concepts and the articles that define them."""
    return data_dir() / "begrippen" / "begrippen.yaml"


def copied_file() -> Path:
    """The shipped list of numbers that a law repeats from another law."""
    return data_dir() / "begrippen" / "overgenomen.yaml"


def cache_dir() -> Path:
    """Where what was made once is kept: UITVOERBAAR_CACHE, else the user's cache folder."""
    named = os.environ.get("UITVOERBAAR_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else _home() / ".cache") / "uitvoerbaar"


def config_dir() -> Path:
    """What belongs to this user alone: UITVOERBAAR_CONFIG, else the user's configuration folder."""
    named = os.environ.get("UITVOERBAAR_CONFIG")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else _home() / ".config") / "uitvoerbaar"


def user_data_dir() -> Path:
    """What the desk keeps for this user: UITVOERBAAR_DESK, else the user's own data folder."""
    named = os.environ.get("UITVOERBAAR_DESK")
    if named:
        return Path(named)
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else _home() / ".local" / "share") / "uitvoerbaar"


def _home() -> Path:
    """The user's home folder; for a service user without one a folder of that user below the temporary folder."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(tempfile.gettempdir()) / f"uitvoerbaar-{os.getuid()}-thuis"
