"""Which part of a report stands where on the page: the order of findings and figures, and what each chapter holds."""

from __future__ import annotations

from dataclasses import dataclass

from uitvoerbaar.assess.model import SEVERITIES, Assessment, Cell, Figure, Finding, LawUsed, Range, TestRun, Text, Unit
from uitvoerbaar.report.tables import as_text

LEADING = 5
"""How many findings the first screen shows."""


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A number on the first screen, or the same number before and after; ``figure`` tells the rest of it."""

    figure: Figure
    title: Text
    parts: tuple[tuple[Text | None, Cell], ...]
    unit: Unit
    range: Range | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """One test with what it found and measured; ``number`` counts the tests from 1."""

    number: int
    test: TestRun
    findings: tuple[Finding, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The parts of a page in the order in which it shows them.

    ``leading`` are the findings of the first screen, at most five: the reasons of the verdict, then the heaviest others.
    ``more`` counts the critical ones that did not fit.
    ``numbers`` holds the number of each figure: its chapter and its place in it.
    """

    leading: tuple[Finding, ...]
    more: int
    critical: tuple[Finding, ...]
    key_numbers: tuple[KeyNumber, ...]
    chapters: tuple[Chapter, ...]
    warned_laws: tuple[LawUsed, ...]
    findings: dict[str, Finding]
    figures: dict[str, Figure]
    numbers: dict[str, str]
    law_names: dict[str, str]
    chapter_of: dict[str, int]


def build(a: Assessment) -> View:
    """The view of an assessment that was checked: every id in it exists."""
    findings = {finding.id: finding for finding in a.findings}
    figures = {figure.id: figure for figure in a.figures}
    ordered = sorted(a.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    critical = tuple(finding for finding in ordered if finding.severity == "kritiek")
    reasons = [findings[reason] for reason in a.verdict.reasons]
    heaviest = (finding for finding in ordered if finding.severity != "informatie" and finding not in reasons)
    leading = (*reasons, *heaviest)[:LEADING]
    chapters = tuple(
        Chapter(
            number,
            test,
            tuple(finding for finding in ordered if finding.test == test.id),
            tuple(figure for figure in a.figures if figure.test == test.id),
        )
        for number, test in enumerate(a.tests, start=1)
    )
    return View(
        leading=leading,
        more=sum(finding not in leading for finding in critical),
        critical=critical,
        key_numbers=tuple(number for key in a.key_figures for number in key_numbers(figures[key])),
        chapters=chapters,
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
    )


def key_numbers(figure: Figure) -> list[KeyNumber]:
    """The number of a figure, or one pair of before and after per category."""
    if figure.value is not None:
        return [KeyNumber(figure, figure.title, ((None, figure.value),), figure.unit, figure.range)]
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
