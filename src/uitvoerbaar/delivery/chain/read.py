"""data/keten read into a Chain, or a folder of the user with the same files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeVar, cast, get_args

from uitvoerbaar.base.entries import Entries, read_entries
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.delivery.chain.model import UNKNOWN, WORKS, Chain, Link, LinkKind, Provider, Rhythm, Tie
from uitvoerbaar.delivery.fact import Fact
from uitvoerbaar.delivery.read_fact import YEARS, read_confidence, read_fact

_LINKS, _SOURCES, _WORK = "schakels.yaml", "bronnen.yaml", "uitvoering.yaml"
_SLACK = "speling_dagen"
_COUNTRY = re.compile("[A-Z]{2}")
_Key = TypeVar("_Key", str, tuple[str, str])
_Value = TypeVar("_Value")


def load_chain(folder: Path | None = None) -> Chain:
    """The chain in a folder (data/keten when None). Raises LawFileError with every problem of a file."""
    folder = folder or data_dir() / "keten"
    links = _links(read_entries(folder / _LINKS))
    sources = read_entries(folder / _SOURCES)
    fields = _once(
        (e, (e.word("register"), e.word("leverancier")), _ties(e, links)) for e in sources.objects("gegevens")
    )
    outcomes = _once(
        (e, (e.word("wet"), e.word("uitvoer")), Tie(_one(e, "schakel", links), _days(e)))
        for e in sources.objects("uitkomsten")
    )
    sources.check()
    work = read_entries(folder / _WORK)
    providers = _once((e, p.name, p) for e in work.objects("uitvoerders") if (p := _provider(e, links)))
    rhythms = _once((e, e.word("id"), _rhythm(e)) for e in work.objects("regelingen"))
    income = work.object("inkomen")
    without, much = (share(income, key, "deel") for key in ("zonder", "veel"))
    single = share(work, "enkel_punt", "deel")
    work.check()
    return Chain(links, fields, outcomes, providers, rhythms, without, much, single)


def _once(entries: Iterable[tuple[Entries, _Key, _Value]]) -> dict[_Key, _Value]:
    """Entries by their key; one that stands there twice is told, for the last would take the place of the first."""
    found: dict[_Key, _Value] = {}
    for e, key, value in entries:
        if key in found:
            name = ", ".join(key) if isinstance(key, tuple) else str(key)
            _tell(e, "", tr("'{name}' staat er twee keer", name=name))
        found[key] = value
    return found


def _ties(e: Entries, links: Collection[str]) -> tuple[Tie, ...]:
    names, days = e.words("schakels"), _days(e)
    if not names and "schakels" in e.raw:
        _tell(e, "schakels", tr("'schakels' is leeg; waar komt het gegeven vandaan?"))
    return tuple(Tie(link, days) for link in _known(e, "schakels", links, names))


def _rhythm(e: Entries) -> Rhythm:
    return Rhythm(fact(e, "beslissingen", "per jaar"), fact(e, "betalingen", "per jaar"), share(e, "nieuw", "per jaar"))


def fact(e: Entries, key: str, unit: str) -> Fact:
    """A figure with its year, source and confidence; not below zero."""
    part = e.object(key)
    found = read_fact(part, unit)
    if found.value < 0:
        _tell(part, "waarde", tr("'{key}' is {value}; verwacht: 0 of meer", key=key, value=f"{found.value:g}"))
    return found


def share(e: Entries, key: str, unit: str) -> Fact:
    """A figure that is a part of a whole, from 0 to 1."""
    found = fact(e, key, unit)
    if found.value > 1:
        value = f"{found.value:g}"
        _tell(e, key, tr("'{key}' is {value}; verwacht: een deel, van 0 tot en met 1", key=key, value=value))
    return found


def _links(file: Entries) -> dict[str, Link]:
    read: list[tuple[Entries, Link, list[Entries]]] = []
    for e in file.objects("schakels"):
        ties = list(e.objects("leunt_op"))
        read.append((e, _link(e, ties), ties))
    links: dict[str, Link] = {}
    for e, link, _ in read:
        if link.id in links:
            _tell(e, "id", tr("schakel '{id}' staat er twee keer", id=link.id))
        links[link.id] = link
    for _, _, ties in read:
        for tie in ties:
            _one(tie, "op", links)
    for e, link, _ in read:
        circle = _circle(link.id, links)
        if circle:
            steps = " -> ".join(circle)
            _tell(e, "leunt_op", tr("schakels leunen in een kring op elkaar: {steps}", steps=steps))
    file.check()
    return links


def _link(e: Entries, ties: list[Entries]) -> Link:
    buyer = e.object("koper") if "koper" in e else None
    return Link(
        e.word("id"),
        e.text("naam"),
        cast(LinkKind, e.choice("soort", get_args(LinkKind))),
        e.word("houder"),
        _country(e),
        tuple(Tie(tie.word("op"), _days(tie)) for tie in ties),
        e.word("bron"),
        e.number("jaar", within=YEARS),
        read_confidence(e),
        None if buyer is None else _country(buyer),
        None if buyer is None else buyer.word("bron"),
    )


def _country(e: Entries) -> str:
    """A country by its ISO code, or unknown: another word would make a link foreign."""
    country = e.word("land")
    if country and country != UNKNOWN and not _COUNTRY.fullmatch(country):
        expected = tr("verwacht: een ISO-code van twee hoofdletters (NL), of {unknown}", unknown=UNKNOWN)
        _tell(e, "land", tr("'land' is '{country}'; {expected}", country=country, expected=expected))
    return country


def _provider(e: Entries, links: Collection[str]) -> Provider:
    needs = {
        work: tuple(Tie(_one(tie, "op", links), _days(tie)) for tie in e.objects(work)) if work in e else ()
        for work in WORKS
    }
    return Provider(e.word("naam"), needs, e.word("bron"), e.number("jaar", within=YEARS), read_confidence(e))


def _days(e: Entries) -> float:
    days = e.decimal(_SLACK)
    if days < 0:
        value = f"{days:g}"
        _tell(e, _SLACK, tr("'{key}' is {value}; verwacht: een aantal dagen, 0 of meer", key=_SLACK, value=value))
    return days


def _one(e: Entries, key: str, links: Collection[str]) -> str:
    name = e.word(key)
    return next(iter(_known(e, key, links, [name])))


def _known(e: Entries, key: str, links: Collection[str], names: Collection[str]) -> Iterator[str]:
    for name in names:
        if name not in links and key in e.raw:
            _tell(e, key, tr("'{key}' noemt schakel '{name}'; die staat niet in {file}", key=key, name=name, file=_LINKS),
                  suggest(name, links))  # fmt: skip
        yield name


def _tell(e: Entries, key: str, message: str, hint: str | None = None) -> None:
    e.problems.append(Problem(e.file, e.raw.line_of(key), message, hint=hint))


def _circle(start: str, links: dict[str, Link]) -> list[str]:
    """The way from a link back to itself; empty when there is none."""
    stack = [[start]]
    seen: set[str] = set()
    while stack:
        path = stack.pop()
        for tie in links[path[-1]].ties if path[-1] in links else ():
            if tie.on == start:
                return [*path, start]
            if tie.on not in seen:
                seen.add(tie.on)
                stack.append([*path, tie.on])
    return []
