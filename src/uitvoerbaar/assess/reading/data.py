"""What says how a law is read: data/assess/ruimte.yaml (room for judgement) and data/assess/doenvermogen.yaml (burden)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from uitvoerbaar.assess.entries import read_assess
from uitvoerbaar.base.entries import Entries
from uitvoerbaar.base.text import Text
from uitvoerbaar.law.registers import CHANGES

ADVANCE = "voorschot"
_FOR = (ADVANCE, "iedereen")


@dataclass(frozen=True, slots=True)
class Place:
    """An output of a law."""

    law: str
    output: str


@dataclass(frozen=True, slots=True)
class Process:
    """A law on the process that a scheme is under beside its own: every scheme, or one that is paid in advance."""

    law: str
    whom: Literal["voorschot", "iedereen"]
    general: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """By what an article gives something on a subject: words of its open places, or of a sentence and not `against` it."""

    id: str
    marks: re.Pattern[str]
    words: re.Pattern[str]
    against: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Subject(Topic):
    """A kind of room for judgement; `heavy` when a decision that burdens people needs it."""

    name: Text
    heavy: bool


@dataclass(frozen=True, slots=True)
class Consequence(Topic):
    """What a law does when someone does nothing or errs; `quoted` when the answer is what the article says."""

    quoted: bool


@dataclass(frozen=True, slots=True)
class RoomRules:
    """ruimte.yaml: the kinds of room, the laws on process, their short names, and features of rules that provoke conflict."""

    subjects: tuple[Subject, ...]
    process: tuple[Process, ...]
    short: Mapping[str, str]
    recovery: Place
    set_off: Place
    features: Mapping[str, Text]
    feature_words: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the capacity test: its part, the question, and the measure that answers it or None."""

    group: Text
    question: Text
    measure: str | None


@dataclass(frozen=True, slots=True)
class BurdenRules:
    """doenvermogen.yaml: times a year by how often a field changes, the estimate behind an advance, who is no organisation,
    which names are one organisation, what follows for who does nothing, and the points of the test.
    """

    times_a_year: Mapping[str, float]
    advance: Place
    no_organisation: frozenset[str]
    same_organisation: Mapping[str, str]
    consequences: tuple[Consequence, ...]
    points: tuple[Point, ...]


def load_room_rules() -> RoomRules:
    """The rules of ruimte.yaml. Raises LawFileError for a malformed file."""
    file = read_assess("ruimte.yaml")
    short, words = file.object("afkortingen"), file.object("kenmerk_woorden")
    read = RoomRules(
        tuple(Subject(*_topic(e), e.text("naam"), e.truth("zwaar")) for e in file.objects("onderwerpen")),
        tuple(_process(e) for e in file.objects("procesrecht")),
        {law: short.word(law) for law in short.names()},
        _place(file.object("terugvordering")),
        _place(file.object("verrekening")),
        file.texts("kenmerken"),
        {name: words.pattern(name) for name in words.names()},
    )
    file.check()
    return read


def load_burden_rules() -> BurdenRules:
    """The rules of doenvermogen.yaml. Raises LawFileError for a malformed file."""
    file = read_assess("doenvermogen.yaml")
    often, same, groups = file.object("frequentie"), file.object("zelfde_organisatie"), file.texts("groepen")
    read = BurdenRules(
        {word: often.object(word).decimal("keer_per_jaar") for word in CHANGES},
        _place(file.object("voorschot")),
        frozenset(file.words("geen_organisatie")),
        {name: same.word(name) for name in same.names()},
        tuple(Consequence(*_topic(e), e.truth("zegt", False)) for e in file.objects("gevolgen")),
        tuple(_point(e, groups) for e in file.objects("punten")),
    )
    file.check()
    return read


def _topic(e: Entries) -> tuple[str, re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return e.word("id"), e.pattern("constructie"), e.pattern("tekst"), e.pattern("niet")


def _process(e: Entries) -> Process:
    whom = cast(Literal["voorschot", "iedereen"], e.choice("voor", _FOR))
    return Process(e.word("wet"), whom, e.truth("algemeen", False))


def _place(e: Entries) -> Place:
    return Place(e.word("wet"), e.word("uitvoer"))


def _point(e: Entries, groups: Mapping[str, Text]) -> Point:
    group = groups.get(e.choice("groep", groups), Text("", ""))
    return Point(group, e.text("vraag"), e.word("maat") if "maat" in e else None)
