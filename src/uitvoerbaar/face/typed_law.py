"""Laws with numbers that somebody typed: each read as the field of its number reads it, in the unit that the text counts in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe
from uitvoerbaar.face.article_text import Amended, LawText, change, law_text
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.live import ArticleDial, article_dials, read_typed

Number = tuple[Decimal, str]
"""A number in the unit of the rule, and that unit as a change is told it."""


def article_of_control(control: str) -> str:
    """The article that a number stands in: its control begins with it."""
    return control.partition("#")[0]


def dial_of(of: Laws, law: str, control: str) -> ArticleDial:
    """A number of a law by its control. Raises UserError for one that is not there or cannot be moved."""
    known = {dial.id: dial for dial in article_dials(of, law, article_of_control(control))}
    if control not in known:
        raise UserError(tr("{law} heeft op {day} geen getal {control}", law=law, day=of.on, control=describe(control)))
    return known[control]


def typed_number(of: Laws, law: str, control: str, typed: str) -> Number:
    """What was typed for a number. Raises UserError for what cannot be read or is not on its dial."""
    dial = dial_of(of, law, control)
    return Decimal(f"{read_typed(dial, typed).normalize():f}"), dial.rule_unit


def amended_law(of: Laws, law: str, numbers: Mapping[str, Number]) -> Amended:
    """A law with all of these numbers. Raises UserError for what cannot be written."""
    return amended_numbers(law_text(of, law), numbers)


def amended_numbers(text: LawText, numbers: Mapping[str, Number]) -> Amended:
    """The file of a law with all of these numbers, by control. Raises UserError for what cannot be written."""
    values = {control: value for control, (value, _) in numbers.items()}
    return change(text, values, {control: unit for control, (_, unit) in numbers.items()})


def typed_law(of: Laws, law: str, typed: Mapping[str, str]) -> Amended:
    """A law with numbers as they were typed, by control. Raises UserError."""
    return amended_law(of, law, {control: typed_number(of, law, control, said) for control, said in typed.items()})
