"""CSV files for people, and texts in any CSV that a spreadsheet would carry out as a formula.

A CSV for people opens by a double click in the spreadsheet of who reads its language: UTF-8 with a mark in front, in Dutch
semicolons and decimal commas, in English commas and points. A table for programs keeps the form of the table that it came
from, and is described in a file beside it (`population/own/described.py`).

Texts that a spreadsheet would carry out are written with an apostrophe before them, and read without.

A text that begins with = + - @ (also in the wide form of Asian scripts), a tab or an end of line gets one apostrophe more in
front; a plain number (-5, +3,50) is left alone. The reader takes one apostrophe away from a text of that form, so that
what was written is read back as it was.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from uitvoerbaar.base.language import Lang

SEPARATORS: dict[Lang, str] = {"nl": ";", "en": ","}
"""Between cells, as spreadsheets that are set to the language expect it; in Dutch the comma is in the numbers."""
MARK = b"\xef\xbb\xbf"
"""What tells a spreadsheet that a file is UTF-8."""

SHIELD = "'"
RISKY = "^'*[=+@\t\r\n＝＋－＠-]"
"""The start of a text that is shielded (as RE2 has it too)."""
SHIELDED = "^''*[=+@\t\r\n＝＋－＠-]"
"""The start of a text from which the shield is taken."""
PLAIN = "^[+-][0-9]+([.,][0-9]+)?$"
"""A signed number, which no spreadsheet carries out."""


def shielded(cell: str) -> str:
    """A cell as it is written."""
    return SHIELD + cell if re.match(RISKY, cell) and not re.match(PLAIN[:-1] + r"\Z", cell) else cell


def unshielded(cell: str) -> str:
    """A cell as it was before it was written."""
    return cell[1:] if re.match(SHIELDED, cell) else cell


def csv_file(lines: Iterable[Sequence[object]], lang: Lang) -> bytes:
    """A CSV for people. Numbers are cells of a number type; a text is written as it is, shielded where it must be."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=SEPARATORS[lang], lineterminator="\r\n")
    writer.writerows([_cell(cell, lang) for cell in line] for line in lines)
    return MARK + made.getvalue().encode()


def _cell(cell: object, lang: Lang) -> object:
    if isinstance(cell, str):
        return shielded(cell)
    if isinstance(cell, float | Decimal) and lang == "nl":
        return str(cell).replace(".", ",")
    return "" if cell is None else cell
