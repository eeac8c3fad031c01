"""A folder of laws beside ours: per law and version whether it is the same, and if not which articles differ."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import LawFileError, Problem, UserError
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.face.exchange.layout import COUNTRY, place_of
from uitvoerbaar.face.versions import ArticleChange, article_changes
from uitvoerbaar.law import Corpus, load_corpus
from uitvoerbaar.law.corpus import Entry, read_entries
from uitvoerbaar.law.model import Law

SHOWN = 12
"""Articles of a law that are named; of more they are counted."""
SAME, WRITING, CHANGED, VERSION, LAW, BROKEN = "gelijk", "schrijfwijze", "anders", "versie", "wet", "onleesbaar"
STATES: Mapping[str, str] = {
    SAME: mark("gelijk aan de onze, tot op de byte"),
    WRITING: mark("anders opgeschreven; woorden, getallen en regels van de artikelen zijn gelijk"),
    CHANGED: mark("andere artikelen"),
    VERSION: mark("versie die wij niet hebben"),
    LAW: mark("wet die wij niet hebben"),
    BROKEN: mark("niet te lezen"),
}
"""What a version of a law is beside ours."""


@dataclass(frozen=True, slots=True)
class Row:
    """A version of a law that was sent in. `articles`: those that differ from ours; of a version that we do not have, from the
    version that we have in force then; of a law that we do not have, all."""

    law: str
    name: str
    version: str
    place: str
    state: str
    articles: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def words(self) -> str:
        """What it is beside ours, in words."""
        return tr(STATES[self.state])

    @property
    def numbers(self) -> str:
        """The articles, the first of many."""
        return numbers_of(self.articles)

    @property
    def differs(self) -> bool:
        """Whether it has other bytes than ours: then it goes along, also when no difference was seen."""
        return self.state not in (SAME, BROKEN)


def numbers_of(articles: Sequence[str]) -> str:
    """Numbers of articles in a line, the first of many."""
    left, some = len(articles) - SHOWN, ", ".join(articles[:SHOWN])
    return some if left <= 0 else tr("{some} en nog {left}", some=some, left=left)


@dataclass(frozen=True)
class SentIn:
    """The laws of a folder, beside ours."""

    folder: Path
    corpus: Corpus
    ours: Corpus

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """A row for each version that is in the folder, by law and day."""
        entries = sorted(self.corpus.entries(), key=lambda entry: (entry.id, entry.valid_from))
        return tuple(self._row(entry) for entry in entries)

    @cached_property
    def absent(self) -> tuple[str, ...]:
        """Laws of ours that the folder has no version of: they stay as we have them."""
        return tuple(sorted(self.ours.versions.keys() - self.corpus.versions.keys()))

    @property
    def broken(self) -> tuple[Row, ...]:
        """What cannot be read, and so can be no side of an assessment."""
        return tuple(row for row in self.rows if row.state == BROKEN)

    def entries(self) -> Iterator[tuple[Row, Entry]]:
        """Each row with the version that it is about."""
        found = {(entry.id, entry.valid_from): entry for entry in self.corpus.entries()}
        yield from ((row, found[row.law, row.version]) for row in self.rows)

    def changes(self, law: str, version: str) -> tuple[ArticleChange, ...]:
        """How the articles of a version differ from ours of that day. Raises UserError for what is not in the folder."""
        entry = _version(self.corpus, law, version)
        if entry is None:
            raise UserError(tr("de wet '{law}' van {version} is niet in deze map", law=law, version=version))
        return article_changes(self._beside(entry), entry.law)

    def as_json(self) -> dict[str, Any]:
        """All of it as JSON values."""
        return {"versies": [asdict(row) for row in self.rows], "ontbreekt": list(self.absent)}

    def text(self) -> str:
        """All of it as lines for a terminal; what is the same is counted."""
        same = sum(row.state == SAME for row in self.rows)
        lines = [tr("{n} versies gelijk aan de onze, tot op de byte", n=same)]
        for row in self.rows:
            if row.state != SAME:
                lines.append(f"{row.law} {row.version or tr('altijd')}: {row.words}")
                lines += [f"  {row.trouble}"] if row.trouble else []
                lines += [tr("  artikel {numbers}", numbers=row.numbers)] if row.articles else []
        if self.absent:
            lines.append(tr("Niet in de map, en dus zoals bij ons: {laws}", laws=", ".join(self.absent)))
        return "\n".join(lines)

    def _row(self, entry: Entry) -> Row:
        place = self._place(entry)
        mine = _version(self.ours, entry.id, entry.valid_from)
        if mine is not None and Path(mine.file).read_bytes() == Path(entry.file).read_bytes():
            return Row(entry.id, "", entry.valid_from, place, SAME)
        try:
            law = entry.law
        except LawFileError as error:
            return Row(entry.id, "", entry.valid_from, place, BROKEN, (), _near(error, self.folder))
        numbers = tuple(change.number for change in article_changes(self._beside(entry), law))
        state = (
            LAW if entry.id not in self.ours.versions else VERSION if mine is None else CHANGED if numbers else WRITING
        )
        if state == WRITING and not _same_head(mine, law):
            state = CHANGED
        return Row(entry.id, law_name(law), entry.valid_from, place, state, numbers)

    def _beside(self, entry: Entry) -> Law | None:
        """Our law to lay it beside: the same version, else the one in force on its first day; None when we have none."""
        mine = _version(self.ours, entry.id, entry.valid_from)
        older = (each for each in self.ours.versions.get(entry.id, ()) if each.valid_from <= entry.valid_from)
        found = mine or next(older, None)
        return None if found is None else found.law

    def _place(self, entry: Entry) -> str:
        try:
            return str(place_of(entry, self.corpus))
        except UserError:
            return Path(os.path.relpath(entry.file, self.folder)).as_posix()


def sent_in(folder: Path) -> SentIn:
    """The laws in a folder (the whole of a corpus, its folder `nl`, or one law). Raises UserError for a folder without laws,
    and LawFileError, with every problem and files by their place in the folder, for laws of which the head cannot be read."""
    if not folder.is_dir():
        raise UserError(
            tr("{folder}: is geen map; geef een map met wetten, in de indeling van RegelRecht", folder=folder)
        )
    try:
        entries = read_entries([folder])
    except LawFileError as error:
        raise LawFileError([_nearer(problem, folder) for problem in error.problems]) from None
    if not entries:
        told = tr(
            "hierin staan geen wetten; verwacht: bestanden als {example}", example=f"{COUNTRY}/wet/WET/JJJJ-MM-DD.yaml"
        )
        raise UserError(told)
    return SentIn(folder, Corpus.of(entries), load_corpus())


def _version(corpus: Corpus, law: str, version: str) -> Entry | None:
    return next((entry for entry in corpus.versions.get(law, ()) if entry.valid_from == version), None)


def _same_head(mine: Entry | None, law: Law) -> bool:
    """Whether two files with the same articles also say the same of the law itself."""
    if mine is None:
        return False
    one = mine.law
    return (one.layer, one.valid_to, one.schema) == (law.layer, law.valid_to, law.schema)


def _near(error: LawFileError, folder: Path) -> str:
    return "\n".join(str(_nearer(problem, folder)) for problem in error.problems)


def _nearer(problem: Problem, folder: Path) -> Problem:
    """A problem with its file as it is called in the folder."""
    return replace(
        problem, file=problem.file.replace(f"{folder}/", ""), message=problem.message.replace(f"{folder}/", "")
    )
