"""What is not modelled of each shipped law, as data: the article, what that does, and for whom it can matter.

The files stand in data/reikwijdte/niet_gemodelleerd, one per law. `explain` and the reports print what can matter to the case or
the group; `coverage` makes the table of articles from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from uitvoerbaar.base.folders import laws_dir, scope_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.base.yaml import Mapping as YamlMapping
from uitvoerbaar.base.yaml import Sequence
from uitvoerbaar.law.corpus import load_corpus
from uitvoerbaar.law.model import Article, Law
from uitvoerbaar.law.registers import CHILD, HOUSEMATE, PERSON, Catalogue, load_registers
from uitvoerbaar.law.scope_file import ScopeFile

_TESTS = ("is", "boven", "onder", "leeftijd_vanaf", "leeftijd_tot", "bestaat")
_LAW_KEYS = ("wet", "geheel", "regels", "overig")
_RULE_KEYS = ("artikel", "wat", "gevolg", "wanneer", "vanaf", "tot", "koppeling")
_NAMED = 12
"""Articles without rules that are named at most; of the others their number."""
_REPEALED = re.compile(
    r"\[?\s*(dit artikel is |is )?vervallen( (per|op|sinds|met ingang van) [\w -]{1,30})?\s*[.\]]*", re.IGNORECASE
)
_CONDITION_KEYS = ("veld", "tabel", *_TESTS)


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of a register field of the person or the partner, of a child or of a housemate.

    `test` is one of: is, boven, onder (a value), leeftijd_vanaf, leeftijd_tot (completed years on the day, from and below) and
    bestaat (true: there is a value, or with an empty `field` somebody in the table; false: there is none).
    """

    table: str
    field: str
    test: str
    value: Any


@dataclass(frozen=True, slots=True)
class NotModelled:
    """One thing that a law says and that is not computed. `when`: any of these sets of conditions; empty is always.

    `link`: an amount that follows another law (the minimum wage, the state pension) and is fixed here. Of a case it changes
    nothing, of a change of that other law it does.
    """

    law: str
    article: str
    what: Text
    consequence: Text
    when: tuple[tuple[Condition, ...], ...]
    since: str | None
    until: str | None
    file: str
    line: int
    link: bool = False

    def holds_on(self, version: str) -> bool:
        """Whether it is of the version of the law that starts on `version`."""
        return (self.since is None or self.since <= version) and (self.until is None or version <= self.until)

    @property
    def told(self) -> Text:
        """What, and what that does."""
        nl, en = (" ".join((f"{what}.", does)).rstrip() for what, does in self._both())
        return Text(nl, law=True) if self.what.law else Text(nl, en)

    def _both(self) -> tuple[tuple[str, str], tuple[str, str]]:
        what, does = self.what, self.consequence
        return (what.nl.removesuffix("."), does.nl), (what.english.removesuffix("."), does.english)


@dataclass(frozen=True, slots=True)
class LawScope:
    """What is said of one law: articles that are modelled in full, what is not, and the rest of the act."""

    law: str
    whole: tuple[str, ...]
    rules: tuple[NotModelled, ...]
    rest: Text
    file: str


def scopes(folder: Path | None = None) -> dict[str, LawScope]:
    """Every law's file in `folder`, that of the data folder when None, by law; without files nothing is said of any law.

    Raises LawFileError with all problems of a file.
    """
    return _read(folder or scope_dir() / "niet_gemodelleerd")


@cache
def _read(folder: Path) -> dict[str, LawScope]:
    catalogue = load_registers()
    found: dict[str, LawScope] = {}
    for path in sorted(folder.glob("*.yaml")):
        scope = _Reader(path, catalogue).read()
        found[scope.law] = scope
    return found


def of(law: str, article: str | None = None, version: str | None = None) -> tuple[NotModelled, ...]:
    """What is not modelled of a law, of one article when named, and of one version (ISO) when named."""
    scope = scopes().get(law)
    if scope is None:
        return ()
    return tuple(
        rule
        for rule in scope.rules
        if (article is None or rule.article == article) and (version is None or rule.holds_on(version))
    )


def gaps(law: Law) -> tuple[NotModelled, ...]:
    """Everything that a version of a law says and that is not computed, for whoever tells it beside an outcome.

    That is what data/reikwijdte says of this version, what its articles mark as not to be put in rules, and in a file of the
    user the articles without rules that are not accounted for there: those of a new law, and those that a proposal adds.
    """
    ours = of(law.id, version=law.version or None)
    told = (
        {rule.article for rule in ours} if _shipped(law.file) else set()
    )  # told there in both languages, and once is enough
    marked = (one for article in law.articles if article.number not in told for one in _marked(law, article))
    return (*ours, *marked, *_without_rules(law))


def repealed(article: Article) -> bool:
    """Whether 'Vervallen', with or without since when, is all that an article still says: it provides for nothing."""
    return _REPEALED.fullmatch(article.text.strip()) is not None


def _marked(law: Law, article: Article) -> Iterable[NotModelled]:
    """What an article says that nobody can put in rules: a person decides, or it is left out."""
    for place in article.rules.untranslatables if article.rules is not None else ():
        what, why = (Text(words, law=True) for words in (place.construct, place.reason))
        yield NotModelled(law.id, article.number, what, why, (), None, None, law.file, place.line)


