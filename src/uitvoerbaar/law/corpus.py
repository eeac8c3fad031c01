"""The corpus: every version of every law in some folders, with overlays and pins for proposals."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from uitvoerbaar.base.errors import LawFileError, Problem, UserError
from uitvoerbaar.base.files import below, leads_out, outside, read_text
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.base.language import as_written, retold, tr
from uitvoerbaar.base.limits import LAW_BYTES
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.law.model import Article, Law
from uitvoerbaar.law.read.head import Head, read_heads
from uitvoerbaar.law.read.law_file import parse_file
from uitvoerbaar.law.read.older import OlderFormatError, is_older_format, per_folder

NO_LAWS = ("proposal.yaml",)
"""Files of a proposal folder that stand beside the changed laws."""
PERSONAS = "personas"
"""The folder of a proposal with personas of its own: case files, no laws."""
DIGITAL, DUTIES = "digitaal.yaml", "plichten.yaml"
"""Files beside the description of a proposal: on its digital side, and the duties that it brings."""
_LAW = (".yaml", ".yml")
_HIDDEN = (".yaml.txt", ".yml.txt")
"""What an editor makes of a law file where endings are hidden: its writer sees wet.yaml."""


class LawLookupError(UserError):
    """A law, version or output that was asked for does not exist; `kind` is the name in the RegelRecht engine.

    `message` has the wording of the reference, in English, whatever is spoken; the error itself speaks to the reader.
    """

    def __init__(self, kind: str, message: str) -> None:
        self.kind, self.message = kind, message
        super().__init__(kind, message)

    def __str__(self) -> str:
        """What does not exist, in the active language."""
        return retold(self.message)


@dataclass(slots=True)
class Entry:
    """One version of a law: known by its head, read in full when first needed."""

    id: str
    valid_from: str
    reaches_out: bool
    read: Callable[[], Law]
    file: str = ""
    _law: Law | None = None

    @property
    def law(self) -> Law:
        """The law, read on first use. Raises LawFileError."""
        if self._law is None:
            self._law = self.read()
        return self._law


def entries_of(paths: Iterable[Path], read: Callable[[Path, str], Law] = parse_file) -> list[Entry]:
    """The entries of files by their heads; the rest is read with `read` when needed. Raises LawFileError for the first file
    that cannot be read."""
    files = [(path, str(path), read_text(path, str(path))) for path in paths]
    heads = read_heads(text for _, _, text in files)
    return [_entry(file, head, read) for file, head in zip(files, heads, strict=True)]


def _entry(file: tuple[Path, str, str], head: Head | None, read: Callable[[Path, str], Law] = parse_file) -> Entry:
    """The entry of a file (path, name, text); a law whose head cannot be told is read in full. Raises LawFileError."""
    path, shown, text = file
    if is_older_format(text):
        raise OlderFormatError(shown)
    if head is None:
        return of_law(read(path, shown))
    return Entry(head.id, head.valid_from, head.reaches_out, lambda: read(path, shown), shown)


def of_law(law: Law) -> Entry:
    """The entry of a law that is in memory."""
    return Entry(law.id, law.version, True, lambda: law, law.file, law)


def law_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Every law file in `paths`, in a fixed order: what is named, and in a folder every .yaml and .yml file (.YAML too).

    In a folder, scenarios of laws and the description of a proposal are no laws and are passed over. Raises UserError
    for a path that does not exist, and LawFileError for links in a folder that lead out of it and for a wet.yaml.txt.
    """
    for path in paths:
        if os.path.isdir(path):
            yield from _in_folder(path)
        elif _there(path):
            yield path
        else:
            raise UserError(tr("{path}: bestaat niet; geef een wetsbestand of een map met wetsbestanden", path=path))


