"""What a desk is set to: its data folder, its database, its key and the names it answers to. Read from the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.folders import config_dir, user_data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import system_words

OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")
"""The names of this machine for itself: a page of elsewhere cannot take them."""
HOSTS, HTTPS, PROXY = "UITVOERBAAR_HOSTS", "UITVOERBAAR_HTTPS", "UITVOERBAAR_PROXY"
KEY = "UITVOERBAAR_SECRET_KEY"
_KEY_FILE, _LETTERS = "desk.key", 50
FORM = 100_000
"""Bytes of a form around what is sent with it."""
_SQLITE = "desk.sqlite3"


def truth(environ: Mapping[str, str], name: str) -> bool:
    """Whether a setting says yes (1 or ja). Raises UserError for another word than yes or no."""
    said = environ.get(name, "").strip().lower()
    if said not in ("", "0", "nee", "1", "ja"):
        raise UserError(tr("{variable}={value}: kies 1 of 0", variable=name, value=said))
    return said in ("1", "ja")


def hosts(environ: Mapping[str, str]) -> list[str]:
    """The names that the desk answers to: those of this machine, and what UITVOERBAAR_HOSTS adds (commas between)."""
    named = (name.strip() for name in environ.get(HOSTS, "").split(","))
    return [*OWN_NAMES, *(name for name in named if name)]


def data_folder() -> Path:
    """The folder of the desk, made for this user alone. Raises UserError where it cannot be made."""
    folder = user_data_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UserError(
            tr(
                "{folder}: deze map lukt niet: {error}; geef een andere met --data",
                folder=folder,
                error=system_words(error),
            ),
            file=str(folder),
        ) from None
    return folder


def database(environ: Mapping[str, str]) -> dict[str, object]:
    """The database of Django: DATABASE_URL, else one file of SQLite in the data folder.

    SQLite writes ahead, so that readers do not wait for a writer, and takes the lock at the start of a transaction, so that
    two writers wait for each other in place of failing half-way.
    """
    if named := environ.get("DATABASE_URL"):
        import dj_database_url

        try:
            return dict(dj_database_url.parse(named, conn_max_age=60, conn_health_checks=True))
        except (ValueError, KeyError):
            raise UserError(
                tr("DATABASE_URL is niet te lezen; schrijf postgresql://naam:wachtwoord@machine:5432/databank")
            ) from None
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_folder() / _SQLITE,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON",
        },
    }


def secret_key(environ: Mapping[str, str]) -> str:
    """The key that signs sessions: UITVOERBAAR_SECRET_KEY, else one that is made once for this user.

    It lies in the user's configuration folder, for that user alone to read. Raises UserError where others can read it, or
    where it cannot be kept.
    """
    if named := environ.get(KEY):
        return named
    path = config_dir() / _KEY_FILE
    try:
        if not path.exists():
            _make_key(path)
        if path.stat().st_mode & 0o077:
            raise UserError(
                tr("{path}: anderen kunnen deze sleutel lezen; doe: chmod 600 {path}", path=path), file=str(path)
            )
        found = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise UserError(
            tr(
                "{path}: de sleutel van de website lukt niet: {error}; zet {variable} of UITVOERBAAR_CONFIG",
                path=path,
                error=system_words(error),
                variable=KEY,
            ),
            file=str(path),
        ) from None
    if len(found) < _LETTERS:
        raise UserError(
            tr("{path}: deze sleutel is te kort; haal hem weg, dan komt er een nieuwe", path=path), file=str(path)
        )
    return found


def _make_key(path: Path) -> None:
    """Written beside and linked: of two processes that start at once the first one's key counts for both."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(_LETTERS))
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink(missing_ok=True)
