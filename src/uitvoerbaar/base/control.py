"""Characters that command what shows them: a terminal, the direction of a text. They are written out, never carried out."""

from __future__ import annotations

import re

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def shown(text: object) -> str:
    """A text with the characters that command a terminal written out."""
    return CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", str(text))
