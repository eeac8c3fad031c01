"""What a person answers in a row of the kader, beside what the machine proposes."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.base.text import Text


@dataclass(frozen=True, slots=True)
class PersonValue:
    """The answer of a person in a row of the kader: `value` in the words of the row, or free where the row has none.

    `role` is a function, not a name: names of officials are not published. `date` is the day (ISO) of the answer.
    """

    value: str
    role: str
    date: str
    reason: Text
