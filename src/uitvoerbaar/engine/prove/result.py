"""What a proof says, as plain records that can be printed, written as JSON and kept in the cache."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Outcome = Literal["proven", "refuted", "undecided", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Counterexample:
    """The simplest household found that breaks the property, confirmed by the reference."""

    household: dict[str, Any]
    """Fields by the names that `explain --with` takes."""
    changed: dict[str, Any]
    """The fields that differ after the change, with their new value."""
    before: Any
    after: Any
    bound: int | None
    error: str | None
    reasons_before: tuple[str, ...]
    reasons_after: tuple[str, ...]
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One household shape: how many people, what was found, in how many seconds."""

    partner: int
    children: int
    housemates: int
    result: str
    seconds: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """A property of an output of a law version: proven, refuted or undecided, within which domain."""

    property: str
    title: str
    law: str
    version: str
    on: str
    output: str
    result: Outcome
    seconds: float
    counterexample: Counterexample | None = None
    reason: str = ""
    assumptions: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    best: dict[str, Any] | None = None
    """For undecided: the case that comes closest to breaking the property, found by search."""
    findings: tuple[str, ...] = field(default=())
    """For properties about the text of the law: what was found, each with its place."""

    def as_json(self) -> dict[str, Any]:
        """The proof as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Proof:
        """The proof that `as_json` wrote."""
        example = raw["counterexample"]
        if example is not None:
            lists = ("reasons_before", "reasons_after", "commands")
            kept: dict[str, Any] = {k: tuple(v) if k in lists else v for k, v in example.items()}
            example = Counterexample(**kept)
        parts = tuple(Part(**p) for p in raw["parts"])
        rest = {k: tuple(v) if k in ("assumptions", "findings") else v for k, v in raw.items()}
        return cls(**{**rest, "counterexample": example, "parts": parts})
