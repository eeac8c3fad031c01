"""One number, two files: a law that repeats the number of another law, and a change of only one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.folders import copied_file
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.yaml import Mapping as YamlMapping
from uitvoerbaar.base.yaml import load
from uitvoerbaar.law.corpus import Corpus
from uitvoerbaar.law.model import Definition, Law

_KEYS = {"wat", "van", "bij", "bron"}
_PLACE = {"wet", "artikel", "definitie"}
_LESS = "min"


@dataclass(frozen=True, slots=True)
class Place:
    """A constant of an article; with `less`, that constant less another one of the same article."""

    law: str
    article: str
    name: str
    less: str | None = None

    def value(self, law: Law) -> Decimal | None:
        """The number in a version of the law, in its own unit; None when that version has no such constant."""
        first = _number(self.definition(law))
        if first is None or self.less is None:
            return first
        second = _number(self.definition(law, self.less))
        return None if second is None else first - second

    def definition(self, law: Law, name: str | None = None) -> Definition | None:
        """Where the number stands in a version of the law."""
        for article in law.articles:
            if article.number == self.article and article.rules is not None:
                return article.rules.definitions.get(name or self.name)
        return None


@dataclass(frozen=True, slots=True)
class Copied:
    """The place that sets a number, and a place in another law that repeats it. `what`: the number in words, Dutch."""

    what: str
    source: Place
    copy: Place


def load_copied(path: Path | None = None) -> tuple[Copied, ...]:
    """The repeated numbers of `path` (the shipped list when None). Raises LawFileError with every problem of the file."""
    path = path or copied_file()
    raw = load(read_text(path, str(path)), str(path))
    listed = raw.get("overgenomen") if isinstance(raw, YamlMapping) else None
    problems: list[Problem] = []
    found: list[Copied] = []
    for item in listed if isinstance(listed, list) else ():
        places = [item.get("van"), *(item.get("bij") or ())] if isinstance(item, YamlMapping) else []
        wrong = set(item) ^ _KEYS if isinstance(item, YamlMapping) else _KEYS
        wrong |= {key for place in places for key in _wrong(place, source=place is places[0])}
        if wrong or len(places) < 2:
            told = ", ".join(sorted(wrong)) or "bij"
            problems.append(
                Problem(
                    str(path),
                    getattr(item, "line", 1),
                    tr("een overgenomen getal mist of kent niet: {told}", told=told),
                )
            )
            continue
        source, *copies = (_place(place) for place in places)
        found += [Copied(str(item["wat"]), source, copy) for copy in copies]
    if not found and not problems:
        problems.append(Problem(str(path), 1, tr("dit bestand heeft een lijst 'overgenomen' nodig")))
    if problems:
        raise LawFileError(problems)
    return tuple(found)


def _wrong(place: Any, *, source: bool) -> Set[str]:
    if not isinstance(place, YamlMapping):
        return _PLACE
    return (set(place) - ({_LESS} if source else set())) ^ _PLACE


def _place(raw: Mapping[str, Any]) -> Place:
    less = raw.get(_LESS)
    return Place(str(raw["wet"]), str(raw["artikel"]), str(raw["definitie"]), None if less is None else str(less))


def check_copied(
    corpus: Corpus, laws: Iterable[Law], copied: Iterable[Copied], settled: Set[str] = frozenset()
) -> Iterator[Problem]:
    """A warning at every number of `laws` that differs from the number of the corpus that it repeats or that repeats it.

    They are compared on every first day of a version on which both hold. Two shipped laws (`settled` files) are compared
    when their versions begin together: else one is of another year, and the horizon of the law says so.
    """
    files = {law.file for law in laws}
    for one in copied:
        told: set[str] = set()
        for source, copy in _together(corpus, one, files):
            apart = {source.file, copy.file} <= settled and copy.version != source.version
            if not apart and one.source.value(source) != one.copy.value(copy):
                # Of a law with its copy at hand the copy is what was forgotten.
                law = copy if copy.file in files else source
                if law.file not in told:
                    told.add(law.file)
                    yield _problem(one, source, copy, law)


def _together(corpus: Corpus, one: Copied, files: Set[str]) -> Iterator[tuple[Law, Law]]:
    """The versions of both laws that hold on one day, at least one of them of `files`, where both have the number."""
    sources, copies = corpus.versions.get(one.source.law, ()), corpus.versions.get(one.copy.law, ())
    seen: set[tuple[str, str]] = set()
    for day in sorted({entry.valid_from for entry in (*sources, *copies)}):
        pair = [
            max((e for e in versions if e.valid_from <= day), key=lambda e: e.valid_from, default=None)
            for versions in (sources, copies)
        ]
        if pair[0] is None or pair[1] is None or not {pair[0].file, pair[1].file} & files:
            continue  # none is read that nothing could be told of
        source, copy = pair[0].law, pair[1].law
        known = one.source.value(source) is not None and one.copy.value(copy) is not None
        if known and (source.file, copy.file) not in seen:
            seen.add((source.file, copy.file))
            yield source, copy


def _problem(one: Copied, source: Law, copy: Law, law: Law) -> Problem:
    set_here, repeated = one.source.value(source), one.copy.value(copy)
    place = one.source if law is source else one.copy
    definition = place.definition(law)
    message = tr(
        "{what}: artikel {article} van '{law}' (versie {version}) zegt {value}, artikel {other_article} van '{other}' (versie "
        "{other_version}) herhaalt dat als {other_value}; een wijziging werkt niet vanzelf door",
        what=one.what,
        article=one.source.article,
        law=source.id,
        version=source.version,
        value=_said(one.source.definition(source), set_here),
        other_article=one.copy.article,
        other=copy.id,
        other_version=copy.version,
        other_value=_said(one.copy.definition(copy), repeated),
    )
    line = definition.line if definition is not None else 1
    return Problem(law.file, line, message, place.article, "warning", tr("wijzig beide, of geen van beide"))


def _number(definition: Definition | None) -> Decimal | None:
    if definition is None or isinstance(definition.value, bool) or not isinstance(definition.value, int | Decimal):
        return None
    return Decimal(definition.value)


def _said(definition: Definition | None, value: Decimal | None) -> str:
    """A number as the law file writes it, with its unit."""
    unit = definition.unit if definition is not None else None
    return f"{value} {unit}" if unit else f"{value}"
