"""What programs read: the records by which a lowering names an input and the layout finds it."""

from __future__ import annotations

from dataclasses import dataclass

Chain = tuple[str, ...]
"""From the person asked about to another: () is the person, ("partner_bsn",) the partner."""


@dataclass(frozen=True, slots=True)
class PersonField:
    """A column of the person at the end of a chain."""

    chain: Chain
    field: str


@dataclass(frozen=True, slots=True)
class PersonNull:
    """Whether that column is null there."""

    chain: Chain
    field: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """The row of the person at the end of a chain, or -1."""

    chain: Chain


@dataclass(frozen=True, slots=True)
class ElementField:
    """A column of the elements of the person at the end of a chain."""

    collection: str
    chain: Chain
    field: str


@dataclass(frozen=True, slots=True)
class ElementNull:
    """Whether that column is null for an element."""

    collection: str
    chain: Chain
    field: str


@dataclass(frozen=True, slots=True)
class Slot:
    """What an earlier row kernel gave, per row."""

    stage: int
    output: int


@dataclass(frozen=True, slots=True)
class OuterSlot:
    """What an earlier row kernel gave, repeated for each element of the row."""

    stage: int
    output: int


@dataclass(frozen=True, slots=True)
class SharedValue:
    """What the shared programs gave for the person at the end of a chain."""

    chain: Chain
    output: int


@dataclass(frozen=True, slots=True)
class Reduced:
    """A reduction of an element kernel, per row."""

    group: int
    reduction: int


@dataclass(frozen=True, slots=True)
class ElementCount:
    """The number of elements of an element kernel, per row."""

    group: int


@dataclass(frozen=True, slots=True)
class Turned:
    """The value of a dial: one number for all rows, in whole steps of the dial."""

    dial: str


Input = (
    PersonField
    | PersonNull
    | PersonRow
    | ElementField
    | ElementNull
    | Slot
    | OuterSlot
    | SharedValue
    | Reduced
    | ElementCount
    | Turned
)


@dataclass(frozen=True, slots=True)
class RowIndex:
    """Through the rows of the persons at the end of a chain."""

    chain: Chain


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """Through their places among the persons at hand."""

    chain: Chain


@dataclass(frozen=True, slots=True)
class RecordIndex:
    """For elements: through the record of each."""

    collection: str
    chain: Chain


@dataclass(frozen=True, slots=True)
class OwnerIndex:
    """For elements: through the row that each belongs to."""

    collection: str
    chain: Chain


Index = RowIndex | PlaceIndex | RecordIndex | OwnerIndex
"""The index column through which an input is read."""
