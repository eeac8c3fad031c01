"""Findings: what people must decide on, with whom it falls on and the smallest case that shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from uitvoerbaar.base.text import OMITTED, Cell, Text, Unit

Severity = Literal["kritiek", "ernstig", "aandacht", "informatie"]
SEVERITIES: tuple[Severity, ...] = ("kritiek", "ernstig", "aandacht", "informatie")


@dataclass(frozen=True, slots=True)
class Households:
    """Estimated number of households in the country, with its interval and where the estimate comes from.

    ``of`` is the number they are counted among (for example all users of the scheme), when that is known, and ``among``
    names those as it follows "van" (of). ``under_rule`` tells that they are everybody under a rule, and not those for
    whom something changes.
    ``fewer_than`` is set where the count is of so few own records that it is not told: it is below that, ``value`` and ``low``
    are 0 and ``high`` is that bound. ``rounded_to`` is the step to which ``value`` and ``of`` were rounded, where they were.
    """

    value: int
    low: int
    high: int
    source: Text
    of: int | None = None
    among: Text | None = None
    under_rule: bool = False
    fewer_than: int | None = field(default=None, metadata=OMITTED)
    rounded_to: int | None = field(default=None, metadata=OMITTED)

    @property
    def share(self) -> float | None:
        """Their part of ``of``, a fraction of one; None when it is not known or nobody."""
        return self.value / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Group:
    """A group that a finding falls on: how many households, and which share of that group."""

    label: Text
    households: int
    share: float | None = None


@dataclass(frozen=True, slots=True)
class NamedInput:
    """One input of a named situation, such as ``kinderen[0].opvanguren`` = 1840 uren_per_jaar."""

    name: str
    label: Text
    value: Cell
    unit: Unit


@dataclass(frozen=True, slots=True)
class Outcome:
    """An amount that the law gives in one of the two states that are compared."""

    label: Text
    value: int | float
    unit: Unit


@dataclass(frozen=True, slots=True)
class Mistake:
    """The one thing that differs between the two states: which input, from what, to what.

    ``size`` is the mistake itself in eurocents a year, when it can be put in money (one euro unpaid: 100).
    """

    input: str
    label: Text
    correct: Cell
    made: Cell
    unit: Unit
    size: int | None = None


@dataclass(frozen=True, slots=True)
class SmallestCase:
    """The smallest real-life situation that shows a finding.

    ``before`` is the outcome without the mistake, ``after`` with it; both under the law as proposed. ``loss`` and
    ``loss_reference`` are eurocents a year; the reference is the same mistake under the law without the proposal.
    ``ratio`` is loss divided by the mistake.
    ``trace`` tells in order, in plain words, how the law gets from the situation to ``after``.
    ``story`` tells the case in two or three sentences with the amounts in euros, as on the first screen of the report.
    """

    situation: tuple[NamedInput, ...]
    before: Outcome
    after: Outcome
    mistake: Mistake | None
    loss: int
    ratio: float | None
    trace: tuple[Text, ...] = ()
    loss_reference: int | None = None
    story: Text | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that people must decide on: what, for whom, how bad, by which article, what would mend it.

    A critical finding must name its article, households and smallest case; the schema refuses one that does not.
    ``law`` is the law id, ``article`` the article number as the law prints it, ``line`` the line in the law file.
    """

    id: str
    test: str
    severity: Severity
    title: Text
    explanation: Text
    whom: Text
    law: str | None
    article: str | None
    households: Households | None
    smallest_case: SmallestCase | None
    command: str
    mend: Text | None = None
    groups: tuple[Group, ...] = ()
    url: str | None = None
    file: str | None = None
    line: int | None = None
