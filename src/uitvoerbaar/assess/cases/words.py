"""A household in words: what each has, in euros and hours instead of field names and cents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from uitvoerbaar.engine.explain.dutch import DUTCH
from uitvoerbaar.engine.explain.english import ENGLISH
from uitvoerbaar.engine.explain.language import Plain
from uitvoerbaar.engine.explain.person_case import PARTNER_KEY, PersonCase
from uitvoerbaar.findings import Text
from uitvoerbaar.law.registers import KEY, Catalogue

_MONEY = "eurocent"
_PERSON = "persoon"
_KEYS = (KEY, PARTNER_KEY)


def household_words(catalogue: Catalogue, facts: Mapping[str, Any]) -> Text:
    """Facts by the names that `explain --with` takes ("kind.1.uurtarief"), in a list for readers.

    What no register holds is an amount that a law takes from another law, in eurocent.
    """
    rows = household_rows(catalogue, facts)
    return Text(
        "; ".join(f"{name.nl}: {shown.nl}" for name, shown in rows),
        "; ".join(f"{name.english}: {shown.english}" for name, shown in rows),
    )


def household_rows(catalogue: Catalogue, facts: Mapping[str, Any]) -> list[tuple[Text, Text]]:
    """The same as rows: what it is, and what it comes to."""
    told = ([_fact(catalogue, plain, *fact) for fact in facts.items()] for plain in (DUTCH, ENGLISH))
    return [(Text(nl[0], en[0]), Text(nl[1], en[1])) for nl, en in zip(*told, strict=True)]


def facts_of(case: PersonCase) -> dict[str, Any]:
    """What a case says of everybody, by the names that `explain --with` takes."""
    others = {"partner": case.partner or {}}
    others |= {f"kind.{number}": child for number, child in enumerate(case.children, 1)}
    others |= {f"huisgenoot.{number}": mate for number, mate in enumerate(case.housemates, 1)}
    theirs = {f"{who}.{name}": value for who, given in others.items() for name, value in given.items()}
    return {name: value for name, value in {**case.person, **theirs}.items() if name.rpartition(".")[2] not in _KEYS}


def _fact(catalogue: Catalogue, plain: Plain, name: str, value: Any) -> tuple[str, str]:
    *who, field = name.split(".")
    known = catalogue.field(_PERSON if not who or who[0] == "partner" else who[0], field)
    shown = plain.show(value, known.spec.unit if known is not None else _MONEY)
    title = plain.words(field)
    return plain.said["of"].format(title, plain.whose(" ".join(who))) if who else title, shown
