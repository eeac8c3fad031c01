"""The register catalogue as data: the fields of persons, children and housemates, and the mistakes people make in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.text import Text
from uitvoerbaar.law.graph import FieldSpec
from uitvoerbaar.law.link.linker import SourceSpec
from uitvoerbaar.law.registers.due import Due

PERSON, CHILD, HOUSEMATE = "persoon", "kind", "huisgenoot"
COLLECTIONS = {"kinderen": CHILD, "huisgenoten": HOUSEMATE}
"""Fields of a person that hold a list of records of another table."""
KEY = "bsn"
CHANGES = ("nooit", "zelden", "jaarlijks", "maandelijks")
"""How often a field can change (`wijzigt`); what a person has to report follows from it."""
SOURCE = "personen"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A plausible mistake of a citizen in one field.

    `kind` is verschil (the value is `amount` more, in the field's unit), factor (times `amount`) or waarde (becomes
    `amount`).
    """

    id: str
    kind: str
    amount: Any
    text: str
    english: str | None = None

    @property
    def words(self) -> Text:
        """The mistake in words."""
        return Text(self.text, self.english)


@dataclass(frozen=True, slots=True)
class RegisterField:
    """One field of the catalogue."""

    name: str
    table: str
    spec: FieldSpec
    supplier: str
    register: str
    personal_data: str
    changes: str
    description: str
    mistakes: tuple[Mistake, ...]
    file: str
    line: int
    unit: str | None = None
    """The unit in words for display ("eurocent per jaar"); None when the field has none."""
    has_default: bool = False
    default: Any = None
    """What a single case uses when it does not name the field; only meaningful when `has_default` (it may be null)."""
    per_unit: bool = False
    """Whether it is an amount of the couple together: of two partners in one list it counts once."""
    in_money: str | None = None
    """The field of the same record that this one is multiplied by to become eurocent a month (hours by their price)."""
    due: Due | None = None
    """For payments: what is owed, from other fields of the record."""

    @property
    def from_citizen(self) -> bool:
        """Whether the citizen supplies this field."""
        return self.supplier == "burger"


@dataclass(frozen=True)
class Catalogue:
    """All fields by (table, name)."""

    fields: Mapping[tuple[str, str], RegisterField]

    def __iter__(self) -> Iterator[RegisterField]:
        return iter(self.fields.values())

    def field(self, table: str, name: str) -> RegisterField | None:
        """The field of a table, or None when no register knows it."""
        return self.fields.get((table, name))

    def names(self, table: str) -> list[str]:
        """The fields of a table."""
        return [name for where, name in self.fields if where == table]

    def due(self, table: str) -> dict[str, Due]:
        """The fields of payments of a table, with what is owed for each."""
        return {f.name: f.due for f in self if f.table == table and f.due is not None}

    def items(self, table: str) -> dict[str, FieldSpec]:
        """The fields of the elements of a collection."""
        return {f.name: f.spec for f in self if f.table == table}

    def person_specs(self) -> dict[str, FieldSpec]:
        """Every field of a person, collections included."""
        specs = {f.name: f.spec for f in self if f.table == PERSON}
        for name, table in COLLECTIONS.items():
            items = self.items(table)
            if items:
                specs[name] = FieldSpec("list", nullable=False, items=items)
        return specs

    def source(self) -> SourceSpec:
        """The register of persons as the linker sees it: every person has every field."""
        return SourceSpec(SOURCE, KEY, self.person_specs(), complete=True)
