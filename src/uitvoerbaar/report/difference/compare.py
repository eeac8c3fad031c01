"""Two assessments side by side: what came, what went and which numbers moved further than their intervals.

A number counts as changed only when the two intervals do not touch; exact numbers when they differ at all. What cannot be
told (an estimate without its own ends) is counted, never called a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from uitvoerbaar.findings import Assessment, Cell, Change, Figure, Finding, LawUsed, TestRun, Text, Unit
from uitvoerbaar.report.explorer import HOUSEHOLDS
from uitvoerbaar.report.tables import HIGH, LOW, as_text, ends_of

WORDED = {"tekst", "datum", "ja_nee", "bewijs"}
"""Units of columns that name a row instead of measuring it."""
UNCOMPARED = {"line", "timeline", "chain"}
"""Charts without rows that stand for the same thing in both."""
RELATIVE_DUST = 1e-9
"""Two floats this near to each other are one number computed in another order."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval; both ends are the number itself when it is exact."""

    value: float
    low: float
    high: float

    def apart(self, other: Estimate) -> bool:
        """Whether the two intervals do not touch."""
        dust = RELATIVE_DUST * max(abs(self.value), abs(other.value))
        return self.high < other.low - dust or other.high < self.low - dust


@dataclass(frozen=True, slots=True)
class Move:
    """One number in both assessments; ``names`` says which row of the figure it is."""

    figure: Figure
    names: tuple[Text, ...]
    unit: Unit
    before: Estimate
    after: Estimate

    @property
    def changed(self) -> bool:
        """Whether it moved further than its intervals."""
        return self.before.apart(self.after)

    @property
    def size(self) -> float:
        """How far it moved against the larger of both, between 0 and 2."""
        largest = max(abs(self.before.value), abs(self.after.value))
        return abs(self.after.value - self.before.value) / largest if largest else 0.0


