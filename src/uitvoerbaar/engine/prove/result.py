"""What a proof says, as plain records that can be printed, written as JSON and kept in the cache."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from uitvoerbaar.base.text import Text

Outcome = Literal["proven", "refuted", "undecided", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Counterexample:
    """The simplest household found that breaks the property, confirmed by the reference."""

    household: dict[str, Any]
    """Fields by the names that `explain --with` takes; everybody in the household has at least one."""
    changed: dict[str, Any]
    """The fields that differ after the change, with their new value."""
    before: Any
    after: Any
    bound: int | None
    error: str | None
    reasons_before: tuple[str, ...]
    reasons_after: tuple[str, ...]
    commands: tuple[str, ...] = ()
    """What explains the case before and after the change."""
    cost: Any = None
    """What the change costs: the fall of the outcome, or what must be paid back; above the bound."""
    settled: dict[str, Any] = field(default_factory=dict)
    """For a property about paying back: the parameters of the law that says how much."""

    @property
    def cases(self) -> tuple[dict[str, Any], ...]:
        """The fields of the case, and of the case after the change when there is one."""
        return (self.household, {**self.household, **self.changed}) if self.changed else (self.household,)


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
    limit: float = 0.0
    """Seconds that were allowed; what is undecided may be decided in more."""
    carried: tuple[Text, ...] = ()
    """Versions of laws that were carried forward to a day on which they are not known, told."""

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
        carried = tuple(Text(**told) for told in raw["carried"])
        return cls(**{**rest, "counterexample": example, "parts": parts, "carried": carried})
