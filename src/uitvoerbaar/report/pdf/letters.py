"""Letters that no font of the PDF has: replaced visibly, so that a name in any script never costs a whole report."""

from __future__ import annotations

import re
from collections.abc import Callable

Shows = Callable[[str], bool]


def without_unshown(code: str, shows: Shows) -> str:
    """Typst code with every letter that cannot be shown written as its number: ‹U+1F600›.

    `shows` tells whether a text can be set. It is asked about all letters beyond Latin at once, and then about halves, so a
    few strange letters among many cost few questions.
    """
    beyond = sorted(set(re.findall(r"[^\x20-\x7e\n\t\xa0-\u024f]", code)))
    lost = _unshown(beyond, shows)
    return code.translate({ord(letter): f"‹U+{ord(letter):04X}›" for letter in lost})


def _unshown(letters: list[str], shows: Shows) -> list[str]:
    if not letters or shows("".join(letters)):
        return []
    if len(letters) == 1:
        return letters
    half = len(letters) // 2
    return _unshown(letters[:half], shows) + _unshown(letters[half:], shows)
