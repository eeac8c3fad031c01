"""What an address says of numbers over the years: `j=DAY~CONTROL~VALUE` for a number from a day on, `vanaf=DAY` for a new row.

The day is the first of a version of the law ('' for a law without one), or a later one on which a new version begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from uitvoerbaar.desk.workbench.changes import FIELD, LONGEST, MOST

NUMBER, ROW, NEW = "j", "vanaf", "nieuw"
"""Names in an address: a number from a day on, and a day of a new row; and what the fields of a new row say for its day."""
BETWEEN = "~"
MOST_ROWS = 12
"""New rows at most."""
_DAY = len("2026-01-01")


@dataclass(frozen=True, slots=True)
class Said:
    """A number from a day on, as it was typed."""

    day: str
    control: str
    typed: str

    @property
    def word(self) -> str:
        """The same as it stands in an address."""
        return BETWEEN.join((self.day, self.control, self.typed))


@dataclass(frozen=True, slots=True)
class Asked:
    """All that an address says; `unread` is what cannot be read of it."""

    numbers: tuple[Said, ...] = ()
    rows: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def pairs(self, day: str) -> list[tuple[str, str]]:
        """The query of the page on a day."""
        told = [(NUMBER, each.word) for each in self.numbers]
        return [("op", day), *told, *((ROW, row) for row in self.rows), *((NUMBER, word) for word in self.unread)]

    def query(self, day: str) -> str:
        """The same, written."""
        return urlencode(self.pairs(day))

    def without(self, said: Said) -> Asked:
        """This without one number."""
        return Asked(tuple(each for each in self.numbers if each is not said), self.rows, self.unread)

    def without_row(self, day: str) -> Asked:
        """This without all that is said of one day."""
        rows = tuple(row for row in self.rows if row != day)
        return Asked(tuple(each for each in self.numbers if each.day != day), rows, self.unread)


def read(query: QueryDict, now: str) -> Asked:
    """What an address says: the last of two of one number. A field of the workbench (`d.CONTROL`) is of the version that starts on
    `now`."""
    found: dict[tuple[str, str], Said] = {}
    unread = []
    for name in query:
        typed = query.get(name, "")
        if name.startswith(FIELD) and typed.strip() and len(typed) + len(name) <= LONGEST:
            control = name.removeprefix(FIELD)
            found[now, control] = Said(now, control, typed.strip())
    for word in query.getlist(NUMBER)[:MOST]:
        parts = word[:LONGEST].split(BETWEEN, 2)
        if len(parts) < 3 or len(word) > LONGEST or len(parts[0]) > _DAY:
            unread.append(word[:LONGEST])
            continue
        day, control, typed = (part.strip() for part in parts)
        found[day, control] = Said(day, control, typed)
    rows = [row.strip()[:LONGEST] for row in query.getlist(ROW)[:MOST_ROWS] if row.strip()]
    return Asked(tuple(found.values()), tuple(dict.fromkeys(rows)), tuple(unread))


def field_name(day: str, control: str) -> str:
    """The name of the field of a number in the form."""
    return BETWEEN.join((NUMBER, day, control))


def sent(form: Mapping[str, str], rows: tuple[str, ...]) -> Asked:
    """What a form says: every field in which something stands, those of the new row under its day."""
    new = form.get(ROW, "").strip()[:LONGEST]
    found = []
    for name, typed in form.items():
        head, _, rest = name.partition(BETWEEN)
        day, between, control = rest.partition(BETWEEN)
        if head == NUMBER and between and typed.strip():
            found.append(Said(new if day == NEW else day, control[:LONGEST], typed.strip()[:LONGEST]))
    kept = tuple(row[:LONGEST] for row in rows if row)[:MOST_ROWS]
    return Asked(tuple(found), tuple(dict.fromkeys([*kept, *([new] if new else [])])))
