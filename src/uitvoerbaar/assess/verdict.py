"""The verdict that the machine proposes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from uitvoerbaar.base.text import COMMA, SPACE
from uitvoerbaar.findings import KADER, Finding, KaderCounts, KaderRow, Text, Verdict, counts


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


NOBODY = Text(
    "Voor niemand in deze bevolking verandert een bedrag, en geen toets vond iets. Dat kan aan het voornemen liggen of aan "
    "gegevens die de bevolking mist; zonder verschil is er geen oordeel.",
    "No amount changes for anybody in this population, and no test found anything. That may be the proposal, or data that the "
    "population lacks; without a difference there is no verdict.",
)


_ANSWERED = Text("Van de {rows} rijen van het kader: {told}.", "Of the {rows} rows of the kader: {told}.")
_HOW: Mapping[str, Text] = {
    "whole": Text("{n} door de machine geheel beoordeeld", "{n} assessed wholly by the machine"),
    "part": Text("{n} door de machine gedeeltelijk beoordeeld", "{n} assessed in part by the machine"),
    "person": Text("{n} door een mens beantwoord", "{n} answered by a person"),
    "open": Text("{n} niet beoordeeld", "{n} not assessed"),
}
"""How rows were answered, without a verb: it holds for one and for many."""
_DIFFERS = Text(
    "Een mens antwoordt anders dan de machine bij: {rows}. Beide antwoorden staan in het kader.",
    "A person answers otherwise than the machine in: {rows}. Both answers stand in the kader.",
)
_HEAVY = Text(
    "Van de rijen van het kader krijgt het hoogste antwoord (groot of ingrijpend): {rows}. Dat rust deels op "
    "aannamen: vraag de uitvoerder om zijn eigen cijfers.",
    "Of the rows of the kader the highest answer (large or far-reaching) goes to: {rows}. That "
    "rests in part on assumptions: ask the provider for figures of its own.",
)
_HEAVIEST = ("ingrijpend", "groot")
_SAID = Text("Een mens antwoordt bij: {rows}.", "A person answers in: {rows}.")


def _answered(how: KaderCounts) -> Iterator[Text]:
    """In how many rows of each kind the answers are; of a kind without rows nothing is said."""
    for kind, said in _HOW.items():
        number: int = getattr(how, kind)
        if number:
            yield said.format(n=number)


def with_answers(verdict: Verdict, rows: Iterable[KaderRow]) -> Verdict:
    """The verdict with how the rows of the kader were answered: by machine, in part, by a person or not, and where they differ."""
    known = list(rows)
    how = counts(known)
    told = [
        verdict.explanation,
        _ANSWERED.format(rows=how.total, told=COMMA.join(_answered(how))),
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
