"""One concept, one definition: a law that reads the data behind a legal concept instead of asking for the concept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import LawFileError, Level, Problem
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.folders import concepts_file
from uitvoerbaar.base.language import retold, tr
from uitvoerbaar.base.yaml import Mapping as YamlMapping
from uitvoerbaar.base.yaml import load
from uitvoerbaar.law import canonical
from uitvoerbaar.law.corpus import Corpus, Entry
from uitvoerbaar.law.model import Article, Expression, Input, Law, Operation, Variable
from uitvoerbaar.law.registers import COLLECTIONS

_KEYS = ("begrip", "wet", "artikel", "uitvoer", "velden", "uitkomsten", "vraag", "bereik", "eigen")
_NEEDED = ("begrip", "wet", "artikel", "uitvoer", "velden", "vraag", "eigen")
_SCHEMES = "awir"
_SCHEME_LAW = "algemene_wet_inkomensafhankelijke_regelingen"


@dataclass(frozen=True, slots=True)
class Concept:
    """A legal concept: the output of the article that defines it, and the data that only that article should read.

    `fields` are register fields of a person, or `kind.FIELD` of an element; `outputs` are (law, output) of other laws.
    `own` are the laws that have a concept of their own. With `schemes`, it only binds laws that ask something of the Awir.
    """

    name: str
    law: str
    article: str
    output: str
    fields: frozenset[str]
    outputs: frozenset[tuple[str, str]]
    ask: str
    own: frozenset[str]
    schemes: bool

    def binds(self, law: Law) -> bool:
        """Whether a law has to ask for this concept."""
        if law.id in self.own:
            return False
        return not self.schemes or law.id == _SCHEME_LAW or any(_asks(law, _SCHEME_LAW))


def load_concepts(path: Path | None = None) -> tuple[Concept, ...]:
    """The concepts of `path` (the shipped ones when None). Raises LawFileError with every problem of the file."""
    path = path or concepts_file()
    raw = load(read_text(path, str(path)), str(path))
    listed = raw.get("begrippen") if isinstance(raw, YamlMapping) else None
    problems: list[Problem] = []
    found: list[Concept] = []
    for item in listed if isinstance(listed, list) else ():
        missing = [key for key in _NEEDED if not isinstance(item, YamlMapping) or item.get(key) is None]
        if missing:
            line = getattr(item, "line", 1)
            problems.append(
                Problem(str(path), line, tr("een begrip heeft {missing} nodig", missing=", ".join(missing)))
            )
            continue
        problems += [
            Problem(str(path), item.line_of(key), tr("een begrip kent geen '{key}'", key=key))
            for key in item
            if key not in _KEYS
        ]
        found.append(_concept(item))
    if not found:
        problems.append(Problem(str(path), 1, tr("dit bestand heeft een lijst 'begrippen' nodig")))
    if problems:
        raise LawFileError(problems)
    return tuple(found)


def _concept(item: Mapping[str, Any]) -> Concept:
    pairs = (str(name).partition(".") for name in item.get("uitkomsten") or ())
    return Concept(
        str(item["begrip"]),
        str(item["wet"]),
        str(item["artikel"]),
        str(item["uitvoer"]),
        frozenset(str(name) for name in item["velden"]),
        frozenset((law, output) for law, _, output in pairs),
        str(item["vraag"]),
        frozenset(str(law) for law in item["eigen"]),
        item.get("bereik") == _SCHEMES,
    )


def check_concepts(
    corpus: Corpus, laws: Iterable[Law], around: Iterable[Entry], concepts: Iterable[Concept]
) -> Iterator[Problem]:
    """Every place where a law reads what is behind a concept that a law of the corpus defines.

    `around` are the laws before those at hand are laid over them. It is an error when the laws at hand change the
    definition, since the change then holds in part; else a warning.
    """
    laws, around = list(laws), list(around)
    for concept in concepts:
        level: Level = "error" if _changed(concept, laws, around) else "warning"
        for law in laws:
            if concept.binds(law) and _defined(concept, corpus, law):
                for article in law.articles:
                    if (law.id, article.number) != (concept.law, concept.article):
                        yield from _in_article(concept, law, article, level)


def _defined(concept: Concept, corpus: Corpus, law: Law) -> bool:
    """Whether the law that goes with a law of this date says what the concept is."""
    versions = corpus.versions.get(concept.law, ())
    last = max((e for e in versions if e.valid_from <= law.version), key=lambda e: e.valid_from, default=None)
    return last is not None and last.law.producer(concept.output) is not None


def _changed(concept: Concept, laws: Iterable[Law], around: Iterable[Entry]) -> bool:
    """Whether one of the laws defines the concept otherwise than the version that it comes after."""
    for law in laws:
        if law.id != concept.law:
            continue
        before = [e for e in around if e.id == law.id and e.valid_from <= law.version]
        if before:
            last = max(before, key=lambda e: e.valid_from).law
            old, new = (canonical.outputs(one).get(concept.output) for one in (last, law))
            if old is not None and (new is None or old[1] != new[1]):
                return True
    return False


def _in_article(concept: Concept, law: Law, article: Article, level: Level) -> Iterator[Problem]:
    rules = article.rules
    if rules is None:
        return
    for item in rules.inputs:
        source = item.source
        if _is_register(item) and item.field.name.lower() in concept.fields:
            yield _problem(
                concept, law, article, item.field.line, tr("'{name}' uit het register", name=item.field.name), level
            )
        elif source is not None and (source.regulation, source.output or item.field.name) in concept.outputs:
            what = tr(
                "'{output}' van '{regulation}'", output=source.output or item.field.name, regulation=source.regulation
            )
            yield _problem(concept, law, article, source.line, what, level)
    lists = {i.field.name: COLLECTIONS[i.field.name] for i in rules.inputs if i.field.name in COLLECTIONS}
    found = {place for action in rules.actions for place in _elements(action.expression, lists, {})}
    for name, line in sorted(found, key=lambda place: place[1]):
        if name in concept.fields:
            yield _problem(concept, law, article, line, f"'{name}'", level)
            return  # one place tells it


def _problem(concept: Concept, law: Law, article: Article, line: int, what: str, level: Level) -> Problem:
    message = tr(
        "leest {what}, maar wat '{name}' is, bepaalt artikel {article} van '{law}'; een wijziging "
        "daarvan werkt hier niet door",
        what=what,
        name=concept.name,
        article=concept.article,
        law=concept.law,
    )
    return Problem(law.file, line, message, article.number, level, retold(concept.ask))


def _is_register(item: Input) -> bool:
    return item.source is None or (item.source.regulation is None and item.source.output is None)


def _asks(law: Law, other: str) -> Iterator[Input]:
    """The inputs that a law asks of another law."""
    for article in law.articles:
        for item in article.rules.inputs if article.rules else ():
            if item.source is not None and item.source.regulation == other:
                yield item


def _elements(at: Expression, lists: Mapping[str, str], names: Mapping[str, str]) -> Set[tuple[str, int]]:
    """(table.field, line) of every field of an element that is read; `names` are the elements around."""
    if isinstance(at, Variable):
        table = names.get(at.path[0])
        return {(f"{table}.{at.path[1]}", at.line)} if table and len(at.path) > 1 else set()
    if not isinstance(at, Operation):
        return set()
    inner = dict(names)
    if at.op == "FOREACH" and isinstance(at.args[0], Variable) and at.args[0].path[0] in lists:
        inner[at.payload[0]] = lists[at.args[0].path[0]]
    return {place for arg in at.args for place in _elements(arg, lists, inner)}
