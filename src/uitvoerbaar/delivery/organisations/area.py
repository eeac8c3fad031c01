"""The area of a proposal: which authorities it names, who decides there and within which terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast, get_args

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.fact import Confidence
from uitvoerbaar.delivery.organisations.load import folder
from uitvoerbaar.delivery.organisations.model import (
    LAYERS,
    LocalAuthority,
    Organisations,
    UnknownOrganisationError,
)

FILE = "gebied.yaml"
_WEEKS = range(157)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision by which an authority sets its rules or a work: who takes it, and its terms in weeks.

    `weeks` is the term of the decision (None: the law sets none), `extension` what can be added to it, `views` how long a
    draft lies open for views (None: it does not).
    """

    name: Text
    body: Text
    weeks: int | None
    extension: int
    views: int | None
    law: str
    article: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Government:
    """Who decides in an authority of a kind ('gemeente', 'provincie', 'waterschap'), and on what."""

    kind: str
    council: Text
    executive: Text
    decisions: tuple[Decision, ...]


def load_governments() -> dict[str, Government]:
    """Per kind of authority who decides. Raises LawFileError for a malformed file."""
    file = read_entries(folder() / FILE)
    made = {}
    for e in file.objects("besturen"):
        kind = e.choice("soort", LAYERS)
        bodies = {"regels": e.text("regels"), "dagelijks": e.text("dagelijks")}
        decisions = tuple(_decision(each, bodies) for each in e.objects("besluiten"))
        made[kind] = Government(kind, bodies["regels"], bodies["dagelijks"], decisions)
    file.check()
    return made


def _decision(e: Entries, bodies: dict[str, Text]) -> Decision:
    e.word("id")
    return Decision(
        e.text("naam"),
        bodies.get(e.choice("wie", bodies), Text("")),
        e.number("weken", within=_WEEKS) if "weken" in e else None,
        e.number("verlenging", 0, _WEEKS),
        e.number("zienswijzen", within=_WEEKS) if "zienswijzen" in e else None,
        e.word("wet"),
        e.word("artikel"),
        cast(Confidence, e.choice("zekerheid", get_args(Confidence))),
    )


def authorities(names: Sequence[str], organisations: Organisations) -> tuple[LocalAuthority, ...]:
    """The authorities that a proposal names as its area, by name or code, in its order.

    Raises UnknownOrganisationError for a name that is none of a municipality, province or water board, or may be several.
    """
    found: dict[str, LocalAuthority] = {}
    for name in names:
        each = organisations.find(name)
        if not isinstance(each, LocalAuthority):
            message = tr("'{name}' is geen gemeente, provincie of waterschap, dus geen gebied", name=name)
            raise UnknownOrganisationError(message)
        found[each.id] = each
    return tuple(found.values())


def area_problems(names: Sequence[str], organisations: Organisations, file: str, line: int) -> list[Problem]:
    """What is wrong with the area that a proposal names, each name at its line."""
    problems, seen = [], set[str]()
    for name in names:
        try:
            (each,) = authorities([name], organisations)
        except UnknownOrganisationError as error:
            problems.append(Problem(file, line, tr("'plaats': {error}", error=str(error))))
            continue
        if each.id in seen:
            problems.append(Problem(file, line, tr("'plaats' noemt {name} twee keer", name=name)))
        seen.add(each.id)
    return problems


def overlap(some: Iterable[LocalAuthority], others: Iterable[LocalAuthority]) -> bool:
    """Whether two areas have ground in common, as far as is known: one authority, or a municipality and its province.

    Of a water board is not known in which municipalities and provinces it lies.
    """
    first, second = list(some), list(others)
    return any(_same_ground(a, b) or _same_ground(b, a) for a in first for b in second)


def _same_ground(a: LocalAuthority, b: LocalAuthority) -> bool:
    return a.id == b.id or (b.kind == "provincie" and a.province == b.name.nl)


def counted_once(areas: Iterable[LocalAuthority]) -> tuple[LocalAuthority, ...]:
    """The authorities of an area without municipalities whose province is in it too: their people would count twice."""
    known = list(areas)
    whole = {each.name.nl for each in known if each.kind == "provincie"}
    return tuple(each for each in known if each.province not in whole)
