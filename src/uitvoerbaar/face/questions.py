"""The questions about a household: what can be asked of whom, in which unit, and what is assumed without an answer.

They are the fields of the register catalogue that net income and the schemes of the day can read. What counts for one case is
less: `Household.read` says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from uitvoerbaar.base.numbers import capital
from uitvoerbaar.engine.explain.needs import needs_of, of_field
from uitvoerbaar.engine.explain.person_case import PARTNER_KEY, field_of
from uitvoerbaar.engine.explain.plain_words import described, plain_words
from uitvoerbaar.engine.explain.read_case import read_value
from uitvoerbaar.face.asked import output_of
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, KEY, PERSON, RegisterField

NET = "netto"
Kind = Literal["amount", "number", "bool", "date", "choice", "text"]
Table = Literal["persoon", "kind", "huisgenoot"]
TABLES: tuple[Table, ...] = ("persoon", "kind", "huisgenoot")
_MONEY = "eurocent"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the field it fills, its words in the active language, and what an answer may be.

    `kind` amount: in eurocent, `per` "jaar", "maand", "uur" or empty. `lo` and `hi` are in the unit of the law. `default` is what
    is assumed without an answer, in words. `group`: the register it belongs to (the name of its file).
    """

    name: str
    table: Table
    kind: Kind
    title: str
    text: str
    per: str
    lo: Any
    hi: Any
    values: tuple[str, ...]
    default: str
    group: str


def questions(of: Laws) -> tuple[Question, ...]:
    """Every question that can matter for net income on the day, by table, in the order of the registers.

    What a law computes of a housemate is not asked, nor are keys of persons.
    """
    law, output = output_of(NET)
    needs = needs_of(of.explainer, law, output, of.on)
    read = {need.name for need in needs.read}
    persons = {name for name in read if "." not in name}
    named: dict[Table, set[str]] = {"persoon": persons}
    for table, head in (("kind", CHILD), ("huisgenoot", HOUSEMATE)):
        own = {name.rpartition(".")[2] for name in read if name.startswith(f"{head}.")}
        named["kind" if table == "kind" else "huisgenoot"] = own
    # Of a housemate the laws compute income as of any person: the fields of a person count too.
    named["huisgenoot"] |= persons
    catalogue = of.explainer.catalogue
    found = []
    for table in TABLES:
        seen: set[str] = set()
        for field in catalogue:
            fits = field.table == table or (table == "huisgenoot" and field.table == PERSON)
            skip = (
                field.name in (KEY, PARTNER_KEY) or field.spec.computed_by is not None or field.supplier == "berekend"
            )
            if fits and not skip and field.name in named[table] and field.name not in seen:
                seen.add(field.name)
                prefix = "" if table == "persoon" else f"{table}.1."
                found.append(_question((field_of(catalogue, prefix + field.name) or ("", field))[1], table))
    return tuple(found)


def _question(field: RegisterField, table: Table) -> Question:
    unit = field.unit or ""
    need = of_field(field, field.name)
    return Question(
        field.name,
        table,
        _kind(field),
        capital(plain_words().words(field.name)),
        described(field.description),
        unit.partition(" per ")[2] if unit.startswith(_MONEY) else "",
        need.lo,
        need.hi,
        need.values or (),
        need.default or "",
        Path(field.file).stem,
    )


def _kind(field: RegisterField) -> Kind:
    kinds: dict[str, Kind] = {"bool": "bool", "date": "date", "number": "number"}
    if field.spec.values:
        return "choice"
    return "amount" if (field.unit or "").startswith(_MONEY) else kinds.get(str(field.spec.kind), "text")


def checked(of: Laws, name: str, value: Any) -> Any:
    """A value for a field by its dotted name (partner.spaargeld), as the registers take it. Raises UserError."""
    found = field_of(of.explainer.catalogue, name)
    if found is None:
        raise KeyError(name)
    return read_value(of_field(found[1], name), value, name)
