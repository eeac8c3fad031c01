"""Ages and partners in a case that cannot be or are odd: told beside the answer, for the law answers whatever is asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from uitvoerbaar.base.dates import age, parse_date
from uitvoerbaar.base.language import tr
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, PERSON

YOUNGEST_PARENT = 12
"""Years that a parent is older than a child; less is told (a step-parent or guardian may be)."""
OLDEST = 115
"""Years; older is told. The oldest inhabitant of the Netherlands on record was 115 (Hendrikje van Andel, 1890-2005)."""
YOUNGEST_ALONE = 16
"""From this age a minor may have a home, work or partner of their own; younger is told."""
_BORN = "geboortedatum"
_MARRIED, _PARTNER_KEY, _OWN_CHILD = "is_gehuwd", "partner_bsn", "is_kind"


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
    own = [
        (n, born)
        for n, (born, record) in enumerate(zip(mates, everybody.get(HOUSEMATE, ()), strict=True), 1)
        if record.get(_OWN_CHILD) is True
    ]
    return (
        *_alone(named, day),
        *_partner(persons, day),
        *_children(children, persons, day),
        *_at_home(own, persons),
        *_married(everybody.get(PERSON, ())),
    )


def _at_home(own: Sequence[tuple[int, date | None]], persons: Sequence[date | None]) -> Iterator[str]:
    """A housemate who is a child of the person or the partner, and not younger than either."""
    parent = min((born for born in persons if born is not None), default=None)
    for number, born in own:
        if born is not None and parent is not None and parent >= born:
            yield tr("huisgenoot {number} is een kind (is_kind), maar niet jonger dan de ouder.", number=number)


def _married(persons: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Who is married and has no partner in the case is reckoned as single."""
    if len(persons) == 1 and persons[0].get(_MARRIED) is True and persons[0].get(_PARTNER_KEY) is None:
        yield tr(
            "de persoon is gehuwd ({field}), maar het geval heeft geen partner: er is gerekend als alleenstaande. Geef de "
            "partner op met partner.VELD=waarde.",
            field=_MARRIED,
        )


def _born(record: Mapping[str, Any]) -> date | None:
    return parse_date(record.get(_BORN))


def _alone(named: Sequence[tuple[str, date | None]], day: date) -> Iterator[str]:
    for who, born in named:
        if born is not None and born > day:
            yield tr(
                "{who} is op {day} nog niet geboren ({born}).", who=who, day=day.isoformat(), born=born.isoformat()
            )
        elif born is not None and age(born, day) > OLDEST:
            yield tr("{who} zou op {day} ouder dan {oldest} jaar zijn.", who=who, day=day.isoformat(), oldest=OLDEST)


def _partner(persons: Sequence[date | None], day: date) -> Iterator[str]:
    if len(persons) < 2:
        return
    for who, born in zip((tr("de persoon"), tr("de partner")), persons, strict=False):
        if born is not None and born <= day and age(born, day) < YOUNGEST_ALONE:
            yield tr(
                "{who} is {age} jaar en heeft een partner: klopt de geboortedatum?",
                who=who,
                age=age(born, day),
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
        elif age(parent, born) < YOUNGEST_PARENT:
            yield tr(
                "kind {number} is minder dan {youngest} jaar jonger dan de ouder.",
                number=number,
                youngest=YOUNGEST_PARENT,
            )
