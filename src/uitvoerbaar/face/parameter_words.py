"""The value of a parameter of a law as readers see it."""

from __future__ import annotations

from uitvoerbaar.engine.explain.plain_words import plain_words
from uitvoerbaar.engine.reference.values import is_number
from uitvoerbaar.law.model import Definition


def value_of(found: Definition) -> str:
    """A parameter as readers see it: amounts in euros, a bare share as a percentage."""
    value, show = found.value, plain_words().show
    if found.unit is None and is_number(value) and -1 < value < 1 and value != 0:
        return show(value, "ratio")
    if isinstance(value, tuple):
        return ", ".join(str(item) if not is_number(item) else show(item, found.unit) for item in value)
    return show(value, found.unit)
