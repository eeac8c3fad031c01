"""What a person answers in rows of the kader: the block `kader` of proposal.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.entries import ITEMS, Entries
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.base.yaml import Mapping as Object
from uitvoerbaar.base.yaml import Sequence
from uitvoerbaar.findings import KADER
from uitvoerbaar.findings.person import PersonValue
from uitvoerbaar.proposal.blocks import day, finished, said, tell
from uitvoerbaar.proposal.roles import role, without_address

_DATED = "invoering"
"""The row whose answer is a day."""


def read_person_values(path: Path, raw: Object, problems: list[Problem]) -> Mapping[str, PersonValue]:
    """By row of the kader what a person answers; every problem with its line is added to `problems`."""
    given = raw.get("kader")
    if given is None:
        return {}
    if not isinstance(given, Sequence):
        message = tr("'kader' is een lijst van rijen, geen {value}", value=describe(given))
        problems.append(Problem(str(path), raw.line_of("kader"), message))
        return {}
    whole = Object(raw.line_of("kader"))
    whole[ITEMS] = given
    entries = Entries(str(path), whole)
    found: dict[str, PersonValue] = {}
    for item in entries.objects(ITEMS):
        row = item.choice("rij", list(KADER))
        answer = PersonValue(_value(item, row), role(item, "wie"), day(item, "datum"), said(item, "reden"))
        if row in found:
            tell(item, "rij", tr("rij '{row}' staat er twee keer; een rij heeft een antwoord", row=row))
        if not answer.reason.nl.strip() and isinstance(item.raw.get("reden"), str):
            tell(item, "reden", tr("'reden' is leeg; zeg waarom een mens dit antwoordt"))
        without_address(item, "reden", answer.reason.nl, answer.reason.en)
        without_address(item, "waarde", answer.value)
        if row:
            found[row] = answer
    return found if finished(entries, problems) else {}


def _value(item: Entries, row: str) -> str:
    value = item.word("waarde").strip()
    if not isinstance(item.raw.get("waarde"), str) or not row:
        return value
    words = KADER[row].values
    if words and value not in words:
        hint = suggest(value, words) or tr("kies uit: {known}", known=", ".join(words))
        tell(item, "waarde", tr("rij '{row}' kent geen waarde '{value}'", row=row, value=value), hint)
    elif not value:
        tell(item, "waarde", tr("'waarde' is leeg; een rij zonder antwoord blijft weg"))
    elif row == _DATED and parse_date(value) is None:
        tell(
            item,
            "waarde",
            tr(
                "'waarde' van rij '{row}' moet een datum zijn (JJJJ-MM-DD), niet {value}",
                row=row,
                value=describe(value),
            ),
        )
    return value
