"""The verdict that the machine proposes, and the rows of the kader that these tests can fill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from uitvoerbaar.base.text import COMMA, SPACE
from uitvoerbaar.findings import KADER, Finding, KaderRow, PersonValue, Text, Verdict, VerdictValue, counts

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


def propose(findings: Iterable[Finding]) -> Verdict:
    """A critical finding means that it cannot be carried out, a serious one that it can on conditions."""
    found = list(findings)
    critical = [f for f in found if f.severity == "kritiek"]
    serious = [f for f in found if f.severity == "ernstig"]
    reasons = tuple(f.id for f in (*critical, *serious))
    conditions = tuple(dict.fromkeys(f.mend for f in (*critical, *serious) if f.mend is not None))
    if critical:
        return Verdict(
            "niet_uitvoerbaar",
            Text(
                f"{_count(len(critical), 'kritieke bevinding', 'kritieke bevindingen')}: zo ingevoerd treft het voornemen "
                "mensen onevenredig hard. Het kan pas als aan de voorwaarden is voldaan.",
                f"{_count(len(critical), 'critical finding', 'critical findings')}: introduced like this the proposal "
                "hits people out of proportion. It can only go ahead when the conditions are met.",
            ),
            conditions,
            reasons,
        )
    if serious:
        return Verdict(
            "uitvoerbaar_mits",
            Text(
                f"{_count(len(serious), 'ernstige bevinding', 'ernstige bevindingen')}: uitvoerbaar als aan de "
                "voorwaarden is voldaan.",
                f"{_count(len(serious), 'serious finding', 'serious findings')}: it can be carried out if the conditions "
                "are met.",
            ),
            conditions,
            reasons,
        )
    return Verdict(
        "uitvoerbaar",
        Text(
            "Niets ernstigs gevonden in wat is getoetst; over de rest zegt dit oordeel niets.",
            "Nothing serious was found in what was tested; of the rest this verdict says nothing.",
        ),
    )


def none(why: Text) -> Verdict:
    """No verdict: nothing that is computed changes, or it cannot be computed."""
    return Verdict("geen_oordeel", why)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


_NO_BUSINESSES = Text("Gevolgen voor bedrijven zijn niet beoordeeld.", "Effects on businesses were not assessed.")

NOBODY = Text(
    "Voor niemand in deze bevolking verandert een bedrag, en geen toets vond iets. Dat kan aan het voornemen liggen of aan "
    "gegevens die de bevolking mist; zonder verschil is er geen oordeel.",
    "No amount changes for anybody in this population, and no test found anything. That may be the proposal, or data that the "
    "population lacks; without a difference there is no verdict.",
)


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


_ANSWERED = Text(
    "Van de {rows} rijen van het kader heeft de machine er {whole} geheel en {part} gedeeltelijk beoordeeld; {person} zijn door "
    "een mens beantwoord en {open} zijn niet beoordeeld.",
    "Of the {rows} rows of the kader the machine assessed {whole} wholly and {part} in part; {person} were answered by a "
    "person and {open} were not assessed.",
)
_DIFFERS = Text(
    "Een mens antwoordt anders dan de machine bij: {rows}. Beide antwoorden staan in het kader.",
    "A person answers otherwise than the machine in: {rows}. Both answers stand in the kader.",
)
_HEAVY = Text(
    "Op het zwaarste woord staat: {rows}. Dat rust deels op aannamen: vraag de uitvoerder om zijn eigen cijfers.",
    "On the heaviest word stands: {rows}. That rests in part on assumptions: ask the provider for figures of its own.",
)
_HEAVIEST = ("ingrijpend", "groot")
_SAID = Text("Een mens antwoordt bij: {rows}.", "A person answers in: {rows}.")


def with_answers(verdict: Verdict, rows: Iterable[KaderRow]) -> Verdict:
    """The verdict with how the rows of the kader were answered: by machine, in part, by a person or not, and where they differ."""
    known = list(rows)
    how = counts(known)
    told = [
        verdict.explanation,
        _ANSWERED.format(rows=how.total, whole=how.whole, part=how.part, person=how.person, open=how.open),
    ]
    differ = [row.id for row in known if row.differs]
    others = [row.id for row in known if row.person is not None and not row.differs]
    heavy = [row for row in known if row.value in _HEAVIEST and row.status == "gedeeltelijk" and row.person is None]
    if heavy:
        told.append(_HEAVY.format(rows=COMMA.join(KADER[row.id].title.inside for row in heavy)))
    told += [
        sentence.format(rows=COMMA.join(KADER[row].title.inside for row in found))
        for sentence, found in ((_SAID, others), (_DIFFERS, differ))
        if found
    ]
    return replace(verdict, explanation=SPACE.join(told))
