"""Row headings of tables in a tagged PDF.

Typst tags only the cells of a table's header row as headings; it can mark others behind a switch of its own program
that its Python package does not have. So the tags are set afterwards, in an addition to the file (an incremental
update, ISO 32000-1, 7.5.6), and everything that Typst wrote stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from uitvoerbaar.report.pdf.objects import Objects

_ELEMENT, _ROOT = b"/Type/StructElem", b"/Type/StructTreeRoot"
_KIND = re.compile(rb"/S\s*/(\w+)")
_TEXT = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)", re.DOTALL)
_BELOW = re.compile(rb"/K\s*(?:\[([^\]]*)\]|(\d+ 0 R))")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_OF_TABLE = re.compile(rb"/O\s*/Table")
_HEADERS = re.compile(rb"/Headers\s*\[([^\]]*)\]")
_NAMES = re.compile(rb"/IDTree\s*<<\s*/Names\s*\[([^\]]*)\]\s*>>")
_NAME = re.compile(rb"\s*(\([^()\\]*\))\s*(\d+ 0 R)")


def with_row_headings(pdf: bytes, headed: Sequence[bool]) -> bytes:
    """The PDF in which the first cell of a row is a heading of that row (TH, scope Row) where `headed` says so;
    the other cells of the row name it among their headings.

    `headed` has one entry for every row of every table outside the table headers, in the order of the document.
    """
    file = Objects.read(pdf)
    tags = _Tags({number: text for number, text in file.dictionaries() if _ELEMENT in text or _ROOT in text})
    rows = list(tags.rows())
    assert len(rows) == len(headed), "every row of the page is a row on paper"
    changed: dict[int, bytes] = {}
    named: dict[bytes, bytes] = {}
    for number, row in enumerate(row for row, has in zip(rows, headed, strict=True) if has):
        cell, *others = tags.below(row)
        name = b"(row-%d)" % number
        changed[cell] = _heading(tags.texts[cell], name)
        named[name] = b"%d 0 R" % cell
        for other in others:
            changed[other] = _put(_HEADERS, rb"/Headers[\1 " + name + b"]", tags.texts[other])
    changed[tags.root] = _with_names(tags.texts[tags.root], named)
    return file.with_changed(changed)


def _heading(cell: bytes, name: bytes) -> bytes:
    """A cell as the heading of its row, with a name."""
    return _put(_OF_TABLE, b"/O/Table/Scope/Row", _put(_KIND, b"/S/TH/ID" + name, cell))


def _put(place: re.Pattern[bytes], new: bytes, text: bytes) -> bytes:
    made, found = place.subn(new, text, count=1)
    assert found, f"a cell on paper says {place.pattern!r} of itself"
    return made


def _with_names(root: bytes, named: Mapping[bytes, bytes]) -> bytes:
    """The root of the tags, of which the tree of names (one node, in the order that PDF asks for) has these too."""
    found = _NAMES.search(root)
    there: dict[bytes, bytes] = {}
    if found is not None:
        there = dict(_NAME.findall(found[1]))
        assert not _NAME.sub(b"", found[1]).strip(), "a name is a short text and a reference"
    assert found is not None or b"/IDTree" not in root, "the tree of names is one node"
    every = sorted((there | dict(named)).items(), key=lambda pair: pair[0][1:-1])
    tree = b"/IDTree<</Names[" + b"".join(name + element for name, element in every) + b"]>>"
    if found is not None:
        return root[: found.start()] + tree + root[found.end() :]
    return root[: root.rindex(b">>")] + tree + b">>"


class _Tags:
    """The elements of a tagged PDF by object number, as they are written."""

    def __init__(self, texts: dict[int, bytes]) -> None:
        self.texts = texts
        self.root = next(number for number, text in texts.items() if _ROOT in text)

    def kind(self, number: int) -> bytes:
        """TR, TD, P, ...; nothing for the root."""
        found = None if number == self.root else _KIND.search(self.texts[number])
        return b"" if found is None else found[1]

    def below(self, number: int) -> list[int]:
        """The elements right below an element; marked content has none."""
        found = _BELOW.search(_TEXT.sub(b"", self.texts[number]))
        if found is None:
            return []
        named = (int(name) for name in _REFERENCE.findall(found[1] or found[2] or b""))
        return [name for name in named if name in self.texts]

    def rows(self) -> Iterator[int]:
        """The rows of all tables, but for header rows, from the first to the last."""
        stack = [(self.root, b"")]
        while stack:
            number, above = stack.pop()
            kind = self.kind(number)
            if kind == b"TR" and above != b"THead":
                yield number
            else:
                stack += [(kid, kind) for kid in reversed(self.below(number))]
