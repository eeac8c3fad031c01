"""Which language the user asked for: on the command line, or by the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import DEFAULT, LANGUAGES, Lang, chosen, speak, tr

OPTION = "--lang"
OWN = "UITVOERBAAR_LANG"
_POSIX = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first of these that is set decides, as POSIX has it."""


def asked_language(arguments: Sequence[str], environ: Mapping[str, str]) -> Lang:
    """The language of a run: --lang, else UITVOERBAAR_LANG, else that of the system; Dutch when nothing is said.

    Raises UserError for another value of UITVOERBAAR_LANG than a language that there is.
    """
    return _of_arguments(arguments) or _of_own(environ.get(OWN, "")) or _of_system(environ)


def speak_as_asked() -> None:
    """Speak what the environment asks, by the rule of the command line, unless a language was chosen already.

    Raises UserError as `asked_language` does.
    """
    if not chosen():
        speak(asked_language((), os.environ))


def _of_arguments(arguments: Sequence[str]) -> Lang | None:
    """The last --lang that names a language; the command line itself refuses another."""
    found: Lang | None = None
    for position, word in enumerate(arguments):
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name == OPTION:
            named = value if equals else next(iter(arguments[position + 1 :]), "")
            found = next((lang for lang in LANGUAGES if lang == named), found)
    return found


def _of_own(value: str) -> Lang | None:
    if not value:
        return None
    lang = next((lang for lang in LANGUAGES if lang == _base(value)), None)
    if lang is None:
        raise UserError(tr("{variable}={value}: kies nl of en", variable=OWN, value=value))
    return lang


def _of_system(environ: Mapping[str, str]) -> Lang:
    """English for every locale that is not Dutch; C and POSIX, which mean no choice, are Dutch."""
    locale = next((environ[name] for name in _POSIX if environ.get(name)), "")
    return DEFAULT if _base(locale) in ("", "c", "posix", "nl", "dutch") else "en"


def _base(locale: str) -> str:
    """The language of a locale: nl of nl_NL.UTF-8@euro."""
    return locale.strip().replace("-", "_").partition(".")[0].partition("@")[0].partition("_")[0].lower()
