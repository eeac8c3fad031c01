"""Checking law files: every problem of all files in one run, each with file, line and article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.folders import concepts_file, copied_file, data_dir, laws_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.yaml import load
from uitvoerbaar.law.check.amounts import check_amounts
from uitvoerbaar.law.check.concepts import Concept, check_concepts, load_concepts
from uitvoerbaar.law.check.copied import Copied, check_copied, load_copied
from uitvoerbaar.law.check.hooks import check_hooks
from uitvoerbaar.law.check.linked import check_links
from uitvoerbaar.law.check.names import check_articles
from uitvoerbaar.law.check.one_name import check_one_name
from uitvoerbaar.law.check.references import ReferenceCheck, check_users
from uitvoerbaar.law.check.types import check_types
from uitvoerbaar.law.check.unheard import check_unheard
from uitvoerbaar.law.corpus import NO_LAWS, Corpus, Entry, entries_of, law_files, of_law, twice
from uitvoerbaar.law.link import delegation
from uitvoerbaar.law.model import Law
from uitvoerbaar.law.read.expressions import OLD_IF
from uitvoerbaar.law.read.law_file import as_it_is, examine
from uitvoerbaar.law.read.older import OlderFormatError, per_folder
from uitvoerbaar.law.registers import Catalogue, load_registers

NEWEST = "2026-01-01"
"""Where a law without dates is looked at when no law has a date."""


def check_paths(paths: Iterable[Path], registers: Path | None) -> list[Problem]:
    """Everything that is wrong in the law files of `paths`, in the order of file and line.

    Laws that are not in `paths` are looked up among the shipped laws. `registers` is a folder with a register
    catalogue (the shipped one when None). Raises UserError for a path that does not exist.
    """
    files = list(law_files(paths))
    problems: list[Problem] = []
    try:
        catalogue = load_registers(registers)
    except LawFileError as error:
        problems += error.problems
        catalogue = Catalogue({})
    # The concepts are those of the shipped laws and registers; another catalogue or data folder is another country.
    concepts = load_concepts() if registers is None and concepts_file().is_file() else ()
    copied = load_copied() if registers is None and copied_file().is_file() else ()
    shipped = _shipped()
    for side, group in _groups(files):
        own = {file.resolve() for file in group}
        settled = frozenset(str(file) for file in group if file.resolve() in shipped)
        around = [entry for file, entry in shipped.items() if file not in own]
        checked = GroupCheck(group, around, catalogue, side is not None, concepts, copied, settled)
        checked.run()
        problems += checked.problems
        if registers is not None or len(around) < len(shipped):
            problems += _computed(catalogue, checked.corpus)
    unique = dict.fromkeys(_old_form_once(problems))
    return sorted(unique, key=lambda p: (p.file, p.line, p.column or 0, p.message))


def law_errors(paths: Iterable[Path]) -> list[Problem]:
    """The errors that `check` finds in law files of the user, for who runs them: a key that no law has, an output of
    another kind and a name with two sources do not stop a run, and make its answer another one than the writer meant.

    Shipped laws are held by the tests. Raises UserError for a path that does not exist.
    """
    home = data_dir().resolve()
    own = [path for path in paths if not path.resolve().is_relative_to(home)]
    return [problem for problem in check_paths(own, None) if problem.level == "error"] if own else []


def _shipped() -> dict[Path, Entry]:
    """The shipped laws by file, as they are."""
    folder = laws_dir()
    found = list(law_files([folder])) if folder.is_dir() else []
    return dict(zip((file.resolve() for file in found), entries_of(found, as_it_is), strict=True))


def _old_form_once(problems: Iterable[Problem]) -> list[Problem]:
    """The older form of IF is told once per folder, at its first place, with how often it is there."""
    kept: list[Problem] = []
    old: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.message == tr(OLD_IF):
            old.setdefault(str(Path(problem.file).parent), []).append(problem)
        else:
            kept.append(problem)
    for found in old.values():
        files = len({p.file for p in found})
        more = tr(
            "; in deze map {found} keer in {files} {word}",
            found=len(found),
            files=files,
            word=tr("bestand") if files == 1 else tr("bestanden"),
        )
        kept.append(replace(found[0], message=tr(OLD_IF) + (more if len(found) > 1 else "")))
    return kept


def _groups(files: Iterable[Path]) -> Iterable[tuple[Path | None, list[Path]]]:
    """Files that belong to one world, with the side of a proposal that they are.

    The two sides of a proposal (folders beside its description) are two worlds; all other files are one.
    """
    found: dict[Path | None, list[Path]] = {}
    for file in files:
        side = None
        for inner, outer in zip(file.parents, list(file.parents)[1:], strict=False):
            if any((outer / name).is_file() for name in NO_LAWS):
                side = inner
                break
        found.setdefault(side, []).append(file)
    return found.items()


def overlaps(laws: Iterable[Law]) -> Iterator[Problem]:
    """A version that says to hold after the first day of the next one: from that day only the next one does."""
    by_id: dict[str, list[Law]] = {}
    for law in laws:
        by_id.setdefault(law.id, []).append(law)
    for versions in by_id.values():
        for law, later in pairwise(sorted(versions, key=lambda v: v.version)):
            if law.valid_to is not None and law.version < later.version <= law.valid_to:
                message = tr(
                    "deze versie zegt te gelden tot en met {valid_to}, maar op {start} begint de volgende ({file}); die geldt dan",
                    valid_to=law.valid_to,
                    start=later.version,
                    file=Path(later.file).name,
                )
                hint = tr("laat 'valid_to' de dag voor de volgende versie zijn, of haal het weg")
                yield Problem(law.file, 1, message, level="warning", hint=hint)


@dataclass(slots=True)
class GroupCheck:
    """Checks the files of one world together, on top of the laws `around` them."""

    files: list[Path]
    around: list[Entry]
    catalogue: Catalogue
    proposed: bool
    """Whether the files are a proposed change of the laws around them, which must go on working."""
    concepts: tuple[Concept, ...] = ()
    copied: tuple[Copied, ...] = ()
    settled: frozenset[str] = frozenset()
    """The files that are shipped laws themselves."""
    problems: list[Problem] = field(default_factory=list)
    laws: list[Law] = field(default_factory=list)
    corpus: Corpus = field(default_factory=lambda: Corpus({}))

    def run(self) -> None:
        """Read every file, then check each law on its own and all together."""
        older: list[OlderFormatError] = []
        for path in self.files:
            try:
                text = read_text(path, str(path))
                law, found = examine(text, str(path))
            except OlderFormatError as error:
                older.append(error)
            except LawFileError as error:
                self.problems += error.problems
            else:
                self.problems += found
                self.problems += [*check_amounts(law, text), *_without_schema(law, text)]
                self._named(path, law)
                self.laws.append(law)
        self.problems += [*per_folder(older), *twice(of_law(law) for law in self.laws), *overlaps(self.laws)]
        self.corpus = self._world(self.laws)
        dates = {law.file: self._dates(law) for law in self.laws}
        for law in self.laws:
            self._add(check_articles(law, self.catalogue, self._hooked(law, dates[law.file])))
            self._add(check_one_name(law))
            self._add(check_types(law, self.catalogue))
            self._add(ReferenceCheck(self.corpus, law, dates[law.file]).run())
            self._add(check_unheard(self.corpus, law, dates[law.file]))
        self._add(check_concepts(self.corpus, self.laws, self.around, self.concepts))
        shipped = self.settled | {entry.file for entry in self.around}
        self._add(check_copied(self.corpus, self.laws, self.copied, shipped))
        self._add(check_hooks(self.corpus, self.laws, dates))
        if self.proposed:
            self._add(check_users(self.corpus, self.laws, dates))
        told = {(p.file, p.line) for p in self.problems if p.level == "error"}
        for laws in self._one_of_each():
            self._add(check_links(self._world(laws), laws, dates, self.catalogue, told, self.settled))

    def _add(self, found: Iterable[Problem]) -> None:
        """Keep what is found, except on lines with an error: what comes after a mistake there only follows from it."""
        told = {(p.file, p.line) for p in self.problems if p.level == "error"}
        self.problems += [p for p in found if (p.file, p.line) not in told]

    def _named(self, path: Path, law: Law) -> None:
        named = parse_date(path.stem)
        if named is not None and law.valid_from is not None and law.valid_from != path.stem:
            message = tr(
                "het bestand heet {name}, maar 'valid_from' is {valid_from}", name=path.name, valid_from=law.valid_from
            )
            self.problems.append(Problem(law.file, 1, message, level="warning"))

    def _one_of_each(self) -> Iterator[list[Law]]:
        """The laws in lists without a law and first day twice: a second file of the same is linked in the place of the
        first, so that both are looked at."""
        rest = self.laws
        first: dict[tuple[str, str], Law] = {}
        while rest:
            chosen: dict[tuple[str, str], Law] = {}
            later: list[Law] = []
            for law in rest:
                if (law.id, law.version) in chosen:
                    later.append(law)
                else:
                    chosen[law.id, law.version] = law
            first = first or chosen
            yield list(chosen.values()) if rest is self.laws else [*{**first, **chosen}.values()]
            rest = later

    def _world(self, laws: Iterable[Law]) -> Corpus:
        """The laws around, without what the files replace: a law in the files keeps only its older shipped versions."""
        oldest: dict[str, str] = {}
        for law in self.laws:
            oldest[law.id] = min(law.version, oldest.get(law.id, law.version))
        kept = [entry for entry in self.around if entry.id not in oldest or entry.valid_from < oldest[entry.id]]
        return Corpus.of([*kept, *(of_law(law) for law in laws)])

    def _dates(self, law: Law) -> tuple[str, ...]:
        """First days of any version of any law on which this version is in force: when something can change."""
        starts = sorted({e.valid_from for e in self.corpus.entries() if e.valid_from} or {NEWEST})
        starts = sorted({law.version, *(s for s in starts if s >= law.version)}) if law.version else starts[-1:]
        if law.valid_to is not None:
            starts = [s for s in starts if s <= law.valid_to]
        newer = [e.valid_from for e in self.corpus.versions.get(law.id, ()) if e.valid_from > law.version]
        return tuple(s for s in starts if not newer or s < min(newer))

    def _hooked(self, law: Law, dates: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
        """By article: the outputs that hooks of other laws add before its actions."""
        names: dict[str, frozenset[str]] = {}
        for article in law.articles:
            found: set[str] = set()
            for date in dates:
                for _, other in delegation.hooks(self.corpus, date, law, article, "pre_actions", "BESLUIT"):
                    found |= {o.name for o in other.rules.outputs} if other.rules else set()
            names[article.number] = frozenset(found)
        return names


def _without_schema(law: Law, text: str) -> Iterator[Problem]:
    """A law that names no schema is held to none, and read by the oldest meaning of null."""
    if law.schema is None and "$schema" not in load(text, law.file):
        message = tr("'$schema' ontbreekt: de vorm wordt niet nagekeken, en null telt als onwaar zoals voor v0.5.8")
        hint = tr(
            "noem de versie, zoals https://raw.githubusercontent.com/MinBZK/regelrecht/refs/tags/schema-v0.8.0/schema/v0.8.0/schema.json"
        )
        yield Problem(law.file, 1, message, level="warning", hint=hint)


def _computed(catalogue: Catalogue, corpus: Corpus) -> Iterator[Problem]:
    """Register fields that a law computes: the law and its output must exist."""
    for item in catalogue:
        if item.spec.computed_by is None:
            continue
        law_id, output = item.spec.computed_by
        if law_id not in corpus.versions:
            hint = suggest(law_id, corpus.versions)
            message = tr("'{name}' wordt berekend door een onbekende wet '{law_id}'", name=item.name, law_id=law_id)
            yield Problem(item.file, item.line, message, hint=hint)
            continue
        known = [o.name for e in corpus.versions[law_id] for a in e.law.articles if a.rules for o in a.rules.outputs]
        if output not in known:
            message = tr(
                "'{name}' wordt berekend door '{law_id}', maar die wet heeft geen uitvoer '{output}'",
                name=item.name,
                law_id=law_id,
                output=output,
            )
            yield Problem(item.file, item.line, message, hint=suggest(output, known))