def _in_folder(folder: Path) -> list[Path]:
    """The law files in a folder; what is no regular file is refused when it is read, not passed over."""
    every = below(folder)
    # A law of a proposal may be a link to one beside it, in the same proposal.
    root = folder.parent if any((folder.parent / name).is_file() for name in NO_LAWS) else folder
    links = [path for path in every if path.is_symlink() and (_is_law(path) or path.is_dir())]
    strays = [path for path in links if leads_out(path, root)]
    if strays:
        raise LawFileError([outside(str(path), root) for path in strays])
    renamed = [path for path in every if path.name.lower().endswith(_HIDDEN) and not path.is_dir()]
    if renamed:
        raise LawFileError([_unread(path) for path in renamed])
    found = (path for path in every if _is_law(path) and not path.is_dir())
    laws = (path for path in found if path.name not in NO_LAWS and not _beside(path))
    return [path for path in laws if "scenarios" not in path.parts and not _persona(path)]


def _is_law(path: Path) -> bool:
    return path.suffix.lower() in _LAW


def _unread(path: Path) -> Problem:
    name = path.name[: -len(".txt")]
    message = tr("dit bestand heet .txt, en wordt dus niet als wet gelezen")
    return Problem(str(path), 1, message, hint=tr("noem het {name}, of haal het uit deze map", name=name))


def _beside(path: Path) -> bool:
    """Whether a file says more of the proposal whose description lies in the same folder."""
    return path.name in (DIGITAL, DUTIES) and any((path.parent / name).is_file() for name in NO_LAWS)


def _persona(path: Path) -> bool:
    """Whether a file is a persona that a proposal brings: it lies in the folder for those beside a description."""
    return path.parent.name == PERSONAS and any((path.parent.parent / name).is_file() for name in NO_LAWS)


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


