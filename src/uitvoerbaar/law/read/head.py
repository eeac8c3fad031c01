"""The head of a law file: what the corpus must know of every file before any law is read in full.

It comes from the parser that reads the law itself, never from the look of the text, so no way of writing a file (quoted
keys, JSON, keys in another order, a text that looks like a key) can make the corpus see another law than the reader.
Parsing every file at every start would take a third of a second, so heads are remembered by the hash of their text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from uitvoerbaar.base import sealed
from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.folders import cache_dir
from uitvoerbaar.base.yaml import Loader, scalar

_REACHES_OUT = frozenset(("implements", "hooks", "overrides", "decides_on"))
_ASKED = ("$id", "valid_from")
_KEPT, _DAYS, _MOST = 4, 365, 5_000
"""Heads are written as a whole for each text that is new: half a megabyte at most."""


@dataclass(frozen=True, slots=True)
class Head:
    """The id and first day of a law version ("" when it names none), and whether it may reach into other laws."""

    id: str
    valid_from: str
    reaches_out: bool


def read_heads(texts: Iterable[str]) -> list[Head | None]:
    """The head of each text; None where the law must be read in full to know (it has none, or it is
    written twice, or a key is an alias), or to say what is wrong: dates are compared as text, so that '2026-2-1' would
    put a version before or after another without a word."""
    place = cache_dir() / "heads" / "heads-4.json"
    raw = sealed.read(place)
    known: dict[str, list[Any] | None] = {} if raw is None else json.loads(raw)
    made, fresh = [], False
    for text in texts:
        key = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]
        if key not in known:
            head = _head(text)
            known[key] = None if head is None else [head.id, head.valid_from, head.reaches_out]
            fresh = True
        found = known[key]
        made.append(None if found is None else Head(*found))
    if fresh:
        kept = dict(list(known.items())[-_MOST:])
        sealed.write(place, json.dumps(kept).encode(), most=_KEPT, days=_DAYS)
    return made


def _head(text: str) -> Head | None:
    """The head by the events of the parser: keys of the outermost mapping, and keys at any depth that reach out."""
    found: dict[str, object] = {}
    key, reaches = "", False
    open_: list[bool | None] = []
    """Of every list and mapping around: None for a list, for a mapping whether a key comes next."""
    try:
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                open_.pop()
            elif isinstance(event, yaml.NodeEvent):
                at_key = bool(open_) and open_[-1] is True
                if at_key and isinstance(event, yaml.AliasEvent):
                    return None  # a key that stands elsewhere in the text
                word = str(event.value) if isinstance(event, yaml.ScalarEvent) else None
                if at_key:
                    name = word or ""
                    reaches = reaches or name in _REACHES_OUT
                    key = name if len(open_) == 1 else key
                elif len(open_) == 1 and key in _ASKED:
                    if key in found or not isinstance(event, yaml.ScalarEvent):
                        return None
                    plain = event.style in (None, "") and event.tag is None
                    found[key] = scalar(str(event.value)) if plain else str(event.value)
                if isinstance(event, yaml.CollectionStartEvent):
                    open_.append(True if isinstance(event, yaml.MappingStartEvent) else None)
                    continue
            else:
                continue
            if open_ and open_[-1] is not None:
                open_[-1] = not open_[-1]
    except yaml.YAMLError:
        return None
    law_id, valid_from = found.get("$id"), found.get("valid_from")
    if not isinstance(law_id, str) or not isinstance(valid_from, str | None):
        return None
    if valid_from is not None and parse_date(valid_from) is None:
        return None
    return Head(law_id, valid_from or "", reaches)
