"""data/assess/begrippen.yaml: words that several laws use, each with its own meaning."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.entries import read_assess
from uitvoerbaar.base.text import Text


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept and the names that laws and registers have for it; `ages_of` is the table whose ages belong to it."""

    id: str
    name: Text
    names: frozenset[str]
    ages_of: str | None


def load_concepts() -> tuple[Concept, ...]:
    """The concepts. Raises LawFileError for a malformed file."""
    file = read_assess("begrippen.yaml")
    concepts = tuple(
        Concept(
            e.word("id"),
            e.text("naam"),
            frozenset(e.words("namen")),
            e.word("leeftijd_van") if "leeftijd_van" in e else None,
        )
        for e in file.objects("begrippen")
    )
    file.check()
    return concepts
