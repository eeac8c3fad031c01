"""What the articles of a law say in words: terms to act within, and provisions on a subject."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Scheme
from uitvoerbaar.assess.pair import Role
from uitvoerbaar.assess.reading.data import ADVANCE, Process, Topic
from uitvoerbaar.findings import Text
from uitvoerbaar.law.corpus import LawLookupError
from uitvoerbaar.law.model import Article, Law

_NUMBERS = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien",
)  # fmt: skip
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_DAYS = {"dag": 1, "dagen": 1, "week": 7, "weken": 7, "maand": 30, "maanden": 30, "jaar": 365, "jaren": 365}
_ENGLISH = {1: "day", 7: "week", 30: "month", 365: "year"}
_WITHIN = re.compile(
    rf"\b(?:binnen|tot)\s+([0-9]{{1,5}}|{'|'.join(_NUMBERS)}|één)\s+({'|'.join(_DAYS)})\b", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"\b(?:voor|vóór|vanaf|uiterlijk(?: op)?)\s+([0-9]{{1,2}})\s+({'|'.join(_MONTHS)})\b", re.IGNORECASE
)
_GOVERNMENT = re.compile(r"\b(dienst|college|bank|beslist|stelt|dat moet|dat doet|berekend)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A term in the text of an article: in days, or a fixed day of the year (month, day). `citizen` says who acts."""

    law: Law
    article: Article
    words: Text
    days: int | None
    day: tuple[int, int] | None
    citizen: bool


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in the law that gives something on a subject; `general` is law that holds for every decision."""

    law: Law
    article: Article
    marked: bool
    general: bool

    @property
    def name(self) -> str:
        """Law and article."""
        return f"{self.law.name or self.law.id} {self.article.number}"


@dataclass(frozen=True, slots=True)
class Source:
    """A law that a scheme is under: its own, that on its process, or the general one."""

    law: Law
    general: bool


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in re.split(r"(?<=[.;])\s+", " ".join(text.split())) if part]


def terms(law: Law, article: Article) -> Iterator[Term]:
    """Every term that an article names in words or digits."""
    for sentence in sentences(article.text):
        citizen = _GOVERNMENT.search(sentence) is None
        for found in _WITHIN.finditer(sentence):
            number = found[1].lower().replace("é", "e")
            count = int(number) if number.isdigit() else _NUMBERS.index(number)
            one = _DAYS[found[2].lower()]
            said = Text(found[0], f"within {count} {_ENGLISH[one]}{'' if count == 1 else 's'}")
            yield Term(law, article, said, count * one, None, citizen)
        for found in _BEFORE.finditer(sentence):
            month, day = _MONTHS.index(found[2].lower()) + 1, int(found[1])
            start = "from" if found[0].lower().startswith("vanaf") else "before"
            said = Text(found[0], f"{start} {day} {month_name[month]}")
            yield Term(law, article, said, None, (month, day), citizen)


def sources(ctx: Context, role: Role, scheme: Scheme, process: Iterable[Process], advance: bool) -> list[Source]:
    """The laws that a scheme is under: its own, and of `process` (data/assess/ruimte.yaml) those that apply.

    A law of `process` that has no version on the date of this side is left out.
    """
    side = ctx.sides.of(role)
    found = [Source(law, False) for law in side.laws[scheme.id] if law.id == scheme.law]
    for entry in process:
        if entry.whom == ADVANCE and not advance:
            continue
        try:
            found.append(Source(side.corpus.select(entry.law, side.date), entry.general))
        except LawLookupError:
            continue
    return found


def provisions(topic: Topic, under: Iterable[Source]) -> list[Provision]:
    """Every article of the laws `under` that gives something on a topic: marked as such, or in its words."""
    found = []
    for source in under:
        for article in source.law.articles:
            marked = any(topic.marks.search(mark) for mark in _marks(article))
            said = any(topic.words.search(s) and not topic.against.search(s) for s in sentences(article.text))
            if marked or said:
                found.append(Provision(source.law, article, marked, source.general))
    return found


def _marks(article: Article) -> Iterator[str]:
    """The open places of an article: what people must judge, what lower rules fill in, what joins a decision."""
    rules = article.rules
    if rules is None:
        return
    for open_place in rules.untranslatables:
        yield open_place.construct
    for term in rules.open_terms:
        yield term.id.replace("_", " ")
    if rules.hooks:
        yield from (output.name.replace("_", " ") for output in rules.outputs)