def _without_rules(law: Law) -> Iterable[NotModelled]:
    """The articles of a law that are text alone, together; nothing of a law that has no rules at all."""
    bare = [article for article in law.articles if article.rules is None and not repealed(article)]
    if not bare or all(article.rules is None for article in law.articles):
        return
    if law.id in scopes():
        known = frozenset(article.number for article in bare) if _shipped(law.file) else _accounted(law.id)
        bare = [article for article in bare if article.number not in known]
    if not bare:
        return
    named = ", ".join(article.number for article in bare[:_NAMED])
    more = len(bare) - _NAMED
    numbers = named if more <= 0 else f"{named} + {more}"
    what = Text(
        "Van deze artikelen staat alleen de tekst in het bestand", "Of these articles the file has only the text"
    )
    why = Text("Wat zij bepalen, is niet meegerekend.", "What they say is not computed.")
    yield NotModelled(law.id, numbers, what, why, (), None, None, law.file, bare[0].line)


def _shipped(file: str) -> bool:
    """Whether a file is that of a shipped law, and not one of the user."""
    return Path(file).resolve().is_relative_to(laws_dir().resolve())


@cache
def _accounted(law: str) -> frozenset[str]:
    """The articles of a shipped law that data/reikwijdte names, and those that are text alone in a version of it."""
    scope = scopes()[law]
    named = {*scope.whole, *(rule.article for rule in scope.rules)}
    versions = load_corpus().versions.get(law, ())
    return frozenset(named.union(*({a.number for a in entry.law.articles if a.rules is None} for entry in versions)))


class _Reader:
    """One file."""

    def __init__(self, path: Path, catalogue: Catalogue) -> None:
        self.source, self.catalogue, self.path = ScopeFile(path), catalogue, path

    def read(self) -> LawScope:
        source = self.source
        raw = source.top(_LAW_KEYS)
        law = str(raw.get("wet", ""))
        if law != self.path.stem:
            source.problem(
                raw.line_of("wet"), tr("'wet' is '{law}', maar het bestand heet {name}", law=law, name=self.path.name)
            )
        rules = tuple(
            self._rule(item, law) for item in source.items("regels", _RULE_KEYS, ("artikel", "wat", "gevolg"))
        )
        scope = LawScope(law, source.words(raw, "geheel"), rules, source.text(raw, "overig"), source.file)
        both = sorted(set(scope.whole) & {rule.article for rule in rules})
        if both:
            source.problem(
                raw.line_of("geheel"), tr("artikel {both} staat onder 'geheel' en onder 'regels'", both=", ".join(both))
            )
        source.done()
        return scope

    def _rule(self, raw: YamlMapping, law: str) -> NotModelled:
        source = self.source
        return NotModelled(
            law,
            str(raw["artikel"]),
            source.text(raw, "wat"),
            source.text(raw, "gevolg"),
            self._when(raw),
            source.day(raw, "vanaf"),
            source.day(raw, "tot"),
            source.file,
            raw.line,
            self._link(raw),
        )

    def _link(self, raw: YamlMapping) -> bool:
        given = raw.get("koppeling", False)
        if not isinstance(given, bool):
            self.source.problem(
                raw.line_of("koppeling"), tr("'koppeling' moet true of false zijn, geen {given}", given=describe(given))
            )
        return given is True

    def _when(self, raw: YamlMapping) -> tuple[tuple[Condition, ...], ...]:
        listed = raw.get("wanneer", Sequence())
        if not isinstance(listed, Sequence):
            self.source.problem(
                raw.line_of("wanneer"), tr("'wanneer' moet een lijst zijn, geen {listed}", listed=describe(listed))
            )
            return ()
        return tuple(
            tuple(self._condition(one, line) for one in (item if isinstance(item, Sequence) else [item]))
            for item, line in zip(listed, listed.lines, strict=True)
        )

    def _condition(self, raw: Any, line: int) -> Condition:
        nothing = Condition(PERSON, "", "bestaat", True)
        if not isinstance(raw, YamlMapping):
            self.source.problem(line, tr("een voorwaarde moet een object zijn, geen {raw}", raw=describe(raw)))
            return nothing
        self.source.known(raw, _CONDITION_KEYS)
        table, field, tests = str(raw.get("tabel", PERSON)), str(raw.get("veld", "")), [t for t in _TESTS if t in raw]
        if table not in (PERSON, CHILD, HOUSEMATE):
            self.source.problem(
                raw.line, tr("onbekende tabel '{table}'", table=table), suggest(table, (PERSON, CHILD, HOUSEMATE))
            )
            return nothing
        known = self.catalogue.items(table) if table != PERSON else self.catalogue.person_specs()
        if field and field not in known:
            self.source.problem(
                raw.line, tr("onbekend veld '{field}' van {table}", field=field, table=table), suggest(field, known)
            )
        if len(tests) != 1 or (not field and tests != ["bestaat"]):
            self.source.problem(
                raw.line, tr("een voorwaarde heeft een veld en precies een van {tests}", tests=", ".join(_TESTS))
            )
            return nothing
        value = raw[tests[0]]
        if tests[0] in ("boven", "onder", "leeftijd_vanaf", "leeftijd_tot") and (
            isinstance(value, bool) or not isinstance(value, int | Decimal)
        ):
            self.source.problem(
                raw.line, tr("'{tests}' moet een getal zijn, geen {value}", tests=tests[0], value=describe(value))
            )
        return Condition(table, field, tests[0], value)


def articles_of(rules: Iterable[NotModelled]) -> tuple[str, ...]:
    """The articles of some rules, each once, in the order of the file."""
    return tuple(dict.fromkeys(rule.article for rule in rules))
