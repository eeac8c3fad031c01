"""Where the net income of ordinary households jumps, before and at a position of the dials, as JSON values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from uitvoerbaar.assess.aspects.cliffs.data import load_types
from uitvoerbaar.assess.aspects.cliffs.findings import place_of, shown
from uitvoerbaar.assess.aspects.cliffs.tracks import JumpPair, Track, fall
from uitvoerbaar.assess.live.edges import edges
from uitvoerbaar.base.text import Text
from uitvoerbaar.face.live import LiveArticle
from uitvoerbaar.face.stillness import why_still

MOST = 12
"""Cliffs that are told, those that change most first."""


def edges_at(live: LiveArticle, values: Mapping[str, Decimal], tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The cliffs that these positions change, of the six households of data/assess, and how many there are before and after.

    `tell` is told how many courses were followed, of how many; it may stop the work. Fictional households: no data of people.
    """
    _, types = load_types(live.live.ctx.sides.after.year)
    total = sum(len(household.along) for household in types)
    tracks: list[Track] = []
    left: list[Text] = []
    tell(0, total)
    for found in edges(live.live, values):
        (tracks if isinstance(found, Track) else left).append(found)  # type: ignore[arg-type]
        tell(len(tracks) + len(left), total)
    every = [pair for track in tracks for pair in track.pairs]
    alike = [group for track in tracks for group in _alike(live, track)]
    alike.sort(key=lambda group: -abs(group[0][1].worse))
    return {
        "households": len(types),
        "followed": len(tracks),
        "least": round(live.live.ctx.settings.norm("sprong_kleinste_eurocent")),
        "falls": [sum(fall(pair.before) > 0 for pair in every), sum(fall(pair.after) > 0 for pair in every)],
        "changed": len(alike),
        "rows": [_row(live, group) for group in alike[:MOST]],
        "left": [_words(each) for each in left],
        "still": None if alike else why_still(live.live, live.law, live.dials, values, net=True),
    }


def _changes(pair: JumpPair) -> bool:
    """Whether a cliff comes, goes, moves or becomes deeper or less deep."""
    was, becomes = pair.before, pair.after
    return fall(was) != fall(becomes) or (
        was is not None and becomes is not None and fall(was) > 0 and was.x != becomes.x
    )


def _alike(live: LiveArticle, track: Track) -> list[list[tuple[Track, JumpPair]]]:
    """The cliffs of a course that change, those of one article (a table with many steps) together, the largest change first."""
    groups: dict[Text | None, list[tuple[Track, JumpPair]]] = {}
    for pair in sorted(track.pairs, key=lambda pair: -abs(pair.worse)):
        if _changes(pair):
            groups.setdefault(_place(live, pair), []).append((track, pair))
    return list(groups.values())


def _place(live: LiveArticle, pair: JumpPair) -> Text | None:
    found = place_of(live.live.ctx, "na" if pair.after else "voor", pair.shown)
    return None if found is None else found.text


def _row(live: LiveArticle, alike: list[tuple[Track, JumpPair]]) -> dict[str, Any]:
    track, pair = alike[0]
    place = _place(live, pair)
    return {
        "more": len(alike) - 1,
        "household": _words(track.household.name),
        "along": _words(track.axis.name),
        "sides": [
            None if jump is None or not fall(jump) else {"at": _words(shown(track, jump.start)), "loss": fall(jump)}
            for jump in (pair.before, pair.after)
        ],
        "place": None if place is None else _words(place),
    }


def _words(text: Text) -> dict[str, str]:
    return {"nl": str(text.nl), "en": str(text.en)}
