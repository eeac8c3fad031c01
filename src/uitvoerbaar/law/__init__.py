"""Reading law files, checking them and linking them into one graph. Knows nothing of people."""

from __future__ import annotations

from uitvoerbaar.base.errors import LawFileError, Problem, UserError
from uitvoerbaar.law.corpus import Corpus, LawLookupError, load_corpus
from uitvoerbaar.law.link.linker import Linked, Linker, SourceSpec

__all__ = [
    "Corpus",
    "LawFileError",
    "LawLookupError",
    "Linked",
    "Linker",
    "Problem",
    "SourceSpec",
    "UserError",
    "load_corpus",
]
