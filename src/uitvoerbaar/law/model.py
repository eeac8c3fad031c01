"""A law as data: one immutable object for a version of a law, its articles and their machine-readable rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from uitvoerbaar.law.graph import Origin

LAYERS = (
    "VERDRAG", "EU_VERORDENING", "EU_RICHTLIJN", "GRONDWET", "WET", "KONINKLIJK_BESLUIT", "AMVB",
    "MINISTERIELE_REGELING", "PROVINCIALE_VERORDENING", "WATERSCHAPS_VERORDENING", "GEMEENTELIJKE_VERORDENING",
    "BELEIDSREGEL", "UITVOERINGSBELEID",
)  # fmt: skip
"""Regulatory layers from highest to lowest: lex superior decides between delegated rules."""

ABSENCE_SINCE = (0, 5, 8)
"""Schema version from which null is absence (RFC-036): declared with `nullable`, tested, never computed with. A fact that
nobody has is unknown from then on, and only what an asked output needs is run."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant in the law text."""

    value: Any
    line: int


@dataclass(frozen=True, slots=True)
class Variable:
    """`$name.property...`."""

    path: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation with its operands in the fixed order of law/graph.py; `payload` holds literal settings."""

    op: str
    args: tuple[Expression, ...]
    payload: Any
    line: int


Expression = Literal | Variable | Operation


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, input or output: its declared name, type and unit."""

    name: str
    type: str
    line: int
    unit: str | None = None
    nullable: bool = False
    required: bool = True
    description: str | None = None
    lo: int | Decimal | None = None
    hi: int | Decimal | None = None
    """The declared range (`type_spec`), in the field's own unit."""
    period: str | None = None
    """The period that it is an amount for (`temporal`: month, year or continuous), when it says so."""
    precision: int | None = None
    """How many decimals it says to have (`type_spec`); nothing is rounded by it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an input comes from; all None is `source: {}`: supplied by a register or the caller."""

    regulation: str | None
    output: str | None
    parameters: tuple[tuple[str, Expression], ...]
    line: int
    article: str | None = None
    """The article that it says the output is of; told when another one gives it, never searched by."""


@dataclass(frozen=True, slots=True)
class Input:
    """An input of an article."""

    field: Field
    source: Source | None


@dataclass(frozen=True, slots=True)
class Definition:
    """A named constant of one article."""

    name: str
    value: Any
    unit: str | None
    line: int
    description: str | None = None
    """What it is and where it comes from, in the words of the law file."""
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """`output` := `expression`."""

    output: str
    expression: Expression
    line: int


@dataclass(frozen=True, slots=True)
class OpenTerm:
    """A term that a lower rule fills in. `expected_source` and `decided_per_case_by` are told, never computed with."""

    id: str
    required: bool
    delegation_type: str | None
    default: tuple[Action, ...] | None
    line: int
    type: str | None = None
    expected_source: str | None = None
    decided_per_case_by: str | None = None


@dataclass(frozen=True, slots=True)
class Implements:
    """This article fills in an open term of another law."""

    law: str
    article: str
    open_term: str
    line: int


@dataclass(frozen=True, slots=True)
class Hook:
    """This article joins every decision of a kind, or (`submission`) every application of a kind (RFC-046)."""

    point: str
    legal_character: str | None
    decision_type: str | None
    stage: str
    line: int
    submission: str | None = None
    decided_by: str | None = None
    established_by: str | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """This article replaces an output (lex specialis); with `voids` the output does not arise (RFC-041)."""

    law: str
    article: str
    output: str
    line: int
    voids: bool = False
    excerpt: str | None = None


@dataclass(frozen=True, slots=True)
class Untranslatable:
    """A construct that the rules cannot express: an untranslatable, from schema v0.7.0 on a marking."""

    construct: str
    reason: str
    accepted: bool
    line: int


@dataclass(frozen=True, slots=True)
class Rules:
    """The machine-readable part of an article."""

    definitions: Mapping[str, Definition]
    parameters: tuple[Field, ...]
    inputs: tuple[Input, ...]
    outputs: tuple[Field, ...]
    actions: tuple[Action, ...]
    open_terms: tuple[OpenTerm, ...]
    implements: tuple[Implements, ...]
    hooks: tuple[Hook, ...]
    overrides: tuple[Override, ...]
    untranslatables: tuple[Untranslatable, ...]
    legal_character: str | None
    decision_type: str | None
    competent_authority: str | None
    submission: str | None = None
    """The kind of submission that this article establishes."""
    decides_on: tuple[str, ...] = ()
    """The articles (`law#article`) that establish the submission on which this decision is taken."""
    declares: tuple[tuple[str, Any], ...] = ()
    """Properties of the document that this article fixes."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text in the author's words, where the official text is, and its rules."""

    number: str
    text: str
    url: str | None
    line: int
    rules: Rules | None


SCOPES = ("gemeente_code", "provincie_code", "waterschap_code")
"""By which a rule holds in a part of the country: a code in the head of its law, and of the case."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Law:
    """One version of a law."""

    id: str
    layer: str
    name: str
    file: str
    schema: tuple[int, int, int] | None
    valid_from: str | None
    valid_to: str | None
    url: str | None
    gemeente_code: str | None
    provincie_code: str | None
    waterschap_code: str | None
    articles: tuple[Article, ...]
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def absence(self) -> bool:
        """Whether null is absence in this law, facts can be unknown, and only what is needed is run."""
        return self.schema is not None and self.schema >= ABSENCE_SINCE

    @property
    def version(self) -> str:
        """The first day on which this version is in force, or '' when it always is."""
        return self.valid_from or ""

    def article(self, number: str | None) -> Article | None:
        """The article with this number; None when there is none."""
        return next((article for article in self.articles if article.number == number), None)

    def producers(self) -> dict[str, Article]:
        """Every output with the first article in file order that declares it; for who asks more than once."""
        found: dict[str, Article] = {}
        for article in self.articles:
            for output in article.rules.outputs if article.rules else ():
                found.setdefault(output.name, article)
        return found

    def producer(self, output: str) -> Article | None:
        """The first article in file order that declares `output`."""
        for article in self.articles:
            if article.rules and any(o.name == output for o in article.rules.outputs):
                return article
        return None

    def origin(self, article: Article, line: int) -> Origin:
        """The place of a line in this law."""
        return Origin(self.id, self.version, article.number, line, self.file)
