"""The answers of the panels as a page shows them: words in the active language, bars in percent of the widest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.numbers import decimal, numeral
from uitvoerbaar.desk.workbench.shown import exact, grouped, percent, said, spoken

Part = Mapping[str, Any]
_WIDE, _CENTS = 100.0, 100
_SIZES = 10
"""Mistakes that are shown: those that cost most."""


def sources(part: Part) -> Part:
    """Who gains and loses by source of income: a grouping as in the figures."""
    return {"group": None if part["group"] is None else grouped(part["group"])}


def rates(part: Part) -> Part:
    """What is lost of 1,000 euros more wage: a bar per part before and after, and the shares above the bounds in a sentence."""
    counts = [side["value"] for each in part["bins"] for side in each["sides"] if side is not None]
    most = max(counts, default=0.0) or 1.0
    return {
        "earners": _households(part["earners"]),
        "bounds": [_bound(each) for each in part["bounds"]],
        "bins": [
            {
                "label": said(each["label"]),
                "sides": [
                    {"wide": 0.0, "told": ""}
                    if side is None
                    else {"wide": round(_WIDE * side["value"] / most, 2), "told": _households(side)}
                    for side in each["sides"]
                ],
            }
            for each in part["bins"]
        ],
    }


def _bound(each: Part) -> Part:
    """Above a bound: how many percent before and after, and between what the rise lies."""
    (before, after), rise = each["sides"], each["rise"]
    hidden = before is None or after is None or rise is None
    return {
        "bound": spoken(decimal(round(_WIDE * each["bound"]))),
        "before": "" if hidden else percent(before["value"]),
        "after": "" if hidden else percent(after["value"]),
        "range": "" if hidden or rise["low"] == rise["high"] else _points(rise["low"], rise["high"]),
        "more": not hidden and rise["value"] > 0,
        "less": not hidden and rise["value"] < 0,
    }


def _points(low: float, high: float) -> str:
    low_words, high_words = (_signed(round(_WIDE * each, 2)) for each in (low, high))
    return tr("verandering tussen {low} en {high} procentpunt", low=low_words, high=high_words)


def _signed(value: float) -> str:
    sign = "−" if value < 0 else "+" if value > 0 else ""
    return sign + spoken(decimal(abs(value)))


def slips(part: Part) -> Part:
    """What one euro of mistake costs at most and for whom, and the mistakes that are out of proportion, the worst first."""
    rows = [
        _slip(row)
        for row in part["rows"]
        if any(side and (side["ratio"] or _some(side["hit"])) for side in row["sides"])
    ]
    return {
        "sides": [_meter(side) for side in part["sides"]],
        "rows": rows[:_SIZES],
        "more": max(len(rows) - _SIZES, 0),
        "own": part["own"],
        "looked": len(part["rows"]),
    }


def _some(counted: Part | None) -> bool:
    """Whether there is somebody, or so few that it is not told."""
    return counted is None or counted["value"] > 0


def _meter(side: Part) -> Part:
    worst = side["worst"]
    return {
        "euro": "" if worst is None else exact(_CENTS * worst["ratio"]),
        "what": "" if worst is None else said(worst["words"]),
        "loss": "" if worst is None else exact(worst["loss"]),
        "size": "" if worst is None else exact(worst["size"]),
        "hit": _households(side["hit"]),
        "nobody": side["hit"] is not None and side["hit"]["value"] == 0,
    }


def _slip(row: Part) -> Part:
    return {
        "words": said(row["words"]),
        "moves": row["moves"],
        "sides": [
            {
                "euro": "–" if side is None or side["ratio"] is None else exact(_CENTS * side["ratio"]),
                "hit": "–" if side is None else _households(side["hit"]),
            }
            for side in row["sides"]
        ],
    }


def edges(part: Part) -> Part:
    """The cliffs that change: of whom, along what, where, how deep before and after, and by which article."""
    return {
        "rows": [
            {
                "household": said(row["household"]),
                "along": said(row["along"]),
                "sides": [
                    {"at": "", "loss": tr("geen sprong")}
                    if side is None
                    else {"at": said(side["at"]), "loss": exact(side["loss"])}
                    for side in row["sides"]
                ],
                "place": said(row["place"]) if row["place"] else "",
                "more": row["more"],
            }
            for row in part["rows"]
        ],
        "more": max(part["changed"] - len(part["rows"]), 0),
        "falls": part["falls"],
        "households": part["households"],
        "followed": part["followed"],
        "least": exact(part["least"]),
        "left": [said(each) for each in part["left"]],
    }


def _households(found: Part | None) -> str:
    """A number of households with its interval; that it is too few to tell, for own microdata."""
    if found is None:
        return tr("te weinig om te tonen")
    value, low, high = (round(found[name]) for name in ("value", "low", "high"))
    told = spoken(numeral(value))
    if low == high:
        return told
    return tr("{n} (tussen {low} en {high})", n=told, low=spoken(numeral(max(low, 0))), high=spoken(numeral(high)))
