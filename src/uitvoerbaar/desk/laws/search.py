"""Search on the words and numbers of the laws: case, accents, the ends of Dutch words and points for thousands do not count."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from pathlib import Path
from threading import Lock

import snowballstemmer

from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.base.language import language
from uitvoerbaar.base.messages import nearest
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.face.show import show_law
from uitvoerbaar.face.shown import ShownLaw

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
"""A word, or a number with what stands inside it: 146.011, 13,73 and article 8.11 are one each."""
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
"""A number with points for thousands."""
_NO_CENTS = re.compile(r"(?<=\d),00?\Z", re.ASCII)
_LONG_VOWEL = re.compile(r"([aeou])\1(?=[^aeiou]+\Z)")
"""Of a last syllable: the stemmer makes 'toeslaag' of toeslagen and 'jaar' of jaren, and leaves toeslag and jaar as they are."""
_BEFORE, _AROUND = 60, 260
"""Characters of a text that are shown before the first hit, and in all."""
_PREFIX = 3
"""So many letters of a word are enough to find the words that begin with it."""
_NAME = 3
"""A word in the name of a law or of a rule weighs as much as so many in the text."""
MOST = 50
"""Hits that are shown."""
_DAYS = 8
_STEMMER, _ONE = snowballstemmer.stemmer("dutch"), Lock()
"""The stemmer keeps the word at hand in itself: one thread at a time."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; `hit` when it is a word that was sought."""

    words: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """An article in which the words stand."""

    law: str
    law_name: str
    article: str
    parts: tuple[Part, ...]
    names: tuple[str, ...]
    """Names of its rules and parameters in which a word stands."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the best hits, how many there are in all, and per word that is nowhere one that is."""

    hits: tuple[Hit, ...]
    total: int
    instead: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class _Document:
    law: str
    law_name: str
    article: str
    text: str
    names: tuple[str, ...]
    """Names of its rules and parameters, the latter with their numbers: a percentage stands there more often than in the text."""
    counts: Mapping[str, int]
    """How heavy each stem weighs."""

    @property
    def heading(self) -> str:
        """How the article is called, in full and as lawyers write it."""
        return f"artikel art {self.article}"


@dataclass(frozen=True, slots=True)
class _Index:
    documents: tuple[_Document, ...]
    stems: Mapping[str, tuple[str, ...]]
    """Each stem with the words that have it, plain."""


def search(day: str, question: str, page: int = 1) -> Found:
    """The articles in force on a day in which every word stands, the best first: `MOST` of them, from 1 on the pages after it.

    A word that stands nowhere is passed over, and told. A word of three letters or more also finds what begins with it.
    """
    index = _index(laws_dir(), day)
    asked = list(dict.fromkeys(plain(word) for word in _WORD.findall(question)))
    reached = {word: _reached(index, word) for word in asked}
    known = [word for word in asked if reached[word]]
    instead = {word: nearest(word, _beside(index, word)) for word in asked if not reached[word]}
    hits = [(_weight(index, [reached[w] for w in known], document), document) for document in index.documents]
    ranked = sorted(
        ((weight, d) for weight, d in hits if weight), key=lambda pair: (-pair[0], pair[1].law, pair[1].article)
    )
    sought = frozenset(stem for word in known for stem in reached[word])
    here = ranked[(page - 1) * MOST : page * MOST]
    return Found(tuple(_hit(document, sought) for _, document in here), len(ranked), instead)


