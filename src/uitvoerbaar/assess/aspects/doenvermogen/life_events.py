"""What falls together: the data that change with a life event, and the year of a kind of household by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from uitvoerbaar.assess.aspects.doenvermogen.data import Calendar, LifeEvent, Task
from uitvoerbaar.assess.reading.burden import Burden, Demand
from uitvoerbaar.assess.words import field_label
from uitvoerbaar.base.dates import MONTHS
from uitvoerbaar.findings import Text
from uitvoerbaar.law.registers import Catalogue


@dataclass(frozen=True, slots=True)
class Moved:
    """What one life event moves on one side: names of schemes, fields the citizen reports, fields others report, and
    the organisations that decide.
    """

    name: Text
    schemes: tuple[Text, ...]
    by_citizen: tuple[str, ...]
    by_others: tuple[str, ...]
    organisations: tuple[str, ...]


def event(event: LifeEvent, burdens: Iterable[Burden], catalogue: Catalogue) -> Moved:
    """What a life event moves in the schemes of one side."""
    moved = set(event.fields) & set(catalogue.fields)
    schemes: list[Text] = []
    citizen: dict[str, None] = {}
    others: dict[str, None] = {}
    organisations: set[str] = set()
    for burden in burdens:
        hit = [d for d in needs(burden) if (d.field.table, d.field.name) in moved]
        applies = burden.scheme.applied is not None and ("persoon", burden.scheme.applied) in moved
        if not hit and not applies:
            continue
        schemes.append(burden.scheme.name)
        organisations |= set(burden.deciders)
        if applies and burden.scheme.applied is not None:
            citizen[burden.scheme.applied] = None
        for demand in hit:
            (citizen if demand.from_citizen else others)[demand.field.name] = None
    return Moved(event.name, tuple(schemes), tuple(citizen), tuple(others), tuple(sorted(organisations)))


def needs(burden: Burden) -> list[Demand]:
    """Every field that a scheme or its advance needs, each once per person."""
    return list(dict.fromkeys((*burden.supply, *burden.estimate, *burden.held)))


def year(calendar: Calendar, burdens: Iterable[Burden]) -> list[list[Text]]:
    """The tasks of each month for a household with the schemes of `burdens`."""
    months: list[dict[Text, None]] = [{} for _ in range(MONTHS)]
    found = list(burdens)
    for task in calendar.tasks:
        if any(_asks(task, burden) for burden in found):
            months[task.month - 1][task.words] = None
    monthly = sorted({d.field.name for b in found for d in b.report if d.field.changes == "maandelijks"})
    if any(b.in_advance and b.moments_of_estimate > 1 for b in found):
        monthly.append("geschat_inkomen")
    for name in dict.fromkeys(monthly):
        task_text = Text("{words} melden", "report {words}").format(words=field_label(name, ""))
        for month in months:
            month[task_text] = None
    return [list(month) for month in months]


def _asks(task: Task, burden: Burden) -> bool:
    """Whether a scheme gives a task: it is paid in advance when the task says so, and asks for one of its fields."""
    if task.in_advance and not burden.in_advance:
        return False
    if task.scheme not in (None, burden.scheme.id):
        return False
    return task.fields is None or any(d.field.name in task.fields for d in burden.supply)
