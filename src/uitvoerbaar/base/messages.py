"""Words for messages: a did-you-mean, a value as it was typed."""

from __future__ import annotations

import difflib
import errno
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from json import JSONDecodeError
from typing import Any

from uitvoerbaar.base.language import Message, mark, tr

_SHOWN = 60
"""Characters of a value that a message repeats."""
_LONGEST, _BESIDE = 100, 500
"""Characters of a word, and words beside it, that a hint looks at: comparing costs the product of both."""


@lru_cache(maxsize=4_096)
def _nearest(word: str, known: tuple[str, ...], cutoff: float) -> str | None:
    near = difflib.get_close_matches(word, known, n=1, cutoff=cutoff)
    return near[0] if near else None


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The word in `known` that looks most like `word`; None when none does, or when there is too much to compare."""
    beside = tuple(islice(known, _BESIDE + 1))
    if len(word) > _LONGEST or len(beside) > _BESIDE:
        return None
    return _nearest(word, beside, cutoff)


def suggest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """A did-you-mean hint, or None when nothing is near (`cutoff` 1 is equal, 0 anything); capitals do not count."""
    folded = {name.casefold(): name for name in known}
    near = nearest(word.casefold(), folded, cutoff)
    return None if near is None else tr("bedoelde u '{folded}'?", folded=folded[near])


def instead(word: str, present: Iterable[str]) -> str | None:
    """A hint for a word that is missing: the word that stands there and looks like it, or None."""
    near = nearest(word, present)
    return tr("er staat wel '{near}'", near=near) if near else None


def describe(value: Any) -> str:
    """What a YAML value is, in words for a reader."""
    if value is None:
        return tr("lege waarde")
    if isinstance(value, bool):
        return tr("waar/onwaar")
    if isinstance(value, dict):
        return tr("object")
    if isinstance(value, list):
        return tr("lijst")
    text = " ".join(str(value).split())
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN]}...'"


def one_of(words: Iterable[str]) -> str:
    """Words as alternatives: a of b."""
    return tr(" of ").join(words)


def all_of(words: Iterable[str]) -> str:
    """Words as parts: a en b."""
    return tr(" en ").join(words)


_ERRNO = {
    errno.ENOENT: mark("bestaat niet"),
    errno.EACCES: mark("geen toegang"),
    errno.EPERM: mark("geen toegang"),
    errno.EISDIR: mark("is een map, geen bestand"),
    errno.ENOTDIR: mark("een deel van het pad is geen map"),
    errno.EEXIST: mark("bestaat al"),
    errno.EROFS: mark("deze schijf is alleen te lezen"),
    errno.ENAMETOOLONG: mark("de naam is te lang"),
}


def system_words(error: OSError) -> str:
    """Why the system refused a file, in words."""
    known = _ERRNO.get(error.errno or 0)
    return tr(known) if known else tr("fout {number} van het systeem", number=error.errno)


_JSON = {
    "Expecting value": mark("hier hoort een waarde te staan"),
    "Expecting property name enclosed in double quotes": mark("hier hoort een naam tussen dubbele aanhalingstekens"),
    "Illegal trailing comma before end of object": mark("de komma voor de haak hoort er niet"),
    "Illegal trailing comma before end of array": mark("de komma voor de haak hoort er niet"),
    "Expecting ':' delimiter": mark("hier ontbreekt een dubbele punt"),
    "Expecting ',' delimiter": mark("hier ontbreekt een komma"),
    "Extra data": mark("hier staat nog iets na het einde"),
    "Unterminated string starting at": mark("deze tekst heeft geen einde"),
    "Unexpected UTF-8 BOM (decode using utf-8-sig)": mark("hier staat een tweede byte order mark (BOM)"),
    "Invalid control character at": mark("dit teken mag niet in een tekst staan"),
}


def json_words(error: JSONDecodeError) -> str:
    """What is wrong with a JSON document, in words."""
    return tr(_JSON.get(error.msg, mark("een teken na een schuine streep klopt niet")))


def lacking_words(error: Exception) -> str:
    """What a record of a data file lacks or has wrong: the name of a key, or that a value is of another kind."""
    if isinstance(error, KeyError):
        return repr(error.args[0])
    return (
        str(error)
        if isinstance(error.args[0] if error.args else None, Message)
        else tr("een waarde van een ander soort")
    )
