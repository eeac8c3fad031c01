"""Names of laws, registers and schemes in the words of the active language, for pages."""

from __future__ import annotations

from uitvoerbaar.base.language import active, said
from uitvoerbaar.base.vocabulary import vocabulary
from uitvoerbaar.engine.explain.plain_words import described, law_words, plain_words
from uitvoerbaar.face.asked import schemes
from uitvoerbaar.face.registers import registers
from uitvoerbaar.law.registers.catalogue import PERSON

__all__ = ["day_words", "described", "field_words", "law_short", "law_words", "name_words", "scheme_words"]


def law_short(law: str, name: str) -> tuple[str, bool]:
    """A law by one name, and whether that is in the active language: where nobody translated it, it is Dutch."""
    if active() == "nl":
        return name, True
    english = vocabulary().get(law)
    return (english, True) if english else (name, False)


def name_words(name: str) -> str:
    """A name of the law or of a register in words: hoogte AOW."""
    return plain_words().words(name)


def scheme_words(scheme: str) -> str:
    """The name of a scheme; of one that is not there the name as it is."""
    found = schemes().get(scheme)
    return said(found.name) if found else scheme


def field_words(name: str) -> str:
    """What a field of the persons is, as the catalogue of registers says; empty when it says nothing."""
    found = registers().field(PERSON, name)
    return described(found.description) if found else ""


def day_words(day: str) -> str:
    """A day (ISO) in words: 1 juli 1985; no day is as it is written."""
    return plain_words().show(day)