@dataclass(frozen=True, slots=True)
class FindingMove:
    """The same finding in both, and what of it changed."""

    before: Finding
    after: Finding
    severity: bool
    households: bool
    loss: bool

    @property
    def changed(self) -> bool:
        """Whether anything that people decide on changed."""
        return self.severity or self.households or self.loss


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything in which two assessments differ.

    ``same_laws`` is not so for two that change no law in common: a finding of one is then not new or gone, but about
    something else. ``came`` and ``went`` hold findings of tests that were done in both; ``unpaired`` those of tests that
    were done in one only. ``moved`` has the largest relative change first. ``within`` counts numbers that stayed inside
    their intervals, ``unclear`` those that have no ends of their own.
    """

    a: Assessment
    b: Assessment
    same_people: bool
    same_laws: bool
    only_a: tuple[TestRun, ...]
    only_b: tuple[TestRun, ...]
    changes_a: tuple[Change, ...]
    changes_b: tuple[Change, ...]
    laws_a: tuple[LawUsed, ...]
    laws_b: tuple[LawUsed, ...]
    came: tuple[Finding, ...]
    went: tuple[Finding, ...]
    kept: tuple[FindingMove, ...]
    unpaired: tuple[Finding, ...]
    keys: tuple[Move, ...]
    moved: tuple[Move, ...]
    within: int
    unclear: int


def compare(a: Assessment, b: Assessment) -> Difference:
    """The difference from ``a`` to ``b``."""
    done_a, done_b = _done(a), _done(b)
    findings_a = {finding.id: finding for finding in a.findings if finding.test in done_b}
    findings_b = {finding.id: finding for finding in b.findings if finding.test in done_a}
    figures = {figure.id: figure for figure in a.figures}
    moves, unclear = [], 0
    for figure in b.figures:
        if figure.id in figures:
            pairs, unknown = _moves(figures[figure.id], figure)
            moves += pairs
            unclear += unknown
    changed = sorted((move for move in moves if move.changed), key=lambda move: -move.size)
    on_top = dict.fromkeys((*a.key_figures, *b.key_figures))
    return Difference(
        a=a,
        b=b,
        same_people=(a.population.manifest_sha256, a.population.year)
        == (b.population.manifest_sha256, b.population.year),
        same_laws=_same_laws(a, b),
        only_a=tuple(test for test in a.tests if test.id not in done_b and test.id in done_a),
        only_b=tuple(test for test in b.tests if test.id not in done_a and test.id in done_b),
        changes_a=tuple(change for change in a.proposal.changes if change not in b.proposal.changes),
        changes_b=tuple(change for change in b.proposal.changes if change not in a.proposal.changes),
        laws_a=_laws(a, b),
        laws_b=_laws(b, a),
        came=tuple(finding for key, finding in findings_b.items() if key not in findings_a),
        went=tuple(finding for key, finding in findings_a.items() if key not in findings_b),
        kept=tuple(_finding(findings_a[key], finding) for key, finding in findings_b.items() if key in findings_a),
        unpaired=tuple(
            finding
            for found, paired in ((a.findings, findings_a), (b.findings, findings_b))
            for finding in found
            if finding.id not in paired
        ),
        keys=tuple(move for move in moves if move.figure.id in on_top),
        moved=tuple(changed),
        within=sum(not move.changed for move in moves),
        unclear=unclear,
    )


def _done(assessment: Assessment) -> set[str]:
    return {test.id for test in assessment.tests if test.status != "niet_uitgevoerd"}


def _same_laws(a: Assessment, b: Assessment) -> bool:
    """Whether both change a law that the other changes too, or one says of none that it does."""
    changed = [
        {law.id for law in side.laws if law.changed} | {change.law for change in side.proposal.changes}
        for side in (a, b)
    ]
    return not all(changed) or bool(changed[0] & changed[1])


def _laws(of: Assessment, against: Assessment) -> tuple[LawUsed, ...]:
    """Versions of laws that only ``of`` ran, or ran with another text or in another role."""
    known = {(law.id, law.version, law.sha256, law.role) for law in against.laws}
    return tuple(law for law in of.laws if (law.id, law.version, law.sha256, law.role) not in known)


def _finding(before: Finding, after: Finding) -> FindingMove:
    counts = [
        Estimate(finding.households.value, finding.households.low, finding.households.high)
        for finding in (before, after)
        if finding.households is not None
    ]
    losses = [finding.smallest_case.loss if finding.smallest_case else None for finding in (before, after)]
    return FindingMove(
        before,
        after,
        severity=before.severity != after.severity,
        households=len(counts) == 1 or (len(counts) == 2 and counts[0].apart(counts[1])),
        loss=losses[0] != losses[1],
    )


def _moves(before: Figure, after: Figure) -> tuple[list[Move], int]:
    """The numbers that stand in both figures, and how many could not be compared."""
    if before.value is not None and after.value is not None:
        estimates = [_single(before), _single(after)]
        if estimates[0] is None or estimates[1] is None:
            return [], 1
        return [Move(after, (), after.unit, estimates[0], estimates[1])], 0
    if after.chart in UNCOMPARED or before.chart != after.chart or after.id == HOUSEHOLDS:
        return [], 0
    old, new = _cells(before), _cells(after)
    moves, unclear = [], 0
    for key, (names, unit, estimate) in new.items():
        if key in old:
            previous = old[key][2]
            if estimate is None or previous is None:
                unclear += 1
            else:
                moves.append(Move(after, names, unit, previous, estimate))
    return moves, unclear


def _single(figure: Figure) -> Estimate | None:
    assert figure.value is not None
    if figure.range is None:
        return Estimate(figure.value, figure.value, figure.value)
    if figure.range.low is None or figure.range.high is None:
        return None
    return Estimate(figure.value, figure.range.low, figure.range.high)


def _cells(figure: Figure) -> dict[Key, tuple[tuple[Text, ...], Unit, Estimate | None]]:
    """Every measured cell under the words of its row and its column; None where its interval is not known."""
    encoding = figure.encoding
    naming = _naming(figure)
    ends = _ends(figure)
    # An end of an interval is no number of its own: it belongs to the one that it is of.
    aside = {*naming, *(end for pair in ends.values() for end in pair), encoding.low, encoding.high, encoding.sign}
    measuring = [c for c in figure.columns if c.key not in aside and c.unit not in WORDED]
    found: dict[Key, tuple[tuple[Text, ...], Unit, Estimate | None]] = {}
    for row in figure.rows:
        names = tuple(as_text(row[key]) for key in naming)
        for column in measuring:
            value = row[column.key]
            if not isinstance(value, int | float) or isinstance(value, bool):
                continue
            drawn = column.key == encoding.value
            labels = names if drawn or len(measuring) == 1 else (*names, column.label)
            estimate = _measured(figure, row, value, ends.get(column.key))
            found[(*(name.nl for name in names), column.key)] = (labels, column.unit, estimate)
    return found


def _naming(figure: Figure) -> list[str]:
    """The columns that tell the rows of a figure apart: those on its axes, else as few columns of words as it takes."""
    axes = [key for key in (figure.encoding.category, figure.encoding.series) if key is not None]
    if axes:
        return axes
    naming: list[str] = []
    for column in figure.columns:
        if column.unit in WORDED and len({tuple(map(str, map(row.get, naming))) for row in figure.rows}) < len(
            figure.rows
        ):
            naming.append(column.key)
    return naming


def _ends(figure: Figure) -> dict[str, tuple[str, str]]:
    """The columns of the ends of each number that has them, by the column of the number: as its table shows them, and those that
    are called after it."""
    keys = {column.key for column in figure.columns}
    value, low, high = ends_of(figure, figure.columns)
    named = {key: (f"{key}_{LOW}", f"{key}_{HIGH}") for key in keys}
    found = {key: pair for key, pair in named.items() if keys.issuperset(pair)}
    return found | ({value: (low, high)} if value else {})


def _measured(figure: Figure, row: Mapping[str, Cell], value: float, ends: tuple[str, str] | None) -> Estimate | None:
    low, high = (None, None) if ends is None else (row[ends[0]], row[ends[1]])
    if isinstance(low, int | float) and isinstance(high, int | float):
        return Estimate(value, low, high)
    return Estimate(value, value, value) if figure.range is None else None


def by_figure(moves: Iterable[Move]) -> Iterator[tuple[Figure, list[Move]]]:
    """The moves per figure, figures in the order of their largest move."""
    groups: dict[str, list[Move]] = {}
    for move in moves:
        groups.setdefault(move.figure.id, []).append(move)
    for group in groups.values():
        yield group[0].figure, group
