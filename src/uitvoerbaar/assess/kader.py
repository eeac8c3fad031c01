"""The eleven rows of the kader, put together from what the tests say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from uitvoerbaar.base.text import SPACE
from uitvoerbaar.engine.explain.dutch import DUTCH
from uitvoerbaar.engine.explain.english import ENGLISH
from uitvoerbaar.findings import KADER, Finding, KaderRow, PersonValue, Text, Verdict, VerdictValue

_COULD_NOT = Text(
    "Het hoofdstuk {chapter} kon deze rij niet berekenen; daar staat waarom.",
    "The chapter {chapter} could not compute this row; it says why.",
)
_CHAPTERS: Mapping[str, Text] = {
    "maakbaarheid": Text("over maakbaarheid van systemen", "on buildability of systems"),
    "handhaafbaarheid": Text("over handhaafbaarheid", "on enforceability"),
    "fraudebestendigheid": Text("over fraudebestendigheid", "on resistance to fraud"),
    "complexiteit": Text("over wetstechniek", "on legal hygiene"),
    "procesverstoringen": Text("over wachtrijen", "on queues"),
    "uitvoeringskosten": Text("over geld", "on money"),
    "personeel": Text("over geld", "on money"),
}
"""The chapter that fills a row by itself."""
_WAITS: Mapping[str, Text] = {
    **{row: _COULD_NOT.format(chapter=chapter) for row, chapter in _CHAPTERS.items()},
    "invoering": Text(
        "Het voornemen noemt geen dag van bekendmaking en in 'uitvoering' geen maanden voor proces, ict, werving en lagere regels.",
        "The proposal names no day of publication, and in 'uitvoering' no months for processes, ICT, hiring and lower rules.",
    ),
    "portfolio": Text(
        "Het voornemen noemt in 'uitvoering' geen portefeuille en geen beslag daarop per kwartaal.",
        "The proposal names in 'uitvoering' no portfolio and no claims on it per quarter.",
    ),
}
"""Why a row that no test fills was not assessed."""
OWN = ("interactie", "eindoordeel")
"""Rows that follow from all tests together; no test fills one."""
SHARED = ("interactie", "invoering")
"""Rows to which a test may add a part."""

_NO_BUSINESSES = Text("Gevolgen voor bedrijven zijn niet beoordeeld.", "Effects on businesses were not assessed.")


def kader(
    findings: Iterable[Finding],
    verdict: Verdict,
    filled: Iterable[KaderRow] = (),
    person: Mapping[str, PersonValue] | None = None,
    parts: Iterable[KaderRow] = (),
) -> tuple[KaderRow, ...]:
    """The eleven rows: what the tests say together, what one test filled by itself, and which rows wait for others.

    `parts` are what tests add to rows that are not theirs: businesses to the interaction with citizens, the calendar of rules to
    the introduction. What a `person` answers stands beside what the machine proposes in that row; neither takes the place of the
    other. Raises ValueError for a row that two tests fill or that is not a test's to fill: a defect of a test, for the
    answer of one would be lost.
    """
    found = list(findings)
    by_test = _once(filled, [row for row in KADER if row not in OWN])
    added = _once(parts, SHARED)
    rows: list[KaderRow] = []
    for row in KADER:
        if row == "interactie" and verdict.value == "geen_oordeel":
            rows.append(KaderRow(row, "niet_beoordeeld", None, verdict.explanation))
        elif row == "interactie":
            rows.append(_interaction(found, added.get("interactie")))
        elif row == "eindoordeel":
            rows.append(_final(verdict))
        elif row == "invoering" and (known := _introduction(by_test.get(row), added.get(row))) is not None:
            rows.append(known)
        elif row in by_test:
            rows.append(by_test[row])
        else:
            rows.append(KaderRow(row, "niet_beoordeeld", None, _WAITS[row]))
    answers = person or {}
    return tuple(replace(row, person=answers[row.id]) if row.id in answers else row for row in rows)


def _once(rows: Iterable[KaderRow], allowed: Collection[str]) -> dict[str, KaderRow]:
    by_id: dict[str, KaderRow] = {}
    for row in rows:
        if row.id not in allowed:
            raise ValueError(f"row '{row.id}' of the kader is not filled by a test; known are: {', '.join(allowed)}")
        if row.id in by_id:
            raise ValueError(f"row '{row.id}' of the kader is filled by two tests: {by_id[row.id].value}, {row.value}")
        by_id[row.id] = row
    return by_id


_CALENDAR = Text(
    "De kalender van de regels alleen (vast verandermoment en termijn na bekendmaking): {day}.",
    "The calendar of rules alone (fixed change date and term after publication): {day}.",
)


def _introduction(planned: KaderRow | None, calendar: KaderRow | None) -> KaderRow | None:
    """When it can start: the plan, which reckons with the calendar too, and with what that alone says; else the calendar."""
    if planned is None or calendar is None:
        return planned or calendar
    day = Text(DUTCH.show(calendar.value), ENGLISH.show(calendar.value))
    return replace(
        planned,
        explanation=SPACE.join([planned.explanation, _CALENDAR.format(day=day)]),
        findings=(*planned.findings, *calendar.findings),
        figures=(*planned.figures, *calendar.figures),
    )


def _interaction(findings: list[Finding], businesses: KaderRow | None) -> KaderRow:
    severities = {f.severity for f in findings}
    value = "ingrijpend" if "kritiek" in severities else "middelgroot" if "ernstig" in severities else "beperkt"
    explanation = Text(
        "Getoetst zijn de gevolgen voor burgers: inkomen, vergissingen en wat de regels van hen vragen. {businesses} Het "
        "contact met de overheid zelf is niet beoordeeld; hoe lang mensen wachten, staat bij de procesverstoringen.",
        "Tested were the effects on citizens: income, mistakes and what the rules ask of them. {businesses} The contact with "
        "government itself was not assessed; how long people wait is told in the row on disruption.",
    ).format(businesses=_NO_BUSINESSES if businesses is None else businesses.explanation)
    return KaderRow("interactie", "gedeeltelijk", value, explanation, findings=tuple(f.id for f in findings))


def _final(verdict: Verdict) -> KaderRow:
    value: VerdictValue = verdict.value
    explanation = Text(
        "Voorstel van het programma op grond van de gedane toetsen; een mens beslist en tekent.",
        "Proposed by the program from the tests that were done; a person decides and signs.",
    )
    return KaderRow("eindoordeel", "gedeeltelijk", value, explanation, findings=verdict.reasons)
