"""Per article of every shipped law whether it is modelled, in part or not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from uitvoerbaar.base.text import Text
from uitvoerbaar.base.typed import digits
from uitvoerbaar.law.corpus import Corpus
from uitvoerbaar.law.not_modelled import LawScope, scopes

Status = Literal["geheel", "deels", "niet", "onbekend"]


@dataclass(frozen=True, slots=True)
class Covered:
    """One article: its status, the versions that hold it (none: only the act does) and what is not modelled of it."""

    law: str
    name: str
    article: str
    status: Status
    versions: tuple[str, ...]
    missing: tuple[Text, ...]


def coverage(corpus: Corpus, laws: Iterable[str] | None = None) -> tuple[Covered, ...]:
    """Every article of `laws` (all of the corpus when None), and articles of the act that are named as not modelled.

    An article is `geheel` or `deels` as data/reikwijdte says, `niet` when no version has rules for it, and `onbekend` when it has
    rules and nothing is said of it.
    """
    found: list[Covered] = []
    for law in sorted(corpus.versions if laws is None else laws):
        found += _law(corpus, law, scopes().get(law))
    return tuple(found)


def _law(corpus: Corpus, law: str, scope: LawScope | None) -> list[Covered]:
    held: dict[str, list[str]] = {}
    ruled: set[str] = set()
    name = law
    for entry in sorted(corpus.versions[law], key=lambda e: e.valid_from):
        name = entry.law.name or name
        for article in entry.law.articles:
            held.setdefault(article.number, []).append(entry.valid_from)
            if article.rules is not None:
                ruled.add(article.number)
    missing: dict[str, list[Text]] = {}
    for rule in scope.rules if scope else ():
        missing.setdefault(rule.article, []).append(rule.told)
    whole = set(scope.whole) if scope else set()

    def status(article: str) -> Status:
        if article not in ruled:
            return "niet"
        if article in missing:
            return "deels"
        return "geheel" if article in whole else "onbekend"

    numbers = sorted({*held, *missing}, key=in_order)
    return [
        Covered(law, name, number, status(number), tuple(held.get(number, ())), tuple(missing.get(number, ())))
        for number in numbers
    ]


def in_order(article: str) -> list[tuple[int, str]]:
    """The order of articles in a law: 2 before 10, 2.9 before 2.10, 4 before 4a."""
    parts = [(digits(part), part) for part in re.findall(r"[0-9]+|[^0-9.\s]+", article)]
    return [(0, part) if number is None else (number, "") for number, part in parts]
