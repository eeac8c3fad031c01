"""Recoveries against the beslagvrije voet (Rv 475b-475fa): how much a household may miss in a month, and what it pays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.people.sample import Sample
from uitvoerbaar.assess.reading.awir import DEBT, PROTECTION, RULING, link_outputs_of
from uitvoerbaar.assess.settlement.draws import YEARS
from uitvoerbaar.assess.settlement.tally import Tally
from uitvoerbaar.base.arrays import Bools, Ints
from uitvoerbaar.engine.batch.people import People
from uitvoerbaar.law import LawLookupError
from uitvoerbaar.law.graph import Node
from uitvoerbaar.law.registers import KEY

INCOME, LEAST, ON_REQUEST = "netto_maandinkomen", "beslagvrije_voet", "termijnbedrag_naar_draagkracht"
ARRANGEMENT_YEARS = 2
"""Years that an arrangement of 24 months runs: that of the year before is not paid yet."""


@dataclass(frozen=True, slots=True)
class Protection:
    """Of every household with a recovery in some year; eurocent a month, zero for the others.

    `room` is what head and partner have above the beslagvrije voet together; `on_request` what the law asks of who
    asks for an arrangement by ability to pay.
    """

    room: Ints
    on_request: Ints

    def short(self, payment: Ints) -> Ints:
        """By how much a payment in a month goes below the beslagvrije voet."""
        return np.asarray(np.where(payment > 0, np.maximum(0, payment - self.room), 0), dtype=np.int64)


def protection(sample: Sample, role: Role, found: Tally) -> Protection:
    """What the law of a side protects. Raises LawLookupError when it has no beslagvrije voet on that day."""
    own = link_outputs_of(sample.ctx, role, PROTECTION, (INCOME, LEAST), (KEY,))
    asked = link_outputs_of(sample.ctx, role, RULING, (ON_REQUEST,), (KEY, DEBT))[ON_REQUEST]
    people = sample.people(role)
    people = replace(people, columns={**people.columns, DEBT: _spread(found.repay, people.n)})
    owing = np.flatnonzero(found.years > 0).astype(np.int32)
    partner = people.partner[owing]
    persons = np.concatenate([owing, partner[partner >= 0]]).astype(np.int32)
    n = len(sample.heads)
    spare = np.zeros(people.n, dtype=np.int64)
    amounts = _run(sample, {"inkomen": own[INCOME], "voet": own[LEAST], "verzoek": asked}, people, persons)
    spare[persons] = np.maximum(0, amounts["inkomen"] - amounts["voet"])
    room, on_request = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    room[owing] = spare[owing] + np.where(partner >= 0, spare[partner], 0)
    on_request[owing] = amounts["verzoek"][: len(owing)]
    return Protection(room, on_request)


def _spread(heads: Ints, n: int) -> Ints:
    """An amount of heads as a column of all persons; the heads are the first rows."""
    column = np.zeros(n, dtype=np.int64)
    column[: len(heads)] = heads
    return column


def _run(sample: Sample, nodes: Mapping[str, Node], people: People, rows: NDArray[np.int32]) -> dict[str, Ints]:
    result = sample.ctx.batch(nodes).run(people, rows, reasons=False)
    unknown = np.zeros(len(rows), dtype=bool)
    unknown[result.undecided] = True
    for name in nodes:
        gaps = result.null[name]
        unknown |= gaps if gaps is not None else False
    return {name: np.rint(np.where(unknown, 0, result.values[name])).astype(np.int64) for name in nodes}


@dataclass(frozen=True, slots=True)
class Stack:
    """Over YEARS years, of every household: recoveries in the busiest year, years with arrangements of two years at
    the same time, years in which the terms that run then go below the beslagvrije voet, and by how much a month at
    worst."""

    most_at_once: Ints
    overlapping: Ints
    below: Ints
    short: Ints


def stack(found: Tally, protected: Protection) -> Stack:
    """Terms of a year run on in the next: whoever owes in two years in a row pays twice."""
    terms = np.array([np.sum([part.terms[year] for part in found.parts], axis=0) for year in range(YEARS)])
    counts = np.array([np.sum([part.recovery[year] > 0 for part in found.parts], axis=0) for year in range(YEARS)])
    running = np.array([terms[max(0, y - ARRANGEMENT_YEARS + 1) : y + 1].sum(axis=0) for y in range(YEARS)])
    both = (terms[1:] > 0) & (terms[:-1] > 0)
    short = np.array([protected.short(payment) for payment in running])
    found_each = (counts.max(axis=0), both.sum(axis=0), (short > 0).sum(axis=0), short.max(axis=0))
    return Stack(*(np.asarray(column, dtype=np.int64) for column in found_each))


def ways(found: Tally, protected: Protection) -> dict[str, Ints]:
    """What a household pays in a month, by the way in which it pays: at once, in terms, or after a request."""
    return {"ineens": found.repay, "termijnen": found.term, "verzoek": protected.on_request}


def below(found: Tally, protected: Protection, way: str) -> Bools:
    """Households whose payment in the first year goes below the beslagvrije voet."""
    return np.asarray(protected.short(ways(found, protected)[way]) > 0)


__all__ = ["LawLookupError", "Protection", "Stack", "below", "protection", "stack", "ways"]
