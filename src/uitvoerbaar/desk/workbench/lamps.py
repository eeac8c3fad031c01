"""The lamps of properties as a page shows them: green, red with the household, or grey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.desk.workbench.shown import said
from uitvoerbaar.face.words import name_words

WORDS = {
    "proven": mark("geldt voor elk huishouden"),
    "refuted": mark("geldt niet voor elk huishouden"),
    "undecided": mark("niet beslist in de tijd die er is"),
    None: mark("wordt gezocht"),
}


@dataclass(frozen=True, slots=True)
class Lamp:
    """A property with its colour, and what the law itself had before."""

    id: str
    title: str
    colour: str
    told: str
    news: str
    cases: tuple[Mapping[str, Any], ...]


def lamps_of(part: Mapping[str, Any]) -> list[Lamp]:
    """The lamps of an answer; what does not apply to this version is left out."""
    return [_lamp(row) for row in part["rows"] if row["result"] != "not_applicable"]


def _lamp(row: Mapping[str, Any]) -> Lamp:
    result, before = row["result"], row["before"]
    colour = {"proven": "groen", "refuted": "rood"}.get(result, "grijs")
    news = ""
    if before in ("proven", "refuted") and result in ("proven", "refuted") and before != result:
        news = tr("nieuw: eerst gold het") if before == "proven" else tr("nieuw: eerst gold het niet")
    cases = tuple(
        {
            "facts": [(name_words(name), value) for name, value in case["facts"]],
            "changed": [(name_words(name), value) for name, value in case["changed"]],
            "outcome": said(case["outcome"]),
            "commands": case["commands"],
        }
        for case in row["case"]
    )
    return Lamp(row["id"], said(row["title"]), colour, tr(WORDS[result]), news, cases)
