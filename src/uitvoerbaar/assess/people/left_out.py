"""Groups that a figure leaves out, because too few of their households were run: named below it, else they pass for nobody."""

from __future__ import annotations

from collections.abc import Sequence

from uitvoerbaar.base.text import COMMA, SPACE
from uitvoerbaar.findings import Text

SEMICOLON = Text("; ", "; ")
_MOST = 12
"""So many groups are named; more are counted."""
_NAMED = Text(
    "Niet getoond, want het gaat in de doorrekening om te weinig huishoudens: {names}.",
    "Not shown, for it concerns too few of the households that were run: {names}.",
)
_AND_MORE = Text("{names} en {many} andere groepen", "{names} and {many} other groups")


def with_left_out(note: Text | None, groups: Sequence[Text]) -> Text | None:
    """The note of a figure, and which groups it does not show; the note as it is where it shows all."""
    if not groups:
        return note
    told = _NAMED.format(names=names_of(groups))
    return told if note is None else SPACE.join([note, told])


def names_of(groups: Sequence[Text]) -> Text:
    """Groups after each other; some of many, and how many more."""
    names, more = SEMICOLON.join(groups[:_MOST]), len(groups) - _MOST
    return _AND_MORE.format(names=names, many=more) if more > 0 else names


def of_grouping(title: Text, labels: Sequence[Text]) -> list[Text]:
    """Groups of one of several divisions, as one name: the division and which of it."""
    if not labels:
        return []
    return [Text("{title}: {labels}", "{title}: {labels}").format(title=title.lower, labels=COMMA.join(labels))]
