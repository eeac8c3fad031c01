"""The objects of a PDF as they are written, and an addition to the file with some of them changed.

Only what Typst writes is read: one table of places (xref), no objects within streams. To read all of a file into objects of
Python and write them again takes longer than Typst takes to make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_SECTION = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY = 20
"""Bytes of an entry in the table of places."""
_OPENING = re.compile(rb"(\d+) 0 obj\s*<<")


@dataclass(frozen=True, slots=True)
class Objects:
    """A file, the place of its table of places, and the place of each object by its number."""

    pdf: bytes
    table: int
    places: Mapping[int, int]

    @classmethod
    def read(cls, pdf: bytes) -> Objects:
        """The objects of a file."""
        start = _START.search(pdf, max(0, len(pdf) - 100))
        assert start is not None, "a PDF ends with the place of its table"
        table = int(start[1])
        section = _SECTION.match(pdf, table)
        assert section is not None, "a PDF of Typst has one table of places"
        entries = pdf[section.end() : section.end() + _ENTRY * int(section[1])]
        places = {
            number: int(entries[at : at + 10])
            for number, at in enumerate(range(0, len(entries), _ENTRY))
            if entries[at + 17 : at + 18] == b"n"
        }
        return cls(pdf, table, places)

    def dictionaries(self) -> Iterator[tuple[int, bytes]]:
        """Every object that is a dictionary and no stream: its number and its text."""
        for number, place in self.places.items():
            opening = _OPENING.match(self.pdf, place)
            if opening is None:
                continue
            end = self.pdf.index(b"endobj", place)
            text = self.pdf[opening.end() - 2 : end].rstrip()
            if text.endswith(b">>"):
                yield number, text

    def with_changed(self, changed: Mapping[int, bytes]) -> bytes:
        """The file with other texts for some objects, added at its end."""
        made = [self.pdf if self.pdf.endswith(b"\n") else self.pdf + b"\n"]
        at, entries = len(made[0]), list[bytes]()
        for number in sorted(changed):
            text = b"%d 0 obj\n%s\nendobj\n" % (number, changed[number])
            made.append(text)
            entries.append(b"%d 1\n%010d 00000 n\r\n" % (number, at))
            at += len(text)
        trailer = self.pdf[self.pdf.index(b"trailer", self.table) : self.pdf.rindex(b"startxref")].rstrip()
        assert trailer.endswith(b">>"), "the trailer is a dictionary"
        made += [b"xref\n", *entries, trailer[:-2], b"/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (self.table, at)]
        return b"".join(made)
