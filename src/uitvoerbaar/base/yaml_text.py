"""Letter by letter where a text of a YAML file stands in the file, through folded lines, quotes and indentation.

A text of a law is often spread over lines ('>-'). To change a number in it, its place in the file must be known to the
letter. Each style is undone here, and the outcome is held against what the parser read: where they differ nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from uitvoerbaar.base.yaml_places import Place

Letters = list[tuple[str, int]]
"""The letters of a value, each with where it stands in the file."""

_BREAK = re.compile(r"\r\n|\r|\n|\x85|\u2028|\u2029")
_HEAD = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|$)")
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    '"': '"',
    "\\": "\\",
    "/": "/",
    "_": "\u00a0",
    "0": "\0",
    "r": "\r",
    " ": " ",
    "N": "\x85",
}
_DEEPEST = 40
"""The largest indentation of a block that is tried."""
_HEX = {"x": 2, "u": 4, "U": 8}


def letters(text: str, place: Place) -> list[int] | None:
    """Where each letter of the value of `place` stands in `text`; None when this cannot be told for certain."""
    for found in _readings(text[place.start : place.end], place):
        if "".join(letter for letter, _ in found) == place.parsed:
            return [at for _, at in found]
    return None


def _readings(written: str, place: Place) -> Iterator[Letters]:
    """The letters of a value; of a block that says its own indentation one reading for each that it can mean."""
    match place.style:
        case "":
            yield _flow(written, place.start, _plain)
        case "'":
            yield _flow(written[1:-1], place.start + 1, _single)
        case '"':
            yield _flow(written[1:-1], place.start + 1, _double)
        case _:
            said = any(mark.isdigit() for mark in written[:3])
            for depth in (None, *range(1, _DEEPEST)) if said else (None,):
                # The end of a block is chomped as its mark says.
                yield _block(written, place.start, depth, folded=place.style == ">")[: len(place.parsed)]


def _rows(written: str, at: int) -> Iterator[tuple[str, int]]:
    """The lines of a text, without their ends, each with where it starts."""
    last = 0
    for found in _BREAK.finditer(written):
        yield written[last : found.start()], at + last
        last = found.end()
    yield written[last:], at + last


def _flow(written: str, at: int, read: object) -> Letters:
    """A plain or quoted text: ends of lines become one space, empty lines ends of lines."""
    assert callable(read)
    rows = list(_rows(written, at))
    made: Letters = []
    empty = 0
    for number, (row, start) in enumerate(rows):
        first, last = number == 0, number == len(rows) - 1
        lead = 0 if first else len(row) - len(row.lstrip(" \t"))
        body = row[lead:] if last else row[lead:].rstrip(" \t")
        if not first and not last and not body:
            empty += 1
            continue
        if not first:
            made += [("\n", start)] * empty if empty else [(" ", start)]
            empty = 0
        made += read(body, start + lead)
    return made


def _plain(body: str, at: int) -> Letters:
    return [(letter, at + offset) for offset, letter in enumerate(body)]


def _single(body: str, at: int) -> Letters:
    """Between single quotes: a quote is written twice."""
    made: Letters = []
    offset = 0
    while offset < len(body):
        made.append((body[offset], at + offset))
        offset += 2 if body[offset] == "'" else 1
    return made


def _double(body: str, at: int) -> Letters:
    """Between double quotes: escapes are one letter; one that is not known here gives nothing, and so no match."""
    made: Letters = []
    offset = 0
    while offset < len(body):
        letter, size = body[offset], 1
        if letter == "\\" and offset + 1 < len(body):
            code = body[offset + 1]
            size = 2 + _HEX.get(code, 0)
            digits = body[offset + 2 : offset + size]
            letter = chr(int(digits, 16)) if code in _HEX and digits else _ESCAPES.get(code, "")
        made.append((letter, at + offset))
        offset += size
    return made


def _block(written: str, at: int, depth: int | None, *, folded: bool) -> Letters:
    """A block ('|' or '>'): its indentation goes, and of a folded one single ends of lines become spaces."""
    head = _HEAD.match(written)
    if head is None:
        return []
    rows = list(_rows(written[head.end() :], at + head.end()))
    if depth is None:
        depth = next((len(row) - len(row.lstrip(" ")) for row, _ in rows if row.strip(" ")), 0)
    made: Letters = []
    previous: str | None = None
    empty: Letters = []
    for row, start in rows:
        body = row[depth:]
        if not body:
            empty.append(("\n", start))
            continue
        if previous is not None:
            apart = folded and not _deeper(previous) and not _deeper(body)
            joint = ([] if empty else [(" ", start)]) if apart else [("\n", start)]
            made += [*joint, *empty]
        else:
            made += empty
        empty = []
        made += _plain(body, start + depth)
        previous = body
    return [*made, ("\n", made[-1][1] + 1 if made else at), *empty]


def _deeper(body: str) -> bool:
    """Whether a line is indented more than its block, which keeps it apart."""
    return body[:1] in (" ", "\t")
