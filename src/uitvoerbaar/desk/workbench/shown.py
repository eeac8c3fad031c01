"""The figures of an answer as a page shows them: words in the active language, amounts in words, bars in percent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from uitvoerbaar.base.language import active, tr
from uitvoerbaar.base.numbers import decimal, numeral, part_in_percents
from uitvoerbaar.base.text import Text
from uitvoerbaar.face.tiles import tile

_MILLION, _BILLION = 1_000_000, 1_000_000_000
_CENTS = 100
_WIDE = 100.0
PROVINCES = "provincie"
"""The division that is drawn as a map of tiles."""
TILE, GAP = 78, 4
_DEEPEST, _FAINTEST = 0.5, 0.06
"""How opaque the tile of the largest and of the smallest change is: words over it stay legible in both themes."""


def said(words: Mapping[str, str]) -> str:
    """The words in the active language."""
    return words[active()]


def spoken(text: Text) -> str:
    """A text in the active language."""
    return str(text.nl if active() == "nl" else text.en)


def money(cents: float, *, signed: bool = False) -> str:
    """An amount for the country: euros, millions or billions."""
    euros = cents / _CENTS
    sign = "−" if euros <= -0.5 else "+" if signed and euros >= 0.5 else ""
    size = abs(euros)
    if size >= _BILLION:
        return f"{sign}€\u00a0" + tr("{n} miljard", n=spoken(decimal(round(size / _BILLION, 2))))
    if size >= _MILLION:
        return f"{sign}€\u00a0" + tr("{n} miljoen", n=spoken(decimal(round(size / _MILLION, 1))))
    return f"{sign}€\u00a0{spoken(numeral(round(size)))}"


def exact(cents: float) -> str:
    """An amount to the cent."""
    whole, rest = divmod(abs(round(cents)), _CENTS)
    point = "," if active() == "nl" else "."
    return f"{'−' if cents < 0 else ''}€ {spoken(numeral(whole))}{point}{rest:02d}"


def percent(share: float) -> str:
    """A share of one in percent: `0 %` only of nothing, and `100 %` only of all."""
    return f"{spoken(part_in_percents(share, 1))} %"


def took(seconds: float) -> str:
    """How long the computing took, as people say it."""
    if seconds < 1:
        return tr("Gerekend in {n} milliseconden.", n=spoken(numeral(round(seconds * 1000))))
    return tr("Gerekend in {n} seconden.", n=spoken(decimal(round(seconds, 1))))


def figures_of(part: Mapping[str, Any]) -> dict[str, Any]:
    """What the template shows of one part of an answer."""
    full, costs = part["full"], part["treasury"]["value"] > 0
    still = part.get("still")  # of a rewritten rule the page itself says why
    cost = part["treasury"] if costs else _turned(part["treasury"])
    schemes = [
        {
            "name": said(row["name"]),
            "before": money(row["before"]["value"]),
            "after": money(row["after"]["value"]),
            "change": money(row["change"]["value"], signed=True),
            "exact": exact(row["change"]["value"]),
            "range": _range(row["change"], full),
            "moves": round(row["change"]["value"]) != 0,
        }
        for row in part["schemes"]
    ]
    return {
        "full": full,
        "looked": spoken(numeral(part["looked"])) if "looked" in part else "",
        "treasury": money(cost["value"]),
        "treasury_exact": exact(cost["value"]),
        "treasury_range": _range(cost, full, signed=cost["low"] < 0),
        "costs": costs,
        "losers": _count(part, (0, 1)),
        "winners": _count(part, (3, 4)),
        "still": still is not None,
        "why": said(still) if still else "",
        "schemes": [row for row in schemes if row["moves"]] or schemes[:1],
        "classes": [
            {"id": row["id"], "part": percent(row["share"]), "wide": _WIDE * row["share"]} for row in part["classes"]
        ],
        "groups": [grouped(group) for group in part["groups"]],
        "undecided": part["undecided"],
        "reaches_not": part["reaches_not"],
    }


def _count(part: Mapping[str, Any], which: tuple[int, ...]) -> dict[str, str]:
    rows = [part["classes"][number] for number in which]
    value = sum(row["households"]["value"] for row in rows)
    return {"households": spoken(numeral(round(value))), "part": percent(sum(row["share"] for row in rows))}


def _turned(found: Mapping[str, float]) -> dict[str, float]:
    """What is yielded, of what is cost."""
    return {"value": -found["value"], "low": -found["high"], "high": -found["low"]}


def _range(found: Mapping[str, float], full: bool, *, signed: bool = True) -> str:
    if full or found["low"] == found["high"]:
        return ""
    return tr(
        "tussen {low} en {high}", low=money(found["low"], signed=signed), high=money(found["high"], signed=signed)
    )


def grouped(group: Mapping[str, Any]) -> dict[str, Any]:
    """A grouping as rows with a bar to the left (less) or right (more) of the middle, all on one scale; provinces as tiles too."""
    largest = max((abs(row["mean"]["value"]) for row in group["rows"]), default=0.0) or 1.0
    return {
        "id": group["id"],
        "title": said(group["title"]),
        "tiles": tiles_of(group, largest) if group["id"] == PROVINCES else [],
        "rows": [
            {
                "name": f"{group['id']}:{row['number']}",
                "label": said(row["label"]),
                "mean": money(row["mean"]["value"], signed=True),
                "wide": round(50 * abs(row["mean"]["value"]) / largest, 2),
                "at": round(50 - (50 * abs(row["mean"]["value"]) / largest if row["mean"]["value"] < 0 else 0), 2),
                "less": row["mean"]["value"] < 0,
                "loses": percent(row["shares"][0] + row["shares"][1]),
                "gains": percent(row["shares"][3] + row["shares"][4]),
            }
            for row in group["rows"]
        ],
        "left_out": ", ".join(said(label) for label in group["left_out"]),
    }


def tiles_of(group: Mapping[str, Any], largest: float) -> list[dict[str, Any]]:
    """The provinces as tiles on the map: what each has in words, and how deep its shade is. What is no province is left out."""
    made = []
    for row in group["rows"]:
        place = tile(row["label"]["nl"])
        if place is None:
            continue
        short, column, line = place
        value = row["mean"]["value"]
        part = abs(value) / largest
        made.append(
            {
                "name": f"{group['id']}:{row['number']}",
                "short": short,
                "label": said(row["label"]),
                "mean": money(value, signed=True),
                "x": column * (TILE + GAP),
                "y": line * (TILE + GAP),
                "kind": "less" if value < 0 else "more",
                "shade": round(_FAINTEST + part * (_DEEPEST - _FAINTEST), 3) if value else 0,
            }
        )
    return made
