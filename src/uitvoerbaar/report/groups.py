"""The chapters of a report in five parts: people, businesses, delivery, money and law, rules."""

from __future__ import annotations

from collections.abc import Mapping

PARTS: Mapping[str, tuple[str, ...]] = {
    "people": (
        "inkomenseffecten",
        "armoede",
        "personas",
        "vergissingen",
        "sprongen",
        "marginale_druk",
        "voorschotten",
        "bereik",
        "doenvermogen",
        "gelijke-behandeling",
        "stapeling",
    ),
    "businesses": ("regeldruk",),
    "delivery": (
        "werklast",
        "wachtrijen",
        "lokaal",
        "keten",
        "maakbaarheid",
        "digitaal",
        "handhaving",
        "fraude",
        "invoering",
    ),
    "money": ("begroting", "geld", "waarborgen"),
    "rules": ("ruimte", "bewijzen", "wetstechniek"),
}
"""The tests of each part, in the order in which their chapters are read."""
OTHER = "other"
"""The part of a test that this version does not know: a report.json may come from a later one."""
_PART_OF = {test: part for part, tests in PARTS.items() for test in tests}


def part_of(test: str) -> str:
    """The part that the chapter of a test belongs to."""
    return _PART_OF.get(test, OTHER)


def rank(test: str) -> tuple[int, int]:
    """Where the chapter of a test stands; unknown ones come last, in the order of the file."""
    part = part_of(test)
    if part == OTHER:
        return len(PARTS), 0
    return list(PARTS).index(part), PARTS[part].index(test)
