"""Texts in a CSV that a spreadsheet would carry out as a formula: written with an apostrophe before them, read without.

A text that begins with = + - @ (also in the wide form of Asian scripts), a tab or an end of line gets one apostrophe more in
front; a plain number (-5, +3,50) is left alone. The reader takes one apostrophe away from a text of that form, so that
what was written is read back as it was.
"""

from __future__ import annotations

import re

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
