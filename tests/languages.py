"""What in a report.json is not in both languages, so that no English page holds Dutch sentences, nor the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_DUTCH = re.compile(r"\b(het|een|niet|wordt|worden|voor|naar|zijn|geen|heeft|deze|wie|dan|van de|ook)\b", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(the|with|from|which|those|their|because|of the|have|than)\b", re.IGNORECASE)
_COMMAND = re.compile(r"uitvoerbaar \w+ .*|data/\S+")
_FEW = 2
"""So many words of the other language are a sentence of it, and no longer a name."""


def texts(value: Any, place: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every text of a report with its place."""
    if isinstance(value, dict):
        if "nl" in value and set(value) <= {"nl", "en", "law"}:
            yield place, value
        else:
            for key, item in value.items():
                yield from texts(item, f"{place}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from texts(item, f"{place}[{number}]")


def untranslated(report: dict[str, Any]) -> list[str]:
    """Texts without English that are no words of a law, and texts that hold words of the other language."""
    names = [law["name"] for law in report["laws"]]
    found = []
    for place, text in texts(report):
        if not text.get("en"):
            found += [] if text.get("law") else [f"{place}: geen Engels: {text['nl']}"]
            continue
        nl, en = (_bare(text[lang], names) for lang in ("nl", "en"))
        if len(_DUTCH.findall(en)) >= _FEW:
            found.append(f"{place}: Nederlands in het Engels: {text['en']}")
        if len(_ENGLISH.findall(nl)) >= _FEW:
            found.append(f"{place}: Engels in het Nederlands: {text['nl']}")
    return found


def _bare(text: str, names: list[str]) -> str:
    """A text without names of laws, quotations and commands: those stay as they are in either language."""
    for name in names:
        text = text.replace(name, "")
    return re.sub(r"“[^”]*”", "", _COMMAND.sub("", text))
