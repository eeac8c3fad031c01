"""The format of before: law files of poc-machine-law, one per service, without articles. Recognised, never run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.yaml import Mapping, load

_SCHEMA = re.compile(r"poc-machine-law/\S*schema/v0\.1")
_SERVICE = re.compile(r"""^\s{0,2}["']?service["']?\s*:""", re.MULTILINE)
_PROPERTIES = re.compile(r"""^\s{0,2}["']?(?:properties|law_type|requirements)["']?\s*:""", re.MULTILINE)
_ARTICLES = re.compile(r"""^\s{0,2}["']?articles["']?\s*:""", re.MULTILINE)

HINT = (
    "dit programma rekent met artikelen: RegelRecht houdt de omgezette wetten bij in corpus/demo "
    "(github.com/MinBZK/regelrecht); neem die, of zet de wet per artikel om"
)


class OlderFormatError(LawFileError):
    """A law file in the older format of poc-machine-law."""

    def __init__(self, file: str) -> None:
        super().__init__([_problem(file, 1)])


def is_older_format(text: str) -> bool:
    """Whether a file is a law of poc-machine-law: its schema, or a service with properties, and no articles.

    What looks like one is parsed: a text or another way of writing decides nothing.
    """
    if not (_SCHEMA.search(text) or ("service" in text and _SERVICE.search(text) and _PROPERTIES.search(text))):
        return False
    try:
        raw = load(text, "")
    except LawFileError:
        return _ARTICLES.search(text) is None
    return isinstance(raw, Mapping) and "articles" not in raw


def per_folder(errors: Iterable[OlderFormatError]) -> list[Problem]:
    """One problem for each folder with files in the older format, which counts them."""
    found: dict[str, list[str]] = {}
    for error in errors:
        file = error.problems[0].file
        found.setdefault(str(Path(file).parent), []).append(file)
    return [_problem(files[0], len(files), folder) for folder, files in sorted(found.items())]


def _problem(file: str, count: int, folder: str = "") -> Problem:
    where = tr(": {count} bestanden in {folder}", count=count, folder=folder) if count > 1 else ""
    return Problem(
        file, 1, tr("dit is het oudere formaat van poc-machine-law, zonder artikelen{where}", where=where), hint=HINT
    )