@dataclass(frozen=True)
class Corpus:
    """Laws by id, each with its versions from new to old."""

    versions: Mapping[str, tuple[Entry, ...]]
    _reaching: dict[str, list[tuple[Law, Article]]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Corpus:
        """A corpus of `entries`; the last entry of a law and date wins (an overlay)."""
        found: dict[str, dict[str, Entry]] = {}
        for entry in entries:
            found.setdefault(entry.id, {})[entry.valid_from] = entry
        return cls(
            {
                law_id: tuple(sorted(by_date.values(), key=lambda e: e.valid_from, reverse=True))
                for law_id, by_date in found.items()
            }
        )

    def entries(self) -> Iterator[Entry]:
        """Every version of every law."""
        for versions in self.versions.values():
            yield from versions

    def overlay(self, paths: Iterable[Path]) -> Corpus:
        """This corpus with the law files in `paths` laid over it: same law and date replaces, another date adds.

        Raises LawFileError, also for two files in `paths` with one law and date.
        """
        return Corpus.of([*self.entries(), *read_entries(paths)])

    def pin(self, law_id: str, version: str) -> Corpus:
        """This corpus in which `law_id` has only the version that starts on `version`, in force on every date."""
        for entry in self._of(law_id):
            if entry.valid_from == version:
                pinned = replace(entry.law, valid_from=None, valid_to=None)
                kept = {k: v for k, v in self.versions.items() if k != law_id}
                return Corpus({**kept, law_id: (of_law(pinned),)})
        known = ", ".join(e.valid_from for e in self.versions[law_id])
        raise LawLookupError(
            "LawNotFound",
            as_written(
                "{law_id} heeft geen versie van {version}; er zijn: {known}",
                law_id=law_id,
                version=version,
                known=known,
            ),
        )

    def _of(self, law_id: str) -> tuple[Entry, ...]:
        try:
            return self.versions[law_id]
        except KeyError:
            hint = suggest(law_id, self.versions)
            raise LawLookupError(
                "LawNotFound", as_written("Law not found: {law_id}", law_id=law_id) + (f" ({hint})" if hint else "")
            ) from None

    def select(self, law_id: str, date: str) -> Law:
        """The version of a law in force on `date` (ISO).

        Raises LawLookupError (LawNotFound, LawNotYetInForce, LawEnded). An ended version does not fall through to an
        older one (RFC-019).
        """
        for entry in self._of(law_id):
            if entry.valid_from <= date:
                law = entry.law
                if law.valid_to is not None and law.valid_to < date:
                    raise LawLookupError(
                        "LawEnded",
                        as_written(
                            "No version of law '{law_id}' in force on {date}; last in force until {valid_to}",
                            law_id=law_id,
                            date=date,
                            valid_to=law.valid_to,
                        ),
                    )
                return law
        raise LawLookupError(
            "LawNotYetInForce",
            as_written("No version of law '{law_id}' in force on {date} (not yet in force)", law_id=law_id, date=date),
        )

    def reaching(self, date: str) -> list[tuple[Law, Article]]:
        """Articles that implement, hook, override or decide on a submission, of the laws in force on `date`.

        The reference engine looks at the newest version of each law only, so that rules which have been replaced
        since cannot be found for an earlier date; here the version in force on the date counts.
        """
        if date not in self._reaching:
            self._reaching[date] = [
                (law, article)
                for law in self._in_force(date)
                for article in law.articles
                if article.rules
                and (
                    article.rules.implements
                    or article.rules.hooks
                    or article.rules.overrides
                    or article.rules.decides_on
                )
            ]
        return self._reaching[date]

    def _in_force(self, date: str) -> Iterator[Law]:
        """Of every law that may reach into others: the version in force on `date`."""
        for versions in self.versions.values():
            entry = next((e for e in versions if e.valid_from <= date), None)
            if entry is not None and entry.reaches_out and not (entry.law.valid_to and entry.law.valid_to < date):
                yield entry.law


def read_entries(paths: Iterable[Path]) -> list[Entry]:
    """The entries of all law files in `paths`. Raises UserError, and LawFileError with the trouble of every file: files
    that cannot be read, files in an older format (told once per folder), one law and date in two files."""
    files: list[tuple[Path, str, str]] = []
    entries: list[Entry] = []
    problems: list[Problem] = []
    older: list[OlderFormatError] = []
    size = 0
    for path in dict.fromkeys(law_files(paths)):
        try:
            files.append((path, str(path), read_text(path, str(path))))
        except LawFileError as error:
            problems += error.problems
            continue
        size += len(files[-1][2])
        if size > LAW_BYTES.most:
            raise LawFileError([*problems, Problem(str(path), 1, LAW_BYTES.told(), hint=LAW_BYTES.hint)])
    for file, head in zip(files, read_heads(text for _, _, text in files), strict=True):
        try:
            entries.append(_entry(file, head))
        except OlderFormatError as error:
            older.append(error)
        except LawFileError as error:
            problems += error.problems
    problems += [*per_folder(older), *twice(entries)]
    if problems:
        raise LawFileError(problems)
    return entries


def twice(entries: Iterable[Entry]) -> list[Problem]:
    """A problem for each law with the first day of an earlier one: one of the two would win without a word."""
    first: dict[tuple[str, str], Entry] = {}
    found: list[Problem] = []
    for entry in entries:
        earlier = first.setdefault((entry.id, entry.valid_from), entry)
        if earlier is not entry and entry.id and Path(earlier.file).resolve() != Path(entry.file).resolve():
            day = f"valid_from {entry.valid_from}" if entry.valid_from else tr("geen valid_from")
            message = tr("'{id}' met {day} staat ook in {file}", id=entry.id, day=day, file=earlier.file)
            found.append(Problem(entry.file, 1, message, hint=tr("houd er één, of geef een andere datum")))
    return found


def load_corpus(paths: Iterable[Path] | None = None) -> Corpus:
    """The corpus of all law files in `paths` (the shipped laws when None). Raises UserError and LawFileError."""
    return Corpus.of(read_entries([laws_dir()] if paths is None else paths))
