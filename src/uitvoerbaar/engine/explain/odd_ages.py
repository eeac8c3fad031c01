"""Ages in a case that cannot be or are odd: told beside the answer, for the law answers whatever is asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from uitvoerbaar.base.dates import parse_date, years_between
from uitvoerbaar.base.language import tr
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, PERSON

YOUNGEST_PARENT = 12
"""Years that a parent is older than a child; less is told (a step-parent or guardian may be)."""
OLDEST = 115
"""Years; older is told. The oldest inhabitant of the Netherlands on record was 115 (Hendrikje van Andel, 1890-2005)."""
YOUNGEST_ALONE = 16
"""From this age a minor may have a home, work or partner of their own; younger is told."""
_BORN = "geboortedatum"


def odd_ages(everybody: Mapping[str, Sequence[Mapping[str, Any]]], on: str) -> tuple[str, ...]:
    """What is odd in the ages of a case (per table the records, persons with the partner last) on a day."""
    day = parse_date(on)
    if day is None:
        return ()
    persons = [_born(record) for record in everybody.get(PERSON, ())]
    children = [_born(record) for record in everybody.get(CHILD, ())]
    mates = [_born(record) for record in everybody.get(HOUSEMATE, ())]
    named = [*zip((tr("de persoon"), tr("de partner")), persons, strict=False)]
    named += [(tr("huisgenoot {n}", n=n), born) for n, born in enumerate(mates, 1)]
    return (*_alone(named, day), *_partner(persons, day), *_children(children, persons, day))


def _born(record: Mapping[str, Any]) -> date | None:
    return parse_date(record.get(_BORN))


def _alone(named: Sequence[tuple[str, date | None]], day: date) -> Iterator[str]:
    for who, born in named:
        if born is not None and born > day:
            yield tr(
                "{who} is op {day} nog niet geboren ({born}).", who=who, day=day.isoformat(), born=born.isoformat()
            )
        elif born is not None and years_between(born, day) > OLDEST:
            yield tr("{who} zou op {day} ouder dan {oldest} jaar zijn.", who=who, day=day.isoformat(), oldest=OLDEST)


def _partner(persons: Sequence[date | None], day: date) -> Iterator[str]:
    if len(persons) < 2:
        return
    for who, born in zip((tr("de persoon"), tr("de partner")), persons, strict=False):
        if born is not None and born <= day and years_between(born, day) < YOUNGEST_ALONE:
            yield tr(
                "{who} is {age} jaar en heeft een partner: klopt de geboortedatum?",
                who=who,
                age=years_between(born, day),
            )


def _children(children: Sequence[date | None], persons: Sequence[date | None], day: date) -> Iterator[str]:
    """A child beside the oldest of person and partner: the other may be a step-parent."""
    parent = min((born for born in persons if born is not None), default=None)
    for number, born in enumerate(children, 1):
        if born is not None and born > day:
            yield tr("kind {number} is op {on} nog niet geboren; de wet telt dit kind dan niet.", number=number, on=day)
        if born is None or parent is None:
            continue
        if parent >= born:
            yield tr("kind {number} is niet jonger dan de ouder.", number=number)
        elif years_between(parent, born) < YOUNGEST_PARENT:
            yield tr(
                "kind {number} is minder dan {youngest} jaar jonger dan de ouder.",
                number=number,
                youngest=YOUNGEST_PARENT,
            )