def plain(word: str) -> str:
    """A word without capitals and accents, a number without points for thousands and without cents where there are none."""
    if _GROUPED.fullmatch(word):
        word = word.replace(".", "")
    word = _NO_CENTS.sub("", word)
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What is left of a plain Dutch word without its endings (Snowball)."""
    with _ONE:
        return _LONG_VOWEL.sub(r"\1", str(_STEMMER.stemWord(word)))


def marked(text: str, sought: frozenset[str]) -> Iterator[Part]:
    """A text in pieces, the words whose stem is sought apart."""
    at = 0
    for match in _WORD.finditer(text):
        if stem(plain(match[0])) in sought:
            if match.start() > at:
                yield Part(text[at : match.start()], False)
            yield Part(match[0], True)
            at = match.end()
    if at < len(text):
        yield Part(text[at:], False)


def _reached(index: _Index, word: str) -> frozenset[str]:
    """The stems that a word asks for: its own, and those of words that begin with it."""
    found = {stem(word)} & index.stems.keys()
    if len(word) >= _PREFIX:
        found |= {each for each, words in index.stems.items() if any(one.startswith(word) for one in words)}
    return frozenset(found)


def _beside(index: _Index, word: str) -> list[str]:
    return [one for words in index.stems.values() for one in words if one[:1] == word[:1]]


def _weight(index: _Index, asked: Sequence[frozenset[str]], document: _Document) -> float:
    """How well a document answers: a rare word weighs more; 0 when one of the words is not in it."""
    total = 0.0
    for stems in asked:
        count = sum(document.counts.get(each, 0) for each in stems)
        if not count:
            return 0.0
        held = sum(any(each in other.counts for each in stems) for other in index.documents)
        total += count / (count + 1.5) * log(1 + len(index.documents) / held)
    return total


def _hit(document: _Document, sought: frozenset[str]) -> Hit:
    names = tuple(name for name in document.names if any(stem(plain(w)) in sought for w in _WORD.findall(name)))
    return Hit(document.law, document.law_name, document.article, tuple(_around(document.text, sought)), names)


def _around(text: str, sought: frozenset[str]) -> Iterator[Part]:
    """The piece of a text around its first hit; the beginning when there is none."""
    first = next((m.start() for m in _WORD.finditer(text) if stem(plain(m[0])) in sought), 0)
    start = max(0, first - _BEFORE)
    start = text.find(" ", start) + 1 if start else 0
    end = start + _AROUND
    end = len(text) if end >= len(text) else text.rfind(" ", start, end)
    if start:
        yield Part("… ", False)
    yield from marked(text[start:end], sought)
    if end < len(text):
        yield Part(" …", False)


@lru_cache(maxsize=_DAYS)
def _index(folder: Path, day: str) -> _Index:
    """The index of the laws in force on a day: some two hundred articles, so it is made when it is first asked."""
    of, documents = laws_on(day), []
    with language("nl"):  # the laws are in Dutch
        for known in of.known:
            if known.in_force:
                shown = show_law(of, known.id, None)
                assert isinstance(shown, ShownLaw)
                documents += [_document(shown, at) for at in range(len(shown.articles))]
    stems: dict[str, set[str]] = {}
    for document in documents:
        for word in _words(document):
            stems.setdefault(stem(word), set()).add(word)
    return _Index(tuple(documents), {each: tuple(sorted(words)) for each, words in stems.items()})


def _document(law: ShownLaw, at: int) -> _Document:
    article = law.articles[at]
    rules = (rule.name.replace("_", " ") for rule in article.rules)
    numbers = (f"{each.name.replace('_', ' ')}: {each.value}" for each in article.parameters)
    names = tuple(dict.fromkeys((*rules, *numbers)))
    made = _Document(law.id, law.name, article.number, article.words, names, {})
    counts = Counter(stem(word) for word in _words(made))
    for text in (law.name, *names, made.heading):
        for word in _WORD.findall(text):
            counts[stem(plain(word))] += _NAME - 1
    return _Document(law.id, law.name, article.number, article.words, names, dict(counts))


def _words(document: _Document) -> Iterator[str]:
    """Every word of a document, plain: its text and number, the name of its law, the names of its rules and parameters."""
    for text in (document.text, document.heading, document.law_name, *document.names):
        yield from (plain(word) for word in _WORD.findall(text))
