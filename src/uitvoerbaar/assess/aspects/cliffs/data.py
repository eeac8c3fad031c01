"""data/assess/huishoudtypen.yaml: households whose net income is followed along a fact or an age."""

from __future__ import annotations

from typing import Any

from uitvoerbaar.assess.aspects.cliffs.household_types import AgeAxis, Axis, HouseholdType
from uitvoerbaar.assess.entries import read_assess
from uitvoerbaar.base.entries import Entries
from uitvoerbaar.engine.explain.person_case import PersonCase
from uitvoerbaar.law.registers import CHILD, PERSON

_AGE, _BIRTHDAY, _PAID_UP = "leeftijd", "01-01", "betaald"
"""Words of the data file."""
Types = tuple[dict[str, Axis], dict[str, AgeAxis], list[HouseholdType]]


def load_ages() -> dict[str, AgeAxis]:
    """The ages that vary, by id. Raises LawFileError for a malformed file."""
    return _read(0)[1]


def load_types(year: int) -> tuple[dict[str, Axis], list[HouseholdType]]:
    """The facts and the types, with ages on 1 January of `year`. Raises LawFileError for a malformed file."""
    axes, _, types = _read(year)
    return axes, types


def _read(year: int) -> Types:
    file = read_assess("huishoudtypen.yaml")
    facts, ages = file.object("gegevens"), file.object("leeftijden")
    axes = {name: _axis(name, facts.object(name)) for name in facts.names()}
    age_axes = {name: _age_axis(name, ages.object(name)) for name in ages.names()}
    types = [_type(e, year, axes, age_axes) for e in file.objects("typen")]
    file.check()
    return axes, age_axes, types


def _axis(name: str, e: Entries) -> Axis:
    paid_up = e.raw.get("tot") == _PAID_UP
    return Axis(
        name,
        e.text("naam"),
        e.words("velden"),
        e.number("van"),
        None if paid_up and "tot" in e else e.number("tot"),
        e.number("stap"),
        e.number("in_de_buurt"),
        e.text("buurt"),
        e.truth("minder", False),
    )


def _age_axis(name: str, e: Entries) -> AgeAxis:
    return AgeAxis(
        name,
        e.text("naam"),
        e.choice("tabel", (PERSON, CHILD)),
        e.number("van"),
        e.number("tot"),
        e.number("in_de_buurt"),
        e.text("buurt"),
    )


def _type(e: Entries, year: int, axes: dict[str, Axis], ages: dict[str, AgeAxis]) -> HouseholdType:
    case = PersonCase(
        person=_facts(e.object("persoon"), year),
        partner=_facts(e.object("partner"), year) if "partner" in e else None,
        children=tuple(_facts(child, year) for child in e.objects("kinderen")) if "kinderen" in e else (),
    )
    return HouseholdType(e.word("id"), e.text("naam"), case, e.choices("langs", axes), e.choices("leeftijden", ages))


def _facts(e: Entries, year: int) -> dict[str, Any]:
    """The facts of a person, with a date of birth for the age."""
    born = f"{year - e.number(_AGE):04d}-{_BIRTHDAY}"
    return {"geboortedatum" if name == _AGE else name: born if name == _AGE else v for name, v in e.values().items()}
