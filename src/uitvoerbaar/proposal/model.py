"""A proposal (voornemen) as data, and the corpus of law before and after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from uitvoerbaar.base.errors import LawFileError, Problem
from uitvoerbaar.base.files import read_text
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.base.text import Text
from uitvoerbaar.findings.person import PersonValue
from uitvoerbaar.law.corpus import Corpus, LawLookupError, law_files, of_law
from uitvoerbaar.law.read.law_file import Dials, parse_file, parse_text
from uitvoerbaar.proposal.alternative import Alternative
from uitvoerbaar.proposal.delivery_block import DeliveryBlock
from uitvoerbaar.proposal.estimate import OfficialEstimate
from uitvoerbaar.proposal.money import Money


class ProposalError(LawFileError):
    """A proposal folder cannot be read; carries every problem found in one run."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One side of the comparison: the day on which law is applied, and what is laid over the corpus.

    `laws` are folders or files with changed law files; `pins` fixes laws to the version that starts on a date, and
    `places` gives file and line of each pin.
    """

    date: str
    laws: tuple[Path, ...] = ()
    pins: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    dials: Mapping[str, Dials] = field(default_factory=dict)
    """Per law the numbers, in the version in force on the day, that are dials."""

    def corpus(self, base: Corpus) -> Corpus:
        """`base` as this situation sees it. Raises LawFileError for every changed law that cannot be read, and
        ProposalError for a pin on a law or version that does not exist.
        """
        _read_all(self.laws)
        result = base.overlay(self.laws) if self.laws else base
        for law, version in self.pins.items():
            if law not in result.versions:
                raise self._wrong_pin(
                    law, tr("'pins': de wet '{law}' bestaat niet", law=law), suggest(law, result.versions)
                )
            try:
                result = result.pin(law, version)
            except LawLookupError as error:
                raise self._wrong_pin(law, f"'pins': {error}") from None
        for law, dials in self.dials.items():
            result = _dialled(result, law, self.date, dials)
        return result

    def _wrong_pin(self, law: str, message: str, hint: str | None = None) -> ProposalError:
        file, line = self.places.get(law, ("proposal.yaml", 1))
        return ProposalError([Problem(file, line, message, hint=hint)])


def _dialled(corpus: Corpus, law_id: str, date: str, dials: Dials) -> Corpus:
    """The corpus in which numbers of the version of a law in force on `date` are dials. Raises UserError."""
    law = corpus.select(law_id, date)
    made = parse_text(read_text(Path(law.file), law.file), law.file, dials)
    made = replace(made, valid_from=law.valid_from, valid_to=law.valid_to)
    kept = {entry.valid_from: entry for entry in corpus.versions[law_id]}
    kept[made.version] = of_law(made)
    newest_first = sorted(kept.values(), key=lambda entry: entry.valid_from, reverse=True)
    return Corpus({**corpus.versions, law_id: tuple(newest_first)})


def _read_all(laws: tuple[Path, ...]) -> None:
    """Read every changed law in full: a broken one must not pass because nothing asks for it. Raises LawFileError."""
    problems: list[Problem] = []
    for path in law_files(laws):
        try:
            parse_file(path, str(path))
        except LawFileError as error:
            problems += error.problems
    if problems:
        raise LawFileError(problems)


@dataclass(frozen=True, slots=True)
class LawChange:
    """One changed article, in plain words before and after."""

    law: str
    article: str
    before: Text
    after: Text
    url: str | None = None
    line: int = 1
    """Where it stands in proposal.yaml."""


@dataclass(frozen=True, slots=True)
class NewScheme:
    """A benefit or levy that the proposal brings in by a law of its own: it is 0 before and counts from then on.

    `rows` says for whom the amount holds once (huishoudens, eenheden, personen), `applied` the register field that says
    whether people apply (None: it comes by itself), `spends` whether it costs the state money.
    """

    law: str
    output: str
    name: Text
    rows: str
    provider: str
    spends: bool = True
    applied: str | None = None
    line: int = 1
    found: bool = False
    """Whether the proposal does not name it: it was known by its legal character."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal: who decides, who carries it out, from when, and the law before and after it."""

    id: str
    folder: Path
    title: Text
    kind: str
    summary: Text
    decides: str
    carries_out: tuple[str, ...]
    effective: str
    before: Situation
    after: Situation
    areas: tuple[str, ...] = ()
    """The municipalities, provinces and water boards that it is about, by name or code; empty: the whole country."""
    areas_line: int = 1
    """Where these stand in proposal.yaml."""
    goal: Text | None = None
    phase: str | None = None
    published: str | None = None
    """The day on which it is made known officially (Staatsblad, Staatscourant), when that is known."""
    changes: tuple[LawChange, ...] = ()
    numbers_source: Text | None = None
    new_schemes: tuple[NewScheme, ...] = ()
    money: Money | None = None
    """Who pays and from what; None when the proposal does not say it."""
    alternative: Alternative | None = None
    person_values: Mapping[str, PersonValue] = field(default_factory=dict)
    """By row of the kader what a person answers beside the machine."""
    delivery: DeliveryBlock | None = None
    """What it says of its delivery; None when it says nothing."""
    estimates: tuple[OfficialEstimate, ...] = ()
    """What the government itself estimated of it."""

    @property
    def called(self) -> str:
        """What a command line calls it: the id of a shipped proposal, else its folder."""
        shipped = data_dir() / "proposals" / self.id
        return self.id if self.folder.resolve() == shipped.resolve() else str(self.folder)

    @property
    def changed_laws(self) -> frozenset[str]:
        """Ids of the laws that the proposal says it changes."""
        return frozenset(change.law for change in self.changes)
