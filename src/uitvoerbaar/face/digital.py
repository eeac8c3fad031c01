"""The digital side of a proposal: DPIA pre-scan, AI Act, IAMA, and a record for the Algoritmeregister."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import active, said, tr
from uitvoerbaar.base.whole import put
from uitvoerbaar.delivery.digital.entry import FILE, load_entry
from uitvoerbaar.delivery.digital.prescan import dpia, dtia, iama, kia
from uitvoerbaar.delivery.digital.record import record
from uitvoerbaar.delivery.digital.words import load_words
from uitvoerbaar.face.extras import need_tables
from uitvoerbaar.findings import Figure, Text
from uitvoerbaar.proposal import load_proposal

RECORD = "algoritmeregister.json"


@dataclass(frozen=True, repr=False)
class Digital:
    """What a proposal needs, and its record for the register; None when it has no entry."""

    title: Text
    figure: Figure
    record: dict[str, Any] | None

    def lines(self) -> Iterator[str]:
        """Everything in words, for a terminal."""
        from uitvoerbaar.report.words import show

        yield said(self.title)
        lang = active()
        for row in self.figure.rows:
            what, outcome, why = (show(row[column.key], "tekst", lang) for column in self.figure.columns)
            yield f"  {what}: {outcome} ({why})"
        if self.figure.note is not None:
            yield f"  {said(self.figure.note)}"
        if self.record is None:
            yield tr("  Zet {file} in de map van het voornemen; zie docs/digital.md", file=FILE)

    def as_json(self) -> dict[str, Any]:
        """Everything for a program: the rows in both languages and the record."""
        rows = [{key: asdict(v) if isinstance(v, Text) else v for key, v in row.items()} for row in self.figure.rows]
        return {"title": asdict(self.title), "needed": rows, "record": self.record}

    def write(self, folder: Path) -> Path:
        """Write the record as JSON; gives its path. Raises UserError when there is no entry to make it of."""
        if self.record is None:
            raise UserError(tr("zonder {file} is er geen registratie te schrijven", file=FILE), hint=FILE)
        path = folder / RECORD
        put({path: (json.dumps(self.record, ensure_ascii=False, indent=2) + "\n").encode()})
        return path


def digital_of(name: str, population: Path | None = None) -> Digital:
    """What a proposal needs. With `population` it is counted on how many people the laws decide. Raises UserError for files
    that cannot be read, and for an entry of which no valid record can be made.
    """
    need_tables()
    from uitvoerbaar.assess.aspects.digital.aspect import needed
    from uitvoerbaar.assess.make_context import make_context, without_people
    from uitvoerbaar.assess.reading.digital import read

    proposal = load_proposal(name)
    words = load_words()
    entry = load_entry(proposal.folder, words)
    if population is None:
        ctx = without_people(proposal)
    else:
        from uitvoerbaar.population.read import check_there

        check_there(population)
        ctx = make_context(proposal, population, f"uitvoerbaar digital {name} --population {population}")
    found = read(ctx, words)
    figure = needed(ctx, entry, found, words)
    made = None
    if entry is not None:
        asked = {
            "Data Protection Impact Assessment (DPIA)": dpia(entry, found.facts, words),
            "Impact Assessment Mensenrechten en Algoritmes (IAMA)": iama(entry, found.facts),
            "Data Transfer Impact Assessment (DTIA)": dtia(entry),
            "Kinderrechten Impact Assessment (KIA)": kia(entry),
        }
        tests = [title for title, advice in asked.items() if advice.level in ("verplicht", "aanbevolen")]
        made = record(entry, found.facts, found.laws, [text.nl for text in found.data], tests)
    return Digital(proposal.title, figure, made)
