"""What is modelled of each article of a law: whole, in part, or not; and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import mark, said, tr, trn
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.engine.explain.plain_words import law_words
from uitvoerbaar.law.corpus import Corpus
from uitvoerbaar.law.coverage import Covered, Status, coverage


@dataclass(frozen=True, repr=False)
class Coverage:
    """A line per article of a law, over all its versions."""

    articles: tuple[Covered, ...]

    def text(self) -> str:
        """The table as text."""
        return "\n".join(table(self.articles))

    def as_json(self) -> list[dict[str, Any]]:
        """The table as JSON values; what is missing in Dutch and English."""
        return [
            {
                "law": one.law,
                "article": one.article,
                "status": one.status,
                "versions": list(one.versions),
                "missing": [{"nl": text.nl, "en": text.en} for text in one.missing],
            }
            for one in self.articles
        ]

    def __repr__(self) -> str:
        return f"<{self.text().splitlines()[-1]}>"

    def _repr_html_(self) -> str:
        from uitvoerbaar.face.html import law_title, page, records

        rows = [
            (law_title(one.law, one.name), one.article, tr(_STATUS[one.status]), _missing(one)) for one in self.articles
        ]
        heads = (tr("Wet"), tr("Artikel"), tr("Gemodelleerd"), tr("Wat ontbreekt"))
        return page(self.text().splitlines()[-1], records(heads, rows))


def _missing(one: Covered) -> str:
    """What is missing of an article in the active language, as one text."""
    return " ".join(said(text) for text in one.missing)


def coverage_of(corpus: Corpus, laws: Iterable[str] = ()) -> Coverage:
    """The coverage of some laws, or of all. Raises UserError for a law that does not exist."""
    chosen = tuple(laws)
    for law in chosen:
        if law not in corpus.versions:
            hint = suggest(law, corpus.versions)
            raise UserError(
                tr("De wet '{law}' is er niet{word}", law=law, word=f" ({hint})" if hint else ""), hint=hint
            )
    return Coverage(coverage(corpus, chosen or None))


_STATUS: dict[Status, str] = {
    "geheel": mark("geheel"),
    "deels": mark("deels"),
    "niet": mark("niet"),
    "onbekend": mark("onbekend"),
}


def status_words(status: Status) -> str:
    """Whether an article is modelled, in words."""
    return tr(_STATUS[status])


def table(found: tuple[Covered, ...]) -> Iterator[str]:
    """A heading per law, a line per article with what is missing, and the counts."""
    law = None
    for one in found:
        if one.law != law:
            if law is not None:
                yield ""
            law = one.law
            yield f"{law_words(one.law, one.name)} ({one.law})"
        missing = _missing(one)
        if one.status == "niet" and one.versions:
            missing = tr("Alleen de tekst is opgenomen. {missing}", missing=missing).strip()
        yield f"  {one.article:<13} {tr(_STATUS[one.status]):<9} {missing}".rstrip()
    counts = Counter(one.status for one in found)
    yield ""
    each = ", ".join(f"{counts[s]} {tr(word)}" for s, word in _STATUS.items() if counts[s])
    yield trn(len(found), "{n} artikel: {each}", "{n} artikelen: {each}", each=each)
