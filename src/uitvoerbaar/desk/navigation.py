"""The nouns of the desk in the order in which a visitor meets them: what exists is shown, nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.base.language import mark, tr

PLACES = (
    (mark("Wetten"), "/wetten"),
    (mark("Werkbank"), "/werkbank"),
    (mark("Uw huishouden"), "/huishouden"),
    (mark("Toetsen"), "/toetsen"),
    (mark("Plan"), "/plan"),
    (mark("Uitwisselen"), "/uitwisselen"),
    (mark("Zoeken"), "/zoeken"),
    (mark("Samenhang"), "/samenhang"),
)
"""Words and address. A new noun adds its line here when its first page answers."""


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation; `current` when the page lies in it."""

    words: str
    address: str
    current: bool


def navigation(path: str) -> tuple[Place, ...]:
    """The entries, seen from the page at `path`."""
    return tuple(
        Place(tr(words), address, path == address or path.startswith(f"{address}/")) for words, address in PLACES
    )
