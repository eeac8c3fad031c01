"""Which part of a report stands where on the page: the order of findings and figures, and what each chapter holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from uitvoerbaar.findings import (
    SEVERITIES,
    Assessment,
    Cell,
    Column,
    Figure,
    Finding,
    LawUsed,
    Range,
    TestRun,
    Text,
    Unit,
)
from uitvoerbaar.findings.figure import PROOF_SIGNS
from uitvoerbaar.findings.order import by_cause, of_delivery, unchanged
from uitvoerbaar.report.calendars import Calendars, calendars_of
from uitvoerbaar.report.explorer import explorer_of
from uitvoerbaar.report.groups import OTHER, part_of, rank
from uitvoerbaar.report.multiples import Panel, panel_of
from uitvoerbaar.report.paper import printed
from uitvoerbaar.report.people import People, people_of
from uitvoerbaar.report.tables import as_text
from uitvoerbaar.report.tenths import bounded

LEADING, PER_TEST = 5, 2
"""How many findings the first screen shows, and how many of those of one test."""
DELIVERY = 3
"""How many findings about delivery the first screen names."""

TREASURY, LOSERS, WINNERS = "begroting-schatkist", "inkomenseffecten-verliezers", "inkomenseffecten-winnaars"
LOST, GAINED = "inkomenseffecten-verlies-gemiddeld", "inkomenseffecten-winst-gemiddeld"
SIZE_OF = {LOSERS: LOST, WINNERS: GAINED}
"""The figure that says how much, for a key figure that says how many."""
OPEN_RESULTS = ("weerlegd", "onbeslist")
_OPEN_FIRST = (*OPEN_RESULTS, "nvt", "bewezen")
MOST_BROKEN = 3
"""How many refuted properties have room in the version for parliament."""


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A number on the first screen, or the same number before and after; ``figure`` tells the rest of it.

    ``size`` is the figure of how much each of those counted loses or gains, and ``change`` tells that it is a difference.
    """

    figure: Figure
    title: Text
    parts: tuple[tuple[Text | None, Cell], ...]
    unit: Unit
    range: Range | None
    size: Figure | None = None
    change: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """One test with what it found and measured; ``number`` counts the chapters of the page from 1.

    ``before_too`` are findings that the proposal does not change; ``findings`` are the others. ``part`` is the part of the
    report that it belongs to, and ``opens`` whether it is the first chapter of it.
    """

    number: int
    test: TestRun
    findings: tuple[Finding, ...]
    figures: tuple[Figure, ...]
    before_too: tuple[Finding, ...] = ()
    part: str = OTHER
    opens: bool = False

    @property
    def printed(self) -> frozenset[str]:
        """The ids of the figures that are on paper."""
        return printed(self.test.id, self.figures)

    @property
    def only_told(self) -> tuple[Finding, ...]:
        """The findings that are told on paper by their title only: for information, and what the proposal does not change."""
        return (*(f for f in self.findings if f.severity == "informatie"), *self.before_too)


@dataclass(frozen=True, slots=True)
class Proofs:
    """The table of proofs on the first page: how many of each result per side, and the rows that ask attention.

    ``rows`` are those that are not proven everywhere; what was proven before and after needs no line there. A column
    that says the same in all of them is left out.
    """

    figure: Figure
    columns: tuple[Column, ...]
    results: tuple[Column, ...]
    counts: tuple[tuple[Text, tuple[tuple[str, int], ...]], ...]
    rows: tuple[Mapping[str, Cell], ...]

    @property
    def broken(self) -> tuple[Mapping[str, Cell], ...]:
        """The properties that do not hold on the last side, for a page with little room: at most three."""
        return tuple(row for row in self.rows if row[self.results[-1].key] == "weerlegd")[:MOST_BROKEN]


