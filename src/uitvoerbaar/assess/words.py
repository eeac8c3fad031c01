"""Short words for readers: euros in a sentence, fields and units in Dutch and English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from uitvoerbaar.base.text import COMMA
from uitvoerbaar.engine.explain import english
from uitvoerbaar.engine.explain.dutch import words as dutch
from uitvoerbaar.engine.explain.explainer import Explanation
from uitvoerbaar.findings import Cell, Text, Unit
from uitvoerbaar.law.registers import RegisterField

WHOSE = {
    "persoon": Text("aanvrager of partner", "applicant or partner"),
    "kind": Text("kind", "child"),
    "huisgenoot": Text("huisgenoot", "housemate"),
}
"""Of whom an item is, by the table of the registers that holds it."""
_UNITS: dict[str, Unit] = {
    "eurocent per jaar": "eurocent_per_jaar",
    "eurocent per maand": "eurocent_per_maand",
    "eurocent per uur": "eurocent_per_uur",
    "eurocent": "eurocent",
}


def report_unit(unit: str | None, value: Any) -> Unit:
    """The unit of a register field as the report names it."""
    if unit in _UNITS:
        return _UNITS[str(unit)]
    if isinstance(value, bool):
        return "ja_nee"
    if isinstance(value, str):
        return "datum" if len(value) == 10 and value[4] == value[7] == "-" else "tekst"
    return "aantal"


def cell(value: Any) -> Cell:
    """A register value as a cell of the report."""
    if isinstance(value, str) and value in english.ENGLISH.values:
        return Text(value, english.ENGLISH.values[value])
    if value is None or isinstance(value, bool | int | str):
        return value
    return float(value)


def field_label(name: str, whose: str) -> Text:
    """A register field in words, with whose it is."""
    nl, en = dutch(name), english.words(name)
    return Text(f"{nl} ({whose})", f"{en} ({english.whose(whose)})") if whose else Text(nl, en)


def item_label(field: RegisterField) -> Text:
    """A register field in words, with of whom it is: a date of birth of a child is another item than that of the person.

    After a comma, for many names are no nouns: 'is huurder van de aanvrager' would be said of a landlord.
    """
    return Text("{name}, {whose}", "{name}, {whose}").format(name=field_label(field.name, ""), whose=WHOSE[field.table])


def any_of(names: Sequence[Text]) -> Text:
    """Names as a count of who has at least one of them has them: with "and" it would be those who have all."""
    return Text(" of ", " or ").join([COMMA.join(names[:-1]), names[-1]]) if len(names) > 1 else COMMA.join(names)


def told(explained: Explanation) -> tuple[Text, ...]:
    """How the law comes to an answer, sentence by sentence, in both languages."""
    return tuple(Text(nl, en) for nl, en in zip(explained.summary, explained.english, strict=True))
