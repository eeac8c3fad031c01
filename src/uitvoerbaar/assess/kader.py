"""The eleven rows of the kader, put together from what the tests say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from uitvoerbaar.findings import KADER, Finding, KaderRow, PersonValue, Text, Verdict, VerdictValue

_WAITS: Mapping[str, Text] = {
    "maakbaarheid": Text(
        "Vraagt kennis van de systemen van de uitvoerder; die staan niet in de wet.",
        "Asks for knowledge of the provider's systems, which are not in the law.",
    ),
    "handhaafbaarheid": Text(
        "Vraagt hoe de uitvoerder controleert en wat die daarvoor aan mensen en gegevens heeft.",
        "Asks how the provider checks, and with which people and data.",
    ),
    "fraudebestendigheid": Text(
        "Vraagt kennis van misbruik; deze toets kijkt alleen naar vergissingen.",
        "Asks for knowledge of abuse; this assessment looks at mistakes only.",
    ),
    "complexiteit": Text(
        "De wet voor of na het voornemen is niet te lezen als regels.",
        "The law before or after the proposal cannot be read as rules.",
    ),
    "procesverstoringen": Text(
        "Vraagt de werkvoorraad en de drukke maanden van de uitvoerder.",
        "Asks for the workload and the busy months of the provider.",
    ),
    "uitvoeringskosten": Text(
        "Vraagt tarieven en uren van de uitvoerder; die zijn niet openbaar.",
        "Asks for rates and hours of the provider, which are not public.",
    ),
    "personeel": Text(
        "Volgt uit de uitvoeringskosten, en die zijn niet beoordeeld.",
        "Follows from the cost of delivery, which was not assessed.",
    ),
    "invoering": Text(
        "Het voornemen noemt geen dag van bekendmaking en in 'uitvoering' geen maanden voor proces, ict, werving en lagere regels.",
        "The proposal names no day of publication, and in 'uitvoering' no months for processes, ICT, hiring and lower rules.",
    ),
    "portfolio": Text(
        "Het voornemen noemt in 'uitvoering' geen portefeuille en geen beslag daarop per kwartaal.",
        "The proposal names in 'uitvoering' no portfolio and no claims on it per quarter.",
    ),
}
"""Why a row that no test fills was not assessed: what a person at the provider has to bring."""


_NO_BUSINESSES = Text("Gevolgen voor bedrijven zijn niet beoordeeld.", "Effects on businesses were not assessed.")

def kader(
    findings: Iterable[Finding],
    verdict: Verdict,
    filled: Iterable[KaderRow] = (),
    person: Mapping[str, PersonValue] | None = None,
) -> tuple[KaderRow, ...]:
    """The eleven rows: what the tests say together, what one test filled by itself, and which rows wait for others.

    What a `person` answers stands beside what the machine proposes in that row; neither takes the place of the other.
    """
    found, by_test = list(findings), {row.id: row for row in filled}
    rows: list[KaderRow] = []
    for row in KADER:
        if row == "interactie" and verdict.value == "geen_oordeel":
            rows.append(KaderRow(row, "niet_beoordeeld", None, verdict.explanation))
        elif row == "interactie":
            rows.append(_interaction(found, by_test.get("interactie")))
        elif row == "eindoordeel":
            rows.append(_final(verdict))
        elif row in by_test:
            rows.append(by_test[row])
        else:
            rows.append(KaderRow(row, "niet_beoordeeld", None, _WAITS[row]))
    answers = person or {}
    return tuple(replace(row, person=answers[row.id]) if row.id in answers else row for row in rows)


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