@dataclass(frozen=True, slots=True)
class Repeats:
    """The number of the earlier figure of the chapter that says the same, where one does: once is enough to read it.

    ``source`` is so where source, date and command are the same: on paper they are not printed again."""

    note: str | None
    range: str | None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The parts of a page in the order in which it shows them.

    ``leading`` are the findings of the first screen, at most five: the critical reasons of the verdict, its other reasons (of both
    first two of each test), then the heaviest others that the proposal changes. One cause is one of them: ``also`` holds by
    the id of a leading finding the others of the same article. ``delivery`` are the heaviest findings about carrying it out.
    ``rest`` are the critical ones that did not fit.
    ``parts`` are the chapters by part of the report.
    ``whole`` is the command that makes the whole report: a figure made by it need not print it again.
    ``numbers`` holds the number of each figure: its chapter and its place in it.
    """

    leading: tuple[Finding, ...]
    also: dict[str, tuple[Finding, ...]]
    delivery: tuple[Finding, ...]
    rest: tuple[Finding, ...]
    critical: tuple[Finding, ...]
    key_numbers: tuple[KeyNumber, ...]
    chapters: tuple[Chapter, ...]
    parts: tuple[tuple[str, tuple[Chapter, ...]], ...]
    warned_laws: tuple[LawUsed, ...]
    findings: dict[str, Finding]
    figures: dict[str, Figure]
    numbers: dict[str, str]
    law_names: dict[str, str]
    chapter_of: dict[str, int]
    proofs: Proofs | None
    repeats: dict[str, Repeats]
    whole: str
    people: People | None = None
    panel: Panel | None = None
    explorer: Figure | None = None
    calendars: Calendars | None = None

    @property
    def ordered(self) -> tuple[Finding, ...]:
        """Every finding, heaviest first."""
        return tuple(sorted(self.findings.values(), key=lambda finding: SEVERITIES.index(finding.severity)))

    def part_of(self, finding: Finding) -> str:
        """The part of the report that a finding stands in."""
        return part_of(finding.test)

    def drawn(self, figure: Figure) -> Figure:
        """A figure as it is drawn: tenths of income with their bounds in euros."""
        return bounded(figure, self.figures)

    def csv_name(self, figure: Figure) -> str:
        """The name of the CSV file of a figure: its number in the report and its id."""
        return f"{self.numbers[figure.id]}-{figure.id}.csv"


def build(a: Assessment) -> View:
    """The view of an assessment that was checked: every id in it exists."""
    findings = {finding.id: finding for finding in a.findings}
    figures = {figure.id: figure for figure in a.figures}
    ordered = sorted(a.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    critical = tuple(finding for finding in ordered if finding.severity == "kritiek")
    reasons = [findings[reason] for reason in a.verdict.reasons]
    heavy = [finding for finding in reasons if finding.severity == "kritiek"]
    others = [finding for finding in reasons if finding.severity != "kritiek" and not unchanged(finding)]
    heaviest = (
        finding
        for finding in ordered
        if finding.severity != "informatie"
        and finding not in reasons
        and not unchanged(finding)
        and not of_delivery(finding)
    )
    # A less severe reason never takes the place of a critical one, whichever test found it.
    causes = by_cause((*varied(heavy), *varied(others), *heaviest))
    first = causes[:LEADING]
    leading = tuple(cause[0] for cause in first)
    told = {finding.id for cause in first for finding in cause}
    delivery = (f for f in ordered if of_delivery(f) and f.severity != "informatie" and f.id not in told)
    chapters = _chapters(a, ordered)
    return View(
        leading=leading,
        also={cause[0].id: cause[1:] for cause in first if cause[1:]},
        delivery=tuple(delivery)[:DELIVERY],
        rest=tuple(finding for finding in critical if finding.id not in told),
        critical=critical,
        key_numbers=tuple(number for key in a.key_figures for number in key_numbers(figures[key], figures)),
        chapters=chapters,
        parts=tuple((part, tuple(found)) for part, found in groupby(chapters, key=lambda chapter: chapter.part)),
        warned_laws=tuple(law for law in a.laws if law.derived or law.missing),
        findings=findings,
        figures=figures,
        numbers={
            figure.id: f"{chapter.number}.{place}"
            for chapter in chapters
            for place, figure in enumerate(chapter.figures, start=1)
        },
        law_names={law.id: law.name for law in a.laws},
        chapter_of={chapter.test.id: chapter.number for chapter in chapters},
        proofs=proofs_of(a),
        whole=a.reproduce[-1].command if a.reproduce else "",
        repeats={f.id: r for chapter in chapters for f, r in _repeats(chapter)},
        people=people_of(figures),
        panel=panel_of(figures),
        explorer=explorer_of(figures),
        calendars=calendars_of(figures),
    )


def _chapters(a: Assessment, ordered: list[Finding]) -> tuple[Chapter, ...]:
    """The chapters in the order of the page: part by part, and within a part as `groups.PARTS` has them."""
    tests = sorted(a.tests, key=lambda test: rank(test.id))
    firsts = {part_of(test.id): test.id for test in reversed(tests)}
    return tuple(
        Chapter(
            number,
            test,
            tuple(f for f in ordered if f.test == test.id and not _folded(f)),
            tuple(figure for figure in a.figures if figure.test == test.id),
            tuple(f for f in ordered if f.test == test.id and _folded(f)),
            part_of(test.id),
            firsts[part_of(test.id)] == test.id,
        )
        for number, test in enumerate(tests, start=1)
    )


def _folded(finding: Finding) -> bool:
    """Whether a finding stands in the folded list of what the proposal does not change; a critical one never does."""
    return finding.severity != "kritiek" and unchanged(finding)


def _repeats(chapter: Chapter) -> Iterator[tuple[Figure, Repeats]]:
    """Every figure of a chapter with where its note and the way its interval was found were told before."""
    notes: dict[Text, str] = {}
    ranges: dict[tuple[Text, bool], str] = {}
    sources: dict[tuple[Text, str, str], str] = {}
    for place, figure in enumerate(chapter.figures, start=1):
        number = f"{chapter.number}.{place}"
        note = notes.setdefault(figure.note, number) if figure.note is not None else number
        told = number
        if figure.range is not None and figure.range.low is None:
            told = ranges.setdefault((figure.range.method, figure.encoding.low is None), number)
        source = sources.setdefault((figure.source, figure.date, figure.reproduce), number)
        yield figure, Repeats(*(earlier if earlier != number else None for earlier in (note, told, source)))


def varied(findings: Iterable[Finding]) -> list[Finding]:
    """Findings with no more than two of one test in front, so that one rule does not fill the first page."""
    first: list[Finding] = []
    waiting: list[Finding] = []
    for finding in findings:
        many = sum(other.test == finding.test for other in first) >= PER_TEST
        (waiting if many else first).append(finding)
    return first + waiting


def proofs_of(a: Assessment) -> Proofs | None:
    """The first figure that holds results of proofs; None when nothing was proven."""
    for figure in a.figures:
        results = [column for column in figure.columns if column.unit == "bewijs"]
        if results:
            counted = ((c.label, Counter(row[c.key] for row in figure.rows)) for c in results)
            counts = tuple((label, tuple((r, n[r]) for r in PROOF_SIGNS if n[r])) for label, n in counted)
            open_ = [row for row in figure.rows if any(row[c.key] in OPEN_RESULTS for c in results)]
            # What the proposal leaves refuted comes first, then what it leaves undecided.
            open_.sort(key=lambda row: _OPEN_FIRST.index(row[results[-1].key]))
            varies = {c.key for c in figure.columns if len({row[c.key] for row in open_}) > 1}
            told = (figure.columns[0], *(c for c in figure.columns[1:] if c.unit == "bewijs" or c.key in varies))
            return Proofs(figure, told, tuple(results), counts, tuple(open_))
    return None


def key_numbers(figure: Figure, figures: Mapping[str, Figure]) -> list[KeyNumber]:
    """The number of a figure, or one pair of before and after per category."""
    if figure.value is not None:
        size = figures.get(SIZE_OF.get(figure.id, ""))
        change = figure.id == TREASURY or figure.id.endswith("-verschil")
        return [KeyNumber(figure, figure.title, ((None, figure.value),), figure.unit, figure.range, size, change)]
    encoding = figure.encoding
    units = {column.key: column.unit for column in figure.columns}
    groups: dict[Cell, list[tuple[Text | None, Cell]]] = {}
    for row in figure.rows:
        pairs = groups.setdefault(row[encoding.category or ""], [])
        pairs.append((as_text(row[encoding.series or ""]), row[encoding.value or ""]))
    one = len(groups) == 1
    return [
        KeyNumber(figure, figure.title if one else as_text(category), tuple(pairs), units[encoding.value or ""], None)
        for category, pairs in groups.items()
    ]
